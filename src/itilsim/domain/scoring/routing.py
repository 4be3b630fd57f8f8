"""Triage, second half: was it sent, linked, helped, escalated and guarded rightly?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from itilsim.domain.alike import argues
from itilsim.domain.assess import Evidence
from itilsim.domain.base_rates import Alike
from itilsim.domain.names import SERVICE_DESK, SHIFT_LEAD, ContactId
from itilsim.domain.records import Ticket
from itilsim.domain.scoring.asking import (
    AFTER,
    FULL,
    HALF,
    Right,
    as_seen,
    asked,
    f1,
    families,
    finding,
    stands_alone,
    unlogged,
)
from itilsim.domain.scoring.helped import KNOWLEDGE
from itilsim.domain.scoring.memory import Decision, Judging, Opportunity
from itilsim.domain.scoring.tally import Because, Counted, Finding, Short, Value


def destinations(judging: Judging) -> Iterator[Finding]:
    """Solved at first contact where knowledge allowed it, or the right team first."""
    for family in families(judging):
        if family[0].is_alert and family[0].truth.significance == "informational":
            continue
        if _ignored_warning(family):
            continue
        heads = [each for each in family if stands_alone(judging, each)]
        for each in heads or family[:1]:
            yield _sent(judging, each)


def _sent(judging: Judging, each: Opportunity) -> Finding:
    ticket = judging.state.desk.ticket_of(each.subject)
    sent = [decision for decision in each.all("team") if decision.value != SERVICE_DESK]
    accepted, truth = set(each.truth.teams), _one(each.truth.teams)
    if not sent:
        own = SERVICE_DESK in {*accepted, *each.seen.team.accepted}
        credit = FULL if own and _served(each, ticket) else 0
        decision = each.last("kind")
        wanted = as_seen((decision or each).seen.team, truth)
        chosen = None if ticket is None else SERVICE_DESK
        missed = Because("unserved" if own else "kept")
        missed = unlogged(judging, each) if ticket is None else missed
        return finding(each, "destination", decision, credit, chosen, wanted, "not_done", (missed,))
    first = sent[0]
    wanted = as_seen(first.seen.team, truth)
    credit = HALF if argues(first.seen.team, first.value) else 0
    credit = FULL if first.value in {*accepted, *wanted.accepted} else credit
    back, spared = _bounces(each, ticket, sent)
    bounces = back - spared
    credit = max(credit - 400 * bounces, 0)
    better = any(decision.value in accepted for decision in sent[1:])
    short: Short = "first_try" if better else "wrong"
    why = [Because("sent_right_later")] if better and credit == 0 else []
    why += [Because("sent_back", back, spared)] if bounces else []
    return finding(each, "destination", first, credit, first.value, wanted, short, tuple(why))


def _bounces(each: Opportunity, ticket: Ticket | None, sent: list[Decision]) -> tuple[int, int]:
    """How often it was sent back, and how often of these by a team for which the evidence spoke.

    Each such team is spared once.
    """
    back = [str(team) for team, _ in ticket.returned] if ticket is not None else []
    could_be = {one.value for one in sent if one.value in one.seen.team.accepted}
    return len(back), len(could_be.difference(each.truth.teams).intersection(back))


def _ignored_warning(family: list[Opportunity]) -> bool:
    """A warning that nobody passed on costs where events are judged, and by what comes of it."""
    warning = family[0].truth.significance == "warning" and len(family) == 1
    return warning and not family[0].all("team") and not family[0].all("kind")


def _one(values: tuple[str, ...]) -> Value:
    """Several values as they are, one as itself."""
    return values[0] if len(values) == 1 else values or None


def _served(each: Opportunity, ticket: Ticket | None) -> bool:
    """The desk has done its own part: workaround, article or model."""
    if ticket is None:
        return each.last("known_error") is not None and each.truth.kind == "information"
    if each.truth.model:
        return ticket.model == each.truth.model
    return ticket.workaround_percent > 0 or ticket.known_error in each.truth.known_errors


def known_errors(judging: Judging) -> Iterator[Finding]:
    """Knowledge used where it helps, and only there: F1 over causes, a finding for each."""
    for family in families(judging):
        helpful = {each for one in family for each in (*one.truth.known_errors, one.truth.model)}
        helpful.discard("")
        used = [decision for each in family for name in KNOWLEDGE for decision in each.all(name)]
        if not helpful and not used:
            continue
        if family[0].is_alert and len(family) == 1 and not used:
            continue
        hits = [decision for decision in used if decision.value in helpful]
        vain = [each for each in used if each.value not in helpful and not _often_helps(each)]
        wrong = len({each.value for each in vain})
        argued = {each.value for each in vain if argues(each.seen.known_error, each.value)}
        hit = 1 if hits else 0
        # What can be argued for costs half of what it would cost as wrong.
        credit = (
            sum(f1(hit, hit + each, 1 if helpful else 0) for each in (wrong, wrong - len(argued)))
            // 2
        )
        because = (Because("no_help", wrong),) if wrong else ()
        found = min(hits, key=lambda hit: hit.position, default=None)
        if found is not None and found.prompted:
            credit, because = min(credit, AFTER), (*because, Because("prompted"))
        decision = found or next(iter(used), None)
        evidence = (decision or family[0]).seen.known_error.evidence
        best = tuple(sorted(helpful))
        found_out = finding(
            family[0],
            "known_error",
            decision,
            credit,
            tuple(dict.fromkeys(str(one.value) for one in used)),
            Right(best, best, best, evidence),
            "first_try" if hits else None,
            because,
        )
        yield replace(found_out, alike=_how_often(vain)) if credit < FULL else found_out


def _often_helps(decision: Decision) -> bool:
    """Where it looks like this, it helps often enough."""
    alike = decision.seen.known_error.alike
    return alike is not None and alike.accepts(decision.value)


def _how_often(vain: list[Decision]) -> Counted | None:
    """How often the first thing that did not help would have helped."""
    first = next(iter(vain), None)
    alike = None if first is None else first.seen.known_error.alike
    return None if first is None or alike is None else Counted(alike.times(first.value), alike.of)


def escalations(judging: Judging) -> Iterator[Finding]:
    """To another team by the time-box; to the shift lead for a P1, and only then."""
    for family in families(judging):
        first = family[0]
        if first.truth.kind != "incident" or first.truth.priority is None:
            continue
        if _ignored_warning(family):
            continue
        if SERVICE_DESK not in first.truth.teams and not _kept_rightly(judging, first):
            yield _functional(judging, family)
        told = [each.last("escalated") for each in family if each.last("escalated")]
        decision = told[0] if told else None
        chosen = SHIFT_LEAD if told else None
        if first.truth.priority == 1:
            wanted = Right(SHIFT_LEAD, SHIFT_LEAD)
            missed = (Because("lead_not_told"),)
            yield finding(
                first, "escalation", decision, FULL * bool(told), chosen, wanted, because=missed
            )
        elif (
            decision is not None
            and first.truth.priority >= 3
            and not any(_is_vip(judging, each) for each in family)
        ):
            missed = (Because("lead_told_needlessly", first.truth.priority),)
            alike = decision.seen.pressing
            needed = Alike(0, ()) if alike is None else alike
            credit = FULL if needed.accepts(1) else HALF * needed.argues(1)
            needless = finding(
                first, "escalation", decision, credit, chosen, Right(None, None), because=missed
            )
            known = alike is not None and credit < FULL
            yield replace(needless, alike=Counted(needed.times(1), needed.of) if known else None)


def _is_vip(judging: Judging, each: Opportunity) -> bool:
    contact = judging.state.desk.contacts.get(ContactId(each.subject))
    return contact is not None and contact.vip


def _kept_rightly(judging: Judging, each: Opportunity) -> bool:
    """The desk has done for it what, by all that could be seen, was the desk's to do."""
    decision = each.last("kind")
    own = decision is not None and SERVICE_DESK in decision.seen.team.accepted
    sent = any(one.value != SERVICE_DESK for one in each.all("team"))
    return own and not sent and _served(each, judging.state.desk.ticket_of(each.subject))


