"""Route: event, incident, problem, known error, service request or change.

The one idea: what happened decides the term, and each edition has its own line between known error
and problem. Terms that would also be true of a case are not offered beside the right one.

Source: the glossaries of the editions, the entries of the six terms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import (
    EDITION_NAMES,
    Family,
    Place,
    Question,
    Wrong,
    article,
    meant,
)
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import component_name, running
from itilsim.domain.names import ComponentId
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

Kind = Literal[
    "event", "incident", "problem", "known error", "service request", "change", "workaround"
]

APART: tuple[tuple[Kind, ...], ...] = (
    ("event", "incident"),
    ("problem", "known error"),
    ("service request", "change"),
    ("workaround",),
)
"""Terms of which at most one is offered: a failure may be seen as an event, a known error is a
problem too, and a request may lead to a standard change."""


_FILLED = frozenset({"database", "server", "storage"})
"""Classes of items that hold data."""


class _Case(NamedTuple):
    """What happened."""

    words: str
    fact: str
    """What makes the term right."""
    arguable: Kind | None = None
    """A term that one could defend as well, so that it is not offered."""


def answers(draw: Draw, _setting: Setting, edition: Edition) -> tuple[str, ...]:
    """One term of each group that is kept apart."""
    known = PLACES[edition]
    groups = [[each for each in group if each in known] for group in APART]
    return tuple(article(draw.pick(group, "offered", n)) for n, group in enumerate(groups))


def make(draw: Draw, setting: Setting, edition: Edition, wanted: str) -> Question | None:
    """Draw a case of a term."""
    kinds = tuple(PLACES[edition])
    kind = meant({each: article(each) for each in kinds}, wanted)
    case = _case(draw, setting, edition, kind)
    if case is None:
        return None
    name = EDITION_NAMES[edition]
    asked = draw.pick(
        (f"What is that in the terms of {name}?", f"Which term of {name} fits?"), "asked"
    )
    ask = {
        "problem": f"What do they look for, in the terms of {name}?",
        "known error": f"What is this trouble now, in the terms of {name}?",
        "workaround": f"What is this advice, in the terms of {name}?",
    }.get(kind, asked)
    wrong = tuple(
        Wrong(
            article(each),
            f"{_meaning(each, edition).capitalize()}. {case.fact}: {article(kind).lower()}.",
        )
        for each in kinds
        if each not in (kind, case.arguable)
    )
    why = f"{case.fact}; {_meaning(kind, edition)}."
    return Question(f"{case.words} {ask}", article(kind), why, wrong, PLACES[edition][kind])


def _case(draw: Draw, setting: Setting, edition: Edition, kind: Kind) -> _Case | None:
    match kind:
        case "event":
            return _event(draw, setting)
        case "incident":
            return _incident(draw, setting, edition)
        case "problem":
            return _problem(draw, setting)
        case "known error":
            return _known_error(draw, setting)
        case "service request":
            return _request(draw, setting)
        case "workaround":
            return _workaround(draw, setting)
        case _:
            return _change(draw, setting)


def _event(draw: Draw, setting: Setting) -> _Case:
    restarted = "The console shows that {item} was started again, as planned."
    texts = (
        "Monitoring reports that the nightly copy of {item} has finished without errors.",
        (
            "{item} is filled to 80 %, at which monitoring raises a flag. It works, and nobody "
            "notices anything."
        ),
        restarted,
    )
    text, items = draw.pick(texts, "case"), running(setting)
    if text != restarted:
        items = tuple(each for each in items if each.kind in _FILLED) or items
    return _Case(
        text.format(item=component_name(draw.pick(items, "item"))),
        "A state that matters has been noticed, and nothing failed",
        "change" if text == restarted else None,
    )


def _incident(draw: Draw, setting: Setting, edition: Edition) -> _Case | None:
    estate = setting.estate
    twins = [each for sets in estate.any_of.values() for one in sets for each in one
             if each in estate.components]  # fmt: skip
    if edition == "2011" and twins and draw.likely(25, "twin"):
        item = component_name(estate.components[ComponentId(draw.pick(twins, "item"))])
        words = f"{item} breaks. Its twin carries on, and no user notices anything."
        return _Case(words, "In 2011 a failed item counts even before a service suffers")
    symptoms = [each for each in setting.library.symptoms if each.kind == "incident"]
    if not symptoms:
        return None
    symptom = draw.pick(symptoms, "symptom")
    groups = setting.organisation.groups
    users = [each for each in groups if symptom.service in each.services]
    group = draw.pick(users or groups, "group")
    since = draw.pick(("Yesterday it was fine.", "It began an hour ago."), "since")
    words = f"{draw.person()}, {group.name}, reports: {symptom.name}. {since}"
    return _Case(words, "Something that worked does not work as it should")


def _problem(draw: Draw, setting: Setting) -> _Case | None:
    symptoms = [each for each in setting.library.symptoms if each.kind == "incident"]
    if not symptoms:
        return None
    symptom, teams = draw.pick(symptoms, "symptom"), setting.organisation.teams
    taking = [each for each in teams if symptom.category in each.takes]
    team = draw.pick(taking or teams[1:] or teams, "team").name
    count = draw.pick(("Four", "Five", "Six"), "count")
    words = (
        f"{count} times this month: {symptom.name}. Each time users were soon working again. "
        f"{team} now looks for what lies behind it."
    )
    return _Case(words, "They look for the cause behind several failures")


def _known_error(draw: Draw, setting: Setting) -> _Case | None:
    known = setting.library.known_errors
    if not known:
        return None
    chosen = draw.pick(known, "known")
    words = (
        f"'{chosen.title.split(' (')[0]}': why it happens has been found and written down, and so "
        "has a way around it. It is not put right yet."
    )
    return _Case(words, "Cause and way around are documented, and it is not put right")


def _request(draw: Draw, setting: Setting) -> _Case | None:
    models = [each.id for each in setting.library.request_models if "change" not in each.title]
    wished = {one for each in models for one in setting.request_models[each].symptoms}
    symptoms = [each for each in setting.library.symptoms
                if each.id in wished and each.kind == each.form == "request"]  # fmt: skip
    if not symptoms:
        return None
    group = draw.pick(setting.organisation.groups, "group")
    texts = (
        "{person}, {group}, asks through the portal for something from the catalogue: {wish}.",
        "{person}, {group}, calls and asks for something that has ready-made steps: {wish}.",
    )
    words = draw.pick(texts, "case").format(
        person=draw.person(), group=group.name, wish=draw.pick(symptoms, "symptom").name
    )
    return _Case(words, "A user asks for something that is agreed as an ordinary part of delivery")


def _workaround(draw: Draw, setting: Setting) -> _Case | None:
    item = draw.pick(running(setting), "item")
    hits = setting.estate.reach(item.id)
    if not hits:
        return None
    group = setting.estate.groups[draw.pick(hits, "group").group]
    advice = draw.pick(
        (
            "try each step a second time",
            "note things on paper and enter them later",
            "restart their devices every hour",
            "wait a minute between two steps",
            "share the devices of the team next door",
        ),
        "advice",
    )
    words = (
        f"The trouble with {component_name(item)} has not been cured yet. Until it is, the "
        f"desk tells {group.name} to {advice}, and their work goes on."
    )
    return _Case(words, "It lessens the harm, and what is wrong stays wrong")


def _change(draw: Draw, setting: Setting) -> _Case:
    item = draw.pick(running(setting), "item")
    texts = (
        "{team} is to replace {item} by a newer one on Sunday. The old one works well.",
        "{team} is to take {item} out of use for good. Nothing is wrong with it.",
        "{team} is to give {item} other settings on Sunday. Nothing is wrong with it.",
    )
    words = draw.pick(texts, "case").format(
        team=setting.teams[item.owner].name, item=component_name(item)
    )
    return _Case(words, "Something is added, modified or removed that may affect services")


def _meaning(kind: Kind, edition: Edition) -> str:
    """What a term stands for in an edition, in our own words."""
    old = edition == "2011"
    return {
        "event": "an event is a change of state that matters to managing a service",
        "incident": "an incident is an unplanned break or loss of quality of a service",
        "problem": f"a problem is a cause{'' if old else ', or possible cause,'} of incidents",
        "known error": "a known error has its cause and workaround documented"
        if old
        else "a known error is a problem that was analysed and not resolved",
        "service request": "a service request is a user's wish for an agreed ordinary service",
        "change": "a change adds, modifies or removes something that may affect services",
        "workaround": "a workaround lessens the harm while there is no full cure",
    }[kind]


PLACES: Mapping[Edition, Mapping[Kind, Place]] = {
    "2011": {
        "event": Place("3", "operation", "event-management"),
        "incident": Place("3", "operation", "incident-management"),
        "problem": Place("3", "operation", "problem-management"),
        "known error": Place("3", "operation", "problem-management"),
        "workaround": Place("3", "operation", "problem-management"),
        "service request": Place("3", "operation", "request-fulfilment"),
        "change": Place("3", "transition", "change-management"),
    },
    "4": {
        "event": Place("6.2", "deliver-and-support", "event-management"),
        "incident": Place("6.2", "deliver-and-support", "incident-management"),
        "problem": Place("6.2", "general", "problem-management"),
        "known error": Place("6.2", "general", "problem-management"),
        "workaround": Place("7.1", "general", "problem-management"),
        "service request": Place("7.1", "deliver-and-support", "request-fulfilment"),
        "change": Place("6.2", "general", "change-management"),
    },
    "5": {
        "event": Place("4.4", "operate", "event-management"),
        "incident": Place("4.4", "support", "incident-management"),
        "problem": Place("4.4", "support", "problem-management"),
        "known error": Place("4.4", "support", "problem-management"),
        "workaround": Place("4.4", "support", "problem-management"),
        "service request": Place("4.4", "deliver", "request-fulfilment"),
    },
}
"""The terms that each edition defines, and where."""

ROUTE = Family(
    {edition: places["incident"] for edition, places in PLACES.items()},
    make,
    answers,
)
"""Which term fits a short case."""
