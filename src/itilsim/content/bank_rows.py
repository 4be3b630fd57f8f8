"""A bank as the cache keeps it: a row of values for each item or lesson, without field names.

The one idea: thousands of items have the same few fields. Named once, in the key of the entry, they
need not be read again for each item, and a row becomes an item by one call.
"""

from __future__ import annotations

import typing
from collections.abc import Callable
from functools import cache
from typing import Any

from itilsim.quiz.questions import Bank, Item, Lesson, Option, Pair, Source, Term
from itilsim.storage import shapes

FORM = b"rows 2"
"""Version of this form, part of the key of an entry; raised when it changes."""

Row = list[Any]
"""The values of a dataclass in the order of its fields; what JSON can hold."""


def rows_of(bank: Bank) -> Row:
    """Return a bank as rows."""
    return [[_row(each) for each in part] for part in (bank.items, bank.sources, bank.lessons)]


def bank_of(rows: Row) -> Bank | None:
    """Return the bank of rows that `rows_of` made; they are used up. None if they are no such."""
    try:
        parts = zip((Item, Source, Lesson), rows, strict=True)
        return Bank(*(tuple(map(_maker(kind), part)) for kind, part in parts))
    except (TypeError, ValueError, LookupError):
        return None


def _row(value: Item | Option | Pair | Source | Lesson | Term) -> Row:
    """A dataclass as a row."""
    kind: shapes.Hint = type(value)
    return [_plain(getattr(value, field.name)) for field in shapes.fields_of(kind)]


def _plain(value: object) -> object:
    """A value of a field as JSON holds it."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _row(value) if isinstance(value, Option | Pair | Term) else value


@cache
def _maker(type_: type) -> Callable[[Row], Any]:
    """What makes a dataclass of a row."""
    hints = [field.hint for field in shapes.fields_of(type_)]
    lists = [(n, _parts(hint)) for n, hint in enumerate(hints) if shapes.origin(hint) is tuple]

    def make(row: Row) -> object:
        for n, part in lists:
            row[n] = tuple(row[n]) if part is None else tuple(map(part, row[n]))
        return type_(*row)

    return make


def _parts(hint: shapes.Hint) -> Callable[[Row], Any] | None:
    """What makes the members of a tuple; None if they are as they are."""
    inner = typing.get_args(hint)[0]
    return _maker(inner) if shapes.is_dataclass(inner) else None
