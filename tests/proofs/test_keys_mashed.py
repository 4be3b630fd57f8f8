"""Keys at random, in bursts, with pastes and windows that change their size: nothing stops the app.

The one idea: a masher presses whatever comes, in one home after another, and the rules of fair play
are looked at after each burst: the app goes on, something of ours is on the screen, and what a form
has taken is what stood under its cursor. Each screen of the app must have been seen.
"""

from __future__ import annotations

import asyncio
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from itilsim.seat.draft import Choice
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import Places, places
from itilsim.storage.study import open_study
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.form import Form
from itilsim.tui.flows.home import home
from itilsim.tui.screens.frame import Leaving
from itilsim.tui.widgets.plain import PlainOptions
from tests.tui.fingers import settle, type_in
from tests.tui.shifts import SEED, first_shift, play_until
from tests.tui.test_frame import screens

SEEDS = range(1, 7)
LONG, SHORT = 8_400, 150
"""Keys for each seed: 50,400 in all, and what is pressed every day."""
NAMED = ("enter", "enter", "enter", "escape", "tab", "up", "down", "left", "right", "space",
         "home", "end", "backspace", "ctrl+p")  # fmt: skip
LETTERS = string.ascii_letters + string.digits + "./?"
WAYS: tuple[tuple[str, ...], ...] = (
    ("enter", "enter", "2", "enter", "2", "enter"),
    ("s", "1"), ("s", "2", *("enter",) * 4), ("s", "5", "enter", "enter"), ("s", "3"), ("s", "4"),
    ("s", "6"), ("s", "7"),
    ("s", "5", "enter", "enter", "a", "Q", "y"), ("ctrl+p",), ("?",), ("Q",), ("o", "down"),
    ("down", "enter"), ("end", "up", "enter"), ("t", "n", "1", "2"), ("H",), ("d",), ("Q", "y"),
)  # fmt: skip
"""Keys that lead somewhere, so that chance gets about."""
PASTES = ("two\nlines", "1\r2\r", "[/] [b]x[/b]", "a" * 600, "")
ESCAPES = ("\x1b[200~a\x1b[31mred\x1b[201~", "a\x1b[31mred\x1b[0m2", "\x1b[200~two\r\n1\r\x1b[201~")
"""What a terminal sends for pastes, bracketed and not, with a colour code inside."""
SIZES = ((80, 24), (80, 24), (80, 24), (100, 30), (120, 40), (60, 20), (20, 5), (79, 24))


