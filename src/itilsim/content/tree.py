"""From YAML events to a plain tree, with the guard in the same pass.

The one idea: whatever the documentation does not allow (anchors, tags, a 41st level, the 400,001st
node) is met as an event before anything is built from it. What can be said cheaply about the rest
of the file is gathered; a limit ends the work at once.

A plain scalar means what YAML 1.2's core schema says, with everything doubtful left as text: the
same file means the same here, in an editor and in any YAML 1.2 reader. Where a reader of an older
YAML would see something else (`010`, `0x1f`, `12:30`, `2026-01-01`, `yes`) the value stays text, so
that a wrong guess becomes a clear message and never a wrong number.
"""

from __future__ import annotations

import gc
import math
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

import yaml

from itilsim.content.clean import clean, is_thinned
from itilsim.content.malformed import malformed
from itilsim.domain.errors import ContentError, Problem

Tree = dict[str, "Tree"] | list["Tree"] | str | int | float | bool | None
"""What a YAML file holds here: keys are always text."""

Route = tuple[str | int, ...]
"""Where a value is: keys and list indexes from the root."""

Event = Any
"""An event of PyYAML's parser, C or Python."""

Mark = Any
"""A place in a text, as PyYAML gives it: `line` and `column`, from 0."""

Container = Any
"""A dict or a list; which of the two is known where it is used."""

MAX_DEPTH = 40
"""Deepest nesting of mappings and lists. Source: the limits on input of the documentation."""

MAX_NODES = 400_000
"""Most scalars, lists and mappings of a file, keys included. Source: as `MAX_DEPTH`."""

MAX_PROBLEMS = 100
"""Problems after which the rest of a file is not looked at. Tuning constant."""


class Grown(NamedTuple):
    """What became of a text."""

    tree: Tree
    """Its values."""
    places: list[Mark]
    """Where each key, value, list and mapping stands, in the order of the text."""
    thinned: list[Mark]
    """Where the texts stand that held characters which cannot be seen."""


def grown(text: str, file: str) -> Grown:
    """Build the tree of a YAML text.

    Args:
        text: The file's text, without a byte order mark.
        file: Path to name in problems.

    Raises:
        ContentError: With every problem found until a limit was passed or the syntax broke.
    """
    builder = _Builder(file, watchful="&" in text or "!" in text)
    steps = {
        yaml.ScalarEvent: builder.scalar,
        yaml.MappingStartEvent: builder.mapping,
        yaml.SequenceStartEvent: builder.sequence,
        yaml.MappingEndEvent: builder.close,
        yaml.SequenceEndEvent: builder.close,
        yaml.AliasEvent: builder.alias,
        yaml.DocumentStartEvent: builder.document,
    }
    try:
        excess = _one_too_many(text) if _may_have_too_many(text) else None
        if excess is not None:
            builder.too_many(excess)
        with quiet_collector(), events(text) as stream:
            for event in stream:
                kind = type(event)
                if kind is yaml.ScalarEvent:
                    builder.scalar(event)
                elif kind in steps:
                    steps[kind](event)
    except yaml.YAMLError as error:
        builder.problems.append(malformed(error, text, file))
    if builder.problems:
        raise ContentError(tuple(builder.problems))
    return Grown(builder.root, builder.places, builder.thinned)


_SEPARATORS = "\n,:[]{}?-"
"""What separates values; a file with few of these cannot have too many values."""


_BRACKETS = 100
"""Most opening brackets in a text whose events are counted first; the parser slows down with each
level that is open. Tuning constant."""


def _may_have_too_many(text: str) -> bool:
    """Whether a text is likely to have more values than allowed, by the number of its events.

    Building would find out, but only after half a second; to count is ten times cheaper. Where even
    the commas and colons are too many, it is as good as certain, and nothing needs to be counted.
    """
    dense = sum(map(text.count, _SEPARATORS)) > MAX_NODES // 2
    if not dense or text.count("[") + text.count("{") > _BRACKETS:
        return False
    if text.count(",") + text.count(": ") > MAX_NODES:
        return True
    with _parser(text) as parser:
        count = getattr(parser, "raw_parse", None)
        return count is not None and count() > MAX_NODES


