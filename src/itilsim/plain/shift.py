"""A shift in plain lines: the same desk and the same actions, by words instead of keys.

The one idea: what the app shows in panels is read out on request, and what its keys do is done by
words; views, forms, tutor and coach are those of the seat, so neither version knows more.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from itilsim.domain import commands as c
from itilsim.domain.errors import Refused
from itilsim.domain.names import TRAINEE, ContactId
from itilsim.plain.console import LEAVE, Console, Left, Word, spoken
from itilsim.plain.forms import NothingDone, filled
from itilsim.plain.reading import EMPTY, READING, Seen, came_in, matter, records
from itilsim.runs.origin import is_begun_again
from itilsim.seat.draft import FormView
from itilsim.seat.forms import found, handover, making
from itilsim.seat.matters import ItemView
from itilsim.seat.offered import (
    ASKED,
    RUN_OUT,
    available,
    ending,
    goes_on,
    to_answer,
    waits_next,
    why_not,
)
from itilsim.seat.outcome import outcome
from itilsim.seat.running import Running
from itilsim.seat.session import NotSaved
from itilsim.seat.snapshot import DeskView, snapshot
from itilsim.seat.standing import in_lines, standing
from itilsim.seat.tutor import ANSWER, SHOW, Guiding
from itilsim.words.actions import Action, actions_on

MARKS: Final = re.compile("[▸✓✗▲➤…] ?")
"""Marks for the eye, which a voice would spell."""
KEY: Final = re.compile(r"\b([Pp])ress (enter|[^\s.,]|\.(?= ))(?: \([^)]*\))?")
"""A key that is named in a sentence, with its title."""
CHOICE: Final = re.compile(r"(?<!\S)(\S) \(([A-Z][^()]*)\)")
"""A key with its title where one of several is to be chosen."""
LOOK: Final = Word("look", "turn to a line by its number, like look 2")
OPEN: Final = Word("open", "do what usually comes next; it decides nothing")
OTHERS: Final = frozenset(
    {
        *("open", "take_call", "wait", "next_waiting", "search_knowledge"),
        *("write_handover", "end_shift", "ask_hint"),
    }
)
"""Actions that neither read a panel out nor stand on the selection alone."""
IN_LINES: Final = {
    action.word: action
    for action in actions_on("play")
    if action.name in READING or action.fits or action.name in OTHERS
}
"""Actions by word; the others need a screen, or a clock that runs."""


class ShiftInLines:
    """One shift on a console."""

    def __init__(
        self, running: Running, console: Console, halting: Callable[[str], None] | None = None
    ) -> None:
        """Keep what is needed.

        Args:
            running: The shift.
            console: Where it happens.
            halting: Called with the time of day where the clock has come to a halt; it lets the
                clock go on.
        """
        self._halting = halting
        self._session, self._called = running.session, running.called
        self._chronicle, self._console = running.chronicle, console
        guide = running.guide
        self._guiding = Guiding(guide, running.session, running.called) if guide else None
        self._coaching = running.coaching
        self._again = is_begun_again(running.header)
        self._selected = ""
        self._told = ""
        self._acting: dict[str, Callable[[DeskView], None]] = {
            "open": self._open,
            "take_call": self._take_call,
            "wait": self._wait,
            "next_waiting": self._next_waiting,
            "search_knowledge": self._search,
            "write_handover": self._handover,
            "end_shift": self._end_shift,
            "ask_hint": self._ask_hint,
        }

    def run(self, *, brief: bool) -> bool:
        """Play until the shift is over or left.

        Args:
            brief: Whether to begin with the briefing.

        Returns:
            Whether it is over.
        """
        try:
            if brief:
                self._brief()
            seen = self._seen(self._view())
            self._say(*came_in(seen), *records(seen))
            self._follow()
            while not self._session.ended:
                self._halt()
                self._ask()
        except Left:
            self._session.remember()
        return self._session.ended

    def _ask(self) -> None:
        view = self._view()
        able = [each for each in IN_LINES.values() if self._able(each, view.item)]
        words = [LOOK, OPEN, *(spoken(each.name) for each in able if each.name != "open")]
        about = f", {view.item.title}" if view.item is not None else ""
        said = self._console.ask(f"Desk {view.clock}{about}", words, IN_LINES)
        if said[0] == LOOK.word:
            self._look(said[1:], view)
            return
        try:
            self._begin(IN_LINES[said[0]].name, view)
        except NothingDone:
            self._say("Left: nothing was done.")
        finally:
            self._session.close_form()

    def _able(self, action: Action, item: ItemView | None) -> bool:
        if action.name == "ask_hint":
            return (self._guiding or self._coaching) is not None and item is not None
        if action.name == "wait" and self._guiding is not None:
            return self._guiding.may_wait()
        if action.fits or action.name in ("next_waiting", "search_knowledge"):
            return available(action.name, self._session.desk, item, stepped=True)
        return True

    def _begin(self, name: str, view: DeskView) -> None:
        """Begin an action: read something out, fill a form, or do it at once."""
        if name in READING:
            self._say(*READING[name](self._seen(view)))
            return
        if name in self._acting:
            self._acting[name](view)
            return
        desk, item = self._session.desk, view.item
        if why := why_not(name, desk, item):
            self._say(why)
            return
        asked = self._guiding.question(name, item.subject) if self._guiding and item else None
        made = asked or making(name, desk, self._called, item)
        if isinstance(made, FormView):
            self._fill(made)
        elif made is not None and name in ASKED and item is not None:
            question, words = ASKED[name]
            record = self._called.label(item.ticket or item.subject)
            if self._sure(question.format(record=record), words):
                self._do(made)
        elif made is not None:
            self._do(made)

    def _fill(self, view: FormView) -> None:
        """Ask for what a form asks for, and do it."""
        if self._guiding is not None:
            if refusal := self._guiding.too_early(view):
                self._say(refusal)
                return
            view = self._guiding.form(view)
        self._do(filled(view, self._console))

    def _do(self, command: c.Command) -> None:
        """Submit a command, unless the tutor has something against it."""
        if self._guiding is not None:
            if refusal := self._guiding.rejection(command):
                self._say(refusal)
                return
            self._guiding.close_hint()
            command = self._guiding.completed(command)
        submit = self._coaching.submit if self._coaching is not None else self._session.submit
        self._run(lambda: submit(command))

    def _run(self, doing: Callable[[], object]) -> None:
        """Do something that lets time pass, and say what came of it."""
        before = self._view()
        try:
            doing()
            if self._coaching is not None:
                self._coaching.speak()
        except Refused as refused:
            self._say(f"Refused: {refused.reason} {refused.hint}".rstrip())
            return
        except NotSaved as error:
            self._say(f"Not saved: {error}")
            return
        if came := outcome(before, self._view()):
            self._say(f"Now: {came}")
        self._halt()
        if not self._session.ended:
            self._follow()

    def _halt(self) -> None:
        """Where the class stops, put its question before anything else is said or done."""
        while self._halting is not None and self._session.halted:
            self._halting(self._view().clock)

    def _follow(self) -> None:
        """Say what tutor or coach say now, where that is new."""
        lines: list[str] = []
        if self._guiding is not None:
            self._selected = self._guiding.subject(self._selected)
            lines += (f"Tutor: {each}" for each in self._guiding.words().splitlines())
            lines += (f"Hint: {each.words}" for each in self._guiding.hint)
        if self._coaching is not None:
            lines += (f"Coach: {each.words}" for each in self._coaching.words)
        told = "\n".join(lines)
        if told != self._told:
            self._say(*lines)
        self._told = told

    def _open(self, view: DeskView) -> None:
        """Do what usually comes next."""
        if self._guiding is not None:
            name, subject = self._guiding.offer()
            if subject and subject != "handover":
                self._selected = subject
            if name == SHOW:
                self._run(self._guiding.show)
            elif name == ANSWER:
                asked = self._guiding.question(name, subject)
                if asked is not None:
                    self._fill(asked)
            elif name:
                self._begin(name, self._view())
            else:
                self._say("That is yours to decide. Type help for the words.")
            return
        if self._coaching is not None and self._coaching.go_on():
            self._run(self._coaching.speak)
            return
        name = goes_on(self._session.desk, view.item, stepped=True)
        if name:
            self._begin(name, view)

    def _take_call(self, view: DeskView) -> None:
        desk = self._session.desk
        caller = to_answer(desk, view.item)
        if not caller:
            self._say("The phone does not ring.")
        elif TRAINEE in desk.live:
            self._say("You are in a call. End it first.")
        else:
            self._selected = caller
            self._do(c.TakeCall(ContactId(caller)))

    def _wait(self, _view: DeskView) -> None:
        if self._guiding is not None and not self._guiding.may_wait():
            self._say("Not yet: the present step has something to do.")
            return
        until = self._guiding.wait_until() if self._guiding is not None else None
        if until is None and self._session.may_run_out and not self._may_end(RUN_OUT):
            return
        self._run(lambda: self._session.wait(until))

    def _next_waiting(self, _view: DeskView) -> None:
        self._turn_to(waits_next(self._session.desk, self._selected) or self._selected)

    def _search(self, view: DeskView) -> None:
        item = view.item
        if item is None:
            self._say("Turn to something first, with look and a number.")
            return
        self._do(c.SearchKnowledge(item.ticket or item.subject))  # type: ignore[arg-type]  # a subject is one of its ids
        self._fill(found(self._session.desk, self._view().item or item))

    def _handover(self, _view: DeskView) -> None:
        self._fill(handover(self._session.desk, self._called))

    def _end_shift(self, _view: DeskView) -> None:
        if self._may_end("End the shift now?"):
            self._run(lambda: self._session.submit(c.EndShift()))

    def _may_end(self, question: str) -> bool:
        lesson = self._guiding is not None and self._guiding.goes_on()
        note, leave = spoken("write_handover").word, LEAVE if lesson else ""
        return self._sure(question, ending(self._session.desk, note, leave))

    def _ask_hint(self, view: DeskView) -> None:
        coaching, item = self._coaching, view.item
        if self._guiding is not None:
            self._run(self._guiding.ask)
        elif coaching is not None and item is not None:
            self._run(lambda: coaching.ask(item.ticket or item.subject))
        else:
            self._say("There are no hints in this mode.")

    def _sure(self, question: str, words: str) -> bool:
        self._say(words)
        return self._console.ask(question, (spoken("agree"), spoken("disagree")))[0] == "yes"

    def _look(self, named: list[str], view: DeskView) -> None:
        """Turn to a line of the lists, and read it out."""
        listed = [*(row.subject for row in view.came_in), *(row.subject for row in view.opened)]
        number = int(named[0]) if named and named[0].isdecimal() else 0
        if 1 <= number <= len(listed):
            self._turn_to(listed[number - 1])
        else:
            most = len(listed)
            self._say(f"Which one? Type look and a number from 1 to {most}." if most else EMPTY)

    def _turn_to(self, subject: str) -> None:
        self._selected = subject
        self._say(*matter(self._seen(self._view())))

    def _view(self) -> DeskView:
        session = self._session
        journal = session.shift.journal
        return snapshot(session.desk, self._chronicle, self._called, journal, self._selected)

    def _seen(self, view: DeskView) -> Seen:
        return Seen(self._session.desk, self._called, view)

    def _brief(self) -> None:
        scenario = self._session.shift.setting.scenario
        if self._again:
            stands = in_lines(standing(self._session.desk, self._called))
            self._say(f"Shift: {scenario.title}", *stands)
        else:
            self._say(f"Shift: {scenario.title}", *scenario.briefing.words)
            self._say(*(f"From the shift before: {line}" for line in scenario.briefing.handover))
        self._say("Type help for the words, open for what usually comes next, quit to leave.")

    def _say(self, *lines: str) -> None:
        self._console.say(*(_spoken(line) for line in lines if line))


def _spoken(line: str) -> str:
    """A line as a voice can say it: without marks for the eye, with words instead of keys."""
    return CHOICE.sub(_named, KEY.sub(_word, MARKS.sub("", line)))


def _named(key: re.Match[str]) -> str:
    """The word of a key that stands with its title; anything else in brackets stays."""
    named = (e.word for e in actions_on("play") if key[1] in e.keys and e.title == key[2])
    return next(named, key[0])


def _word(key: re.Match[str]) -> str:
    """What to type instead of pressing a key."""
    names = (each.word for each in actions_on("play") if key[2] in each.keys)
    return f"{'T' if key[1] == 'P' else 't'}ype {next(names, key[2])}"
