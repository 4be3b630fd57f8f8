"""A minute of a shift is the Desk as a replay would leave it, and what happened in that minute."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

from itilsim.domain.commands import Entry
from itilsim.domain.debriefing.measured import SLOWED, STOPPED, UP
from itilsim.domain.debriefing.moments import Moments
from itilsim.domain.desk import Desk
from itilsim.domain.facts import Fact
from itilsim.domain.state import State
from itilsim.domain.telling import owed_by
from itilsim.sim.policies import play
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from tests.played import first_shift, played

POLICIES = ("first_come", "by_priority", "textbook")
MINUTES = (0, 1, 7, 24, 31, 52, 53, 60, 89)
_LEVELS = {"up": UP, "degraded": SLOWED, "down": STOPPED}


@cache
def journal(policy: str) -> tuple[Entry, ...]:
    shift = Shift(first_shift(), 1)
    play(shift, policy)
    return tuple(shift.journal)


def run(policy: str = "by_priority") -> Moments:
    return Moments(first_shift(), played(policy).facts, journal(policy))


def desk_at(policy: str, at: int) -> Desk:
    """The Desk at a second, by playing the journal up to there."""
    shift = replay(first_shift(), 1, [each for each in journal(policy) if each.at < at])
    shift.advance(at)
    return shift.desk


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("minute", MINUTES)
def test_a_minute_shows_the_desk_that_a_replay_up_to_there_leaves(policy: str, minute: int) -> None:
    shown, desk = run(policy).at(minute), desk_at(policy, minute * 60)
    assert {each.subject for each in shown.waiting} == set(map(str, desk.inbox))
    assert [each.ticket for each in shown.open] == list(desk.open)
    for each in shown.open:
        ticket = desk.tickets[each.ticket]
        assert (each.priority, each.team, each.parent) == (
            ticket.priority, ticket.team, ticket.parent,
        )  # fmt: skip
        assert each.promised_at == owed_by(ticket)
    for seen in shown.services:
        assert seen.level == _LEVELS[desk.board.get(seen.service, "up")]


def test_clocks_are_those_of_that_second() -> None:
    shown = run()
    clocks = [
        {(one.ticket, c.clock): c.left for one in shown.at(minute).open for c in one.clocks}
        for minute in (30, 31)
    ]
    both = clocks[0].keys() & clocks[1].keys()
    assert len(both) >= 5
    assert {clocks[0][each] - clocks[1][each] for each in both} == {60}


def test_every_deed_and_arrival_stands_in_exactly_one_minute() -> None:
    shown = run()
    minutes = [shown.at(minute) for minute in range(shown.minutes)]
    assert tuple(e for each in minutes for e in each.did) == shown.done
    assert tuple(e for each in minutes for e in each.happened) == shown.happened
    assert len(shown.done) == sum(each.actor == "trainee" for each in journal("by_priority")) - 1, (
        "all but the end of the shift, which is at its last second"
    )
    assert all(each.at <= one.at < each.at + 60 for each in minutes for one in each.did)


def test_looking_to_and_fro_reads_the_log_once(monkeypatch: pytest.MonkeyPatch) -> None:
    applied: list[Fact] = []
    plain = State.apply

    def counted(state: State, fact: Fact) -> None:
        applied.append(fact)
        plain(state, fact)

    monkeypatch.setattr(State, "apply", counted)
    shown, draw = run(), Random(3)
    seen = {minute: shown.at(minute) for minute in (5, 80, 12, 80, 0)}
    for _ in range(50):
        minute = draw.randrange(81)
        assert shown.at(minute) is shown.at(minute)
    assert shown.at(12) is seen[12]
    assert len(applied) == sum(each.at < 80 * 60 for each in played("by_priority").facts)


def test_minutes_outside_are_the_nearest_inside() -> None:
    shown = run()
    assert shown.at(-5) is shown.at(0)
    assert shown.at(10_000) is shown.at(89)


def test_events_are_the_minutes_in_which_something_was_done_or_came() -> None:
    shown, found = run(), [0]
    while (following := shown.after(found[-1])) != found[-1]:
        found.append(following)
    loud = [n for n in range(shown.minutes) if shown.at(n).did or shown.at(n).happened]
    assert found[:-1] == loud[: len(found) - 1]
    assert found[-1] == shown.minutes - 1
    assert shown.before(found[5]) == found[4]
    assert shown.before(0) == 0


def test_the_truth_names_faults_that_nobody_could_see_yet() -> None:
    early = run().at(3)
    assert {each.component for each in early.truth} == {"ord-mq-01", "wn-label-3"}
    latent = next(each for each in early.truth if each.component == "ord-mq-01")
    assert not latent.struck
    assert (latent.people, latent.told) == (0, 0)
    later = next(each for each in run().at(58).truth if each.component == "ord-mq-01")
    assert later.struck
    assert later.people == 210
    assert later.path[0] == "ord-mq-01"


def test_a_service_can_be_worse_than_it_looked() -> None:
    seen = next(each for each in run().at(30).services if each.service == "WMS")
    assert (seen.level, seen.truly) == (UP, STOPPED)
    assert all(each.truly == UP for each in run().at(0).services)
