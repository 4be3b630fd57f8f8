"""The next move of careful work: which command, on what, and with which answers."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.due import KEEP_PROMISE, LATER, SOON, Due, due, next_minutes, note_due
from itilsim.domain.due import problem_due as raised
from itilsim.domain.names import SERVICE_DESK, TRAINEE, Actor, FaultId, TicketId
from tests.builders import Story, began
from tests.data.corner import BOB, CAT, DAN, NET, PRINTER, SD, SWITCH, WP

DEAD = FaultId("switch/switch-dead/1")


@pytest.fixture
def story() -> Story:
    return Story()


def move(story: Story, subject: str) -> c.Command | None:
    """The next move on a subject."""
    found = due(story.desk, subject)
    return None if found is None else found.best


def played(story: Story, subject: str, moves: int = 12) -> list[str]:
    """What is done if whatever is due is done, until nothing is."""
    done: list[str] = []
    while len(done) < moves and (command := move(story, subject)) is not None:
        story.do(command)
        done.append(command.kind)
    return done


class TestCalls:
    def test_a_ringing_phone_is_answered_unless_one_talks(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        cat = story.call(CAT, "no-print", channel="phone")
        assert move(story, bob) == c.TakeCall(bob)
        story.do(c.TakeCall(bob))
        assert move(story, cat) is None

    def test_who_hung_up_needs_nothing(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.happen(f.CallAbandoned(9, bob))
        assert move(story, bob) is None

    def test_a_call_ends_when_nothing_else_is_due(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", channel="phone")
        assert played(story, cat)[-1] == "end-call"

    def test_who_asks_again_hears_how_it_stands_once(self, story: Story) -> None:
        cat = story.call(CAT, "no-network")
        ticket = story.logged(cat)
        again = story.call(CAT, "no-network", n=2, chases=cat, at=600)
        assert move(story, again) == c.UpdateCaller(ticket, LATER)
        story.do(c.UpdateCaller(ticket, LATER), at=700)
        assert move(story, again) is None


class TestIncidents:
    def test_what_the_desk_can_solve_is_solved_at_the_desk(self, story: Story) -> None:
        assert played(story, story.call(CAT, "no-print")) == [
            "log-ticket",
            "prioritise-ticket",
            "search-knowledge",
            "apply-workaround",
            "confirm-restoration",
            "resolve-ticket",
            "close-ticket",
        ]

    def test_who_knows_the_known_error_need_not_search(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        story.logged(cat)
        found = due(story.desk, cat)
        assert found is not None
        assert isinstance(found.best, c.SearchKnowledge)
        assert found.ahead is not None
        assert found.ahead.best == c.ApplyWorkaround(TicketId(cat), "KE-1")

    def test_what_it_cannot_goes_to_the_team_and_the_caller_hears_of_it(self, story: Story) -> None:
        dan = story.call(DAN, "no-network")
        done = played(story, dan)
        assert done == ["log-ticket", "prioritise-ticket", "assign-ticket", "update-caller"]
        assert story.ticket(dan).team == NET

    def test_news_of_the_team_is_passed_on_and_ones_own_note_is_none(self, story: Story) -> None:
        dan = story.call(DAN, "no-network")
        played(story, dan)
        ticket = story.ticket(dan)
        story.happen(f.NoteAdded(60, dan, TRAINEE, "text"))
        assert move(story, dan) is None
        story.happen(f.NoteAdded(60, dan, NET, "looking"))
        assert move(story, dan) == c.UpdateCaller(ticket.id, next_minutes(ticket))

    def test_a_promise_is_kept_shortly_before_it_falls_due(self, story: Story) -> None:
        dan = story.call(DAN, "no-network")
        played(story, dan)
        promised = story.ticket(dan).promised_at
        assert promised is not None
        story.desk.at = promised - KEEP_PROMISE - 1
        assert move(story, dan) is None
        story.desk.at += 1
        assert isinstance(move(story, dan), c.UpdateCaller)

    def test_a_repair_is_confirmed_before_it_is_resolved(self, story: Story) -> None:
        dan = story.call(DAN, "no-network")
        played(story, dan)
        story.happen(f.RepairReported(90, dan, NET, "repaired"))
        assert move(story, dan) == c.ConfirmRestoration(TicketId(dan))
        story.happen(f.RestorationConfirmed(91, TicketId(dan), TRAINEE, restored=True))
        assert move(story, dan) == c.ResolveTicket(TicketId(dan), "fixed")

    def test_one_more_report_hangs_under_the_first_and_is_told_once(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.alarm(SWITCH)
        dan = story.call(DAN, "no-network", cause=DEAD, at=60)
        kinds = played(story, dan)
        first, last = ["acknowledge-alert", "log-ticket", "link-ticket"], ["send-notice"]
        assert kinds == [*first, "prioritise-ticket", "assign-ticket", "escalate-ticket", *last]
        assert story.ticket(dan).parent == TicketId(alert)


class TestAlerts:
    def test_what_only_informs_is_looked_at_and_left(self, story: Story) -> None:
        assert played(story, story.alarm(PRINTER, "informational")) == ["acknowledge-alert"]

    def test_a_warning_goes_to_its_owner_without_a_record(self, story: Story) -> None:
        alert = story.alarm(SWITCH, "warning")
        assert played(story, alert) == ["acknowledge-alert", "alert-team"]
        assert story.alert(alert).team == NET

    def test_an_exception_gets_a_record_a_team_and_a_notice(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        assert played(story, alert) == [
            "acknowledge-alert",
            "log-ticket",
            "prioritise-ticket",
            "assign-ticket",
            "escalate-ticket",
            "send-notice",
        ]
        assert story.ticket(alert).team == NET


class TestRequests:
    def test_a_question_is_answered_with_its_article(self, story: Story) -> None:
        done = played(story, story.call(BOB, "how-to"))
        assert done == ["log-ticket", "reply", "resolve-ticket", "close-ticket"]

    def test_a_model_waits_for_its_approval_and_then_for_its_team(self, story: Story) -> None:
        bob = story.call(BOB, "laptop")
        assert played(story, bob) == ["log-ticket", "start-model", "ask-approval", "update-caller"]
        story.happen(f.ApprovalGiven(60, TicketId(bob), "yes", granted=True))
        assert played(story, bob) == ["fulfil-step", "assign-ticket"]
        assert story.ticket(bob).team == WP
        story.happen(f.StepFulfilled(90, TicketId(bob), Actor(SD), "hand"))
        assert played(story, bob) == ["confirm-restoration", "resolve-ticket", "close-ticket"]


class TestTheRest:
    def test_the_note_names_what_is_open_a_risk_and_a_promise(self, story: Story) -> None:
        dan = story.call(DAN, "no-network")
        played(story, dan)
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.CategoriseTicket(cat, "incident", component=PRINTER), c.RaiseProblem(cat))
        found = note_due(story.desk)
        items = (dan, cat, f"problem/{cat}")
        assert found == Due(
            "handover",
            c.WriteHandover(items, PRINTER, TicketId(dan)),
            ("handover",),
            found.answers,
        )
        assert found.answers[0].accepted == (frozenset(items),)

    def test_a_problem_is_raised_from_what_came_before(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.logged(story.alarm(SWITCH, cause=DEAD))
        story.do(c.CategoriseTicket(alert, "incident", component=SWITCH))
        assert raised(story.desk, alert) is None
        story.happen(f.NoteAdded(5, alert, NET, "psu"))
        found = raised(story.desk, alert)
        assert found is not None
        assert found.best == c.RaiseProblem(alert, ("INC0000007",))
        story.do(found.best)
        assert raised(story.desk, alert) is None

    def test_the_urgent_hear_sooner(self, story: Story) -> None:
        ticket = story.ticket(story.logged(story.call(CAT, "no-print"), rated=(1, 1)))
        assert (next_minutes(ticket), next_minutes(None)) == (SOON, LATER)

    def test_the_desks_own_records_stay_at_the_desk(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        played(story, cat)
        assert story.ticket(cat).team == SERVICE_DESK
