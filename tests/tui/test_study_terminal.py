"""Study in a real terminal: a killed exam goes on, a round leaves the terminal as it was."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path

from itilsim.storage.study import open_study
from tests.tui.studies import home
from tests.tui.terminals import Terminal


@contextlib.contextmanager
def running(*words: str) -> Iterator[Terminal]:
    terminal = Terminal(*words, program=("-m", "itilsim"))
    try:
        yield terminal
    finally:
        terminal.close()


def test_an_exam_that_was_killed_goes_on_with_all_that_was_answered(tmp_path: Path) -> None:
    words = ("exam", "--home", str(tmp_path), "--edition", "4", "--seed", "1")
    with running(*words) as terminal:
        terminal.wait_for("Question 1 of 40")
        terminal.press("b")
        terminal.wait_for("(x) B")
        terminal.press("n")
        terminal.wait_for("Question 2 of 40")
        terminal.press("c")
        terminal.wait_for("(x) C")
        terminal.send(signal.SIGKILL)
        assert terminal.exit_code() == -signal.SIGKILL
    with running(*words) as terminal:
        terminal.wait_for("Question 2 of 40")
        terminal.wait_for("(x) C")
        terminal.press("p")
        terminal.wait_for("(x) B")
        terminal.press("Q")
        terminal.wait_for("38 questions have no answer yet")
        terminal.press("y")
        terminal.wait_for("26 were needed")
        terminal.press("q")
        assert terminal.exit_code(10) == 0
        assert terminal.after == terminal.before
    with open_study(home(tmp_path)) as study:
        [stored] = study.sittings()
        assert [one and one.option for one in stored.sitting.answers[:3]] == [1, 2, None]


def test_a_round_asked_for_is_asked_and_summed_up(tmp_path: Path) -> None:
    words = ("quiz", "--home", str(tmp_path), "--computed", "--count", "1", "--seed", "1")
    with running(*words) as terminal:
        terminal.wait_for("Worked out anew 1 of 1")
        terminal.press("a")
        terminal.wait_for("always a new one")
        terminal.press("\r")
        terminal.wait_for("What this round came to")
        terminal.press("\r")
        assert terminal.exit_code(10) == 0
        assert terminal.after == terminal.before
