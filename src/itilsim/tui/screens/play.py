"""Play: what can be done at the desk.

The one idea: a key asks `making` for a form or a command, a form leaves with a command, and every
command goes the same way: buddy, shift, view.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from itilsim.domain import commands as c
from itilsim.domain.errors import Refused
from itilsim.seat.offered import next_action, possible
from itilsim.seat.session import NotSaved
from itilsim.seat.snapshot import DeskView
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.desk import DeskScreen
from itilsim.tui.widgets.queue import Queue
from itilsim.words.actions import actions_on

if TYPE_CHECKING:
    # Forms and pages are loaded when the first one is opened, the buddy in guided mode alone.
    from itilsim.seat.draft import FormView
    from itilsim.seat.tutor import Guiding

ON_SELECTION: Final = frozenset(action.name for action in actions_on("play") if action.fits)
"""Actions on what is selected; each has a maker of the same name."""

ScreenT = TypeVar("ScreenT", bound="type[Play]")


def _acting(screen: ScreenT) -> ScreenT:
    """Give the screen an `action_<name>` for every action on what is selected."""

    def handler(name: str) -> Callable[[Play], None]:
        def act(self: Play) -> None:
            self.begin(name)

        act.__doc__ = f"Begin `{name}` on the selection."
        return act

    for name in ON_SELECTION:
        setattr(screen, f"action_{name}", handler(name))
    return screen


@_acting
class Play(DeskScreen):
    """Leaves with `ended` when the shift is over, or with `left` when it is only left."""

    PLACE = "play"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "play.tcss"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        del parameters
        session = self.session
        if action == "wait":
            return session.stepped and (self.guiding is None or self.guiding.may_wait())
        if action == "fast_forward":
            return not session.stepped
        if action == "pause":
            # In an assessed shift the clock stands only if the machine has stopped it.
            assessed = session.shift.mode == "assessed"
            return not session.stepped and (not assessed or bool(session.paused))
        if action == "ask_hint":
            return (self.coaching or self.guiding) is not None and self.view.item is not None
        if action == "search_knowledge":
            return self.view.item is not None
        if action in ON_SELECTION:
            return possible(action, session.desk, self.view.item)
        return True

    def on_queue_opened(self, event: Queue.Opened) -> None:
        """Do what comes next with the line."""
        self.selected = event.subject
        self.look()
        if self.selected == event.subject:
            self._next()

    async def action_open(self) -> None:
        """Do what comes next with the selection, wherever the focus is."""
        self._next()

    def action_answer(self, key: str) -> None:
        """Go to the line with that number in the list that has the focus.

        Args:
            key: A digit, counted from 1.
        """
        place = int(key) - 1
        if isinstance(self.focused, Queue) and place < self.focused.option_count:
            self.focused.highlighted = place

    def begin(self, action: str) -> None:
        """Begin an action on the selection: with a form, or at once."""
        from itilsim.seat.draft import FormView
        from itilsim.seat.forms import making

        desk, item = self.session.desk, self.view.item
        if not possible(action, desk, item):
            return
        if self.guiding is not None and item is not None:
            asked = self.guiding.question(action, item.subject)
            if asked is not None:
                self.ask(asked)
                return
        made = making(action, desk, self.called, item)
        if isinstance(made, FormView):
            self.ask(made)
        elif made is not None:
            self.do(made)

    def ask(self, view: FormView) -> None:
        """Show a form; one in which nothing is left to decide is done at once."""
        from itilsim.tui.dialogs.form import Form

        if self.guiding is not None:
            if refusal := self.guiding.too_early(view):
                self.say(refusal)
                return
            view = self.guiding.form(view)
        if all(field.locked for field in view.fields):
            self.do(view.build({field.name: field.value for field in view.fields}))
            return
        judge = self.guiding.rejection if self.guiding is not None else None
        if self._run(self.session.open_form):
            self.app.push_screen(Form(view, judge), self._submitted)

    def do(self, command: c.Command) -> None:
        """Submit a command, unless the buddy has something against it."""
        if self.guiding is not None and (refusal := self.guiding.rejection(command)):
            self.say(refusal)
        else:
            self._submit(command)

    def action_wait(self) -> None:
        """Let the clock run to what comes next."""
        until = self.guiding.wait_until() if self.guiding is not None else None
        self._run(lambda: self.session.wait(until))

    def action_ask_hint(self) -> None:
        """Show what a hint on the selection costs; once more, and it is given."""
        if self.guiding is not None:
            self._run(self.guiding.ask)
            return
        coaching, item = self.coaching, self.view.item
        if coaching is not None and item is not None:
            self._run(lambda: coaching.ask(item.ticket or item.subject))

    def action_fast_forward(self) -> None:
        """Hurry to the next arrival, or stop hurrying."""
        if not self.session.paused:
            self.session.hurry()
            self.show_bar()

    def action_pause(self) -> None:
        """Stop the clock, or let it run."""
        if self.session.paused:
            self.session.resume()
            self.say("")
        else:
            self.session.pause()
        self.show_bar()

    def action_search_knowledge(self) -> None:
        """Search for what is selected, and show what was found."""
        from itilsim.seat.forms import found

        item = self.view.item
        if item is None:
            return
        if self._submit(c.SearchKnowledge(item.ticket or item.subject)):  # type: ignore[arg-type]  # a subject is one of its ids
            self.ask(found(self.session.desk, self.called, self.view.item or item))

    def action_write_handover(self) -> None:
        """Write the note to the next shift."""
        from itilsim.seat.forms import handover

        self.ask(handover(self.session.desk, self.called))

    def action_end_shift(self) -> None:
        """Hand over, after one question."""
        from itilsim.tui.dialogs.confirm import Confirm

        note = "" if self.session.desk.handover else " You have not written a handover note (H)."
        count = len(self.session.desk.open)
        words = f"{count} open. You cannot come back to this shift.{note}"

        def answered(sure: bool | None) -> None:  # noqa: FBT001 - what a dialog leaves with
            if sure:
                self._submit(c.EndShift())

        self.app.push_screen(Confirm("End the shift now?", words), answered)

    def action_leave_shift(self) -> None:
        """Leave for now; everything is saved."""
        self.session.remember()
        self.dismiss("left")

    def _next_guided(self, guiding: Guiding) -> None:
        """Do what is due, wherever it is; what is still to be decided is left to be decided."""
        name, subject = guiding.offer()
        if subject and subject != "handover":
            self._turn_to(subject)
        asked = guiding.question(name, subject)
        if asked is not None:
            self.ask(asked)
        elif guiding.title(name):
            self._run(guiding.show)
        elif name in ON_SELECTION:
            self.begin(name)
        elif name:
            _ELSEWHERE[name](self)
        else:
            self.say("That is yours to decide: choose one of the keys above.")

    def _next(self) -> None:
        if self.guiding is not None:
            if self.guiding.close_hint():
                self.look()
            else:
                self._next_guided(self.guiding)
            return
        if self.coaching is not None and self.coaching.go_on():
            self._run(self.coaching.speak)
            return
        item = self.view.item
        name = next_action(self.session.desk, item) if item is not None else ""
        if name == "search_knowledge":
            self.action_search_knowledge()
        elif name:
            self.begin(name)
        elif item is not None and "ringing" in item.kinds:
            self.say("You are in a call. End it first (e).")
        elif item is not None:
            self.say("Nothing comes next here by itself. The keys below show what can be done.")

    def _submitted(self, command: c.Command | None) -> None:
        """Take what a form left with."""
        self.session.close_form()
        if command is not None:
            self._submit(command)

    def _submit(self, command: c.Command) -> bool:
        """Submit a command; whether it was done."""
        if self.guiding is not None:
            self.guiding.close_hint()
            command = self.guiding.completed(command)
        done, submit = command, self.session.submit
        if self.coaching is not None:
            submit = self.coaching.submit
        return self._run(lambda: submit(done))

    def _run(self, doing: Callable[[], object]) -> bool:
        """Do something that lets time pass, and show what came of it; whether it was done."""
        before = self.view
        try:
            if self.guiding is not None:
                self.guiding.did = ()
            doing()
            if self.guiding is not None:
                self.guiding.follow()
            if self.coaching is not None:
                self.coaching.speak()
        except Refused as refused:
            self.say(f"✗ {refused.reason} {refused.hint}")
            return False
        except NotSaved as error:
            self.say(f"✗ {error} Press p to go on." if not self.session.stepped else f"✗ {error}")
            return False
        finally:
            self.look()
        trouble = self.session.paused if self.session.stepped else ""
        self.say(f"✗ {trouble}" if trouble else outcome(before, self.view))
        if self.guiding is not None:
            self._turn_to(self.guiding.subject(self.selected))
        if self.session.ended:
            self.end()
        return True

    def _turn_to(self, subject: str) -> None:
        """Select something else."""
        if subject != self.selected:
            self.selected = subject
            self.look()


_ELSEWHERE: Final[dict[str, Callable[[Play], None]]] = {
    "wait": Play.action_wait,
    "search_knowledge": Play.action_search_knowledge,
    "write_handover": Play.action_write_handover,
}
"""Further actions that the enter key begins in guided mode."""


def outcome(before: DeskView, after: DeskView) -> str:
    """What came of a command, in a line: the last thing that happened here, and what came in."""
    parts = []
    same = before.item is not None and after.item is not None
    if same and before.item.subject == after.item.subject:  # type: ignore[union-attr]  # as said
        new = after.item.lines[len(before.item.lines) :]  # type: ignore[union-attr]  # as said
        last = new[-1] if new else None
        if last is not None and last.voice == "done":
            parts.append(f"{'✓ ' if last.who == 'You' else ''}{last.who} {last.words}")
        elif last is not None:
            parts.append(f"{last.who}: “{last.words}”")
    known = {row.subject for row in before.came_in}
    came = [row for row in after.came_in if row.subject not in known]
    if came:
        named = ", ".join(f"{row.channel} {row.who}" for row in came)
        parts.append(f"Meanwhile: {named}.")
    return "  ".join((*parts, *after.promised[:1]))
