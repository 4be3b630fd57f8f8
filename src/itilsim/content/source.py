"""Guarded YAML: a hostile file is refused with its line, an honest one becomes plain Python values.

The one idea: the tree is built straight from the parser's events, so that the first event past a
limit ends the work. Where each value stands is noted on the way, in the order of the text; which
place belongs to which value is counted only after something was found wrong.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from itilsim.domain.errors import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from itilsim.content.tree import Container, Mark, Route, Tree

MAX_BYTES = 2_000_000
"""Largest file. Source: the limits on input of the documentation."""


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file that passed the guard."""

    file: str
    """Path as the author gave it."""
    tree: Tree
    """Its values: dict, list, str, int, float, bool and None; every string is clean."""
    places: Sequence[Mark]
    """Where each key, value, list and mapping stands, in the order of the text."""
    thinned: Sequence[Mark] = ()
    """Where the texts stand that held characters which cannot be seen."""
    _inside: dict[int, dict[str | int, int]] = field(default_factory=dict, repr=False)
    """The numbers of what is inside a list or mapping, by its own; as far as somebody has asked."""

    def position(self, route: Route, *, key: bool = False) -> tuple[int, int]:
        """Return line and column, counted from 1, of the value at the end of the route.

        Where the route leads nowhere it is the place of the nearest parent that exists.

        Args:
            route: Keys and list indexes from the root.
            key: Whether the key is meant rather than the value behind it.
        """
        value, number = self.tree, 0
        for nth, step in enumerate(route, 1):
            if not isinstance(value, dict | list):
                break
            if number not in self._inside:
                self._inside[number] = _numbers(value, number)
            if step not in self._inside[number]:
                break
            number = self._inside[number][step]
            if isinstance(value, dict):
                if key and nth == len(route):
                    number -= 1
                    break
                value = value[str(step)]
            elif isinstance(step, int):
                value = value[step]
        if not self.places:
            return 1, 1
        return self.places[number].line + 1, self.places[number].column + 1


def _numbers(value: Container, number: int) -> dict[str | int, int]:
    """The numbers, in the order of the text, of the values in the list or mapping of a number."""
    found: dict[str | int, int] = {}
    number += 1
    if isinstance(value, list):
        for index, item in enumerate(value):
            found[index] = number
            number += _size(item)
    else:
        for key, inner in value.items():
            found[key] = number + 1
            number += 1 + _size(inner)
    return found


def _size(value: Tree) -> int:
    """How many keys, values, lists and mappings a value is, itself included."""
    if isinstance(value, list):
        return 1 + sum(map(_size, value))
    if isinstance(value, dict):
        return 1 + len(value) + sum(map(_size, value.values()))
    return 1


def read(path: Path) -> Source:
    """Read a YAML file.

    Raises:
        ContentError: If it cannot be read, is not the YAML described in the documentation, or is
            past a limit; with every problem found until then.
    """
    return parse(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Read the bytes of a content file, without looking into them; imports no YAML.

    Raises:
        ContentError: If the file cannot be read or is too large.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ContentError((_whole(path, "unreadable", "This is not a file."),))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not possible"
        message = f"The file could not be read: {reason}."
        raise ContentError((_whole(path, "unreadable", message),)) from error
    if len(data) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 1_000_000} MB."
        hint = "split it into several files"
        raise ContentError((Problem(str(path), 1, 1, "too-large", message, hint),))
    return data


def parse(data: bytes, file: str) -> Source:
    """Turn the bytes of a YAML file into a source.

    Args:
        data: At most `MAX_BYTES`.
        file: Path to name in problems.

    Raises:
        ContentError: As `read`.
    """
    text = _decoded(data, file)
    _refuse_oddities(text, file)
    from itilsim.content.tree import grown

    return Source(file, *grown(text, file))


def _decoded(data: bytes, file: str) -> str:
    """The text of the bytes, without a byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        raise ContentError((_at(file, 1, 1, "not-utf8", "This file is UTF-16 or UTF-32."),))
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line_start = data.rfind(b"\n", 0, error.start) + 1
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode("utf-8")) + 1
        message = "These bytes are not UTF-8."
        raise ContentError((_at(file, line, column, "not-utf8", message),)) from error


def _refuse_oddities(text: str, file: str) -> None:
    """Refuse characters that YAML forbids, and directives.

    Directives are refused before the parser sees them: it compares each `%TAG` with all before it,
    so that two megabytes of them would take minutes.
    """
    problems = [
        _in_text(text, file, match, code, message)
        for pattern, code, message in (
            (_FORBIDDEN, "bad-character", "A control character cannot stand here."),
            (_DIRECTIVE, "directive", "Directives such as %TAG are not used here."),
        )
        for match in [re.search(pattern, text)]
        if match
    ]
    if problems:
        raise ContentError(tuple(problems))


_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""What is not printable in YAML. Source: YAML 1.2.2, 5.1; nor is a byte order mark inside."""

_DIRECTIVE = r"(?m)^%(?!YAML[ \t]+1\.[0-9][ \t]*\r?$)[^\n]"
"""A line that starts a directive other than the version of YAML."""


def _in_text(text: str, file: str, match: re.Match[str], code: str, message: str) -> Problem:
    """A problem at the place of a match."""
    start = match.start()
    line = text.count("\n", 0, start) + 1
    return _at(file, line, start - text.rfind("\n", 0, start), code, message)


def _at(file: str, line: int, column: int, code: str, message: str) -> Problem:
    """A problem of the whole file's form, with what to do about it."""
    hints: dict[str, str] = {
        "not-utf8": "save the file as UTF-8",
        "bad-character": "delete it, or write it as an escape in double quotes",
        "directive": "delete the line",
    }
    return Problem(file, line, column, code, message, hints.get(code, ""))


def _whole(path: Path, code: str, message: str) -> Problem:
    """A problem of a file that could not be read at all."""
    return Problem(str(path), 0, 0, code, message)
