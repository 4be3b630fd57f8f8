"""A shift begun again from a moment of a finished one, and back to where that was wished for.

The one idea: the new run is stored before it is shown, like any that begins; who turns back on its
first page has done nothing in it, and it is not kept.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from itilsim.domain.debrief import Debrief
from itilsim.reports.beside import beside_of
from itilsim.reports.blocks import Section
from itilsim.runs.comparing import nearest
from itilsim.runs.forking import AS_PRACTICE, moment_of, why_not
from itilsim.runs.listing import delete_run, listed_runs
from itilsim.runs.opened import OpenedRun, open_run
from itilsim.runs.origin import begun_again
from itilsim.runs.references import References
from itilsim.storage.places import Places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.home_rows import result_words
from itilsim.tui.flows.shift import briefed, debriefing, played
from itilsim.tui.screens.ground import Ground
from itilsim.tui.screens.other_run import OtherRunPage

SET_UP: Final = "The shift is being set up as it stood then …"
"""What is read until it is."""
WAITS: Final = "The shift is saved as you left it. It waits for you on the first screen."
"""What is said in a debrief of a shift that was left."""


async def playing_again(app: ItilsimApp, run: OpenedRun, at: int, places: Places) -> None:
    """Where one stands, the shift from there, its debrief.

    Args:
        app: The app.
        run: The run that is begun again.
        at: From which second.
        places: The user's folders.

    Raises:
        UsageError: If it cannot be begun again from there.
        TryAgainError: If the new run could not be stored.
        DamagedError: If what is stored of the old one is damaged.
    """
    from itilsim.seat.running import begin_again

    await app.busy(SET_UP)
    running = begin_again(run.id, at, places)
    new = running.header.id
    if run.stored.header.mode == "assessed":
        app.notify(AS_PRACTICE)
    try:
        ready = await briefed(app, running)
        over = ready and await played(app, running, places, brief=False, waits=WAITS)
    finally:
        running.close()
    if over:
        await debriefing(app, new, places)
    elif not ready:
        delete_run(new, places)


def ground_of(run: OpenedRun, found: Debrief, places: Places) -> Ground:
    """What a finished run offers under its debrief.

    Args:
        run: The run.
        found: Its debrief.
        places: The user's folders.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
    """
    again = begun_again(run.stored.header)
    return Ground(
        moment=None if why_not(run) else partial(moment_of, run),
        other=_other_run(run, found, places),
        about=f"{again[:1].upper()}{again[1:]}: its score is no new one." if again else "",
    )


def _other_run(run: OpenedRun, found: Debrief, places: Places) -> OtherRunPage | None:
    """The page with another run of the same shift; none: there is no other of one's own."""
    other = nearest(listed_runs(places), run.stored.header)
    if other is None:
        return None

    def section() -> Section:
        references = References.at(places)
        try:
            beside = open_run(other.run.header.id, places)
            return beside_of(run, found, beside, references)[1]
        finally:
            references.close()

    return OtherRunPage(f"Your other run of this shift: {result_words(other)}.", section)
