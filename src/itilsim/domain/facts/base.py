"""What every fact is, and its one line of the log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from json import JSONEncoder
from json.encoder import encode_basestring
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
    return _WRITERS[fact.__class__](fact)


_REST = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# One look into a table for each value, and no function of ours behind it: every fact is written.
_ENCODERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: str,
    bool: {False: "false", True: "true"}.__getitem__,
    NoneType: {None: "null"}.__getitem__,
    tuple: _REST,
}


class _Writers(dict[type[Fact], Callable[[Fact], str]]):
    """What writes the facts of each type; made when asked, as `dataclass` makes an `__init__`."""

    def __missing__(self, kind: type[Fact]) -> Callable[[Fact], str]:
        names = tuple(each.name for each in fields(kind))[1:]
        parts = "".join(f',"{name}":{{_e[fact.{name}.__class__](fact.{name})}}' for name in names)
        form = f'{{{{"at":{{fact.at}},"kind":"{kind.kind}"{parts}}}}}'
        scope: dict[str, Any] = {"_e": _ENCODERS}
        exec(f"def write(fact):\n    return f'{form}'\n", scope)  # noqa: S102 - our own names
        self[kind] = scope["write"]
        return self[kind]


_WRITERS = _Writers()
