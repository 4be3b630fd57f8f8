"""Charts of a shift: they fit, they say their figures, and nothing hangs on colour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scoring.tally import FirstTries
from itilsim.reports import debrief_markdown, debrief_text
from itilsim.reports.blocks import Chart
from itilsim.reports.sections import sections
from itilsim.reports.timeline import _bars, _curve, _timeline
from itilsim.reports.wording import CRITERIA, naming_of
from itilsim.words.labels import user_minutes
from tests.played import first_shift, played

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")
WIDTHS = (44, 60, 61, 64, 80, 94, 120)


def charts(debrief: Debrief) -> list[Chart]:
    found = (each for s in sections(debrief, first_shift()) for each in s.blocks)
    return [each for each in found if isinstance(each, Chart)]


def drawn(debrief: Debrief, width: int = 60) -> Sequence[str]:
    return charts(debrief)[0].draw(width)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_fits(policy: str, width: int) -> None:
    for chart in charts(played(policy).debrief):
        assert max(map(len, chart.draw(width))) <= width


def test_there_are_three_of_them_and_the_dials() -> None:
    assert len(charts(played("by_priority").debrief)) == 3 + 1


@pytest.mark.parametrize("width", [60, 94])
def test_each_row_of_yours_has_tonis_below_it_on_the_same_columns(width: int) -> None:
    lines = drawn(played("by_priority").debrief, width)
    mine = [n for n, line in enumerate(lines) if line[9:13] == "you "]
    assert len(mine) == 3 + 1 + 4 + 1
    for n in mine:
        assert lines[n + 1][9:13] == "Toni"
        rows = [line[14:].split(" ", 1)[0] for line in lines[n : n + 2]]
        assert len(rows[0]) == len(rows[1])


def test_figures_at_the_end_are_those_of_the_log() -> None:
    debrief = played("by_priority").debrief
    lines = drawn(debrief, 94)
    line = next(each for each in lines if each.startswith("opened   you"))
    row, figure = line[14:].rsplit(" ", 1)
    opened = [at for at, deed in debrief.timelines["you"].deeds if deed == "opened"]
    assert int(figure) == len(opened)
    assert sum(int(each) for each in row if each.isdigit()) == len(opened)
    waiting = next(each for each in lines if each.startswith("waiting  you"))
    assert waiting.endswith(f"most {max(debrief.timelines['you'].waiting)}")


def test_where_the_seat_was_left_is_marked() -> None:
    lines = drawn(played("by_priority").debrief, 60)
    axis = next(n for n, line in enumerate(lines) if "left 10:30" in line)
    each = int(re.search(r"a column is (\d+)", " ".join(lines))[1])  # type: ignore[index]
    assert lines[axis].index("^") == 14 + 90 // each
    ticks = {m.start(): m[0] for m in re.finditer(r"\d\d:\d\d", lines[axis - 1])}
    assert ticks[14] == "09:00"
    for place, words in ticks.items():
        minutes = (int(words[:2]) - 9) * 60 + int(words[3:])
        assert place == 14 + minutes // each


@pytest.mark.parametrize("days", [1, 2, 8, 60])
def test_times_never_run_into_each_other(days: int) -> None:
    debrief = played("by_priority").debrief
    mine = debrief.timelines["you"]
    minutes = days * 24 * 60
    longer = replace(mine, waiting=(1,) * minutes, lost=(1,) * minutes, services=())
    lines = drawn(replace(debrief, timelines={"you": longer}), 60)
    axis = next(line for line in lines if "09:00" in line)
    assert re.fullmatch(r" +09:00( +\d\d:\d\d)*", axis)
    assert max(map(len, lines)) <= 60


def test_the_curve_ends_at_what_was_lost() -> None:
    debrief = played("by_priority").debrief
    lines = charts(debrief)[2].draw(80)
    assert user_minutes(debrief.lost_user_minutes) in lines[-1]
    assert user_minutes(debrief.timelines["textbook"].lost[-1]) in lines[-1]
    assert lines[1].startswith(user_minutes(debrief.lost_user_minutes))


def test_bars_name_each_criterion_once_with_its_points() -> None:
    debrief = played("by_priority").debrief
    lines = charts(debrief)[1].draw(80)
    for line in debrief.score:
        name = CRITERIA[line.name]
        [own] = [each for each in lines if each[:25].strip() == name]
        assert own.split()[-4:] == [
            "–" if points is None else str(points)
            for points in (line.points, *(p for _, p in line.references))
        ]


def test_ascii_is_ascii() -> None:
    debrief = played("by_priority").debrief
    naming = naming_of(debrief, first_shift())
    mine, toni = debrief.timelines["you"], debrief.timelines["textbook"]
    for draw in (
        partial(_timeline, mine, toni, naming),
        partial(_curve, mine, toni, naming),
        partial(_bars, debrief),
    ):
        assert "".join(draw(80, "ascii")).replace("–", "-").isascii()


def test_alone_there_is_no_toni() -> None:
    debrief = played("by_priority").debrief
    alone = replace(debrief, timelines={"you": debrief.timelines["you"]})
    assert not any("Toni" in line for line in drawn(alone))
    assert charts(replace(debrief, timelines={})) == []


def test_a_guided_shift_has_no_bars() -> None:
    guided = replace(played("textbook").debrief, first_tries=FirstTries((("kind", 9, 14),)))
    assert len(charts(guided)) == 2


def test_text_and_markdown_have_the_same_pictures() -> None:
    debrief = played("by_priority").debrief
    words = debrief_text(debrief, first_shift(), "4")
    marked = debrief_markdown(debrief, first_shift(), "4")
    assert marked.count("```") == 2 * (3 + 1)
    for chart in charts(debrief):
        picture = "\n".join(chart.draw(80))
        assert picture in words
        assert f"```text\n{picture}\n```" in marked
