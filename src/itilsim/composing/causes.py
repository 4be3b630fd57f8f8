"""What can go wrong at an organisation, so that it can be seen at the desk and mended in time.

The one idea: a cause is worth a place in a shift only if evidence of it reaches the desk and
somebody can restore it within its target; everything else would be unfair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from itilsim.domain.card import hurts_in, impact_of, priority_of, urgency_of
from itilsim.domain.estate import Hit
from itilsim.domain.library import Distribution, FailureMode, KnownError
from itilsim.domain.organisation import Component
from itilsim.domain.scenario import ContactArrival, FaultArrival, Setting
from itilsim.domain.speech import report, trend
from itilsim.sim.streams import seconds

HANDED_ON = 10 * 60
"""Seconds that pass before a team has begun, in good play. Tuning constant."""

LATE = 0.9
"""The work of a repair is taken as long as nine in ten are."""

LONG_ENOUGH: Final = 60
"""Minutes of a shift from which on a restoration target falls due inside it. Tuning constant."""

FEW = 3
"""So many people can be hit by a fault of one person or a few. Tuning constant."""


@dataclass(frozen=True)
class Cause:
    """A component and a way in which it can fail."""

    component: Component
    """What fails."""
    mode: FailureMode
    """How."""
    hits: tuple[Hit, ...]
    """Whom that hits."""
    people: int
    """How many people that is."""
    warns: bool
    """It can be seen coming: the library has words for its trend."""

    @property
    def id(self) -> str:
        """Its name."""
        return f"{self.component.id}/{self.mode.id}"

    @property
    def is_small(self) -> bool:
        """It is the trouble of one person or a few."""
        return 0 < self.people <= FEW


@dataclass(frozen=True)
class Causes:
    """All causes at an organisation that a shift can hold."""

    setting: Setting
    """The organisation with its library, in a shift without arrivals."""
    left_out: tuple[str, ...] = ()
    """Failure modes that do not come."""

    @cached_property
    def all(self) -> tuple[Cause, ...]:
        """Every cause of which evidence reaches the desk, in order of the estate."""
        return tuple(self._all())

    def priority(self, cause: Cause, at: int) -> int:
        """The true priority of a cause that strikes at a second."""
        setting = self.setting
        levels = setting.estate.spread({cause.component.id: cause.mode.severity})
        external = bool(setting.estate.external_stopped(levels))
        impact = impact_of(cause.hits, setting.estate, setting.organisation, external=external)
        hurts = hurts_in(cause.hits, at, setting, setting.estate)
        return priority_of(impact, urgency_of(hurts, setting.organisation), setting.organisation)

    def in_time(self, cause: Cause, at: int) -> bool:
        """Whether good play restores it within its target."""
        minutes = self.target(cause, at)
        return minutes is None or self.restored_after(cause) <= minutes * 60

    def target(self, cause: Cause, at: int) -> int | None:
        """Minutes in which it is to be restored, by its true priority; none: planned."""
        services = self.setting.estate.services_on(cause.component.id)
        service_class = self.setting.estate.class_of(services)
        return self.setting.targets[self.priority(cause, at), service_class].restore_minutes

    def restored_after(self, cause: Cause) -> int:
        """Seconds after which good play has people working again, nearly always."""
        if any(known.restores_percent == 100 for known in self._workarounds(cause)):
            return HANDED_ON
        return HANDED_ON + _longest(self.setting.scenario.constants.pick_up) + repaired_in(cause)

    def bites(self, faults: Iterable[FaultArrival], contacts: Iterable[ContactArrival]) -> bool:
        """Whether a restoration target of any of these falls due before the planned end."""
        setting = self.setting
        causes = {cause.id: cause for cause in self.all}
        for fault in faults:
            at, cause = setting.second(fault.at), causes.get(f"{fault.component}/{fault.mode}")
            if cause is not None and not fault.strikes_at:
                minutes = self.target(cause, at)
                if minutes is not None and at + minutes * 60 <= setting.horizon:
                    return True
        return any(self.due(each.symptom, setting.second(each.at)) for each in contacts)

    def due(self, symptom: str, at: int) -> bool:
        """Whether what somebody wants at a second is due before the planned end."""
        models = self.setting.indexes.models.get(symptom, ())
        return any(at + model.target_minutes * 60 <= self.setting.horizon for model in models)

    def _workarounds(self, cause: Cause) -> list[KnownError]:
        return [
            known
            for known in self.setting.indexes.known_errors.get(cause.mode.symptom, ())
            if not known.kinds or cause.component.kind in known.kinds
        ]

    def _speaking(self, component: Component, mode: FailureMode) -> tuple[Hit, ...]:
        """Those whom it hits, if it is of a service that they use that the symptom speaks."""
        hits = self.setting.estate.reach(component.id, mode.severity)
        symptom = self.setting.symptoms.get(mode.symptom)
        service = (
            self.setting.estate.services.get(symptom.service)
            if symptom and symptom.service
            else None
        )
        if service is None or service.service_class is None:
            return hits
        return hits if all(service.id in hit.services for hit in hits) else ()

    def _all(self) -> Iterator[Cause]:
        estate, library = self.setting.estate, self.setting.library
        spoken = {entry.id for entry in library.utterances}
        for component in self.setting.organisation.components:
            for mode in library.failure_modes:
                if component.kind not in mode.kinds or mode.id in self.left_out:
                    continue
                hits = self._speaking(component, mode)
                felt = bool(hits) and bool(mode.symptom) and report(mode.symptom) in spoken
                if felt:
                    people = sum(estate.groups[hit.group].people for hit in hits)
                    warns = trend(mode.id) in spoken
                    yield Cause(component, mode, hits, people, warns)


def repaired_in(cause: Cause) -> int:
    """Seconds of work after which nine in ten repairs are done."""
    return seconds(cause.mode.repair, LATE if _rises(cause.mode.repair) else 1 - LATE)


def _longest(work: Distribution) -> int:
    return seconds(work, LATE if _rises(work) else 1 - LATE)


def _rises(work: Distribution) -> bool:
    """Whether a larger number means a longer time; two families are drawn the other way round."""
    return work.kind not in {"exponential", "weibull"}
