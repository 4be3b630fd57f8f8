"""A small real app that terminal tests start in a process of its own.

`python -m tests.tui.small_app HOW [DETAILS]`, where HOW says how it behaves when `x` is pressed.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from itilsim.domain.errors import DamagedError
from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens import home
from itilsim.tui.screens.home import Home
from itilsim.tui.terminal import run_app
from tests.tui.views import NEWCOMER


class Fault(Exception):
    """A fault of our own."""


class Small(Home):
    BINDINGS: ClassVar[list[BindingType]] = [("x", "misbehave", "")]
    CSS_PATH = str(Path(home.__file__).with_name("home.tcss"))

    def __init__(self, how: str) -> None:
        super().__init__(NEWCOMER)
        self._how = how

    def action_misbehave(self) -> None:
        ways: dict[str, Callable[[], None]] = {
            "crash": self._crash,
            "damaged": self._damaged,
            "busy": lambda: time.sleep(60),
            "thread": lambda: threading.Thread(target=time.sleep, args=(60,)).start(),
        }
        ways[self._how]()

    def _crash(self) -> None:
        raise Fault("[/] the inner reason")

    def _damaged(self) -> None:
        raise DamagedError("The saved runs are damaged. Run `itilsim doctor --restore`.")


class Reluctant(Small):
    """Takes its time to go."""

    def on_unmount(self) -> None:
        time.sleep(60)


def main(how: str, details: str = "") -> int:
    async def story(app: ItilsimApp) -> int:
        await app.show(Reluctant(how) if how == "reluctant" else Small(how))
        if how == "story":
            raise Fault("in the story")
        return 7 if how == "seven" else 0

    return run_app(ItilsimApp(story), details=Path(details) if details else None)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
