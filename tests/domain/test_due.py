"""The next move of careful work, one history for each: command, values, and what it decides."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.assess import Evidence
from itilsim.domain.due import KEEP_PROMISE, Due, next_minutes, note_due, problem_due
from itilsim.domain.due import due as due_on
from itilsim.domain.names import SERVICE_DESK, Actor, ContactId, TicketId
from tests.builders import Story, began
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    DAN,
    DATABASE,
    EVE,
    NET,
    PRINTER,
    SHOP,
    SRV,
    STOCK,
    SWITCH,
    WP,
    scripted,
)


@pytest.fixture
def story() -> Story:
    return Story(scripted(deadlines=()))


def due(story: Story, subject: str) -> Due:
    found = due_on(story.desk, subject)
    assert found is not None
    return found


def nothing(story: Story, subject: str) -> bool:
    return due_on(story.desk, subject) is None


def told(found: Due) -> list[tuple[str, object, tuple[object, ...], list[str]]]:
    """Field, value, accepted set and kinds of evidence of each answer."""
    return [
        (each.field, each.value, each.accepted, [one.code for one in each.evidence])
        for each in found.answers
    ]


def rated(story: Story, subject: str, priority: tuple[int, int] = (3, 3)) -> TicketId:
    """A record as `due` logs and rates it, whatever that is."""
    command = due(story, subject).best
    assert isinstance(command, c.LogTicket)
    story.do(command)
    ticket = TicketId(subject)
    if command.record == "incident":
        story.do(c.PrioritiseTicket(ticket, *priority))
    return ticket


class TestACallerInTheQueue:
    def test_a_call_is_taken(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        assert due(story, bob) == Due(bob, c.TakeCall(bob))

    def test_a_chat_too(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="chat")
        assert due(story, bob).kind == "take-call"

    def test_but_not_during_another_call(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(story.call(CAT, "no-print", channel="phone")))
        assert nothing(story, bob)

    def test_a_colleagues_call_keeps_nobody_from_it(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        cat = story.call(CAT, "no-print", channel="phone")
        story.do(c.TakeCall(cat), actor=Actor("colleague"))
        assert due(story, bob).kind == "take-call"

    def test_mail_is_not_taken_like_a_call(self, story: Story) -> None:
        assert due(story, story.call(BOB, "no-mail")).kind == "log-ticket"

    def test_who_has_hung_up_is_gone(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.happen(f.CallAbandoned(900, bob))
        assert nothing(story, bob)

    def test_a_call_ends_once_nothing_is_due_in_it(self, story: Story) -> None:
        bob = story.call(BOB, "loose-key", channel="phone")
        story.do(c.TakeCall(bob))
        ticket = rated(story, bob)
        story.do(c.AssignTicket(ticket, WP), c.UpdateCaller(ticket, 30))
        assert due(story, bob) == Due(bob, c.EndCall(bob), ("end",))

    def test_a_call_that_is_over_does_not_end_again(self, story: Story) -> None:
        bob = story.call(BOB, "loose-key", channel="phone")
        story.do(c.TakeCall(bob))
        ticket = rated(story, bob)
        story.do(c.AssignTicket(ticket, WP), c.UpdateCaller(ticket, 30), c.EndCall(bob))
        assert nothing(story, bob)


class TestLogging:
    def test_a_report_is_logged_with_all_that_is_seen(self, story: Story) -> None:
        cat = story.call(CAT, "no-network", component=SWITCH)
        found = due(story, cat)
        assert found.best == c.LogTicket(cat, "incident", "network", STOCK, SWITCH)
        assert (found.subject, found.fields, found.ahead) == (cat, ("kind",), None)
        assert told(found) == [("kind", "incident", ("incident",), ["symptom"])]

    def test_service_and_category_are_those_of_the_evidence(self, story: Story) -> None:
        ann = story.call(ANN, "no-shop")
        assert due(story, ann).best == c.LogTicket(ann, "incident", "software", SHOP, None)

    def test_a_wish_is_logged_as_what_it_is(self, story: Story) -> None:
        bob = story.call(BOB, "password")
        found = due(story, bob)
        assert found.best == c.LogTicket(bob, "access", "access", None, None)
        assert told(found) == [("kind", "access", ("access", "request"), ["symptom"])]

    def test_one_more_report_is_linked(self, story: Story) -> None:
        cat = rated(story, story.call(CAT, "slow"))
        dan = story.call(DAN, "slow", at=60)
        found = due(story, dan)
        assert found.best == c.LinkTicket(dan, cat)
        assert (found.subject, found.fields) == (dan, ("link",))
        assert told(found) == [("link", cat, (cat,), ["same-report"])]

    def test_the_first_report_is_logged_before_the_second(self, story: Story) -> None:
        cat = story.call(CAT, "slow")
        dan = story.call(DAN, "slow", at=60)
        assert due(story, dan) == due(story, cat)
        assert due(story, dan).subject == cat

    def test_a_second_report_is_linked_to_the_head_of_the_family(self, story: Story) -> None:
        alert = story.logged(story.alarm(SWITCH))
        cat = story.call(CAT, "slow", at=10)
        story.do(c.LinkTicket(cat, alert))
        dan = story.call(DAN, "slow", at=60)
        assert due(story, dan).best == c.LinkTicket(dan, alert)

    def test_what_is_over_is_no_parent(self, story: Story) -> None:
        cat = rated(story, story.call(CAT, "slow"))
        story.do(c.ResolveTicket(cat, "fixed"))
        dan = story.call(DAN, "slow", at=60)
        found = due(story, dan).best
        assert isinstance(found, c.LogTicket)
        assert found.origin == dan

    def test_the_cause_is_taken_in_hand_before_a_child_is_told_once(self, story: Story) -> None:
        cat = rated(story, story.call(CAT, "slow"), (1, 2))
        dan = story.call(DAN, "slow", at=60)
        story.do(c.LinkTicket(dan, cat))
        done = []
        while (move := due(story, dan)).subject == cat:
            done.append(move.kind)
            story.do(move.best)
            if move.kind == "send-notice":
                break
        assert done == ["assign-ticket", "send-notice"]
        assert nothing(story, dan)  # the notice has reached it
        eve = story.call(EVE, "slow", at=90)
        story.do(c.LinkTicket(eve, cat))
        assert due(story, eve) == Due(eve, c.UpdateCaller(TicketId(eve), 15), ("update",))
        story.do(c.UpdateCaller(TicketId(eve), 15))
        assert nothing(story, eve)

    def test_a_child_that_is_over_is_told_nothing(self, story: Story) -> None:
        cat = rated(story, story.call(CAT, "slow"))
        dan = story.call(DAN, "slow", at=60)
        story.do(c.LinkTicket(dan, cat), c.ResolveTicket(cat, "fixed"))
        assert nothing(story, dan)


class TestAnIncident:
    @pytest.fixture
    def bob(self, story: Story) -> TicketId:
        """A loose key of Bob's, logged and not rated yet."""
        bob = story.call(BOB, "loose-key")
        story.do(due(story, bob).best)
        return TicketId(bob)

    def test_it_is_rated(self, story: Story, bob: TicketId) -> None:
        found = due(story, bob)
        assert found.best == c.PrioritiseTicket(bob, 3, 1)
        assert (found.subject, found.fields) == (bob, ("impact", "urgency"))
        assert told(found) == [
            ("impact", 3, (3,), ["caller-says"]),
            ("urgency", 1, (1,), ["caller-says"]),
        ]

    def test_then_sent(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1))
        found = due(story, bob)
        assert found.best == c.AssignTicket(bob, WP)
        assert (found.subject, found.fields) == (bob, ("team",))
        assert told(found) == [("team", WP, (WP,), ["table"])]

    def test_what_was_taken_for_something_else_is_corrected_first(
        self, story: Story, bob: TicketId
    ) -> None:
        story.do(c.CategoriseTicket(bob, "request"))
        found = due(story, bob)
        assert isinstance(found.best, c.CategoriseTicket)
        assert (found.best.record, found.fields) == ("incident", ("kind",))

    def test_who_sent_it_back_is_not_asked_again(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP))
        story.happen(f.TicketReturned(60, bob, WP, "not-ours"))
        found = due(story, bob)
        assert isinstance(found.best, c.AssignTicket)
        assert found.best.team not in (WP, SERVICE_DESK)

    def test_top_priority_is_told_upwards(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 1, 1), c.AssignTicket(bob, WP))
        assert due(story, bob).best == c.EscalateTicket(bob)
        story.do(c.EscalateTicket(bob))
        assert due(story, bob).kind == "update-caller"

    def test_more_reports_make_it_worse(self, story: Story) -> None:
        """Rated low at first; with the alert on what they share it reaches a whole group."""
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.call(CAT, "no-network", at=5)
        story.logged(cat, rated=(3, 3))
        story.do(c.AssignTicket(TicketId(cat), NET), c.UpdateCaller(TicketId(cat), 20))
        alert = story.alarm(SWITCH, at=30)
        assert due(story, cat).kind != "prioritise-ticket"
        story.do(c.LinkTicket(alert, TicketId(cat)), at=60)
        found = due(story, cat)
        assert isinstance(found.best, c.PrioritiseTicket)
        assert found.best.impact == 1

    def test_then_its_caller_is_told(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP))
        assert due(story, bob) == Due(bob, c.UpdateCaller(bob, 20), ("update",))

    @pytest.mark.parametrize(("impact", "minutes"), [(2, 15), (3, 20)])
    def test_sooner_again_where_it_is_worse(
        self, story: Story, bob: TicketId, impact: int, minutes: int
    ) -> None:
        story.do(c.PrioritiseTicket(bob, impact, 1), c.AssignTicket(bob, WP))
        assert due(story, bob).best == c.UpdateCaller(bob, minutes)

    def test_then_one_waits(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP), c.UpdateCaller(bob, 30))
        assert nothing(story, bob)

    def test_a_promise_is_kept_just_before_it_falls_due(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP), c.UpdateCaller(bob, 30))
        story.desk.at = 1800 - KEEP_PROMISE - 1
        assert nothing(story, bob)
        story.desk.at = 1800 - KEEP_PROMISE
        assert due(story, bob).kind == "update-caller"

    def test_news_from_the_team_is_passed_on(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP))
        story.do(c.UpdateCaller(bob, 30), at=60)
        story.happen(f.NoteAdded(60, bob, Actor("WP"), "part-swap"))
        assert due(story, bob).kind == "update-caller"
        story.do(c.UpdateCaller(bob, 30), at=61)
        assert nothing(story, bob)

    @pytest.mark.parametrize("author", ["SD", "trainee"])
    def test_ones_own_note_is_no_news(self, story: Story, bob: TicketId, author: str) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP), c.UpdateCaller(bob, 30))
        story.happen(f.NoteAdded(60, bob, Actor(author), "text"))
        assert nothing(story, bob)

    def test_after_the_repair_the_caller_is_asked(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP), c.UpdateCaller(bob, 30))
        story.happen(f.RepairReported(600, bob, WP, "repaired"))
        assert due(story, bob) == Due(bob, c.ConfirmRestoration(bob), ("confirm",))

    def test_who_says_no_is_asked_again(self, story: Story, bob: TicketId) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP), c.UpdateCaller(bob, 30))
        story.happen(
            f.RepairReported(600, bob, WP, "repaired"),
            f.RestorationConfirmed(610, bob, Actor("trainee"), restored=False),
        )
        assert nothing(story, bob)
        story.desk.at = 1630
        assert due(story, bob).kind == "confirm-restoration"
        story.do(c.ConfirmRestoration(bob), at=1640)
        assert due(story, bob).kind == "update-caller"

    def test_with_the_callers_word_it_is_resolved_and_closed(
        self, story: Story, bob: TicketId
    ) -> None:
        story.do(c.PrioritiseTicket(bob, 3, 1), c.AssignTicket(bob, WP), c.UpdateCaller(bob, 30))
        story.happen(
            f.RepairReported(600, bob, WP, "repaired"),
            f.RestorationConfirmed(610, bob, Actor("trainee"), restored=True),
        )
        assert due(story, bob) == Due(bob, c.ResolveTicket(bob, "fixed"), ("resolve",))
        story.do(c.ResolveTicket(bob, "fixed"))
        assert due(story, bob) == Due(bob, c.CloseTicket(bob), ("close",))
        story.do(c.CloseTicket(bob))
        assert nothing(story, bob)

    def test_a_cancelled_one_is_over(self, story: Story, bob: TicketId) -> None:
        story.do(c.CancelTicket(bob))
        assert nothing(story, bob)


