"""Failures spread, hit people, and are over again."""

from __future__ import annotations

from itilsim.domain import facts as f
from itilsim.domain.names import CauseId, FaultId
from tests.builders import Story, began, kinds
from tests.data.corner import (
    APP,
    BASE,
    COLD,
    DATABASE,
    LINK_A,
    LINK_B,
    MAIL,
    POWER,
    SALES,
    SERVER,
    SHOP,
    SRV,
    STOCK,
)

HANG = FaultId("server/hang/1")


class TestLevels:
    def test_a_failure_reaches_everything_that_needs_it(self, story: Story) -> None:
        facts = story.happen(began(DATABASE, "locks", 10))
        cause = CauseId("database/locks/1")
        assert facts == (
            f.LevelChanged(10, DATABASE, "degraded", cause),
            f.LevelChanged(10, BASE, "degraded", cause),
            f.LevelChanged(10, APP, "degraded", cause),
            f.LevelChanged(10, STOCK, "degraded", cause),
            f.LevelChanged(10, SHOP, "degraded", cause),
        )

    def test_a_redundant_item_stops_it(self, story: Story) -> None:
        facts = story.happen(began(LINK_A, "cut"))
        assert [fact.node for fact in facts if isinstance(fact, f.LevelChanged)] == [LINK_A]

    def test_the_second_of_two_lets_it_through(self, story: Story) -> None:
        story.happen(began(LINK_A, "cut"))
        facts = story.happen(began(LINK_B, "cut"))
        assert [fact.node for fact in facts if isinstance(fact, f.LevelChanged)] == [LINK_B, MAIL]

    def test_a_latent_fault_changes_no_level(self, story: Story) -> None:
        assert story.happen(began(DATABASE, "full", level="up")) == ()

    def test_it_changes_them_when_it_strikes(self, story: Story) -> None:
        story.happen(began(DATABASE, "full", level="up"))
        facts = story.happen(f.FaultStruck(90, FaultId("database/full/1"), "down"))
        assert facts[0] == f.LevelChanged(90, DATABASE, "down", CauseId("database/full/1"))

    def test_a_repair_brings_everything_back(self, story: Story) -> None:
        story.happen(began(DATABASE, "full"))
        facts = story.happen(f.FaultRepaired(60, FaultId("database/full/1"), SRV))
        assert {fact.level for fact in facts if isinstance(fact, f.LevelChanged)} == {"up"}
        assert story.plant.levels == {}
        assert story.desk.board == {}

    def test_a_second_fault_of_the_same_item_keeps_it_down(self, story: Story) -> None:
        story.happen(began(DATABASE, "full"), began(DATABASE, "locks"))
        facts = story.happen(f.FaultRepaired(60, FaultId("database/full/1"), SRV))
        assert facts[0] == f.LevelChanged(60, DATABASE, "degraded", CauseId("database/full/1"))

    def test_nothing_changes_twice(self, story: Story) -> None:
        story.happen(began(DATABASE, "full"))
        assert kinds(story.happen(began(DATABASE, "locks"))) == []

    def test_the_board_shows_services_only(self, story: Story) -> None:
        story.happen(began(DATABASE, "locks"))
        assert story.desk.board == {BASE: "degraded", STOCK: "degraded", SHOP: "degraded"}


class TestHoldingOut:
    def test_an_item_that_holds_out_does_not_follow_at_once(self, story: Story) -> None:
        facts = story.happen(began(POWER, "outage"))
        assert [fact.node for fact in facts if isinstance(fact, f.LevelChanged)] == [POWER]

    def test_it_is_well_again_at_once(self, story: Story) -> None:
        story.happen(began(POWER, "outage"))
        story.happen(f.LevelChanged(1800, COLD, "down", CauseId("power/outage/1")))
        facts = story.happen(f.FaultRepaired(2000, FaultId("power/outage/1"), SRV))
        assert f.LevelChanged(2000, COLD, "up", CauseId("power/outage/1")) in facts


class TestHits:
    def test_a_fault_remembers_whom_it_hit(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        found = story.plant.faults[HANG]
        assert [hit.group for hit in found.hits] == [SALES, "clerks"]
        assert found.services == (MAIL,)
        assert not found.external

    def test_an_external_service_is_remembered_too(self, story: Story) -> None:
        story.happen(began(APP, "crash"))
        assert story.plant.faults[FaultId("app/crash/1")].external

    def test_the_second_fault_hits_only_who_was_well_without_it(self, story: Story) -> None:
        story.happen(began(DATABASE, "full"), began(APP, "crash"))
        assert story.plant.faults[FaultId("app/crash/1")].hits == ()

    def test_the_second_of_two_redundant_items_hits(self, story: Story) -> None:
        story.happen(began(LINK_A, "cut"), began(LINK_B, "cut"))
        assert story.plant.faults[FaultId("link-a/cut/1")].hits == ()
        assert story.plant.faults[FaultId("link-b/cut/1")].hits != ()
