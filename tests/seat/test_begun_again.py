"""A run begun again from a moment: the same up to there, a run of its own from there on."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.composing.orders import ShiftOrder
from itilsim.domain import commands as c
from itilsim.domain.errors import UsageError
from itilsim.domain.names import TRAINEE, Mode
from itilsim.learner.joining import learn_from_run
from itilsim.runs import forking
from itilsim.runs.header import new_header
from itilsim.runs.listing import delete_run, listed_runs, own_runs
from itilsim.runs.opened import OpenedRun, open_run
from itilsim.runs.origin import FROM, Origin, begun_again, origin_of
from itilsim.runs.references import References
from itilsim.runs.replaying import log_to_read, replayed
from itilsim.runs.runfile import run_file_text
from itilsim.runs.verifying import debrief_of_run, taken_in, verified
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import Running, begin, begin_again, go_on, opened
from itilsim.seat.starting import last_time
from itilsim.storage.places import Places, places
from itilsim.storage.records import StoredRun
from itilsim.storage.runs import open_runs
from itilsim.tui.flows.home_rows import run_line
from tests.tui.shifts import SEED, first_shift, play_until

REQUEST = PlayRequest("first-shift", seed=SEED, mode="practice")


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that remembers the references of the shift, and has no run."""
    home = tmp_path_factory.mktemp("warm")
    running = begin(REQUEST, first_shift(), places(home))
    running.finish(places(home))
    running.close()
    delete_run(running.header.id, places(home))
    return home


@pytest.fixture
def own(tmp_path: Path, warm: Path) -> Places:
    shutil.copytree(warm, tmp_path / "home")
    return places(tmp_path / "home")


_PLAYED: dict[tuple[PlayRequest, str, int], StoredRun] = {}


def finished(
    own: Places, request: PlayRequest = REQUEST, *, policy: str = "by_priority", leaves: int = 0
) -> OpenedRun:
    """A shift that was played here to its end, once for all tests; it may be left for good."""
    key = (request, policy, leaves)
    if key not in _PLAYED:
        running = begin(request, first_shift(), own)
        play_until(running.session, leaves or first_shift().horizon, policy)
        running.finish(own)
        running.close()
        _PLAYED[key] = open_run(running.header.id, own).stored
    with open_runs(own) as runs:
        runs.add(_PLAYED[key])
    return open_run(_PLAYED[key].header.id, own)


def done_on(running: Running, rest: tuple[c.Entry, ...]) -> None:
    """Do the other run's remaining entries at their times."""
    shift = running.session.shift
    for each in rest:
        shift.advance(each.at)
        if not shift.ended:
            shift.submit(each.command)
    shift.finish()


def middle_of_an_action(run: OpenedRun) -> int:
    """A second at which the seat was busy."""
    return next(
        early.at + 30
        for early, late in zip(run.journal, run.journal[1:], strict=False)
        if late.at >= early.at + 60 and early.command.seconds >= 60
    )


@pytest.mark.parametrize("at", [0, 1, 600, 2222, 5399])
def test_the_same_entries_give_the_same_log(at: int, own: Places) -> None:
    run = finished(own)
    running = begin_again(run.id, at, own)
    assert running.session.desk.at == max(at, running.session.shift.busy_until(), 1)
    done_on(running, run.journal[len(running.session.shift.journal) :])
    assert running.session.shift.digest == run.stored.log_digest
    running.finish(own)
    running.close()
    again = open_run(running.header.id, own).stored
    assert (again.log_digest, again.log, again.score) == (
        run.stored.log_digest, run.stored.log, run.stored.score,
    )  # fmt: skip


def test_another_decision_gives_another_log(own: Places) -> None:
    """The control: the log does tell one course from another."""
    run = finished(own)
    running = begin_again(run.id, 600, own)
    running.session.shift.finish()
    assert running.session.shift.digest != run.stored.log_digest
    running.close()


