"""The home screen and where it leads, again and again, until the student leaves.

The one idea: what home shows is read anew each time from what is stored.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, cast, get_args

from itilsim.composing.orders import (
    COMPOSING,
    DAILY_ORDER,
    PATIENCE,
    Day,
    is_generated,
    seed_of,
)
from itilsim.content.summaries import list_scenarios
from itilsim.domain.errors import ItilsimError, UsageError
from itilsim.runs.listing import ListedRun, delete_run, list_runs, listed_runs
from itilsim.seat.request import STARTS, PlayRequest
from itilsim.storage.places import Places
from itilsim.storage.records import RunSummary
from itilsim.storage.study_settings import settings_of
from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens.home import (
    ContinueShift,
    Days,
    DeleteRun,
    Home,
    HomeView,
    OpenDebrief,
    OpenStudy,
    RunLine,
    RunningShift,
    ScenarioLine,
    StartShift,
)
from itilsim.words.editions import Studying

if TYPE_CHECKING:
    from itilsim.domain.scenario import Setting

SHOWN_RUNS: Final = 5
"""Finished shifts on the home screen; tuning constant."""
TOLD: Final = 12
"""Seconds for which a message stands; tuning constant."""
PACE: Final = 10
"""Simulated minutes that take a person a minute; tuning constant, step by step."""


async def home(app: ItilsimApp, places: Places) -> None:
    """Show home, do what was chosen, and come back.

    Args:
        app: The app.
        places: The user's folders.
    """
    from itilsim.tui.flows.shift import debriefing

    while True:
        view = home_view(places)
        choice = await app.show(Home(view))
        if choice is None:
            return
        try:
            if isinstance(choice, OpenDebrief):
                await debriefing(app, choice.run, places)
            elif isinstance(choice, DeleteRun):
                delete_run(choice.run, places)
                app.notify("The shift is deleted.", timeout=TOLD)
            elif isinstance(choice, OpenStudy):
                await _study(app, places, view.studying)
            else:
                await _play(app, choice, places)
        except ItilsimError as error:
            app.notify(str(error), severity="error", timeout=TOLD)


def home_view(places: Places) -> HomeView:
    """What home shows.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
    """
    runs = [one for one in listed_runs(places) if one.run.status != "damaged"]
    unfinished = [
        one.run for one in runs if one.run.status == "running" and one.verified is not False
    ]
    finished = [one for one in runs if one.run.status == "finished"]
    return HomeView(
        scenarios=tuple(
            ScenarioLine(one.id, one.title, one.words, max(one.minutes // PACE, 1))
            for one in list_scenarios(places)
        ),
        days=_days(one.run for one in runs),
        running=_running(unfinished[0]) if unfinished else None,
        runs=tuple(_line(one) for one in finished[:SHOWN_RUNS]),
        studying=_named(places) or next(_studied(one.run for one in runs), None),
    )


async def _study(app: ItilsimApp, places: Places, named: Studying | None) -> None:
    """Study from home."""
    from itilsim.tui.flows.study import studying

    await studying(app, places, named)


async def _play(app: ItilsimApp, choice: StartShift | ContinueShift, places: Places) -> None:
    """Play a shift from home."""
    from itilsim.seat.running import begin, go_on
    from itilsim.storage.run_ids import new_seed
    from itilsim.tui.flows.shift import playing

    if isinstance(choice, ContinueShift):
        running = go_on(PlayRequest(resume=choice.run), places)
    else:
        seed = new_seed() if choice.seed is None else choice.seed
        setting = await _loaded(app, choice.scenario, seed, places)
        known = any(
            one.header.scenario == choice.scenario and one.status == "finished"
            for one in list_runs(places)
        )
        again = known and "practice" in setting.scenario.modes
        request = PlayRequest(choice.scenario, seed, mode="practice" if again else None)
        running = begin(request, setting, places, studying=choice.studying)
    try:
        await playing(app, running, places, brief=isinstance(choice, StartShift))
    finally:
        running.close()


async def _loaded(app: ItilsimApp, scenario: str, seed: int, places: Places) -> Setting:
    """Load a scenario or compose a shift; whoever has to wait for that is told."""
    from itilsim.composing.loading import loading

    began, told = time.monotonic(), False
    for setting in loading(scenario, seed, places):
        if setting is not None:
            return setting
        if not told and time.monotonic() - began > PATIENCE:
            app.notify(COMPOSING)
            told = True
        await asyncio.sleep(0)
    raise UsageError(f"There is no shift {scenario}.")  # pragma: no cover - loading ends otherwise


def _days(runs: Iterable[RunSummary]) -> Days:
    """The generated shifts that can be started."""
    played = (one.header for one in runs if is_generated(one.header.scenario))
    last = next((Day(header.scenario, header.seed) for header in played), None)
    today = dt.date.today()  # noqa: DTZ011 - the learner's own day
    return Days(Day(DAILY_ORDER.id, seed_of(today)), DAILY_ORDER.minutes // PACE, last)


def _running(run: RunSummary) -> RunningShift:
    """A shift that was left; its clock is read off the header, so that no scenario is loaded."""
    hour, _, minute = run.header.options.get(STARTS, "").partition(":")
    if hour.isdecimal() and minute.isdecimal():
        minutes = int(hour) * 60 + int(minute) + run.reached // 60
        shown = f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    else:
        shown = f"{run.reached // 60} min in"
    return RunningShift(run.header.id, " ".join(run.header.title.split()), shown)


def _line(one: ListedRun) -> RunLine:
    """A finished shift; the notes stand where its day does, so that they are read with it."""
    ended = ", ".join((f"on {one.run.header.created[:10]}", *one.notes))
    return RunLine(one.run.header.id, one.title, ended, _result(one))


def _result(one: ListedRun) -> str:
    """How it went, in a word or two."""
    if one.score is None:
        return "not verified" if one.verified is False else "finished"
    if tries := one.score.get("first_tries"):
        return f"{tries['right']} of {tries['of']} right at first"
    return f"{round(one.score['total'])} of 100"


def _named(places: Places) -> Studying | None:
    """The exam that is set in the settings."""
    (edition,) = settings_of(places, "edition")
    return cast("Studying", edition) if edition else None


def _studied(runs: Iterable[RunSummary]) -> Iterator[Studying]:
    """The exams named in earlier runs, the newest first."""
    for run in runs:
        named = run.header.options.get("studying", "")
        if named in get_args(Studying):
            yield cast("Studying", named)
