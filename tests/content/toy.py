"""A small tree of dataclasses that has every form of field which content may have."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NewType

TeamId = NewType("TeamId", str)


class Colour(enum.StrEnum):
    """How a light looks."""

    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something breaks."""

    kind: Literal["fault"]
    """What this is."""
    component: str
    """What breaks."""
    after: int = field(default=0, metadata={"ge": 0, "le": 86400})
    """Seconds from the beginning."""


@dataclass(frozen=True, slots=True)
class Message:
    """Somebody says something."""

    kind: Literal["message"]
    """What this is."""
    text: str = field(metadata={"min_length": 1, "max_length": 20})
    """What is said."""


Inject = Fault | Message


@dataclass(frozen=True, slots=True)
class Team:
    """A team of the support organisation."""

    id: TeamId = field(metadata={"pattern": "^[a-z-]+$"})
    """Its name in other places of the file."""
    people: int = 1
    """How many work there."""
    parts: tuple[Team, ...] = ()
    """Teams inside it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A service desk."""

    title: str
    """What it is called."""
    teams: tuple[Team, ...]
    """Who solves what the desk passes on."""
    pace: Literal["stepped", "paced"] = "stepped"
    """How time passes."""
    light: Colour = Colour.GREEN
    """The light over the door."""
    rate: float = 1.0
    """Contacts a minute."""
    open: bool = True
    """Whether anybody is there."""
    hours: tuple[int, int] = (8, 17)
    """First and last hour."""
    levels: dict[Literal["low", "high"], int] = field(default_factory=dict)
    """Steps by name."""
    phones: Mapping[str, Team] = field(default_factory=dict)
    """Teams by number."""
    injects: tuple[Inject, ...] = ()
    """What happens in any case."""
    finale: Inject | None = None
    """What happens last."""
    from_: str | None = None
    """Where it comes from."""

    def __post_init__(self) -> None:
        """Refuse hours that run backwards."""
        if self.hours[0] > self.hours[1]:
            raise ValueError("the hours run backwards")


@dataclass(frozen=True, slots=True)
class Assign:
    """A command whose kind is a class variable."""

    kind: ClassVar[str] = "assign"

    team: TeamId
    """Who gets it."""


@dataclass(frozen=True, slots=True)
class Resolve:
    """Another one."""

    kind: ClassVar[str] = "resolve"

    note: str
    """What was done."""


SOUND = """\
schema: itilsim/scenario/v1
title: A desk
teams:
  - id: network
    people: 3
    parts:
      - id: cables
  - {id: servers}
pace: paced
light: red
rate: 2
open: false
hours: [9, 18]
levels: {low: 1, high: 2}
phones:
  100: {id: first}
injects:
  - {kind: fault, component: db, after: 60}
  - kind: message
    text: Good morning
finale: {kind: message, text: Bye}
from: somewhere
"""
"""A file that uses all of it."""


def desk() -> Desk:
    """What `SOUND` says."""
    return Desk(
        title="A desk",
        teams=(
            Team(TeamId("network"), 3, (Team(TeamId("cables")),)),
            Team(TeamId("servers")),
        ),
        pace="paced",
        light=Colour.RED,
        rate=2.0,
        open=False,
        hours=(9, 18),
        levels={"low": 1, "high": 2},
        phones={"100": Team(TeamId("first"))},
        injects=(Fault("fault", "db", 60), Message("message", "Good morning")),
        finale=Message("message", "Bye"),
        from_="somewhere",
    )
