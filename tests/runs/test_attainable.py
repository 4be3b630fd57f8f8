"""The best still attainable: forks that are exact, a curve that only falls, and what fell when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.errors import UsageError
from itilsim.lab.human import play_like_a_person
from itilsim.runs import attainable
from itilsim.runs.attainable import Fork, course_of, curve_of, forked, forks, why_not
from itilsim.runs.references import References
from itilsim.runs.replaying import Log
from itilsim.runs.saving import new_header
from itilsim.sim import ENGINE
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage.records import StoredRun
from tests.courses import acted, best_from, by_hand, course, curve, opened
from tests.played import first_shift

MINUTES = 90


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60))
def test_each_point_is_the_best_from_there_on(totals: list[int]) -> None:
    found = attainable.attainable(totals)
    assert found == tuple(best_from(totals, place) for place in range(len(totals)))
    assert list(found) == sorted(found, reverse=True)


def test_there_is_a_fork_for_each_minute_and_one_for_the_end() -> None:
    run, found = curve("first_come")
    assert [each.minute for each in found.forks] == list(range(MINUTES + 1))
    assert found.forks[-1] == Fork(MINUTES, run.card.total, run.card.band, None)
    toni = scoring.scorecard(run.textbook, first_shift(), run.idle, run.textbook)
    assert (found.forks[0].total, found.forks[0].band) == (toni.total, toni.band)


@pytest.mark.parametrize("policy", ["first_come", "random_choice"])
def test_a_fork_is_what_playing_it_by_hand_gives(policy: str) -> None:
    run = course(policy)
    for minute in (0, 1, 17, 36, 71, 89):
        assert forked(run, minute).total == by_hand(run, minute)


def test_a_run_of_tonis_never_falls() -> None:
    run, found = curve("textbook")
    assert set(found.points) == {run.card.total}
    assert found.falls == ()
    assert found.fell == 0


def test_who_stops_has_had_no_more_than_was_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    finished: list[object] = []
    finish = scoring.finish

    def counted(judging: scoring.Judging) -> scoring.Tally:
        finished.append(judging)
        return finish(judging)

    run = course("first_come")
    monkeypatch.setattr(scoring, "finish", counted)
    one_by_one = forks(run)
    for _ in range(4):
        next(one_by_one)
    assert len(finished) == 3  # The first is the run itself, which is judged already.


def test_falls_say_what_was_done_in_their_minute_and_what_toni_did_instead() -> None:
    run, found = curve("first_come")
    assert sum(each.fell for each in found.falls) == found.fell > 0
    for each in found.falls:
        start = 60 * each.minute
        assert each.before == found.points[each.minute] > each.after
        assert each.after == found.points[each.minute + 1]
        assert each.entries == tuple(e for e in run.journal if start <= e.at < start + 60)
        if each.dear is not None:
            assert each.dear.finding.entry in {e.seq for e in each.entries}
            assert each.dear.lost > 0
        assert each.instead is not None
        assert start <= each.instead.at < start + 60
        assert each.instead.command != next((e.command for e in each.entries), None)
    assert any(each.dear is not None for each in found.falls)
    assert any(not each.entries for each in found.falls)


def test_the_largest_falls_come_in_order_of_time() -> None:
    _, found = curve("first_come")
    largest = found.largest(3)
    assert len(largest) == 3
    assert [e.minute for e in largest] == sorted(e.minute for e in largest)
    least = min(each.fell for each in largest)
    assert all(each.fell <= least for each in found.falls if each not in largest)
    assert found.largest(1000) == found.falls


def test_toni_begins_when_the_seat_is_free() -> None:
    long = c.WriteHandover()

    def act(shift: Shift) -> None:
        shift.advance(59)
        shift.submit(long)

    run = acted(first_shift(), 1, act)
    one, two = forked(run, 1), forked(run, 4)
    assert one.instead is not None
    assert one.instead.at >= 59 + long.seconds
    assert one.total == forked(run, 3).total
    assert two.instead is not None
    assert two.instead.at >= 240
    # Asked while the seat was busy, Toni would have been refused, and not have asked again.
    assert one.total == by_hand(run, 1)


def test_an_entry_at_the_beginning_of_a_minute_belongs_to_it() -> None:
    def act(shift: Shift) -> None:
        shift.advance(120)
        shift.submit(c.WriteHandover())

    run = acted(first_shift(), 1, act)
    late = forked(run, 2)
    assert late.instead is not None
    assert late.instead.at < 120 + c.WriteHandover.seconds
    assert forked(run, 3).total == by_hand(run, 3)


def test_leaving_early_leaves_an_empty_seat_that_toni_can_take() -> None:
    (left, found), stayed = curve("by_priority", leaves=1800), course("by_priority")
    assert left.left_at == 1800
    assert stayed.left_at is None
    assert [forked(left, m).total for m in (0, 12, 30)] == [
        forked(stayed, m).total for m in (0, 12, 30)
    ]
    assert found.points[30] > found.points[60] > found.points[-1] == left.card.total
    assert forked(left, 45).total == by_hand(left, 45)


def test_bands_fall_as_points_do() -> None:
    run, found = curve("first_come")
    ranks = ["starting", "developing", "competent", "strong"]
    places = [ranks.index(each) for each in found.bands]
    assert places == sorted(places, reverse=True)
    assert found.bands[0] == "strong"
    assert found.bands[-1] == run.card.band


def test_a_paced_run_is_forked_at_its_own_pace() -> None:
    speed = first_shift().scenario.speed

    def act(shift: Shift) -> None:
        play_like_a_person(shift, "by_priority", speed, 1)

    run = acted(first_shift(), 1, act, pace="paced")
    assert any(isinstance(each.command, c.BeginAction) for each in run.journal)
    for minute in (10, 44):
        assert forked(run, minute).total == by_hand(run, minute)
    shown = [e for fall in curve_of(run, forks(run)).falls for e in fall.entries]
    assert shown
    assert not any(isinstance(each.command, c.BeginAction) for each in shown)


def test_a_guided_shift_has_no_curve() -> None:
    with pytest.raises(UsageError, match=r"guided shift has no score"):
        acted(first_shift(), 1, lambda shift: play(shift, "idle"), mode="guided")


def test_a_run_of_another_engine_has_no_curve() -> None:
    header = replace(new_header(first_shift(), 1), engine=ENGINE - 1)
    run = opened(StoredRun(header, (), "finished", first_shift().end))
    assert f"engine {ENGINE - 1}" in why_not(run)
    with pytest.raises(UsageError, match="cannot be played on"):
        course_of(run, Log(()), References())
