"""XES and OCEL of any log say what its lines say: events, parts, values, moments, ids."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itilsim.content.scenarios import make_setting
from itilsim.domain.facts import FACTS, Fact
from itilsim.exchange.happenings import TOLD, Wording, writable
from itilsim.exchange.local_times import stamps
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.words.labels import ticket_number
from tests.exchange.nasty import PIECES
from tests.exchange.second_reading import UNSEEN, read_again
from tests.exchange.told import Log, as_ocel, as_xes, traces, tree, wording
from tests.proofs import shifts
from tests.proofs.commands import submit_stream

STREAMS = st.lists(st.integers(0, 10_000), max_size=300)
"""Numbers out of which commands are drawn."""
TEXTS = st.lists(
    st.sampled_from((*PIECES, "\x00", "\x0b", "\ufffe", "\ud800", "שלום", "العربية", "👩‍🚒", "]]>"))
    | st.characters(),
    max_size=6,
).map("".join)
"""Texts that no door has cleaned."""


def drawn(numbers: list[int], *, whole: bool) -> Log:
    """The log of a shift in which somebody presses anything, to its end or as far as it went."""
    setting, facts, lines = shifts.first_shift(), list[Fact](), list[str]()

    def keep(fact: Fact, line: str) -> None:
        facts.append(fact)
        lines.append(line)

    shift = Shift(setting, 7, sink=keep)
    play(shift, "textbook", 600)
    shift.advance(shift.busy_until())
    submit_stream(shift, numbers)
    if whole:
        shift.finish()
    return Log(setting, tuple(facts), tuple(lines))


def check_xes(log: Log) -> int:
    """Every trace has the events of its record, in order, at their moments; returns how many."""
    again, start = read_again(log.setting, log.lines), moments(log)
    found = traces(log.xes)
    assert {one.own["id"]: [int(each["position"]) for each in one.events] for one in found} == (
        again.lives
    )
    for one in found:
        told = [dt.datetime.fromisoformat(each["time:timestamp"]) for each in one.events]
        assert told == [
            start + dt.timedelta(seconds=again.at[p]) for p in again.lives[one.own["id"]]
        ]
        assert all(first <= then for first, then in itertools.pairwise(told))
    names = [one.own["concept:name"] for one in found]
    assert len(set(names)) == len(names)
    return sum(map(len, again.lives.values()))


def check_ocel(log: Log) -> int:
    """Every event has its parts, every record its values; returns how many relations there are."""
    again, start = read_again(log.setting, log.lines), moments(log)
    found = tree(log.ocel)
    told = {
        position(each): {(part["objectId"], part["qualifier"]) for part in each["relationships"]}
        for each in found["events"]
    }
    assert told == again.events
    assert {each["id"] for each in found["objects"]} == again.objects
    for each in found["events"]:
        moment = dt.datetime.fromisoformat(each["time"])
        assert moment == start + dt.timedelta(seconds=again.at[position(each)])
    values = {
        (each["id"].removeprefix("record:"), name): [
            (int((dt.datetime.fromisoformat(one["time"]) - start).total_seconds()), one["value"])
            for one in each["attributes"]
            if one["name"] == name
        ]
        for each in found["objects"]
        if each["type"] == "record"
        for name in ("priority", "status", "team")
    }
    assert {key: each for key, each in values.items() if each} == again.values
    return sum(map(len, again.events.values()))


def moments(log: Log) -> dt.datetime:
    """The moment at which the shift begins, by the organisation's clock."""
    begin = dt.datetime.fromisoformat(log.setting.scenario.start)
    return begin.replace(tzinfo=ZoneInfo(log.setting.organisation.zone))


def position(event: dict[str, str]) -> int:
    return int(event["id"].removeprefix("event:"))


def test_each_record_has_the_events_that_the_log_gives_it(logs: dict[str, Log]) -> None:
    assert sum(map(check_xes, logs.values())) > 1000


def test_each_event_has_the_parts_that_the_log_gives_it(logs: dict[str, Log]) -> None:
    assert sum(map(check_ocel, logs.values())) > 3000


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(numbers=STREAMS, whole=st.booleans())
def test_whatever_is_pressed_is_told_as_the_log_has_it(numbers: list[int], whole: bool) -> None:
    log = drawn(numbers, whole=whole)
    check_xes(log)
    check_ocel(log)


