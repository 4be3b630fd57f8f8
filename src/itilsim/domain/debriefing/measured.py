"""What was measured: services delivered, targets kept, clocks, lost time; plain values as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain.clocks import Clock
from itilsim.domain.names import ComponentId, PersonId, ServiceClass, ServiceId


@dataclass(frozen=True, slots=True)
class Delivered:
    """One customer-facing service over the whole run, in its agreed service hours."""

    service: ServiceId
    """The service."""
    service_class: ServiceClass
    """Class of its agreement."""
    agreed: int
    """Agreed seconds."""
    down: int
    """Of these, seconds in which the service itself was down."""
    degraded: int
    """Seconds in which it was degraded."""
    people_cut_off: int
    """Most users who could not reach it, or lost it, at one time."""
    cut_off: int
    """Seconds in which somebody could not."""
    users: int
    """Users in all."""
    lost_user_minutes: int
    """Lost user-minutes by causes that hit it; a cause that hits two services is in both."""
    agreed_share: int | None = None
    """Agreed availability of a month, in hundredths of a percent; none: none is agreed."""
    month: int = 0
    """Agreed service time of the month in which the run began, in seconds."""

    @property
    def allowed(self) -> int:
        """Seconds of downtime that the agreement leaves for the month."""
        share = 10_000 if self.agreed_share is None else self.agreed_share
        return self.month * (10_000 - share) // 10_000

    @property
    def at_best(self) -> int:
        """Availability of the month if all else in it runs well, in hundredths of a percent.

        Source: ITIL 2011, availability: agreed service time less downtime, as a share of the agreed
        service time. Rounded down, so that what is missed never reads as kept.
        """
        return (self.month - self.down) * 10_000 // self.month if self.month else 10_000

    @property
    def availability(self) -> int:
        """Availability of the service itself, in hundredths of a percent."""
        return 10_000 - self.down * 10_000 // self.agreed if self.agreed else 10_000


@dataclass(frozen=True, slots=True)
class Kept:
    """Agreed targets of the true priority."""

    due: int
    """Arrivals with a target."""
    response_met: int
    """Of these, answered in time."""
    resolution_met: int
    """Of these, restored or fulfilled in time."""

    @property
    def percent(self) -> int:
        """Share of all targets that were met, in percent."""
        met = self.response_met + self.resolution_met
        return met * 100 // (2 * self.due) if self.due else 100


@dataclass(frozen=True, slots=True)
class ClockStep:
    """Something that happened to a clock."""

    at: int
    """When."""
    what: str
    """Mark: started, assigned, answered, model_started, held, resumed, resolved, reopened, closed,
    cancelled, prioritised; or over: it worked again after the record had been ended."""
    value: str = ""
    """Hold reason or recorded priority."""


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole life of one clock against the true priority."""

    subject: str
    """The contact or alert."""
    clock: Clock
    """Response or restoration."""
    priority: int
    """True priority."""
    recorded: int | None
    """Priority on the record at the end."""
    target: int | None
    """Seconds agreed, in service time; none: planned."""
    elapsed: int
    """Seconds of service time that were used."""
    met: bool
    """In time."""
    by: int | None
    """Seconds left, negative when missed; none without a target."""
    stopped_at: int | None
    """When it stopped for good; none: it never did."""
    steps: tuple[ClockStep, ...]
    """What happened, in order; for response those marks only that matter to it."""
    reason: str
    """Mark that stopped it, or that was still missing at the end."""
    follows: str = ""
    """The subject whose cause this shares: one cause has one restoration target in the score."""


@dataclass(frozen=True, slots=True)
class Lost:
    """User time that one cause took."""

    cause: str
    """The fault, or a single person's trouble."""
    minutes: int
    """Lost user-minutes."""
    component: ComponentId | None
    """What failed."""
    mode: str
    """How, or empty."""
    person: PersonId | None
    """Whose trouble, where there is no fault."""
    people: int
    """How many it hit."""
    services: tuple[ServiceId, ...]
    """Services it hit."""
    struck_at: int | None
    """When it began to hurt."""
    worked_around_at: int | None
    """When a workaround first reached somebody."""
    percent: int
    """Share of the lost work that it brought back."""
    known_at: int | None
    """When a team first wrote what the cause is; none: never, or there is no fault."""
    over_at: int | None
    """When it was over; none: not within the run."""
    references: tuple[tuple[str, int], ...]
    """Lost user-minutes of each reference by the same cause."""


UP, SLOWED, STOPPED = 0, 1, 2
"""How a service is for those whom it is worst for: `SLOWED` is also stopped, but worked around."""

Side = Literal["internal", "stability", "quality", "reactive"]
"""A balance, by its first side. Source: ITIL 2011, service operation: internal IT view and external
business view, stability and responsiveness, quality and cost of service, reactive and proactive."""
BALANCES: tuple[Side, ...] = ("internal", "stability", "quality", "reactive")


@dataclass(frozen=True, slots=True)
class Balance:
    """Which of two ways the desk leaned, by counting what it did; no side is the better one."""

    side: Side
    """Which balance."""
    counts: tuple[int, int]
    """Deeds on its first and on its second side."""

    @property
    def share(self) -> int:
        """Share of the second side, in percent; the middle where nothing was counted."""
        one, other = self.counts
        return other * 100 // (one + other) if one + other else 50


Deed = Literal["opened", "sent", "told", "resolved"]
"""What the desk did: a record opened, a matter sent to another team, a word to a caller, a record
resolved."""


@dataclass(frozen=True, slots=True)
class Row:
    """One service, minute by minute."""

    service: ServiceId
    """The service."""
    levels: tuple[int, ...]
    """`UP`, `SLOWED` or `STOPPED` at the end of each minute."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of the next word."""

    at: int
    """The second for which it was promised."""
    kept: bool
    """Whether a word came by then, or the waiting was over."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A shift and its aftermath, minute by minute."""

    ended_at: int
    """When the seat was left, in seconds."""
    waiting: tuple[int, ...]
    """Contacts and alerts that wait at the desk, at the end of each minute."""
    lost: tuple[int, ...]
    """User-minutes lost by the end of each minute."""
    services: tuple[Row, ...]
    """Services that were ever hit, the longest stopped first."""
    deeds: tuple[tuple[int, Deed], ...]
    """What the desk did, with the second."""
    promises: tuple[Promise, ...]
    """Promises of the next word, by the second for which they were made."""
    balances: tuple[Balance, ...] = ()
    """Which way the desk leaned, by `BALANCES`."""
