"""Major or not: whether an incident meets the criteria that the desk card sets beforehand.

The one idea: `is_major`, by which a shift lead declares too, is asked on a map of one service and
one site. Which fact decides is found by asking again with that fact turned round. Priority, rank,
calls and money decide nothing.

Source: the criteria are local; ITIL's is that there are some, and a separate, faster procedure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import offered, service_name
from itilsim.domain.estate import Estate, Hit
from itilsim.domain.names import GroupId, ServiceId
from itilsim.domain.organisation import Organisation, Service, Site, UserGroup
from itilsim.domain.practices.major_incident import is_major
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

Kind = Literal["site", "service", "few", "class", "slow"]

TEXTS: Mapping[Kind, str] = {
    "site": "Major: a site stands still",
    "service": "Major: gold, down for too many",
    "few": "Not major: down for too few",
    "class": "Not major: not gold, site at work",
    "slow": "Not major: slow, not down",
}
"""The options. What is slow is down for few, so that these two are not offered together."""

MARGIN = 5
"""Percent points between a share and a limit, so that nobody reckons finely. Tuning constant."""

EXACTLY = 25
"""Percent of the cases exactly at the users' limit, where numbers allow. Tuning constant."""

_RULES = (
    (
        "House rule: major is a gold service down for over {limit} % of its users, or at least "
        "{whole} % of a location's people idle."
    ),
    (
        "The desk card calls it major if a gold service is down for more than {limit} % of its "
        "users, or {whole} % or more of a location's people are idle."
    ),
)
_DOWN = (
    "{service} ({kind}) gives no answer to {hit} of its {users} users, all at {site}.",
    "At {site} {hit} people have lost {service} ({kind}), which has {users} users in all.",
    "{hit} of the {users} users of {service} ({kind}), all at {site}, can do nothing with it.",
    "{service} is {kind} and has {users} users; {hit} of them, at {site}, get an error page.",
)
_SLOW = (
    "{service} ({kind}) takes a minute for each step of {hit} of its {users} users, all at {site}.",
    "At {site} {hit} people wait for each answer of {service} ({kind}), which has {users} users.",
    "{hit} of the {users} users of {service} ({kind}), all at {site}, can work with it, slowly.",
    "{service} is {kind} and has {users} users; {hit} of them, at {site}, get late answers.",
)
_IDLE = (
    "More has failed there: {idle} of the {people} people are idle.",
    "As more has failed, {idle} of {people} people there are idle.",
)
_BUSY = ("All {people} people there go on working.", "Of {people} people there none is idle.")
_NOISE = (
    "It is a P1.",
    "So far it is a P3.",
    "A director calls it major.",
    "The {owner} calls it a trifle.",
    "There were {calls} calls within ten minutes.",
    "Nobody has rung yet.",
    "Each hour costs {calls} thousand.",
    "A VIP is among them.",
)
_ASKED = ("Major or not?", "How is it to be judged?", "Is it major, and why?")

_WORKED: Mapping[Kind, str] = {
    "site": "{idle} of {people} people at {site} idle are {standing}: at least {whole} %.",
    "service": "{service} is gold, and {hit} of {users} users are {share}: more than {limit} %.",
    "few": "{hit} of {users} users are {share}, not more than {limit} %, and too few are idle.",
    "class": "{service} is {kind}, so {share} of its users are no reason, and too few are idle.",
    "slow": "{service} is gold, and {hit} of {users} users wait, but they get on: it is not down.",
}
_MISTAKES: Mapping[tuple[Kind, Kind | None], str] = {
    ("site", None): "Sees {site} at a stand, but {idle} of {people} people idle are {standing}.",
    ("site", "slow"): "Sees {site} at a stand, though all {people} people there go on working.",
    ("service", "site"): "Blames {service} ({kind}, down for {share}), which would not do alone.",
    ("service", "few"): "Takes {share} of the users for more than {limit} %.",
    ("service", "class"): "Looks at the users alone, while {service} is {kind}.",
    ("service", "slow"): "Takes waiting for an outage: {service} answers all {hit}, late.",
    ("few", "site"): "Counts the users of {service} and overlooks the people at {site}.",
    ("few", None): "Looks past the share: {share} of the users of {service} are over {limit} %.",
    ("class", "site"): "Looks at the class of {service} and past the {idle} idle people at {site}.",
    ("class", None): "Overlooks that {service} is gold, so that its class rules nothing out.",
    ("slow", None): "Takes an outage for delay: {hit} people get nothing from {service}.",
}
"""What one overlooks, by what one names and by what decides; none: whatever else decides."""


class _Case(NamedTuple):
    """Users of a service, people at a site, users there; who is hit and who is idle there."""

    service: Service
    site: Site
    users: int
    people: int
    here: int
    slow: bool
    hit: int = 0
    idle: int = 0