class TestAKnownError:
    @pytest.fixture
    def cat(self, story: Story) -> TicketId:
        """A printer that a workaround at the desk ends, logged and rated."""
        return rated(story, story.call(CAT, "no-print"))

    def test_it_is_looked_for_and_may_be_used_at_once(self, story: Story, cat: TicketId) -> None:
        found = due(story, cat)
        assert (found.subject, found.best, found.fields) == (cat, c.SearchKnowledge(cat), ())
        assert found.answers == ()
        ahead = found.ahead
        assert ahead is not None
        assert (ahead.subject, ahead.best) == (cat, c.ApplyWorkaround(cat, "KE-1"))
        assert (ahead.fields, ahead.ahead) == (("known_error",), None)
        assert told(ahead) == [("known_error", "KE-1", ("KE-1",), ["knowledge"])]

    def test_once_looked_for_it_is_used(self, story: Story, cat: TicketId) -> None:
        story.do(c.SearchKnowledge(cat))
        assert due(story, cat).best == c.ApplyWorkaround(cat, "KE-1")

    def test_then_the_caller_is_asked_and_it_ends_as_a_workaround(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.ApplyWorkaround(cat, "KE-1"))
        assert due(story, cat) == Due(cat, c.ConfirmRestoration(cat), ("confirm",))
        story.do(c.ConfirmRestoration(cat))
        assert due(story, cat) == Due(cat, c.ResolveTicket(cat, "workaround"), ("resolve",))

    def test_an_article_ends_it_as_fixed(self, story: Story) -> None:
        dan = rated(story, story.call(DAN, "no-sound", cause="leftover/switch/switch-dead/1"))
        story.do(c.ApplyWorkaround(dan, "KA-2"), c.ConfirmRestoration(dan))
        assert due(story, dan).best == c.ResolveTicket(dan, "fixed")

    def test_a_partial_one_leaves_it_to_the_team(self, story: Story) -> None:
        cat = rated(story, story.call(CAT, "no-network", component=SWITCH))
        assert due(story, cat).best == c.AssignTicket(cat, NET)


