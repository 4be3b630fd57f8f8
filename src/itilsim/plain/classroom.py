"""A class in plain lines: questions around the shift, its stops, and the word that goes on.

The one idea: a stop is asked where the clock halts, before anything else can be said, so a screen
reader hears question, answers and what is waited for in one go; what is answered is kept at once,
and whoever leaves comes back to where they were, as in the app.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from itilsim.classroom.attending import Attending, When
from itilsim.domain.errors import ItilsimError
from itilsim.plain.console import Console, Left, Word
from itilsim.plain.shift import ShiftInLines
from itilsim.quiz.questions import Item
from itilsim.seat.running import Running
from itilsim.words import questions as words
from itilsim.words.questions import LETTERS

UNMARKED: Final = "Which were right you hear from your teacher."
"""Said under each question around a shift: what is read in between would show in the answers."""


class ClassInLines:
    """One student's class on a console."""

    def __init__(
        self,
        running: Running | None,
        attending: Attending,
        console: Console,
        items: Mapping[str, Item],
    ) -> None:
        """Keep what is needed.

        Args:
            running: The shift; none where it is over already.
            attending: The student's place in the class.
            console: Where it happens.
            items: The questions of the exam, by id.
        """
        self._running, self._attending = running, attending
        self._console, self._items = console, items

    def run(self, *, brief: bool) -> bool:
        """Go through all of a class until it is over or left.

        Args:
            brief: Whether to begin with the briefing.

        Returns:
            Whether the shift is over; what is asked after it may be left.

        Raises:
            TryAgainError: If something could not be kept.
        """
        handout, running = self._attending.handout, self._running
        self._console.say(f"Class: {handout.title}, code {handout.code}")
        try:
            if running is not None:
                self._ask("before")
                running.session.halt_at(self._attending.halts())
                running.watching = self._attending.take
                self._attending.begin()
                shift = ShiftInLines(running, self._console, self._stop)
                if not shift.run(brief=brief):
                    return False
        except Left:
            return False
        return True

    def afterwards(self) -> bool:
        """Ask what is asked after the shift; whether all of it was answered.

        Raises:
            TryAgainError: If something could not be kept.
        """
        try:
            self._ask("after")
        except Left:
            return False
        return True

    def _stop(self, clock: str) -> None:
        """Put the question of a stop, keep the answer, and wait for the word."""
        running, attending = self._running, self._attending
        found = attending.stop()
        if running is None:
            return
        if found is not None:
            place, stop = found
            number = f"Stop {place + 1} of {len(attending.handout.stops)}"
            self._console.say(f"{number}, {clock}: the class stops here, and every clock stands.")
            self._console.say(f"Question: {stop.question}")
            listed = list(enumerate(stop.options, start=1))
            self._console.say(*(f"{n}: {text}" for n, text in listed))
            self._console.say("Answer for yourself; only your teacher sees it.")
            self._vote(place, stop.options)
            self._console.say(
                "Your teacher will read a word aloud. Type it, and the clock goes on."
            )
            while not attending.goes_on(place, self._console.read("The word")):
                self._console.say("That is not the word. Listen for it, and type it once more.")
            self._console.say("The clock goes on.")
        running.session.go_on()

    def _vote(self, place: int, options: tuple[str, ...]) -> None:
        """Ask for an answer until it is kept; it is not gone back on."""
        choices = [Word(str(n), text) for n, text in enumerate(options, start=1)]
        while True:
            number = int(self._console.ask("Your answer, by its number", choices)[0])
            try:
                self._attending.vote(place, number)
            except ItilsimError as error:
                self._console.say(f"Not kept: {error}")
                continue
            self._console.say(f"Kept: {number}, {options[number - 1]}")
            return

    def _ask(self, when: When) -> None:
        """Ask what is still to be asked around the shift; nothing is explained yet."""
        left = self._attending.questions(when, tuple(self._items.values()))
        for number, item in enumerate(left, start=1):
            letters = list(zip(LETTERS, item.options, strict=False))
            self._console.say("", f"Question {number} of {len(left)}, {when} the shift")
            self._console.say(words.asked(item))
            self._console.say(*(f"Statement {n}: {e}" for n, e in enumerate(item.statements, 1)))
            self._console.say(*(f"{letter}: {option.text}" for letter, option in letters))
            known = [Word(letter.lower(), option.text) for letter, option in letters]
            said = self._console.ask("Answer", known)[0]
            option = LETTERS.index(said.upper())
            self._attending.answer(when, item, option, self._items[item.id])
            self._console.say(f"Kept: {said.upper()}. {UNMARKED}")
