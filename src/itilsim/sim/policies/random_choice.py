"""Random: the oldest item, any legal command, any values."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from random import Random
from typing import Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.names import TRAINEE
from itilsim.sim.policies.steps import Steps

V = TypeVar("V")

Draw: TypeAlias = Callable[[str, Desk, Random], object]
"""Draws a value for one field, given the subject in hand."""

TRIES = 40
"""Draws before it gives the item up for a while (tuning constant)."""

DRAWN: tuple[type[c.Command], ...] = (
    c.TakeCall,
    c.EndCall,
    c.AskCaller,
    c.VerifyIdentity,
    c.Reply,
    c.AcknowledgeAlert,
    c.AlertTeam,
    c.LogTicket,
    c.CategoriseTicket,
    c.PrioritiseTicket,
    c.AssignTicket,
    c.EscalateTicket,
    c.LinkTicket,
    c.UnlinkTicket,
    c.SearchKnowledge,
    c.ApplyWorkaround,
    c.UpdateCaller,
    c.SendNotice,
    c.ConfirmRestoration,
    c.HoldTicket,
    c.ResumeTicket,
    c.ResolveTicket,
    c.CloseTicket,
    c.ReopenTicket,
    c.CancelTicket,
    c.StartModel,
    c.AskApproval,
    c.FulfilStep,
    c.RefuseRequest,
    c.RaiseProblem,
    c.WriteHandover,
)
"""What it draws from, equally often. Not all commands: a new one must not change old logs."""


def random_choice(desk: Desk, seed: int) -> Steps:
    """Draw a command and its values uniformly until one is accepted, then the next item.

    Draws: from the stream `policy/random_choice`, one for each choice.
    """
    stream = Random(f"{seed}/policy/random_choice")
    while True:
        subject = _oldest(desk)
        if subject is None:
            yield None
            continue
        for _ in range(TRIES):
            if (yield some_command(subject, desk, stream)):
                break
        else:
            yield None


def some_command(subject: str, desk: Desk, stream: Random) -> c.Command:
    """Any command on a subject, with any values."""
    return _drawn(_pick(DRAWN, stream), subject, desk, stream)


def _oldest(desk: Desk) -> str | None:
    live = desk.live.get(TRAINEE)
    for subject in ((live,) if live else (), desk.inbox, desk.attention, desk.open):
        for each in subject:
            return each
    return None


def _pick(values: Sequence[V], stream: Random) -> V:
    return values[int(stream.random() * len(values))]


def _drawn(kind: type[c.Command], subject: str, desk: Desk, stream: Random) -> c.Command:
    return kind(**{name: draw(subject, desk, stream) for name, draw in _draws(kind.kind)})


@cache
def _draws(word: str) -> tuple[tuple[str, Draw], ...]:
    """Names of a command's fields, each with what draws a value for it."""
    kind = next(each for each in DRAWN if each.kind == word)
    hints = get_type_hints(kind)
    return tuple((field.name, _draw_for(field.name, hints[field.name])) for field in fields(kind))


def _draw_for(name: str, hint: object) -> Draw:
    """How to draw a value for one field of a command."""
    if name in _EMPTY:
        return lambda *_: _EMPTY[name]
    if name in _VALUES:
        return lambda subject, desk, stream: _pick(_VALUES[name](subject, desk) or ("",), stream)
    options = _options(hint)
    if options:
        return lambda _, __, stream: _pick(options, stream)
    return lambda subject, *_: subject


def _options(hint: object) -> tuple[object, ...]:
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        found = tuple(each for part in get_args(hint) for each in _options(part))
        return (*found, None) if found else ()
    return (False, True) if hint is bool else ()


_LEVELS = (1, 2, 3)

_VALUES: Mapping[str, Callable[[str, Desk], Sequence[object]]] = {
    "team": lambda _, desk: list(desk.setting.teams),
    "service": lambda _, desk: list(desk.estate.services),
    "component": lambda _, desk: list(desk.estate.components),
    "parent": lambda subject, desk: [*desk.open, subject],
    "article": lambda _, desk: ["", *desk.setting.articles],
    "known_error": lambda _, desk: [*desk.setting.known_errors, *desk.setting.articles],
    "model": lambda _, desk: list(desk.setting.request_models),
    "next_minutes": lambda *_: (None, 10, 20, 30),
    "impact": lambda *_: _LEVELS,
    "urgency": lambda *_: _LEVELS,
}
"""From which values a field of this name is drawn; nothing where a scenario has none."""

_EMPTY: Mapping[str, object] = {"incidents": (), "items": (), "risk": None, "promise": None}
"""Fields that stay empty."""
