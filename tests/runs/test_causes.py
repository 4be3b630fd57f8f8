"""Why the attainable fell: each fall has one cause, and a decision of its minute comes first."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.commands import Entry
from itilsim.domain.debriefing.values import Dear
from itilsim.domain.names import ContactId, FaultId, TeamId, TicketId
from itilsim.domain.scoring.tally import Finding
from itilsim.runs.attainable import Fall
from itilsim.runs.causes import MINUTE, cause_of
from tests.courses import curve

ANN = ContactId("contact-1")
TAKEN = Entry(130, 0, "trainee", c.TakeCall(ANN))
ENDED = Entry(200, 1, "trainee", c.EndCall(ANN))
HUNG_UP = f.CallAbandoned(250, ANN)
RETURNED = f.TicketReturned(248, TicketId(ANN), TeamId("NET"), "owner")
MISSED = f.TargetMissed(241, TicketId(ANN), "response", 2)
STRUCK = f.FaultStruck(245, FaultId("server/hang/1"), "down")


def dear(entry: int | None) -> Dear:
    found = Finding("impact", ANN, 130, 1, entry, 0, 1, 3, 3)
    return Dear(found, 40)


def test_a_decision_of_that_minute_comes_first() -> None:
    found = cause_of(2, [TAKEN, ENDED], [dear(9), dear(0)], [f.CallAbandoned(140, ANN)], None)
    assert (found.kind, found.dear, found.before) == ("decision", dear(0), TAKEN)


def test_nothing_decided_belongs_to_no_entry() -> None:
    assert cause_of(2, [TAKEN], [dear(None)], [], None).kind == "deed"


def test_what_was_done_without_cost_has_the_dearest_of_its_matter_beside_it() -> None:
    dearest = [dear(9), dear(None)]
    assert cause_of(2, [TAKEN], dearest, [], None).about == dearest[0]
    other = Entry(130, 0, "trainee", c.TakeCall(ContactId("contact-2")))
    assert cause_of(2, [other], dearest, [], None).about is None


def test_a_call_that_hung_up_is_told_before_what_else_happened() -> None:
    found = cause_of(4, [TAKEN, ENDED], [dear(0)], [STRUCK, HUNG_UP], None)
    assert (found.kind, found.happened, found.before) == ("hung_up", HUNG_UP, ENDED)
    assert cause_of(4, [TAKEN], [], [STRUCK], None).kind == "struck"
    assert cause_of(3, [TAKEN, ENDED], [], [STRUCK, HUNG_UP], None).kind == "deed"


def test_a_record_that_is_sent_back_and_a_missed_target_are_causes() -> None:
    assert cause_of(4, [TAKEN], [], [MISSED, RETURNED], None).happened == RETURNED
    found = cause_of(4, [TAKEN], [], [MISSED], None)
    assert (found.kind, found.happened) == ("missed", MISSED)


def test_what_was_begun_before_is_told_while_it_lasts() -> None:
    lasts = Entry(130, 0, "trainee", c.WriteHandover())
    assert lasts.command.seconds > MINUTE
    found = cause_of(3, [lasts], [], [], None)
    assert (found.kind, found.before) == ("busy", lasts)
    assert cause_of(30, [lasts], [], [], None).kind == "wait"


def test_a_wait_names_what_was_done_last() -> None:
    assert cause_of(9, [TAKEN, ENDED], [dear(0)], [], None).before == ENDED
    nothing = cause_of(0, [TAKEN], [], [], None)
    assert (nothing.kind, nothing.before) == ("wait", None)


def test_an_empty_seat_is_told_from_its_minute_on() -> None:
    assert cause_of(10, [TAKEN], [], [], 600).kind == "left"
    assert cause_of(9, [TAKEN], [], [], 600).kind == "wait"


@pytest.mark.parametrize("policy", ["first_come", "by_priority", "random_choice", "idle"])
def test_every_fall_of_a_run_has_a_cause_that_the_run_shows(policy: str) -> None:
    run, found = curve(policy)
    for fall in found.falls:
        start = fall.minute * MINUTE
        assert (fall.cause.kind == "decision") == (fall.dear is not None)
        assert _shown(fall, start), fall
        if fall.entries:
            assert fall.cause.before == fall.entries[-1]
        elif fall.cause.before is not None:
            assert fall.cause.before.at < start
        if fall.cause.happened is not None:
            assert fall.cause.happened in run.facts
            assert start <= fall.cause.happened.at < start + MINUTE


def _shown(fall: Fall, start: int) -> bool:
    """Whether the entries of its minute allow the kind."""
    last = fall.cause.before
    kind = fall.cause.kind
    if kind in ("decision", "deed"):
        return bool(fall.entries)
    if kind == "busy":
        return last is not None and last.at + last.command.seconds > start
    if kind == "wait":
        return not fall.entries and (last is None or last.at + last.command.seconds <= start)
    return kind in ("hung_up", "struck", "returned", "missed", "asked_again")