def test_in_the_middle_of_an_action_it_is_done_to_its_end(own: Places) -> None:
    run = finished(own)
    at = middle_of_an_action(run)
    running = begin_again(run.id, at, own)
    shift = running.session.shift
    assert shift.journal == [each for each in run.journal if each.at < at]
    assert running.session.desk.at == shift.busy_until() > at
    done_on(running, run.journal[len(shift.journal) :])
    assert shift.digest == run.stored.log_digest
    running.close()


def test_it_verifies_like_any_run(own: Places) -> None:
    run = finished(own)
    running = begin_again(run.id, 1800, own)
    play_until(running.session, first_shift().horizon)
    running.finish(own)
    running.close()
    again = open_run(running.header.id, own)
    assert verified(again, References()).match
    assert again.stored.log_digest != run.stored.log_digest


def test_the_other_run_is_only_read(own: Places) -> None:
    run = finished(own)
    begin_again(run.id, 1800, own).close()
    assert open_run(run.id, own).stored == run.stored


def test_what_a_killed_one_has_done_is_there(own: Places) -> None:
    run = finished(own)
    new = forking.begin_again(run, 1800, own)
    # Killed before it was taken up: it is there whole, as a shift that was left.
    before = tuple(each for each in run.journal if each.at < 1800)
    assert open_run(new, own).journal == before
    running = go_on(PlayRequest(resume=new), own)
    play_until(running.session, 2400)
    done = tuple(running.session.shift.journal)
    at, digest = running.session.desk.at, running.session.shift.digest
    running.close()  # What a killed process leaves is what is on the disk, and that is all of it.
    assert len(done) > len(before)
    assert open_run(new, own).journal == done
    again = go_on(PlayRequest(resume=new), own)
    assert (again.session.desk.at, again.session.shift.digest) == (at, digest)
    again.close()