class TestAWish:
    @pytest.fixture
    def reset(self, story: Story) -> TicketId:
        return rated(story, story.call(BOB, "password"))

    @pytest.fixture
    def laptop(self, story: Story) -> TicketId:
        return rated(story, story.call(BOB, "laptop"))

    def test_its_model_is_started(self, story: Story, reset: TicketId) -> None:
        found = due(story, reset)
        assert (found.subject, found.best, found.fields) == (
            reset,
            c.StartModel(reset, "RM-1"),
            ("model",),
        )
        (answer,) = found.answers
        assert (answer.field, answer.value, answer.accepted) == ("model", "RM-1", ("RM-1",))
        assert answer.evidence == (Evidence("model", "RM-1"),)

    def test_a_wrong_model_is_changed(self, story: Story, reset: TicketId) -> None:
        story.do(c.StartModel(reset, "RM-2"))
        assert due(story, reset).best == c.StartModel(reset, "RM-1")

    def test_who_it_is_comes_before_what_is_given(self, story: Story, reset: TicketId) -> None:
        story.do(c.StartModel(reset, "RM-1"))
        assert due(story, reset) == Due(reset, c.VerifyIdentity(ContactId(reset)))
        story.do(c.VerifyIdentity(ContactId(reset)))
        assert due(story, reset) == Due(reset, c.FulfilStep(reset))

    def test_a_fulfilled_wish_is_confirmed_unasked_and_resolved(
        self, story: Story, reset: TicketId
    ) -> None:
        story.do(c.StartModel(reset, "RM-1"), c.VerifyIdentity(ContactId(reset)))
        story.do(c.FulfilStep(reset))
        assert due(story, reset) == Due(reset, c.ConfirmRestoration(reset), ())
        story.do(c.ConfirmRestoration(reset))
        assert due(story, reset) == Due(reset, c.ResolveTicket(reset, "fulfilled"), ("resolve",))
        story.do(c.ResolveTicket(reset, "fulfilled"))
        assert due(story, reset).kind == "close-ticket"

    def test_approval_is_asked_for_and_waited_for(self, story: Story, laptop: TicketId) -> None:
        story.do(c.StartModel(laptop, "RM-2"))
        assert due(story, laptop) == Due(laptop, c.AskApproval(laptop))
        story.do(c.AskApproval(laptop))
        assert due(story, laptop) == Due(laptop, c.UpdateCaller(laptop, 20), ("update",))
        story.do(c.UpdateCaller(laptop, 30))
        assert nothing(story, laptop)
        story.desk.at = 1800
        assert due(story, laptop).kind == "update-caller"

    def test_what_was_not_approved_is_refused(self, story: Story, laptop: TicketId) -> None:
        story.do(c.StartModel(laptop, "RM-2"), c.AskApproval(laptop))
        story.happen(f.ApprovalGiven(60, laptop, "yes", granted=False))
        assert due(story, laptop) == Due(laptop, c.RefuseRequest(laptop, "not_approved"))

    def test_a_stranger_is_refused(self, story: Story) -> None:
        bob = rated(story, story.call(BOB, "password", impostor=True))
        story.do(c.StartModel(bob, "RM-1"), c.VerifyIdentity(ContactId(bob)))
        assert due(story, bob) == Due(bob, c.RefuseRequest(bob, "not_verified"))
        story.do(c.RefuseRequest(bob, "not_verified"))
        assert due(story, bob).kind == "close-ticket"

    def test_steps_go_to_whom_the_model_names(self, story: Story, laptop: TicketId) -> None:
        story.do(c.StartModel(laptop, "RM-2"), c.AskApproval(laptop))
        story.happen(f.ApprovalGiven(60, laptop, "yes", granted=True))
        assert due(story, laptop) == Due(laptop, c.FulfilStep(laptop))
        story.do(c.FulfilStep(laptop))
        assert due(story, laptop) == Due(laptop, c.AssignTicket(laptop, WP), ("team",))
        story.do(c.AssignTicket(laptop, WP))
        assert due(story, laptop) == Due(laptop, c.UpdateCaller(laptop, 20), ("update",))
        story.do(c.UpdateCaller(laptop, 20))
        assert nothing(story, laptop)
        story.happen(f.StepFulfilled(900, laptop, Actor("WP"), "hand"))
        assert due(story, laptop).kind == "confirm-restoration"

    def test_a_question_is_answered_by_its_article(self, story: Story) -> None:
        cat = rated(story, story.call(CAT, "how-to"))
        found = due(story, cat)
        assert (found.subject, found.best, found.fields) == (
            cat,
            c.Reply(ContactId(cat), "KA-1"),
            ("known_error",),
        )
        assert told(found) == [("known_error", "KA-1", ("KA-1",), [])]
        story.do(c.Reply(ContactId(cat), "KA-1"))
        assert due(story, cat) == Due(cat, c.ResolveTicket(cat, "answered"), ("resolve",))

    def test_for_what_knows_neither_model_nor_article_the_desk_gives_word(
        self, story: Story
    ) -> None:
        bob = rated(story, story.call(BOB, "rude"))
        assert due(story, bob).best == c.UpdateCaller(bob, 20)
        story.do(c.UpdateCaller(bob, 20))
        assert nothing(story, bob)


