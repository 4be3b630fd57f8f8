"""House rules of a class or a firm, laid over those of an organisation.

The one idea: a file of such rules says only what differs; each part of it replaces the same part of
the desk card or of the agreements, and everything that reads the card reads the new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

from itilsim.domain.bounds import LONGEST_NAME, MOST_ENTRIES, YEAR_MINUTES
from itilsim.domain.names import Priority
from itilsim.domain.organisation import (
    DeskCard,
    HouseRules,
    ImpactRules,
    Organisation,
    Target,
    UrgencyRules,
)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A whole file of house rules; what it does not name stays as the organisation has it."""

    name: str = field(metadata={"min_length": 1, "max_length": LONGEST_NAME})
    """Whose rules they are; the desk card says so."""
    impact: ImpactRules | None = None
    """Impact, whole, so that the sentences fit the figures."""
    urgency: UrgencyRules | None = None
    """Urgency, whole, so that the sentences fit the figures."""
    matrix: tuple[tuple[Priority, ...], ...] = field(
        default=(), metadata={"max_length": MOST_ENTRIES}
    )
    """Three rows by impact, three columns by urgency."""
    rules: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """The sentences on the card, all of them."""
    reopen_minutes: int | None = field(default=None, metadata={"ge": 0, "le": YEAR_MINUTES})
    """How long after closing a record may be reopened."""
    request_response_minutes: int | None = field(
        default=None, metadata={"ge": 1, "le": YEAR_MINUTES}
    )
    """A request's model is started within this time."""
    time_box_minutes: tuple[int, ...] = field(
        default=(), metadata={"min_length": 5, "max_length": 5}
    )
    """Minutes from logging to passing on, by priority 1 to 5."""
    silence_minutes: int | None = field(default=None, metadata={"ge": 1, "le": 1440})
    """Who waits hears from the desk at least so often."""
    same_cause_minutes: int | None = field(default=None, metadata={"ge": 1, "le": 1440})
    """Like reports so close to each other may have one cause."""
    major_users_percent: int | None = field(default=None, metadata={"ge": 0, "le": 100})
    """More than this share of a gold service's users without it is a major incident."""
    targets: tuple[Target, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Agreed times; each replaces the one of its priority and class."""


def laid_over(organisation: Organisation, rules: RuleSet) -> Organisation:
    """The organisation as it works by these rules."""
    card = organisation.card
    house = replace(card.house, **_named(rules, HouseRules))
    card = replace(card, **_named(rules, DeskCard), house=house)
    card = replace(card, rules=(f"House rules: {rules.name}.", *card.rules))
    agreed = {(each.priority, each.service_class): each for each in organisation.targets}
    agreed |= {(each.priority, each.service_class): each for each in rules.targets}
    return replace(organisation, card=card, targets=tuple(agreed.values()))


def _named(rules: RuleSet, part: type[DeskCard | HouseRules]) -> dict[str, Any]:
    """Those fields of a part that the rules give."""
    ours = {field.name for field in fields(RuleSet)}
    given = {each.name: getattr(rules, each.name) for each in fields(part) if each.name in ours}
    return {name: value for name, value in given.items() if value not in (None, ())}
