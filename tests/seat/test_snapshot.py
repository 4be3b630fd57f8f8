"""The desk as it is shown: which records there are, and what stands beside each."""

from __future__ import annotations

from itilsim.domain.names import TicketId
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.names import Called
from itilsim.seat.snapshot import RecordRow, service_rows, snapshot
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


def test_what_was_closed_last_stands_first_of_all_that_is_over() -> None:
    running = session()
    desk = running.desk
    play_until(running, desk.setting.horizon - 600)
    view = snapshot(desk, Chronicle(), Called(desk, {}, SEED), running.shift.journal, "")
    tickets = [desk.tickets[TicketId(e.subject)] for e in view.opened if e.over]
    closed = [each.closed_at for each in tickets if each.is_over]
    assert closed == sorted(closed, key=lambda at: -(at or 0))
    assert [each.number for each in tickets] != sorted(each.number for each in tickets)


def test_the_board_counts_those_who_have_not_said_that_it_works_again() -> None:
    running = session()
    desk = running.desk
    play_until(running, desk.setting.horizon - 60)
    hour_ago = desk.at - 3600
    recent = [each for each in desk.contacts.values() if each.at >= hour_ago and each.service]
    said = [e for e in recent if (t := desk.ticket_of(e.id)) is not None and t.confirmed]
    assert said
    counted = sum(row.reports for row in service_rows(desk))
    assert counted <= len(recent) - len(said)
