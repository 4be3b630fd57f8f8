"""What can be done with the selection now, what usually comes next, and what the enter key does.

The one idea: what the rules would refuse is not offered, and is written once, in their guards; the
key bar, the sheet of all actions, the palette and the keys themselves all ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Final

from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import SERVICE_DESK, TRAINEE, ContactId
from itilsim.domain.practices import offered, permit
from itilsim.domain.practices.request import refusal, unasked
from itilsim.domain.records import Ticket
from itilsim.domain.telling import KEEP_PROMISE, owed_by, told_with_its_parent
from itilsim.domain.usual import usual
from itilsim.seat.matters import ItemView
from itilsim.seat.snapshot import arrived_subjects
from itilsim.words.actions import Item, action_named
from itilsim.words.labels import duration

LAST: Final = 5 * 60
"""Seconds before the planned end at which waiting stops, so that nobody is surprised by it. Tuning
constant: the note and a closure or two fit in."""
RUN_OUT: Final = "Let the clock run on to the end?"
"""Asked where waiting may end the shift."""
NOT_HERE: Final = "Not on what is selected."
"""Why an action is not offered that belongs to another kind of matter."""
IN_VAIN: Final = "It would help nobody."
"""Why an action is not offered that the rules allow."""

ASKED: Final[dict[str, tuple[str, str]]] = {
    "cancel_ticket": (
        "Cancel {record}?",
        "Nobody works on it any more, and it cannot be opened again. Its caller is not told.",
    ),
    "escalate_ticket": (
        "Tell the shift lead about {record}?",
        "The lead cannot unhear it.",
    ),
}
"""What is done at once and cannot be taken back, so that it is asked first."""


def possible(action: str, desk: Desk, item: ItemView | None) -> bool:
    """Whether an action makes sense on the selection now.

    Args:
        action: Name in the table of actions.
        desk: The running shift's Desk.
        item: What is selected.
    """
    return not why_not(action, desk, item)


def why_not(action: str, desk: Desk, item: ItemView | None) -> str:
    """Why an action cannot be done on the selection now, as the rules say it; empty: it can.

    Args:
        action: Name in the table of actions.
        desk: The running shift's Desk.
        item: What is selected.
    """
    fits = action_named(action).fits
    if action.replace("_", "-") in desk.setting.scenario.withheld:
        return "Your role does not do this."
    if not fits:
        return ""
    if item is None or not any(kind in fits for kind in item.kinds):
        return NOT_HERE
    command = _COMMANDS[action]
    subject = _subject(command, item)
    if subject is None:
        return NOT_HERE
    try:
        permit(command, subject, desk)
    except Refused as refused:
        return f"{refused.reason} {refused.hint}".strip()
    return "" if _useful(command, desk, item) else IN_VAIN


def is_permitted(command: c.Command, desk: Desk) -> bool:
    """Whether no guard refuses a command now, whatever it says beside its subject."""
    try:
        permit(type(command), c.subject_of(command), desk)
    except Refused:
        return False
    return True


def next_action(desk: Desk, item: ItemView) -> str:
    """The action that comes next in the usual order of work; empty where there is none."""
    names = (_action(command) for command in usual(desk, item.subject))
    return next((name for name in names if possible(name, desk, item)), "")


def available(action: str, desk: Desk, item: ItemView | None, *, stepped: bool) -> bool:
    """Whether an action of the desk does something now, wherever the cursor stands.

    Args:
        action: Name in the table of actions.
        desk: The running shift's Desk.
        item: What is selected.
        stepped: Time moves with what is done.
    """
    if action in _ANYWHERE:
        return _ANYWHERE[action](desk, item, stepped)
    return possible(action, desk, item)


def goes_on(desk: Desk, item: ItemView | None, *, stepped: bool) -> str:
    """What the enter key does: the usual next thing, else go to what waits, else let time pass.

    Shortly before the end the note to the next shift is the usual next thing.

    Returns:
        An action that decides nothing and ends nothing; empty where only the clock is left, and it
        runs by itself.
    """
    name = next_action(desk, item) if item is not None else ""
    if not name and waits_next(desk, item.subject if item is not None else ""):
        return "next_waiting"
    if not name and not desk.handover and desk.at >= nearly_over(desk):
        return "write_handover"
    return name or ("wait" if stepped else "")


def nearly_over(desk: Desk) -> int:
    """The second from which on only what must be done before the end is done."""
    return desk.setting.horizon - LAST


def likely(desk: Desk, item: ItemView | None) -> tuple[str, ...]:
    """All actions of the desk, those first that are often next on such a matter.

    It is the same order for every record of that kind and stage, so that it gives no answer away.
    """
    if item is None:
        return _SHIFT
    usually = tuple(_action(command) for command in usual(desk, item.subject))
    often = [name for kind in _OFTEN if kind in item.kinds for name in _OFTEN[kind]]
    if item.ticket is None:
        often += _OFTEN_ON["new"]
    elif "incident" in item.kinds:
        often += _OFTEN_ON[_stage(desk.tickets[item.ticket])]
    if item.ticket is not None and refusal(desk, desk.tickets[item.ticket]) is not None:
        usually = (*usually, "refuse_request")  # A check has failed, or somebody has said no.
    return tuple(dict.fromkeys((*usually, "take_call", *often, *_SHIFT)))


def _stage(ticket: Ticket) -> str:
    if ticket.confirmed or not ticket.is_open:
        return "works"
    if ticket.team == SERVICE_DESK and ticket.parent is None:
        return "here"
    return "repaired" if ticket.repaired else "away"


def waits_next(desk: Desk, but: str) -> str:
    """What waits for the desk, one by one: who is there now, promised words, then the longest.

    Who is there now is in a call that is held, on the line, or in a chat. Where nothing does, a
    record of the desk on which nothing keeps it from going on.

    Args:
        desk: The running shift's Desk.
        but: What is looked at already; if it waits, too, what comes after it is next.

    Returns:
        A contact, alert or record; empty where nothing else waits.
    """
    waits = [each for each in dict.fromkeys(_waiting(desk)) if _wants(desk, each)]
    after = waits.index(but) + 1 if but in waits else 0
    found = next((each for each in (*waits[after:], *waits[:after]) if each != but), "")
    return found or next((each for each in _unfinished(desk) if each != but), "")


def due_now(desk: Desk) -> str:
    """The record whose promised word is due first, if one is due now; else empty.

    Args:
        desk: The running shift's Desk.
    """
    return next(_promised(desk), "")


def ending(desk: Desk, handover: str, leave: str) -> str:
    """What it means that the shift ends now.

    Args:
        desk: The running shift's Desk.
        handover: How the note is begun here, a key or a word.
        leave: How a lesson that is not over is left for later; empty: it is no such lesson.
    """
    words = f"{len(desk.open)} open. You cannot come back to this shift."
    if leave:  # Its note comes last, so that nobody is blamed for having none yet.
        later = f"To go on later, say no here and leave with {leave}."
        return f"{words} The lesson is not over. {later}"
    note = "" if desk.handover else f" You have not written a handover note ({handover})."
    return f"{words}{note}"


def price(action: str) -> str:
    """The handling time that an action takes, in words; empty for none."""
    command = _COMMANDS.get(action)
    return duration(command.seconds) if command is not None and command.seconds else ""


def titles(desk: Desk, item: ItemView | None) -> dict[str, str]:
    """Actions whose title depends on the moment: a chat is no call, and one key may do several.

    Args:
        desk: The running shift's Desk.
        item: What is looked at.
    """
    live = desk.live.get(TRAINEE)
    found = {"take_call": ("Answer chat", to_answer(desk, item)), "end_call": ("End chat", live)}
    after = waits_next(desk, item.subject if item is not None else "")
    named = {"next_waiting": "Next record"} if after in desk.tickets else {}
    named |= {
        name: title
        for name, (title, contact) in found.items()
        if contact and desk.contacts[ContactId(contact)].channel == "chat"
    }
    ticket = desk.tickets.get(item.ticket) if item is not None and item.ticket else None
    return named if ticket is None else {**named, **_several(desk, ticket)}


def _several(desk: Desk, ticket: Ticket) -> dict[str, str]:
    """Actions on a record that do more than one thing at once, with how many."""
    under = [desk.tickets[each] for each in ticket.children if each in desk.tickets]
    open_, resolved = (sum(test(e) for e in under) for test in (_is_open, _is_resolved))
    asked = unasked(desk, ticket) if ticket.model else ()
    found = {}
    if open_:
        found["resolve_ticket"] = f"Resolve {open_ + 1} records"
    if resolved:
        found["close_ticket"] = f"Close {resolved + 1} records"
    if len(asked) > 1:
        found["ask_approval"] = f"Ask {len(asked)} approvals"
    return found


def _is_open(ticket: Ticket) -> bool:
    return ticket.is_open


def _is_resolved(ticket: Ticket) -> bool:
    return ticket.state == "resolved"


def to_answer(desk: Desk, item: ItemView | None) -> str:
    """Whom taking a call answers: the selected caller if that one rings, else the longest waiting.

    Args:
        desk: The running shift's Desk.
        item: What is looked at.

    Returns:
        A contact; empty where the phone is silent.
    """
    return item.subject if item is not None and "ringing" in item.kinds else phone(desk)


def phone(desk: Desk) -> str:
    """The contact that has been ringing longest; empty where the phone is silent."""
    named = (desk.contacts.get(ContactId(each)) for each in desk.inbox)
    return next((str(each.id) for each in named if each is not None and each.rings), "")


_ANYWHERE: Final[Mapping[str, Callable[[Desk, ItemView | None, bool], bool]]] = {
    "wait": lambda _desk, _item, stepped: stepped,
    "pause": lambda _desk, _item, stepped: not stepped,
    "fast_forward": lambda _desk, _item, stepped: not stepped,
    "take_call": lambda desk, _item, _stepped: bool(phone(desk)) and TRAINEE not in desk.live,
    "next_waiting": lambda desk, item, _stepped: bool(
        waits_next(desk, item.subject if item is not None else "")
    ),
    "search_knowledge": lambda _desk, item, _stepped: item is not None,
}
"""What does not depend on the guards of a command alone."""


def _waiting(desk: Desk) -> Iterator[str]:
    live = desk.live.get(TRAINEE)
    if live is not None:
        yield str(desk.contacts[live].ticket or live)
    else:
        yield from filter(None, (phone(desk),))
    arrived = arrived_subjects(desk)
    yield from (each for each in arrived if _is_there(desk, each))
    yield from _promised(desk)
    yield from arrived
    yield from (str(each) for each in (*desk.attention, *desk.resolved))


def _is_there(desk: Desk, subject: str) -> bool:
    """Somebody waits in the chat now."""
    contact = desk.contacts.get(ContactId(subject))
    return contact is not None and contact.rings


def _promised(desk: Desk) -> Iterator[str]:
    """Open records whose promised word is due now, the nearest first."""
    owed: dict[str, int] = {}
    for each in desk.open:
        ticket = desk.tickets[each]
        at = None if told_with_its_parent(desk, ticket) else owed_by(ticket)
        if at is not None and at - KEEP_PROMISE <= desk.at and _goes_on(desk, str(each)):
            owed[str(each)] = at
    yield from sorted(owed, key=lambda one: owed[one])


def _unfinished(desk: Desk) -> Iterator[str]:
    """Open records with this desk on which a usual step can be taken now, the oldest first."""
    for each in desk.open:
        ticket = desk.tickets[each]
        if ticket.team == SERVICE_DESK and ticket.parent is None and _goes_on(desk, str(each)):
            yield str(each)


def _goes_on(desk: Desk, record: str) -> bool:
    """A usual step can be taken on it now."""
    steps = (command for command in usual(desk, record) if command is not c.EndCall)
    return any(offered(command, record, desk) for command in steps)


def _wants(desk: Desk, subject: str) -> bool:
    """Something can be done about it now: a second call waits until the first has ended."""
    contact = desk.contacts.get(ContactId(subject))
    return contact is None or not contact.rings or TRAINEE not in desk.live


def _useful(command: type[c.Command], desk: Desk, item: ItemView) -> bool:
    """What is allowed is still left out where it would help nobody."""
    test = _USEFUL.get(command)
    return test is None or item.ticket is None or test(desk.tickets[item.ticket])


def _subject(command: type[c.Command], item: ItemView) -> str | None:
    """What the command would name first; none: the selection has nothing of that kind."""
    name = fields(command)[0].name
    if name in ("contact", "alert", "ticket"):
        named: str | None = getattr(item, name)
        return named
    return item.ticket or item.subject


def _action(command: type[c.Command]) -> str:
    return command.kind.replace("-", "_")


_COMMANDS: Final[Mapping[str, type[c.Command]]] = {_action(each): each for each in c.COMMANDS}
"""The command that an action submits."""

_USEFUL: Final[Mapping[type[c.Command], Callable[[Ticket], bool]]] = {
    c.UpdateCaller: lambda ticket: ticket.state != "cancelled",
    c.SendNotice: lambda ticket: ticket.is_open,
}
"""What the app offers more sparingly than the rules allow, and on which records it still does."""

_SHIFT: Final = ("search_knowledge", "write_handover", "next_waiting", "end_shift", "desk_card")
"""What may be next whatever is selected."""
_OFTEN: Final[Mapping[Item, tuple[str, ...]]] = {
    "ringing": ("take_call",),
    "call": ("log_ticket", "end_call"),
    "message": ("log_ticket",),
    "alert": ("acknowledge_alert", "log_ticket", "alert_team", "link_ticket"),
    "request": (
        *("fulfil_step", "start_model", "verify_identity", "assign_ticket", "categorise_ticket"),
        *("reply", "resolve_ticket", "update_caller", "refuse_request", "confirm_restoration"),
        *("close_ticket", "search_knowledge", "link_ticket", "ask_caller"),
    ),
}
"""What is often next on a matter of each kind, in no order of merit; tuning constant, checked by
the proof of the key bar."""
_OFTEN_ON: Final[Mapping[str, tuple[str, ...]]] = {
    "new": ("link_ticket", "ask_caller", "reply"),
    "here": (
        *("assign_ticket", "apply_workaround", "search_knowledge", "categorise_ticket"),
        *("prioritise_ticket", "update_caller", "confirm_restoration", "escalate_ticket"),
        *("send_notice", "raise_problem", "resolve_ticket", "link_ticket", "ask_caller"),
    ),
    "away": (
        *("update_caller", "confirm_restoration", "send_notice", "search_knowledge"),
        *("apply_workaround", "escalate_ticket", "prioritise_ticket", "assign_ticket"),
        *("categorise_ticket", "raise_problem", "resolve_ticket", "link_ticket", "ask_caller"),
    ),
    "repaired": (
        *("update_caller", "confirm_restoration", "send_notice", "categorise_ticket"),
        *("assign_ticket", "prioritise_ticket", "escalate_ticket", "raise_problem"),
        *("resolve_ticket", "apply_workaround", "search_knowledge", "link_ticket", "ask_caller"),
    ),
    "works": (
        *("resolve_ticket", "raise_problem", "close_ticket", "update_caller"),
        *("confirm_restoration", "send_notice", "search_knowledge", "categorise_ticket"),
    ),
}
"""The same on what has no record yet, and on an incident: with the desk, with a team or a parent,
once it is repaired there, and once its callers say that it works."""
