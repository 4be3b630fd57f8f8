"""Why the best still attainable fell in a minute: what was decided in it, what happened, or time.

The one idea: a fall always has a cause, and one rule says which. A decision of that minute that
cost points comes first; else what happened in it and cannot be taken back; else what was done in
it, or was still being done; else it was a wait. Beside it stands what was done last before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from itilsim.domain import facts as f
from itilsim.domain.commands import Entry, subject_of
from itilsim.domain.debriefing.values import Dear

MINUTE = 60
"""Seconds between two forks."""

Kind: TypeAlias = Literal[
    "decision", "hung_up", "struck", "returned", "missed", "asked_again",
    "deed", "busy", "left", "wait",
]  # fmt: skip
"""A judged decision that cost points; a caller hung up; a latent fault struck; a team sent a record
back; a target was missed; somebody asked again; something was done that cost no points; something
begun before was still being done; the seat was empty; the clock ran."""

_HAPPENED: tuple[tuple[Kind, type[f.Fact]], ...] = (
    ("hung_up", f.CallAbandoned),
    ("struck", f.FaultStruck),
    ("returned", f.TicketReturned),
    ("missed", f.TargetMissed),
    ("asked_again", f.ContactArrived),
)
"""What can happen, what is felt most first."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why the best still attainable fell in a minute."""

    kind: Kind
    """What it was."""
    dear: Dear | None = None
    """Of a decision: what was judged, and its own price."""
    happened: f.Fact | None = None
    """What happened, where that is the cause."""
    about: Dear | None = None
    """Of what was done without cost: what has cost most on a matter that it was done to."""
    before: Entry | None = None
    """What was done last by the end of the minute; none: nothing was done yet."""


def cause_of(
    minute: int,
    done: Sequence[Entry],
    dearest: Sequence[Dear],
    facts: Iterable[f.Fact],
    left_at: int | None,
) -> Cause:
    """Why it fell in one minute.

    Args:
        minute: Whole minutes since the shift began.
        done: All that was done in the run, in order; no form that was only opened.
        dearest: What has cost points, the dearest first.
        facts: The log.
        left_at: The second at which the seat was left early, if it was.
    """
    start, end = minute * MINUTE, (minute + 1) * MINUTE
    so_far = [each for each in done if each.at < end]
    inside = [each for each in so_far if each.at >= start]
    before = so_far[-1] if so_far else None
    numbers = {each.seq for each in inside}
    for dear in dearest:
        if dear.finding.entry in numbers:
            return Cause("decision", dear, before=before)
    events = [each for each in facts if start <= each.at < end and not _first_call(each)]
    for kind, sort in _HAPPENED:
        for each in events:
            if isinstance(each, sort):
                return Cause(kind, happened=each, before=before)
    if inside:
        touched = {subject_of(each.command) for each in inside}
        about = next((each for each in dearest if each.finding.subject in touched), None)
        return Cause("deed", about=about, before=before)
    if left_at is not None and left_at <= start:
        return Cause("left", before=before)
    busy = before is not None and before.at + before.command.seconds > start
    return Cause("busy" if busy else "wait", before=before)


def _first_call(fact: f.Fact) -> bool:
    """Somebody gets in touch for the first time: nothing is lost by that."""
    return isinstance(fact, f.ContactArrived) and fact.chases is None
