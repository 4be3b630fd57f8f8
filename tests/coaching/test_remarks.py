"""For each way to lose points the coach has words, or it is stated why he cannot know it yet."""

from __future__ import annotations

from typing import Final

import pytest

from itilsim.coaching.coach_words import feedback
from itilsim.coaching.decisions import Decided, decided
from itilsim.coaching.fading import Coach
from itilsim.coaching.remarks import REMARKS, remark
from itilsim.domain import commands as c
from itilsim.domain.assess import assess
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import TRAINEE, ContactId, TicketId
from itilsim.domain.practices.coaching import COACHED
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.reports.reasons import _BECAUSE
from itilsim.seat.names import Called
from itilsim.sim.policies.playing import POLICIES
from itilsim.sim.shift import Shift
from tests.played import first_shift

LATER: Final = "it shows only in what is left undone, which may still be done"
HISTORY: Final = "it says how a decision was mended, or with what help: the first try was spoken of"
TRUTH: Final = "it hangs on the truth, of which the desk shows nothing"
FIELDS: Final = (
    "what was filled in beside the decision has no price of its own: a word on it would be \
a correction for nothing"
)
FINDS: Final = "it is the sum of what happened, not a decision"
NOTE: Final = "a note can be written again until the end: a word on it would be a correction for \
nothing"

WORDS: Final[dict[str, str]] = {
    # Criteria.
    "kind": "kind", "category": FIELDS, "impact": "impact", "urgency": "urgency",
    "destination": "team", "correlation": "link", "known_error": "known_error",
    "escalation": "lead", "access": "unchecked", "events": "significance",
    "lost_minutes": FINDS, "left": FINDS, "response": FINDS, "resolution": FINDS, "cost": FINDS,
    "satisfaction": FINDS, "told": LATER, "ownership": "not_asked", "problem": "needless",
    "proactive": "team", "handover": NOTE,
    # Deductions.
    "unchecked": "unchecked", "impostor": "unchecked", "hold": "hold", "not_restored": "cancelled",
    "against_word": "against_word", "lowered": "urgency", "false_p1": "impact", "teams": "team",
    # Reasons.
    "hint": HISTORY, "prompted": HISTORY, "rejected": HISTORY, "corrected": HISTORY,
    "corrected_late": HISTORY, "nearer_later": HISTORY, "looked_again_late": HISTORY,
    "to_and_fro": HISTORY, "sent_right_later": HISTORY, "sent_back": "team",
    "not_looked_again": LATER, "unlogged": LATER, "logged_later": LATER, "only_answered": LATER,
    "only_read": LATER, "only_team": LATER, "unread": LATER, "not_acted": LATER, "unrated": LATER,
    "kept": LATER, "unserved": LATER, "never_sent": LATER, "after_the_time_box": LATER,
    "lead_not_told": LATER, "unverified": LATER, "stranger_not_refused": LATER,
    "never_answered": LATER, "never_taken_on": LATER, "answered_late": LATER,
    "taken_on_late": LATER, "asked_again": LATER, "promise_kept_late": LATER,
    "promise_forgotten": LATER, "silence": LATER, "open_without_promise": LATER,
    "left_open": LATER, "not_closed": LATER, "not_raised": LATER, "not_passed_on": LATER,
    "passed_on_late": TRUTH, "ended_unserved": TRUTH, "ended_early": TRUTH, "reopened": TRUTH,
    "promised_too_late": TRUTH, "p1_too_low": "impact",
    "question_open": "urgency", "needless_record": "kind", "misread": "significance",
    "service": "misnamed", "item": FIELDS, "item_near": FIELDS,
    "no_help": "known_error", "verified_on_another_call": LATER, "given_unchecked": "unchecked",
    "lead_told_needlessly": "lead", "cancelled": "cancelled", "not_asked": "not_asked",
    "needless": "needless", "needless_elsewhere": "needless", "sent_elsewhere": "team",
    "stood_alone": "link", "stood_as_the_parent": "link", "stood_under_a_stranger": "link",
    "no_note": NOTE, "note_lacks": NOTE, "note_names_needless": NOTE, "note_early": NOTE,
}  # fmt: skip
"""By criterion, deduction and reason: the decision or remark in which the coach speaks of it, or
why he does not."""
WHY: Final = {LATER, HISTORY, TRUTH, FIELDS, FINDS, NOTE}


def test_each_way_to_lose_points_has_words_or_a_reason() -> None:
    ways = {each.id for each in CRITERIA} | {each.id for each in DEDUCTIONS} | set(_BECAUSE)
    assert WORDS.keys() == ways
    spoken = {words for words in WORDS.values() if words not in WHY}
    assert spoken <= {*COACHED, *REMARKS}
    assert spoken >= REMARKS.keys()


def shift_until(policy: str, at: int) -> Shift:
    shift = Shift(first_shift(), 1, mode="coached")
    steps = POLICIES[policy](shift.desk, 1)
    command = next(steps)
    while shift.at < at:
        accepted = isinstance(command, c.Command) and _accepted(shift, command)
        if not accepted:
            shift.advance_to_change(at)
        command = steps.send(accepted)
    return shift


def _accepted(shift: Shift, command: c.Command) -> bool:
    try:
        shift.advance(shift.submit(command).busy_until)
    except Refused:
        return False
    return True


def do(shift: Shift, command: c.Command) -> None:
    shift.advance(shift.submit(command).busy_until)


def caller(desk: Desk, person: str) -> ContactId:
    return next(each.id for each in desk.contacts.values() if each.person == person)


