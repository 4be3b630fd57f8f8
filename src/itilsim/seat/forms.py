"""From an action and the selection to a form, or straight to a command where nothing is to decide.

The one idea: one table. An action that submits a command has one maker here; the screen looks it
up, and neither knows what the other does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from itilsim.domain import commands as c
from itilsim.domain.card import priority_of
from itilsim.domain.desk import Desk
from itilsim.domain.library import Article, KnownError
from itilsim.domain.names import (
    REQUESTS,
    AlertId,
    ComponentId,
    ContactId,
    RecordKind,
    ServiceId,
    TicketId,
)
from itilsim.domain.practices.incident.linking import head_of
from itilsim.domain.records import Ticket
from itilsim.seat import choices
from itilsim.seat.draft import Choice, Field, FormView, Values
from itilsim.seat.matters import HANGS, ItemView
from itilsim.seat.names import Called
from itilsim.words.labels import HOLD_REASONS, QUESTIONS, REFUSALS, duration

Making: TypeAlias = FormView | c.Command
"""What an action begins with."""
Maker: TypeAlias = Callable[[Desk, Called, ItemView], Making]


WISHES: Final[tuple[RecordKind, ...]] = (*REQUESTS, "complaint")
"""Kinds of records for which what the caller named is always the right item, and so is none."""


def making(action: str, desk: Desk, called: Called, item: ItemView | None) -> Making | None:
    """What an action begins with; nothing where it submits no command on the selection."""
    maker = MAKERS.get(action)
    if item is None or maker is None:
        return None
    return maker(desk, called, item)


def _built(command: type[c.Command], fixed: Mapping[str, Any]) -> Callable[[Values], c.Command]:
    """From values to a command, with what is not to be decided."""
    return lambda values: command(**fixed, **values)


def _form(
    title: str,
    command: type[c.Command],
    fixed: Mapping[str, Any],
    *fields: Field,
    item: ItemView,
    submit: str = "",
    preview: Callable[[Values], str] = lambda _values: "",
) -> FormView:
    """A form with what it takes and what it is about."""
    cost = f" · takes {duration(command.seconds)}" if command.seconds else ""
    said = next((line for line in item.lines if line.voice == "said"), None)
    about = f"{said.who}: {said.words}" if said is not None else item.title
    hanging = dict(item.card).get(HANGS)
    about += f"\n{HANGS}: {hanging}" if hanging else ""
    return FormView(
        f"{title}{cost}", _built(command, fixed), fields, about=about, submit=submit,
        kind=command.kind, subject=str(next(iter(fixed.values()))), preview=preview,
    )  # fmt: skip


def _of_contact(command: Callable[[ContactId], c.Command]) -> Maker:
    """A command that names the contact and nothing else."""
    return lambda _desk, _called, item: command(_contact(item))


def _of_ticket(command: Callable[[TicketId], c.Command]) -> Maker:
    """A command that names the record and nothing else."""
    return lambda _desk, _called, item: command(_ticket(item))


def _contact(item: ItemView) -> ContactId:
    return item.contact if item.contact is not None else ContactId(item.subject)


def _ticket(item: ItemView) -> TicketId:
    return item.ticket if item.ticket is not None else TicketId(item.subject)


def _record(desk: Desk, item: ItemView) -> Ticket:
    return desk.tickets[_ticket(item)]


def _ask(desk: Desk, _called: Called, item: ItemView) -> Making:
    asked = desk.contacts[_contact(item)].asked
    listed = tuple(Choice(key, words) for key, words in QUESTIONS.items() if key not in asked)
    field = Field("question", "What do you ask?", listed)
    return _form("Ask", c.AskCaller, {"contact": _contact(item)}, field, item=item)


def _reply(desk: Desk, _called: Called, item: ItemView) -> Making:
    articles = choices.knowledge(desk, item, (Article,))
    listed = (Choice("", "Only an answer: we have it and are looking into it"), *articles)
    field = Field("article", "What do you send?", listed)
    return _form("Reply", c.Reply, {"contact": _contact(item)}, field, item=item)


def _update(_desk: Desk, _called: Called, item: ItemView) -> Making:
    field = Field(
        "next_minutes", "When do they hear from you next?", choices.NEXT_WORDS,
        hint="Say how it stands; never promise when it is repaired.",
    )  # fmt: skip
    return _form("Update the caller", c.UpdateCaller, {"ticket": _ticket(item)}, field, item=item)


def _notice(desk: Desk, called: Called, item: ItemView) -> Making:
    """One notice is for all who hang on a cause, also where a linked record is looked at."""
    own, nothing = _record(desk, item), Choice("", "Nothing yet")
    ticket = head_of(desk, own.id) or own
    others = f"It goes to all on {called.number(ticket)}, linked records too."
    told = "" if ticket is own else others
    known = choices.knowledge(desk, item, (KnownError,))
    # What the record names already stands before all else.
    listed = sorted((nothing, *known), key=lambda each: each.value != ticket.known_error)
    return _form(
        "Notice to all affected", c.SendNotice, {"ticket": ticket.id},
        Field("known_error", "What helps meanwhile?", tuple(listed),
              ask="Which known error helps meanwhile?"),
        Field("next_minutes", "Next update", choices.NEXT_WORDS),
        item=item, submit="Send it", preview=lambda _values: told,
    )  # fmt: skip


def _log(desk: Desk, called: Called, item: ItemView) -> Making:
    origin = item.contact or item.alert or ContactId(item.subject)
    contact = desk.contacts.get(ContactId(origin))
    alert = desk.alerts.get(AlertId(origin))
    named = contact.component if contact is not None else alert.component if alert else None
    service = contact.service if contact is not None else _only_service(desk, named)
    return _form(
        "New record", c.LogTicket, {"origin": origin},
        Field("record", "What is it?", choices.KINDS),
        *_about_fields(desk, called, item, None, service, named),
        item=item, submit="Log it",
    )  # fmt: skip


def _only_service(desk: Desk, component: ComponentId | None) -> ServiceId | None:
    """The service of an item that monitoring names, where the map knows no second one."""
    found = desk.estate.services_on(component) if component is not None else ()
    return found[0] if len(found) == 1 else None


def _correct(desk: Desk, called: Called, item: ItemView) -> Making:
    ticket = _record(desk, item)
    return _form(
        "Correct the record", c.CategoriseTicket, {"ticket": ticket.id},
        Field("record", "What is it?", choices.KINDS, ticket.record),
        *_about_fields(desk, called, item, ticket.category, ticket.service, ticket.component),
        item=item, submit="Correct it",
    )  # fmt: skip


def _about_fields(
    desk: Desk,
    called: Called,
    item: ItemView,
    category: str | None,
    service: str | None,
    component: str | None,
) -> tuple[Field, ...]:
    items = choices.items(desk, called, item)
    both = service is not None and component is not None

    def is_wish(values: Values) -> bool:
        return values.get("record") in WISHES

    # What caller or monitoring has named is filled in. Where it is not all, both are asked, so that
    # the same keys always do the same; whoever only wants something names no item.
    return (
        Field("category", "Category", choices.CATEGORY_CHOICES, category),
        Field(
            "service",
            "Service",
            choices.services(desk, service),
            service,
            settled=lambda values: both or (service is not None and is_wish(values)),
            free=True,
        ),
        Field(
            "component",
            "Item",
            items,
            component,
            hint=choices.WAY_HINT if any(each.mark for each in items) else "",
            settled=lambda values: both or is_wish(values),
            free=True,
        ),
    )


def _prioritise(desk: Desk, _called: Called, item: ItemView) -> Making:
    ticket, organisation = _record(desk, item), desk.setting.organisation

    def preview(values: Values) -> str:
        impact, urgency = values.get("impact"), values.get("urgency")
        if not impact or not urgency:
            return "The matrix gives the priority."
        return f"The matrix gives P{priority_of(impact, urgency, organisation)}."

    return _form(
        "Impact and urgency", c.PrioritiseTicket, {"ticket": ticket.id},
        Field("impact", "Impact", choices.levels(desk, "impact"), ticket.impact,
              ask="How much is affected, at work now or not?"),
        Field("urgency", "Urgency", choices.levels(desk, "urgency"), ticket.urgency,
              ask="How soon does it hurt if nobody acts?"),
        Field("disputed", "Whose view?", (Choice(False, "Ours, by the desk card"),
              Choice(True, "The caller's, disputed", "explained once, not accepted")),
              ticket.disputed, settled=True),
        item=item, submit="Set it", preview=preview,
    )  # fmt: skip


def _assign(desk: Desk, _called: Called, item: ItemView) -> Making:
    ticket = _record(desk, item)
    listed = tuple(e for e in choices.teams(desk, with_desk=True) if e.value != ticket.team)
    hint = "The owner of the failed item knows it best. You still own the record."
    field = Field("team", "To which team?", listed, hint=hint)
    return _form("Send to a team", c.AssignTicket, {"ticket": ticket.id}, field, item=item)


def _link(desk: Desk, called: Called, item: ItemView) -> Making:
    hint = "" if item.ticket else "It is logged as well, as an incident under that record."
    field = Field("parent", "Which record has the same cause?",
                  choices.parents(desk, called, item.subject), hint=hint)  # fmt: skip
    fixed = {"subject": item.ticket or item.subject}
    return _form("Link", c.LinkTicket, fixed, field, item=item)


def _workaround(desk: Desk, _called: Called, item: ItemView) -> Making:
    listed = choices.knowledge(desk, item, (KnownError, Article))
    field = Field("known_error", "Which one?", listed)
    fixed = {"ticket": _ticket(item)}
    return _form("Talk the caller through it", c.ApplyWorkaround, fixed, field, item=item)


def _resolve(desk: Desk, _called: Called, item: ItemView) -> Making:
    ticket = _record(desk, item)
    over = "all is done" if ticket.is_request else "it works"
    hint = f"You have not asked whether {over} (c)." if _is_unasked(desk, ticket) else ""
    if ticket.confirmed is False:
        hint = "Asked, the caller said: not yet."
    field = Field("code", "How did it end?", choices.CODES, hint=hint)
    return _form("Resolve", c.ResolveTicket, {"ticket": ticket.id}, field, item=item)


def _is_unasked(desk: Desk, ticket: Ticket) -> bool:
    """Whether nobody has said that it works: no caller, nor monitoring where that alone reported.

    An answer to a question has nothing that could work.
    """
    if ticket.confirmed or ticket.record == "information":
        return False
    alert = desk.alerts.get(AlertId(ticket.id))
    sees = alert is not None and alert.cleared_at is not None
    return not sees or any(desk.contact_of(each) is not None for each in desk.family(ticket.id))


def _hold(_desk: Desk, _called: Called, item: ItemView) -> Making:
    listed = tuple(Choice(key, words) for key, words in HOLD_REASONS.items())
    field = Field("reason", "What does it wait for?", listed,
                  hint="Only waiting for the caller stops the caller's clock.")  # fmt: skip
    return _form("Put on hold", c.HoldTicket, {"ticket": _ticket(item)}, field, item=item)


def _note(_desk: Desk, _called: Called, item: ItemView) -> Making:
    field = Field("text", "For colleagues only")
    return _form("Work note", c.WriteNote, {"ticket": _ticket(item)}, field, item=item)


def _model(desk: Desk, _called: Called, item: ItemView) -> Making:
    running = _record(desk, item).model
    listed = choices.models(desk)
    field = Field("model", "Which model?", tuple(e for e in listed if e.value != running))
    return _form("Start a request model", c.StartModel, {"ticket": _ticket(item)}, field, item=item)


def _refuse(_desk: Desk, _called: Called, item: ItemView) -> Making:
    field = Field("reason", "Why?", tuple(Choice(key, word) for key, word in REFUSALS.items()))
    return _form("Refuse", c.RefuseRequest, {"ticket": _ticket(item)}, field, item=item)


def _acknowledge(_desk: Desk, _called: Called, item: ItemView) -> Making:
    field = Field("significance", "What kind of event is it?", choices.EVENTS)
    fixed = {"alert": item.alert}
    return _form("Acknowledge", c.AcknowledgeAlert, fixed, field, item=item)


def _alert_team(desk: Desk, _called: Called, item: ItemView) -> Making:
    field = Field("team", "Which team?", choices.teams(desk, with_desk=False))
    return _form("Tell a team, without a record", c.AlertTeam, {"alert": item.alert}, field,
                 item=item)  # fmt: skip


def _problem(desk: Desk, called: Called, item: ItemView) -> Making:
    ticket = _record(desk, item)
    past = tuple(
        Choice(each.number, f"{each.number}  {each.component}",
               f"{each.days_ago} days ago: {each.words}")
        for each in desk.setting.scenario.past_incidents
    )  # fmt: skip
    others = tuple(
        Choice(each.id, f"{called.number(each)}  {each.component or ''}", "today")
        for each in desk.tickets.values()
        if each.record == "incident" and each.id not in (ticket.id, *ticket.children)
    )
    hint = "A problem is the cause behind incidents; finding it is another team's work."
    alike = (*past, *others)
    field = Field("incidents", "Which earlier ones are alike?", alike, (), many=True, hint=hint)
    return _form("Raise a problem", c.RaiseProblem, {"ticket": ticket.id}, field, item=item)


def handover(desk: Desk, called: Called) -> FormView:
    """The note to the next shift."""
    heads = [t for e in desk.open if (t := desk.tickets[e]).parent is None]
    items = (
        *(Choice(str(t.id), f"{called.number(t)}  {t.component or ''}", called.team(t.team))
          for t in heads),
        *(Choice(str(e), called.label(e)) for e in desk.problems),
    )  # fmt: skip
    touched = {t.component for t in desk.tickets.values() if t.component}
    touched |= {each.component for each in desk.alerts.values() if each.component}
    risks = (Choice(None, "None"), *(Choice(e, called.component(e)) for e in sorted(touched)))
    promised = [t for t in heads if t.promised_at is not None]
    promises = (
        Choice(None, "None"),
        *(Choice(t.id, f"{called.number(t)}, update by {called.when(t.promised_at or 0)}")
          for t in promised),
    )  # fmt: skip
    return FormView(
        f"Handover note · takes {duration(c.WriteHandover.seconds)}",
        lambda values: c.WriteHandover(**values),
        (
            Field("items", "What is open?", items, (), many=True),
            Field("risk", "What may come back?", risks),
            Field("promise", "Who is waiting for an update?", promises),
        ),
        about="What must the next shift know? Pick what matters, and nothing that does not.",
        submit="Write the note",
        kind=c.WriteHandover.kind,
        subject="handover",
    )


def found(desk: Desk, item: ItemView) -> FormView:
    """What a search found, and what can be done with it."""
    ticket = desk.tickets.get(item.ticket) if item.ticket is not None else None
    first = ""
    if ticket is None:
        first = "To use one of them, log a record first."
    elif desk.contact_of(ticket) is None:
        first = "Nobody called about this: an article needs a caller."

    def uses(values: Values) -> tuple[Choice, ...]:
        return tuple(_uses(desk, item, str(values.get("entry") or "")))

    return FormView(
        "Known errors, articles and models",
        lambda values: values["use"],
        (Field("entry", "What fits?", choices.knowledge(desk, item), hint=first),
         Field("use", "What do you do with it?", uses, hint=first)),
        about=f"Searched for: {choices.searched(desk, item) or item.title}. {_hits(desk, item)}",
        submit="",
    )  # fmt: skip


def _hits(desk: Desk, item: ItemView) -> str:
    """How much was found, and where it stands in the list."""
    count = len(choices.found(desk, item))
    if not count:
        return "Nothing was found; all there is stands here, by title."
    return f"{count} found, by title, before all else. If nothing fits, esc closes this."


def _uses(desk: Desk, item: ItemView, entry: str) -> list[Choice]:
    """What can be done with an entry of the knowledge base on the selection."""
    ticket = desk.tickets.get(item.ticket) if item.ticket is not None else None
    offers: list[Choice] = []
    model = entry in desk.setting.request_models
    if ticket is not None and not model and desk.contact_of(ticket) is not None:
        offers.append(Choice(c.ApplyWorkaround(ticket.id, entry), "Talk the caller through it"))
    if item.contact is not None and entry in desk.setting.articles:
        offers.append(Choice(c.Reply(item.contact, entry), "Send it"))
    if ticket is not None and entry in desk.setting.known_errors:
        notice = c.SendNotice(ticket.id, entry, 15)
        offers.append(Choice(notice, "Tell everyone affected, next update in 15 minutes"))
    if ticket is not None and model:
        offers.append(Choice(c.StartModel(ticket.id, entry), "Start this model"))
    return offers


MAKERS: Final[dict[str, Maker]] = {
    "take_call": _of_contact(c.TakeCall),
    "end_call": _of_contact(c.EndCall),
    "ask_caller": _ask,
    "verify_identity": _of_contact(c.VerifyIdentity),
    "reply": _reply,
    "update_caller": _update,
    "send_notice": _notice,
    "confirm_restoration": _of_ticket(c.ConfirmRestoration),
    "log_ticket": _log,
    "categorise_ticket": _correct,
    "prioritise_ticket": _prioritise,
    "assign_ticket": _assign,
    "escalate_ticket": _of_ticket(c.EscalateTicket),
    "link_ticket": _link,
    "unlink_ticket": _of_ticket(c.UnlinkTicket),
    "apply_workaround": _workaround,
    "resolve_ticket": _resolve,
    "close_ticket": _of_ticket(c.CloseTicket),
    "reopen_ticket": _of_ticket(c.ReopenTicket),
    "cancel_ticket": _of_ticket(c.CancelTicket),
    "raise_problem": _problem,
    "hold_ticket": _hold,
    "resume_ticket": _of_ticket(c.ResumeTicket),
    "write_note": _note,
    "start_model": _model,
    "ask_approval": _of_ticket(c.AskApproval),
    "fulfil_step": _of_ticket(c.FulfilStep),
    "refuse_request": _refuse,
    "acknowledge_alert": _acknowledge,
    "alert_team": _alert_team,
}
"""Makers by action."""
