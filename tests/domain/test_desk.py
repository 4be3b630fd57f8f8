"""What a person at the desk can know after each fact."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.clocks import Mark
from itilsim.domain.desk import RECENT
from itilsim.domain.names import CALLER, TRAINEE, Actor, ContactId, TicketId
from tests.builders import Story, alert_id, arrived, contact_id
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    CLERKS,
    DAN,
    DATABASE,
    NET,
    PACKERS,
    SALES,
    SD,
    SERVER,
    SRV,
    SWITCH,
    WP,
)


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def cat(story: Story) -> TicketId:
    return story.logged(story.call(CAT, "no-print"))


def marks(story: Story, ticket: TicketId) -> list[tuple[int, str]]:
    return [(mark.at, mark.what) for mark in story.ticket(ticket).marks]


class TestContacts:
    def test_everything_that_was_said_is_kept(self, story: Story) -> None:
        fact = arrived(
            ANN,
            "no-shop",
            7,
            channel="phone",
            effect="slowed",
            people=4,
            mood="angry",
            guess="virus",
        )
        story.happen(fact)
        ann = story.contact(fact.contact)
        assert (ann.at, ann.person, ann.group, ann.vip) == (7, ANN, SALES, True)
        assert (ann.channel, ann.effect, ann.people) == ("phone", "slowed", 4)
        assert (ann.mood, ann.guess, ann.state) == ("angry", "virus", "waiting")

    def test_the_truth_is_not(self, story: Story) -> None:
        contact = story.contact(story.call(CAT, "no-print"))
        assert not hasattr(contact, "cause")

    def test_it_waits_in_the_inbox(self, story: Story) -> None:
        first, second = story.call(CAT, "no-print"), story.call(ANN, "no-shop")
        assert list(story.desk.inbox) == [first, second]

    def test_who_hung_up_does_not_wait(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.happen(f.CallAbandoned(900, bob))
        assert bob not in story.desk.inbox
        assert story.contact(bob).state == "gone"

    def test_a_call_that_was_not_logged_stays_in_the_inbox(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob), c.EndCall(bob))
        assert bob in story.desk.inbox
        assert story.contact(bob).state == "talked"

    def test_a_call_that_was_logged_leaves_it_with_its_end(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob), c.LogTicket(bob, "incident"))
        assert bob in story.desk.inbox
        story.do(c.EndCall(bob))
        assert bob not in story.desk.inbox

    def test_a_letter_leaves_it_when_it_is_logged(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        story.do(c.LogTicket(cat, "incident"))
        assert cat not in story.desk.inbox

    def test_a_letter_that_was_only_answered_stays(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat))
        assert cat in story.desk.inbox

    def test_a_seat_is_in_one_call(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob))
        assert story.desk.live == {TRAINEE: bob}
        story.do(c.EndCall(bob))
        assert story.desk.live == {}

    def test_contacts_are_found_by_symptom(self, story: Story) -> None:
        cat, dan = story.call(CAT, "no-print"), story.call(DAN, "no-print")
        story.call(BOB, "no-mail")
        assert list(story.desk.by_symptom["no-print"]) == [cat, dan]

    def test_only_the_recent_ones(self, story: Story) -> None:
        for n in range(RECENT + 5):
            story.happen(arrived(CAT, "no-print", n, cause=f"arrival/{n}"))
        assert len(story.desk.by_symptom["no-print"]) == RECENT
        assert story.desk.by_symptom["no-print"][0] == contact_id("cat", "arrival/5")

    def test_questions_and_answers_are_kept(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        story.do(c.AskCaller(cat, "extent"))
        story.happen(f.QuestionAnswered(60, cat, "extent", "3"))
        assert story.contact(cat).answers == (("extent", "3"),)

    def test_so_is_the_check_of_the_identity(self, story: Story) -> None:
        bob = story.call(BOB, "password")
        assert not story.contact(bob).verified
        story.do(c.VerifyIdentity(bob))
        assert story.contact(bob).verified


class TestAnswering:
    def test_taking_a_call_answers_it(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob), at=40)
        assert (story.contact(bob).answered_at, story.contact(bob).last_word_at) == (40, 40)

    def test_a_reply_answers_a_letter(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat), at=50)
        assert story.contact(cat).answered_at == 50

    def test_a_question_by_letter_answers_it_too(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        story.do(c.AskCaller(cat, "item"), at=60)
        assert (story.contact(cat).answered_at, story.contact(cat).state) == (60, "talked")

    def test_logging_alone_answers_nobody(self, story: Story, cat: TicketId) -> None:
        assert story.contact(cat).answered_at is None
        assert "answered" not in [what for _, what in marks(story, cat)]

    def test_the_first_answer_counts(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat), at=50)
        story.do(c.Reply(cat), at=90)
        assert (story.contact(cat).answered_at, story.contact(cat).last_word_at) == (50, 90)

    def test_an_answer_before_logging_is_in_the_records_history(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob), at=40)
        story.do(c.LogTicket(bob, "incident"), at=100)
        assert marks(story, TicketId(bob)) == [
            (0, "started"),
            (40, "answered"),
            (100, "assigned"),
        ]

    def test_an_answer_after_logging_is_too(self, story: Story, cat: TicketId) -> None:
        story.do(c.UpdateCaller(cat), at=300)
        assert marks(story, cat)[-1] == (300, "answered")
        story.do(c.UpdateCaller(cat), at=600)
        assert [what for _, what in marks(story, cat)].count("answered") == 1
        assert story.ticket(cat).updates == 2

    def test_answering_a_chaser_answers_the_first_contact(self, story: Story) -> None:
        first = story.call(CAT, "no-print")
        again = story.call(CAT, "no-print", at=900, n=2, chases=first, channel="phone")
        story.do(c.TakeCall(again), at=960)
        assert story.contact(first).answered_at == 960


class TestChasers:
    def test_a_chaser_belongs_to_the_record(self, story: Story, cat: TicketId) -> None:
        again = story.call(CAT, "no-print", at=900, n=2, chases=cat)
        assert story.contact(again).ticket == cat
        assert story.ticket(cat).contacts == 2

    def test_an_update_answers_chasers_by_letter(self, story: Story, cat: TicketId) -> None:
        again = story.call(CAT, "no-print", at=900, n=2, chases=cat)
        story.do(c.UpdateCaller(cat, 15))
        assert again not in story.desk.inbox
        assert story.contact(again).answered_at is not None

    def test_it_does_not_answer_a_ringing_phone(self, story: Story, cat: TicketId) -> None:
        again = story.call(CAT, "no-print", at=900, n=2, chases=cat, channel="phone")
        story.do(c.UpdateCaller(cat, 15))
        assert again in story.desk.inbox

    def test_somebody_elses_chaser_stays(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-mail"))
        again = story.call(DAN, "no-mail", at=900, n=2, chases=dan)
        story.call(CAT, "no-print", at=900, n=2, chases=cat)
        story.do(c.UpdateCaller(cat))
        assert again in story.desk.inbox

    def test_a_chaser_by_phone_leaves_with_the_end_of_the_call(
        self, story: Story, cat: TicketId
    ) -> None:
        again = story.call(CAT, "no-print", at=900, n=2, chases=cat, channel="phone")
        story.do(c.TakeCall(again), c.EndCall(again))
        assert again not in story.desk.inbox

    def test_a_reply_is_enough_for_a_chaser_by_letter(self, story: Story) -> None:
        first = story.call(CAT, "no-print")
        again = story.call(CAT, "no-print", at=900, n=2, chases=first)
        story.do(c.Reply(again))
        assert again not in story.desk.inbox
        assert first in story.desk.inbox


class TestAlerts:
    def test_an_exception_stands_on_its_item(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        assert story.desk.signals == {SWITCH: alert}

    def test_a_warning_does_too(self, story: Story) -> None:
        alert = story.alarm(DATABASE, "warning", hurts_at=3600)
        assert story.desk.signals == {DATABASE: alert}
        assert story.alert(alert).hurts_at == 3600

    def test_what_only_informs_does_not(self, story: Story) -> None:
        alert = story.alarm(SERVER, "informational")
        assert story.desk.signals == {}
        assert alert in story.desk.inbox

    def test_a_cleared_alert_stands_no_more(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.happen(f.AlertCleared(60, alert))
        assert story.desk.signals == {}

    def test_an_older_one_that_clears_leaves_the_newer(self, story: Story) -> None:
        older = story.alarm(SWITCH)
        newer = story.alarm(SWITCH, alert=alert_id("ping", "switch", 2))
        story.happen(f.AlertCleared(60, older))
        assert story.desk.signals == {SWITCH: newer}

    def test_a_note_of_the_team_is_on_the_alert(self, story: Story) -> None:
        alert = story.alarm(DATABASE, "warning")
        story.do(c.AlertTeam(alert, SRV))
        story.happen(f.NoteAdded(90, alert, SRV, "looking"))
        assert story.alert(alert).notes == ((90, SRV, "looking"),)


class TestRecords:
    def test_its_clocks_start_when_it_reached_the_desk(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", at=100)
        story.do(c.LogTicket(cat, "incident"), at=700)
        ticket = story.ticket(cat)
        assert (ticket.arrived_at, ticket.opened_at) == (100, 700)
        assert ticket.marks == (Mark(100, "started"), Mark(700, "assigned"))

    def test_it_is_the_desks_and_open(self, story: Story, cat: TicketId) -> None:
        assert (story.ticket(cat).team, story.ticket(cat).state) == (SD, "in_progress")
        assert list(story.desk.open) == [cat]

    def test_it_knows_the_callers_group(self, story: Story, cat: TicketId) -> None:
        assert (story.ticket(cat).group, story.ticket(cat).origin) == (PACKERS, "contact")

    def test_an_alerts_record_has_no_group(self, story: Story) -> None:
        alert = story.logged(story.alarm(SWITCH))
        assert (story.ticket(alert).group, story.ticket(alert).origin) == (None, "alert")

    def test_another_team_forgets_the_last_ones_work(self, story: Story, cat: TicketId) -> None:
        story.do(c.AssignTicket(cat, WP))
        story.happen(f.WorkStarted(60, cat, WP), f.RepairReported(90, cat, WP, "repaired"))
        story.do(c.AssignTicket(cat, NET))
        ticket = story.ticket(cat)
        assert (ticket.repaired, ticket.work_started_at) == ("", None)
        assert cat not in story.desk.attention

    @pytest.mark.parametrize(("teams", "moves"), [((WP,), 0), ((WP, NET), 1), ((WP, SD), 1)])
    def test_leaving_a_team_is_counted(
        self, story: Story, cat: TicketId, teams: tuple[f.Fact, ...], moves: int
    ) -> None:
        for team in teams:
            story.do(c.AssignTicket(cat, team))  # type: ignore[arg-type]  # a team
        assert story.ticket(cat).reassignments == moves

    def test_what_came_back_waits_for_the_desk(self, story: Story, cat: TicketId) -> None:
        story.do(c.AssignTicket(cat, NET))
        story.happen(f.TicketReturned(900, cat, NET, "not-ours-net"))
        ticket = story.ticket(cat)
        assert (ticket.team, ticket.returned) == (SD, ((NET, "not-ours-net"),))
        assert (ticket.reassignments, list(story.desk.attention)) == (1, [cat])

    def test_a_child_never_waits_for_the_desk(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.AssignTicket(dan, WP), c.LinkTicket(dan, cat))
        story.happen(f.RepairReported(90, dan, WP, "repaired"))
        assert dan not in story.desk.attention

    def test_a_record_that_waits_stops_waiting_as_a_child(
        self, story: Story, cat: TicketId
    ) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.AssignTicket(dan, WP))
        story.happen(f.RepairReported(90, dan, WP, "repaired"))
        story.do(c.LinkTicket(dan, cat))
        assert dan not in story.desk.attention

    def test_a_family_is_the_parent_and_its_children(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.LinkTicket(dan, cat))
        assert [each.id for each in story.desk.family(cat)] == [cat, dan]
        assert [each.id for each in story.desk.family(dan)] == [dan]

    def test_a_record_is_found_by_itself_and_by_its_origin(
        self, story: Story, cat: TicketId
    ) -> None:
        again = story.call(CAT, "no-print", n=2, chases=cat)
        assert story.desk.ticket_of(cat) is story.desk.ticket_of(again) is story.ticket(cat)
        assert story.desk.ticket_of("nobody") is None
        assert story.desk.ticket_of(story.call(BOB, "no-mail")) is None

    def test_a_contact_is_found_by_its_record(self, story: Story, cat: TicketId) -> None:
        contact = story.desk.contact_of(story.ticket(cat))
        assert contact is not None
        assert contact.person == CAT
        alert = story.logged(story.alarm(SWITCH))
        assert story.desk.contact_of(story.ticket(alert)) is None

    def test_the_life_of_a_record_is_its_history(self, story: Story, cat: TicketId) -> None:
        story.do(c.HoldTicket(cat, "caller"), at=10)
        story.do(c.ResumeTicket(cat), at=20)
        story.do(c.ResolveTicket(cat, "fixed"), at=30)
        story.do(c.CloseTicket(cat), at=40)
        story.do(c.ReopenTicket(cat), at=50)
        story.do(c.CancelTicket(cat), at=60)
        assert [what for _, what in marks(story, cat)][3:] == [
            "held",
            "resumed",
            "resolved",
            "closed",
            "reopened",
            "cancelled",
        ]

    def test_a_resolved_record_is_not_open(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"), at=30)
        ticket = story.ticket(cat)
        assert (ticket.is_open, ticket.code, ticket.resolved_at) == (False, "fixed", 30)
        assert cat not in story.desk.open

    def test_a_reopened_one_is_again(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat), c.ReopenTicket(cat))
        ticket = story.ticket(cat)
        assert (ticket.is_open, ticket.reopened, ticket.confirmed) == (True, 1, None)
        assert (ticket.resolved_at, ticket.closed_at) == (None, None)
        assert (cat in story.desk.open, cat in story.desk.attention) == (True, True)

    @pytest.mark.parametrize(("actor", "confirmed"), [(TRAINEE, None), (CALLER, False)])
    def test_only_a_caller_says_that_it_does_not_work(
        self, story: Story, cat: TicketId, actor: Actor, confirmed: bool | None
    ) -> None:
        story.happen(f.RestorationConfirmed(10, cat, TRAINEE, restored=True))
        story.do(c.ResolveTicket(cat, "fixed"))
        story.happen(f.TicketReopened(20, cat, actor))
        assert story.ticket(cat).confirmed is confirmed

    def test_a_missed_target_is_remembered(self, story: Story, cat: TicketId) -> None:
        story.happen(f.TargetMissed(1800, cat, "response", 3))
        assert story.ticket(cat).missed == ("response",)

    def test_the_best_workaround_is_remembered(self, story: Story, cat: TicketId) -> None:
        story.do(c.ApplyWorkaround(cat, "KE-1"), c.ApplyWorkaround(cat, "KE-2"))
        ticket = story.ticket(cat)
        assert (ticket.known_error, ticket.workaround_percent) == ("KE-2", 100)

    def test_a_sent_article_is_remembered(self, story: Story, cat: TicketId) -> None:
        story.do(c.Reply(ContactId(cat), "KA-1"))
        assert story.ticket(cat).known_error == "KA-1"


class TestTelling:
    def test_a_promise_is_kept_in_mind(self, story: Story, cat: TicketId) -> None:
        story.do(c.UpdateCaller(cat, 15), at=60)
        assert (story.ticket(cat).promised_at, story.ticket(cat).last_word_at) == (960, 60)
        assert story.contact(cat).last_word_at == 60

    def test_a_notice_tells_the_whole_family(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.LinkTicket(dan, cat))
        story.do(c.SendNotice(cat, "KE-1", 30), at=60)
        assert {story.ticket(each).last_word_at for each in (cat, dan)} == {60}
        assert {story.contact(each).answered_at for each in (cat, dan)} == {60}
        assert story.desk.noticed == {PACKERS: 60}
        assert story.ticket(cat).known_error == "KE-1"
        assert story.ticket(dan).known_error == ""

    def test_asking_whether_it_works_is_a_word_too(self, story: Story, cat: TicketId) -> None:
        story.do(c.ConfirmRestoration(cat), at=60)
        assert (story.ticket(cat).confirmed, story.ticket(cat).last_word_at) == (False, 60)


def test_the_desk_knows_how_the_shift_is_played(story: Story) -> None:
    assert story.desk.mode == "practice"
    assert story.desk.setting.groups[CLERKS].people == 8


def test_who_asked_again_before_the_record_was_logged_has_been_answered(story: Story) -> None:
    bob = story.call(BOB, "no-mail", channel="phone")
    story.happen(f.CallTaken(10, bob, TRAINEE), f.CallEnded(70, bob, TRAINEE))
    again = story.call(BOB, "no-mail", at=900, n=2, chases=bob, channel="phone")
    ticket = story.logged(bob)
    before = story.ticket(ticket).updates
    story.happen(f.CallTaken(1000, again, TRAINEE))
    assert story.ticket(ticket).updates == before + 1
    assert story.ticket(ticket).last_word_at == 1000
