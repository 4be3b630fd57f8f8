"""What `itilsim doctor` looks at and repairs.

The one idea: an examination changes nothing and never fails; whatever goes wrong while looking is
itself a finding.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from itilsim.domain.errors import DamagedError, ItilsimError, UsageError
from itilsim.storage import backups, checksums
from itilsim.storage.database import Database, falsified, faults
from itilsim.storage.effect import effect_rows
from itilsim.storage.files import TEMPORARY
from itilsim.storage.locks import alone
from itilsim.storage.owned import is_open
from itilsim.storage.places import Places
from itilsim.storage.references import ReferenceKey, stored_reference
from itilsim.storage.runs import Runs, drop_orphans
from itilsim.storage.study import Study
from itilsim.storage.study_settings import SETTINGS
from itilsim.storage.tables import known_version, newest_version
from itilsim.storage.upgrade import open_alone, open_unchanged

Level = Literal["good", "notice", "damage"]
"""How bad a finding is; `damage` means that a restore is needed."""

RESTORE_HINT = "run 'itilsim doctor --restore'"
"""What to do about damage."""

OTHER_FOLDER = "choose another folder with --home DIR or ITILSIM_HOME"
"""What to do about a folder that cannot be used."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at or done."""

    level: Level
    """How bad it is."""
    code: str
    """A stable word for it."""
    message: str
    """What was found or done."""
    hint: str = ""
    """What to do about it, empty where nothing is needed."""


def examine(places: Places) -> tuple[Finding, ...]:
    """Look at the data folder, the database, each run and each backup; changes nothing."""
    try:
        places.has_data()
    except ItilsimError as error:
        return (Finding("damage", "no-folder", str(error), OTHER_FOLDER),)
    if not places.data.is_dir():
        return (Finding("good", "empty", f"Nothing is stored yet in {places.data}."),)
    found = [*_folder(places), *_database(places), *_leftovers(places), *_backups(places)]
    return tuple(found)


def repair(places: Places) -> tuple[Finding, ...]:
    """Clear leftovers, rebuild indexes, drop what belongs to nothing; returns what was done.

    What was there before is backed up, so nothing can get worse. Damage that remains is found.

    Raises:
        TryAgainError: If another window has the data open; nothing has changed.
        UsageError: If the data folder cannot be one.
    """
    places.has_data()
    if not places.data.is_dir():
        return ()
    with alone(places.locks):
        return _repaired(places)


def _repaired(places: Places) -> tuple[Finding, ...]:
    """Repair what nobody has open."""
    done: list[Finding] = []
    for path in _parts(places):
        path.unlink(missing_ok=True)
        done.append(Finding("good", "cleared", f"The leftover file {path.name} was deleted."))
    if not places.has_data():
        return tuple(done)
    try:
        done.extend(_rebuilt(places))
    except ItilsimError as error:
        level: Level = "damage" if isinstance(error, DamagedError) else "notice"
        done.append(Finding(level, "not-repaired", str(error), RESTORE_HINT))
    return tuple(done)


def _rebuilt(places: Places) -> Iterator[Finding]:
    """Repair inside the database."""
    database = open_alone(places)
    try:
        if faults(database.connection):
            with database.writing() as connection:
                connection.execute("REINDEX")
            yield Finding("good", "reindexed", "The indexes of the database were rebuilt.")
        elif falsified(database.connection):
            yield _accepted(database, places)
        else:
            made = backups.copy_of(database, places)
            yield Finding("good", "backed-up", f"The backup {made.name} was made.")
        with database.writing() as connection:
            orphans = drop_orphans(connection)
        if orphans:
            message = f"{orphans} scenarios that belong to no run were deleted."
            yield Finding("good", "cleared", message)
        yield from _integrity(database)
    finally:
        database.close()


def _accepted(database: Database, places: Places) -> Finding:
    """Take what stands in a database as it is, where there is no backup to go back to."""
    message = "Something in the database is not what was stored."
    if backups.latest_good(places) is not None:
        return Finding("damage", "falsified", message, RESTORE_HINT)
    aside = backups.keep_aside(database, places)
    with database.writing(sums=False) as connection:
        checksums.make(connection)
    message = f"{message} There is no good backup, so it is taken as it is; a copy is in {aside}."
    return Finding("notice", "accepted", message)


