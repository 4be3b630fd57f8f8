"""Guided mode on the play screen: what the tutor says, asks, fills in, refuses and does itself.

The one idea: the guide knows nothing of screens and the screen nothing of steps; between them
stands this, in the order that the guide asks for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from itilsim.coaching.coach_words import Said, hint
from itilsim.coaching.guided import Guide
from itilsim.domain.commands import AnswerTutor, AskHint, Command, ConfirmRestoration
from itilsim.domain.due import keeps_promise
from itilsim.domain.names import TRAINEE
from itilsim.domain.telling import has_news, nearly_promised
from itilsim.seat.draft import Choice, Field, FormView
from itilsim.seat.names import Called
from itilsim.seat.offered import phone
from itilsim.seat.session import Session
from itilsim.words.actions import action_named
from itilsim.words.labels import HINTS

STUCK: Final = 40.0
"""Real seconds without a step forward after which help is offered. Source: the lesson's script."""
NOT_YET: Final = "Not yet: what is repaired has to come back for each of them. Ask once more."
"""Said when callers were asked whether it works, and it did not."""
EARLY: Final = "✓ You were ahead of me, and that could be done now."
RIGHT: Final = "✓ Right."
"""Said when the trainee has decided something, and rightly; of a wrong choice it is said why."""
SHOW, ANSWER = "show", "answer"
TITLES: Final = {SHOW: "Watch", ANSWER: "Answer", "": "Choose"}
"""What Enter does besides the actions of the desk: let the tutor act, answer what it asks, or show
what can be done where that is to be decided."""


def _who_may_wait(names: tuple[str, ...]) -> str:
    """Who waits, and that it is all right."""
    if not names:
        return "Nobody waits, and all is done for now."
    if len(names) == 1:
        return f"{names[0]} waits, and may: you will come to that later."
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} wait, and may: you will come to them later."


