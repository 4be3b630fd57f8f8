"""What a reading of the evidence says: choices, each with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from itilsim.domain.base_rates import Alike
from itilsim.domain.names import Category, ComponentId, RecordKind, ServiceId, Significance, TeamId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that can be seen and bears on a decision."""

    code: str
    """What kind of evidence, like `map` or `board`."""
    about: str
    """Id or value it is about."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One decision: the best answer, and all that are defensible."""

    best: T
    """What textbook does."""
    accepted: tuple[T, ...]
    """Defensible answers, the best one included; none of them before a question that tells."""
    evidence: tuple[Evidence, ...] = ()
    """What speaks for it."""
    alike: Alike | None = None
    """How often each answer is right where it looks like this; none: that is not known, or one
    question to the caller tells."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a careful person would decide about one contact or alert."""

    subject: str
    """The contact or alert."""
    kind: Choice[RecordKind | None]
    """What a record of it is; none: it needs no record."""
    significance: Choice[Significance] | None
    """What an alert is; none for a contact."""
    impact: Choice[int] | None
    """1 to 3; none where a record has no impact."""
    urgency: Choice[int] | None
    """1 to 3."""
    priority: int | None
    """From the matrix, by the best answers; for a request from its model."""
    service: Choice[ServiceId | None]
    """Service."""
    component: Choice[ComponentId | None]
    """Configuration item."""
    category: Choice[Category | None]
    """Category."""
    team: Choice[TeamId]
    """First destination."""
    belongs_to: Choice[str | None]
    """The first subject of the same cause; none: it stands alone or is the first."""
    known_error: Choice[str | None]
    """Known error or article that helps."""
    model: str
    """Request model, or empty."""
    searched_for: str
    """The symptom to search the knowledge base for."""
    pressing: Alike | None = None
    """How often each priority is the true one where it looks like this; none: that is not known."""
