"""Conduct: people told, ownership to closure, problems raised, warnings heeded, handover."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from itilsim.domain.names import TicketId
from itilsim.domain.plant import Fault
from itilsim.domain.practices.problem import similar_past
from itilsim.domain.records import Problem, Ticket
from itilsim.domain.scoring.asking import AT_THE_END, FULL, asked, f1
from itilsim.domain.scoring.deductions import rightly_refused
from itilsim.domain.scoring.memory import Judging, Opportunity
from itilsim.domain.scoring.outcome import (
    GRACE,
    broken_promises,
    first_word,
    heard,
    kept,
    over_at,
    readings,
    rightly_ended,
    silence,
)
from itilsim.domain.scoring.tally import Because, Finding, Short, Value

NOTE_BEFORE = 900
"""So many seconds before the planned end a note can tell how it stands (tuning constant)."""
TOLD = ("answered", "informed", "closing")
"""What people are to hear: a first answer in time, words while they wait, a word at the end."""
OWNED = ("resolved", "agreed", "closed")
"""How a record ends: resolved when it is over, its caller has agreed, it is closed."""
REFUSED = "refused"
"""Instead of `agreed`: the caller said no when asked last, and it was ended all the same."""


def told(judging: Judging) -> Iterator[Finding]:
    """First answer in time, words while waiting, a word at the end: a third each."""
    for each in asked(judging, omissions=True):
        if each.is_alert or each.truth.priority is None:
            continue
        ticket = _ticket(judging, each)
        answered = kept(judging, each)[0] and readings(judging, each)[0].stopped_at is not None
        chased = ticket is None or ticket.id in judging.chased
        informed = ticket is not None and not chased and not _silent(judging, each, ticket)
        closing = ticket is not None and _closing_word(judging, each, ticket)
        credit = FULL * (answered + informed + closing) // 3
        done = _done(TOLD, (answered, informed, closing))
        entry = judging.acts.get(("told", each.subject))
        why = [] if answered else [_not_answered(judging, each)]
        why += [] if informed else [_not_informed(judging, each, ticket)]
        why += [] if closing else [_no_closing_word(judging, each, ticket)]
        because = tuple(dict.fromkeys(why))
        yield _finding(each, "told", credit, done, TOLD, entry, because=because)


def _not_answered(judging: Judging, each: Opportunity) -> Because:
    """Why there was no answer in time: what was late or missing."""
    reading, word = readings(judging, each)[0], first_word(judging, each)
    if word is None:
        return Because("never_answered", limit=reading.target or 0)
    if reading.stopped_at is None:
        return Because("never_taken_on", limit=reading.target or 0)
    late = "answered_late" if reading.stopped_at == word else "taken_on_late"
    return Because(late, reading.elapsed, reading.target or 0)


def _not_informed(judging: Judging, each: Opportunity, ticket: Ticket | None) -> Because:
    """Why the caller did not hear enough while waiting."""
    if ticket is None:
        return Because("unlogged")
    if ticket.id in judging.chased:
        return Because("asked_again")
    if broken_promises(judging, each, ticket):
        return _broken(judging, each, ticket)
    longest = max(b.at - a.at for a, b in pairwise(heard(judging, each, ticket)))
    return Because("silence", longest, silence(judging))


def _broken(judging: Judging, each: Opportunity, ticket: Ticket) -> Because:
    """Which promise of the next word was not kept, or was one for after the target."""
    words = heard(judging, each, ticket)
    for word, following in pairwise(words):
        if word.promised is not None and following.at > word.promised + GRACE:
            came = following is not words[-1]
            late = following.at - word.promised
            return Because("promise_kept_late", late) if came else Because("promise_forgotten")
    return Because("promised_too_late")


def _no_closing_word(judging: Judging, each: Opportunity, ticket: Ticket | None) -> Because:
    """Why there was no word at the end."""
    if ticket is None:
        return Because("unlogged")
    if ticket.is_open:
        last = heard(judging, each, ticket)[-2]
        unsaid = Because("open_without_promise")
        return unsaid if last.promised is None else _broken(judging, each, ticket)
    if not rightly_ended(judging, each, ticket):
        return _wrong_end(judging, each, ticket)
    return _not_agreed(ticket)


def _wrong_end(judging: Judging, each: Opportunity, ticket: Ticket) -> Because:
    """Why the end of a record was none."""
    over, ended = over_at(judging, each), ticket.resolved_at
    if ticket.state == "cancelled":
        return Because("cancelled")
    if over is None or ended is None:
        return Because("ended_unserved")
    return Because("ended_early", over - ended)


def _not_agreed(ticket: Ticket) -> Because:
    """What is missing of the caller's agreement."""
    return Because("against_word" if ticket.confirmed is False else "not_asked")