def _folder(places: Places) -> Iterator[Finding]:
    """Whether the data folder can be written, and by whom it can be read."""
    if os.access(places.data, os.W_OK | os.X_OK):
        yield Finding("good", "folder", f"The data folder is {places.data}.")
    else:
        message = f"The data folder {places.data} cannot be written."
        yield Finding("notice", "read-only", message, "make it writable, or use --home DIR")
    if is_open(places.data):
        message = f"Others can see what is in {places.data}, but not read your data."
        yield Finding("good", "shared-folder", message)


def _database(places: Places) -> Iterator[Finding]:
    """Whether the database is sound, and each run in it."""
    if not places.has_data():
        yield from _nothing(places)
        return
    try:
        database = open_unchanged(places)
    except ItilsimError as error:
        yield _from_error("database", error)
        return
    try:
        if database.warning:
            yield Finding("notice", "network-folder", database.warning)
        yield from _integrity(database)
        yield from _contents(database, places)
    finally:
        database.close()


def _nothing(places: Places) -> Iterator[Finding]:
    """A database that was never made, or is gone."""
    if backups.all_backups(places):
        message = f"{places.database} is gone, but there are backups of it."
        yield Finding("notice", "gone", message, RESTORE_HINT)
    else:
        yield Finding("good", "no-database", "There are no runs yet.")


def _integrity(database: Database) -> Iterator[Finding]:
    """What SQLite's own checks say."""
    wrong = faults(database.connection)
    for one in wrong[:5]:
        yield Finding("damage", "integrity", f"The database is damaged: {one}.", RESTORE_HINT)
    if not wrong:
        yield Finding("good", "integrity", "The database is sound.")


def _contents(database: Database, places: Places) -> Iterator[Finding]:
    """Whether the version is known and each run can be read."""
    try:
        with database.reading() as connection:
            version = known_version(connection, database.path)
        if version < newest_version():
            message = f"The data has version {version}, older than this itilsim's."
            yield Finding("notice", "version", message, "start itilsim once to bring it up to date")
        runs = Runs(database, places)
        listed = runs.list()
    except UsageError as error:
        yield Finding("notice", "version", str(error))
        return
    except ItilsimError as error:
        yield _from_error("runs", error)
        return
    yield Finding("good", "runs", f"{len(listed)} runs are stored.")
    for one in listed:
        try:
            runs.load(one.header.id)
        except ItilsimError as error:
            yield _from_error("run", error)
    yield _study(Study(database, places))
    yield from _references(database)


def _study(study: Study) -> Finding:
    """Whether each answer, rating, finding and exam can be read."""
    try:
        answers, reviews, exams = len(study.answers()), len(study.reviews()), len(study.sittings())
        study.evidence()
        study.flagged()
        effect_rows(study.database)
        for key in SETTINGS:
            study.setting(key)
    except ItilsimError as error:
        return _from_error("study", error)
    message = f"{answers} answers, {reviews} reviews and {exams} exams are stored."
    return Finding("good", "study", message)


def _references(database: Database) -> Iterator[Finding]:
    """Whether what is kept of the references is what was stored."""
    try:
        stored_reference(database, ReferenceKey("", 0, 0, ""))
    except ItilsimError as error:
        yield _from_error("references", error)


def _leftovers(places: Places) -> Iterator[Finding]:
    """Files that a process left when it was killed while writing."""
    parts = _parts(places)
    if parts:
        message = f"{len(parts)} leftover files of interrupted writing."
        yield Finding("notice", "leftover", message, "run 'itilsim doctor --repair'")


def _backups(places: Places) -> Iterator[Finding]:
    """Whether each backup can be restored."""
    good = 0
    for path in backups.all_backups(places):
        wrong = backups.wrong_with(path)
        if wrong:
            yield Finding("notice", "backup", f"The backup {path.name} is of no use: {wrong}.")
        good += not wrong
    yield Finding("good", "backups", f"{good} good backups in {places.backups}.")


def _parts(places: Places) -> list[Path]:
    """Temporary files in the folders of the user."""
    folders = [folder for folder in (places.data, places.backups, places.cache) if folder.is_dir()]
    return sorted(path for folder in folders for path in folder.glob(f"{TEMPORARY}*"))


def _from_error(code: str, error: ItilsimError) -> Finding:
    """A finding for what could not even be looked at."""
    if isinstance(error, DamagedError):
        return Finding("damage", code, str(error), RESTORE_HINT)
    if isinstance(error, UsageError):
        return Finding("damage", code, str(error), OTHER_FOLDER)
    return Finding("notice", code, str(error))
