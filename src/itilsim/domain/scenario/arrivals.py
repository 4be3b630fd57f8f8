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
    TeamId,
)

_TIME = r"(\+[1-9]\d{0,2} )?([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|\d{1,6} min"
TIME = rf"^({_TIME})$"
"""A moment: a clock time on the first day, `+1 01:30` on a later one, `90 min` after the start."""
MAYBE_TIME = rf"^({_TIME})?$"
"""The same, or empty."""
_DAY = 86_400


def since_midnight(time: str, start: int) -> int:
    """The second of a moment, counted from the midnight that begins the scenario's first day.

    Args:
        time: A moment as `TIME` describes it. A day has 24 hours, also where clocks are changed.
        start: Second of the scenario's beginning, likewise.
    """
    if time.endswith(" min"):
        return start + 60 * int(time[:-4])
    day, _, clock = time.rpartition(" ")
    parts = [int(part) for part in clock.split(":")]
    hour, minute, second = (*parts, 0) if len(parts) == 2 else parts
    return int(day or 0) * _DAY + hour * 3600 + minute * 60 + second


@dataclass(frozen=True, slots=True)
class ContactArrival:
    """A scripted contact. One that names a fault arrives only while that fault hurts."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `F8`."""
    at: str = field(metadata={"pattern": TIME})
    """When: `HH:MM` or `HH:MM:SS` on the first day, `+1 HH:MM` on the next, or `35 min`."""
    channel: Channel
    """How it reaches the desk."""
    person: PersonId = field(metadata={"max_length": LONGEST_ID})
    """A named person of the organisation; in a generated shift also `group#index`."""
    symptom: str = field(metadata={"max_length": LONGEST_ID})
    """What is reported or wished for."""
    utterance: str = field(metadata={"max_length": LONGEST_ID})
    """What is said, an entry of the phrasebook."""
    effect: Effect = "question"
    """What it does to the caller's own work."""
    vague: bool = False
    """Nothing is said of that at first: a question tells."""
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
    at: str = field(metadata={"pattern": TIME})
    """When."""
    significance: Significance
    """What it is."""
    utterance: str = field(metadata={"max_length": LONGEST_ID})
    """What the console shows, an entry of the phrasebook."""
    component: ComponentId | None = field(default=None, metadata={"max_length": LONGEST_ID})
    """The item that it is about; null: about none of ours, and then `owner` says who acts."""
    owner: TeamId | None = field(default=None, metadata={"max_length": LONGEST_ID})
    """The team whose concern it is, where it is about no item; null: the item's owner."""
    fault: str = field(default="", metadata={"max_length": LONGEST_ID})
    """Id of the scripted fault that it warns of; it comes only while that one is latent."""
    hurts_at: str = field(default="", metadata={"pattern": MAYBE_TIME})
    """When the visible trend reaches its limit; empty: no trend."""
    teaches: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Syllabus references."""


@dataclass(frozen=True, slots=True)
class FaultArrival:
    """A scripted failure, perhaps with a latent phase in which it can still be prevented."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id."""
    at: str = field(metadata={"pattern": TIME})
    """When it begins; before the start: already there."""
    component: ComponentId = field(metadata={"max_length": LONGEST_ID})
    """What fails."""
    mode: str = field(metadata={"max_length": LONGEST_ID})
    """A failure mode of the library."""
    strikes_at: str = field(default="", metadata={"pattern": MAYBE_TIME})
    """When the latent fault strikes; empty: at once."""
    leftover_person: PersonId | None = field(default=None, metadata={"max_length": LONGEST_ID})
    """Who keeps the mode's leftover after the repair."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which a group or service must work."""

    at: str = field(metadata={"pattern": TIME})
    """When."""
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