class TestAskingAgain:
    @pytest.fixture
    def bob(self, story: Story) -> TicketId:
        ticket = rated(story, story.call(BOB, "loose-key"))
        story.do(c.AssignTicket(ticket, WP), c.UpdateCaller(ticket, 30), at=10)
        return ticket

    def again(self, story: Story, first: str) -> ContactId:
        return story.call(BOB, "loose-key", at=900, n=2, chases=ContactId(first))

    def test_who_asks_again_is_told(self, story: Story, bob: TicketId) -> None:
        chaser = self.again(story, bob)
        assert due(story, chaser) == Due(bob, c.UpdateCaller(bob, 20), ("update",))

    def test_once_told_it_is_enough(self, story: Story, bob: TicketId) -> None:
        chaser = self.again(story, bob)
        story.do(c.Reply(chaser), at=910)
        assert nothing(story, chaser)

    def test_in_a_call_the_update_ends_it(self, story: Story, bob: TicketId) -> None:
        chaser = story.call(BOB, "loose-key", at=900, n=2, chases=ContactId(bob), channel="phone")
        story.do(c.TakeCall(chaser), at=910)
        assert due(story, chaser).best == c.UpdateCaller(bob, 20)
        story.do(c.UpdateCaller(bob, 30), at=970)
        assert due(story, chaser) == Due(chaser, c.EndCall(chaser), ("end",))

    def test_what_is_over_needs_no_word(self, story: Story, bob: TicketId) -> None:
        chaser = self.again(story, bob)
        story.do(c.ResolveTicket(bob, "fixed"), at=905)
        assert nothing(story, chaser)

    def test_without_a_record_the_first_contact_comes_first(self, story: Story) -> None:
        first = story.call(BOB, "loose-key")
        chaser = self.again(story, first)
        assert due(story, chaser) == Due(chaser, c.Reply(first))
        story.do(c.Reply(first), at=910)
        assert nothing(story, chaser)


