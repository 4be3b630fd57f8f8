"""An organisation with the library of its generated shifts, without a scenario.

The one idea: like a setting, the pair is a pure result of the bytes of a few files, so it is kept
under their digest, and a second start reads no YAML.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from itilsim.content import lookup
from itilsim.content.cache import RULES, ContentCache, key_of
from itilsim.content.source import read_bytes
from itilsim.domain.errors import ContentError, UsageError
from itilsim.domain.library import Library
from itilsim.domain.organisation import Organisation
from itilsim.storage.places import Places


@dataclass(frozen=True, slots=True)
class Stocked:
    """An organisation and all that its generated shifts are made of."""

    organisation: Organisation
    """The organisation; it has sources."""
    library: Library
    """All entries of the library files that its sources name."""


def load_organisation(name: str, places: Places) -> Stocked:
    """Load a shipped organisation with the library of its generated shifts.

    Args:
        name: Its id.
        places: The user's folders.

    Raises:
        UsageError: If there is none of that name, or it has no generated shifts.
        ContentError: If it cannot be loaded.
    """
    known = lookup.organisation_ids()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
        raise UsageError(f"There is no organisation '{name[:80]}'. {hint}")
    cache = ContentCache(places.cache)
    key = key_of(Stocked, RULES, name.encode(), *shipped_bytes())
    stocked = cache.get(key, Stocked)
    if stocked is None:
        stocked = _loaded(name)
        cache.put(key, stocked)
    return stocked


def shipped_bytes() -> Iterator[bytes]:
    """The bytes of all shipped organisations and library files, in a fixed order."""
    for folder in ("organisations", "library"):
        for path in lookup.yaml_files(lookup.shipped() / folder):
            yield read_bytes(path)


def _loaded(name: str) -> Stocked:
    """Read the files; only here is YAML."""
    from itilsim.content.checks import hinders
    from itilsim.content.checks.bundle import Document, Shelf
    from itilsim.content.checks.sources import sources_problems
    from itilsim.content.scenarios import joined

    shelf = Shelf()

    def sound(folder: lookup.Folder, kind: str, part: str) -> Document:
        path = lookup.part_file(lookup.shipped() / "any-day.yaml", folder, part)
        if path is None:
            raise UsageError(f"The organisation '{name}' names a file '{part}' that is not there.")
        document = shelf.document(path, kind)
        problems = tuple(filter(hinders, document.problems))
        if problems:
            raise ContentError(problems)
        return document

    document = sound("organisations", "organisation", name)
    wrong = tuple(filter(hinders, sources_problems(document, shelf)))
    if wrong:
        raise ContentError(wrong)
    organisation = document.value
    if not isinstance(organisation, Organisation) or organisation.sources is None:
        raise UsageError(f"There are no generated shifts at '{name}': it has no sources.")
    values = [sound("library", "library", part).value for part in organisation.sources.library]
    libraries = [value for value in values if isinstance(value, Library)]
    return Stocked(organisation, joined(libraries))
