"""The resolved whole that a shift runs on, indexed once for all shifts on it.

It is frozen, and it is everything that a shift depends on besides seed and commands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from itilsim.domain.agreements import Agreements
from itilsim.domain.base_rates import BaseRates, read
from itilsim.domain.estate import Estate
from itilsim.domain.hours import Hours
from itilsim.domain.library import (
    Article,
    Check,
    FailureMode,
    KnownError,
    Library,
    RequestModel,
    Symptom,
    Utterance,
)
from itilsim.domain.names import GroupId, PersonId
from itilsim.domain.organisation import NamedPerson, Organisation, Target, Team, UserGroup
from itilsim.domain.scenario.arrivals import since_midnight
from itilsim.domain.scenario.declared import Constants, Scenario
from itilsim.domain.scenario.indexes import Indexes

_SHARED = ("estate", "agreements", "indexes", "deadlines", "base_rates")


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
    alike: str = ""
    """The organisation's counts of worlds that look alike, as their file; nothing hangs on them but
    what a charge must stand on."""

    @cached_property
    def published(self) -> Setting:
        """The same as the desk may know it: without what is going to happen and how people behave.

        The map, agreements and indexes are shared, for they say the same.
        """
        scenario = replace(
            self.scenario,
            contacts=(),
            alerts=(),
            faults=(),
            demand=(),
            wear_out=False,
            constants=Constants(),
            guided=(),
        )
        published = replace(self, scenario=scenario)
        shared = ("published", published), *((e, getattr(self, e)) for e in _SHARED)
        vars(published).update(shared)
        return published

    @property
    def horizon(self) -> int:
        """Second at which the shift ends."""
        return self.scenario.minutes * 60

    @property
    def end(self) -> int:
        """Second at which the aftermath ends."""
        return self.horizon + self.scenario.aftermath_minutes * 60

    def second(self, time: str) -> int:
        """The second since the scenario began of a moment, as its file writes it."""
        return self.day_start + since_midnight(time, -self.day_start)

    @cached_property
    def deadlines(self) -> tuple[tuple[int, str], ...]:
        """When something must work, in seconds, and where."""
        return tuple((self.second(each.at), each.where) for each in self.scenario.deadlines)

    @cached_property
    def estate(self) -> Estate:
        """The organisation's estate, indexed once for all shifts on this setting."""
        return Estate(self.organisation)

    @cached_property
    def base_rates(self) -> BaseRates:
        """How often each answer is right in mornings that look alike."""
        return read(self.alike)

    @cached_property
    def agreements(self) -> Agreements:
        """The agreed terms of everything in it."""
        return Agreements(self.organisation, self.request_models, self.hours, self.estate)

    @cached_property
    def indexes(self) -> Indexes:
        """What is looked up again and again."""
        return Indexes(self.organisation, self.library, self.hours, self.end)

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

    def somebody(self, person: PersonId) -> NamedPerson:
        """A named person, or the one whom `group#index` means, who has no name in the content."""
        named = self.people.get(person)
        if named is not None:
            return named
        return NamedPerson(person, "", GroupId(person.partition("#")[0]), "")

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
