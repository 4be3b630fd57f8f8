"""A second reading of the truth, from the script and the sentences of the desk card alone.

The one idea: what is behind an arrival stands in the scenario, and what has become of it since in
the lines of the log. So whom a fault hits, how fast that hurts, who can mend it and which arrivals
share one cause is worked out here from the declarations and from the seconds at which faults
struck, were repaired and were worked around. That a line also names a cause is never looked at.

`DEPARTURES` are sentences that today's engine does not follow; each can be let off by its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.domain import assess_oracle
from tests.domain.assess_oracle import Declarations, Json

DEPARTURES: Mapping[str, str] = {
    "customers-hours": (
        "It hurts now when external customers cannot be served, in the service's hours, whether "
        "or not a group of ours is at work."
    ),
    "hit-by-another-too": (
        "Impact counts everyone who depends on what failed, also whom another fault hits already."
    ),
    "workaround-holds": (
        "While a workaround holds it does not hurt before later today, and whom it serves wholly "
        "it does not hurt at all."
    ),
}
"""Sentences that today's engine does not follow, by name."""

QUESTIONS = (
    "kind",
    "significance",
    "impact",
    "urgency",
    "priority",
    "teams",
    "category",
    "services",
    "component",
    "service_class",
    "known_errors",
    "model",
)
"""What is compared of each arrival, beside the cause."""


@dataclass(frozen=True)
class Asked:
    """Something that the world asked of the desk, once for each person and cause."""

    subjects: tuple[str, ...]
    """Its contacts, or the alert, in order of arrival; who only asks again is none of them."""
    at: int
    """When it came."""
    group: str | None
    """Where the caller works; none for an alert."""
    cause: str
    """What lies behind it; arrivals with the same one share a cause."""
    kind: str | None
    """What a record of it is; none where it needs none."""
    significance: str | None
    """What an alert is."""
    impact: int | None
    urgency: int | None
    priority: int | None
    teams: frozenset[str]
    """First destinations that are right."""
    category: str | None
    services: frozenset[str]
    """What is hit."""
    component: str | None
    """What failed."""
    service_class: str
    """The highest class that is hit."""
    known_errors: frozenset[str]
    """Known errors and articles that help."""
    model: str
    """Request model, or empty."""


@dataclass
class _Fault:
    """A failure of an item, with what it has done."""

    id: str
    component: str
    mode: Any
    strikes: str = ""
    """When a latent one is to be felt, as the script says."""
    stands: bool = False
    """Struck, and not repaired."""
    felt: bool = False
    """Struck."""
    hit: Mapping[str, tuple[str, list[str]]] = field(default_factory=dict)
    customers: Collection[str] = ()
    services: frozenset[str] = frozenset()
    around: dict[str, int] = field(default_factory=dict)
    """Share of the lost work that is back, by group, in percent."""


def read(
    setting: Any,  # noqa: ANN401 - the declarations alone are read, by the names in the files
    lines: Iterable[Json],
    let_off: frozenset[str] = frozenset(),
) -> list[Asked]:
    """What a log asked of the desk, each with its truth, in order of arrival.

    Args:
        setting: The declarations: organisation, library, scenario.
        lines: The log, as read from its lines.
        let_off: Names of departures that are read as the engine reads them.
    """
    world = _World(setting, 0, let_off)
    for line in lines:
        world.see(line)
    return list(world.asked.values())


def differences(
    asked: Asked,
    found: Any,  # noqa: ANN401 - nothing of ours is imported
) -> Iterator[str]:
    """The questions to which a truth gives another answer.

    Args:
        asked: What was read here.
        found: The truth of the same arrival: its answers by the same names.
    """
    for name in QUESTIONS:
        mine, theirs = getattr(asked, name), getattr(found, name)
        if (frozenset(theirs) if isinstance(theirs, tuple) else theirs) != mine:
            yield name


