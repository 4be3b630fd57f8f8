"""The resolved scenario: seconds, lookups, and what every shift asks again and again."""

from __future__ import annotations

import re

import pytest

from itilsim.domain.names import TeamId
from itilsim.domain.scenario import TIME
from tests.data.corner import (
    BIZ,
    CAT,
    DATABASE,
    HOUR,
    MINUTE,
    NET,
    PACKERS,
    SWITCH,
    WP,
    corner,
    fault,
    scripted,
)
from tests.data.estates import estate


class TestTime:
    @pytest.mark.parametrize(
        ("clock", "second"),
        [("09:00", 0), ("09:00:30", 30), ("09:23", 23 * MINUTE), ("13:00", 4 * HOUR),
         ("08:50", -10 * MINUTE), ("00:00", -9 * HOUR), ("23:59:59", 15 * HOUR - 1)],
    )  # fmt: skip
    def test_a_clock_time_is_a_second_of_the_first_day(self, clock: str, second: int) -> None:
        assert corner().second(clock) == second

    def test_the_shift_ends_after_its_minutes(self) -> None:
        assert corner().horizon == 240 * MINUTE

    def test_the_aftermath_ends_later(self) -> None:
        assert corner().end == 300 * MINUTE


class TestLookups:
    def test_everything_is_found_by_its_id(self) -> None:
        setting = corner()
        for found in (setting.symptoms, setting.modes, setting.known_errors, setting.articles,
                      setting.request_models, setting.checks, setting.utterances, setting.people,
                      setting.groups, setting.teams):  # fmt: skip
            assert all(entry.id == name for name, entry in found.items())

    def test_targets_are_found_by_priority_and_class(self) -> None:
        assert corner().targets[1, "gold"].response_minutes == 10

    def test_checks_are_found_by_what_they_watch(self) -> None:
        assert [check.id for check in corner().checks_by_kind["switch"]] == ["ping"]
        assert [check.id for check in corner().checks_by_kind["database"]] == ["disk"]
        assert "printer" not in corner().checks_by_kind

    def test_scripted_faults_are_the_first_of_their_kind(self) -> None:
        setting = scripted(faults=(fault("S", "10:00", SWITCH, "switch-dead"),))
        assert setting.scripted_faults == {"switch/switch-dead/1"}

    def test_named_people_know_their_group(self) -> None:
        assert corner().people[CAT].group == PACKERS

    def test_they_are_worked_out_once(self) -> None:
        assert corner().symptoms is corner().symptoms
        assert corner().indexes is corner().indexes


class TestMoments:
    @pytest.mark.parametrize(
        ("time", "second"),
        [
            ("09:00", 0),
            ("08:59:30", -30),
            ("10:30:05", 5405),
            ("+1 09:00", 86_400),
            ("+2 01:30", 2 * 86_400 - 27_000),
            ("0 min", 0),
            ("90 min", 5400),
        ],
    )
    def test_a_time_is_of_the_first_day_a_later_one_or_from_the_start(
        self, time: str, second: int
    ) -> None:
        assert corner().scenario.start.endswith("09:00")
        assert corner().second(time) == second
        assert re.fullmatch(TIME, time)

    @pytest.mark.parametrize("time", ["24:00", "+0 09:00", "1 09:00", "9:00", "-5 min", "min", ""])
    def test_nothing_else_is_a_time(self, time: str) -> None:
        assert not re.fullmatch(TIME, time)


class TestPublished:
    def test_the_script_is_not_published_and_the_map_is_shared(self) -> None:
        setting = scripted(faults=(fault("S", "10:00", SWITCH, "switch-dead"),), wear_out=True)
        published = setting.published
        scenario = published.scenario
        assert (scenario.faults, scenario.contacts, scenario.demand) == ((), (), ())
        assert not scenario.wear_out
        assert published.organisation is setting.organisation
        assert published.estate is setting.estate
        assert published.published is published


class TestIndexes:
    def test_a_class_of_items_has_its_symptoms(self) -> None:
        assert corner().indexes.symptoms["switch"] == ("no-network",)
        assert corner().indexes.symptoms["database"] == ("slow", "no-shop")
        assert "power" not in corner().indexes.symptoms or not corner().indexes.symptoms["power"]

    def test_what_does_not_wear_out_is_not_listed(self) -> None:
        assert corner().indexes.wearing == ()

    def test_what_wears_out_is_listed_in_order_of_declaration(self) -> None:
        setting = estate(80)
        wearing = setting.indexes.wearing
        order = {each.id: place for place, each in enumerate(setting.organisation.components)}
        places = [order[each.component] for each in wearing]
        assert places == sorted(places)
        assert len(wearing) == 14 * 8

    def test_the_key_of_a_draw_names_component_and_mode(self) -> None:
        first = estate(80).indexes.wearing[0]
        assert first.key == f"{first.component}/{first.mode.id}/1".encode()


class TestDuty:
    def test_who_works_all_day_is_listed_from_the_beginning(self) -> None:
        assert corner().indexes.duty[NET] == ((0, 1),)

    def test_who_comes_at_noon_comes_at_noon(self) -> None:
        assert corner().indexes.duty[BIZ] == ((0, 0), (3 * HOUR, 1))

    def test_rotas_add_up(self) -> None:
        duty = dict(estate(80).indexes.duty[TeamId("NET")])
        assert duty[0] == 2
        assert max(duty.values()) == 3

    def test_nothing_is_listed_after_the_end(self) -> None:
        setting = estate(80)
        last = max(at for changes in setting.indexes.duty.values() for at, _ in changes)
        assert last <= setting.end

    def test_every_team_is_listed(self) -> None:
        assert set(corner().indexes.duty) == set(corner().teams)


def test_other_constants_make_another_setting() -> None:
    assert scripted(minutes=60).digest != corner().digest
    assert scripted(title="Another title").digest == corner().digest
    assert scripted(faults=(fault("D", "10:00", DATABASE, "full"),)).digest != corner().digest
    assert WP in corner().teams
