"""A second reading of the evidence, written from the sentences of the desk card alone.

The one idea: it shares nothing with what it checks. It takes the declarations as they stand in the
files (a setting's organisation, library and deadlines) and what reached the desk as lines of the
log, walks the map by recursion, and looks at calendars minute by minute. Where two items may be
suspected with equal right it gives one reading for each.

The sentences are those of the card (`impact.level_1` to `urgency.level_3`, `rules`), of the
docstrings of the fields, and of the scoring table. `DEPARTURES` are sentences that today's engine
does not follow; each can be let off by its name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

DEPARTURES: Mapping[str, str] = {
    "service-of-the-symptom": (
        "A symptom may itself say which service it is about; the caller's way to that service then "
        "counts as much as to one that the caller names."
    ),
    "pair-down": (
        "Who depends on what failed: where every member of a redundant set is alarmed, all who "
        "hang on the set are hit."
    ),
    "spared-by-the-map": (
        "Whom an item's failure spares by the map, since another one stands in for it, is hit by "
        "what the caller says, and no whole group with the caller."
    ),
    "whole-site-said": (
        "Impact 1 if a whole site cannot do its main work, also where only a caller says so."
    ),
    "degraded-exception": (
        "An alert shows the level that its check sees: an exception on what is slow is no outage."
    ),
    "customers-hours": (
        "It hurts now when external customers cannot be served, in the service's hours, whether "
        "or not a group of ours is at work."
    ),
    "alarm-still-on": (
        "Monitoring shows an exception until it is cleared, whatever else it shows of the item."
    ),
    "first-of-all-symptoms": (
        "An alert belongs to the first report that it explains, whatever the report's symptom."
    ),
    "chaser-is-no-report": "Who asks again has reported before; a chaser is no first report.",
    "order-of-arrival": "Ties are broken by order of arrival, never by id.",
    "article-at-the-desk": (
        "The desk solves at first contact what an article answers, even if a lesser known error "
        "fits as well."
    ),
    "each-that-helps": "Every known error, article or model that helps is defensible.",
    "fullest-in-a-notice": "Of several workarounds the one that brings back most is told.",
    "takers-of-the-table": (
        "The table sends each category to the teams that take it, and to the desk where the desk "
        "alone takes it."
    ),
}
"""Sentences that engine 1 does not follow, by name."""

Json = Mapping[str, Any]

_WITHIN = 3600
"""Two reports are taken for one cause within an hour."""
_HIGHEST_FIRST = ("down", "degraded", "up")


@dataclass(frozen=True)
class Answer:
    """What may be given first, and all that is defensible."""

    best: tuple[Any, ...]
    """Any of these may be the best answer."""
    accepted: frozenset[Any]
    """What is defensible."""


@dataclass(frozen=True)
class Answers:
    """One reading of one contact or alert: the answer to each question."""

    kind: Answer
    significance: Answer | None
    impact: Answer | None
    urgency: Answer | None
    priority: int | None
    service: Answer
    component: Answer
    category: Answer
    team: Answer
    belongs_to: Answer
    known_error: Answer
    model: tuple[str, ...]


@dataclass
class _Seen:
    """What reached the desk, in order of arrival."""

    contacts: dict[str, dict[str, Any]] = field(default_factory=dict)
    alerts: dict[str, dict[str, Any]] = field(default_factory=dict)
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)


def read(
    setting: Any,  # noqa: ANN401 - the declarations alone are read, by the names in the files
    lines: Iterable[Json],
    now: int,
    subject: str,
    let_off: frozenset[str] = frozenset(),
) -> list[Answers]:
    """All readings of a contact or alert that are equally right.

    Args:
        setting: The declarations: organisation, library, scenario.
        lines: The log so far, as read from its lines.
        now: Second since the scenario began.
        subject: The contact or alert.
        let_off: Names of departures that are read as the engine reads them.
    """
    desk = _Desk(setting, lines, now, let_off)
    if subject in desk.seen.alerts:
        return list(desk.alert(subject))
    contact = desk.seen.contacts[subject]
    if desk.symptoms[contact["symptom"]].kind != "incident":
        return [desk.wish(contact)]
    return [desk.report(contact, suspect) for suspect in desk.suspects(contact)]


class Declarations:
    """What the files declare: the map and the desk card, and the questions that are asked of them.

    It knows nothing of what has happened; whoever asks says what has failed, and what time it is.
    """

    departures: Mapping[str, str] = DEPARTURES
    """Sentences of which each can be let off."""

    def __init__(
        self,
        setting: Any,  # noqa: ANN401 - as in `read`
        now: int,
        let_off: frozenset[str],
    ) -> None:
        organisation, library = setting.organisation, setting.library
        self.now, self.let_off = now, let_off
        self.scenario, self.organisation = setting.scenario, organisation
        self.zone = organisation.zone
        self.card = organisation.card
        self.sites = organisation.sites
        self.teams = organisation.teams
        self.calendars = {each.id: each for each in organisation.calendars}
        self.groups = {each.id: each for each in organisation.groups}
        self.services = {each.id: each for each in organisation.services}
        self.components = {each.id: each for each in organisation.components}
        self.nodes = {**self.components, **self.services, **self.groups}
        self.library = library
        self.symptoms = {each.id: each for each in library.symptoms}
        self.checks = {each.id: each for each in library.checks}

    def follows(self, departure: str) -> bool:
        """Whether a sentence is followed that today's engine does not follow."""
        assert departure in self.departures
        return departure not in self.let_off

    # The map

    def levels(self, failed: Mapping[str, str]) -> dict[str, str]:
        """How well each node works: as badly as itself, what it needs, the best of each set."""
        found: dict[str, str] = {}

        def level(node: str) -> str:
            if node not in found:
                declared = self.nodes[node]
                parts = [failed.get(node, "up"), *(level(need) for need in declared.needs)]
                sets = getattr(declared, "any_of", ())
                parts += [_best(level(each) for each in redundant) for redundant in sets]
                found[node] = _worst(parts)
            return found[node]

        return {node: level(node) for node in self.nodes}

    def hit(self, failed: Mapping[str, str]) -> dict[str, tuple[str, list[str]]]:
        """Groups that lose something if items fail."""
        return self.losing(self.levels(failed))

    def losing(self, levels: Mapping[str, str]) -> dict[str, tuple[str, list[str]]]:
        """Groups that lose something, each with its worst level and the services that it loses."""
        found = {}
        for group in self.groups.values():
            access = levels[group.id]
            services = {each: _worst((access, levels[each])) for each in group.services}
            worst = _worst((access, *services.values()))
            if worst != "up":
                lost = [each for each, level in services.items() if level != "up"]
                found[group.id] = (worst, lost)
        return found

    def above(self, *nodes: str) -> dict[str, int]:
        """What nodes hang on, themselves included, with the number of steps to it."""
        found: dict[str, int] = {}
        edge, steps = set(nodes), 0
        while edge:
            found.update({node: steps for node in edge if node not in found})
            needed: set[str] = set()
            for node in edge:
                declared = self.nodes[node]
                needed.update(declared.needs)
                for redundant in getattr(declared, "any_of", ()):
                    needed.update(redundant)
            edge, steps = needed - set(found), steps + 1
        return found

    def hanging_on(self, item: str) -> list[str]:
        """Services that the failure of an item would hit."""
        failed = {item: "down"}
        levels = self.levels(failed)
        lost = {each for _, services in self.hit(failed).values() for each in services}
        return [each for each in self.services if each in lost or levels[each] != "up"]

    def customers(self, failed: Mapping[str, str]) -> list[str]:
        """External services that cannot be used at all."""
        levels = self.levels(failed)
        external = (each.id for each in self.services.values() if each.kind == "external")
        return [each for each in external if levels[each] == "down"]

    def highest_class(self, services: Iterable[str]) -> str:
        """The highest class among services; a supporting one has that of those who need it."""
        found: set[str | None] = set()
        for service in services:
            own = self.services[service].service_class
            fallen = self.levels({service: "down"})
            above = (s.service_class for s in self.services.values() if fallen[s.id] != "up")
            found.update([own] if own else above)
        return next((each for each in ("gold", "silver") if each in found), "bronze")

    # The card

    def impact(self, hit: Mapping[str, tuple[str, list[str]]], customers: Collection[str]) -> int:
        """Impact of whom it hits, by the sentences on the card.

        Args:
            hit: Groups that lose something, as `hit` finds them.
            customers: External services that cannot be used at all.
        """
        rules = self.card.impact
        # "... customers cannot buy or be served"
        if customers:
            return 1
        # "The company or a whole site cannot do its main work"
        for site in self.sites:
            stopped = sum(
                group.people
                for group in self.groups.values()
                if group.site == site.id and group.id in hit and hit[group.id][0] == "down"
            )
            if stopped and self.is_whole(stopped, site.id):
                return 1
        people = sum(self.groups[each].people for each in hit)
        many = people >= rules.many_people
        # "... or serious money": of services that many people cannot use
        lost = {s for level, services in hit.values() if level == "down" for s in services}
        cost = 60 * sum(self.services[each].cost_per_minute for each in lost)
        if many and cost >= rules.serious_cost_per_hour:
            return 1
        # "A department or shift, or many users of one service"; "One person or a few"
        return 2 if many else 3

    def is_whole(self, people: int, site: str) -> bool:
        there = sum(group.people for group in self.groups.values() if group.site == site)
        return bool(people / there >= self.card.impact.whole_site_percent / 100)

    def urgency(self, hit: Mapping[str, tuple[str, list[str]]], customers: Iterable[str]) -> int:
        """Urgency by the time until it hurts: now or soon, later today, not before tomorrow."""
        rules = self.card.urgency
        found = 3
        for group, (level, services) in hit.items():
            declared = self.groups[group]
            opens = self._opens(declared.hours, rules.today_minutes)
            if opens is not None:
                soon = opens <= rules.soon_minutes * 60
                found = min(found, 1 if soon and level == "down" else 2)
            for deadline in self.scenario.deadlines:
                if deadline.where in (group, declared.site, *services):
                    found = min(found, self._until(self._on_the_first_day(deadline.at)))
        if self.follows("customers-hours"):
            for service in customers:
                opens = self._opens(self.services[service].hours, rules.today_minutes)
                if opens is not None:
                    found = min(found, 1 if opens <= rules.soon_minutes * 60 else 2)
        return found

    def _until(self, moment: int) -> int:
        ahead, rules = moment - self.now, self.card.urgency
        if ahead < 0 or ahead > 60 * rules.today_minutes:
            return 3
        return 1 if ahead <= 60 * rules.soon_minutes else 2

    def _on_the_first_day(self, clock: str) -> int:
        first = dt.datetime.fromisoformat(self.scenario.start)
        moment = dt.datetime.combine(first.date(), dt.time.fromisoformat(clock))
        return round((moment - first).total_seconds())

    def _opens(self, calendar: str, minutes: int) -> int | None:
        """Seconds until a calendar is open, if that is within some minutes."""
        declared = self.calendars[calendar]
        if self._is_open(declared, self.now):
            return 0
        # Openings begin on whole minutes, and so do scenarios.
        begin = -(-self.now // 60) * 60
        for second in range(begin, self.now + 60 * minutes + 1, 60):
            if self._is_open(declared, second):
                return second - self.now
        return None

    def _is_open(self, calendar: Any, second: int) -> bool:  # noqa: ANN401 - as in `read`
        zone = calendar.zone or self.zone
        date, day, clock = _clock(self.scenario.start, self.zone, zone, second // 60)
        return date not in calendar.holidays and any(
            day in each.days and each.opens <= clock < each.closes for each in calendar.weekly
        )


class _Desk(Declarations):
    """The evidence beside what is declared, and what is to be read off both."""

    def __init__(
        self,
        setting: Any,  # noqa: ANN401 - as in `read`
        lines: Iterable[Json],
        now: int,
        let_off: frozenset[str],
    ) -> None:
        super().__init__(setting, now, let_off)
        self.seen = _what_reached(lines)

    # The evidence

    def down_with(self, item: str, level: str) -> dict[str, str]:
        """What has failed, if an item has: itself, and the alarmed others of its redundant sets."""
        failed = {item: level}
        if not self.follows("pair-down"):
            return failed
        for declared in self.nodes.values():
            for redundant in getattr(declared, "any_of", ()):
                alarmed = [each for each in redundant if self.alarm(each) or each == item]
                if item in redundant and len(alarmed) == len(redundant):
                    failed.update(dict.fromkeys(alarmed, level))
        return failed

    def alarm(self, item: str) -> dict[str, Any] | None:
        """The exception that monitoring shows on an item now."""
        shown = [a for a in self.seen.alerts.values() if a["component"] == item]
        on = [a for a in shown if a["significance"] != "informational" and not a["cleared"]]
        if not self.follows("alarm-still-on"):
            # A newer signal takes the place of an older one, and leaves nothing when it clears.
            signals = [a for a in shown if a["significance"] != "informational"]
            on = signals[-1:] if signals and not signals[-1]["cleared"] else []
        exceptions = [a for a in on if a["significance"] == "exception"]
        return exceptions[-1] if exceptions else None

    def feels_like(self, item: str) -> list[str]:
        """What users feel when an item of this class fails."""
        kind = self.components[item].kind
        return [m.symptom for m in self.library.failure_modes if kind in m.kinds and m.symptom]

    def service_of(self, contact: Json) -> str | None:
        """The service that a report is about: as the caller calls it, or as the symptom says."""
        said: str | None = contact["service"]
        if said is None and self.follows("service-of-the-symptom"):
            said = self.symptoms[contact["symptom"]].service
        return said

    def suspects(self, contact: Json) -> list[str | None]:
        """Items that the evidence points at; more than one where none is nearer than another.

        Monitoring shows an exception on it, it lies on the caller's way to the service, and items
        of its class can fail in a way that users feel like this; else an open incident says so;
        else the caller.
        """
        service = self.service_of(contact)
        way = self.above(contact["group"], *((service,) if service else ()))
        fits = [
            each
            for each in way
            if each in self.components and contact["symptom"] in self.feels_like(each)
        ]
        alarmed = [each for each in fits if self.alarm(each)]
        if alarmed:
            nearest = min(way[each] for each in alarmed)
            return [each for each in alarmed if way[each] == nearest]
        recorded = [
            ticket["component"]
            for ticket in self.seen.tickets.values()
            if ticket["open"]
            and ticket["record"] == "incident"
            and ticket["parent"] is None
            and ticket["component"] in fits
        ]
        return list(dict.fromkeys(recorded)) or [contact["component"]]

    def _earlier(self, one: Json, other: Json) -> bool:
        """Whether one came before the other."""
        if self.follows("order-of-arrival"):
            return self.seen.order[one["id"]] < self.seen.order[other["id"]]
        return bool((one["at"], one["id"]) < (other["at"], other["id"]))

    def _first(self, signs: Iterable[Json]) -> Json | None:
        found: Json | None = None
        for each in signs:
            if found is None or self._earlier(each, found):
                found = each
        return found

    # The readings

    def report(self, contact: Json, suspect: str | None) -> Answers:
        """A contact about something that does not work."""
        symptom = self.symptoms[contact["symptom"]]
        unsaid = contact["vague"] and "effect" not in contact["answers"]
        stopped = contact["effect"] == "stopped"
        if unsaid and self._is_slow_by_nature(contact["symptom"]):
            # Nobody need ask whether work goes on where the trouble never stops it.
            unsaid = stopped = False
        elif unsaid:
            # Nobody has said how bad it is: what monitoring shows of the suspect tells.
            stopped = self._shows(suspect)
        level = "down" if stopped else "degraded"
        service = self.service_of(contact)
        hit: Mapping[str, tuple[str, list[str]]] = {
            contact["group"]: (level, [service] if service else [])
        }
        customers: list[str] = []
        impact = self._impact_said(contact)
        if suspect is not None:
            failed = self.down_with(suspect, level)
            if contact["group"] in self.hit(failed):
                hit = self.hit(failed)
                customers = self.customers(failed)
                impact = self.impact(hit, customers)
            elif not self.follows("spared-by-the-map"):
                impact = self.impact(hit, self.customers(failed))
        urgency = self.urgency(hit, customers)
        known = self._known(contact["symptom"], suspect)
        services = self.hanging_on(suspect) if suspect else []
        said = contact["service"] or symptom.service
        return Answers(
            _only(symptom.kind),
            None,
            _only(impact),
            # Before somebody has asked, no urgency can be defended.
            Answer((urgency,), frozenset()) if unsaid else _only(urgency),
            self.card.matrix[impact - 1][urgency - 1],
            Answer((said,) if said else tuple(services) or (None,), _set(said, *services)),
            _only(suspect),
            self._category(symptom, suspect),
            self._team(symptom, suspect, known),
            self._belongs(contact, suspect),
            known,
            ("",),
        )

    def _is_slow_by_nature(self, symptom: str) -> bool:
        levels = [m.severity for m in self.library.failure_modes if m.symptom == symptom]
        return bool(levels) and all(level == "degraded" for level in levels)

    def _shows(self, suspect: str | None) -> bool:
        return suspect is not None and self.alarm(suspect) is not None

    def _impact_said(self, contact: Json) -> int:
        """Impact by what the caller says, where the map tells no more."""
        people = int(contact["answers"].get("extent", contact["people"]))
        site = self.groups[contact["group"]].site
        if (
            self.follows("whole-site-said")
            and _says_stopped(contact)
            and self.is_whole(people, site)
        ):
            return 1
        return 2 if people >= self.card.impact.many_people else 3

    def _category(self, symptom: Any, suspect: str | None) -> Answer:  # noqa: ANN401 - as in `read`
        """By the ways in which the suspect can fail like this, or on what the caller says."""
        kind = self.components[suspect].kind if suspect else None
        modes = [
            m for m in self.library.failure_modes if kind in m.kinds and m.symptom == symptom.id
        ]
        found = [mode.category for mode in modes]
        return Answer(tuple(found) or (symptom.category,), _set(*found, symptom.category))

    def _known(self, symptom: str, suspect: str | None) -> Answer:
        """Known errors that fit the symptom and the item, fullest first; then articles."""
        kind = self.components[suspect].kind if suspect else None
        errors = [
            each
            for each in self.library.known_errors
            if symptom in each.symptoms and (not each.kinds or kind in each.kinds)
        ]
        articles = [each.id for each in self.library.articles if symptom in each.symptoms]
        most = max((each.restores_percent for each in errors), default=0)
        best = [each.id for each in errors if each.restores_percent == most] or articles
        if not best:
            return _only(None)
        return Answer(tuple(best), frozenset((*(each.id for each in errors), *articles)))

    def _team(self, symptom: Any, suspect: str | None, known: Answer) -> Answer:  # noqa: ANN401
        """The desk where knowledge solves it; else the owner; else by the table on the card."""
        whole = {e.id for e in self.library.known_errors if e.restores_percent == 100}
        whole |= {each.id for each in self.library.articles}
        at_hand = known.accepted if self.follows("article-at-the-desk") else set(known.best)
        if whole & set(at_hand):
            return _only("SD")
        if suspect is not None:
            return _only(self.components[suspect].owner)
        takers = [each.id for each in self.teams if symptom.category in each.takes]
        if not self.follows("takers-of-the-table"):
            takers = [each for each in takers if each != "SD"]
        return Answer(tuple(takers) or ("SD",), frozenset(takers or ["SD"]))

    def _belongs(self, contact: Json, suspect: str | None) -> Answer:
        """The first sign of the same cause, or nothing if this is the first."""
        signs: list[Json] = []
        alert = self.alarm(suspect) if suspect else None
        # What came later is no first sign, unless it has its record already.
        logged = alert is not None and alert["id"] in self.seen.tickets
        if alert is not None and (logged or alert["at"] <= contact["at"]):
            signs.append(alert)
        signs += [
            other
            for other in self.seen.contacts.values()
            if other["symptom"] == contact["symptom"]
            and other["chases"] is None
            and self._earlier(other, contact)
            and contact["at"] - other["at"] <= _WITHIN
            and self._same_place(contact, other, suspect)
        ]
        first = self._first(signs)
        return _only(first["id"] if first is not None else None)

    def _same_place(self, one: Json, other: Json, suspect: str | None) -> bool:
        """Both hang on the suspect and name nothing else; or both stand still in one group."""
        if suspect is not None:
            reached = self.hit({suspect: "down"})
            named = {one["component"], other["component"]} <= {None, suspect}
            return named and one["group"] in reached and other["group"] in reached
        stopped = _says_stopped(one) and _says_stopped(other)
        together = one["group"] == other["group"] and one["person"] != other["person"]
        return bool(stopped and together)

    def wish(self, contact: Json) -> Answers:
        """A contact about something that is wanted, asked or complained of."""
        symptom = self.symptoms[contact["symptom"]]
        wide = symptom.kind in ("information", "access")
        fitting = [each for each in self.library.request_models if symptom.id in each.symptoms]
        models = fitting if self.follows("each-that-helps") else fitting[:1]
        service = contact["service"] or symptom.service
        steps = [step.by for m in models for step in m.steps if step.kind == "fulfil"]
        articles = [each.id for each in self.library.articles if symptom.id in each.symptoms]
        if not self.follows("each-that-helps"):
            articles = articles[:1]
        return Answers(
            Answer((symptom.kind,), _set(symptom.kind, *(("request",) if wide else ()))),
            None,
            None,
            None,
            (3 if fitting[0].urgent else 4) if fitting else None,
            Answer((service,), frozenset((service, None))),
            Answer((contact["component"],), frozenset((contact["component"], None))),
            _only(symptom.category),
            Answer(("SD",), frozenset(("SD", *steps))),
            _only(None),
            Answer(tuple(articles) or (None,), frozenset(articles or [None])),
            tuple(each.id for each in models) or ("",),
        )

    def alert(self, subject: str) -> Iterator[Answers]:
        """What monitoring shows; one reading for each report that may have been the first."""
        alert = self.seen.alerts[subject]
        item, shown = alert["component"], alert["significance"]
        impact, urgency, rated = 0, 0, shown != "informational"
        if shown == "exception":
            level, check = "down", self.checks.get(alert["arrival"])
            if check is not None and self.follows("degraded-exception"):
                level = check.sees
            failed = self.down_with(item, level)
            hit, customers = self.hit(failed), self.customers(failed)
            impact, urgency = self.impact(hit, customers), self.urgency(hit, customers)
        elif shown == "warning":
            # The card: impact 3, since nothing is hit yet, and urgency from the trend.
            impact = 3
            limit = alert["hurts_at"]
            urgency = 3 if limit is None else self._until(max(limit, self.now))
        kinds = {"informational": (None,), "warning": (None, "incident")}.get(shown, ("incident",))
        kind = self.components[item].kind
        modes = [mode for mode in self.library.failure_modes if kind in mode.kinds]
        categories: list[str | None] = [mode.category for mode in modes] or [None]
        services: list[str | None] = [*self.hanging_on(item)] or [None]
        for first in self._explains(alert):
            yield Answers(
                Answer(kinds[:1], frozenset(kinds)),
                _only(shown),
                _only(impact) if rated else None,
                _only(urgency) if rated else None,
                self.card.matrix[impact - 1][urgency - 1] if rated else None,
                Answer(tuple(services), frozenset(services)),
                _only(item),
                Answer(tuple(categories), frozenset(categories)),
                _only(self.components[item].owner),
                _only(first),
                self._told(item),
                ("",),
            )

    def _explains(self, alert: Json) -> Iterator[str | None]:
        """The first report, earlier by no more than an hour, of which the item is suspected.

        Where another item is suspected of it with equal right, the next one may be the first.
        """
        symptoms = list(dict.fromkeys(self.feels_like(alert["component"])))
        found = [
            contact
            for contact in self.seen.contacts.values()
            if contact["symptom"] in symptoms
            and (contact["chases"] is None or not self.follows("chaser-is-no-report"))
            and self._before(contact, alert)
            and alert["at"] - contact["at"] <= _WITHIN
            and alert["component"] in self.suspects(contact)
        ]
        if self.follows("order-of-arrival"):
            found.sort(key=lambda each: self.seen.order[each["id"]])
        if not self.follows("first-of-all-symptoms"):
            found.sort(key=lambda each: symptoms.index(each["symptom"]))
        for contact in found:
            yield contact["id"]
            if len(self.suspects(contact)) == 1:
                return
        yield None

    def _before(self, contact: Json, alert: Json) -> bool:
        if self.follows("order-of-arrival"):
            return self._earlier(contact, alert)
        return bool(contact["at"] < alert["at"])

    def _told(self, item: str) -> Answer:
        """A workaround worth telling everyone who hangs on a failed item."""
        kind, feels = self.components[item].kind, self.feels_like(item)
        errors = [
            each
            for each in self.library.known_errors
            if set(feels) & set(each.symptoms) and (not each.kinds or kind in each.kinds)
        ]
        if not errors:
            return _only(None)
        if not self.follows("fullest-in-a-notice"):
            return _only(errors[0].id)
        most = max(each.restores_percent for each in errors)
        best = tuple(each.id for each in errors if each.restores_percent == most)
        return Answer(best, frozenset(each.id for each in errors))


@cache
def _clock(start: str, here: str, there: str, minute: int) -> tuple[str, str, str]:
    """Date, day and time that a clock shows some minutes after a scenario began."""
    began = dt.datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(here))
    moment = began.astimezone(dt.UTC) + dt.timedelta(minutes=minute)
    local = moment.astimezone(ZoneInfo(there))
    return local.date().isoformat(), local.strftime("%a").lower(), local.strftime("%H:%M")


def _what_reached(lines: Iterable[Json]) -> _Seen:
    """Fold the log: contacts, alerts, answers, and what became of records."""
    seen = _Seen()
    for line in lines:
        fold = _FOLDS.get(line["kind"])
        if fold is not None:
            fold(seen, line)
    return seen


def _contact_arrived(seen: _Seen, line: Json) -> None:
    seen.contacts[line["contact"]] = {**line, "id": line["contact"], "answers": {}}
    seen.order.setdefault(line["contact"], len(seen.order))


def _alert_raised(seen: _Seen, line: Json) -> None:
    seen.alerts[line["alert"]] = {**line, "id": line["alert"], "cleared": False}
    seen.order.setdefault(line["alert"], len(seen.order))


def _alert_cleared(seen: _Seen, line: Json) -> None:
    seen.alerts[line["alert"]]["cleared"] = True


def _question_answered(seen: _Seen, line: Json) -> None:
    contact = seen.contacts[line["contact"]]
    contact["answers"][line["question"]] = line["answer"]
    if line["question"] == "effect":
        contact["effect"] = line["answer"]


def _opened(seen: _Seen, line: Json) -> None:
    seen.tickets[line["ticket"]] = {**line, "open": True, "parent": None}


def _categorised(seen: _Seen, line: Json) -> None:
    seen.tickets[line["ticket"]].update(record=line["record"], component=line["component"])


def _set_to(name: str, value: Callable[[Json], object]) -> Callable[[_Seen, Json], None]:
    def fold(seen: _Seen, line: Json) -> None:
        seen.tickets[line["ticket"]][name] = value(line)

    return fold


_FOLDS: Mapping[str, Callable[[_Seen, Json], None]] = {
    "contact-arrived": _contact_arrived,
    "alert-raised": _alert_raised,
    "alert-cleared": _alert_cleared,
    "question-answered": _question_answered,
    "ticket-opened": _opened,
    "ticket-categorised": _categorised,
    "ticket-linked": _set_to("parent", lambda line: line["parent"]),
    "ticket-unlinked": _set_to("parent", lambda _: None),
    "ticket-resolved": _set_to("open", lambda _: False),
    "ticket-closed": _set_to("open", lambda _: False),
    "ticket-cancelled": _set_to("open", lambda _: False),
    "ticket-reopened": _set_to("open", lambda _: True),
}


def _worst(levels: Iterable[str]) -> str:
    return min(levels, key=_HIGHEST_FIRST.index)


def _best(levels: Iterable[str]) -> str:
    return max(levels, key=_HIGHEST_FIRST.index)


def _says_stopped(contact: Json) -> bool:
    said = not contact["vague"] or "effect" in contact["answers"]
    return bool(said and contact["effect"] == "stopped")


def _only(value: object) -> Answer:
    return Answer((value,), frozenset((value,)))


def _set(*values: object) -> frozenset[object]:
    return frozenset(value for value in values if value is not None) or frozenset((None,))


def differences(reading: Answers, found: Any) -> Iterator[str]:  # noqa: ANN401 - nothing imported
    """The questions to which an assessment gives another answer than a reading.

    Args:
        reading: One reading of the evidence.
        found: The assessment: each choice with `best` and `accepted`, `priority`, `model`.
    """
    for name in QUESTIONS:
        mine, theirs = getattr(reading, name), getattr(found, name)
        if name == "priority":
            agree = mine == theirs
        elif name == "model":
            agree = theirs in mine
        elif mine is None or theirs is None:
            agree = mine is theirs
        else:
            agree = theirs.best in mine.best and frozenset(theirs.accepted) == mine.accepted
        if not agree:
            yield name


QUESTIONS = (
    "kind",
    "significance",
    "impact",
    "urgency",
    "priority",
    "service",
    "component",
    "category",
    "team",
    "belongs_to",
    "known_error",
    "model",
)
"""What is compared."""
