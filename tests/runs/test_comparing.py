"""Which runs may stand beside each other: one shift, points on both sides, the nearest first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.runs.comparing import is_same_morning, nearest, why_not
from itilsim.runs.header import new_header
from itilsim.runs.listing import ListedRun
from itilsim.runs.origin import FROM
from itilsim.storage.records import RunHeader, RunSummary, StoredRun, Verification
from tests.courses import opened
from tests.played import first_shift

ONE = new_header(first_shift(), 1)
TWO = replace(ONE, id="two")


def listed(header: RunHeader, *, status: str = "finished", **more: object) -> ListedRun:
    run = RunSummary(header, status, 0, 0, "", "", **more)  # type: ignore[arg-type]
    return ListedRun(run, {"total": 50.0}, (), counts=True)


def said(one: RunHeader, other: RunHeader) -> str:
    return why_not(*(opened(StoredRun(each, (), "finished", 0)) for each in (one, other)))


def test_two_runs_of_one_shift_may_stand_beside_each_other() -> None:
    assert said(ONE, TWO) == said(ONE, replace(TWO, seed=2)) == ""


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (ONE, "twice the same run"),
        (replace(TWO, scenario="monday"), "'monday'"),
        (replace(TWO, mode="guided"), "two is a lesson"),
    ],
)
def test_what_cannot_be_compared_is_named(other: RunHeader, words: str) -> None:
    assert words in said(ONE, other)
    assert words in said(other, ONE)


def test_another_seed_scenario_rule_or_engine_is_another_morning() -> None:
    assert is_same_morning(ONE, replace(TWO, mode="assessed", pace="paced"))
    for other in (
        replace(TWO, seed=2),
        replace(TWO, scenario_digest="sha256:0"),
        replace(TWO, engine=ONE.engine + 1),
    ):
        assert not is_same_morning(ONE, other)


def test_the_nearest_is_where_it_was_begun_again_then_the_same_morning_then_the_shift() -> None:
    origin, same = listed(replace(ONE, id="origin", seed=9)), listed(replace(ONE, id="same"))
    other = listed(replace(ONE, id="other", seed=2))
    run = replace(ONE, id="run", options={FROM: "origin@600"})
    runs = [listed(run), other, same, origin]
    assert nearest(runs, run) is origin
    assert nearest(runs[:3], run) is same
    assert nearest(runs[:2], run) is other
    assert nearest(runs[:1], run) is None
    assert nearest(runs, same.run.header) is origin


@pytest.mark.parametrize(
    "other",
    [
        listed(replace(ONE, options={"policy": "textbook"})),
        listed(replace(ONE, mode="guided")),
        listed(replace(ONE, scenario="monday")),
        listed(replace(ONE, engine=ONE.engine + 1)),
        listed(ONE, status="running"),
        listed(ONE, verification=Verification("verified", "", 1, 1)),
        replace(listed(ONE), score=None),
    ],
)
def test_what_is_not_ones_own_or_has_no_points_is_not_offered(other: ListedRun) -> None:
    run = replace(ONE, id="run")
    assert nearest([listed(run), other], run) is None
    assert nearest([listed(run), other, listed(ONE)], run) is not None, "the control"
