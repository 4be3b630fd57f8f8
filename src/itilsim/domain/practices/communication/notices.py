"""Word about a record: its caller or all who depend on it hear how things stand, or are asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from itilsim.domain import facts as f
from itilsim.domain import speech
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import CauseId, GroupId, TicketId
from itilsim.domain.plant import LEFTOVER, Fault
from itilsim.domain.practice import Asking, Command, Deciding, Practice
from itilsim.domain.quick import quick
from itilsim.domain.records import Ticket, change
from itilsim.domain.state import State
from itilsim.domain.telling import tell, word

__all__ = ["ConfirmRestoration", "SendNotice", "UpdateCaller"]


@quick
@dataclass(frozen=True, slots=True)
class UpdateCaller(Command):
    """Tell the caller of a record how things stand."""

    kind = "update-caller"
    seconds = 60
    ticket: TicketId
    """Which."""
    next_minutes: int | None = None
    """Promise the next word within this many minutes."""


@quick
@dataclass(frozen=True, slots=True)
class SendNotice(Command):
    """Tell everyone who hangs on a record how things stand."""

    kind = "send-notice"
    seconds = 120
    ticket: TicketId
    """Which."""
    known_error: str = ""
    """Workaround in the notice."""
    next_minutes: int | None = None
    """Promise the next word within this many minutes."""


@quick
@dataclass(frozen=True, slots=True)
class ConfirmRestoration(Command):
    """Ask the callers of a record and its children whether it works again."""

    kind = "confirm-restoration"
    seconds = 60
    ticket: TicketId
    """Which."""


def called_about(ask: Asking, ticket: TicketId) -> Ticket:
    """A record about which somebody called."""
    found = ask.ticket(ticket)
    if found.origin == "alert":
        raise Refused("Nobody called about this record.", "Send a notice to all affected.")
    return found


def update_caller(ask: Asking, command: UpdateCaller) -> tuple[f.Fact, ...]:
    """Tell a record's caller how things stand."""
    ticket = called_about(ask, command.ticket)
    promised = _promised(ask.at, command.next_minutes)
    return (f.CallerUpdated(ask.at, ticket.id, ask.actor, promised),)


def send_notice(ask: Asking, command: SendNotice) -> tuple[f.Fact, ...]:
    """Tell everyone who hangs on a record how things stand."""
    groups = affected(ask, command.ticket)
    if command.known_error and command.known_error not in ask.desk.setting.known_errors:
        raise Refused("There is no such known error.", "Search first.")
    promised = _promised(ask.at, command.next_minutes)
    return (f.NoticeSent(ask.at, command.ticket, ask.actor, groups, command.known_error, promised),)


def affected(ask: Asking, ticket: TicketId) -> tuple[GroupId, ...]:
    """Groups that the map and the callers name for a record."""
    record = ask.ticket(ticket)
    found: dict[GroupId, None] = {}
    if record.component is not None:
        found.update({hit.group: None for hit in ask.desk.estate.reach(record.component)})
    for each in ask.desk.family(ticket):
        if each.group is not None:
            found[each.group] = None
    if not found:
        raise Refused("The map shows nobody who depends on this.", "Set the item on the record.")
    return tuple(found)


def confirm_restoration(ask: Deciding, command: ConfirmRestoration) -> tuple[f.Fact, ...]:
    """Ask everyone on a record whether it works again."""
    ticket, plant = ask.standing_ticket(command.ticket), ask.state.plant
    family = ask.desk.family(ticket.id)
    fault = plant.fault_of(ticket.id)
    left = fault is not None and fault.id in plant.leftovers
    well = all(plant.over(each.id, each.group) for each in family if each.origin == "contact")
    if ticket.origin == "alert":
        well = well and (fault is None or not fault.hurts)
    return (f.RestorationConfirmed(ask.at, ticket.id, ask.actor, well and not left),)


def _promised(at: int, minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= 24 * 60:
        raise Refused("A promise lies between 1 minute and a day ahead.")
    return None if minutes is None else at + minutes * 60


def caller_updated(desk: Desk, fact: f.CallerUpdated) -> None:
    """Its caller knows how it stands."""
    tell(desk, desk.tickets[fact.ticket], fact.at, fact.next_update)


def notice_sent(desk: Desk, fact: f.NoticeSent) -> None:
    """Everyone who hangs on it knows how it stands."""
    for group in fact.groups:
        desk.noticed[group] = fact.at
    for ticket in desk.family(fact.ticket):
        tell(desk, ticket, fact.at, fact.next_update)
    if fact.known_error:
        change(desk.tickets[fact.ticket], known_error=fact.known_error)


def restoration_confirmed(desk: Desk, fact: f.RestorationConfirmed) -> None:
    """Its callers, and those of its children, were asked."""
    for ticket in desk.family(fact.ticket):
        change(ticket, confirmed=fact.restored)
        word(ticket, fact.at)


def advice_taken(fact: f.NoticeSent, state: State) -> Iterator[f.Fact]:
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


def leftover_calls(fact: f.RestorationConfirmed, state: State) -> Iterator[f.Fact]:
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
        state.plant.contact_id(person, cause, 1),
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


PRACTICE = Practice(
    rules={
        UpdateCaller: update_caller,
        SendNotice: send_notice,
        ConfirmRestoration: confirm_restoration,
    },
    guards={
        UpdateCaller: called_about,
        SendNotice: affected,
        ConfirmRestoration: Asking.standing_ticket,
    },
    on_desk={
        f.CallerUpdated: caller_updated,
        f.NoticeSent: notice_sent,
        f.RestorationConfirmed: restoration_confirmed,
    },
    consequences={
        f.NoticeSent: advice_taken,
        f.RestorationConfirmed: leftover_calls,
    },
)
