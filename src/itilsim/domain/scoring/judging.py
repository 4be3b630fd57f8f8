"""Judging as a streaming fold: what the world asked for, and what the trainee decided on it.

The judge keeps its own `State`, looks at the Desk just before each decision (what could be seen),
and at the Plant for the truth. Nothing here knows a weight.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from itilsim.domain import clocks
from itilsim.domain import facts as f
from itilsim.domain.assess import Assessment, assess
from itilsim.domain.names import SERVICE_DESK, TRAINEE, CauseId, ContactId, TicketId
from itilsim.domain.plant import LEFTOVER
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.finding import Finding
from itilsim.domain.scoring.losses import Losses
from itilsim.domain.state import State
from itilsim.domain.truth import Truth, truth_of

SLIP = 60
"""The opposite command within this time is a slip, not a decision, in seconds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the trainee's seat on one field of one subject."""

    at: int
    """When."""
    position: int
    """Index of its fact in the log."""
    field: str
    """Which field: `kind`, `impact`, `urgency`, `team`, `significance`, `link`, `known_error` …"""
    value: object
    """What was chosen."""
    seen: Assessment
    """What could be seen just before."""
    passed_on: bool
    """Another team already had the record."""
    locked: bool = False
    """A rejected first try of guided mode; nothing later changes it."""


@dataclass(slots=True)
class Opportunity:
    """Something that the world asked of the trainee, once for each person and cause."""

    subject: str
    """The first contact, or the alert."""
    arrival: str
    """Scripted arrival or source."""
    at: int
    """When it came."""
    position: int
    """Index of its fact in the log."""
    truth: Truth
    """What it truly is."""
    seen: Assessment
    """What could be seen as it came."""
    teaches: tuple[str, ...]
    """Syllabus references."""
    subjects: list[str]
    """All contacts of this person about this cause."""
    own_fault: bool
    """Exists only through the player's omission: not in triage."""
    decisions: list[Decision] = field(default_factory=list)
    """What was decided on it, in order."""

    @property
    def is_alert(self) -> bool:
        """An alert, not a person."""
        return self.truth.significance is not None

    def last(self, name: str) -> Decision | None:
        """The last decision on a field."""
        found = [each for each in self.decisions if each.field == name]
        return found[-1] if found else None

    def all(self, name: str) -> list[Decision]:
        """All decisions on a field, in order."""
        return [each for each in self.decisions if each.field == name]


@dataclass(slots=True)
class Judging:
    """The judge's memory."""

    setting: Setting
    """The scenario."""
    state: State
    """Own fold of the log."""
    losses: Losses
    """What the world lost."""
    opportunities: dict[tuple[str, str], Opportunity] = field(default_factory=dict)
    """By person (or alert) and cause, in order of arrival."""
    by_subject: dict[str, Opportunity] = field(default_factory=dict)
    """The same by every contact and alert."""
    struck_late: set[str] = field(default_factory=set)
    """Faults that struck although a warning could be heeded."""
    warned: set[str] = field(default_factory=set)
    """Faults of which a warning has reached the desk."""
    deductions: list[Finding] = field(default_factory=list)
    """Found on the way."""
    position: int = 0
    """Facts so far."""
    counts: dict[str, int] = field(default_factory=dict)
    """Facts by kind."""
    false_p1: int = 0
    """Records set to P1 that are not."""
    wrong_workarounds: dict[str, int] = field(default_factory=dict)
    """Workarounds that did not help, by record."""
    ended_at: int = 0
    """When the shift ended."""


def start(setting: Setting) -> Judging:
    """A judge before the first fact."""
    state = State(setting)
    return Judging(setting, state, Losses(setting, state))


def step(judging: Judging, fact: f.Fact) -> None:
    """Let the judge see one fact."""
    judging.state.desk.at = fact.at
    _before(judging, fact)
    judging.state.apply(fact)
    judging.losses.after(fact)
    _after(judging, fact)
    judging.counts[fact.kind] = judging.counts.get(fact.kind, 0) + 1
    judging.position += 1


def _before(judging: Judging, fact: f.Fact) -> None:
    """Decisions are judged on what could be seen before them."""
    match fact:
        case f.TicketOpened(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.ticket, fact, "kind", fact.record)
            for name in ("service", "component", "category"):
                _decide(judging, fact.ticket, fact, name, getattr(fact, name))
        case f.TicketCategorised(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.ticket, fact, "kind", fact.record)
            for name in ("service", "component", "category"):
                _decide(judging, fact.ticket, fact, name, getattr(fact, name))
        case f.TicketPrioritised(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.ticket, fact, "impact", fact.impact)
            _decide(judging, fact.ticket, fact, "urgency", fact.urgency)
            _lowered(judging, fact)
        case f.TicketAssigned(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.ticket, fact, "team", fact.team)
        case f.TeamAlerted(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.alert, fact, "team", fact.team)
        case f.AlertAcknowledged(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.alert, fact, "significance", fact.significance)
        case f.TicketEscalated(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.ticket, fact, "escalated", value=True)
        case f.TicketLinked(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.ticket, fact, "link", fact.parent)
        case f.WorkaroundApplied(actor=actor) if actor == TRAINEE:
            _decide(judging, fact.ticket, fact, "known_error", fact.known_error)
        case f.NoticeSent(actor=actor) if actor == TRAINEE and fact.known_error:
            _decide(judging, fact.ticket, fact, "known_error", fact.known_error)
        case f.CallerReplied(actor=actor) if actor == TRAINEE and fact.article:
            _decide(judging, fact.contact, fact, "known_error", fact.article)
        case f.ChoiceRejected(actor=actor) if actor == TRAINEE:
            _rejected(judging, fact)


