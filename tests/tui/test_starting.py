"""From home into a shift, as it was chosen; and what home says of those that were played."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.composing.loading import load_shift
from itilsim.content.scenarios import load_scenario
from itilsim.domain.names import Mode
from itilsim.runs.listing import list_runs
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import Places, places
from itilsim.storage.study import open_study
from itilsim.tui.app import ItilsimApp
from itilsim.tui.flows.home import home, home_view
from itilsim.tui.flows.home_rows import day
from itilsim.tui.screens.home import Home, entries
from tests.tui.fingers import settle
from tests.tui.frames import frame

RULES = """\
schema: itilsim/house-rules/v1
name: The evening class
silence_minutes: 15
"""


@pytest.fixture
def own(tmp_path: Path) -> Places:
    mine = places(tmp_path)
    with open_study(mine) as study:
        study.set_setting("edition", "4")
    return mine


def played(own: Places, mode: Mode = "practice", seed: int = 7, rules: str = "") -> None:
    """A shift that was begun, and left to itself."""
    setting = load_shift("first-shift", seed, own, rules)
    running = begin(PlayRequest("first-shift", seed=seed, mode=mode), setting, own)
    running.finish(own)
    running.close()


def app_of(own: Places) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        await home(app, own)
        return 0

    return ItilsimApp(story)


def to_first_shift(own: Places) -> list[str]:
    labels = [each.label for each in entries(home_view(own))]
    return ["down"] * labels.index("Start: Your first morning")


async def test_a_newcomer_is_asked_nothing_and_gets_the_lesson(own: Places) -> None:
    async with app_of(own).run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot.app)
    (run,) = list_runs(own)
    assert (run.header.mode, run.header.pace) == ("guided", "stepped")


async def test_two_enters_start_what_was_chosen_last(own: Places) -> None:
    played(own, "assessed")
    async with app_of(own).run_test() as pilot:
        await pilot.pause()
        await pilot.press(*to_first_shift(own), "enter", "enter")
        await settle(pilot.app)
    run = list_runs(own)[0]
    assert (run.status, run.header.mode) == ("running", "assessed")


async def test_what_is_chosen_is_what_is_played(own: Places) -> None:
    played(own)
    async with app_of(own).run_test() as pilot:
        await pilot.pause()
        # Coached, calm, with extra time.
        await pilot.press(*to_first_shift(own), "enter", "1", "left", "left", "2", "2", "4")
        await pilot.press("end", "enter")
        await settle(pilot.app)
    header = list_runs(own)[0].header
    assert (header.mode, header.pace) == ("coached", "paced")
    assert (header.options["pace"], header.options["extra_time"]) == ("calm", "yes")


async def test_the_same_again_keeps_the_rules_it_was_played_by(own: Places, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES, "utf-8")
    played(own, seed=11, rules=str(rules))
    rules.unlink()
    async with app_of(own).run_test() as pilot:
        await pilot.pause()
        await pilot.press(*to_first_shift(own), "enter", "3")
        await pilot.pause()
        assert "the same again (11)" in frame(pilot.app)
        await pilot.press("end", "enter")
        await settle(pilot.app)
    again, first = (each.header for each in list_runs(own))
    assert again.id != first.id
    assert (again.seed, again.scenario_digest) == (11, first.scenario_digest)
    assert first.scenario_digest != load_scenario("first-shift", own).digest


class TestRows:
    def test_a_row_says_how_it_was_played_how_it_went_and_when(self, own: Places) -> None:
        played(own, "coached")
        view = home_view(own)
        (line,) = view.runs
        assert line.mode == "coached"
        assert line.result.endswith("of 100")
        asides = [each.aside for each in entries(view)]
        assert f"{line.ended}, coached, {line.score}" in asides
        assert line.result == f"{line.score} of 100"

    def test_the_time_before_stands_beside_it(self, own: Places) -> None:
        played(own, "practice", seed=3)
        played(own, "coached", seed=4)
        newest, oldest = home_view(own).runs
        assert newest.before.startswith(f"The time before: {oldest.result}, on ")
        assert oldest.before == ""

    def test_a_lesson_has_no_points_to_stand_beside(self, own: Places) -> None:
        played(own, "guided")
        played(own, "practice")
        assert [each.before for each in home_view(own).runs] == ["", ""]

    def test_a_shift_that_was_left_says_its_mode(self, own: Places) -> None:
        begin(
            PlayRequest("first-shift", mode="coached"), load_scenario("first-shift", own), own
        ).close()
        labels = {each.label: each.aside for each in entries(home_view(own))}
        assert labels["Continue: Your first morning"] == "at 09:00, coached"

    def test_what_only_looks_like_a_day_is_shown_as_it_stands(self, own: Places) -> None:
        played(own)
        header = list_runs(own)[0].header
        assert day(replace(header, created="2026-99-99T99:99:99Z")) == "2026-99-99"
        assert day(replace(header, created="1999-06-15T12:00:00Z")) == "15 Jun 1999"

    async def test_rows_fit_a_small_window(self, own: Places) -> None:
        played(own, "assessed")
        async with app_of(own).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert isinstance(pilot.app.screen, Home)
            row = next(line for line in frame(pilot.app).splitlines() if "Debrief:" in line)
            (line,) = home_view(own).runs
            assert f"{line.ended}, assessed, {line.score}" in row
