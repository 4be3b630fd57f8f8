"""The first ten minutes of a new user, in a real terminal: briefing, guided shift, debrief.

The keys are those that fingers press on the same screens under the pilot, so that they follow the
evidence; here they go into a pseudo-terminal in which `itilsim play` runs as a user starts it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tui.fingers import Fingers
from tests.tui.shifts import SEED, play_screen, shown
from tests.tui.terminals import Terminal

CODES = {
    "enter": "\r",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "tab": "\t",
    "space": " ",
    "escape": "\x1b",
}
"""What a terminal sends for keys that are no characters."""
BRIEFING = ("enter", "enter", "2", "enter", "2", "enter", "enter")
"""Read two pages, answer two questions."""


class _Recorder(Fingers):
    """Fingers that remember what they press."""

    def __init__(self, *hands: object) -> None:
        super().__init__(*hands)  # type: ignore[arg-type]
        self.pressed: list[str] = []

    async def press(self, *keys: str) -> None:
        """Press, and remember."""
        self.pressed += keys
        await super().press(*keys)


async def _guided_keys(steps: int, size: tuple[int, int]) -> tuple[list[str], int, str]:
    """The keys of so many decisions of the guided shift, how far it gets, and its log."""
    play, results = play_screen("guided"), list[str]()
    assert play.guiding is not None
    async with shown(play, size, results=results) as pilot:
        fingers, guide = _Recorder(pilot, play), play.guiding.guide
        for _ in range(steps):
            if guide.finished():
                await fingers.press("Q", "y")
                break
            await fingers.follow_tutor()
        await pilot.pause()
    shift = play.session.shift
    reached = len(shift.journal)
    if shift.ended:
        shift.finish()
    return fingers.pressed, reached, shift.digest


def _tap(terminal: Terminal, key: str) -> None:
    """Press a key and wait until the screen is quiet."""
    os.write(terminal.master, CODES.get(key, key).encode())
    patience = time.monotonic() + 2
    while time.monotonic() < patience:
        before = len(terminal.sent)
        terminal.read(0.3)
        if len(terminal.sent) == before:
            return


def _played(keys: list[str], size: tuple[int, int], home: Path) -> Terminal:
    program = ("-m", "itilsim", "--home", str(home), "play", "first-shift", "--mode", "guided")
    terminal = Terminal(*program, "--seed", str(SEED), program=(), size=size)
    terminal.wait_for("The note from the shift before", 60)
    for key in BRIEFING:
        _tap(terminal, key)
    terminal.wait_for("Came in")
    for key in keys:
        _tap(terminal, key)
    return terminal


def _itilsim(home: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "itilsim", "--home", str(home), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


async def test_the_first_decisions_are_kept_when_the_terminal_is_left(tmp_path: Path) -> None:
    keys, reached, _ = await _guided_keys(8, (80, 24))
    terminal = _played(keys, (80, 24), tmp_path)
    try:
        _tap(terminal, "q")
        _tap(terminal, "y")
        assert terminal.exit_code(10) == 0
    finally:
        terminal.close()
    run = json.loads(_itilsim(tmp_path, "runs", "--json"))[0]
    _itilsim(
        tmp_path, "export", run["id"], "--format", "run", "--out", str(tmp_path / "run.itilrun")
    )
    lines = (tmp_path / "run.itilrun").read_text(encoding="utf-8").splitlines()
    assert sum('"kind":"entry"' in line for line in lines) == reached


@pytest.mark.prove
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_a_new_user_gets_from_the_briefing_to_the_debrief(
    size: tuple[int, int], tmp_path: Path
) -> None:
    keys, reached, digest = await _guided_keys(200, size)
    terminal = _played(keys, size, tmp_path)
    try:
        terminal.wait_for("Before you read on", 60)
    finally:
        terminal.close()
    run = json.loads(_itilsim(tmp_path, "runs", "--json"))[0]
    found = json.loads(_itilsim(tmp_path, "replay", run["id"], "--json"))
    assert digest in json.dumps(found)
    print(
        f"first ten minutes at {size[0]}x{size[1]}: {len(keys)} keys in a real terminal, "
        f"{reached} journal entries, one digest with the pilot"
    )
