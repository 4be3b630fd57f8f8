"""A place in a class: stops halt the clock, and what is answered is there after a crash."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.classroom.attending import Attending, begun_before, seated
from itilsim.classroom.hand_in import (
    SUFFIX,
    Beside,
    file_name,
    keep,
    kept,
    load_hand_in,
    write_hand_in,
)
from itilsim.classroom.plan import ClassPlan, Handout, Stop, handout_of
from itilsim.content.bank import shipped_bank
from itilsim.domain import commands as c
from itilsim.domain.errors import ContentError, DamagedError, Refused, TryAgainError
from itilsim.domain.names import TRAINEE
from itilsim.runs.listing import list_runs
from itilsim.runs.opened import open_run
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.seat.session import Beginning, Session
from itilsim.sim import ENGINE
from itilsim.sim.policies import play
from itilsim.storage.owned import data_files
from itilsim.storage.places import Places, places
from tests.tui.shifts import SEED, first_shift

STOPS = (
    Stop(10, "Which first?", ("The phone", "The form"), "harbour", 1),
    Stop(25, "One cause?", ("Yes", "No"), "lantern", 1),
)


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


@pytest.fixture
def handout(home: Places) -> Handout:
    before = tuple(each.id for each in shipped_bank(home).of_edition("4") if each.in_exams)[:2]
    plan = ClassPlan("A lesson", "first-shift", SEED, stops=STOPS, before=before)
    return handout_of(plan, first_shift().digest, ENGINE)


@pytest.fixture
def attending(handout: Handout, home: Places) -> Attending:
    return Attending(handout, Beside("hand-in", 1, handout.code, ("Ana",)), "run-1", home)


def halting(attending: Attending) -> Session:
    session = Session(Beginning(first_shift(), SEED))
    session.halt_at(attending.halts())
    return session


def test_the_clock_halts_at_each_stop_and_nothing_is_done_before_it_goes_on(
    attending: Attending,
) -> None:
    session = halting(attending)
    for stop in STOPS:
        while not session.halted:
            session.wait()
        assert stop.minute * 60 <= session.shift.at < stop.minute * 60 + 60
        at = session.shift.at
        with pytest.raises(Refused):
            session.submit(c.SearchKnowledge(next(iter(session.desk.inbox))))
        session.wait()
        assert session.shift.at <= at + 1, "waiting gets nowhere"
        session.go_on()
    while not session.ended:
        session.wait()
    assert session.shift.at >= first_shift().horizon


def test_a_shift_with_stops_is_the_shift_without_them(attending: Attending) -> None:
    session, plain = halting(attending), Session(Beginning(first_shift(), SEED))
    while not session.ended:
        session.wait()
        if session.halted:
            session.go_on()
    while not plain.ended:
        plain.wait()
    assert session.shift.journal == plain.shift.journal
    session.shift.finish()
    plain.shift.finish()
    assert session.shift.digest == plain.shift.digest


def test_each_answer_is_kept_at_once(attending: Attending, handout: Handout, home: Places) -> None:
    bank = shipped_bank(home)
    attending.vote(0, 2)
    asked = attending.questions("before", bank.items)
    stored = next(each for each in bank.items if each.id == asked[0].id)
    attending.answer("before", asked[0], 1, stored)
    again = kept("run-1", home)
    assert again is not None
    assert again.stops == {0: 2}
    chosen = again.before[stored.id]
    assert stored.options[chosen] == asked[0].options[1], "by its place in the bank"
    after = Attending(handout, again, "run-1", home)
    assert after.halts() == (STOPS[1].minute * 60,)
    assert after.stop() == (1, handout.stops[1])
    assert [each.id for each in after.questions("before", bank.items)] == [asked[1].id]


def test_seconds_are_as_many_as_entries_and_a_full_disk_stops_nobody(
    attending: Attending, handout: Handout, home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = iter([0.0, 4.0, 5.5, 9.0])
    timed = Attending(handout, attending.beside, "run-1", home, clock=lambda: next(now))
    entries = [c.Entry(at=60 * n, seq=n, actor=TRAINEE, command=c.EndShift()) for n in range(3)]
    timed.take(entries[0])
    timed.take(entries[1])
    assert timed.beside.seconds == (4.0, 1.5)
    monkeypatch.setattr("itilsim.classroom.attending.keep", _full)
    timed.take(entries[2])
    assert timed.beside.seconds == (4.0, 1.5)


def _full(*_: object) -> None:
    raise TryAgainError("The disk is full.")


def test_a_file_is_called_after_its_people_in_whatever_script() -> None:
    names = (("Ana",), ("Zoë",), ("Zo",), ("李雷",), ("韩梅梅",), ("Ana", "Ben"), ("../x",))
    files = [file_name(Beside("hand-in", 1, "AAAA-AAAA", each)) for each in names]
    assert len(set(files)) == len(names)
    assert files[0] == "Ana-AAAA-AAAA.itilhand"
    assert not any("/" in each or each.startswith((".", "-")) for each in files)


def test_what_is_handed_in_is_read_back(handout: Handout, home: Places, tmp_path: Path) -> None:
    beside, run = _played(handout, home)
    path = tmp_path / f"ana{SUFFIX}"
    write_hand_in(beside, open_run(run, home).stored, path)
    found, stored = load_hand_in(path)
    assert found == beside
    assert stored.entries == open_run(run, home).stored.entries
    assert stored.log_digest == open_run(run, home).stored.log_digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind":"hand-in"', '"kind":"header"'),
        ('"names":["Ana"]', '"names":[]'),
        ('"code":"', '"code":"!'),
        ('{"kind":"hand-in"', '[{"kind":"hand-in"'),
        ('"kind":"footer"', '"kind":"foot"'),
        ('"seq":2,', '"seq":3,'),
    ],
)
def test_a_hand_in_of_another_shape_is_refused_with_its_line(
    old: str, new: str, handout: Handout, home: Places, tmp_path: Path
) -> None:
    beside, run = _played(handout, home)
    path = tmp_path / f"ana{SUFFIX}"
    write_hand_in(beside, open_run(run, home).stored, path)
    text = path.read_text(encoding="utf-8")
    assert old in text
    line = 1 + text[: text.index(old)].count("\n")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as found:
        load_hand_in(path)
    assert line in {each.line for each in found.value.problems}


def test_one_goes_on_with_ones_own_and_in_the_hot_seat_with_whosever_is_there(
    handout: Handout, home: Places
) -> None:
    running = begin(PlayRequest("first-shift", SEED), first_shift(), home)
    run = running.header.id
    running.close()
    keep(Beside("hand-in", 1, handout.code, ("Ana",)), run, home)
    runs = list_runs(home)
    found = begun_before(handout, ("Ana",), runs, home)
    assert found is not None
    assert found[0].header.id == run
    assert begun_before(handout, ("Ben",), runs, home) is None
    assert begun_before(replace(handout, code="AAAA-AAAA"), ("Ana",), runs, home) is None
    hot = begun_before(replace(handout, seats="hot_seat"), ("Ben",), runs, home)
    assert hot is not None
    after = seated(hot[1], ("Ben",), 12)
    assert (after.names, after.handed_over) == (("Ana", "Ben"), (12,))
    assert seated(after, ("Ben",), 15) is after


def test_what_is_kept_is_ours_and_goes_with_the_rest(attending: Attending, home: Places) -> None:
    attending.vote(0, 1)
    assert [each for each in data_files(home) if each.parent == home.classes]
    (home.classes / "run-1.json").write_text("{", encoding="utf-8")
    with pytest.raises(DamagedError):
        kept("run-1", home)


def _played(handout: Handout, home: Places) -> tuple[Beside, str]:
    """A shift that was played to its end, and what stands beside it."""
    running = begin(PlayRequest("first-shift", SEED, mode="assessed"), first_shift(), home)
    try:
        play(running.session.shift, "first_come")
        running.finish(home)
    finally:
        running.close()
    return Beside("hand-in", 1, handout.code, ("Ana",), {0: 1}), running.header.id
