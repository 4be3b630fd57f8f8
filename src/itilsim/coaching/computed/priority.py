"""Priority: who or what is hit, by when it hurts, and the matrix of the desk card.

The one idea: impact asks who depends on what failed, urgency how long until it hurts; a matrix
joins them. Each wrong option leaves out one of the two, reads it off wrongly, or listens to noise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import service_name
from itilsim.coaching.computed.times import span
from itilsim.domain.card import hurts_in, impact_of, priority_of, urgency_of
from itilsim.domain.estate import Hit
from itilsim.domain.organisation import Organisation, UserGroup
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition
from itilsim.words.labels import clock

LEVELS = (1, 2, 3)
"""Levels of impact and of urgency on a desk card."""

_WAITS = (15, 20, 30, 45, 60, 75, 120, 180, 240, 300, 420, 540, 720, 900, 1200, 1800)
"""Minutes until something hurts, round ones from a quarter of an hour to thirty hours."""

_DEADLINES = ("for a report", "for an inspection", "for the auditors", "for a meeting")

_NOISE = (
    "{person} shouts and wants it done first.",
    "{person}, who calls, is on the VIP list.",
    "{person} calls for the third time.",
)

_NO_MONEY = 10**12
"""Cost an hour that no outage reaches."""


@dataclass(frozen=True, slots=True)
class _Case:
    """Who or what is hit."""

    words: str
    """As the question says it."""
    why: str
    """What that means on the card."""
    hits: tuple[Hit, ...]
    external: bool = False
    """Customers of the organisation."""
    whole: bool = False
    """A whole site."""


@dataclass(frozen=True, slots=True)
class _Timing:
    """When it hurts."""

    words: str
    minutes: int
    away: bool = False
    """Nobody is at work yet."""


def answers(draw: Draw, setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """Four of the priorities that the matrix has."""
    known = sorted({cell for row in setting.organisation.card.matrix for cell in row})
    return tuple(f"P{each}" for each in sorted(draw.shuffled(known, "offered")[:4]))


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw who is hit and when it hurts, and read the priority off the card."""
    organisation = setting.organisation
    case = _hit(draw, setting)
    timing = _timing(draw, setting, case) if case is not None else None
    if case is None or timing is None or _by_money(case, setting):
        return None
    impact = impact_of(case.hits, setting.estate, organisation, external=case.external)
    urgency = urgency_of(timing.minutes * 60, organisation)
    key = priority_of(impact, urgency, organisation)
    if wanted != f"P{key}":
        return None
    noise = draw.pick(_NOISE, "noise") if draw.likely(50, "noisy") else ""
    stem = " ".join(
        (
            _rules(organisation),
            case.words,
            timing.words,
            *((noise.format(person=draw.person()),) if noise else ()),
            "Which priority?",
        )
    )
    cell = f"Row {impact}, column {urgency} of the matrix: P{key}."
    ahead = f"it hurts in {span(timing.minutes)}" if timing.minutes else "it hurts already"
    why = f"Impact {impact}: {case.why}. Urgency {urgency}: {ahead}. {cell}"
    slips = (*_slips(impact, urgency, timing, noise, organisation), *_cells(impact, urgency))
    wrong = tuple(
        Wrong(f"P{found}", f"{mistake} {cell}") for found, mistake in _values(slips, organisation)
    )
    return Question(stem, f"P{key}", why, wrong)


def _rules(organisation: Organisation) -> str:
    """The desk card in three short sentences."""
    impact, urgency = organisation.card.impact, organisation.card.urgency
    matrix = ", ".join("-".join(map(str, row)) for row in organisation.card.matrix)
    return (
        f"Impact 1: a site or customers stopped; 2: {impact.many_people} people or more; 3: fewer. "
        f"Urgency 1: it hurts within {span(urgency.soon_minutes)}; 2: within "
        f"{span(urgency.today_minutes)}; 3: later. "
        f"Priority (rows impact, columns urgency): {matrix}."
    )


def _hit(draw: Draw, setting: Setting) -> _Case | None:
    """Who or what is hit: one group, a whole site, or customers."""
    kind = draw.below(100, "hit")
    many = setting.organisation.card.impact.many_people
    if kind < 20:
        return _customers(draw, setting)
    if kind < 35:
        return _site(draw, setting)
    groups = setting.organisation.groups
    fitting = [group for group in groups if (group.people >= many) == (kind < 65)]
    return _group(draw, setting, draw.pick(fitting, "group")) if fitting else None


def _group(draw: Draw, setting: Setting, group: UserGroup) -> _Case | None:
    """One group that is clearly no whole site."""
    site, services = setting.estate.people_at[group.site], setting.estate.services
    used = [each for each in group.services if not services[each].retired]
    if group.people * 100 >= 60 * site or not used:
        return None
    service = draw.pick(used, "service")
    many = setting.organisation.card.impact.many_people
    words = f"{service_name(services[service])} has failed for {group.name} ({_people(group)})."
    why = f"{_people(group)} hit, fewer than {many}"
    if group.people >= many:
        why = f"{group.people} people are {many} or more, but no whole site"
    return _Case(words, why, (Hit(group.id, (service,), "down"),))


