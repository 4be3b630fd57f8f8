"""The coach at the desk: he speaks in turn, journals what was told, and sells nothing unasked."""

from __future__ import annotations

import pytest

from itilsim.coaching.decisions import decided
from itilsim.coaching.fading import SEEN, Coach
from itilsim.domain import commands as c
from itilsim.domain.errors import Refused
from itilsim.domain.names import TRAINEE, ContactId, TicketId
from itilsim.seat.coaching import Coaching
from itilsim.seat.names import Called
from itilsim.seat.session import Session
from itilsim.sim.policies.stumbler import stumbler
from tests.builders import contact_id
from tests.tui.shifts import SEED, session

MOUSE = contact_id("hettie", "arrival/U1", seed=SEED)


class Coached:
    """A session with its coach at the side."""

    def __init__(self) -> None:
        self.session: Session = session("coached")
        self.coach = Coach()
        called = Called(self.session.desk, {}, SEED)
        self.coaching = Coaching(self.coach, self.session, called)

    @property
    def kinds(self) -> list[str]:
        return [each.command.kind for each in self.session.shift.journal]

    @property
    def voices(self) -> list[str]:
        return [each.voice for each in self.coaching.words]


@pytest.fixture
def coached() -> Coached:
    return Coached()


def test_what_is_refused_is_not_spoken_of(coached: Coached) -> None:
    with pytest.raises(Refused):
        coached.coaching.submit(c.LogTicket(ContactId("nobody"), "incident"))
    with pytest.raises(Refused):
        coached.coaching.submit(c.TakeCall(MOUSE))
    coached.coaching.speak()
    assert coached.voices == []
    assert coached.kinds == []


def test_what_was_right_is_said_and_leaves_no_trace(coached: Coached) -> None:
    coached.coaching.submit(c.LogTicket(MOUSE, "request"))
    coached.coaching.speak()
    assert coached.voices == ["head", "right"]
    assert coached.kinds == ["log-ticket"]


def test_what_was_wrong_is_said_with_the_way_to_mend_it_and_journalled(coached: Coached) -> None:
    coached.coaching.submit(c.LogTicket(MOUSE, "incident"))
    coached.coaching.speak()
    coached.coaching.speak()
    assert coached.voices == ["head", "wrong", "seen", "mend"]
    assert coached.kinds == ["log-ticket", "hear-feedback"]


def test_what_was_read_is_gone(coached: Coached) -> None:
    assert not coached.coaching.go_on()
    coached.coaching.submit(c.LogTicket(MOUSE, "incident"))
    coached.coaching.speak()
    assert coached.coaching.go_on()
    coached.coaching.speak()
    assert coached.voices == []


def test_what_was_said_does_not_stand_over_all_that_comes_after_it(coached: Coached) -> None:
    coached.coaching.submit(c.LogTicket(MOUSE, "incident"))
    coached.coaching.speak()
    for _ in range(SEEN):
        assert coached.voices == ["head", "wrong", "seen", "mend"]
        coached.coaching.submit(c.SearchKnowledge(TicketId(MOUSE)))
        coached.coaching.speak()
    assert coached.voices == []


def test_a_hint_is_paid_only_when_its_price_was_shown(coached: Coached) -> None:
    for rungs in (0, 1, 2, 3, 3):
        coached.coaching.ask(MOUSE)
        journal = [each.command for each in coached.session.shift.journal]
        taken = [each.rung for each in journal if isinstance(each, c.AskHint)]
        assert taken == [*range(1, rungs + 1)]
    assert "mend" not in coached.voices


def test_what_was_paid_once_is_shown_again_for_nothing(coached: Coached) -> None:
    coached.coaching.ask(MOUSE)
    coached.coaching.ask(MOUSE)
    assert coached.coaching.go_on()
    coached.coaching.ask(MOUSE)
    assert coached.voices == ["head", "seen", "mend"]
    assert coached.kinds == ["ask-hint"]


def test_a_hint_on_nothing_costs_nothing(coached: Coached) -> None:
    coached.session.submit(c.EndShift())
    coached.coaching.speak()
    assert coached.kinds == ["end-shift"]


def test_an_alert_is_not_called_by_its_kind_before_that_is_decided(coached: Coached) -> None:
    coached.session.wait(301)
    coached.session.wait(301)
    alert = next(e for e in coached.session.desk.alerts.values() if e.acknowledged is None)
    coached.coaching.ask(alert.id)
    words = " ".join(each.words for each in coached.coaching.words)
    assert "kind of event" in words
    assert alert.significance not in words.lower()


@pytest.mark.parametrize("draw", range(4))
def test_what_fades_waits_until_nothing_waits(draw: int) -> None:
    coached = Coached()
    desk, coach = coached.session.desk, coached.coach
    steps = stumbler("beginner", draw)(desk, SEED)
    command, at_once, held = next(steps), 0, 0
    while not coached.session.ended:
        accepted = False
        if isinstance(command, c.Command):
            found = decided(desk, command)
            faded = bool(found) and all(coach.is_silent_on(each.field) for each in found)
            try:
                coached.coaching.submit(command)
                accepted = True
            except Refused:
                coached.session.wait(desk.at + 10)
            if accepted and found and not coached.session.ended:
                quiet = not desk.inbox and TRAINEE not in desk.live
                coached.coaching.speak()
                spoken = coach.now == found
                assert spoken == (not faded) or quiet
                at_once += spoken
                held += faded and not quiet
        else:
            coached.session.wait(max(command or coached.session.shift.setting.horizon, desk.at + 1))
        while coached.coaching.go_on():
            coached.coaching.speak()
        if not coached.session.ended:
            command = steps.send(accepted)
    assert at_once > 5
    assert held > 0
