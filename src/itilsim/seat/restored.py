"""How many people work again, as far as the desk can know it: from what their callers say.

The one idea: a team that reports a repair has restored nothing yet. Only callers who were asked,
and say that it works, make a moment of it; how many stand behind them is by the map where the
record names an item on their way, and by their own words elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.desk import Desk
from itilsim.domain.names import TicketId
from itilsim.domain.records import Ticket
from itilsim.seat.names import Called
from itilsim.words.labels import counted, people

NAMED = 3
"""So many callers or places are named; tuning constant."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A service that is back, as its callers say."""

    count: int
    """People who work again."""
    words: str
    """The line that says so, with who says it."""


def restored(desk: Desk, called: Called, ticket: TicketId) -> Restored | None:
    """Who works again, once the callers of an incident have been asked.

    Args:
        desk: The running shift's Desk.
        called: Names.
        ticket: The record whose callers were asked.

    Returns:
        Nothing where they did not say that it works, nobody called, or it was a request.
    """
    found = desk.tickets.get(ticket)
    if found is None or not found.confirmed or found.is_request:
        return None
    callers = [
        contact for each in desk.family(ticket) if (contact := desk.contact_of(each)) is not None
    ]
    if not callers:
        return None
    said: dict[str, int] = {}
    for each in callers:
        said[each.group] = max(said.get(each.group, 0), each.people, 1)
    groups, by = _by_map(desk, found, said), ", by the map"
    if not groups:
        groups, by = said, ""
    places = _listed([called.group(each) for each in groups], "; ")
    count = sum(groups.values())
    names = _listed(list(dict.fromkeys(called.person(each.person) for each in callers)))
    verb = "says" if len(callers) == 1 else "say"
    can = "can work again" if count != 1 else "works again"
    return Restored(count, f"▲ {people(count)} {can}{by}: {places}. {names} {verb} that it works.")


def not_yet(desk: Desk, ticket: TicketId) -> str:
    """Why its callers may say that it does not work, as far as the record tells; empty: unknown.

    Args:
        desk: The running shift's Desk.
        ticket: The record whose callers were asked.
    """
    found = desk.tickets.get(ticket)
    if found is None or found.confirmed is not False or found.is_request:
        return ""
    if found.repaired:
        alone = " c on a linked record asks its caller alone." if found.children else ""
        return f"What is repaired comes back for each in turn: ask again in some minutes.{alone}"
    if found.workaround_percent:
        return "A workaround lets them work; it is over once it is repaired."
    return ""


def _by_map(desk: Desk, ticket: Ticket, said: dict[str, int]) -> dict[str, int]:
    """People of the groups that depend on the record's item, if a caller is among them."""
    if ticket.component is None or ticket.component not in desk.estate.components:
        return {}
    reached = [desk.estate.groups[hit.group] for hit in desk.estate.reach(ticket.component)]
    if not {each.id for each in reached} & set(said):
        return {}
    return {each.id: each.people for each in reached}


def _listed(names: list[str], between: str = ", ") -> str:
    """Names in a row, the last ones counted where there are many; names of groups have commas."""
    if len(names) > NAMED:
        names = [*names[: NAMED - 1], counted(len(names) - NAMED + 1, "more", "more")]
    *most, last = names
    return f"{between.join(most)}{between.rstrip(', ')} and {last}" if most else last
