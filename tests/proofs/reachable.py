"""All that a policy can get hold of: every value behind an object's attributes and containers.

The one idea: what a policy file is given is one object, so walk from it to everything that plain
Python gets from it: attributes (slots, properties that are kept, private ones too), entries of
containers, the object behind a bound method, and what a function has closed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import FunctionType, MethodType, ModuleType

_NO_WORD = (bool, float, bytes, type, ModuleType)
"""What is no text and no number by which anything could be told."""


def values_behind(start: object) -> set[str | int]:
    """Every text and number that can be reached from an object.

    Args:
        start: Where to begin.
    """
    found: set[str | int] = set()
    seen: set[int] = set()
    waiting = [start]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str | int) and not isinstance(each, bool):
            found.add(each)
            continue
        if each is None or isinstance(each, _NO_WORD) or id(each) in seen:
            continue
        seen.add(id(each))
        waiting.extend(_next(each))
    return found


def _next(thing: object) -> Iterator[object]:
    """What one step leads to."""
    if isinstance(thing, MethodType):
        yield thing.__self__
        yield thing.__func__
    elif isinstance(thing, FunctionType):
        yield from (cell.cell_contents for cell in thing.__closure__ or ())
        yield thing.__defaults__
        yield thing.__kwdefaults__
    elif isinstance(thing, Mapping):
        yield from thing.keys()
        yield from thing.values()
    elif isinstance(thing, Iterable) and not isinstance(thing, Iterator):
        yield from thing
    yield from vars(thing).values() if hasattr(thing, "__dict__") else ()
    for kind in type(thing).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if hasattr(thing, name):
                yield getattr(thing, name)
