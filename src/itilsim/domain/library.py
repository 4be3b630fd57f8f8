"""The library as its files declare it: failure modes, symptoms, knowledge, models, phrases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from itilsim.domain.bounds import (
    CENTURY_MINUTES,
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_WORDS,
    MOST_ENTRIES,
    YEAR_MINUTES,
)
from itilsim.domain.names import (
    SERVICE_DESK,
    Category,
    Channel,
    Effect,
    Level,
    RecordKind,
    ServiceId,
    Significance,
)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution of a duration; drawn by inverse transform from one uniform number."""

    kind: Literal["fixed", "uniform", "exponential", "weibull", "lognormal"]
    """The family."""
    minutes: int = field(metadata={"ge": 0, "le": CENTURY_MINUTES})
    """Fixed value, lower end, mean, scale or median, in minutes."""
    to_minutes: int = field(default=0, metadata={"ge": 0, "le": CENTURY_MINUTES})
    """Upper end of a uniform distribution, in minutes."""
    seconds: int = field(default=0, metadata={"ge": 0, "le": 59})
    """Seconds beside `minutes`."""
    to_seconds: int = field(default=0, metadata={"ge": 0, "le": 59})
    """Seconds beside `to_minutes`."""
    shape_percent: int = field(default=100, metadata={"ge": 1, "le": 10_000})
    """Shape of a Weibull or sigma of a lognormal distribution, in hundredths."""

    @property
    def low(self) -> int:
        """Fixed value, lower end, mean, scale or median, in seconds."""
        return 60 * self.minutes + self.seconds

    @property
    def high(self) -> int:
        """Upper end of a uniform distribution, in seconds."""
        return 60 * self.to_minutes + self.to_seconds


@dataclass(frozen=True, slots=True)
class FailureMode:
    """A way in which components of some classes fail."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `power-supply`."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """What it is, for the debrief."""
    kinds: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES, "min_length": 1})
    """Classes of components that it can strike."""
    severity: Level
    """`down` or `degraded`."""
    category: Category
    """The category of an incident from it."""
    repair: Distribution
    """Work of the owning team from the start of the work to restored."""
    symptom: str = field(default="", metadata={"max_length": LONGEST_ID})
    """What users notice, a symptom id; empty where nobody calls."""
    time_to_failure: Distribution | None = None
    """Wear-out; none where it only happens when a scenario says so."""
    recurs: Distribution | None = None
    """Time to the next failure after a repair that did not remove the problem."""
    finding: str = field(default="", metadata={"max_length": LONGEST_ID})
    """Code of what the team reports when it starts, like `part-swap`."""
    leftover: str = field(default="", metadata={"max_length": LONGEST_ID})
    """Symptom that single users keep after the repair, until somebody asks them."""


@dataclass(frozen=True, slots=True)
class Symptom:
    """What a person can report, as codes; the words are in the phrasebook."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, like `labels-blank`."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """The same for people, as a short noun phrase."""
    kind: RecordKind
    """What a record of it is, on what the caller says."""
    category: Category
    """The category on what the caller says."""
    service: ServiceId | None = field(default=None, metadata={"max_length": LONGEST_ID})
    """The service it is about, where the symptom itself says so."""
    form: RecordKind = "incident"
    """The button that a user presses in the portal; users press wrong ones too."""


