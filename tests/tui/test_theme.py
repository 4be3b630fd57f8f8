"""Our own themes can be read by everyone, and no state is told by colour alone."""

from __future__ import annotations

from typing import get_args

import pytest
from textual.color import Color
from textual.theme import Theme

from itilsim.seat.matters import ClockState
from itilsim.tui.app import ItilsimApp
from itilsim.tui.theme import CLOCK_STATES, PRIORITIES, THEMES, Mark
from tests.tui.views import NEWCOMER, home_app

GROUNDS = ("background", "surface", "panel")
INKS = (
    "foreground",
    "text-primary",
    "text-secondary",
    "text-warning",
    "text-error",
    "text-success",
    "text-accent",
    "foreground-muted",
)
PAIRS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("button-color-foreground", "primary"),
    ("button-color-foreground", "error"),
    ("button-color-foreground", "warning"),
    ("button-color-foreground", "success"),
    ("button-foreground", "surface"),
]
IDS = [theme.name for theme in THEMES]


def luminance(colour: Color) -> float:
    """Relative luminance.

    Source: WCAG 2.2, definition of relative luminance.
    """

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours.

    Source: WCAG 2.2, definition of contrast ratio.
    """
    low, high = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_a_contrast_of_at_least_four_and_a_half(
    theme: Theme, ink: str, ground: str
) -> None:
    colours = theme.to_color_system().generate()
    least = 7 if theme.name.startswith("high-contrast") else 4.5
    assert contrast(colours[ink], colours[ground]) >= least, (colours[ink], colours[ground])


@pytest.mark.parametrize("theme", THEMES, ids=IDS)
def test_warning_error_and_success_differ_in_the_blue_and_yellow_that_all_see(
    theme: Theme,
) -> None:
    if not theme.name.startswith("colour-blind"):
        pytest.skip("the high-contrast themes rely on contrast alone")
    colours = [Color.parse(str(value)) for value in (theme.error, theme.success)]
    blue = [colour.b / (colour.r + colour.g + 1) for colour in colours]
    assert blue[1] - blue[0] > 0.15


@pytest.mark.parametrize("marks", [PRIORITIES, CLOCK_STATES], ids=["priority", "clock"])
def test_each_state_has_a_glyph_and_a_word_of_its_own(marks: dict[object, Mark]) -> None:
    assert len({mark.glyph for mark in marks.values()}) == len(marks)
    assert len({mark.word for mark in marks.values()}) == len(marks)
    for mark in marks.values():
        assert mark.glyph in mark.content(short=True).plain
        assert mark.word in mark.content().plain


def test_every_priority_and_every_state_of_a_clock_is_told() -> None:
    assert set(PRIORITIES) == {1, 2, 3, 4, 5}
    assert set(CLOCK_STATES) == set(get_args(ClockState))


@pytest.mark.parametrize("name", [*IDS, "textual-light", "ansi-dark"])
async def test_home_and_every_mark_can_be_drawn_in_the_theme(name: str) -> None:
    app = home_app(NEWCOMER)
    async with app.run_test() as pilot:
        app.theme = name
        await pilot.pause()
        for mark in (*PRIORITIES.values(), *CLOCK_STATES.values()):
            app.screen.query_one("#detail").update(mark.content())  # type: ignore[attr-defined]
            await pilot.pause()
    assert app.failure is None


async def test_a_chosen_theme_is_remembered_and_an_unknown_one_passed_over() -> None:
    remembered: list[str] = []

    async def story(app: ItilsimApp) -> int:
        del app
        return 0

    assert ItilsimApp(story, theme="gone-since").theme == "textual-dark"
    app = home_app(NEWCOMER)
    app._remember_theme = remembered.append
    async with app.run_test() as pilot:
        await pilot.pause()
        assert remembered == []
        app.theme = "colour-blind-dark"
        await pilot.pause()
    assert remembered == ["colour-blind-dark"]


async def test_no_color_means_no_colour_and_no_animation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = home_app(NEWCOMER)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.animation_level == "none"
        colours = {
            colour.get_truecolor()
            for strip in app.screen._compositor.render_strips(app.size)
            for segment in strip.apply_filter(app._filters[-1], Color.parse("#000000"))
            if segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
    assert colours
    assert all(len(set(colour)) == 1 for colour in colours), "greys only"
