"""Keys that arrive together: the same keys in one go, or one after the other, come to the same.

SSH, tmux and busy machines join keystrokes; pastes, macro keyboards, dictation and braille displays
send several at once. So each journey here is made twice, and must end in the same place with the
same on the screen.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.message import Message
from textual.messages import InvokeLater, Layout, Update
from textual.pilot import Pilot
from textual.screen import Screen

from itilsim.storage.places import Places, places
from itilsim.storage.study import open_study
from itilsim.tui.app import QUIET, ItilsimApp
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.form import Form
from itilsim.tui.flows.home import home
from itilsim.tui.screens.frame import Leaving
from itilsim.tui.screens.home import Home
from tests.tui.fingers import Fingers, settle, type_in
from tests.tui.frames import frame
from tests.tui.shifts import SEED, play_screen, shown
from tests.tui.terminals import Terminal
from tests.tui.test_frame import screens
from tests.tui.views import NEWCOMER, RETURNING, home_app

BRIEFED = ("enter", "enter", "2", "enter", "2", "enter")
"""Read two pages of the briefing, answer two questions."""


PAINTING = (events.Timer, events.Callback, events.Resize, InvokeLater, Layout, Update)
"""What is painted comes when the screen is refreshed, and changes nothing that a key could do."""


@dataclass(frozen=True, slots=True)
class Journey:
    """Keys from home, and where they lead."""

    keys: tuple[str, ...]
    where: str
    """The class of the screen at the end; empty: the app has ended."""
    edition: str = "4"
    """The exam that was chosen before; empty: none."""


JOURNEYS = {
    "the first key twice": Journey(("enter", "enter"), "BriefingScreen", ""),
    "into the first shift": Journey(("enter", "2", *BRIEFED), "Play", ""),
    "into a shift, and out": Journey(("enter", *BRIEFED, "q", "down", "up"), "Home"),
    "into a shift again": Journey(("enter", *BRIEFED, "q", "enter", "t"), "Play"),
    "a whole record": Journey(
        ("enter", *BRIEFED, ".", "t", "n", "1", "enter", "2", "i"), "Play"
    ),
    "briefing, back and back": Journey(("enter", "enter", "q", "q", "q"), ""),
    "study, back twice": Journey(("s", "q", "q"), ""),
    "study, back once too often": Journey(("s", "q", "q", "q", "s", "enter"), ""),
    "settings, changed": Journey(("s", "7", "1", *"2027-01-31", "enter", "enter"), "Form"),
    "settings, saved": Journey(("s", "7", "2", "enter", "enter", "enter", "enter"), "StudyScreen"),
    "settings, left": Journey(("s", "7", "escape", "escape", "down"), "Home"),
    "practice": Journey(("s", "2", *("enter",) * 4, "a", "enter", "b", "enter", "q"), "Page"),
    "practice, summed up": Journey(
        ("s", "2", *("enter",) * 4, "a", "enter", "q", "enter", "q", "down"), "Home"
    ),
    "an exam": Journey(("s", "5", "enter", "enter", "a", "n", "b", "n", "o", "down", "enter"),
                       "Exam"),
    "an exam, handed in": Journey(
        ("s", "5", "enter", "enter", "a", "n", "b", "Q", "y", "l", "l"), "ResultScreen"
    ),
    "an exam, left": Journey(("s", "5", "enter", "enter", "a", "q", "y", "q"), "Home"),
    "progress, turned": Journey(("s", "6", "l", "l", "l", "q", "q", "down"), "Home"),
    "progress, practised": Journey(("s", "6", "p"), "Quiz"),
    "help, twice": Journey(("?", "?", "q", "down"), "Home"),
    "a command by its name": Journey(("ctrl+p", *"study", "enter"), "StudyScreen"),
    "a theme by its name": Journey(("ctrl+p", *"theme", "enter", *"nord", "enter"), "Home"),
    "the palette, opened twice": Journey(("ctrl+p", "ctrl+p", "escape", "escape"), "Home"),
}  # fmt: skip


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content that was read before, so that it is read once."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("name", JOURNEYS)
async def test_a_journey_ends_in_the_same_place_with_all_its_keys_at_once(
    name: str, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in ("tui.flows.exams", "tui.flows.rounds", "seat.running", "storage.run_ids"):
        monkeypatch.setattr(f"itilsim.{where}.new_seed", lambda: SEED)
    journey = JOURNEYS[name]
    ends = []
    for how in (_slowly, _at_once):
        mine = replace(places(tmp_path / how.__name__), cache=content)
        if journey.edition:
            with open_study(mine) as study:
                study.set_setting("edition", journey.edition)
        async with _at_home(mine) as pilot:
            await how(pilot.app, journey.keys)
            ends.append(await _end(pilot.app))
    assert ends[0] == ends[1]
    assert ends[0][0] == journey.where


async def test_what_a_policy_does_at_the_keyboard_is_done_with_all_its_keys_at_once() -> None:
    keys, digest = await _keys_of_textbook(100)
    play = play_screen()
    async with shown(play) as pilot:
        await _at_once(pilot.app, keys)
        play.session.shift.finish()
    assert play.session.shift.digest == digest


async def test_a_page_is_as_long_as_the_list_that_was_typed_for() -> None:
    found = []
    keys = ("t", "n", "5", "4", *"acc", *("backspace",) * 3, "down", "pagedown")
    for how in (_slowly, _at_once):
        play = play_screen(until=180)
        async with shown(play) as pilot:
            await how(pilot.app, keys)
            form = pilot.app.screen
            assert isinstance(form, Form)
            found.append(form.highlighted)
    assert found[0] == found[1]
    assert found[0]


@pytest.mark.prove
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_a_whole_shift_can_be_typed_in_one_go(size: tuple[int, int]) -> None:
    keys, digest = await _keys_of_textbook(10_000, size)
    play = play_screen()
    async with shown(play, size) as pilot:
        await _at_once(pilot.app, keys)
        play.session.shift.finish()
    assert play.session.shift.digest == digest
    print(f"a whole shift at {size[0]}x{size[1]}, {len(keys)} keys in one go: the same digest")


async def test_a_key_waits_until_a_story_shows_its_next_screen() -> None:
    going_on = asyncio.Event()

    async def story(app: ItilsimApp) -> int:
        await app.show(Home(NEWCOMER))
        await going_on.wait()
        await app.show(Home(NEWCOMER))
        return 7

    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(2):
            type_in(app, "q")
        await pilot.pause(0.2)
        assert app.return_code is None
        assert not app.is_settled
        going_on.set()
        await settle(app)
    assert app.return_code == 7


async def test_ctrl_c_does_not_wait_for_a_story_that_is_busy() -> None:
    async def story(app: ItilsimApp) -> int:
        await app.show(Home(NEWCOMER))
        await asyncio.sleep(60)
        return 0

    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await pilot.press("q")
        await pilot.press("ctrl+c")
    assert app.return_code == 130


async def test_a_second_wish_to_leave_is_dropped() -> None:
    results = list[bool]()

    async def story(app: ItilsimApp) -> int:
        sure: bool = await app.show(Confirm("Sure?"))
        results.append(sure)
        return 0

    async with ItilsimApp(story).run_test() as pilot:
        await pilot.pause()
        dialog = pilot.app.screen
        assert isinstance(dialog, Confirm)
        dialog.dismiss(result=True)
        dialog.dismiss(result=False)
        await pilot.pause()
    assert results == [True]


async def test_a_screen_under_another_leaves_when_it_is_on_top_again() -> None:
    results = list[bool]()

    async def story(app: ItilsimApp) -> int:
        sure: bool = await app.show(Confirm("Below?"))
        results.append(sure)
        return 0

    async with ItilsimApp(story).run_test() as pilot:
        await pilot.pause()
        below, above = pilot.app.screen, Confirm("Above?")
        assert isinstance(below, Confirm)
        pilot.app.push_screen(above)
        await pilot.pause()
        below.dismiss(result=True)
        await pilot.pause()
        assert pilot.app.screen is above
        assert not results
        above.dismiss(result=False)
        await pilot.pause()
    assert results == [True]


@pytest.mark.parametrize("kind", [*screens(), CommandPalette], ids=lambda kind: kind.__name__)
def test_every_screen_leaves_by_the_one_guard(kind: type[Screen[Any]]) -> None:
    from itilsim.tui.palette import Palette

    kind = Palette if kind is CommandPalette else kind
    assert issubclass(kind, Leaving)
    assert kind.dismiss is Leaving.dismiss


def test_nothing_is_taken_off_the_stack_but_by_the_guard() -> None:
    source = Path(__file__).parents[2] / "src/itilsim"
    for file in source.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"pop_screen|switch_screen|pop_until_active|option_index", text), file


async def test_a_second_choice_from_a_list_that_is_gone_counts_for_nothing() -> None:
    """As when two messages of one list were under way at once, which keys in turn prevent."""
    play = play_screen(until=60)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press("t", "n")
        form = pilot.app.screen
        assert isinstance(form, Form)
        listed = form.query_one("#options")
        listed.highlighted = 0  # type: ignore[attr-defined]
        listed.action_select()  # type: ignore[attr-defined]  # as a key does
        listed.action_select()  # type: ignore[attr-defined]
        await pilot.pause()
        assert form.draft.place == 1
        assert form.draft.values["category"] is None


async def test_the_notice_and_the_palette_are_never_both() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test(size=(80, 24)) as pilot:
        for sizes in ([(60, 20), (80, 24)], [(60, 20), (50, 20), (80, 24), (60, 20), (90, 30)]):
            type_in(app, "ctrl+p")
            for size in sizes:
                await pilot.resize_terminal(*size)
                type_in(app, "ctrl+p")
            type_in(app, "escape")
            await settle(app)
            await pilot.pause(0.1)
            kinds = [type(each).__name__ for each in app.screen_stack[2:]]
            assert kinds in ([], ["TooSmall"])
    assert app.failure is None


@pytest.mark.prove
async def test_twice_as_long_is_waited_as_anything_follows_from_a_key() -> None:
    turns, last = 0, 0
    play = play_screen()

    def heard(message: Message) -> None:
        nonlocal last
        if not isinstance(message, PAINTING):
            last = turns

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def story(app: ItilsimApp) -> int:
        await app.show(play)
        return 0

    keys, _ = await _keys_of_textbook(60)
    async with ItilsimApp(story).run_test(message_hook=heard) as pilot:
        await pilot.pause()
        counting = asyncio.create_task(count())
        for key in (*keys, "?", "q", "b", "escape", "H", "escape", "ctrl+p", "escape"):
            before = turns
            type_in(pilot.app, key)
            await settle(pilot.app)
            assert last - before <= QUIET / 2 <= (turns - before) / 2, key
        counting.cancel()


@contextlib.asynccontextmanager
async def _at_home(mine: Places) -> AsyncIterator[Pilot[int]]:
    async def story(app: ItilsimApp) -> int:
        await home(app, mine)
        return 0

    async with ItilsimApp(story).run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        yield pilot


async def _slowly(app: App[Any], keys: Sequence[str]) -> None:
    for key in keys:
        type_in(app, key)
        await settle(app)
        await asyncio.sleep(0.05)


async def _at_once(app: App[Any], keys: Sequence[str]) -> None:
    for key in keys:
        type_in(app, key)
    await settle(app)


async def _end(app: App[Any]) -> tuple[str, str]:
    """Where the app is, and what it shows but for the seconds of a running exam."""
    shown, before = "", None
    while shown != before:  # It is painted a little later than it is handled.
        await asyncio.sleep(0.15)
        assert not isinstance(app, ItilsimApp) or app.failure is None
        if app.return_code is not None:
            return "", ""
        shown, before = re.sub(r"\d\d:\d\d left", "", frame(app)), shown
    return type(app.screen).__name__, shown


async def _keys_of_textbook(
    most: int, size: tuple[int, int] = (80, 24)
) -> tuple[tuple[str, ...], str]:
    """The first keys of a shift as textbook would press them, and the digest that they give."""
    play, pressed = play_screen(), list[str]()

    class Noting(Fingers):
        async def press(self, *keys: str) -> None:
            if len(pressed) >= most:
                raise _Enough
            pressed.extend(keys)
            await super().press(*keys)

    async with shown(play, size) as pilot:
        with contextlib.suppress(_Enough):
            await Noting(pilot, play).play_by("textbook", SEED)
        play.session.shift.finish()
    return tuple(pressed), play.session.shift.digest


class _Enough(Exception):
    """So many keys were wanted."""


PLAY = ("play", "first-shift", "--stepped", "--mode", "practice", "--seed", "7")


@pytest.mark.parametrize(
    ("words", "first", "keys", "last"),
    [
        (PLAY, "note from the shift before", "\r\r2\r2\r\rn2\r1", "• Service"),
        ((), "first morning", "s77\x1b", "Chance of passing"),
        ((), "first morning", "s71\r\r", "• Ask how sure"),
    ],
    ids=["a new record", "settings, and back", "settings, changed"],
)
def test_keys_of_one_write_do_in_a_terminal_what_they_do_one_by_one(
    words: tuple[str, ...], first: str, keys: str, last: str, content: Path, tmp_path: Path
) -> None:
    ends = []
    for how, writes in (("slow", [*keys]), ("at once", [keys])):
        mine = tmp_path / how
        with open_study(places(mine)) as study:
            study.set_setting("edition", "4")
        shutil.copytree(content, mine / "cache", dirs_exist_ok=True)
        terminal = Terminal("-m", "itilsim", "--home", str(mine), *words, program=())
        try:
            terminal.wait_for(first)
            for each in writes:
                terminal.press(each)
                terminal.wait_quiet()
            terminal.wait_for(last)
            terminal.wait_quiet()
            ends.append(terminal.lines)
        finally:
            terminal.close()
    assert ends[0] == ends[1]


async def test_an_app_that_ends_while_a_key_comes_to_rest_ends_well() -> None:
    app = home_app(RETURNING)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.simulate_key("down")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert app.failure is None
