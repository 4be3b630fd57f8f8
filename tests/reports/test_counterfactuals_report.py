"""The decisions that mattered in words: what was done, what was best, and what that changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.reports.blocks import Entry, Paragraph, Section
from itilsim.reports.counterfactuals import mattered
from itilsim.reports.text import text
from itilsim.runs.attainable import Course
from itilsim.runs.counterfactuals import Counterfactual, that_mattered, together
from tests.courses import changed, course


def section(run: Course, most: int = 3) -> Section:
    found = that_mattered(changed(run), most)
    return mattered(run, found, together(run, found), len(changed(run)))


def told(run: Course, most: int = 3, width: int = 80) -> str:
    return text("What if", [section(run, most)], width)


def words(run: Course, most: int = 3) -> str:
    return " ".join(told(run, most).split())


@pytest.mark.parametrize("width", [54, 80, 96])
@pytest.mark.parametrize("policy", ["first_come", "by_priority", "textbook", "idle"])
def test_every_line_fits(policy: str, width: int) -> None:
    assert max(map(len, told(course(policy), 1000, width).splitlines())) <= width


def test_a_decision_stands_with_what_it_would_have_gained() -> None:
    run = course("by_priority")
    first = that_mattered(changed(run))[0]
    said = words(run)
    assert f"1 +{first.gain / 100:.1f} points: 09:07 Warning on ord-mq-01" in said
    assert "You left undone or did too late: warning heeded." in said
    assert "passed the warning on ord-mq-01 (09:07) on to Servers and storage." in said
    hours = first.minutes_saved // 60
    assert f"people lose {hours} user-hours of work less." in said
    assert "All of them together: +" in said
    assert f"{len(changed(run))} decisions were changed, one at a time" in said


def test_nothing_is_named_that_has_no_words() -> None:
    for policy in ("first_come", "by_priority", "random_choice"):
        said = told(course(policy), 1000)
        assert "contact-" not in said
        assert "alert-" not in said
        assert "None" not in said


def test_what_no_longer_applied_is_named_and_counted() -> None:
    run = course("by_priority")
    first = that_mattered(changed(run))[0]
    assert len(first.skipped) > 3
    assert f"and {len(first.skipped) - 3} more." in words(run)


def test_a_shift_with_few_decisions_has_no_points() -> None:
    run = course("first_come")
    few = replace(run, card=replace(run.card, few=True))
    found = that_mattered(changed(run))
    blocks = mattered(few, found, together(run, found), 9).blocks
    heads = [each.title for each in blocks if isinstance(each, Entry)]
    assert heads
    assert all("point" not in each for each in heads)
    sums = [each.words for each in blocks if isinstance(each, Paragraph)]
    assert all("+" not in each for each in sums)


def test_a_shift_without_a_wrong_decision_says_so() -> None:
    run = course("textbook")
    (block,) = mattered(run, (), None, 0).blocks
    assert isinstance(block, Paragraph)
    assert "each decision was the best that could be seen" in block.words
    (block,) = mattered(run, (), None, 4).blocks
    assert isinstance(block, Paragraph)
    assert block.words.startswith("4 decisions were changed, one at a time: none of them alone")
    (block,) = mattered(run, (), None, 1).blocks
    assert isinstance(block, Paragraph)
    assert block.words.startswith("1 decision was changed")


def test_targets_and_time_are_said_either_way() -> None:
    run = course("by_priority")
    one: Counterfactual = that_mattered(changed(run))[0]
    worse = replace(one, fewer_missed=-1, minutes_saved=-30)
    said = text("", [mattered(run, (worse,), None, 1)], 200)
    assert "1 target more is missed; people lose 30 user-minutes of work more." in said
    same = replace(one, fewer_missed=0, minutes_saved=0)
    said = text("", [mattered(run, (same,), None, 1)], 200)
    assert "Then" not in said
