"""Impact and urgency, read off the desk card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.domain.card import hurts_in, impact_of, priority_of, urgency_of
from itilsim.domain.estate import Hit
from itilsim.domain.names import Level
from itilsim.domain.scenario import Deadline
from tests.data.corner import (
    CLERKS,
    HOUR,
    MAIL,
    MINUTE,
    PACKERS,
    SALES,
    SHOP,
    STOCK,
    corner,
    scripted,
)

DOWN: Level = "down"
SLOW: Level = "degraded"


def impact(*hits: Hit, external: bool = False) -> int:
    setting = corner()
    return impact_of(hits, setting.estate, setting.organisation, external=external)


class TestImpact:
    def test_one_person_is_three(self) -> None:
        assert impact() == 3

    def test_a_small_group_is_three(self) -> None:
        assert impact(Hit(CLERKS, (MAIL,), DOWN)) == 3

    def test_many_people_are_two(self) -> None:
        assert impact(Hit(SALES, (MAIL,), SLOW)) == 2

    def test_ten_people_are_many(self) -> None:
        assert corner().organisation.card.impact.many_people == 10
        assert impact(Hit(PACKERS, (STOCK,), SLOW)) == 2

    def test_groups_add_up(self) -> None:
        assert impact(Hit(CLERKS, (MAIL,), SLOW), Hit(PACKERS, (STOCK,), SLOW)) == 2

    def test_customers_who_cannot_buy_are_one(self) -> None:
        assert impact(external=True) == 1

    def test_a_whole_site_that_stands_is_one(self) -> None:
        assert impact(Hit(PACKERS, (STOCK,), DOWN)) == 1

    def test_a_site_that_is_only_slow_is_not(self) -> None:
        assert impact(Hit(PACKERS, (STOCK,), SLOW)) == 2

    def test_part_of_a_site_is_not(self) -> None:
        assert impact(Hit(CLERKS, (MAIL,), DOWN)) == 3

    def test_much_money_and_many_people_are_one(self) -> None:
        assert impact(Hit(SALES, (SHOP,), DOWN)) == 1

    def test_much_money_without_the_people_is_not(self) -> None:
        assert impact(Hit(CLERKS, (SHOP,), DOWN)) == 3

    def test_a_slow_service_costs_nothing_by_the_hour(self) -> None:
        assert impact(Hit(SALES, (SHOP,), SLOW)) == 2

    def test_a_service_is_counted_once(self) -> None:
        cheap = Hit(SALES, (MAIL,), SLOW), Hit(CLERKS, (MAIL,), SLOW)
        assert impact(*cheap) == 2


class TestUrgency:
    @pytest.mark.parametrize(
        ("seconds", "urgency"),
        [
            (0, 1),
            (60 * MINUTE, 1),
            (60 * MINUTE + 1, 2),
            (240 * MINUTE, 2),
            (240 * MINUTE + 1, 3),
            (None, 3),
        ],
    )
    def test_it_is_the_time_until_it_hurts(self, seconds: int | None, urgency: int) -> None:
        assert urgency_of(seconds, corner().organisation) == urgency


def seconds(*hits: Hit, at: int = 0) -> int | None:
    setting = scripted(deadlines=())
    return hurts_in(hits, at, setting, setting.estate)


class TestHurting:
    def test_stopped_work_hurts_at_once(self) -> None:
        assert seconds(Hit(CLERKS, (MAIL,), DOWN)) == 0

    def test_slowed_work_hurts_later(self) -> None:
        soon = corner().organisation.card.urgency.soon_minutes * MINUTE
        assert seconds(Hit(CLERKS, (MAIL,), SLOW)) == soon + 1

    def test_at_night_it_hurts_in_the_morning(self) -> None:
        evening = 10 * HOUR  # 19:00, an hour after the doors close
        assert seconds(Hit(CLERKS, (MAIL,), DOWN), at=evening) == 13 * HOUR

    def test_the_first_to_be_hurt_counts(self) -> None:
        assert seconds(Hit(CLERKS, (MAIL,), SLOW), Hit(PACKERS, (STOCK,), DOWN)) == 0

    def test_who_is_not_hit_is_not_hurt(self) -> None:
        assert seconds() is None


class TestDeadlines:
    def at(self, where: str, hit: Hit, at: int = 0) -> int | None:
        setting = scripted(deadlines=(Deadline("09:20", where, "The lorry comes."),))
        return hurts_in((hit,), at, setting, setting.estate)

    @pytest.mark.parametrize("where", ["clerks", "north", "MAIL"])
    def test_a_deadline_of_group_site_or_service_comes_first(self, where: str) -> None:
        assert self.at(where, Hit(CLERKS, (MAIL,), SLOW)) == 20 * MINUTE

    @pytest.mark.parametrize("where", ["packers", "south", "SHOP"])
    def test_somebody_elses_deadline_does_not_matter(self, where: str) -> None:
        assert self.at(where, Hit(CLERKS, (MAIL,), SLOW)) == 60 * MINUTE + 1

    def test_a_deadline_that_is_over_does_not_matter(self) -> None:
        assert self.at("clerks", Hit(CLERKS, (MAIL,), SLOW), at=21 * MINUTE) == 60 * MINUTE + 1

    def test_the_very_second_still_counts(self) -> None:
        assert self.at("clerks", Hit(CLERKS, (MAIL,), SLOW), at=20 * MINUTE) == 0


class TestPriority:
    def test_it_is_read_from_the_matrix(self) -> None:
        rules = corner().organisation
        found = [[priority_of(i, u, rules) for u in (1, 2, 3)] for i in (1, 2, 3)]
        assert found == [[1, 2, 3], [2, 3, 4], [3, 4, 5]]

    def test_another_house_has_another_matrix(self) -> None:
        card = replace(corner().organisation.card, matrix=((1, 1, 1), (2, 2, 2), (5, 5, 5)))
        rules = replace(corner().organisation, card=card)
        assert priority_of(3, 1, rules) == 5
