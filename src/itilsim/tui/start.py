"""The app's two ways in: a shift that was asked for, and the home screen.

The one idea: everything that can fail before the first screen fails before it, with one plain
message. What then follows what is in `stories` and `homing`.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

from itilsim.storage.places import FAULT_FILE, Places
from itilsim.tui.request import PlayRequest

if TYPE_CHECKING:
    # Loading costs time, and not everything is needed for the first screen.
    from itilsim.tui.app import ItilsimApp, Story
    from itilsim.tui.running import Running

SETTLED: Final = 1.0
"""Seconds after which the first screen stands; tuning constant."""


def play_shift(request: PlayRequest, places: Places) -> int:
    """Play a shift to its end, or until it is left.

    Args:
        request: What to play.
        places: The user's folders.

    Returns:
        The exit code.

    Raises:
        ContentError: If the scenario cannot be loaded.
        UsageError: If there is no such run or scenario.
        TryAgainError: If it could not be stored, or another window holds the run.
        DamagedError: If what is stored is damaged.
    """
    gc.disable()
    running = _opened(request, places)
    from itilsim.tui.stories import playing

    async def story(app: ItilsimApp) -> int:
        await playing(app, running, places, brief=not request.resume)
        return 0

    try:
        return _run(story, places)
    finally:
        running.close()


def open_home(places: Places) -> int:
    """Show what there is to do, until the student leaves.

    Args:
        places: The user's folders.

    Returns:
        The exit code.

    Raises:
        DamagedError: If what is stored is damaged.
    """
    gc.disable()
    from itilsim.tui.homing import home

    async def story(app: ItilsimApp) -> int:
        await home(app, places)
        return 0

    return _run(story, places)


def _run(story: Story, places: Places) -> int:
    """Run the app; memory is collected again once the first screen stands.

    Starting makes a hundred thousand objects that stay, and looking through them again and again
    costs a tenth of a second.
    """
    from itilsim.tui.app import ItilsimApp
    from itilsim.tui.terminal import run_app

    async def told(app: ItilsimApp) -> int:
        app.set_timer(SETTLED, _collect)
        return await story(app)

    try:
        return run_app(ItilsimApp(told), details=places.data / FAULT_FILE)
    finally:
        gc.enable()


def _collect() -> None:
    """Let what stands stay, and collect what comes."""
    gc.freeze()
    gc.enable()


def _opened(request: PlayRequest, places: Places) -> Running:
    from itilsim.tui.running import begin, go_on

    if request.resume:
        return go_on(request, places)
    from itilsim.storage.content import load_scenario

    return begin(request, load_scenario(request.scenario, places), places)
