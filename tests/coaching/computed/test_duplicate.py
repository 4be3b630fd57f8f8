"""Where a report belongs: a slow reader who sees the stem alone, and what must not decide."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from itilsim.quiz.editions import Edition
from tests.coaching.computed.drawn import items, right
from tests.played import first_shift

EDITIONS: tuple[Edition, ...] = ("2011", "4", "5")
SEEDS = 300
NEW = "A new one"


def records(stem: str) -> dict[str, str]:
    """What each open record says, by number, the oldest first."""
    opened = stem.split("Open (minutes old): ")[1].split("; ", 2)
    opened[2] = opened[2].split(". ")[0]
    found = [re.fullmatch(r"(INC \d+) \(\d+\), (.*)", each) for each in opened]
    return {each[1]: each[2] for each in found if each is not None}


def report(stem: str) -> tuple[str, str]:
    """Who calls, by group, and what is wrong."""
    found = re.search(r"\. [\w ]+?, ([^.;]+?), (?:reports|rings|writes): (.+?)\. ", stem)
    assert found is not None, stem
    return found[1], found[2]


def behind(stem: str) -> list[str]:
    """What the map shows behind the report."""
    shown = re.search(r"(?:it can come from|shows behind it:|it hangs on) (.+?\))\. ", stem)
    assert shown is not None, stem
    return re.split(r" or |, and that on ", shown[1])


def read(stem: str) -> str:
    found = [
        number
        for number, words in records(stem).items()
        if re.split("traced to |alert on ", words)[-1] in behind(stem)
    ]
    assert len(found) <= 1, stem
    return found[0] if found else NEW


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_reads_the_stem_alone_comes_to_the_key(edition: Edition) -> None:
    for item in items("duplicate", edition, SEEDS):
        assert {*records(item.stem), NEW} == {option.text for option in item.options}
        assert read(item.stem) == right(item), item.stem


def test_each_of_the_four_is_right_as_often_whatever_its_age() -> None:
    every = [item for edition in EDITIONS for item in items("duplicate", edition, SEEDS)]
    places = Counter([*records(item.stem), NEW].index(right(item)) for item in every)
    assert all(0.2 * len(every) <= places[n] <= 0.3 * len(every) for n in range(4))


def test_like_words_mislead_and_unlike_words_belong() -> None:
    misled = unlike = 0
    for item in items("duplicate", "4", SEEDS):
        told = report(item.stem)[1]
        for number, words in records(item.stem).items():
            misled += f"'{told}'" in words and number != right(item)
            unlike += f"'{told}'" not in words and number == right(item)
    assert misled >= 30
    assert unlike >= 30


def test_one_device_of_the_same_caller_is_never_the_cause() -> None:
    found = [
        (number, right(item))
        for item in items("duplicate", "4", SEEDS)
        for number, words in records(item.stem).items()
        if words.startswith("same caller")
    ]
    assert len(found) >= 50
    assert all(number != key for number, key in found)


def test_by_the_estate_the_caller_hangs_on_what_the_map_is_said_to_show() -> None:
    setting = first_shift()
    components = setting.organisation.components
    named = {f"{each.name} ({each.kind.replace('-', ' ')})": each.id for each in components}
    for item in items("duplicate", "4", SEEDS):
        group, _ = report(item.stem)
        for shown in behind(item.stem):
            hit = {each.group for each in setting.estate.reach(named[shown])}
            assert group in {setting.estate.groups[each].name for each in hit}, item.stem
