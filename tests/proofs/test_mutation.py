"""The figure that mutants give is computed rightly, and no argument outlives its line."""

from __future__ import annotations

import pytest

from tests.proofs.mutation import ROOT, Change, Tried, equivalent, wilson

CHANGE = Change("src/a.py", "f", "return 1", "return 2")


@pytest.mark.parametrize(
    ("found", "of", "low", "high"),
    [(540, 600, 0.873, 0.922), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_wilsons(found: int, of: int, low: float, high: float) -> None:
    assert wilson(found, of) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(
    ("code", "found"), [(0, False), (1, True), (3, True), (33, False), (-24, True), (None, False)]
)
def test_a_mutant_is_found_when_a_test_fails_or_never_ends(code: int | None, found: bool) -> None:
    assert Tried("a.x_f__mutmut_1", CHANGE, code).found is found


def test_what_is_argued_to_be_equivalent_still_stands_in_the_code() -> None:
    for change, why in equivalent().items():
        lines = [line.strip() for line in (ROOT / change.file).read_text().splitlines()]
        missing = [line for line in change.before.splitlines() if line not in lines]
        assert not missing, f"{change.file}: {change.function}"
        assert f"def {change.function.rpartition('.')[2]}(" in (ROOT / change.file).read_text()
        assert len(why.split()) >= 5, why
