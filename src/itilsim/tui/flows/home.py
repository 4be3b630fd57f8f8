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
    ANY_DAY,
    COMPOSING,
    DAILY_ORDER,
    PATIENCE,
    Day,
    ShiftOrder,
    seed_of,
)
from itilsim.content.lookup import organisation_ids
from itilsim.content.summaries import ScenarioSummary, list_scenarios
from itilsim.domain.errors import ItilsimError, UsageError
from itilsim.runs.listing import ListedRun, delete_run, listed_runs
from itilsim.runs.origin import clock_in
from itilsim.seat.modes import playable
from itilsim.seat.request import PlayRequest
from itilsim.seat.starting import A_MINUTE, Starting, last_time
from itilsim.storage.places import Places
from itilsim.storage.records import RunSummary
from itilsim.storage.study_settings import settings_of
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.home_rows import mode_words, run_line
from itilsim.tui.screens.home import (
    ContinueShift,
    Days,
    DeleteRun,
    Home,
    HomeView,
    OpenDebrief,
    OpenStudy,
    RunningShift,
    ScenarioLine,
    StartShift,
)
from itilsim.words.editions import Studying

if TYPE_CHECKING:
    from itilsim.domain.scenario import Setting
    from itilsim.seat.running import Running

SHOWN_RUNS: Final = 5
"""Finished shifts on the home screen; tuning constant."""
TOLD: Final = 12
"""Seconds for which a message stands; tuning constant."""


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
        scenarios=tuple(_scenario(one, runs) for one in list_scenarios(places)),
        days=_days(runs),
        running=_running(unfinished[0]) if unfinished else None,
        runs=tuple(run_line(one, finished[n + 1 :]) for n, one in enumerate(finished[:SHOWN_RUNS])),
        studying=_named(places) or next(_studied(one.run for one in runs), None),
    )


async def _study(app: ItilsimApp, places: Places, named: Studying | None) -> None:
    """Study from home."""
    from itilsim.tui.flows.study import studying

    await studying(app, places, named)


async def _play(app: ItilsimApp, choice: StartShift | ContinueShift, places: Places) -> None:
    """Play a shift from home."""
    from itilsim.seat.running import go_on
    from itilsim.tui.flows.shift import playing

    if isinstance(choice, ContinueShift):
        running = go_on(PlayRequest(resume=choice.run), places)
    else:
        running = await _begun(app, choice, places)
    try:
        await playing(app, running, places, brief=isinstance(choice, StartShift))
    finally:
        running.close()


async def _begun(app: ItilsimApp, choice: StartShift, places: Places) -> Running:
    """Begin a shift as it was chosen; the same morning again by the rules it was played by."""
    from itilsim.seat.running import begin
    from itilsim.storage.run_ids import new_seed

    how = choice.how
    seed = new_seed() if choice.seed is None else choice.seed
    if how is not None and how.again:
        setting = _setting_of(how.again, places)
    else:
        setting = await _loaded(app, choice.scenario, seed, places)
    if how is not None:
        request = PlayRequest(
            choice.scenario, seed, mode=how.mode, pace=how.pace, extra_time=how.extra_time
        )
    else:
        request = PlayRequest(choice.scenario, seed)
    return begin(request, setting, places, studying=choice.studying)


def _setting_of(run: str, places: Places) -> Setting:
    """What a run was played in, house rules and all.

    Raises:
        UsageError: If the run is of another engine, or its scenario is not to be had.
        DamagedError: If what is stored of it is damaged.
    """
    from itilsim.runs.opened import open_run

    opened = open_run(run, places)
    opened.must_have_same_engine()
    return opened.setting


async def _loaded(app: ItilsimApp, scenario: str, seed: int, places: Places) -> Setting:
    """Load a scenario or compose a shift; whoever has to wait for that is told."""
    from itilsim.composing.loading import loading

    began, told = time.monotonic(), False
    for setting in loading(scenario, seed, places):
        if setting is not None:
            return setting
        if not told and time.monotonic() - began > PATIENCE:
            await app.busy(COMPOSING)
            told = True
        await asyncio.sleep(0)
    raise UsageError(f"There is no shift {scenario}.")  # pragma: no cover - loading ends otherwise


def _scenario(one: ScenarioSummary, runs: Iterable[ListedRun]) -> ScenarioLine:
    """A shift that was written."""
    minutes = max(one.minutes // A_MINUTE, 1)
    last = last_time((each.run for each in runs), one.id)
    words = " ".join(one.words.split())
    starting = Starting(one.id, one.title, words, one.minutes, playable(one.modes), last)
    return ScenarioLine(one.id, one.title, one.words, minutes, starting)


def _days(runs: Iterable[ListedRun]) -> Days:
    """The generated shifts that can be started."""
    last = last_time((each.run for each in runs), ANY_DAY)
    today = dt.date.today()  # noqa: DTZ011 - the learner's own day
    day, usual = Day(DAILY_ORDER.id, seed_of(today)), ShiftOrder()
    modes = playable(("practice",))
    return Days(
        day,
        DAILY_ORDER.minutes // A_MINUTE,
        Starting(
            usual.id, "Any day", "A shift that nobody has played before.", usual.minutes, modes,
            last, organisations=organisation_ids(),
        ),
        Starting(
            day.scenario, "Today's shift", "Short, and the same for everybody who plays it today.",
            DAILY_ORDER.minutes, modes, last, day.seed,
        ),
    )  # fmt: skip


def _running(run: RunSummary) -> RunningShift:
    """A shift that was left; its clock is read off the header, so that no scenario is loaded."""
    shown = clock_in(run.header, run.reached)
    title = " ".join(run.header.title.split())
    return RunningShift(run.header.id, title, shown, mode_words(run.header))


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
