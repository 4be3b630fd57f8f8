"""Judging as a streaming fold: `start`, `step` for each fact, `finish`.

The judge keeps its own `State`, looks at the Desk just before each decision (what could be seen),
and at the Plant for the truth. Nothing here knows a weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from itilsim.domain import facts as f
from itilsim.domain.alike import seen_by_judge
from itilsim.domain.bounds import NEVER
from itilsim.domain.names import CALLER, SERVICE_DESK, TRAINEE, CauseId, TicketId
from itilsim.domain.plant import LEFTOVER
from itilsim.domain.practices import new_state
from itilsim.domain.practices.coaching import END
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import deductions, outcome, second_look
from itilsim.domain.scoring.conduct import CONDUCT
from itilsim.domain.scoring.first_tries import first_tries
from itilsim.domain.scoring.helped import coached, helped, hinted, prompted
from itilsim.domain.scoring.losses import Losses
from itilsim.domain.scoring.memory import SLIP, Act, Chosen, Decision, Judging, Opportunity
from itilsim.domain.scoring.people import ACTS, NOTES, acted
from itilsim.domain.scoring.portions import portions
from itilsim.domain.scoring.stakes import mark, pressing, stakes, taken_up, weighed
from itilsim.domain.scoring.table import DEDUCTIONS
from itilsim.domain.scoring.tally import Finding, Tally
from itilsim.domain.scoring.triage import TRIAGE
from itilsim.domain.truth import truth_of

Decided: TypeAlias = Iterator[tuple[str, str, Chosen]]
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


def step(judging: Judging, fact: f.Fact, entry: int | None = None) -> None:
    """Let the judge see one fact.

    Args:
        judging: The judge.
        fact: What happened.
        entry: `seq` of the journal entry that was submitted last, where the journal is at hand.
    """
    judging.entry = entry
    judging.state.desk.at = fact.at
    if judging.decisions and (before := _BEFORE.get(type(fact))) is not None:
        before(judging, fact)
    judging.state.apply(fact)
    judging.losses.after(fact)
    if (after := _AFTER.get(type(fact))) is not None:
        after(judging, fact)
    judging.counts[fact.kind] = judging.counts.get(fact.kind, 0) + 1
    judging.position += 1


def finish(judging: Judging) -> Tally:
    """The tally of a log that has been seen to its end."""
    judging.losses.finish(judging.setting.end)
    findings: list[Finding] = []
    marks: dict[str, int] = {}
    weights = stakes(judging)
    for name, judge in (TRIAGE | CONDUCT).items() if judging.decisions else ():
        found = weighed(judging, [helped(judging, each) for each in judge(judging)], weights)
        if found:
            marks[name] = mark(found)
            findings += found
    points = {each.id: each.points for each in DEDUCTIONS}
    taken = [replace(each, credit=-points[each.criterion]) for each in judging.deductions]
    times: dict[str, int] = {}
    for each in taken:
        times[each.criterion] = times.get(each.criterion, 0) + 1
    third = deductions.third_teams(judging)
    times["teams"] = third.total()
    by_cause = outcome.suffered(judging)
    suffered = outcome.whole(by_cause.values())
    percent = judging.setting.scenario.constants.cost_percent
    return Tally(
        marks,
        outcome.measures(suffered, percent),
        times,
        _counts(judging),
        outcome.sla(judging),
        judging.losses.user_minutes,
        outcome.cost(suffered, percent),
        outcome.satisfaction(suffered),
        sum(len(each.decisions) for each in judging.opportunities.values()),
        judging.losses.by_cause(),
        pressing(judging, weights),
        taken_up(judging),
        first_tries(judging),
        tuple(sorted([*findings, *taken], key=lambda each: (each.at, each.position))),
        portions(judging, by_cause, [*findings, *taken], third),
    )


def with_entries(
    facts: Iterable[f.Fact], began: Sequence[int]
) -> Iterator[tuple[f.Fact, int | None]]:
    """Facts as `step` takes them: each with the journal entry that was submitted last before it.

    Args:
        facts: A log.
        began: How many facts there were before each entry; empty where no journal is at hand.
    """
    entry = -1
    for position, fact in enumerate(facts):
        while entry + 1 < len(began) and began[entry + 1] <= position:
            entry += 1
        yield fact, entry if entry >= 0 else None


def _counts(judging: Judging) -> dict[str, int]:
    """The counts that `simulate` prints."""
    tickets = judging.state.desk.tickets.values()
    kinds = judging.counts
    return {
        "facts": judging.position,
        "alerts": kinds.get("alert-raised", 0),
        "contacts": kinds.get("contact-arrived", 0),
        "incidents": sum(ticket.record == "incident" for ticket in tickets),
        "requests": sum(ticket.record != "incident" for ticket in tickets),
        "problems": kinds.get("problem-raised", 0),
        "changes": 0,
    }


def _decided(judging: Judging, fact: Act) -> None:
    """Keep what one fact decides; all of it was decided on the same evidence."""
    if fact.actor != TRAINEE:
        return
    desk, seen = judging.state.desk, None
    for subject, name, value in _DECISIONS[type(fact)](fact):
        found = judging.by_subject.get(subject)
        if found is None:
            continue
        ticket = desk.tickets.get(TicketId(subject))
        passed_on = ticket is not None and (ticket.team != SERVICE_DESK or bool(ticket.returned))
        seen = seen or seen_by_judge(desk, subject)
        if name in found.second_looks:
            second_look.settle(found, fact.at, name)
        found.decisions.append(
            Decision(
                fact.at, judging.position, name, value, seen, passed_on, judging.entry,
                prompted=prompted(judging, found, name),
            )
        )  # fmt: skip


def _prioritised(judging: Judging, fact: f.TicketPrioritised) -> None:
    if fact.actor != TRAINEE:
        return
    _decided(judging, fact)
    if fact.ticket in judging.by_subject:
        deductions.lowered(judging, fact)
    deductions.false_p1(judging, fact)


def _rejected(judging: Judging, fact: f.ChoiceRejected) -> None:
    if fact.actor != TRAINEE:
        return
    found = judging.by_subject.get(fact.subject)
    if found is None:
        judging.rejected.add(fact.field)
    if found is None or any(each.locked for each in found.all(fact.field)):
        return
    value: Chosen = int(fact.value) if fact.field in ("impact", "urgency") else fact.value
    seen = seen_by_judge(judging.state.desk, fact.subject)
    place = fact.at, judging.position
    found.decisions.append(
        Decision(*place, fact.field, value, seen, False, judging.entry, locked=True)  # noqa: FBT003
    )


def _told_the_tutor(judging: Judging, fact: f.TutorAnswered) -> None:
    judging.answers.setdefault(fact.question, fact.option)


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


_DECISIONS: Mapping[type, Callable[[Any], Decided]] = {
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


_BEFORE: Mapping[type[f.Fact], Callable[[Judging, Any], None]] = {
    **dict.fromkeys(_DECISIONS, _decided),
    f.TicketPrioritised: _prioritised,
    f.ChoiceRejected: _rejected,
    f.TutorAnswered: _told_the_tutor,
}
"""What is judged on what could be seen before it."""


def _struck(judging: Judging, fact: f.FaultStruck) -> None:
    if fact.fault in judging.warned:
        judging.struck_late.add(fact.fault)


def _arrived(judging: Judging, fact: f.ContactArrived) -> None:
    if fact.chases is None:
        _opportunity(judging, fact.contact, fact.person, fact.arrival, fact.cause, fact.at)
        return
    ticket = judging.state.desk.ticket_of(fact.chases)
    if ticket is None or fact.at > judging.setting.horizon:
        return
    if not _is_promised(judging, ticket.id, fact.at):
        judging.chased.add(ticket.id)


def _is_promised(judging: Judging, ticket: TicketId, at: int) -> bool:
    """A word was promised, within what the desk's own rule allows, and its time has not come.

    Whoever asks all the same is impatient; nobody has been left without a word.
    """
    last = next(reversed(judging.words.get(ticket, ())), None)
    if last is None or last.promised is None:
        return False
    soon = last.promised - last.at <= outcome.silence(judging)
    return soon and at <= last.promised + outcome.GRACE


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
    acted(judging, fact)
    found = judging.by_subject.get(fact.ticket)
    if found is not None:
        second_look.settle(found, fact.at)
    if fact.code == "refused" and deductions.rightly_refused(judging, fact.ticket):
        judging.over.setdefault((judging.state.plant.causes[fact.ticket], None), fact.at)
    if fact.actor == TRAINEE:
        deductions.not_restored(judging, fact)


def _cancelled(judging: Judging, fact: f.TicketCancelled) -> None:
    acted(judging, fact)
    if fact.actor == TRAINEE:
        deductions.not_restored(judging, fact)


def _reopened(judging: Judging, fact: f.TicketReopened) -> None:
    """Its caller takes a word back, or an end was a slip, which is none: once for each record."""
    if fact.actor == CALLER:
        judging.works.discard(fact.ticket)
    if _is_slip(judging, fact):
        judging.slips.add(fact.ticket)
        deductions.take_back(judging, fact)


def _is_slip(judging: Judging, fact: f.TicketReopened) -> bool:
    """An end of the desk's own, taken back within a minute, and unprompted."""
    if fact.actor != TRAINEE or fact.ticket in judging.slips:
        return False
    found = judging.by_subject.get(fact.ticket)
    marks = judging.state.desk.tickets[fact.ticket].marks
    ended = max(each.at for each in marks if each.what in ("resolved", "closed"))
    return fact.at - ended <= SLIP and not (found is not None and prompted(judging, found, END))


def _fulfilled(judging: Judging, fact: f.StepFulfilled) -> None:
    if fact.actor == TRAINEE:
        deductions.unchecked(judging, fact)


def _held(judging: Judging, fact: f.TicketHeld) -> None:
    if fact.actor == TRAINEE:
        deductions.held(judging, fact)


def _ended(judging: Judging, fact: f.ShiftEnded) -> None:
    judging.ended_at = fact.at
    for each in judging.opportunities.values():
        second_look.settle(each, fact.at)


_AFTER: Mapping[type[f.Fact], Callable[[Judging, Any], None]] = {
    **dict.fromkeys(ACTS, acted),
    f.FaultStruck: _struck,
    f.ContactArrived: _arrived,
    f.AlertRaised: _raised,
    f.QuestionAnswered: _answered,
    f.TicketResolved: _resolved,
    f.TicketReopened: _reopened,
    f.StepFulfilled: _fulfilled,
    f.TicketHeld: _held,
    **NOTES,
    f.TicketCancelled: _cancelled,
    f.HintGiven: hinted,
    f.FeedbackGiven: coached,
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
        seen_by_judge(judging.state.desk, subject),
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
