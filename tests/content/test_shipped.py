"""Every shipped scenario is sound, and every mistake planted in a copy of them is found."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from itilsim.content.checks import check_paths
from itilsim.content.lookup import shipped, shipped_ids
from itilsim.content.scenarios import list_scenarios, load_scenario
from itilsim.domain.errors import Problem
from itilsim.storage.places import Places
from tests.content.planted import BROKEN, ODD, ORDER, SECOND, SENSE, WHOLE, Planted


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the check made of one planted mistake."""

    mistake: Planted
    found: bool
    right_line: bool
    right_word: bool


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "scenarios"
    shutil.copytree(shipped(), folder)
    return folder


def test_all_shipped_files_are_sound() -> None:
    assert check_paths([shipped()]) == ()


@pytest.mark.parametrize("name", shipped_ids())
def test_each_shipped_scenario_loads(name: str, tmp_path: Path) -> None:
    setting = load_scenario(name, Places(tmp_path, tmp_path / "cache"))
    assert setting.scenario.id == name
    assert setting.digest.startswith("sha256:")


def test_the_list_names_each_shipped_scenario(tmp_path: Path) -> None:
    listed = list_scenarios(Places(tmp_path, tmp_path / "cache"))
    assert sorted(one.id for one in listed) == list(shipped_ids())


def test_all_mistakes_planted_at_once_are_found(copy: Path) -> None:
    judge("all at once", outcomes(copy, WHOLE), passes=1)


def test_mistakes_that_break_the_yaml_are_found(copy: Path) -> None:
    judge("broken YAML", outcomes(copy, BROKEN), passes=1)


@pytest.mark.prove
def test_each_mistake_is_found_by_itself(tmp_path: Path) -> None:
    found: list[Outcome] = []
    for number, mistake in enumerate((*WHOLE, *BROKEN)):
        folder = tmp_path / str(number)
        shutil.copytree(shipped(), folder)
        found += outcomes(folder, [mistake])
        shutil.rmtree(folder)
    judge("one by one", found, passes=len(found))


@pytest.mark.parametrize("mistake", [*SECOND, *SENSE, *ORDER, *ODD], ids=lambda one: one.code)
def test_what_is_planted_alone_is_found_on_its_line(mistake: Planted, copy: Path) -> None:
    file = copy / mistake.file
    text = file.read_text("utf-8")
    start = text.index(mistake.old, text.index(mistake.after))
    file.write_text(text[:start] + mistake.new + text[start + len(mistake.old) :], "utf-8")
    place, mark = file, ""
    if mistake.at.startswith("="):
        name, _, mark = mistake.at[1:].partition(":")
        place = copy / name
    found = [one for one in check_paths([copy]) if one.code == mistake.code]
    spoilt = place.read_text("utf-8")
    first = spoilt.index(mark or mistake.at or mistake.new) if mark or mistake.at else start
    line = spoilt.count("\n", 0, first) + 1
    last = line + (mark or mistake.at or mistake.new).count("\n")
    here = [one for one in found if one.file == str(place) and line <= one.line <= last]
    assert here, found
    assert any(f"'{mistake.near}'" in one.hint for one in here) or not mistake.near
    assert {one.level for one in here} == {"warning" if mistake in ODD else "problem"}


def test_there_are_enough_mistakes_and_oddities() -> None:
    assert len(WHOLE) + len(BROKEN) + len(SECOND) + len(SENSE) + len(ORDER) >= 110
    assert len(ODD) >= 40
    assert len({(one.file, one.after, one.old, one.new) for one in WHOLE}) == len(WHOLE)


def outcomes(folder: Path, mistakes: Iterable[Planted]) -> list[Outcome]:
    """Plant the mistakes in the folder, check it once, and look for each of them."""
    mistakes = list(mistakes)
    clean = {name: (folder / name).read_text("utf-8") for name in {one.file for one in mistakes}}
    for name, text in clean.items():
        spoilt = text
        for one in mistakes:
            if one.file == name:
                start = place(one, text)
                spoilt = replaced(spoilt, text, start, one)
        (folder / name).write_text(spoilt, "utf-8")
    problems = check_paths([folder])
    return [outcome(one, clean[one.file], folder, problems) for one in mistakes]


def place(mistake: Planted, text: str) -> int:
    """Where the edit begins in the clean file."""
    assert "\n" not in mistake.old + mistake.new
    after = text.find(mistake.after)
    assert after >= 0, f"{mistake.file} has no {mistake.after!r} any more"
    start = text.find(mistake.old, after)
    assert start >= 0, f"{mistake.file} has no {mistake.old!r} after {mistake.after!r} any more"
    return start


def replaced(spoilt: str, clean: str, start: int, mistake: Planted) -> str:
    """The file with the edit in its line, whatever the edits before did to other places."""
    number = clean.count("\n", 0, start)
    lines = spoilt.split("\n")
    assert mistake.old in lines[number], f"{mistake.old!r} has already been edited away"
    before, line = clean.split("\n")[number], lines[number]
    if line == before:
        column = start - clean.rfind("\n", 0, start) - 1
        lines[number] = line[:column] + mistake.new + line[column + len(mistake.old) :]
    else:
        lines[number] = line.replace(mistake.old, mistake.new, 1)
    return "\n".join(lines)


def outcome(mistake: Planted, clean: str, folder: Path, problems: tuple[Problem, ...]) -> Outcome:
    """Whether the mistake is among the problems, and how well it is described."""
    start = place(mistake, clean)
    if mistake.at:
        assert clean.count(mistake.at) == 1
        start = clean.index(mistake.at)
    line = clean.count("\n", 0, start) + 1
    same = [
        one
        for one in problems
        if one.file == str(folder / mistake.file) and one.code == mistake.code
    ]
    here = [one for one in same if one.line == line]
    word = not mistake.near or any(f"'{mistake.near}'" in one.hint for one in here)
    return Outcome(mistake, bool(same), bool(here), word)


def judge(what: str, found: list[Outcome], passes: int) -> None:
    """All are found, and at least 95 of a hundred are on the right line with the right word."""
    misspelt = [one for one in found if one.mistake.near]
    lines = sum(one.right_line for one in found)
    words = sum(one.right_word for one in misspelt)
    print(
        f"planted mistakes, {what}: {sum(one.found for one in found)} of {len(found)} found in "
        f"{passes} pass(es), {lines} on the right line, {words} of {len(misspelt)} right words"
    )
    assert [one.mistake for one in found if not one.found] == []
    weak = [one.mistake for one in found if not (one.right_line and one.right_word)]
    assert lines >= 0.95 * len(found), weak
    assert words >= 0.95 * len(misspelt), weak