class Masher:
    """Somebody who presses whatever comes, and looks at what it did."""

    def __init__(self, seed: int, most: int) -> None:
        self._draw = Random(f"masher/{seed}")
        self._left = most
        self.seen: Counter[str] = Counter()
        """How often each screen was on top after a burst."""
        self.taken = 0
        """Values that forms took."""
        self.homes = 0

    async def go(self, folder: Path, cache: Path) -> None:
        """Press all keys, in as many homes as it takes."""
        while self._left > 0:
            self.homes += 1
            mine = replace(places(folder / str(self.homes)), cache=cache)
            _prepare(mine, self._draw)

            async def story(app: ItilsimApp, mine: Places = mine) -> int:
                await home(app, mine)
                return 0

            app = ItilsimApp(story)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                while self._left > 0 and app.return_code is None:
                    await self._burst(pilot)
                    await self._look(app)
            assert app.failure is None

    async def _burst(self, pilot: Pilot[int]) -> None:
        app, chance = pilot.app, self._draw.random()
        here = type(app.screen).__name__
        if here == "TooSmall" and chance < 0.5:
            await pilot.resize_terminal(80, 24)
        elif here == "Palette" and chance < 0.7:
            type_in(app, "escape")
        for key in self._keys():
            self._left -= 1
            type_in(app, key)
        if chance < 0.05:
            app.post_message(events.Paste(self._draw.choice(PASTES)))
        elif chance < 0.1:
            for event in XTermParser().feed(self._draw.choice(ESCAPES)):
                app.post_message(event)
        elif chance > 0.9:
            await pilot.resize_terminal(*self._draw.choice(SIZES))
        await settle(app)

    def _keys(self) -> Iterator[str]:
        if self._draw.random() < 0.5:
            yield from self._draw.choice(WAYS)
        for _ in range(self._draw.randrange(9)):
            yield self._draw.choice(NAMED if self._draw.random() < 0.5 else LETTERS)

    async def _look(self, app: Any) -> None:  # noqa: ANN401 - an app of ours
        assert app.failure is None
        if app.return_code is not None:
            return
        assert isinstance(app.screen, Leaving), app.screen_stack  # Else nothing of ours is shown.
        self.seen[type(app.screen).__name__] += 1
        for _ in range(200):  # It is painted a little later than it is handled.
            drawn = app.screen._compositor.render_strips(app.size)
            if any(strip.text.strip() for strip in drawn):
                return
            await asyncio.sleep(0.01)
        pytest.fail(f"nothing is shown on {app.screen}")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, object]]:
    """What stood under the cursor of a form when it was chosen, and what the form then had."""
    values: list[tuple[object, object]] = []
    under: list[tuple[Form, str, object]] = []
    select, advance = PlainOptions.action_select, Form._advance

    def selecting(self: PlainOptions) -> None:
        form = self.screen
        if isinstance(form, Form) and form.draft.asking is not None and not form.draft.asking.many:
            place = self.highlighted
            shown = None if place is None else self.get_option_at_index(place)
            value = getattr(shown, "value", None)
            if isinstance(value, Choice):
                under.append((form, form.draft.asking.name, value.value))
        select(self)

    def advancing(self: Form) -> None:
        asking = self.draft.asking
        if under and asking is not None and not asking.many and not asking.is_text:
            form, name, value = under.pop()
            assert (form, name) == (self, asking.name)
            values.append((value, self.draft.values[name]))
        under.clear()
        advance(self)

    monkeypatch.setattr(PlainOptions, "action_select", selecting)
    monkeypatch.setattr(Form, "_advance", advancing)
    return values


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mashed")


async def test_a_few_keys_at_random_stop_nothing(
    tmp_path: Path, cache: Path, taken: list[tuple[object, object]]
) -> None:
    masher = Masher(0, SHORT)
    await masher.go(tmp_path, cache)
    assert all(before == after for before, after in taken)


SEEN: dict[int, Counter[str]] = {}
"""How often each screen was seen, by the seeds that were run."""


@pytest.mark.prove
@pytest.mark.parametrize("seed", SEEDS)
async def test_many_keys_at_random_stop_nothing(
    seed: int, tmp_path: Path, cache: Path, taken: list[tuple[object, object]]
) -> None:
    masher = Masher(seed, LONG)
    await masher.go(tmp_path, cache)
    assert all(before == after for before, after in taken)
    SEEN[seed] = masher.seen
    print(
        f"masher {seed}: {LONG} keys in {masher.homes} homes, no stop, no blank; "
        f"{len(taken)} values taken as they stood under the cursor; {dict(masher.seen)}"
    )


@pytest.mark.prove
def test_every_kind_of_screen_was_seen_by_them() -> None:
    if SEEN.keys() != set(SEEDS):
        pytest.skip("only some of the seeds were run")
    seen = sum(SEEN.values(), Counter[str]())
    assert not {kind.__name__ for kind in screens()} - seen.keys()
    print(f"masher: {len(seen)} kinds of screens seen, and the app has {len(screens())}")


def _prepare(mine: Places, draw: Random) -> None:
    """A home as a student may have it: new, or with an exam chosen and a shift that was left."""
    if draw.random() < 0.7:
        with open_study(mine) as study:
            study.set_setting("edition", "4")
    if draw.random() < 0.7:
        request = PlayRequest("first-shift", SEED, "practice")
        running = begin(request, first_shift(), mine)
        play_until(running.session, draw.randrange(100, 5000))
        if draw.random() < 0.5:
            running.finish(mine)
        running.close()
