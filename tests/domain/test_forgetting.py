"""Memory follows open work: what is over is let go after some days, what somebody may need is not.

Each history ends with somebody else's call some days later, since a state looks through itself when
something happens.
"""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.bounds import NEVER
from itilsim.domain.desk import KEEP_CLOSED
from itilsim.domain.forgetting import LOOK_EVERY
from itilsim.domain.names import TRAINEE, AlertId, CauseId, FaultId, TeamId, TicketId
from itilsim.domain.practices import new_state
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.builders import Story, began, contact_id
from tests.data.corner import BOB, CAT, DAN, EVE, NET, SERVER, SRV, SWITCH, corner
from tests.data.estates import estate

LONG = KEEP_CLOSED + LOOK_EVERY
"""After so many seconds what is over has gone."""


@pytest.fixture
def story() -> Story:
    return Story()


def later(story: Story, at: int = 2 * LONG) -> None:
    """Somebody calls, long after."""
    story.call(EVE, "loose-key", at=at, cause=f"arrival/{at}")


class TestContacts:
    def test_who_was_answered_goes(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat, "KA-1"))
        story.do(c.LogTicket(cat, "information"))
        story.do(c.ResolveTicket(TicketId(cat), "answered"), c.CloseTicket(TicketId(cat)))
        assert cat in story.desk.contacts
        story.logged(story.call(DAN, "how-to", at=LONG), "information")
        story.do(c.ResolveTicket(TicketId(contact_id(DAN, "arrival/how-to-dan")), "answered"))
        story.do(c.CloseTicket(TicketId(contact_id(DAN, "arrival/how-to-dan"))))
        later(story)
        assert cat not in story.desk.contacts
        assert cat not in story.plant.causes
        assert CauseId("arrival/how-to-cat") not in story.plant.subjects
        assert CauseId("arrival/how-to-cat") not in story.plant.settled

    def test_who_hung_up_goes(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", channel="phone")
        story.happen(f.CallAbandoned(900, cat))
        later(story)
        assert cat not in story.desk.contacts

    def test_whose_trouble_is_not_over_stays_in_the_truth(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", channel="phone")
        story.happen(f.CallAbandoned(900, cat))
        later(story)
        assert cat in story.plant.causes
        story.happen(f.TroubleSettled(2 * LONG, CauseId("arrival/no-print-cat"), "WP"))
        later(story, 3 * LONG)
        assert cat not in story.plant.causes

    def test_who_still_waits_stays(self, story: Story) -> None:
        cat = story.call(CAT, "no-print")
        later(story)
        assert cat in story.desk.contacts

    def test_who_owes_an_answer_stays(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", channel="phone")
        story.do(c.TakeCall(cat), c.EndCall(cat))
        story.happen(f.QuestionAsked(60, cat, TRAINEE, "item"), f.CallAbandoned(60, cat))
        later(story)
        assert cat in story.desk.contacts

    def test_who_is_patient_for_a_month_stays(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", channel="phone", patience=5 * LONG)
        story.happen(f.CallAbandoned(900, cat))
        later(story)
        assert cat in story.desk.contacts

    def test_who_asked_again_goes_with_the_record(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        again = story.call(CAT, "no-print", at=600, n=2, chases=cat)
        story.do(c.UpdateCaller(cat))
        later(story)
        assert again in story.desk.contacts
        at = 2 * LONG
        story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat), at=at)
        dan = story.logged(story.call(DAN, "no-print", at=at + LONG))
        story.do(c.ResolveTicket(dan, "fixed"), c.CloseTicket(dan), at=at + LONG)
        later(story, at + 2 * LONG)
        assert cat not in story.desk.tickets
        assert again not in story.desk.contacts

    def test_whoever_is_asked_after_stays_with_who_asks(self, story: Story) -> None:
        cat = story.call(CAT, "no-print", channel="phone")
        story.happen(f.CallAbandoned(900, cat))
        story.call(CAT, "no-print", at=KEEP_CLOSED - 60, n=2, chases=cat)
        later(story, KEEP_CLOSED + 1000)
        assert cat in story.desk.contacts


class TestAlerts:
    def cleared(self, story: Story, at: int = 600) -> AlertId:
        alert = story.alarm(SWITCH)
        story.happen(f.AlertCleared(at, alert))
        return alert

    def test_what_was_read_and_has_cleared_goes(self, story: Story) -> None:
        alert = self.cleared(story)
        story.do(c.AcknowledgeAlert(alert, "exception"))
        later(story)
        assert alert not in story.desk.alerts
        assert alert not in story.desk.signals.values()

    def test_what_nobody_has_read_stays(self, story: Story) -> None:
        alert = self.cleared(story)
        later(story)
        assert alert in story.desk.alerts

    def test_what_stands_stays(self, story: Story) -> None:
        alert = story.alarm(SWITCH)
        story.do(c.AcknowledgeAlert(alert, "exception"))
        later(story)
        assert alert in story.desk.alerts

    def test_what_a_team_has_stays_until_it_has_been_taken_up(self, story: Story) -> None:
        alert = self.cleared(story)
        story.do(c.AlertTeam(alert, NET))
        later(story)
        assert alert in story.desk.alerts
        story.happen(f.WorkStarted(2 * LONG, alert, NET))
        later(story, 4 * LONG)
        assert alert not in story.desk.alerts

    def test_what_a_team_works_on_stays_while_it_is_broken(self, story: Story) -> None:
        fault = FaultId(f"{SWITCH}/switch-dead/1")
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.alarm(SWITCH, cause=fault)
        story.do(c.AlertTeam(alert, NET))
        story.happen(f.WorkStarted(60, alert, NET), f.AlertCleared(60, alert))
        later(story)
        assert alert in story.desk.alerts
        reported = story.happen(f.FaultRepaired(2 * LONG, fault, NET))
        assert f.RepairReported in {type(each) for each in reported}
        later(story, 4 * LONG)
        assert alert not in story.desk.alerts
        assert fault not in story.plant.faults


class TestRecords:
    def cancelled(self, story: Story, subject: str) -> TicketId:
        ticket = story.logged(subject)
        story.do(c.CancelTicket(ticket))
        return ticket

    def test_what_was_cancelled_goes(self, story: Story) -> None:
        cat = self.cancelled(story, story.call(CAT, "no-print"))
        later(story)
        assert cat not in story.desk.tickets
        assert story.desk.ticket_of(cat) is None

    def test_what_stands_on_the_console_keeps_its_record(self, story: Story) -> None:
        alert = self.cancelled(story, story.alarm(SWITCH))
        later(story)
        assert alert in story.desk.tickets

    def test_a_child_stays_with_its_parent(self, story: Story) -> None:
        """A notice on the parent reaches the groups of all its children."""
        cat, dan = story.logged(story.call(CAT, "slow")), story.call(DAN, "slow")
        story.do(c.LinkTicket(dan, cat), c.CancelTicket(TicketId(dan)))
        later(story)
        assert TicketId(dan) in story.desk.tickets

    def test_an_open_record_stays(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        later(story)
        assert story.desk.contact_of(story.ticket(cat)) is not None
        assert cat in story.plant.causes


class TestFaults:
    def repaired(self, story: Story, team: TeamId = SRV) -> FaultId:
        fault = FaultId(f"{SERVER}/hang/1")
        story.happen(began(SERVER, "hang"), f.MajorDeclared(1, SERVER, TRAINEE))
        story.happen(f.FaultRepaired(600, fault, team))
        return fault

    def test_what_was_repaired_long_ago_goes(self, story: Story) -> None:
        fault = self.repaired(story)
        later(story)
        assert fault not in story.plant.faults
        assert fault not in story.plant.majors
        assert story.plant.next_fault_id(SERVER, "hang") == f"{SERVER}/hang/2"

    def test_what_hurts_stays(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        later(story)
        assert FaultId(f"{SERVER}/hang/1") in story.plant.faults

    def test_what_somebody_still_speaks_of_stays(self, story: Story) -> None:
        story.logged(story.call(BOB, "no-mail", cause=f"{SERVER}/hang/1"))
        fault = self.repaired(story)
        later(story)
        assert fault in story.plant.faults


def test_nothing_goes_before_its_time(story: Story) -> None:
    cat = story.call(CAT, "no-print", channel="phone")
    story.happen(f.CallAbandoned(900, cat))
    later(story, KEEP_CLOSED)
    assert cat in story.desk.contacts


def test_judging_forgets_nothing() -> None:
    state = new_state(corner(), keeps_closed=NEVER)
    story = Story()
    cat = story.call(CAT, "no-print", channel="phone")
    story.happen(f.CallAbandoned(900, cat))
    later(story)
    for fact in story.log:
        state.apply(fact)
    assert cat in state.desk.contacts


def _played(policy: str) -> Shift:
    shift = Shift(estate(80, days=9), 1)
    play(shift, policy)
    shift.finish()
    return shift


@pytest.mark.parametrize("policy", ["first_come", "random_choice", "textbook"])
def test_what_is_forgotten_was_needed_by_nobody(
    policy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine days give the same log whether or not anything is let go."""
    forgetful = _played(policy)
    monkeypatch.setattr("itilsim.domain.state.forget", lambda *_: None)
    assert forgetful.digest == _played(policy).digest


def test_of_whom_everybody_was_served_little_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    forgetful = _played("first_come")
    monkeypatch.setattr("itilsim.domain.state.forget", lambda *_: None)
    other = _played("first_come")
    assert len(forgetful.desk.contacts) < 0.9 * len(other.desk.contacts)
    one, two = (each._world.state.plant for each in (forgetful, other))
    for few, many in ((one.causes, two.causes), (one.settled, two.settled)):
        assert len(few) < 0.8 * len(many)
    assert len(one.faults) < 0.8 * len(two.faults)
