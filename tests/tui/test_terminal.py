"""Whatever ends the app: the right exit code soon, and a terminal that works."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from itilsim.domain.errors import FAULT
from itilsim.tui.terminal import HUNG_UP
from tests.tui.terminals import ROOT, Terminal, small_app

MOUSE_OFF = (b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l")


def assert_restored(terminal: Terminal) -> None:
    assert terminal.after == terminal.before
    assert b"\x1b[?1049h" in terminal.sent
    left = terminal.sent.rindex(b"\x1b[?1049l")
    assert left > terminal.sent.rindex(b"\x1b[?1049h")
    assert terminal.sent.rindex(b"\x1b[?25h") > terminal.sent.rindex(b"\x1b[?25l")
    for off in MOUSE_OFF:
        assert terminal.sent.rindex(off) > terminal.sent.rindex(off[:-1] + b"h")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_ends_the_app_with_its_code_and_a_restored_terminal(
    number: signal.Signals, code: int
) -> None:
    with small_app("home") as terminal:
        terminal.send(number)
        assert terminal.exit_code() == code
        assert_restored(terminal)
        assert "Traceback" not in terminal.text


@pytest.mark.parametrize("how", ["busy", "reluctant", "thread"])
def test_nothing_holds_the_exit_up(how: str) -> None:
    with small_app(how) as terminal:
        if how != "reluctant":
            terminal.press("x")
        terminal.send(signal.SIGTERM)
        assert terminal.exit_code() == 143
        assert_restored(terminal)


@pytest.mark.parametrize("how", ["home", "busy"])
def test_a_closed_terminal_ends_the_app(how: str) -> None:
    with small_app(how) as terminal:
        if how == "busy":
            terminal.press("x")
        terminal.hang_up()
        assert terminal.exit_code() == HUNG_UP


def test_a_terminal_that_is_gone_is_noticed_without_a_signal() -> None:
    """As when the app runs in a pipe: nobody sends SIGHUP, input just ends."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.tui.small_app", "home"],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT / "src")},
    ) as process:
        os.close(theirs)
        while b"Help" not in os.read(ours, 65536):
            pass
        os.close(ours)
        assert process.wait(timeout=10) == HUNG_UP


def test_the_second_signal_changes_nothing() -> None:
    with small_app("busy") as terminal:
        terminal.press("x")
        terminal.send(signal.SIGTERM)
        terminal.read(0.3)  # else the kernel may hand over the lower number first
        terminal.send(signal.SIGINT)
        assert terminal.exit_code() == 143


@pytest.mark.parametrize(("how", "code"), [("seven", 7), ("home", 0)])
def test_leaving_by_key_gives_what_the_story_returns(how: str, code: int) -> None:
    with small_app(how) as terminal:
        terminal.press("q")
        assert terminal.exit_code() == code
        assert_restored(terminal)
        assert terminal.text.count("\n") == 0


def test_ctrl_c_leaves_at_once() -> None:
    with small_app("home") as terminal:
        terminal.press("\x03")
        assert terminal.exit_code() == 130
        assert_restored(terminal)


@pytest.mark.parametrize(("how", "keys"), [("crash", "x"), ("story", "q")])
def test_a_crash_says_one_plain_sentence_and_where_details_are(
    how: str, keys: str, tmp_path: Path
) -> None:
    details = tmp_path / "new" / "crash.txt"
    with small_app(how, str(details)) as terminal:
        terminal.press(keys)
        assert terminal.exit_code(5) == FAULT
        assert_restored(terminal)
        assert "Sorry: itilsim has stopped because of a mistake in itself" in terminal.text
        assert "Traceback" not in terminal.text
        assert "crash.txt" in terminal.text.replace("\r\n", "")
    written = details.read_text(encoding="utf-8")
    assert "Traceback" in written
    assert "Fault" in written


def test_a_crash_without_a_place_for_details_says_so_by_silence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with small_app("crash", str(blocked / "crash.txt")) as terminal:
        terminal.press("x")
        assert terminal.exit_code(5) == FAULT
        assert "Sorry" in terminal.text
        assert "Details" not in terminal.text


def test_an_error_for_people_is_shown_as_it_is_with_its_code() -> None:
    with small_app("damaged") as terminal:
        terminal.press("x")
        assert terminal.exit_code(5) == 4
        assert "The saved runs are damaged." in terminal.text
        assert "Sorry" not in terminal.text


def test_nothing_of_a_page_stays_when_the_next_is_shown(tmp_path: Path) -> None:
    words = ("play", "first-shift", "--mode", "practice", "--seed", "3")
    where = ("-m", "itilsim", "--home", str(tmp_path), *words)
    terminal = Terminal(*where, program=(), size=(100, 30))
    terminal.wait_for("note from the shift before")
    for key in ("\r", "\x1b[6~", "\r"):  # The card is scrolled, then the first question is shown.
        terminal.press(key)
        terminal.wait_quiet()
    try:
        assert sum("▸" in line for line in terminal.lines) == 1, terminal.lines
    finally:
        terminal.close()


def test_a_shift_that_is_left_says_how_to_go_on_with_it(tmp_path: Path) -> None:
    words = ("play", "first-shift", "--mode", "practice", "--seed", "3")
    terminal = Terminal("-m", "itilsim", "--home", str(tmp_path), *words, program=())
    terminal.wait_for("note from the shift before")
    for key in "\r\r2\r2\r":
        terminal.press(key)
        terminal.wait_quiet()
    terminal.wait_for("Came in")
    terminal.press("q")
    assert terminal.exit_code() == 0
    assert_restored(terminal)
    (run,) = re.findall(rb"Go on with:\s+\S+ play --resume (\S+)", terminal.sent)
    assert run.startswith(b"first-shift-3-")
