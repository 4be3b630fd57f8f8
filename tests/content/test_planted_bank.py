"""Each planted mistake in a bank is found in one pass, on its line, with the nearest word."""

from __future__ import annotations

from pathlib import Path

import pytest

from itilsim.content.bank import load_bank
from itilsim.content.checks import check_paths
from itilsim.domain.errors import ContentError, Problem
from tests.content.planted_bank import (
    FORGIVEN,
    PLANTED,
    Planted,
    line_of,
    planted_files,
    sound_files,
)


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int, str], Problem]:
    folder = written(tmp_path_factory.mktemp("planted"), planted_files())
    problems = check_paths([folder])
    return {
        (Path(one.file).relative_to(folder).as_posix(), one.line, one.code): one for one in problems
    }


def places(one: Planted) -> list[tuple[str, int, str]]:
    text = planted_files()[one.file]
    marks = [(one.code, one.marks or one.wrong), one.also]
    return [(one.file, line_of(one, mark, text), code) for code, mark in marks if code]


def test_the_bank_is_sound_before_anything_is_planted(tmp_path: Path) -> None:
    folder = written(tmp_path, sound_files())
    assert check_paths([folder]) == ()
    assert len(load_bank(folder).items) == 41


def test_enough_is_planted() -> None:
    assert len(PLANTED) >= 45


@pytest.mark.parametrize("one", PLANTED, ids=lambda one: f"{one.after}-{one.code}")
def test_a_planted_mistake_is_found_on_its_line_with_the_right_word(
    one: Planted, found: dict[tuple[str, int, str], Problem]
) -> None:
    for place in places(one):
        assert place in found
    assert one.hint in found[places(one)[0]].hint


def test_nothing_else_is_reported(found: dict[tuple[str, int, str], Problem]) -> None:
    expected = {place for one in PLANTED for place in places(one)}
    assert set(found) - expected == set()


def test_loading_the_bank_reports_all_faults_of_form_and_none_of_craft(tmp_path: Path) -> None:
    folder = written(tmp_path, planted_files())
    with pytest.raises(ContentError) as caught:
        load_bank(folder)
    told = [
        one
        for one in check_paths([folder])
        if Path(one.file).relative_to(folder).as_posix() not in FORGIVEN
        and one.code != "thin-rationale"  # a fault of craft in a file with faults of form
    ]
    assert list(caught.value.problems) == told


def test_questions_with_faults_of_craft_can_be_used(tmp_path: Path) -> None:
    planted = planted_files()
    files = {
        name: planted[name] if name in FORGIVEN else text for name, text in sound_files().items()
    }
    assert len(load_bank(written(tmp_path, files)).items) == 41
