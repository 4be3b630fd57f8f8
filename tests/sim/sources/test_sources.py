"""What starts with a shift: scripts, demand, wear-out and rotas."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from statistics import fmean

import pytest

from itilsim.domain import facts as f
from itilsim.domain.library import Demand
from itilsim.domain.names import FaultId
from itilsim.domain.scenario import AlertArrival, ContactArrival
from itilsim.sim.policies import play as play_policy
from itilsim.sim.shift import Shift
from itilsim.sim.streams import seconds, uniform
from tests.builders import Play, alert_id, contact_id
from tests.data.corner import (
    ANN,
    BIZ,
    BOB,
    CAT,
    CLERKS,
    DATABASE,
    HOUR,
    MINUTE,
    NET,
    PACKERS,
    SALES,
    SERVER,
    SWITCH,
    corner,
    fault,
    scripted,
)
from tests.data.estates import estate


def contact(**parts: object) -> ContactArrival:
    values: dict[str, object] = {
        "id": "C",
        "at": "09:10",
        "channel": "phone",
        "person": BOB,
        "symptom": "no-mail",
        "utterance": "report-no-mail",
        **parts,
    }
    return ContactArrival(**values)  # type: ignore[arg-type]  # as the test says


class TestScripts:
    def test_a_contact_comes_at_its_time(self) -> None:
        play = Play(scripted(contacts=(contact(effect="stopped", patience_minutes=7),)))
        play.until(11 * MINUTE)
        call = play.one(f.ContactArrived)
        assert (call.at, call.contact, call.cause) == (
            10 * MINUTE,
            contact_id("bob", "arrival/C"),
            "arrival/C",
        )
        assert (call.patience, call.effect, call.arrival) == (7 * MINUTE, "stopped", "C")

    def test_patience_is_drawn_where_nothing_is_said(self) -> None:
        play = Play(scripted(contacts=(contact(),)))
        play.until(11 * MINUTE)
        assert play.one(f.ContactArrived).patience == 15 * MINUTE

    def test_a_vip_is_one(self) -> None:
        play = Play(scripted(contacts=(contact(person=ANN),)))
        play.until(11 * MINUTE)
        assert play.one(f.ContactArrived).vip

    def test_a_contact_about_a_fault_names_it_as_its_cause(self) -> None:
        play = Play(
            scripted(faults=(fault("S", "09:05", SERVER, "hang"),), contacts=(contact(fault="S"),))
        )
        play.until(11 * MINUTE)
        assert play.one(f.ContactArrived).cause == "server/hang/1"

    def test_it_does_not_come_when_the_fault_is_over(self) -> None:
        play = Play(
            scripted(faults=(fault("S", "09:05", SERVER, "hang"),), contacts=(contact(fault="S"),))
        )
        play.until(6 * MINUTE)
        play.happens(f.FaultRepaired(6 * MINUTE, FaultId("server/hang/1"), NET))
        play.until(HOUR)
        assert play.none(f.ContactArrived)

    def test_nor_before_it_begins(self) -> None:
        play = Play(
            scripted(faults=(fault("S", "09:30", SERVER, "hang"),), contacts=(contact(fault="S"),))
        )
        play.until(HOUR)
        assert play.none(f.ContactArrived)

    def test_at_the_same_second_the_fault_comes_first(self) -> None:
        play = Play(
            scripted(faults=(fault("S", "09:10", SERVER, "hang"),), contacts=(contact(fault="S"),))
        )
        play.until(11 * MINUTE)
        assert play.one(f.ContactArrived).at == 10 * MINUTE

    def test_a_fault_from_before_the_shift_is_there_at_once(self) -> None:
        play = Play(scripted(faults=(fault("S", "08:30", SERVER, "hang"),)))
        play.until(1)
        assert play.one(f.FaultBegan).at == 0

    def test_a_latent_fault_strikes_at_its_time(self) -> None:
        play = Play(scripted(faults=(fault("D", "08:50", DATABASE, "full", strikes_at="09:52"),)))
        play.until(HOUR)
        assert (play.one(f.FaultBegan).level, play.one(f.FaultStruck).at) == ("up", 52 * MINUTE)

    def test_unless_it_was_repaired(self) -> None:
        play = Play(scripted(faults=(fault("D", "08:50", DATABASE, "full", strikes_at="09:52"),)))
        play.until(30 * MINUTE)
        play.happens(f.FaultRepaired(30 * MINUTE, FaultId("database/full/1"), NET))
        play.until(HOUR)
        assert play.none(f.FaultStruck)

    def test_an_alert_comes_at_its_time(self) -> None:
        alert = AlertArrival("A", "09:07", "warning", "alert-disk", DATABASE, hurts_at="10:00")
        play = Play(scripted(alerts=(alert,)))
        play.until(HOUR)
        found = play.one(f.AlertRaised)
        assert (found.at, found.alert, found.cause) == (
            7 * MINUTE,
            alert_id("A", "database"),
            "arrival/A",
        )
        assert found.hurts_at == HOUR

    def test_a_warning_of_a_fault_that_is_over_does_not(self) -> None:
        alert = AlertArrival("A", "09:07", "warning", "alert-disk", DATABASE, fault="D")
        latent = fault("D", "08:50", DATABASE, "full", strikes_at="09:52")
        play = Play(scripted(alerts=(alert,), faults=(latent,)))
        play.until(60)
        play.happens(f.FaultRepaired(60, FaultId("database/full/1"), NET))
        play.until(HOUR)
        assert play.none(f.AlertRaised)


class TestDemand:
    def demand(
        self, per_hour: int = 30, symptom: str = "how-to", hours: str = "day", **profile: object
    ) -> Demand:
        return Demand("d", symptom, "email", per_hour, hours, **profile)  # type: ignore[arg-type]

    def arrivals(self, seed: int = 1, **parts: object) -> list[f.ContactArrived]:
        setting = scripted(demand=(self.demand(**parts),), minutes=600)  # type: ignore[arg-type]
        log: list[f.Fact] = []
        shift = Shift(setting, seed, sink=lambda fact, _: log.append(fact))
        shift.advance(600 * MINUTE)
        calls = [each for each in log if isinstance(each, f.ContactArrived)]
        return [each for each in calls if each.number == 1]

    def test_so_many_an_hour_come(self) -> None:
        counts = [len(self.arrivals(seed)) for seed in range(20)]
        assert fmean(counts) == pytest.approx(30 * 9, rel=0.06)  # nine hours of the shift are open

    def test_gaps_are_exponential(self) -> None:
        times = [each.at for seed in range(6) for each in self.arrivals(seed)]
        gaps = [b - a for a, b in pairwise(times) if b >= a]
        mean = fmean(gaps)
        assert mean == pytest.approx(120, rel=0.1)
        assert fmean(gap > mean for gap in gaps) == pytest.approx(0.368, abs=0.05)

    def test_less_than_one_an_hour_can_come(self) -> None:
        counts = [len(self.arrivals(seed, per_hour=0, per_hour_hundredths=50))
                  for seed in range(200)]  # fmt: skip
        assert fmean(counts) == pytest.approx(0.5 * 9, rel=0.1)

    def test_hours_are_as_busy_as_their_profile_says(self) -> None:
        profile = tuple({10: 300, 13: 0}.get(hour, 100) for hour in range(24))
        calls = [e for seed in range(30) for e in self.arrivals(seed, hour_percent=profile)]
        hours = Counter(9 + each.at // HOUR for each in calls)
        assert hours[13] == 0
        assert hours[10] / hours[11] == pytest.approx(3, rel=0.15)
        assert hours[11] / 30 == pytest.approx(30, rel=0.1)

    def test_days_are_as_busy_as_their_profile_says(self) -> None:
        weekday = dt.date.fromisoformat(corner().scenario.start[:10]).weekday()
        quiet = tuple(0 if day == weekday else 100 for day in range(7))
        assert self.arrivals(weekday_percent=quiet) == []
        half = tuple(50 if day == weekday else 100 for day in range(7))
        counts = [len(self.arrivals(seed, weekday_percent=half)) for seed in range(20)]
        assert fmean(counts) == pytest.approx(15 * 9, rel=0.08)

    def test_only_while_the_doors_are_open(self) -> None:
        assert min(each.at for each in self.arrivals(hours="noon")) >= 3 * HOUR
        assert max(each.at for each in self.arrivals()) < 9 * HOUR

    def test_every_head_alike(self) -> None:
        calls = [each for seed in range(12) for each in self.arrivals(seed)]
        shares = Counter(each.group for each in calls)
        people = {SALES: 40, CLERKS: 8, PACKERS: 12}
        for group, count in people.items():
            assert shares[group] / len(calls) == pytest.approx(count / 60, abs=0.03)

    def test_only_users_of_the_service(self) -> None:
        assert {each.group for each in self.arrivals(symptom="no-shop")} == {SALES}

    def test_a_person_is_one_of_the_group(self) -> None:
        for each in self.arrivals():
            group, index = each.person.split("#")
            assert group == each.group
            assert 0 <= int(index) < corner().groups[group].people

    def test_a_cause_is_named_by_its_demand_and_its_number(self) -> None:
        first = self.arrivals()[0]
        assert (first.cause, first.number) == ("arrival/d/1", 1)
        assert first.contact == contact_id(first.person, first.cause)
        assert first.utterance == "report-how-to"

    def test_another_demand_does_not_disturb_it(self) -> None:
        alone = [(each.at, each.person) for each in self.arrivals()]
        other = Demand("other", "laptop", "portal", 20, "day")
        setting = scripted(demand=(other, self.demand()), minutes=600)
        log: list[f.Fact] = []
        shift = Shift(setting, 1, sink=lambda fact, _: log.append(fact))
        shift.advance(600 * MINUTE)
        both = [
            (each.at, each.person)
            for each in log
            if isinstance(each, f.ContactArrived) and each.arrival == "d" and each.number == 1
        ]
        assert both == alone

    def test_it_is_the_same_with_and_without_a_trainee(self) -> None:
        setting = estate(80)
        found = []
        for policy in ("idle", "first_come"):
            log: list[f.Fact] = []
            shift = Shift(setting, 5, sink=lambda fact, _, into=log: into.append(fact))  # type: ignore[misc]
            play_policy(shift, policy)
            names = {each.id for each in setting.scenario.demand}
            found.append(
                [
                    (each.at, each.contact)
                    for each in log
                    if isinstance(each, f.ContactArrived)
                    and each.arrival in names
                    and each.number == 1
                ]
            )
        assert found[0] == found[1]


class TestWear:
    def failures(self, seed: int = 1) -> list[f.FaultBegan]:
        log: list[f.Fact] = []
        shift = Shift(estate(80), seed, sink=lambda fact, _: log.append(fact))
        shift.advance(estate(80).horizon)
        return [each for each in log if isinstance(each, f.FaultBegan)]

    def test_each_first_failure_is_its_own_draw(self) -> None:
        setting = estate(80)
        first = [each for each in self.failures() if each.fault.endswith("/1")]
        assert first
        for each in first:
            lasts = setting.modes[each.mode].time_to_failure
            assert lasts is not None
            u = uniform(1, "failure", each.component, each.mode, 1)
            assert seconds(lasts, u) == each.at

    def test_none_before_the_end_is_forgotten(self) -> None:
        setting = estate(80)
        wanted = set()
        for item in setting.organisation.components:
            for mode in setting.library.failure_modes:
                if item.kind in mode.kinds and mode.time_to_failure is not None:
                    u = uniform(1, "failure", item.id, mode.id, 1)
                    if seconds(mode.time_to_failure, u) < setting.horizon:
                        wanted.add(f"{item.id}/{mode.id}/1")
        assert {each.fault for each in self.failures() if each.fault.endswith("/1")} == wanted

    def test_another_seed_is_another_world(self) -> None:
        assert [each.fault for each in self.failures(1)] != [
            each.fault for each in self.failures(2)
        ]

    def test_where_nothing_wears_out_nothing_fails(self) -> None:
        play = Play()
        play.until(4 * HOUR)
        assert play.none(f.FaultBegan)


class TestRota:
    def test_a_team_is_as_large_as_its_rota(self) -> None:
        play = Play()
        teams = play.shift._world.teams
        assert {name: teams[name].capacity for name in ("SD", "NET", "SRV", "BIZ", "WP")} == {
            "SD": 2,
            "NET": 1,
            "SRV": 2,
            "BIZ": 1,
            "WP": 1,
        }

    def test_places_of_absent_people_are_blocked(self) -> None:
        play = Play()
        play.until(1)
        assert play.shift._world.teams[BIZ].count == 1

    def test_they_are_free_when_people_come(self) -> None:
        play = Play()
        play.until(3 * HOUR + 1)
        assert play.shift._world.teams[BIZ].count == 0

    def test_in_the_evening_they_are_blocked_again(self) -> None:
        play = Play(scripted(minutes=600))
        play.until(9 * HOUR + 1)
        assert play.shift._world.teams[NET].count == 1

    def test_on_two_days_and_two_rotas(self) -> None:
        play = Play(estate(80))
        net = play.shift._world.teams["NET"]
        seen = []
        for hour in (1, 5, 12, 16, 25):
            play.until(hour * HOUR)
            seen.append(net.capacity - net.count)
        assert seen == [2, 3, 1, 0, 2]


def test_the_switch_and_its_caller_come_in_the_order_of_the_script() -> None:
    play = Play(
        scripted(
            faults=(fault("S", "09:05", SWITCH, "switch-dead"),),
            contacts=(contact(id="K", person=CAT, symptom="no-network", fault="S"),),
        )
    )
    play.until(HOUR)
    kinds = [each.kind for each in play.log]
    assert kinds.index("fault-began") < kinds.index("alert-raised") < kinds.index("contact-arrived")


def test_who_was_to_leave_while_at_work_and_comes_back_never_left() -> None:
    """A place that could not be blocked is not blocked any more when people come."""
    setting = estate(80)
    play = Play(setting, 2)
    team = play.shift._world.teams["WP"]
    play.until(60)
    held = [team.request(priority=1) for _ in range(int(team.capacity))]
    play.until(13 * HOUR)
    waiting = [each for each in team.queue if not each.triggered]
    assert waiting
    play.until(25 * HOUR)
    assert all(each not in team.queue for each in waiting)
    for each in held:
        team.release(each)
    assert team.count == 0
