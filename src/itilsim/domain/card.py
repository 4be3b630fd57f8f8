"""Impact and urgency, read off the desk card.

The truth and `assess` use these same functions on different inputs: what is, and what can be seen.
"""

from __future__ import annotations

from collections.abc import Iterable

from itilsim.domain.estate import Estate, Hit
from itilsim.domain.names import Priority
from itilsim.domain.organisation import Organisation
from itilsim.domain.scenario import Setting


def impact_of(hits: Iterable[Hit], estate: Estate, rules: Organisation, *, external: bool) -> int:
    """Impact of what is hit, whether or not people are at work this minute.

    Args:
        hits: Groups that are hit.
        estate: The estate.
        rules: The organisation with its card.
        external: External customers cannot buy or be served.

    Returns:
        1 to 3. Source: the organisation's desk card (a local rule).
    """
    card = rules.card.impact
    hits = tuple(hits)
    people = sum(estate.groups[hit.group].people for hit in hits)
    lost = {service for hit in hits if hit.level == "down" for service in hit.services}
    cost = 60 * sum(estate.services[each].cost_per_minute for each in sorted(lost))
    if external or (people >= card.many_people and cost >= card.serious_cost_per_hour):
        return 1
    stopped: dict[str, int] = {}
    for group in (estate.groups[hit.group] for hit in hits if hit.level == "down"):
        stopped[group.site] = stopped.get(group.site, 0) + group.people
    for site, count in stopped.items():
        if count * 100 >= card.whole_site_percent * estate.people_at[site]:
            return 1
    return 2 if people >= card.many_people else 3


def urgency_of(hurts_in: int | None, rules: Organisation) -> int:
    """Urgency from the seconds until it hurts if nobody acts; `None`: not to be foreseen.

    Returns:
        1 to 3. Source: the organisation's desk card (a local rule).
    """
    card = rules.card.urgency
    if hurts_in is None or hurts_in > card.today_minutes * 60:
        return 3
    return 1 if hurts_in <= card.soon_minutes * 60 else 2


def hurts_in(hits: Iterable[Hit], at: int, setting: Setting, estate: Estate) -> int | None:
    """Seconds until what is hit hurts, if nobody acts; `None`: not within sight.

    Stopped work hurts as soon as the group is at work; slowed work hurts later today, or at a
    deadline of the group, its site or its services.
    """
    soon = setting.organisation.card.urgency.soon_minutes * 60
    found: list[int] = []
    for hit in hits:
        group = estate.groups[hit.group]
        at_work = setting.hours[group.hours].next_open(at)
        if at_work is not None:
            delay = at_work - at
            found.append(delay if hit.level == "down" else max(delay, soon + 1))
        for moment, where in setting.deadlines:
            if moment >= at and where in (group.id, group.site, *hit.services):
                found.append(moment - at)
    return min(found, default=None)


def priority_of(impact: int, urgency: int, rules: Organisation) -> Priority:
    """Priority from the matrix."""
    return rules.card.matrix[impact - 1][urgency - 1]
