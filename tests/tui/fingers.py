"""Fingers: does at the keyboard what a command says, so that a policy can play through the app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from textual.app import App
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from itilsim.domain import commands as c
from itilsim.sim.policies.playing import POLICIES
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.form import Form
from itilsim.tui.screens.play import Play
from itilsim.tui.widgets.queue import Arrivals, Records
from itilsim.words.actions import action_named


class Fingers:
    """Presses keys on the play screen."""

    def __init__(self, pilot: Pilot[Any], play: Play) -> None:
        """Lay hands on the keyboard."""
        self.pilot = pilot
        self.play = play

    async def press(self, *keys: str) -> None:
        """Press keys without the pauses of the pilot, which sum up over a whole shift."""
        for key in keys:
            type_in(self.pilot.app, key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until all that follows from the keys has happened."""
        await settle(self.pilot.app)

    async def go_to(self, subject: str) -> None:
        """Put the cursor on a line, with the number of its list and arrows."""
        lists = [self.play.query_one(Arrivals), self.play.query_one(Records)]
        wanted = next(each for each in lists if subject in each.subjects)
        if self.play.focused is not wanted:
            await self.press(str(lists.index(wanted) + 1))
        here, there = wanted.subjects.index(wanted.subject), wanted.subjects.index(subject)
        await self.press(*_way(here, there))
        assert self.play.selected == subject
        while self.play.view is not self.play._shown:  # What hangs on it follows the next paint.
            await self.pilot.pause()

    async def do(self, command: c.Command) -> bool:
        """Do what a command says; whether it was done."""
        before = len(self.play.session.shift.journal)
        name = command.kind.replace("-", "_")
        if not isinstance(command, c.WriteHandover | c.EndShift):
            await self.go_to(str(getattr(command, fields(command)[0].name)))
        if not self.play.check_action(name, ()):
            return False
        await self.press(action_named(name).keys[0])
        form = self.pilot.app.screen
        if isinstance(form, Form) and isinstance(command, c.SearchKnowledge):
            await self.press("escape")
        elif isinstance(form, Form):
            await self.fill(form, command)
        elif isinstance(form, Confirm):
            await self.press("y")
        await self.pilot.pause()
        journal = self.play.session.shift.journal
        done = len(journal) > before
        assert not done or journal[before].command == command
        return done

    async def fill(self, form: Form, command: c.Command) -> None:
        """Choose what a command says in each field of a form, and do it."""
        draft = form.draft
        while self.pilot.app.screen is form:
            if draft.asking is None:
                # What the caller has named was passed by; whoever knows better goes back.
                passed = [e for e in draft.open if draft.values[e.name] != getattr(command, e.name)]
                if not passed:
                    await self.press("enter")
                    return
                while draft.asking is not passed[-1]:
                    await self.press("left")
            await self._choose(form, command)

    async def _choose(self, form: Form, command: c.Command) -> None:
        asked = form.draft.asking
        assert asked is not None
        value = getattr(command, asked.name)
        if asked.is_text:
            await self.press(*value)
        for each in value if asked.many else () if asked.is_text else (value,):
            place = [choice.value for choice in form.shown].index(each)
            await self.press(*_way(form.highlighted, place))
            if asked.many:
                await self.press("space")
        await self.press("enter")

    async def follow_tutor(self) -> bool:
        """Do what a guided lesson waits for, as the evidence says; whether it was done."""
        assert self.play.guiding is not None
        guide = self.play.guiding.guide
        due, asked = guide.due(), guide.asked()
        if asked is not None:
            await self.press("enter", str(asked.answer + 1))
            return guide.asked() is None
        if not due or guide.own_move() is not None:
            await self.press("enter")
            return True
        return await self.do(due[0].best)

    async def play_by(self, policy: str, seed: int) -> None:
        """Let a policy play the whole shift at the keyboard."""
        session = self.play.session
        steps = POLICIES[policy](session.desk, seed)
        command = next(steps, None)
        while not session.ended:
            accepted = isinstance(command, c.Command) and await self.do(command)
            if not accepted:
                await self.press(".")
                if isinstance(self.pilot.app.screen, Confirm):
                    await self.press("y")
            if not session.ended:
                command = steps.send(accepted)
        while self.pilot.app.screen is self.play:  # What is said at the end is painted first.
            await self.settle()


def type_in(app: App[Any], key: str) -> None:
    """Press a key, without waiting for anything; a key with a sign on it writes that sign."""
    odd = len(key) == 1 and not key.isalnum()
    app.post_message(Key(_character_to_key(key), key) if odd else Key(key, None))


async def settle(app: App[Any]) -> None:
    """Wait until all that was typed is handled, or the app has ended."""
    assert isinstance(app, ItilsimApp)
    await asyncio.sleep(0)  # What was typed has reached the app only then.
    await asyncio.sleep(0)
    while app.return_code is None and app.failure is None:
        if app.is_settled and not app.message_queue_size:
            return
        await asyncio.sleep(0)


async def until(pilot: Pilot[Any], happened: Callable[[], bool]) -> None:
    """Wait for what comes by itself, as by a timer or a paint; it fails after some seconds."""
    for _ in range(400):
        if happened():
            return
        await pilot.pause(0.05)
    assert happened(), "what was waited for has not come"


def _way(here: int | None, there: int) -> list[str]:
    """Arrows from one line to another; from none, the first one down is the first."""
    here = -1 if here is None else here
    return ["down"] * (there - here) or ["up"] * (here - there)
