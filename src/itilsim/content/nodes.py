"""A tolerant walk over a parsed content file, for checks that must survive other mistakes.

The one idea: a check looks at the plain tree and not at the typed value, so that a wrong number
in line 3 does not hide a wrong reference in line 300. What has the wrong shape is simply not seen
here: the types have already complained about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from itilsim.content.locate import Locator, suggestion
from itilsim.content.source import Source
from itilsim.content.tree import Route, Tree
from itilsim.domain.errors import Problem

MANY = 1000
"""Known words of which the nearest is looked for among all. Tuning constant."""

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
        """All values at a pattern of keys joined by dots, where `*` is every item of a list."""
        found: Iterable[Node] = (self,)
        for step in pattern.split("."):
            if step == EACH:
                found = [item for node in found for item in node.items()]
            else:
                found = [node[step] for node in found]
        yield from found

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
        near = suggestion(wrong, _likely(wrong, known)) or hint
        return Locator(self.source).problem(self.route, code, message, hint=near)


def _likely(wrong: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words; of very many only such as a slip of the hand could have come from."""
    words = tuple(known)
    if len(words) <= MANY:
        return words
    ends = (wrong[:2], wrong[-2:])
    likely = (
        word
        for word in words
        if abs(len(word) - len(wrong)) < 3 and (word[:2] == ends[0] or word[-2:] == ends[1])
    )
    return tuple(islice(likely, MANY))
