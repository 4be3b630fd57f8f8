"""Problems with their exact place, and the nearest right word.

The one idea: a check speaks of a value by its route (keys and list indexes); only when something is
wrong does the route become a line and a column.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from itilsim.content.clean import clean_line
from itilsim.content.source import Source
from itilsim.content.tree import Route
from itilsim.domain.errors import Problem

LIKENESS = 0.6
"""How alike two words are (0 to 1) before one is offered for the other. Tuning constant."""

MAX_WORDS = 12
"""Right words listed in a hint. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Makes problems for the values of one file."""

    source: Source
    """The file."""

    def problem(
        self,
        route: Route,
        code: str,
        message: str,
        *,
        wrong: str = "",
        known: Iterable[str] = (),
        hint: str = "",
        key: bool = False,
    ) -> Problem:
        """Return a problem at the place of a value.

        Args:
            route: Keys and list indexes from the root, as they stand in the file.
            code: A stable word such as `unknown-reference`.
            message: What is wrong and what was expected, as a sentence.
            wrong: The word that is not known, if that is the trouble.
            known: The words that would have been right there; the nearest becomes the hint.
            hint: What to do, if it is not to be found in `known`.
            key: Whether the key itself is wrong rather than the value behind it.
        """
        line, column = self.source.position(route, key=key)
        hint = hint or suggestion(wrong, known)
        return Problem(self.source.file, line, column, code, message, hint)


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return the known word that is most like the wrong one, or nothing if none is."""
    words = sorted(set(known))
    exact = {word.casefold().replace("-", "_").replace(" ", "_"): word for word in words}
    same = exact.get(wrong.casefold().replace("-", "_").replace(" ", "_"))
    if same is not None:
        return same
    close = difflib.get_close_matches(wrong[:80], words, n=1, cutoff=LIKENESS)
    return close[0] if close else ""


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest right word, else the right words if they are few."""
    words = list(dict.fromkeys(known))
    if not words:
        return ""
    close = nearest(wrong, words) if wrong else ""
    if close:
        return f"did you mean '{close}'?"
    if len(words) > MAX_WORDS:
        return ""
    return f"known here: {', '.join(words)}"


def shown(value: object, limit: int = 40) -> str:
    """Return a value of a file as a message may quote it: one line, short, text in quotes."""
    if isinstance(value, str):
        text = clean_line(value[: 4 * limit])
        return f"'{text}'" if len(text) <= limit else f"'{text[:limit]}…'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "keys with values"
    return str(value)
