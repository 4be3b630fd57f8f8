"""What follows what around a shift: briefing, desk, debrief.

The one idea: a story is a coroutine that shows one screen after another.
"""

from __future__ import annotations

import contextlib
import gc
import time
from functools import partial
from typing import TYPE_CHECKING, Final

from itilsim.domain.errors import ItilsimError
from itilsim.storage.places import Places

if TYPE_CHECKING:
    # Loading costs time, and not everything is needed for the first screen.
    from itilsim.classroom.attending import Attending
    from itilsim.domain.commands import Entry
    from itilsim.domain.debriefing.moments import Moments
    from itilsim.quiz.editions import Edition
    from itilsim.runs.attainable import Course
    from itilsim.runs.debriefed import Debriefed
    from itilsim.runs.opened import OpenedRun
    from itilsim.runs.replaying import Log
    from itilsim.seat.running import Running
    from itilsim.tui.app import ItilsimApp
    from itilsim.tui.screens.debrief import Asked

WAITS: Final = "The shift is saved as you left it. It waits at the top of this list."
"""What is said at home of a shift that was left."""
WORKED_OUT: Final = "The debrief is being worked out …"
"""What is read until the debrief is there."""
LEFT: Final = "left"
"""What the play screen leaves with when the shift is not over."""


async def playing(app: ItilsimApp, running: Running, places: Places, *, brief: bool) -> None:
    """Briefing, shift, debrief.

    Args:
        app: The app.
        running: The shift.
        places: The user's folders.
        brief: Whether to begin with the briefing.
    """
    if await played(app, running, places, brief=brief):
        await debriefing(app, running.header.id, places)


async def played(
    app: ItilsimApp,
    running: Running,
    places: Places,
    *,
    brief: bool,
    attending: Attending | None = None,
    waits: str = WAITS,
) -> bool:
    """Briefing and shift; whether it was played to its end.

    Args:
        app: The app.
        running: The shift.
        places: The user's folders.
        brief: Whether to begin with the briefing.
        attending: The student's place in a class, where it is played in one.
        waits: What is said of it if it is left.
    """
    from itilsim.tui.screens.play import Play

    if brief and not await briefed(app, running):
        return False
    screen = Play(
        running.session, running.chronicle, running.called, running.guide, running.coaching
    )
    screen.attending = attending
    # What stands stays: looking through it all takes a tenth of a second, while somebody scrolls.
    gc.freeze()
    if await app.show(screen) == LEFT:
        app.notify(waits)
        return False
    running.finish(places, app.later)
    return True


async def debriefing(app: ItilsimApp, run: str, places: Places) -> None:
    """Show the debrief of a finished run, and let the learner model know what it shows.

    Args:
        app: The app.
        run: Its id.
        places: The user's folders.

    Raises:
        UsageError: If it can neither be replayed nor read.
        DamagedError: If what is stored of it is damaged.
    """
    from itilsim.learner.concepts import topics_to_study
    from itilsim.learner.training import learners_exam, trained_for
    from itilsim.quiz.editions import edition_named
    from itilsim.runs.attainable import why_not
    from itilsim.runs.opened import open_run
    from itilsim.runs.references import References
    from itilsim.runs.replaying import log_to_read
    from itilsim.runs.verifying import debrief_of_run
    from itilsim.tui.flows.again import ground_of, playing_again
    from itilsim.tui.screens.debrief import DebriefScreen, Place
    from itilsim.tui.screens.ground import Again
    from itilsim.tui.screens.what_if import WhatIfPage

    await app.busy(WORKED_OUT)
    opened = open_run(run, places)
    header, log = opened.stored.header, log_to_read(opened)
    references = References.at(places)
    try:
        debriefed = debrief_of_run(opened, log, references)
    finally:
        references.close()
    _learn(app, opened, debriefed)
    found = debriefed.debrief
    edition = learners_exam(places, edition_named(header.options.get("studying", "")))
    training = partial(trained_for, places, debriefed.findings, edition)
    weak = topics_to_study(found.dearest, edition)
    page, ground = None, ground_of(opened, found, places)
    if opened.stored.header.mode != "guided":
        page = WhatIfPage(why_not(opened), partial(_course, opened, log, places))
    place = None
    while True:
        screen = DebriefScreen(
            found,
            opened.setting,
            edition=edition,
            weak=weak,
            training=training,
            attainable=page,
            place=place,
        )
        screen.timeline = partial(_moments, opened, log)
        screen.stand_on(ground)
        left = await app.show(screen)
        if not left:
            return
        try:
            place = Place(screen.shown, 0) if isinstance(left, tuple) else left.place
            if isinstance(left, Again):
                await playing_again(app, opened, left.at, places)
            else:
                await _studying(app, opened, left, edition, places)
        except ItilsimError as error:
            app.notify(str(error), severity="error")


def _moments(run: OpenedRun, log: Log) -> Moments:
    """The run minute by minute; what was done is left out where its journal cannot be read."""
    from itilsim.domain.debriefing.moments import Moments

    journal: tuple[Entry, ...] = ()
    with contextlib.suppress(ItilsimError):
        journal = run.journal
    return Moments(run.setting, log.facts, journal)


def _course(run: OpenedRun, log: Log, places: Places) -> Course:
    """The run, ready to be played on from each minute."""
    from itilsim.runs.attainable import course_of
    from itilsim.runs.references import References

    references = References.at(places)
    try:
        return course_of(run, log, references)
    finally:
        references.close()


async def _studying(
    app: ItilsimApp,
    run: OpenedRun,
    wish: Asked | tuple[str, ...],
    edition: Edition | None,
    places: Places,
) -> None:
    """Learn from a finding, or practise topics, and come back."""
    from itilsim.tui.flows.findings import asking, one_like_it
    from itilsim.tui.flows.study import practising_weak

    if isinstance(wish, tuple):
        await practising_weak(app, places, wish)
    elif wish.alike:
        where = run.setting.scenario.organisation
        await one_like_it(app, places, wish.finding, edition, where)
    else:
        await asking(app, places, wish.finding, edition)


def _learn(app: ItilsimApp, run: OpenedRun, debriefed: Debriefed) -> None:
    """Call the cards back on which the run shows a mistake; a debrief is read without it, too."""
    from itilsim.learner.joining import learn_from_run

    try:
        learn_from_run(run, debriefed.findings, int(time.time()))
    except ItilsimError as error:
        app.notify(str(error), severity="warning")


async def briefed(app: ItilsimApp, running: Running) -> bool:
    """Show the briefing, or where a shift that is begun again stands; whether it is to begin.

    Args:
        app: The app.
        running: The shift.
    """
    from itilsim.runs.origin import is_begun_again
    from itilsim.seat.standing import standing
    from itilsim.tui.screens.briefing import BriefingScreen
    from itilsim.tui.screens.looking import desk_card
    from itilsim.tui.screens.standing import StandingScreen

    scenario, desk = running.setting.scenario, running.session.desk
    card = desk_card(desk)
    if is_begun_again(running.header):
        stands = standing(desk, running.called)
        return await app.show(StandingScreen(scenario.title, stands, card)) is True
    ready = await app.show(BriefingScreen(scenario.title, scenario.briefing, card))
    return ready is True