def _site(draw: Draw, setting: Setting) -> _Case | None:
    """Everybody at one place."""
    site = draw.pick(setting.organisation.sites, "site")
    groups = [group for group in setting.organisation.groups if group.site == site.id]
    people = setting.estate.people_at.get(site.id, 0)
    if len(groups) < 2:
        return None
    hits = tuple(Hit(group.id, group.services, "down") for group in groups)
    words = f"{site.name}: nothing works for its {people} people."
    return _Case(words, "a whole site cannot do its work", hits, whole=True)


def _customers(draw: Draw, setting: Setting) -> _Case | None:
    """External customers of one service."""
    services = [
        each for each in setting.organisation.services
        if each.kind == "external" and not each.retired
    ]  # fmt: skip
    if not services:
        return None
    service = draw.pick(services, "customers")
    levels = setting.estate.spread({service.id: "down"})
    external = bool(setting.estate.external_stopped(levels))
    words = f"{service_name(service)}: down for customers outside the company."
    return _Case(words, "customers cannot be served", setting.estate.hits(levels), external)


def _timing(draw: Draw, setting: Setting, case: _Case) -> _Timing | None:
    """When it hurts: at once, when they begin to work, or at a deadline until which it holds."""
    way = draw.below(40 if case.whole else 100, "way")
    if way >= 40 or case.external:
        level = draw.pick(LEVELS, "level")
        limits = setting.organisation.card.urgency
        waits = [
            n for n in _WAITS
            if urgency_of(n * 60, setting.organisation) == level
            and n not in (limits.soon_minutes, limits.today_minutes)
        ]  # fmt: skip
        wait = draw.pick(waits, "wait") if waits else 0
        if not wait:
            return None
        if case.external:
            return _Timing(f"Its customers next need it in {span(wait)}.", wait)
        event = draw.pick(_DEADLINES, "deadline")
        return _Timing(f"They next need it {event} in {span(wait)}.", wait)
    hours = setting.hours[setting.estate.groups[case.hits[0].group].hours]
    later = [start for start, _ in hours.intervals if start > -setting.day_start + 86_400][:7]
    if not later:
        return None
    opens = draw.pick(later, "day")
    if way < 12:
        now = hurts_in(case.hits, opens + 3600, setting, setting.estate)
        return None if now else _Timing("They are in the middle of their shift.", 0)
    at = opens - draw.pick(_WAITS[2:11], "early") * 60
    until = hurts_in(case.hits, at, setting, setting.estate)
    if not until:
        return None
    starts = clock(at + until, setting.day_start)
    words = f"It is {clock(at, setting.day_start)}; they begin work at {starts}."
    return _Timing(words, until // 60, away=True)


def _by_money(case: _Case, setting: Setting) -> bool:
    """Whether money decides the impact, of which the question says nothing."""
    rules = setting.organisation
    poor = replace(
        rules,
        card=replace(
            rules.card, impact=replace(rules.card.impact, serious_cost_per_hour=_NO_MONEY)
        ),
    )
    one, other = (
        impact_of(case.hits, setting.estate, each, external=case.external) for each in (rules, poor)
    )
    return one != other


_Slip = tuple[int, int, str] | tuple[int, str]
"""(impact, urgency, mistake) read off the matrix, or (priority, mistake)."""


def _slips(
    impact: int, urgency: int, timing: _Timing, noise: str, rules: Organisation
) -> Iterator[_Slip]:
    """What people do instead of reading the card, the most instructive first."""
    key = priority_of(impact, urgency, rules)
    if timing.away and impact < 3:
        yield 3, urgency, "Counts nobody as hit because nobody is at work yet; that is urgency."
    if noise:
        loud = "Lets the caller raise it: neither rank nor noise is impact or urgency."
        yield max(key - 1, 1), loud
    if impact != urgency:
        yield urgency, "Takes the urgency for the priority and leaves the impact out."
        yield impact, "Takes the impact for the priority and leaves the urgency out."


def _cells(impact: int, urgency: int) -> Iterator[_Slip]:
    """All other cells of the matrix, the nearest first."""
    cells = [(one, other) for one in LEVELS for other in LEVELS]
    for one, other in sorted(cells, key=lambda at: abs(at[0] - impact) + abs(at[1] - urgency)):
        if one == impact:
            yield one, other, f"Reads the urgency as {other}."
        elif other == urgency:
            yield one, other, f"Reads the impact as {one}."
        else:
            yield one, other, f"Takes impact {one} and urgency {other}."


def _values(slips: Iterable[_Slip], rules: Organisation) -> Iterator[tuple[int, str]]:
    """The priority that each slip ends at."""
    for slip in slips:
        if len(slip) == 2:
            yield slip
        else:
            yield priority_of(slip[0], slip[1], rules), slip[2]


def _people(group: UserGroup) -> str:
    return "1 person" if group.people == 1 else f"{group.people} people"


PRIORITY = Family(
    {
        "2011": Place("5", "operation", "incident-management"),
        "4": Place("7.1", "deliver-and-support", "incident-management"),
        "5": Place("4.4", "support", "incident-management", beyond_exam=True),
    },
    make,
    answers,
)
"""Which priority a short case has by the desk card."""
