"""Charts of text: the figure is always beside the mark, and nothing is too wide."""

from __future__ import annotations

import pytest

from itilsim.reports.charts import Bar, Marks, bar, bars, chance, load, percent, sparkline, trend

ROWS = (
    Bar("Incident management", 0.5, "50 % (4 of 8)"),
    Bar("Problem management", 1.0, "100 % (3 of 3)"),
    Bar("Service desk", None, "nothing yet"),
)


@pytest.mark.parametrize("marks", ["blocks", "ascii"])
@pytest.mark.parametrize("width", [30, 44, 80])
def test_every_line_fits_and_keeps_its_figure(marks: Marks, width: int) -> None:
    lines = bars(ROWS, width, marks)
    assert max(map(len, lines)) <= width
    for line, row in zip(lines, ROWS, strict=True):
        assert line.endswith(row.words)


def test_ascii_is_ascii() -> None:
    drawn = [*bars(ROWS, 80, "ascii"), sparkline((0, 1, 5, 8), "ascii"), *chance(0.6, 0.4, 0.8)]
    assert "".join(drawn).isascii()


@pytest.mark.parametrize(
    ("share", "drawn"),
    [(0.0, "........"), (0.5, "████...."), (1.0, "████████"), (0.001, "▏......."), (None, " " * 8)],
)
def test_a_bar_is_as_long_as_its_share(share: float | None, drawn: str) -> None:
    assert bar(share, 8) == drawn


@pytest.mark.parametrize("share", [-1.0, 0.001, 0.49, 0.999, 2.0])
def test_a_bar_has_its_cells_whatever_the_share(share: float) -> None:
    assert len(bar(share, 10)) == len(bar(share, 10, "ascii")) == 10


def test_nothing_known_does_not_look_like_nothing() -> None:
    assert bar(None, 8) != bar(0.0, 8)


def test_a_sparkline_goes_by_eighths_of_the_greatest() -> None:
    assert sparkline((0, 1, 2, 4, 8)) == ".▁▂▄█"
    assert sparkline(()) == ""
    assert sparkline((0, 0)) == ".."


def test_a_trend_says_its_figures() -> None:
    assert trend((0, 4, 8, 2), "answers", "ascii") == ".+@-  14 answers in all; last 2, most 8"
    assert trend(()) == "nothing yet"


def test_a_day_above_the_cap_says_so() -> None:
    lines = load((("Mon", 10), ("Tue", 50), ("Wed", 0)), 60, "ascii", cap=40)
    assert [line.split("  ")[-1] for line in lines] == ["10", "50, over 40", "0"]
    assert load(()) == []


def test_a_chance_is_marked_within_its_band() -> None:
    words, line = chance(0.62, 0.48, 0.75, 62)
    assert words == "62 % (between 48 % and 75 %)"
    assert line.index("[") < line.index("|") < line.index("]")
    assert len(line) <= 62


@pytest.mark.parametrize("shares", [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.0, 0.0, 1.0)])
def test_a_chance_at_the_edge_is_drawn(shares: tuple[float, float, float]) -> None:
    words, line = chance(*shares)
    assert "|" in line
    assert words


def test_only_certainty_is_everything_or_nothing() -> None:
    assert [percent(each) for each in (0.0, 0.001, 0.5, 0.999, 1.0)] == [
        "0 %", "1 %", "50 %", "99 %", "100 %",
    ]  # fmt: skip
