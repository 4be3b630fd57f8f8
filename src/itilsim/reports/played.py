"""How a shift was played, where that bears on its score: what was told on the way, what was not."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.debriefing.values import Debrief
from itilsim.reports.blocks import Block, Paragraph
from itilsim.words.labels import counted


def how_it_was_played(debrief: Debrief) -> Iterator[Block]:
    """What is to be said of the mode; nothing of practice and of a lesson, which say it themselves.

    Args:
        debrief: The debrief.
    """
    if debrief.mode == "assessed":
        yield Paragraph(
            f"Assessed: no pause and no hints. Its seed, {debrief.seed}, was not yours to choose."
        )
    elif debrief.mode == "coached":
        hinted = sum(each.short == "hint" for story in debrief.stories for each in story.decisions)
        helped = f"{counted(hinted, 'mark')} with a hint" if hinted else "no hint taken"
        yield Paragraph(f"Coached: with feedback on the way, {helped}.")
