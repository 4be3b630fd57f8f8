"""Why a finding is less than full, in plain sentences: what you did, what was right, what cost.

The one idea: the first sentence sets your choice beside the right one, and every further one is a
thing that cost, as judging has named it (`Because`). A finding without a sentence is a fault here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from itilsim.domain.names import TeamId
from itilsim.domain.scoring.tally import Because, Described, Finding, Links, Value
from itilsim.reports.wording import choice_words
from itilsim.words.evidence import Naming
from itilsim.words.labels import (
    CATEGORIES,
    HINTS,
    HOLD_REASONS,
    RECORD_KINDS,
    SIGNIFICANCES,
    counted,
    duration,
)

SHOWN: Final = 3
"""So many records are named in one sentence. Tuning constant."""


def reason(finding: Finding, naming: Naming, trouble: str = "") -> str:
    """What a finding lost and why, in one or a few plain sentences.

    Args:
        finding: What was judged; one that is full says nothing.
        naming: What people call the things of the scenario.
        trouble: What truly lay behind it, like `Power supply of a weak series on ws-sw-07`; empty:
            nothing had failed.
    """
    first = _FIRST.get(finding.criterion)
    words = [first(finding, naming)] if first is not None else []
    for each in finding.because:
        about = _BECAUSE.get(each.code)
        words.append("" if about is None else about(each, trouble or "what it was about"))
    words.append(_truth(finding, naming, trouble))
    words.append(_alike(finding))
    return " ".join(filter(None, words))


def _alike(finding: Finding) -> str:
    """How a charge stands: how often the choice would have been right where it looked like this."""
    if finding.alike is None:
        return ""
    right, of = finding.alike.right, finding.alike.of
    hundred = right * 100 // of
    if not right:
        return f"In none of {of:,} mornings that looked like this would it have been right."
    share = f"{hundred}" if hundred else "fewer than 1"
    return f"In {share} of 100 mornings that looked like this it would have been right."


def _truth(finding: Finding, naming: Naming, trouble: str) -> str:
    """What it truly was, where that is not what the evidence spoke for."""
    if finding.criterion in ("against_word", "not_restored"):
        return f"In truth: {trouble}, which was not over." if trouble else ""
    if finding.criterion not in _SEEN or finding.truth in (None, finding.best):
        return ""
    truth = choice_words(finding.criterion, finding.truth, naming)
    best = choice_words(finding.criterion, finding.best, naming)
    return "" if truth == best else f"In truth: {truth}."


_SEEN: Final = ("kind", "impact", "urgency", "category", "destination", "events")
"""Criteria in which the evidence can speak for something else than the truth."""


def defended(finding: Finding) -> bool:
    """Whether the choice itself was right, or could be defended."""
    return finding.chosen in finding.accepted or finding.chosen in (finding.best, finding.truth)


def _codes(finding: Finding) -> set[str]:
    return {each.code for each in finding.because}


def _beside(did: str, finding: Finding, right: str) -> str:
    """What you did beside what was right; where that could be defended, without."""
    if defended(finding):
        return f"{did}, and that could be defended."
    return f"{did}; what could be seen spoke for {right}."


def _article(words: str) -> str:
    """A kind of record or event in running text: `an incident`."""
    return f"{'an' if words[0] in 'AEIOU' else 'a'} {words.lower()}"


def _kind_of(value: Value, naming: Naming) -> str:
    words = choice_words("kind", value, naming)
    return _article(words) if value in RECORD_KINDS else words


def _kind(finding: Finding, naming: Naming) -> str:
    right = _kind_of(finding.best, naming)
    if finding.best in _ASKED_FOR:
        return f"It asked for {_ASKED_FOR[str(finding.best)]}."
    if finding.chosen is None or not isinstance(finding.chosen, str):
        return f"What could be seen spoke for {right}."
    if finding.chosen in RECORD_KINDS:
        first = " at first" if finding.short == "first_try" else ""
        return _beside(
            f"You logged it as {_kind_of(finding.chosen, naming)}{first}", finding, right
        )
    return f"What could be seen spoke for {right}."


_ASKED_FOR: Final = {
    "log": "no more than reading",
    "team": "a team to be told",
    "record": "a record",
}
"""What an alert asks for."""


def _rating(finding: Finding, naming: Naming) -> str:
    axis = finding.criterion
    right = choice_words(axis, finding.best, naming)
    if finding.chosen is None:
        return f"The {axis} to be seen was {right}."
    first = " at first" if finding.short == "first_try" else ""
    chosen = choice_words(axis, finding.chosen, naming)
    if "question_open" in _codes(finding):
        return f"You rated the {axis} {chosen}{first} before anybody could know it."
    return _beside(f"You rated the {axis} {chosen}{first}", finding, right)


def _category(finding: Finding, naming: Naming) -> str:
    mine, best = finding.chosen, finding.best
    if not isinstance(best, Described):
        return ""
    if not isinstance(mine, Described):
        return f"It is about: {choice_words('category', best, naming)}."
    words = [part(mine, best, naming) for code, part in _PARTS.items() if code in _codes(finding)]
    return " ".join(words)


def _part(what: str, of: Callable[[Described], Value]) -> Callable[..., str]:
    """The sentence on one part of a description."""

    def words(mine: Described, best: Described, naming: Naming) -> str:
        given, right = (_name(what, of(each), naming) for each in (mine, best))
        did = f"You named {given} as the {what}" if given else f"You named no {what}"
        return f"{did}; {f'it is {right}' if right else 'none is meant'}."

    return words


def _name(what: str, value: Value, naming: Naming) -> str:
    if value is None:
        return ""
    if what == "service":
        return naming.service(str(value))
    return str(value) if what == "item" else CATEGORIES.get(value, str(value))  # type: ignore[call-overload]


_PARTS: Final[Mapping[str, Callable[..., str]]] = {
    "service": _part("service", lambda each: each.service),
    "item": _part("item", lambda each: each.component),
    "item_near": _part("item", lambda each: each.component),
    "category": _part("category", lambda each: each.category),
}


def _destination(finding: Finding, naming: Naming) -> str:
    right = choice_words("destination", finding.best, naming)
    if finding.chosen is None:
        return f"It belonged with {right}."
    codes, chosen = _codes(finding), choice_words("destination", finding.chosen, naming)
    if "kept" in codes:
        return f"You kept it at the desk; what could be seen spoke for {right}."
    if "unserved" in codes:
        return "You kept it at the desk, where it could be solved."
    first = " first" if "sent_right_later" in codes else ""
    return _beside(f"You sent it to {chosen}{first}", finding, right)


def _correlation(finding: Finding, naming: Naming) -> str:
    mine, wanted = finding.chosen, finding.best
    if not isinstance(mine, Links) or not isinstance(wanted, Links):
        return ""
    strange = counted(mine.wrong, "report")
    if not wanted.right:
        words = f"No report belonged to another, and you put {strange} under one."
        return " ".join((words, *_misplaced(finding, naming)))
    if wanted.right == 1:
        words = f"The report that belonged to another {'stood' if mine.right else 'did not stand'}"
        words += " under its record"
    else:
        words = f"{mine.right or 'Not one'} of the {wanted.right} reports that belonged to another "
        words += "stood under its record"
    if mine.wrong:
        words += f", and {strange} stood under a wrong one, which takes back as much"
    return " ".join((f"{words}.", *_misplaced(finding, naming)))


def _misplaced(finding: Finding, naming: Naming) -> Iterator[str]:
    """Which reports stood wrong, and where they belonged."""
    for code, words in _STOOD.items():
        found: dict[tuple[str, ...], list[str]] = {}
        for each in finding.because:
            if each.code == code:
                found.setdefault(each.about[1:], []).append(_report(each.about[0], naming))
        for first, own in found.items():
            more = f" and {len(own) - SHOWN} more" if len(own) > SHOWN else ""
            under = (_report(each, naming) for each in first)
            yield words.format(f"{', '.join(own[:SHOWN])}{more}", *under)


def _report(subject: str, naming: Naming) -> str:
    """A report with its record: `Marek Hollins at 09:25 (INC0010029)`."""
    return f"{naming.subject(subject)} ({naming.recorded(subject) or 'no record'})"


_STOOD: Final[Mapping[str, str]] = {
    "stood_alone": "Linked to none: {}. All belong under the first report, {}.",
    "stood_as_the_parent": "Made the parent: {}. That is the first report, {}.",
    "stood_under_a_stranger": "Under a wrong one: {}.",
}
"""Where reports stood that were linked wrongly or not at all, and under which they belonged."""


def in_brief(finding: Finding) -> Finding:
    """The same, without the list of reports that stood wrong, where it is more than one."""
    others = tuple(each for each in finding.because if each.code not in _STOOD)
    few = len(finding.because) - len(others) <= 1
    return finding if few else replace(finding, because=others)


def _known_error(finding: Finding, naming: Naming) -> str:
    used, helps = tuple(filter(None, _each(finding.chosen))), _each(finding.best)
    right = " and ".join(map(naming.knowledge, helps))
    others = " and ".join(naming.knowledge(each) for each in used if each not in helps)
    if not helps:
        return f"You used {others}; nothing that is written down helps here."
    if not used:
        return f"You used nothing that is written down; what helps is {right}."
    if any(each in helps for each in used):
        if not others:
            return f"You used what helps, {right}."
        return f"You used what helps, and also {others}, which does not."
    return f"You used {others}; what helps is {right}."


def _each(value: Value) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _escalation(finding: Finding, naming: Naming) -> str:
    codes = _codes(finding)
    if codes & {"lead_not_told", "lead_told_needlessly"}:
        return ""
    right = choice_words("escalation", finding.best, naming)
    if finding.chosen is None:
        return f"It was never sent to {right}."
    return f"You sent it to {choice_words('escalation', finding.chosen, naming)}."


def _events(finding: Finding, naming: Naming) -> str:
    del naming
    best = SIGNIFICANCES.get(finding.best, "") if isinstance(finding.best, str) else ""  # type: ignore[call-overload]
    if finding.chosen is None:
        return f"It was {_alert(best)}."
    chosen = SIGNIFICANCES.get(finding.chosen, "")  # type: ignore[call-overload]
    if chosen == best:
        return f"You read it rightly as {_alert(best)}."
    return f"You read it as {_alert(chosen)}; it was {_alert(best)}."


def _alert(words: str) -> str:
    return f"{_article(words)} event" if words.startswith("Info") else _article(words or "Event")


def _parts_missing(finding: Finding, naming: Naming) -> str:
    done, owed = _each(finding.chosen), _each(finding.best)
    missing = tuple(part for part in owed if part not in done)
    if not missing:
        return ""
    return f"Missing: {choice_words(finding.criterion, missing, naming)}."


def _handover(finding: Finding, naming: Naming) -> str:
    named, owed = set(_each(finding.chosen)), _each(finding.best)
    missing = [naming.subject(each) for each in owed if each not in named]
    if not missing:
        return ""
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    none = finding.chosen is None
    what = "You wrote no note. It should tell of" if none else "Your note does not tell of"
    return f"{what} {', '.join(missing[:SHOWN])}{more}."


def _given(words: str) -> Callable[[Finding, Naming], str]:
    """A deduction for something that was given out."""
    return lambda finding, naming: words.format(naming.knowledge(str(finding.chosen)))


def _held(finding: Finding, naming: Naming) -> str:
    del naming
    waits = HOLD_REASONS.get(finding.chosen, str(finding.chosen))  # type: ignore[call-overload]
    return f"You put it on hold ({waits.lower()}), and nothing shows that anybody was waited for."


def _ended(finding: Finding, naming: Naming) -> str:
    del naming
    did = "cancelled" if finding.chosen == "cancelled" else "resolved"
    return f"You {did} the record, and nobody had been served."


def _lowered(finding: Finding, naming: Naming) -> str:
    del naming
    seen = f"; what could be seen spoke for P{finding.best}" if finding.best else ""
    return f"You lowered it to P{finding.chosen} when three quarters of its target were gone{seen}."


_FIRST: Final[Mapping[str, Callable[[Finding, Naming], str]]] = {
    "kind": _kind,
    "impact": _rating,
    "urgency": _rating,
    "category": _category,
    "destination": _destination,
    "correlation": _correlation,
    "known_error": _known_error,
    "escalation": _escalation,
    "events": _events,
    "told": _parts_missing,
    "ownership": _parts_missing,
    "handover": _handover,
    "unchecked": _given("You fulfilled {} before the check or the approval that it asks for."),
    "impostor": _given("You fulfilled {} for somebody who is not who they said they were."),
    "hold": _held,
    "not_restored": _ended,
    "against_word": lambda *_: "The caller had said that it does not work, and you ended it.",
    "lowered": _lowered,
    "teams": lambda finding, naming: (
        f"You sent it on to {naming.team(TeamId(str(finding.chosen)))}. Every further team starts "
        "from the beginning while the caller waits."
    ),
    "false_p1": lambda finding, _: f"You set it to P1; in truth it is P{finding.truth}.",
}
"""The first sentence, by criterion or deduction."""


def _fixed(words: str) -> Callable[[Because, str], str]:
    return lambda *_: words


def _agreed(words: str, agreed: str) -> Callable[[Because, str], str]:
    """A time that was used beside the time agreed, if any was."""

    def say(each: Because, _: str) -> str:
        limit = f"; {agreed.format(_exact(each.limit, each.amount))}" if each.limit else ""
        return f"{words.format(_exact(each.amount, each.limit))}{limit}."

    return say


def _exact(seconds: int, other: int) -> str:
    """A length of time, to the second where it would read like the other one."""
    words = duration(seconds)
    if other and seconds != other and words == duration(other):
        return f"{words} {seconds % 60:02d} s"
    return words


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _sent_back(times: int, spared: int) -> str:
    """How often in all, and what of it costs nothing."""
    words = f"It was sent back {_times(times)}"
    if not spared:
        return f"{words}."
    return f"{words}, {_times(spared)} by a team that could be defended, which costs nothing."


_BECAUSE: Final[Mapping[str, Callable[[Because, str], str]]] = {
    "hint": lambda e, _: f"You took a hint: {HINTS[e.amount]}.",
    # True of a link that was there before the coach spoke, too: the score takes off for both.
    "prompted": _fixed("The coach spoke about it, and then it gives back less."),
    "rejected": _fixed("That was your first try, and the first try counts."),
    "corrected": lambda e, _: (
        f"You put it right {duration(e.amount)} later, which gives back a part of what was lost."
    ),
    "corrected_late": lambda e, _: (
        f"You put it right {duration(e.amount)} later, when another team already had the record: "
        "that gives back 30 % of what was lost."
    ),
    "nearer_later": lambda e, _: (
        f"What you chose {duration(e.amount)} later was nearer, and gives back a part."
    ),
    "not_looked_again": _fixed("New evidence came, and you did not look at it again in time."),
    "looked_again_late": lambda e, _: (
        f"New evidence came, and you looked at it again {duration(e.amount)} too late."
    ),
    "to_and_fro": _fixed("In between you changed it to something else, and then back again."),
    "unlogged": _fixed("You did not log it."),
    "logged_later": _fixed("You logged a later call about it; the first has no record."),
    "only_answered": _fixed("You answered it as if it were a question, and logged nothing."),
    "only_read": _fixed("You read the alert, and nobody who can act was told."),
    "only_team": _fixed("You told a team, but opened no record."),
    "needless_record": _fixed("You opened a record for what only informs: work for nothing."),
    "unread": _fixed("You did not read the alert."),
    "misread": _fixed(""),
    "not_acted": _fixed("Nothing was done about it."),
    "unrated": _fixed("You did not rate it."),
    "question_open": _fixed("One question to the caller would have told."),
    "p1_too_low": _fixed(
        "It was a P1 in truth and its record ended as P3 or lower: then no rating of it counts."
    ),
    "service": _fixed(""),
    "item": _fixed(""),
    "item_near": _fixed("The item you named depends on it: half of that part."),
    "category": _fixed(""),
    "kept": _fixed(""),
    "unserved": _fixed("But you did not use what solves it there."),
    "sent_right_later": _fixed("It reached the right team only after that."),
    "sent_back": lambda e, _: _sent_back(e.amount, e.limit),
    "no_help": _fixed(""),
    "never_sent": _fixed(""),
    "after_the_time_box": _agreed("That was {} after it was opened", "the time-box is {}"),
    "lead_not_told": _fixed("It was a P1, and you did not tell the shift lead."),
    "lead_told_needlessly": lambda e, _: (
        f"You told the shift lead of a P{e.amount}, which needs no lead."
    ),
    "unverified": _fixed("You never checked who was asking."),
    "verified_on_another_call": _fixed(
        "You checked who was calling on another call, not on the one that asked for it."
    ),
    "given_unchecked": _fixed("You gave it out before you had checked who was asking."),
    "stranger_not_refused": _fixed(
        "The check said that it is somebody else, and you did not refuse."
    ),
    "never_answered": _agreed("Nobody answered", "{} were agreed"),
    "never_taken_on": _agreed("Nobody took it on", "{} were agreed"),
    "answered_late": _agreed("The answer came after {}", "{} were agreed"),
    "taken_on_late": _agreed("It was taken on after {}", "{} were agreed"),
    "asked_again": _fixed("The caller had to ask again."),
    "promise_kept_late": lambda e, _: f"A promised word came {duration(e.amount)} late.",
    "promise_forgotten": _fixed("A promised word never came."),
    "promised_too_late": _fixed("A word was promised only for after the target."),
    "silence": _agreed("The caller heard nothing for {}", "{} is the most"),
    "open_without_promise": _fixed(
        "It was still open at the end, and the caller did not know when the next word comes."
    ),
    "cancelled": _fixed("You cancelled the record, which serves nobody."),
    "ended_unserved": lambda _, trouble: f"You ended the record, and {trouble} was never over.",
    "ended_early": lambda e, trouble: (
        f"You ended the record {duration(e.amount)} before {trouble} was over."
    ),
    "against_word": _fixed("The caller said that it does not work, and you ended it all the same."),
    "not_asked": _fixed("You did not ask the caller whether it is over."),
    "left_open": lambda e, _: (
        f"It was over {duration(e.amount)} before the end, and the record stayed open."
    ),
    "reopened": lambda e, _: f"It came back: its record was reopened {_times(e.amount)}.",
    "not_closed": _fixed("The record was not closed."),
    "stood_alone": _fixed(""),
    "stood_as_the_parent": _fixed(""),
    "stood_under_a_stranger": _fixed(""),
    "not_raised": _fixed("It has happened before, and you raised no problem."),
    "needless": _fixed("You raised a problem, and nothing like it has come before."),
    "needless_elsewhere": lambda e, _: (
        f"You raised the problem, and {counted(e.amount, 'needless one')} besides: each takes back "
        "what a right one earns."
    ),
    "passed_on_late": _fixed("You passed the warning on, but it failed before anybody could act."),
    "sent_elsewhere": _fixed("You passed the warning to a team that cannot act on it."),
    "not_passed_on": _fixed("You did not pass the warning on."),
    "no_note": _fixed(""),
    "note_lacks": lambda e, _: f"It leaves out {e.amount} of {e.limit}.",
    "note_names_needless": lambda e, _: (
        f"It names {counted(e.amount, 'record')} that the next shift need not know."
    ),
    "note_early": lambda e, _: (
        f"You wrote it {duration(e.amount)} before the end; what was open at the end counts."
    ),
}
"""What each thing that cost is called; empty where the first sentence has said it."""
