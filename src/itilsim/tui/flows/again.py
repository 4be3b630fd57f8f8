"""A shift begun again from a moment of a finished one, and back to where that was wished for.

The one idea: the new run is stored before it is shown, like any that begins; who turns back on its
first page has done nothing in it, and it is not kept.
"""

from __future__ import annotations

from typing import Final

from itilsim.runs.forking import AS_PRACTICE
from itilsim.runs.listing import delete_run
from itilsim.runs.opened import OpenedRun
from itilsim.storage.places import Places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.shift import briefed, debriefing, played

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
