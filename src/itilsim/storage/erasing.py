"""Erasing one's own data: what the program made, by name, and nothing beside it.

The one idea: nobody may be at it meanwhile, or what they do next would be lost; a copy that was
made before holds it, too, and goes; and a folder goes only when it is empty.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from itilsim.domain.errors import DamagedError
from itilsim.storage.backups import all_backups, copy_of
from itilsim.storage.database import plain_errors
from itilsim.storage.files import plain_words
from itilsim.storage.locks import alone
from itilsim.storage.owned import data_files, data_folders
from itilsim.storage.places import Places
from itilsim.storage.runs import drop_orphans
from itilsim.storage.tables import look_before_opening
from itilsim.storage.upgrade import open_alone


def erase_data(places: Places) -> None:
    """Delete the user's data.

    Raises:
        TryAgainError: If another window has the data open, or a file cannot be deleted.
        UsageError: If another program's data is in the place of ours.
    """
    with contextlib.suppress(DamagedError):
        look_before_opening(places.database)
    with alone(places.locks):
        for path in data_files(places):
            if path.parent != places.locks:  # what is left there is our own, and goes at the end
                with plain_words(path):
                    path.unlink(missing_ok=True)
    for folder in data_folders(places):
        with contextlib.suppress(OSError):
            folder.rmdir()


def erase_runs(runs: Sequence[str], places: Places) -> None:
    """Delete runs, what they have shown of the learner, and every older copy of the data.

    All of them go in one transaction, and the file is written anew without them. What is left is
    then backed up, and backups from before go, with what was set aside: they hold the runs, too.

    Args:
        runs: Their ids; one that is not there any more is passed over.
        places: The user's folders.

    Raises:
        TryAgainError: If another window has the data open, or there is no room.
        DamagedError: If the database is damaged.
    """
    with alone(places.locks):
        if places.has_data():
            with contextlib.closing(open_alone(places)) as database:
                with database.writing() as connection:
                    for run in runs:
                        connection.execute("DELETE FROM run WHERE id = ?", (run,))
                        connection.execute("DELETE FROM evidence WHERE run = ?", (run,))
                    drop_orphans(connection)
                with plain_errors(database.path):
                    database.connection.execute("VACUUM")
                    database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                older = older_copies(places)
                copy_of(database, places)
        else:
            older = older_copies(places)
        for path in older:
            with plain_words(path):
                path.unlink(missing_ok=True)
    for folder in data_folders(places):
        with contextlib.suppress(OSError):
            folder.rmdir()


def older_copies(places: Places) -> tuple[Path, ...]:
    """Backups, and what was there before the data was mended or restored."""
    aside = (path for path in data_files(places) if path.parent.name.startswith("damaged-"))
    return (*all_backups(places), *aside)
