"""The first page of a debrief: how it went, one strength, what was dearest, one next step.

The one idea: somebody who reads nothing else still takes along what would change most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from itilsim.domain.debriefing.values import Dear, Debrief, Well
from itilsim.domain.scoring.first_tries import ASKED
from itilsim.domain.scoring.tally import FirstTries
from itilsim.quiz.editions import Edition
from itilsim.reports.blocks import Block, Entry, Paragraph
from itilsim.reports.decisions import seen_then, shows_points, tenths, trouble_of, what_happened
from itilsim.reports.reasons import reason
from itilsim.reports.wording import (
    BANDS,
    COLLEAGUES,
    CRITERIA,
    DEDUCTIONS,
    choice_words,
    headline_of,
    of_edition,
    reference_words,
)
from itilsim.words.evidence import Naming
from itilsim.words.labels import FIELDS, user_minutes

NEXT: Final[Mapping[str, str]] = {
    "kind": "Before you log, ask what it is: has something failed, or is something wanted?",
    "impact": "Read impact off the card: how many depend on it, not how loud one of them is.",
    "urgency": "Rate urgency by when it hurts, and ask who has not said whether work goes on.",
    "category": "Fill in the service and item that the caller names: others read only the record.",
    "destination": "Solve it yourself where an article or known error does. Otherwise send it to "
    "the team that owns what failed, once.",
    "correlation": "Before you open one more record, look whether it is one more report of the "
    "last.",
    "known_error": "Search for what the caller sees before you send it on: a workaround has people "
    "working long before a repair.",
    "escalation": "Pass on in time what the desk cannot solve, and tell the shift lead of a P1.",
    "events": "Read each alert for what it is: it informs, it warns, or something has failed.",
    "access": "Check who is asking before you give back a password or give a right.",
    "told": "Answer, say when the next word comes, keep that promise, and say when it is over.",
    "ownership": "Ask the caller whether it works, then resolve, then close: it is yours until "
    "then.",
    "problem": "When the history has the same finding, raise a problem: somebody should find out "
    "why it comes back.",
    "proactive": "Pass a warning on at once to those who can act: that is its cheapest moment.",
    "handover": "Keep five minutes for the note: what is open, what may go wrong, what you "
    "promised.",
}
"""One thing to do next time, by the criterion that has cost most."""


def in_short(debrief: Debrief, naming: Naming, edition: Edition | None) -> Iterator[Block]:
    """One sentence, one strength, the dearest decision, one next step.

    Args:
        debrief: What to say.
        naming: Names for everything in it.
        edition: Whose syllabus references are shown; none: all.
    """
    lost = user_minutes(debrief.lost_user_minutes)
    yield Paragraph(f"{_how_it_went(debrief)} People lost {lost} of work.")
    lines = tuple(_lines(debrief, naming, edition))
    if debrief.first_tries is not None:
        lines += (("And then", WITHOUT_ME),)
    yield Entry("What to take along", lines)


def _how_it_went(debrief: Debrief) -> str:
    if debrief.first_tries is not None:
        return _first_tries(debrief.first_tries)
    total = debrief.score[0]
    if debrief.few:
        return f"{BANDS[total.band]}. There was too little to decide for points."
    beside = [
        f"{COLLEAGUES.get(name, name)} {points}"
        for name, points in total.references
        if points is not None
    ]
    others = f" On the same morning: {', '.join(beside)}." if beside else ""
    return f"{BANDS[total.band]}, {total.points} of 100.{others}"


WITHOUT_ME: Final = (
    "A morning of your own: from home, any day, level 1, half an hour, coached. Nobody shows you "
    "the next key, and the coach speaks after each decision."
)
"""What comes after the guided lesson."""
_SKILLS: Final = {
    ASKED: "the tutor's questions",
    "kind": "what it is",
    "model": "which model",
    "significance": "kinds of events",
    "known_error": "what is known",
    "link": "one cause",
    "team": "whose it is",
}
"""Fields whose label is no skill."""


def _first_tries(tries: FirstTries) -> str:
    if not tries.decided:
        return "Right at the first try: nothing was decided yet."
    help_ = f"; with help: {tries.helped}" if tries.helped else ""
    words = f"Right at the first try: {tries.right} of {tries.decided}{help_}."
    if tries.strong:
        words += f" Strong: {_skill(tries.strong)}."
    if tries.weak:
        words += f" Look again: {_skill(tries.weak)}."
    return words


def _skill(field: str) -> str:
    """What a field trains, as people call it."""
    return _SKILLS.get(field) or FIELDS[field].lower()


def _lines(debrief: Debrief, naming: Naming, edition: Edition | None) -> Iterator[tuple[str, str]]:
    strong = next((each for each in debrief.well if each.strength > 0 or each.better), None)
    strong = strong or next(iter(debrief.well), None)
    if strong is not None:
        yield "Well done", f"{praised(strong, naming, example=False)}."
    dear = next(iter(debrief.dearest), None)
    if dear is None:
        yield "Next time", "Nothing has cost you a point. Try a harder morning."
        return
    yield "Dearest", _costly(dear, debrief, naming)
    seen = seen_then(dear.finding, naming)
    if seen:
        yield "Seen then", seen
    wanted = NEXT.get(debrief.dearest_criterion)
    if wanted is not None:
        yield "Next time", wanted
    read = next((e for e in debrief.study if of_edition((e.reference,), edition)), None)
    if read is not None:
        yield "Read", f"{reference_words(read.reference)}."


def _costly(dear: Dear, debrief: Debrief, naming: Naming) -> str:
    """What was dearest, where and when, and its price."""
    finding = dear.finding
    known = finding.subject in debrief.subjects
    head = f"{headline_of(finding.subject, debrief, naming)}. " if known else ""
    deduction = DEDUCTIONS.get(finding.criterion)
    trouble = trouble_of(finding.subject, debrief, naming)
    if finding.credit < 0 and deduction:
        words = f"{deduction}, {naming.time(finding.at)}. {reason(finding, naming, trouble)}"
    else:
        words = what_happened(finding, naming, trouble)
    price = f" It cost {_points(dear.lost)}." if shows_points(debrief) else ""
    return f"{head}{words}{price}"


def _points(hundredths: int) -> str:
    """A price in points, to a tenth."""
    words = tenths(hundredths)
    return "1 point" if words == "1.0" else f"{words} points"


def praised(each: Well, naming: Naming, *, example: bool = True) -> str:
    """What went well, as far as wished with an example of several."""
    words = CRITERIA[each.criterion].rstrip("?")
    chosen = choice_words(each.criterion, each.chosen, naming) if each.chosen else ""
    if each.of == 1 and chosen:
        words += f": {chosen}"
    elif each.of:
        words += f": {each.right} of {each.of} right"
        if example and each.subjects and chosen:
            words += f", like {naming.subject(each.subjects[0])}: {chosen}"
    if each.better:
        words += ". Better than Textbook Toni" if each.of else ": better than Textbook Toni"
    return words
