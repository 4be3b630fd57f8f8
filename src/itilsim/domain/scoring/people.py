"""What happened to people: what they heard, what misled them, when it was over for them.

The one idea: these notes are about persons and causes, never about the state of a record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE
from itilsim.domain.scoring.memory import Act, Judging, Word


def _said(judging: Judging, fact: Act) -> None:
    """Keep what callers have heard: the word itself, and when the next one was promised for."""
    acted(judging, fact)
    subject, desk = ACTS[type(fact)](fact)[1], judging.state.desk
    ticket = desk.ticket_of(subject)
    if ticket is None:
        return
    wide = isinstance(fact, f.NoticeSent | f.RestorationConfirmed)
    promised = fact.next_update if isinstance(fact, f.NoticeSent | f.CallerUpdated) else None
    for each in desk.family(ticket.id) if wide else (ticket,):
        judging.words.setdefault(each.id, []).append(Word(fact.at, promised))


def acted(judging: Judging, fact: Act) -> None:
    """Keep which entry it was."""
    if fact.actor == TRAINEE and judging.entry is not None:
        judging.acts[ACTS[type(fact)](fact)] = judging.entry


ACTS: Mapping[type, Callable[[Any], tuple[str, str]]] = {
    f.CallTaken: lambda fact: ("told", fact.contact),
    f.CallerReplied: lambda fact: ("told", fact.contact),
    f.CallerUpdated: lambda fact: ("told", fact.ticket),
    f.NoticeSent: lambda fact: ("told", fact.ticket),
    f.WorkaroundApplied: lambda fact: ("told", fact.ticket),
    f.RestorationConfirmed: lambda fact: ("told", fact.ticket),
    f.TicketResolved: lambda fact: ("ended", fact.ticket),
    f.TicketClosed: lambda fact: ("ended", fact.ticket),
    f.TicketCancelled: lambda fact: ("ended", fact.ticket),
    f.ProblemRaised: lambda fact: ("problem", fact.problem),
    f.HandoverWritten: lambda _: ("note", ""),
}
"""What no `Decision` tells: a word, an end, a problem, the note; and to which subject."""


_WORDS = (
    f.CallTaken, f.CallerReplied, f.CallerUpdated, f.NoticeSent, f.RestorationConfirmed,
)  # fmt: skip
"""What callers hear; being led through a workaround is one, too."""


def _asked(judging: Judging, fact: f.RestorationConfirmed) -> None:
    _said(judging, fact)
    family = {each.id for each in judging.state.desk.family(fact.ticket)}
    if fact.restored:
        judging.works |= family
    else:
        judging.works -= family


def _noticed(judging: Judging, fact: f.NoticeSent) -> None:
    """Advice in a notice that fits nobody on the record is useless to all of them, and no word."""
    found = judging.by_subject.get(fact.ticket)
    known = () if found is None else (*found.truth.known_errors, *found.seen.known_error.accepted)
    if found is None or not fact.known_error or fact.known_error in known:
        _said(judging, fact)
        return
    acted(judging, fact)
    for each in judging.state.desk.family(fact.ticket):
        _misled(judging, each.id)


def _replied_to(judging: Judging, fact: f.CallerReplied) -> None:
    _said(judging, fact)
    if fact.article and not fact.helps:
        _misled(judging, fact.contact)


def _tried(judging: Judging, fact: f.WorkaroundApplied) -> None:
    _said(judging, fact)
    if fact.percent == 0:
        _misled(judging, fact.ticket)


def _misled(judging: Judging, subject: str) -> None:
    """Somebody was given advice that does not help."""
    found = judging.by_subject.get(subject)
    if found is not None:
        judging.misled[found.subject] = judging.misled.get(found.subject, 0) + 1


def _repaired(judging: Judging, fact: f.FaultRepaired) -> None:
    judging.over.setdefault((fact.fault, None), fact.at)


def _worked_around(judging: Judging, fact: f.WorkaroundTaken) -> None:
    if fact.percent == 100:
        judging.over.setdefault((fact.fault, fact.group), fact.at)


def _settled(judging: Judging, fact: f.TroubleSettled) -> None:
    judging.over.setdefault((fact.cause, None), fact.at)


NOTES: Mapping[type[f.Fact], Callable[[Judging, Any], None]] = {
    **dict.fromkeys(_WORDS, _said),
    f.RestorationConfirmed: _asked,
    f.NoticeSent: _noticed,
    f.CallerReplied: _replied_to,
    f.WorkaroundApplied: _tried,
    f.FaultRepaired: _repaired,
    f.WorkaroundTaken: _worked_around,
    f.TroubleSettled: _settled,
}
"""Which facts are noted, and how."""
