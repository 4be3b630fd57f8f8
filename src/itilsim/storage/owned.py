"""What in the user's folders is itilsim's, known by the names that it gives.

The one idea: a home folder may hold other things (somebody may have chosen their desktop), so what
is deleted, and what is shut against others, is told by name. The folder itself is taken for ours
only if there is nothing in it that we did not name, and it is not one that was made to be shared.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from itilsim.storage.files import OTHERS, TEMPORARY, tighten
from itilsim.storage.places import FAULT_FILE, Places

COMPANIONS = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of a database for its companion files."""

SHARED = stat.S_ISUID | stat.S_ISGID | stat.S_ISVTX
"""Bits of a mode that somebody sets on purpose on a folder for several people."""

_CACHED = re.compile(r"[0-9a-f]{64}\.json")
_BACKUP = re.compile(r"itilsim-\d{8}T\d+-v\d+\.sqlite")
_LOCK = re.compile(r"[0-9a-f]{32}\.lock")
_CLASS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(json|yaml)")
_ASIDE = re.compile(r"damaged-\d{8}T\d{6}(-\d+)?")


def data_files(places: Places) -> tuple[Path, ...]:
    """Every file that itilsim keeps for this user."""
    kept = _kept(places)
    return tuple(
        sorted(
            path
            for folder, ours in kept.items()
            if folder.is_dir()
            for path in folder.iterdir()
            if path.is_file() and ours(path.name)
        )
    )


def data_folders(places: Places) -> tuple[Path, ...]:
    """Every folder in which itilsim keeps something, each before the one that it is in."""
    return tuple(sorted(filter(Path.is_dir, _kept(places)), reverse=True))


def is_ours(folder: Path, places: Places) -> bool:
    """Whether one of these folders is there for itilsim alone."""
    if folder.stat().st_mode & SHARED or os.path.ismount(folder):
        return False
    kept = _kept(places)
    return all(path in kept or kept[folder](path.name) for path in folder.iterdir())


def make_private(places: Places) -> None:
    """Shut others out of what itilsim keeps, where an earlier version or a copy let them in."""
    if not any(map(is_open, (places.data, *companions(places.database)))):
        return
    for path in data_files(places):
        tighten(path)
    for folder in data_folders(places):
        if is_ours(folder, places):
            tighten(folder)


def is_open(path: Path) -> bool:
    """Whether others may do anything with a file or folder."""
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False


def companions(database: Path) -> list[Path]:
    """A database and the files that SQLite keeps beside it, there or not."""
    return [database.with_name(f"{database.name}{ending}") for ending in COMPANIONS]


def _kept(places: Places) -> dict[Path, Callable[[str], bool]]:
    """Which names are ours in which folder, whether it is there or not."""
    names = {path.name for path in companions(places.database)}
    names |= {FAULT_FILE, f"{places.database.name}.restored"}

    def ours(name: str) -> bool:
        return name in names or name.startswith(TEMPORARY)

    def like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
        return lambda name: bool(pattern.fullmatch(name)) or name.startswith(TEMPORARY)

    asides = places.data.glob("damaged-*") if places.data.is_dir() else ()
    return {
        places.data: ours,
        places.backups: like(_BACKUP),
        places.locks: like(_LOCK),
        places.cache: like(_CACHED),
        places.classes: like(_CLASS),
        **{folder: ours for folder in asides if _ASIDE.fullmatch(folder.name)},
    }
