"""Shifts for tests of the app: sessions on the shipped first shift, and timers that obey."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from itilsim.coaching.fading import Coach
from itilsim.coaching.guided import Guide
from itilsim.content.scenarios import load_scenario
from itilsim.domain.commands import Command, Entry
from itilsim.domain.errors import Refused
from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.coaching import Coaching
from itilsim.seat.names import Called
from itilsim.seat.session import Beginning, Session, Timers
from itilsim.sim.policies.playing import POLICIES
from itilsim.storage.places import Places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens.play import Play
from tests.tui.views import HOSTILE

SEED = 7


@cache
def first_shift() -> Setting:
    nowhere = Path("/nonexistent")
    return load_scenario("first-shift", Places(nowhere, nowhere))


def hostile() -> Setting:
    """The first shift, with people and teams whose names would steer a careless screen."""
    setting = first_shift()
    people = tuple(
        replace(each, name=HOSTILE, role=HOSTILE) for each in setting.organisation.people
    )
    groups = tuple(replace(each, name=HOSTILE) for each in setting.organisation.groups)
    organisation = replace(setting.organisation, people=people, groups=groups)
    scenario = replace(setting.scenario, title=HOSTILE)
    return replace(setting, organisation=organisation, scenario=scenario)


@dataclass
class Hands:
    """Clocks that stand until they are moved."""

    monotonic: float = 1000.0
    wall: float = 5000.0
    work: float = 0.0
    work_each: float = 0.0

    def move(self, seconds: float, wall: float | None = None) -> None:
        self.monotonic += seconds
        self.wall += seconds if wall is None else wall

    def timers(self) -> Timers:
        return Timers(lambda: self.monotonic, lambda: self.wall, self._worked)

    def _worked(self) -> float:
        self.work += self.work_each
        return self.work


def session(
    mode: Mode = "practice",
    pace: Pace = "stepped",
    *,
    setting: Setting | None = None,
    journal: Iterable[Entry] = (),
    **more: Any,  # noqa: ANN401 - whatever a session takes
) -> Session:
    beginning = Beginning(setting or first_shift(), SEED, mode, pace, tuple(journal))
    return Session(beginning, **more)


def play_screen(
    mode: Mode = "practice",
    pace: Pace = "stepped",
    *,
    until: int = 0,
    setting: Setting | None = None,
    hands: Hands | None = None,
    commit: Callable[[Entry], None] | None = None,
) -> Play:
    """The play screen of a shift that textbook has played to a second."""
    chronicle = Chronicle()
    timers = hands.timers() if hands is not None else None
    running = session(
        mode, pace, setting=setting, sink=chronicle.take, timers=timers, commit=commit
    )
    if until:
        play_until(running, until)
    called = Called(running.desk, {}, SEED)
    guide = Guide(running.shift) if mode == "guided" else None
    coaching = Coaching(Coach(), running, called) if mode == "coached" else None
    return Play(running, chronicle, called, guide, coaching)


def play_until(running: Session, until: int, policy: str = "textbook") -> None:
    """Let a policy play, stepped."""
    steps = POLICIES[policy](running.desk, SEED)
    command = next(steps)
    while running.desk.at < until:
        accepted = isinstance(command, Command) and _accepted(running, command)
        if not accepted:
            running.wait(until)
        command = steps.send(accepted)


@asynccontextmanager
async def shown(
    play: Play, size: tuple[int, int] = (80, 24), results: list[str] | None = None
) -> AsyncIterator[Pilot[int]]:
    """The screen in a running app; what it leaves with is added to `results`."""

    async def story(app: ItilsimApp) -> int:
        left = await app.show(play)
        if results is not None:
            results.append(left)
        return 0

    async with ItilsimApp(story).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def _accepted(running: Session, command: Command) -> bool:
    try:
        running.submit(command)
    except Refused:
        return False
    return True
