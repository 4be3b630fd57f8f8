"""The page on writing a scenario: its example is sound, and is played as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itilsim.content.checks import check_paths
from itilsim.content.scenarios import load_scenario
from itilsim.domain.speech import CHASER, CONFIRM_NO, CONFIRM_YES, STILL_BROKEN, alert, note, report
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.references import References
from itilsim.storage.places import places

PAGE = Path(__file__).parents[2] / "docs" / "scenarios.md"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    found = re.search(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    path = tmp_path / "quiet-half-hour.yaml"
    path.write_text(found.group(1), encoding="utf-8")
    return path


def test_the_example_has_no_problem_and_no_warning(example: Path, tmp_path: Path) -> None:
    assert check_paths([example], places(tmp_path / "home")) == ()


def test_a_slip_in_the_example_is_found_on_its_line(example: Path, tmp_path: Path) -> None:
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("ws-sw-07", "ws-sw-70"), encoding="utf-8")
    line = 1 + text[: text.index("ws-sw-07")].count("\n")
    found = check_paths([example], places(tmp_path / "home"))
    assert [(each.line, each.code) for each in found] == [(line, "unknown-reference")]
    assert "ws-sw-07" in f"{found[0].message} {found[0].hint}"


def test_the_example_tells_players_apart_as_the_page_says(example: Path, tmp_path: Path) -> None:
    setting = load_scenario(str(example), places(tmp_path / "home"))
    totals = {}
    for policy in ("idle", "first_come", "textbook"):
        found = simulate(setting, Order(1, policy), References())
        totals[policy] = found.summary["score"]["total"]
    assert totals["idle"] < 10
    assert totals["textbook"] > 85
    assert totals["idle"] < totals["first_come"] < totals["textbook"] - 10


def test_the_words_that_the_page_lists_are_those_of_the_engine() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for word in (CHASER, STILL_BROKEN, CONFIRM_YES, CONFIRM_NO):
        assert f"`{word}`" in text
    for made, placeholder in ((report, "SYMPTOM"), (alert, "CHECK"), (note, "CODE")):
        assert f"`{made(placeholder)}`" in text
