"""What a command decides, set beside what could be defended on the evidence of that moment.

The one idea: the coach asks for the evidence as the judge will, and before the command is done. It
sees the Desk only, so that it can be no cleverer than somebody who looks carefully.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from itilsim.coaching.remarks import remark
from itilsim.domain import commands as c
from itilsim.domain.alike import seen_by_judge
from itilsim.domain.assess import Assessment, Choice, Evidence
from itilsim.domain.desk import Desk
from itilsim.domain.due import Answer, due
from itilsim.domain.due.moves import assign
from itilsim.domain.names import REQUESTS, SERVICE_DESK, AlertId, ContactId
from itilsim.domain.practices.coaching import COACHED
from itilsim.domain.practices.incident.linking import head_of
from itilsim.domain.records import Ticket


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision beside its evidence."""

    subject: str
    """Contact, alert or record."""
    given: object
    """What was chosen."""
    answer: Answer
    """The field, what the evidence speaks for, and all that can be defended."""

    @property
    def field(self) -> str:
        """Which decision, like `impact`, or which remark."""
        return self.answer.field

    @property
    def is_right(self) -> bool:
        """It can be defended on what could be seen."""
        return self.given in self.answer.accepted


def decided(desk: Desk, command: c.Command) -> tuple[Decided, ...]:
    """What a command decides; nothing where the evidence has nothing to say on it.

    Args:
        desk: What can be seen before it is done.
        command: What is about to be done.
    """
    reading = _READINGS.get(type(command))
    subject = c.subject_of(command)
    known = ContactId(subject) in desk.contacts or AlertId(subject) in desk.alerts
    if known and (name := remark(desk, command)):
        return (Decided(subject, command.kind, Answer(name, None, (), ())),)
    if reading is None or not known:
        return ()
    return tuple(
        Decided(subject, given, answer)
        for given, answer in reading(desk, command, seen_by_judge(desk, subject))
    )


def open_decisions(desk: Desk, subject: str) -> tuple[str, tuple[Answer, ...]]:
    """The decisions that come next on a contact, alert or record, and on which of them they are.

    Args:
        desk: What can be seen.
        subject: What is looked at; something else may have to be decided first.
    """
    found = due(desk, subject)
    if found is None:
        return subject, ()
    if isinstance(found.best, c.AskCaller):
        unsaid = (Evidence("caller-has-not-said", subject),)
        return found.subject, (Answer("urgency", None, (), unsaid),)
    if not found.answers and found.ahead is not None:
        found = found.ahead
    return found.subject, tuple(each for each in found.answers if each.field in COACHED)


_Read = Iterator[tuple[object, Answer]]
"""What was chosen, beside what could be."""


def _answer(name: str, choice: Choice[Any]) -> Answer:
    return Answer(name, choice.best, choice.accepted, choice.evidence)


def _logged(desk: Desk, command: c.LogTicket, seen: Assessment) -> _Read:
    first = seen.belongs_to
    if first.best is not None and None not in first.accepted:
        head = head_of(desk, first.best)
        if head is not None:
            yield None, Answer("link", head.id, (head.id,), first.evidence)
    yield command.record, _kind(desk, seen)


def _categorised(desk: Desk, command: c.CategoriseTicket, seen: Assessment) -> _Read:
    yield command.record, _kind(desk, seen)


def _kind(desk: Desk, seen: Assessment) -> Answer:
    """Requests in the wide sense are not told apart; access is what has an identity to check."""
    accepted: tuple[object, ...] = seen.kind.accepted
    if seen.kind.best in REQUESTS:
        model = desk.setting.request_models.get(seen.model)
        guarded = model is not None and any(step.kind == "verify" for step in model.steps)
        accepted = tuple(dict.fromkeys((*accepted, "request", *(("access",) * guarded))))
    return Answer("kind", seen.kind.best, accepted, seen.kind.evidence)


def _linked(desk: Desk, command: c.LinkTicket, seen: Assessment) -> _Read:
    heads = [head_of(desk, each) for each in seen.belongs_to.accepted if each is not None]
    # The first sign may have no record yet; then another record of the same signs will do.
    same = [command.parent] if _signs(seen) & _signs(seen_by_judge(desk, command.parent)) else []
    named = tuple(dict.fromkeys([*(each.id for each in heads if each is not None), *same]))
    if not named and seen.service.best == seen_by_judge(desk, command.parent).service.best:
        # Nothing that can be seen speaks for one cause, and nothing against it.
        return
    best = named[0] if named else None
    yield command.parent, Answer("link", best, named, seen.belongs_to.evidence)


def _signs(seen: Assessment) -> set[str]:
    """What can be seen to have one cause with something, itself among it."""
    return {seen.subject, *(each for each in seen.belongs_to.accepted if each is not None)}


def _rated(_: Desk, command: c.PrioritiseTicket, seen: Assessment) -> _Read:
    if command.disputed:
        # Taken at the caller's word after one explanation: that is allowed, whatever is seen.
        return
    for given, name, choice in (
        (command.impact, "impact", seen.impact),
        (command.urgency, "urgency", seen.urgency),
    ):
        if choice is not None:
            yield given, _answer(name, choice)


def _sent(desk: Desk, command: c.AssignTicket, seen: Assessment) -> _Read:
    ticket = desk.ticket_of(seen.subject)
    here = seen.team.best == SERVICE_DESK and not _in_vain(ticket, seen)
    move = None if ticket is None or here or ticket.is_request else assign(desk, ticket, seen)
    yield command.team, move.answers[0] if move is not None else _answer("team", seen.team)


def _in_vain(ticket: Ticket | None, seen: Assessment) -> bool:
    """What is known was tried and has not helped."""
    if ticket is None or ticket.known_error != seen.known_error.best:
        return False
    return ticket.workaround_percent == 0


def _alerted(_: Desk, command: c.AlertTeam, seen: Assessment) -> _Read:
    yield command.team, _answer("team", seen.team)


def _acknowledged(_: Desk, command: c.AcknowledgeAlert, seen: Assessment) -> _Read:
    if seen.significance is not None:
        yield command.significance, _answer("significance", seen.significance)


def _modelled(_: Desk, command: c.StartModel, seen: Assessment) -> _Read:
    if seen.model:
        yield command.model, Answer("model", seen.model, (seen.model,), seen.team.evidence)


def _helped(_: Desk, command: c.ApplyWorkaround | c.SendNotice, seen: Assessment) -> _Read:
    if command.known_error:
        yield command.known_error, _answer("known_error", seen.known_error)


def _replied(_: Desk, command: c.Reply, seen: Assessment) -> _Read:
    if command.article:
        yield command.article, _answer("known_error", seen.known_error)


_READINGS: Final[Mapping[type[c.Command], Callable[[Desk, Any, Assessment], _Read]]] = {
    c.LogTicket: _logged,
    c.CategoriseTicket: _categorised,
    c.LinkTicket: _linked,
    c.PrioritiseTicket: _rated,
    c.AssignTicket: _sent,
    c.AlertTeam: _alerted,
    c.AcknowledgeAlert: _acknowledged,
    c.StartModel: _modelled,
    c.ApplyWorkaround: _helped,
    c.SendNotice: _helped,
    c.Reply: _replied,
}
"""Which commands decide something on which the evidence speaks."""
