"""Without colour: each list shows what is under its cursor, and the desk which panel has the focus.

Every stored frame is looked at for that, too: see `same_frame`.
"""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App
from textual.geometry import Offset
from textual.widgets import OptionList

from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.form import Form
from itilsim.tui.dialogs.sheet import Sheet
from itilsim.tui.widgets.plain import MARK, PlainOptions
from itilsim.tui.widgets.queue import Arrivals, Records
from tests.tui.frames import frame, unmarked
from tests.tui.shifts import play_screen, shown
from tests.tui.test_briefing import Briefed
from tests.tui.test_frame import screens
from tests.tui.views import RETURNING, home_app

SIZES = [(80, 24), (120, 40)]
HEAVY = "┏┗"


def marked(app: App[Any]) -> list[str]:
    """Lines of the screen with the mark, from it on."""
    return [line[line.index(MARK) :] for line in frame(app).splitlines() if MARK in line]


def test_every_list_of_the_app_is_one_that_marks_its_line() -> None:
    assert screens()  # All modules are loaded by that.
    left, kinds = [OptionList], set[type[OptionList]]()
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        kinds.add(kind)
    own = {kind for kind in kinds if kind.__module__.startswith("itilsim.")}
    assert {each.__name__ for each in own} >= {"PlainOptions", "Arrivals", "Records", "Options"}
    for kind in own:
        assert issubclass(kind, PlainOptions)
        assert kind is PlainOptions or "render_line" not in vars(kind)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_mark_goes_with_the_cursor(size: tuple[int, int]) -> None:
    app = home_app(RETURNING)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert [line.split("  ")[0] for line in marked(app)] == ["▸ Continue: Your first morning"]
        await pilot.press("down")
        await pilot.pause()
        assert [line.split("  ")[0] for line in marked(app)] == ["▸ Start: Your first morning"]
        assert not list(unmarked(app))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_question_a_sheet_and_a_form_have_it(size: tuple[int, int]) -> None:
    app = ItilsimApp(Briefed())
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "enter", "down")
        await pilot.pause()
        assert marked(app) == ["▸ 2  10:30"]
    async with shown(play_screen(until=1500), size) as pilot:
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Sheet)
        assert not list(unmarked(pilot.app))
        assert any("n     New record" in line for line in marked(pilot.app))
        await pilot.press("escape", "t", "n", "down", "down")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Form)
        assert not list(unmarked(pilot.app))
        assert any("▸ 2 Complaint" in line for line in marked(pilot.app))


async def test_only_what_is_looked_at_is_marked_at_the_desk() -> None:
    async with shown(play_screen(until=1900)) as pilot:
        screen = pilot.app.screen
        arrivals, records = screen.query_one(Arrivals), screen.query_one(Records)
        for key, here in (("1", arrivals), ("2", records), ("1", arrivals)):
            await pilot.press(key)
            await pilot.pause()
            lists = [each for each in (arrivals, records) if each.marks]
            assert lists == [here]
            assert not list(unmarked(pilot.app))
        await pilot.press("3")
        await pilot.pause()
        assert arrivals.marks, "what is read in full stays marked"


@pytest.mark.parametrize("key", list("1234567"))
async def test_the_panel_with_the_focus_alone_has_a_heavy_border(key: str) -> None:
    async with shown(play_screen(until=1900), (120, 40)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        focused = pilot.app.screen.focused
        assert focused is not None
        lines = frame(pilot.app).splitlines()
        corners = [
            Offset(x, y)
            for y, line in enumerate(lines)
            for x, cell in enumerate(line)
            if cell in HEAVY
        ]
        region = focused.region
        assert corners == [region.offset, Offset(region.x, region.bottom - 1)]


async def test_a_list_that_forgets_its_mark_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlainOptions, "render_line", OptionList.render_line)
    app = home_app(RETURNING)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert [each.id for each in unmarked(app)] == ["menu"]


async def test_without_colour_the_line_is_reversed_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = home_app(RETURNING)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "reverse>▸" in frame(app, styles=True)
    async with shown(play_screen(until=1900)) as pilot:
        assert "reverse>▸" in frame(pilot.app, styles=True)