@dataclass(frozen=True, slots=True)
class KnownError:
    """A known error with its workaround."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Number, like `KE-04`."""
    title: str = field(metadata={"max_length": LONGEST_NAME})
    """One line, as in the known error database."""
    symptoms: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES, "min_length": 1})
    """Symptoms that it explains."""
    words: str = field(metadata={"max_length": LONGEST_WORDS})
    """The workaround, one or two sentences."""
    restores_percent: int = field(metadata={"ge": 0, "le": 100})
    """Share of the lost work that the workaround brings back."""
    kinds: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Classes of components it is about; empty: any."""


@dataclass(frozen=True, slots=True)
class Article:
    """A knowledge article that answers a question or ends a leftover."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Number, like `KA-02`."""
    title: str = field(metadata={"max_length": LONGEST_NAME})
    """One line."""
    symptoms: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES, "min_length": 1})
    """Symptoms that it answers."""
    words: str = field(metadata={"max_length": LONGEST_WORDS})
    """What it says."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a request model."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """What is done."""
    kind: Literal["verify", "approve", "fulfil"]
    """Identity check, authorization, or work."""
    by: str = field(default=SERVICE_DESK, metadata={"max_length": LONGEST_ID})
    """Team that does it, or the role that approves."""


@dataclass(frozen=True, slots=True)
class RequestModel:
    """A repeatable way of handling one kind of request."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Number, like `RM-01`."""
    title: str = field(metadata={"max_length": LONGEST_NAME})
    """One line."""
    symptoms: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES, "min_length": 1})
    """Wishes it is for."""
    steps: tuple[Step, ...] = field(metadata={"max_length": MOST_ENTRIES, "min_length": 1})
    """Steps in order."""
    target_minutes: int = field(metadata={"ge": 1, "le": YEAR_MINUTES})
    """Fulfilled within this time, in service minutes."""
    hours: str = field(metadata={"max_length": LONGEST_ID})
    """Calendar in which the target counts."""
    urgent: bool = False
    """Queues as priority 3, else as priority 4."""


@dataclass(frozen=True, slots=True)
class Check:
    """A monitoring check."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id."""
    name: str = field(metadata={"max_length": LONGEST_NAME})
    """What the console shows, at most 15 words."""
    kinds: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES, "min_length": 1})
    """Classes of components that it watches."""
    sees: Level
    """The level at which it raises an alert."""
    significance: Significance
    """What such an alert is."""
    interval_seconds: int = field(metadata={"ge": 1, "le": 60 * YEAR_MINUTES})
    """Time from failure to alert."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a person says, in several wordings that all convey the same codes."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id."""
    texts: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES, "min_length": 1})
    """Wordings, at most 35 words each (an alert 15, a note 25)."""
    symptom: str = field(default="", metadata={"max_length": LONGEST_ID})
    """The symptom it conveys."""
    effect: Effect | None = None
    """The effect it conveys."""
    guess: str = field(default="", metadata={"max_length": LONGEST_ID})
    """A wrong guess that it conveys."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Contacts that arrive at random, whatever the state of the estate."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id; it names the random stream."""
    symptom: str = field(metadata={"max_length": LONGEST_ID})
    """What people want."""
    channel: Channel
    """How they get in touch."""
    per_hour: int = field(metadata={"ge": 0, "le": 10_000})
    """Mean arrivals an hour of its calendar (Poisson)."""
    hours: str = field(metadata={"max_length": LONGEST_ID})
    """Calendar in which it arrives."""
    effect: Effect = "question"
    """What callers say about the own work."""
    per_hour_hundredths: int = field(default=0, metadata={"ge": 0, "le": 99})
    """Hundredths of an arrival an hour besides."""
    hour_percent: tuple[int, ...] = field(default=(), metadata={"max_length": 24})
    """How busy each of the 24 hours of the day is, in percent of the mean; empty: all alike."""
    weekday_percent: tuple[int, ...] = field(default=(), metadata={"max_length": 7})
    """How busy each day from Monday to Sunday is, in percent of the mean; empty: all alike."""


@dataclass(frozen=True, slots=True)
class Library:
    """A whole library file."""

    failure_modes: tuple[FailureMode, ...] = field(
        default=(), metadata={"max_length": MOST_ENTRIES}
    )
    """Ways to fail."""
    symptoms: tuple[Symptom, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """What can be reported."""
    known_errors: tuple[KnownError, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Known errors."""
    articles: tuple[Article, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Knowledge articles."""
    request_models: tuple[RequestModel, ...] = field(
        default=(), metadata={"max_length": MOST_ENTRIES}
    )
    """Request models."""
    checks: tuple[Check, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Monitoring checks."""
    utterances: tuple[Utterance, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """The phrasebook."""
