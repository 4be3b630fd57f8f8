"""Every finding of 200 debriefs says what was lost and why, and what it says is in the log.

Five policies, one of whom stumbles, on the first shift and on generated shifts of two
organisations. The checks, and the faults that they find when planted, are those of
`tests/reports`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from itilsim.composing.loading import load_shift
from itilsim.domain.scenario import Setting
from itilsim.storage.places import places
from tests.proofs.shifts import first_shift
from tests.reports.debriefs import POLICIES, faults, looked_at
from tests.reports.test_reasons import PLANTED, has

FIRST, SEEDS = 810_000, 8
ORDERS = tuple(
    f"any-day.{organisation}.{level}.60"
    for organisation, level in (("quillmere", 2), ("quillmere", 4), ("wennery", 3), ("wennery", 5))
)
WANTED = 200
"""Debriefs. Source: the work item."""


def shifts(home: Path) -> Iterator[tuple[Setting, int]]:
    own = places(home)
    for seed in range(FIRST, FIRST + SEEDS):
        yield first_shift(), seed
        yield from ((load_shift(order, seed, own), seed) for order in ORDERS)


@pytest.mark.prove
def test_every_finding_of_200_debriefs_explains_its_loss(tmp_path: Path) -> None:
    found: list[str] = []
    codes, planted = Counter[str](), Counter[str]()
    debriefs = below = findings = 0
    for setting, seed in shifts(tmp_path):
        for policy, seen in zip(POLICIES, looked_at(setting, seed), strict=True):
            debriefs += 1
            findings += len(seen.tally.findings)
            below += len(seen.below)
            codes.update(one.code for each in seen.below for one in each.because)
            found += [f"{setting.scenario.id} {seed} {policy}: {one}" for one in faults(seen)]
            if policy == "first_come" and any(map(has("sent_back"), seen.below)):
                planted.update(plant.__name__ for plant in PLANTED if _is_found(plant, seen))
                planted["debriefs"] += 1
    print(f"debriefs: {debriefs}, findings: {findings}, less than full: {below}")
    print(f"reasons: {sum(codes.values())} of {len(codes)} kinds; faults: {len(found)}")
    print(f"planted faults found: {dict(planted)}")
    assert found == []
    assert debriefs == WANTED
    assert planted["debriefs"] > 0
    assert all(planted[plant.__name__] for plant in PLANTED)


def _is_found(plant: object, seen: object) -> bool:
    """Whether a planted fault is found; where there is no place for it, it is not planted."""
    try:
        worse = plant(seen)  # type: ignore[operator]
    except (StopIteration, IndexError):
        return False
    return bool(faults(worse))
