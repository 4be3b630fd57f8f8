"""What a file of house rules must fulfil: the checks of the parts that it replaces."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.content.checks.oddities import target_oddities
from itilsim.content.checks.organisation import (
    duplicate_targets,
    matrix_problems,
    time_box_problems,
    urgency_problems,
)
from itilsim.content.locate import Node
from itilsim.content.source import Source
from itilsim.content.validate import load
from itilsim.domain.errors import ContentError, Problem
from itilsim.domain.house_rules import RuleSet

KIND = "house-rules"
"""What such a file says it is."""


def house_rules_problems(source: Source) -> tuple[Problem, ...]:
    """Everything that is wrong with a file of house rules by itself."""
    found = tuple(_meant(Node(source, source.tree)))
    told = {(one.line, one.column) for one in found}
    try:
        load(source, RuleSet, kind=KIND)
    except ContentError as error:
        found += tuple(one for one in error.problems if (one.line, one.column) not in told)
    return tuple(sorted(found))


def _meant(root: Node) -> Iterator[Problem]:
    yield from matrix_problems(root["matrix"])
    yield from urgency_problems(root["urgency"])
    yield from time_box_problems(root["time_box_minutes"])
    yield from duplicate_targets(root["targets"])
    yield from target_oddities(root)
