"""Utility or which part of warranty, against a reader who has nothing but the words of the stem."""

from __future__ import annotations

import re

import pytest

from itilsim.coaching.computed.value import Facts, Level, part_of
from itilsim.quiz.editions import Edition
from tests.coaching.computed.drawn import all_of, items, right

EDITIONS: tuple[Edition, ...] = ("2011", "4", "5")

SIGNS = {
    "Utility": "in one language|cannot compare|no way to count|warns people|read handwriting",
    "Warranty: availability": (
        "agreed hours it lost|agreed hours, '.*' kept crashing|down again|stands still in fewer"
        "|in the same room, takes over"
    ),
    "Warranty: capacity": (
        "takes in no more|more weeks of entries|no place left|more memory|lines to .* are widened"
    ),
    "Warranty: continuity": (
        "room burned down|data room was taken as lost|moves to another town"
        "|In another town|elsewhere after a flood"
    ),
    "Warranty: security": (
        "can still open|strangers found a way|in plain text|second proof|no right to"
    ),
}

FIGURES = (
    ("Utility", r"kinds of task, (\S+) wanted, (\S+) found;", 1),
    ("Warranty: availability", r"ran, in %, (\S+) wanted, (\S+) found;", 1),
    ("Warranty: capacity", r"people at once, (\S+) wanted, (\S+) found;", 1),
    ("Warranty: continuity", r"back after a fire, in a drill, (\S+) wanted, (\S+) found;", -1),
    ("Warranty: security", r"stopped, of 20 tried, (\S+) wanted, (\S+) found\. What", 1),
)


def read(stem: str) -> str:
    """Find the one sign, or the one figure that is worse than what was asked for."""
    if "break-ins stopped" in stem:
        found = []
        for part, pattern, better in FIGURES:
            pair = re.search(pattern, stem)
            assert pair is not None, (part, stem)
            if float(pair[2]) * better < float(pair[1]) * better:
                found.append(part)
    else:
        found = [part for part, sign in SIGNS.items() if re.search(sign, stem)]
    assert len(found) == 1, (found, stem)
    return found[0]


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_reads_the_stem_alone_comes_to_the_key(edition: Edition) -> None:
    for item in items("value", edition, 300):
        assert read(item.stem) == right(item), item.stem


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        (Facts(), "availability"),
        (Facts(load=True), "capacity"),
        (Facts(disaster=True), "continuity"),
        (Facts(intruder=True), "security"),
        (Facts(task=True), "utility"),
        (Facts(disaster=True, load=True), "continuity"),
        (Facts(intruder=True, load=True), "security"),
        (Facts(task=True, load=True), "utility"),
    ],
)
def test_what_a_service_does_comes_before_how_it_performs(facts: Facts, part: str) -> None:
    assert part_of(facts) == part


def test_of_days_fewer_are_better_and_of_all_else_more() -> None:
    assert not Level(4, 2, less_is_better=True).falls_short
    assert Level(4, 9, less_is_better=True).falls_short
    assert not Level(99.0, 99.2).falls_short
    assert Level(99.0, 98.9).falls_short


def test_what_falls_short_what_is_raised_and_figures_all_occur() -> None:
    for part in SIGNS:
        stems = [item.stem for item in all_of("value") if right(item) == part]
        assert sum("break-ins stopped" in stem for stem in stems) >= 10
        assert sum("What does that raise" in stem for stem in stems) >= 20
        assert sum("What falls short" in stem for stem in stems) >= 40


def test_each_answer_is_right_as_often_as_it_is_offered_to_be() -> None:
    for part in SIGNS:
        offered = [item for item in all_of("value") if part in {o.text for o in item.options}]
        keys = sum(right(item) == part for item in offered)
        assert 0.18 * len(offered) <= keys <= 0.32 * len(offered)
