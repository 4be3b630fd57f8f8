"""Files of learners: what is written is read; what was changed is found where it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itilsim.domain.errors import ContentError, Problem
from itilsim.lab.effect_file import load_record, load_records, write_record
from itilsim.quiz.trial import Arm, PairRecord, Record, split

LEARNER = "abcdefgh2345"
TOPICS = (("incident-management", "problem-management"), ("event-management", "service-desk"))


def record(learner: str = LEARNER) -> Record:
    pairs = []
    for topics in TOPICS:
        one, other = split(learner, topics)
        pairs.append(PairRecord(Arm(one, 300, 600, 12, 6, 5), Arm(other, 800, 100, 2, 6, 4, 1)))
    return Record(learner, "4", "2026-11-30", "2026-12-09", tuple(pairs))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "mine.itileffect"
    write_record(record(), found)
    return found


def problem_in(path: Path) -> Problem:
    with pytest.raises(ContentError) as error:
        load_record(path)
    (found,) = error.value.problems
    assert found.file == str(path)
    return found


def test_what_is_written_is_read(path: Path) -> None:
    assert load_record(path) == record()
    untested = Record(LEARNER, "5", "2026-11-30", "", record().pairs)
    write_record(untested, path)
    assert load_record(path) == untested


def test_nothing_in_a_file_says_who_it_is(path: Path) -> None:
    words = set(re.findall(r"[a-z0-9-]+", path.read_text(encoding="utf-8").replace("_", " ")))
    told = (
        "kind effect format learner edition joined tested pairs shift quiz topic seconds decisions "
        "asked right seen timed true check"
    )
    fields = set(told.split())
    names = {LEARNER, *(topic for pair in TOPICS for topic in pair)}
    rest = {word for word in words - fields - names if not word.replace("-", "").isdecimal()}
    assert all(re.fullmatch("[0-9a-f]{12}", word) for word in rest), rest


@pytest.mark.parametrize("line", [0, 1, 2])
def test_a_changed_number_is_found_in_its_line(path: Path, line: int) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    before = lines[line]
    lines[line] = before.replace('"right":5', '"right":6').replace("2026-11-30", "2026-11-29")
    assert lines[line] != before
    path.write_text("\n".join(lines), encoding="utf-8")
    found = problem_in(path)
    assert (found.line, found.code) == (line + 1, "changed")
    assert "Expected a file that nobody has changed" in found.message


def test_lines_that_changed_places_are_found(path: Path) -> None:
    first, second, third = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{first}\n{third}\n{second}", encoding="utf-8")
    assert (problem_in(path).line, problem_in(path).code) == (2, "changed")


def test_a_file_that_was_cut_says_how_many_lines_were_expected(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:2]), encoding="utf-8")
    found = problem_in(path)
    assert (found.line, found.code) == (2, "truncated")
    assert "expected 3 lines" in found.message


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"", 1, "truncated"),
        (b"topic,right\n", 1, "not-json"),
        (b"\xff\xfe\n", 1, "not-json"),
        (b"[1]\n", 1, "no-record"),
        (b'{"kind":"hand-in"}\n', 1, "no-record"),
        (b"x" * 300_000, 1, "too-large"),
    ],
)
def test_another_file_is_said_to_be_another(path: Path, data: bytes, line: int, code: str) -> None:
    path.write_bytes(data)
    found = problem_in(path)
    assert (found.line, found.code) == (line, code)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert problem_in(tmp_path / "none").code == "unreadable"


def test_a_split_that_the_lot_has_not_drawn_is_refused(path: Path) -> None:
    drawn = record()
    turned = [PairRecord(pair.quiz, pair.shift) for pair in drawn.pairs]
    write_record(Record(LEARNER, "4", drawn.joined, drawn.tested, tuple(turned)), path)
    found = problem_in(path)
    assert (found.line, found.code) == (2, "wrong-split")
    assert f"gives the shift to {drawn.pairs[0].shift.topic}" in found.message


def test_more_right_answers_than_questions_are_refused(path: Path) -> None:
    one, other = record().pairs[0].shift.topic, record().pairs[0].quiz.topic
    wrong = PairRecord(Arm(one, 9, 9, 9, 2, 3), Arm(other, 9, 9, 9, 2, 1))
    write_record(Record(LEARNER, "4", "2026-11-30", "2026-12-09", (wrong,)), path)
    assert (problem_in(path).line, problem_in(path).code) == (2, "wrong-sum")


def test_a_topic_is_there_once(path: Path) -> None:
    pair = record().pairs[0]
    write_record(Record(LEARNER, "4", "2026-11-30", "2026-12-09", (pair, pair)), path)
    assert (problem_in(path).line, problem_in(path).code) == (3, "repeated")


def test_a_number_that_cannot_be_says_what_was_expected(path: Path) -> None:
    one, other = record().pairs[0].shift.topic, record().pairs[0].quiz.topic
    wrong = PairRecord(Arm(one, -1, 9, 9, 2, 1), Arm(other, 9, 9, 9, 2, 1))
    write_record(Record(LEARNER, "4", "2026-11-30", "2026-12-09", (wrong,)), path)
    found = problem_in(path)
    assert found.line == 2
    assert "shift.quiz_seconds" in found.message


def test_all_files_are_looked_at_and_each_learner_is_there_once(path: Path) -> None:
    again, broken = path.with_name("again"), path.with_name("broken")
    write_record(record(), again)
    broken.write_text("nothing", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load_records([path, again, broken])
    assert {(Path(one.file).name, one.code) for one in error.value.problems} == {
        ("again", "repeated"),
        ("broken", "not-json"),
    }
    other = path.with_name("other")
    write_record(record("zzzzzzzz9999"), other)
    assert [one.learner for one in load_records([path, other])] == [LEARNER, "zzzzzzzz9999"]
