"""Guided play: what counts is the first try on what the trainee decides."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.names import Mode, TicketId
from itilsim.domain.scoring import Tally
from itilsim.sim.shift import Shift
from tests.builders import contact_id
from tests.played import first_shift

PRIYA = contact_id("priya", "arrival/F1")


def tally(*commands: c.Command, mode: Mode = "guided") -> Tally:
    judging = scoring.start(first_shift())
    shift = Shift(
        first_shift(),
        1,
        mode=mode,
        sink=lambda fact, _: scoring.step(judging, fact),
    )
    shift.advance(60 + 1)
    for each in commands:
        shift.submit(each)
        shift.advance(shift.busy_until())
    shift.finish()
    return scoring.finish(judging)


LOGGED = (c.TakeCall(PRIYA), c.LogTicket(PRIYA, "request"), c.StartModel(TicketId(PRIYA), "RM-01"))


def test_right_at_once_counts() -> None:
    assert tally(*LOGGED).first_tries == (2, 2)


def test_what_was_wrong_at_first_does_not() -> None:
    wrong = c.RejectChoice(PRIYA, "kind", "incident")
    assert tally(LOGGED[0], wrong, *LOGGED[1:]).first_tries == (1, 2)


def test_what_is_not_open_yet_is_the_tutors() -> None:
    """Service, item and category are filled in; impact opens with a later step."""
    alone = tally(*LOGGED[:2])
    assert alone.first_tries == (1, 1)
    assert alone.decisions > 1


def test_outside_guided_play_there_is_none() -> None:
    assert tally(*LOGGED, mode="practice").first_tries is None
