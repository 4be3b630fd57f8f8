"""XES: valid by the schema of the standard, with what tools look for by name."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring

from itilsim.exchange.xes import CLASSIFIERS, EXTENSIONS
from tests.exchange.schemas import wrong_in_xes
from tests.exchange.told import Log, attributes, traces

STANDARD = {
    "schedule", "assign", "withdraw", "reassign", "start", "suspend", "resume", "pi_abort",
    "ate_abort", "complete", "autoskip", "manualskip", "unknown",
}  # fmt: skip
"""Transitions of the standard lifecycle. Source: IEEE 1849-2016, lifecycle extension."""
PREFIXES = {"concept", "lifecycle", "org", "time"}


def test_files_of_every_kind_are_valid(logs: dict[str, Log]) -> None:
    for name in ("first-shift/random_choice", "generated/textbook", "eighty/first_come"):
        log = logs[name]
        assert not wrong_in_xes(log.xes), name


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('key="position" value="', 'key="position" value="x'),
        ('<date key="time:timestamp" value="2026', '<date key="time:timestamp" value="on 2026'),
        ('<boolean key="ended" value="true"/>', '<boolean key="ended" value="yes"/>'),
        ('<string key="concept:name" value', "<string value"),
        (' xes.version="1849.2016"', ""),
        (' keys="concept:name"', ""),
        ("<trace>", "<trace><case/>"),
        ("</log>", '<classifier name="Late" keys="concept:name"/></log>'),
        ("<log ", '<log xmlns="http://www.xes-standard.org/" '),
        ('name="ActivityAndTransition"', 'name="Activity and transition"'),
    ],
)
def test_a_damaged_file_is_refused(logs: dict[str, Log], good: str, bad: str) -> None:
    text = logs["first-shift/first_come"].xes.decode()
    assert good in text
    assert wrong_in_xes(text.replace(good, bad, 1).encode())


def test_extensions_are_declared_that_are_used(logs: dict[str, Log]) -> None:
    root = fromstring(logs["generated/textbook"].xes.decode())
    declared = {each.attrib["prefix"]: each.attrib["uri"] for each in root.findall("extension")}
    assert declared == dict(EXTENSIONS.values())
    used = {
        key.partition(":")[0] for each in root.iter() if ":" in (key := each.attrib.get("key", ""))
    }
    assert used == set(declared) == PREFIXES


def test_every_trace_and_event_has_what_is_global(logs: dict[str, Log]) -> None:
    for log in logs.values():
        root = fromstring(log.xes.decode())
        needed = {each.attrib["scope"]: set(attributes(each)) for each in root.findall("global")}
        assert set(needed) == {"trace", "event"}
        for trace in root.findall("trace"):
            assert needed["trace"] <= set(attributes(trace))
            for event in trace.findall("event"):
                assert needed["event"] <= set(attributes(event))
        for classifier in root.findall("classifier"):
            assert classifier.attrib["keys"] == CLASSIFIERS[classifier.attrib["name"]]
            assert set(classifier.attrib["keys"].split()) <= needed["event"]


def test_transitions_are_those_of_the_standard_lifecycle(logs: dict[str, Log]) -> None:
    found = {
        event["lifecycle:transition"]
        for log in logs.values()
        for one in traces(log.xes)
        for event in one.events
    }
    assert found <= STANDARD
    assert {"assign", "reassign", "start", "complete"} <= found


def test_a_record_is_reassigned_from_its_second_team_on(logs: dict[str, Log]) -> None:
    for one in traces(logs["first-shift/first_come"].xes):
        given = [e["lifecycle:transition"] for e in one.events if "Record assigned" in e.values()]
        assert given == ["assign", "reassign", "reassign", "reassign"][: len(given)]


def test_a_problem_has_a_trace_of_its_own(logs: dict[str, Log]) -> None:
    found = traces(logs["first-shift/textbook"].xes)
    (problem,) = (one for one in found if one.own["kind"] == "problem")
    first = problem.own["concept:name"].removeprefix("Problem of ")
    assert first in {one.own["concept:name"] for one in found}
    assert problem.events[0]["concept:name"] == "Problem raised"


def test_a_file_has_no_empty_line(logs: dict[str, Log]) -> None:
    assert all(logs["first-shift/idle"].xes.decode().splitlines())
