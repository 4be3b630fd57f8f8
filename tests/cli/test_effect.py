"""`itilsim lab effect`: asked first, then split; a quiz by the minute, a silent test, a class."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from itilsim.content.bank import shipped_bank
from itilsim.lab.effect_file import load_record, write_record
from itilsim.learner import effect as taking_part
from itilsim.learner import effect_minutes
from itilsim.quiz.plan import DAY
from itilsim.quiz.trial import Arm, PairRecord, Record, shut_by, split
from itilsim.storage.effect import EffectRow, effect_rows, keep_effect
from itilsim.storage.places import places
from itilsim.storage.study import open_study
from tests.cli.conftest import Run
from tests.played import first_shift

QUIZ_FIRST, SHIFT_FIRST = "aaaaaaaaaaag", "aaaaaaaaaaae"
"""Learners for whom the lot begins with a quiz, and with a shift."""

ORDERS = [f"order {' '.join('abcdefg'[:n])}" for n in range(2, 8)]
"""Answers to steps and pairs, however many there are."""

Say = Callable[..., None]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Say:
    """What is typed from now on."""
    return lambda *lines: monkeypatch.setattr(
        sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines))
    )


@pytest.fixture
def joined(run: Run, say: Say, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(taking_part, "new_pseudonym", lambda: QUIZ_FIRST)
    say("y")
    assert run("lab", "effect", "--edition", "4").code == 0
    return run


def stored(home: Path) -> tuple[EffectRow, ...]:
    with open_study(places(home)) as study:
        return effect_rows(study.database)


def store(home: Path, row: EffectRow) -> None:
    with open_study(places(home)) as study:
        keep_effect(study.database, row)


def test_who_says_no_has_nothing_recorded(run: Run, say: Say, home: Path) -> None:
    for said in (["n"], []):
        say(*said)
        ended = run("lab", "effect")
        for word in ("What is recorded", "on this machine", "--leave", "drawn by lot"):
            assert word in ended.err
        assert ended.out == ""
        assert stored(home) == ()


@pytest.mark.parametrize("words", [["--no-input"], ["--json"]])
def test_without_being_asked_nobody_takes_part(run: Run, words: list[str], home: Path) -> None:
    ended = run("lab", "effect", *words)
    assert ended.code == 2
    assert "Nothing is recorded" in ended.err
    assert stored(home) == ()


@pytest.mark.parametrize("words", [["--quiz"], ["--test"], ["--export", "x"]])
def test_who_does_not_take_part_can_do_nothing_of_it(run: Run, words: list[str]) -> None:
    ended = run("lab", "effect", *words)
    assert (ended.code, ended.out) == (2, "")
    assert "You do not take part" in ended.err


def test_two_things_at_once_are_refused(run: Run) -> None:
    assert run("lab", "effect", "--quiz", "--leave").code == 2


def test_who_takes_part_sees_pairs_and_what_comes_next(joined: Run, home: Path) -> None:
    ended = joined("lab", "effect")
    assert f"as {QUIZ_FIRST}" in ended.out
    assert ended.out.count("shift and quiz") == 2
    assert "itilsim lab effect --quiz" in ended.out
    data = joined("lab", "effect", "--json").data
    assert (data["learner"], data["tested"], data["test_from"]) == (QUIZ_FIRST, "", None)
    assert data["next"]["kind"] == "quiz"
    assert [row.kind for row in stored(home)] == ["joined"]
    assert "sound" in joined("doctor").out


def test_a_shift_is_named_with_the_words_that_play_it(
    run: Run, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_part, "new_pseudonym", lambda: SHIFT_FIRST)
    monkeypatch.setattr(effect_minutes, "load_shift", lambda *_: first_shift())
    say("y")
    ended = run("lab", "effect", "--edition", "4")
    assert f"itilsim play {effect_minutes.ORDER.id} --seed " in ended.out
    assert run("lab", "effect").out == ended.out
    assert "Next is a shift" in run("lab", "effect", "--quiz").err


def test_a_quiz_asks_its_topic_and_keeps_back_what_is_for_the_test(
    joined: Run, say: Say, home: Path
) -> None:
    wanted = joined("lab", "effect", "--json").data["next"]
    say(*["a", *ORDERS] * 8, "quit")
    ended = joined("lab", "effect", "--quiz")
    assert ended.code == 0
    assert f"{wanted['minutes']} minutes of {wanted['topic']}" in ended.err
    assert "Next: 15 minutes" in ended.err
    with open_study(places(home)) as study:
        part = taking_part.part_of(study)
        assert part is not None
        assert study.answers()
        assert not {row.item for row in study.answers()} & set(part.design.kept)


def test_a_quiz_ends_when_its_minutes_are_over(
    joined: Run, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each look at the clock is 20 seconds later; whatever is asked, one of these lines answers it.
    began, ticks = time.time(), iter(range(10_000))
    monkeypatch.setattr("itilsim.cli.effect.time.time", lambda: began + 20 * next(ticks))
    say(*["a", *ORDERS] * 100)
    ended = joined("lab", "effect", "--quiz")
    assert ended.code == 0
    assert 5 < ended.out.count("The right answer is") < 60
    assert "--quiz" in ended.err or "Next is a shift" in ended.err


def test_the_test_waits_seven_days(joined: Run, home: Path) -> None:
    assert "after the last minute" in joined("lab", "effect", "--test").err
    store(home, EffectRow(int(time.time()) - 3 * DAY, "done"))
    ended = joined("lab", "effect", "--test")
    assert ended.code == 2
    assert "can be taken from 20" in ended.err
    assert [row.kind for row in stored(home)] == ["joined", "done"]


def test_the_test_tells_nothing_goes_on_where_it_was_left_and_is_handed_over(
    joined: Run, say: Say, home: Path, tmp_path: Path
) -> None:
    store(home, EffectRow(int(time.time()) - 8 * DAY, "done"))
    assert "Next: the test, 20 questions" in joined("lab", "effect").out
    say(*"abc", "lesson", "quit")
    ended = joined("lab", "effect", "--test")
    assert ended.out.count("Saved.") == 3
    for word in ("Right.", "Wrong.", "Because", "Comes again", "Lesson:", "Done:"):
        assert word not in ended.out
    assert "17 questions are left" in ended.err
    say(*"abcd" * 5)
    ended = joined("lab", "effect", "--test")
    assert "Question 1 of 17" in ended.out
    assert "The test is done" in ended.err
    assert "The test is done." in joined("lab", "effect", "--test").err
    told = joined("lab", "effect").out
    assert "20 answers to questions that nobody had seen before" in told
    assert "95 % interval, reckoned over pairs" in told
    out = tmp_path / "mine.itileffect"
    assert joined("lab", "effect", "--export", out).code == 0
    record = load_record(out)
    assert record.learner == QUIZ_FIRST
    assert sum(pair.shift.asked + pair.quiz.asked for pair in record.pairs) == 20
    assert "1 learner, 2 pairs" in joined("lab", "effect", out).out


def test_who_leaves_is_asked_again_if_they_come_back(joined: Run, say: Say, home: Path) -> None:
    assert "You have left" in joined("lab", "effect", "--leave").err
    assert stored(home) == ()
    assert "did not take part" in joined("lab", "effect", "--leave").err
    say("n")
    assert "Do you want to take part?" in joined("lab", "effect").err


def a_class(folder: Path, number: int, gain: int) -> list[Path]:
    found = []
    for n in range(number):
        learner, pairs = f"learner{n:05d}", []
        for topics in (("incident", "problem"), ("desk", "event")):
            one, other = split(learner, topics)
            shift = Arm(one, 600, 300, 12, 6, 3 + gain + n % 2)
            pairs.append(PairRecord(shift, Arm(other, 900 - 200 * (n == 0), 90, 3, 6, 3)))
        found.append(folder / f"{learner}.itileffect")
        write_record(Record(learner, "4", "2026-11-30", "2026-12-09", tuple(pairs)), found[-1])
    return found


def test_a_class_is_estimated_from_its_files(run: Run, tmp_path: Path, home: Path) -> None:
    files = a_class(tmp_path, 12, 1)
    told = run("lab", "effect", *files).out
    assert "12 learners, 24 pairs of topics, 288 answers" in told
    assert "With a shift and a quiz +25.0 points" in told
    assert "95 % interval, reckoned over learners: +19.5 to +30.5 points. That is: of a" in told
    assert "less than 0.1% of all splits" in told
    assert "With a shift: 15.0 minutes a topic, 5.0 of them in shifts" in told
    assert "Not as planned, and counted nevertheless: 2 pairs" not in told
    data = run("lab", "effect", *files, "--json").data
    assert data["mean"] == pytest.approx(0.25)
    assert data["as_planned"]["pairs"] == 24
    assert not places(home).has_data()


def test_pairs_with_other_minutes_are_named_and_counted(run: Run, tmp_path: Path) -> None:
    files = a_class(tmp_path, 12, 1)
    record = load_record(files[0])
    odd = PairRecord(record.pairs[0].shift, Arm(record.pairs[0].quiz.topic, 300, 0, 20, 6, 3))
    write_record(Record(record.learner, "4", "2026-11-30", "2026-12-09", (odd,)), files[0])
    told = run("lab", "effect", *files).out
    assert "Not as planned, and counted nevertheless: 1 pair" in told
    assert "(15 to 5 minutes, judged 12 to 20)" in told
    assert "23 pairs of topics" in told
    assert "over 22 pairs. A look, no result" in told


def test_a_changed_file_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    files = a_class(tmp_path, 3, 1)
    files[1].write_text(files[1].read_text().replace('"right":5', '"right":6'), encoding="utf-8")
    ended = run("lab", "effect", *files)
    assert (ended.code, ended.out) == (2, "")
    assert f"{files[1]}:2:1: changed: This line is not as it was written" in ended.err


def test_too_little_is_said_to_be_too_little(run: Run, tmp_path: Path) -> None:
    (file,) = a_class(tmp_path, 1, 1)
    lines = load_record(file)
    write_record(Record(lines.learner, "4", "2026-11-30", "2026-12-09", lines.pairs[:1]), file)
    told = run("lab", "effect", file).out
    assert "Too little to say: it takes at least 20 answers" in told
    assert "points" not in told


def test_an_exam_asks_nothing_that_is_kept_back(joined: Run, say: Say, home: Path) -> None:
    say("quit")
    assert joined("exam", "--plain", "--edition", "4", "--seed", 1).code == 0
    with open_study(places(home)) as study:
        part, (exam,) = taking_part.part_of(study), study.sittings()
    assert part is not None
    assert len(exam.sitting.items) == 40
    assert set(part.design.kept).isdisjoint(exam.sitting.items)


def test_a_debrief_names_no_question_that_is_kept_back(joined: Run, home: Path, saved: str) -> None:
    def named() -> set[str]:
        ended = joined("debrief", saved, "--json")
        assert ended.code == 0, ended.err
        data = ended.data
        return {each["question"] for each in data["learn"]} - {None}

    with open_study(places(home)) as study:
        part = taking_part.part_of(study)
        assert part is not None
        shut = shut_by(part.design, shipped_bank(places(home)))
    assert named()
    assert named().isdisjoint(shut)
    joined("lab", "effect", "--leave")
    assert not named().isdisjoint(shut)
