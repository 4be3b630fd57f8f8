"""The estate as a dependency graph: what fails when something fails, and whom it reaches.

Nodes are components, services and user groups. A node's level is the worst of its own level, of
everything that it needs, and of the best member of each redundant set.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from itilsim.domain.names import ComponentId, GroupId, Level, ServiceClass, ServiceId
from itilsim.domain.organisation import Organisation, Service, UserGroup

_WORSE: dict[Level, int] = {"up": 0, "degraded": 1, "down": 2}
_BEST_CLASS: tuple[ServiceClass, ...] = ("gold", "silver", "bronze")


@dataclass(frozen=True, slots=True)
class Hit:
    """One group and the services that it loses, wholly or partly."""

    group: GroupId
    """Who is hit."""
    services: tuple[ServiceId, ...]
    """Which services do not work for them as they should."""
    level: Level
    """The worst of them."""


class Estate:
    """Questions about one organisation's estate; pure, and made once for a setting."""

    def __init__(self, organisation: Organisation) -> None:
        """Index the declarations."""
        self.components = {each.id: each for each in organisation.components}
        self.services = {each.id: each for each in organisation.services}
        self.groups = {each.id: each for each in organisation.groups}
        self.needs: dict[str, tuple[str, ...]] = {}
        self.any_of: dict[str, tuple[tuple[str, ...], ...]] = {}
        self.delays: dict[str, int] = {}
        self._services_on: dict[str, tuple[ServiceId, ...]] = {}
        self._upstream: dict[tuple[str, ...], dict[str, int]] = {}
        self._spread: dict[tuple[str, Level], Mapping[str, Level]] = {}
        self._reach: dict[tuple[ComponentId, Level], tuple[Hit, ...]] = {}
        for service in organisation.services:
            self.needs[service.id], self.any_of[service.id] = service.needs, service.any_of
        for group in organisation.groups:
            self.needs[group.id] = group.needs
        for component in organisation.components:
            self.needs[component.id], self.any_of[component.id] = component.needs, component.any_of
            if component.delay_minutes:
                self.delays[component.id] = component.delay_minutes * 60

    @cached_property
    def dependents(self) -> dict[str, tuple[str, ...]]:
        """Nodes that need a node directly, in order of declaration."""
        found: dict[str, dict[str, None]] = {}
        for node, needs in self.needs.items():
            for need in (*needs, *(each for one in self.any_of.get(node, ()) for each in one)):
                found.setdefault(need, {})[node] = None
        return {need: tuple(nodes) for need, nodes in found.items()}

    @cached_property
    def users(self) -> dict[str, tuple[GroupId, ...]]:
        """Groups that use a service, in order of declaration."""
        found: dict[str, list[GroupId]] = {}
        for group in self.groups.values():
            for service in group.services:
                found.setdefault(service, []).append(group.id)
        return {service: tuple(groups) for service, groups in found.items()}

    @cached_property
    def people_at(self) -> dict[str, int]:
        """People by site."""
        found: dict[str, int] = {}
        for group in self.groups.values():
            found[group.site] = found.get(group.site, 0) + group.people
        return found

    def level(self, node: str, own: Level, levels: Mapping[str, Level]) -> Level:
        """The level of a node.

        Args:
            node: Component, service or group.
            own: Its own level, from its own faults.
            levels: Levels of other nodes; those not named are up.
        """
        worst = own
        for need in self.needs.get(node, ()):
            worst = worse(worst, levels.get(need, "up"))
        for redundant in self.any_of.get(node, ()):
            found = [levels.get(each, "up") for each in redundant]
            worst = worse(worst, min(found, key=_WORSE.__getitem__))
        return worst

    def upstream(self, *nodes: str) -> Mapping[str, int]:
        """Everything that nodes hang on, themselves included, with the distance in relations."""
        if nodes not in self._upstream:
            self._upstream[nodes] = self._search_upstream(nodes)
        return self._upstream[nodes]

    def spread(self, failed: Mapping[str, Level]) -> Mapping[str, Level]:
        """Levels of all nodes that are not up once failures have spread, in order of spreading.

        That of one failure is asked for again and again, and remembered: at most twice as many as
        there are nodes.

        Args:
            failed: Own levels of the components that fail.
        """
        if len(failed) != 1:
            return self._search_spread(failed)
        ((node, level),) = failed.items()
        if (node, level) not in self._spread:
            self._spread[node, level] = self._search_spread(failed)
        return self._spread[node, level]

    def hits(self, levels: Mapping[str, Level]) -> tuple[Hit, ...]:
        """Groups that are hit when nodes have these levels, in order of first being touched."""
        touched: dict[GroupId, None] = {}
        for node in levels:
            if node in self.groups:
                touched[GroupId(node)] = None
            for group in self.users.get(node, ()):
                touched[group] = None
        found = (self._hit(self.groups[group], levels) for group in touched)
        return tuple(hit for hit in found if hit is not None)

    def reach(self, component: ComponentId, level: Level = "down") -> tuple[Hit, ...]:
        """Whom the map says a failure of one component reaches, by itself."""
        if (component, level) not in self._reach:
            self._reach[component, level] = self.hits(self.spread({component: level}))
        return self._reach[component, level]

    def services_on(self, component: str) -> tuple[ServiceId, ...]:
        """Services that a component's failure would hit, for the class of an agreement."""
        if component not in self._services_on:
            levels = self.spread({component: "down"})
            found = {ServiceId(node): None for node in levels if node in self.services}
            for hit in self.hits(levels):
                found.update(dict.fromkeys(hit.services))
            self._services_on[component] = tuple(found)
        return self._services_on[component]

    def class_of(self, services: Iterable[str]) -> ServiceClass:
        """The highest class among customer-facing services; bronze if there is none.

        A supporting service counts as the highest class of the services that need it.
        """
        found: set[ServiceClass] = set()
        for service in services:
            declared = self.services.get(ServiceId(service))
            if declared is None:
                continue
            nodes = [service] if declared.service_class else self.spread({service: "down"})
            classes = (
                self.services[ServiceId(n)].service_class for n in nodes if n in self.services
            )
            found.update(each for each in classes if each is not None)
        return next((each for each in _BEST_CLASS if each in found), "bronze")

    def path(self, source: str, target: str) -> tuple[str, ...]:
        """A shortest way along the needs-relations from a cause to what it hits, both included."""
        before: dict[str, str] = {source: ""}
        waiting = deque([source])
        while waiting and target not in before:
            node = waiting.popleft()
            for following in (*self.dependents.get(node, ()), *self.users.get(node, ())):
                if following not in before:
                    before[following] = node
                    waiting.append(following)
        steps: list[str] = []
        here = target if target in before else ""
        while here:
            steps.append(here)
            here = before[here]
        return tuple(reversed(steps))

    def external_stopped(self, levels: Mapping[str, Level]) -> tuple[Service, ...]:
        """External customer-facing services that are down."""
        return tuple(
            service
            for node, level in levels.items()
            if level == "down"
            and (service := self.services.get(ServiceId(node))) is not None
            and service.kind == "external"
        )

    def _search_upstream(self, nodes: tuple[str, ...]) -> dict[str, int]:
        found = dict.fromkeys(nodes, 0)
        waiting = deque(nodes)
        while waiting:
            node = waiting.popleft()
            redundant = (each for one in self.any_of.get(node, ()) for each in one)
            for need in (*self.needs.get(node, ()), *redundant):
                if need not in found:
                    found[need] = found[node] + 1
                    waiting.append(need)
        return found

    def _search_spread(self, failed: Mapping[str, Level]) -> dict[str, Level]:
        levels = dict(failed)
        waiting = deque(failed)
        while waiting:
            for node in self.dependents.get(waiting.popleft(), ()):
                found = self.level(node, failed.get(node, "up"), levels)
                if found != levels.get(node, "up"):
                    levels[node] = found
                    waiting.append(node)
        return levels

    def _hit(self, group: UserGroup, levels: Mapping[str, Level]) -> Hit | None:
        access = levels.get(group.id, "up")
        found = {each: worse(access, levels.get(each, "up")) for each in group.services}
        lost = tuple(each for each, level in found.items() if level != "up")
        if not lost and access == "up":
            return None
        return Hit(group.id, lost, worst_of((access, *found.values())))


def worse(one: Level, other: Level) -> Level:
    """The worse of two levels."""
    return one if _WORSE[one] >= _WORSE[other] else other


def worst_of(levels: Iterable[Level]) -> Level:
    """The worst of some levels; `up` if there are none."""
    return max(levels, key=_WORSE.__getitem__, default="up")