def _silent(judging: Judging, each: Opportunity, ticket: Ticket) -> bool:
    """The caller waited longer for a word than was promised, or than one waits without a promise.

    The end is the planned one: who leaves early leaves the callers waiting.
    """
    silent = any(
        following.at > max(word.at + silence(judging), word.promised or 0)
        for word, following in pairwise(heard(judging, each, ticket))
    )
    return silent or broken_promises(judging, each, ticket) > 0


def _closing_word(judging: Judging, each: Opportunity, ticket: Ticket) -> bool:
    """Asked or told about the end; still open, told when the next word comes."""
    if ticket.is_open:
        last = heard(judging, each, ticket)[-2]
        return last.promised is not None and not broken_promises(judging, each, ticket)
    return rightly_ended(judging, each, ticket) and _agreed(judging, each, ticket)


def _agreed(judging: Judging, each: Opportunity, ticket: Ticket) -> bool:
    """The caller has said that it is over, or was answered, or was refused by who may refuse."""
    over, ended = over_at(judging, each), ticket.resolved_at
    if over is None:
        return False
    answered = ticket.code == "answered" and ended is not None and ended >= over
    refused = ticket.code == "refused" and rightly_refused(judging, ticket.id)
    return ticket.id in judging.works or answered or refused


def ownership(judging: Judging) -> Iterator[Finding]:
    """Callers asked before closing, closed, children told."""
    for each in asked(judging, omissions=True):
        if each.is_alert or each.truth.priority is None:
            continue
        ticket = _ticket(judging, each)
        over_since = over_at(judging, each)
        # What is over only at the very end, or after it, is for the next shift to close.
        late = over_since is None or over_since + AT_THE_END > judging.setting.horizon
        if ticket is not None and ticket.is_open and late:
            continue
        resolved = ticket is not None and rightly_ended(judging, each, ticket)
        right = ticket is not None and resolved and not judging.came_back(ticket)
        agreed = ticket is not None and _agreed(judging, each, ticket)
        closed = ticket is not None and ticket.state == "closed"
        credit = FULL * (2 * (right and agreed) + (right and closed)) // 3
        done, entry = _done(OWNED, (resolved, agreed, closed)), None
        short: Short = "not_done"
        if ticket is not None:
            entry = judging.acts.get(("ended", ticket.id))
            if ticket.confirmed is False and not ticket.is_open:
                done = (*done, REFUSED)
            if done == OWNED:
                short = "first_try"
        because = _not_owned(judging, each, ticket, (right, agreed, closed))
        yield _finding(each, "ownership", credit, done, OWNED, entry, short, because)


def _not_owned(
    judging: Judging, each: Opportunity, ticket: Ticket | None, done: tuple[bool, bool, bool]
) -> tuple[Because, ...]:
    """Why a record was not owned to its closure: its end, the caller's agreement, the closing."""
    if ticket is None:
        return (Because("unlogged"),)
    if ticket.is_open:
        over = over_at(judging, each)
        return (Because("left_open", judging.setting.horizon - (over or judging.setting.horizon)),)
    right, agreed, closed = done
    why = []
    if not rightly_ended(judging, each, ticket):
        why.append(_wrong_end(judging, each, ticket))
    elif not right:
        why.append(Because("reopened", judging.came_back(ticket)))
    if not agreed and (ticket.confirmed is False or rightly_ended(judging, each, ticket)):
        why.append(_not_agreed(ticket))
    return (*why, *(() if closed else (Because("not_closed"),)))


