"""Fifteen shifts are judged again as they were, to the last finding."""

from __future__ import annotations

import json

import pytest

from tests.golden import careless
from tests.golden.careless import CARELESS, Careless
from tests.golden.tallies import FOLDER, KEPT, RENEW, Kept


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.file.stem)
def test_a_shift_is_judged_as_it_was(kept: Kept) -> None:
    before = kept.file.read_text(encoding="utf-8").splitlines()
    after = kept.judged().splitlines()
    if before != after:
        pairs = zip(before, after, strict=False)
        n = next((n for n, pair in enumerate(pairs) if pair[0] != pair[1]), 0)
        pytest.fail(
            f"{kept.file.name} is judged otherwise from line {n + 1} on.\n"
            f"  kept: {before[n]}\n  made: {after[n]}\n"
            "If that was meant, raise VERSION in itilsim.domain.scoring.table and renew with: "
            f"{RENEW}",
            pytrace=False,
        )


def test_the_kept_judgements_are_those_of_the_list() -> None:
    assert sorted(FOLDER.iterdir()) == sorted(kept.file for kept in KEPT)
    assert sorted(careless.FOLDER.iterdir()) == sorted(each.file for each in CARELESS)


@pytest.mark.parametrize("shift", CARELESS, ids=lambda shift: shift.file.stem)
def test_who_is_careless_does_many_things_some_of_them_wrongly(shift: Careless) -> None:
    kept = next(each for each in KEPT if each.shift is shift)
    tally = json.loads(kept.file.read_text(encoding="utf-8").splitlines()[0])
    assert len({type(entry.command) for entry in shift.journal()}) >= 15
    assert tally["decisions"] > 40
    assert any(0 < mark < 1000 for mark in tally["marks"].values())
    assert tally["deductions"]
