"""What every fact is, and its one line of the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from json import JSONEncoder
from json.encoder import encode_basestring
from operator import attrgetter
from types import NoneType
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened; the base only gives every fact its second."""

    kind: ClassVar[str] = ""
    """Stable word for the type, written to the log."""
    at: int
    """Second since the scenario began."""


def line(fact: Fact) -> str:
    """The fact as one line of a log, without the line feed; see `contract` for the form.

    The same text as `json.dumps(…, ensure_ascii=False, separators=(",", ":"))`, which costs three
    times as much; a test compares the two.
    """
    form, values = _LAYOUTS[type(fact)]
    return form % (fact.at, *[_ENCODERS[each.__class__](each) for each in values(fact)])


_REST = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# One look into a table for each value, and no function of ours behind it: every fact is written.
_ENCODERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: str,
    bool: {False: "false", True: "true"}.__getitem__,
    NoneType: {None: "null"}.__getitem__,
    tuple: _REST,
}


class _Layouts(dict[type[Fact], tuple[str, Callable[[Fact], tuple[Any, ...]]]]):
    """The form of each type's line, and what gives the values besides `at`; made when asked."""

    def __missing__(self, kind: type[Fact]) -> tuple[str, Callable[[Fact], tuple[Any, ...]]]:
        names = tuple(each.name for each in fields(kind))[1:]
        keys = "".join(f',"{name}":%s' for name in names)
        form = f'{{"at":%d,"kind":"{kind.kind}"{keys}}}'
        if len(names) > 1:
            self[kind] = form, attrgetter(*names)
        else:
            self[kind] = form, lambda fact: tuple(getattr(fact, name) for name in names)
        return self[kind]


_LAYOUTS = _Layouts()