def said(shift: Shift, command: c.Command) -> str:
    """What the coach says of a command before it is done."""
    found = decided(shift.desk, command)
    if not found:
        return ""
    lines = feedback(found, shift.desk, Called(shift.desk, {}, 1))
    assert lines[-1].voice == "mend"
    assert all(each.words.endswith(".") for each in lines[1:])
    return " ".join(each.words for each in lines)


def opened(person: str, at: int = 1) -> tuple[Shift, TicketId]:
    """A record of somebody who wrote, and nothing more."""
    shift = Shift(first_shift(), 1, mode="coached")
    shift.advance(at)
    contact = caller(shift.desk, person)
    do(shift, c.LogTicket(contact, "request"))
    return shift, TicketId(contact)


def test_who_ends_it_against_the_callers_word_hears_of_it() -> None:
    shift, ticket = opened("hettie")
    assert said(shift, c.ResolveTicket(ticket, "fulfilled")) == ""
    do(shift, c.ConfirmRestoration(ticket))
    assert shift.desk.tickets[ticket].confirmed is False
    for command in (c.ResolveTicket(ticket, "fulfilled"), c.CancelTicket(ticket)):
        assert "The caller said that it does not work yet." in said(shift, command)


def test_who_closes_without_asking_hears_of_it_when_nothing_can_be_got_back() -> None:
    shift, ticket = opened("hettie")
    do(shift, c.ResolveTicket(ticket, "fulfilled"))
    assert "Nobody asked the caller." in said(shift, c.CloseTicket(ticket))


def test_who_closes_it_under_another_service_hears_of_it() -> None:
    shift = Shift(first_shift(), 1, mode="coached")
    shift.advance(90)
    priya = caller(shift.desk, "priya")
    do(shift, c.TakeCall(priya))
    right = assess(shift.desk, priya).service.best
    other = next(each for each in shift.desk.estate.services if each != right)
    do(shift, c.LogTicket(priya, "request", "access", other))
    ticket = TicketId(priya)
    do(shift, c.StartModel(ticket, "RM-01"))
    do(shift, c.VerifyIdentity(priya))
    do(shift, c.FulfilStep(ticket))
    do(shift, c.ConfirmRestoration(ticket))
    do(shift, c.ResolveTicket(ticket, "fulfilled"))
    assert "The record names another service" in said(shift, c.CloseTicket(ticket))


def test_whose_record_names_the_service_hears_nothing_of_it() -> None:
    """The whole of a textbook morning, in which every record is closed under its service."""
    shift = shift_until("textbook", 75 * 60)
    closed = [each for each in shift.desk.tickets.values() if each.is_over]
    assert len(closed) > 3
    for each in closed:
        assert remark(shift.desk, c.CloseTicket(each.id)) == ""


def test_who_cancels_what_somebody_waits_for_hears_of_it() -> None:
    shift, ticket = opened("hettie")
    assert "The caller still waits." in said(shift, c.CancelTicket(ticket))


@pytest.mark.parametrize("reason", ["caller", "supplier", "change", "problem"])
def test_who_stops_the_clock_for_nothing_hears_of_it(reason: str) -> None:
    shift, ticket = opened("hettie")
    hold = c.HoldTicket(ticket, reason)  # type: ignore[arg-type]  # each reason that there is
    assert "Nothing at this desk waits for that." in said(shift, hold)


def test_who_gives_access_unchecked_hears_of_it() -> None:
    shift = Shift(first_shift(), 1, mode="coached")
    shift.advance(90)
    priya = caller(shift.desk, "priya")
    do(shift, c.TakeCall(priya))
    do(shift, c.LogTicket(priya, "request"))
    do(shift, c.StartModel(TicketId(priya), "RM-01"))
    assert "First comes the check" in said(shift, c.FulfilStep(TicketId(priya)))
    do(shift, c.VerifyIdentity(priya))
    assert said(shift, c.FulfilStep(TicketId(priya))) == ""


def test_who_raises_a_problem_or_tells_the_lead_for_nothing_hears_of_it() -> None:
    shift, ticket = opened("hettie")
    do(shift, c.CategoriseTicket(ticket, "incident"))
    assert "nothing like it" in said(shift, c.RaiseProblem(ticket, ()))
    assert "This is no P1." in said(shift, c.EscalateTicket(ticket))


def test_with_what_comes_back_a_problem_is_not_called_needless() -> None:
    shift = shift_until("textbook", 75 * 60)
    heads = [e for e in shift.desk.tickets.values() if e.children]
    assert heads
    for each in heads:
        assert said(shift, c.RaiseProblem(each.id, ())) == ""


def test_a_remark_has_no_price_and_is_not_journalled() -> None:
    coach = Coach()
    shift, ticket = opened("hettie")
    cancel = c.CancelTicket(ticket)
    coach.take(cancel, decided(shift.desk, cancel))
    assert coach.speak(pause=False) == ()
    assert [each.field for each in coach.now] == ["cancelled"]
    coach.forget_what_was_right()
    coach.speak(pause=True)
    assert not coach.now


def test_a_call_without_a_record_earns_no_remark() -> None:
    shift = Shift(first_shift(), 1, mode="coached")
    shift.advance(90)
    do(shift, c.TakeCall(caller(shift.desk, "priya")))
    assert TRAINEE in shift.desk.live
    found: tuple[Decided, ...] = decided(shift.desk, c.EndCall(caller(shift.desk, "priya")))
    assert found == ()
