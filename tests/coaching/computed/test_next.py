"""The next step between a failure and its cure, against a reader of the stem alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Literal

import pytest

from itilsim.coaching.computed.next import FAIR, Facts, Step, step_2011, step_later
from itilsim.quiz.editions import Edition
from tests.coaching.computed.drawn import items, right

EDITIONS: tuple[Edition, ...] = ("2011", "4", "5")
LADDER: tuple[Step, ...] = ("problem", "workaround", "known error", "change")
BOTH = (False, True)
TIPS: tuple[Literal["none", "spoken", "written"], ...] = ("none", "spoken", "written")
EVERY = [Facts(*each) for each in product(BOTH, TIPS, BOTH, BOTH, BOTH)]


def _seen(pattern: str, stem: str) -> bool:
    return re.search(pattern, stem) is not None


def read(stem: str) -> str:
    """The one step that what the stem tells leaves open."""
    if not _seen("record of its own|separate record|number of its own|a record explains", stem):
        assert _seen("to find out|to search|to look for|to study", stem)
        return "Raise a problem"
    if _seen("Nobody has written that down|No note says|not written down yet", stem):
        assert _seen("nobody understands|nobody knows", stem)
        return "Record a workaround"
    assert _seen("complete|in full", stem)
    assert _seen("helps to|advises", stem) or "2011" not in stem
    listed = _seen("is on the list of faults|has it already", stem)
    assert listed == _seen("would remove", stem)
    assert listed != _seen("[Nn]obody has (a cure|one)", stem)
    return "Request a change" if listed else "Record a known error"


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_reads_the_stem_alone_comes_to_the_key(edition: Edition) -> None:
    for item in items("next", edition, 300):
        assert read(item.stem) == right(item), item.stem


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_word_of_an_option_tells_what_is_done_already(edition: Edition) -> None:
    said = re.compile(r"\b(problem|workaround|known|error|change|raise|request)", re.IGNORECASE)
    assert [item.stem for item in items("next", edition, 300) if said.search(item.stem)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_haste_and_hearsay_decide_nothing(edition: Edition) -> None:
    for noise in ("rings every hour", "demands a cure", "nothing new", "'Resolved'", "in red"):
        found = {right(item) for item in items("next", edition, 300) if noise in item.stem}
        assert len(found) >= 3


def test_a_workaround_makes_a_known_error_in_2011_alone() -> None:
    bare = Facts(problem=True, tip="none", understood=True)
    assert (step_2011(bare), step_later(bare)) == (None, "known error")
    for edition in EDITIONS:
        found = [each for each in items("next", edition, 300) if right(each)[-5:] == "error"]
        without = [each for each in found if not _seen("helps to|advises", each.stem)]
        assert bool(without) == (edition != "2011")


@pytest.mark.parametrize("step", [step_2011, step_later])
def test_who_takes_the_step_comes_further_up_the_ladder(
    step: Callable[[Facts], Step | None],
) -> None:
    assert {step(facts) for facts in FAIR} >= set(LADDER)
    for facts in EVERY:
        done = {
            "problem": facts._replace(problem=True),
            "workaround": facts._replace(tip="written"),
            "known error": facts._replace(listed=True),
        }
        taken = step(facts)
        if taken in done:
            later = step(done[taken])
            assert later is None or LADDER.index(later) > LADDER.index(taken)
