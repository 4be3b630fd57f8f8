"""Whatever grows in shipped content, `check` tells it briefly and takes linear time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from itilsim.content import checks
from itilsim.content.checks import check_paths
from itilsim.content.locate import HEAD, TAIL, Node
from itilsim.domain.errors import Problem
from tests.content.inflated import (
    QUESTIONS,
    SCENARIO,
    Inflation,
    as_text,
    copied,
    inflations,
    one_of_each,
    paths_for,
    size_of,
    tree_of,
    written,
)
from tests.timing import timed

DOUBLED = 2.6
"""Times longer that twice the size may take. Source: linear, with room for a busy machine."""

LEAST = 0.05
"""Seconds below which a time says nothing; as for hard texts."""

LONGEST = HEAD + TAIL + 3
"""Characters of the longest message or hint."""

SAMPLE = 61
"""Of so many places of the format one is looked at every day. Tuning constant: some seconds."""


@dataclass(frozen=True, slots=True)
class Growth:
    """What one inflation costs over the file as it is shipped."""

    half: float
    """Seconds of processor time of the smaller one."""
    whole: float
    """Seconds of the one of twice the size."""
    longest: int
    """Characters of the longest message or hint."""

    @property
    def ratio(self) -> float:
        """How many times longer twice the size takes."""
        return self.whole / max(self.half, LEAST)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def growth(one: Inflation, folder: Path, tries: int = 6) -> Growth:
    """What an inflation costs; measured again where a busy machine may have spoilt it."""
    paths, path, size = paths_for(one, folder), folder / one.file, size_of(one)
    texts = [as_text(tree_of(one.file)), written(one, size), written(one, 2 * size)]
    check_paths(paths)  # What is imported only now is no part of the untouched file's time.
    best, longest = [float("inf")] * len(texts), 0
    for _ in range(tries):
        for n, text in enumerate(texts):
            path.write_text(text, encoding="utf-8")
            taken, found = timed(lambda: check_paths(paths))
            best[n] = min(best[n], taken)
            longest = max([longest, *(max(len(p.message), len(p.hint)) for p in found)])
        measured = Growth(best[1] - best[0], best[2] - best[0], longest)
        if measured.ratio <= DOUBLED:
            break
    path.write_text(texts[0], encoding="utf-8")
    return measured


def test_inflations_reach_every_kind_of_content() -> None:
    every = list(inflations())
    assert len(every) > 9_000
    assert len({one.file for one in every}) >= 17
    assert len(one_of_each()) > 600


def test_the_copy_is_sound_before_anything_grows(folder: Path) -> None:
    assert check_paths([folder / "scenarios"]) == ()


def test_twice_of_anything_takes_about_twice_as_long(folder: Path) -> None:
    found = {str(one): growth(one, folder) for one in one_of_each()[::SAMPLE]}
    assert [name for name, one in found.items() if one.ratio > DOUBLED] == []
    assert [name for name, one in found.items() if one.longest > LONGEST] == []


def test_copies_of_questions_are_not_compared_each_with_each(folder: Path) -> None:
    assert growth(Inflation(QUESTIONS, ("items",), "entries with new ids"), folder).ratio <= DOUBLED


def test_a_rule_that_compares_each_with_each_would_be_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def each_with_each(root: Node) -> Iterator[Problem]:
        names = [node.text for node in root.find("symptoms.*.name")]
        for node, name in zip(root.find("symptoms.*.name"), names, strict=True):
            if sum(names.count(name) for _ in range(5)) > 5 * len(names):
                yield node.problem("planted", name)

    monkeypatch.setattr(checks, "library_oddities", each_with_each)
    one = Inflation("scenarios/library/symptoms.yaml", ("symptoms",), "entries with new ids")
    assert growth(one, folder, tries=1).ratio > DOUBLED


@pytest.mark.parametrize("route", [("organisation",), ("library", 0)])
def test_a_name_longer_than_any_file_has_is_told_in_its_place(
    route: tuple[str | int, ...], folder: Path
) -> None:
    (folder / SCENARIO).write_text(written(Inflation(SCENARIO, route, "one long word"), 300))
    found = check_paths([folder / SCENARIO])
    assert "unknown-reference" in {one.code for one in found}
    assert all(one.line > 1 for one in found)


def test_a_message_names_the_beginning_and_the_end_of_what_is_too_long_to_read(
    folder: Path,
) -> None:
    one = Inflation(SCENARIO, ("faults", 0, "mode"), "one long word")
    (folder / SCENARIO).write_text(written(one, 100_000))
    (found,) = (p for p in check_paths([folder / SCENARIO]) if p.code == "unknown-reference")
    assert found.message.startswith("There is no failure mode '")
    assert found.message.endswith("'.")
    assert len(found.message) <= LONGEST


@pytest.mark.prove
def test_every_list_text_and_mapping_of_the_format_can_grow(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    found = {str(one): growth(one, folder) for one in one_of_each()}
    steepest = max(found, key=lambda name: found[name].ratio)
    slowest = max(found, key=lambda name: found[name].whole)
    print(
        f"inflated content: {len(found)} places and ways, no traceback; the steepest ({steepest}) "
        f"takes {found[steepest].ratio:.2f} times its half; the slowest ({slowest}) "
        f"{found[slowest].whole:.2f} s; the longest message has "
        f"{max(one.longest for one in found.values())} characters"
    )
    assert [name for name, one in found.items() if one.ratio > DOUBLED] == []
    assert [name for name, one in found.items() if one.longest > LONGEST] == []
