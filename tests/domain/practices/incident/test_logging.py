"""Records: how they come to be and what they say."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, AlertId, ComponentId, ContactId, ServiceId, TicketId
from tests.builders import Story
from tests.data.corner import BOB, CAT, MAIL, PRINTER, SERVER, SWITCH

NO_RECORD = "There is no such record. Log it first."


class TestLogTicket:
    def test_its_id_is_that_of_the_contact(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        facts = story.decide(c.LogTicket(cat, "incident", "hardware", None, PRINTER), at=60)
        ticket = TicketId(cat)
        assert facts == (
            f.TicketOpened(60, ticket, 1, TRAINEE, "incident", "hardware", None, PRINTER),
        )

    def test_an_alert_is_logged_like_a_contact(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        (fact,) = story.decide(c.LogTicket(alert, "incident"))
        assert isinstance(fact, f.TicketOpened)
        assert fact.ticket == TicketId(alert)

    def test_numbers_count_in_order_of_logging(self, story: Story) -> None:
        story.logged(story.call(CAT, "no-print"))
        bob = story.call(BOB, "no-mail")
        (fact,) = story.decide(c.LogTicket(bob, "incident"))
        assert isinstance(fact, f.TicketOpened)
        assert fact.number == 2

    def test_one_contact_has_one_record(self, story: Story, cat: TicketId) -> None:
        words = story.refuses(c.LogTicket(ContactId(cat), "incident"))
        assert words == "There is a record of this already."

    def test_a_chaser_belongs_to_the_first_contact(self, story: Story) -> None:
        first = story.call(CAT, "no-print")
        again = story.call(CAT, "no-print", n=2, chases=first)
        words = story.refuses(c.LogTicket(again, "incident"))
        assert words == "This person asks about an earlier contact. Log that one."

    def test_a_caller_in_the_queue_is_spoken_with_first(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        words = story.refuses(c.LogTicket(bob, "incident"))
        assert words == "The caller is still waiting. Take the call first."

    def test_it_may_be_logged_during_the_call(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob), c.LogTicket(bob, "incident"))
        assert story.ticket(bob).is_open

    def test_the_service_is_of_the_catalogue(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        words = story.refuses(c.LogTicket(cat, "incident", service=ServiceId("X")))
        assert words == "There is no such service in the catalogue."

    def test_the_item_is_of_the_estate(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        words = story.refuses(c.LogTicket(cat, "incident", component=ComponentId("x")))
        assert words == "There is no such configuration item."

    def test_nothing_is_logged_from_nothing(self, story: Story) -> None:
        assert story.refuses(c.LogTicket(AlertId("x"), "incident")) == "There is no such contact."


class TestCategoriseTicket:
    def test_all_four_are_set_at_once(self, story: Story, cat: TicketId) -> None:
        command = c.CategoriseTicket(cat, "request", "software", MAIL, SERVER)
        facts = story.decide(command, at=90)
        assert facts == (
            f.TicketCategorised(90, cat, TRAINEE, "request", "software", MAIL, SERVER),
        )

    def test_it_takes_effect(self, story: Story, cat: TicketId) -> None:
        story.do(c.CategoriseTicket(cat, "request", "software", MAIL, SERVER))
        ticket = story.ticket(cat)
        assert (ticket.record, ticket.category) == ("request", "software")
        assert (ticket.service, ticket.component) == (MAIL, SERVER)

    def test_a_resolved_record_may_be_put_right(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"))
        assert story.decide(c.CategoriseTicket(cat, "incident", "hardware"))

    def test_a_closed_one_may_not(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
        assert story.refuses(c.CategoriseTicket(cat, "incident")) == "The record is closed."

    def test_service_and_item_are_known(self, story: Story, cat: TicketId) -> None:
        wrong = c.CategoriseTicket(cat, "incident", service=ServiceId("X"))
        assert story.refuses(wrong) == "There is no such service in the catalogue."
        wrong = c.CategoriseTicket(cat, "incident", component=ComponentId("x"))
        assert story.refuses(wrong) == "There is no such configuration item."

    def test_there_is_a_record(self, story: Story) -> None:
        assert story.refuses(c.CategoriseTicket(TicketId("x"), "incident")) == NO_RECORD


class TestPrioritiseTicket:
    @pytest.mark.parametrize(
        ("impact", "urgency", "priority"),
        [(1, 1, 1), (1, 2, 2), (1, 3, 3), (2, 1, 2), (2, 3, 4), (3, 1, 3), (3, 2, 4), (3, 3, 5)],
    )
    def test_the_matrix_gives_the_priority(
        self, story: Story, cat: TicketId, impact: int, urgency: int, priority: int
    ) -> None:
        facts = story.decide(c.PrioritiseTicket(cat, impact, urgency))
        assert facts == (
            f.TicketPrioritised(0, cat, TRAINEE, impact, urgency, priority, disputed=False),
        )

    def test_it_may_be_taken_at_the_callers_word(self, story: Story, cat: TicketId) -> None:
        story.do(c.PrioritiseTicket(cat, 1, 1, disputed=True))
        assert story.ticket(cat).disputed

    def test_the_same_again_is_no_change(self, story: Story, cat: TicketId) -> None:
        words = story.refuses(c.PrioritiseTicket(cat, 2, 2))
        assert words == "That is what is set already."

    @pytest.mark.parametrize(("impact", "urgency"), [(0, 1), (1, 4), (-1, 2), (4, 4)])
    def test_levels_are_one_to_three(
        self, story: Story, cat: TicketId, impact: int, urgency: int
    ) -> None:
        words = story.refuses(c.PrioritiseTicket(cat, impact, urgency))
        assert words == "Impact and urgency are 1, 2 or 3."

    @pytest.mark.parametrize("record", ["request", "information", "access"])
    def test_a_request_is_not_rated(self, story: Story, record: str) -> None:
        bob = story.call(BOB, "password")
        story.do(c.LogTicket(bob, record))  # type: ignore[arg-type]  # one of the kinds
        words = story.refuses(c.PrioritiseTicket(TicketId(bob), 2, 2))
        assert words == "A request has no impact and urgency. Its model says how fast it goes."

    def test_a_complaint_is_rated(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "rude"), "complaint")
        assert story.decide(c.PrioritiseTicket(bob, 3, 3))

    def test_what_is_resolved_is_not_rated_any_more(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"))
        assert story.refuses(c.PrioritiseTicket(cat, 1, 1)) == "The record is resolved."
