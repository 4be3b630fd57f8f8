"""The truth: what has failed, whom it hits, and what made each person call.

The hidden half of the state. It never leaves a running shift; `lab`, judging and the debrief may
look at it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from itilsim.domain.estate import Estate, Hit, worst_of
from itilsim.domain.facts import (
    AlertRaised,
    ContactArrived,
    Fact,
    FaultBegan,
    FaultRepaired,
    FaultStruck,
    LevelChanged,
    TroubleSettled,
    WorkaroundTaken,
    WorkStarted,
)
from itilsim.domain.names import CauseId, ComponentId, FaultId, GroupId, Level, PersonId, TeamId
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
        self.levels: dict[str, Level] = {}
        self.faults: dict[FaultId, Fault] = {}
        self.hurting: dict[FaultId, None] = {}
        self.by_component: dict[str, list[FaultId]] = {}
        self.counts: dict[tuple[str, str], int] = {}
        self.alerts: dict[tuple[str, str], int] = {}
        self.causes: dict[str, CauseId] = {}
        self.subjects: dict[CauseId, list[str]] = {}
        self.settled: dict[CauseId, int] = {}
        self.leftovers: dict[FaultId, PersonId] = {}

    def apply(self, fact: Fact) -> None:
        """Change the truth by one fact."""
        handler = _APPLY.get(type(fact))
        if handler is not None:
            handler(self, fact)

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

    def next_fault_id(self, component: str, mode: str) -> FaultId:
        """The id of the next failure of a component in a mode."""
        return FaultId(f"{component}/{mode}/{self.counts.get((component, mode), 0) + 1}")

    def _began(self, fact: FaultBegan) -> None:
        fault = Fault(fact.fault, fact.component, fact.mode, fact.at, fact.level)
        self.faults[fault.id] = fault
        self.by_component.setdefault(fact.component, []).append(fault.id)
        key = (fact.component, fact.mode)
        self.counts[key] = self.counts.get(key, 0) + 1
        if fact.level != "up":
            self._strikes(fault, fact.at)

    def _struck(self, fact: FaultStruck) -> None:
        fault = self.faults[fact.fault]
        fault.level = fact.level
        self._strikes(fault, fact.at)

    def _strikes(self, fault: Fault, at: int) -> None:
        """Remember whom the fault hits that would be well without it."""
        fault.struck_at = at
        others = {self.faults[each].component: self.faults[each].level for each in self.hurting}
        self.hurting[fault.id] = None
        before = self.estate.spread(others)
        after = self.estate.spread({**others, fault.component: fault.level})
        changed = {node: level for node, level in after.items() if before.get(node) != level}
        fault.hits = self.estate.hits(changed)
        fault.external = bool(self.estate.external_stopped(changed))
        found = {each: None for hit in fault.hits for each in hit.services}
        found.update({node: None for node in changed if node in self.estate.services})
        fault.services = tuple(found)

    def _repaired(self, fact: FaultRepaired) -> None:
        fault = self.faults[fact.fault]
        fault.repaired_at = fact.at
        fault.level = "up"
        self.hurting.pop(fault.id, None)
        self.by_component[fault.component].remove(fault.id)
        for person in self._leftover_people(fault):
            self.leftovers[fault.id] = person

    def _leftover_people(self, fault: Fault) -> tuple[PersonId, ...]:
        if fault.struck_at is None or not self.setting.modes[fault.mode].leftover:
            return ()
        return tuple(
            each.leftover_person
            for each in self.setting.scenario.faults
            if each.leftover_person is not None
            and (each.component, each.mode) == (fault.component, fault.mode)
        )[:1]

    def _level_changed(self, fact: LevelChanged) -> None:
        if fact.level == "up":
            self.levels.pop(fact.node, None)
        else:
            self.levels[fact.node] = fact.level

    def _workaround_taken(self, fact: WorkaroundTaken) -> None:
        around = self.faults[fact.fault].workarounds
        around[fact.group] = max(fact.percent, around.get(fact.group, 0))

    def _arrived(self, fact: ContactArrived) -> None:
        self._caused(fact.contact, fact.cause)
        if fact.cause.startswith(LEFTOVER):
            self.leftovers.pop(FaultId(fact.cause.removeprefix(LEFTOVER)), None)

    def _raised(self, fact: AlertRaised) -> None:
        self._caused(fact.alert, fact.cause)
        key = (fact.arrival, str(fact.component))
        self.alerts[key] = self.alerts.get(key, 0) + 1

    def _caused(self, subject: str, cause: CauseId) -> None:
        self.causes[subject] = cause
        self.subjects.setdefault(cause, []).append(subject)

    def _settled(self, fact: TroubleSettled) -> None:
        self.settled[fact.cause] = fact.at

    def _work_started(self, fact: WorkStarted) -> None:
        fault = self.fault_of(fact.subject)
        if fault is not None and self._owner(fault) == fact.team and not fault.worked_on:
            fault.worked_on = fact.subject

    def _owner(self, fault: Fault) -> TeamId:
        return self.estate.components[fault.component].owner


_APPLY: dict[type[Fact], Callable[[Plant, Any], None]] = {
    FaultBegan: Plant._began,  # noqa: SLF001 - the table is the class's own
    FaultStruck: Plant._struck,  # noqa: SLF001
    FaultRepaired: Plant._repaired,  # noqa: SLF001
    LevelChanged: Plant._level_changed,  # noqa: SLF001
    WorkaroundTaken: Plant._workaround_taken,  # noqa: SLF001
    ContactArrived: Plant._arrived,  # noqa: SLF001
    AlertRaised: Plant._raised,  # noqa: SLF001
    TroubleSettled: Plant._settled,  # noqa: SLF001
    WorkStarted: Plant._work_started,  # noqa: SLF001
}
