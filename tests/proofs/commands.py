"""Any command on anything: what a person, a bot or a monkey might submit.

The one idea: a whole number picks the command, and further ones its values among what the desk
knows and some things that are not there; so a list of numbers is a stream of commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.sim.shift import Shift

KINDS = tuple(kind for kind in c.COMMANDS if kind is not c.EndShift)


def drawn(desk: Desk, kind: type[c.Command], picks: Sequence[int]) -> c.Command:
    """A command whose values are picked among what is there."""
    numbers = iter((*picks, *([0] * 10)))
    hints = get_type_hints(kind)
    values = {
        field.name: _pick(tuple(_options(desk, field.name, hints[field.name])), next(numbers))
        for field in fields(kind)
    }
    return kind(**values)


def submit_stream(shift: Shift, numbers: Sequence[int]) -> None:
    """Submit a command for every six numbers, and let time pass."""
    for start in range(0, len(numbers), 6):
        first, wait, *picks = (*numbers[start : start + 6], 0, 0)
        if shift.ended:
            return
        try:
            answer = shift.submit(drawn(shift.desk, KINDS[first % len(KINDS)], picks))
            shift.advance(answer.busy_until)
        except Refused:
            shift.advance(shift.at + 10)
        shift.advance_to_change(shift.at + wait % 3600)


def _pick(options: tuple[Any, ...], number: int) -> Any:  # noqa: ANN401 - a field of any type
    return options[number % len(options)]


def _options(desk: Desk, name: str, hint: object) -> Iterator[Any]:
    """Everything that a field might hold, newest first, and something that it might not."""
    setting = desk.setting
    there: dict[str, Sequence[Any]] = {
        "contact": list(desk.contacts),
        "alert": list(desk.alerts),
        "ticket": list(desk.tickets),
        "parent": list(desk.tickets),
        "promise": list(desk.tickets),
        "origin": [*desk.inbox, *desk.contacts, *desk.alerts],
        "subject": [*desk.inbox, *desk.tickets],
        "team": list(setting.teams),
        "service": list(desk.estate.services),
        "component": list(desk.estate.components),
        "risk": list(desk.estate.components),
        "article": ["", *setting.articles],
        "known_error": ["", *setting.known_errors, *setting.articles],
        "model": list(setting.request_models),
        "impact": (1, 2, 3, 0, 4),
        "urgency": (1, 2, 3, 0, 4),
        "next_minutes": (None, 10, 30, 0, -5, 100_000),
        "incidents": [(), tuple(map(str, desk.tickets)), ("INC0009874", "INC0000000")],
        "items": [(), tuple(map(str, desk.tickets)), ("nothing",)],
        "text": ("It blinks.", "x" * 501, "[bold]\x1b[31m"),
        "field": ("kind", "nothing"),
        "value": ("incident", ""),
        "rung": (1, 2, 3, 0),
        "option": (0, 1, -1),
    }
    if name in there:
        yield from reversed(there[name])
        if not isinstance(there[name], tuple):
            yield () if name in ("incidents", "items") else "nobody/nothing/1"
    elif name == "question" and hint is str:
        yield from ("", "nothing")
    else:
        yield from _declared(hint)


def _declared(hint: object) -> Iterator[Any]:
    """The values that a type names."""
    if get_origin(hint) is Literal:
        yield from get_args(hint)
    elif hint is bool:
        yield from (False, True)
    elif hint is type(None):
        yield None
    else:
        for part in get_args(hint):
            yield from _declared(part)
