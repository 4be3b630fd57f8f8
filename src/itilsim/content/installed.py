"""The digests of the installed scenarios, without loading any: what a list of runs is held against.

The one idea: like the list of scenarios, they are kept under the digest of all files that a
scenario may take from, so that a list of runs costs no scenario.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from itilsim.content import lookup
from itilsim.content.cache import RULES, ContentCache, key_of, zone_version
from itilsim.content.source import read_bytes
from itilsim.storage.places import Places


@dataclass(frozen=True, slots=True)
class _Digests:
    """Digests as the cache keeps them."""

    by_id: Mapping[str, str]
    """The digest of each scenario that can be loaded, by its id."""


def installed_digests(places: Places) -> Mapping[str, str]:
    """The digest of each shipped scenario that can be loaded, by its id.

    Args:
        places: The user's folders.
    """
    data = [read_bytes(path) for path in lookup.yaml_files(lookup.shipped())]
    cache = ContentCache(places.cache)
    key = key_of(_Digests, RULES, zone_version().encode(), *data)
    stored = cache.get(key, _Digests)
    if stored is None:
        stored = _Digests(dict(_loaded(places)))
        cache.put(key, stored)
    return stored.by_id


def _loaded(places: Places) -> list[tuple[str, str]]:
    """Id and digest of each scenario, worked out."""
    from itilsim.content.scenarios import load_scenario
    from itilsim.domain.errors import ContentError

    found = []
    for name in lookup.shipped_ids():
        try:
            found.append((name, load_scenario(name, places).digest))
        except ContentError:
            continue
    return found
