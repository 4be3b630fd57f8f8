"""What is pasted is text: nothing in it is ever a key.

Textual's parser goes on looking for escape sequences inside a bracketed paste, and hands those that
it does not know on as keys: two escape characters in a row are enough. So between the marks that a
terminal puts around a paste, every character that could begin one is dropped before it is parsed.

A mark of the end inside the text cannot be told from the terminal's own; terminals take it out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, Final

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message

from itilsim.content.clean import clean

_ALL_BUT_ONE: Final = len(BRACKETED_PASTE_START) - 1
"""How much of a mark may have come with the characters before."""


class PasteParser(XTermParser):
    """Textual's parser, to which what is pasted comes whole and cleaned."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """Begin outside a paste."""
        super().__init__(debug)
        self._tail = ""
        self._pasted: str | None = None

    def feed(self, data: str) -> Iterable[Message]:
        """Take characters in as they come from the terminal; an empty string is the end."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._pasted is None:
                typed, data = self._up_to_a_paste(data)
                yield from super().feed(typed)
                continue
            text, mark, data = (self._pasted + data).partition(BRACKETED_PASTE_END)
            if not mark:
                self._pasted = text
                return
            self._pasted = None
            yield from super().feed(clean(text) + mark)

    def _up_to_a_paste(self, data: str) -> tuple[str, str]:
        """What is typed, with the mark that begins a paste, and what comes after it."""
        known = len(self._tail)
        found = (self._tail + data).find(BRACKETED_PASTE_START)
        if found < 0:
            self._tail = (self._tail + data)[-_ALL_BUT_ONE:]
            return data, ""
        self._tail, self._pasted = "", ""
        begins = found + len(BRACKETED_PASTE_START) - known
        return data[:begins], data[begins:]


def read_pastes_whole(driver: type[Driver]) -> None:
    """Let a driver of Textual's parse with our parser; it offers no other way to choose one.

    Args:
        driver: Its class; one that parses nothing is left as it is.
    """
    module: Any = sys.modules[driver.__module__]
    if hasattr(module, "XTermParser"):
        module.XTermParser = PasteParser
