"""Erasing one's own data: what the program made, by name, and nothing beside it.

The one idea: a home folder may hold other things (somebody may have chosen their desktop), so files
are known by the names that itilsim gives, and a folder goes only when it is empty.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from itilsim.domain.errors import ItilsimError
from itilsim.storage.backups import COMPANIONS
from itilsim.storage.files import TEMPORARY, plain_words
from itilsim.storage.locks import hold
from itilsim.storage.places import FAULT_FILE, Places
from itilsim.storage.runs import open_runs
from itilsim.storage.study import hold_exam

_CACHED = re.compile(r"[0-9a-f]{64}\.json")
_BACKUP = re.compile(r"itilsim-\d{8}T\d+-v\d+\.sqlite")
_LOCK = re.compile(r"[0-9a-f]{32}\.lock")
_ASIDE = re.compile(r"damaged-\d{8}T\d{6}(-\d+)?")


def data_files(places: Places) -> tuple[Path, ...]:
    """Every file that itilsim keeps for this user."""
    return tuple(sorted(_files(places)))


def erase_data(places: Places) -> None:
    """Delete the user's data.

    Raises:
        TryAgainError: If a run or an exam is open in another window, or a file cannot be deleted.
    """
    _nobody_plays(places)
    for path in data_files(places):
        with plain_words(path):
            path.unlink(missing_ok=True)
    asides = [path for path in places.data.glob("damaged-*") if _ASIDE.fullmatch(path.name)]
    for folder in (places.backups, places.locks, places.cache, *asides, places.data):
        with contextlib.suppress(OSError):
            folder.rmdir()


def _nobody_plays(places: Places) -> None:
    """Refuse while something is open elsewhere; a database that cannot be read holds nobody up."""
    if not places.database.is_file():
        return
    hold_exam(places).release()
    try:
        with open_runs(places) as runs:
            ids = [one.header.id for one in runs.list() if one.status == "running"]
    except ItilsimError:
        return
    for run in ids:
        hold(places.locks, run).release()


def _files(places: Places) -> Iterator[Path]:
    names = {f"{places.database.name}{ending}" for ending in COMPANIONS}
    names |= {FAULT_FILE, f"{places.database.name}.restored"}
    yield from _named(places.data, lambda name: name in names)
    yield from _named(places.backups, lambda name: bool(_BACKUP.fullmatch(name)))
    yield from _named(places.locks, lambda name: bool(_LOCK.fullmatch(name)))
    yield from _named(places.cache, lambda name: bool(_CACHED.fullmatch(name)))
    if places.data.is_dir():
        for folder in places.data.iterdir():
            if folder.is_dir() and _ASIDE.fullmatch(folder.name):
                yield from _named(folder, lambda name: name in names)


def _named(folder: Path, ours: Callable[[str], bool]) -> Iterator[Path]:
    """Files of a folder whose names are ours, and what interrupted writing has left."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_file() and (path.name.startswith(TEMPORARY) or ours(path.name)):
            yield path
