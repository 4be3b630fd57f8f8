"""Verified backups of the database, their rotation, and the way back.

The one idea: a backup that was not opened and checked is none; and going back never destroys what
was there, however damaged it is.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from itilsim.domain.errors import DamagedError, ItilsimError, UsageError
from itilsim.storage.database import (
    ERRORS,
    Database,
    copy_verified,
    falsified,
    faults,
    plain_errors,
)
from itilsim.storage.files import make_file, make_folder, plain_words, tighten
from itilsim.storage.locks import alone
from itilsim.storage.owned import companions
from itilsim.storage.places import Places
from itilsim.storage.tables import known_version, look_before_opening, version_of
from itilsim.storage.upgrade import new_backup, open_database

KEEP_NEWEST = 6
"""Backups that are kept whatever their age. Tuning constant."""

KEEP_DAYS = 14
"""Further days of which the last backup is kept. Tuning constant."""

EVERY_SECONDS = 3600
"""Shortest time between two backups that are made unasked. Tuning constant."""

Later = Callable[[Callable[[], None]], object]
"""Does some work, now or beside whatever else goes on; but before the process ends."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What going back has done."""

    backup: Path
    """The backup that is now the database."""
    aside: Path | None
    """Folder that holds what was there before, if anything was."""


def back_up(places: Places) -> Path:
    """Make a verified backup now, and drop the oldest ones.

    Raises:
        TryAgainError: If the database is busy, or there is no room.
        DamagedError: If the database is damaged.
        UsageError: If there is nothing to back up.
    """
    if not places.has_data():
        raise UsageError("There is nothing to back up yet.")
    with contextlib.closing(open_database(places)) as database:
        return copy_of(database, places)


def copy_of(database: Database, places: Places) -> Path:
    """Make a verified backup of an open database, as `back_up` does."""
    with plain_errors(database.path):
        target = new_backup(places.backups, version_of(database.connection))
        copy_verified(database.connection, target)
    rotate(places)
    return target


def back_up_if_due(places: Places) -> Path | None:
    """Make a backup if the database has changed and the last one is an hour old.

    Raises:
        TryAgainError: If the database is busy, or there is no room.
        DamagedError: If the database is damaged.
    """
    changed = max((_modified(path) for path in _present(places)), default=0.0)
    last = max((_modified(path) for path in all_backups(places)), default=0.0)
    if changed <= last or time.time() - last < EVERY_SECONDS:
        return None
    return back_up(places)


def at_once(work: Callable[[], None]) -> None:
    """Do some work now; what `later` is where nobody waits for a screen."""
    work()


def back_up_soon(places: Places, later: Later = at_once) -> None:
    """Make a backup if one is due; a full disk only means that none is made.

    Args:
        places: The user's folders.
        later: Does it when nobody has to wait for it.
    """
    later(lambda: _back_up_quietly(places))


def all_backups(places: Places) -> tuple[Path, ...]:
    """Return the backups, the newest first."""
    if not places.backups.is_dir():
        return ()
    found = (path for path in places.backups.glob("itilsim-*.sqlite") if path.is_file())
    return tuple(sorted(found, reverse=True))


def rotate(places: Places) -> tuple[Path, ...]:
    """Delete the backups that are not worth keeping; returns them."""
    kept: set[Path] = set(all_backups(places)[:KEEP_NEWEST])
    days: dict[str, Path] = {}
    for path in all_backups(places):
        days.setdefault(path.name[len("itilsim-") : len("itilsim-YYYYMMDD")], path)
    kept.update(days[day] for day in sorted(days, reverse=True)[:KEEP_DAYS])
    dropped = tuple(path for path in all_backups(places) if path not in kept)
    for path in dropped:
        with contextlib.suppress(OSError):
            path.unlink()
    return dropped


def wrong_with(backup: Path) -> str:
    """Return what is wrong with a backup, empty if it can be restored."""
    try:
        connection = sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)
        try:
            found = faults(connection) or falsified(connection)
            if not found and not known_version(connection, backup):
                return "it is empty"
        finally:
            connection.close()
    except (*ERRORS, ItilsimError) as error:
        return str(error)
    return found[0] if found else ""


def latest_good(places: Places) -> Path | None:
    """Return the newest backup that can be restored."""
    return next((path for path in all_backups(places) if not wrong_with(path)), None)


def restore(places: Places, backup: Path | None = None) -> Restored:
    """Put a backup in the place of the database; what was there is kept beside it.

    Args:
        places: The user's folders.
        backup: The backup; the latest good one if not given.

    Raises:
        TryAgainError: If another window has the data open, there is no room, or the folder cannot
            be written; nothing has changed.
        UsageError: If there is no good backup, or another program's data is in the place of ours.
    """
    backup = backup or latest_good(places)
    if backup is None:
        raise UsageError(
            f"There is no good backup in {places.backups}. Keep a copy of {places.database} for "
            "who can repair it; 'itilsim erase' begins anew."
        )
    wrong = wrong_with(backup)
    if wrong:
        raise UsageError(f"The backup {backup.name} cannot be used: {wrong}.")
    with contextlib.suppress(DamagedError):
        look_before_opening(places.database)
    with alone(places.locks):
        return _restored(places, backup)


def _restored(places: Places, backup: Path) -> Restored:
    """Put a good backup in the place of the database, which nobody has open."""
    ready = places.data / f"{places.database.name}.restored"
    with plain_errors(backup):
        connection = sqlite3.connect(backup)
        try:
            copy_verified(connection, ready)
        finally:
            connection.close()
    aside = _set_aside(places)
    with plain_words(places.database):
        ready.replace(places.database)
    return Restored(backup, aside)


def keep_aside(database: Database, places: Places) -> Path:
    """Copy an open database as it is, damage and all, and return the folder of the copy.

    Raises:
        TryAgainError: If there is no room.
        DamagedError: If it cannot be read.
    """
    aside = _free_folder(places.data)
    make_folder(aside)
    target = aside / places.database.name
    make_file(target)
    with plain_errors(target), contextlib.closing(sqlite3.connect(target)) as copy:
        database.connection.backup(copy)
    return aside


def _back_up_quietly(places: Places) -> None:
    """Make a backup if one is due and possible."""
    with contextlib.suppress(ItilsimError, OSError):
        back_up_if_due(places)


def _set_aside(places: Places) -> Path | None:
    """Keep the database and its companions in a folder of their own.

    The database itself keeps its name too until the backup takes it, so that there is never a
    moment without one.
    """
    present = _present(places)
    if not present:
        return None
    aside = _free_folder(places.data)
    make_folder(aside)
    with plain_words(aside):
        for path in present:
            if path == places.database:
                _also_at(path, aside / path.name)
            else:
                path.replace(aside / path.name)
            tighten(aside / path.name)
    return aside


def _also_at(path: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no second names."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copy2(path, target)


def _free_folder(parent: Path) -> Path:
    """A name for what was there before that is not taken."""
    name = time.strftime("damaged-%Y%m%dT%H%M%S", time.gmtime())
    number = 1
    chosen = parent / name
    while chosen.exists():
        number += 1
        chosen = parent / f"{name}-{number}"
    return chosen


def _present(places: Places) -> list[Path]:
    """The database and the files that SQLite keeps beside it, as far as they are there."""
    return [path for path in companions(places.database) if path.exists()]


def _modified(path: Path) -> float:
    """When a file was changed last, in seconds; 0 if it is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
