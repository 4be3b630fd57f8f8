"""Major or not: a slow reader of the stem, limits met exactly, and noise that decides nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from itilsim.coaching.computed import computed_item
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.questions import Item
from tests.coaching.computed.drawn import all_of, items, right
from tests.data.corner import corner

SITE, SERVICE, FEW, CLASS, SLOW = (
    "Major: a site stands still",
    "Major: gold, down for too many",
    "Not major: down for too few",
    "Not major: not gold, site at work",
    "Not major: slow, not down",
)
NOISE = ("It is a P1.", "So far it is a P3.", "A director calls", "Nobody has rung", "A VIP is")


class _Told(NamedTuple):
    """What a stem says."""

    hit: int
    users: int
    idle: int
    people: int
    limit: int
    whole: int
    gold: bool
    slow: bool

    @property
    def too_many(self) -> bool:
        return self.hit * 100 > self.limit * self.users

    @property
    def stands(self) -> bool:
        return self.idle * 100 >= self.whole * self.people


def _numbers(patterns: tuple[str, ...], stem: str) -> dict[str, int]:
    """The named numbers of the one pattern that fits."""
    found = [match for each in patterns if (match := re.search(each, stem))]
    assert len(found) == 1, stem
    return {name: int(number or 0) for name, number in found[0].groupdict().items()}


def told(stem: str) -> _Told:
    hit = _numbers(
        (
            r"(?:answer to|each step of) (?P<hit>\d+) of its (?P<users>\d+) users",
            r" (?P<hit>\d+) people (?:have lost|wait for) .*\)[;,] (?:which|it) has (?P<users>\d+)",
            r"\. (?P<hit>\d+) of the (?P<users>\d+) users",
            r" and has (?P<users>\d+) users; (?P<hit>\d+) of them",
        ),
        stem,
    )
    idle = _numbers(
        (
            r"failed there: (?P<idle>\d+) of the (?P<people>\d+) people are idle\.",
            r"has failed, (?P<idle>\d+) of (?P<people>\d+) people there are idle\.",
            r"All (?P<people>\d+) people there go on(?P<idle>) working\.",
            r"Of (?P<people>\d+) people there (?P<idle>)none is idle\.",
        ),
        stem,
    )
    limits = _numbers(
        (
            (
                r"gold service down for over (?P<limit>\d+) % of its users, or at least "
                r"(?P<whole>\d+) %"
            ),
            (
                r"gold service is down for more than (?P<limit>\d+) % of its users, or "
                r"(?P<whole>\d+) % or more"
            ),
        ),
        stem,
    )
    kind = re.search(r"\((gold|silver|bronze)\)| is (gold|silver|bronze) and has", stem)
    assert kind is not None
    slow = re.search(r"takes a minute|wait for each answer|with it, slowly|get late answers", stem)
    return _Told(**hit, **idle, **limits, gold="gold" in kind[0], slow=slow is not None)


def read(stem: str) -> str:
    case = told(stem)
    if case.stands:
        return SITE
    if not case.gold:
        return CLASS
    if case.slow:
        return SLOW
    return SERVICE if case.too_many else FEW


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_reads_the_stem_alone_comes_to_the_key(edition: Edition) -> None:
    for item in items("major", edition, 300):
        assert read(item.stem) == right(item), item.stem


def test_one_fact_alone_decides_so_that_no_other_answer_may_be_defended() -> None:
    for item in all_of("major"):
        case = told(item.stem)
        wrong = {option.text for option in item.options if not option.correct}
        if case.stands:
            assert not (case.gold and case.too_many)
        elif right(item) in (CLASS, SLOW):
            assert case.too_many
        assert not (case.slow and FEW in wrong)


def test_a_gold_service_down_for_exactly_the_share_is_not_major() -> None:
    exact = [item for item in all_of("major") if _lies_at_the_limit(item)]
    assert exact
    assert {right(item) for item in exact} <= {FEW, SITE}


def _lies_at_the_limit(item: Item) -> bool:
    case = told(item.stem)
    return case.hit * 100 == case.limit * case.users and case.gold


def test_priority_rank_and_calls_come_with_either_verdict() -> None:
    for noise in NOISE:
        found = {right(item).split(":")[0] for item in all_of("major") if noise in item.stem}
        assert found == {"Major", "Not major"}


def test_without_a_case_of_every_answer_there_are_no_such_questions() -> None:
    with pytest.raises(UsageError, match="Corner and Sons is too small"):
        computed_item("major", "4", 1, corner())
