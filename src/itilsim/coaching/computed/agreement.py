"""Agreement: which kind of agreement is at stake, by who has promised whom.

The one idea: the parties decide. Provider and customer: SLA; two parts of one organisation: OLA;
provider and third party: UC. The promise that was missed is found by comparing minutes.

Source: ITIL 2011 glossary, the entries of the three terms.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import offered, service_name, supplier_team
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.organisation import Service
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

Kind = Literal["sla", "ola", "uc", "slr"]

TEXTS: dict[Kind, str] = {
    "sla": "A service level agreement",
    "ola": "An operational level agreement",
    "uc": "An underpinning contract",
    "slr": "A service level requirement",
}
"""The options."""

_WHAT: dict[Kind, str] = {
    "sla": "An SLA is between provider and customer",
    "ola": "An OLA is between parts of one organisation",
    "uc": "A UC is between the provider and a third party",
    "slr": "A requirement is a customer's wish, not yet a promise",
}

_SPARE = (2, 3, 4, 5)


class Promise(NamedTuple):
    """What was promised and what came of it, in minutes."""

    agreed: int
    actual: int

    @property
    def kept(self) -> bool:
        """Whether it came in time."""
        return self.actual <= self.agreed


class _Parties(NamedTuple):
    """Who has promised whom."""

    service: Service
    team: str
    supplier: str


def answers(_draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four."""
    return tuple(TEXTS.values())


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw a service with its parties, and either one promise or three of which one is missed."""
    services = [
        each for each in offered(setting, "external", "internal")
        if each.service_class and "IT" not in each.owner.split()
    ]  # fmt: skip
    if not services:
        return None
    service = draw.pick(services, "service")
    parties = _Parties(service, _team(draw, setting), _supplier(draw, setting, service))
    kind = meant(TEXTS, wanted)
    if kind == "slr" or draw.likely(40, "plain"):
        return _plain(draw, setting, parties, kind)
    return _missed(draw, setting, parties, kind)


def missed(promises: dict[Kind, Promise]) -> list[Kind]:
    """The kinds of agreement whose promise was not kept."""
    return [kind for kind, promise in promises.items() if not promise.kept]


def _plain(draw: Draw, setting: Setting, parties: _Parties, kind: Kind) -> Question:
    """One promise in writing: what is it?"""
    name, service = setting.organisation.name, service_name(parties.service)
    minutes = draw.pick((15, 20, 30, 45), "minutes")
    who = {
        "sla": f"IT of {name} and the {_customer(parties)}, its customer, agree in writing how "
        f"soon {service} has to work again after a failure.",
        "ola": f"{parties.team} and the service desk, both of IT at {name}, agree in writing that "
        f"the team starts within {minutes} minutes when {service} fails.",
        "uc": f"{parties.supplier[0].upper()}{parties.supplier[1:]}, another company, promises IT "
        f"of {name} in writing to repair its part of {service} within {minutes} minutes.",
        "slr": f"The {_customer(parties)}, customer of IT at {name}, writes down that {service} "
        f"should be back within {minutes} minutes after a failure. IT has not signed it.",
    }[kind]
    return _question(f"{who} What is such a document?", kind, _fact(parties, kind))


def _missed(draw: Draw, setting: Setting, parties: _Parties, kind: Kind) -> Question | None:
    """Three promises, of which one was missed."""
    target = setting.targets.get(
        (draw.pick((1, 2), "priority"), str(parties.service.service_class))
    )
    if target is None or not target.restore_minutes or target.restore_minutes < 40:
        return None
    promises = _promises(draw, target.restore_minutes, kind)
    if missed(promises) != [kind]:
        return None
    sla, ola, uc = promises["sla"], promises["ola"], promises["uc"]
    service = service_name(parties.service)
    stem = (
        f"{service}: IT promised the {_customer(parties)}, its customer, to have it back in "
        f"{sla.agreed} minutes. {parties.team}, of the same IT, promised the desk to be "
        f"at work in {ola.agreed}. "
        f"{parties.supplier[0].upper()}{parties.supplier[1:]}, another company, promised repair in "
        f"{uc.agreed}. In an outage they took {sla.actual}, {ola.actual} and {uc.actual} minutes. "
        "Which kind of document was breached?"
    )
    late = promises[kind]
    fact = f"{_fact(parties, kind)}, and {late.actual} minutes are more than {late.agreed}"
    return _question(stem, kind, fact)


def _promises(draw: Draw, restore: int, kind: Kind) -> dict[Kind, Promise]:
    """Promises of which the one that is named is missed by a few minutes."""
    inner = min(restore, 60)
    agreed: dict[Kind, int] = {
        "sla": restore,
        "ola": draw.pick((10, 15, 20), "ola"),
        "uc": inner // 2 // 5 * 5 + draw.pick((0, 5), "uc"),
    }
    found: dict[Kind, Promise] = {}
    for each, minutes in agreed.items():
        spare = draw.pick(_SPARE, "spare", each)
        found[each] = Promise(minutes, minutes + spare if each == kind else minutes - spare)
    longest = max(found["ola"].actual, found["uc"].actual)
    return found if found["sla"].actual >= longest else {}


def _question(stem: str, kind: Kind, fact: str) -> Question:
    why = f"{_WHAT[kind]}; {fact}."
    wrong = tuple(
        Wrong(text, f"Looks past the parties. {_WHAT[each]}. Here {fact}.")
        for each, text in TEXTS.items()
        if each != kind
    )
    return Question(stem, TEXTS[kind], why, wrong)


def _fact(parties: _Parties, kind: Kind) -> str:
    """Who promises whom."""
    return {
        "sla": f"IT promises it to the {_customer(parties)}, who is the customer",
        "ola": f"{parties.team} promises it to the desk of the same organisation",
        "uc": f"{parties.supplier} is another company",
        "slr": f"the {_customer(parties)} asks for it, and IT has promised nothing",
    }[kind]


def _customer(parties: _Parties) -> str:
    owner = parties.service.owner
    return owner[0].lower() + owner[1:] if owner[1:2].islower() else owner


def _team(draw: Draw, setting: Setting) -> str:
    """A team of IT other than the desk and the one that speaks with suppliers."""
    outside = (SERVICE_DESK, supplier_team(setting))
    teams = [team.name for team in setting.organisation.teams if team.id not in outside]
    return draw.pick(teams, "team") if teams else "Second line"


def _supplier(draw: Draw, setting: Setting, service: Service) -> str:
    """Who is outside: the maker of a bought part of the service, or a firm in general."""
    team = supplier_team(setting)
    parts = setting.estate.upstream(service.id)
    bought = [each.name for each in setting.organisation.components
              if each.owner == team and each.id in parts]  # fmt: skip
    firms = ("Harbrook Lines", "Tellby Hosting", "Norvane Systems")
    return f"the firm behind {draw.pick(bought, 'bought')}" if bought else draw.pick(firms, "firm")


AGREEMENT = Family({"2011": Place("3", "design", "service-level-management")}, make, answers)
"""SLA, OLA or UC; the last two are words of 2011."""
