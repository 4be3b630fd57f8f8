"""Our own themes can be read by everyone, and no state is told by colour alone."""

from __future__ import annotations

from typing import get_args

import pytest
from textual.color import Color
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme

from itilsim.seat.matters import ClockState
from itilsim.tui.app import ItilsimApp
from itilsim.tui.theme import CLOCK_STATES, PRIORITIES, THEMES, Mark, readable
from itilsim.tui.widgets.plain import MARK, PlainOptions
from itilsim.tui.widgets.queue import Records
from tests.tui.fingers import Fingers
from tests.tui.shifts import play_screen, shown
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


@pytest.mark.parametrize("name", [each for each in BUILTIN_THEMES if not each.startswith("ansi")])
def test_coloured_words_can_be_read_in_the_themes_of_others_too(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    before = {**theme.to_color_system().generate(), **theme.variables}
    colours = readable(before)
    for ink in (each for each in INKS if each.startswith("text-")):
        assert min(contrast(colours[ink], colours[each]) for each in GROUNDS) >= 4.5, ink
    keys = [colours[each] for each in (*GROUNDS, "footer-background")]
    keys = [each for each in keys if Color.parse(each).a == 1]
    best = max(min(contrast(end, each) for each in keys) for end in ("#000000", "#ffffff"))
    assert min(contrast(colours["footer-key-foreground"], each) for each in keys) >= min(4.5, best)


def test_what_can_be_read_already_is_left_as_it_is() -> None:
    dark = BUILTIN_THEMES["textual-dark"].to_color_system().generate()
    assert readable(dark)["text-warning"] == dark["text-warning"]
    ansi = {**BUILTIN_THEMES["ansi-dark"].to_color_system().generate()}
    assert readable(ansi)["text-warning"] == ansi["text-warning"]


def under_the_cursor(screen: Screen[object], kind: type[PlainOptions]) -> dict[str, float]:
    """Contrast of each word on the line under the cursor of a list, by the word."""
    listed = screen.query_one(kind)
    place, room = listed.highlighted, listed.scrollable_content_region
    assert place is not None
    y = room.y + listed._index_to_line[place] - listed.scroll_offset.y
    strip = screen._compositor.render_strips(screen.size)[y].crop(room.x, room.right)
    return {
        segment.text.strip(): contrast(
            style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
        )
        for segment in strip
        if segment.text.strip() and (style := segment.style) and style.color and style.bgcolor
    }


@pytest.mark.parametrize("name", [*IDS, "textual-light", "textual-dark"])
async def test_all_words_under_a_cursor_can_be_read(name: str) -> None:
    play = play_screen(until=1900)
    async with shown(play, (120, 40)) as pilot:
        pilot.app.theme = name
        fingers = Fingers(pilot, play)
        await fingers.go_to(next(e.id for e in play.session.desk.tickets.values() if e.children))
        await pilot.pause()
        assert "P2" in (words := under_the_cursor(pilot.app.screen, Records))
        assert min(words.values()) >= 4.5, words
        await fingers.press("space")
        await pilot.pause()
        words = under_the_cursor(pilot.app.screen, PlainOptions)
        # What Textual writes on its cursor is as readable as its theme has it.
        assert min(words.values()) >= min(4.5, words[MARK]), words


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