def _one_too_many(text: str) -> Event:
    """The event of the first value past the limit, if nothing else is wrong before it.

    Looking is cheaper than building, and a file of this size is likely to be refused.
    """
    nodes = depth = 0
    with quiet_collector(), events(text) as stream:
        for event in stream:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                nodes += 1
                if event.tag is not None or event.anchor is not None:
                    return None
            elif kind in _BEGINS:
                nodes += 1
                depth += 1
                if depth > MAX_DEPTH:
                    return None
            elif kind in _ENDS:
                depth -= 1
            elif nodes:
                return None
            if nodes > MAX_NODES:
                return event
    return None


_BEGINS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@contextmanager
def events(text: str) -> Iterator[Iterator[Any]]:
    """Give the stream of parser events."""
    with _parser(text) as parser:
        yield iter(parser.get_event, None)


@contextmanager
def _parser(text: str) -> Iterator[Any]:
    """PyYAML's C parser of a text if it has one; else, loudly, the one without."""
    loader: Any = getattr(yaml, "CSafeLoader", None)
    if loader is None:
        message = "PyYAML was built without its C parser; reading content takes ten times longer."
        warnings.warn(message, RuntimeWarning, stacklevel=2)
        loader = yaml.SafeLoader
    parser = loader(text)
    try:
        yield parser
    finally:
        parser.dispose()


