"""What all ingredients of a generated shift share: who draws, from what, and what was found so far.

The one idea: each ingredient adds to one candidate, and takes nothing that another has used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from itilsim.composing.causes import Cause, Causes
from itilsim.composing.draws import Draws
from itilsim.composing.layout import Layout
from itilsim.composing.levels import Level
from itilsim.composing.messages import Messages
from itilsim.domain.library import Symptom, Utterance
from itilsim.domain.names import (
    SPOKEN,
    Channel,
    ComponentId,
    Effect,
    GroupId,
    Mood,
    PersonId,
    ServiceId,
)
from itilsim.domain.organisation import UserGroup
from itilsim.domain.scenario import (
    AlertArrival,
    ContactArrival,
    Deadline,
    FaultArrival,
    PastIncident,
    Setting,
)
from itilsim.domain.sources import Sources

SHORT: Final = 60
"""Minutes from which on a shift holds all that its level promises. Tuning constant."""
LONG: Final = 105
"""Minutes beyond which it holds more. Tuning constant."""
LEAVE: Final = {"threads": 35, "singles": 18, "matters": 12, "events": 6}
"""Minutes that are left for each ingredient before the end. Tuning constants."""
PEAK: Final = 9 * 60
"""Seconds in which a fault that hits many fills the desk. Tuning constant."""
MOST_CALLERS: Final = 40
"""People of a group among whom callers are drawn. Tuning constant."""

EVENT: Final = ("2011:5.event", "4:6.1.event", "5:operate")
"""What an alert exercises."""
TEACHES: Final = {
    "incident": ("2011:5.incident", "4:7.1.incident", "5:support"),
    "request": ("2011:5.request", "4:7.1.request", "5:deliver"),
    "information": ("2011:5.request", "4:7.1.request", "5:deliver"),
    "access": ("2011:5.access", "4:7.1.request", "5:deliver"),
    "complaint": ("2011:6.desk", "4:7.1.desk", "5:support"),
}
"""What each kind of matter exercises."""


class Says(NamedTuple):
    """What a contact conveys besides who gets in touch, when and about what."""

    channel: Channel
    effect: Effect
    service: ServiceId | None
    component: ComponentId | None = None
    people: int = 1
    guess: str = ""
    fault: str = ""
    vague: bool = False
    impostor: bool = False
    approved: bool = True


@dataclass(slots=True)
class Candidate:
    """What a shift is to hold; filled ingredient by ingredient."""

    faults: list[FaultArrival] = field(default_factory=list)
    """What fails."""
    contacts: list[ContactArrival] = field(default_factory=list)
    """Who gets in touch."""
    alerts: list[AlertArrival] = field(default_factory=list)
    """What monitoring shows beside its checks."""
    deadlines: list[Deadline] = field(default_factory=list)
    """By when something must work."""
    past: list[PastIncident] = field(default_factory=list)
    """The history."""
    handover: list[str] = field(default_factory=list)
    """Lines of the note from the shift before."""
    utterances: list[Utterance] = field(default_factory=list)
    """The words of all that."""


class Drawing:
    """One candidate in the making."""

    def __init__(
        self, base: Setting, sources: Sources, level: Level, layout: Layout, draws: Draws
    ) -> None:
        """Begin with nothing.

        Args:
            base: The organisation with its library, on the shift's date, without arrivals.
            sources: What its shifts are drawn from.
            level: What a shift of this level holds.
            layout: The day.
            draws: Chance.
        """
        self.base, self.sources, self.level = base, sources, level
        self.layout, self.draws = layout, draws
        self.causes = Causes(base, sources.left_out)
        self.messages = Messages(base, draws)
        self.found = Candidate()
        self.used: set[str] = set()
        """Items, failure modes and symptoms that have had their place."""
        self.peaks: list[int] = []
        """When faults that hit many begin, in seconds."""

    def count(self, an_hour: tuple[int, int], what: str) -> int:
        """How many come in the whole shift, at so many an hour and on such a day."""
        share = self.layout.minutes / 60
        low, high = an_hour
        mean = (low + (high - low) * self.draws.unit(what, "rate")) * share
        return max(round(mean * self.layout.day_factor), 1 if low else 0)

    def some(self, in_all: tuple[int, int], what: str) -> int:
        """How many of what a level promises come: one at most in a short shift, more in a long."""
        low, high = in_all
        found = self.draws.between(low, high, what, "count")
        if self.layout.minutes < SHORT:
            return min(found, 1)
        return round(found * max(self.layout.minutes / LONG, 1))

    @cached_property
    def _callers(self) -> dict[str, tuple[GroupId, ...]]:
        """Groups whose people can have a symptom, where the organisation says it."""
        entries = [each for each in self.sources.callers if each.groups]
        return {symptom: each.groups for each in entries for symptom in each.symptoms}

    @cached_property
    def _channels(self) -> dict[str, tuple[Channel, ...]]:
        """Channels by which a symptom can come, where the organisation says it."""
        entries = [each for each in self.sources.callers if each.channels]
        return {symptom: each.channels for each in entries for symptom in each.symptoms}

    @cached_property
    def frequent(self) -> list[Cause]:
        """All causes, in the organisation's own order of frequency, which no seed changes."""
        return Draws(0, 0).order(self.causes.all, self.base.organisation.id, "items")

    def callers(self, symptom: Symptom, groups: Iterable[UserGroup]) -> list[UserGroup]:
        """Those of some groups whose people can turn to the desk about a symptom."""
        named = self._callers.get(symptom.id)
        silent = self.sources.never_call
        return [g for g in groups if g.id not in silent and (not named or g.id in named)]

    def is_named(self, symptom: Symptom) -> bool:
        """Whether the organisation says who can have a symptom."""
        return symptom.id in self._callers

    def comes_by(self, symptom: Symptom, channel: Channel) -> bool:
        """Whether somebody with a symptom can use a channel."""
        return channel in self._channels.get(symptom.id, (channel,))

    def at_work(self, group: UserGroup, at: int) -> bool:
        """Whether a group works at a second."""
        return self.base.hours[group.hours].is_open(at)

    def beside_peaks(self, moments: list[int], what: str) -> Iterator[int]:
        """The same, put off where they would come at the height of something greater."""
        for n, at in enumerate(moments):
            over = [peak + PEAK for peak in self.peaks if peak <= at < peak + PEAK]
            yield over[-1] + int(self.draws.unit(what, n, "put off") * PEAK) if over else at

    def contact(self, at: int, name: str, group: UserGroup, symptom: Symptom, says: Says) -> None:
        """Let somebody of a group get in touch.

        Args:
            at: When, in seconds since the beginning.
            name: Id of the arrival.
            group: Whose.
            symptom: What about.
            says: What else they convey.
        """
        person = self._person(group, name, says.fault)
        if person is None:
            return
        found = ContactArrival(
            id=name,
            at=self.layout.clock(at),
            channel=says.channel,
            person=person,
            symptom=symptom.id,
            utterance=f"say-{name}",
            effect=says.effect,
            service=says.service,
            component=says.component,
            people=says.people,
            mood=self._mood(symptom, name),
            guess=says.guess,
            fault=says.fault,
            vague=says.vague,
            impostor=says.impostor,
            approved=says.approved,
            teaches=TEACHES[symptom.kind],
        )
        self.found.contacts.append(found)
        self.found.utterances += self.messages.of(found, self._channels.get(symptom.id, ()))

    def _person(self, group: UserGroup, name: str, fault: str) -> PersonId | None:
        """Somebody of a group, some much more often than others; none: all have called about it."""
        called = {each.person for each in self.found.contacts if fault and each.fault == fault}
        named = [p for p in self.base.organisation.people if p.group == group.id and p.vip]
        if named and named[0].id not in called and self.draws.happens(50, name, "vip"):
            return named[0].id
        everybody = (PersonId(f"{group.id}#{n}") for n in range(min(group.people, MOST_CALLERS)))
        left = [person for person in everybody if person not in called]
        if not left:
            return None
        return self.draws.ranked(left, self.sources.caller_zipf_percent, name, "person")

    def vague(self, channel: Channel, name: str) -> bool:
        """Whether a caller with a trouble says nothing of the own work before somebody asks."""
        spoken = channel in SPOKEN
        return spoken and self.draws.happens(self.level.vague_percent, name, "vague")

    def _mood(self, symptom: Symptom, name: str) -> Mood:
        """Loud is who has a reason for it; angry only who has something broken."""
        broken = symptom.kind == "incident"
        loud = self.draws.happens(self.level.loud_percent, name, "loud")
        if not loud or not (broken or self.messages.hurries(symptom.id)):
            return "calm"
        return "angry" if broken and self.draws.happens(30, name, "angry") else "pressed"
