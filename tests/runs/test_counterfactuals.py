"""Decisions taken otherwise: the promised difference is what playing it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest

from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.facts import Fact
from itilsim.runs import counterfactuals
from itilsim.runs.attainable import Course
from itilsim.runs.counterfactuals import (
    Decision,
    counterfactual,
    decisions,
    that_mattered,
    together,
)
from itilsim.sim.policies.habits import with_errors
from itilsim.sim.policies.textbook import textbook
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from tests.courses import acted, changed, course, played_until
from tests.played import first_shift

SPOILT = 0.3


@cache
def spoilt(seed: int) -> Course:
    """Textbook with three commands of ten gone wrong."""

    def act(shift: Shift) -> None:
        played_until(shift, with_errors(textbook, SPOILT))

    return acted(first_shift(), seed, act)


def total_of(run: Course, journal: Iterable[c.Entry]) -> int:
    """The total of a journal that is played as if it were a run of its own."""
    facts: list[Fact] = []
    shift = replay(
        run.setting, run.seed, journal, mode=run.mode, pace=run.pace,
        sink=lambda fact, _: facts.append(fact),
    )  # fmt: skip
    shift.finish()
    judging = scoring.start(run.setting)
    for fact in facts:
        scoring.step(judging, fact)
    return scoring.scorecard(scoring.finish(judging), run.setting, run.idle, run.textbook).total


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_promised_difference_is_what_playing_it_gives(seed: int) -> None:
    run = spoilt(seed)
    assert changed(run)
    for each in changed(run):
        assert total_of(run, each.journal) == each.total == run.card.total + each.gain


def test_the_same_with_several_together() -> None:
    run = course("first_come")
    found = together(run, that_mattered(changed(run)))
    assert found is not None
    assert len(found.decisions) == 3
    assert total_of(run, found.journal) == found.total


def test_a_difference_that_is_not_played_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what follows a change is left out."""
    run = spoilt(1)
    real = counterfactuals._done_at

    def short(shift: Shift, entry: c.Entry, command: c.Command) -> bool:
        return entry.seq < 40 and real(shift, entry, command)

    first = next(decisions(run))
    before = counterfactual(run, (first,))
    monkeypatch.setattr(counterfactuals, "_done_at", short)
    assert total_of(run, before.journal) != counterfactual(run, (first,)).total


def test_nothing_changed_is_the_run_itself() -> None:
    run = spoilt(2)
    same = counterfactual(run, ())
    assert (same.gain, same.minutes_saved, same.fewer_missed) == (0, 0, 0)
    assert same.new == same.skipped == ()
    assert same.journal == run.journal


def test_a_run_of_tonis_has_little_to_change() -> None:
    run = course("textbook")
    assert all(each.gain < 100 for each in changed(run))


def test_what_was_rated_wrong_is_rated_as_the_evidence_spoke() -> None:
    run = course("first_come")
    rated = [
        each for each in decisions(run)
        if each.done is not None and isinstance(each.done.command, c.PrioritiseTicket)
        and isinstance(each.instead, c.PrioritiseTicket)
    ]  # fmt: skip
    assert rated
    for each in rated:
        assert isinstance(each.instead, c.PrioritiseTicket)
        best = {one.finding.criterion: one.finding.best for one in each.judged}
        if "impact" in best:
            assert each.instead.impact == best["impact"]
        if "urgency" in best:
            assert each.instead.urgency == best["urgency"]


def test_findings_of_one_command_are_changed_together() -> None:
    run = course("first_come")
    found = list(decisions(run))
    entries = [each.done.seq for each in found if each.done is not None]
    left = [each.subject for each in found if each.done is None]
    assert len(entries) == len(set(entries))
    assert len(left) == len(set(left))
    assert any(len(each.judged) > 1 for each in found)
    assert [each.lost for each in found] == sorted((e.lost for e in found), reverse=True)


def test_what_no_longer_applies_is_skipped_and_listed() -> None:
    run = course("first_come")
    found = [each for each in changed(run) if each.skipped]
    assert found
    for each in found:
        assert all(entry in run.journal for entry in each.skipped)
        assert len(each.journal) >= len(run.journal) - len(each.skipped)


def test_who_left_early_stays_away() -> None:
    run = course("by_priority", leaves=1800)
    for each in changed(run)[:6]:
        assert isinstance(each.journal[-1].command, c.EndShift)
        assert each.journal[-1].at == 1800


def test_those_that_gain_nothing_do_not_matter() -> None:
    run = spoilt(1)
    found = changed(run)
    shown = that_mattered(found, len(found))
    assert [each.gain for each in shown] == sorted((e.gain for e in shown), reverse=True)
    assert all(each.gain > 0 for each in shown)
    worse = [replace(each, gain=0) for each in found]
    assert that_mattered(worse) == ()
    assert together(run, shown[:1]) is None


def test_a_decision_takes_one_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    run, begun = spoilt(3), list[int]()
    wanted = list(decisions(run))

    class Counted(Shift):
        def __init__(self, *args: object, **named: object) -> None:
            begun.append(1)
            super().__init__(*args, **named)  # type: ignore[arg-type]  # as they come

    monkeypatch.setattr(counterfactuals, "Shift", Counted)
    for each in wanted:
        counterfactual(run, (each,))
    assert len(begun) == len(wanted)


def test_a_note_that_was_written_too_early_gives_way_to_what_was_due() -> None:
    def act(shift: Shift) -> None:
        shift.advance(600)
        shift.submit(c.WriteHandover((), None, None))
        shift.advance(shift.busy_until())
        played_until(shift, "textbook")

    run = acted(first_shift(), 5, act)
    early: Decision = next(
        each for each in decisions(run)
        if each.done is not None and isinstance(each.done.command, c.WriteHandover)
    )  # fmt: skip
    assert early.instead is not None
    assert not isinstance(early.instead, c.WriteHandover)
