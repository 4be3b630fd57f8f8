"""Guided mode: fields open one step at a time, a wrong first choice costs a second try.

The one idea: the guide only reads the Desk, the journal and the lesson's plan. What a front door
does with it, in this order:

    question = guide.question(kind, subject)    before a move is begun; answered by `AnswerTutor`
    command = guide.complete(draft).command     unopened fields filled in by the tutor
    rejection = guide.check(command)            if there is one: submit each of `rejection.record`,
                                                show the sentence and the evidence, stay in the form
    shift.submit(command)                       else; and let the handling time pass
    guide.acknowledged()                        whether an answer to a question was right, and why
    move = guide.own_move()                     what the tutor does next, since its field is not
                                                open yet: say `move.why`, and submit it when told to

`may_wait` says whether the key for waiting is offered; waiting is
`shift.advance_to_change(guide.wait_until())`. `due` says what could be done next, `words` what the
tutor says, `fills` what a form shows greyed. A second wrong try is told the answer. Help fades by
skill: who was right is told less the next time, who was wrong is told more (`rung`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Final, Protocol

from itilsim.coaching.agenda import Agenda
from itilsim.coaching.filling import Filled, fillings, value_words, why_of
from itilsim.coaching.past import MOMENTS, HasJournal, Past, subject_of
from itilsim.coaching.sentences import FIRST, what_is_wrong
from itilsim.coaching.steps import LATE, Steps
from itilsim.domain import commands as c
from itilsim.domain.assess import Evidence
from itilsim.domain.desk import Desk
from itilsim.domain.due import KEEP_PROMISE, Answer, Due, keeps_promise, next_minutes
from itilsim.domain.names import SERVICE_DESK, TRAINEE, ContactId, TicketId
from itilsim.domain.practices.coaching import COACHED
from itilsim.domain.scenario import GuidedQuestion, GuidedStep, Setting
from itilsim.words.evidence import Naming, evidence_words
from itilsim.words.labels import FIELDS, SIGNIFICANCES, ticket_number

FREE: Final = (
    "end-shift", "end-call", "search-knowledge", "ask-caller", "write-note", "reject-choice",
    "update-caller",
)  # fmt: skip
"""Moves that are never wrong, whatever is due."""

_ATTRIBUTES: Final[dict[str, str]] = {
    "record": "kind",
    "model": "model",
    "significance": "significance",
    "known_error": "known_error",
    "article": "known_error",
    "impact": "impact",
    "urgency": "urgency",
    "parent": "link",
    "team": "team",
    "incidents": "problem",
    "items": "handover",
}
"""Attributes of commands to guided fields; all other attributes are the tutor's."""
STANDS_ALONE: Final = (
    "Nothing that can be seen says that another record has its cause: it needs one of its own."
)
"""Said to whoever links what stands alone."""
_NAMES: Final = frozenset({"contact", "ticket", "alert", "origin", "subject"})
"""Attributes that name what a command is about."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A choice that is not taken."""

    sentence: str
    """Why, in a sentence that points at the evidence."""
    evidence: tuple[str, ...] = ()
    """The lines to light up."""
    seen: tuple[Evidence, ...] = ()
    """The same as codes."""
    record: tuple[c.RejectChoice | c.AnswerTutor, ...] = ()
    """To be submitted: wrong first choices, one a field, or a wrong answer to the tutor; empty when
    nothing was decided, or the first try was judged before."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A command with the fields that are not open yet."""

    command: c.Command
    """What to submit."""
    filled: tuple[Filled, ...] = ()
    """What the tutor put in."""


@dataclass(frozen=True, slots=True)
class OwnMove:
    """Something that the tutor does, because its field is not open yet."""

    command: c.Command
    """What to submit."""
    why: str
    """One line."""


class HasDesk(HasJournal, Protocol):
    """A shift, or whatever stands for one."""

    @property
    def setting(self) -> Setting:
        """The scenario, with the lesson's plan."""

    @property
    def desk(self) -> Desk:
        """What can be known now."""