class TestAnAlert:
    def test_it_is_looked_at(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        found = due(story, alert)
        assert (found.subject, found.best, found.fields) == (
            alert,
            c.AcknowledgeAlert(alert, "exception"),
            ("significance",),
        )
        assert told(found) == [("significance", "exception", ("exception",), [])]

    def test_what_only_informs_needs_no_more(self, story: Story) -> None:
        alert = story.alarm(SWITCH, "informational")
        story.do(c.AcknowledgeAlert(alert, "informational"))
        assert nothing(story, alert)

    def test_a_warning_is_passed_on(self, story: Story) -> None:
        alert = story.alarm(DATABASE, "warning")
        story.do(c.AcknowledgeAlert(alert, "warning"))
        found = due(story, alert)
        assert (found.subject, found.best, found.fields) == (
            alert,
            c.AlertTeam(alert, SRV),
            ("team",),
        )
        assert told(found) == [("team", SRV, (SRV,), ["owner"])]
        story.do(c.AlertTeam(alert, SRV))
        assert nothing(story, alert)

    def test_a_warning_with_a_record_is_in_hand(self, story: Story) -> None:
        alert = story.alarm(DATABASE, "warning")
        story.do(c.AcknowledgeAlert(alert, "warning"), c.LogTicket(alert, "incident"))
        assert nothing(story, alert)

    def test_an_exception_is_logged(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.do(c.AcknowledgeAlert(alert, "exception"))
        found = due(story, alert)
        assert isinstance(found.best, c.LogTicket)
        assert (found.best.record, found.best.component) == ("incident", SWITCH)

    def test_or_linked_to_the_report_that_came_first(self, story: Story) -> None:
        cat = rated(story, story.call(CAT, "no-network"))
        alert = story.alarm(SWITCH, at=60)
        story.do(c.AcknowledgeAlert(alert, "exception"))
        assert due(story, alert).best == c.LinkTicket(alert, cat)
        story.do(c.LinkTicket(alert, cat))
        assert nothing(story, alert)

    def test_what_was_logged_needs_no_look(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.do(c.LogTicket(alert, "incident"))
        assert due(story, alert).kind == "prioritise-ticket"


class TestTheRecordOfAnAlert:
    @pytest.fixture
    def switch(self, story: Story) -> TicketId:
        """The yard's switch is down, logged with its item and rated."""
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.alarm(SWITCH, cause="switch/switch-dead/1")
        story.do(c.AcknowledgeAlert(alert, "exception"))
        return rated(story, alert, (2, 1))

    def test_it_is_rated_by_the_map(self, story: Story) -> None:
        alert = story.logged(story.alarm(SWITCH), rated=None)
        found = due(story, alert)
        assert found.best == c.PrioritiseTicket(alert, 1, 1)
        assert told(found) == [("impact", 1, (1,), ["map"]), ("urgency", 1, (1,), [])]

    def test_a_warning_that_was_logged_may_be_rated_too(self, story: Story) -> None:
        alert = story.logged(story.alarm(SWITCH, "informational"), rated=None)
        assert nothing(story, alert)

    def test_it_goes_to_the_owner(self, story: Story, switch: TicketId) -> None:
        assert due(story, switch).best == c.AssignTicket(switch, NET)

    def test_everybody_on_it_is_told_with_what_helps(self, story: Story, switch: TicketId) -> None:
        story.do(c.AssignTicket(switch, NET))
        found = due(story, switch)
        assert (found.subject, found.best, found.fields) == (
            switch,
            c.SendNotice(switch, "KE-2", 15),
            ("update",),
        )
        assert told(found) == [("known_error", "KE-2", ("KE-2", ""), ["knowledge"])]

    def test_what_helps_is_told_once(self, story: Story, switch: TicketId) -> None:
        story.do(c.AssignTicket(switch, NET), c.SendNotice(switch, "KE-2", 15))
        assert nothing(story, switch)
        story.desk.at = 900 - KEEP_PROMISE
        found = due(story, switch)
        assert found.best == c.SendNotice(switch, "", 15)
        assert found.answers[0].accepted == ("", "KE-2")

    def test_a_second_before_nothing_is_due(self, story: Story, switch: TicketId) -> None:
        story.do(c.AssignTicket(switch, NET), c.SendNotice(switch, "KE-2", 15))
        story.desk.at = 900 - KEEP_PROMISE - 1
        assert nothing(story, switch)

    def test_news_is_told_to_all(self, story: Story, switch: TicketId) -> None:
        story.do(c.AssignTicket(switch, NET), c.SendNotice(switch, "KE-2", 15))
        story.happen(f.NoteAdded(300, switch, Actor("NET"), "psu"))
        assert due(story, switch).kind == "send-notice"

    def test_the_repair_is_confirmed_and_resolved(self, story: Story, switch: TicketId) -> None:
        story.do(c.AssignTicket(switch, NET), c.SendNotice(switch, "KE-2", 15))
        story.happen(f.RepairReported(600, switch, NET, "psu"))
        assert due(story, switch) == Due(switch, c.ConfirmRestoration(switch), ("confirm",))
        story.happen(f.RestorationConfirmed(660, switch, Actor("trainee"), restored=True))
        assert due(story, switch).best == c.ResolveTicket(switch, "fixed")
        story.do(c.ResolveTicket(switch, "fixed"))
        assert due(story, switch).best == c.CloseTicket(switch)

    def left_over(self, story: Story, channel: str = "email") -> ContactId:
        return story.call(
            DAN, "no-sound", at=660, arrival="leftover", channel=channel,
            cause="leftover/switch/switch-dead/1",
        )  # fmt: skip

    def test_who_is_left_over_is_helped_first(self, story: Story, switch: TicketId) -> None:
        story.do(c.AssignTicket(switch, NET), c.SendNotice(switch, "KE-2", 15))
        story.happen(f.RepairReported(600, switch, NET, "psu"))
        dan = self.left_over(story)
        assert nothing(story, switch)
        ticket = rated(story, dan)
        assert nothing(story, switch)
        story.do(c.ResolveTicket(ticket, "fixed"))
        assert due(story, switch).kind == "confirm-restoration"

    def test_nobody_waits_for_who_has_hung_up(self, story: Story, switch: TicketId) -> None:
        story.do(c.AssignTicket(switch, NET), c.SendNotice(switch, "KE-2", 15))
        story.happen(f.RepairReported(600, switch, NET, "psu"))
        story.happen(f.CallAbandoned(700, self.left_over(story, "phone")))
        assert due(story, switch).kind == "confirm-restoration"


class TestWhatComesBack:
    @pytest.fixture
    def switch(self, story: Story) -> TicketId:
        """A dead switch whose power supply the team has found, as once before."""
        alert = story.alarm(SWITCH)
        story.do(c.LogTicket(alert, "incident", component=SWITCH))
        story.happen(f.NoteAdded(60, TicketId(alert), Actor("NET"), "psu"))
        return TicketId(alert)

    def test_before_the_team_has_found_it_nobody_knows(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.do(c.LogTicket(alert, "incident", component=SWITCH))
        assert problem_due(story.desk, alert) is None

    def test_the_history_has_its_like(self, story: Story, switch: TicketId) -> None:
        found = problem_due(story.desk, switch)
        assert found is not None
        assert (found.subject, found.best, found.fields) == (
            switch,
            c.RaiseProblem(switch, ("INC0000007",)),
            ("problem",),
        )
        (answer,) = found.answers
        assert (answer.field, answer.value) == ("problem", ("INC0000007",))
        assert answer.accepted == (frozenset(("INC0000007",)),)

    def test_raised_is_raised(self, story: Story, switch: TicketId) -> None:
        story.do(c.RaiseProblem(switch, ("INC0000007",)))
        assert problem_due(story.desk, switch) is None

    def test_a_request_is_no_matter_of_problems(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.do(c.LogTicket(alert, "request", component=SWITCH))
        assert problem_due(story.desk, alert) is None

    def test_what_is_not_logged_is_none_yet(self, story: Story) -> None:
        assert problem_due(story.desk, story.alarm(SWITCH)) is None

    def test_what_never_happened_before_is_none(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", component=PRINTER)
        story.do(c.LogTicket(cat, "incident", component=PRINTER))
        assert problem_due(story.desk, cat) is None


class TestTheNote:
    def test_an_empty_desk_has_an_empty_note(self, story: Story) -> None:
        found = note_due(story.desk)
        assert (found.subject, found.best) == ("handover", c.WriteHandover((), None, None))
        assert found.fields == ("handover",)
        assert told(found) == [("handover", (), (frozenset(),), [])]

    def test_it_names_what_is_open_what_lies_behind_and_what_was_promised(
        self, story: Story
    ) -> None:
        switch = story.alarm(SWITCH)
        story.do(c.LogTicket(switch, "incident", component=SWITCH))
        story.do(c.RaiseProblem(TicketId(switch), ("INC0000007",)))
        bob = rated(story, story.call(BOB, "loose-key"))
        story.do(c.UpdateCaller(bob, 30))
        child = story.call(CAT, "slow")
        story.do(c.LinkTicket(child, TicketId(switch)))
        over = rated(story, story.call(CAT, "no-print"))
        story.do(c.ResolveTicket(over, "fixed"))
        items = (str(switch), str(bob), f"problem/{switch}")
        found = note_due(story.desk)
        assert found.best == c.WriteHandover(items, SWITCH, bob)
        assert told(found) == [("handover", items, (frozenset(items),), ["record"] * 3)]
        assert [each.about for each in found.answers[0].evidence] == list(items)


@pytest.mark.parametrize(
    ("impact", "urgency", "minutes"), [(1, 1, 15), (1, 2, 15), (2, 2, 20), (3, 3, 20)]
)
def test_the_next_word_is_promised_by_priority(
    story: Story, impact: int, urgency: int, minutes: int
) -> None:
    bob = story.logged(story.call(BOB, "loose-key"), rated=(impact, urgency))
    assert next_minutes(story.ticket(bob)) == minutes


def test_without_a_priority_the_next_word_may_wait(story: Story) -> None:
    bob = story.logged(story.call(BOB, "loose-key"), rated=None)
    assert next_minutes(story.ticket(bob)) == next_minutes(None) == 20
