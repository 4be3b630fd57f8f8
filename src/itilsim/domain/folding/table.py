"""The tables from fact to folding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.folding import arrivals, records, requests, truth, work, world
from itilsim.domain.plant import Plant

OnDesk: TypeAlias = Callable[[Desk, Any], None]
"""Changes the Desk by one fact of its type."""
OnPlant: TypeAlias = Callable[[Plant, Any], None]
"""Changes the Plant by one fact of its type."""

ON_PLANT: Mapping[type[f.Fact], OnPlant] = {
    f.FaultBegan: truth.fault_began,
    f.FaultStruck: truth.fault_struck,
    f.FaultRepaired: truth.fault_repaired,
    f.LevelChanged: truth.level_changed,
    f.MajorDeclared: truth.major_declared,
    f.WorkaroundTaken: truth.workaround_taken,
    f.ContactArrived: truth.contact_arrived,
    f.AlertRaised: truth.alert_raised,
    f.TroubleSettled: truth.trouble_settled,
    f.WorkStarted: truth.work_started,
}
"""Facts that change the truth."""

ON_DESK: Mapping[type[f.Fact], OnDesk] = {
    f.ShiftStarted: world.started,
    f.ShiftEnded: world.ended,
    f.LevelChanged: world.level_changed,
    f.AlertRaised: arrivals.alert_raised,
    f.AlertCleared: arrivals.alert_cleared,
    f.AlertAcknowledged: arrivals.alert_acknowledged,
    f.TeamAlerted: arrivals.team_alerted,
    f.ContactArrived: arrivals.contact_arrived,
    f.CallAbandoned: arrivals.call_abandoned,
    f.CallTaken: arrivals.call_taken,
    f.CallEnded: arrivals.call_ended,
    f.CallerReplied: arrivals.caller_replied,
    f.QuestionAsked: arrivals.question_asked,
    f.QuestionAnswered: arrivals.question_answered,
    f.IdentityVerified: arrivals.identity_verified,
    f.TicketOpened: records.opened,
    f.TicketCategorised: records.categorised,
    f.TicketPrioritised: records.prioritised,
    f.TicketAssigned: records.assigned,
    f.TicketEscalated: records.escalated,
    f.MajorDeclared: records.major_declared,
    f.TicketLinked: records.linked,
    f.TicketUnlinked: records.unlinked,
    f.TicketHeld: records.held,
    f.TicketResumed: records.resumed,
    f.TicketResolved: records.resolved,
    f.TicketClosed: records.closed,
    f.TicketReopened: records.reopened,
    f.TicketCancelled: records.cancelled,
    f.TargetMissed: records.target_missed,
    f.WorkStarted: work.work_started,
    f.NoteAdded: work.note_added,
    f.TicketReturned: work.returned,
    f.RepairReported: work.repair_reported,
    f.KnowledgeSearched: work.knowledge_searched,
    f.WorkaroundApplied: work.workaround_applied,
    f.CallerUpdated: work.caller_updated,
    f.NoticeSent: work.notice_sent,
    f.RestorationConfirmed: work.restoration_confirmed,
    f.ModelStarted: requests.model_started,
    f.ApprovalAsked: requests.approval_asked,
    f.ApprovalGiven: requests.approval_given,
    f.StepFulfilled: requests.step_fulfilled,
    f.ProblemRaised: requests.problem_raised,
    f.HandoverWritten: requests.handover_written,
}
"""Facts that reach the desk."""

FOLDS: Mapping[type[f.Fact], tuple[OnPlant | None, OnDesk | None]] = {
    kind: (ON_PLANT.get(kind), ON_DESK.get(kind)) for kind in f.FACTS
}
"""Both tables as one; one look for each fact."""
