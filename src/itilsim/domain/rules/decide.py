"""One table from command to rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from itilsim.domain import commands as c
from itilsim.domain.errors import Refused
from itilsim.domain.facts import Fact
from itilsim.domain.names import TRAINEE, Actor
from itilsim.domain.rules import contacts, events, records, requests, shift
from itilsim.domain.rules.asking import Asking
from itilsim.domain.state import State

Rule: TypeAlias = Callable[[Asking, Any], tuple[Fact, ...]]

RULES: dict[type[c.Command], Rule] = {
    c.TakeCall: contacts.take_call,
    c.EndCall: contacts.end_call,
    c.AskCaller: contacts.ask_caller,
    c.VerifyIdentity: contacts.verify_identity,
    c.Reply: contacts.reply,
    c.UpdateCaller: contacts.update_caller,
    c.SendNotice: contacts.send_notice,
    c.ConfirmRestoration: contacts.confirm_restoration,
    c.AcknowledgeAlert: events.acknowledge_alert,
    c.AlertTeam: events.alert_team,
    c.LogTicket: records.log_ticket,
    c.CategoriseTicket: records.categorise_ticket,
    c.PrioritiseTicket: records.prioritise_ticket,
    c.AssignTicket: records.assign_ticket,
    c.EscalateTicket: records.escalate_ticket,
    c.LinkTicket: records.link_ticket,
    c.UnlinkTicket: records.unlink_ticket,
    c.SearchKnowledge: records.search_knowledge,
    c.ApplyWorkaround: records.apply_workaround,
    c.HoldTicket: records.hold_ticket,
    c.ResumeTicket: records.resume_ticket,
    c.ResolveTicket: records.resolve_ticket,
    c.CloseTicket: records.close_ticket,
    c.ReopenTicket: records.reopen_ticket,
    c.CancelTicket: records.cancel_ticket,
    c.WriteNote: records.write_note,
    c.StartModel: requests.start_model,
    c.AskApproval: requests.ask_approval,
    c.FulfilStep: requests.fulfil_step,
    c.RefuseRequest: requests.refuse_request,
    c.RaiseProblem: shift.raise_problem,
    c.WriteHandover: shift.write_handover,
    c.RejectChoice: shift.reject_choice,
    c.EndShift: shift.end_shift,
}


def decide(command: c.Command, state: State, at: int, actor: Actor = TRAINEE) -> tuple[Fact, ...]:
    """The facts that a command makes now.

    Raises:
        Refused: The command is not possible now; quotes only what the desk can see.
    """
    ready(command, state, actor)
    return RULES[type(command)](Asking(state, at, actor), command)


def ready(command: c.Command, state: State, actor: Actor) -> None:
    """Whether a seat may do this at all.

    Raises:
        Refused: The shift is over, or the seat's role does not have the command.
    """
    desk = state.desk
    if desk.ended_at is not None:
        raise Refused("The shift is over.")
    if isinstance(command, c.EndShift):
        return
    if command.kind in desk.setting.scenario.withheld and actor == TRAINEE:
        raise Refused("Your role does not do this.", "Tell the shift lead.")