def answers(draw: Draw, setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """Four of five, if there is a case of each in this organisation."""
    kinds: tuple[Kind, ...] = ("site", "service", "class", draw.pick(("few", "slow"), "offered"))
    return tuple(TEXTS[kind] for kind in kinds if _cases(setting, kind))


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw who is hit, so that the wanted fact decides."""
    kind, rules = meant(TEXTS, wanted), setting.organisation
    case = _drawn(draw, draw.pick(_cases(setting, kind), "place"), kind, rules)
    if _deciding(case, rules) != kind:
        return None
    words: Mapping[str, object] = case._asdict() | {
        "service": service_name(case.service),
        "kind": case.service.service_class,
        "owner": case.service.owner,
        "site": case.site.name,
        "limit": rules.card.house.major_users_percent,
        "whole": rules.card.impact.whole_site_percent,
        "share": f"{round(case.hit * 100 / case.users, 1):g} %",
        "standing": f"{round(case.idle * 100 / case.people, 1):g} %",
        "calls": 11 + draw.below(40, "calls"),
    }
    told = _SLOW if case.slow else _DOWN, _IDLE if case.idle else _BUSY
    parts = [draw.pick(texts, n) for n, texts in enumerate((_RULES, *told, _NOISE, _ASKED))]
    wrong = tuple(
        Wrong(text, (_MISTAKES.get((other, kind)) or _MISTAKES[other, None]).format_map(words))
        for other, text in TEXTS.items()
        if other != kind
    )
    why = f"{_WORKED[kind].format_map(words)} Priority, rank and calls are no criteria."
    return Question(" ".join(parts).format_map(words), TEXTS[kind], why, wrong)


def _deciding(case: _Case, rules: Organisation) -> Kind | None:
    """Which fact decides; none, if more than one does."""
    site = _major(case, rules, (case.site,), ())
    service = _major(case, rules, (), (case.service.id,))
    if site or service:
        return None if site and service else "site" if site else "service"
    turned: Mapping[Kind, _Case] = {
        "few": case._replace(hit=case.users, here=case.users),
        "class": case._replace(service=replace(case.service, service_class="gold")),
        "slow": case._replace(slow=False),
    }
    found = [kind for kind, other in turned.items() if _major(other, rules, (), (case.service.id,))]
    return found[0] if len(found) == 1 else None


def _major(
    case: _Case, rules: Organisation, sites: tuple[Site, ...], services: tuple[ServiceId, ...]
) -> bool:
    """What `is_major` says on a map of that service and site, by some of the criteria."""
    uses, idle = (case.service.id,), max(0, case.idle - (0 if case.slow else case.hit))
    counted: Mapping[str, tuple[int, str, tuple[ServiceId, ...]]] = {
        "hit": (case.hit, case.site.id, uses),
        "idle": (idle, case.site.id, ()),
        "other users": (case.here - case.hit, case.site.id, uses),
        "others": (case.people - case.here - idle, case.site.id, ()),
        "elsewhere": (case.users - case.here, "", uses),
    }
    groups = tuple(
        UserGroup(GroupId(name), name, site, name, people, "", used)
        for name, (people, site, used) in counted.items()
    )
    told = replace(rules, sites=sites, groups=groups, services=(case.service,), components=())
    hit = Hit(GroupId("hit"), uses, "degraded" if case.slow else "down")
    return is_major((hit, Hit(GroupId("idle"), (), "down")), services, Estate(told), told)


def _cases(setting: Setting, kind: Kind) -> list[_Case]:
    """Services and sites at which a fact can decide, with nobody hit yet."""
    estate, rules, found = setting.estate, setting.organisation, list[_Case]()
    for service in offered(setting, "internal"):
        gold = service.service_class == "gold"
        if not service.service_class or (kind != "site" and gold == (kind == "class")):
            continue
        groups = [estate.groups[each] for each in estate.users.get(service.id, ())]
        users = sum(each.people for each in groups)
        for site in rules.sites:
            people = estate.people_at.get(site.id, 0)
            here = sum(each.people for each in groups if each.site == site.id)
            case = _Case(service, site, users, people, here, kind == "slow")
            if here and _idles(case, kind, rules, _hits(case, kind, rules)):
                found.append(case)
    return found


def _drawn(draw: Draw, case: _Case, kind: Kind, rules: Organisation) -> _Case:
    """A case with numbers: who is without the service is idle, and who has it is not."""
    hits = _hits(case, kind, rules)
    limit, rest = divmod(rules.card.house.major_users_percent * case.users, 100)
    exact = range(limit, limit + (rest == 0 and limit <= case.here))
    if kind == "few" and _idles(case, kind, rules, exact) and draw.likely(EXACTLY, "exact"):
        hits = exact
    idle = draw.pick(_idles(case, kind, rules, hits), "idle people")
    low, high = (0, case.here) if case.slow else (idle - (case.people - case.here), idle)
    hits = range(max(hits.start, low), min(hits.stop, high + 1))
    return case._replace(idle=idle, hit=draw.pick(hits, "hit people"))


def _hits(case: _Case, kind: Kind, rules: Organisation) -> range:
    """How many users may be hit."""
    if kind == "site" and case.service.service_class != "gold":
        return range(2, case.here + 1)
    limit, over = rules.card.house.major_users_percent, kind not in ("site", "few")
    return _numbers(limit, case.users, case.here, over=over)


def _idles(case: _Case, kind: Kind, rules: Organisation, hits: range) -> range:
    """How many people may be idle, each for some number of users that are hit."""
    if kind == "slow" or not hits:
        return range(1 if hits else 0)
    whole = rules.card.impact.whole_site_percent
    found = _numbers(whole, case.people, case.people, over=kind == "site")
    most = hits.stop + case.people - case.here
    return range(max(found.start, hits.start), min(found.stop, most))


def _numbers(limit: int, people: int, most: int, *, over: bool) -> range:
    """Numbers of people, from two to the most, that are clearly over or under a share of them."""
    if over:
        return range(max(2, -(-min(100, limit + MARGIN) * people // 100)), most + 1)
    return range(2, min(most, (limit - MARGIN) * people // 100) + 1)


MAJOR = Family(
    {
        "2011": Place("5", "operation", "incident-management"),
        "4": Place("7.1", "deliver-and-support", "incident-management"),
        "5": Place("4.4", "support", "incident-management", beyond_exam=True),
    },
    make,
    answers,
)
"""Whether it is major, and by which fact."""
