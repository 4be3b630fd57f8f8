"""One reading of the evidence: what a careful person would decide about a subject now.

`textbook` plays it, judging compares with it, hints and coached feedback quote it, drills are built
on it. It sees the Desk only. Each `Choice` carries the best answer, every answer that is defensible
on the evidence, and the evidence itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from itilsim.domain.assessment import Assessment, Choice, Evidence
from itilsim.domain.card import hurts_in, impact_of, priority_of, urgency_of
from itilsim.domain.desk import Desk
from itilsim.domain.estate import Hit
from itilsim.domain.knowledge import search
from itilsim.domain.library import RequestModel
from itilsim.domain.names import (
    SERVICE_DESK,
    AlertId,
    Category,
    ComponentId,
    ContactId,
    Effect,
    Level,
    RecordKind,
    TeamId,
)
from itilsim.domain.records import Alert, Contact

__all__ = [
    "Assessment",
    "Choice",
    "Evidence",
    "assess",
    "effect_of",
    "priority_seen",
    "suspect_of",
]

Rating: TypeAlias = tuple[Choice[int] | None, Choice[int] | None]
"""Impact and urgency; none where a record has none."""


def assess(desk: Desk, subject: str) -> Assessment:
    """Read the evidence on a contact or alert."""
    alert = desk.alerts.get(AlertId(subject))
    if alert is not None:
        return _assess_alert(desk, alert)
    return _assess_contact(desk, desk.contacts[ContactId(subject)])


def priority_seen(desk: Desk, subject: str) -> int | None:
    """The priority that `assess` gives and nothing else: who orders work asks it of everything."""
    alert = desk.alerts.get(AlertId(subject))
    if alert is not None:
        return _priority(desk, _rated_alert(desk, alert))
    contact = desk.contacts[ContactId(subject)]
    symptom = desk.setting.symptoms[contact.symptom]
    if symptom.kind != "incident":
        return _priority_of_wish(search(desk.setting, symptom.id).models)
    return _priority(desk, _rated(desk, contact, suspect_of(desk, contact)[0]))


def _priority(desk: Desk, rating: Rating) -> int | None:
    impact, urgency = rating
    if impact is None or urgency is None:
        return None
    return priority_of(impact.best, urgency.best, desk.setting.organisation)


def _assess_contact(desk: Desk, contact: Contact) -> Assessment:
    symptom = desk.setting.symptoms[contact.symptom]
    if symptom.kind != "incident":
        return _assess_wish(desk, contact)
    suspect, why = suspect_of(desk, contact)
    impact, urgency = rating = _rated(desk, contact, suspect)
    known = _known_error(desk, contact, suspect)
    services = desk.estate.services_on(suspect) if suspect else ()
    named = contact.service or symptom.service
    accepted = tuple(dict.fromkeys((*((named,) if named else ()), *services)))
    return Assessment(
        contact.id,
        Choice(symptom.kind, (symptom.kind,), (Evidence("symptom", symptom.id),)),
        None,
        impact,
        urgency,
        _priority(desk, rating),
        Choice(accepted[0] if accepted else None, accepted or (None,)),
        Choice(suspect, (suspect,), why),
        Choice(*_category(desk, contact, suspect)),
        _team(desk, contact, suspect, known),
        _belongs_to(desk, contact, suspect),
        known,
        "",
        symptom.id,
    )


def _rated(
    desk: Desk, contact: Contact, suspect: ComponentId | None
) -> tuple[Choice[int], Choice[int]]:
    hits = _hits(desk, contact, suspect)
    return _impact(desk, contact, hits, suspect), _urgency(desk, contact, hits)


def _priority_of_wish(models: Sequence[RequestModel]) -> int | None:
    """By the model made for what is asked for, which is found first."""
    return (3 if models[0].urgent else 4) if models else None


def _assess_wish(desk: Desk, contact: Contact) -> Assessment:
    symptom = desk.setting.symptoms[contact.symptom]
    found = search(desk.setting, symptom.id)
    model = found.models[0] if found.models else None
    service = contact.service or symptom.service
    helpful = found.articles[0].id if found.articles else None
    by = tuple(s.by for s in model.steps if s.kind == "fulfil") if model else ()
    teams = tuple(dict.fromkeys((SERVICE_DESK, *(TeamId(team) for team in by))))
    kinds: tuple[RecordKind | None, ...] = (symptom.kind,)
    if symptom.kind in ("information", "access"):
        # All three are requests in the wide sense of 2011.
        kinds = (symptom.kind, "request")
    elif symptom.kind == "request" and model and any(s.kind == "verify" for s in model.steps):
        # Whose identity has to be checked first asks for access, by whatever name.
        kinds = ("request", "access")
    return Assessment(
        contact.id,
        Choice(symptom.kind, kinds, (Evidence("symptom", symptom.id),)),
        None,
        None,
        None,
        _priority_of_wish(found.models),
        Choice(service, (service, None)),
        Choice(contact.component, (contact.component, None)),
        Choice(symptom.category, (symptom.category,)),
        Choice(teams[0], teams, (Evidence("model", model.id if model else ""),)),
        Choice(None, (None,)),
        Choice(helpful, (helpful,)),
        model.id if model else "",
        symptom.id,
    )


def _assess_alert(desk: Desk, alert: Alert) -> Assessment:
    if alert.component is None:
        return _assess_itemless(desk, alert)
    component = desk.estate.components[alert.component]
    impact, urgency = rating = _rated_alert(desk, alert)
    shown = Choice(alert.significance, (alert.significance,), (Evidence("alert", alert.id),))
    services = desk.estate.services_on(component.id)
    owner = Choice(component.owner, (component.owner,), (Evidence("owner", component.id),))
    kind: Choice[RecordKind | None] = Choice(None, (None,))
    if alert.significance == "exception":
        kind = Choice("incident", ("incident",), shown.evidence)
    elif alert.significance == "warning":
        kind = Choice(None, (None, "incident"), shown.evidence)
    first = _first_report(desk, alert)
    categories = _categories_of(desk, component.id, None)
    symptoms = _symptoms_of(desk, component.id)
    return Assessment(
        alert.id,
        kind,
        shown,
        impact,
        urgency,
        _priority(desk, rating),
        Choice(services[0] if services else None, services or (None,)),
        Choice(component.id, (component.id,)),
        Choice(categories[0] if categories else None, categories or (None,)),
        owner,
        Choice(first, (first,)),
        _notice_workaround(desk, component.id),
        "",
        symptoms[0] if symptoms else "",
    )


def _rated_alert(desk: Desk, alert: Alert) -> Rating:
    """How much it hits and how soon: of what has failed by the map, of a warning by its trend."""
    if alert.significance == "informational":
        return None, None
    if alert.component is None:
        return Choice(3, (3,), (Evidence("alert", alert.id),)), _until_the_limit(desk, alert)
    item, setting = alert.component, desk.setting
    if alert.significance == "warning":
        nobody_yet = Choice(3, (3,), (Evidence("nothing-hit-yet", item),))
        return nobody_yet, _until_the_limit(desk, alert)
    hits = desk.estate.reach(item, "down")
    external = bool(desk.estate.external_stopped(desk.estate.spread({item: "down"})))
    found = impact_of(hits, desk.estate, setting.organisation, external=external)
    pressing = urgency_of(hurts_in(hits, desk.at, setting, desk.estate), setting.organisation)
    impact = Choice(found, (found,), (Evidence("map", item),))
    return impact, Choice(pressing, (pressing,), _urgency_evidence(desk, hits))


def _until_the_limit(desk: Desk, alert: Alert) -> Choice[int]:
    """Urgency of a warning, from its visible trend."""
    trend = None if alert.hurts_at is None else max(alert.hurts_at - desk.at, 0)
    found = urgency_of(trend, desk.setting.organisation)
    return Choice(found, (found,), (Evidence("trend", str(alert.hurts_at)),))


def _assess_itemless(desk: Desk, alert: Alert) -> Assessment:
    """What is about no item of ours, like a certificate or a job: whoever it names acts."""
    shown = (Evidence("alert", alert.id),)
    owner = alert.owner or SERVICE_DESK
    impact, urgency = rating = _rated_alert(desk, alert)
    kinds: tuple[RecordKind | None, ...] = (None,) if impact is None else (None, "incident")
    return Assessment(
        alert.id,
        Choice(None, kinds, shown),
        Choice(alert.significance, (alert.significance,), shown),
        impact,
        urgency,
        _priority(desk, rating),
        Choice(None, (None,)),
        Choice(None, (None,)),
        Choice(None, (None,)),
        Choice(owner, (owner,), shown),
        Choice(None, (None,)),
        Choice(None, (None,)),
        "",
        "",
    )


def suspect_of(desk: Desk, contact: Contact) -> tuple[ComponentId | None, tuple[Evidence, ...]]:
    """The item that the evidence points at: named by the caller, or upstream and alarmed.

    An item is suspected when monitoring shows an exception on it, it lies on the caller's way to
    the service, and items of its class can fail in a way that users feel like this.
    """
    way = desk.estate.upstream(contact.group, *((contact.service,) if contact.service else ()))
    for component in sorted(way, key=way.__getitem__):
        alert = desk.signals.get(ComponentId(component))
        if alert is None or desk.alerts[alert].significance != "exception":
            continue
        if contact.symptom in _symptoms_of(desk, ComponentId(component)):
            why = (Evidence("alert", alert), Evidence("map", f"{component}>{contact.group}"))
            return ComponentId(component), why
    for ticket in desk.open:
        record = desk.tickets[ticket]
        item = record.component
        if item is None or item not in way or contact.symptom not in _symptoms_of(desk, item):
            continue
        if record.record == "incident" and record.parent is None:
            return item, (Evidence("record", ticket),)
    if contact.component is not None:
        return contact.component, (Evidence("caller-names", contact.component),)
    return None, ()


def _symptoms_of(desk: Desk, component: ComponentId) -> tuple[str, ...]:
    """What users feel when an item of this class fails, in any way that is known."""
    return desk.setting.indexes.symptoms.get(desk.estate.components[component].kind, ())


def _hits(desk: Desk, contact: Contact, suspect: ComponentId | None) -> tuple[Hit, ...]:
    level = _level(desk, contact, suspect)
    if suspect is not None:
        reached = desk.estate.reach(suspect, level)
        if any(hit.group == contact.group for hit in reached):
            return reached
    return (Hit(contact.group, (contact.service,) if contact.service else (), level),)


def effect_of(desk: Desk, contact: Contact) -> Effect | None:
    """What it does to the caller's work, by the caller's words or the nature of the trouble.

    Returns:
        None if only a question tells.
    """
    slows = contact.symptom in desk.setting.indexes.slowing
    return "slowed" if contact.effect is None and slows else contact.effect


def _level(desk: Desk, contact: Contact, suspect: ComponentId | None) -> Level:
    """What the caller says; who says nothing may still hang on what monitoring shows to be down."""
    effect = effect_of(desk, contact)
    if effect is not None:
        return "down" if effect == "stopped" else "degraded"
    alert = desk.signals.get(suspect) if suspect else None
    shown = alert is not None and desk.alerts[alert].significance == "exception"
    return "down" if shown else "degraded"


def _impact(
    desk: Desk, contact: Contact, hits: tuple[Hit, ...], suspect: ComponentId | None
) -> Choice[int]:
    organisation = desk.setting.organisation
    if suspect is not None and any(hit.group == contact.group for hit in hits):
        down: dict[str, Level] = {suspect: hits[0].level}
        external = bool(desk.estate.external_stopped(desk.estate.spread(down)))
        found = impact_of(hits, desk.estate, organisation, external=external)
        return Choice(found, (found,), (Evidence("map", suspect),))
    answers = dict(contact.answers)
    said = int(answers.get("extent", contact.people))
    found = 2 if said >= organisation.card.impact.many_people else 3
    return Choice(found, (found,), (Evidence("caller-says", str(said)),))


def _urgency(desk: Desk, contact: Contact, hits: tuple[Hit, ...]) -> Choice[int]:
    organisation = desk.setting.organisation
    found = urgency_of(hurts_in(hits, desk.at, desk.setting, desk.estate), organisation)
    ahead = _urgency_evidence(desk, hits)
    effect = effect_of(desk, contact)
    if effect is None:
        # A guess is a guess, until somebody has asked.
        return Choice(found, (), (Evidence("caller-has-not-said", contact.id), *ahead))
    if contact.effect is None:
        return Choice(found, (found,), (Evidence("symptom", contact.symptom), *ahead))
    return Choice(found, (found,), (Evidence("caller-says", effect), *ahead))


def _urgency_evidence(desk: Desk, hits: Iterable[Hit]) -> tuple[Evidence, ...]:
    """Deadlines that lie ahead of what is hit."""
    found = []
    for hit in hits:
        places = (hit.group, desk.estate.groups[hit.group].site, *hit.services)
        for moment, where in desk.setting.deadlines:
            if moment >= desk.at and where in places:
                found.append(Evidence("deadline", str(moment)))
    return tuple(dict.fromkeys(found))


def _category(
    desk: Desk, contact: Contact, suspect: ComponentId | None
) -> tuple[Category, tuple[Category, ...]]:
    said = desk.setting.symptoms[contact.symptom].category
    found = _categories_of(desk, suspect, contact.symptom) if suspect else ()
    accepted = tuple(dict.fromkeys((*found, said)))
    return accepted[0], accepted


def _categories_of(desk: Desk, component: ComponentId, symptom: str | None) -> tuple[Category, ...]:
    kind = desk.estate.components[component].kind
    found = (
        mode.category
        for mode in desk.setting.library.failure_modes
        if kind in mode.kinds and (symptom is None or mode.symptom == symptom)
    )
    return tuple(dict.fromkeys(found))


def _known_error(desk: Desk, contact: Contact, suspect: ComponentId | None) -> Choice[str | None]:
    found = search(desk.setting, contact.symptom)
    kind = desk.estate.components[suspect].kind if suspect else None
    known = [each for each in found.known_errors if not each.kinds or kind in each.kinds]
    known.sort(key=lambda each: -each.restores_percent)
    names = (*(each.id for each in known), *(each.id for each in found.articles))
    if not names:
        return Choice(None, (None,))
    return Choice(names[0], names, (Evidence("knowledge", names[0]),))


def _notice_workaround(desk: Desk, component: ComponentId) -> Choice[str | None]:
    """A workaround worth telling everyone who hangs on a failed item."""
    kind = desk.estate.components[component].kind
    symptoms = _symptoms_of(desk, component)
    for known in desk.setting.library.known_errors:
        suits = any(symptom in known.symptoms for symptom in symptoms)
        if suits and (not known.kinds or kind in known.kinds):
            return Choice(known.id, (known.id,), (Evidence("knowledge", known.id),))
    return Choice(None, (None,))


def _team(
    desk: Desk, contact: Contact, suspect: ComponentId | None, known: Choice[str | None]
) -> Choice[TeamId]:
    if known.best is not None:
        error = desk.setting.known_errors.get(known.best)
        if error is None or error.restores_percent == 100:
            return Choice(SERVICE_DESK, (SERVICE_DESK,), known.evidence)
    if suspect is not None:
        owner = desk.estate.components[suspect].owner
        return Choice(owner, (owner,), (Evidence("owner", suspect),))
    category = desk.setting.symptoms[contact.symptom].category
    teams = desk.setting.organisation.teams
    takers = tuple(t.id for t in teams if category in t.takes and t.id != SERVICE_DESK)
    return Choice(
        takers[0] if takers else SERVICE_DESK,
        takers or (SERVICE_DESK,),
        (Evidence("table", category),),
    )


def _belongs_to(desk: Desk, contact: Contact, suspect: ComponentId | None) -> Choice[str | None]:
    """The first sign of the same cause: an alert on the suspect, or an earlier like report."""
    signs: list[tuple[int, str, Evidence]] = []
    if suspect is not None and suspect in desk.signals:
        alert = desk.alerts[desk.signals[suspect]]
        earlier = alert.at <= contact.at or desk.ticket_of(alert.id) is not None
        if alert.significance == "exception" and earlier:
            signs.append((alert.at, alert.id, Evidence("alert", alert.id)))
    signs += [
        (other.at, other.id, Evidence("same-report", other.id))
        for other in _recent(desk, contact)
        if _same_place(desk, other, contact, suspect)
    ]
    if not signs:
        return Choice(None, (None,))
    first = min(signs, key=lambda sign: sign[:2])
    if first[1] == contact.id:
        return Choice(None, (None,))
    return Choice(first[1], (first[1],), tuple(sign[2] for sign in signs))


def _near(desk: Desk) -> int:
    """So many seconds apart, like reports may have one cause."""
    return 60 * desk.setting.organisation.card.house.same_cause_minutes


def _recent(desk: Desk, contact: Contact) -> Iterable[Contact]:
    """Earlier contacts of other people that are recent and not chasers."""
    for other in desk.by_symptom.get(contact.symptom, ()):
        if other not in desk.contacts:
            continue
        found = desk.contacts[other]
        before = (found.at, found.id) < (contact.at, contact.id)
        if before and contact.at - found.at <= _near(desk) and found.chases is None:
            yield found


def _same_place(desk: Desk, one: Contact, other: Contact, suspect: ComponentId | None) -> bool:
    """Both hang on the suspect; without one, both sit in one group and name one item or none."""
    if suspect is not None:
        reached = {hit.group for hit in desk.estate.reach(suspect)}
        named = one.component in (None, suspect) and other.component in (None, suspect)
        return named and {one.group, other.group} <= reached
    same_effect = one.effect == other.effect == "stopped"
    return same_effect and one.group == other.group and one.person != other.person


def _first_report(desk: Desk, alert: Alert) -> str | None:
    """An earlier report that the alerted item explains."""
    if alert.component is None:
        return None
    for symptom in _symptoms_of(desk, alert.component):
        for other in desk.by_symptom.get(symptom, ()):
            contact = desk.contacts.get(other)
            if contact is None or not 0 < alert.at - contact.at <= _near(desk):
                continue
            if suspect_of(desk, contact)[0] == alert.component:
                return contact.id
    return None
