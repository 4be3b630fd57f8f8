"""What a contact or alert truly is; read off the Plant with the same tables that `assess` uses."""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.card import hurts_in, impact_of, priority_of, urgency_of
from itilsim.domain.estate import Hit
from itilsim.domain.names import (
    SERVICE_DESK,
    AlertId,
    Category,
    CauseId,
    ComponentId,
    ContactId,
    Level,
    RecordKind,
    ServiceClass,
    ServiceId,
    Significance,
    TeamId,
)
from itilsim.domain.plant import LEFTOVER, Fault
from itilsim.domain.state import State


@dataclass(frozen=True, slots=True)
class Truth:
    """The hidden answer to every question of triage about one subject."""

    kind: RecordKind | None
    """What a record of it is; none where an alert needs no record."""
    significance: Significance | None
    """What an alert is; none for a contact."""
    impact: int | None
    """1 to 3; none for what has no impact."""
    urgency: int | None
    """1 to 3."""
    priority: int | None
    """From the matrix; for a request from its model."""
    teams: tuple[TeamId, ...]
    """First destinations that are right, best first."""
    category: Category | None
    """Category."""
    services: tuple[ServiceId, ...]
    """Services that are truly hit."""
    component: ComponentId | None
    """What failed."""
    service_class: ServiceClass
    """Highest class hit."""
    cause: CauseId
    """Common cause group."""
    known_errors: tuple[str, ...]
    """Known errors and articles that help."""
    model: str
    """Request model, or empty."""


def truth_of(state: State, subject: str, at: int) -> Truth:
    """The truth about a contact or alert, as things stand at a second."""
    fault = state.plant.fault_of(subject)
    if fault is not None:
        return _of_fault(state, subject, fault, at)
    return _of_person(state, subject, at)


def _of_fault(state: State, subject: str, fault: Fault, at: int) -> Truth:
    setting, estate = state.setting, state.estate
    mode = setting.modes[fault.mode]
    component = estate.components[fault.component]
    alert = state.desk.alerts.get(AlertId(subject))
    latent = fault.struck_at is None
    services = fault.services or estate.services_on(component.id)
    if latent:
        impact = 3
        strikes = strikes_at(state, fault)
        urgency = urgency_of(
            None if strikes is None else max(strikes - at, 0), setting.organisation
        )
    else:
        impact = impact_of(fault.hits, estate, setting.organisation, external=fault.external)
        urgency = urgency_of(hurts_in(fault.hits, at, setting, estate), setting.organisation)
    helpful = tuple(
        known
        for known in setting.library.known_errors
        if mode.symptom in known.symptoms and (not known.kinds or component.kind in known.kinds)
    )
    at_once = any(known.restores_percent == 100 for known in helpful)
    teams = (SERVICE_DESK,) if at_once and alert is None else (component.owner,)
    significance = alert.significance if alert else None
    return Truth(
        None if significance == "informational" else "incident",
        significance,
        impact,
        urgency,
        priority_of(impact, urgency, setting.organisation),
        teams,
        mode.category,
        tuple(ServiceId(each) for each in services),
        component.id,
        estate.class_of(services),
        CauseId(fault.id),
        tuple(known.id for known in helpful),
        "",
    )


def strikes_at(state: State, fault: Fault) -> int | None:
    """When a latent fault is to be felt; none: it is not said."""
    for each in state.setting.scenario.faults:
        if (each.component, each.mode) == (fault.component, fault.mode) and each.strikes_at:
            return state.setting.second(each.strikes_at)
    return None


def _of_person(state: State, subject: str, at: int) -> Truth:
    setting, estate = state.setting, state.estate
    cause = state.plant.causes[subject]
    contact = state.desk.contacts.get(ContactId(subject))
    if contact is None:
        return _of_harmless_alert(state, subject, cause)
    symptom = setting.symptoms[contact.symptom]
    articles = tuple(a.id for a in setting.library.articles if symptom.id in a.symptoms)
    helpful_errors = [k for k in setting.library.known_errors if symptom.id in k.symptoms]
    known = tuple(k.id for k in helpful_errors)
    model = next((m for m in setting.library.request_models if symptom.id in m.symptoms), None)
    service = contact.service or symptom.service
    services = (service,) if service else ()
    impact = urgency = priority = None
    teams: tuple[TeamId, ...] = (SERVICE_DESK,)
    if symptom.kind == "incident":
        effect = state.plant.arrived[contact.id].effect
        level: Level = "down" if effect == "stopped" else "degraded"
        hits = (Hit(contact.group, services, level),)
        impact = 3
        urgency = urgency_of(hurts_in(hits, at, setting, estate), setting.organisation)
        priority = priority_of(impact, urgency, setting.organisation)
        if not articles and not any(k.restores_percent == 100 for k in helpful_errors):
            takers = (t.id for t in setting.organisation.teams if symptom.category in t.takes)
            teams = tuple(team for team in takers if team != SERVICE_DESK)
    elif model is not None:
        priority = 3 if model.urgent else 4
    helpful = articles if cause.startswith(LEFTOVER) else articles + known
    return Truth(
        symptom.kind,
        None,
        impact,
        urgency,
        priority,
        teams,
        symptom.category,
        services,
        contact.component,
        estate.class_of(services),
        cause,
        helpful,
        model.id if model and symptom.kind != "incident" else "",
    )


def _of_harmless_alert(state: State, subject: str, cause: CauseId) -> Truth:
    alert = state.desk.alerts[AlertId(subject)]
    item = alert.component
    owner = state.estate.components[item].owner if item else alert.owner or SERVICE_DESK
    return Truth(
        None,
        alert.significance,
        None,
        None,
        None,
        (owner,),
        None,
        (),
        alert.component,
        "bronze",
        cause,
        (),
        "",
    )