def _functional(judging: Judging, family: list[Opportunity]) -> Finding:
    sent = [
        decision
        for each in family
        for decision in each.all("team")
        if decision.value in {*family[0].truth.teams, *decision.seen.team.accepted} - {SERVICE_DESK}
    ]
    teams = family[0].truth.teams
    if not sent:
        wanted = as_seen(family[0].seen.team, _one(teams))
        subjects = (subject for each in family for subject in each.subjects)
        logged = any(judging.state.desk.ticket_of(subject) for subject in subjects)
        missed = Because("never_sent" if logged else "unlogged")
        return finding(family[0], "escalation", None, 0, None, wanted, because=(missed,))
    decision = min(sent, key=lambda each: each.at)
    wanted = as_seen(decision.seen.team, _one(teams))
    ticket = judging.state.desk.ticket_of(family[0].subject)
    opened = min(family[0].at if ticket is None else ticket.opened_at, decision.at)
    box = judging.setting.organisation.card.house.time_box_minutes
    taken, allowed = decision.at - opened, 60 * box[(family[0].truth.priority or 5) - 1]
    credit = FULL // 2 if taken > allowed else FULL
    why = (Because("after_the_time_box", taken, allowed),)
    return finding(family[0], "escalation", decision, credit, decision.value, wanted, "late", why)


