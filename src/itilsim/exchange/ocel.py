"""OCEL 2.0: records and all that takes part in their lives, for object-centric process mining.

The one idea: nothing is flattened. An event is told once, with everything that takes part in it and
how; a value that changes is told with the second since which it holds. Source: OCEL 2.0
specification, 2023, JSON format; its schema wants every value as a text and types declared apart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.exchange.happenings import (
    MOMENTS,
    Change,
    Happening,
    Lives,
    Part,
    Thing,
    Value,
    Wording,
    writable,
)
from itilsim.exchange.happenings_reading import lives_of
from itilsim.exchange.local_times import ALWAYS, stamps

WHOLE_NUMBERS: Final = frozenset({"priority", "impact", "urgency", "true_impact", "true_urgency"})
"""Attributes of records that are told as text elsewhere, and are numbers."""
YES_OR_NO: Final = frozenset({"made_response", "made_resolution"})
"""Attributes of records that are told as text elsewhere, and are true or false."""

_Tell = Callable[[int], str]
_Json = dict[str, Any]


def ocel(setting: Setting, facts: Sequence[Fact], wording: Wording) -> bytes:
    """The file of a run.

    Args:
        setting: The resolved scenario.
        facts: The log, whole or as far as it goes.
        wording: Words for codes.
    """
    lives = lives_of(setting, facts, wording)
    tell = stamps(setting, lives.last)
    tree = {
        "objectTypes": _object_types(lives),
        "eventTypes": _event_types(lives.happenings),
        "objects": _objects(lives, tell),
        "events": [_event(one, tell) for one in lives.happenings],
    }
    return f"{json.dumps(tree, ensure_ascii=False, indent=1)}\n".encode()


def object_id(thing: Thing) -> str:
    """The id of an object: its kind and its id there, since a team may be called as a service."""
    return writable(f"{thing.kind}:{thing.id}")


def _event_types(happenings: Iterable[Happening]) -> list[_Json]:
    """Each activity with what its events say, in order of first use."""
    found: dict[str, dict[str, str]] = {}
    for one in happenings:
        attributes = found.setdefault(one.activity, {"resource": "string", "group": "string"})
        attributes.update({name: _type(name, value) for name, value in one.details.items()})
    return [_declared(name, attributes) for name, attributes in found.items()]


def _object_types(lives: Lives) -> list[_Json]:
    """Each kind of thing with what such things say, in order of first use."""
    found: dict[str, dict[str, str]] = {}
    for thing in _things(lives):
        found.setdefault(thing.kind, {})
    for change in lives.changes:
        found[change.thing.kind][change.name] = _type(change.name, change.value)
    return [_declared(kind, attributes) for kind, attributes in found.items()]


def _declared(name: str, attributes: dict[str, str]) -> _Json:
    types = [{"name": each, "type": kind} for each, kind in attributes.items()]
    return {"name": name, "attributes": types}


def _things(lives: Lives) -> dict[Thing, None]:
    """Everything that takes part in anything, in order of first part."""
    return dict.fromkeys(part.thing for one in lives.happenings for part in one.parts)


def _objects(lives: Lives, tell: _Tell) -> list[_Json]:
    changes: dict[Thing, list[Change]] = {thing: [] for thing in _things(lives)}
    relations: dict[Thing, list[Part]] = {thing: [] for thing in changes}
    for change in lives.changes:
        changes[change.thing].append(change)
    for thing, part in lives.relations:
        relations[thing].append(part)
    return [
        {
            "id": object_id(thing),
            "type": thing.kind,
            "attributes": [
                {
                    "name": each.name,
                    "value": _text(each.name, each.value, tell),
                    "time": ALWAYS if each.at is None else tell(each.at),
                }
                for each in mine
            ],
            "relationships": _related(relations[thing]),
        }
        for thing, mine in changes.items()
    ]


def _event(one: Happening, tell: _Tell) -> _Json:
    said: dict[str, Value] = {"resource": one.resource, "group": one.group, **one.details}
    return {
        "id": f"event:{one.position}",
        "type": one.activity,
        "time": tell(one.at),
        "attributes": [
            {"name": name, "value": _text(name, value, tell)}
            for name, value in said.items()
            if value != ""
        ],
        "relationships": _related(one.parts),
    }


def _related(parts: Iterable[Part]) -> list[_Json]:
    return [{"objectId": object_id(part.thing), "qualifier": part.qualifier} for part in parts]


def _type(name: str, value: Value) -> str:
    """The type of an attribute, of those that the specification has."""
    if name in MOMENTS:
        return "time"
    if isinstance(value, bool) or name in YES_OR_NO:
        return "boolean"
    return "integer" if isinstance(value, int) or name in WHOLE_NUMBERS else "string"


def _text(name: str, value: Value, tell: _Tell) -> str:
    if name in MOMENTS:
        return tell(int(value))
    return str(value).lower() if isinstance(value, bool) else writable(str(value))
