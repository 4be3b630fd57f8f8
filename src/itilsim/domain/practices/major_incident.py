"""Major incidents: when something is one, read off the desk card (a local rule), and who says so.

A P1 alone is not one: a gold service must be down for more than a quarter of its users or for its
customers, or a whole site must stand.
"""

from __future__ import annotations

from collections.abc import Iterable

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.estate import Estate, Hit
from itilsim.domain.names import SHIFT_LEAD, ServiceId
from itilsim.domain.organisation import Organisation
from itilsim.domain.plant import Plant
from itilsim.domain.practice import Practice
from itilsim.domain.records import change
from itilsim.domain.state import State


def is_major(
    hits: Iterable[Hit], services: Iterable[str], estate: Estate, rules: Organisation
) -> bool:
    """Whether what is hit meets the published criteria.

    Args:
        hits: Groups that are hit.
        services: Services that are hit.
        estate: The estate.
        rules: The organisation with its card.
    """
    down = [hit for hit in hits if hit.level == "down"]
    for service in services:
        declared = estate.services.get(ServiceId(service))
        if declared is None or declared.service_class != "gold":
            continue
        users = [estate.groups[group].people for group in estate.users.get(service, ())]
        without = sum(estate.groups[hit.group].people for hit in down if service in hit.services)
        if without * 100 > rules.card.house.major_users_percent * sum(users):
            return True
    return any(_site_stands(site.id, down, estate, rules) for site in rules.sites)


def declared(desk: Desk, fact: f.MajorDeclared) -> None:
    """It is a major incident: one record, or all that are about an item."""
    desk.majors[fact.subject] = fact.at
    for each in desk.open:
        ticket = desk.tickets[each]
        if fact.subject in (ticket.id, ticket.component):
            change(ticket, major=True)


def declared_on_cause(plant: Plant, fact: f.MajorDeclared) -> None:
    """Whatever has failed there now is a major incident's cause."""
    fault = plant.fault_of(fact.subject)
    plant.majors.update(plant.by_component.get(fact.subject, ()))
    if fault is not None:
        plant.majors.add(fault.id)


def lead_declares(fact: f.FaultBegan | f.FaultStruck, state: State) -> tuple[f.Fact, ...]:
    """No seat of ours may declare it, so the shift lead does, as soon as the criteria are met."""
    fault = state.plant.faults[fact.fault]
    organisation, role = state.setting.organisation, state.setting.scenario.role
    if role == "analyst" and is_major(fault.hits, fault.services, state.estate, organisation):
        return (f.MajorDeclared(fact.at, fault.component, SHIFT_LEAD),)
    return ()


def _site_stands(site: str, down: list[Hit], estate: Estate, rules: Organisation) -> bool:
    people = estate.people_at.get(site, 0)
    stopped = (group.people for hit in down if (group := estate.groups[hit.group]).site == site)
    return bool(people) and sum(stopped) * 100 >= rules.card.impact.whole_site_percent * people


PRACTICE = Practice(
    on_desk={f.MajorDeclared: declared},
    on_plant={f.MajorDeclared: declared_on_cause},
    consequences={
        f.FaultBegan: lead_declares,
        f.FaultStruck: lead_declares,
    },
)
