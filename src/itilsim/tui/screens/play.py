"""Play: what can be done at the desk.

The one idea: a key asks `making` for a form or a command, a form leaves with a command, and every
command goes the same way: tutor, shift, view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from textual import events

from itilsim.domain import commands as c
from itilsim.domain.errors import Refused
from itilsim.domain.names import TRAINEE, ContactId, TicketId
from itilsim.seat.offered import (
    ASKED,
    RUN_OUT,
    available,
    due_now,
    ending,
    phone,
    possible,
    to_answer,
    waits_next,
    why_not,
)
from itilsim.seat.outcome import outcome
from itilsim.seat.session import NotSaved
from itilsim.seat.snapshot import DeskView
from itilsim.seat.undoing import SECONDS, correction
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.desk import WIDE, DeskScreen
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.queue import Arrivals, Queue
from itilsim.tui.widgets.record_panel import RecordPanel
from itilsim.words.actions import action_named, actions_on

if TYPE_CHECKING:
    # Forms and pages are loaded when the first one is opened, the tutor in guided mode alone.
    from itilsim.seat.draft import FormView
    from itilsim.seat.tutor import Guiding

ON_SELECTION: Final = frozenset(action.name for action in actions_on("play") if action.fits)
"""Actions on what is selected; each has a maker of the same name."""

KEPT: Final = "What you have filled in is kept: the same key goes on from there."
"""Said when a form is left that was begun."""

CHANGING: Final = ON_SELECTION | {
    "wait",
    "pause",
    "fast_forward",
    "next_waiting",
    "search_knowledge",
}
"""Actions that do something at some moments only."""

ScreenT = TypeVar("ScreenT", bound="type[Play]")


def _acting(screen: ScreenT) -> ScreenT:
    """Give the screen an `action_<name>` for every action on what is selected."""

    def handler(name: str) -> Callable[[Play], None]:
        def act(self: Play) -> None:
            self.begin(name)

        act.__doc__ = f"Begin `{name}` on the selection."
        return act

    for name in ON_SELECTION:
        if f"action_{name}" not in vars(screen):
            setattr(screen, f"action_{name}", handler(name))
    return screen


@_acting
class Play(DeskScreen):
    """Leaves with `ended` when the shift is over, or with `left` when it is only left."""

    PLACE = "play"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "play.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-side"), (120, "-wide"), (150, "-wider")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        del parameters
        session, item = self.session, self.view.item
        if action == "wait" and self.guiding is not None and not self.guiding.may_wait():
            return False
        if action == "pause" and session.shift.mode == "assessed" and not session.paused:
            # In an assessed shift the clock stands only if the machine has stopped it.
            return False
        if action == "ask_hint":
            return (self.coaching or self.guiding) is not None and item is not None
        if action == "take_call":
            # In a call, too: then it says what to do first.
            return bool(phone(session.desk))
        if action not in CHANGING or self._is_named_elsewhere(action):
            return True
        return available(action, session.desk, item, stepped=session.stepped)

    def _is_named_elsewhere(self, action: str) -> bool:
        """Whether the tutor has named an action's key for something else than the selection."""
        item = self.view.item
        if self.guiding is None or item is None or action not in ON_SELECTION:
            return False
        return self.guiding.where(action, item.subject) != item.subject

    def look(self) -> None:
        """Read the desk anew; where the class stops, put its question."""
        super().look()
        self._halt()

    def _halt(self) -> None:
        """Put the question of a stop, once the clock has come to it and nothing lies over it."""
        if self.attending is None or not self.session.halted or self.app.screen is not self:
            return
        from itilsim.tui.dialogs.class_stop import ClassStop

        found = self.attending.stop()
        if found is None:
            self.session.go_on()
            return

        def released(sure: bool | None) -> None:  # noqa: FBT001 - what a dialog leaves with
            if not sure:
                self.action_leave_shift()
                return
            self.session.go_on()
            self.look()

        self.app.push_screen(ClassStop(self.attending, found[0], self.view.clock), released)

    def on_screen_resume(self) -> None:
        """A form that was open when the class stopped is gone by now."""
        self.call_next(self._halt)

    def on_queue_opened(self, event: Queue.Opened) -> None:
        """Do what comes next with the line."""
        self.selected = event.subject
        self.look()
        if self.selected == event.subject:
            self._next()

    async def on_plain_options_undecided(self) -> None:
        """Do what comes next where nothing has come in yet, and so no line can be chosen."""
        await self.action_open()

    def on_key(self, event: events.Key) -> None:
        """Read on in the record; say why a key does nothing here that does something elsewhere."""
        if event.key in ("pageup", "pagedown") and isinstance(self.focused, Queue):
            record = self.query_one(RecordPanel)
            page = record.scroll_page_up if event.key == "pageup" else record.scroll_page_down
            page(animate=False)
            event.stop()
            event.prevent_default()
            return
        pressed = {event.key, event.character}
        action = next((e for e in actions_on("play") if e.fits and pressed & set(e.keys)), None)
        if action is None or self.check_action(action.name, ()):
            return
        self.say(f"{action.title}: {why_not(action.name, self.session.desk, self.view.item)}")
        event.stop()

    async def action_open(self) -> None:
        """Do what comes next with the selection, wherever the focus is."""
        self._next()

    def begin(self, action: str) -> None:
        """Begin an action on the selection: with a form, after a question, or at once."""
        from itilsim.seat.draft import FormView
        from itilsim.seat.forms import making

        if self.guiding is not None and self.view.item is not None:
            self._turn_to(self.guiding.where(action, self.view.item.subject))
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
        elif made is not None and action in ASKED and item is not None:
            question, words = ASKED[action]
            question = question.format(record=self.called.label(item.ticket or item.subject))
            self._ask(question, words, lambda: self.do(made))
        elif made is not None:
            self.do(made)

    def action_take_call(self) -> None:
        """Answer the phone."""
        desk, before = self.session.desk, self.selected
        caller = to_answer(desk, self.view.item)
        if not caller:
            return
        if TRAINEE in desk.live:
            self.say("You are in a call. End it first (e).")
            return
        self._turn_to(caller)
        if not self.do(c.TakeCall(ContactId(caller))):
            self._turn_to(before)

    def action_next_waiting(self) -> None:
        """Go to what waits, with the cursor alone."""
        self._turn_to(waits_next(self.session.desk, self.selected) or self.selected)
        self.say("")

    def action_undo(self) -> None:
        """Set the last step right by the command that corrects it, or say why that cannot be."""
        slip = self.slip
        if slip is None or self.session.desk.at > slip.until:
            self.say(f"There is nothing to undo: a step can be corrected for {SECONDS} seconds.")
            return
        self._turn_to(slip.subject)
        if slip.command is not None:
            if self.do(slip.command):
                self.slip = None
                self.say(f"✓ {slip.words} The step and its correction both stay in the log.")
                self._show_undo()
            return
        self.say(slip.words)
        if slip.action:
            self.begin(slip.action)

    def action_all_actions(self) -> None:
        """Show everything that can be done now, and why the rest cannot."""
        from itilsim.tui.dialogs.sheet import Sheet, parts

        desk, item, hidden = self.session.desk, self.view.item, self.query_one(KeyBar).hidden
        title = f"All you can do{f' with {item.title}' if item is not None else ''}"
        first = self.comes_next()
        decides = self.guiding is not None and not first

        def able(name: str) -> bool:
            return bool(self.check_action(name, ())) and not (name == "undo" and name in hidden)

        shown = parts(desk, item, able, first)
        self.app.push_screen(Sheet(title, tuple(shown), decides=decides), self._chosen)

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
        judge = self._rejected if self.guiding is not None else None
        if not self._run(self.session.open_form):
            return
        form = Form(view, judge, self._answering)
        place = (view.title, view.subject or self.selected)
        if place in self.drafts:
            form.draft.resume(self.drafts[place])

        def left(command: c.Command | None) -> None:
            done = self._submitted(command) and not isinstance(command, c.TakeCall)
            self.drafts.pop(place, None)
            if not done and form.draft.is_begun:
                self.drafts[place] = form.draft
                if command is None:
                    self.say(KEPT)

        self.app.push_screen(form, left)

    def _rejected(self, command: c.Command) -> str:
        """Why the tutor does not take a command; what was said of the last one is over."""
        if self.guiding is None:
            return ""
        refusal = self.guiding.rejection(command)
        self._show_tutor(self.guiding)
        return refusal

    def do(self, command: c.Command) -> bool:
        """Submit a command, unless the tutor has something against it; whether it was done."""
        if self.guiding is not None and (refusal := self.guiding.rejection(command)):
            self.say(refusal)
            return False
        return self._submit(command)

    def action_wait(self) -> None:
        """Let the clock run to what comes next."""
        session, before = self.session, self.session.shift.at
        if self.guiding is not None:
            until = self.guiding.wait_until()
            self._run(lambda: session.wait(until))
        elif session.may_run_out:
            self._ask_to_end(RUN_OUT, lambda: self._run(session.wait))
        elif self._run(session.wait, waits=True):
            self._turn_to(due_now(session.desk) or self.selected)
            if before < session.nearly_over <= session.desk.at:
                note = "" if session.desk.handover else ", and write the note (H)"
                self.say(f"Five minutes to the end: close what is over{note}.")

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
            self.ask(found(self.session.desk, self.view.item or item))

    def action_write_handover(self) -> None:
        """Write the note to the next shift."""
        from itilsim.seat.forms import handover

        self.ask(handover(self.session.desk, self.called))

    def action_end_shift(self) -> None:
        """Hand over, after one question."""
        self._ask_to_end("End the shift now?", lambda: self._submit(c.EndShift()))

    def _ask_to_end(self, question: str, end: Callable[[], object]) -> None:
        """End the shift in some way, after one question."""
        note, leave = (action_named(each).keys[0] for each in ("write_handover", "leave_shift"))
        lesson = self.guiding is not None and self.guiding.goes_on()
        self._ask(question, ending(self.session.desk, note, leave if lesson else ""), end)

    def action_lists(self) -> None:
        """Back to the list of what came in; the shift is left by another key."""
        arrivals = self.query_one(Arrivals)
        if self.focused is arrivals:
            self.say("q leaves the shift; it is saved, and goes on when you return.")
        arrivals.focus()

    def _ask(self, question: str, words: str, do: Callable[[], object]) -> None:
        """Do what cannot be taken back, after one question."""
        from itilsim.tui.dialogs.confirm import Confirm

        def answered(sure: bool | None) -> None:  # noqa: FBT001 - what a dialog leaves with
            if sure:
                do()

        self.app.push_screen(Confirm(question, words), answered)

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
        elif not name:
            self.action_all_actions()
        elif guiding.title(name):
            self._run(guiding.show)
        elif name in ON_SELECTION:
            self.begin(name)
        else:
            _ELSEWHERE[name](self)

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
        name = self.comes_next()
        if name in _ELSEWHERE:
            _ELSEWHERE[name](self)
        elif name:
            self.begin(name)
        else:
            self.say("Nothing waits. The clock runs; space shows all that you can do.")

    def _submitted(self, command: c.Command | None) -> bool:
        """Take what a form left with; who leaves it for the phone looks at the caller.

        Returns:
            Whether something was done.
        """
        self.session.close_form()
        if isinstance(command, c.TakeCall):
            self._turn_to(command.contact)
        return command is not None and self._submit(command)

    def _submit(self, command: c.Command) -> bool:
        """Submit a command; whether it was done."""
        if self.guiding is not None:
            self.guiding.close_hint()
            command = self.guiding.completed(command)
        before, done, submit = self.view, command, self.session.submit
        if self.coaching is not None:
            submit = self.coaching.submit
        slip = correction(command, self.session.desk)
        if not self._run(lambda: submit(done), c.subject_of(done)):
            return False
        self.slip = replace(slip, until=self.session.desk.at + SECONDS)
        self._show_undo()
        if isinstance(done, c.ConfirmRestoration):
            self._show_restored(before, done.ticket)
        return True

    def _show_restored(self, before: DeskView, ticket: TicketId) -> None:
        """Make it felt that people work again, once their callers say so."""
        from itilsim.seat.restored import not_yet, restored

        found = restored(self.session.desk, self.called, ticket)
        if found is not None:
            self.say(outcome(before, self.view), found.words)
        elif self.guiding is None and (words := not_yet(self.session.desk, ticket)):
            self.say(f"{outcome(before, self.view)} {words}")

    def _answering(self) -> c.Command | None:
        """What answers the phone now, if it rings and no call is held."""
        desk = self.session.desk
        caller = phone(desk)
        return c.TakeCall(ContactId(caller)) if caller and TRAINEE not in desk.live else None

    def _run(self, doing: Callable[[], object], about: str = "", *, waits: bool = False) -> bool:
        """Do something that lets time pass, and show what came of it.

        Args:
            doing: What is done.
            about: On what, where that need not be what is looked at: what came of it is told, too.
            waits: Nothing is done but to let the clock run; it is said how far it ran.

        Returns:
            Whether it was done.
        """
        about, began = about or self.selected, self.session.desk.at
        before = self.view if about == self.selected else self.seen(about)
        again = dict(self.again)
        try:
            doing()
            if self.coaching is not None:
                self.coaching.speak()
        except Refused as refused:
            self.say(f"✗ {refused.reason} {refused.hint}")
            return False
        except NotSaved as error:
            self.say(f"✗ {error} Press p to go on." if not self.session.stepped else f"✗ {error}")
            return False
        finally:
            if self.guiding is not None:
                self.selected = self.guiding.subject(self.selected)
            self.look()
        # Whatever is selected now: it may have moved on.
        after = self.view if about == self.selected else self.seen(about)
        trouble = self.session.paused if self.session.stepped else ""
        back = [name for name, since in self.again.items() if again.get(name) != since]
        moment = f"▲ The board shows it up again: {', '.join(back)}." if back else ""
        minutes = self.session.desk.at // 60 - began // 60  # as the clock shows them
        if waits and minutes > 1 and not moment:
            moment = f"{minutes} minutes later."
        self.say(f"✗ {trouble}" if trouble else outcome(before, after), moment)
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
    "end_shift": Play.action_end_shift,
    "next_waiting": Play.action_next_waiting,
    "search_knowledge": Play.action_search_knowledge,
    "write_handover": Play.action_write_handover,
}
"""Further actions that the enter key begins."""