def events(judging: Judging) -> Iterator[Finding]:
    """What an alert is, and what was done about it."""
    for each in asked(judging):
        if not each.is_alert:
            continue
        decision = each.tried("significance")
        teams = {*each.truth.teams, *each.seen.team.accepted}
        sent = any(one.value in teams for one in each.all("team"))
        acted = judging.state.desk.ticket_of(each.subject) or sent
        truth = each.truth.significance
        named = decision is not None and decision.value == truth
        implied = decision is None and bool(acted) and truth != "informational"
        quiet = truth == "informational" and decision is None
        meaning = FULL // 2 if named or implied or quiet else 0
        # Of what only informs, a team may know; a record of it is work for nothing.
        logged = judging.state.desk.ticket_of(each.subject) is not None
        fits = not logged if truth == "informational" else bool(acted)
        done = FULL // 2 if fits and (decision or acted or quiet) else 0
        undone = (named or implied) and truth != "informational"
        short: Short = "not_done" if undone or not (decision or acted) else "wrong"
        why: list[Because] = []
        if decision is not None and decision.locked:
            short = "first_try"
            why.append(Because("rejected"))
        if not meaning:
            why.append(Because("unread" if decision is None else "misread"))
        if not done:
            why.append(Because("needless_record" if logged and not fits else "not_acted"))
        yield finding(
            each,
            "events",
            decision,
            meaning + done,
            None if decision is None else decision.value,
            as_seen((decision or each).seen.significance, truth),
            short,
            tuple(why),
        )


def accesses(judging: Judging) -> Iterator[Finding]:
    """Identity checked before anything is given, and a stranger refused."""
    models = judging.setting.request_models
    for each in asked(judging):
        model = models.get(each.truth.model)
        if model is None or not any(step.kind == "verify" for step in model.steps):
            continue
        desk = judging.state.desk
        contacts = [desk.contacts.get(ContactId(subject)) for subject in each.subjects]
        asked_for = any(e is not None and e.verified is not None for e in contacts)
        checked = asked_for and not any(
            one.criterion in ("unchecked", "impostor") and one.subject in each.subjects
            for one in judging.deductions
        )
        stranger = any(e is not None and e.verified is False for e in contacts)
        ticket = desk.ticket_of(each.subject)
        left = stranger and (ticket is None or ticket.code != "refused")
        yield finding(
            each,
            "access",
            each.last("kind"),
            (FULL // 2 if left else FULL) if checked else 0,
            checked and not left,
            Right(best=True, truth=True, evidence=(Evidence("model", model.id),)),
            because=(_unguarded(judging, each, asked_for=asked_for, checked=checked),),
        )


def _unguarded(judging: Judging, each: Opportunity, *, asked_for: bool, checked: bool) -> Because:
    """Why access was not guarded."""
    if asked_for:
        return Because("stranger_not_refused" if checked else "given_unchecked")
    contacts = judging.state.desk.contacts
    own = contacts.get(ContactId(each.subject))
    calls = [one for one in contacts.values() if own is not None and one.person == own.person]
    other = any(one.verified is not None for one in calls)
    return Because("verified_on_another_call" if other else "unverified")
