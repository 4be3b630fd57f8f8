"""What an author scripts: contacts, alerts and faults at their times, and what hangs on time."""

from __future__ import annotations

from dataclasses import dataclass, field

from itilsim.domain.bounds import LONGEST_ID, LONGEST_WORDS, MOST_ENTRIES, MOST_PEOPLE, YEAR_MINUTES
from itilsim.domain.names import (
    Channel,
    ComponentId,
    Effect,
    Mood,
    PersonId,
    ServiceId,
    Significance,
)

CLOCK_TIME = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"
"""A clock time on the scenario's first day."""
MAYBE_CLOCK_TIME = r"^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$"
"""The same, or empty."""


@dataclass(frozen=True, slots=True)
class ContactArrival:
    """A scripted contact. One that names a fault arrives only while that fault hurts."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `F8`."""
    at: str = field(metadata={"pattern": CLOCK_TIME})
    """Clock time `HH:MM` or `HH:MM:SS` on the scenario's first day."""
    channel: Channel
    """How it reaches the desk."""
    person: PersonId = field(metadata={"max_length": LONGEST_ID})
    """A named person of the organisation; in a generated shift also `group#index`."""
    symptom: str = field(metadata={"max_length": LONGEST_ID})
    """What is reported or wished for."""
    utterance: str = field(metadata={"max_length": LONGEST_ID})
    """What is said, an entry of the phrasebook."""
    effect: Effect = "question"
    """What the caller says about the own work."""
    service: ServiceId | None = field(default=None, metadata={"max_length": LONGEST_ID})
    """The service as the caller calls it."""
    component: ComponentId | None = field(default=None, metadata={"max_length": LONGEST_ID})
    """The item that the caller names."""
    people: int = field(default=1, metadata={"ge": 1, "le": MOST_PEOPLE})
    """How many the caller says it hits."""
    mood: Mood = "calm"
    """How the caller sounds."""
    guess: str = field(default="", metadata={"max_length": LONGEST_ID})
    """What the caller wrongly takes for the cause."""
    fault: str = field(default="", metadata={"max_length": LONGEST_ID})
    """Id of the scripted fault behind it."""
    patience_minutes: int | None = field(default=None, metadata={"ge": 1, "le": YEAR_MINUTES})
    """Own patience before hanging up or asking again; null: drawn."""
    impostor: bool = False
    """Somebody else who gives this person's name: a check of identity fails."""
    approved: bool = True
    """Whoever has to approve the wish agrees to it."""
    teaches: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Syllabus references like `2011:5.incident`."""


@dataclass(frozen=True, slots=True)
class AlertArrival:
    """A scripted alert, for what no check of the library raises by itself."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `F3`."""
    at: str = field(metadata={"pattern": CLOCK_TIME})
    """Clock time on the scenario's first day."""
    component: ComponentId = field(metadata={"max_length": LONGEST_ID})
    """The item that it is about."""
    significance: Significance
    """What it is."""
    utterance: str = field(metadata={"max_length": LONGEST_ID})
    """What the console shows, an entry of the phrasebook."""
    fault: str = field(default="", metadata={"max_length": LONGEST_ID})
    """Id of the scripted fault that it warns of; it comes only while that one is latent."""
    hurts_at: str = field(default="", metadata={"pattern": MAYBE_CLOCK_TIME})
    """When the visible trend reaches its limit, a clock time; empty: no trend."""
    teaches: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Syllabus references."""


@dataclass(frozen=True, slots=True)
class FaultArrival:
    """A scripted failure, perhaps with a latent phase in which it can still be prevented."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id."""
    at: str = field(metadata={"pattern": CLOCK_TIME})
    """Clock time at which it begins; before the start: already there."""
    component: ComponentId = field(metadata={"max_length": LONGEST_ID})
    """What fails."""
    mode: str = field(metadata={"max_length": LONGEST_ID})
    """A failure mode of the library."""
    strikes_at: str = field(default="", metadata={"pattern": MAYBE_CLOCK_TIME})
    """Clock time at which the latent fault strikes; empty: at once."""
    leftover_person: PersonId | None = field(default=None, metadata={"max_length": LONGEST_ID})
    """Who keeps the mode's leftover after the repair."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which a group or service must work."""

    at: str = field(metadata={"pattern": CLOCK_TIME})
    """Clock time on the scenario's first day."""
    where: str = field(metadata={"max_length": LONGEST_ID})
    """Id of a site, user group or service."""
    words: str = field(metadata={"max_length": LONGEST_WORDS})
    """What happens then."""


@dataclass(frozen=True, slots=True)
class PastIncident:
    """A closed incident in the history that the desk can search."""

    number: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Its number."""
    component: ComponentId = field(metadata={"max_length": LONGEST_ID})
    """The item."""
    mode: str = field(metadata={"max_length": LONGEST_ID})
    """The failure mode that was found."""
    days_ago: int = field(metadata={"ge": 0, "le": 36_525})
    """How long ago it was closed, in days."""
    words: str = field(metadata={"max_length": LONGEST_WORDS})
    """Its short description."""
