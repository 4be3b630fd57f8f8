"""What can be said in a shift: ids of utterances, and which of them a scenario can come to.

The one idea: whoever speaks (a caller, a console, a team, a card) takes the id from here, and so
does the check that asks an author's phrasebook for it. What is demanded is what can be reached from
the scenario's own arrivals and failures, rather a little more than too little.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from itilsim.domain.library import FailureMode, Library
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.organisation import Component, Organisation, Service
from itilsim.domain.scenario.declared import Scenario

CHASER = "chaser"
"""Who was told nothing for too long asks again."""
STILL_BROKEN = "still-broken"
"""Whose trouble was resolved without being over."""
CONFIRM_YES = "confirm-yes"
"""Asked, a caller says that all is well."""
CONFIRM_NO = "confirm-no"
"""Asked, a caller says that it is not."""

LOOKING = "looking"
"""A team's note: it has begun, and found nothing yet."""
REPAIRED = "repaired"
"""A team's report on what needed no finding."""
RETURNED = "returned"
"""A team's word on an alert that is not its own."""
APPROVED = "approval-granted"
"""An approver agrees."""
NOT_APPROVED = "approval-refused"
"""An approver does not."""


def report(symptom: str) -> str:
    """What a caller says about a symptom where no script has words for it."""
    return f"report-{symptom}"


def alert(check: str) -> str:
    """What the console shows of a check."""
    return f"alert-{check}"


def card(note: str) -> str:
    """What the card of a component shows besides."""
    return f"card-{note}"


def note(code: str) -> str:
    """A team's note, evidence or report, from its code."""
    return f"note-{code}"


def found(finding: str) -> str:
    """The code of what a team notes when it starts on a failure."""
    return finding or LOOKING


def repaired(finding: str) -> str:
    """The code of what a team reports when a failure is repaired."""
    return f"{REPAIRED}-{finding}" if finding else REPAIRED


def not_ours(team: str) -> str:
    """The code of what a team says of a record that is not its own."""
    return f"not-ours-{team.lower()}"


def answer(question: str, given: str) -> str:
    """What a caller answers to a question.

    Args:
        question: `extent`, `item` or `effect`.
        given: A head count, a component or nothing, an effect.
    """
    if question == "effect":
        return f"answer-effect-{given}"
    if question == "item":
        return "answer-item" if given else "answer-item-unknown"
    return "answer-extent-one" if given == "1" else "answer-extent"


def talk(part: str) -> str:
    """A part of a message in a generated shift, like `open-phone` or `effect-stopped`."""
    return f"{_TALK}{part}"


def about(symptom: str) -> str:
    """What a caller says about a symptom that any service can show, naming the service."""
    return f"{_ABOUT}{symptom}"


def effect(found: str, symptom: str) -> str:
    """How a symptom stops or slows somebody's work, where that can be said in its own words."""
    return f"{found}-{symptom}"


def again(utterance: str, channel: str) -> str:
    """What is said when somebody who waited in vain tries once more, by phone or mail."""
    return f"{utterance}-{channel}"


def trend(mode: str) -> str:
    """A warning of a failure of this mode that can be seen coming."""
    return f"{_TREND}{mode}"


def routine(kind: str) -> str:
    """An informational event of a component of this class."""
    return f"info-{kind}"


def blip(kind: str) -> str:
    """A warning of a component of this class that means nothing."""
    return f"blip-{kind}"


_TALK, _TREND, _ABOUT = "talk-", "trend-", "about-"


def blanks(utterance: str) -> tuple[str, ...]:
    """What is filled in between braces in the wordings of an utterance, by its id."""
    if utterance.startswith(_TALK):
        return ("component", "guess", "people", "place")
    if utterance.startswith(_ABOUT):
        return ("service",)
    if utterance.startswith(_TREND):
        return ("component", "minutes", "percent")
    return ("answer", "component")


Place = tuple[str | int, ...]
"""Where an utterance is needed: `scenario`, `organisation` or the number of a library file, and
the way from its root."""


class Need(NamedTuple):
    """An utterance that can be spoken in a scenario."""

    utterance: str
    """Its id."""
    place: Place
    """What makes somebody say it."""


def needs(
    scenario: Scenario, organisation: Organisation, libraries: Sequence[Library]
) -> Iterator[Need]:
    """Everything that can be said in a scenario, each with a place that calls for it.

    Args:
        scenario: The scenario.
        organisation: Its organisation.
        libraries: Its library files.
    """
    for n, contact in enumerate(scenario.contacts):
        yield Need(contact.utterance, ("scenario", "contacts", n, "utterance"))
    for n, arrival in enumerate(scenario.alerts):
        yield Need(arrival.utterance, ("scenario", "alerts", n, "utterance"))
    for n, demand in enumerate(scenario.demand):
        yield Need(report(demand.symptom), ("scenario", "demand", n, "symptom"))
    struck = list(_struck(scenario, organisation, libraries))
    yield from _of_failures(scenario, struck)
    checks = list(_of_checks(organisation, libraries, [item for item, _, _ in struck]))
    yield from checks
    yield from _of_people(scenario, libraries, struck)
    if scenario.contacts or scenario.demand or scenario.alerts or struck:
        yield from _of_teams(organisation, alerts=bool(checks or scenario.alerts))
    for n, component in enumerate(organisation.components):
        if component.note:
            yield Need(card(component.note), ("organisation", "components", n, "note"))


