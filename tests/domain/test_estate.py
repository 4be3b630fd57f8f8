"""The estate: what fails when something fails, and whom it reaches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.domain.estate import Estate, Hit, worse, worst_of
from itilsim.domain.names import ComponentId, Level
from tests.data.corner import (
    APP,
    BASE,
    CLERKS,
    COLD,
    DATABASE,
    HOUR,
    LINK_A,
    LINK_B,
    MAIL,
    PACKERS,
    POWER,
    PRINTER,
    SALES,
    SERVER,
    SHOP,
    STOCK,
    SWITCH,
    corner,
    organisation,
)
from tests.data.estates import estate as eighty

LEVELS: tuple[Level, ...] = ("up", "degraded", "down")


@pytest.fixture(scope="module")
def estate() -> Estate:
    return corner().estate


class TestLevels:
    @pytest.mark.parametrize(
        ("one", "other", "worst"),
        [
            ("up", "up", "up"),
            ("up", "degraded", "degraded"),
            ("degraded", "down", "down"),
            ("down", "up", "down"),
        ],
    )
    def test_the_worse_of_two(self, one: Level, other: Level, worst: Level) -> None:
        assert worse(one, other) == worse(other, one) == worst

    def test_the_worst_of_none_is_up(self) -> None:
        assert worst_of(()) == "up"

    def test_the_worst_of_many(self) -> None:
        assert worst_of(("up", "degraded", "up")) == "degraded"

    def test_a_node_is_as_bad_as_itself(self, estate: Estate) -> None:
        assert estate.level(SWITCH, "degraded", {}) == "degraded"

    def test_a_node_is_as_bad_as_the_worst_of_its_needs(self, estate: Estate) -> None:
        assert estate.level(APP, "up", {DATABASE: "down"}) == "down"
        assert estate.level(APP, "degraded", {DATABASE: "up"}) == "degraded"

    def test_of_a_redundant_set_the_best_counts(self, estate: Estate) -> None:
        assert estate.level(MAIL, "up", {LINK_A: "down"}) == "up"
        assert estate.level(MAIL, "up", {LINK_A: "down", LINK_B: "degraded"}) == "degraded"
        assert estate.level(MAIL, "up", {LINK_A: "down", LINK_B: "down"}) == "down"

    def test_needs_and_redundant_sets_add_up(self, estate: Estate) -> None:
        assert estate.level(MAIL, "up", {SERVER: "degraded", LINK_A: "down"}) == "degraded"


class TestSpreading:
    def test_nothing_spreads_from_nothing(self, estate: Estate) -> None:
        assert estate.spread({}) == {}

    def test_it_goes_through_supporting_services(self, estate: Estate) -> None:
        assert estate.spread({DATABASE: "down"}) == {
            DATABASE: "down",
            APP: "down",
            BASE: "down",
            SHOP: "down",
            STOCK: "down",
        }

    def test_it_stops_at_what_is_redundant(self, estate: Estate) -> None:
        assert estate.spread({LINK_A: "down"}) == {LINK_A: "down"}

    def test_it_passes_when_the_second_fails_too(self, estate: Estate) -> None:
        assert MAIL in estate.spread({LINK_A: "down", LINK_B: "down"})

    def test_degraded_spreads_as_degraded(self, estate: Estate) -> None:
        assert estate.spread({DATABASE: "degraded"})[SHOP] == "degraded"

    def test_what_fails_itself_stays_as_bad(self, estate: Estate) -> None:
        assert estate.spread({APP: "down", DATABASE: "degraded"})[APP] == "down"

    def test_a_printer_is_missed_by_nothing(self, estate: Estate) -> None:
        assert estate.spread({PRINTER: "down"}) == {PRINTER: "down"}

    @given(
        st.dictionaries(st.sampled_from([each.id for each in organisation().components]),
                        st.sampled_from(LEVELS[1:])),
        st.sampled_from([each.id for each in organisation().components]),
    )  # fmt: skip
    def test_one_more_failure_makes_nothing_better(
        self, failed: dict[ComponentId, Level], another: ComponentId
    ) -> None:
        estate = corner().estate
        order = {level: number for number, level in enumerate(LEVELS)}
        first: dict[str, Level] = {str(node): level for node, level in failed.items()}
        before = estate.spread(first)
        after = estate.spread({**first, another: "down"})
        for node, level in before.items():
            assert order[after.get(node, "up")] >= order[level]

    @given(
        st.dictionaries(st.sampled_from([each.id for each in organisation().components]),
                        st.sampled_from(LEVELS[1:]))
    )  # fmt: skip
    def test_every_node_ends_at_its_own_level(self, failed: dict[ComponentId, Level]) -> None:
        estate = corner().estate
        first: dict[str, Level] = {str(node): level for node, level in failed.items()}
        levels = estate.spread(first)
        for node in estate.needs:
            wanted = estate.level(node, first.get(node, "up"), levels)
            assert levels.get(node, "up") == wanted

    @given(st.lists(st.tuples(st.sampled_from([each.id for each in organisation().components]),
                              st.sampled_from(LEVELS[1:])), min_size=1))  # fmt: skip
    def test_what_is_remembered_is_what_would_be_found(
        self, asked: list[tuple[ComponentId, Level]]
    ) -> None:
        estate = Estate(organisation())
        for component, level in asked:
            fresh = Estate(organisation())
            for again in range(2):
                found = estate.spread({component: level})
                assert list(found.items()) == list(fresh.spread({component: level}).items()), again
                assert estate.reach(component, level) == fresh.reach(component, level), again

    def test_only_single_failures_are_remembered(self) -> None:
        """There are only so many of them; of several at once there are without number."""
        estate = Estate(organisation())
        components = [each.id for each in organisation().components]
        for one in components:
            for other in components:
                estate.spread({one: "down", other: "degraded"})
                estate.reach(one)
        assert len(estate._spread) <= len(LEVELS) * len(components)


class TestHits:
    def test_a_failed_service_hits_its_users(self, estate: Estate) -> None:
        assert estate.reach(SERVER) == (
            Hit(SALES, (MAIL,), "down"),
            Hit(CLERKS, (MAIL,), "down"),
        )

    def test_a_failed_way_hits_everything_behind_it(self, estate: Estate) -> None:
        assert estate.reach(SWITCH) == (Hit(PACKERS, (STOCK,), "down"),)

    def test_a_hit_is_as_bad_as_the_worst_service(self, estate: Estate) -> None:
        levels: dict[str, Level] = {SHOP: "degraded", MAIL: "down"}
        assert estate.hits(levels)[0] == Hit(SALES, (SHOP, MAIL), "down")

    def test_a_degraded_component_slows_its_users(self, estate: Estate) -> None:
        assert {hit.level for hit in estate.reach(DATABASE, "degraded")} == {"degraded"}

    def test_a_redundant_component_hits_nobody(self, estate: Estate) -> None:
        assert estate.reach(LINK_B) == ()

    def test_what_nobody_uses_hits_nobody(self, estate: Estate) -> None:
        assert estate.reach(PRINTER) == ()

    def test_only_a_stopped_external_service_counts_as_one(self, estate: Estate) -> None:
        down = estate.external_stopped(estate.spread({APP: "down"}))
        slow = estate.external_stopped(estate.spread({APP: "degraded"}))
        assert ([each.id for each in down], slow) == ([SHOP], ())

    def test_an_internal_service_is_not_external(self, estate: Estate) -> None:
        assert estate.external_stopped(estate.spread({SERVER: "down"})) == ()


class TestQuestions:
    def test_dependents_are_what_needs_a_node_directly(self, estate: Estate) -> None:
        assert estate.dependents[DATABASE] == (BASE, APP)
        assert estate.dependents[LINK_A] == (MAIL,)
        assert estate.dependents[SWITCH] == (PACKERS,)

    def test_users_are_the_groups_of_a_service(self, estate: Estate) -> None:
        assert estate.users[MAIL] == (SALES, CLERKS)

    def test_upstream_counts_the_steps(self, estate: Estate) -> None:
        way = estate.upstream(STOCK)
        assert way == {STOCK: 0, BASE: 1, DATABASE: 2}

    def test_upstream_from_two_places_takes_the_shorter_way(self, estate: Estate) -> None:
        way = estate.upstream(PACKERS, STOCK)
        assert (way[SWITCH], way[DATABASE]) == (1, 2)

    def test_upstream_goes_through_every_member_of_a_redundant_set(self, estate: Estate) -> None:
        assert {LINK_A, LINK_B} <= set(estate.upstream(MAIL))

    def test_upstream_is_the_same_when_asked_again(self, estate: Estate) -> None:
        assert estate.upstream(MAIL) is estate.upstream(MAIL)

    def test_people_are_counted_by_site(self, estate: Estate) -> None:
        assert estate.people_at == {"north": 48, "south": 12}

    def test_items_that_hold_out_are_known(self, estate: Estate) -> None:
        assert estate.delays == {COLD: HOUR // 2}

    def test_services_on_a_component_are_those_it_would_stop(self, estate: Estate) -> None:
        assert estate.services_on(DATABASE) == (BASE, STOCK, SHOP)
        assert estate.services_on(SWITCH) == (STOCK,)
        assert estate.services_on(PRINTER) == ()

    def test_the_highest_class_counts(self, estate: Estate) -> None:
        assert estate.class_of((STOCK, SHOP)) == "gold"
        assert estate.class_of((STOCK,)) == "bronze"
        assert estate.class_of(()) == "bronze"

    def test_a_supporting_service_counts_as_what_needs_it(self, estate: Estate) -> None:
        assert estate.class_of((BASE,)) == "bronze"

    def test_an_unknown_service_has_no_class(self, estate: Estate) -> None:
        assert estate.class_of(("X",)) == "bronze"

    def test_a_path_leads_from_the_cause_to_the_users(self, estate: Estate) -> None:
        assert estate.path(DATABASE, PACKERS) == (DATABASE, BASE, STOCK, PACKERS)
        assert estate.path(SWITCH, PACKERS) == (SWITCH, PACKERS)

    def test_there_is_not_always_a_path(self, estate: Estate) -> None:
        assert estate.path(PRINTER, SALES) == ()
        assert estate.path(POWER, COLD) == (POWER, COLD)

    def test_a_path_to_itself_is_itself(self, estate: Estate) -> None:
        assert estate.path(APP, APP) == (APP,)


def test_eighty_components_are_redundant_where_they_say_so() -> None:
    estate = eighty(80).estate
    assert estate.reach(ComponentId("link-a-1")) == ()
    assert estate.reach(ComponentId("storage-1")) != ()
    assert len(estate.components) == 80


def test_an_estate_is_indexed_once_for_a_setting() -> None:
    assert corner().estate is corner().estate
