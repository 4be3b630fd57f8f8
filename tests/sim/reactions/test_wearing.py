"""Failures that come back until their problem is solved."""

from __future__ import annotations

from itilsim.domain import facts as f
from itilsim.domain.names import FaultId
from tests.builders import Play, began
from tests.data.corner import HOUR, MINUTE, PRINTER, SWITCH, WP, scripted
from tests.data.estates import estate

AGAIN = FaultId("printer/again/1")


def test_it_comes_back_after_its_interval() -> None:
    play = Play()
    play.happens(began(PRINTER, "again"), f.FaultRepaired(0, AGAIN, WP))
    play.until(31 * MINUTE)
    second = play.all(f.FaultBegan)[1]
    assert (second.at, second.fault) == (30 * MINUTE, "printer/again/2")


def test_and_again_after_the_next_repair() -> None:
    play = Play()
    play.happens(began(PRINTER, "again"), f.FaultRepaired(0, AGAIN, WP))
    play.until(40 * MINUTE)
    play.happens(f.FaultRepaired(40 * MINUTE, FaultId("printer/again/2"), WP))
    play.until(2 * HOUR)
    assert [each.at for each in play.all(f.FaultBegan)] == [0, 30 * MINUTE, 70 * MINUTE]


def test_what_was_never_repaired_does_not_come_back() -> None:
    play = Play()
    play.happens(began(PRINTER, "again"))
    play.until(3 * HOUR)
    assert len(play.all(f.FaultBegan)) == 1


def test_other_failures_do_not_come_back() -> None:
    play = Play()
    play.happens(began(SWITCH, "switch-dead"))
    play.happens(f.FaultRepaired(0, FaultId("switch/switch-dead/1"), WP))
    play.until(3 * HOUR)
    assert len(play.all(f.FaultBegan)) == 1


def test_beyond_the_end_nothing_waits() -> None:
    play = Play(scripted(minutes=60, aftermath_minutes=0))
    play.until(40 * MINUTE)
    play.happens(began(PRINTER, "again", 40 * MINUTE))
    play.happens(f.FaultRepaired(40 * MINUTE, AGAIN, WP))
    assert play.shift._world.env.next_moment(10**9) > 60 * MINUTE


def test_worn_items_wear_again_after_their_repair() -> None:
    play = Play(estate(80), 3)
    play.until(play.shift.setting.horizon)
    play.finish()
    ids = [each.fault for each in play.all(f.FaultBegan)]
    assert len(ids) == len(set(ids))


def test_failures_are_numbered_by_component_and_mode() -> None:
    play = Play()
    play.happens(began(PRINTER, "jam"), began(PRINTER, "again"))
    plant = play.shift._world.state.plant
    assert plant.next_fault_id(PRINTER, "jam") == "printer/jam/2"
    assert plant.next_fault_id(PRINTER, "again") == "printer/again/2"
    assert plant.next_fault_id(SWITCH, "switch-dead") == "switch/switch-dead/1"
