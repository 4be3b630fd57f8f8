"""An oracle for the clocks of a whole log: what its lines say happened, counted minute by minute.

The one idea: a clock is a set of seconds in which it ran. Which seconds, the lines alone say; how
many of them count, the declared calendar says, of which every minute is looked up in the zone
database. When a target is used up is then a question that every second answers with yes or no.

Two things have clocks. Those of a record run against the priority that it was given; those of an
arrival against what it truly is, and they end for nobody who is not served.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from tests.domain import assess_oracle
from tests.domain.assess_oracle import Declarations, Json
from tests.domain.truth_oracle import Asked

DEPARTURES: Mapping[str, str] = {
    "ended-before-served": (
        "A clock stops for a person when the person is served, also where the record said so "
        "before and is closed or opened again only later."
    ),
}
"""Sentences that today's engine does not follow, by name."""

DAY = 86_400
NEVER = 10**15
"""Later than any second of any log."""

Period: TypeAlias = tuple[int, int]
"""From this second on, up to and without that one."""
Agreed: TypeAlias = tuple[int | None, int | None, str]
"""Minutes to respond and to restore, and the calendar in which they count."""
Given: TypeAlias = Sequence[tuple[int, int | None]]
"""From which second on which priority is in force."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MINUTES = 1440


@dataclass(frozen=True)
class Shown:
    """What one clock shows at the end of a log, in seconds."""

    stopped_at: int | None
    elapsed: int
    target: int | None
    due: int | None
    breached_at: int | None
    met: bool | None
    """Whether the target was met; none: there is none, or that is still open."""


Both: TypeAlias = tuple[Shown, Shown]
"""Response and restoration."""


def recorded(
    setting: Any,  # noqa: ANN401 - the declarations alone are read, by the names in the files
    lines: Sequence[Json],
    let_off: frozenset[str] = frozenset(),
) -> dict[str, Both]:
    """Both clocks of every record, against the priority that it was given.

    Args:
        setting: The declarations: organisation, library, scenario.
        lines: A whole log, as read from its lines.
        let_off: Names of departures that are read as the engine reads them.
    """
    reader = _Reader(setting, lines, let_off)
    return {each: reader.of_record(record) for each, record in reader.book.records.items()}


def true(
    setting: Any,  # noqa: ANN401 - as in `recorded`
    lines: Sequence[Json],
    asked: Iterable[Asked],
    let_off: frozenset[str] = frozenset(),
) -> dict[str, Both]:
    """Both clocks of every arrival that has a target, by its first subject.

    Args:
        setting: The declarations.
        lines: A whole log.
        asked: What the log asked of the desk, each with its truth.
        let_off: Names of departures that are read as the engine reads them.
    """
    reader = _Reader(setting, lines, let_off)
    return {
        each.subjects[0]: reader.of_arrival(each)
        for each in asked
        if each.priority is not None and each.significance != "warning"
    }


# What the lines say


@dataclass
class _Record:
    """What the lines say of one record."""

    id: str
    origin: Json
    """The line with which its contact or alert arrived."""
    opened_at: int
    service: str | None
    component: str | None
    parent: str | None = None
    models: list[tuple[int, str]] = field(default_factory=list)
    """When which model was started."""
    given: list[tuple[int, int | None]] = field(default_factory=list)
    """When it was given which priority."""
    events: list[tuple[int, str]] = field(default_factory=list)
    """What pauses, stops or starts its restoration clock."""
    refusals: list[int] = field(default_factory=list)
    """When it ended with a no that was right."""
    denied: bool = False
    """An authority has said no to what its model needs."""


@dataclass
class _Book:
    """The lines of a log, by what they are about."""

    records: dict[str, _Record] = field(default_factory=dict)
    arrived: dict[str, Json] = field(default_factory=dict)
    """Contacts and alerts."""
    words: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """When somebody was spoken with, by contact or record, and in which contact."""
    unanswered: dict[str, int] = field(default_factory=dict)
    """Questions to which a caller owes the answer."""
    strangers: set[str] = field(default_factory=set)
    """Contacts of somebody who is not who they say."""
    over: dict[tuple[str, str | None], int] = field(default_factory=dict)
    """When a cause was over, for everybody (none) or for one group."""
    end: int = 0

    def heard(self, subject: str, at: int) -> None:
        """Who is spoken with; a word to who asks again is one about the first contact, too."""
        about: str | None = subject
        while about is not None:
            self.words.setdefault(about, []).append((at, subject))
            about = self.arrived[about].get("chases")

    def first_word(self, *subjects: str) -> int:
        """When somebody was first spoken with."""
        return min((at for each in subjects for at, _ in self.words.get(each, ())), default=NEVER)

    def is_over(self, line: Json, cause: str, group: str | None = None) -> None:
        """What is over once is not over later."""
        self.over.setdefault((cause, group), line["at"])


def _to_contact(book: _Book, line: Json) -> None:
    book.heard(line["contact"], line["at"])


def _to_caller(book: _Book, line: Json) -> None:
    book.heard(line["ticket"], line["at"])


def _to_family(book: _Book, line: Json) -> None:
    family = [each.id for each in book.records.values() if each.parent == line["ticket"]]
    for each in (line["ticket"], *family):
        book.heard(each, line["at"])


def _asked(book: _Book, line: Json) -> None:
    """By mail a question is a word as well: a person has looked at it."""
    book.heard(line["contact"], line["at"])
    book.unanswered[line["contact"]] = book.unanswered.get(line["contact"], 0) + 1


def _answered(book: _Book, line: Json) -> None:
    book.unanswered[line["contact"]] -= 1


def _checked(book: _Book, line: Json) -> None:
    if not line["passed"]:
        book.strangers.add(line["contact"])


def _worked_around(book: _Book, line: Json) -> None:
    if line["percent"] == 100:
        book.is_over(line, line["fault"], line["group"])


def _opened(book: _Book, line: Json) -> None:
    ticket = line["ticket"]
    about = line["service"], line["component"]
    book.records[ticket] = _Record(ticket, book.arrived[ticket], line["at"], *about)


def _categorised(book: _Book, line: Json) -> None:
    record = book.records[line["ticket"]]
    record.service, record.component = line["service"], line["component"]


def _linked(book: _Book, line: Json) -> None:
    book.records[line["ticket"]].parent = line.get("parent")


def _denied(book: _Book, line: Json) -> None:
    record = book.records[line["ticket"]]
    record.denied = record.denied or not line["granted"]


def _held(book: _Book, line: Json) -> None:
    """Only waiting for the caller stops the clock, and only who was asked can be waited for."""
    asked = book.unanswered.get(line["ticket"], 0) > 0
    what = "held" if line["reason"] != "caller" else "waits" if asked else "pretends"
    book.records[line["ticket"]].events.append((line["at"], what))


def _went_on(book: _Book, line: Json) -> None:
    what = line["kind"].removeprefix("ticket-")
    book.records[line["ticket"]].events.append((line["at"], what))


def _resolved(book: _Book, line: Json) -> None:
    _went_on(book, line)
    record = book.records[line["ticket"]]
    if line["code"] == "refused" and (record.denied or record.id in book.strangers):
        record.refusals.append(line["at"])


_ENTRIES: Mapping[str, Callable[[_Book, Json], None]] = {
    "call-taken": _to_contact,
    "caller-replied": _to_contact,
    "caller-updated": _to_caller,
    "workaround-applied": _to_caller,
    "notice-sent": _to_family,
    "restoration-confirmed": _to_family,
    "question-asked": _asked,
    "question-answered": _answered,
    "identity-verified": _checked,
    "fault-repaired": lambda book, line: book.is_over(line, line["fault"]),
    "trouble-settled": lambda book, line: book.is_over(line, line["cause"]),
    "workaround-taken": _worked_around,
    "ticket-opened": _opened,
    "ticket-categorised": _categorised,
    "ticket-linked": _linked,
    "ticket-unlinked": _linked,
    "approval-given": _denied,
    "ticket-held": _held,
    "ticket-resumed": _went_on,
    "ticket-closed": _went_on,
    "ticket-cancelled": _went_on,
    "ticket-reopened": _went_on,
    "ticket-resolved": _resolved,
}
"""What each line that no declaration has to explain means to a clock."""


class _Reader(Declarations):
    """The declarations beside the lines of a log."""

    departures: Mapping[str, str] = {**assess_oracle.DEPARTURES, **DEPARTURES}

    def __init__(
        self,
        setting: Any,  # noqa: ANN401 - as in `recorded`
        lines: Sequence[Json],
        let_off: frozenset[str],
    ) -> None:
        super().__init__(setting, 0, let_off)
        self.models = {each.id: each for each in self.library.request_models}
        self.targets = {
            (each.priority, each.service_class): each for each in self.organisation.targets
        }
        self.opens: dict[str, Open] = {}
        self.book = _Book(end=lines[-1]["at"])
        for line in lines:
            self._enter(line)

    def _enter(self, line: Json) -> None:
        """Enter one line into the book."""
        kind = line["kind"]
        if kind in ("contact-arrived", "alert-raised"):
            self._arrived(line.get("contact") or line["alert"], line)
        elif kind == "ticket-prioritised":
            priority = self.card.matrix[line["impact"] - 1][line["urgency"] - 1]
            self.book.records[line["ticket"]].given.append((line["at"], priority))
        elif kind == "model-started":
            record = self.book.records[line["ticket"]]
            record.models.append((line["at"], line["model"]))
            record.given.append((line["at"], self._priority_of(line["model"])))
            record.denied = False
        elif kind in _ENTRIES:
            _ENTRIES[kind](self.book, line)

    def _arrived(self, subject: str, line: Json) -> None:
        book = self.book
        book.arrived.setdefault(subject, line)

    def _priority_of(self, model: str) -> int:
        return 3 if self.models[model].urgent else 4

    # The clocks

    def of_record(self, record: _Record) -> Both:
        """Both clocks of a record, as it tells them itself."""
        begun, has_caller = record.origin["at"], "contact" in record.origin
        needed = [record.opened_at]
        needed += [self._answered(record)] if has_caller else []
        needed += [record.models[0][0]] if record.models else []
        cancelled = (at for at, what in record.events if what == "cancelled")
        responded = min((max(needed), *cancelled))
        course = _Course(begun, self.book.end)
        for at, what in record.events:
            if what in ("waits", "pretends"):
                course.pause(at)
            elif what == "resumed" or (what == "reopened" and not course.cancelled):
                course.go_on(at)
            elif what in ("resolved", "closed", "cancelled"):
                course.stop(at)
                course.cancelled = course.cancelled or what == "cancelled"
        # A request's model gives it its time, also before somebody has started it.
        model = self._priority_of(record.models[-1][1]) if record.models else None
        given = [(begun, model), *record.given]
        return (
            self._shown(0, _until(begun, responded, self.book.end), given, self._terms(record)),
            self._shown(1, course.done(), given, self._terms(record)),
        )

    def _answered(self, record: _Record) -> int:
        """When the caller of a record was first spoken with."""
        found = self.book.words.get(record.id, [])
        return min((at for at, _ in found), default=NEVER)

    def of_arrival(self, asked: Asked) -> Both:
        """Both clocks of an arrival: what happened for the person, whatever a record says."""
        book = self.book
        record = next((book.records[s] for s in asked.subjects if s in book.records), None)
        needed = [NEVER if record is None else record.opened_at]
        needed += [] if asked.group is None else [book.first_word(*asked.subjects)]
        if asked.model:
            needed.append(self._model_started(asked.model, record))
        given = [(asked.at, asked.priority)]
        agreed = self._true_terms(asked)
        return (
            self._shown(0, _until(asked.at, max(needed), book.end), given, agreed),
            self._shown(1, self._served(asked, record).done(), given, agreed),
        )

    def _model_started(self, model: str, record: _Record | None) -> int:
        """When the right model was started."""
        models = record.models if record is not None else []
        return min((at for at, each in models if each == model), default=NEVER)

    def _served(self, asked: Asked, record: _Record | None) -> _Course:
        """The course of a restoration that ends once the person is served and the record ended."""
        course = _Course(asked.at, self.book.end)
        if record is None:
            return course
        over, ended = self._over(asked, record), False
        events = sorted((*record.events, (over, "over")), key=lambda event: event[0])
        if not self.follows("ended-before-served") and events[-1][1] != "over":
            events.remove((over, "over"))
        for at, what in events:
            if what in ("resolved", "closed", "cancelled"):
                ended = True
            elif what == "reopened":
                ended = False
            if ended and over <= at < NEVER:
                course.stop(at)
            elif what == "waits":
                course.pause(at)
            elif what not in ("over", "pretends", "held"):
                course.go_on(at)
        return course

    def _over(self, asked: Asked, record: _Record) -> int:
        """When the matter was over: repaired, worked around, served, or rightly refused."""
        places = {None, asked.group}
        over = (self.book.over.get((asked.cause, place)) for place in places)
        found = [at for at in over if at is not None]
        if asked.kind != "incident":
            found += record.refusals
        return min(found, default=NEVER)

    # What was agreed

    def _terms(self, record: _Record) -> Callable[[int | None], Agreed | None]:
        """What is agreed for a record at each priority."""
        if record.models:
            model = record.models[-1][1]
            only, agreed = self._priority_of(model), self._of_model(model)
            return lambda priority: agreed if priority == only else None
        hit = self.hanging_on(record.component) if record.component else []
        of_class = self.highest_class(hit or ([record.service] if record.service else []))
        return lambda priority: self._target(priority, of_class)

    def _true_terms(self, asked: Asked) -> Callable[[int | None], Agreed | None]:
        """What is agreed for what an arrival truly is."""
        if asked.model:
            agreed = self._of_model(asked.model)
            return lambda _: agreed
        return lambda priority: self._target(priority, asked.service_class)

    def _of_model(self, model: str) -> Agreed:
        found = self.models[model]
        return self.card.request_response_minutes, found.target_minutes, found.hours

    def _target(self, priority: int | None, of_class: str) -> Agreed | None:
        if priority is None:
            return None
        found = self.targets[priority, of_class]
        return found.response_minutes, found.restore_minutes, found.hours

    # The counting

    def _shown(
        self,
        which: int,
        course: _Course,
        given: Given,
        terms: Callable[[int | None], Agreed | None],
    ) -> Shown:
        """What a clock shows at the end.

        Args:
            which: 0 for response, 1 for restoration.
            course: When it ran.
            given: Which priority was in force when.
            terms: What is agreed at each priority.
        """
        end, stopped_at = self.book.end, course.stopped_at
        agreed = terms(given[-1][1])
        target = _seconds(agreed, which)
        opens = self._open(agreed)
        breached_at = self._breached(which, course, given, terms)
        due, met = None, None
        if target is not None:
            onwards = (end if stopped_at is None else stopped_at, NEVER)
            due = _reached(opens, [*course.runs, onwards], target)
            if breached_at is not None:
                met = False
            elif stopped_at is not None:
                met = stopped_at <= due
        elapsed = _used(opens, course.runs, end)
        return Shown(stopped_at, elapsed, target, due, breached_at, met)

    def _breached(
        self,
        which: int,
        course: _Course,
        given: Given,
        terms: Callable[[int | None], Agreed | None],
    ) -> int | None:
        """The first second in which it ran with all of the target of that second used."""
        runs = list(course.runs)
        if course.running:
            # The last second counts, too.
            runs.append((course.end, course.end + 1))
        for begin, until in runs:
            for (since, priority), (then, _) in pairwise((*given, (NEVER, None))):
                agreed = terms(priority)
                target = _seconds(agreed, which)
                low, high = max(begin, since), min(until, then)
                if target is None or low >= high:
                    continue
                at = _reached(self._open(agreed), course.runs, target, low)
                if at < high:
                    return at
        return None

    def _open(self, agreed: Agreed | None) -> Open:
        """The open seconds of what is agreed; round the clock where nothing is."""
        name = agreed[2] if agreed is not None else ""
        if name not in self.opens:
            self.opens[name] = Open(self.scenario.start, self.zone, self.calendars.get(name))
        return self.opens[name]


@dataclass
class _Course:
    """When a clock ran, up to the end of the log."""

    since: int | None
    """Since when it runs; none while it does not."""
    end: int
    stopped_at: int | None = None
    cancelled: bool = False
    runs: list[Period] = field(default_factory=list)

    @property
    def running(self) -> bool:
        return self.since is not None

    def pause(self, at: int) -> None:
        if self.since is not None:
            self.runs.append((self.since, at))
        self.since = None

    def stop(self, at: int) -> None:
        self.pause(at)
        self.stopped_at = at if self.stopped_at is None else self.stopped_at

    def go_on(self, at: int) -> None:
        self.since = at if self.since is None else self.since
        self.stopped_at = None

    def done(self) -> _Course:
        if self.since is not None:
            self.runs.append((self.since, self.end))
        return self


def _until(begun: int, stopped_at: int, end: int) -> _Course:
    """The course of a clock that runs until it stops, once."""
    course = _Course(begun, end)
    if stopped_at <= end:
        course.stop(stopped_at)
    return course.done()


def _seconds(agreed: Agreed | None, which: int) -> int | None:
    response, restoration, _ = (None, None, "") if agreed is None else agreed
    minutes = restoration if which else response
    return None if minutes is None else 60 * minutes


class Open:
    """The seconds in which a calendar is open, counted from the beginning of a scenario."""

    def __init__(
        self,
        start: str,
        home: str,
        calendar: Any,  # noqa: ANN401 - as in `recorded`; none: round the clock
    ) -> None:
        began = dt.datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(home))
        self.first = int(began.timestamp()) // 60
        self.calendar = calendar
        self.zone = home if calendar is None else calendar.zone or home
        self.through = [0]

    def before(self, second: int) -> int:
        """Open seconds from the beginning up to a second."""
        if self.calendar is None:
            return second
        minute, rest = divmod(second, 60)
        while len(self.through) <= minute + 1:
            self._look_further()
        whole = self.through[minute]
        return 60 * whole + rest * (self.through[minute + 1] - whole)

    def _look_further(self) -> None:
        """Look up every minute to the end of one more day."""
        day, at = divmod(self.first + len(self.through) - 1, _MINUTES)
        minutes = _open_minutes(self.calendar, self.zone, day)[at:]
        self.through += list(accumulate(minutes, initial=self.through[-1]))[1:]


@cache
def _open_minutes(
    calendar: Any,  # noqa: ANN401 - as in `recorded`
    zone: str,
    day: int,
) -> tuple[bool, ...]:
    """For each minute of a day by UTC, whether a calendar is open."""
    found = []
    for minute in range(_MINUTES):
        moment = _EPOCH + dt.timedelta(days=day, minutes=minute)
        local = moment.astimezone(ZoneInfo(zone))
        date, clock = local.isoformat()[:10], local.isoformat()[11:16]
        found.append(
            date not in calendar.holidays
            and any(
                _DAYS[local.weekday()] in each.days and each.opens <= clock < each.closes
                for each in calendar.weekly
            )
        )
    return tuple(found)


def _used(opens: Open, runs: Iterable[Period], second: int) -> int:
    """Open seconds in which a clock ran before a second."""
    return sum(
        opens.before(min(until, second)) - opens.before(begin)
        for begin, until in runs
        if begin < second
    )


def _reached(opens: Open, runs: Sequence[Period], target: int, since: int = 0) -> int:
    """The first second, not before another one, before which a target was used up."""

    def is_used_up(second: int) -> bool:
        return _used(opens, runs, second) >= target

    last = max((until for _, until in runs if until < NEVER), default=0)
    furthest = since + target
    while not is_used_up(furthest):
        if furthest > last and runs[-1][1] < NEVER:
            return NEVER
        furthest += DAY
    return since + bisect_left(range(since, furthest), True, key=is_used_up)
