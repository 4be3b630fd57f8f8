"""CSV: one row per item with all its fields, for spreadsheets (RFC 4180, UTF-8).

The one idea: a field is a column and a list is as many numbered columns as the longest needs, so
that nothing has to be packed into a cell; and no cell begins like a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from itilsim.content.foreign import foreign_text
from itilsim.domain.errors import ContentError, Problem
from itilsim.exchange.incidents_csv import FORMULA, GUARD
from itilsim.exchange.losses import Assumed, Loss, Raw, observed
from itilsim.exchange.losses_reading import Reading, reading, with_style
from itilsim.quiz.questions import Item
from itilsim.quiz.syllabus import STAGES

PLAIN = (
    "id", "editions", *(f"syllabus_{edition}" for edition in STAGES), "stage", "topic", "bloom",
    "style", "source", "confidence", "review", "beyond_exam", "enemies", "shuffle", "stem", "front",
    "back", "key",
)  # fmt: skip
"""Columns of single values, those of `editions` and `enemies` with spaces between; `key` is the
number of the option."""

NUMBERED = ("option", "rationale", "statement", "step", "left", "right")
"""Columns that come with a number, counted from 1, like `option_1`."""

MAX_COLUMNS = 400
"""Most columns that are read. Tuning constant: fifty of each kind and more."""

_NUMBERED = re.compile(rf"({'|'.join(NUMBERED)})_([1-9][0-9]?)")
_FALSE = {"", "false", "no", "0"}


def write_csv(items: Iterable[Item]) -> tuple[str, tuple[Loss, ...]]:
    """Return the text of a CSV file, and what it cannot hold of the items."""
    kept, losses = observed(items, lambda item: _table([item]), _parsed)
    return _table([item for item, _ in kept]), losses


def read_csv(data: bytes, file: str = "", assumed: Assumed | None = None) -> Reading:
    """Read a CSV file whose first line names columns of ours, in any order.

    Args:
        data: The bytes of the file.
        file: Path to name in problems.
        assumed: What holds where the file is silent.

    Raises:
        ContentError: If it is no text at all, no CSV, or has no column of ours.
    """
    return reading(_parsed(foreign_text(data, file), file), file, assumed or Assumed())


def _table(items: Sequence[Item]) -> str:
    """The whole file."""
    rows = [_row(item) for item in items]
    used = {column for row in rows for column in row}
    longest = max(
        (int(match[2]) for each in used if (match := _NUMBERED.fullmatch(each))), default=0
    )
    heads = list(PLAIN)
    for group in (("option", "rationale"), ("statement",), ("step",), ("left", "right")):
        numbers = range(1, longest + 1)
        heads += [f"{name}_{n}" for n in numbers for name in group if f"{name}_{n}" in used]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_guarded(row.get(column, "")) for column in heads])
    return text.getvalue()


def _row(item: Item) -> dict[str, str]:
    """The cells of an item by column; columns that are not here are empty."""
    row = {
        name: str(getattr(item, name))
        for name in ("id", "stage", "topic", "bloom", "style", "source", "confidence", "review")
    }
    row |= {name: getattr(item, name) for name in ("stem", "front", "back")}
    row["editions"] = " ".join(item.editions)
    row |= {f"syllabus_{edition}": criterion for edition, criterion in item.syllabus.items()}
    row["beyond_exam"] = str(item.beyond_exam).lower()
    row["enemies"] = " ".join(item.enemies)
    row["shuffle"] = str(item.shuffle).lower()
    keys = (str(n) for n, option in enumerate(item.options, start=1) if option.correct)
    row["key"] = " ".join(keys)
    for n, option in enumerate(item.options, start=1):
        row |= {f"option_{n}": option.text, f"rationale_{n}": option.rationale}
    for n, pair in enumerate(item.pairs, start=1):
        row |= {f"left_{n}": pair.left, f"right_{n}": pair.right}
    for name, texts in (("statement", item.statements), ("step", item.steps)):
        row |= {f"{name}_{n}": text for n, text in enumerate(texts, start=1)}
    return row


def _parsed(text: str, file: str = "") -> Iterator[Raw]:
    """The rows of a text, whose first line names the columns."""
    # The reader takes quoted line ends as they are; all others were made line feeds before.
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heads = [head.strip().lower() for head in next(rows, [])]
        _refuse_heads(heads, file)
        begin = rows.line_num + 1
        for cells in rows:
            if any(cells):
                yield _question(begin, heads, [_unguarded(cell) for cell in cells])
            begin = rows.line_num + 1
    except csv.Error as error:
        message = f"This is not CSV: {error}."
        hint = "put texts with commas or quotes in quotes, and write a quote twice"
        raise ContentError((Problem(file, rows.line_num, 1, "not-csv", message, hint),)) from error


def _refuse_heads(heads: Sequence[str], file: str) -> None:
    """Refuse a file whose first line does not name columns of ours."""
    message = ""
    if "option_1" not in heads and "stem" not in heads and "front" not in heads:
        message = "The first line has to name the columns, like id,stem,option_1,rationale_1,key."
    elif len(heads) > MAX_COLUMNS:
        message = f"There are more than {MAX_COLUMNS} columns."
    elif twice := sorted({head for head in heads if head and heads.count(head) > 1}):
        message = f"The column {twice[0][:40]!r} is there twice."
    if message:
        hint = "the columns are separated by commas"
        raise ContentError((Problem(file, 1, 1, "wrong-columns", message, hint),))


def _question(line: int, heads: Sequence[str], cells: Sequence[str]) -> Raw:
    """The question of one row."""
    row = {head: cell for head, cell in zip(heads, cells, strict=False) if cell}
    raw = Raw(line)
    if len(cells) > len(heads) and any(cells[len(heads) :]):
        raw.problems.append(("too-many-cells", "This row has more cells than there are columns."))
    for head in row:
        if head not in PLAIN and not _NUMBERED.fullmatch(head):
            raw.losses.append((head[:40] or "a column without a name", "has no place"))
    plain = ("stage", "topic", "style", "source", "confidence", "review", "stem", "front", "back")
    values: dict[str, Any] = {name: row[name] for name in plain if name in row}
    if "id" in row:
        values["id"] = row["id"]
    if "editions" in row:
        values["editions"] = row["editions"].split()
    syllabus = {each: row[f"syllabus_{each}"] for each in STAGES if f"syllabus_{each}" in row}
    values |= {"syllabus": syllabus} if syllabus else {}
    if "bloom" in row:
        bloom = row["bloom"].strip()
        values["bloom"] = int(bloom) if re.fullmatch(r"[0-9]{1,3}", bloom) else bloom
    values["beyond_exam"] = row.get("beyond_exam", "").strip().lower() not in _FALSE
    values["enemies"] = row.get("enemies", "").split()
    values["shuffle"] = row.get("shuffle", "true").strip().lower() not in _FALSE
    raw.values = values | _lists(raw, row)
    return with_style(raw)


def _lists(raw: Raw, row: Mapping[str, str]) -> dict[str, Any]:
    """Options, statements, steps and pairs of a row."""
    keys = list(dict.fromkeys(row.get("key", "").split()))
    numbers = {name: _numbers(row, name) for name in NUMBERED}
    options = sorted({*numbers["option"], *numbers["rationale"]})
    pairs = sorted({*numbers["left"], *numbers["right"]})
    known = set(map(str, options))
    if unknown := next((key for key in keys if key not in known), None):
        message = f"The key {unknown[:20]!r} is not the number of an option."
        raw.problems.append(("no-key", message))
    found = {
        "options": [
            {
                "text": row.get(f"option_{n}", ""),
                "correct": str(n) in keys,
                "rationale": row.get(f"rationale_{n}", ""),
            }
            for n in options
        ],
        "statements": [row[f"statement_{n}"] for n in numbers["statement"]],
        "steps": [row[f"step_{n}"] for n in numbers["step"]],
        "pairs": [
            {"left": row.get(f"left_{n}", ""), "right": row.get(f"right_{n}", "")} for n in pairs
        ],
    }
    return {name: values for name, values in found.items() if values}


def _numbers(row: Mapping[str, str], name: str) -> list[int]:
    """The numbers for which a row has a cell of this kind, ascending."""
    found = (_NUMBERED.fullmatch(head) for head in row)
    return sorted(int(each[2]) for each in found if each is not None and each[1] == name)


def _guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return GUARD + cell if cell.startswith((*FORMULA, GUARD)) else cell


def _unguarded(cell: str) -> str:
    """A cell as it was before `_guarded`; an apostrophe before anything else belongs to it."""
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith((*FORMULA, GUARD)) else cell
