"""The app's two ways in: a shift that was asked for, and the home screen.

The one idea: what follows what is written here, as stories: briefing, shift, debrief. Everything
that can fail before the first screen fails before it, with one plain message.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final, cast

from itilsim.storage.places import FAULT_FILE, Places
from itilsim.tui.request import PlayRequest

if TYPE_CHECKING:
    # Loading costs time, and not everything is needed for the first screen.
    from itilsim.reports.wording import Edition
    from itilsim.tui.app import ItilsimApp, Story
    from itilsim.tui.running import Running

SETTLED: Final = 1.0
"""Seconds after which the first screen stands; tuning constant."""
EDITIONS: Final = ("2011", "4", "5")
"""Editions of ITIL that a debrief can follow."""
LEFT: Final = "left"
"""What the play screen leaves with when the shift is not over."""


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


async def playing(app: ItilsimApp, running: Running, places: Places, *, brief: bool) -> None:
    """Briefing, shift, debrief.

    Args:
        app: The app.
        running: The shift.
        places: The user's folders.
        brief: Whether to begin with the briefing.
    """
    from itilsim.tui.screens.play import Play

    if brief and not await _briefed(app, running):
        return
    screen = Play(running.session, running.chronicle, running.called, running.guide)
    if await app.show(screen) == LEFT:
        return
    running.finish(places)
    await debriefing(app, running.header.id, places)


async def debriefing(app: ItilsimApp, run: str, places: Places) -> None:
    """Show the debrief of a finished run.

    Args:
        app: The app.
        run: Its id.
        places: The user's folders.

    Raises:
        UsageError: If it can neither be replayed nor read.
        DamagedError: If what is stored of it is damaged.
    """
    from itilsim.lab.debriefed import debrief_of
    from itilsim.lab.opened import open_run
    from itilsim.lab.references import References
    from itilsim.lab.replaying import facts_to_read
    from itilsim.tui.screens.debrief import DebriefScreen

    opened = open_run(run, places)
    header, facts = opened.stored.header, facts_to_read(opened)
    references = References.at(places)
    try:
        beside = references if opened.same_engine else None
        found = debrief_of(opened.setting, header.seed, facts, beside)
    finally:
        references.close()
    named = header.options.get("studying", "")
    edition = cast("Edition", named) if named in EDITIONS else None
    await app.show(DebriefScreen(found, opened.setting, edition=edition))


async def _briefed(app: ItilsimApp, running: Running) -> bool:
    """Show the briefing; whether the shift is to begin."""
    from itilsim.tui.screens.briefing import BriefingScreen
    from itilsim.tui.screens.looking import desk_card

    scenario = running.setting.scenario
    card = desk_card(running.session.desk)
    ready = await app.show(BriefingScreen(scenario.title, scenario.briefing, card))
    return ready is True


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
