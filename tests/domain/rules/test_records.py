"""Records: what may be done with them, which facts it makes, and the words of each refusal."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import (
    TRAINEE,
    AlertId,
    ComponentId,
    ContactId,
    ServiceId,
    TeamId,
    TicketId,
)
from tests.builders import Story, began
from tests.data.corner import ANN, BOB, CAT, DAN, MAIL, NET, PRINTER, SD, SERVER, SRV, SWITCH, WP

NO_RECORD = "There is no such record. Log it first."


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def cat(story: Story) -> TicketId:
    """An incident of the packer Cat, rated 2 and 2."""
    return story.logged(story.call(CAT, "no-print"))


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


class TestAssignTicket:
    def test_a_team_gets_it(self, story: Story, cat: TicketId) -> None:
        assert story.decide(c.AssignTicket(cat, WP), at=5) == (
            f.TicketAssigned(5, cat, TRAINEE, WP),
        )

    def test_an_incident_is_rated_first(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"), rated=None)
        words = story.refuses(c.AssignTicket(cat, WP))
        assert words == "Set impact and urgency first. Teams work by priority."

    def test_a_request_need_not_be(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        assert story.decide(c.AssignTicket(bob, WP))

    def test_the_same_team_does_not_get_it_twice(self, story: Story, cat: TicketId) -> None:
        story.do(c.AssignTicket(cat, WP))
        assert story.refuses(c.AssignTicket(cat, WP)) == "That team has it already."

    def test_what_came_back_may_be_sent_to_the_same_team(self, story: Story, cat: TicketId) -> None:
        story.do(c.AssignTicket(cat, WP))
        story.happen(f.RepairReported(900, cat, WP, "repaired"))
        assert story.decide(c.AssignTicket(cat, WP)) == (f.TicketAssigned(900, cat, TRAINEE, WP),)

    def test_a_reopened_record_may_be_sent_to_the_same_team(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.AssignTicket(cat, WP), c.ResolveTicket(cat, "fixed"), c.ReopenTicket(cat))
        assert story.decide(c.AssignTicket(cat, WP))

    def test_the_team_exists(self, story: Story, cat: TicketId) -> None:
        assert story.refuses(c.AssignTicket(cat, TeamId("X"))) == "There is no such team."

    def test_the_desk_may_take_it_back(self, story: Story, cat: TicketId) -> None:
        story.do(c.AssignTicket(cat, WP), c.AssignTicket(cat, SD))
        assert story.ticket(cat).team == SD


class TestEscalateTicket:
    def test_the_shift_lead_is_told_once(self, story: Story, cat: TicketId) -> None:
        assert story.decide(c.EscalateTicket(cat)) == (f.TicketEscalated(0, cat, TRAINEE),)
        story.do(c.EscalateTicket(cat))
        assert story.refuses(c.EscalateTicket(cat)) == "The shift lead knows already."


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


class TestSearchKnowledge:
    def test_it_is_for_a_contact_an_alert_or_a_record(self, story: Story, cat: TicketId) -> None:
        bob, alert = story.call(BOB, "no-mail"), story.alarm(SWITCH)
        for subject in (bob, alert, cat):
            assert story.decide(c.SearchKnowledge(subject)) == (
                f.KnowledgeSearched(0, subject, TRAINEE),
            )

    def test_it_shows_on_the_record(self, story: Story, cat: TicketId) -> None:
        story.do(c.SearchKnowledge(cat))
        assert story.ticket(cat).searched

    def test_it_is_for_something(self, story: Story) -> None:
        words = story.refuses(c.SearchKnowledge(ContactId("x")))
        assert words == "There is nothing to search for."


class TestApplyWorkaround:
    def test_the_right_one_brings_work_back(self, story: Story, cat: TicketId) -> None:
        facts = story.decide(c.ApplyWorkaround(cat, "KE-1"))
        assert facts == (f.WorkaroundApplied(0, cat, TRAINEE, "KE-1", 100),)

    def test_a_wrong_one_brings_nothing(self, story: Story, cat: TicketId) -> None:
        assert story.decide(c.ApplyWorkaround(cat, "KE-2")) == (
            f.WorkaroundApplied(0, cat, TRAINEE, "KE-2", 0),
        )

    def test_it_is_of_the_knowledge_base(self, story: Story, cat: TicketId) -> None:
        words = story.refuses(c.ApplyWorkaround(cat, "KE-99"))
        assert words == "There is no such known error or article. Search first."

    def test_it_needs_a_caller(self, story: Story) -> None:
        alert = story.logged(story.alarm(SWITCH))
        words = story.refuses(c.ApplyWorkaround(alert, "KE-2"))
        assert words == "Nobody called about this record. Send a notice with the workaround."


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


class TestWriteNote:
    def test_its_words_stay_in_the_journal(self, story: Story, cat: TicketId) -> None:
        facts = story.decide(c.WriteNote(cat, "Asked twice."))
        assert facts == (f.NoteAdded(0, cat, TRAINEE, "text"),)

    @pytest.mark.parametrize("text", ["", "   ", "x" * 501])
    def test_it_has_words_and_an_end(self, story: Story, cat: TicketId, text: str) -> None:
        assert story.refuses(c.WriteNote(cat, text)) == "A note has 1 to 500 characters."

    def test_it_may_be_written_on_what_is_closed(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
        assert story.decide(c.WriteNote(cat, "x" * 500))


ON_OPEN_RECORDS = (
    partial(c.PrioritiseTicket, impact=1, urgency=1),
    partial(c.AssignTicket, team=NET),
    c.EscalateTicket,
    c.UnlinkTicket,
    partial(c.ApplyWorkaround, known_error="KE-1"),
    partial(c.HoldTicket, reason="caller"),
    partial(c.ResolveTicket, code="fixed"),
    c.CancelTicket,
    partial(c.StartModel, model="RM-1"),
    c.AskApproval,
    c.FulfilStep,
    partial(c.RefuseRequest, reason="not_offered"),
)
ON_RECORDS = (
    *ON_OPEN_RECORDS,
    c.UpdateCaller,
    c.SendNotice,
    c.ConfirmRestoration,
    c.ResumeTicket,
    c.CloseTicket,
    c.ReopenTicket,
    c.RaiseProblem,
    partial(c.WriteNote, text="note"),
    partial(c.LinkTicket, TicketId("y")),
)


@pytest.mark.parametrize("make", ON_RECORDS)
def test_a_command_names_a_record_that_is_there(
    story: Story, make: Callable[[TicketId], c.Command]
) -> None:
    assert story.refuses(make(TicketId("x"))) == NO_RECORD


@pytest.mark.parametrize("make", ON_OPEN_RECORDS)
def test_a_closed_record_is_left_alone(
    story: Story, cat: TicketId, make: Callable[[TicketId], c.Command]
) -> None:
    story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
    assert story.refuses(make(cat)) == "The record is closed."


def test_a_refusal_never_quotes_the_truth(story: Story) -> None:
    story.happen(began(SERVER, "hang"))
    ann = story.logged(story.call(ANN, "no-mail", cause="server/hang/1"))
    words = story.refuses(c.AssignTicket(ann, TeamId("nobody")))
    assert "server" not in words
    assert SRV not in words
