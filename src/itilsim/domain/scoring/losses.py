"""What the world lost: user time and team time, integrated from fact to fact in whole numbers."""

from __future__ import annotations

from itilsim.domain import facts as f
from itilsim.domain.estate import worse
from itilsim.domain.names import GroupId, Level
from itilsim.domain.plant import ARRIVAL, LEFTOVER
from itilsim.domain.scenario import Setting
from itilsim.domain.state import State

PARTS = 60 * 100 * 100
"""Integer parts of a lost user-minute: seconds, percent lost, percent not worked around."""

_MATTERS = frozenset(
    {
        f.LevelChanged,
        f.FaultBegan,
        f.FaultStruck,
        f.FaultRepaired,
        f.WorkaroundTaken,
        f.ContactArrived,
        f.TroubleSettled,
        f.WorkStarted,
        f.RepairReported,
        f.TicketReturned,
    }
)
"""Facts that may change what is lost; four of five do not."""


class Losses:
    """Running totals; `finish` closes what is still open.

    Attributes:
        weighted_by_cause: Parts of lost user-minutes, weighted by the class of the service.
        team_seconds: What teams have worked, by what they worked on.
    """

    def __init__(self, setting: Setting, state: State) -> None:
        """Begin with nothing lost."""
        self._setting = setting
        self._state = state
        self._open: dict[str, tuple[int, int, int, str, str]] = {}
        self._plain = 0
        self._by_cause: dict[str, int] = {}
        self._working: dict[tuple[str, str], int] = {}
        self.weighted_by_cause: dict[str, int] = {}
        self.team_seconds: dict[str, int] = {}

    @property
    def user_minutes(self) -> int:
        """Lost user-minutes, by degraded share and workaround."""
        return self._plain // PARTS

    def so_far(self, at: int) -> int:
        """Lost user-minutes up to a second, with what is still open.

        Args:
            at: Not before the last fact that was looked at.
        """
        still = sum(
            self._setting.hours[hours].elapsed(since, at) * rate
            for since, rate, _, hours, _ in self._open.values()
            if rate
        )
        return (self._plain + still) // PARTS

    def by_cause(self) -> dict[str, int]:
        """Lost user-minutes by cause, most first."""
        ranked = sorted(self._by_cause.items(), key=lambda each: (-each[1], each[0]))
        return {cause: parts // PARTS for cause, parts in ranked if parts >= PARTS}

    def after(self, fact: f.Fact) -> None:
        """Look at what a fact changed, once the state knows it."""
        if type(fact) not in _MATTERS:
            return
        match fact:
            case f.LevelChanged():
                self._groups(fact.at, self._touched(fact.node))
            case f.FaultBegan() | f.FaultStruck() | f.FaultRepaired():
                hits = self._state.plant.faults[fact.fault].hits
                self._groups(fact.at, [hit.group for hit in hits])
            case f.WorkaroundTaken():
                self._groups(fact.at, [fact.group])
            case f.ContactArrived() if fact.cause.startswith((ARRIVAL, LEFTOVER)):
                self._person(fact)
            case f.TroubleSettled():
                self._close(fact.cause, fact.at)
            case f.WorkStarted():
                self._working[fact.subject, fact.team] = fact.at
            case f.RepairReported():
                self._worked(fact.subject, fact.team, fact.at)
            case f.TicketReturned():
                self._worked(fact.ticket, fact.team, fact.at)

    def finish(self, at: int) -> None:
        """Close everything at the end."""
        for key in list(self._open):
            self._close(key, at)
        for subject, team in list(self._working):
            self._worked(subject, team, at)

    def _touched(self, node: str) -> list[GroupId]:
        if node in self._state.estate.groups:
            return [GroupId(node)]
        return list(self._state.estate.users.get(node, ()))

    def _groups(self, at: int, groups: list[GroupId]) -> None:
        for group in groups:
            self._close(group, at)
            self._reopen(group, at)

    def _reopen(self, group: GroupId, at: int) -> None:
        """Begin to count what a group loses from now on."""
        estate, plant = self._state.estate, self._state.plant
        declared = estate.groups[group]
        access = plant.levels.get(group, "up")
        hit: dict[str, Level] = {
            service: level
            for service in declared.services
            if (level := worse(access, plant.levels.get(service, "up"))) != "up"
        }
        if not hit and access == "up":
            return
        worst = "down" if "down" in (*hit.values(), access) else "degraded"
        share = 100 if worst == "down" else self._setting.scenario.constants.degraded_percent
        hurting = (plant.faults[each] for each in plant.hurting)
        faults = [each for each in hurting if any(hit.group == group for hit in each.hits)]
        around = min((fault.workarounds.get(group, 0) for fault in faults), default=0)
        rate = declared.people * share * (100 - around)
        cause = faults[0].id if faults else ""
        self._open[group] = (at, rate, self._weight(tuple(hit)), declared.hours, cause)

    def _person(self, fact: f.ContactArrived) -> None:
        """One person's own trouble counts from the first contact about it."""
        if fact.cause in self._open or fact.effect == "question":
            return
        if fact.cause in self._state.plant.settled:
            return
        stopped = fact.effect == "stopped"
        share = 100 if stopped else self._setting.scenario.constants.degraded_percent
        group = self._state.estate.groups[fact.group]
        services = (fact.service,) if fact.service else group.services
        weight = self._weight(services)
        self._open[fact.cause] = (fact.at, share * 100, weight, group.hours, fact.cause)

    def _weight(self, services: tuple[str, ...]) -> int:
        constants = self._setting.scenario.constants
        of_class = self._state.estate.class_of(services)
        return {
            "gold": constants.weight_gold,
            "silver": constants.weight_silver,
            "bronze": constants.weight_bronze,
        }[of_class]

    def _close(self, key: str, at: int) -> None:
        since, rate, weight, hours, cause = self._open.pop(key, (at, 0, 0, "", ""))
        if not rate or at == since:
            return
        parts = self._setting.hours[hours].elapsed(since, at) * rate
        self._plain += parts
        self._by_cause[cause] = self._by_cause.get(cause, 0) + parts
        weighted = self.weighted_by_cause
        weighted[cause] = weighted.get(cause, 0) + parts * weight

    def _worked(self, subject: str, team: str, at: int) -> None:
        since = self._working.pop((subject, team), at)
        self.team_seconds[subject] = self.team_seconds.get(subject, 0) + at - since
