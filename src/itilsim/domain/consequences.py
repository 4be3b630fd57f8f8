"""What follows at once: pure functions from a fact and the state after it to further facts.

What takes time is a process in `sim`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from itilsim.domain import facts as f
from itilsim.domain import speech
from itilsim.domain.estate import worse
from itilsim.domain.major import is_major
from itilsim.domain.names import (
    SERVICE_DESK,
    SHIFT_LEAD,
    AlertId,
    CauseId,
    ComponentId,
    ContactId,
    GroupId,
    TicketId,
)
from itilsim.domain.plant import ARRIVAL, LEFTOVER, Fault
from itilsim.domain.state import State

Consequence: TypeAlias = Callable[[Any, State], Iterable[f.Fact]]


def consequences(fact: f.Fact, state: State) -> Iterable[f.Fact]:
    """Facts that follow from one fact in the same second."""
    found = CONSEQUENCES.get(type(fact))
    return found(fact, state) if found is not None else ()


def _fault_shows(fact: f.FaultBegan | f.FaultStruck, state: State) -> Iterator[f.Fact]:
    fault = state.plant.faults[fact.fault]
    yield from _settles(state, fault.component, fact)
    organisation, role = state.setting.organisation, state.setting.scenario.role
    if role == "analyst" and is_major(fault.hits, fault.services, state.estate, organisation):
        # No seat of ours may declare it, so the shift lead does, as soon as the criteria are met.
        yield f.MajorDeclared(fact.at, fault.component, SHIFT_LEAD)


def _fault_gone(fact: f.FaultRepaired, state: State) -> Iterator[f.Fact]:
    fault = state.plant.faults[fact.fault]
    yield from _settles(state, fault.component, fact)
    mode = state.setting.modes[fault.mode]
    for subject in _waiting_on(fault, state, fact.team):
        yield f.RepairReported(fact.at, subject, fact.team, speech.repaired(mode.finding))
    if fault.struck_at is None:
        yield from _cleared(fact.at, fault.component, state)


def _waiting_on(fault: Fault, state: State, team: str) -> Iterator[str]:
    """Records and alerts that the repairing team holds for this fault."""
    desk = state.desk
    for subject in state.plant.subjects.get(CauseId(fault.id), ()):
        if subject in desk.open:
            if desk.tickets[TicketId(subject)].team == team:
                yield subject
        elif subject in desk.alerts and desk.alerts[AlertId(subject)].team == team:
            yield subject


def _settles(
    state: State, node: str, fact: f.FaultBegan | f.FaultStruck | f.FaultRepaired
) -> Iterator[f.Fact]:
    """The level of one node, where it is not what it was."""
    level = state.plant.level(node)
    if level != state.plant.levels.get(node, "up"):
        yield f.LevelChanged(fact.at, node, level, CauseId(fact.fault))


def _spreads(fact: f.LevelChanged, state: State) -> Iterator[f.Fact]:
    """What needs the node follows at once; what holds out for a while is only well at once."""
    estate, plant = state.estate, state.plant
    for node in estate.dependents.get(fact.node, ()):
        before, now = plant.levels.get(node, "up"), plant.level(node)
        if now != before and (node not in estate.delays or worse(now, before) == before):
            yield f.LevelChanged(fact.at, node, now, fact.cause)
    if fact.level == "up" and fact.node in estate.components:
        yield from _cleared(fact.at, fact.node, state)


def _cleared(at: int, component: str, state: State) -> Iterator[f.Fact]:
    alert = state.desk.signals.get(ComponentId(component))
    if alert is not None:
        yield f.AlertCleared(at, alert)


def _answer(fact: f.QuestionAsked, state: State) -> Iterator[f.Fact]:
    """In a call the answer comes at once."""
    if state.desk.contacts[fact.contact].state == "live":
        yield f.QuestionAnswered(fact.at, fact.contact, fact.question, answer_of(fact, state))


def answer_of(fact: f.QuestionAsked, state: State) -> str:
    """What a person truthfully answers to a question."""
    contact = state.desk.contacts[fact.contact]
    fault = state.plant.fault_of(fact.contact)
    if fact.question == "effect":
        return contact.effect
    if fact.question == "item":
        return contact.component or ""
    if fault is None:
        return str(contact.people)
    known = {hit.group for hit in fault.hits}
    return str(state.estate.groups[contact.group].people if contact.group in known else 1)


def _helped(fact: f.CallerReplied, state: State) -> Iterator[f.Fact]:
    """The right article ends a question."""
    cause = state.plant.causes.get(fact.contact, CauseId(""))
    if fact.helps and _own(cause) and cause not in state.plant.settled:
        yield f.TroubleSettled(fact.at, cause, fact.actor)


def _worked_around(fact: f.WorkaroundApplied, state: State) -> Iterator[f.Fact]:
    ticket = state.desk.tickets[fact.ticket]
    fault = state.plant.fault_of(fact.ticket)
    cause = state.plant.causes.get(fact.ticket, CauseId(""))
    if fact.percent and ticket.group is not None and fault is not None:
        yield f.WorkaroundTaken(fact.at, fault.id, ticket.group, fact.percent)
    elif fact.percent == 100 and _own(cause) and cause not in state.plant.settled:
        yield f.TroubleSettled(fact.at, cause, fact.actor)


def _noticed(fact: f.NoticeSent, state: State) -> Iterator[f.Fact]:
    """A workaround in a notice reaches everyone it fits."""
    fault = state.plant.fault_of(fact.ticket)
    known = state.setting.known_errors.get(fact.known_error)
    if fault is None or known is None:
        return
    kind = state.estate.components[fault.component].kind
    if state.setting.modes[fault.mode].symptom not in known.symptoms:
        return
    if known.kinds and kind not in known.kinds:
        return
    hit = {each.group for each in fault.hits}
    for group in fact.groups:
        if group in hit:
            yield f.WorkaroundTaken(fact.at, fault.id, GroupId(group), known.restores_percent)


def _fulfilled(fact: f.StepFulfilled, state: State) -> Iterator[f.Fact]:
    """With the last step of the right model the wish is granted."""
    ticket = state.desk.tickets[fact.ticket]
    model = state.setting.request_models[ticket.model]
    work = {step.id for step in model.steps if step.kind == "fulfil"}
    cause = state.plant.causes.get(fact.ticket, CauseId(""))
    contact = state.desk.contacts.get(ContactId(fact.ticket))
    suits = contact is not None and contact.symptom in model.symptoms
    if work <= set(ticket.steps) and suits and _own(cause) and cause not in state.plant.settled:
        yield f.TroubleSettled(fact.at, cause, fact.actor)


def _personal_repair(fact: f.TroubleSettled, state: State) -> Iterator[f.Fact]:
    """A team that ends a single person's trouble says so on the record."""
    if fact.by not in state.setting.teams or fact.by == SERVICE_DESK:
        return
    for subject in state.plant.subjects.get(fact.cause, ()):
        if subject in state.desk.open:
            team = state.desk.tickets[TicketId(subject)].team
            yield f.RepairReported(fact.at, subject, team, speech.REPAIRED)


