"""An instructor's own run of which a class is made: how it is taken in, kept, and played again.

The one idea: nothing that is made of a run is written down beside it. The run file lies in the
class's folder, the plan names it with the digest of its log, and stops, key, run sheet and lesson
are worked out from its replay; so what does not reproduce can teach nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from itilsim.domain.commands import EndShift, Entry
from itilsim.domain.errors import ItilsimError, UsageError
from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.runs.attainable import Course, course_of
from itilsim.runs.opened import OpenedRun, open_run, open_run_file
from itilsim.runs.references import References
from itilsim.runs.replaying import Log, replayed
from itilsim.runs.runfile import run_file_text
from itilsim.runs.verifying import verified
from itilsim.storage.files import write_whole
from itilsim.storage.places import Places

RUN: Final = "instructor.itilrun"
"""Name of the run in a class's folder."""


class NotReproducedError(ItilsimError):
    """A run that does not give what it claims; the contract's code for a mismatch."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Authored:
    """What an instructor did, done again."""

    journal: tuple[Entry, ...]
    """What was done, in order."""
    mode: Mode
    """How much help there was."""
    pace: Pace
    """How time moved."""
    log: Log
    """What happened."""
    digest: str
    """Digest of its log."""


def chosen_run(reference: str, places: Places) -> OpenedRun:
    """The run of which a class is to be made, after it was played again and judged.

    Args:
        reference: A run id, `last`, or a path to a run file.
        places: The user's folders.

    Raises:
        UsageError: If there is no such run, or no class can be made of it.
        NotReproducedError: If it does not give what it claims.
        ContentError: If the file is no run file.
        DamagedError: If what is stored of it is damaged.
    """
    run = open_run(reference, places)
    _must_teach(run)
    references = References.at(places)
    try:
        differs = verified(run, references).differs
    finally:
        references.close()
    if differs:
        raise NotReproducedError(f"The run {run.id} cannot be used: {' '.join(differs)}")
    return run


def keep_run(run: OpenedRun, folder: Path) -> str:
    """Put a run into a class's folder; its log is left out, since the replay makes it anew.

    Args:
        run: The run.
        folder: The folder.

    Returns:
        The digest of its log.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
    """
    write_whole(folder / RUN, run_file_text(run.stored, with_log=False).encode())
    return run.stored.log_digest


def kept_run(path: Path, digest: str, setting: Setting, seed: int, places: Places) -> OpenedRun:
    """The run of a class, as it lies in its folder.

    Args:
        path: The run file.
        digest: The digest of its log, as the plan has it.
        setting: The shift of the class.
        seed: Its seed.
        places: The user's folders.

    Raises:
        UsageError: If it is not there, is of another shift, or no class can be made of it.
        NotReproducedError: If it is another run than the plan names.
        ContentError: If the file is no run file.
    """
    if not path.is_file():
        raise UsageError(f"The class is made of the run {path}, which is not there.")
    opened = open_run_file(path, places)
    run = OpenedRun(opened.stored, places, str(path), setting)
    _must_teach(run)
    header = run.stored.header
    if (header.scenario_digest, header.seed) != (setting.digest, seed):
        raise UsageError(f"The run {path} was not played in the shift of this class.")
    if run.stored.log_digest != digest:
        raise NotReproducedError(
            f"The run {path} is not the one that the plan was made of: its log is "
            f"{_short(run.stored.log_digest)}, the plan says {_short(digest)}."
        )
    return run


def authored(run: OpenedRun) -> Authored:
    """What was done in a run, done again.

    Args:
        run: A finished run.

    Raises:
        NotReproducedError: If it gives another log than it claims.
        ContentError: If its file holds what is no command.
    """
    again, stored = replayed(run), run.stored
    if again.refused or again.log_digest != stored.log_digest:
        why = again.refused or f"it gives the log {_short(again.log_digest)}"
        raise NotReproducedError(
            f"The run {run.stranger or run.id} does not reproduce: {why}. Its log was "
            f"{_short(stored.log_digest)}."
        )
    header = stored.header
    log = Log(again.facts, again.began)
    mode, pace = cast("Mode", header.mode), cast("Pace", header.pace)
    return Authored(run.journal, mode, pace, log, again.log_digest)


def course(run: OpenedRun, done: Authored, places: Places) -> Course:
    """A run in which something can be decided otherwise.

    Args:
        run: The run.
        done: What was done in it.
        places: The user's folders.
    """
    references = References.at(places)
    try:
        return course_of(run, done.log, references)
    finally:
        references.close()


def _must_teach(run: OpenedRun) -> None:
    """Refuse a run of which no class can be made.

    Raises:
        UsageError: If it is unfinished, of another engine, a lesson itself, or empty.
        ContentError: If its file holds what is no command.
    """
    header = run.stored.header
    if run.stored.status != "finished":
        raise UsageError(
            f"The run {run.id} is not finished: a class is made of a whole shift. Play it to its "
            "end first."
        )
    run.must_have_same_engine()
    if header.mode == "guided":
        raise UsageError(
            f"The run {run.id} is a guided lesson, in which the tutor decided too. Play the shift "
            "in another mode."
        )
    if all(isinstance(each.command, EndShift) for each in run.journal):
        raise UsageError(f"Nothing was decided in the run {run.id}: it has nothing to teach.")


def _short(digest: str) -> str:
    """A digest as people compare it."""
    return digest.removeprefix("sha256:")[:8] or "of no name"
