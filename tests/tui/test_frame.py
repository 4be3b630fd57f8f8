"""The frame of the app: size, help, palette, dialogs, key bar, and handlers for every action."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from typing import Any, get_args

import pytest
from textual.app import ComposeResult
from textual.command import CommandPalette
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

import itilsim.tui
from itilsim.seat.snapshot import WORKS
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.palette import ActionsProvider
from itilsim.tui.screens.frame import Dialog, Frame
from itilsim.tui.screens.help import Help
from itilsim.tui.screens.home import Home
from itilsim.tui.screens.too_small import TooSmall
from itilsim.tui.theme import CLOCK_STATES
from itilsim.tui.widgets.key_bar import KeyBar, laid_out
from itilsim.tui.widgets.queue import PHONE
from itilsim.words.actions import SCREENS, Place, actions_on
from tests.tui.conftest import SameFrame
from tests.tui.frames import frame
from tests.tui.shifts import play_screen, shown
from tests.tui.views import HOSTILE, NEWCOMER, RETURNING, home_app


def screens() -> list[type[Frame[Any]]]:
    """Every screen and dialog of the package; one from which others are made is only a base."""
    for module in pkgutil.walk_packages(itilsim.tui.__path__, "itilsim.tui."):
        importlib.import_module(module.name)
    found: list[type[Frame[Any]]] = []
    left: list[type[Frame[Any]]] = [Frame]
    while left:
        kind = left.pop()
        more = [each for each in kind.__subclasses__() if each.__module__.startswith("itilsim.")]
        left.extend(more)
        if kind.__module__.startswith("itilsim.") and not more:
            found.append(kind)
    return sorted(found, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", screens(), ids=lambda kind: kind.__name__)
def test_each_action_has_a_handler_and_a_key_on_its_screen(kind: type[Frame[Any]]) -> None:
    bound = {binding.id for _, binding in kind._merge_bindings()}
    for action in actions_on(kind.PLACE):
        if action.name != "command_palette":
            assert callable(getattr(kind, f"action_{action.name}", None)), action.name
            assert action.name in bound


@pytest.mark.parametrize("kind", screens(), ids=lambda kind: kind.__name__)
def test_a_screen_binds_nothing_that_is_not_in_the_table(kind: type[Frame[Any]]) -> None:
    table = {action.name for action in actions_on(kind.PLACE)}
    own = {name for _, binding in kind._merge_bindings() if (name := binding.id)}
    assert own == table - {"command_palette"}
    assert issubclass(kind, Dialog) == (kind.PLACE not in (*SCREENS, "too-small"))


async def test_the_app_covers_itself_while_the_terminal_is_too_small() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for size in [(79, 24), (80, 23), (20, 5), (1, 1)]:
            await pilot.resize_terminal(*size)
            await pilot.pause(0.05)
            assert isinstance(app.screen, TooSmall)
        await pilot.press("q", "enter")
        await pilot.resize_terminal(60, 20)
        await pilot.pause(0.05)
        assert "60 × 20 now, 80 × 24 needed" in frame(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause(0.05)
        assert isinstance(app.screen, Home)
        assert len(app.screen_stack) == 2


async def test_an_app_that_starts_too_small_waits_to_be_enlarged() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause(0.1)
        assert isinstance(app.screen, TooSmall)
        await pilot.resize_terminal(100, 30)
        await pilot.pause(0.05)
        assert isinstance(app.screen, Home)
        assert len(app.screen_stack) == 2


async def test_help_shows_every_action_of_the_screen_it_was_asked_on() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        shown = frame(app)
        assert all(action.help in shown for action in actions_on("home"))
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Home)


@pytest.mark.parametrize("place", get_args(Place))
async def test_there_can_be_help_about_any_place(place: Place, same_frame: SameFrame) -> None:
    async def story(app: ItilsimApp) -> int:
        await app.show(Help(place))
        return 0

    app = ItilsimApp(story)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "What you can do here" in frame(app)
        if place == "play":
            same_frame(app, "help-play-80x24")


async def offered(act: Callable[[Pilot[int]], Awaitable[None]]) -> list[str]:
    app = home_app(RETURNING)
    async with app.run_test() as pilot:
        await pilot.pause()
        await act(pilot)
        provider = ActionsProvider(app.screen)
        return [hit.text or "" async for hit in provider.discover()]


async def test_the_palette_offers_what_the_screen_can_do() -> None:
    async def nothing(_: Pilot[int]) -> None: ...

    wanted = ["Study  (s)", "Delete run  (D)", "Quit  (q)", "Help  (?)", "Leave at once  (ctrl+c)"]
    assert await offered(nothing) == wanted


async def test_the_palette_does_not_offer_what_the_key_would_not_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def check(_: Home, action: str, __: tuple[object, ...]) -> bool:
        return action != "quit"

    monkeypatch.setattr(Home, "check_action", check)
    app = home_app(RETURNING)
    async with app.run_test() as pilot:
        await pilot.pause()
        provider = ActionsProvider(app.screen)
        assert [hit.text async for hit in provider.search("qu")] == []
        assert "Quit" not in frame(app).splitlines()[-1]
        await pilot.press("q")
        assert isinstance(app.screen, Home)


async def test_an_action_can_be_started_from_the_palette() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"help")
        await pilot.pause(0.3)
        await pilot.press("enter", "enter")
        await pilot.pause(0.3)
        assert isinstance(app.screen, Help)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("y",), True),
        (("n",), False),
        (("escape",), False),
        (("enter",), False),
        (("h", "enter"), True),
        (("shift+tab", "space"), True),
    ],
)
async def test_a_question_is_answered_with_yes_only_on_purpose(
    keys: tuple[str, ...], answer: bool
) -> None:
    answers: list[bool] = []

    async def story(app: ItilsimApp) -> int:
        answers.append(await app.show(Confirm(f"Really {HOSTILE}?", HOSTILE)))
        return 0

    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "[@click=app.quit]" in frame(app)
        await pilot.press(*keys)
        await pilot.pause()
    assert answers == [answer]


async def test_whoever_waits_between_two_screens_reads_why() -> None:
    words, seen = f"Working {HOSTILE}.", []

    async def story(app: ItilsimApp) -> int:
        for _ in range(2):
            await app.busy(words)
            seen.append(frame(app))
            await app.show(Confirm("Go on?", ""))
        return 0

    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert words not in frame(app)
        await pilot.press("y")
        await pilot.pause()
        await pilot.press("y")
    assert [words in each for each in seen] == [True, True]


async def test_a_confirmation_looks_as_stored(same_frame: SameFrame) -> None:
    async def story(app: ItilsimApp) -> int:
        await app.show(Confirm("End this shift?", "What is still open goes to the next shift."))
        return 0

    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await pilot.pause()
        same_frame(app, "confirm-80x24")


async def test_notifications_are_never_read_as_markup() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        app.notify("from app [/] [b]x", title="[/")
        app.screen.notify("from screen [/] [b]x", markup=True)
        await pilot.pause(0.2)
        assert "from screen [/] [b]x" in frame(app)
    assert app.failure is None


async def test_ctrl_c_leaves_with_the_code_of_an_interrupt_even_from_a_dialog() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert app.return_code == 130


async def test_letters_typed_into_a_field_start_nothing() -> None:
    class Form(Confirm):
        AUTO_FOCUS = "Input"

        def compose(self) -> ComposeResult:
            yield Input()
            yield from super().compose()

    async def story(app: ItilsimApp) -> int:
        await app.show(Form("Why?"))
        return 0

    app = ItilsimApp(story)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("y", "n", "j", "space", "q")
        assert app.screen.query_one(Input).value == "ynj q"
        assert "y Yes" not in frame(app).splitlines()[-3]


@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("width", [20, 40, 78, 118])
def test_the_key_bar_never_overflows_and_always_leads_to_help(width: int, lines: int) -> None:
    rows = laid_out([action for action in actions_on("play") if action.in_bar], width, lines)
    assert len(rows) <= lines
    for row in rows:
        assert sum(len(a.keys[0]) + 1 + len(a.title) for a in row) + 2 * (len(row) - 1) <= width
    assert rows[-1][-1].name == "help"


def test_the_key_bar_shows_all_where_there_is_room() -> None:
    actions = [action for action in actions_on("play") if action.in_bar]
    rows = laid_out(actions, 200, 9)
    shown = {action.name for row in rows for action in row}
    assert shown == {action.name for action in actions} - {"all_actions"}, "the sheet is not needed"


def test_the_key_bar_is_measured_for_the_width_that_it_will_have() -> None:
    """Before the first layout it has none; a line too many stayed until other keys came."""
    bar = KeyBar("exam", lines=2)
    bar.offers = tuple(action for action in actions_on("exam") if action.in_bar)
    room = Size(150, 30)
    assert not bar.content_size.width
    assert bar.get_content_height(room, room, 148) == 1
    assert bar.get_content_height(room, room, 60) == 2


async def test_the_help_of_the_desk_explains_its_marks() -> None:
    async with shown(play_screen(until=1900), (80, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("end")
        await pilot.pause(0.5)
        legend = frame(pilot.app).partition("Marks")[2]
        for mark in (*(each.glyph for each in CLOCK_STATES.values()), PHONE, WORKS[0], "*", "└"):
            assert f" {mark} " in legend, mark
    async with home_app(NEWCOMER).run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Marks" not in frame(pilot.app)


async def test_a_click_on_the_key_bar_does_what_it_says() -> None:
    app = home_app(NEWCOMER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        column = frame(app).splitlines()[-1].index("? Help")
        await pilot.click(KeyBar, offset=(column + 2, 0))
        await pilot.pause()
        assert isinstance(app.screen, Help)
