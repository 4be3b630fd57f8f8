"""The elements of a Moodle XML file, question by question, without any of XML's dangers.

The one idea: only one question is in memory at a time, its depth is bounded, and a document type,
an entity or a reference to elsewhere ends the work at the event that brings it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax import ContentHandler, SAXParseException
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from itilsim.domain.errors import ContentError, Problem

MAX_DEPTH = 20
"""Deepest nesting of elements. Tuning constant: Moodle's own files need seven."""

MAX_ELEMENTS = 10_000
"""Most elements of one question. Tuning constant: four options need twenty."""

CHUNK = 65_536
"""Characters that are parsed at a time where elements come and go. Tuning constant."""

_ENCODING = re.compile(r"<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


@dataclass(slots=True)
class Node:
    """An element."""

    name: str
    """Its name; empty for one that is not there."""
    line: int = 0
    """Line of its beginning, counted from 1."""
    column: int = 0
    """Column of its beginning, counted from 1."""
    attributes: dict[str, str] = field(default_factory=dict)
    """Its attributes."""
    pieces: list[str] = field(default_factory=list)
    """Its own text, in pieces."""
    children: list[Node] = field(default_factory=list)
    """The elements in it."""

    @property
    def text(self) -> str:
        """Its own text."""
        return "".join(self.pieces)

    def all(self, name: str) -> list[Node]:
        """The elements of this name directly in it."""
        return [each for each in self.children if each.name == name]

    def at(self, *names: str) -> Node:
        """The first element along a way down; an empty one where there is none."""
        node = self
        for name in names:
            node = next((each for each in node.children if each.name == name), Node(""))
        return node

    def walk(self) -> Iterator[Node]:
        """This element and all in it."""
        yield self
        for each in self.children:
            yield from each.walk()


def questions_of(text: str, file: str) -> Iterator[Node]:
    """Yield the elements `question` of a file, one at a time.

    Args:
        text: The text of the file.
        file: Path to name in problems.

    Raises:
        ContentError: If it is no XML, no list of questions, or declares a document type or entity.
    """
    declared = _ENCODING.match(text)
    if declared is not None and declared[1].lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
        message = f"The file says that it is {declared[1][:20]}."
        raise _refused(file, 1, 1, "not-utf8", message, "save the file as UTF-8")
    parser = make_parser()
    parser.forbid_dtd = True
    gathered = _Gatherer(file, parser)
    parser.setContentHandler(gathered)
    try:
        start, size = 0, CHUNK
        while start < max(len(text), 1):
            seen = gathered.events
            parser.feed(text[start : start + size].encode())
            yield from gathered.taken()
            start += size
            # A token that has no end yet is read from its beginning with each feed.
            size = CHUNK if gathered.events > seen else 2 * size
        parser.close()
    except DefusedXmlException as error:
        message = "A document type, an entity or a reference to elsewhere is not read."
        raise gathered.refused("dangerous-xml", message, "delete it") from error
    except SAXParseException as error:
        message = f"This is not XML: {error.getMessage()}."
        raise gathered.refused("not-xml", message) from error
    yield from gathered.taken()


class _Gatherer(ContentHandler):
    """Makes nodes of a parser's events, and hands over finished questions."""

    def __init__(self, file: str, place: Locator) -> None:
        super().__init__()
        self._file = file
        self._place = place
        self._open: list[Node] = []
        self._elements = 0
        self._done: list[Node] = []
        self.events = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's name
        """Open an element below the one that is open."""
        self.events += 1
        if not self._open and name != "quiz":
            message = f"This is XML, but no list of questions: <{name[:40]}> instead of <quiz>."
            raise self.refused("not-moodle", message)
        if len(self._open) >= MAX_DEPTH:
            message = f"Elements are nested more than {MAX_DEPTH} deep."
            raise self.refused("too-deep", message)
        self._elements = 0 if len(self._open) < 2 else self._elements + 1
        if self._elements > MAX_ELEMENTS:
            message = f"A question has more than {MAX_ELEMENTS:,} elements."
            raise self.refused("too-large", message)
        node = Node(name, *self._where(), dict(attrs.items()))
        if len(self._open) > 1:
            self._open[-1].children.append(node)
        self._open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        """Close the open element; a question is done then."""
        self.events += 1
        node = self._open.pop()
        if len(self._open) == 1 and name == "question":
            self._done.append(node)

    def characters(self, content: str) -> None:
        """Add to the text of the open element of a question."""
        if len(self._open) > 1:
            self._open[-1].pieces.append(content)

    def taken(self) -> list[Node]:
        """The questions that are done, handed over once."""
        done, self._done = self._done, []
        return done

    def refused(self, code: str, message: str, hint: str = "") -> ContentError:
        """The error that says what is wrong here."""
        return _refused(self._file, *self._where(), code, message, hint)

    def _where(self) -> tuple[int, int]:
        """Line and column, counted from 1."""
        return self._place.getLineNumber() or 1, (self._place.getColumnNumber() or 0) + 1


def _refused(
    file: str, line: int, column: int, code: str, message: str, hint: str = ""
) -> ContentError:
    """The error of a file that is not read on."""
    return ContentError((Problem(file, line, column, code, message, hint),))
