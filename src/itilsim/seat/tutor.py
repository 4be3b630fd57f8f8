"""Guided mode on the play screen: what the buddy says, fills in, refuses and does himself.

The one idea: the guide knows nothing of screens and the screen nothing of steps; between them
stands this, in the order that the guide asks for.
"""

from __future__ import annotations

from dataclasses import replace

from itilsim.coaching.guided import Guide
from itilsim.domain.commands import Command
from itilsim.domain.errors import Refused
from itilsim.seat.draft import Field, FormView
from itilsim.seat.session import Session
from itilsim.words.actions import action_named

MOST_MOVES = 40
"""Moves of the buddy in a row before he must be going round in circles; tuning constant."""


def _who_may_wait(names: tuple[str, ...]) -> str:
    """Who waits, and that it is all right."""
    if not names:
        return "Nobody waits, and all is done for now."
    if len(names) == 1:
        return f"{names[0]} waits, and may: you come to that later."
    listed = f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} wait, and may: you come to them later."


class Guiding:
    """The buddy, and the shift he watches."""

    def __init__(self, guide: Guide, session: Session) -> None:
        """Sit down.

        Args:
            guide: Who knows what is due.
            session: The running shift.
        """
        self.guide = guide
        """Who knows what is due."""
        self._session = session
        self.did: tuple[str, ...] = ()
        """What the buddy did or filled in last, a line each."""

    def may_wait(self) -> bool:
        """The work of the present step is done."""
        return self.guide.may_wait()

    def wait_until(self) -> int:
        """The second at which waiting ends at the latest."""
        return self.guide.wait_until()

    def words(self) -> str:
        """What the buddy says now."""
        if self.guide.finished():
            return "All done. End the shift when you are ready: press Q."
        if self.guide.may_wait():
            return f"{_who_may_wait(self.guide.waiting())} Press . and the clock runs on."
        number, count = self.guide.place()
        return f"Step {number} of {count}. {self.guide.words()}{self._next()}"

    def _next(self) -> str:
        """Which key comes next, and where."""
        first = self.guide.first()
        if first is None:
            return ""
        kind, about = first
        if not kind:
            either = (action_named(name) for name in ("log_ticket", "link_ticket"))
            keys = " or ".join(f"{each.keys[0]} ({each.title})" for each in either)
            return f"\n▸ {about}: {keys}?"
        action = action_named(kind.replace("-", "_"))
        return f"\n▸ {about}: press {action.keys[0]} ({action.title})."

    def offer(self) -> tuple[str, str]:
        """What the enter key does: an action, and on what; nothing where that is to be decided."""
        if self.guide.may_wait():
            return "wait", ""
        first = self.guide.first()
        if first is None or not first[0]:
            return "", ""
        return first[0].replace("-", "_"), self.guide.due()[0].subject

    def too_early(self, view: FormView) -> str:
        """Why a form is not opened now; empty: it is."""
        rejected = self.guide.too_early(view.kind, view.subject) if view.kind else None
        return "" if rejected is None else rejected.sentence

    def subject(self, selected: str) -> str:
        """What to look at: the selection while something is due on it, else what is due first."""
        due = [each.subject for each in self.guide.due()]
        return selected if not due or selected in due or due[0] == "handover" else due[0]

    def form(self, view: FormView) -> FormView:
        """A form with the fields greyed that are not the trainee's yet."""
        fills = {each.name: each for each in self.guide.fills(view.kind, view.subject)}

        def locked(field: Field) -> Field:
            fill = fills.get(field.name)
            if fill is None:
                return field
            return replace(field, locked=fill.value or "none", why=fill.why if fill.value else "")

        return replace(view, fields=tuple(map(locked, view.fields)))

    def completed(self, command: Command) -> Command:
        """A command with what the buddy fills in."""
        return self.guide.complete(command).command

    def rejection(self, command: Command) -> str:
        """Why a command is not taken, with the evidence; empty: it is.

        Raises:
            NotSaved: That the choice was wrong could not be stored.
        """
        rejected = self.guide.check(self.completed(command))
        if rejected is None:
            return ""
        for each in rejected.record:
            self._session.submit(each)
        return "\n".join((rejected.sentence, *(f"  ➤ {line}" for line in rejected.evidence)))

    def follow(self) -> None:
        """Let the buddy do what is not open yet.

        Raises:
            NotSaved: It could not be stored.
        """
        did: list[str] = []
        for _ in range(MOST_MOVES):
            move = self.guide.buddy()
            if move is None or self._session.ended:
                break
            try:
                self._session.submit(move.command)
            except Refused:
                break
            did.append(move.why)
        self.did = tuple(did)
