"""Rules of one's own at the command line: played by, carried with the run, and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

RULES = """\
schema: itilsim/house-rules/v1
name: The evening class
silence_minutes: 15
targets:
  - {priority: 2, service_class: gold, response_minutes: 1, restore_minutes: 10, hours: warehouse}
"""


@pytest.fixture
def rules(tmp_path: Path) -> str:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, "utf-8")
    return str(path)


@pytest.mark.parametrize("shift", [("first-shift",), ("any-day", "--minutes", "45")])
def test_a_run_carries_the_rules_that_it_was_played_by(
    run: Run, rules: str, shift: tuple[str, ...], tmp_path: Path
) -> None:
    asked = ("simulate", *shift, "--seed", "3", "--policy", "textbook", "--json")
    usual, ruled = run(*asked), run(*asked, "--house-rules", rules, "--save")
    assert ruled.code == 0, ruled.err
    assert usual.data["scenario_digest"] != ruled.data["scenario_digest"]
    Path(rules).unlink()
    file = str(tmp_path / "run.itilsim")
    assert run("replay", "last").code == 0
    assert run("export", "last", "--format", "run", "--out", file).code == 0
    assert run("replay", file).code == 0
    assert run("debrief", "last").code == 0


def test_the_guided_lesson_keeps_to_the_rules_as_shipped(run: Run, rules: str) -> None:
    ended = run("play", "first-shift", "--mode", "guided", "--house-rules", rules)
    assert ended.code == 2
    assert "choose practice" in ended.err


def test_a_wrong_file_is_told_with_its_place(run: Run, rules: str) -> None:
    Path(rules).write_text(RULES.replace("hours: warehouse", "hours: mornings"), "utf-8")
    ended = run(
        "simulate", "first-shift", "--seed", "1", "--policy", "idle", "--house-rules", rules
    )
    assert ended.code == 2
    assert f"{rules}:5:" in ended.err
    assert "There are no hours 'mornings' at Quillmere." in ended.err


@pytest.mark.parametrize(
    "command", [("simulate", "--policy", "idle", "--seed", "1"), ("lab", "exploits")]
)
def test_whoever_plays_or_searches_reads_them(
    run: Run, rules: str, command: tuple[str, ...]
) -> None:
    Path(rules).write_text(RULES.replace("silence_minutes: 15", "silence_minutes: -1"), "utf-8")
    ended = run(*command, "first-shift", "--house-rules", rules)
    assert ended.code == 2
    assert f"{rules}:3:" in ended.err
