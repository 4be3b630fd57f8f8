"""Bots that play a guided shift as a front door does: complete, check, submit, let the tutor act.

They know which kind of move is due, and read its values off the evidence themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from itilsim.coaching.guided import Guide, Rejection
from itilsim.domain import commands as c
from itilsim.domain.assess import assess
from itilsim.domain.desk import Desk
from itilsim.domain.due import Due
from itilsim.domain.facts import Fact
from itilsim.domain.names import AlertId, ContactId, TeamId, TicketId
from itilsim.domain.practices.problem import similar_past
from itilsim.domain.scenario import GuidedQuestion, Setting
from itilsim.sim.shift import Shift
from tests.played import first_shift

MOST = 400


@dataclass
class Guided:
    """One guided shift and what was seen on the way."""

    seed: int = 1
    setting: Setting | None = None
    given: Shift | None = None
    facts: list[Fact] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    decisions: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    shown: list[tuple[c.Command, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        sink = lambda fact, _: self.facts.append(fact)  # noqa: E731 - a one-line sink
        self.shift = self.given or Shift(
            self.setting or first_shift(), self.seed, mode="guided", sink=sink
        )
        self.guide = Guide(self.shift)

    def play(self, spoil: Callable[[Guided, Due, c.Command], c.Command | None]) -> Guided:
        """To the last step, or until nothing moves; `spoil` makes a wrong first choice."""
        for _ in range(MOST):
            self.see()
            if self.guide.finished() or self.shift.ended:
                break
            due = self.guide.due()
            if not due:
                assert self.guide.may_wait()
                self.shift.advance_to_change(self.guide.wait_until())
                continue
            assert not self.guide.may_wait()
            asked = self.guide.asked()
            if asked is not None:
                self.answer(asked, due[0].subject, spoil=spoil is not follow)
                continue
            command = read(self.shift.desk, due[0])
            wrong = spoil(self, due[0], command)
            if wrong is not None:
                self.decide(wrong)
            assert self.decide(command) is None
        return self

    def see(self) -> None:
        for _ in range(MOST):
            step = self.guide.step()
            if step is not None and step.id not in self.steps:
                self.steps.append(step.id)
            move = self.guide.own_move()
            if move is None or self.shift.ended:
                return
            self.shown.append((move.command, move.why))
            self.submit(move.command)

    def decide(self, draft: c.Command) -> Rejection | None:
        command = self.guide.complete(draft).command
        self.decisions += 1
        rejection = self.guide.check(command)
        if rejection is None:
            self.submit(command)
            return None
        self.rejections.append(rejection)
        for each in rejection.record:
            self.shift.submit(each)
        return rejection

    def answer(self, asked: GuidedQuestion, subject: str, *, spoil: bool) -> None:
        """Answer the tutor, wrongly first where it is to be spoilt."""
        right = c.AnswerTutor(subject, asked.id, asked.answer)
        wrong = replace(right, option=(asked.answer + 1) % len(asked.options))
        if spoil:
            assert self.decide(wrong) is not None
        assert self.decide(right) is None

    def submit(self, command: c.Command) -> None:
        self.shift.advance(self.shift.submit(command).busy_until)


def follow(guided: Guided, due: Due, command: c.Command) -> None:
    """Follow the evidence; nothing is spoilt."""
    del guided, due, command


def spoil_each_first(guided: Guided, due: Due, command: c.Command) -> c.Command | None:
    """Each first choice on an open field is wrong once."""
    open_ = guided.guide.open_on(due.subject)
    return wrong_one(command) if set(due.fields) & open_ else None


def read(desk: Desk, due: Due) -> c.Command:  # noqa: C901, PLR0911 - a table as a match
    """A move of the kind that is due, with values from the evidence; nothing about other fields."""
    seen = None if due.subject == "handover" else assess(desk, due.subject)
    ticket = TicketId(due.subject)
    match due.best:
        case c.LogTicket():
            assert seen is not None
            return c.LogTicket(ContactId(due.subject), seen.kind.best or "incident")
        case c.StartModel():
            assert seen is not None
            return c.StartModel(ticket, seen.model)
        case c.PrioritiseTicket():
            assert seen is not None
            assert seen.impact is not None
            assert seen.urgency is not None
            return c.PrioritiseTicket(ticket, seen.impact.best, seen.urgency.best)
        case c.AssignTicket():
            assert seen is not None
            return c.AssignTicket(ticket, seen.team.best)
        case c.LinkTicket():
            assert seen is not None
            return c.LinkTicket(ContactId(due.subject), TicketId(str(seen.belongs_to.best)))
        case c.ApplyWorkaround():
            assert seen is not None
            return c.ApplyWorkaround(ticket, str(seen.known_error.best))
        case c.Reply():
            assert seen is not None
            return c.Reply(ContactId(due.subject), str(seen.known_error.best))
        case c.AcknowledgeAlert():
            alert = desk.alerts[AlertId(due.subject)]
            return c.AcknowledgeAlert(alert.id, alert.significance)
        case c.RaiseProblem():
            return c.RaiseProblem(ticket, similar_past(desk, desk.tickets[ticket]))
        case c.WriteHandover():
            open_ = tuple(str(each) for each in desk.open if desk.tickets[each].parent is None)
            return c.WriteHandover((*open_, *desk.problems))
        case c.SendNotice():
            return c.SendNotice(ticket)
        case c.UpdateCaller():
            return c.UpdateCaller(ticket)
    return due.best


def wrong_one(command: c.Command) -> c.Command | None:  # noqa: C901 - a table as a match
    """The same move with a wrong value; none: there is no value to spoil."""
    changes: dict[str, Any]
    match command:
        case c.LogTicket():
            changes = {"record": "request" if command.record == "incident" else "incident"}
        case c.StartModel():
            changes = {"model": "RM-06" if command.model != "RM-06" else "RM-01"}
        case c.AcknowledgeAlert():
            wrong = "warning" if command.significance != "warning" else "informational"
            changes = {"significance": wrong}
        case c.PrioritiseTicket():
            changes = {"impact": command.impact % 3 + 1, "urgency": command.urgency % 3 + 1}
        case c.AssignTicket():
            changes = {"team": TeamId("BIZ")}
        case c.ApplyWorkaround():
            changes = {"known_error": "KE-05"}
        case c.Reply():
            changes = {"article": "KA-05"}
        case c.LinkTicket():
            return c.LogTicket(ContactId(command.subject), "incident")
        case c.RaiseProblem():
            changes = {"incidents": ()}
        case c.WriteHandover():
            changes = {"items": ()}
        case _:
            return None
    return replace(command, **changes)
