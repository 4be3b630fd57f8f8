"""`itilsim quiz --plain` and `itilsim exam --plain`, from words to exit code."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run


@pytest.fixture
def typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line with something typed."""

    def command_line(said: str, *words: object) -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        return run(*words)

    return command_line


def test_practice_says_the_notice_and_asks(typed: Run) -> None:
    ended = typed(
        "a\nquit\n", "quiz", "--plain", "--edition", "2011", "--topic", "event", "--seed", 1
    )
    assert ended.code == 0
    assert "ITIL is a registered trade mark" in ended.out
    assert "Question 1 of 10: Monitoring and event management" in ended.out
    assert "Done: " in ended.out


def test_what_was_wrong_comes_back(typed: Run) -> None:
    words = ("quiz", "--plain", "--edition", "4", "--topic", "service-desk")
    typed("a\nb\nc\nd\n", *words, "--count", 4, "--seed", 1)
    again = typed("", "quiz", "--plain", "--edition", "4", "--wrong", "--seed", 1)
    right = typed("", "quiz", "--plain", "--edition", "4", "--flagged")
    assert "Question 1 of" in again.out
    assert "There is nothing of this kind now" in right.err
    assert right.code == 0


def test_computed_questions_come_without_end(typed: Run) -> None:
    ended = typed("a\na\n", "quiz", "--plain", "--computed", "--count", 2, "--seed", 5)
    assert ended.code == 0
    assert "Question 2 of 2" in ended.out
    assert "Comes again: never" in ended.out


def test_an_unknown_topic_is_named_with_the_nearest(run: Run) -> None:
    ended = run("quiz", "--plain", "--topic", "problm-management")
    assert (ended.code, ended.out) == (2, "")
    assert "problem-management" in ended.err


def test_without_a_terminal_the_plain_way_is_named(run: Run) -> None:
    for command in ("quiz", "exam"):
        ended = run(command, "--no-input")
        assert ended.code == 2
        assert "--plain" in ended.err


def test_an_exam_is_left_and_gone_on_with(typed: Run, home: Path) -> None:
    words = ("exam", "--plain", "--edition", "2011", "--seed", 3)
    first = typed("a\nquit\n", *words)
    assert "Question 1 of 40, 60 min" in first.out
    again = typed("submit\nyes\n", "exam", "--plain")
    assert "Question 2 of 40" in again.out
    assert "Going on with the exam that you left." in again.err
    assert "Open: 39 of 40 questions." in again.out
    last = typed("", "exam", "--last", "--plain")
    assert "Result: " in last.out
    assert "Going on" not in last.err
    assert (home / "itilsim.sqlite").is_file()


@pytest.mark.parametrize(("percent", "code"), [(0, 0), (65, 1)])
def test_an_exam_below_a_mark_ends_with_one(typed: Run, percent: int, code: int) -> None:
    ended = typed("submit\nyes\n", "exam", "--plain", "--seed", 3, "--fail-under", percent)
    assert ended.code == code
    assert "Result: 0 of 40, not passed; 26 were needed" in ended.out


def test_extra_time_is_75_minutes(typed: Run) -> None:
    assert "75 min 00 s left" in typed("quit\n", "exam", "--plain", "--extra-time").out


def test_a_setting_is_set_shown_and_checked(run: Run) -> None:
    assert "exam_date  not set" in run("settings").out
    assert run("settings", "exam_date", "2027-03-01").code == 0
    assert run("settings", "exam_date", "--json").data == {"exam_date": "2027-03-01"}
    ended = run("settings", "exam_date", "tomorrow")
    assert ended.code == 2
    assert "a day like 2027-01-31" in ended.err
    assert "There are: edition" in run("settings", "colour").err
    assert run("settings", "exam_date", "").code == 0
    assert run("settings", "exam_date").out.split() == ["exam_date", "not", "set"]


def test_questions_of_ones_own_can_be_practised(typed: Run, tmp_path: Path) -> None:
    out, folder = tmp_path / "desk.csv", tmp_path / "mine"
    run = ("bank", "export", "--format", "csv", "--edition", "5", "--topic", "value-streams")
    assert typed("", *run, "--out", out).code == 0
    assert typed("", "bank", "import", out, "--format", "csv", "--out", folder).code == 0
    words = (
        "quiz",
        "--plain",
        "--edition",
        "5",
        "--unseen",
        "--bank",
        folder,
        "--count",
        2,
        "--seed",
        1,
    )
    ended = typed("a\na\n", *words)
    assert "Question 2 of 2: Value streams" in ended.out
    assert typed("", "quiz", "--plain", "--bank", tmp_path / "none").code == 2


def test_two_banks_of_ones_own_keep_apart(typed: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        file = tmp_path / f"{name}.gift"
        file.write_text(f"::q1:: What is {name}? {{=this ~that ~these ~those}}\n")
        words = ("bank", "import", file, "--format", "gift", "--edition", "4")
        assert typed("", *words, "--out", tmp_path / name).code == 0
    quiz = ("quiz", "--plain", "--edition", "4", "--unseen", "--bank")
    assert "What is one?" in typed("a\n", *quiz, tmp_path / "one").out
    assert "What is two?" in typed("a\n", *quiz, tmp_path / "two").out
    assert "nothing of this kind" in typed("", *quiz, tmp_path / "one").err
    own = typed("", "bank", "statistics", "--bank", tmp_path / "one", "--json").data
    assert [one["id"].partition("#")[0] for one in own] == ["one/q1"]
    assert typed("", "bank", "statistics", "--json").data == []


def test_without_an_exam_there_is_no_last_result(typed: Run) -> None:
    ended = typed("", "exam", "--last", "--plain")
    assert ended.code == 2
    assert "No exam was handed in yet" in ended.err
