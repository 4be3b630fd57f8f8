"""Change kind: standard, normal or emergency, from short facts.

The one idea: two facts decide. Is there an authorised procedure for exactly this? Does waiting
itself do serious harm? Size, haste and rank of who asks decide nothing.

Source: ITIL 2011 and ITIL 4 glossaries, the entries of the three terms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import component_name, running
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.organisation import Component
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

Kind = Literal["standard", "normal", "emergency", "none"]

TEXTS: Mapping[Kind, str] = {
    "standard": "A standard change",
    "normal": "A normal change",
    "emergency": "An emergency change",
    "none": "Not a change",
}
"""The options."""


class Facts(NamedTuple):
    """What decides."""

    preauthorised: bool
    """There is an authorised, documented procedure for exactly this."""
    harm: bool
    """Waiting for the ordinary way does serious harm."""
    alters: bool = True
    """Something is added, modified or removed."""


def kind_of(facts: Facts) -> Kind:
    """Which kind of change it is."""
    if not facts.alters:
        return "none"
    if facts.preauthorised:
        return "standard"
    return "emergency" if facts.harm else "normal"


_PROGRAMS = frozenset({"app-server", "application", "database", "server"})
_DATA = frozenset({"application", "database", "server", "storage"})
_ON_THE_NETWORK = _PROGRAMS | {"load-balancer", "storage", "switch", "telephony", "vpn"}
_VITAL = frozenset({"database", "queue", "storage", "switch", "telephony"})

FITTING: Mapping[str, frozenset[str]] = {
    "monthly update": _ON_THE_NETWORK,
    "certificate": _ON_THE_NETWORK - {"storage", "switch", "telephony"},
    "old files": _PROGRAMS | {"storage"},
    "attackers": _ON_THE_NETWORK,
    "whole site": _VITAL,
    "loses data": _DATA,
    "room is left": _DATA,
    "other hardware": _PROGRAMS | {"batch-job", "queue"},
}
"""Classes of items of which a case with these words can be told; all, where nothing is named."""

_STANDARD = (
    (
        "{team} wants to put the monthly update on {item}. A tested procedure for that was "
        "authorised for good last year, and the risk is low."
    ),
    (
        "{team} renews the certificate of {item} by written steps that are authorised once for all "
        "and have worked for years."
    ),
    (
        "A director asks {team} to restart {item} tonight with other settings. The steps are low "
        "in risk, documented and authorised in advance."
    ),
    (
        "Many people depend on {item}. {team} wants to clear its old files by a documented "
        "procedure of low risk, authorised beforehand for all such work."
    ),
)
_NORMAL = (
    (
        "{team} wants to give {item} a newer version next month. It has not been done before and "
        "needs to be weighed up."
    ),
    (
        "A director wants {team} to give {item} other settings this week. Nothing is broken, and "
        "no procedure is authorised for it."
    ),
    (
        "{team} plans a small alteration to {item}, ten minutes of work. Nobody has authorised "
        "such work in advance, and it can wait."
    ),
    (
        "{team} wants to replace {item} by another product in spring. What that may harm is not "
        "known yet."
    ),
)
_EMERGENCY = (
    (
        "{item} has a hole that attackers are using at this moment. {team} has a patch, for which "
        "no procedure is authorised."
    ),
    (
        "{item} is down, and a whole site cannot work. {team} can bring it back with other "
        "settings; no procedure is authorised for that."
    ),
    (
        "{item} loses data every minute. {team} has a correction that nobody has authorised yet "
        "and that cannot wait for a meeting."
    ),
    (
        "In a major incident {team} finds that {item} has to run on other hardware at once. There "
        "is no authorised procedure for it."
    ),
)
_NONE = (
    (
        "{team} looks through the log of {item}, as every morning, and finds nothing odd. All "
        "stays as it is."
    ),
    (
        "A director asks {team} in haste how much room is left on {item}. {team} looks it up and "
        "tells her."
    ),
    (
        "{team} counts how often {item} was asked for something last month, and writes a report "
        "on it for a meeting of all managers."
    ),
    (
        "In a major incident {team} reads the figures of {item}, finds them as they should be, and "
        "says so to everybody concerned."
    ),
)
TEMPLATES: Mapping[Kind, tuple[Facts, tuple[str, ...]]] = {
    "standard": (Facts(preauthorised=True, harm=False), _STANDARD),
    "normal": (Facts(preauthorised=False, harm=False), _NORMAL),
    "emergency": (Facts(preauthorised=False, harm=True), _EMERGENCY),
    "none": (Facts(preauthorised=False, harm=False, alters=False), _NONE),
}
"""Cases, with the facts that they state."""

_AUTHORITY: Mapping[Edition, str] = {
    "2011": "the emergency CAB or whoever may decide for it",
    "4": "a change authority that can decide at once",
}


def answers(_draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four."""
    return tuple(TEXTS.values())


def make(draw: Draw, setting: Setting, edition: Edition, wanted: str) -> Question | None:
    """Draw a case about an item and its team."""
    items = [each for each in running(setting) if each.owner != SERVICE_DESK]
    if not items:
        return None
    facts, texts = TEMPLATES[meant(TEXTS, wanted)]
    case = draw.pick(texts, "case")
    item = draw.pick(_fitting(items, case), "item")
    stem = case.format(team=setting.teams[item.owner].name, item=component_name(item))
    asked = draw.pick(
        ("Which kind of change is it, if any?", "How is it to be classed as a change?"), "asked"
    )
    key = kind_of(facts)
    why = _worked(facts, edition)
    wrong = tuple(
        Wrong(text, f"{_MISTAKES[kind]} {why}") for kind, text in TEXTS.items() if kind != key
    )
    return Question(f"{stem} {asked}", TEXTS[key], why, wrong)


def _fitting(items: Sequence[Component], case: str) -> Sequence[Component]:
    """The items of which a case can be told; all, where no class is known."""
    classes = next((found for words, found in FITTING.items() if words in case), None)
    return [each for each in items if classes is None or each.kind in classes] or items


_MISTAKES: Mapping[Kind, str] = {
    "standard": "Takes small, usual or wished-for work for work that is authorised in advance.",
    "normal": "Thinks that each change takes the ordinary way, by assessment and schedule.",
    "emergency": "Takes haste or importance for serious harm by waiting.",
    "none": "Thinks that small or familiar work on an item in use changes nothing.",
}


def _worked(facts: Facts, edition: Edition) -> str:
    """How the two facts decide."""
    if not facts.alters:
        return "Nothing is added, modified or removed: to look, count or report changes nothing."
    if facts.preauthorised:
        return "An authorised procedure with little risk covers it: standard, done by its steps."
    if facts.harm:
        return (
            f"No procedure covers it and waiting does harm: emergency, for {_AUTHORITY[edition]}."
        )
    return "No procedure covers it and it can wait: normal, so assess, authorise and schedule it."


CHANGE = Family(
    {
        "2011": Place("3", "transition", "change-management"),
        "4": Place("7.1", "general", "change-management"),
    },
    make,
    answers,
)
"""Standard, normal or emergency."""
