"""Reports for people, from plain values: the debrief as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import Finding
from itilsim.learner.from_findings import Exercise
from itilsim.learner.training import Trained
from itilsim.quiz.editions import Edition
from itilsim.reports.blocks import Section
from itilsim.reports.exercises import exercises
from itilsim.reports.markdown import markdown
from itilsim.reports.sections import reflection, sections
from itilsim.reports.text import WIDTH, text

__all__ = ["debrief_markdown", "debrief_text", "parts_of"]


def debrief_text(
    debrief: Debrief,
    setting: Setting,
    edition: Edition | None = None,
    width: int = WIDTH,
    trained: Sequence[Trained] = (),
    learn: Sequence[tuple[Finding, Exercise]] = (),
    besides: Sequence[Section] = (),
) -> str:
    """A debrief as plain text.

    Args:
        debrief: What to say.
        setting: The scenario that it was played in.
        edition: Whose syllabus references are shown; none: all.
        width: Cells in a line.
        trained: What it trains, for each exam that is to be named.
        learn: Findings with their card and question, the dearest first.
        besides: Sections that stand behind the first page of it.
    """
    parts = parts_of(debrief, setting, edition, trained, learn, besides)
    return text(f"Debrief: {setting.scenario.title}", parts, width)


def debrief_markdown(
    debrief: Debrief,
    setting: Setting,
    edition: Edition | None = None,
    trained: Sequence[Trained] = (),
    learn: Sequence[tuple[Finding, Exercise]] = (),
    besides: Sequence[Section] = (),
) -> str:
    """A debrief as Markdown.

    Args:
        debrief: What to say.
        setting: The scenario that it was played in.
        edition: Whose syllabus references are shown; none: all.
        trained: What it trains, for each exam that is to be named.
        learn: Findings with their card and question, the dearest first.
        besides: Sections that stand behind the first page of it.
    """
    parts = parts_of(debrief, setting, edition, trained, learn, besides)
    return markdown(f"Debrief: {setting.scenario.title}", parts)


def parts_of(
    debrief: Debrief,
    setting: Setting,
    edition: Edition | None,
    trained: Sequence[Trained],
    learn: Sequence[tuple[Finding, Exercise]],
    besides: Sequence[Section] = (),
) -> tuple[Section, ...]:
    """All sections of a debrief, in order; the arguments are those of `debrief_text`."""
    short, *rest = sections(debrief, setting, edition, trained)
    return (
        *reflection(debrief),
        short,
        *besides,
        *rest,
        *exercises(debrief, setting, learn),
    )
