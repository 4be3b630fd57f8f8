"""The truth: what has failed, whom it hits, and what made each person call.

The hidden half of the state. It never leaves a running shift; `lab`, judging and the debrief may
look at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from itilsim.domain.estate import Estate, Hit, worst_of
from itilsim.domain.facts import ContactArrived
from itilsim.domain.names import (
    AlertId,
    CauseId,
    ComponentId,
    ContactId,
    FaultId,
    GroupId,
    Level,
    PersonId,
)
from itilsim.domain.scenario import Setting

ARRIVAL = "arrival/"
"""Prefix of the causes that are a person's own wish or trouble."""
LEFTOVER = "leftover/"
"""Prefix of the causes that a repaired fault leaves behind for one person."""


@dataclass(slots=True)
class Fault:
    """One failure of one component."""

    id: FaultId
    """`component/mode/n`."""
    component: ComponentId
    """What fails."""
    mode: str
    """Failure mode."""
    began_at: int
    """When it began."""
    level: Level
    """Own level of the component; `up` while latent."""
    struck_at: int | None = None
    """When it was first felt or seen."""
    repaired_at: int | None = None
    """When it was repaired."""
    hits: tuple[Hit, ...] = ()
    """Whom it hit when it struck."""
    external: bool = False
    """It stopped an external customer-facing service."""
    services: tuple[str, ...] = ()
    """Services that it hit."""
    workarounds: dict[GroupId, int] = field(default_factory=dict)
    """Share of the lost work that is back, by group, in percent."""
    worked_on: str = ""
    """The record or alert under which the owning team works on it."""

    @property
    def active(self) -> bool:
        """Not repaired; perhaps still latent."""
        return self.repaired_at is None

    @property
    def hurts(self) -> bool:
        """Not repaired, and struck."""
        return self.repaired_at is None and self.level != "up"

    def hurts_group(self, group: GroupId | None) -> bool:
        """Struck, not repaired, and not wholly worked around in a group."""
        return self.hurts and (group is None or self.workarounds.get(group, 0) < 100)


class Plant:
    """The estate's true state and the causes of everything that reached the desk."""

    def __init__(self, setting: Setting, estate: Estate) -> None:
        """Start with everything up."""
        self.setting = setting
        self.estate = estate
        self.seed = 0
        self.levels: dict[str, Level] = {}
        self.faults: dict[FaultId, Fault] = {}
        self.hurting: dict[FaultId, None] = {}
        self.by_component: dict[str, list[FaultId]] = {}
        self.counts: dict[tuple[str, str], int] = {}
        self.alerts: dict[tuple[str, str], int] = {}
        self.causes: dict[str, CauseId] = {}
        self.arrived: dict[ContactId, ContactArrived] = {}
        self.subjects: dict[CauseId, list[str]] = {}
        self.settled: dict[CauseId, int] = {}
        self.majors: set[FaultId] = set()
        self.leftovers: dict[FaultId, PersonId] = {}

    def own_level(self, component: str) -> Level:
        """The level of a component by its own faults."""
        return worst_of(
            fault.level
            for each in self.by_component.get(component, ())
            if (fault := self.faults[each]).active
        )

    def level(self, node: str) -> Level:
        """The level that a node should have now, from its own faults and its needs."""
        return self.estate.level(node, self.own_level(node), self.levels)

    def fault_of(self, subject: str) -> Fault | None:
        """The fault behind a contact, alert or record, if there is one."""
        return self.faults.get(FaultId(self.causes.get(subject, "")))

    def over(self, subject: str, group: GroupId | None) -> bool:
        """Whether the trouble behind a subject is over for a group."""
        fault = self.fault_of(subject)
        if fault is None:
            return self.causes.get(subject) in self.settled
        return not fault.hurts_group(group)

    def own_matter(self, subject: str) -> CauseId | None:
        """The wish or trouble of a single person behind a subject, unless it is over."""
        cause = self.causes.get(subject, CauseId(""))
        own = cause.startswith((ARRIVAL, LEFTOVER)) and cause not in self.settled
        return cause if own else None

    def contact_id(self, person: PersonId, cause: CauseId, number: int) -> ContactId:
        """The id of the n-th time that a person gets in touch about a cause."""
        return ContactId(named(self.seed, "contact", person, cause, number))

    def next_alert_id(self, arrival: str, component: ComponentId | None) -> AlertId:
        """The id of the next alert of a check, or of a scripted one, on an item."""
        count = self.alerts.get((arrival, str(component)), 0) + 1
        return AlertId(named(self.seed, "alert", arrival, component, count))

    def next_fault_id(self, component: str, mode: str) -> FaultId:
        """The id of the next failure of a component in a mode."""
        return FaultId(f"{component}/{mode}/{self.counts.get((component, mode), 0) + 1}")


def named(seed: int, kind: str, *key: object) -> str:
    """An id that tells what sort of thing it names, and nothing of what the thing is about.

    Args:
        seed: Seed of the shift, which is the hash's key.
        kind: Word that the id begins with.
        key: What the thing is about; the same gives the same id.
    """
    text = "/".join(map(str, key)).encode()
    code = blake2b(text, key=str(seed).encode(), person=kind.encode(), digest_size=8).hexdigest()
    return f"{kind}-{code}"
