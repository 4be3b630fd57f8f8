"""Side panels shorten at words, and what stands on them is told apart."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from textual.content import Content

from itilsim.seat.chronicle import Line
from itilsim.seat.matters import ClockView
from itilsim.seat.snapshot import ServiceRow
from itilsim.seat.surroundings import surroundings
from itilsim.tui.screens.looking import desk_card
from itilsim.tui.widgets.plain import Hanging, shortened
from itilsim.tui.widgets.record_panel import LINES, _clock, _lines
from itilsim.tui.widgets.side import Side, services_text, teams_text
from tests.tui.frames import frame
from tests.tui.shifts import play_screen, session, shown

WORDS = "Warehouse management, scanners, labels"


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (38, WORDS),
        (37, "Warehouse management, scanners…"),
        (25, "Warehouse management…"),
        (10, "Warehouse…"),
        (9, ""),
    ],
)
def test_words_are_shortened_at_a_word_and_only_a_first_one_within(room: int, shown: str) -> None:
    found = shortened(WORDS, room)
    assert len(found) <= room
    if room == 37:
        assert found.endswith("…")
        assert WORDS.startswith(found[:-1])
    else:
        assert found == shown


def test_a_first_word_that_is_too_long_is_cut_rather_than_left_out() -> None:
    assert shortened("Merchandising and sales reporting", 11) == "Merchandis…"


@pytest.mark.parametrize("width", range(24, 44))
def test_no_name_ends_within_a_word(width: int) -> None:
    play = play_screen(until=1900)
    around = surroundings(play.session.desk, play.called)
    names = [*(row.name for row in around.services), *(row.name for row in around.teams)]
    words = {word for each in (*names, "others nobody") for word in re.findall(r"[\w-]+", each)}
    text = Hanging(
        (*services_text(around.services, (), {}), *teams_text(around.teams)), wraps=False
    )
    lines = [str(line).rstrip() for line in text._wrapped(width).split("\n")]
    assert any(line.endswith("…") for line in lines)
    for line in lines:
        assert Content(line).cell_length <= width
        if line.endswith("…"):
            assert re.findall(r"[\w-]+", line)[-1] in words, line


@pytest.mark.parametrize("size", [(100, 24), (120, 40), (160, 50)])
async def test_every_line_fits_its_panel(size: tuple[int, int]) -> None:
    async with shown(play_screen(until=1900), size) as pilot:
        side = pilot.app.screen.query_one(Side).region
        lines = [line[side.x :] for line in frame(pilot.app).splitlines()]
        assert any("Warehouse" in line for line in lines)
        assert not any(re.search(r"Wareh(o|ou|ous)…", line) for line in lines)


@pytest.mark.parametrize(("count", "left_out"), [(LINES + 1, 0), (LINES + 2, 2)])
def test_a_long_conversation_says_what_it_leaves_out_and_never_a_single_line(
    count: int, left_out: int
) -> None:
    play = play_screen(until=1900)
    item = play.seen(next(iter(play.session.desk.open))).item
    assert item is not None
    said = tuple(Line("09:00", "Noor", f"word {n}", "said") for n in range(count))
    heads = [head.plain for head, _ in _lines(replace(item, lines=said), roomy=False, told=LINES)]
    found = [head for head in heads if "left out" in head]
    assert found == ([f"   … {left_out} left out: PgDn shows all"] if left_out else [])
    for n in range(count):
        assert any(f"word {n}" in head for head in heads)


def test_the_card_tells_targets_and_a_day_of_service_in_the_same_hours() -> None:
    words = desk_card(session().desk).plain
    assert "P4  60 min, 16 h      60 min, 48 h" in words
    assert "A day of service: 16 h." in words
    assert " day, " not in words.partition("Targets")[2].partition("Rules")[0]


def test_a_service_that_is_up_has_so_many_calls() -> None:
    row = ServiceRow("Warehouse management", "up", 2)
    (line,) = services_text((row,), (), {})
    assert "".join(part if isinstance(part, str) else part.plain for part in line).startswith(
        "? up, 2 calls Warehouse"
    )


@pytest.mark.parametrize(("percent", "full"), [(0, 0), (1, 1), (16, 1), (50, 3), (99, 5), (100, 6)])
def test_a_clock_that_has_begun_shows_it_and_only_one_that_is_over_is_full(
    percent: int, full: int
) -> None:
    clock = ClockView(60, "fulfilment", "running", percent, "1 min left")
    assert _clock(clock, roomy=False).plain.count("█") == full
