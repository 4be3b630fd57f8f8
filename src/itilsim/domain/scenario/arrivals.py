"""What an author scripts: contacts, alerts and faults at their times, and what hangs on time."""

from __future__ import annotations

from dataclasses import dataclass, field

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

    id: str
    """Short id, like `F8`."""
    at: str = field(metadata={"pattern": CLOCK_TIME})
    """Clock time `HH:MM` or `HH:MM:SS` on the scenario's first day."""
    channel: Channel
    """How it reaches the desk."""
    person: PersonId
    """A named person of the organisation."""
    symptom: str
    """What is reported or wished for."""
    utterance: str
    """What is said, an entry of the phrasebook."""
    effect: Effect = "question"
    """What the caller says about the own work."""
    service: ServiceId | None = None
    """The service as the caller calls it."""
    component: ComponentId | None = None
    """The item that the caller names."""
    people: int = field(default=1, metadata={"ge": 1})
    """How many the caller says it hits."""
    mood: Mood = "calm"
    """How the caller sounds."""
    guess: str = ""
    """What the caller wrongly takes for the cause."""
    fault: str = ""
    """Id of the scripted fault behind it."""
    patience_minutes: int | None = field(default=None, metadata={"ge": 1})
    """Own patience before hanging up or asking again; null: drawn."""
    teaches: tuple[str, ...] = ()
    """Syllabus references like `2011:5.incident`."""


@dataclass(frozen=True, slots=True)
class AlertArrival:
    """A scripted alert, for what no check of the library raises by itself."""

    id: str
    """Short id, like `F3`."""
    at: str = field(metadata={"pattern": CLOCK_TIME})
    """Clock time on the scenario's first day."""
    component: ComponentId
    """The item that it is about."""
    significance: Significance
    """What it is."""
    utterance: str
    """What the console shows, an entry of the phrasebook."""
    fault: str = ""
    """Id of the scripted fault that it warns of; it comes only while that one is latent."""
    hurts_at: str = field(default="", metadata={"pattern": MAYBE_CLOCK_TIME})
    """When the visible trend reaches its limit, a clock time; empty: no trend."""
    teaches: tuple[str, ...] = ()
    """Syllabus references."""


@dataclass(frozen=True, slots=True)
class FaultArrival:
    """A scripted failure, perhaps with a latent phase in which it can still be prevented."""

    id: str
    """Short id."""
    at: str = field(metadata={"pattern": CLOCK_TIME})
    """Clock time at which it begins; before the start: already there."""
    component: ComponentId
    """What fails."""
    mode: str
    """A failure mode of the library."""
    strikes_at: str = field(default="", metadata={"pattern": MAYBE_CLOCK_TIME})
    """Clock time at which the latent fault strikes; empty: at once."""
    leftover_person: PersonId | None = None
    """Who keeps the mode's leftover after the repair."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which a group or service must work."""

    at: str = field(metadata={"pattern": CLOCK_TIME})
    """Clock time on the scenario's first day."""
    where: str
    """Id of a site, user group or service."""
    words: str
    """What happens then."""


@dataclass(frozen=True, slots=True)
class PastIncident:
    """A closed incident in the history that the desk can search."""

    number: str
    """Its number."""
    component: ComponentId
    """The item."""
    mode: str
    """The failure mode that was found."""
    days_ago: int = field(metadata={"ge": 0})
    """How long ago it was closed, in days."""
    words: str
    """Its short description."""
