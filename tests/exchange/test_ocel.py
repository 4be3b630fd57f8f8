"""OCEL 2.0: valid by the published schema, typed as declared, with values over time."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.exchange.schemas import wrong_in_ocel
from tests.exchange.told import Log, tree

TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "time": dt.datetime.fromisoformat,
}
"""How a text is read by its declared type. Source: OCEL 2.0 specification, 8."""

Tree = dict[str, Any]
Change = Callable[[Tree], object]


def test_every_file_is_valid(logs: dict[str, Log]) -> None:
    for name, log in logs.items():
        assert not wrong_in_ocel(log.ocel), name


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: tree.pop("objectTypes"),
        lambda tree: tree["events"][0].pop("time"),
        lambda tree: tree["events"][0]["relationships"][0].pop("qualifier"),
        lambda tree: tree["events"][0]["attributes"][0].update(value=3),
        lambda tree: tree["objects"][0]["attributes"][0].pop("time"),
        lambda tree: tree["objects"][0].update(id=7),
        lambda tree: tree["eventTypes"][0].pop("attributes"),
    ],
)
def test_a_damaged_file_is_refused(logs: dict[str, Log], change: Change) -> None:
    found = tree(logs["first-shift/first_come"].ocel)
    assert not wrong_in_ocel(json.dumps(found).encode())
    change(found)
    assert wrong_in_ocel(json.dumps(found).encode())


def test_everything_is_of_the_type_that_is_declared(logs: dict[str, Log]) -> None:
    for log in logs.values():
        found = tree(log.ocel)
        for types, all_of_them in (("eventTypes", "events"), ("objectTypes", "objects")):
            declared = {
                each["name"]: {one["name"]: one["type"] for one in each["attributes"]}
                for each in found[types]
            }
            assert len(declared) == len(found[types])
            assert set(declared) == {each["type"] for each in found[all_of_them]}
            for each in found[all_of_them]:
                for one in each["attributes"]:
                    TYPES[declared[each["type"]][one["name"]]](one["value"])


def test_a_value_that_changes_is_told_with_its_moments(logs: dict[str, Log]) -> None:
    found = tree(logs["first-shift/first_come"].ocel)
    teams = {
        each["id"]: [one["value"] for one in each["attributes"] if one["name"] == "team"]
        for each in found["objects"]
        if each["type"] == "record"
    }
    assert all(each[0] == "SD" for each in teams.values())
    assert max(map(len, teams.values())) > 2
    for each in found["objects"]:
        for name in {one["name"] for one in each["attributes"]}:
            moments = [one["time"] for one in each["attributes"] if one["name"] == name]
            assert moments == sorted(moments)


def test_records_are_related_to_what_they_are_about(logs: dict[str, Log]) -> None:
    found = [each for log in logs.values() for each in tree(log.ocel)["objects"]]
    related = {
        (each["type"], part["qualifier"], part["objectId"].partition(":")[0])
        for each in found
        for part in each["relationships"]
    }
    assert {
        ("record", "raised by", "person"),
        ("record", "about", "service"),
        ("record", "about", "component"),
        ("record", "child of", "record"),
        ("record", "investigated in", "problem"),
        ("approval", "for", "record"),
        ("component", "needed by", "service"),
    } <= related


def test_an_approval_is_asked_for_and_answered(logs: dict[str, Log]) -> None:
    found = tree(logs["first-shift/first_come"].ocel)
    states = [
        [one["value"] for one in each["attributes"] if one["name"] == "state"]
        for each in found["objects"]
        if each["type"] == "approval"
    ]
    assert states
    assert all(each[0] == "asked" for each in states)
    assert {each[-1] for each in states} <= {"asked", "granted", "rejected"}
