"""The stumbler errs more the less it has learned, where it tempts, and the same each time."""

from __future__ import annotations

from statistics import fmean

import pytest

from itilsim.domain import commands as c
from itilsim.sim.policies import play
from itilsim.sim.policies.stumbler import SKILLS, _chances, stumbler
from itilsim.sim.shift import Shift
from tests.builders import contact_id, ticket_id
from tests.played import first_shift

DRAWS = 40


def journal(skill: str, draw: int) -> list[c.Command]:
    shift = Shift(first_shift(), 5)
    play(shift, stumbler(skill, draw))
    return [entry.command for entry in shift.journal]


def textbook() -> list[c.Command]:
    shift = Shift(first_shift(), 5)
    play(shift, "textbook")
    return [entry.command for entry in shift.journal]


@pytest.mark.parametrize("skill", SKILLS)
def test_one_draw_gives_one_journal(skill: str) -> None:
    assert journal(skill, 3) == journal(skill, 3)
    assert len({tuple(journal(skill, draw)) for draw in range(4)}) > 1


def test_who_has_learned_more_errs_less() -> None:
    right = textbook()
    same = {
        skill: fmean(sum(each in right for each in journal(skill, n)) for n in range(DRAWS))
        for skill in SKILLS
    }
    assert same["beginner"] < same["trained"] < same["good"] <= len(right)


def test_quiet_callers_are_rated_down_and_loud_ones_up() -> None:
    desk = Shift(first_shift(), 5).desk
    assert not desk.contacts
    rated: dict[str, set[tuple[int, int]]] = {}
    for draw in range(DRAWS):
        for each in journal("beginner", draw):
            if isinstance(each, c.PrioritiseTicket):
                rated.setdefault(each.ticket, set()).add((each.impact, each.urgency))
    right = {e.ticket: (e.impact, e.urgency) for e in textbook()
             if isinstance(e, c.PrioritiseTicket)}  # fmt: skip
    loud = ticket_id(contact_id("cordelia", "ho-screen-2/screen-flicker/1", seed=5))
    assert min(rated[loud]) < right[loud]
    assert all(pair <= right[loud] for pair in rated[loud])


def test_draws_that_belong_together_are_spread_evenly_at_each_decision() -> None:
    each = [_chances(5, 8 * 3 + draw, 8) for draw in range(8)]
    rows = [[next(chances) for chances in each] for _ in range(6)]
    for row in rows:
        assert sorted(int(8 * chance) for chance in row) == list(range(8))
    orders = {tuple(int(8 * chance) for chance in row) for row in rows}
    assert len(orders) == len(rows), "no draw is the lucky one throughout"