class _World(Declarations):
    """The script beside what is declared, and what has become of it so far."""

    departures: Mapping[str, str] = {**assess_oracle.DEPARTURES, **DEPARTURES}

    def __init__(
        self,
        setting: Any,  # noqa: ANN401 - as in `read`
        now: int,
        let_off: frozenset[str],
    ) -> None:
        super().__init__(setting, now, let_off)
        self.modes = {each.id: each for each in self.library.failure_modes}
        self.said = {each.id: each for each in self.scenario.contacts}
        self.shown = {each.id: each for each in self.scenario.alerts}
        self.scripted = {each.id: each for each in self.scenario.faults}
        self.faults: dict[str, _Fault] = {}
        self.asked: dict[tuple[str, str], Asked] = {}

    def see(self, line: Json) -> None:
        """Let one line of the log pass."""
        self.now, kind = line["at"], line["kind"]
        if kind == "fault-began":
            self._began(line)
        elif kind == "fault-struck":
            self._strikes(self.faults[line["fault"]])
        elif kind == "fault-repaired":
            self.faults[line["fault"]].stands = False
        elif kind == "workaround-taken":
            around = self.faults[line["fault"]].around
            around[line["group"]] = max(around.get(line["group"], 0), line["percent"])
        elif kind == "contact-arrived" and line["chases"] is None:
            self._arrived(line)
        elif kind == "alert-raised":
            self._raised(line)

    # What fails

    def _began(self, line: Json) -> None:
        fault = _Fault(line["fault"], line["component"], self.modes[line["mode"]])
        for each in self.scenario.faults:
            if self._scripted_id(each) == fault.id:
                fault.strikes = each.strikes_at
        self.faults[fault.id] = fault
        if not fault.strikes:
            self._strikes(fault)

    def _strikes(self, fault: _Fault) -> None:
        """Work out whom it hits: everyone who depends on what failed."""
        others = {f.component: f.mode.severity for f in self.faults.values() if f.stands}
        failed = {fault.component: fault.mode.severity}
        fault.stands = fault.felt = True
        self.faults[fault.id] = self.faults.pop(fault.id)  # in the order in which they struck
        alone, before, after = map(self.levels, (failed, others, {**others, **failed}))
        levels = {each: "up" if after[each] == before[each] else after[each] for each in after}
        if self.follows("hit-by-another-too"):
            levels = {each: _worse(levels[each], alone[each]) for each in levels}
        fault.hit = self.losing(levels)
        fault.customers = [
            each.id
            for each in self.services.values()
            if each.kind == "external" and levels[each.id] == "down"
        ]
        lost = (services for _, services in fault.hit.values())
        worse = {each for each in self.services if levels[each] != "up"}
        fault.services = frozenset(worse.union(*lost))

    def _scripted_id(self, arrival: Any) -> str:  # noqa: ANN401 - as in `read`
        """Whatever is scripted is the first failure of its item in its mode."""
        return f"{arrival.component}/{arrival.mode}/1"

    # What is behind an arrival

    def _arrived(self, line: Json) -> None:
        script = self.said.get(line["arrival"])
        if script is None:
            cause = self._felt(line)
        elif script.fault:
            cause = self._scripted_id(self.scripted[script.fault])
        else:
            cause = f"arrival/{script.id}"
        known = self.asked.get((line["person"], cause))
        if known is not None:
            both = (*known.subjects, line["contact"])
            self.asked[line["person"], cause] = replace(known, subjects=both)
        elif cause in self.faults:
            self.asked[line["person"], cause] = self._of_fault(line, self.faults[cause])
        else:
            self.asked[line["person"], cause] = self._of_person(line, cause)

    def _raised(self, line: Json) -> None:
        script = self.shown.get(line["arrival"])
        if script is None:
            cause = self._alarming(line["component"])
        elif script.fault:
            cause = self._scripted_id(self.scripted[script.fault])
        else:
            cause = f"arrival/{script.id}"
        asked = (
            self._of_fault(line, self.faults[cause])
            if cause in self.faults
            else self._of_event(line, cause)
        )
        self.asked[line["alert"], cause] = asked

    def _felt(self, line: Json) -> str:
        """The fault that makes somebody call whom no script knows."""
        found = (
            each.id
            for each in self.faults.values()
            if each.stands and each.mode.symptom == line["symptom"] and line["group"] in each.hit
        )
        return next(found, "")

    def _alarming(self, item: str) -> str:
        """The fault that brought an item to the level at which it is."""
        standing = {each.id: each for each in self.faults.values() if each.stands}
        failed: dict[str, str] = {}
        now = self.levels({f.component: f.mode.severity for f in standing.values()})[item]
        for each in standing.values():
            failed[each.component] = each.mode.severity
            if self.levels(failed)[item] == now:
                return each.id
        return ""

    def _significance(self, line: Json) -> str:
        shown = self.shown.get(line["arrival"]) or self.checks[line["arrival"]]
        return str(shown.significance)

    # The truth

    def _of_fault(self, line: Json, fault: _Fault) -> Asked:
        """A report or an alert with a fault behind it."""
        item = self.components[fault.component]
        is_alert = line["kind"] == "alert-raised"
        significance = self._significance(line) if is_alert else None
        services = fault.services or frozenset(self.hanging_on(fault.component))
        if fault.felt:
            impact = self._impact(fault)
            urgency = self.urgency(self._hurting(fault), fault.customers)
        else:
            # The card: impact 3, since nothing is hit yet, and urgency from the trend.
            impact, urgency = 3, self._until(max(self._on_the_first_day(fault.strikes), self.now))
        known = [
            each
            for each in self.library.known_errors
            if fault.mode.symptom in each.symptoms and item.kind in (each.kinds or (item.kind,))
        ]
        articles = self._articles(fault.mode.symptom)
        solved = any(each.restores_percent == 100 for each in known) or bool(articles)
        return Asked(
            subjects=(line["alert" if is_alert else "contact"],),
            at=line["at"],
            group=None if is_alert else line["group"],
            cause=fault.id,
            kind=None if significance == "informational" else "incident",
            significance=significance,
            impact=impact,
            urgency=urgency,
            priority=self.card.matrix[impact - 1][urgency - 1],
            teams=frozenset(("SD" if solved and not is_alert else item.owner,)),
            category=fault.mode.category,
            services=services,
            component=fault.component,
            service_class=self.highest_class(services),
            known_errors=frozenset((*(each.id for each in known), *articles)),
            model="",
        )

    def _impact(self, fault: _Fault) -> int:
        """By the sentences on the card."""
        return self.impact(fault.hit, fault.customers)

    def _hurting(self, fault: _Fault) -> Mapping[str, tuple[str, list[str]]]:
        """Whom it still hurts, and how much."""
        if not self.follows("workaround-holds"):
            return fault.hit
        return {
            group: ("degraded" if fault.around.get(group, 0) else level, services)
            for group, (level, services) in fault.hit.items()
            if fault.around.get(group, 0) < 100
        }

    def _articles(self, symptom: str) -> list[str]:
        """Articles that answer a symptom."""
        return [each.id for each in self.library.articles if symptom in each.symptoms]

    def _of_person(self, line: Json, cause: str) -> Asked:
        """A single person's wish or trouble."""
        said = self.said[line["arrival"]]
        symptom = self.symptoms[said.symptom]
        group = said.person.partition("#")[0]
        if "#" not in said.person:
            (group,) = (p.group for p in self.organisation.people if p.id == said.person)
        articles = self._articles(symptom.id)
        errors = [each for each in self.library.known_errors if symptom.id in each.symptoms]
        models = [each for each in self.library.request_models if symptom.id in each.symptoms]
        service = said.service or symptom.service
        services = [service] if service else []
        impact = urgency = priority = None
        teams, model = frozenset(("SD",)), ""
        if symptom.kind == "incident":
            level = "down" if said.effect == "stopped" else "degraded"
            # "One person or a few, nothing wider."
            impact, urgency = 3, self.urgency({group: (level, services)}, ())
            priority = self.card.matrix[impact - 1][urgency - 1]
            # The desk solves at first contact what a known error brings back wholly.
            if not articles and not any(each.restores_percent == 100 for each in errors):
                teams = self._takers(symptom.category)
        elif models:
            priority, model = 3 if models[0].urgent else 4, models[0].id
        return Asked(
            subjects=(line["contact"],),
            at=line["at"],
            group=group,
            cause=cause,
            kind=symptom.kind,
            significance=None,
            impact=impact,
            urgency=urgency,
            priority=priority,
            teams=teams,
            category=symptom.category,
            services=frozenset(services),
            component=said.component,
            service_class=self.highest_class(services),
            known_errors=frozenset((*articles, *(each.id for each in errors))),
            model=model,
        )

    def _takers(self, category: str) -> frozenset[str]:
        """By the table on the card."""
        takers = frozenset(each.id for each in self.teams if category in each.takes)
        return takers - {"SD"} or takers

    def _of_event(self, line: Json, cause: str) -> Asked:
        """Something that monitoring shows, with nothing behind it."""
        item = self.components[line["component"]]
        return Asked(
            subjects=(line["alert"],),
            at=line["at"],
            group=None,
            cause=cause,
            kind=None,
            significance=self._significance(line),
            impact=None,
            urgency=None,
            priority=None,
            teams=frozenset((item.owner,)),
            category=None,
            services=frozenset(),
            component=item.id,
            service_class="bronze",
            known_errors=frozenset(),
            model="",
        )


def _worse(one: str, other: str) -> str:
    order = ("up", "degraded", "down")
    return max(one, other, key=order.index)
