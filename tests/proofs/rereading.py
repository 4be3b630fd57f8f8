"""A finished shift read a second time from the lines of its log: what a debrief may print of it.

The one idea: nothing that judging or the debrief has worked out is asked. Arrivals, causes and both
clocks come from the oracles of `tests/domain`, all else from the lines and what is declared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from itilsim.domain.organisation import Service as OfService
from itilsim.domain.scenario import Setting
from tests.domain import clock_oracle, truth_oracle
from tests.domain.assess_oracle import Json
from tests.domain.clock_oracle import Both

ALL = frozenset({**truth_oracle.DEPARTURES, **clock_oracle.DEPARTURES})
PARTS = 60 * 100 * 100
"""Parts of a lost user-minute: seconds, percent lost, percent not worked around."""
FIRST_NUMBER = 10_023
"""On the first record of a shift."""
DESK = "SD"
GRACE = 60
"""Seconds after which a promised word is late."""
ALONE = ("arrival/", "leftover/")
"""How the cause of a single person's trouble begins."""
WORDS = {
    "call-taken": "contact",
    "caller-replied": "contact",
    "workaround-applied": "ticket",
    "caller-updated": "ticket",
    "restoration-confirmed": "ticket",
    "notice-sent": "ticket",
}
"""What tells somebody something, and the field that says about what."""
DEEDS = {
    "opened": ("ticket-opened",),
    "sent on": ("ticket-assigned", "team-alerted"),
    "told": ("call-taken", "caller-replied", "caller-updated", "notice-sent",
             "restoration-confirmed"),
    "resolved": ("ticket-resolved",),
}  # fmt: skip
"""What the desk does, by the word for it in a chart."""


class World(truth_oracle._World):
    """The truth, with what a repair leaves behind for a single person, as the line tells it."""

    def _arrived(self, line: Json) -> None:
        cause = line["cause"]
        if not cause.startswith("leftover/"):
            super()._arrived(line)
        elif (line["person"], cause) in self.asked:
            known = self.asked[line["person"], cause]
            both = (*known.subjects, line["contact"])
            self.asked[line["person"], cause] = replace(known, subjects=both)
        else:
            said = {name: line[name] for name in ("symptom", "person", "service", "component")}
            self.said[line["arrival"]] = SimpleNamespace(effect=line["effect"], **said)
            self.asked[line["person"], cause] = self._of_person(line, cause)


@dataclass
class Service:
    """A service over a whole log, in its agreed hours; seconds."""

    down: int = 0
    degraded: int = 0
    cut_off: int = 0
    people: int = 0


@dataclass(frozen=True)
class Told:
    """Somebody was told something."""

    at: int
    subject: str
    people: tuple[str, ...]
    groups: tuple[str, ...]
    next_update: int | None
    knowledge: str


