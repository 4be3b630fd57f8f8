"""The reveal, balances, month and improvement: each figure is counted again from the log."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from itilsim.domain import facts as f
from itilsim.domain.debriefing.improving import improvement
from itilsim.domain.debriefing.measured import BALANCES, Balance, Delivered
from itilsim.domain.debriefing.monthly import agreed_in_month, agreed_share, open_in_month
from itilsim.domain.hours import Calendar, Opening
from itilsim.domain.names import SERVICE_DESK, TRAINEE, ServiceId
from itilsim.domain.organisation import AgreedAvailability
from tests.played import first_shift, played

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")


def of(policy: str, kind: type) -> list[Any]:
    return [each for each in played(policy).facts if isinstance(each, kind)]


@pytest.mark.parametrize("policy", POLICIES)
def test_each_reveal_is_what_the_log_says_of_its_cause(policy: str) -> None:
    debrief = played(policy).debrief
    began = {each.fault: each for each in of(policy, f.FaultBegan)}
    assert len(debrief.reveals) >= 3
    for each in debrief.reveals:
        assert (each.began_at, each.component) == (
            began[each.cause].at, began[each.cause].component,
        )  # fmt: skip
        repaired = [one.at for one in of(policy, f.FaultRepaired) if one.fault == each.cause]
        assert each.over_at == (repaired[0] if repaired else None)
        people = {
            one.person: one.at
            for one in reversed(of(policy, f.ContactArrived))
            if one.cause == each.cause
        }
        alerts = [one.at for one in of(policy, f.AlertRaised) if one.cause == each.cause]
        assert [one.at for one in each.signs] == sorted([*people.values(), *alerts])
        spread = [one for one in of(policy, f.LevelChanged) if one.cause == each.cause]
        down = dict.fromkeys(one.node for one in spread if one.level != "up")
        assert [one.node for one in each.touched] == list(down)
        assert all(path[0] == each.component for path in each.paths)


@pytest.mark.parametrize("policy", POLICIES)
def test_it_can_be_known_from_the_first_sign_that_names_the_item(policy: str) -> None:
    for each in played(policy).debrief.reveals:
        named = [one.at for one in each.signs if one.names]
        if named:
            assert each.knowable_at is not None
            assert each.knowable_at <= named[0]
        if each.knowable_at is not None:
            assert each.told_at is not None
            assert each.told_at <= each.knowable_at


def test_a_cause_that_was_prevented_was_never_felt() -> None:
    by_item = {str(each.component): each for each in played("textbook").debrief.reveals}
    prevented = by_item["ord-mq-01"]
    assert prevented.struck_at is None
    assert prevented.people == 0
    assert {str(e.component): e for e in played("idle").debrief.reveals}["ord-mq-01"].people == 210


@pytest.mark.parametrize("policy", POLICIES)
def test_balances_are_counts_of_the_log(policy: str) -> None:
    found = {each.side: each.counts for each in played(policy).debrief.timelines["you"].balances}
    assert tuple(found) == BALANCES

    def own(kind: type) -> list[Any]:
        return [each for each in of(policy, kind) if each.actor == TRAINEE]

    sent = [each for each in own(f.TicketAssigned) if each.team != SERVICE_DESK]
    notes = [each for each in of(policy, f.NoteAdded) if each.author == TRAINEE]
    inside = len(sent) + len(own(f.TeamAlerted)) + len(own(f.TicketEscalated)) + len(notes)
    outside = sum(
        len(own(kind))
        for kind in (
            f.CallTaken, f.CallerReplied, f.CallerUpdated, f.NoticeSent, f.RestorationConfirmed,
        )
    )  # fmt: skip
    assert found["internal"] == (inside, outside)
    contacts = {each.contact for each in of(policy, f.ContactArrived)}
    logged = [e for e in own(f.TicketOpened) if e.record == "incident" and e.ticket in contacts]
    warnings = {e.alert for e in of(policy, f.AlertRaised) if e.significance == "warning"}
    passed = {e.alert for e in own(f.TeamAlerted)} | {e.ticket for e in sent}
    problems = len(own(f.ProblemRaised))
    assert found["reactive"] == (len(logged), len(warnings & passed) + problems)


def test_balances_differ_between_those_who_play() -> None:
    counts = {
        policy: tuple(e.counts for e in played(policy).debrief.timelines["you"].balances)
        for policy in POLICIES
    }
    assert counts["idle"] == ((0, 0),) * 4
    assert len(set(counts.values())) == len(POLICIES)


@pytest.mark.parametrize(
    ("counts", "share"), [((0, 0), 50), ((4, 0), 0), ((0, 4), 100), ((3, 1), 25)]
)
def test_the_mark_stands_where_the_second_side_has_its_share(
    counts: tuple[int, int], share: int
) -> None:
    assert Balance("reactive", counts).share == share


OFFICE = Calendar(
    "office", (Opening(("mon", "tue", "wed", "thu", "fri"), "08:00", "18:00"),), ("2026-11-30",)
)


@pytest.mark.parametrize(
    ("month", "days"),
    [(11, 20), (12, 23), (2, 20)],
)
def test_a_month_counts_its_open_days_less_holidays(month: int, days: int) -> None:
    assert open_in_month(OFFICE, 2026, month) == days * 10 * 3600


def test_a_calendar_without_end_has_the_whole_month() -> None:
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    always = Calendar("always", (Opening(week, "00:00", "24:00"),))
    assert open_in_month(always, 2024, 2) == 29 * 86_400


def service(down: int, share: int | None = 9950, month: int = 200 * 3600) -> Delivered:
    return Delivered(ServiceId("X"), "gold", 7200, down, 0, 0, 0, 9, 0, share, month)


def test_the_month_is_agreed_time_less_downtime() -> None:
    assert service(0).at_best == 10_000
    assert service(3600).allowed == 3600
    assert service(3600).at_best == 9950
    assert service(3601).at_best == 9949, "what is missed never reads as kept"
    assert service(3600, share=None).allowed == 0


def test_where_no_availability_is_agreed_there_is_none() -> None:
    setting = first_shift()
    bare = replace(setting, organisation=replace(setting.organisation, availability=()))
    one = replace(
        bare,
        organisation=replace(bare.organisation, availability=(AgreedAvailability("gold", 9990),)),
    )
    assert agreed_share(bare, "gold") is None
    assert agreed_share(one, "gold") == 9990
    assert agreed_share(one, "silver") is None
    assert agreed_in_month(setting, "nowhere") == 0


@pytest.mark.parametrize("policy", POLICIES)
def test_the_improvement_is_about_the_dearest_cause_and_its_longest_stretch(policy: str) -> None:
    debrief = played(policy).debrief
    found = debrief.improvement
    assert found is not None
    dearest = next(each for each in debrief.lost if each.component is not None)
    assert (found.cause, found.minutes) == (dearest.cause, dearest.minutes)
    assert found.whole / 3 <= found.seconds <= found.whole


def test_without_lost_time_it_is_about_the_dearest_criterion() -> None:
    debrief = played("by_priority").debrief
    found = improvement((), debrief.reveals, {"told": 120, "kind": 300}, 0)
    assert found is not None
    assert (found.criterion, found.price) == ("kind", 300)
    assert improvement((), (), {}, 0) is None
