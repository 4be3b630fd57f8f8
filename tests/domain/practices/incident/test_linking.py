"""Records of the same cause."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, TicketId
from tests.builders import Story
from tests.data.corner import BOB, DAN, PRINTER, SWITCH, WP


class TestLinkTicket:
    def test_a_record_goes_under_another(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        facts = story.decide(c.LinkTicket(dan, cat), at=7)
        assert facts == (f.TicketLinked(7, dan, TRAINEE, cat),)

    def test_an_unlogged_contact_gets_a_record_like_its_parent(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.CategoriseTicket(cat, "incident", "hardware", None, PRINTER))
        dan = story.call(DAN, "no-print")
        facts = story.decide(c.LinkTicket(dan, cat))
        child = TicketId(dan)
        assert facts == (
            f.TicketOpened(0, child, 2, TRAINEE, "incident", "hardware", None, PRINTER),
            f.TicketLinked(0, child, TRAINEE, cat),
        )

    def test_an_unlogged_alert_too(self, story: Story, cat: TicketId) -> None:
        alert = story.alarm(SWITCH)
        assert [each.kind for each in story.decide(c.LinkTicket(alert, cat))] == [
            "ticket-opened",
            "ticket-linked",
        ]

    def test_a_child_has_no_children(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.LinkTicket(dan, cat))
        bob = story.call(BOB, "no-print")
        words = story.refuses(c.LinkTicket(bob, dan))
        assert words == "That record is a child itself. Link to its parent."

    def test_nothing_is_its_own_parent(self, story: Story, cat: TicketId) -> None:
        words = story.refuses(c.LinkTicket(cat, cat))
        assert words == "A record cannot be its own parent."

    def test_it_has_one_parent(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        bob = story.logged(story.call(BOB, "no-print"))
        story.do(c.LinkTicket(dan, cat))
        assert story.refuses(c.LinkTicket(dan, bob)) == "That record is linked already."

    def test_a_parent_stays_one(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        bob = story.logged(story.call(BOB, "no-print"))
        story.do(c.LinkTicket(dan, cat))
        assert story.refuses(c.LinkTicket(cat, bob)) == "That record is linked already."

    def test_what_is_over_is_not_linked(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.ResolveTicket(dan, "fixed"))
        assert story.refuses(c.LinkTicket(dan, cat)) == "That record is over."

    def test_nothing_is_linked_to_what_is_over(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.ResolveTicket(cat, "fixed"))
        assert story.refuses(c.LinkTicket(dan, cat)) == "The record is resolved."

    def test_a_caller_in_the_queue_is_not_linked(self, story: Story, cat: TicketId) -> None:
        dan = story.call(DAN, "no-print", channel="phone")
        assert story.refuses(c.LinkTicket(dan, cat)).startswith("The caller is still waiting.")


class TestUnlinkTicket:
    def test_it_stands_alone_again(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.LinkTicket(dan, cat), c.UnlinkTicket(dan))
        assert story.ticket(dan).parent is None
        assert story.ticket(cat).children == ()

    def test_it_waits_for_the_desk_then(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.AssignTicket(dan, WP), c.LinkTicket(dan, cat), c.UnlinkTicket(dan))
        assert dan in story.desk.attention
        assert story.decide(c.AssignTicket(dan, WP))

    def test_it_must_have_a_parent(self, story: Story, cat: TicketId) -> None:
        assert story.refuses(c.UnlinkTicket(cat)) == "That record has no parent."
