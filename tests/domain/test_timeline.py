"""A shift minute by minute agrees with its log, counted another way."""

from __future__ import annotations

import pytest

from itilsim.domain import facts as f
from itilsim.domain.debriefing.measured import SLOWED, STOPPED, Timeline
from itilsim.domain.debriefing.timeline import STEP, timeline
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.practices import new_state
from tests.played import first_shift, played

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")


def of(policy: str) -> Timeline:
    return played(policy).debrief.timelines["you"]


@pytest.mark.parametrize("policy", POLICIES)
def test_it_goes_to_the_end_of_the_aftermath(policy: str) -> None:
    found, minutes = of(policy), first_shift().end // STEP
    assert len(found.waiting) == len(found.lost) == minutes
    assert {len(row.levels) for row in found.services} <= {minutes}
    assert found.ended_at == played(policy).debrief.ended_at


@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_lost_never_falls_and_ends_at_what_the_debrief_says(policy: str) -> None:
    found = of(policy)
    assert list(found.lost) == sorted(found.lost)
    assert found.lost[-1] == played(policy).debrief.lost_user_minutes


@pytest.mark.parametrize("policy", POLICIES)
def test_who_waits_is_who_stands_in_the_column_at_that_moment(policy: str) -> None:
    state = new_state(first_shift())
    waiting: list[int] = []
    for fact in played(policy).facts:
        while (len(waiting) + 1) * STEP <= min(fact.at, first_shift().end):
            waiting.append(len(state.desk.inbox))
        state.desk.at = fact.at
        state.apply(fact)
    assert of(policy).waiting[: len(waiting)] == tuple(waiting)
    assert max(waiting) > 0


@pytest.mark.parametrize("policy", POLICIES)
def test_every_deed_is_a_fact_of_the_seat(policy: str) -> None:
    facts, done = played(policy).facts, [deed for _, deed in of(policy).deeds]
    own = [each for each in facts if getattr(each, "actor", None) == "trainee"]
    sent = [e for e in own if isinstance(e, f.TicketAssigned) and e.team != SERVICE_DESK]
    assert done.count("opened") == sum(isinstance(e, f.TicketOpened) for e in own)
    assert done.count("resolved") == sum(isinstance(e, f.TicketResolved) for e in own)
    assert done.count("sent") == len(sent) + sum(isinstance(e, f.TeamAlerted) for e in own)


def test_a_service_is_stopped_from_the_strike_and_slowed_once_worked_around() -> None:
    """The switch of the first shift stops the warehouse at 09:23; Toni gets it going by KE-09."""
    toni, idle = of("textbook"), of("idle")
    lost = next(e for e in played("textbook").debrief.lost if e.component == "ws-sw-07")
    row = next(row for row in toni.services if row.service == "WMS")
    assert lost.struck_at is not None
    assert lost.worked_around_at is not None
    assert lost.over_at is not None
    assert row.levels[lost.struck_at // STEP] == STOPPED
    assert row.levels[lost.worked_around_at // STEP + 1] == SLOWED
    after = row.levels[lost.over_at // STEP + 1 :]
    assert STOPPED not in after
    worst = next(row for row in idle.services if row.service == "WMS")
    assert worst.levels.count(STOPPED) > 2 * row.levels.count(STOPPED)


def test_promises_are_those_that_the_score_counts() -> None:
    toni = of("textbook")
    broken = [each for each in toni.promises if not each.kept]
    assert len(toni.promises) > 5
    assert len(broken) <= 1
    assert of("first_come").promises == ()


def test_the_same_log_gives_the_same_timeline() -> None:
    assert timeline(first_shift(), played("by_priority").facts) == of("by_priority")
