"""Lines out, lines in: all that plain mode needs of a terminal, a pipe or a screen reader.

The one idea: every line is complete in itself and begins with a word that says what it is, no line
is ever changed afterwards, and an end of input is a wish to leave.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TextIO

from itilsim.words.actions import action_named

WIDTH = 78
"""Longest line, in characters. Source: terminals of 80 columns."""

LEAVE = "quit"
"""The word with which everything can be left."""


class Left(Exception):
    """The person wants to leave, or there is no more input."""


@dataclass(frozen=True, slots=True)
class Word:
    """Something that can be said to plain mode."""

    word: str
    """What is typed."""
    help: str
    """What it does, in a few words."""


def spoken(name: str) -> Word:
    """Return the word of an action of the app, with its help."""
    action = action_named(name)
    return Word(action.word, f"{action.help[0].lower()}{action.help[1:].rstrip('.')}")


@dataclass(slots=True)
class Console:
    """Where lines come from and go to."""

    source: TextIO
    """Lines in."""
    target: TextIO
    """Lines out."""

    def say(self, *lines: str) -> None:
        """Write lines; a long one goes on below, indented."""
        for line in lines:
            for part in textwrap.wrap(line, WIDTH, subsequent_indent="  ") or [""]:
                self.target.write(f"{part}\n")
        self.target.flush()

    def ask(self, question: str, words: Sequence[Word], also: Collection[str] = ()) -> list[str]:
        """Ask until an answer begins with one of the words; gives the answer's words.

        `help` lists the words, and is never given back.

        Args:
            question: What is asked.
            words: What can be answered; compared without case.
            also: What can be said, too, and is not listed as help.

        Raises:
            Left: At `quit`, and at the end of input.
        """
        known = {each.word for each in words} | {LEAVE, *also}
        while True:
            said = self._line(question).split()
            first = _meant(said[0].lower() if said else "", known)
            if first == LEAVE:
                raise Left
            if first in known:
                return [first, *said[1:]]
            if first not in ("help", "?"):
                self.say(f"Unknown: {' '.join(said)[:60] or 'an empty line'}. Type help for help.")
            else:
                self.say(*(f"Help: {each.word} - {each.help}" for each in words))
                self.say(f"Help: {LEAVE} - leave; what was answered is kept")

    def read(self, question: str) -> str:
        """Ask for a line of any words.

        Raises:
            Left: At `quit`, and at the end of input.
        """
        line = self._line(question).strip()
        if line.casefold() == LEAVE:
            raise Left
        return line

    def _line(self, question: str) -> str:
        self.target.write(f"{question}: ")
        self.target.flush()
        line = self.source.readline()
        if not line:
            self.target.write("\n")
            raise Left
        return line


def _meant(typed: str, known: set[str]) -> str:
    """The only word that begins so, like `y` for `yes`; what was typed if there is none such."""
    begun = [word for word in known if word.startswith(typed)]
    return begun[0] if typed not in known and typed and len(begun) == 1 else typed