def _after(judging: Judging, fact: f.Fact) -> None:
    match fact:
        case f.FaultStruck() if fact.fault in judging.warned:
            judging.struck_late.add(fact.fault)
        case f.ContactArrived() if fact.chases is None:
            _opportunity(judging, fact.contact, fact.person, fact.arrival, fact.cause, fact.at)
        case f.AlertRaised():
            if fact.significance == "warning":
                judging.warned.add(fact.cause)
            _opportunity(judging, fact.alert, fact.alert, fact.arrival, fact.cause, fact.at)
        case f.TicketResolved(actor=actor) if actor == TRAINEE:
            _not_restored(judging, fact)
        case f.StepFulfilled(actor=actor) if actor == TRAINEE:
            _unchecked(judging, fact)
        case f.TicketHeld(actor=actor) if actor == TRAINEE:
            _held(judging, fact)
        case f.WorkaroundApplied() if fact.percent == 0:
            wrong = judging.wrong_workarounds
            wrong[fact.ticket] = wrong.get(fact.ticket, 0) + 1
        case f.ShiftEnded():
            judging.ended_at = fact.at


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
        subject, arrival, at, judging.position, truth_of(judging.state, subject, at),
        assess(judging.state.desk, subject), _teaches(judging.setting, arrival), [subject],
        cause in judging.struck_late or cause.startswith(LEFTOVER),
    )  # fmt: skip
    judging.opportunities[key] = judging.by_subject[subject] = fresh


def _teaches(setting: Setting, arrival: str) -> tuple[str, ...]:
    for each in (*setting.scenario.contacts, *setting.scenario.alerts):
        if each.id == arrival:
            return each.teaches
    return ()


def _decide(
    judging: Judging, subject: str, fact: f.Fact, name: str, value: object
) -> Decision | None:
    found = judging.by_subject.get(subject)
    if found is None:
        return None
    ticket = judging.state.desk.tickets.get(TicketId(subject))
    passed_on = ticket is not None and (ticket.team != SERVICE_DESK or bool(ticket.returned))
    seen = assess(judging.state.desk, subject)
    decision = Decision(fact.at, judging.position, name, value, seen, passed_on)
    found.decisions.append(decision)
    return decision


def _rejected(judging: Judging, fact: f.ChoiceRejected) -> None:
    found = judging.by_subject.get(fact.subject)
    if found is None or any(each.locked for each in found.all(fact.field)):
        return
    value: object = int(fact.value) if fact.field in ("impact", "urgency") else fact.value
    seen = assess(judging.state.desk, fact.subject)
    found.decisions.append(
        Decision(fact.at, judging.position, fact.field, value, seen, passed_on=False, locked=True)
    )


def _deduct(judging: Judging, name: str, subject: str, at: int, chosen: str) -> None:
    found = judging.by_subject.get(subject)
    teaches = found.teaches if found else ()
    judging.deductions.append(
        Finding(name, subject, at, judging.position, 0, chosen, "", "", teaches=teaches)
    )


def _lowered(judging: Judging, fact: f.TicketPrioritised) -> None:
    """Lowering in the last quarter of a target, unless the evidence asks for it."""
    state = judging.state
    ticket = state.desk.tickets[fact.ticket]
    found = judging.by_subject.get(fact.ticket)
    truth = truth_of(state, fact.ticket, fact.at)
    if fact.priority == 1 and truth.priority not in (1, None) and not fact.disputed:
        judging.false_p1 += 1
        if judging.false_p1 > 2:
            _deduct(judging, "false_p1", fact.ticket, fact.at, "P1")
    if ticket.priority is None or fact.priority <= ticket.priority or found is None:
        return
    reading = clocks.restoration(ticket.marks, state.agreements.of(ticket), fact.at)
    used = clocks.share(reading)
    now = assess(state.desk, fact.ticket)
    asked = now.priority is not None and now.priority >= fact.priority
    if used is not None and used >= 75 and not asked:
        _deduct(judging, "lowered", fact.ticket, fact.at, f"P{fact.priority}")


def _not_restored(judging: Judging, fact: f.TicketResolved) -> None:
    if fact.code == "refused":
        return
    ticket = judging.state.desk.tickets[fact.ticket]
    plant = judging.state.plant
    if ticket.origin == "contact":
        over = plant.over(fact.ticket, ticket.group)
    else:
        fault = plant.fault_of(fact.ticket)
        over = fault is None or not fault.active
    if not over and ticket.parent is None:
        _deduct(judging, "not_restored", fact.ticket, fact.at, fact.code)


def _unchecked(judging: Judging, fact: f.StepFulfilled) -> None:
    """Access without a check, or anything without its authorization."""
    desk = judging.state.desk
    ticket = desk.tickets[fact.ticket]
    model = judging.setting.request_models[ticket.model]
    contact = desk.contacts.get(ContactId(fact.ticket))
    granted = {step for step, word in ticket.approvals if word == "granted"}
    verify = any(each.kind == "verify" for each in model.steps)
    approve = {each.id for each in model.steps if each.kind == "approve"}
    if (verify and not (contact and contact.verified)) or not approve <= granted:
        _deduct(judging, "access", fact.ticket, fact.at, ticket.model)


def _held(judging: Judging, fact: f.TicketHeld) -> None:
    desk = judging.state.desk
    ticket = desk.tickets[fact.ticket]
    contact = desk.contacts.get(ContactId(fact.ticket))
    waits = {
        "caller": bool(contact and contact.asked and len(contact.answers) < len(contact.asked)),
        "problem": ticket.problem is not None,
        "supplier": False,
        "change": False,
    }
    if not waits[fact.reason]:
        _deduct(judging, "hold", fact.ticket, fact.at, fact.reason)
