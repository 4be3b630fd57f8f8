"""A run begun again from a moment: what was done before it stands, the rest is played anew.

The one idea: a run is its header and its journal, so a new run with the first entries of another's
journal is that run up to there, to the byte. It is stored whole before it is played, as a run that
was left; whoever goes on with it needs to know nothing more. The other run is only read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from itilsim.domain.commands import BeginAction, EndShift, Entry
from itilsim.domain.errors import Refused, UsageError
from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import Finding
from itilsim.exchange.journal import setting_text, to_stored
from itilsim.runs.header import new_header
from itilsim.runs.opened import OpenedRun, carefully
from itilsim.runs.origin import FROM, STARTS, Origin
from itilsim.sim.replay import replay
from itilsim.storage.places import Places
from itilsim.storage.records import StoredRun
from itilsim.storage.runs import open_runs
from itilsim.words.labels import clock

AS_PRACTICE: Final = "An assessed shift is begun again as practice: silent until the debrief."
"""What is said to whoever begins one again."""
NOTE: Final = "handover"
"""What findings on the note to the next shift are about."""
NOTE_BEFORE: Final = 5 * 60
"""Seconds before the end at which a note that was never written can still be. Tuning constant: the
desk offers it then."""
_LEFT_OUT: Final = frozenset({"policy", FROM})
"""Options of the other run's header that are not true of the new one."""


def why_not(run: OpenedRun) -> str:
    """Why a run cannot be begun again from any moment, in words; empty: it can.

    Args:
        run: The run.
    """
    header, seen = run.stored.header, run.stored.verification
    if run.file:
        return f"To begin the run of a file again, take it in first: itilsim import {run.file}"
    if seen is not None and seen.verdict != "verified":
        return f"The run {run.id} comes from a file and cannot be begun again: {seen.words}"
    if header.mode == "guided":
        return (
            "A lesson is played from its beginning: whatever went wrong in it, the tutor has put "
            "right. Play the shift in practice mode, and you can begin it again from any moment."
        )
    if header.mode == "assessed" and run.stored.status == "running":
        return "An assessed shift can be begun again once it is over, as practice."
    if not run.same_engine:
        return (
            f"This shift was played with engine {header.engine}, whose world this version does "
            "not have: it cannot be begun again from any moment."
        )
    return ""


def forked(run: OpenedRun, at: int) -> StoredRun:
    """A new run that has done what another one did before a second, ready to be stored.

    Args:
        run: The other run.
        at: Seconds since the shift began; what was done at that second is not taken over.

    Raises:
        UsageError: If the run cannot be begun again, or not from there.
        ContentError: If it holds what is no command.
        DamagedError: If what is stored of it is damaged.
    """
    if why := why_not(run):
        raise UsageError(why)
    if not 0 <= at <= latest(run):
        raise UsageError(_too_late(run))
    old, setting = run.stored.header, run.setting
    mode = cast("Mode", "practice" if old.mode == "assessed" else old.mode)
    pace = cast("Pace", old.pace)
    entries = tuple(each for each in run.journal if each.at < at)
    _must_go_on(run, setting, entries, mode, pace, at)
    kept = {name: each for name, each in old.options.items() if name not in _LEFT_OUT}
    options = kept | {STARTS: setting.scenario.start[-5:], FROM: Origin(old.id, at).option}
    return StoredRun(
        header=new_header(setting, old.seed, mode=mode, pace=pace, options=options),
        entries=tuple(map(to_stored, entries)),
        status="running",
        reached=at,
        scenario=setting_text(setting),
        roster=run.stored.roster,
    )


def begin_again(run: OpenedRun, at: int, places: Places) -> str:
    """Store a new run that goes on from a moment of another one; the id of the new run.

    It is stored in one transaction: whatever happens then, it is there whole or not at all.

    Args:
        run: The other run.
        at: As for `forked`.
        places: The user's folders.

    Raises:
        UsageError: As `forked`.
        TryAgainError: If it could not be stored; nothing is left.
    """
    new = forked(run, at)
    with open_runs(places) as runs:
        runs.add(new)
    return new.header.id


def latest(run: OpenedRun) -> int:
    """The last second from which a run can be begun again: its seat was not left before it.

    Args:
        run: The run.
    """
    return min(_left_at(run), run.setting.horizon - 1)


def moment_before(journal: Sequence[Entry], seq: int) -> int:
    """The second just before an entry: where its form was opened for it, before that.

    Args:
        journal: The run's entries, in order.
        seq: Number of the entry, from 0.
    """
    entry = journal[seq]
    before = journal[seq - 1] if seq else None
    if before is not None and isinstance(before.command, BeginAction):
        return before.at
    return entry.at


def moment_of(run: OpenedRun, finding: Finding) -> int:
    """The second from which what was judged can be decided otherwise.

    Args:
        run: The run.
        finding: What was judged.
    """
    return moment(run.journal, latest(run), finding.entry, finding.at, finding.subject)


def moment(journal: Sequence[Entry], last: int, entry: int | None, at: int, subject: str) -> int:
    """The second from which something can be decided otherwise.

    That is just before the decision; where nothing was decided, as soon as it had come in.

    Args:
        journal: The run's entries, in order.
        last: The last second from which the run can be begun again.
        entry: Number of the entry that decided it, from 0; none: nothing was decided.
        at: Second of the decision, or of the arrival where nothing was decided.
        subject: What it is about.
    """
    if entry is not None and entry < len(journal):
        return min(moment_before(journal, entry), last)
    if subject == NOTE:
        return max(min(at, last - NOTE_BEFORE), 0)
    return min(at + 1, last)


def _must_go_on(
    run: OpenedRun, setting: Setting, entries: Sequence[Entry], mode: Mode, pace: Pace, at: int
) -> None:
    """Refuse a beginning that cannot be played, or after which nothing is left to play."""
    with carefully(run.stranger):
        try:
            shift = replay(setting, run.stored.header.seed, entries, mode=mode, pace=pace)
        except Refused as refused:
            raise UsageError(f"The journal of {run.id} cannot be played: {refused}") from refused
    if max(at, shift.busy_until()) >= setting.horizon:
        raise UsageError("What you were doing then lasted to the end of the shift: go back more.")


def _left_at(run: OpenedRun) -> int:
    """The second at which its seat was left, or up to which it has come."""
    left = next((e.at for e in run.journal if isinstance(e.command, EndShift)), None)
    if left is not None:
        return left
    finished = run.stored.status == "finished"
    return run.setting.horizon if finished else run.stored.reached


def _too_late(run: OpenedRun) -> str:
    """That a moment does not lie in a run, and until when it goes."""
    begins = run.setting.day_start
    until = "ended at" if run.stored.status == "finished" else "has come as far as"
    return (
        f"That moment is not in it: the shift of {run.id} began at {clock(0, begins)} and "
        f"{until} {clock(_left_at(run), begins)}."
    )
