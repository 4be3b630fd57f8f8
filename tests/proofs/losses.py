"""What a shift took, read a second time from the lines of its log: lost time, and services.

The one idea: from line to line nothing changes, so what is lost in between is whom it hits, how
much, and for how many open seconds. Arrivals, causes and clocks come from the oracles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from itilsim.domain.organisation import Service as OfService
from itilsim.domain.scenario import Setting
from tests.domain import clock_oracle, truth_oracle
from tests.domain.assess_oracle import Json

ALL = frozenset({**truth_oracle.DEPARTURES, **clock_oracle.DEPARTURES})
PARTS = 60 * 100 * 100
"""Parts of a lost user-minute: seconds, percent lost, percent not worked around."""
ALONE = ("arrival/", "leftover/")
"""How the cause of a single person's trouble begins."""


class World(truth_oracle._World):
    """The truth, with what a repair leaves behind for a single person, as the line tells it."""

    def _arrived(self, line: Json) -> None:
        cause = line["cause"]
        if not cause.startswith("leftover/"):
            super()._arrived(line)
        elif (line["person"], cause) in self.asked:
            known = self.asked[line["person"], cause]
            both = (*known.subjects, line["contact"])
            self.asked[line["person"], cause] = replace(known, subjects=both)
        else:
            said = {name: line[name] for name in ("symptom", "person", "service", "component")}
            self.said[line["arrival"]] = SimpleNamespace(effect=line["effect"], **said)
            self.asked[line["person"], cause] = self._of_person(line, cause)


@dataclass
class Service:
    """A service over a whole log, in its agreed hours; seconds."""

    down: int = 0
    degraded: int = 0
    cut_off: int = 0
    people: int = 0


@dataclass
class Losses:
    """A log, and what was lost in it."""

    setting: Setting
    lines: Sequence[Json]
    lost: Counter[str] = field(default_factory=Counter)
    """Parts of lost user-minutes by cause."""
    services: dict[str, Service] = field(default_factory=dict)
    hit: dict[str, list[int]] = field(default_factory=dict)
    """Each service at the end of each minute: 0 up, 1 slowed or worked around, 2 stopped."""

    def __post_init__(self) -> None:
        """Read it."""
        self.end = int(self.lines[-1]["at"])
        self._integrate()

    def of(self, *kinds: str, **fields: object) -> list[Json]:
        """Lines of some kinds, with these values."""
        return [
            line
            for line in self.lines
            if line["kind"] in kinds
            and all(line.get(name) == value for name, value in fields.items())
        ]

    def minutes(self, cause: str) -> int:
        return self.lost[cause] // PARTS

    @property
    def user_minutes(self) -> int:
        return self.lost.total() // PARTS

    def lost_with(self, service: str) -> int:
        """User-minutes by the causes that hit a service."""
        return sum(
            self.minutes(each.id) for each in self.world.faults.values() if service in each.services
        )

    def _integrate(self) -> None:
        """Go from line to line; in between nothing changes."""
        self.world = world = World(self.setting, 0, ALL)
        self.hours = clock_oracle._Reader(self.setting, self.lines, ALL)
        levels: dict[str, str] = {}
        relieved: set[str] = set()
        since = 0
        minute = 60
        for line in self.lines:
            while minute <= min(line["at"], self.setting.end):
                self._look(world)
                minute += 60
            if line["at"] > since:
                self._between(world, levels, relieved, since, line["at"])
                since = line["at"]
            world.see(line)
            if line["kind"] == "level-changed":
                levels[line["node"]] = line["level"]
                relieved.discard(line["node"])
            elif line["kind"] == "workaround-taken" and line["percent"] == 100:
                relieved.add(line["group"])
        for cause, group, percent, begun, over in self._alone():
            self.lost[cause] += self.open(group.hours, begun, over) * percent * 100

    def _look(self, world: World) -> None:
        """What services are like at the end of a minute, for those hit worst."""
        now: dict[str, int] = {}
        for fault in (each for each in world.faults.values() if each.stands):
            for group, (level, services) in fault.hit.items():
                around = fault.around.get(group, 0)
                bad = 0 if around == 100 else 1 if around or level == "degraded" else 2
                for service in services:
                    now[service] = max(now.get(service, 0), bad)
        for each in self.setting.organisation.services:
            if each.service_class is not None:
                self.hit.setdefault(each.id, []).append(now.get(each.id, 0))

    def _alone(self) -> Iterator[tuple[str, Any, int, int, int]]:
        """Each single person's trouble: whose group, how much of it, from when to when."""
        groups = {each.id: each for each in self.setting.organisation.groups}
        settled = {line["cause"]: line["at"] for line in reversed(self.of("trouble-settled"))}
        begun: set[str] = set()
        for line in self.of("contact-arrived"):
            cause, over = line["cause"], settled.get(line["cause"], self.end)
            if line["effect"] == "question" or cause in begun or line["at"] > over:
                continue
            if cause.startswith(ALONE):
                begun.add(cause)
                percent = 100 if line["effect"] == "stopped" else self._degraded
                yield cause, groups[line["group"]], percent, line["at"], over

    @property
    def _degraded(self) -> int:
        return self.setting.scenario.constants.degraded_percent

    def open(self, hours: str, begun: int, over: int) -> int:
        """Open seconds of a calendar between two moments."""
        opens = self.hours._open((None, None, hours))
        return opens.before(over) - opens.before(begun)

    def _between(
        self, world: World, levels: Mapping[str, str], relieved: set[str], since: int, until: int
    ) -> None:
        """What is lost in one interval, and what services are like in it."""
        hit: dict[str, int] = {}
        for group in self.setting.organisation.groups:
            access = levels.get(group.id, "up")
            seen = [_worse(access, levels.get(each, "up")) for each in group.services]
            if access != "up" and group.id not in relieved:
                hit[group.id] = group.people
            worst = _worse(access, *seen)
            if worst == "up":
                continue
            faults = [f for f in world.faults.values() if f.stands and group.id in f.hit]
            around = min((each.around.get(group.id, 0) for each in faults), default=0)
            percent = 100 if worst == "down" else self._degraded
            cause = faults[0].id if faults else ""
            seconds = self.open(group.hours, since, until)
            self.lost[cause] += seconds * group.people * percent * (100 - around)
        for service in self.setting.organisation.services:
            self._of_service(service, levels.get(service.id, "up"), hit, since, until)

    def _of_service(
        self, service: OfService, level: str, hit: Mapping[str, int], since: int, until: int
    ) -> None:
        users = {
            each.id: each.people
            for each in self.setting.organisation.groups
            if service.id in each.services
        }
        without = sum(n for group, n in users.items() if level != "up" or group in hit)
        found = self.services.setdefault(service.id, Service())
        seconds = self.open(service.hours, since, until) if level != "up" or without else 0
        found.down += seconds * (level == "down")
        found.degraded += seconds * (level == "degraded")
        found.cut_off += seconds * bool(without)
        found.people = max(found.people, without)


def _worse(*levels: str) -> str:
    return max(levels, key=("up", "degraded", "down").index)
