"""The library as its files declare it: failure modes, symptoms, knowledge, models, phrases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

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
    minutes: int = field(metadata={"ge": 0})
    """Fixed value, lower end, mean, scale or median, in minutes."""
    to_minutes: int = field(default=0, metadata={"ge": 0})
    """Upper end of a uniform distribution, in minutes."""
    shape_percent: int = field(default=100, metadata={"ge": 1})
    """Shape of a Weibull or sigma of a lognormal distribution, in hundredths."""


@dataclass(frozen=True, slots=True)
class FailureMode:
    """A way in which components of some classes fail."""

    id: str
    """Short id, like `power-supply`."""
    name: str
    """What it is, for the debrief."""
    kinds: tuple[str, ...] = field(metadata={"min_length": 1})
    """Classes of components that it can strike."""
    severity: Level
    """`down` or `degraded`."""
    category: Category
    """The category of an incident from it."""
    repair: Distribution
    """Work of the owning team from the start of the work to restored."""
    symptom: str = ""
    """What users notice, a symptom id; empty where nobody calls."""
    time_to_failure: Distribution | None = None
    """Wear-out; none where it only happens when a scenario says so."""
    recurs: Distribution | None = None
    """Time to the next failure after a repair that did not remove the problem."""
    finding: str = ""
    """Code of what the team reports when it starts, like `part-swap`."""
    leftover: str = ""
    """Symptom that single users keep after the repair, until somebody asks them."""


@dataclass(frozen=True, slots=True)
class Symptom:
    """What a person can report, as codes; the words are in the phrasebook."""

    id: str
    """Short id, like `labels-blank`."""
    name: str
    """The same for people, as a short noun phrase."""
    kind: RecordKind
    """What a record of it is, on what the caller says."""
    category: Category
    """The category on what the caller says."""
    service: ServiceId | None = None
    """The service it is about, where the symptom itself says so."""
    form: RecordKind = "incident"
    """The button that a user presses in the portal; users press wrong ones too."""


@dataclass(frozen=True, slots=True)
class KnownError:
    """A known error with its workaround."""

    id: str
    """Number, like `KE-04`."""
    title: str
    """One line, as in the known error database."""
    symptoms: tuple[str, ...] = field(metadata={"min_length": 1})
    """Symptoms that it explains."""
    words: str
    """The workaround, one or two sentences."""
    restores_percent: int = field(metadata={"ge": 0, "le": 100})
    """Share of the lost work that the workaround brings back."""
    kinds: tuple[str, ...] = ()
    """Classes of components it is about; empty: any."""


@dataclass(frozen=True, slots=True)
class Article:
    """A knowledge article that answers a question or ends a leftover."""

    id: str
    """Number, like `KA-02`."""
    title: str
    """One line."""
    symptoms: tuple[str, ...] = field(metadata={"min_length": 1})
    """Symptoms that it answers."""
    words: str
    """What it says."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a request model."""

    id: str
    """Short id."""
    name: str
    """What is done."""
    kind: Literal["verify", "approve", "fulfil"]
    """Identity check, authorization, or work."""
    by: str = SERVICE_DESK
    """Team that does it, or the role that approves."""


@dataclass(frozen=True, slots=True)
class RequestModel:
    """A repeatable way of handling one kind of request."""

    id: str
    """Number, like `RM-01`."""
    title: str
    """One line."""
    symptoms: tuple[str, ...] = field(metadata={"min_length": 1})
    """Wishes it is for."""
    steps: tuple[Step, ...] = field(metadata={"min_length": 1})
    """Steps in order."""
    target_minutes: int = field(metadata={"ge": 1})
    """Fulfilled within this time, in service minutes."""
    hours: str
    """Calendar in which the target counts."""
    urgent: bool = False
    """Queues as priority 3, else as priority 4."""


@dataclass(frozen=True, slots=True)
class Check:
    """A monitoring check."""

    id: str
    """Short id."""
    name: str
    """What the console shows, at most 15 words."""
    kinds: tuple[str, ...] = field(metadata={"min_length": 1})
    """Classes of components that it watches."""
    sees: Level
    """The level at which it raises an alert."""
    significance: Significance
    """What such an alert is."""
    interval_seconds: int = field(metadata={"ge": 1})
    """Time from failure to alert."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a person says, in several wordings that all convey the same codes."""

    id: str
    """Short id."""
    texts: tuple[str, ...] = field(metadata={"min_length": 1})
    """Wordings, at most 35 words each (an alert 15, a note 25)."""
    symptom: str = ""
    """The symptom it conveys."""
    effect: Effect | None = None
    """The effect it conveys."""
    guess: str = ""
    """A wrong guess that it conveys."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Contacts that arrive at random, whatever the state of the estate."""

    id: str
    """Short id; it names the random stream."""
    symptom: str
    """What people want."""
    channel: Channel
    """How they get in touch."""
    per_hour: int = field(metadata={"ge": 1})
    """Mean arrivals an hour in the groups' working hours (Poisson)."""
    hours: str
    """Calendar in which it arrives."""
    effect: Effect = "question"
    """What callers say about the own work."""


@dataclass(frozen=True, slots=True)
class Library:
    """A whole library file."""

    failure_modes: tuple[FailureMode, ...] = ()
    """Ways to fail."""
    symptoms: tuple[Symptom, ...] = ()
    """What can be reported."""
    known_errors: tuple[KnownError, ...] = ()
    """Known errors."""
    articles: tuple[Article, ...] = ()
    """Knowledge articles."""
    request_models: tuple[RequestModel, ...] = ()
    """Request models."""
    checks: tuple[Check, ...] = ()
    """Monitoring checks."""
    utterances: tuple[Utterance, ...] = ()
    """The phrasebook."""
