"""How long it takes until there is something to see: the version, the home screen, a shift.

The one idea: both sides start a process and are watched in the same way, in turn.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.table import Figure, ratio
from itilsim.content.scenarios import load_scenario
from itilsim.exchange.journal import setting_text
from itilsim.runs.saving import new_header
from itilsim.storage.places import places
from itilsim.storage.runs import open_runs

ROUNDS = 40
PAINTS = 40
PATIENCE = 30
"""Seconds after which a screen that shows nothing is given up."""

COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of what is measured. An installed program has been compiled once; where Python
is told to keep nothing of it, ours would be compiled at each start and the bare app's would not."""

MARKERS = {"home": "first morning", "briefing": "Go on", "shift": "Came in"}
"""A text of the first screen that each of them shows."""

BARE = """
from textual.app import App
from textual.widgets import Footer, Header, Static
class Bare(App):
    def compose(self):
        yield Header()
        yield Static("MARKER")
        yield Footer()
Bare().run()
"""


def figures() -> list[Figure]:
    """Version, home, and a shift's second start."""
    return [_version(), *_paints()]


def _version() -> Figure:
    """`itilsim --version` against a Python that does nothing."""
    nothing, version = [sys.executable, "-c", "pass"], [_program(), "--version"]
    times: dict[str, list[float]] = {"nothing": [], "version": []}
    for _ in range(ROUNDS):
        times["nothing"].append(_duration(nothing))
        times["version"].append(_duration(version))
    value = ratio(times["version"], times["nothing"])
    note = f"against `python -c pass`; medians of {ROUNDS}, in turn"
    return Figure("itilsim --version", value, limit=2.5, note=note)


def _paints() -> list[Figure]:
    """First paints, process start included, against a bare app with Header, Static and Footer."""
    play = [_program(), "play", "--home"]
    with tempfile.TemporaryDirectory() as home:
        run = _begun(Path(home))
        screens = {
            "bare": ([sys.executable, "-c", BARE], "MARKER"),
            "home": ([_program(), "--home", home], MARKERS["home"]),
            "briefing": ([*play, home, "first-shift", "--stepped"], MARKERS["briefing"]),
            "shift": ([*play, home, "--resume", run], MARKERS["shift"]),
        }
        times: dict[str, list[float]] = {name: [] for name in screens}
        for command, marker in screens.values():
            first_paint(command, marker)
        for _ in range(PAINTS):
            for name, (command, marker) in screens.items():
                times[name].append(first_paint(command, marker))
    note = f"against a bare Textual app, in a pty, process start included; medians of {PAINTS}"
    rows = (
        ("home, first paint", "home", 1.4),
        ("a shift's briefing, second start", "briefing", 2.5),
        ("a shift's desk, second start", "shift", 2.5),
    )
    return [
        Figure(name, ratio(times[screen], times["bare"]), limit=limit, note=note)
        for name, screen, limit in rows
    ]


def _begun(home: Path) -> str:
    """The id of a stored shift that has only begun, and so opens with the desk."""
    where = places(home)
    setting = load_scenario("first-shift", where)
    header = new_header(setting, 1)
    with open_runs(where) as runs:
        runs.create(header, scenario=setting_text(setting))
    return header.id


def first_paint(command: Sequence[str], marker: str) -> float:
    """Seconds from the start of a process until its terminal has been sent a text.

    Args:
        command: The words of the command line.
        marker: A text that is on its first screen and on no other.
    """
    with _terminal() as (ours, theirs):
        began = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**COMPILED, "TERM": "xterm-256color"},
        )  # fmt: skip
        try:
            sent = b""
            while marker.encode() not in sent:
                left = began + PATIENCE - time.perf_counter()
                if left <= 0 or not select.select([ours], [], [], left)[0]:
                    raise TimeoutError(f"{command} did not show {marker!r}: {sent[-2000:]!r}")
                sent += os.read(ours, 65536)
            return time.perf_counter() - began
        finally:
            process.kill()
            process.wait()


@contextmanager
def _terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal of 80 by 24."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        yield ours, theirs
    finally:
        os.close(ours)
        os.close(theirs)


def _duration(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=COMPILED)
    return time.perf_counter() - began


def _program() -> str:
    """The command `itilsim` of this environment."""
    return str(Path(sys.executable).with_name("itilsim"))
