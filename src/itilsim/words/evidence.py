"""What can be seen and speaks for a decision, as one sentence a piece.

The one idea: a decision is explained by the same pieces of evidence that `assess` decided by, so
coaching and debrief say the same words about the same thing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from itilsim.domain.assess import Evidence
from itilsim.domain.estate import Estate
from itilsim.domain.names import ComponentId, GroupId, PersonId, ServiceId, TeamId
from itilsim.domain.scenario import Setting
from itilsim.words.labels import CATEGORIES, clock, people
from itilsim.words.render import spelled


class Naming:
    """What people call the things of one setting."""

    def __init__(
        self,
        setting: Setting,
        estate: Estate,
        subject: Callable[[str], str],
        recorded: Callable[[str], str] = lambda _: "",
    ) -> None:
        """Keep where names come from.

        Args:
            setting: The scenario.
            estate: Its estate.
            subject: What people call a contact, alert or record.
            recorded: The number of the record of a contact or alert; empty: it has none.
        """
        self.setting = setting
        self.estate = estate
        self.subject = subject
        self.recorded = recorded

    def time(self, at: int) -> str:
        """The time of day of a second."""
        return clock(at, self.setting.day_start)

    def person(self, person: str) -> str:
        """A person's name; people without one are called by their group."""
        known = self.setting.people.get(PersonId(person))
        return known.name if known is not None else self.group(person.partition("#")[0])

    def group(self, group: str) -> str:
        """A group's name."""
        known = self.setting.groups.get(group)
        return known.name if known is not None else group

    def component(self, component: str) -> str:
        """An item with its id: "ws-sw-07 (South bays 2 to 4)"."""
        known = self.estate.components.get(ComponentId(component))
        return f"{component} ({known.name})" if known is not None else component

    def service(self, service: str) -> str:
        """A service's name."""
        known = self.estate.services.get(ServiceId(service))
        return known.name if known is not None else service

    def team(self, team: str) -> str:
        """A team's name."""
        known = self.setting.teams.get(TeamId(team))
        return known.name if known is not None else team

    def knowledge(self, number: str) -> str:
        """A known error, article or model with its title."""
        setting = self.setting
        found = (setting.known_errors.get(number) or setting.articles.get(number)
                 or setting.request_models.get(number))  # fmt: skip
        return f"{number}, {found.title}" if found is not None else number

    def node(self, node: str) -> str:
        """Anything on the map."""
        if GroupId(node) in self.estate.groups:
            return self.group(node)
        if ServiceId(node) in self.estate.services:
            return self.service(node)
        return node


def evidence_words(evidence: Evidence, naming: Naming) -> str:
    """One piece of evidence as a sentence."""
    words = _WORDS.get(evidence.code)
    return words(evidence.about, naming) if words else f"{spelled(evidence.code)}: {evidence.about}"


def _symptom(about: str, naming: Naming) -> str:
    known = naming.setting.symptoms.get(about)
    return f"What is reported: {known.name if known else about}."


def _map(about: str, naming: Naming) -> str:
    component, _, group = about.partition(">")
    if group:
        return f"The map: {naming.group(group)} depends on {component}."
    hits = naming.estate.reach(ComponentId(component))
    count = sum(naming.estate.groups[hit.group].people for hit in hits)
    return f"The map: {people(count)} depend{'s' if count == 1 else ''} on {component}."


def _caller_says(about: str, naming: Naming) -> str:
    del naming
    if about.isdecimal():
        return f"The caller says that it affects {people(int(about))}."
    return f"The caller says: {_EFFECTS.get(about, about)}."


def _unsaid(about: str, naming: Naming) -> str:
    del about, naming
    return "The caller has not said whether they can work: ask (a)."


def _deadline(about: str, naming: Naming) -> str:
    setting, at = naming.setting, int(about)
    found = [e.words for e in setting.scenario.deadlines if setting.second(e.at) == at]
    return f"{naming.time(at)}: {' '.join(found)}" if found else f"A deadline at {naming.time(at)}."


def _trend(about: str, naming: Naming) -> str:
    when = naming.time(int(about)) if about.lstrip("-").isdecimal() else "later"
    return f"At this rate it fails at {when}."


def _owner(about: str, naming: Naming) -> str:
    known = naming.estate.components.get(ComponentId(about))
    return f"{about} belongs to {naming.team(known.owner) if known else 'another team'}."


def _table(about: str, naming: Naming) -> str:
    takers = [each.name for each in naming.setting.organisation.teams if about in each.takes]
    return f"The table of teams: {CATEGORIES.get(about, about)} goes to {' or '.join(takers)}."  # type: ignore[call-overload]


_EFFECTS: Final = {
    "stopped": "they cannot work",
    "slowed": "they can work, but slowly",
    "question": "they can work",
}

_WORDS: Final[dict[str, Callable[[str, Naming], str]]] = {
    "symptom": _symptom,
    "alert": lambda about, naming: f"Monitoring: {naming.subject(about)}.",
    "owner": _owner,
    "map": _map,
    "nothing-hit-yet": lambda about, _: f"{about} still works: nobody is affected yet.",
    "trend": _trend,
    "record": lambda about, naming: f"There is an open record: {naming.subject(about)}.",
    "caller-names": lambda about, naming: f"The caller names {naming.component(about)}.",
    "caller-says": _caller_says,
    "caller-has-not-said": _unsaid,
    "deadline": _deadline,
    "knowledge": lambda about, naming: f"It is known: {naming.knowledge(about)}.",
    "table": _table,
    "same-report": lambda about, naming: f"Reported before: {naming.subject(about)}.",
    "returned": lambda about, naming: f"{naming.team(about)} has sent it back.",
    "model": lambda about, naming: f"There is a model: {naming.knowledge(about)}.",
}
