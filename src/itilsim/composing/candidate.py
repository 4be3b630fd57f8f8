"""One candidate for a shift: a bill of fare, its causes, and all of it laid out in time.

The one idea: what a shift contains is decided first, by its level; who and what it is, and when it
comes, is drawn after that, each by a key of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from itilsim.composing.causes import HANDED_ON, Cause, Causes, repaired_in
from itilsim.composing.draws import Draws
from itilsim.composing.layout import Layout
from itilsim.composing.levels import Level
from itilsim.composing.messages import Messages
from itilsim.domain import speech
from itilsim.domain.estate import Hit
from itilsim.domain.library import Symptom, Utterance
from itilsim.domain.names import Channel, ComponentId, Effect, Mood, PersonId, ServiceId
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

HOUR: Final = 3600
LONG: Final = 90
"""Minutes beyond which a shift holds more than its level promises. Tuning constant."""
LEAVE: Final = {"threads": 35, "singles": 18, "matters": 12, "events": 6}
"""Minutes that are left for each ingredient before the end. Tuning constants."""
SHORT: Final = 75
"""Minutes from which on a shift holds all that its level promises. Tuning constant."""
ROOM: Final = 45
"""Minutes from which on there is room for more than one kind of fault. Tuning constant."""
PEAK: Final = 9 * 60
"""Seconds in which a fault that hits many fills the desk. Tuning constant."""
APART: Final = 14 * 60
"""Seconds between two of them at least. Tuning constant."""
NOT_AT_ONCE: Final = 8 * 60
"""Seconds in which a shift may begin quietly. Tuning constant."""
MOST_CALLERS: Final = 40
"""People of a group among whom callers are drawn. Tuning constant."""

LOCAL: Final = frozenset({"label-printer", "printer", "screen", "scanner", "kiosk", "cart"})
"""Classes of items that stand beside their users, who can name them. Tuning constant."""


class _Says(NamedTuple):
    """What a contact conveys besides who gets in touch, when and about what."""

    channel: Channel
    effect: Effect
    service: ServiceId | None
    component: ComponentId | None = None
    people: int = 1
    guess: str = ""
    fault: str = ""


@dataclass(slots=True)
class Candidate:
    """What a shift is to hold; filled by `drawn`."""

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


def drawn(base: Setting, sources: Sources, level: Level, layout: Layout, draws: Draws) -> Candidate:
    """Draw a candidate.

    Args:
        base: The organisation with its library, on the shift's date, without arrivals.
        sources: What its shifts are drawn from.
        level: What a shift of this level holds.
        layout: The day.
        draws: Chance.
    """
    return _Drawing(base, sources, level, layout, draws).candidate()


class _Drawing:
    """Draws one candidate, ingredient by ingredient."""

    def __init__(
        self, base: Setting, sources: Sources, level: Level, layout: Layout, draws: Draws
    ) -> None:
        """Begin with nothing."""
        self._base, self._sources, self._level = base, sources, level
        self._layout, self._draws = layout, draws
        self._causes = Causes(base, sources.left_out)
        self._messages = Messages(base, draws)
        self._found = Candidate()
        self._used: set[str] = set()
        self._peaks: list[int] = []

    def candidate(self) -> Candidate:
        """Draw it all."""
        self._found.deadlines = list(self._deadlines())
        self._threads()
        self._warnings()
        self._singles()
        self._matters()
        self._events()
        self._history()
        self._handover()
        self._found.contacts.sort(key=lambda each: each.at)
        self._found.alerts.sort(key=lambda each: each.at)
        return self._found

    def _count(self, an_hour: tuple[int, int], what: str) -> int:
        """How many come in the whole shift, at so many an hour and on such a day."""
        share = self._layout.minutes / 60
        low, high = an_hour
        mean = (low + (high - low) * self._draws.unit(what, "rate")) * share
        return max(round(mean * self._layout.day_factor), 1 if low else 0)

    def _some(self, in_all: tuple[int, int], what: str) -> int:
        """How many of what a level promises come: one at most in a short shift, more in a long."""
        low, high = in_all
        found = self._draws.between(low, high, what, "count")
        if self._layout.minutes < SHORT:
            return min(found, 1)
        return round(found * max(self._layout.minutes / LONG, 1))

    # Faults

    def _threads(self) -> None:
        """Faults that hit many, of whom several call."""
        count = self._some(self._level.threads, "threads")
        moments = self._layout.moments(count, "threads", leave=LEAVE["threads"])
        free = NOT_AT_ONCE if self._layout.minutes >= SHORT else 60
        for n, moment in enumerate(moments):
            at = max(moment, free)
            free = at + APART
            self._peaks.append(at)
            cause = self._cause(at, n, "thread", small=False)
            if cause is None:
                continue
            fault = self._fail(cause, at, f"T{n + 1}")
            callers = self._draws.between(*self._level.callers, "thread", n, "callers")
            if self._layout.minutes < ROOM:
                callers = min(callers, 2)
            self._call(cause, fault, at, callers, HOUR // 6)

    def _singles(self) -> None:
        """Faults that hit one person or a few, of whom one calls."""
        count = self._count(self._level.singles, "singles")
        if self._layout.minutes < ROOM and self._found.faults:
            count = 0
        moments = self._layout.moments(count, "singles", leave=LEAVE["singles"])
        for n, at in enumerate(self._beside_peaks(moments, "singles")):
            cause = self._cause(at, n, "single", small=True)
            if cause is not None:
                self._call(cause, self._fail(cause, at, f"S{n + 1}"), at, 1, 4 * 60)

    def _warnings(self) -> None:
        """Failures that can be seen coming; those who would be hit call if nobody acts."""
        lead = self._level.lead_minutes * 60
        count = self._some(self._level.warnings, "warnings")
        last = self._layout.minutes * 60
        for n, at in enumerate(
            self._layout.moments(count, "warnings", leave=self._level.lead_minutes + 5)
        ):
            strikes = min(at + lead, last - 10 * 60)
            fits = strikes - at
            cause = self._cause(strikes, n, "warning", small=None, within=fits)
            if cause is None:
                continue
            fault = self._fail(cause, at - 10 * 60, f"W{n + 1}", strikes)
            self._warn(cause, fault, at, strikes, f"V{n + 1}")
            self._call(cause, fault, strikes, 2 if cause.people > 1 else 1, 5 * 60)

    def _cause(
        self, at: int, n: int, what: str, *, small: bool | None, within: int = 0
    ) -> Cause | None:
        """A cause that has not been used, by Zipf's law over the items; none if none is left."""
        fitting = [
            cause for cause in self._ordered if self._fits(cause, at, small=small, within=within)
        ]
        if not fitting:
            return None
        cause = self._draws.ranked(fitting, self._sources.item_zipf_percent, what, n, "cause")
        self._used |= {cause.component.id, cause.mode.symptom, cause.mode.id}
        return cause

    def _fits(self, cause: Cause, at: int, *, small: bool | None, within: int) -> bool:
        if {cause.component.id, cause.mode.symptom, cause.mode.id} & self._used:
            return False
        if small is not None and cause.is_small != small:
            return False
        if within:
            in_time = cause.warns and HANDED_ON + repaired_in(cause) < within
        else:
            in_time = self._causes.in_time(cause, at)
        atwork = any(self._at_work(self._base.groups[hit.group], at) for hit in cause.hits)
        return in_time and atwork and self._causes.priority(cause, at) >= self._level.highest

    @property
    def _ordered(self) -> list[Cause]:
        """All causes, in the organisation's own order of frequency, which no seed changes."""
        whole = Draws(0, 0)
        return whole.order(self._causes.all, self._base.organisation.id, "items")

    def _fail(self, cause: Cause, at: int, name: str, strikes: int | None = None) -> FaultArrival:
        fault = FaultArrival(
            id=name,
            at=self._layout.clock(at),
            component=cause.component.id,
            mode=cause.mode.id,
            strikes_at="" if strikes is None else self._layout.clock(strikes),
        )
        self._found.faults.append(fault)
        return fault

    def _warn(self, cause: Cause, fault: FaultArrival, at: int, strikes: int, name: str) -> None:
        said = f"say-{name}"
        percent = 100 - min((strikes - at) // 60 // 3 + 2, 30)
        blanks = {"percent": percent, "minutes": (strikes - at) // 60, "limit": percent - 2}
        entry = speech.trend(cause.mode.id)
        self._found.utterances.append(self._messages.alert(entry, said, name, blanks))
        self._found.alerts.append(
            AlertArrival(
                id=name,
                at=self._layout.clock(at),
                component=cause.component.id,
                significance="warning",
                utterance=said,
                fault=fault.id,
                hurts_at=self._layout.clock(strikes),
                teaches=("2011:5.event", "4:6.1.event", "5:operate"),
            )
        )

    def _call(self, cause: Cause, fault: FaultArrival, at: int, callers: int, mean: int) -> None:
        """Some of those whom a fault hits get in touch."""
        draws = self._draws
        hits = [h for h in cause.hits if self._at_work(self._base.groups[h.group], at)]
        moment = at + 60
        for n in range(callers):
            key = (fault.id, "caller", n)
            hit = draws.weighted(hits, lambda h: self._base.groups[h.group].people, *key, "group")
            group = self._base.groups[hit.group]
            moment += 30 + int(draws.unit(*key, "gap") * mean)
            effect: Effect = "stopped" if hit.level == "down" else "slowed"
            local = cause.component.kind in LOCAL
            seen = (
                1
                if draws.happens(40, *key, "alone")
                else draws.between(1, min(group.people, 60), *key, "people")
            )
            says = _Says(
                channel=draws.pick(("phone", "phone", "phone", "chat"), *key, "channel"),
                effect=effect,
                service=hit.services[0] if hit.services else None,
                component=cause.component.id if local else None,
                people=group.people if local else seen,
                guess=self._guess(group, hit, *key),
                fault=fault.id,
            )
            symptom = self._base.symptoms[cause.mode.symptom]
            self._contact(moment, f"{fault.id}{'abcdefgh'[n]}", group, symptom, says)

    def _guess(self, group: UserGroup, hit: Hit, *key: object) -> str:
        """A wrong guess of the cause: a service that the caller knows, and that is well."""
        well = [each for each in group.services if each not in hit.services]
        if not well or not self._draws.happens(self._level.guess_percent, *key, "guess"):
            return ""
        return self._draws.pick(well, *key, "guessed")

    # What single people bring

    def _matters(self) -> None:
        """Wishes, questions, complaints and small troubles, by Zipf's law over the matters."""
        count = self._count(self._level.matters, "matters")
        known = [self._base.symptoms[each] for each in self._sources.matters]
        moments = self._layout.moments(count, "matters", leave=LEAVE["matters"])
        for n, at in enumerate(self._beside_peaks(moments, "matters")):
            left = [each for each in known if each.id not in self._used]
            symptom = self._draws.ranked(
                left, self._sources.matter_zipf_percent, "matters", n, "what"
            )
            self._used.add(symptom.id)
            group = self._who_wants(symptom, at, n)
            channel, effect = self._channel(symptom, n), self._effect(symptom, n)
            says = _Says(channel, effect, symptom.service)
            self._contact(at, f"M{n + 1}", group, symptom, says)

    def _beside_peaks(self, moments: list[int], what: str) -> Iterator[int]:
        """The same, put off where they would come at the height of something greater."""
        for n, at in enumerate(moments):
            over = [peak + PEAK for peak in self._peaks if peak <= at < peak + PEAK]
            yield over[-1] + int(self._draws.unit(what, n, "put off") * PEAK) if over else at

    def _who_wants(self, symptom: Symptom, at: int, n: int) -> UserGroup:
        groups = [g for g in self._base.organisation.groups if self._at_work(g, at)]
        users = [g for g in groups if symptom.service in g.services] or groups
        everybody = users or list(self._base.organisation.groups)
        return self._draws.weighted(everybody, lambda group: group.people, "matters", n, "group")

    def _channel(self, symptom: Symptom, n: int) -> Channel:
        """By portal and mail comes what can wait."""
        urgent = symptom.service == "DIR" or symptom.kind == "incident"
        shares = [s for s in self._sources.channels if not urgent or s.channel != "portal"]
        return self._draws.weighted(shares, lambda s: s.percent, "matters", n, "channel").channel

    def _effect(self, symptom: Symptom, n: int) -> Effect:
        if symptom.kind == "incident":
            return "stopped" if self._draws.happens(25, "matters", n, "effect") else "slowed"
        return "question"

    def _contact(self, at: int, name: str, group: UserGroup, symptom: Symptom, says: _Says) -> None:
        found = ContactArrival(
            id=name,
            at=self._layout.clock(at),
            channel=says.channel,
            person=self._person(group, name),
            symptom=symptom.id,
            utterance=f"say-{name}",
            effect=says.effect,
            service=says.service,
            component=says.component,
            people=says.people,
            mood=self._mood(name),
            guess=says.guess,
            fault=says.fault,
            teaches=TEACHES[symptom.kind],
        )
        self._found.contacts.append(found)
        self._found.utterances.append(self._messages.of(found, group.department))

    def _person(self, group: UserGroup, name: str) -> PersonId:
        """Somebody of a group, some much more often than others."""
        named = [p for p in self._base.organisation.people if p.group == group.id and p.vip]
        if named and self._draws.happens(50, name, "vip"):
            return named[0].id
        heads = range(min(group.people, MOST_CALLERS))
        index = self._draws.ranked(heads, self._sources.caller_zipf_percent, name, "person")
        return PersonId(f"{group.id}#{index}")

    def _mood(self, name: str) -> Mood:
        if not self._draws.happens(self._level.loud_percent, name, "loud"):
            return "calm"
        return "angry" if self._draws.happens(30, name, "angry") else "pressed"

    def _at_work(self, group: UserGroup, at: int) -> bool:
        return self._base.hours[group.hours].is_open(at)

    # Events, history, note

    def _events(self) -> None:
        """Events that mean nothing: something ended as planned, or a short peak."""
        components = self._base.organisation.components
        plain = [c for c in components if self._messages.has(speech.routine(c.kind))]
        short = [c for c in components if self._messages.has(speech.blip(c.kind))]
        count = self._count(self._level.events, "events")
        for n, at in enumerate(self._layout.moments(count, "events", leave=LEAVE["events"])):
            noise = bool(short) and self._draws.happens(
                self._level.noise_percent, "events", n, "noise"
            )
            kinds = short if noise else plain
            left = [c for c in kinds if c.id not in self._used]
            if not left:
                continue
            component = self._draws.pick(left, "events", n, "item")
            self._used.add(component.id)
            name = f"E{n + 1}"
            entry = speech.blip(component.kind) if noise else speech.routine(component.kind)
            said = self._messages.alert(entry, f"say-{name}", name, {})
            self._found.utterances.append(said)
            self._found.alerts.append(
                AlertArrival(
                    id=name, at=self._layout.clock(at), component=component.id,
                    significance="warning" if noise else "informational", utterance=said.id,
                    teaches=("2011:5.event", "4:6.1.event", "5:operate"),
                )
            )  # fmt: skip
            if noise:
                self._found.handover.append(
                    f"{component.name} shows a short peak now and then. Nothing has come of it."
                )

    def _deadlines(self) -> Iterator[Deadline]:
        """Appointments of the day that lie ahead."""
        start = self._layout.start
        day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[start.weekday()]
        for each in self._sources.appointments:
            if day in each.days and each.at > f"{start:%H:%M}":
                yield Deadline(each.at, each.where, each.words)

    def _history(self) -> None:
        """Earlier incidents: some like the first fault that hits many, some with nothing to it."""
        threads = [each for each in self._found.faults if each.id.startswith("T")]
        number = 9000 + self._draws.between(0, 400, "history")
        for n in range(self._level.history if threads else 0):
            first = threads[0]
            number += self._draws.between(20, 90, "history", n)
            self._found.past.append(self._past(number, first.component, first.mode, 20 + 31 * n))
        for n in range(2):
            cause = self._draws.pick(self._causes.all, "history", "other", n)
            number += self._draws.between(20, 90, "history", "other", n)
            if cause.component.id not in self._used:
                self._found.past.append(
                    self._past(number, cause.component.id, cause.mode.id, 45 + 17 * n)
                )

    def _past(self, number: int, component: ComponentId, mode: str, days: int) -> PastIncident:
        item, how = self._base.estate.components[component], self._base.modes[mode]
        return PastIncident(f"INC{number:07d}", component, mode, days, f"{item.name}: {how.name}")

    def _handover(self) -> None:
        """The note: what is known of the day, and otherwise nothing."""
        end = self._layout.clock(self._layout.minutes * 60 + 2 * HOUR)
        self._found.handover += [
            f"At {each.at}: {each.words}" for each in self._found.deadlines if each.at < end
        ]
        if not self._found.handover:
            self._found.handover.append("Quiet so far. Nothing is left over for you.")


TEACHES: Final = {
    "incident": ("2011:5.incident", "4:7.1.incident", "5:support"),
    "request": ("2011:5.request", "4:7.1.request", "5:deliver"),
    "information": ("2011:5.request", "4:7.1.request", "5:deliver"),
    "access": ("2011:5.access", "4:7.1.request", "5:deliver"),
    "complaint": ("2011:6.desk", "4:7.1.desk", "5:support"),
}
"""What each kind of matter exercises."""