class Guiding:
    """The tutor, and the shift it watches."""

    def __init__(self, guide: Guide, session: Session, called: Called) -> None:
        """Sit down.

        Args:
            guide: Who knows what is due.
            session: The running shift.
            called: For words.
        """
        self.guide = guide
        """Who knows what is due."""
        self._session = session
        self._called = called
        self._hint: tuple[Said, ...] = ()
        self._nudge = ""
        self._stood = len(session.shift.journal), session.real_time
        self._early = 0
        self._right = 0

    @property
    def nudge(self) -> str:
        """The help that is offered to whoever seems to be stuck; empty: none."""
        return self._nudge if self._stood[0] == len(self._session.shift.journal) else ""

    def beat(self, *, busy: bool = False) -> bool:
        """Look whether the trainee is stuck, and if so offer help, once.

        What is offered is no help yet: only a hint that is taken is counted.

        Args:
            busy: Something else is read or filled in; the time begins anew after it.

        Returns:
            Whether help is offered from now on.
        """
        count, now = len(self._session.shift.journal), self._session.real_time
        if busy or count != self._stood[0]:
            self._nudge, self._stood = "", (count, now)
        elif not self._nudge and now - self._stood[1] >= STUCK:
            self._nudge = self._offered()
            return bool(self._nudge)
        return False

    def _offered(self) -> str:
        """The next rung of help: the key, where it is not said already, or a hint."""
        guide = self.guide
        if guide.finished() or guide.may_wait() or guide.own_move() is not None:
            return ""
        calm, about = "No hurry.", guide.about()
        if self._session.stepped:
            calm = "No hurry: the clock stands while you think."
        if guide.asked() is not None:
            return f"{calm} Enter shows the answers to choose from."
        said = [calm]
        if not guide.names_the_key():
            said.append(f"{about}: {self._keys()}.")
        subject, answers = guide.to_decide()
        rung = min((guide.past.hinted(subject, e.field) for e in answers), default=0) + 1
        if answers and rung in HINTS:
            said.append(f"x tells {HINTS[rung]}; only if you take it, it counts as help.")
        elif len(said) == 1:
            said.append("Enter does what comes next.")
        return " ".join(said)

    @property
    def hint(self) -> tuple[Said, ...]:
        """The hint that was asked for last, until something else is done."""
        return self._hint

    def ask(self) -> None:
        """Give the next rung of a hint on what is to be decided now: it is free, and counted.

        Raises:
            NotSaved: That it was taken could not be stored.
        """
        desk, called = self._session.desk, self._called
        about, answers = self.guide.to_decide()
        if not answers:
            words = "There is nothing to decide just now: the line above says what comes next."
            self._hint = (Said("head", "Hint"), Said("seen", words))
            return
        taken = [self.guide.past.hinted(about, each.field) for each in answers]
        rung = min(min(taken) + 1, max(HINTS))
        for each in answers:
            self._session.submit(AskHint(about, each.field, rung))
        lines = [Said("head", f"Hint on {self.guide.about()}")]
        lines += hint(answers, rung, desk, called)
        free = "it is free, and counts as help" if rung == 1 else "free, too"
        if rung < max(HINTS):
            lines.append(Said("mend", f"x again tells {HINTS[rung + 1]}: {free}."))
        self._hint = tuple(lines)

    def close_hint(self) -> bool:
        """Take a hint away; whether there was one."""
        shown, self._hint = bool(self._hint), ()
        return shown

    def goes_on(self) -> bool:
        """Whether the lesson has steps to come."""
        return not self.guide.has_come_through()

    def may_wait(self) -> bool:
        """The work of the present step is done."""
        return self.guide.may_wait()

    def wait_until(self) -> int:
        """The second at which waiting ends at the latest."""
        return self.guide.wait_until()

    def words(self) -> str:
        """What the tutor says now."""
        of_last = self._of_the_last_move()
        if self.guide.finished():
            return _lines(*of_last, "All done. End the shift when you are ready: press Q.")
        if self.guide.may_wait():
            waits = _who_may_wait(self.guide.waiting())
            if self.guide.has_come_through():
                whom, when = min(self.guide.promised(), key=lambda each: each[1])
                waits = f"A promise is left: {whom} hears from you by {self._called.when(when)}."
            return _lines(*of_last, f"{waits} Press . and the clock runs on.")
        number, count = self.guide.place()
        asked = self.guide.asked()
        said = asked.words if asked is not None else self.guide.words()
        place = f"Step {number} of {count}."
        told = (f"{place} {said}", self._next()) if said else (f"{place} {self._next()}",)
        return _lines(*of_last, *told)

    def _of_the_last_move(self) -> tuple[str, ...]:
        """What is said of what was done last: it was early, was right, or has ended a step."""
        count = len(self._session.shift.journal)
        right, ended = self.guide.acknowledged(), self.guide.ended()
        if self._was_told_no():
            return NOT_YET, ended
        if 0 < self._early == count:
            return EARLY, ended
        if not right and 0 < self._right == count:
            return (f"{RIGHT} {ended}".rstrip(),)
        return f"✓ {right}" if right else "", ended

    def _was_told_no(self) -> bool:
        """The last thing done was to ask whether it works, and it did not."""
        journal, desk = self._session.shift.journal, self._session.desk
        last = journal[-1].command if journal else None
        return isinstance(last, ConfirmRestoration) and desk.tickets[last.ticket].confirmed is False

    def _next(self) -> str:
        """Which key comes next, and where; once that is known, only where."""
        about = self.guide.about()
        if self.guide.asked() is not None:
            # What it is about may be what is asked.
            return "▸ Press enter to answer."
        move = self.guide.own_move()
        if move is not None:
            return f"▸ {about}: {move.why} Press enter to watch."
        if not self.guide.names_the_key():
            # What is to be done is asked only where enter does not do it.
            asked = "" if self.guide.first() else " What is to be done?"
            why = f"{asked}{self._news()}{self._who_holds()}"
            return f"▸ Your turn: {about}.{why}{self._who_rings()}"
        end = "." if self.guide.first() else "?"
        return f"▸ {about}: {self._keys()}{end}{self._news()}{self._who_rings()}"

    def _who_holds(self) -> str:
        """Who is on the line while something else comes first; empty: nobody."""
        desk, subject = self._session.desk, self.guide.due()[0].subject
        live = desk.live.get(TRAINEE)
        if live is None or subject in (live, desk.contacts[live].ticket):
            return ""
        name = self._called.person(desk.contacts[live].person)
        return f" {name} holds the line meanwhile."

    def _who_rings(self) -> str:
        """That the phone rings while something else comes first, and why it may; empty: silence."""
        desk, due = self._session.desk, self.guide.due()
        rings = phone(desk)
        if not rings or desk.live.get(TRAINEE) is not None or due[0].subject == rings:
            return ""
        if any(each.subject == rings for each in due):
            return " Let the phone ring for now: this one is more pressing."
        return " The phone rings: t takes it now, or this first, which is short."

    def where(self, action: str, selected: str) -> str:
        """What an action is about: the selection, unless the tutor has named its key for another.

        Args:
            action: The action.
            selected: What is selected.
        """
        if not self.guide.names_the_key() or action not in self._named():
            return selected
        first, *others = self.guide.due()
        kinds = [each for each in others if each.kind == first.kind]
        return selected if selected in {each.subject for each in kinds} else first.subject

    def _named(self) -> tuple[str, ...]:
        """The actions of which the next move is one: one, or two where that is to be decided."""
        kind = self.guide.first()
        return (kind.replace("-", "_"),) if kind else ("log_ticket", "link_ticket")

    def _keys(self) -> str:
        """With which key the next move is made; with which two, where that is to be decided."""
        keys = " or ".join(f"{e.keys[0]} ({e.title})" for e in map(action_named, self._named()))
        return f"press {keys}" if self.guide.first() else keys

    def offer(self) -> tuple[str, str]:
        """What the enter key does: an action, and on what; no action where that is to be decided.

        What it is about is told even then: the keys that the tutor names act on the selection.
        """
        if self.guide.finished():
            return "end_shift", ""
        if self.guide.may_wait():
            return "wait", ""
        subject = self.guide.due()[0].subject
        if self.guide.asked() is not None:
            return ANSWER, subject
        if self.guide.own_move() is not None:
            return SHOW, subject
        first = self.guide.first()
        return first.replace("-", "_"), subject

    def title(self, name: str) -> str:
        """What the enter key is called where it does something of the tutor's; else empty."""
        return TITLES.get(name, "")

    def question(self, action: str, subject: str) -> FormView | None:
        """What the tutor asks before an action, as a form; none: nothing.

        Args:
            action: The action, or `ANSWER`: whatever is asked now.
            subject: What it is about.
        """
        kind = action.replace("_", "-")
        asked = self.guide.asked() if action == ANSWER else self.guide.question(kind, subject)
        if asked is None:
            return None
        question = asked.id
        listed = tuple(Choice(n, words) for n, words in enumerate(asked.options))
        return FormView(
            "The tutor asks",
            lambda values: AnswerTutor(subject, question, values["option"]),
            (Field("option", "Your answer", listed, ask=asked.words),),
            kind="answer-tutor",
            subject=subject,
        )

    def too_early(self, view: FormView) -> str:
        """Why a form is not opened now; empty: it is."""
        if view.kind == AnswerTutor.kind:
            return ""
        rejected = self.guide.too_early(view.kind, view.subject) if view.kind else None
        return "" if rejected is None else rejected.sentence

    def subject(self, selected: str) -> str:
        """What to look at: what the tutor speaks of, and enter acts on; else the selection.

        Whoever has taken a call looks at the caller, whatever else is due but a promised word.
        """
        desk, due = self._session.desk, [each.subject for each in self.guide.due()]
        kept = bool(due) and due[0] != "handover" and keeps_promise(desk, due[0])
        if selected and selected == desk.live.get(TRAINEE):
            return due[0] if kept else selected
        return selected if not due or due[0] == "handover" else due[0]

    def _news(self) -> str:
        """Why somebody is told something though the next word was promised for later."""
        desk, due = self._session.desk, self.guide.due()[0]
        ticket = desk.ticket_of(due.subject)
        if ticket is None or due.kind not in ("update-caller", "send-notice"):
            return ""
        early = ticket.promised_at is not None and not nearly_promised(desk, ticket)
        return " A team has news that they have not heard." if early and has_news(ticket) else ""

    def form(self, view: FormView) -> FormView:
        """A form with the fields greyed that are not the trainee's yet."""
        fills = {each.name: each for each in self.guide.fills(view.kind, view.subject)}

        def locked(field: Field) -> Field:
            fill = fills.get(field.name)
            if fill is None:
                return field
            if not fill.value:
                return replace(field, locked="none")
            # The value stands above its reason: named again, it would not fit beside the list.
            return replace(field, locked=fill.value, why=fill.why.replace(f" {fill.value}", " it"))

        return replace(view, fields=tuple(map(locked, view.fields)))

    def completed(self, command: Command) -> Command:
        """A command with what the tutor fills in."""
        return self.guide.complete(command).command

    def rejection(self, command: Command) -> str:
        """Why a command is not taken, with the evidence; empty: it is.

        Raises:
            NotSaved: That the choice was wrong could not be stored.
        """
        rejected = self.guide.check(self.completed(command))
        if rejected is None:
            after = len(self._session.shift.journal) + 1
            self._early = after if self.guide.is_early(command) else 0
            _, decided = self.guide.to_decide()
            own = bool(decided) and command.kind == self.guide.due()[0].kind
            self._right = after if own else 0
            return ""
        for each in rejected.record:
            self._session.submit(each)
        return "\n".join((rejected.sentence, *(f"  ➤ {line}" for line in rejected.evidence)))

    def show(self) -> None:
        """Let the tutor do the next thing, which was said before.

        Raises:
            NotSaved: It could not be stored.
        """
        move = self.guide.own_move()
        if move is not None:
            self._session.submit(move.command)


def _lines(*words: str) -> str:
    """Those that are not empty, a line each."""
    return "\n".join(each for each in words if each)
