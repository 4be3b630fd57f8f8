"""Which known error helps: a slow reader who sees the stem alone, and what must not decide."""

from __future__ import annotations

import re

import pytest

from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Item
from tests.coaching.computed.drawn import all_of, items, right
from tests.played import first_shift

EDITIONS: tuple[Edition, ...] = ("2011", "4", "5")
SEEDS = 300
NO_MATCH = "No known error fits"

SIGNS = {
    "scanner does not read codes": "the codes|the code,|reads no code|pick it up|single code",
    "VPN drops": "VPN",
    "blank labels": "blank|white|White|nothing printed",
    "faint labels": "faint|hardly see|pale",
    "second screen stays black": "second (one|screen)|two screens",
    "scanners spin": "spins|the wheel|round and round",
    "system is slow": "program|one page to the next",
    "shop is slow": "[Cc]ustomers",
    "mail arrives late": "[Mm]ail",
}
"""What callers of the shipped organisation say, by what they mean."""


def on_file(stem: str) -> dict[str, tuple[str, tuple[str, ...], int]]:
    """Symptom, classes and share of each known error, by number."""
    listed = stem.split("work restored): ")[1].split(" %. ", maxsplit=1)[0]
    found = [re.match(r"(\d\d): (.*), (.*), (\d+)", each) for each in listed.split(" %; ")]
    return {
        each[1]: (each[2], tuple(each[3].split(" or ")), int(each[4]))
        for each in found
        if each is not None
    }


def words(stem: str) -> str:
    """What the caller says."""
    return stem.split('"')[1]


def class_of(stem: str) -> str:
    """The class of the item at fault, if it is known."""
    found = re.search(r"(?:Class at fault:|Class of the faulty item:|is of class) ([^.]+)\.", stem)
    return found[1] if found else ""


def meant(stem: str) -> str:
    """The symptom, if it is one of those that a known error of the organisation explains."""
    found = [symptom for symptom, sign in SIGNS.items() if re.search(sign, words(stem))]
    assert len(found) <= 1, stem
    return found[0] if found else ""


def read(stem: str) -> str:
    for number, (symptom, classes, _) in on_file(stem).items():
        if symptom == meant(stem) and (classes == ("any class",) or class_of(stem) in classes):
            return f"Known error {number}"
    return NO_MATCH


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_reads_the_stem_alone_comes_to_the_key(edition: Edition) -> None:
    for item in items("known-error", edition, SEEDS):
        assert read(item.stem) == right(item), item.stem


def test_no_two_on_file_have_a_symptom_in_common_and_each_is_the_organisations() -> None:
    known = {each.id.removeprefix("KE-"): each for each in first_shift().library.known_errors}
    for item in all_of("known-error"):
        filed = on_file(item.stem)
        offered = {f"Known error {number}" for number in filed}
        assert offered == {option.text for option in item.options} - {NO_MATCH}
        assert len({symptom for symptom, _, _ in filed.values()}) == len(filed)
        for number, (_, _, share) in filed.items():
            assert share == known[number].restores_percent


def test_one_symptom_is_a_match_for_one_class_and_none_for_another() -> None:
    for symptom, fits, other in (
        ("mail arrives late", "application", "queue"),
        ("system is slow", "app server", "database"),
        ("shop is slow", "pool", "load balancer"),
    ):
        found = [item for item in all_of("known-error") if meant(item.stem) == symptom]
        found = [item for item in found if any(symptom == each[0] for each in
                                               on_file(item.stem).values())]  # fmt: skip
        keys = {class_of(item.stem): right(item) for item in found}
        assert keys[fits] != NO_MATCH
        assert keys[other] == NO_MATCH


def test_nothing_fits_one_symptom_on_file_unless_the_class_is_told() -> None:
    for item in all_of("known-error"):
        filed = {symptom for symptom, _, _ in on_file(item.stem).values()}
        if right(item) == NO_MATCH and meant(item.stem) in filed:
            assert class_of(item.stem), item.stem


def test_the_share_restored_tempts_and_does_not_decide() -> None:
    tempted = sum(_restores_most(item) is False for item in all_of("known-error"))
    assert tempted >= 50


def _restores_most(item: Item) -> bool | None:
    """Whether the right one restores as much as any; none where nothing fits."""
    shares = {f"Known error {number}": each[2] for number, each in on_file(item.stem).items()}
    return shares[right(item)] == max(shares.values()) if right(item) in shares else None