@contextmanager
def quiet_collector() -> Iterator[None]:
    """Hold back the garbage collector, which would walk the growing tree again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Open:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("items", "key", "lines")

    def __init__(self, items: Container, lines: dict[str, Mark] | None) -> None:
        """Start with nothing inside.

        Args:
            items: The list or dict to fill.
            lines: In which line each key stands, from 0; None for a list.
        """
        self.items = items
        self.lines = lines
        self.key: str | None = None


class _Builder:
    """Takes events one by one; holds the tree so far and what was wrong."""

    def __init__(self, file: str, *, watchful: bool) -> None:
        """Start before the first event of a file."""
        self.problems: list[Problem] = []
        self.root: Tree = None
        self.places: list[Mark] = []
        self.thinned: list[Mark] = []
        self._watchful = watchful
        self._note = self.places.append
        self._file = file
        self._open: list[_Open] = []
        self._top: _Open | None = None
        self._documents = 0

    def scalar(self, event: Event) -> None:
        """Take a scalar, as a key or as a value; nearly all of the time is spent here."""
        self._note(event.start_mark)
        if self._watchful or len(self.places) > MAX_NODES:
            self._doubtful(event)
        value = event.value
        if not (value.isascii() and value.isprintable()):
            value = self._cleaned(value)
        top = self._top
        if top is None:
            self.root = value if event.style else resolved(value)
        elif top.lines is None:
            top.items.append(value if event.style else resolved(value))
        elif top.key is None:
            if value in top.lines or value == "<<" or not value.strip():
                self._wrong_key(top.lines, value, event)
            top.lines[value] = event.start_mark
            top.key = value
        else:
            top.items[top.key] = value if event.style else resolved(value)
            top.key = None

    def mapping(self, event: Event) -> None:
        """Begin a mapping."""
        self._begin(event, _Open({}, {}))

    def sequence(self, event: Event) -> None:
        """Begin a list."""
        self._begin(event, _Open([], None))

    def close(self, _event: Event) -> None:
        """End the innermost list or mapping."""
        self._open.pop()
        self._top = self._open[-1] if self._open else None

    def alias(self, event: Event) -> None:
        """Refuse an alias; it counts as an empty value, or as a key of its own."""
        self._say(event.start_mark, "alias", "Aliases (*name) are not used here.", "write it out")
        if self._top is not None and self._top.lines is not None and self._top.key is None:
            self._top.key = "*"
        else:
            self._put(None)

    def document(self, event: Event) -> None:
        """Refuse a second document."""
        self._documents += 1
        if self._documents > 1:
            message = "A file holds one document; a second one begins here."
            self._stop(event.start_mark, "second-document", message, "delete the line '---'")

    def too_many(self, event: Event) -> None:
        """Refuse the file at its first value past the limit."""
        message = f"The file has more than {MAX_NODES:,} values."
        self._stop(event.start_mark, "too-many-nodes", message, "split it into several files")

    def _doubtful(self, event: Event) -> None:
        """Refuse a node that is one too many, or has an anchor or a tag."""
        if len(self.places) > MAX_NODES:
            self.too_many(event)
        if event.anchor is not None:
            message = "Anchors (&name) are not used here."
            self._say(event.start_mark, "anchor", message, "delete it")
        if event.tag is not None:
            self._say(event.start_mark, "tag", "Tags (!name) are not used here.", "delete it")

    def _cleaned(self, value: str) -> str:
        """A text without what cannot be seen; the place of one that had any is noted."""
        if is_thinned(value):
            self.thinned.append(self.places[-1])
        return clean(value)

    def _begin(self, event: Event, begun: _Open) -> None:
        """Attach a new list or mapping and make it the innermost."""
        self._note(event.start_mark)
        self._doubtful(event)
        if len(self._open) >= MAX_DEPTH:
            message = f"This is nested deeper than {MAX_DEPTH} levels."
            self._stop(event.start_mark, "too-deep", message)
        top = self._top
        if top is not None and top.lines is not None and top.key is None:
            message = "A key is one word or text, not a list or a mapping."
            self._say(event.start_mark, "bad-key", message)
            top.key = "?"
        else:
            self._put(begun.items)
        self._open.append(begun)
        self._top = begun

    def _put(self, value: Tree) -> None:
        """Attach a value where the next one belongs."""
        top = self._top
        if top is None:
            self.root = value
        elif top.key is None:
            top.items.append(value)
        else:
            top.items[top.key] = value
            top.key = None

    def _wrong_key(self, lines: dict[str, Mark], key: str, event: Event) -> None:
        """Refuse a key that is a second one, or none at all."""
        if key in lines:
            message = f"The key '{key[:40]}' was already given in line {lines[key].line + 1}."
            self._say(event.start_mark, "duplicate-key", message, "delete one of the two")
        elif not key.strip():
            self._say(event.start_mark, "bad-key", "There is no key before the colon.")
        elif not event.style:
            self._say(event.start_mark, "merge-key", "Merge keys (<<) are not used here.")

    def _say(self, mark: Mark, code: str, message: str, hint: str = "") -> None:
        """Gather a problem; too many of them end the work."""
        self.problems.append(
            Problem(self._file, mark.line + 1, mark.column + 1, code, message, hint)
        )
        if len(self.problems) >= MAX_PROBLEMS:
            raise ContentError(tuple(self.problems))

    def _stop(self, mark: Mark, code: str, message: str, hint: str = "") -> None:
        """End the work with this problem, after those found before."""
        self._say(mark, code, message, hint)
        raise ContentError(tuple(self.problems))


MAX_DIGITS = 18
"""Digits of a whole number; a longer one stays text. It keeps every number within 64 bits."""

WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
"""The plain scalars that are not text though they have no digit. Source: YAML 1.2.2, 10.3.2."""

Plain = str | int | float | bool | None
"""What a scalar can become."""


def resolved(text: str) -> Plain:
    """Return what an unquoted scalar means."""
    if text in WORDS:
        return WORDS[text]
    if text.isdecimal() and text.isascii() and (text[0] != "0" or text == "0"):
        return int(text) if len(text) <= MAX_DIGITS else text
    if text[0] in "+-.0123456789":
        number = _number(text)
        if number is not None:
            return number
    return text


def _number(text: str) -> int | float | None:
    """The number that the text is, or None."""
    if len(text) > MAX_DIGITS + 8:
        return None
    whole, broken = _patterns()
    if whole.fullmatch(text):
        return int(text) if len(text.lstrip("+-")) <= MAX_DIGITS else None
    if broken.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else None
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Decimal whole numbers without leading zeros, and decimal fractions."""
    whole = r"[-+]?(?:0|[1-9][0-9]*)"
    broken = rf"(?:{whole}\.[0-9]*|[-+]?\.[0-9]+|{whole})(?:[eE][-+]?[0-9]+)?"
    return re.compile(whole), re.compile(broken)
