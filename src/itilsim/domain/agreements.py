"""Which times were agreed for a record: the join of clocks with agreements, models and classes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from itilsim.domain.clocks import Target, Terms
from itilsim.domain.estate import Estate
from itilsim.domain.hours import Hours
from itilsim.domain.library import RequestModel
from itilsim.domain.names import Priority, ServiceClass
from itilsim.domain.organisation import Organisation
from itilsim.domain.records import Ticket

_PRIORITIES: tuple[Priority, ...] = (1, 2, 3, 4, 5)


class Agreements:
    """The agreed terms of everything in one setting; pure, each answer is worked out once."""

    def __init__(
        self,
        organisation: Organisation,
        models: Mapping[str, RequestModel],
        hours: Mapping[str, Hours],
        estate: Estate,
    ) -> None:
        """Keep what the terms are made of."""
        self._card = organisation.card
        self._targets = {(t.priority, t.service_class): t for t in organisation.targets}
        self._models = models
        self._calendars = hours
        self._estate = estate
        self.incident = cache(self._incident)
        self.request = cache(self._request)
        self.class_on = cache(self._class_on)

    def of(self, ticket: Ticket) -> Terms:
        """The recorded terms of a record: what the screen's clocks count against."""
        has_caller = ticket.origin == "contact"
        if ticket.model:
            return self.request(ticket.model, has_caller=has_caller)
        of_class = self.class_on(ticket.component, ticket.service)
        return self.incident(of_class, has_caller=has_caller)

    def _class_on(self, component: str | None, service: str | None) -> ServiceClass:
        """The class of a record on a component, or else on a service."""
        services: tuple[str, ...] = self._estate.services_on(component) if component else ()
        return self._estate.class_of(services or ((service,) if service else ()))

    def _incident(
        self, of_class: ServiceClass, *, has_caller: bool, priority: int | None = None
    ) -> Terms:
        """The terms of an incident; with the true priority for judging."""
        targets: dict[int, Target] = {level: self._target(level, of_class) for level in _PRIORITIES}
        return Terms(targets, has_caller=has_caller, default_priority=priority)

    def _target(self, priority: Priority, of_class: ServiceClass) -> Target:
        agreed = self._targets[priority, of_class]
        hours = self._calendars[agreed.hours]
        return Target(agreed.response_minutes, agreed.restore_minutes, hours)

    def _request(self, model: str, *, has_caller: bool) -> Terms:
        """The terms of a request under its model."""
        chosen = self._models[model]
        response = self._card.request_response_minutes
        target = Target(response, chosen.target_minutes, self._calendars[chosen.hours])
        priority = 3 if chosen.urgent else 4
        return Terms(
            {priority: target}, has_caller=has_caller, is_request=True, default_priority=priority
        )
