"""A finished shift read a second time from the lines of its log: what a debrief may print of it.

The one idea: nothing that judging or the debrief has worked out is asked. Arrivals, causes and both
clocks come from the oracles of `tests/domain`, all else from the lines and what is declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from tests.domain import clock_oracle, truth_oracle
from tests.domain.assess_oracle import Json
from tests.domain.clock_oracle import Both
from tests.proofs.losses import ALL, Losses

FIRST_NUMBER = 10_023
"""On the first record of a shift."""
DESK = "SD"
GRACE = 60
"""Seconds after which a promised word is late."""
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
class Reread(Losses):
    """A log, and what it comes to."""

    defended: Mapping[str, set[object]] = field(default_factory=dict)
    """Known errors that could be defended on the evidence, by arrival, as judging says."""
    told: list[Told] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    """What people read on a record."""
    logged: dict[str, str] = field(default_factory=dict)
    """As what each was logged."""
    spoken: dict[str, list[tuple[int, int | None]]] = field(default_factory=dict)
    """What the caller of each record heard, and until when the next word was promised."""

    def __post_init__(self) -> None:
        """Read it."""
        self.arrived: dict[str, Json] = {
            line.get("contact") or line["alert"]: line
            for line in self.lines
            if line["kind"] in ("contact-arrived", "alert-raised")
        }
        self.left_at = next(int(e["at"]) for e in self.lines if e["kind"] == "shift-ended")
        super().__post_init__()
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
