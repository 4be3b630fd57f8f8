"""Coached mode at the desk: what the coach says after a decision, and the hints that he sells.

The one idea: the coach knows nothing of screens and the screen nothing of skills; between them
stands this, and journals what was told, because that changes what a decision is worth. He refuses
nothing and stands in nobody's way: whoever does not read on simply goes on.
"""

from __future__ import annotations

from itilsim.coaching.coach_words import Said, fading, feedback, hint, names_of, price
from itilsim.coaching.decisions import decided, open_decisions
from itilsim.coaching.fading import Coach
from itilsim.domain import commands as c
from itilsim.domain.due import Answer
from itilsim.domain.names import TRAINEE, AlertId
from itilsim.seat.names import Called
from itilsim.seat.session import Session
from itilsim.sim.shift import Answer as Done
from itilsim.words.labels import HINTS


class Coaching:
    """The coach, and the shift that he watches."""

    def __init__(self, coach: Coach, session: Session, called: Called) -> None:
        """Sit down.

        Args:
            coach: What was seen before, when a shift is resumed.
            session: The running shift.
            called: For words.
        """
        self._coach = coach
        self._session = session
        self._called = called
        self._hint: tuple[Said, ...] = ()
        self._sold: tuple[str, tuple[Answer, ...]] | None = None

    @property
    def words(self) -> tuple[Said, ...]:
        """What the coach says now; nothing: he is silent."""
        if self._hint:
            return self._hint
        found = self._coach.now
        if not found:
            return ()
        fades = self._coach.fades
        said = feedback(found, self._session.desk, self._called)
        return (*said, fading(fades)) if fades else said

    @property
    def more(self) -> int:
        """How many remarks follow what is said now."""
        return 0 if self._hint else self._coach.more

    def submit(self, command: c.Command) -> Done:
        """Do something, and let the coach see it.

        Raises:
            Refused: As the session says.
            NotSaved: As the session says.
        """
        found = decided(self._session.desk, command)
        done = self._session.submit(command)
        self._close_hint()
        self._coach.take(command, found)
        return done

    def speak(self) -> None:
        """Say what is to be said now, and keep that it was said.

        Raises:
            NotSaved: It could not be stored.
        """
        session = self._session
        if session.ended or session.paused:
            return
        desk = session.desk
        for command in self._coach.speak(pause=not desk.inbox and TRAINEE not in desk.live):
            session.submit(command)
            self._coach.take(command, ())

    def go_on(self) -> bool:
        """Take away what was said; whether there was anything."""
        if not self.words:
            return False
        if self._hint:
            self._close_hint()
        else:
            self._coach.go_on()
        return True

    def ask(self, subject: str) -> None:
        """Show what the next rung of a hint on something costs, or give it if that was shown.

        Args:
            subject: What is looked at.

        Raises:
            Refused: The clock stands.
            NotSaved: That it was taken could not be stored.
        """
        about, answers = open_decisions(self._session.desk, subject)
        if not answers:
            self._sold = None
            self._hint = (
                Said("head", "Hint"),
                Said("seen", "There is nothing to decide here just now."),
            )
            return
        rung = self._taken(about, answers)
        if self._sold == (about, answers) and rung < max(HINTS):
            rung += 1
            for each in answers:
                command = c.AskHint(about, each.field, rung)
                self._session.submit(command)
                self._coach.take(command, ())
        self._sold = about, answers
        self._hint = tuple(self._offered(about, answers, rung))

    def _offered(self, about: str, answers: tuple[Answer, ...], rung: int) -> list[Said]:
        """What was bought so far, and the price of what comes next."""
        desk, called = self._session.desk, self._called
        lines = [Said("head", f"Hint · {self._called_so_far(about)}: {names_of(answers)}")]
        if rung:
            lines += hint(answers, rung, desk, called)
        if rung < max(HINTS):
            tried = any((about, each.field) in self._coach.tried for each in answers)
            words = price(answers, rung + 1, tried=tried)
            lines.append(Said("mend", f"x tells {HINTS[rung + 1]}: {words}."))
        return lines

    def _taken(self, about: str, answers: tuple[Answer, ...]) -> int:
        """The rung that was bought for all of these."""
        return min(self._coach.hints.get((about, each.field), 0) for each in answers)

    def _called_so_far(self, about: str) -> str:
        """What it is called, without saying what kind of event an alert is before it is decided."""
        alert = self._session.desk.alerts.get(AlertId(about))
        if alert is None or alert.acknowledged is not None:
            return self._called.subject(about)
        return f"alert, {alert.component or self._called.alerted(alert)}"

    def _close_hint(self) -> None:
        self._hint, self._sold = (), None
