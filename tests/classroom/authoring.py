"""Instructors' runs for tests: played by a policy, with a slip where one is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from itilsim.classroom.authored import Authored, authored
from itilsim.composing.loading import load_shift
from itilsim.domain import commands as c
from itilsim.domain.scenario import Setting
from itilsim.exchange.journal import to_stored
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.opened import OpenedRun
from itilsim.runs.references import References
from itilsim.runs.saving import ending_of
from itilsim.sim.replay import replay
from itilsim.storage.places import Places, places
from itilsim.storage.records import StoredRun

SEED = 7
SHIFTS = ("first-shift", "any-day.quillmere.2.30", "any-day.wennery.3.45")


@cache
def home() -> Places:
    return places(Path(mkdtemp()))


@cache
def setting(shift: str) -> Setting:
    return load_shift(shift, SEED, home())


@cache
def run_of(shift: str = "first-shift", policy: str = "textbook", rate: float = 0.0) -> StoredRun:
    player = Player(policy, error_rate=rate)
    run = simulate(setting(shift), Order(SEED, player, save=True), References()).run
    assert run is not None
    return run


def opened(run: StoredRun, shift: str = "first-shift") -> OpenedRun:
    return OpenedRun(run, home(), "", setting(shift))


@cache
def done(shift: str = "first-shift", policy: str = "textbook", rate: float = 0.0) -> Authored:
    return authored(opened(run_of(shift, policy, rate), shift))


def slipped(run: StoredRun, change: Callable[[c.Command], c.Command | None]) -> StoredRun:
    """The same run with the first command changed of which that can be; played and judged anew."""
    world, lines, facts = setting(run.header.scenario), list[str](), []
    journal = list(opened(run, run.header.scenario).journal)
    place = next(n for n, each in enumerate(journal) if change(each.command) is not None)
    command = change(journal[place].command)
    assert command is not None
    journal[place] = replace(journal[place], command=command)

    def take(fact: object, line: str) -> None:
        facts.append(fact)
        lines.append(line)

    shift = replay(world, SEED, journal, sink=take)
    shift.finish()
    log = "".join(f"{line}\n" for line in lines).encode()
    ending = ending_of(world, SEED, facts, log, shift.digest, References())  # type: ignore[arg-type]  # facts all
    return replace(
        run, entries=tuple(map(to_stored, shift.journal)), log=b"", log_digest=ending.log_digest,
        score=ending.score, reached=shift.at,
    )  # fmt: skip
