"""The app's ways in: home, and a shift, a round or an exam that was asked for.

The one idea: everything that can fail before the first screen fails before it, with one plain
message. What then follows what is in `stories` and `homing`.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from itilsim.seat.request import PlayRequest
from itilsim.storage.places import FAULT_FILE, Places
from itilsim.storage.study_settings import settings_of

if TYPE_CHECKING:
    # Loading costs time, and not everything is needed for the first screen.
    from itilsim.classroom.attending import Attending
    from itilsim.learner.mock_exam import Handed, MockExam
    from itilsim.learner.practice import Practice
    from itilsim.quiz.questions import Bank
    from itilsim.seat.running import Running
    from itilsim.storage.study import Study
    from itilsim.tui.app import ItilsimApp, Story

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
    from itilsim.seat.running import opened

    running = opened(request, places)
    from itilsim.tui.flows.shift import playing

    async def story(app: ItilsimApp) -> int:
        await playing(app, running, places, brief=not request.resume)
        return 0

    try:
        code = _run(story, places)
    finally:
        running.close()
    if code == 0 and not running.session.ended:
        from itilsim.words.program import program

        again = f"{program()} play --resume {running.header.id}"
        sys.stderr.write(f"The shift is saved as you left it. Go on with:\n  {again}\n")
    return code


def play_in_class(
    running: Running | None, attending: Attending, places: Places, *, brief: bool
) -> bool:
    """Play a shift in a class, with the questions around it, until it is over or left.

    Args:
        running: The shift; it is closed. None where it is over already.
        attending: The student's place in the class.
        places: The user's folders.
        brief: Whether to begin with the briefing.

    Returns:
        Whether all of it is over, so that it can be handed in.

    Raises:
        TryAgainError: If it could not be stored.
    """
    gc.disable()
    from itilsim.tui.flows.classroom import attend

    over: list[bool] = []

    async def story(app: ItilsimApp) -> int:
        over.append(await attend(app, running, attending, places, brief=brief))
        return 0

    try:
        _run(story, places)
    finally:
        if running is not None:
            running.close()
    return bool(over and over[0])


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
    from itilsim.tui.flows.home import home

    async def story(app: ItilsimApp) -> int:
        await home(app, places)
        return 0

    return _run(story, places)


def open_round(
    places: Places, study: Study, bank: Bank, practice: Practice, *, certainty: bool
) -> int:
    """Ask a round of practice or review that was asked for.

    Args:
        places: The user's folders.
        study: Where the round is kept.
        bank: What its questions are from.
        practice: The round.
        certainty: Whether to ask how sure one is.

    Returns:
        The exit code.
    """
    from itilsim.tui.flows.learning import Learning
    from itilsim.tui.flows.rounds import ask_round

    learning = Learning(places, study, bank)

    async def story(app: ItilsimApp) -> int:
        await ask_round(app, learning, practice, certainty=certainty)
        return 0

    return _run(story, places)


def open_exam(
    places: Places, study: Study, bank: Bank, begun: MockExam | Handed, *, certainty: bool
) -> tuple[int, Handed | None]:
    """Sit an exam that was begun or gone on with, and see what it came to.

    Args:
        places: The user's folders.
        study: Where the exam is kept.
        bank: What its questions are from.
        begun: The exam, or what it came to when its time ran out.
        certainty: Whether to ask how sure one is.

    Returns:
        The exit code, and what was handed in, or nothing if it was left for later.
    """
    from itilsim.tui.flows.exams import sit
    from itilsim.tui.flows.learning import Learning

    learning = Learning(places, study, bank)
    handed: list[Handed | None] = []

    async def story(app: ItilsimApp) -> int:
        study.later = app.later
        handed.append(await sit(app, learning, begun, certainty=certainty))
        return 0

    code = _run(story, places)
    return code, handed[0] if handed else None


def _run(story: Story, places: Places) -> int:
    """Run the app; memory is collected again once the first screen stands.

    Starting makes a hundred thousand objects that stay, and looking through them again and again
    costs a tenth of a second.
    """
    from itilsim.tui.app import ItilsimApp
    from itilsim.tui.terminal import run_app
    from itilsim.tui.theme import DEFAULT_THEME

    async def told(app: ItilsimApp) -> int:
        app.set_timer(SETTLED, _collect)
        return await story(app)

    theme = settings_of(places, "theme")[0] or DEFAULT_THEME
    app = ItilsimApp(told, theme=theme, remember_theme=_theme_keeper(places, theme))
    try:
        return run_app(app, details=places.data / FAULT_FILE)
    finally:
        gc.enable()


def _theme_keeper(places: Places, theme: str) -> Callable[[str], None]:
    """Who keeps the theme that is chosen; one that cannot be kept holds until the end only."""
    known = theme

    def keep(name: str) -> None:
        nonlocal known
        if name == known:
            return
        known = name
        from itilsim.domain.errors import ItilsimError
        from itilsim.storage.study import open_study

        with contextlib.suppress(ItilsimError), open_study(places) as study:
            study.set_setting("theme", name)

    return keep


def _collect() -> None:
    """Let what stands stay, and collect what comes."""
    gc.freeze()
    gc.enable()
