"""All defaults of the content format, and how to keep them: `python -m tests.golden.defaults`.

A digest leaves out what equals its default, so a default is a rule: a changed one changes what old
runs meant.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterator
from pathlib import Path

from itilsim.content.digest import canonical, default_of
from itilsim.domain.library import Library
from itilsim.domain.names import DECORATION
from itilsim.domain.organisation import Organisation
from itilsim.domain.scenario import Scenario
from itilsim.storage import shapes

FILE = Path(__file__).with_name("defaults.json")
RENEW = "python -m tests.golden.defaults"


def defaults() -> dict[str, object]:
    """Each default by class and field."""
    found: dict[str, object] = {}
    for type_ in dict.fromkeys(_classes((Scenario, Organisation, Library))):
        for field in dataclasses.fields(type_):
            default = default_of(field)
            if default is not dataclasses.MISSING and field.name not in DECORATION:
                found[f"{type_.__name__}.{field.name}"] = canonical(default)
    return dict(sorted(found.items()))


def _classes(types: typing.Iterable[type]) -> Iterator[type]:
    for type_ in types:
        yield type_
        hints = typing.get_type_hints(type_).values()
        yield from _classes(each for hint in hints for each in _in(hint))


def _in(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and shapes.is_dataclass(hint):
        yield hint
    for each in typing.get_args(hint):
        yield from _in(each)


if __name__ == "__main__":
    FILE.write_text(f"{json.dumps(defaults(), indent=1)}\n", encoding="utf-8")
