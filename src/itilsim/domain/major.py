"""When something is a major incident, read off the desk card (a local rule).

A P1 alone is not one: a gold service must be down for more than a quarter of its users or for its
customers, or a whole site must stand.
"""

from __future__ import annotations

from collections.abc import Iterable

from itilsim.domain.estate import Estate, Hit
from itilsim.domain.names import ServiceId
from itilsim.domain.organisation import Organisation

USERS_PERCENT = 25
"""Share of a gold service's users from which on it is major. Source: the desk card."""


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
        if without * 100 > USERS_PERCENT * sum(users):
            return True
    return any(_site_stands(site.id, down, estate, rules) for site in rules.sites)


def _site_stands(site: str, down: list[Hit], estate: Estate, rules: Organisation) -> bool:
    people = estate.people_at.get(site, 0)
    stopped = (group.people for hit in down if (group := estate.groups[hit.group]).site == site)
    return bool(people) and sum(stopped) * 100 >= rules.card.impact.whole_site_percent * people
