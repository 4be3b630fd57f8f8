"""Records: held, resolved, closed, reopened, cancelled."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, TicketId
from tests.builders import Story
from tests.data.corner import BOB, DAN


class TestHoldAndResume:
    @pytest.mark.parametrize("reason", ["caller", "supplier", "change", "problem"])
    def test_it_waits_for_a_reason(self, story: Story, cat: TicketId, reason: str) -> None:
        command = c.HoldTicket(cat, reason)  # type: ignore[arg-type]  # one of the reasons
        assert story.decide(command) == (
            f.TicketHeld(0, cat, TRAINEE, reason),  # type: ignore[arg-type]  # likewise
        )

    def test_it_is_held_once(self, story: Story, cat: TicketId) -> None:
        story.do(c.HoldTicket(cat, "caller"))
        assert story.refuses(c.HoldTicket(cat, "supplier")) == "It is on hold already."

    def test_it_goes_on(self, story: Story, cat: TicketId) -> None:
        story.do(c.HoldTicket(cat, "caller"), c.ResumeTicket(cat))
        ticket = story.ticket(cat)
        assert (ticket.state, ticket.hold_reason, ticket.ever_held) == ("in_progress", None, True)

    def test_only_what_waits_goes_on(self, story: Story, cat: TicketId) -> None:
        assert story.refuses(c.ResumeTicket(cat)) == "It is not on hold."


class TestResolveAndClose:
    def test_open_children_follow_their_parent(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        bob = story.logged(story.call(BOB, "no-print"))
        story.do(c.LinkTicket(dan, cat), c.LinkTicket(bob, cat), c.ResolveTicket(bob, "no_fault"))
        assert story.decide(c.ResolveTicket(cat, "fixed")) == (
            f.TicketResolved(0, cat, TRAINEE, "fixed"),
            f.TicketResolved(0, dan, TRAINEE, "fixed"),
        )

    def test_resolved_children_are_closed_with_their_parent(
        self, story: Story, cat: TicketId
    ) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.LinkTicket(dan, cat), c.ResolveTicket(cat, "fixed"))
        assert story.decide(c.CloseTicket(cat), at=9) == (
            f.TicketClosed(9, cat, TRAINEE),
            f.TicketClosed(9, dan, TRAINEE),
        )

    def test_what_is_resolved_is_not_resolved_again(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"))
        assert story.refuses(c.ResolveTicket(cat, "fixed")) == "The record is resolved."

    def test_only_what_is_resolved_is_closed(self, story: Story, cat: TicketId) -> None:
        words = story.refuses(c.CloseTicket(cat))
        assert words == "Only a resolved record can be closed. Resolve it first."

    def test_a_state_of_two_words_reads_well(self, story: Story, cat: TicketId) -> None:
        story.do(c.CancelTicket(cat))
        assert story.refuses(c.ResolveTicket(cat, "fixed")) == "The record is cancelled."


class TestReopenTicket:
    def test_a_resolved_record_is_reopened(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"))
        assert story.decide(c.ReopenTicket(cat)) == (f.TicketReopened(0, cat, TRAINEE),)

    def test_a_closed_one_within_the_agreed_window(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
        assert story.decide(c.ReopenTicket(cat), at=120 * 60)

    def test_later_a_new_one_is_logged(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
        words = story.refuses(c.ReopenTicket(cat), at=120 * 60 + 1)
        assert words == "Too late to reopen it. Log a new one and link it."

    def test_an_open_one_is_open(self, story: Story, cat: TicketId) -> None:
        words = story.refuses(c.ReopenTicket(cat))
        assert words == "Only a resolved or closed record can be reopened."

    def test_what_was_logged_in_error_stays_so(self, story: Story, cat: TicketId) -> None:
        story.do(c.CancelTicket(cat))
        assert story.refuses(c.ReopenTicket(cat)).startswith("Only a resolved or closed record")


class TestCancelTicket:
    def test_it_was_logged_in_error(self, story: Story, cat: TicketId) -> None:
        assert story.decide(c.CancelTicket(cat)) == (f.TicketCancelled(0, cat, TRAINEE),)

    def test_not_while_others_hang_on_it(self, story: Story, cat: TicketId) -> None:
        story.do(c.LinkTicket(story.call(DAN, "no-print"), cat))
        assert story.refuses(c.CancelTicket(cat)) == "It has children. Unlink them first."
