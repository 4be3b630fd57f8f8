"""A scenario as its file declares it, and the resolved whole that a shift runs on.

`Scenario` is what an author writes. `Setting` joins it with its organisation, its library and the
calendars resolved to seconds; it is frozen, and it is everything that a shift depends on besides
seed and commands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from itilsim.domain.agreements import Agreements
from itilsim.domain.estate import Estate
from itilsim.domain.hours import Hours
from itilsim.domain.library import (
    Article,
    Check,
    Demand,
    Distribution,
    FailureMode,
    KnownError,
    Library,
    RequestModel,
    Symptom,
    Utterance,
)
from itilsim.domain.names import (
    Channel,
    ComponentId,
    Effect,
    Mode,
    Mood,
    PersonId,
    ServiceId,
    Significance,
)
from itilsim.domain.organisation import NamedPerson, Organisation, Target, Team, UserGroup

CLOCK_TIME = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$"
"""A clock time on the scenario's first day."""
MAYBE_CLOCK_TIME = r"^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$"
"""The same, or empty."""


@dataclass(frozen=True, slots=True)
class Question:
    """A briefing question; wrong answers just show the line that answers it."""

    words: str
    """The question."""
    options: tuple[str, ...] = field(metadata={"min_length": 2, "max_length": 4})
    """Two to four answers."""
    answer: int = field(metadata={"ge": 0})
    """Index of the right one, from 0."""
    line: str
    """The line of the briefing that answers it."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the trainee reads before the shift."""

    words: tuple[str, ...]
    """Paragraphs; two sentences on who we are."""
    handover: tuple[str, ...]
    """Lines of the note from the shift before."""
    questions: tuple[Question, ...] = ()
    """Asked before the shift starts."""


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


@dataclass(frozen=True, slots=True)
class Constants:
    """How people and teams behave; tuning constants unless a field says otherwise."""

    patience: Distribution = field(default=Distribution("uniform", 12, 20))
    """Time a caller waits before hanging up, and between two chasers."""
    call_again_percent: int = field(default=60, metadata={"ge": 0, "le": 100})
    """Chance that a caller who hung up calls again; else the caller writes."""
    call_again: Distribution = field(default=Distribution("uniform", 3, 8))
    """Time until then."""
    look: Distribution = field(default=Distribution("uniform", 10, 20))
    """Time for which a team looks at a record that is not its own."""
    pick_up: Distribution = field(default=Distribution("uniform", 5, 7))
    """Time from a free person to their first note."""
    approval: Distribution = field(default=Distribution("uniform", 23, 27))
    """Time that an approver takes."""
    single_work: Distribution = field(default=Distribution("uniform", 20, 40))
    """Work of a team on the trouble of one person with no fault behind it."""
    reopen_call: Distribution = field(default=Distribution("uniform", 4, 6))
    """Time until a user whose trouble was resolved without being over calls again."""
    chasers: int = field(default=2, metadata={"ge": 0})
    """At most this many chasers a person and cause."""
    weight_gold: int = field(default=3, metadata={"ge": 0})
    """Weight of a user-minute on a gold service."""
    weight_silver: int = field(default=2, metadata={"ge": 0})
    """Weight of a user-minute on a silver service."""
    weight_bronze: int = field(default=1, metadata={"ge": 0})
    """Weight of a user-minute on a bronze service."""
    degraded_percent: int = field(default=30, metadata={"ge": 0, "le": 100})
    """Share of the work that is lost while a service is degraded."""
    cost_percent: int = field(default=50, metadata={"ge": 0})
    """Cost of a weighted user-minute in hundredths of a unit (illustrative)."""
    margin_percent: int = field(default=5, metadata={"ge": 0, "le": 100})
    """A measure counts where textbook beats idle by this share of idle's value."""
    callers_per_hundred: int = field(default=4, metadata={"ge": 0, "le": 100})
    """Of a hundred people hit by a fault without scripted contacts so many call."""
    callers_at_most: int = field(default=6, metadata={"ge": 0})
    """At most this many of one group."""
    call_delay: Distribution = field(default=Distribution("exponential", 12))
    """Time from feeling a fault to calling."""


