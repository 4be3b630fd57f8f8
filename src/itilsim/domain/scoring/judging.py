"""Judging as a streaming fold: what the world asked for, and what the trainee decided on it.

The judge keeps its own `State`, looks at the Desk just before each decision (what could be seen),
and at the Plant for the truth. Nothing here knows a weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from itilsim.domain import facts as f
from itilsim.domain.assess import assess
from itilsim.domain.hours import NEVER
from itilsim.domain.names import SERVICE_DESK, TRAINEE, CauseId, TicketId
from itilsim.domain.plant import LEFTOVER
from itilsim.domain.practices import new_state
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import deductions, second_look
from itilsim.domain.scoring.losses import Losses
from itilsim.domain.scoring.memory import SLIP, Decision, Judging, Opportunity
from itilsim.domain.truth import truth_of

__all__ = ["SLIP", "Decision", "Judging", "Opportunity", "start", "step"]

Decided: TypeAlias = Iterator[tuple[str, str, object]]
"""Subject, field and value of each decision in a fact."""


def start(setting: Setting, *, decisions: bool = True) -> Judging:
    """A judge before the first fact.

    Args:
        setting: The scenario.
        decisions: Whether decisions are judged, which takes a reading of the evidence for each;
            without, there are targets, losses and satisfaction, but no marks and findings.
    """
    state = new_state(setting, keeps_closed=NEVER)
    return Judging(setting, state, Losses(setting, state), decisions)


def step(judging: Judging, fact: f.Fact) -> None:
    """Let the judge see one fact."""
    judging.state.desk.at = fact.at
    if judging.decisions:
        _before(judging, fact)
    judging.state.apply(fact)
    judging.losses.after(fact)
    _after(judging, fact)
    judging.counts[fact.kind] = judging.counts.get(fact.kind, 0) + 1
    judging.position += 1


def _before(judging: Judging, fact: f.Fact) -> None:
    """Decisions are judged on what could be seen before them."""
    if getattr(fact, "actor", None) != TRAINEE:
        return
    decided = _DECISIONS.get(type(fact))
    if decided is not None:
        _decide(judging, fact, decided(fact))
    if isinstance(fact, f.TicketPrioritised):
        if fact.ticket in judging.by_subject:
            deductions.lowered(judging, fact)
        deductions.false_p1(judging, fact)
    elif isinstance(fact, f.ChoiceRejected):
        _rejected(judging, fact)


def _described(fact: f.TicketOpened | f.TicketCategorised) -> Decided:
    yield fact.ticket, "kind", fact.record
    yield fact.ticket, "service", fact.service
    yield fact.ticket, "component", fact.component
    yield fact.ticket, "category", fact.category


def _rated(fact: f.TicketPrioritised) -> Decided:
    yield fact.ticket, "impact", fact.impact
    yield fact.ticket, "urgency", fact.urgency


def _sent(fact: f.TicketAssigned) -> Decided:
    yield fact.ticket, "team", fact.team


def _alerted(fact: f.TeamAlerted) -> Decided:
    yield fact.alert, "team", fact.team


def _acknowledged(fact: f.AlertAcknowledged) -> Decided:
    yield fact.alert, "significance", fact.significance


def _escalated(fact: f.TicketEscalated) -> Decided:
    yield fact.ticket, "escalated", True


def _linked(fact: f.TicketLinked) -> Decided:
    yield fact.ticket, "link", fact.parent


def _helped(fact: f.WorkaroundApplied | f.NoticeSent) -> Decided:
    if fact.known_error:
        yield fact.ticket, "known_error", fact.known_error


def _modelled(fact: f.ModelStarted) -> Decided:
    yield fact.ticket, "model", fact.model


def _replied(fact: f.CallerReplied) -> Decided:
    if fact.article:
        yield fact.contact, "known_error", fact.article


_DECISIONS: Mapping[type[f.Fact], Callable[[Any], Decided]] = {
    f.TicketOpened: _described,
    f.TicketCategorised: _described,
    f.TicketPrioritised: _rated,
    f.TicketAssigned: _sent,
    f.TeamAlerted: _alerted,
    f.AlertAcknowledged: _acknowledged,
    f.ModelStarted: _modelled,
    f.TicketEscalated: _escalated,
    f.TicketLinked: _linked,
    f.WorkaroundApplied: _helped,
    f.NoticeSent: _helped,
    f.CallerReplied: _replied,
}
"""Which facts are decisions, and on what."""


def _after(judging: Judging, fact: f.Fact) -> None:
    remember = _REMEMBERED.get(type(fact))
    if remember is not None:
        remember(judging, fact)


def _struck(judging: Judging, fact: f.FaultStruck) -> None:
    if fact.fault in judging.warned:
        judging.struck_late.add(fact.fault)


def _arrived(judging: Judging, fact: f.ContactArrived) -> None:
    if fact.chases is None:
        _opportunity(judging, fact.contact, fact.person, fact.arrival, fact.cause, fact.at)


def _raised(judging: Judging, fact: f.AlertRaised) -> None:
    if fact.significance == "warning":
        judging.warned.add(fact.cause)
    _opportunity(judging, fact.alert, fact.alert, fact.arrival, fact.cause, fact.at)
    if judging.decisions and fact.significance == "exception":
        for each in judging.by_cause[fact.cause]:
            second_look.evidence_came(judging, each)


def _answered(judging: Judging, fact: f.QuestionAnswered) -> None:
    found = judging.by_subject.get(fact.contact)
    if judging.decisions and found is not None:
        second_look.evidence_came(judging, found)


def _resolved(judging: Judging, fact: f.TicketResolved) -> None:
    found = judging.by_subject.get(fact.ticket)
    if found is not None:
        second_look.settle(found, fact.at)
    if fact.actor == TRAINEE:
        deductions.not_restored(judging, fact)


def _fulfilled(judging: Judging, fact: f.StepFulfilled) -> None:
    if fact.actor == TRAINEE:
        deductions.unchecked(judging, fact)


def _held(judging: Judging, fact: f.TicketHeld) -> None:
    if fact.actor == TRAINEE:
        deductions.held(judging, fact)


def _tried(judging: Judging, fact: f.WorkaroundApplied) -> None:
    if fact.percent == 0:
        wrong = judging.wrong_workarounds
        wrong[fact.ticket] = wrong.get(fact.ticket, 0) + 1


def _ended(judging: Judging, fact: f.ShiftEnded) -> None:
    judging.ended_at = fact.at
    for each in judging.opportunities.values():
        second_look.settle(each, fact.at)


_REMEMBERED: Mapping[type[f.Fact], Callable[[Judging, Any], None]] = {
    f.FaultStruck: _struck,
    f.ContactArrived: _arrived,
    f.AlertRaised: _raised,
    f.QuestionAnswered: _answered,
    f.TicketResolved: _resolved,
    f.StepFulfilled: _fulfilled,
    f.TicketHeld: _held,
    f.WorkaroundApplied: _tried,
    f.ShiftEnded: _ended,
}
"""Facts of which the judge takes note once they have happened."""


def _opportunity(
    judging: Judging, subject: str, who: str, arrival: str, cause: CauseId, at: int
) -> None:
    key = (who, cause)
    known = judging.opportunities.get(key)
    if known is not None:
        known.subjects.append(subject)
        judging.by_subject[subject] = known
        return
    fresh = Opportunity(
        subject,
        arrival,
        at,
        judging.position,
        truth_of(judging.state, subject, at),
        assess(judging.state.desk, subject),
        _teaches(judging.setting, arrival),
        [subject],
        cause in judging.struck_late or cause.startswith(LEFTOVER),
    )
    judging.opportunities[key] = judging.by_subject[subject] = fresh
    judging.by_cause.setdefault(cause, []).append(fresh)


def _teaches(setting: Setting, arrival: str) -> tuple[str, ...]:
    for contact in setting.scenario.contacts:
        if contact.id == arrival:
            return contact.teaches
    for alert in setting.scenario.alerts:
        if alert.id == arrival:
            return alert.teaches
    return ()


def _decide(judging: Judging, fact: f.Fact, decided: Decided) -> None:
    """Keep what one fact decides; all of it was decided on the same evidence."""
    desk, seen = judging.state.desk, None
    for subject, name, value in decided:
        found = judging.by_subject.get(subject)
        if found is None:
            continue
        ticket = desk.tickets.get(TicketId(subject))
        passed_on = ticket is not None and (ticket.team != SERVICE_DESK or bool(ticket.returned))
        seen = seen or assess(desk, subject)
        if name in found.second_looks:
            second_look.settle(found, fact.at, name)
        decision = Decision(fact.at, judging.position, name, value, seen, passed_on)
        found.decisions.append(decision)


def _rejected(judging: Judging, fact: f.ChoiceRejected) -> None:
    found = judging.by_subject.get(fact.subject)
    if found is None:
        judging.rejected.add(fact.field)
    if found is None or any(each.locked for each in found.all(fact.field)):
        return
    value: object = int(fact.value) if fact.field in ("impact", "urgency") else fact.value
    seen = assess(judging.state.desk, fact.subject)
    found.decisions.append(
        Decision(fact.at, judging.position, fact.field, value, seen, passed_on=False, locked=True)
    )
