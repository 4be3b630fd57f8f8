"""Random: the oldest item, any legal command, any values."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from random import Random
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.names import TRAINEE
from itilsim.sim.policies.steps import Steps

TRIES = 40
"""Draws before it gives the item up for a while (tuning constant)."""

_NEVER = (c.EndShift, c.RejectChoice, c.WriteNote)


def random_choice(desk: Desk, seed: int) -> Steps:
    """Draw a command and its values uniformly until one is accepted, then the next item.

    Draws: from the stream `policy/random_choice`, one for each choice.
    """
    stream = Random(f"{seed}/policy/random_choice")  # noqa: S311 - a simulation, not a secret
    kinds = [kind for kind in c.COMMANDS if kind not in _NEVER]
    while True:
        subject = _oldest(desk)
        if subject is None:
            yield None
            continue
        for _ in range(TRIES):
            kind = _pick(kinds, stream)
            if (yield _drawn(kind, subject, desk, stream)):
                break
        else:
            yield None


def _oldest(desk: Desk) -> str | None:
    live = desk.live.get(TRAINEE)
    for subject in ((live,) if live else (), desk.inbox, desk.attention, desk.open):
        for each in subject:
            return each
    return None


def _pick(values: Any, stream: Random) -> Any:
    return values[int(stream.random() * len(values))]


def _drawn(kind: type[c.Command], subject: str, desk: Desk, stream: Random) -> c.Command:
    return kind(**{name: draw(subject, desk, stream) for name, draw in _draws(kind)})


@cache
def _draws(kind: type[c.Command]) -> tuple[tuple[str, Callable[..., Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _draw_for(field.name, hints[field.name])) for field in fields(kind))


def _draw_for(name: str, hint: Any) -> Callable[[str, Desk, Random], Any]:
    """How to draw a value for one field of a command."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    options = _options(hint)
    if options:
        return lambda subject, desk, stream: _pick(options, stream)
    return lambda subject, desk, stream: subject


def _options(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        found = tuple(each for part in get_args(hint) for each in _options(part))
        return (*found, None) if found else ()
    return (False, True) if hint is bool else ()


_BY_NAME: dict[str, Callable[[str, Desk, Random], Any]] = {
    "team": lambda subject, desk, stream: _pick(list(desk.setting.teams), stream),
    "service": lambda subject, desk, stream: _pick(list(desk.estate.services), stream),
    "component": lambda subject, desk, stream: _pick(list(desk.estate.components), stream),
    "parent": lambda subject, desk, stream: _pick([*desk.open, subject], stream),
    "article": lambda subject, desk, stream: _pick(["", *desk.setting.articles], stream),
    "known_error": lambda subject, desk, stream: _pick(
        [*desk.setting.known_errors, *desk.setting.articles], stream
    ),
    "model": lambda subject, desk, stream: _pick(list(desk.setting.request_models), stream),
    "next_minutes": lambda subject, desk, stream: _pick([None, 10, 20, 30], stream),
    "impact": lambda subject, desk, stream: _pick((1, 2, 3), stream),
    "urgency": lambda subject, desk, stream: _pick((1, 2, 3), stream),
    "incidents": lambda subject, desk, stream: (),
    "items": lambda subject, desk, stream: (),
    "risk": lambda subject, desk, stream: None,
    "promise": lambda subject, desk, stream: None,
}