def _leftover_calls(fact: f.RestorationConfirmed, state: State) -> Iterator[f.Fact]:
    """Asked, a person for whom it is not over says so at once."""
    fault = state.plant.fault_of(fact.ticket)
    if fault is not None and fault.id in state.plant.leftovers:
        yield leftover_contact(fact.at, fault, state)


def leftover_contact(at: int, fault: Fault, state: State) -> f.ContactArrived:
    """The contact of the person for whom a repaired fault is not over."""
    person = state.plant.leftovers[fault.id]
    known = state.setting.people[person]
    cause = CauseId(f"{LEFTOVER}{fault.id}")
    symptom = state.setting.modes[fault.mode].leftover
    return f.ContactArrived(
        at,
        ContactId(f"{person}/{cause}/1"),
        "leftover",
        person,
        known.group,
        known.vip,
        "phone",
        symptom,
        "stopped",
        None,
        None,
        1,
        "calm",
        "",
        speech.report(symptom),
        15 * 60,
        None,
        cause,
    )


def _own(cause: str) -> bool:
    return cause.startswith((ARRIVAL, LEFTOVER))


CONSEQUENCES: dict[type[f.Fact], Consequence] = {
    f.FaultBegan: _fault_shows,
    f.FaultStruck: _fault_shows,
    f.FaultRepaired: _fault_gone,
    f.LevelChanged: _spreads,
    f.QuestionAsked: _answer,
    f.CallerReplied: _helped,
    f.WorkaroundApplied: _worked_around,
    f.NoticeSent: _noticed,
    f.StepFulfilled: _fulfilled,
    f.TroubleSettled: _personal_repair,
    f.RestorationConfirmed: _leftover_calls,
}
"""What follows from what."""