class Guide:
    """The tutor at the trainee's side during one shift."""

    def __init__(self, shift: HasDesk) -> None:
        """Sit down.

        Args:
            shift: The running shift; its Desk, its journal and the lesson's plan are looked at.
        """
        self._shift = shift
        self._steps = Steps(shift.desk, shift.setting)
        self.past = Past(shift, self._steps)
        """What was done before."""
        self._naming = Naming(shift.desk.setting, shift.desk.estate, self._label)
        self._agenda = Agenda(shift.desk, self._steps)
        self._number = 1
        self._looked = len(shift.journal), self._done()
        self._ended = ""

    @property
    def _desk(self) -> Desk:
        return self._shift.desk

    def due(self) -> tuple[Due, ...]:
        """Moves that could be made now, the most pressing first."""
        return self._agenda.due()

    @property
    def move(self) -> Due | None:
        """The move that comes next; none: nothing is due."""
        return self._agenda.move

    def step(self) -> GuidedStep | None:
        """The step at hand: the newest open one, or an older one whose work is more pressing."""
        steps, move = self._steps.opened(), self.move
        for each in reversed(steps):
            names = self._steps.subjects_of(each)
            if move is not None and move.subject in names and not self._steps.is_handled(each):
                return each
        return steps[-1] if steps else None

    def words(self) -> str:
        """What the tutor says of the move that comes next; empty where it says nothing."""
        move, step = self.move, self.step()
        if move is None:
            return ""
        if step is not None and self._begins(step, move):
            return step.words
        return FIRST.get(move.kind, "") if self.names_the_key() and not self._is_own(move) else ""

    def names_the_key(self) -> bool:
        """Whether the tutor still says with which key the next move is made."""
        move = self.move
        return move is not None and self.past.rung(self.past.skill(move.kind, move.subject)) > 0

    def ended(self) -> str:
        """What is to be said of the step that the last move has ended; empty: it has ended none.

        A step that ends while something else is done, or while time passes, ends without a word.
        """
        count, done = len(self._shift.journal), self._done()
        before, old = self._looked
        if count != before:
            last = self.past.last()
            own = (e for e in self._steps.all if last in self._steps.subjects_of(e))
            said = (e.ends for e in own if e.id in done - old)
            self._ended = next(filter(None, said), "")
        self._looked = count, done
        return self._ended

    def _done(self) -> frozenset[str]:
        return frozenset(each.id for each in self._steps.all if self._steps.is_handled(each))

    def to_decide(self) -> tuple[str, tuple[Answer, ...]]:
        """What the trainee is to decide now, and on what; nothing: it is only to be done."""
        move = self.move
        if move is None or self._is_own(move):
            return "", ()
        open_ = self._steps.open_on(move.subject)
        own = tuple(e for e in move.answers if e.field in open_ and e.field in COACHED)
        return move.subject, own

    def question(self, kind: str, subject: str) -> GuidedQuestion | None:
        """What the tutor asks before a move; none: nothing, or it was answered rightly.

        Args:
            kind: Kind of the command.
            subject: What it would be about.
        """
        return next(
            (
                asked
                for step in self._steps.opened()
                for asked in step.asks
                if asked.before == kind
                and subject in self._steps.come(asked.subject)
                and asked.answer not in self.past.answers(asked.id)
            ),
            None,
        )

    def asked(self) -> GuidedQuestion | None:
        """What the tutor asks now, before the move that comes next."""
        move = self.move
        return self.question(move.kind, move.subject) if move is not None else None

    def acknowledged(self) -> str:
        """What is said of a right answer to a question, just given; empty: there was none."""
        journal = self._shift.journal
        last = journal[-1].command if journal else None
        if not isinstance(last, c.AnswerTutor):
            return ""
        asked = self._asked_as(last.question)
        return f"Right. {asked.line}" if last.option == asked.answer else ""

    def place(self) -> tuple[int, int]:
        """Which step it is, from 1, and how many there are.

        Steps are counted in the order in which they are done, not as the plan has them: it is the
        number of those that are done, and one. So what is broken off for something more pressing
        makes no number fall, nor does a record that comes back.
        """
        count = len(self._steps.all)
        self._number = min(max(self._number, self._steps.done() + 1), count)
        return self._number, count

    def waiting(self) -> tuple[str, ...]:
        """Who or what waits and may wait now, by name."""
        due, desk = {each.subject for each in self.due()}, self._desk
        left = [each for each in desk.inbox if str(each) not in due]
        return tuple(
            self._naming.person(desk.contacts[ContactId(each)].person)
            if each in desk.contacts
            else self._label(each)
            for each in left
        )

    def about(self) -> str:
        """What the next move is about, as people call it; empty: there is none."""
        return "" if self.move is None else self._label(self.move.subject)

    def first(self) -> str:
        """Kind of the command that comes next; empty: none, or which is the trainee's to say.

        A report that could be one more of the same is only said to be due: whether it is one, is
        the trainee's to say.
        """
        move = self.move
        if move is None:
            return ""
        report = move.kind in ("log-ticket", "link-ticket")
        return "" if report and "link" in self._steps.open_on(move.subject) else move.kind

    def open_fields(self) -> frozenset[str]:
        """Fields and moments that are the trainee's by now on some subject."""
        return self._steps.open_fields()

    def open_on(self, subject: str) -> frozenset[str]:
        """Fields and moments that are the trainee's on a subject."""
        return self._steps.open_on(subject)

    def may_wait(self) -> bool:
        """The work of the present step is done, as far as it can be."""
        return not self.due()

    def wait_until(self) -> int:
        """The second at which waiting ends at the latest: a word is due, or the shift is over."""
        desk = self._desk
        promised = [desk.tickets[each].promised_at for each in desk.open]
        looks = [at - KEEP_PROMISE for at in promised if at is not None]
        if self._steps.note_at_last is not None and desk.handover is None:
            looks.append(self._steps.note_at_last)
        return min((at for at in looks if at > desk.at), default=desk.setting.horizon)

    def finished(self) -> bool:
        """All steps are done and no promise is left to be kept; the shift can be handed over."""
        return self.has_come_through() and not self.promised()

    def has_come_through(self) -> bool:
        """All steps are done."""
        steps = self._steps.opened()
        done = all(self._steps.is_handled(each) for each in steps[-1:])
        return len(steps) == len(self._steps.all) and done

    def promised(self) -> tuple[tuple[str, int], ...]:
        """Whom a word was promised before the planned end, by name, and for which second."""
        desk = self._desk
        kept = (desk.tickets[each] for each in desk.open)
        return tuple(
            (self._label(str(each.id)), each.promised_at)
            for each in kept
            if each.promised_at is not None and each.promised_at <= desk.setting.horizon
        )

    def fills(self, kind: str, subject: str) -> tuple[Filled, ...]:
        """What a form of a kind of command shows greyed."""
        due = self._agenda.of(kind, subject)
        return () if due is None else self._filled(due)

    def complete(self, command: c.Command) -> Completed:
        """Fill in what is not open yet."""
        subject = subject_of(command)
        due = self._agenda.of(command.kind, subject)
        if due is None or type(due.best) is not type(command):
            return Completed(self._promising(command))
        open_ = self.open_on(subject)
        names = [each.name for each in fields(command)]
        values = {
            name: getattr(due.best, name)
            for name in names
            if name not in _NAMES and _ATTRIBUTES.get(name, "") not in open_
        }
        return Completed(replace(command, **values), self._filled(due))

    def check(self, command: c.Command) -> Rejection | None:
        """Whether a command may be submitted; none: it may."""
        if isinstance(command, c.AnswerTutor):
            return self._answer(command)
        subject = subject_of(command)
        refusal = self.too_early(command.kind, subject)
        if refusal is not None or command.kind in FREE:
            return refusal
        due = self._agenda.of(command.kind, subject)
        if due is not None:
            return self._compared(due, command)
        wanted = self._agenda.about(subject)
        return None if wanted is None else self._rejected(subject, [(wanted.answers[0], "")])

    def too_early(self, kind: str, subject: str) -> Rejection | None:
        """Why a kind of command is not begun now; none: it may be, and is judged when it is whole.

        What a later step asks for may be done at once where it is the next move on its subject and
        nothing more pressing is due.

        Args:
            kind: Kind of the command.
            subject: What it would be about.
        """
        if kind in FREE or self._agenda.of(kind, subject) is not None:
            return None
        wanted = self._agenda.about(subject)
        if wanted is not None and "link" in wanted.fields and kind == "log-ticket":
            return None
        if wanted is not None and wanted.kind == "log-ticket" and kind == "link-ticket":
            return Rejection(STANDS_ALONE)
        first = wanted or self.move
        if first is None:
            return Rejection("Not yet: this one keeps. Press . and the clock runs on.")
        about = "" if wanted is not None else f" ({self._label(first.subject)})"
        in_vain = kind == "apply-workaround" and first.kind == "assign-ticket" and not about
        said = "Nothing that is written down helps with this one." if in_vain else "Not yet."
        said = f"{said} {FIRST.get(first.kind, 'Something else comes first.')}{about}"
        return Rejection(" ".join(filter(None, (said, self._why_it_waits(subject, first)))))

    def is_early(self, command: c.Command) -> bool:
        """Whether a command does what the lesson would come to later, and may."""
        return self._agenda.early(command.kind, subject_of(command)) is not None

    def _why_it_waits(self, subject: str, first: Due) -> str:
        """Why one thing may wait for another; empty where it is the same matter."""
        desk = self._desk
        if subject == "handover":
            return "The note comes last: it names what is still open then."
        if subject == first.subject or ContactId(subject) not in desk.contacts:
            return ""
        name = self._naming.person(desk.contacts[ContactId(subject)].person)
        if desk.live.get(TRAINEE) == subject and keeps_promise(desk, first.subject):
            return f"{name} holds the line half a minute: a word was promised, and it is due."
        if desk.live.get(TRAINEE) == subject:
            return f"{name} holds the line: what came in before needs its record first."
        if desk.live.get(TRAINEE) == first.subject:
            return f"{name} waits, and may: somebody is on the line."
        if self._steps.is_shown(first.subject):
            return f"{name} waits, and may: watch this one first."
        return f"{name} waits, and may: this one is more pressing."

    def own_move(self) -> OwnMove | None:
        """What the tutor does next; none: it is the trainee's turn."""
        move = self.move
        if move is None or not self._is_own(move) or self.asked() is not None:
            return None
        return OwnMove(move.best, why_of(move, self._naming))

    def _is_own(self, move: Due) -> bool:
        """Whether a move is the tutor's: shown on purpose, or its fields are not open yet."""
        if self._steps.is_shown(move.subject):
            return True
        open_ = self.open_on(move.subject) | LATE
        return bool(move.fields) and not set(move.fields) & open_

    def _begins(self, step: GuidedStep, move: Due) -> bool:
        """Whether a move is the one before which a step's words are said."""
        subjects = self._steps.subjects_of(step)
        if move.subject not in subjects:
            return False
        done = self.past.done_on(subjects)
        if step.before:
            return move.kind == step.before and step.before not in done
        return bool(move.fields) and not any(each in MOMENTS for each in done)

    def _answer(self, command: c.AnswerTutor) -> Rejection | None:
        """Compare an answer with the plan's; none: it is right."""
        asked = self._asked_as(command.question)
        if command.option == asked.answer:
            return None
        again = bool(self.past.answers(asked.id))
        sentence = f"It is: {asked.options[asked.answer]}." if again else "Look again."
        return Rejection(sentence, (asked.line,), (), () if again else (command,))

    def _asked_as(self, question: str) -> GuidedQuestion:
        """A question of the plan, by its id."""
        return next(e for step in self._steps.all for e in step.asks if e.id == question)

    def _compared(self, due: Due, command: c.Command) -> Rejection | None:
        wrong = []
        open_ = self.open_on(due.subject)
        for answer in due.answers:
            given = _given(command, answer.field)
            if answer.field in open_ and given not in answer.accepted:
                wrong.append((answer, given))
        return self._rejected(due.subject, wrong) if wrong else None

    def _rejected(self, subject: str, wrong: list[tuple[Answer, Any]]) -> Rejection:
        """Say what is wrong; who is wrong twice is told the answer."""
        record, said, seen = [], [], list[Evidence]()
        for answer, given in wrong:
            key = (subject, answer.field)
            sentence = what_is_wrong(answer, given)
            if key in self.past.tried():
                told = value_words(answer.field, answer.value, self._naming)
                sentence += f" {FIELDS[answer.field].rstrip('?')}: {told}."
            else:
                record.append(c.RejectChoice(subject, answer.field, _coded(given)))
            said.append(sentence)
            seen += answer.evidence
        unique = tuple(dict.fromkeys(seen))
        lines = tuple(evidence_words(each, self._naming) for each in unique)
        return Rejection(" ".join(said), lines, unique, tuple(record))

    def _filled(self, due: Due) -> tuple[Filled, ...]:
        open_ = self.open_on(due.subject)
        names = [each.name for each in fields(due.best)]
        hidden = [n for n in names if n not in _NAMES and _ATTRIBUTES.get(n, "") not in open_]
        return fillings(self._desk, due, hidden, self._naming)

    def _promising(self, command: c.Command) -> c.Command:
        """A word to a caller says when the next one comes."""
        if isinstance(command, (c.UpdateCaller, c.SendNotice)) and command.next_minutes is None:
            ticket = self._desk.tickets.get(TicketId(command.ticket))
            return replace(command, next_minutes=next_minutes(ticket))
        return command

    def _label(self, subject: str) -> str:
        """What people call a contact, alert or record."""
        desk = self._desk
        contact = desk.contacts.get(ContactId(subject))
        if contact is not None:
            return f"{self._naming.person(contact.person)}, {self._naming.time(contact.at)}"
        alert = next((e for e in desk.alerts.values() if e.id == subject), None)
        if alert is not None:
            seen = "alert" if alert.acknowledged is None else SIGNIFICANCES[alert.acknowledged]
            about = alert.component or self._naming.team(alert.owner or SERVICE_DESK)
            return f"{seen.lower()} on {about}, {self._naming.time(alert.at)}"
        ticket = desk.tickets.get(TicketId(subject))
        if ticket is not None:
            return ticket_number(ticket.record, ticket.number)
        return "the note to the next shift" if subject == "handover" else subject


def _given(command: c.Command, field: str) -> object:
    """What a command says on a field."""
    for name, own in _ATTRIBUTES.items():
        if own == field and hasattr(command, name):
            value = getattr(command, name)
            return frozenset(value) if isinstance(value, tuple) else value
    return None


def _coded(given: object) -> str:
    if isinstance(given, frozenset):
        return ", ".join(sorted(map(str, given)))
    return "" if given is None else str(given)
