"""xAPI: one statement for each finding, valid by the specification, and the same every time."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itilsim.domain import debrief
from itilsim.domain.scoring import Finding
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.exchange.happenings import writable
from itilsim.exchange.incidents_csv import numbers
from itilsim.exchange.xapi import (
    ANSWERED,
    HOME,
    SKIPPED,
    TAKEN,
    Attempt,
    extension,
    statements,
    written,
)
from itilsim.words.labels import ticket_number
from tests.exchange.schemas import wrong_in_xapi
from tests.exchange.told import Log

ATTEMPT = Attempt(
    run="first-shift-7-20260901-abcd", created="2026-09-01T08:00:00Z", account="Ana", name="Ana",
    mode="practice", pace="stepped", engine=2, scoring=7, counts=True,
)  # fmt: skip

Statement = dict[str, Any]


@dataclass(frozen=True)
class Scored:
    """A log and what judging found in it."""

    log: Log
    findings: tuple[Finding, ...]

    @cached_property
    def numbers(self) -> dict[str, str]:
        return numbers(self.log.setting, self.log.facts, ticket_number)

    def told(self, attempt: Attempt = ATTEMPT) -> list[Statement]:
        setting = self.log.setting
        return list(
            statements(setting, attempt, self.findings, lambda one: one.criterion, self.numbers)
        )


@pytest.fixture(scope="module")
def scored(logs: dict[str, Log]) -> list[Scored]:
    return [
        Scored(log, debrief.read(log.setting, log.facts)[1].findings)
        for name, log in logs.items()
        if not name.startswith("eighty") and not name.endswith("by_priority")
    ]


def said(statement: Statement, name: str) -> Any:  # noqa: ANN401 - any JSON
    return statement["context"]["extensions"].get(extension(name))


def test_every_file_is_valid(scored: list[Scored]) -> None:
    for each in scored:
        assert not wrong_in_xapi(written(each.told()))
    assert not wrong_in_xapi(written([]))


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one["actor"].update(mbox="mailto:ana@example.org"),
        lambda one: one["actor"].pop("account"),
        lambda one: one["actor"]["account"].update(homePage="urn:itilsim"),
        lambda one: one["verb"].update(id="answered"),
        lambda one: one["verb"]["display"].update({"no language": "x"}),
        lambda one: one["object"].pop("id"),
        lambda one: one["result"]["score"].update(scaled=1.01),
        lambda one: one["result"].update(success=None),
        lambda one: one["context"]["extensions"].update(mode="practice"),
        lambda one: one.update(timestamp="2026-09-01 08:00"),
        lambda one: one.update(id="7"),
        lambda one: one.update(points=3),
    ],
)
def test_a_damaged_statement_is_refused(
    scored: list[Scored], change: Callable[[Statement], object]
) -> None:
    told = json.loads(written(scored[0].told()))
    change(told[0])
    assert wrong_in_xapi(json.dumps(told).encode())


def test_everything_that_was_scored_has_one_statement(scored: list[Scored]) -> None:
    for each in scored:
        told = each.told()
        assert len(told) == len(each.findings) > 10
        assert len({one["id"] for one in told}) == len(told)
        for one, finding in zip(told, each.findings, strict=True):
            assert one["object"]["id"].endswith(f"/decisions/{finding.criterion}")
            assert said(one, "position") == finding.position
            assert said(one, "share") == finding.share


def test_scores_add_up_to_the_marks_of_the_run(scored: list[Scored]) -> None:
    points = {each.id: each.points for each in DEDUCTIONS}
    parts = {each.id: each.part for each in CRITERIA}
    for each in scored:
        _, tally = debrief.read(each.log.setting, each.log.facts)
        told = each.told()
        for criterion, mark in tally.marks.items():
            own = [one for one in told if one["object"]["id"].endswith(f"/{criterion}")]
            shares = sum(said(one, "share") for one in own)
            earned = sum(one["result"]["score"]["scaled"] * said(one, "share") for one in own)
            assert {said(one, "part") for one in own} == {parts[criterion]}
            assert abs(max(earned, 0) / shares * 1000 - mark) <= 1, criterion
        taken = [one for one in told if said(one, "part") == TAKEN]
        assert sorted(one["result"]["score"]["raw"] for one in taken) == sorted(
            -points[finding.criterion] / 100
            for finding in each.findings
            if finding.criterion in points
        )


def test_what_nobody_did_is_skipped_and_has_no_response(scored: list[Scored]) -> None:
    for each in scored:
        for one, finding in zip(each.told(), each.findings, strict=True):
            nothing = finding.chosen in (None, False, ())
            assert one["verb"]["id"] == (SKIPPED if nothing else ANSWERED)
            assert ("response" not in one["result"]) == nothing


def test_ids_derive_from_what_is_said_and_of_whom(scored: list[Scored]) -> None:
    each = scored[0]
    ids = [one["id"] for one in each.told()]
    assert [one["id"] for one in each.told()] == ids
    assert all(uuid.UUID(one).version == 5 for one in ids)
    for other in (
        replace(ATTEMPT, run="first-shift-7-20260901-efgh"),
        replace(ATTEMPT, account="Ben"),
        replace(ATTEMPT, scoring=8),
    ):
        assert not set(ids) & {one["id"] for one in each.told(other)}


def test_the_actor_is_a_name_under_an_account_and_no_address(scored: list[Scored]) -> None:
    data = written(scored[0].told())
    actor = {"name": "Ana", "account": {"homePage": HOME, "name": "Ana"}, "objectType": "Agent"}
    assert all(one["actor"] == actor for one in json.loads(data))
    assert b"@" not in data
    assert b"mailto" not in data


def test_moments_keep_the_order_and_begin_when_the_run_did(scored: list[Scored]) -> None:
    for each in scored:
        told = [dt.datetime.fromisoformat(one["timestamp"]) for one in each.told()]
        assert told[0] == dt.datetime.fromisoformat(ATTEMPT.created)
        assert told == sorted(set(told))


def test_a_batch_is_written_one_statement_a_line(scored: list[Scored]) -> None:
    data = written(scored[0].told())
    assert data == written(scored[0].told())
    first, *lines, last = data.decode().splitlines()
    assert (first, last) == ("[", "]")
    assert len(lines) == len(scored[0].findings)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.text(st.characters(), min_size=1, max_size=12))
def test_no_name_breaks_a_file(scored: list[Scored], name: str) -> None:
    few = scored[0].findings[:2]
    named = replace(ATTEMPT, account=name, name=name)
    setting = scored[0].log.setting
    data = written(statements(setting, named, few, lambda one: one.criterion, {}))
    assert not wrong_in_xapi(data)
    assert json.loads(data)[0]["actor"]["account"]["name"] == writable(name)
