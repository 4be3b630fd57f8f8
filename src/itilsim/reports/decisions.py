"""Per-decision why, in words: what was chosen, what could be seen, what it was in truth."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.debriefing.values import FULL, Debrief, Story
from itilsim.domain.scoring.conduct import REFUSED
from itilsim.domain.scoring.table import CRITERIA as TABLE
from itilsim.domain.scoring.tally import Finding
from itilsim.quiz.editions import Edition
from itilsim.reports.blocks import Block, Entry, Paragraph
from itilsim.reports.wording import (
    TAGS,
    choice_words,
    headline_of,
    name_of,
    of_edition,
    reference_words,
)
from itilsim.words.evidence import Naming, evidence_words

_RULES = {each.id: each.words for each in TABLE} | {
    "told": "Answered in time, kept informed, told at the end: a third each.",
    "ownership": "The desk owns it until the caller agrees; then it is closed.",
    "correlation": "Reports with one cause belong under one parent.",
    "known_error": "Knowledge that helps is used, and no other.",
    "problem": "It has come before: finding out why is work for problem management.",
    "proactive": "A warning is passed to those who can act before it hurts.",
    "handover": "The note names what is open, and nothing else.",
    "category": "Half for the service, a quarter each for item and category.",
}
"""Rules in the words of a debrief, where the published table says them shorter."""
_PARTS = ("told", "ownership")
"""Criteria of several parts: what is missing of them is what cost."""
_FIRST = ("kind", "impact", "urgency", "destination", "events")
"""Criteria whose first choice counts."""
_BUT = {
    "impact": "but a P1 ended as P3 or lower",
    "urgency": "but a P1 ended as P3 or lower",
    "destination": "but it was sent back",
    "events": "but there was nothing to do about it",
    "not_done": "but nothing was done about it",
    "first_try": "but not at the first try",
    "late": "but too late",
    "hint": "with a hint",
}
"""Why the right choice did not earn the full mark: by criterion where it was wrong all the same,
else by what was short."""


def decisions(debrief: Debrief, naming: Naming, edition: Edition | None) -> Iterator[Block]:
    """Everything that was judged, by contact and alert; what could be better comes in full."""
    wrong = sum(not story.is_right for story in debrief.stories)
    yield Paragraph(
        f"{len(debrief.stories)} things were judged, on what could be seen at the time; in "
        f"{wrong} of them something could be better."
    )
    for story in debrief.stories:
        yield Entry(
            headline_of(story.subject, debrief, naming), tuple(_lines(story, naming, edition))
        )


def _lines(story: Story, naming: Naming, edition: Edition | None) -> Iterator[tuple[str, str]]:
    if story.mode:
        mode = naming.setting.modes[story.mode].name
        never = "; it never came to that" if story.struck_at is None else ""
        yield "In truth", f"{mode}{_way(story, naming)}{never}."
    right = dict.fromkeys(name_of(e, naming) for e in story.decisions if e.credit >= FULL)
    if right:
        yield "Right", f"{'; '.join(right)}."
    for each in story.decisions:
        if each.credit < FULL:
            yield from _explained(each, naming)
    references = () if story.is_right else _references(story, edition)
    if references:
        yield "Read", "; ".join(reference_words(each) for each in references) + "."


def _way(story: Story, naming: Naming) -> str:
    """The path through the estate."""
    if not story.path:
        return f", {story.cause.split('/', 1)[0]}"
    return ": " + " > ".join(naming.node(each) for each in story.path)


def _explained(each: Finding, naming: Naming) -> Iterator[tuple[str, str]]:
    yield "Partly" if each.credit > 0 else "Missed", what_happened(each, naming)
    yield "", f"{why(each, naming)} [{TAGS[each.tag]}]"


def what_happened(each: Finding, naming: Naming) -> str:
    """What was decided when, what would have been best, and what it was in truth."""
    words = f"{name_of(each, naming)}. {naming.time(each.at)}, {_what(each, naming)}."
    truth = choice_words(each.criterion, each.truth, naming)
    if each.truth is not None and truth != choice_words(each.criterion, each.best, naming):
        words += f" In truth: {truth}."
    return words


def why(each: Finding, naming: Naming) -> str:
    """The evidence as it stood, or the rule."""
    seen = " ".join(evidence_words(one, naming) for one in each.evidence if one.about)
    return seen or _RULES.get(each.criterion, "")


def _what(each: Finding, naming: Naming) -> str:
    """What was decided, what would have been best, and what else took the full mark."""
    chosen = choice_words(each.criterion, each.chosen, naming)
    best = choice_words(each.criterion, each.best, naming)
    if each.criterion in _PARTS:
        return _missing(each, naming)
    if chosen == best:
        return f"you: {chosen}, {_BUT[each.criterion if each.short == 'wrong' else each.short]}"
    first = each.short == "first_try" and each.criterion in _FIRST
    late = f", {_BUT[each.short]}" if each.short in ("late", "hint") else ""
    return f"{'your first choice' if first else 'you'}: {chosen}{late}; best: {best}"


def _missing(each: Finding, naming: Naming) -> str:
    """Of what people are owed, the part that they did not get."""
    done = each.chosen if isinstance(each.chosen, tuple) else ()
    owed = each.best if isinstance(each.best, tuple) else ()
    missing = tuple(part for part in owed if part not in done)
    if not missing:
        return f"all that was due, {_BUT[each.short]}"
    against = ", though the caller said no" if REFUSED in done else ""
    return f"missing: {choice_words(each.criterion, missing, naming)}{against}"


def _references(story: Story, edition: Edition | None) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in story.decisions:
        found.update(dict.fromkeys(of_edition(each.teaches, edition)))
    return tuple(found)
