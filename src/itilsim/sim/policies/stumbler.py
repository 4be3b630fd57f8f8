"""The stumbler: a careful colleague who errs where a person would, by which difficulty is measured.

The one idea: an error is likelier the more sources a decision needs, the more answers can be
defended, the more is waiting, and the louder the caller is; and it goes towards what tempts, not
anywhere. The coefficients were fixed before anything was measured by them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from itilsim.domain import commands as c
from itilsim.domain.assess import Assessment, Choice, assess
from itilsim.domain.desk import Desk
from itilsim.domain.knowledge import search
from itilsim.domain.names import SERVICE_DESK, ContactId, TeamId, TicketId
from itilsim.domain.records import Contact
from itilsim.sim.policies import POLICIES, Policy
from itilsim.sim.policies.first_come import by_table
from itilsim.sim.policies.steps import Steps

SKILLS = {"beginner": -2.0, "trained": -3.0, "good": -4.0}
"""Log odds of an error where nothing makes it likelier. Tuning constants."""
PER_SOURCE, PER_ANSWER, PER_WAITING, LOUD, NEIGHBOUR = 0.8, 0.6, 0.25, 0.5, 0.5
"""What adds to them: each source beyond one, each answer beyond one that can be defended, each
matter that waits, a loud caller, a like report nearby. Tuning constants."""
MOST_WAITING = 8
"""More than so many waiting matters make nobody more nervous. Tuning constant."""


def stumbler(skill: str, draw: int, of: int = 1) -> Policy:
    """Textbook that stumbles.

    Draws: from the stream `stumbler/<draw>`, one for each command that decides something. Of draws
    that belong together those of each such command are spread evenly (a Latin hypercube: McKay,
    Beckman and Conover 1979), so that their mean is steadier than that of so many single ones.

    Args:
        skill: One of `SKILLS`.
        draw: Number of the draw of its errors.
        of: So many draws belong together: those from one multiple of it to the next.
    """

    def played(desk: Desk, seed: int) -> Steps:
        chances = _chances(seed, draw, of)
        steps = POLICIES["textbook"](desk, seed)
        wish = next(steps, None)
        while True:
            done = False
            for command in _in_its_place(desk, wish, SKILLS[skill], chances):
                done = yield command
            wish = steps.send(done)

    return played


def _chances(seed: int, draw: int, of: int) -> Iterator[float]:
    """Between 0 and 1, one for each decision; of draws that belong together one in each part."""
    own = Random(f"{seed}/stumbler/{draw}")
    together, place = divmod(draw, of)
    shared = Random(f"{seed}/stumbler/{together}/together")
    while True:
        lots = [shared.random() for _ in range(of)]
        part = sorted(lots).index(lots[place])
        yield (part + own.random()) / of


def _in_its_place(
    desk: Desk, wish: c.Command | int | None, odds: float, chances: Iterator[float]
) -> Iterator[c.Command | int | None]:
    """The command as it is, or what tempts instead; nothing of what is forgotten."""
    if isinstance(wish, c.CategoriseTicket):
        yield from _as_it_is_taken(desk, wish.ticket)
        return
    if not isinstance(wish, c.Command) or type(wish) not in _FIELDS:
        yield wish
        return
    subject = c.subject_of(wish)
    if subject not in desk.contacts and subject not in desk.alerts:
        yield wish
        return
    seen = assess(desk, subject)
    if next(chances) < _share(desk, seen, wish, odds):
        tempting = _tempting(desk, seen, wish)
        if tempting is not None:
            yield tempting
    else:
        yield wish


def _as_it_is_taken(desk: Desk, ticket: TicketId) -> Iterator[c.Command]:
    """Who took a wish for a failure, or a failure for a wish, goes on as if it were so."""
    record, contact = desk.tickets[ticket], desk.contacts.get(ContactId(ticket))
    if record.team != SERVICE_DESK or contact is None:
        return
    if not record.is_request and record.priority is None:
        yield c.PrioritiseTicket(ticket, 3, 3)
    yield c.AssignTicket(ticket, by_table(desk, contact))


_FIELDS: dict[type[c.Command], str] = {
    c.LogTicket: "kind",
    c.PrioritiseTicket: "impact",
    c.AssignTicket: "team",
    c.AlertTeam: "team",
    c.LinkTicket: "belongs_to",
    c.ApplyWorkaround: "known_error",
    c.AcknowledgeAlert: "significance",
    c.UpdateCaller: "urgency",
}
"""Commands that decide something, and the reading of the evidence behind each."""


def _share(desk: Desk, seen: Assessment, wish: c.Command, odds: float) -> float:
    """How likely an error is."""
    choice: Choice[Any] | None = getattr(seen, _FIELDS[type(wish)])
    if choice is not None:
        odds += PER_SOURCE * max(len({each.code for each in choice.evidence}) - 1, 0)
        odds += PER_ANSWER * max(len(choice.accepted) - 1, 0)
    odds += PER_WAITING * min(len(desk.inbox) + len(desk.attention), MOST_WAITING)
    contact = desk.contacts.get(ContactId(seen.subject))
    if contact is not None:
        odds += LOUD * (contact.mood != "calm" or contact.vip)
        odds += NEIGHBOUR * any(
            each != contact.id for each in desk.by_symptom.get(contact.symptom, ())
        )
    return 1 / (1 + math.exp(-odds))


def _tempting(desk: Desk, seen: Assessment, wish: c.Command) -> c.Command | None:
    """What a person does who gets this wrong; none: it is forgotten."""
    contact = desk.contacts.get(ContactId(seen.subject))
    match wish:
        case c.LogTicket():
            return _misnamed(desk, contact, wish)
        case c.PrioritiseTicket():
            return _misrated(contact, wish)
        case c.AssignTicket() | c.AlertTeam():
            return replace(wish, team=_other_team(desk, contact, wish.team))
        case c.LinkTicket():
            return c.LogTicket(ContactId(seen.subject), "incident")
        case c.ApplyWorkaround():
            others = search(desk.setting, seen.searched_for).known_errors
            alike = (each.id for each in others if each.id != wish.known_error)
            found = next(alike, None)
            return None if found is None else replace(wish, known_error=found)
        case c.AcknowledgeAlert():
            return replace(wish, significance="informational")
    return None


def _misnamed(desk: Desk, contact: Contact | None, wish: c.LogTicket) -> c.LogTicket:
    """What the form says is believed; else a failure and a wish are taken for each other."""
    if contact is None:
        return replace(wish, component=None, service=None)
    form = desk.setting.symptoms[contact.symptom].form
    if form != wish.record:
        return replace(wish, record=form)
    return replace(wish, record="request" if wish.record == "incident" else "incident")


def _misrated(contact: Contact | None, wish: c.PrioritiseTicket) -> c.PrioritiseTicket:
    """Whoever is loud is rated up, whoever is quiet down."""
    loud = contact is not None and (contact.mood != "calm" or contact.vip)
    step = -1 if loud else 1
    impact, urgency = (min(max(each + step, 1), 3) for each in (wish.impact, wish.urgency))
    return replace(wish, impact=impact, urgency=urgency)


def _other_team(desk: Desk, contact: Contact | None, right: TeamId) -> TeamId:
    """The team that the table names for what was said, or the next in the list."""
    teams = [each for each in desk.setting.organisation.teams if each.id != SERVICE_DESK]
    if contact is not None:
        category = desk.setting.symptoms[contact.symptom].category
        taker = next((each.id for each in teams if category in each.takes), right)
        if taker != right:
            return taker
    names = [each.id for each in teams]
    return names[(names.index(right) + 1) % len(names)] if right in names else names[0]
