"""Add-ons: "whenever you have done X, do Y", for every X and every Y, without reading a word.

The one idea: what can be done to a subject is known from the commands alone, so all add-ons can be
listed. Values from a closed vocabulary are each an add-on of their own; names (of teams, known
errors, models, services, components) are drawn anew for each seed, so that no name can be learnt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import product
from random import Random
from typing import Literal, TypeAlias, get_args, get_origin, get_type_hints

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.sim.policies.habits import Habit
from itilsim.sim.policies.steps import Tried

Pick: TypeAlias = Callable[[Desk, str, Random], object]
"""Finds a value at the moment of use."""


@dataclass(frozen=True, slots=True)
class AddOn:
    """Whenever one command was done, another on the same subject."""

    after: type[c.Command]
    """What it follows."""
    then: type[c.Command]
    """What it does."""
    values: tuple[tuple[str, object], ...]
    """Its fields, each with a value or the name of a pick."""

    @property
    def act(self) -> str:
        """What it does, in words."""
        values = ", ".join(f"{name} {value}" for name, value in self.values)
        return f"{self.then.kind}{f' ({values})' if values else ''}"

    @property
    def words(self) -> str:
        """As it is listed."""
        return f"after {self.after.kind}: {self.act}"


def add_ons(known: Sequence[type[c.Command]] = c.COMMANDS) -> Iterator[AddOn]:
    """All add-ons."""
    for after in known:
        if not c.subject_field(after):
            continue
        for then in known:
            for values in product(*(_choices(name, hint) for name, hint in _others(then))):
                names = (name for name, _ in _others(then))
                if c.subject_field(then):
                    yield AddOn(after, then, tuple(zip(names, values, strict=True)))


def habit_of(add_on: AddOn, seed: int) -> Habit:
    """The habit that is an add-on.

    Draws: from the stream `add-on`, one for each name that it needs.
    """
    stream = Random(f"{seed}/add-on/{add_on.words}")

    def habit(desk: Desk, command: c.Command) -> Tried:
        done = yield command
        if done and type(command) is add_on.after:
            subject = getattr(command, c.subject_field(add_on.after))
            yield submitted(add_on, desk, subject, stream)
        return done

    return habit


def submitted(add_on: AddOn, desk: Desk, subject: str, stream: Random) -> c.Command:
    """What an add-on does to a subject now."""
    values: dict[str, object] = {
        name: PICKS[value](desk, subject, stream) if value in PICKS else value
        for name, value in add_on.values
    }
    return add_on.then(**{c.subject_field(add_on.then): subject}, **values)


def _any_of(names: Callable[[Desk], Sequence[object]]) -> Pick:
    def pick(desk: Desk, _subject: str, stream: Random) -> object:
        found = names(desk)
        return found[int(stream.random() * len(found))] if found else ""

    return pick


def _nth_open(place: int) -> Pick:
    def pick(desk: Desk, subject: str, _stream: Random) -> object:
        others = [each for each in desk.open if each != subject]
        return others[place] if others else subject

    return pick


PICKS: Mapping[object, Pick] = {
    "any team": _any_of(lambda desk: list(desk.setting.teams)),
    "any known error": _any_of(lambda desk: list(desk.setting.known_errors)),
    "any article": _any_of(lambda desk: list(desk.setting.articles)),
    "any model": _any_of(lambda desk: list(desk.setting.request_models)),
    "the first open record": _nth_open(0),
    "the last open record": _nth_open(-1),
    "all open records": lambda desk, _subject, _stream: tuple(desk.open),
    "past incidents": lambda desk, _subject, _stream: tuple(
        each.number for each in desk.setting.scenario.past_incidents
    ),
}
"""Values that are found at the moment of use, by name."""

_NAMED: Mapping[str, tuple[object, ...]] = {
    "team": ("any team",),
    "known_error": ("", "any known error"),
    "article": ("", "any article"),
    "model": ("any model",),
    "parent": ("the first open record", "the last open record"),
    "next_minutes": (None, 10, 30, 24 * 60),
    "impact": (1, 2, 3),
    "urgency": (1, 2, 3),
    "incidents": ((), "past incidents"),
    "items": ((), "all open records"),
    "text": ("noted",),
    "category": (None,),
    "service": (None,),
    "component": (None,),
    "risk": (None,),
    "promise": (None,),
    "field": ("kind",),
    "value": ("incident",),
    "rung": (1,),
    "question": ("",),
    "option": (0,),
}
"""Values of fields of any name; a closed vocabulary lists its own."""


def _choices(name: str, hint: object) -> tuple[object, ...]:
    if name in _NAMED:
        return _NAMED[name]
    if hint is bool:
        return (False, True)
    return _words(hint)


def _words(hint: object) -> tuple[object, ...]:
    if get_origin(hint) is Literal:
        return get_args(hint)
    return tuple(each for part in get_args(hint) for each in _words(part))


def _others(command: type[c.Command]) -> tuple[tuple[str, object], ...]:
    hints = get_type_hints(command)
    return tuple((e.name, hints[e.name]) for e in fields(command) if e.name not in c.SUBJECT_FIELDS)
