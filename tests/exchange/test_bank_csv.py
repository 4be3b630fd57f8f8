"""Questions as CSV: RFC 4180, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from itilsim.domain.errors import ContentError
from itilsim.exchange.bank_csv import read_csv, write_csv
from itilsim.exchange.incidents_csv import FORMULA
from itilsim.exchange.losses import Assumed
from tests.quiz.samples import CARD, LIST, MATCH, ORDER, SOUND

STYLES = (SOUND, LIST, ORDER, MATCH, CARD)
HEADS = "id,editions,stem,option_1,option_2,option_3,option_4,key"


def test_each_item_is_a_row_of_as_many_cells_as_there_are_columns() -> None:
    text, _ = write_csv(STYLES)
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == 1 + len(STYLES)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert text.count("\n") == text.count("\r\n")
    assert {"option_4", "rationale_4", "statement_4", "step_3", "left_3", "right_3"} <= {*rows[0]}


@pytest.mark.parametrize("start", [*FORMULA[:-1], "'", "'=", "''"])
def test_no_cell_begins_like_a_formula_and_each_comes_back(start: str) -> None:
    item = replace(SOUND, stem=f"{start}cmd|' /C calc'!A0")
    if start == "\r":
        item = SOUND
    text, losses = write_csv([item])
    cells = next(row for row in csv.reader(io.StringIO(text, newline="")) if row[0] == "sound")
    assert not any(cell.startswith(FORMULA) for cell in cells)
    assert losses == ()
    assert read_csv(text.encode()).whole().items == (item,)


def test_an_apostrophe_of_a_strangers_text_is_left_alone() -> None:
    found = read_csv(f"{HEADS}\nx,4,'Tis what?,a,b,c,d,2\n".encode())
    assert found.whole().items[0].stem == "'Tis what?"


def test_columns_of_others_are_lost_aloud() -> None:
    found = read_csv(f"{HEADS},points\nx,4,What?,a,b,c,d,2,7\n".encode()).whole()
    assert ("points", "has no place") in {(loss.field, loss.what) for loss in found.losses}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a,b\n1,2\n", "wrong-columns", 1),
        ("stem;key\nx;1\n", "wrong-columns", 1),
        ("stem,stem\nx,y\n", "wrong-columns", 1),
        ("stem," + ",".join(f"c{n}" for n in range(500)), "wrong-columns", 1),
        ('stem,key\n"a"b,1\n', "not-csv", 2),
        ('stem,key\nx,1\n"never closed', "not-csv", 3),
        (f'stem,key\n"{"x" * 140_000}",1\n', "not-csv", 2),
    ],
)
def test_what_is_no_table_of_ours_is_refused(text: str, code: str, line: int) -> None:
    with pytest.raises(ContentError) as refused:
        read_csv(text.encode(), "x.csv", Assumed("4"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.line) == (code, line)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("x,4,What?,a,b,c,d,5", "no-key"),
        ("x,4,What?,a,b,c,d,", "no-key"),
        ("x,4,What?,a,b,c,d,1 2", "two-keys"),
        ("x,4,What?,a,b,c,d,1,more", "too-many-cells"),
        ("x,3,What?,a,b,c,d,1", "wrong-value"),
        ("X Y,4,What?,a,b,c,d,1", "wrong-value"),
    ],
)
def test_a_wrong_row_is_a_problem_at_its_first_line(row: str, code: str) -> None:
    good = '\ny,4,"a stem on\ntwo lines?",a,b,c,d,1\n'
    found = read_csv(f"{HEADS}{good}{row}\n".encode())
    assert [item.id for item in found.items] == ["y"]
    assert code in {problem.code for problem in found.problems}
    assert {problem.line for problem in found.problems} == {4}
