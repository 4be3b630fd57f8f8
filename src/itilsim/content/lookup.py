"""Which file an id means: a scenario by id or path, what it names beside it, else as shipped.

The one idea: an author's folder looks like the shipped one (`organisations/` and `library/` beside
the scenarios), and whatever it lacks is taken from the shipped content.
"""

from __future__ import annotations

import difflib
import errno
import re
from pathlib import Path
from typing import Literal

from itilsim.domain.errors import UsageError
from itilsim.storage.places import content

ENDINGS = (".yaml", ".yml")
"""Endings of content files."""

SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What an id may look like: other ids are made of it with `/` and `#`, and file names too."""

GENERATED = ("any-day", "daily")
"""Names of shifts that are composed: no scenario file may take one, nor one and what follows a dot.
"""

Folder = Literal["organisations", "library"]
"""The folders that scenarios take from."""


def shipped() -> Path:
    """The folder of the scenarios that belong to the program."""
    return content() / "scenarios"


def shipped_ids() -> tuple[str, ...]:
    """The ids of the shipped scenarios, sorted."""
    return tuple(sorted(_ids(shipped())))


def scenario_file(reference: str) -> Path:
    """The file of a scenario.

    Args:
        reference: The id of a shipped scenario, or a path to a YAML file.

    Raises:
        UsageError: If there is no such scenario.
    """
    if SAFE_ID.fullmatch(reference) and not reference.endswith(ENDINGS):
        for ending in ENDINGS:
            path = shipped() / f"{reference}{ending}"
            if _is_file(path):
                return path
        raise UsageError(_unknown(reference))
    path = Path(reference)
    if not _is_file(path):
        raise UsageError(f"There is no scenario file {reference!r}. {_all_ids()}")
    return path


def part_file(scenario: Path, folder: Folder, name: str) -> Path | None:
    """The organisation or library file of this id: beside the scenario, else a shipped one."""
    if not SAFE_ID.fullmatch(name):
        return None
    for base in (scenario.parent, shipped()):
        for ending in ENDINGS:
            path = base / folder / f"{name}{ending}"
            if _is_file(path):
                return path
    return None


def part_ids(scenario: Path, folder: Folder) -> tuple[str, ...]:
    """The ids that a scenario may name, sorted."""
    return tuple(sorted(_ids(scenario.parent / folder) | _ids(shipped() / folder)))


def organisation_ids() -> tuple[str, ...]:
    """The ids of the shipped organisations, sorted; none of them is read."""
    folder = shipped() / "organisations"
    return tuple(sorted(path.stem for path in yaml_files(folder)))


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """All content files in and below a folder, sorted; hidden folders are left alone."""
    return tuple(
        sorted(
            path
            for path in folder.rglob("*")
            if path.suffix in ENDINGS
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )
    )


def _is_file(path: Path) -> bool:
    """Whether there is such a file; a name longer than any file's is nobody's."""
    try:
        return path.is_file()
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        return False


def _ids(folder: Path) -> set[str]:
    """The ids of the content files directly in a folder."""
    if not folder.is_dir():
        return set()
    return {path.stem for path in folder.iterdir() if path.suffix in ENDINGS}


def _unknown(reference: str) -> str:
    """What to say about an id that nothing has."""
    near = difflib.get_close_matches(reference, (*shipped_ids(), *GENERATED), n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else _all_ids()
    return f"There is no scenario {reference!r}. {hint}"


def _all_ids() -> str:
    """The ids that can be played."""
    return f"There are: {', '.join((*shipped_ids(), *GENERATED))}."
