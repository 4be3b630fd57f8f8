"""A shift in a class: questions before, the shift with its stops, questions after.

The one idea: what is asked before a shift is not explained before it is over, or the answers after
it would show what was read in between.
"""

from __future__ import annotations

import asyncio

from itilsim.classroom.attending import Attending, When
from itilsim.content.bank import shipped_bank
from itilsim.seat.running import Running
from itilsim.storage.places import Places
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.question import Question
from itilsim.tui.flows.shift import debriefing, played

UNMARKED = "Choose what fits best. Which were right you hear from your teacher."
"""Said under each question around a shift."""


async def attend(
    app: ItilsimApp, running: Running | None, attending: Attending, places: Places, *, brief: bool
) -> bool:
    """Go through all of a class.

    Args:
        app: The app.
        running: The shift; none where it is over already.
        attending: The student's place in the class.
        places: The user's folders.
        brief: Whether to begin with the briefing.

    Returns:
        Whether all of it is over.

    Raises:
        TryAgainError: If something could not be stored.
    """
    if running is not None:
        if not await _asked(app, attending, "before", places):
            return False
        running.session.halt_at(attending.halts())
        running.watching = attending.take
        attending.begin()
        if not await played(app, running, places, brief=brief, attending=attending):
            return False
    if not await _asked(app, attending, "after", places):
        return False
    await debriefing(app, attending.run, places)
    return True


async def _asked(app: ItilsimApp, attending: Attending, when: When, places: Places) -> bool:
    """Ask what is still to be asked; whether all of it was answered."""
    if not getattr(attending.handout, when):
        return True
    bank = await asyncio.to_thread(shipped_bank, places)
    stored = {item.id: item for item in bank.items}
    left = attending.questions(when, bank.items)
    for number, item in enumerate(left, start=1):
        options = [(option.text, place) for place, option in enumerate(item.options)]
        title = f"{number} of {len(left)}, {when} the shift\n\n{item.stem}"
        if item.statements:
            title += "\n\n" + "\n".join(
                f"{n}. {each}" for n, each in enumerate(item.statements, start=1)
            )
        chosen = await app.show(Question(title, options, UNMARKED, start=None))
        if chosen is None:
            return False
        attending.answer(when, item, chosen, stored[item.id])
    return True
