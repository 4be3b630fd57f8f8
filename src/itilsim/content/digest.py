"""The scenario digest: one name for everything that the course of a shift depends on.

The one idea: what a scenario cannot reach, what only people read, and what is as it would be if it
were not said, is left out, so that a saved run stays valid when a wording is improved, the shared
library grows, or the content format gets a new optional field.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from itilsim.domain.hours import Offsets
from itilsim.domain.library import Library
from itilsim.domain.names import DECORATION
from itilsim.domain.organisation import Organisation
from itilsim.domain.scenario import Scenario

Canonical: TypeAlias = "bool | int | str | list[Canonical] | dict[str, Canonical] | None"
"""JSON without fractions."""

FORM = 2
"""Version of what is digested; raised when it changes."""

_SENTENCES: dict[str, frozenset[str]] = {
    "Organisation": frozenset({"sources", "availability"}),
    "Scenario": frozenset({"briefing", "reflection", "library"}),
    "ImpactRules": frozenset({"level_1", "level_2", "level_3"}),
    "UrgencyRules": frozenset({"level_1", "level_2", "level_3"}),
    "DeskCard": frozenset({"rules"}),
}
"""Further fields that are only read by people, by type; the names of library files; what other
shifts are drawn from, of which a shift that was drawn depends no more; and the agreed availability,
with which a month is compared and by which nothing in a shift goes."""


def scenario_digest(
    scenario: Scenario,
    organisation: Organisation,
    library: Library,
    offsets: Mapping[str, Offsets],
) -> str:
    """The digest of a resolved scenario, as `sha256:…`.

    Args:
        scenario: The scenario.
        organisation: Its organisation.
        library: All entries of its library files.
        offsets: The clock changes of each time zone that is used, over the horizon.
    """
    whole = {
        "form": FORM,
        "scenario": canonical(scenario),
        "organisation": canonical(organisation),
        "library": canonical(reachable(scenario, organisation, library)),
        "offsets": {zone: canonical(changes) for zone, changes in offsets.items()},
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def canonical(value: object) -> Canonical:
    """A value as JSON without decoration, and without what equals its default.

    So a default that reaches the world is a rule: whoever changes one raises the engine.

    Raises:
        TypeError: If there is a number with a fraction, a mistake in the program's types.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        left_out = DECORATION | _SENTENCES.get(type(value).__name__, frozenset())
        said = [
            (field.name, getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.init and field.name not in left_out
            if getattr(value, field.name) != default_of(field)
        ]
        return {name: canonical(found) for name, found in said}
    if isinstance(value, tuple):
        return [canonical(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): canonical(item) for key, item in value.items()}
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"{value!r} has no canonical form")


def default_of(field: dataclasses.Field[Any]) -> object:
    """What a field is if nothing is said; `MISSING` if something must be."""
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def reachable(scenario: Scenario, organisation: Organisation, library: Library) -> Library:
    """The part of the library that can play a role in a scenario, each list sorted by id."""
    modes = _modes(scenario, organisation, library)
    symptoms = {arrival.symptom for arrival in scenario.contacts}
    symptoms |= {demand.symptom for demand in scenario.demand}
    for mode in library.failure_modes:
        if mode.id in modes:
            symptoms |= {mode.symptom, mode.leftover}
    symptoms.discard("")
    spoken = {arrival.utterance for arrival in scenario.contacts}
    spoken |= {arrival.utterance for arrival in scenario.alerts}
    kinds = {component.kind for component in organisation.components}
    return Library(
        failure_modes=_sorted(e for e in library.failure_modes if e.id in modes),
        symptoms=_sorted(e for e in library.symptoms if e.id in symptoms),
        known_errors=_sorted(e for e in library.known_errors if symptoms & set(e.symptoms)),
        articles=_sorted(e for e in library.articles if symptoms & set(e.symptoms)),
        request_models=_sorted(e for e in library.request_models if symptoms & set(e.symptoms)),
        checks=_sorted(e for e in library.checks if kinds & set(e.kinds)),
        utterances=_sorted(
            e for e in library.utterances if e.id in spoken or e.symptom in symptoms
        ),
    )


def _modes(scenario: Scenario, organisation: Organisation, library: Library) -> set[str]:
    """Failure modes that are scripted, in the history, or can strike by wear-out."""
    modes = {fault.mode for fault in scenario.faults}
    modes |= {past.mode for past in scenario.past_incidents}
    if scenario.wear_out:
        kinds = {component.kind for component in organisation.components}
        modes |= {
            mode.id
            for mode in library.failure_modes
            if mode.time_to_failure is not None and kinds & set(mode.kinds)
        }
    return modes


def _sorted(entries: Iterable[Any]) -> tuple[Any, ...]:
    """Entries by id: the order of library files does not matter."""
    return tuple(sorted(entries, key=lambda entry: str(entry.id)))
