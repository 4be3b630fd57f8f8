"""`itilsim bank statistics`: of a class, by its data folders."""

from __future__ import annotations

from pathlib import Path

from itilsim.content.bank import load_bank
from itilsim.storage.places import content, places
from itilsim.storage.study import open_study
from itilsim.storage.study_rows import AnswerRow
from tests.cli.conftest import Run

ITEMS = [f"4-service-desk-{n:02d}" for n in range(1, 5)]


def answered(folder: Path, right: int, keys: dict[str, int]) -> None:
    """A learner who gets the first so many questions right."""
    with open_study(places(folder)) as study:
        for n, item in enumerate(ITEMS):
            chosen = keys[item] if n < right else (keys[item] + 1) % 4
            study.record_answer(AnswerRow(n, item, "4", chosen, n < right, None, "practice"))


def test_a_class_shows_how_hard_questions_are_and_whom_they_tell_apart(
    run: Run, tmp_path: Path
) -> None:
    keys = {item.id: item.key or 0 for item in load_bank(content() / "questions").items}
    folders = [tmp_path / f"learner-{n}" for n in range(24)]
    for n, folder in enumerate(folders):
        answered(folder, n % 5, keys)
    found = {one["id"]: one for one in run("bank", "statistics", *folders, "--json").data}
    assert [found[item]["answers"] for item in ITEMS] == [24] * 4
    facilities = [found[item]["facility"] for item in ITEMS]
    assert facilities == sorted(facilities, reverse=True)
    assert all(found[item]["discrimination"] > 0.1 for item in ITEMS)
    assert "idle-distractor" in found[ITEMS[0]]["hints"]
    lines = run("bank", "statistics", *folders).out.splitlines()
    assert lines[0].startswith("question")
    assert len(lines) == 5


def test_one_learner_is_too_few_and_is_told_so(run: Run, home: Path) -> None:
    assert "Nobody has answered" in run("bank", "statistics").err
    answered(home, 2, dict.fromkeys(ITEMS, 1))
    assert "too few answers to say" in run("bank", "statistics").out


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    ended = run("bank", "statistics", tmp_path / "nobody")
    assert ended.code == 2
    assert "nobody" in ended.err
