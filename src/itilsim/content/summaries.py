"""The list of scenarios, without loading any: what a menu shows of each.

The one idea: the list is kept under the digest of the files, so that showing it again needs neither
YAML nor the types of a scenario.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from itilsim.content import lookup
from itilsim.content.cache import RULES, ContentCache, key_of
from itilsim.content.source import read_bytes
from itilsim.domain.names import Mode
from itilsim.storage.places import Places


@dataclass(frozen=True, slots=True)
class ScenarioSummary:
    """What a list of scenarios shows."""

    id: str
    """The id to play it by."""
    title: str
    """What it is called."""
    words: str
    """One or two sentences."""
    minutes: int
    """Length of the shift."""
    modes: tuple[Mode, ...]
    """Modes in which it can be played."""


@dataclass(frozen=True, slots=True)
class _Summaries:
    """A list of scenarios as the cache keeps it."""

    scenarios: tuple[ScenarioSummary, ...]
    """Those that can be read."""


def list_scenarios(places: Places) -> tuple[ScenarioSummary, ...]:
    """The shipped scenarios, shortest first; one that cannot be read is left out.

    Args:
        places: The user's folders.
    """
    paths = [lookup.scenario_file(name) for name in lookup.shipped_ids()]
    data = [read_bytes(path) for path in paths]
    cache = ContentCache(places.cache)
    key = key_of(_Summaries, RULES, *data)
    stored = cache.get(key, _Summaries)
    if stored is None:
        found = [one for path in paths for one in _summary(path)]
        stored = _Summaries(tuple(sorted(found, key=lambda one: (one.minutes, one.id))))
        cache.put(key, stored)
    return stored.scenarios


def _summary(path: Path) -> list[ScenarioSummary]:
    """What the list shows of one file; nothing if it cannot be read."""
    from itilsim.content.source import read
    from itilsim.content.validate import load
    from itilsim.domain.errors import ContentError
    from itilsim.domain.scenario import Scenario

    try:
        scenario = load(read(path), Scenario, kind="scenario")
    except ContentError:
        return []
    return [
        ScenarioSummary(
            scenario.id, scenario.title, scenario.words, scenario.minutes, scenario.modes
        )
    ]
