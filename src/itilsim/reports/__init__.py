"""Reports for people, from plain values: the debrief as plain text and as Markdown."""

from __future__ import annotations

from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition
from itilsim.reports.markdown import markdown
from itilsim.reports.sections import reflection, sections
from itilsim.reports.text import WIDTH, text

__all__ = ["debrief_markdown", "debrief_text"]


def debrief_text(
    debrief: Debrief, setting: Setting, edition: Edition | None = None, width: int = WIDTH
) -> str:
    """A debrief as plain text.

    Args:
        debrief: What to say.
        setting: The scenario that it was played in.
        edition: Whose syllabus references are shown; none: all.
        width: Cells in a line.
    """
    parts = (*reflection(debrief), *sections(debrief, setting, edition))
    return text(f"Debrief: {setting.scenario.title}", parts, width)


def debrief_markdown(debrief: Debrief, setting: Setting, edition: Edition | None = None) -> str:
    """A debrief as Markdown.

    Args:
        debrief: What to say.
        setting: The scenario that it was played in.
        edition: Whose syllabus references are shown; none: all.
    """
    parts = (*reflection(debrief), *sections(debrief, setting, edition))
    return markdown(f"Debrief: {setting.scenario.title}", parts)
