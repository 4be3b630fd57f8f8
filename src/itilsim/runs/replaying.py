"""A stored run done again: the same journal must give the same log, to the byte.

The one idea: a score is believed because it can be worked out again from scenario, seed and
journal; what a run says about itself is only compared with that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, cast, get_args

from itilsim.domain.errors import DamagedError, Refused, UsageError
from itilsim.domain.facts import Fact
from itilsim.domain.names import Mode, Pace
from itilsim.exchange.journal import facts_of
from itilsim.runs.opened import OpenedRun, carefully
from itilsim.sim.replay import replay


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of doing a run again."""

    log_digest: str
    """Digest of the log of the replay; empty where the journal could not be played to its end."""
    at: int
    """The second that was reached."""
    facts: tuple[Fact, ...]
    """The log."""
    lines: tuple[str, ...]
    """The log as it is written, a line for each fact."""
    entries: int
    """Entries of the journal that it gave."""
    finished: bool
    """The shift was played to the end of its aftermath."""
    refused: str = ""
    """Why the journal could not be played, empty mostly."""
    began: tuple[int, ...] = ()
    """How many facts there were before each entry of the journal."""


class Log(NamedTuple):
    """A log as it is read by whoever explains it."""

    facts: tuple[Fact, ...]
    """What happened."""
    began: tuple[int, ...] = ()
    """How many facts there were before each entry of the journal; empty: it could not be played."""


def replayed(run: OpenedRun) -> Replayed:
    """Do a run again.

    Raises:
        UsageError: If it was played with another engine, or its scenario is not to be had.
        ContentError: If its file holds what is no command.
        DamagedError: If what is stored of it is damaged.
    """
    run.must_have_same_engine()
    header, facts, lines = run.stored.header, list[Fact](), list[str]()

    def keep(fact: Fact, line: str) -> None:
        facts.append(fact)
        lines.append(line)

    finished = run.stored.status == "finished"
    mode, pace = _known(header.mode, Mode), _known(header.pace, Pace)
    journal, setting = run.journal, run.setting
    with carefully(run.stranger):
        try:
            shift = replay(
                setting, header.seed, journal, mode=cast("Mode", mode), pace=cast("Pace", pace),
                sink=keep,
            )  # fmt: skip
            if finished:
                shift.finish()
            else:
                shift.advance(run.stored.reached)
        except Refused as refused:
            at = facts[-1].at if facts else 0
            return Replayed("", at, tuple(facts), tuple(lines), 0, finished, str(refused))
        same = tuple(shift.journal[: len(journal)]) == journal
    return Replayed(
        shift.digest if same else "", shift.at, tuple(facts), tuple(lines),
        len(shift.journal), finished, began=shift.began,
    )  # fmt: skip


def log_to_read(run: OpenedRun) -> Log:
    """The log of a finished run.

    Raises:
        UsageError: If the run is not finished, or can neither be replayed nor read.
        DamagedError: If its log cannot be read.
    """
    if run.stored.status == "running":
        raise UsageError(
            f"The run {run.id} is not finished. Go on with: itilsim play --resume {run.id}"
        )
    if run.stored.status != "finished":
        raise UsageError(f"The run {run.id} was not played to its end: it has no debrief.")
    return _log_so_far(run)


def facts_so_far(run: OpenedRun) -> tuple[Fact, ...]:
    """The facts of a run, finished or not: those that its journal gives, or its log otherwise.

    Raises:
        UsageError: If it can neither be replayed nor read.
        DamagedError: If its log cannot be read.
    """
    return _log_so_far(run).facts


def _log_so_far(run: OpenedRun) -> Log:
    if not run.same_engine:
        if not run.log:
            run.must_have_same_engine()
        return Log(_read(run))
    again = replayed(run)
    if again.refused:
        raise UsageError(f"The journal of {run.id} cannot be played: {again.refused}")
    return Log(again.facts, again.began)


def _read(run: OpenedRun) -> tuple[Fact, ...]:
    """The facts of a log that cannot be made again; one from elsewhere that is none is its fault.

    Raises:
        UsageError: In place of `DamagedError` where the log came from a file.
    """
    try:
        with carefully(run.stranger):
            return tuple(facts_of(run.log))
    except DamagedError as error:
        if not run.from_elsewhere:
            raise
        raise UsageError(f"The log of {run.id} cannot be read here: {error}") from error


def _known(word: str, words: object) -> str:
    """A word of a header that must be one of a closed vocabulary."""
    if word not in get_args(words):
        raise UsageError(f"The run's header says '{word[:40]}', which is not known here.")
    return word
