"""incidents-csv: the contract's columns, RFC 4180, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.exchange.incidents_csv import (
    COLUMNS,
    FORMULA,
    guarded,
    incident_rows,
    read,
    unguarded,
    written,
)
from itilsim.words.labels import ticket_number
from tests.exchange.conftest import Played

CONTRACT = """number, kind, opened_at, first_assigned_at, first_response_at, resolved_at, closed_at,
caller_id, channel, service, ci, category, impact, urgency, priority, team, reassignment_count,
reopen_count, ever_on_hold, contact_count, made_response, made_resolution, work_hours_to_resolve,
problem, caused_by_change, parent, true_kind, true_impact, true_urgency, true_team, true_cause"""
NUMBERS = ("impact", "urgency", "priority", "reassignment_count", "reopen_count", "contact_count")


def _rows(played: Played) -> list[dict[str, str]]:
    return list(incident_rows(played.setting, played.facts, ticket_number))


def test_the_columns_are_the_contracts_31() -> None:
    assert list(COLUMNS) == CONTRACT.replace("\n", " ").split(", ")
    assert len(COLUMNS) == 31


def test_the_file_is_rfc_4180_in_utf_8(played: Played) -> None:
    data = written(_rows(played))
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert {len(line) for line in lines} == {31}


def test_rows_come_back_as_they_were(played: Played) -> None:
    rows = _rows(played)
    assert rows
    assert read(written(rows)) == rows


def test_numbers_times_and_booleans_have_their_form(played: Played) -> None:
    for row in _rows(played):
        assert all(row[name].isdecimal() or not row[name] for name in NUMBERS)
        assert row["ever_on_hold"] in ("true", "false")
        assert {row["made_response"], row["made_resolution"]} <= {"true", "false", ""}
        assert row["opened_at"].startswith("2026-09-15T")
        assert len(row["opened_at"]) == len("2026-09-15T09:00:00")
        assert bool(row["resolved_at"]) == bool(row["work_hours_to_resolve"])
        assert row["kind"] in ("incident", "request", "information", "access", "complaint")
        assert row["caused_by_change"] == ""


def test_a_record_is_told_beside_what_was_true(played: Played) -> None:
    rows = _rows(played)
    wrong = [row for row in rows if row["true_kind"] and row["kind"] != row["true_kind"]]
    assert wrong, "first_come believes the form and takes some for what they are not"
    assert all(row["true_cause"] and row["true_team"] for row in rows)
    assert len({row["number"] for row in rows}) == len(rows)


def test_first_response_is_never_before_the_contact_and_resolution_never_before_logging(
    played: Played,
) -> None:
    for row in _rows(played):
        assert row["first_response_at"] >= row["first_assigned_at"] or not row["first_response_at"]
        assert row["resolved_at"] >= row["opened_at"] or not row["resolved_at"]


@pytest.mark.parametrize("start", FORMULA)
def test_what_a_spreadsheet_would_run_is_disarmed(start: str) -> None:
    cell = f"{start}cmd|' /C calc'!A0"
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("number", ["0", "-5", "-0.25", "12.50", "1000000"])
def test_numbers_stay_numbers(number: str) -> None:
    assert guarded(number) == number


@pytest.mark.parametrize("cell", ["-", "-1-1", "+1", "-1e5", "--5", "-1.", "-.5", "-٣", "=1"])
def test_what_only_looks_like_a_number_is_disarmed(cell: str) -> None:
    assert guarded(cell).startswith("'")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=30))
def test_reading_restores_every_cell(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert (
        not guarded(cell).startswith(FORMULA)
        or guarded(cell).lstrip("-").replace(".", "").isdecimal()
    )


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=20))
def test_any_text_survives_the_file(cell: str) -> None:
    row = dict.fromkeys(COLUMNS, "")
    row["caller_id"] = cell
    assert read(written([row])) == [row]
