"""What is due on an incident: reported by a caller, shown by an alert, or one more of the same."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain.assess import Assessment, assess, effect_of
from itilsim.domain.desk import Desk
from itilsim.domain.due.moves import (
    Answer,
    Due,
    assign,
    best,
    close,
    corrected,
    finish,
    log,
    next_minutes,
    outgrown,
    prioritise,
    word,
)
from itilsim.domain.names import SERVICE_DESK, TRAINEE, AlertId, ContactId
from itilsim.domain.practices.incident.linking import head_of
from itilsim.domain.records import Alert, Contact, Ticket
from itilsim.domain.telling import word_due

_IN_HAND = ("prioritise-ticket", "assign-ticket", "escalate-ticket", "send-notice")
"""What comes first on the record of a cause, whoever has called about it meanwhile."""


def of_report(desk: Desk, contact: Contact, found: Assessment) -> Due | None:
    """The next move on what a caller reports as broken."""
    ticket = desk.ticket_of(contact.id)
    if _is_to_be_asked(desk, contact, found):
        return Due(contact.id, c.AskCaller(contact.id, "effect"))
    if ticket is None:
        return _first(desk, found)
    if ticket.parent is not None:
        return _child(desk, ticket, desk.tickets[ticket.parent])
    if not ticket.is_open:
        return close(ticket)
    return _rated(desk, ticket, found) or _restored(desk, contact, ticket, found)


def _is_to_be_asked(desk: Desk, contact: Contact, found: Assessment) -> bool:
    """Who has not said whether work goes on is asked, unless it is one more report of the same."""
    unsaid = effect_of(desk, contact) is None and "effect" not in contact.asked
    return unsaid and found.belongs_to.best is None and desk.live.get(TRAINEE) == contact.id


def of_alert(desk: Desk, alert: Alert) -> Due | None:
    """The next move on what monitoring shows."""
    found, ticket = assess(desk, alert.id), desk.ticket_of(alert.id)
    if alert.acknowledged is None and ticket is None:
        return _acknowledge(alert)
    if alert.significance == "informational":
        return None
    if alert.significance == "warning":
        return _pass_on(alert, found) if ticket is None and alert.team is None else None
    if ticket is None:
        return _first(desk, found)
    if ticket.parent is not None:
        return None
    if not ticket.is_open:
        return close(ticket)
    return _rated(desk, ticket, found) or _shown(desk, ticket, found)


def _acknowledge(alert: Alert) -> Due:
    answer = Answer("significance", alert.significance, (alert.significance,), ())
    command = c.AcknowledgeAlert(alert.id, alert.significance)
    return Due(alert.id, command, ("significance",), (answer,))


def _pass_on(alert: Alert, found: Assessment) -> Due:
    command = c.AlertTeam(alert.id, found.team.best)
    return Due(alert.id, command, ("team",), (best("team", found.team),))


def _first(desk: Desk, found: Assessment) -> Due | None:
    """A record of its own, or a child of the record of the first sign, which is made first."""
    first = found.belongs_to.best
    if first is None:
        return log(found)
    head = head_of(desk, first)
    if head is not None:
        answer = Answer("link", head.id, (head.id,), found.belongs_to.evidence)
        command = c.LinkTicket(ContactId(found.subject), head.id)
        return Due(found.subject, command, ("link",), (answer,))
    alert = desk.alerts.get(AlertId(first))
    if alert is not None and alert.ticket is None:
        return _acknowledge(alert) if alert.acknowledged is None else log(assess(desk, first))
    earlier = desk.contacts.get(ContactId(first))
    # Whoever was first has hung up, or was served before: this one stands alone.
    away = earlier is None or earlier.state == "gone" or earlier.rings or earlier.ticket
    return log(found) if away else log(assess(desk, first))


def _child(desk: Desk, ticket: Ticket, head: Ticket) -> Due | None:
    """One more report: told once, when its cause is in hand; then notices about that reach it."""
    if not ticket.is_open or ticket.promised_at is not None:
        return None
    alert = desk.alerts.get(AlertId(head.id))
    if alert is not None:
        first = of_alert(desk, alert)
    else:
        first = of_report(desk, desk.contacts[ContactId(head.id)], assess(desk, head.id))
    if first is not None and first.kind in _IN_HAND:
        return first
    return Due(ticket.id, c.UpdateCaller(ticket.id, next_minutes(head)), ("update",))


def _rated(desk: Desk, ticket: Ticket, found: Assessment) -> Due | None:
    """Of the right kind, rated, and rated again when more reports show that it is worse."""
    if (other := corrected(ticket, found)) is not None:
        return other
    if ticket.priority is None:
        return prioritise(ticket, found)
    worse = found.priority is not None and found.priority < ticket.priority
    return prioritise(ticket, found) if worse and outgrown(desk, ticket) else None


def _restored(desk: Desk, contact: Contact, ticket: Ticket, found: Assessment) -> Due | None:
    """What is known helps at once; else a team, and words until it is done."""
    known = found.known_error
    here = found.team.best == SERVICE_DESK and known.best is not None
    if here and not _in_vain(ticket, known.best):
        if ticket.workaround_percent == 0:
            return _lead_through(contact, ticket, found)
        is_error = known.best in desk.setting.known_errors
        return finish(desk, ticket, "workaround" if is_error else "fixed")
    if ticket.repaired:
        return _repaired(desk, ticket)
    if (sent := _handed_on(desk, ticket, found)) is not None:
        return sent
    if known.best is not None and not ticket.known_error:
        return _notice(ticket, found) if ticket.children else _lead_through(contact, ticket, found)
    if ticket.children:
        return _notice(ticket, found) if word_due(desk, ticket) else None
    return word(desk, ticket)


def _handed_on(desk: Desk, ticket: Ticket, found: Assessment) -> Due | None:
    """With a team, and top priority told upwards."""
    if ticket.team == SERVICE_DESK and (sent := assign(desk, ticket, found)) is not None:
        return sent
    if ticket.priority == 1 and not ticket.escalated:
        return Due(ticket.id, c.EscalateTicket(ticket.id), ("team",))
    return None


def _repaired(desk: Desk, ticket: Ticket) -> Due | None:
    """The callers are asked, once whoever has called since is served."""
    return None if _calls_since(desk, ticket) else finish(desk, ticket, "fixed")


def _in_vain(ticket: Ticket, known: str | None) -> bool:
    """It was tried and has not helped."""
    return ticket.known_error == known and ticket.workaround_percent == 0


def _lead_through(contact: Contact, ticket: Ticket, found: Assessment) -> Due:
    """The known error is looked for, and then used; who knows it need not search."""
    known = found.known_error
    use = Due(contact.id, c.ApplyWorkaround(ticket.id, known.best or ""), ("known_error",),
              (best("known_error", known),))  # fmt: skip
    if ticket.searched:
        return use
    return Due(contact.id, c.SearchKnowledge(ticket.id), (), (), use)


def _shown(desk: Desk, ticket: Ticket, found: Assessment) -> Due | None:
    """The record of an exception: nobody called about it, many may hang on it."""
    if ticket.repaired:
        move = _repaired(desk, ticket)
        # Nobody called about it, so that no caller can be told: all who hang on it are.
        tells = move is not None and isinstance(move.best, c.UpdateCaller)
        return _notice(ticket, found) if tells else move
    if (sent := _handed_on(desk, ticket, found)) is not None:
        return sent
    pressing = (ticket.priority or 5) <= 2 or ticket.children
    return _notice(ticket, found) if pressing and word_due(desk, ticket) else None


def _notice(ticket: Ticket, found: Assessment) -> Due:
    """Everyone who hangs on it hears how it stands, and once what helps meanwhile."""
    known = found.known_error
    useful = (known.best or "") if not ticket.known_error else ""
    accepted = tuple(dict.fromkeys((useful, "", *(each or "" for each in known.accepted))))
    answer = Answer("known_error", useful, accepted, known.evidence)
    command = c.SendNotice(ticket.id, useful, next_minutes(ticket))
    return Due(ticket.id, command, ("update",), (answer,))


def _calls_since(desk: Desk, ticket: Ticket) -> bool:
    """Somebody who hangs on the item has called since it was repaired, and is not served yet."""
    repaired = max((at for at, _, code in ticket.notes if code == ticket.repaired), default=desk.at)
    reached = {hit.group for hit in desk.estate.reach(ticket.component)} if ticket.component else ()
    for contact in desk.contacts.values():
        if contact.at < repaired or contact.chases is not None or contact.state == "gone":
            continue
        own = desk.ticket_of(contact.id)
        if contact.group in reached and (own is None or own.is_open):
            return True
    return False