@dataclass(frozen=True, slots=True)
class GuidedStep:
    """A step of the guided first shift."""

    id: str
    """Short id."""
    subjects: tuple[str, ...]
    """Ids of the arrivals that belong to it."""
    opens: tuple[str, ...]
    """Fields that the trainee fills in from here on."""
    words: str
    """What the buddy says as it opens."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How the three parts make the total, in hundredths."""

    triage: int = field(default=45, metadata={"ge": 0, "le": 100})
    """Was it recognised, rated, routed, linked, escalated rightly?"""
    outcome: int = field(default=35, metadata={"ge": 0, "le": 100})
    """Targets, lost user time, cost, satisfaction."""
    conduct: int = field(default=20, metadata={"ge": 0, "le": 100})
    """People told, ownership, problems raised, handover."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario file."""

    id: str
    """Short id, the file's name without its ending."""
    title: str
    """What it is called."""
    words: str
    """One or two sentences for the list of scenarios."""
    organisation: str
    """Id of the organisation file."""
    library: tuple[str, ...]
    """Ids of the library files, by name without ending."""
    start: str = field(metadata={"pattern": r"^\d{4}-\d\d-\d\d \d\d:\d\d$"})
    """Local date and time `YYYY-MM-DD HH:MM` of its beginning."""
    minutes: int = field(metadata={"ge": 1, "le": 527_040})
    """Length of the shift."""
    aftermath_minutes: int = field(metadata={"ge": 0, "le": 1440})
    """How long the world runs on after it, without the trainee."""
    role: Literal["analyst", "shift_lead", "incident_manager", "problem_manager", "bridge", "all"]
    """The role of the trainee's seat."""
    briefing: Briefing
    """What is read before."""
    modes: tuple[Mode, ...] = field(default=("practice",), metadata={"min_length": 1})
    """Modes in which it can be played."""
    withheld: tuple[str, ...] = ()
    """Kinds of commands that the seat does not have."""
    contacts: tuple[ContactArrival, ...] = ()
    """Scripted contacts."""
    alerts: tuple[AlertArrival, ...] = ()
    """Scripted alerts."""
    faults: tuple[FaultArrival, ...] = ()
    """Scripted failures."""
    demand: tuple[Demand, ...] = ()
    """Contacts that arrive at random."""
    wear_out: bool = False
    """Components fail by themselves, by their modes' time to failure."""
    scripted_callers: bool = True
    """Only scripted contacts report scripted faults; else affected users call by chance."""
    deadlines: tuple[Deadline, ...] = ()
    """Moments by which something must work."""
    past_incidents: tuple[PastIncident, ...] = ()
    """The history."""
    constants: Constants = field(default=Constants())
    """How people and teams behave."""
    weights: Weights = field(default=Weights())
    """How the three parts make the total."""
    guided: tuple[GuidedStep, ...] = ()
    """Steps of the guided mode."""
    reflection: tuple[str, ...] = ()
    """Two questions before the score."""


@dataclass(frozen=True)
class Setting:
    """Everything that a shift depends on besides seed and commands."""

    scenario: Scenario
    """The scenario."""
    organisation: Organisation
    """Its organisation."""
    library: Library
    """All entries of its library files, joined."""
    hours: dict[str, Hours]
    """Calendars by id, resolved to seconds since the scenario began."""
    day_start: int
    """Second of the local midnight that begins the scenario's first day; zero or negative."""
    digest: str
    """`sha256:…` over the canonical JSON without decoration."""

    @property
    def horizon(self) -> int:
        """Second at which the shift ends."""
        return self.scenario.minutes * 60

    @property
    def end(self) -> int:
        """Second at which the aftermath ends."""
        return self.horizon + self.scenario.aftermath_minutes * 60

    def second(self, clock_time: str) -> int:
        """The second since the scenario began of a clock time `HH:MM[:SS]` on its first day."""
        parts = [int(part) for part in clock_time.split(":")]
        hour, minute, second = (*parts, 0) if len(parts) == 2 else parts
        return self.day_start + hour * 3600 + minute * 60 + second

    @cached_property
    def estate(self) -> Estate:
        """The organisation's estate, indexed once for all shifts on this setting."""
        return Estate(self.organisation)

    @cached_property
    def agreements(self) -> Agreements:
        """The agreed terms of everything in it."""
        return Agreements(self.organisation, self.request_models, self.hours, self.estate)

    @cached_property
    def scripted_faults(self) -> frozenset[str]:
        """Ids that the scripted faults get."""
        return frozenset(f"{each.component}/{each.mode}/1" for each in self.scenario.faults)

    @cached_property
    def symptoms(self) -> dict[str, Symptom]:
        """Symptoms by id."""
        return {entry.id: entry for entry in self.library.symptoms}

    @cached_property
    def modes(self) -> dict[str, FailureMode]:
        """Failure modes by id."""
        return {entry.id: entry for entry in self.library.failure_modes}

    @cached_property
    def known_errors(self) -> dict[str, KnownError]:
        """Known errors by id."""
        return {entry.id: entry for entry in self.library.known_errors}

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Articles by id."""
        return {entry.id: entry for entry in self.library.articles}

    @cached_property
    def request_models(self) -> dict[str, RequestModel]:
        """Request models by id."""
        return {entry.id: entry for entry in self.library.request_models}

    @cached_property
    def checks(self) -> dict[str, Check]:
        """Checks by id."""
        return {entry.id: entry for entry in self.library.checks}

    @cached_property
    def checks_by_kind(self) -> dict[str, tuple[Check, ...]]:
        """Checks by the class of component that they watch."""
        kinds = {kind: None for check in self.library.checks for kind in check.kinds}
        return {k: tuple(c for c in self.library.checks if k in c.kinds) for k in kinds}

    @cached_property
    def utterances(self) -> dict[str, Utterance]:
        """The phrasebook by id."""
        return {entry.id: entry for entry in self.library.utterances}

    @cached_property
    def people(self) -> dict[PersonId, NamedPerson]:
        """Named people by id."""
        return {entry.id: entry for entry in self.organisation.people}

    @cached_property
    def groups(self) -> dict[str, UserGroup]:
        """User groups by id."""
        return {entry.id: entry for entry in self.organisation.groups}

    @cached_property
    def teams(self) -> dict[str, Team]:
        """Teams by id."""
        return {entry.id: entry for entry in self.organisation.teams}

    @cached_property
    def targets(self) -> dict[tuple[int, str], Target]:
        """Agreed times by (priority, class)."""
        return {(t.priority, t.service_class): t for t in self.organisation.targets}
