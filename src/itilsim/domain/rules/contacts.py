"""Rules for talking with people: calls, questions, replies, updates, notices, confirmation."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.errors import Refused
from itilsim.domain.knowledge import article_answers
from itilsim.domain.names import GroupId
from itilsim.domain.records import Ticket
from itilsim.domain.rules.asking import Asking


def take_call(ask: Asking, command: c.TakeCall) -> tuple[f.Fact, ...]:
    """Answer a waiting call; one live call a seat."""
    contact = ask.contact(command.contact)
    if contact.channel not in ("phone", "chat"):
        raise Refused("This did not come by phone or chat.", "Read it and reply.")
    if contact.state != "waiting":
        raise Refused("This caller is not waiting any more.")
    if ask.actor in ask.desk.live:
        raise Refused("You are in a call.", "End it first.")
    return (f.CallTaken(ask.at, contact.id, ask.actor),)


def end_call(ask: Asking, command: c.EndCall) -> tuple[f.Fact, ...]:
    """End the live call."""
    if ask.desk.live.get(ask.actor) != command.contact:
        raise Refused("You are not in a call with this person.")
    return (f.CallEnded(ask.at, command.contact, ask.actor),)


def ask_caller(ask: Asking, command: c.AskCaller) -> tuple[f.Fact, ...]:
    """Ask for a missing fact; in a call the answer comes at once."""
    contact = ask.reachable(command.contact)
    if command.question in contact.asked:
        raise Refused("You asked this already.")
    return (f.QuestionAsked(ask.at, contact.id, ask.actor, command.question),)


def verify_identity(ask: Asking, command: c.VerifyIdentity) -> tuple[f.Fact, ...]:
    """Check who is calling."""
    contact = ask.reachable(command.contact)
    if contact.verified:
        raise Refused("You checked this already.")
    return (f.IdentityVerified(ask.at, contact.id, ask.actor),)


def reply(ask: Asking, command: c.Reply) -> tuple[f.Fact, ...]:
    """Write to a person, perhaps with an article."""
    contact = ask.reachable(command.contact)
    if command.article and command.article not in ask.desk.setting.articles:
        raise Refused("There is no such article.", "Search first.")
    helps = article_answers(ask.desk.setting, command.article, contact.symptom)
    return (f.CallerReplied(ask.at, contact.id, ask.actor, command.article, helps),)


def update_caller(ask: Asking, command: c.UpdateCaller) -> tuple[f.Fact, ...]:
    """Tell a record's caller how things stand."""
    ticket = ask.ticket(command.ticket)
    if ticket.origin == "alert":
        raise Refused("Nobody called about this record.", "Send a notice to all affected.")
    promised = _promised(ask.at, command.next_minutes)
    return (f.CallerUpdated(ask.at, ticket.id, ask.actor, promised),)


def send_notice(ask: Asking, command: c.SendNotice) -> tuple[f.Fact, ...]:
    """Tell everyone who hangs on a record how things stand."""
    ticket = ask.ticket(command.ticket)
    if command.known_error and command.known_error not in ask.desk.setting.known_errors:
        raise Refused("There is no such known error.", "Search first.")
    groups = affected_groups(ask, ticket)
    if not groups:
        raise Refused("The map shows nobody who hangs on this.", "Set the item on the record.")
    promised = _promised(ask.at, command.next_minutes)
    return (f.NoticeSent(ask.at, ticket.id, ask.actor, groups, command.known_error, promised),)


def affected_groups(ask: Asking, ticket: Ticket) -> tuple[GroupId, ...]:
    """Groups that the map and the callers name for a record."""
    found: dict[GroupId, None] = {}
    if ticket.component is not None:
        found.update({hit.group: None for hit in ask.desk.estate.reach(ticket.component)})
    for each in ask.desk.family(ticket.id):
        if each.group is not None:
            found[each.group] = None
    return tuple(found)


def confirm_restoration(ask: Asking, command: c.ConfirmRestoration) -> tuple[f.Fact, ...]:
    """Ask everyone on a record whether it works again."""
    ticket = ask.ticket(command.ticket)
    if ticket.state in ("closed", "cancelled"):
        raise Refused("The record is closed.")
    family = ask.desk.family(ticket.id)
    fault = ask.plant.fault_of(ticket.id)
    left = fault is not None and fault.id in ask.plant.leftovers
    well = all(ask.plant.over(each.id, each.group) for each in family if each.origin == "contact")
    if ticket.origin == "alert":
        well = well and (fault is None or not fault.hurts)
    return (f.RestorationConfirmed(ask.at, ticket.id, ask.actor, well and not left),)


def _promised(at: int, minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= 24 * 60:
        raise Refused("A promise lies between 1 minute and a day ahead.")
    return None if minutes is None else at + minutes * 60