def test_one_that_cannot_be_stored_leaves_nothing(
    own: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished(own)

    def fails(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as full:
        full.setattr("itilsim.storage.runs.link", fails)
        with pytest.raises(OSError, match=r"^$"):
            forking.begin_again(run, 1800, own)
    assert [one.run.header.id for one in listed_runs(own)] == [run.id]


@pytest.mark.parametrize("at", [-1, 5400, 9999])
def test_outside_the_shift_nothing_begins(at: int, own: Places) -> None:
    run = finished(own)
    with pytest.raises(UsageError, match=r"began at 09:00 and ended at 10:30"):
        begin_again(run.id, at, own)
    assert len(listed_runs(own)) == 1


def test_an_early_end_can_be_taken_back_and_nothing_after_it(own: Places) -> None:
    run = finished(own, leaves=1800)
    left = run.journal[-1].at
    assert left < 3600
    running = begin_again(run.id, left, own)
    assert not running.session.ended
    running.close()
    with pytest.raises(UsageError, match="ended at"):
        begin_again(run.id, left + 1, own)


def test_a_shift_that_was_left_can_be_begun_again_as_far_as_it_has_come(own: Places) -> None:
    running = begin(REQUEST, first_shift(), own)
    play_until(running.session, 1800)
    running.session.remember()
    running.close()
    begin_again(running.header.id, 1200, own).close()
    with pytest.raises(UsageError, match="has come as far as"):
        begin_again(running.header.id, 2400, own)


def test_a_lesson_is_not_begun_again(own: Places) -> None:
    run = finished(own, replace(REQUEST, mode="guided"))
    with pytest.raises(UsageError, match="A lesson is played from its beginning"):
        begin_again(run.id, 600, own)


def test_a_coached_shift_keeps_its_coach(own: Places) -> None:
    run = finished(own, replace(REQUEST, mode="coached"), policy="textbook")
    running = begin_again(run.id, 1800, own)
    assert running.coaching is not None
    assert running.header.mode == "coached"
    running.close()


def test_an_assessed_shift_is_begun_again_as_practice_and_not_while_it_goes_on(
    own: Places,
) -> None:
    begun = begin(replace(REQUEST, mode="assessed"), first_shift(), own)
    play_until(begun.session, 1800)
    begun.session.remember()
    with pytest.raises(UsageError, match="once it is over, as practice"):
        begin_again(begun.header.id, 600, own)
    play_until(begun.session, first_shift().horizon)
    begun.finish(own)
    begun.close()
    running = begin_again(begun.header.id, 600, own)
    assert running.header.mode == "practice"
    done_on(running, tuple(begun.session.shift.journal[len(running.session.shift.journal) :]))
    running.finish(own)
    running.close()
    one, other = (open_run(each.header.id, own).stored for each in (begun, running))
    # All but the first fact, which names the mode.
    assert one.log.split(b"\n")[1:] == other.log.split(b"\n")[1:]
    assert one.score == other.score


def test_a_paced_shift_keeps_its_clock(own: Places) -> None:
    request = replace(REQUEST, pace="calm", extra_time=True)
    begun = begin(request, first_shift(), own)
    begun.session.shift.advance(400)
    begun.session.open_form()
    begun.session.remember()
    begun.close()
    running = begin_again(begun.header.id, 400, own)
    kept = dict(begun.header.options)
    assert running.header.options == kept | {FROM: f"{begun.header.id}@400"}
    assert running.session.speed == begun.session.speed / (
        first_shift().scenario.speed.inside / first_shift().scenario.speed.outside
    )
    running.close()


def test_just_before_a_paced_decision_its_form_is_not_open_yet() -> None:
    ask = c.EndShift()
    journal = (
        c.Entry(5, 0, TRAINEE, ask),
        c.Entry(10, 1, TRAINEE, c.BeginAction()),
        c.Entry(30, 2, TRAINEE, ask),
    )
    assert [forking.moment_before(journal, each) for each in range(3)] == [5, 10, 10]


def test_a_finding_is_decided_anew_from_just_before_it(own: Places) -> None:
    run = finished(own, policy="first_come")
    found = debrief_of_run(run, log_to_read(run), References()).findings
    decided = [each for each in found if each.entry is not None]
    left = [each for each in found if each.entry is None and each.at < 5000]
    assert decided
    assert left
    for each in decided:
        at = forking.moment_of(run, each)
        assert at == run.journal[each.entry or 0].at
        assert each.entry not in [one.seq for one in run.journal if one.at < at]
    for each in left:
        assert forking.moment_of(run, each) == each.at + 1 or each.subject == forking.NOTE
    last = forking.latest(run)
    assert all(0 <= forking.moment_of(run, each) <= last for each in found)


def generated(own: Places) -> Running:
    return opened(PlayRequest(ShiftOrder(minutes=30).id, seed=4, mode="practice"), own)


def test_a_generated_shift_is_begun_again_in_its_own_morning(own: Places) -> None:
    begun = generated(own)
    play_until(begun.session, begun.setting.horizon)
    begun.finish(own)
    begun.close()
    run = open_run(begun.header.id, own)
    running = begin_again(run.id, 900, own)
    assert running.setting.digest == begun.setting.digest
    done_on(running, run.journal[len(running.session.shift.journal) :])
    assert running.session.shift.digest == run.stored.log_digest
    running.close()


def test_a_run_file_is_taken_in_first_and_then_like_any_other(own: Places, tmp_path: Path) -> None:
    there = places(tmp_path / "there")
    run = finished(there)
    path = tmp_path / "shift.itilrun"
    path.write_text(run_file_text(run.stored), encoding="utf-8")
    with pytest.raises(UsageError, match="itilsim import"):
        forking.forked(open_run(str(path), own), 600)
    with open_runs(own) as runs:
        runs.add(taken_in(open_run(str(path), own), References()))
    running = begin_again(run.id, 600, own)
    done_on(running, run.journal[len(running.session.shift.journal) :])
    assert running.session.shift.digest == run.stored.log_digest
    running.close()


def test_a_run_file_that_does_not_verify_is_not_begun_again(own: Places, tmp_path: Path) -> None:
    run = finished(places(tmp_path / "there"))
    path = tmp_path / "shift.itilrun"
    path.write_text(run_file_text(replace(run.stored, log_digest="sha256:0")), encoding="utf-8")
    with open_runs(own) as runs:
        runs.add(taken_in(open_run(str(path), own), References()))
    with pytest.raises(UsageError, match="cannot be begun again: It claims"):
        begin_again(run.id, 600, own)


def test_a_journal_that_cannot_be_played_is_refused_before_anything_is_stored(own: Places) -> None:
    run = finished(own)
    header = new_header(first_shift(), SEED)
    stored = replace(run.stored, header=header, entries=run.stored.entries[5:])
    entries = tuple(replace(each, seq=n) for n, each in enumerate(stored.entries, 1))
    with open_runs(own) as runs:
        runs.add(replace(stored, entries=entries, log=b"", log_digest=""))
    with pytest.raises(UsageError, match="cannot be played"):
        begin_again(header.id, 3000, own)
    assert len(listed_runs(own)) == 2


@pytest.fixture
def both(own: Places) -> tuple[OpenedRun, OpenedRun]:
    """A finished shift, and what somebody made of it who began it again."""
    run = finished(own)
    running = begin_again(run.id, 1800, own)
    play_until(running.session, first_shift().horizon, "textbook")
    running.finish(own)
    running.close()
    return run, open_run(running.header.id, own)


def test_it_is_never_held_for_what_somebody_can_do(
    both: tuple[OpenedRun, OpenedRun], own: Places
) -> None:
    run, again = both
    newest, first = listed_runs(own)
    assert (newest.counts, first.counts) == (False, True)
    assert [one.header.id for one in own_runs((newest, first))] == [run.id]
    found = [debrief_of_run(each, log_to_read(each), References()).findings for each in both]
    assert learn_from_run(again, found[1], 1) == 0
    assert learn_from_run(run, found[0], 1) > 0


def test_it_is_no_time_before_and_has_none(both: tuple[OpenedRun, OpenedRun], own: Places) -> None:
    run, _ = both
    later = finished(own, policy="textbook")
    newest, again, first = listed_runs(own)
    assert newest.run.header.id == later.id
    assert run_line(again, [first]).before == ""
    assert run_line(newest, [again]).before == ""
    assert run_line(newest, [again, first]).before.startswith("The time before")
    assert run_line(again, [first]).ended.endswith(", begun again from 09:30")
    known = last_time((each.run for each in (again, first)), "first-shift")
    assert known is not None
    assert known.run == run.id


def test_lists_say_from_where_it_was_begun_again(
    both: tuple[OpenedRun, OpenedRun], own: Places
) -> None:
    run, again = both
    newest, first = listed_runs(own)
    assert (newest.again, first.again) == (f"begun again from 09:30 of {run.id}", "")
    assert origin_of(again.stored.header) == Origin(run.id, 1800)


def test_a_file_still_says_it_and_one_that_says_nonsense_is_no_fresh_run(
    both: tuple[OpenedRun, OpenedRun], tmp_path: Path
) -> None:
    run, again = both
    elsewhere = places(tmp_path / "elsewhere")
    for said, words in (
        (f"{run.id}@1800", f"begun again from 09:30 of {run.id}"),
        ("[bold]\x1b[31m@nowhere", "begun again"),
    ):
        header = replace(again.stored.header, options={**again.stored.header.options, FROM: said})
        path = tmp_path / "again.itilrun"
        path.write_text(run_file_text(replace(again.stored, header=header)), encoding="utf-8")
        kept = taken_in(open_run(str(path), elsewhere), References(), mine=True)
        assert begun_again(kept.header) == words
        assert kept.verification is not None
        assert kept.verification.verdict == "verified"
        with open_runs(elsewhere) as runs:
            runs.add(kept)
            (listed,) = listed_runs(elsewhere)
            assert not listed.counts
            runs.delete(kept.header.id)


@pytest.mark.parametrize("mode", ["practice", "coached"])
def test_one_that_was_begun_again_can_be_begun_again(mode: Mode, own: Places) -> None:
    run = finished(own, replace(REQUEST, mode=mode), policy="textbook")
    first = begin_again(run.id, 2400, own)
    play_until(first.session, first_shift().horizon, "textbook")
    first.finish(own)
    first.close()
    second = begin_again(first.header.id, 1200, own)
    assert origin_of(second.header) == Origin(first.header.id, 1200)
    second.close()
    assert not replayed(open_run(second.header.id, own)).refused