def _done(parts: tuple[str, ...], which: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(part for part, done in zip(parts, which, strict=True) if done)


def problem(judging: Judging) -> Iterator[Finding]:
    """A problem raised for what comes back, since the history has its like, and only for that.

    A top priority is reason enough. One that is needless takes back what a right one earns.
    """
    wanted, needless = _recurring(judging), [*_needless(judging)]
    right = sum(raised is not None for _, raised in wanted)
    earned = FULL * max(right - len(needless), 0) // right if right else 0
    why = [Because("needless_elsewhere", len(needless))] if needless else []
    if any(one.locked for each in asked(judging) for one in each.all("problem")):
        earned //= 2
        why.append(Because("rejected"))
    for each, raised in wanted:
        credit = 0 if raised is None else earned
        short: Short = "not_done" if raised is None else "first_try" if not needless else "wrong"
        entry = None if raised is None else judging.acts.get(("problem", raised.id))
        done = raised is not None
        because = (Because("not_raised"),) if raised is None else tuple(why)
        yield _finding(each, "problem", credit, done, True, entry, short, because)  # noqa: FBT003
    for each, one in needless:
        entry = judging.acts.get(("problem", one.id))
        because = (Because("needless"),)
        yield _finding(each, "problem", 0, True, False, entry, "wrong", because)  # noqa: FBT003


def _recurring(judging: Judging) -> list[tuple[Opportunity, Problem | None]]:
    """First signs of faults that have come before, where that could be seen, with their problem."""
    found: dict[str, tuple[Opportunity, Problem | None]] = {}
    for each in asked(judging):
        fault = judging.state.plant.fault_of(each.subject)
        if fault is not None and fault.id not in found and _has_its_like(judging, fault):
            raised = next((e for e in judging.state.desk.problems.values()
                           if judging.state.plant.fault_of(e.ticket) is fault), None)  # fmt: skip
            if raised is not None or _found(judging, fault):
                found[fault.id] = (each, raised)
    return [*found.values()]


def _needless(judging: Judging) -> Iterator[tuple[Opportunity, Problem]]:
    """Problems raised for what has no like, and is nothing pressing; with what they are about."""
    for one in judging.state.desk.problems.values():
        each, fault = judging.by_subject.get(one.ticket), judging.state.plant.fault_of(one.ticket)
        if each is None or (fault is not None and _has_its_like(judging, fault)):
            continue
        if not _reason(judging, each, one):
            yield each, one


def _has_its_like(judging: Judging, fault: Fault) -> bool:
    """The history has incidents of this mode on items of this class."""
    setting, items = judging.setting, judging.state.estate.components
    kind = items[fault.component].kind
    return any(
        one.mode == fault.mode and items[one.component].kind == kind
        for one in setting.scenario.past_incidents
    )


def _found(judging: Judging, fault: Fault) -> bool:
    """A team has written on some record what it found, by which the history can be compared."""
    finding = judging.setting.modes[fault.mode].finding
    desk = judging.state.desk
    records = (desk.ticket_of(each.subject) for each in judging.by_cause[fault.id])
    return any(code == finding for one in records if one for _, _, code in one.notes)


def _reason(judging: Judging, each: Opportunity, problem: Problem) -> bool:
    """A top priority, or a history that looks alike, is reason enough."""
    ticket = judging.state.desk.tickets.get(problem.ticket)
    alike = ticket is not None and bool(similar_past(judging.state.desk, ticket))
    return each.truth.priority == 1 or alike


def proactive(judging: Judging) -> Iterator[Finding]:
    """Warnings heeded: somebody who can act has it before it strikes."""
    for each in asked(judging):
        if each.truth.significance != "warning":
            continue
        right = {*each.truth.teams, *each.seen.team.accepted}
        acted = any(one.value in right for one in each.all("team"))
        fault = judging.state.plant.fault_of(each.subject)
        late = fault is not None and fault.id in judging.struck_late
        credit = FULL if acted and not late else FULL // 2 if acted else 0
        decision = each.last("team") or each.last("kind")
        entry = None if decision is None else decision.entry
        short: Short = "late" if acted else "not_done"
        sent = bool(each.all("team"))
        missed = "passed_on_late" if acted else "sent_elsewhere" if sent else "not_passed_on"
        because = (Because(missed),)
        yield _finding(each, "proactive", credit, acted, True, entry, short, because)  # noqa: FBT003


def handover(judging: Judging) -> Iterator[Finding]:
    """The note names the items that matter, and none that do not: F1."""
    desk = judging.state.desk
    note = desk.handover
    # A note is judged on what was open when it was written, if that was near the end.
    late = judging.setting.horizon - NOTE_BEFORE
    seen_at = note.at if note is not None and note.at >= late else judging.setting.horizon
    matter = {
        ticket.id
        for ticket in desk.tickets.values()
        if ticket.parent is None and (_open_at(ticket, seen_at) or not _well(judging, ticket))
    } | set(desk.problems)
    named = set(note.items) if note is not None else set()
    if note is None:
        if desk.tickets and not matter:
            return
        credit = 0
    else:
        credit = f1(len(named & matter), len(named), len(matter))
        credit //= 2 if "handover" in judging.rejected else 1
    best, chosen = tuple(sorted(matter)), tuple(sorted(named))
    wrong: Short = "first_try" if chosen == best else "wrong"
    why = [] if note is not None else [Because("no_note", limit=len(matter))]
    if note is not None:
        missing, needless = matter - named, named - matter
        why += [Because("note_lacks", len(missing), len(matter))] if missing else []
        why += [Because("note_names_needless", len(needless))] if needless else []
        why += [Because("rejected")] if "handover" in judging.rejected else []
        why += [Because("note_early", judging.setting.horizon - note.at)] if note.at < late else []
    yield Finding(
        "handover",
        "handover",
        note.at if note else judging.ended_at,
        judging.position - 1,
        judging.acts.get(("note", "")),
        credit,
        None if note is None else chosen,
        best,
        best,
        (best,),
        short="" if credit >= FULL else "not_done" if note is None else wrong,
        because=() if credit >= FULL else tuple(why),
    )


def _well(judging: Judging, ticket: Ticket) -> bool:
    """Ended, and rightly so."""
    each = judging.by_subject.get(ticket.id)
    served = each is None or not each.truth.priority or over_at(judging, each) is not None
    return not ticket.is_open and served


def _open_at(ticket: Ticket, at: int) -> bool:
    """Still open when the seat was left."""
    ended = [mark.at for mark in ticket.marks if mark.what in ("resolved", "cancelled")]
    return ticket.opened_at <= at and (not ended or max(ended) > at or ticket.is_open)


CONDUCT: dict[str, Callable[[Judging], Iterable[Finding]]] = {
    "told": told,
    "ownership": ownership,
    "problem": problem,
    "proactive": proactive,
    "handover": handover,
}
"""Criterion to findings."""


def _ticket(judging: Judging, each: Opportunity) -> Ticket | None:
    for subject in each.subjects:
        found = judging.state.desk.ticket_of(subject)
        if found is not None:
            return found
    return judging.state.desk.tickets.get(TicketId(each.subject))


def _finding(
    each: Opportunity,
    name: str,
    credit: int,
    chosen: Value,
    best: Value,
    entry: int | None,
    short: Short = "not_done",
    because: tuple[Because, ...] = (),
) -> Finding:
    return Finding(
        name,
        each.subject,
        each.at,
        each.position,
        entry,
        credit,
        chosen,
        best,
        best,
        (best,),
        short="" if credit >= FULL else short,
        teaches=each.teaches,
        because=() if credit >= FULL else because,
    )
