"""The first page of a debrief: how it went, one strength, what was dearest, one next step.

The one idea: somebody who reads nothing else still takes along what would change most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from itilsim.domain.debriefing.values import Dear, Debrief
from itilsim.domain.scoring.tally import FirstTries
from itilsim.learner.concepts import chapter_on
from itilsim.quiz.editions import Edition
from itilsim.reports.blocks import Block, Entry, Paragraph
from itilsim.reports.decisions import seen_then, shows_points, trouble_of, what_happened
from itilsim.reports.reasons import in_brief
from itilsim.reports.strengths import praised, right_at_first, skill, strengths
from itilsim.reports.wording import (
    BANDS,
    COLLEAGUES,
    CRITERIA,
    headline_of,
    reference_words,
    total_words,
)
from itilsim.words.evidence import Naming
from itilsim.words.figures import points
from itilsim.words.labels import user_minutes

NEXT: Final[Mapping[str, str]] = {
    "kind": "Before you log, ask what it is: has something failed, or is something wanted?",
    "impact": "Read impact off the card: how many depend on it, not how loud one of them is.",
    "urgency": "Rate urgency by how soon it hurts, and ask callers who have not said whether "
    "they can work.",
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
        return f"{BANDS[total.band]}. Too few decisions for points."
    beside = [
        f"{COLLEAGUES.get(name, name)} {points}"
        for name, points in total.references
        if points is not None
    ]
    others = f" On the same morning: {', '.join(beside)}." if beside else ""
    return f"{BANDS[total.band]}, {total_words(debrief)}.{others}"


WITHOUT_ME: Final = (
    "A morning of your own: from home, any day, level 1, half an hour, coached. Nobody shows you "
    "the next key, and the coach speaks after each decision."
)
"""What comes after the guided lesson."""


def _first_tries(tries: FirstTries) -> str:
    if not tries.decided:
        return "Right at the first try: nothing was decided yet."
    help_ = f"; with help: {tries.helped}" if tries.helped else ""
    words = f"Right at the first try: {tries.right} of {tries.decided}{help_}."
    if tries.strong:
        words += f" Strong: {skill(tries.strong)}."
    if tries.weak:
        words += f" Look again: {skill(tries.weak)}."
    return words


def _lines(debrief: Debrief, naming: Naming, edition: Edition | None) -> Iterator[tuple[str, str]]:
    praise = _praise(debrief, naming)
    if praise:
        yield "Well done", f"{praise}."
    dear = next(iter(debrief.dearest), None)
    if dear is None:
        guided = debrief.first_tries is not None  # where nothing costs points
        fine = "No decision was wrong." if guided else "Nothing has cost you a point."
        yield "Next time", f"{fine} Try a harder morning."
        return
    yield "Cost most", _costly(dear, debrief, naming)
    seen = seen_then(dear.finding, naming)
    if seen:
        yield "Seen then", seen
    most = debrief.dearest_criterion
    if most in NEXT:
        yield "Next time", f"{_in_all(most, dear, debrief)}{NEXT[most]}"
    about = next((each for each in debrief.dearest if each.finding.criterion == most), dear)
    yield "Read", f"{'; '.join(map(reference_words, chapter_on(about.finding, edition)))}."


def _praise(debrief: Debrief, naming: Naming) -> str:
    """One strength; empty: there is none yet."""
    if debrief.first_tries is not None:
        return next(right_at_first(debrief.first_tries), "")
    strong = next(iter(strengths(debrief)), None)
    return "" if strong is None else praised(strong, naming, example=False)


def _in_all(most: str, dear: Dear, debrief: Debrief) -> str:
    """Why the next step is about something else than the dearest decision, where it is.

    What was taken off besides is no criterion, and may have cost more.
    """
    if most == dear.finding.criterion or not shows_points(debrief):
        return ""
    name = CRITERIA[most].rstrip("?")
    return f"Of all criteria “{name}” cost most together, {points(debrief.costs[most])}. "


def _costly(dear: Dear, debrief: Debrief, naming: Naming) -> str:
    """What was dearest, where and when, and its price."""
    finding = dear.finding
    known = finding.subject in debrief.subjects
    head = f"{headline_of(finding.subject, debrief, naming)}. " if known else ""
    trouble = trouble_of(finding.subject, debrief, naming)
    words = what_happened(in_brief(finding), naming, trouble)
    price = f" It cost {points(dear.lost)}." if shows_points(debrief) else ""
    return f"{head}{words}{price}"
