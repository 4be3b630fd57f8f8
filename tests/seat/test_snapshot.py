"""The desk as it is shown: which records there are, and what stands beside each."""

from __future__ import annotations

from itilsim.domain.names import TicketId
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.names import Called
from itilsim.seat.snapshot import RecordRow, snapshot
from tests.tui.shifts import SEED, play_until, session


def test_a_record_stands_under_its_parent_only_while_both_are_open() -> None:
    running, marked, over = session(), 0, 0
    desk = running.desk
    for at in range(600, desk.setting.horizon, 300):
        play_until(running, at)
        view = snapshot(desk, Chronicle(), Called(desk, {}, SEED), running.shift.journal, "")
        head: RecordRow | None = None
        for row in view.opened:
            ticket = desk.tickets.get(TicketId(row.subject))
            if row.child:
                assert head is not None
                assert ticket is not None
                assert (ticket.is_open, ticket.parent) == (True, head.subject)
                marked += 1
            else:
                head = row
                over += ticket is not None and ticket.parent is not None
    assert marked
    assert over
