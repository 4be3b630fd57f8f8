"""One candidate for a shift: a bill of fare, its causes, and all of it laid out in time.

The one idea: what a shift contains is decided first, by its level; who and what it is, and when it
comes, is drawn after that, each by a key of its own.
"""

from __future__ import annotations

from itilsim.composing.drawing import Candidate, Drawing
from itilsim.composing.draws import Draws
from itilsim.composing.faults import faults
from itilsim.composing.layout import Layout
from itilsim.composing.levels import Level
from itilsim.composing.matters import matters
from itilsim.composing.surroundings import deadlines, events, handover, history
from itilsim.domain.scenario import Setting
from itilsim.domain.sources import Sources


def drawn(base: Setting, sources: Sources, level: Level, layout: Layout, draws: Draws) -> Candidate:
    """Draw a candidate, ingredient by ingredient.

    Args:
        base: The organisation with its library, on the shift's date, without arrivals.
        sources: What its shifts are drawn from.
        level: What a shift of this level holds.
        layout: The day.
        draws: Chance.
    """
    drawing = Drawing(base, sources, level, layout, draws)
    for ingredient in (deadlines, faults, matters, events, history, handover):
        ingredient(drawing)
    drawing.found.contacts.sort(key=lambda each: each.at)
    drawing.found.alerts.sort(key=lambda each: each.at)
    return drawing.found
