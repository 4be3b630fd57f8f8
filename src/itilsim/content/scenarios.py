"""Loading scenarios: from files to the frozen setting that a shift runs on.

The one idea: a setting is a pure result of the bytes of a few files, so it is kept under their
digest, and a second start reads neither YAML nor time zones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from itilsim.content import lookup
from itilsim.content.base_rates import counts_bytes, counts_of
from itilsim.content.cache import RULES, ContentCache, key_of, zone_version
from itilsim.content.digest import FORM, scenario_digest
from itilsim.content.source import read_bytes
from itilsim.content.summaries import ScenarioSummary, list_scenarios
from itilsim.domain.errors import ContentError, UsageError
from itilsim.domain.hours import Hours, Offsets, resolve
from itilsim.domain.library import Library
from itilsim.domain.organisation import Organisation
from itilsim.domain.scenario import Scenario, Setting
from itilsim.storage.places import Places

if TYPE_CHECKING:
    from itilsim.content.checks.bundle import Bundle

__all__ = ["ScenarioSummary", "joined", "list_scenarios", "load_scenario", "make_setting"]

DAY = 86_400
"""Seconds of a day."""

BEFORE = DAY
"""How long before the scenario calendars are resolved, in seconds."""

BEYOND = 40 * DAY
"""How long after the aftermath calendars are resolved, in seconds: past the longest target."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A file that a scenario takes from, as the cache remembers it."""

    folder: str
    """`organisations` or `library`."""
    name: str
    """Its id."""
    key: str
    """Digest of its bytes."""


@dataclass(frozen=True, slots=True)
class _Stored:
    """A setting as the cache keeps it."""

    parts: tuple[_Part, ...]
    """The files besides the scenario's own."""
    setting: Setting
    """The setting that came of them."""


def load_scenario(reference: str, places: Places) -> Setting:
    """Load a scenario with all that a shift depends on.

    Args:
        reference: The id of a shipped scenario, or a path to a YAML file. What such a file takes
            from is looked for in `organisations/` and `library/` beside it, then as shipped.
        places: The user's folders.

    Raises:
        UsageError: If there is no such scenario.
        ContentError: If it cannot be loaded, with every problem of all its files.
    """
    path = lookup.scenario_file(reference)
    data = read_bytes(path)
    cache = ContentCache(places.cache)
    key = key_of(_Stored, data, RULES, str(FORM).encode(), _zone_edition(), *counts_bytes())
    stored = cache.get(key, _Stored)
    if stored is not None and all(_unchanged(path, part) for part in stored.parts):
        return stored.setting
    bundle = _sound_bundle(path)
    setting = _setting(bundle)
    cache.put(key, _Stored(_parts(setting, path), setting))
    return setting


def make_setting(scenario: Scenario, organisation: Organisation, library: Library) -> Setting:
    """Join sound parts: resolve calendars over the horizon, and name the whole by its digest.

    Args:
        scenario: The scenario.
        organisation: Its organisation.
        library: All entries that it may use.
    """
    from itilsim.content import zones

    start = dt.datetime.fromisoformat(scenario.start)
    begin = zones.start_utc(organisation.zone, start)
    until = (scenario.minutes + scenario.aftermath_minutes) * 60 + BEYOND
    names = {organisation.zone} | {c.zone for c in organisation.calendars if c.zone}
    offsets: dict[str, Offsets] = {
        zone: zones.offsets(zone, begin, -BEFORE, until) for zone in sorted(names)
    }
    hours: dict[str, Hours] = {
        calendar.id: resolve(calendar, offsets[calendar.zone or organisation.zone], -BEFORE, until)
        for calendar in organisation.calendars
    }
    return Setting(
        scenario=scenario,
        organisation=organisation,
        library=library,
        hours=hours,
        day_start=-(start.hour * 3600 + start.minute * 60),
        digest=scenario_digest(scenario, organisation, library, offsets),
        alike=counts_of(organisation),
    )


def joined(libraries: Iterable[Library]) -> Library:
    """All entries of several library files."""
    parts = tuple(libraries)
    lists: dict[str, Any] = {
        field.name: tuple(entry for part in parts for entry in getattr(part, field.name))
        for field in fields(Library)
    }
    return Library(**lists)


def _sound_bundle(path: Path) -> Bundle:
    """The scenario's files, with nothing wrong in them that would matter in play."""
    from itilsim.content.checks import bundle_problems, hinders
    from itilsim.content.checks.bundle import Shelf, read_bundle

    shelf = Shelf()
    bundle = read_bundle(shelf.document(path, "scenario"), shelf)
    problems = tuple(filter(hinders, bundle_problems(bundle)))
    if problems:
        raise ContentError(problems)
    return bundle


def _setting(bundle: Bundle) -> Setting:
    """The setting of sound files."""
    scenario = bundle.scenario.value
    organisation = bundle.organisation.value if bundle.organisation else None
    libraries = [document.value for document in bundle.libraries]
    if not isinstance(scenario, Scenario) or not isinstance(organisation, Organisation):
        raise UsageError(f"{bundle.scenario.path} is no scenario with an organisation.")
    return make_setting(
        scenario, organisation, joined(one for one in libraries if isinstance(one, Library))
    )


def _parts(setting: Setting, path: Path) -> tuple[_Part, ...]:
    """The files besides the scenario's own, with the digests of their bytes."""
    scenario = setting.scenario
    named: list[tuple[lookup.Folder, str]] = [("organisations", scenario.organisation)]
    named += [("library", name) for name in scenario.library]
    return tuple(_Part(folder, name, _bytes_key(path, folder, name)) for folder, name in named)


def _unchanged(path: Path, part: _Part) -> bool:
    """Whether a file still has the bytes that the cache remembers."""
    folder: lookup.Folder = "library" if part.folder == "library" else "organisations"
    return _bytes_key(path, folder, part.name) == part.key


def _bytes_key(path: Path, folder: lookup.Folder, name: str) -> str:
    """The digest of a file's bytes, empty if there is no such file."""
    file = lookup.part_file(path, folder, name)
    return "" if file is None else key_of(_Part, read_bytes(file))


def _zone_edition() -> bytes:
    """The edition of the zone database, on which resolved calendars depend."""
    return zone_version().encode()
