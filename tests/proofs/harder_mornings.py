"""What an ordinary shift seldom holds: closed hours, a lost pair, no patience and no plan.

The one idea: holidays, redundancy and every mark that a clock knows are to be met often, so that
whoever reads them wrongly is found out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from itilsim.content.scenarios import make_setting
from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.hours import Calendar, Opening
from itilsim.domain.library import Distribution
from itilsim.domain.names import ComponentId
from itilsim.domain.practices import offered
from itilsim.domain.scenario import FaultArrival, Setting
from itilsim.sim.policies.steps import Steps
from itilsim.sim.policies.textbook import next_move
from tests.proofs.commands import drawn

BREAK = 25
"""Minutes for which everything closes in the middle of a shift."""
LOST = (6, 14)
"""Minutes after the beginning at which the two of a pair fail."""
IMPATIENT = Distribution("uniform", 3, 6)
"""Who waits hangs up, or asks again, after so many minutes."""
NOT_AGAIN = 600
"""Seconds for which what was in vain is not tried again."""
OFTEN_RIGHT = 0.6
"""Share of moves that are those of textbook."""

UNPLANNED = (
    *(c.HoldTicket, c.HoldTicket, c.ResumeTicket, c.ResumeTicket, c.AskCaller, c.AskCaller),
    *(c.ResolveTicket, c.ResolveTicket, c.CloseTicket, c.ReopenTicket, c.ReopenTicket),
    *(c.PrioritiseTicket, c.CategoriseTicket, c.StartModel, c.RefuseRequest, c.CancelTicket),
    *(c.LogTicket, c.LinkTicket, c.UnlinkTicket),
)
"""What moves a clock, by how often it is done."""


def harder(setting: Setting, seed: int) -> Setting:
    """The same morning, people impatient, a pair lost, a break in every calendar, and holidays."""
    people = replace(setting.scenario.constants, patience=IMPATIENT, chasers=2)
    scenario = replace(setting.scenario, constants=people)
    return _with_breaks(_with_a_pair_lost(replace(setting, scenario=scenario), seed), seed)


def _with_a_pair_lost(setting: Setting, seed: int) -> Setting:
    """Two that stand in for each other fail, one after the other; nobody is scripted to call."""
    components, scenario = setting.estate.components, setting.scenario
    start = dt.datetime.fromisoformat(scenario.start)
    used = {fault.component for fault in scenario.faults}
    modes = {
        kind: mode.id for mode in reversed(setting.library.failure_modes) for kind in mode.kinds
    }
    sets = [
        *(redundant for each in components.values() for redundant in each.any_of),
        *(redundant for each in setting.estate.services.values() for redundant in each.any_of),
    ]
    items = [[components[ComponentId(each)] for each in redundant] for redundant in sets]
    pairs = [
        (one, other)
        for one, other, *more in items
        if all(item.id not in used and item.kind in modes for item in (one, other, *more))
    ]
    lost = tuple(
        FaultArrival(
            id=f"P{n}",
            at=f"{start + dt.timedelta(minutes=minutes):%H:%M:%S}",
            component=item.id,
            mode=modes[item.kind],
        )
        for n, (item, minutes) in enumerate(zip(pairs[seed % len(pairs)], LOST, strict=True))
    )
    scenario = replace(scenario, faults=(*scenario.faults, *lost))
    return make_setting(scenario, setting.organisation, setting.library)


def _with_breaks(setting: Setting, seed: int) -> Setting:
    """Every calendar has a break in it, and tomorrow is a holiday; for some today is one, too."""
    start = dt.datetime.fromisoformat(setting.scenario.start)
    closes = start + dt.timedelta(minutes=BREAK + seed % 20)
    opens = closes + dt.timedelta(minutes=BREAK)
    calendars = []
    for n, calendar in enumerate(setting.organisation.calendars):
        days = (0, 1) if (seed + n) % 4 == 0 else (1,)
        holidays = ((start + dt.timedelta(days=day)).date().isoformat() for day in days)
        calendars.append(
            replace(
                calendar,
                weekly=tuple(_interrupted(calendar, f"{closes:%H:%M}", f"{opens:%H:%M}")),
                holidays=(*calendar.holidays, *holidays),
            )
        )
    organisation = replace(setting.organisation, calendars=tuple(calendars))
    return make_setting(setting.scenario, organisation, setting.library)


def _interrupted(calendar: Calendar, closes: str, opens: str) -> Iterator[Opening]:
    for each in calendar.weekly:
        if each.opens < closes and opens < each.closes:
            yield replace(each, closes=closes)
            yield replace(each, opens=opens)
        else:
            yield each


def without_a_plan(desk: Desk, seed: int) -> Steps:
    """Textbook's next move, or anything else that moves a clock."""
    random, in_vain = Random(f"without-a-plan/{seed}"), dict[c.Command, int]()
    while True:
        if random.random() >= OFTEN_RIGHT:
            yield from _anything(desk, random)
            continue
        tried = {each for each, at in in_vain.items() if desk.at < at + NOT_AGAIN}
        move, before = next_move(desk, tried), desk.revision
        if move is None:
            yield desk.at + random.randrange(1, 120)
        elif not (yield move) or desk.revision == before:
            in_vain[move] = desk.at


def _anything(desk: Desk, random: Random) -> Steps:
    """A command that is offered on what it names; a letter is logged once its sender calls."""
    for each in desk.contacts.values():
        if each.rings and each.chases is not None and desk.ticket_of(each.chases) is None:
            yield c.LogTicket(each.chases, "incident")
            return
    kind = random.choice(UNPLANNED)
    command = drawn(desk, kind, [random.randrange(10_000) for _ in range(4)])
    names = (getattr(command, name, None) for name in ("ticket", "contact", "subject", "origin"))
    subject = next(each for each in names if each is not None)
    there = subject in desk.tickets or subject in desk.contacts or subject in desk.alerts
    if there and offered(kind, subject, desk):
        yield command
