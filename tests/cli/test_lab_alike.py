"""`itilsim lab alike`: counts how often each answer is right in mornings that look alike."""

from __future__ import annotations

import json
from pathlib import Path

from itilsim.cli.lab import ALIKE, WORLDS
from itilsim.lab import alike
from tests.cli.conftest import Run


def test_counts_are_written_and_said(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "counts.json"
    ended = run(
        "lab", "alike", "wennery", "--worlds", "8", "--seed", "5", "--out", str(out), "--json"
    )
    assert ended.code == 0
    said = ended.data
    assert (said["organisation"], said["worlds"], said["seed"]) == ("wennery", 8, 5)
    assert said["shipped_is_of_this"]
    written = json.loads(out.read_text(encoding="utf-8"))
    assert (written["worlds"], written["seed"]) == (8, 5)


def test_an_unknown_organisation_is_refused(run: Run) -> None:
    ended = run("lab", "alike", "nowhere", "--worlds", "1")
    assert ended.code == 2
    assert "There is no organisation 'nowhere'" in ended.err


def test_the_help_names_the_worlds_that_are_drawn() -> None:
    assert (WORLDS, ALIKE) == (alike.WORLDS, alike.SEED)
