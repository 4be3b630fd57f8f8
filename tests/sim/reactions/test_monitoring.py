"""What travels along the estate with delay, and what monitoring sees of it."""

from __future__ import annotations

from itilsim.domain import facts as f
from itilsim.domain.names import FaultId
from tests.builders import Play, alert_id, began, raised
from tests.data.corner import (
    COLD,
    DATABASE,
    MINUTE,
    NET,
    POWER,
    PRINTER,
    SERVER,
    SRV,
    SWITCH,
)

OUTAGE = FaultId("power/outage/1")
HOLDS = 30 * MINUTE


def levels(play: Play, node: str) -> list[tuple[int, str]]:
    return [(each.at, each.level) for each in play.all(f.LevelChanged) if each.node == node]


class TestHoldingOut:
    """The cold room holds out for half an hour without power."""

    def test_it_follows_later(self) -> None:
        play = Play()
        play.happens(began(POWER, "outage"))
        play.until(HOLDS)
        assert levels(play, COLD) == []
        play.until(HOLDS + 1)
        assert levels(play, COLD) == [(HOLDS, "down")]

    def test_with_the_cause_of_what_it_needs(self) -> None:
        play = Play()
        play.happens(began(POWER, "outage"))
        play.until(HOLDS + 1)
        assert str(play.all(f.LevelChanged)[-1].cause) == OUTAGE

    def test_a_short_outage_does_not_reach_it(self) -> None:
        play = Play()
        play.happens(began(POWER, "outage"))
        play.until(20 * MINUTE)
        play.happens(f.FaultRepaired(20 * MINUTE, OUTAGE, SRV))
        play.until(2 * HOLDS)
        assert levels(play, COLD) == []

    def test_it_is_well_again_with_the_power(self) -> None:
        play = Play()
        play.happens(began(POWER, "outage"))
        play.until(40 * MINUTE)
        play.happens(f.FaultRepaired(40 * MINUTE, OUTAGE, SRV))
        play.until(2 * HOLDS + 40 * MINUTE)
        assert levels(play, COLD) == [(HOLDS, "down"), (40 * MINUTE, "up")]

    def test_an_item_without_endurance_follows_at_once(self) -> None:
        play = Play()
        play.happens(began(DATABASE, "full"))
        assert levels(play, "app") == [(0, "down")]


class TestDetecting:
    def test_a_check_sees_it_after_its_interval(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.until(61)
        alert = play.one(f.AlertRaised)
        assert (alert.at, alert.alert, alert.component) == (60, alert_id("ping", "switch"), SWITCH)
        assert (alert.significance, alert.utterance, alert.arrival) == (
            "exception",
            "alert-ping",
            "ping",
        )

    def test_it_says_what_is_true_only_to_the_judge(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.until(61)
        assert play.one(f.AlertRaised).cause == "switch/switch-dead/1"
        assert not hasattr(play.desk.alerts[play.one(f.AlertRaised).alert], "cause")

    def test_another_level_is_another_check(self) -> None:
        play = Play()
        play.happens(began(DATABASE, "locks"))
        play.until(301)
        assert (play.one(f.AlertRaised).at, play.one(f.AlertRaised).significance) == (
            300,
            "warning",
        )

    def test_what_is_too_short_is_not_seen(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.until(30)
        play.happens(f.FaultRepaired(30, FaultId("switch/switch-dead/1"), NET))
        play.until(200)
        assert play.none(f.AlertRaised)

    def test_what_no_check_watches_fails_silently(self) -> None:
        play = Play()
        play.happens(began(PRINTER, "jam"))
        play.until(HOLDS)
        assert play.none(f.AlertRaised)

    def test_services_are_not_watched(self) -> None:
        play = Play()
        play.happens(began(SERVER, "hang"))
        play.until(HOLDS)
        assert [each.component for each in play.all(f.AlertRaised)] == [SERVER]

    def test_while_an_alert_stands_there_is_no_second_one(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"), raised(SWITCH))
        play.until(HOLDS)
        assert len(play.all(f.AlertRaised)) == 1

    def test_the_next_failure_raises_the_next_alert(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.until(100)
        play.happens(f.FaultRepaired(100, FaultId("switch/switch-dead/1"), NET))
        play.happens(began(SWITCH, "switch-dead", 100, n=2))
        play.until(200)
        assert [each.alert for each in play.all(f.AlertRaised)] == [
            alert_id("ping", "switch"),
            alert_id("ping", "switch", 2),
        ]

    def test_the_alert_clears_with_the_repair(self) -> None:
        play = Play()
        play.happens(began(SWITCH, "switch-dead"))
        play.until(100)
        play.happens(f.FaultRepaired(100, FaultId("switch/switch-dead/1"), NET))
        assert play.one(f.AlertCleared) == f.AlertCleared(100, play.one(f.AlertRaised).alert)
        assert play.desk.signals == {}
