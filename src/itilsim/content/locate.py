"""Values of a file by the way to them: problems in their exact place, with the nearest right word.

The one idea: a check speaks of a value by its route (keys and list indexes); only when something is
wrong does the route become a line and a column. A check of meaning walks the plain tree by nodes
and not the typed value, so that a wrong number in line 3 does not hide a wrong reference in line
300: what has the wrong shape is simply not seen there, and the types have already complained.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from itilsim.content.clean import clean_line
from itilsim.content.source import Source
from itilsim.domain.errors import Problem

if TYPE_CHECKING:
    from itilsim.content.tree import Route, Tree

LIKENESS = 0.6
"""How alike two words are (0 to 1) before one is offered for the other. Tuning constant."""

MAX_WORDS = 12
"""Right words listed in a hint. Tuning constant."""

CANDIDATES = 25
"""Known words that are compared with a wrong one. Tuning constant."""

LONGEST = 40
"""Characters of a word that is compared with others. Tuning constant."""

HEAD, TAIL = 700, 200
"""Characters of a message or hint that are told of its beginning and its end, where it quotes so
long a value that it has more. Tuning constants: no message with sensible values has as many."""


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
        return Problem(self.source.file, line, column, code, _brief(message), _brief(hint))


def nearest(wrong: str, known: Iterable[str], likeness: float = LIKENESS) -> str:
    """Return the known word that is most like the wrong one, or nothing if none is.

    Of many words only those are compared that begin or end like it and are about as long, so that
    five hundred slips among ten thousand names cost no more than reading them.
    """
    lexicon = _lexicon(known if isinstance(known, tuple) else tuple(known))
    same = lexicon.exact.get(_form(wrong))
    if same is not None:
        return same
    wrong = wrong[:LONGEST]
    close = difflib.get_close_matches(wrong, lexicon.like(wrong), n=1, cutoff=likeness)
    return close[0] if close else ""


class _Lexicon:
    """Words among which the nearest to a wrong one is looked for."""

    def __init__(self, words: tuple[str, ...]) -> None:
        """Order the words by their ends; long ones are only found as they are."""
        self.exact = {_form(word): word for word in sorted(words)}
        self.short = sorted(word for word in set(words) if len(word) <= LONGEST)
        self._by_end: dict[tuple[str, str, int], list[str]] = {}
        if len(self.short) > CANDIDATES:
            for word in self.short:
                for end in _ends(word, len(word)):
                    self._by_end.setdefault(end, []).append(word)

    def like(self, wrong: str) -> list[str]:
        """The words that a slip of the hand could have come from, no more than are compared."""
        if len(self.short) <= CANDIDATES:
            return self.short
        lengths = sorted(range(len(wrong) - 2, len(wrong) + 3), key=lambda n: abs(n - len(wrong)))
        ends = (end for length in lengths for end in _ends(wrong, length))
        found = (word for end in ends for word in self._by_end.get(end, ()))
        return list(dict.fromkeys(islice(found, CANDIDATES)))


@lru_cache(maxsize=16)
def _lexicon(words: tuple[str, ...]) -> _Lexicon:
    """The words in their order; kept, since many a slip is of one kind."""
    return _Lexicon(words)


def _ends(word: str, length: int) -> tuple[tuple[str, str, int], ...]:
    """Beginning and end of a word, with a length."""
    return (word[:2], "", length), ("", word[-2:], length)


def _form(word: str) -> str:
    """A word without what is easily confused: case, hyphens, underscores, spaces."""
    return word.casefold().replace("-", "_").replace(" ", "_")


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """Return a hint: the nearest right word, else the right words if they are few."""
    words = known if isinstance(known, tuple) else tuple(dict.fromkeys(known))
    if not words:
        return ""
    close = nearest(wrong, words) if wrong else ""
    if close:
        return f"did you mean '{close}'?"
    if len(words) > MAX_WORDS:
        return ""
    return f"known here: {', '.join(words)}"


def _brief(text: str) -> str:
    """A message or hint without its middle, where it quotes a value that nobody can read."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]} … {text[-TAIL:]}"


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


EACH = "*"
"""In a pattern: every item of the list."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a file, with the way to it; a value that is not there is None."""

    source: Source
    """The file."""
    value: Tree
    """What stands there."""
    route: Route = ()
    """Keys and list indexes from the root."""

    @property
    def text(self) -> str:
        """The value if it is text, else empty."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def number(self) -> int | None:
        """The value if it is a whole number."""
        is_number = isinstance(self.value, int) and not isinstance(self.value, bool)
        return int(self.value) if is_number and isinstance(self.value, int) else None

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.value, list)

    def __getitem__(self, key: str) -> Node:
        """The value behind a key of a mapping."""
        inside = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(self.source, inside, (*self.route, key))

    def items(self) -> Iterator[Node]:
        """The items of a list; none where it is no list."""
        if isinstance(self.value, list):
            for index, item in enumerate(self.value):
                yield Node(self.source, item, (*self.route, index))

    def entries(self) -> Iterator[Node]:
        """The values of a mapping; none where it is no mapping."""
        if isinstance(self.value, dict):
            for key in self.value:
                yield self[key]

    def find(self, pattern: str) -> Iterator[Node]:
        """All values there are at a pattern of keys joined by dots; `*` is each item of a list."""
        found: list[tuple[Tree, Route]] = [(self.value, self.route)]
        for step in pattern.split("."):
            if step == EACH:
                found = [
                    (item, (*route, index))
                    for value, route in found
                    if isinstance(value, list)
                    for index, item in enumerate(value)
                ]
            else:
                found = [
                    (value[step], (*route, step))
                    for value, route in found
                    if isinstance(value, dict) and step in value
                ]
        return (Node(self.source, value, route) for value, route in found)

    def problem(
        self, code: str, message: str, *, wrong: str = "", known: Iterable[str] = (), hint: str = ""
    ) -> Problem:
        """A problem at this place.

        Args:
            code: The kind of problem.
            message: One sentence.
            wrong: A word that is not known, to look for the nearest right one.
            known: The right words.
            hint: What to do, where there is no nearest word.
        """
        near = suggestion(wrong, known) or hint
        return Locator(self.source).problem(self.route, code, message, hint=near)

    def warning(self, code: str, message: str, hint: str = "") -> Problem:
        """Something odd at this place, as for `problem`."""
        return replace(self.problem(code, message, hint=hint), level="warning")