@dataclass
class Reread:
    """A log, and what it comes to."""

    setting: Setting
    lines: Sequence[Json]
    defended: Mapping[str, set[object]] = field(default_factory=dict)
    """Known errors that could be defended on the evidence, by arrival, as judging says."""
    lost: Counter[str] = field(default_factory=Counter)
    """Parts of lost user-minutes by cause."""
    services: dict[str, Service] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    """What people read on a record."""
    logged: dict[str, str] = field(default_factory=dict)
    """As what each was logged."""
    spoken: dict[str, list[tuple[int, int | None]]] = field(default_factory=dict)
    """What the caller of each record heard, and until when the next word was promised."""
    hit: dict[str, list[int]] = field(default_factory=dict)
    """Each service at the end of each minute: 0 up, 1 slowed or worked around, 2 stopped."""

    def __post_init__(self) -> None:
        """Read it."""
        self.arrived: dict[str, Json] = {
            line.get("contact") or line["alert"]: line
            for line in self.lines
            if line["kind"] in ("contact-arrived", "alert-raised")
        }
        self.end = int(self.lines[-1]["at"])
        self.left_at = next(int(e["at"]) for e in self.lines if e["kind"] == "shift-ended")
        self._integrate()
        self._count()

    # What the oracles know

    @cached_property
    def asked(self) -> Mapping[str, truth_oracle.Asked]:
        """What the world asked for, by every contact and alert."""
        return {subject: each for each in self.world.asked.values() for subject in each.subjects}

    @cached_property
    def firsts(self) -> list[truth_oracle.Asked]:
        """The same, each once, in order of arrival."""
        return [each for subject, each in self.asked.items() if subject == each.subjects[0]]

    @cached_property
    def clocks(self) -> Mapping[str, Both]:
        """Both clocks of every arrival that has a target."""
        return clock_oracle.true(self.setting, self.lines, self.firsts, ALL)

    def kept(self, which: int) -> int:
        """So many targets that were not missed: of responses (0), of restorations (1)."""
        return sum(both[which].breached_at is None for both in self.clocks.values())

    # What people call it

    def time(self, at: int) -> str:
        """The time of day, from the time at which the scenario begins."""
        hours, minutes = self.setting.scenario.start[-5:].split(":")
        minute = (int(hours) * 60 + int(minutes) + at // 60) % 1440
        return f"{minute // 60:02d}:{minute % 60:02d}"

    def person(self, person: str) -> str:
        named = {str(each.id): each.name for each in self.setting.organisation.people}
        return named.get(person) or self.group(person.partition("#")[0])

    def group(self, group: str) -> str:
        named = {str(each.id): each.name for each in self.setting.organisation.groups}
        return named.get(group, group)

    def who(self, subject: str) -> str:
        line = self.arrived[subject]
        if line["kind"] == "contact-arrived":
            return self.person(line["person"])
        kinds = {"informational": "Informational", "warning": "Warning", "exception": "Exception"}
        return f"{kinds[line['significance']]} on {line['component']}"

    def named(self, subject: str) -> str:
        """Like "Marek Hollins at 09:25"."""
        return f"{self.who(subject)} at {self.time(self.arrived[subject]['at'])}"

    def headline(self, subject: str) -> str:
        """Like "09:25 Marek Hollins, phone: scanners spin (INC0010029)"."""
        line = self.arrived[subject]
        words = f"{self.time(line['at'])} {self.who(subject)}"
        if line["kind"] == "contact-arrived":
            channels = {"email": "e-mail"}
            words += f", {channels.get(line['channel'], line['channel'])}"
            symptoms = {str(each.id): each.name for each in self.setting.library.symptoms}
            words += f": {symptoms[line['symptom']]}"
        return words + (f" ({self.numbers[subject]})" if subject in self.numbers else "")

    # What was done

    def of(self, *kinds: str, **fields: object) -> list[Json]:
        """Lines of some kinds, with these values."""
        return [
            line
            for line in self.lines
            if line["kind"] in kinds
            and all(line.get(name) == value for name, value in fields.items())
        ]

    def record_of(self, subject: str) -> str | None:
        """The record of an arrival: that of its first contact that has one."""
        asked = self.asked.get(subject)
        subjects = (subject,) if asked is None else asked.subjects
        return next((each for each in subjects if each in self.logged), None)

    def _count(self) -> None:
        """Number the records, and note who was told what."""
        parents: dict[str, str] = {}
        order: list[str] = []
        for line in self.lines:
            kind, ticket = line["kind"], line.get("ticket", "")
            if kind in ("ticket-opened", "ticket-categorised"):
                if kind == "ticket-opened":
                    order.append(ticket)
                self.logged[ticket] = line["record"]
            elif kind in ("ticket-linked", "ticket-unlinked"):
                parents[ticket] = line.get("parent") or ""
            elif kind in WORDS:
                self.told.append(self._told(line, parents))
                self._speak(line, parents)
        for place, ticket in enumerate(order):
            kind = "INC" if self.logged[ticket] == "incident" else "REQ"
            self.numbers[ticket] = f"{kind}{FIRST_NUMBER + place:07d}"

    def _told(self, line: Json, parents: Mapping[str, str]) -> Told:
        kind, subject = line["kind"], line[WORDS[line["kind"]]]
        knowledge = line.get("known_error") or line.get("article") or ""
        if kind == "notice-sent":
            groups = tuple(line["groups"])
            return Told(line["at"], subject, (), groups, line["next_update"], knowledge)
        about = [subject]
        if kind == "restoration-confirmed":
            about += [child for child, parent in parents.items() if parent == subject]
        people = dict.fromkeys(
            self.arrived[each]["person"]
            for each in about
            if self.arrived[each]["kind"] == "contact-arrived"
        )
        return Told(line["at"], subject, tuple(people), (), line.get("next_update"), knowledge)

    def _speak(self, line: Json, parents: Mapping[str, str]) -> None:
        """Whom a word reaches who has a record by now; wide ones reach those under it, too."""
        about: str | None = line[WORDS[line["kind"]]]
        while about is not None and about not in self.logged:
            about = self.arrived[about].get("chases")
        if about is None or self._misleads(line):
            return
        wide = line["kind"] in ("notice-sent", "restoration-confirmed")
        under = [child for child, parent in parents.items() if parent == about and wide]
        for each in (about, *under):
            self.spoken.setdefault(each, []).append((line["at"], line.get("next_update")))

    def _misleads(self, line: Json) -> bool:
        """Advice in a notice that fits nobody is no word."""
        advice = line.get("known_error") if line["kind"] == "notice-sent" else ""
        if not advice:
            return False
        subject = line["ticket"]
        return advice not in self.asked[subject].known_errors | self.defended.get(subject, set())

    def promises(self) -> list[bool]:
        """Each promise of the next word: whether a word came by then, or it was over."""
        found = []
        for asked in self.firsts:
            record = self.record_of(asked.subjects[0])
            words = self.spoken.get(record or "", [])
            if asked.group is None or not any(promised for _, promised in words):
                continue
            book = self.hours.book
            first, until = book.first_word(*asked.subjects), self._waits_until(asked, record or "")
            first = first if first < clock_oracle.NEVER else asked.at
            heard = [(first, None), *(each for each in words if each[0] < until)]
            heard.append((max(first, until), None))
            found += [
                following <= promised + GRACE
                for (_, promised), (following, _) in pairwise(heard)
                if promised is not None
            ]
        return found

    def _waits_until(self, asked: truth_oracle.Asked, record: str) -> int:
        """The rightful end of a matter, at most the planned end."""
        over = self.hours._over(asked, self.hours.book.records[record])
        ends = self.of("ticket-resolved", "ticket-reopened", ticket=record)
        horizon = self.setting.horizon
        if over == clock_oracle.NEVER or not ends or ends[-1]["kind"] == "ticket-reopened":
            return horizon
        return int(min(max(over, ends[-1]["at"]), horizon))

    def words_to(self, asked: truth_oracle.Asked) -> tuple[list[int], int, int]:
        """When a person heard of a matter, how often they asked again, and the longest silence."""
        line = self.arrived[asked.subjects[0]]
        chasers = {s for s, e in self.arrived.items() if e.get("chases") in asked.subjects}
        ticket = self.record_of(asked.subjects[0])
        last = self.of("ticket-linked", "ticket-unlinked", ticket=ticket)
        parent = last[-1].get("parent") if last else None
        about = {*asked.subjects, *chasers, *filter(None, (ticket, parent))}
        heard = [
            each.at
            for each in self.told
            if each.at >= asked.at
            and each.subject in about
            and (line["person"] in each.people or line["group"] in each.groups)
        ]
        # Cancelling ends nothing for a person.
        ended = self.of("ticket-resolved", "ticket-reopened", ticket=ticket)
        over: int | None = None
        for each in ended:
            if each["kind"] == "ticket-reopened":
                over = None
            elif over is None:
                over = int(each["at"])
        until = max(min(self.left_at if over is None else over, self.left_at), asked.at)
        moments = [asked.at, *(at for at in heard if at <= until), until]
        return heard, len(chasers), max(b - a for a, b in pairwise(moments))

    def deeds(self, what: str) -> list[int]:
        """When the trainee's seat did something of a kind."""
        return [
            line["at"]
            for line in self.of(*DEEDS[what], actor="trainee")
            if line["kind"] != "ticket-assigned" or line["team"] != DESK
        ]

    # What was lost

    def minutes(self, cause: str) -> int:
        return self.lost[cause] // PARTS

    @property
    def user_minutes(self) -> int:
        return self.lost.total() // PARTS

    def lost_with(self, service: str) -> int:
        """User-minutes by the causes that hit a service."""
        return sum(
            self.minutes(each.id) for each in self.world.faults.values() if service in each.services
        )

    def _integrate(self) -> None:
        """Go from line to line; in between nothing changes."""
        self.world = world = World(self.setting, 0, ALL)
        self.hours = clock_oracle._Reader(self.setting, self.lines, ALL)
        levels: dict[str, str] = {}
        relieved: set[str] = set()
        since = 0
        minute = 60
        for line in self.lines:
            while minute <= min(line["at"], self.setting.end):
                self._look(world)
                minute += 60
            if line["at"] > since:
                self._between(world, levels, relieved, since, line["at"])
                since = line["at"]
            world.see(line)
            if line["kind"] == "level-changed":
                levels[line["node"]] = line["level"]
                relieved.discard(line["node"])
            elif line["kind"] == "workaround-taken" and line["percent"] == 100:
                relieved.add(line["group"])
        for cause, group, percent, begun, over in self._alone():
            self.lost[cause] += self.open(group.hours, begun, over) * percent * 100

    def _look(self, world: World) -> None:
        """What services are like at the end of a minute, for those hit worst."""
        now: dict[str, int] = {}
        for fault in (each for each in world.faults.values() if each.stands):
            for group, (level, services) in fault.hit.items():
                around = fault.around.get(group, 0)
                bad = 0 if around == 100 else 1 if around or level == "degraded" else 2
                for service in services:
                    now[service] = max(now.get(service, 0), bad)
        for each in self.setting.organisation.services:
            if each.service_class is not None:
                self.hit.setdefault(each.id, []).append(now.get(each.id, 0))

    def _alone(self) -> Iterator[tuple[str, Any, int, int, int]]:
        """Each single person's trouble: whose group, how much of it, from when to when."""
        groups = {each.id: each for each in self.setting.organisation.groups}
        settled = {line["cause"]: line["at"] for line in reversed(self.of("trouble-settled"))}
        begun: set[str] = set()
        for line in self.of("contact-arrived"):
            cause, over = line["cause"], settled.get(line["cause"], self.end)
            if line["effect"] == "question" or cause in begun or line["at"] > over:
                continue
            if cause.startswith(ALONE):
                begun.add(cause)
                percent = 100 if line["effect"] == "stopped" else self._degraded
                yield cause, groups[line["group"]], percent, line["at"], over

    @property
    def _degraded(self) -> int:
        return self.setting.scenario.constants.degraded_percent

    def open(self, hours: str, begun: int, over: int) -> int:
        """Open seconds of a calendar between two moments."""
        opens = self.hours._open((None, None, hours))
        return opens.before(over) - opens.before(begun)

    def _between(
        self, world: World, levels: Mapping[str, str], relieved: set[str], since: int, until: int
    ) -> None:
        """What is lost in one interval, and what services are like in it."""
        hit: dict[str, int] = {}
        for group in self.setting.organisation.groups:
            access = levels.get(group.id, "up")
            seen = [_worse(access, levels.get(each, "up")) for each in group.services]
            if access != "up" and group.id not in relieved:
                hit[group.id] = group.people
            worst = _worse(access, *seen)
            if worst == "up":
                continue
            faults = [f for f in world.faults.values() if f.stands and group.id in f.hit]
            around = min((each.around.get(group.id, 0) for each in faults), default=0)
            percent = 100 if worst == "down" else self._degraded
            cause = faults[0].id if faults else ""
            seconds = self.open(group.hours, since, until)
            self.lost[cause] += seconds * group.people * percent * (100 - around)
        for service in self.setting.organisation.services:
            self._of_service(service, levels.get(service.id, "up"), hit, since, until)

    def _of_service(
        self, service: OfService, level: str, hit: Mapping[str, int], since: int, until: int
    ) -> None:
        users = {
            each.id: each.people
            for each in self.setting.organisation.groups
            if service.id in each.services
        }
        without = sum(n for group, n in users.items() if level != "up" or group in hit)
        found = self.services.setdefault(service.id, Service())
        seconds = self.open(service.hours, since, until) if level != "up" or without else 0
        found.down += seconds * (level == "down")
        found.degraded += seconds * (level == "degraded")
        found.cut_off += seconds * bool(without)
        found.people = max(found.people, without)


def _worse(*levels: str) -> str:
    return max(levels, key=("up", "degraded", "down").index)


def length(seconds: int) -> str:
    """A length of time as it is printed: at most two units, none of them days."""
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours = seconds // 60, seconds // 3600
    if minutes < 60:
        return f"{minutes} min"
    if hours < 24 and minutes % 60:
        return f"{hours} h {minutes % 60:02d} min"
    return f"{hours:,} h"


def user_time(minutes: int) -> str:
    """Lost time of users as it is printed."""
    number, unit = (minutes, "minute") if minutes < 600 else (minutes // 60, "hour")
    return f"{number:,} user-{unit}{'' if number == 1 else 's'}"


def in_order(found: Iterable[str]) -> list[str]:
    """Longest first, so that a part never takes the place of the whole."""
    return sorted(set(found), key=len, reverse=True)
