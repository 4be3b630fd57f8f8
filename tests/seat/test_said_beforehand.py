"""What is said of a key that does several things, and of a caller who says "not yet"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.seat.offered import titles
from itilsim.seat.restored import not_yet
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.played import first_shift
from tests.tui.shifts import play_screen


def test_a_key_that_does_several_things_says_how_many() -> None:
    screen = play_screen(until=1900)
    desk, found = screen.session.desk, dict[str, str]()
    for each in desk.open:
        found |= titles(desk, screen.seen(each).item)
        children = [one for one in desk.tickets[each].children if desk.tickets[one].is_open]
        named = titles(desk, screen.seen(each).item).get("resolve_ticket")
        assert named == (f"Resolve {len(children) + 1} records" if children else None)
    assert "resolve_ticket" in found


@pytest.mark.parametrize(
    ("repaired", "percent", "words"),
    [
        ("net-repaired", 0, "ask again in some minutes"),
        ("", 60, "once it is repaired"),
        ("", 0, ""),
    ],
)
def test_why_a_caller_says_not_yet(repaired: str, percent: int, words: str) -> None:
    shift = Shift(first_shift(), 1)
    play(shift, "textbook", 1900)
    ticket = next(e for e in shift.desk.tickets.values() if not e.is_request)
    desk = shift.desk  # This test's own.
    desk.tickets[ticket.id] = replace(
        ticket, repaired=repaired, workaround_percent=percent, confirmed=False
    )
    said = not_yet(desk, ticket.id)
    assert words in said
    assert bool(said) == bool(words)
    desk.tickets[ticket.id] = replace(desk.tickets[ticket.id], confirmed=True)
    assert not_yet(desk, ticket.id) == ""
