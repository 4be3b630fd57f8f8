"""What every shift on a setting looks up again and again, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar

from itilsim.domain.hours import Hours
from itilsim.domain.library import Article, FailureMode, KnownError, Library, RequestModel
from itilsim.domain.names import ComponentId, TeamId
from itilsim.domain.organisation import Organisation, Team

Known = TypeVar("Known", KnownError, Article, RequestModel)


class Wearing(NamedTuple):
    """A component that wears out in a mode."""

    component: ComponentId
    """What fails."""
    mode: FailureMode
    """How; it has a time to failure."""
    key: bytes
    """The end of the key of its first failure's draw."""


class Indexes:
    """Answers that depend on the setting alone."""

    def __init__(
        self, organisation: Organisation, library: Library, hours: Mapping[str, Hours], end: int
    ) -> None:
        """Keep what the answers are made of; `end` is the second at which the aftermath ends."""
        self._organisation = organisation
        self._library = library
        self._hours = hours
        self._end = end

    @cached_property
    def known_errors(self) -> dict[str, tuple[KnownError, ...]]:
        """Known errors by each symptom that they explain."""
        return _by_symptom(self._library.known_errors)

    @cached_property
    def articles(self) -> dict[str, tuple[Article, ...]]:
        """Articles by each symptom that they answer."""
        return _by_symptom(self._library.articles)

    @cached_property
    def models(self) -> dict[str, tuple[RequestModel, ...]]:
        """Request models by each wish that they are for."""
        return _by_symptom(self._library.request_models)

    @cached_property
    def symptoms(self) -> dict[str, tuple[str, ...]]:
        """What users feel when an item of a class fails, in any way that is known."""
        found: dict[str, tuple[str, ...]] = {}
        for mode in self._library.failure_modes:
            for kind in mode.kinds:
                found[kind] = (*found.get(kind, ()), *((mode.symptom,) if mode.symptom else ()))
        return found

    @cached_property
    def slowing(self) -> frozenset[str]:
        """What users feel of failures that only ever slow them: the trouble itself says so."""
        modes = self._library.failure_modes
        slowing = {mode.symptom for mode in modes if mode.severity == "degraded"}
        return frozenset(slowing - {mode.symptom for mode in modes if mode.severity == "down"})

    @cached_property
    def wearing(self) -> tuple[Wearing, ...]:
        """What can wear out, in order of declaration."""
        modes = [mode for mode in self._library.failure_modes if mode.time_to_failure is not None]
        by_kind: dict[str, list[FailureMode]] = {}
        for mode in modes:
            for kind in mode.kinds:
                by_kind.setdefault(kind, []).append(mode)
        return tuple(
            Wearing(component.id, mode, f"{component.id}/{mode.id}/1".encode())
            for component in self._organisation.components
            for mode in by_kind.get(component.kind, ())
        )

    @cached_property
    def duty(self) -> dict[TeamId, tuple[tuple[int, int], ...]]:
        """People on duty by team: (from this second on, so many), from second 0 to the end."""
        return {team.id: tuple(self._duty(team)) for team in self._organisation.teams}

    def _duty(self, team: Team) -> Iterator[tuple[int, int]]:
        at: int | None = 0
        while at is not None and at <= self._end:
            rota = [(self._hours[each.hours], each.people) for each in team.rota]
            yield at, sum(people for hours, people in rota if hours.is_open(at))
            changes = (hours.next_change(at) for hours, _ in rota)
            at = min((change for change in changes if change is not None), default=None)


def _by_symptom(entries: Iterable[Known]) -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for entry in entries:
        for symptom in dict.fromkeys(entry.symptoms):
            found.setdefault(symptom, []).append(entry)
    return {symptom: tuple(known) for symptom, known in found.items()}
