"""A pseudo-terminal with our small app in it, for tests about signals and about what is left."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyte

ROOT = Path(__file__).parents[2]
READY = "Help"
KEYBOARD_PROTOCOL = re.compile(rb"\x1b\[[<>][0-9]*u")
"""What pyte does not know and would print."""


class Terminal:
    """One process in one terminal; the far end is ours."""

    def __init__(
        self,
        *arguments: str,
        program: tuple[str, ...] = ("-m", "tests.tui.small_app"),
        size: tuple[int, int] = (80, 24),
    ) -> None:
        """Start it.

        Args:
            arguments: For the program.
            program: What Python is to run.
            size: Columns and lines.
        """
        self.master, self.slave = pty.openpty()
        columns, lines = size
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.before = termios.tcgetattr(self.slave)
        self.sent = b""
        self._stream_screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._stream_screen)
        self.process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            cwd=ROOT,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT / "src")},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads
        )

    def read(self, seconds: float) -> None:
        """Take in what the app writes for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.master], [], [], left)[0]:
                data = os.read(self.master, 65536)
                self.sent += data
                self._stream.feed(KEYBOARD_PROTOCOL.sub(b"", data))

    def wait_for(self, text: str, seconds: float = 20) -> None:
        until = time.monotonic() + seconds
        while text not in "\n".join(self._stream_screen.display):
            assert time.monotonic() < until, "\n".join(self._stream_screen.display)
            self.read(0.05)

    def wait_quiet(self, seconds: float = 0.5, most: float = 30) -> None:
        """Wait until the same stands on the screen for so long; a cursor may blink."""
        until = time.monotonic() + most
        before: list[str] = []
        while before != self.lines:
            assert time.monotonic() < until, "\n".join((*before, "then", *self.lines))
            before = self.lines
            self.read(seconds)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return list(self._stream_screen.display)

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())
        self.read(0.3)

    def send(self, number: int) -> None:
        self.process.send_signal(number)

    def hang_up(self) -> None:
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1

    def exit_code(self, seconds: float = 2.0) -> int:
        """Wait for the end.

        Args:
            seconds: The longest that it may take.
        """
        until = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < until, "still running"
            self.read(0.02) if self.master >= 0 else time.sleep(0.02)
        if self.master >= 0:
            self.read(0.05)
        return self.process.returncode

    @property
    def after(self) -> list[Any]:
        """The settings of the terminal now."""
        return termios.tcgetattr(self.slave)

    @property
    def text(self) -> str:
        """What is written after the app left the alternate screen."""
        return self.sent.rpartition(b"\x1b[?1049l")[2].decode()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        for end in (self.master, self.slave):
            if end >= 0:
                os.close(end)


@contextlib.contextmanager
def small_app(*arguments: str) -> Iterator[Terminal]:
    """A terminal in which the small app is ready for keys."""
    terminal = Terminal(*arguments)
    try:
        terminal.wait_for(READY)
        terminal.read(0.2)
        yield terminal
    finally:
        terminal.close()
