"""Per-decision why, in words: what was chosen, what could be seen, what it was in truth."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.debriefing.values import Debrief, Story, Why
from itilsim.domain.scoring.table import CRITERIA as TABLE
from itilsim.quiz.editions import Edition
from itilsim.reports.blocks import Block, Entry, Paragraph
from itilsim.reports.wording import (
    CRITERIA,
    TAGS,
    choice_words,
    headline_of,
    of_edition,
    reference_words,
)
from itilsim.words.evidence import Naming, evidence_words

_FULL = 1000
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
_OWNED = {0: "not over when you let go of it", 333: "closed without asking the caller",
          666: "asked, but never closed"}  # fmt: skip
"""Ownership by what it earned."""


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
    right = [CRITERIA[e.criterion].rstrip("?") for e in story.decisions if e.credit >= _FULL]
    if right:
        yield "Right", f"{'; '.join(right)}."
    for each in story.decisions:
        if each.credit < _FULL:
            yield from _explained(each, naming)
    references = () if story.is_right else _references(story, edition)
    if references:
        yield "Read", "; ".join(reference_words(each) for each in references) + "."


def _way(story: Story, naming: Naming) -> str:
    """The path through the estate."""
    if not story.path:
        return f", {story.cause.split('/', 1)[0]}"
    return ": " + " > ".join(naming.node(each) for each in story.path)


def _explained(each: Why, naming: Naming) -> Iterator[tuple[str, str]]:
    label = "Partly" if each.credit > 0 else "Missed"
    name = CRITERIA[each.criterion].rstrip("?")
    first = each.rejected or each.chosen
    chosen = choice_words(each.criterion, first, naming)
    best = choice_words(each.criterion, each.best, naming)
    if each.criterion == "ownership":
        chosen, best = _OWNED.get(each.credit, chosen), "asked, then closed"
    when = naming.time(each.at)
    verb = "your first choice" if each.rejected else "you"
    words = f"{name}. {when}, {verb}: {chosen}; best: {best}."
    truth = choice_words(each.criterion, each.truth, naming)
    if each.truth and each.truth != each.best and truth != best:
        words += f" In truth: {truth}."
    yield label, words
    seen = " ".join(evidence_words(one, naming) for one in each.evidence if one.about)
    why = seen or _RULES.get(each.criterion, "")
    yield "", f"{why} [{TAGS[each.tag]}]"


def _references(story: Story, edition: Edition | None) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in story.decisions:
        found.update(dict.fromkeys(of_edition(each.teaches, edition)))
    return tuple(found)