def test_an_event_that_is_left_out_would_be_noticed(
    logs: dict[str, Log], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = replace(logs["first-shift/first_come"])
    kept = {kind: told for kind, told in TOLD.items() if kind.kind != "ticket-returned"}
    monkeypatch.setattr("itilsim.exchange.happenings_reading.TOLD", kept)
    with pytest.raises(AssertionError):
        check_xes(log)
    with pytest.raises(AssertionError):
        check_ocel(log)


def test_a_fact_is_told_or_it_is_in_nobodys_life() -> None:
    assert {each.kind for each in FACTS if each not in TOLD} == UNSEEN


def test_every_id_that_is_told_exists(logs: dict[str, Log]) -> None:
    for log in logs.values():
        organisation = log.setting.organisation
        there: dict[str, set[str]] = {
            "service": {each.id for each in organisation.services},
            "component": {each.id for each in organisation.components},
            "team": {each.id for each in organisation.teams},
        }
        groups = there["team"] | {str(each.id) for each in organisation.groups}
        found = traces(log.xes)
        numbers = {one.own["concept:name"] for one in found}
        for one in found:
            assert one.own.get("service", "") in there["service"] | {""}
            assert one.own.get("ci", "") in there["component"] | {""}
            assert one.own.get("parent") in numbers | {None}
            assert {each["org:group"] for each in one.events if "org:group" in each} <= groups
        told = tree(log.ocel)
        objects = {each["id"] for each in told["objects"]}
        assert len(objects) == len(told["objects"])
        assert len({each["id"] for each in told["events"]}) == len(told["events"])
        for each in (*told["events"], *told["objects"]):
            assert {part["objectId"] for part in each["relationships"]} <= objects
        for each in told["objects"]:
            kind, _, known = each["id"].partition(":")
            assert kind == each["type"]
            assert known in there.get(kind, {known})


def test_the_same_log_gives_the_same_bytes(logs: dict[str, Log]) -> None:
    log = logs["generated/textbook"]
    assert as_xes(log) == log.xes
    assert as_ocel(log) == log.ocel


def test_what_is_true_is_told_of_a_whole_log_and_of_none_that_goes_on(
    logs: dict[str, Log],
) -> None:
    log = logs["first-shift/first_come"]
    assert b"true_cause" in log.xes
    assert b"true_cause" in log.ocel
    some = replace(log, facts=log.facts[:-1], lines=log.lines[:-1])
    assert b"true_" not in some.xes
    assert b"true_" not in some.ocel


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(person=TEXTS, title=TEXTS, happened=TEXTS)
def test_no_text_breaks_a_file(person: str, title: str, happened: str) -> None:
    whole = shifts.first_shift()
    scenario = replace(whole.scenario, title=title)
    setting = make_setting(scenario, whole.organisation, whole.library)
    played = drawn([], whole=False)
    log = replace(played, setting=setting)
    usual = wording(setting)
    words = Wording(
        ticket_number,
        {kind: f"{happened}{kind}" for kind in usual.happened},
        lambda *_: person,
    )
    events = [each for one in traces(as_xes(log, words)) for each in one.events]
    calls = [each for each in events if each["concept:name"].endswith("contact-arrived")]
    assert calls
    assert {each["org:resource"] for each in calls} == {writable(person)}
    assert {each["concept:name"] for each in calls} == {writable(f"{happened}contact-arrived")}
    told = tree(as_ocel(log, words))
    assert {position(each) for each in told["events"]} == set(read_again(setting, log.lines).events)
    people = [each for each in told["objects"] if each["type"] == "person"]
    names = {one["value"] for each in people for one in each["attributes"] if one["name"] == "name"}
    assert names == ({writable(person)} if person else set())


def test_a_text_that_can_be_written_stays_as_it_is() -> None:
    kept = "a <![CDATA[ & \" ' \t\n\r é 漢字 🙂 שלום \u202e ]]>"
    assert writable(kept) == kept
    assert writable("a\x00b\x1bc\ud800d\uffffe") == "a\ufffdb\ufffdc\ufffdd\ufffde"


@pytest.mark.parametrize(
    ("zone", "start", "second", "told"),
    [
        ("Europe/London", "2026-09-15 09:00", 61, "2026-09-15T09:01:01+01:00"),
        ("Europe/London", "2026-10-25 00:30", 7200, "2026-10-25T01:30:00+00:00"),
        ("America/St_Johns", "2026-01-05 22:00", 7200, "2026-01-06T00:00:00-03:30"),
        ("Africa/Monrovia", "1960-01-01 12:00", 0, "1960-01-01T12:44:30+00:00"),
    ],
)
def test_a_second_is_a_moment_of_the_organisations_clock(
    zone: str, start: str, second: int, told: str
) -> None:
    whole = shifts.first_shift()
    organisation = replace(whole.organisation, zone=zone)
    scenario = replace(whole.scenario, start=start)
    setting = replace(whole, organisation=organisation, scenario=scenario)
    assert stamps(setting, second)(second) == told
