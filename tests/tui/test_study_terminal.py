"""Study in a real terminal: a killed exam goes on, a round leaves the terminal as it was."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from itilsim.cli import main
from itilsim.content.bank import shipped_bank
from itilsim.domain.errors import FAULT
from itilsim.learner.mock_exam import last_result
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
        handed = last_result(study, shipped_bank(home(tmp_path)))
        assert handed is not None
        assert handed.chosen[:3] == (1, 2, None)


def test_a_round_asked_for_is_asked_and_summed_up(tmp_path: Path) -> None:
    words = ("quiz", "--home", str(tmp_path), "--computed", "--count", "1", "--seed", "1")
    with running(*words) as terminal:
        terminal.wait_for("Worked out anew 1 of 1")
        terminal.press("a")
        terminal.wait_for("always a new one")
        terminal.press("\r")
        terminal.wait_for("How this round went")
        terminal.press("\r")
        assert terminal.exit_code(10) == 0
        assert terminal.after == terminal.before


QUIZ = ("quiz", "--computed", "--count", "3", "--seed", "1")
EXAM = ("exam", "--edition", "4", "--seed", "1", "--fail-under", "1")
SIGNALS = {signal.SIGINT: 130, signal.SIGHUP: 129, signal.SIGTERM: 143}


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("words", [QUIZ, EXAM], ids=["quiz", "exam"])
def test_a_signal_is_told_by_the_exit_code(
    words: tuple[str, ...], number: signal.Signals, tmp_path: Path
) -> None:
    with running(*words, "--home", str(tmp_path)) as terminal:
        terminal.wait_for(" 1 of ")
        terminal.send(number)
        assert terminal.exit_code(5) == SIGNALS[number]


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("words", [QUIZ, EXAM], ids=["quiz", "exam"])
def test_a_signal_is_told_by_the_exit_code_in_plain_lines_too(
    words: tuple[str, ...], number: signal.Signals, tmp_path: Path
) -> None:
    with running(*words, "--plain", "--home", str(tmp_path)) as terminal:
        terminal.wait_for(" 1 of ")
        terminal.read(0.3)
        terminal.send(number)
        assert terminal.exit_code(5) == SIGNALS[number]


def test_ctrl_c_is_told_by_the_exit_code(tmp_path: Path) -> None:
    with running(*QUIZ, "--home", str(tmp_path)) as terminal:
        terminal.wait_for(" 1 of ")
        terminal.press("\x03")
        assert terminal.exit_code(5) == 130


@pytest.mark.parametrize(
    ("more", "keys", "code"),
    [((), "qy", 0), (("--fail-under", "1"), "qy", 1), (("--fail-under", "0"), "Qyq", 0),
     (("--fail-under", "100"), "Qyq", 1)],
    ids=["left", "left, and a mark wanted", "handed in, and enough", "handed in, too little"],
)  # fmt: skip
def test_an_exam_that_was_not_handed_in_is_not_passed(
    more: tuple[str, ...], keys: str, code: int, tmp_path: Path
) -> None:
    words = ("exam", "--edition", "4", "--seed", "1", *more, "--home", str(tmp_path))
    with running(*words) as terminal:
        terminal.wait_for("Question 1 of 40")
        terminal.press("b")
        terminal.press(keys)
        assert terminal.exit_code(10) == code


def test_an_exam_that_crashed_is_not_passed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crashed(*_: object, **__: object) -> tuple[int, None]:
        return FAULT, None

    monkeypatch.setattr("itilsim.tui.start.open_exam", crashed)
    monkeypatch.setenv("TEXTUAL_DRIVER", "there is one")
    assert main(["--home", str(tmp_path), *EXAM]) == FAULT


def test_a_session_that_a_server_drives_counts_as_a_terminal(tmp_path: Path) -> None:
    environment = os.environ | {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    for words in ((), ("play",), QUIZ):
        served = subprocess.Popen(
            [sys.executable, "-m", "itilsim", *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment | {"ITILSIM_HOME": str(tmp_path)},
        )  # fmt: skip
        assert served.stdout is not None
        assert served.stdout.readline() == b"__GANGLION__\n"
        assert len(served.stdout.read(3000)) == 3000  # It is drawn.
        served.terminate()
        assert served.wait(timeout=10) == 143, words
        _, said = served.communicate()
        assert not said


def test_a_session_whose_browser_is_gone_ends(tmp_path: Path) -> None:
    environment = os.environ | {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    served = subprocess.Popen(
        [sys.executable, "-m", "itilsim", "--home", str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert served.stdout is not None
    assert served.stdout.readline() == b"__GANGLION__\n"
    _, said = served.communicate(timeout=10)
    assert (said, served.returncode) == (b"", 129)
