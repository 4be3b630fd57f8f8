"""Per-decision why, in words: what was lost and why, what could be seen, what it was in truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from itilsim.domain.debriefing.values import FULL, Debrief, Story
from itilsim.domain.scoring.table import CRITERIA as TABLE
from itilsim.domain.scoring.tally import Finding
from itilsim.learner.concepts import chapter_on
from itilsim.quiz.editions import Edition
from itilsim.reports.blocks import Block, Entry, Paragraph
from itilsim.reports.reasons import reason
from itilsim.reports.wording import (
    TAGS,
    headline_of,
    name_of,
    reference_words,
)
from itilsim.words.evidence import Naming, evidence_words
from itilsim.words.figures import taken

_RULES = {each.id: each.words for each in TABLE} | {
    "told": "Answered in time, kept informed, told at the end: a third each.",
    "ownership": "The desk owns it until the caller agrees; then it is closed.",
    "correlation": "Reports with one cause belong under one parent.",
    "known_error": "Knowledge that helps is used, and no other.",
    "problem": "It has come before: finding out why is work for problem management.",
    "proactive": "A warning is passed to those who can act before it hurts.",
    "handover": "The note names what is open, and nothing else.",
    "category": "Half for the service, a quarter each for item and category.",
    "unchecked": "The check and the approval come before the access.",
    "impostor": "Nothing is given to somebody who is not who they say.",
    "hold": "On hold needs a reason that shows: a question asked, a problem raised.",
    "not_restored": "A record ends when people have what they need, not before.",
    "against_word": "Whether it works is for the caller to say.",
    "lowered": "Near its target a priority goes down on new evidence only.",
    "false_p1": "Who calls everything a P1 leaves none for what is one. Two are free.",
    "teams": "Two teams are free. Find out whose it is before you send it on.",
}
"""Rules in the words of a debrief, where the published table says them shorter."""
_LEGEND = " The figure behind a time is what it cost: points off your score."
BELOW: Final = ("Partly", "Missed", "Deducted")
"""Labels of what is less than full: some of its mark, none of it, points off the score besides."""


def decisions(debrief: Debrief, naming: Naming, edition: Edition | None) -> Iterator[Block]:
    """Everything that was judged, by contact and alert; what could be better comes in full."""
    wrong = sum(not story.is_right for story in debrief.stories)
    yield Paragraph(
        f"{len(debrief.stories)} things were judged, on what could be seen at the time; in "
        f"{wrong} of them something could be better.{_LEGEND if shows_points(debrief) else ''}"
    )
    prices = prices_of(debrief)
    for story in debrief.stories:
        yield Entry(
            headline_of(story.subject, debrief, naming),
            tuple(_lines(story, naming, edition, prices)),
        )


def prices_of(debrief: Debrief) -> dict[Finding, int]:
    """What each finding took from the total, in hundredths of a point; none where none are shown.

    Args:
        debrief: What to say.
    """
    if not shows_points(debrief):
        return {}
    return {each.finding: each.lost for each in debrief.dearest}


def shows_points(debrief: Debrief) -> bool:
    """Guided shifts have no points, and those with few decisions only bands."""
    return debrief.first_tries is None and not debrief.few


def trouble_of(subject: str, debrief: Debrief, naming: Naming) -> str:
    """What truly lay behind a contact or alert; empty where nothing had failed."""
    story = next((each for each in debrief.stories if each.subject == subject), None)
    return "" if story is None else _trouble(story, naming)


def _trouble(story: Story, naming: Naming) -> str:
    if not story.mode:
        return ""
    name = naming.setting.modes[story.mode].name
    return f"{name} on {story.path[0]}" if story.path else name


def _lines(
    story: Story, naming: Naming, edition: Edition | None, prices: Mapping[Finding, int]
) -> Iterator[tuple[str, str]]:
    if story.mode:
        mode = naming.setting.modes[story.mode].name
        never = "; it never came to that" if story.struck_at is None else ""
        yield "In truth", f"{mode}{_way(story, naming)}{never}."
    right = dict.fromkeys(name_of(e, naming) for e in story.decisions if e.credit >= FULL)
    if right:
        yield "Right", f"{'; '.join(right)}."
    for each in story.decisions:
        if each.credit < FULL:
            yield from _explained(each, naming, _trouble(story, naming), prices)
    references = () if story.is_right else _references(story, edition)
    if references:
        yield "Read", "; ".join(reference_words(each) for each in references) + "."


def _way(story: Story, naming: Naming) -> str:
    """The path through the estate."""
    if not story.path:
        return f", {story.cause.split('/', 1)[0]}"
    return ": " + " > ".join(naming.node(each) for each in story.path)


def _explained(
    each: Finding, naming: Naming, trouble: str, prices: Mapping[Finding, int]
) -> Iterator[tuple[str, str]]:
    price = f", {taken(prices[each])}" if prices.get(each) else ""
    words = what_happened(each, naming, trouble, price)
    yield label_of(each), words
    yield "", f"{why(each, naming)} [{TAGS[each.tag]}]"


def label_of(each: Finding) -> str:
    """How a finding that is less than full is labelled: one of `BELOW`."""
    if each.credit < 0:
        return "Deducted"
    return "Partly" if each.credit > 0 else "Missed"


def what_happened(each: Finding, naming: Naming, trouble: str = "", price: str = "") -> str:
    """What was judged and when, and what was lost and why.

    Args:
        each: What was judged.
        naming: What people call the things of the scenario.
        trouble: What truly lay behind it; empty: nothing had failed.
        price: Words on what it cost, put after the time.
    """
    head = f"{name_of(each, naming)}, {naming.time(each.at)}{price}."
    return f"{head} {reason(each, naming, trouble)}"


def why(each: Finding, naming: Naming) -> str:
    """The evidence as it stood, or the rule."""
    return seen_then(each, naming) or _RULES.get(each.criterion, "")


def seen_then(each: Finding, naming: Naming) -> str:
    """The evidence as it stood; empty where there was none."""
    return " ".join(evidence_words(one, naming) for one in each.evidence if one.about)


def _references(story: Story, edition: Edition | None) -> tuple[str, ...]:
    below = (each for each in story.decisions if each.credit < FULL)
    found = (where for each in below for where in chapter_on(each, edition))
    return tuple(dict.fromkeys(found))
