"""The reveal of each cause: what failed, through what it went, whom it hit, who said so and when.

The one idea: the way is read off the log, in the order in which it was gone, so that what is shown
step by step is what happened and not what the map would have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from itilsim.domain import facts as f
from itilsim.domain.names import ComponentId, FaultId, GroupId, Level
from itilsim.domain.scoring.memory import Judging


@dataclass(frozen=True, slots=True)
class Touched:
    """An item, service or group that worked worse than before."""

    at: int
    """When."""
    node: str
    """Which."""
    level: Level
    """How well it worked from then on."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that reached the desk because of a cause."""

    at: int
    """When."""
    subject: str
    """The contact or alert."""
    names: bool
    """It names the item that failed."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """The way of one cause from what failed to those who said so."""

    cause: FaultId
    """The fault."""
    component: ComponentId
    """What failed."""
    mode: str
    """How."""
    began_at: int
    """When it began to fail."""
    struck_at: int | None
    """When it was first felt or seen; none: it was not."""
    over_at: int | None
    """When it was repaired; none: not within the run."""
    touched: tuple[Touched, ...]
    """What it made worse, in order; each once, the item itself first."""
    hit: tuple[tuple[GroupId, int], ...]
    """Whom it hit when it struck, with head counts."""
    signs: tuple[Sign, ...]
    """What reached the desk because of it; each person once, in order."""
    paths: tuple[tuple[str, ...], ...]
    """The ways through the estate to those who said so, or to whom it hit first."""
    knowable_at: int | None
    """When something at the desk first named the item; none: nothing did."""
    found_at: int | None
    """When a team first wrote what it is; none: none did."""

    @property
    def people(self) -> int:
        """How many it hit."""
        return sum(count for _, count in self.hit)

    @property
    def told_at(self) -> int | None:
        """When the desk first heard of it; none: it never did."""
        return self.signs[0].at if self.signs else None


@dataclass(slots=True)
class _Way:
    """What is known of one cause so far."""

    component: ComponentId
    mode: str
    began_at: int
    struck_at: int | None = None
    over_at: int | None = None
    touched: dict[str, Touched] = field(default_factory=dict)
    hit: tuple[GroupId, ...] = ()
    signs: dict[str, Sign] = field(default_factory=dict)
    """By person, or by alert."""
    tellers: dict[GroupId, None] = field(default_factory=dict)
    knowable_at: int | None = None


@dataclass(slots=True)
class Trail:
    """The ways of all causes, as far as a log has been read."""

    ways: dict[str, _Way] = field(default_factory=dict)
    """By fault, in order of beginning."""
    cause_of: dict[str, str] = field(default_factory=dict)
    """The fault behind each contact and alert."""

    def after(self, judging: Judging, fact: f.Fact) -> None:
        """Follow one fact, once the judge has seen it.

        Args:
            judging: The judge.
            fact: What happened.
        """
        follow = _FOLLOWED.get(type(fact))
        if follow is not None:
            follow(self, judging, fact)

    def finish(self, judging: Judging, found: Mapping[str, int]) -> tuple[Reveal, ...]:
        """The reveals, of what was felt or said; what nobody could feel yet is left out.

        Args:
            judging: The judge, who has seen the whole log.
            found: When a team first wrote what it is, by fault.
        """
        return tuple(
            _reveal(judging, cause, way, found.get(cause))
            for cause, way in self.ways.items()
            if way.struck_at is not None or way.signs
        )


def _reveal(judging: Judging, cause: str, way: _Way, found_at: int | None) -> Reveal:
    estate = judging.state.estate
    ends = tuple(way.tellers) or way.hit[:1]
    paths = (estate.path(way.component, each) for each in ends)
    return Reveal(
        FaultId(cause), way.component, way.mode, way.began_at, way.struck_at, way.over_at,
        tuple(way.touched.values()),
        tuple((each, estate.groups[each].people) for each in way.hit),
        tuple(way.signs.values()),
        tuple(dict.fromkeys(each for each in paths if each)),
        way.knowable_at, found_at,
    )  # fmt: skip


def _began(trail: Trail, judging: Judging, fact: f.FaultBegan) -> None:
    trail.ways[fact.fault] = _Way(fact.component, fact.mode, fact.at)
    _struck(trail, judging, fact)


def _struck(trail: Trail, judging: Judging, fact: f.FaultBegan | f.FaultStruck) -> None:
    """Note when it is felt, and by whom; nothing yet while it is latent."""
    way, fault = trail.ways[fact.fault], judging.state.plant.faults[fact.fault]
    way.struck_at = fault.struck_at
    way.hit = tuple(each.group for each in fault.hits)


def _repaired(trail: Trail, judging: Judging, fact: f.FaultRepaired) -> None:
    del judging
    trail.ways[fact.fault].over_at = fact.at


def _changed(trail: Trail, judging: Judging, fact: f.LevelChanged) -> None:
    del judging
    way = trail.ways.get(fact.cause)
    if way is not None and fact.level != "up":
        way.touched.setdefault(fact.node, Touched(fact.at, fact.node, fact.level))


def _arrived(trail: Trail, judging: Judging, fact: f.ContactArrived) -> None:
    del judging
    way = trail.ways.get(fact.cause)
    if way is not None:
        trail.cause_of[fact.contact] = fact.cause
        way.tellers.setdefault(fact.group)
        sign = Sign(fact.at, fact.contact, fact.component == way.component)
        way.signs.setdefault(fact.person, sign)
        _names(way, fact.at, fact.component)


def _raised(trail: Trail, judging: Judging, fact: f.AlertRaised) -> None:
    del judging
    way = trail.ways.get(fact.cause)
    if way is not None:
        trail.cause_of[fact.alert] = fact.cause
        way.signs.setdefault(fact.alert, Sign(fact.at, fact.alert, fact.component == way.component))
        _names(way, fact.at, fact.component)


def _answered(trail: Trail, judging: Judging, fact: f.QuestionAnswered) -> None:
    del judging
    way = trail.ways.get(trail.cause_of.get(fact.contact, ""))
    if way is not None and fact.question == "item":
        _names(way, fact.at, fact.answer)


def _names(way: _Way, at: int, component: str | None) -> None:
    if component == way.component and way.knowable_at is None:
        way.knowable_at = at


_FOLLOWED: Final[Mapping[type, Callable[[Trail, Judging, Any], None]]] = {
    f.FaultBegan: _began,
    f.FaultStruck: _struck,
    f.FaultRepaired: _repaired,
    f.LevelChanged: _changed,
    f.ContactArrived: _arrived,
    f.AlertRaised: _raised,
    f.QuestionAnswered: _answered,
}
"""What is followed of a fact once it has happened."""
