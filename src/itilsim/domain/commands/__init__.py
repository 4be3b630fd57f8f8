"""What a seat may wish for: frozen, imperative, without behaviour.

`rules.decide` turns a command into facts or refuses it. The handling times are those of the
scenarios' common ground; stepped play and policies pay them.
"""

from __future__ import annotations

from itilsim.domain.commands.base import Command, Entry
from itilsim.domain.commands.contacts import (
    AskCaller,
    ConfirmRestoration,
    EndCall,
    Reply,
    SendNotice,
    TakeCall,
    UpdateCaller,
    VerifyIdentity,
)
from itilsim.domain.commands.events import AcknowledgeAlert, AlertTeam
from itilsim.domain.commands.records import (
    ApplyWorkaround,
    AssignTicket,
    CancelTicket,
    CategoriseTicket,
    CloseTicket,
    EscalateTicket,
    HoldTicket,
    LinkTicket,
    LogTicket,
    PrioritiseTicket,
    ReopenTicket,
    ResolveTicket,
    ResumeTicket,
    SearchKnowledge,
    UnlinkTicket,
    WriteNote,
)
from itilsim.domain.commands.requests import AskApproval, FulfilStep, RefuseRequest, StartModel
from itilsim.domain.commands.shift import EndShift, RaiseProblem, RejectChoice, WriteHandover

COMMANDS: tuple[type[Command], ...] = (
    TakeCall,
    EndCall,
    AskCaller,
    VerifyIdentity,
    Reply,
    AcknowledgeAlert,
    AlertTeam,
    LogTicket,
    CategoriseTicket,
    PrioritiseTicket,
    AssignTicket,
    EscalateTicket,
    LinkTicket,
    UnlinkTicket,
    SearchKnowledge,
    ApplyWorkaround,
    UpdateCaller,
    SendNotice,
    ConfirmRestoration,
    HoldTicket,
    ResumeTicket,
    ResolveTicket,
    CloseTicket,
    ReopenTicket,
    CancelTicket,
    StartModel,
    AskApproval,
    FulfilStep,
    RefuseRequest,
    RaiseProblem,
    WriteNote,
    WriteHandover,
    RejectChoice,
    EndShift,
)
"""All commands, in the order of a record's life."""

__all__ = [
    "COMMANDS",
    "AcknowledgeAlert",
    "AlertTeam",
    "ApplyWorkaround",
    "AskApproval",
    "AskCaller",
    "AssignTicket",
    "CancelTicket",
    "CategoriseTicket",
    "CloseTicket",
    "Command",
    "ConfirmRestoration",
    "EndCall",
    "EndShift",
    "Entry",
    "EscalateTicket",
    "FulfilStep",
    "HoldTicket",
    "LinkTicket",
    "LogTicket",
    "PrioritiseTicket",
    "RaiseProblem",
    "RefuseRequest",
    "RejectChoice",
    "ReopenTicket",
    "Reply",
    "ResolveTicket",
    "ResumeTicket",
    "SearchKnowledge",
    "SendNotice",
    "StartModel",
    "TakeCall",
    "UnlinkTicket",
    "UpdateCaller",
    "VerifyIdentity",
    "WriteHandover",
    "WriteNote",
]
