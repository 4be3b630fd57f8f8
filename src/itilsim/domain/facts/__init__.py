"""Everything that can happen, as frozen records in the past tense.

A log is a list of facts; state, score and debrief are folds of it. A fact carries whole numbers and
codes, never words. A new fact is written in its practice's file, and there alone: whatever is
defined there is imported here and is in `FACTS`.
"""

from __future__ import annotations

from itilsim.domain.facts import base
from itilsim.domain.facts.base import *
from itilsim.domain.facts.coaching import *
from itilsim.domain.facts.communication import *
from itilsim.domain.facts.event import *
from itilsim.domain.facts.incident import *
from itilsim.domain.facts.knowledge import *
from itilsim.domain.facts.problem import *
from itilsim.domain.facts.request import *
from itilsim.domain.facts.shift import *
from itilsim.domain.facts.world import *

FACTS: tuple[type[base.Fact], ...] = tuple(
    each
    for each in tuple(globals().values())
    if isinstance(each, type) and issubclass(each, base.Fact) and each is not base.Fact
)
"""All types of facts, by practice."""


def fact_types() -> dict[str, type[base.Fact]]:
    """All facts by their stable word."""
    return {each.kind: each for each in FACTS}
