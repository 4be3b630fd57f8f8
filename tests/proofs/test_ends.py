"""A shift that plays in the app is ended from outside: told by its exit code, and not lost.

`tests/tui/test_terminal.py` covers the ways of ending with a small app; here it is the command
`itilsim play`, with a decision that was just made.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from itilsim.domain.errors import TryAgainError
from itilsim.domain.scenario import Setting
from itilsim.exchange.journal import from_stored, setting_of
from itilsim.sim.replay import replay
from itilsim.storage.places import places
from itilsim.storage.runs import open_runs
from tests.proofs.test_full_disk import unwritable
from tests.proofs.test_kill import begin

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX terminal")

KEYBOARD_PROTOCOL = re.compile(rb"\x1b\[[<>][0-9]*u")
"""What pyte does not know and would print."""
LATEST = 2.0
"""Seconds until it has ended."""


class Played:
    """`itilsim` in a terminal of its own."""

    def __init__(self, home: Path, *words: str) -> None:
        self.child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "itilsim", "--home", str(home), *words],
            dimensions=(24, 80),
            env={**os.environ, "TERM": "xterm-256color"},
        )
        self.before = self.settings()
        self.sent = b""
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)

    def settings(self) -> list[Any]:
        """How the terminal is set now."""
        return termios.tcgetattr(self.child.child_fd)

    def read(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                data = self.child.read_nonblocking(65536, timeout=0.05)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return
            self.sent += data
            self._stream.feed(KEYBOARD_PROTOCOL.sub(b"", data))

    @property
    def shown(self) -> str:
        return "\n".join(self._screen.display)

    def wait_for(self, text: str) -> None:
        until = time.monotonic() + 20
        while text not in self.shown:
            assert time.monotonic() < until, self.shown
            self.read(0.05)

    def exit_code(self) -> tuple[int, float]:
        """Wait for the end: its code, and how long it took."""
        began = time.monotonic()
        while self.child.isalive():
            assert time.monotonic() < began + 10, "still running"
            if self.child.child_fd >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)
        code = self.child.exitstatus
        assert code is not None, f"killed by {self.child.signalstatus}"
        return code, time.monotonic() - began


def by_signal(number: signal.Signals) -> Callable[[Played], None]:
    def end(played: Played) -> None:
        played.child.kill(number)

    return end


def by_closing(played: Played) -> None:
    """The window is closed."""
    played.child.ptyproc.fileobj.close()
    played.child.child_fd = -1


@pytest.mark.parametrize(
    ("end", "code"),
    [(by_signal(signal.SIGTERM), 143), (by_signal(signal.SIGHUP), 129), (by_closing, 129)],
    ids=["TERM", "HUP", "closed"],
)
def test_an_ended_shift_can_be_gone_on_with(
    end: Callable[[Played], None], code: int, first_shift: Setting, tmp_path: Path
) -> None:
    home = places(tmp_path)
    run = begin(home, first_shift, 1)
    played = Played(tmp_path, "play", "--resume", run)
    played.wait_for("Came in")
    played.child.send("v")
    played.wait_for("09:01")
    end(played)
    found, seconds = played.exit_code()
    assert found == code
    assert seconds < LATEST
    if end is not by_closing:
        played.read(0.2)
        assert played.settings() == played.before
        assert played.sent.rindex(b"\x1b[?1049l") > played.sent.rindex(b"\x1b[?1049h")
        assert b"Traceback" not in played.sent
    with open_runs(home) as runs:
        stored = runs.load(run)
    assert [entry.seq for entry in stored.entries] == [1]
    assert stored.status == "running"
    again = replay(setting_of(stored.scenario), 1, map(from_stored, stored.entries))
    assert again.journal[0].command.kind == "verify-identity"
    resumed = Played(tmp_path, "play", "--resume", run)
    resumed.wait_for("Came in")
    assert "09:01" in resumed.shown
    resumed.child.kill(signal.SIGTERM)
    assert resumed.exit_code()[0] == 143


def test_a_home_that_cannot_be_written_is_told_before_the_first_screen(tmp_path: Path) -> None:
    with unwritable(tmp_path):
        played = Played(tmp_path, "play", "first-shift", "--stepped")
        code, _ = played.exit_code()
        played.read(0.2)
    assert code == TryAgainError.exit_code
    assert "--home" in played.shown.replace("\n", "")  # the path may break it
    assert b"\x1b[?1049h" not in played.sent
    assert b"Traceback" not in played.sent


@pytest.mark.prove
def test_how_fast_a_shift_ends(first_shift: Setting, tmp_path: Path) -> None:
    """At any moment, also while it starts."""
    home, slowest, times = places(tmp_path), 0.0, 30
    run = begin(home, first_shift, 1)
    for number in range(times):
        played = Played(tmp_path, "play", "--resume", run)
        played.wait_for("Came in")
        played.read(number / times)
        wish, code = ((signal.SIGTERM, 143), (signal.SIGHUP, 129))[number % 2]
        played.child.kill(wish)
        found, seconds = played.exit_code()
        assert found == code
        played.read(0.2)
        assert played.settings() == played.before
        slowest = max(slowest, seconds)
    assert slowest < LATEST
    print(
        f"\nsignals: {times} of {times} playing shifts ended by TERM or HUP with the right exit "
        f"code and a restored terminal, the slowest after {slowest:.2f} s"
    )
