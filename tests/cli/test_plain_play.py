"""`itilsim play --plain`, from words to exit code."""

from __future__ import annotations

import io
import sys

import pytest

from tests.cli.conftest import Ended, Run


@pytest.fixture
def typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line with something typed."""

    def command_line(said: str, *words: object) -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        return run(*words)

    return command_line


def test_a_shift_that_is_left_is_saved_and_goes_on(typed: Run) -> None:
    left = typed("look 1\nlog\n5\n1\nworkplace\n1\n\nquit\n", "play", "first-shift", "--plain",
                 "--mode", "practice", "--seed", 1)  # fmt: skip
    assert left.code == 0
    assert "You logged" in left.out
    again = left.err.rpartition("--resume ")[2].strip()
    more = typed("records\nquit\n", "play", "--plain", "--resume", again)
    assert more.code == 0
    assert "From the shift before" not in more.out
    assert "You opened 3: REQ" in more.out


def test_a_shift_that_is_ended_is_debriefed_at_once(typed: Run) -> None:
    ended = typed("end-shift\nyes\n", "play", "first-shift", "--plain", "--mode", "practice",
                  "--seed", 1)  # fmt: skip
    assert ended.code == 0
    assert "You cannot come back to this shift." in ended.out
    assert "IN SHORT" in ended.out


def test_a_running_clock_needs_a_screen(run: Run) -> None:
    ended = run("play", "first-shift", "--plain", "--pace", "steady")
    assert (ended.code, ended.out) == (2, "")
    assert "time moves with what you do" in ended.err


def test_without_a_terminal_the_plain_way_is_named(run: Run) -> None:
    ended = run("play", "first-shift", "--no-input")
    assert ended.code == 2
    assert "--plain" in ended.err