_Struck = tuple[str, FailureMode, Place]
"""A component that can fail, how, and where that mode is declared."""


def _struck(
    scenario: Scenario, organisation: Organisation, libraries: Sequence[Library]
) -> Iterator[_Struck]:
    """What can fail: by script, or by wear."""
    scripted: dict[str, set[str]] = {}
    for fault in scenario.faults:
        scripted.setdefault(fault.mode, set()).add(fault.component)
    for number, library in enumerate(libraries):
        for n, mode in enumerate(library.failure_modes):
            wears = scenario.wear_out and mode.time_to_failure is not None
            for component in organisation.components:
                by_script = component.id in scripted.get(mode.id, ())
                if by_script or (wears and component.kind in mode.kinds):
                    yield component.id, mode, (number, "failure_modes", n)


def _of_failures(scenario: Scenario, struck: Iterable[_Struck]) -> Iterator[Need]:
    """What teams note and callers report of each mode that can strike."""
    left = {fault.mode for fault in scenario.faults if fault.leftover_person is not None}
    for mode, place in {place: (mode, place) for _, mode, place in struck}.values():
        yield Need(note(found(mode.finding)), (*place, "finding" if mode.finding else "id"))
        yield Need(note(repaired(mode.finding)), (*place, "finding" if mode.finding else "id"))
        if mode.symptom and _calls(scenario, mode):
            yield Need(report(mode.symptom), (*place, "symptom"))
        if mode.leftover and mode.id in left:
            yield Need(report(mode.leftover), (*place, "leftover"))


def _calls(scenario: Scenario, mode: FailureMode) -> bool:
    """Whether people call about a mode whom no script sends: also when it comes back by itself."""
    again = mode.recurs is not None or (scenario.wear_out and mode.time_to_failure is not None)
    return again or not scenario.scripted_callers


def _of_checks(
    organisation: Organisation, libraries: Sequence[Library], struck: Sequence[str]
) -> Iterator[Need]:
    """What the console shows of what can fail, and of all that hangs on it."""
    dependents: dict[str, list[str]] = {}
    entries: tuple[Component | Service, ...] = organisation.components + organisation.services
    for entry in entries:
        for need in (*entry.needs, *(each for one in entry.any_of for each in one)):
            dependents.setdefault(need, []).append(entry.id)
    down = dict.fromkeys(struck)
    waiting = deque(down)
    while waiting:
        for node in dependents.get(waiting.popleft(), ()):
            if node not in down:
                down[node] = None
                waiting.append(node)
    kinds = {component.kind for component in organisation.components if component.id in down}
    for number, library in enumerate(libraries):
        for n, check in enumerate(library.checks):
            if kinds & set(check.kinds):
                yield Need(alert(check.id), (number, "checks", n, "id"))


def _of_people(
    scenario: Scenario, libraries: Sequence[Library], struck: Iterable[_Struck]
) -> Iterator[Need]:
    """What people say once they are in touch, whatever it is about."""
    effects = {each.effect for each in scenario.contacts}
    effects |= {each.effect for each in scenario.demand}
    if any(mode.symptom and _calls(scenario, mode) for _, mode, _ in struck):
        effects |= {"stopped", "slowed"}
    if any(fault.leftover_person is not None for fault in scenario.faults):
        effects |= {"stopped"}
    if not effects:
        return
    said = [STILL_BROKEN, CONFIRM_YES, CONFIRM_NO]
    said += [CHASER] if scenario.constants.chasers else []
    said += [answer("effect", effect) for effect in sorted(effects)]
    said += [answer(question, given) for question in ("item", "extent") for given in ("", "1")]
    models = [model for library in libraries for model in library.request_models]
    if any(step.kind == "approve" for model in models for step in model.steps):
        said.append(note(APPROVED))
    yield from (Need(each, ("scenario", "library")) for each in said)


def _of_teams(organisation: Organisation, *, alerts: bool) -> Iterator[Need]:
    """What teams say of any record or alert."""
    codes = [LOOKING, REPAIRED, *([RETURNED] if alerts else [])]
    yield from (Need(note(code), ("scenario", "library")) for code in codes)
    for n, team in enumerate(organisation.teams):
        if team.id != SERVICE_DESK:
            yield Need(note(not_ours(team.id)), ("organisation", "teams", n, "id"))
