"""Service kind: how the catalogue lists a service, and what a service is to a core service.

The one idea: who uses it decides between customer-facing and supporting; whether the core can be
delivered without it decides between enabling and enhancing. Both are read off the estate.

Source: ITIL 2011, types of service.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import offered, service_name
from itilsim.domain.organisation import Service
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

LISTED: Mapping[str, str] = {
    "external": "As external customer-facing",
    "internal": "As internal customer-facing",
    "supporting": "As supporting",
    "retired": "Nowhere: it is retired",
}
"""How a catalogue can list a service."""

_LISTED_WHY = {
    "external": "external customer-facing services are used by customers outside the company",
    "internal": "internal customer-facing services are used by the company's own business units",
    "supporting": "supporting services are used by IT to deliver others, not by the business",
    "retired": "a retired service is no longer offered and has left the catalogue",
}

ROLES: Mapping[str, str] = {
    "core": "A core service",
    "enabling": "An enabling service",
    "enhancing": "An enhancing service",
    "package": "A service package",
}
"""What a service can be to a customer's outcome."""

_ROLES_WHY = {
    "core": "a core service delivers the basic outcome that customers want",
    "enabling": "an enabling service is needed so that the core can be delivered",
    "enhancing": "an enhancing service makes the core more attractive and can be done without",
    "package": "a package joins two or more services to meet a need",
}

_EXTRAS = (
    "a monthly letter with tips",
    "a page of frequent questions",
    "a reminder before busy days",
    "a short film for beginners",
    "a weekly digest of news",
)

_OPENINGS = (
    "{name} gives its users what they came for.",
    "Users come for what {name} does for them.",
    "What users need and pay for is {name}.",
)


def answers(draw: Draw, setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four of one of the two divisions, as far as there are services of each kind."""
    kinds = {kind_of(each) for each in setting.organisation.services}
    divisions = [LISTED] if kinds >= set(LISTED) else []
    divisions += [ROLES] if "supporting" in kinds else []
    return tuple(draw.pick(divisions, "division").values()) if divisions else ()


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Ask about the division to which the answer belongs."""
    if wanted in LISTED.values():
        return _listing(draw, setting, meant(LISTED, wanted))
    return _role(draw, setting, meant(ROLES, wanted))


def kind_of(service: Service) -> str:
    """How the catalogue lists a service."""
    return "retired" if service.retired else service.kind


def _listing(draw: Draw, setting: Setting, kind: str) -> Question | None:
    """Who uses it, so how is it listed?"""
    services = [each for each in setting.organisation.services if kind_of(each) == kind]
    if not services:
        return None
    service = draw.pick(services, "service")
    fact = _users(setting, service)
    if not fact:
        return None
    org = setting.organisation.name
    asked = draw.pick(
        ("How does the service catalogue list it?", "Where does the catalogue list it?"), "asked"
    )
    stem = f"{service_name(service)} at {org}: {fact}. {asked}"
    return _question(stem, kind, LISTED, _LISTED_WHY, fact)


def _users(setting: Setting, service: Service) -> str:
    """Who uses a service, by the estate."""
    if service.retired:
        return "it ended last year, and people still ask for it"
    if service.kind == "external":
        return "people who buy from or sell to the company use it directly"
    if service.kind == "internal":
        groups = setting.estate.users.get(service.id, ())
        people = sum(setting.estate.groups[each].people for each in groups)
        return f"{people} of the company's own staff use it in their work" if people else ""
    users = [each for each in offered(setting, "external", "internal")
             if service.id in setting.estate.upstream(each.id)]  # fmt: skip
    for_whom = f", and {service_name(users[0])} depends on it" if users else ""
    return f"IT runs it; neither departments nor customers use it directly{for_whom}"


def _role(draw: Draw, setting: Setting, role: str) -> Question | None:
    """What a service is to the outcome that customers of another want."""
    core = draw.pick(offered(setting, "external", "internal"), "core")
    name = service_name(core)
    needed = [each for each in offered(setting, "supporting")
              if each.id in setting.estate.upstream(core.id)]  # fmt: skip
    if not needed:
        return None
    helper = service_name(draw.pick(needed, "needed"))
    extra = draw.pick(_EXTRAS, "extra")
    beside = (
        f"It cannot run without {helper}; users also like {extra}, without which it would still "
        "run."
    )
    opening = draw.pick(_OPENINGS, "opening").format(name=name)
    offer = " IT sells all three together at one price." if role == "package" else ""
    stem = f"{opening} {beside}{offer} What is "
    asked = {
        "core": name,
        "enabling": helper,
        "enhancing": f"that {extra.split(' ', 1)[1]}",
        "package": "such an offer",
    }[role]
    facts = {
        "core": f"{name} gives users what they came for",
        "enabling": f"without {helper} it cannot run",
        "enhancing": "it pleases users, and the rest would run without it",
        "package": f"{name}, {helper} and {extra} are offered together",
    }
    return _question(f"{stem}{asked} here?", role, ROLES, _ROLES_WHY, facts[role])


def _question(
    stem: str, key: str, texts: Mapping[str, str], meanings: Mapping[str, str], fact: str
) -> Question:
    wrong = tuple(
        Wrong(text, f"Another kind: {meanings[each]}. Here {fact}.")
        for each, text in texts.items()
        if each != key
    )
    why = f"{fact[0].upper()}{fact[1:]}; {meanings[key]}."
    return Question(stem, texts[key], why, wrong)


SERVICE = Family({"2011": Place("1", "strategy", "services")}, make, answers)
"""What kind of service this is; the kinds are words of 2011."""
