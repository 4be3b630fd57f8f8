"""Where somebody stands who begins a shift again in the middle of it.

The one idea: it is what a colleague would say who gets up from the chair: the time, who waits, what
is open, and what was promised. Not what was done wrong: nobody at the desk knows that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from itilsim.domain.desk import Desk
from itilsim.domain.names import SERVICE_DESK, TRAINEE, TicketId
from itilsim.domain.telling import owed_by
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.modes import WORDS
from itilsim.seat.names import Called
from itilsim.seat.snapshot import ArrivalRow, RecordRow, snapshot
from itilsim.words.labels import MODES, counted, duration, time_left


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A record that is open."""

    head: str
    """Number, priority and what it is about."""
    stands: str
    """Where it stands: its state, who has it, its nearest target, the promised word."""
    child: bool
    """It belongs to the record above it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a shift stands."""

    clock: str
    """The time of day."""
    words: tuple[str, ...]
    """How it goes on from here; sentences."""
    live: str
    """Who is on the line; empty: nobody."""
    waiting: tuple[ArrivalRow, ...]
    """What came in and waits, the oldest first."""
    opened: tuple[OpenRow, ...]
    """What is open, as it was logged."""
    over: int
    """Records that are resolved or closed."""


def standing(desk: Desk, called: Called) -> Standing:
    """Where a running shift stands.

    Args:
        desk: Its Desk.
        called: Names.
    """
    view = snapshot(desk, Chronicle(), called, (), "")
    live = desk.live.get(TRAINEE)
    return Standing(
        clock=view.clock,
        words=tuple(_words(desk, called)),
        live=view.live,
        waiting=tuple(row for row in view.came_in if row.subject != live),
        opened=tuple(_open(desk, called, row) for row in view.opened if not row.over),
        over=sum(row.over for row in view.opened),
    )


def in_lines(found: Standing) -> tuple[str, ...]:
    """What is said of it in plain lines, where the lists are read out anyway.

    Args:
        found: Where the shift stands.
    """
    live = (f"You are talking to {found.live}.",) if found.live else ()
    return (f"You stand at {found.clock}.", *found.words, *live)


def _words(desk: Desk, called: Called) -> Iterator[str]:
    end = desk.setting.horizon
    yield (
        f"What you did before {called.time(desk.at)} is done. From here on it is yours again, "
        f"for {duration(end - desk.at)}, until {called.time(end)}."
    )
    yield (
        f"{MODES[desk.mode]}: {_lower(WORDS[desk.mode])} How it ends is for you to see, and does "
        "not count as a new score."
    )


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _open(desk: Desk, called: Called, row: RecordRow) -> OpenRow:
    ticket = desk.tickets.get(TicketId(row.subject))
    owed = owed_by(ticket) if ticket is not None else None
    parts = [row.state.removeprefix("▲ ")]
    if row.team != SERVICE_DESK:
        parts.append(called.team(row.team))
    if row.clock is not None:
        parts.append(f"{row.clock.name} {time_left(row.clock.left)}")
    if owed is not None:
        late = ", which is over" if owed < desk.at else ""
        parts.append(f"a word is promised by {called.when(owed)}{late}")
    head = f"{row.number}  {row.priority}  {row.what}"
    return OpenRow(head, ", ".join(parts), row.child)


def waits(found: Standing) -> str:
    """How many wait, as a heading.

    Args:
        found: Where the shift stands.
    """
    number = len(found.waiting)
    return f"{counted(number, 'waits', 'wait')} for you" if number else "Nobody waits for you"
