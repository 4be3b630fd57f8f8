"""Run files (`*.itilrun`): a run as JSON Lines, to be carried from one machine to another.

The one idea: a file from elsewhere is believed in nothing. Each line has a limit, a depth and a
type; what is wrong is said with its line; whether the run is honest is for its replay to show.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

from itilsim.content.clean import clean, clean_tree
from itilsim.domain.errors import ContentError, Problem
from itilsim.storage.codec import encode
from itilsim.storage.files import write_whole
from itilsim.storage.records import MOST, RunHeader, Status, StoredEntry, StoredRun
from itilsim.storage.rows import digest

LineT = TypeVar("LineT")

SUFFIX = ".itilrun"
"""How the name of a run file ends."""

MAX_FILE_BYTES = 64_000_000
"""Largest run file. Tuning constant."""

MAX_ENTRY_BYTES = 64_000
"""Longest line of a journal entry. Tuning constant."""

MAX_ENTRIES = 200_000
"""Most entries of a journal. Tuning constant: a day of one command a second, twice over."""

MAX_DEPTH = 40
"""Deepest nesting of a line, as for YAML."""

MAX_LOG_BYTES = 128_000_000
"""Largest log that is unpacked from a file. Tuning constant."""

MAX_PROBLEMS = 50
"""Problems after which the rest of a file is not looked at. Tuning constant."""


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The first line."""

    kind: Literal["header"]
    """What this line is."""
    format: Literal[1]
    """Version of this file format."""
    run: RunHeader
    """What was decided before the run began."""
    resolved: Mapping[str, Any] | None = None
    """The resolved scenario."""
    roster: Mapping[str, Any] | None = None
    """The people of the run."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the journal."""

    kind: Literal["entry"]
    """What this line is."""
    seq: int = field(metadata={"ge": 1, "le": MAX_ENTRIES})
    """Its number, from 1 without gaps."""
    at: int = field(metadata={"ge": 0, "le": MOST})
    """When it took effect, in seconds since the scenario began."""
    actor: str = field(metadata={"min_length": 1, "max_length": 80})
    """The seat that submitted it."""
    command: Mapping[str, Any]
    """The command."""


@dataclass(frozen=True, slots=True)
class FooterLine:
    """The last line."""

    kind: Literal["footer"]
    """What this line is."""
    entries: int
    """How many entries stand before it."""
    status: Status
    """Where the run stands."""
    reached: int = field(metadata={"ge": 0, "le": MOST})
    """The time it had reached, in seconds since the scenario began."""
    log_digest: str = field(default="", metadata={"max_length": 100})
    """Digest of the log, empty before the end."""
    score: Mapping[str, Any] | None = None
    """The score, nothing before the end."""
    log: str = ""
    """The log, packed by zlib and written in base64; empty if it is not carried."""


def save_run_file(stored: StoredRun, path: Path, *, with_log: bool = True) -> None:
    """Write a run file, whole or not at all.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
        UsageError: If the path cannot be a file.
    """
    log = base64.b64encode(zlib.compress(stored.log)).decode() if with_log and stored.log else ""
    lines: list[object] = [
        HeaderLine("header", 1, stored.header, _parsed(stored.scenario), _parsed(stored.roster))
    ]
    lines.extend(
        EntryLine("entry", entry.seq, entry.at, entry.actor, json.loads(entry.command))
        for entry in stored.entries
    )
    lines.append(
        FooterLine(
            "footer",
            len(stored.entries),
            stored.status,
            stored.reached,
            stored.log_digest,
            _parsed(stored.score),
            log,
        )
    )
    write_whole(path, "".join(f"{_compact(encode(line))}\n" for line in lines).encode())


def load_run_file(path: Path) -> StoredRun:
    """Read a run file.

    A log that does not match its digest is left out, with a remark; the replay decides.

    Raises:
        ContentError: If it is no run file, or anything in it is not as it must be.
    """
    lines = _lines(path)
    reader = _Reader(str(path))
    for number, line in enumerate(lines, start=1):
        reader.take(number, line, last=number == len(lines))
    if reader.problems or reader.header is None or reader.footer is None:
        raise ContentError(tuple(reader.problems))
    header, footer = reader.header, reader.footer
    log, remarks = _log(footer)
    return StoredRun(
        header=header.run,
        entries=tuple(reader.entries),
        status=footer.status,
        reached=footer.reached,
        scenario=_compact(header.resolved) if header.resolved else "",
        roster=_compact(header.roster) if header.roster else "",
        score=_compact(footer.score) if footer.score else "",
        log_digest=footer.log_digest,
        log=log,
        remarks=remarks,
    )


class _Reader:
    """Takes the lines of a file one by one."""

    def __init__(self, file: str) -> None:
        """Start before the first line."""
        self.header: HeaderLine | None = None
        self.entries: list[StoredEntry] = []
        self.footer: FooterLine | None = None
        self.problems: list[Problem] = []
        self._file = file

    def take(self, number: int, line: bytes, *, last: bool) -> None:
        """Take a line: the first is the header, the last the footer, all others entries."""
        if number == 1:
            self.header = self._typed(number, line, HeaderLine)
        elif last:
            self._footer(number, self._typed(number, line, FooterLine))
        elif len(line) > MAX_ENTRY_BYTES:
            self._say(number, "too-long", f"This entry is longer than {MAX_ENTRY_BYTES} bytes.")
        else:
            self._entry(number, self._typed(number, line, EntryLine))
        if len(self.problems) >= MAX_PROBLEMS or (self.problems and number == 1):
            raise ContentError(tuple(self.problems))

    def _entry(self, number: int, line: EntryLine | None) -> None:
        """Add an entry that follows the one before it."""
        if line is None:
            return
        before = self.entries[-1] if self.entries else StoredEntry(0, 0, "", "")
        if line.seq != number - 1 or line.at < before.at:
            self._say(number, "out-of-order", "This entry does not follow the one before it.")
        self.entries.append(StoredEntry(line.seq, line.at, line.actor, _compact(line.command)))

    def _footer(self, number: int, line: FooterLine | None) -> None:
        """End with a footer that fits the entries."""
        self.footer = line
        if line is None or self.problems:
            return
        if line.entries != len(self.entries):
            message = f"The footer counts {line.entries} entries, there are {len(self.entries)}."
            self._say(number, "out-of-order", message)
        if self.entries and line.reached < self.entries[-1].at:
            self._say(number, "out-of-order", "The run ended before its last entry.")
        if line.status == "finished" and not line.log_digest:
            self._say(number, "missing-key", "A finished run needs the digest of its log.")

    def _typed(self, number: int, line: bytes, type_: type[LineT]) -> LineT | None:
        """A line as its type; what is wrong with it is noted."""
        from itilsim.content.validate import checked

        try:
            tree = _tree(line)
        except ValueError as error:
            self._say(number, "not-json", f"This line cannot be read: {error}.")
            return None
        if type_ is FooterLine and not (isinstance(tree, dict) and tree.get("kind") == "footer"):
            message = "The file ends without its footer; a part of it is missing."
            self._say(number, "truncated", message, "export the run again")
            return None
        value, wrong = checked(type_, tree)
        for finding in wrong[:MAX_PROBLEMS]:
            route = ".".join(map(str, finding.route))
            message = f"{route}: {finding.message}" if route else finding.message
            self._say(number, finding.code, message, finding.hint)
        return value

    def _say(self, line: int, code: str, message: str, hint: str = "") -> None:
        """Note a problem of a line."""
        self.problems.append(Problem(self._file, line, 1, code, message, hint))


def _lines(path: Path) -> list[bytes]:
    """The lines of a file, without their ends."""
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        message = f"The file could not be read: {error.strerror}."
        raise ContentError((Problem(name, 0, 0, "unreadable", message),)) from error
    lines = data.removesuffix(b"\n").split(b"\n", MAX_ENTRIES + 2)
    if len(data) > MAX_FILE_BYTES or len(lines) > MAX_ENTRIES + 2:
        raise ContentError((Problem(name, 1, 1, "too-large", "This is too large for a run file."),))
    if len(lines) < 2:
        message = "A run file has at least a header and a footer."
        raise ContentError((Problem(name, 1, 1, "truncated", message),))
    return lines


def _tree(line: bytes) -> object:
    """The JSON value of a line, cleaned; `ValueError` with the reason where it is none."""
    try:
        tree = json.loads(line.decode(), parse_constant=_no_number, object_pairs_hook=_unique)
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg.lower()} in column {error.colno}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    if _deeper(tree, MAX_DEPTH):
        raise ValueError("it is nested too deep")
    return clean_tree(tree)


def _no_number(name: str) -> float:
    """Refuse what JSON does not know."""
    raise ValueError(f"{name} is not a number here")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are different, also once cleaned."""
    found = dict(pairs)
    if len({clean(key) for key in found}) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _deeper(tree: object, limit: int) -> bool:
    """Whether a value is nested deeper than the limit."""
    level = [tree]
    for _ in range(limit):
        level = [
            item
            for value in level
            if isinstance(value, dict | list)
            for item in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return any(isinstance(value, dict | list) for value in level)


def _log(footer: FooterLine) -> tuple[bytes, tuple[str, ...]]:
    """The log that a footer carries, and what to say if it cannot be used."""
    if not footer.log:
        return b"", ()
    try:
        unpacker = zlib.decompressobj()
        log = unpacker.decompress(base64.b64decode(footer.log, validate=True), MAX_LOG_BYTES)
        text = log.decode()
    except (binascii.Error, zlib.error, ValueError):
        return b"", ("The log in the file cannot be read and was left out.",)
    if not unpacker.eof or digest(log) != footer.log_digest:
        return b"", ("The log in the file does not match its digest and was left out.",)
    if clean(text) != text or re.search(_HIDDEN, text):
        return b"", ("The log in the file holds control characters and was left out.",)
    return log, ()


_HIDDEN = r"(?<!\\)(?:\\\\)*\\[^\"\\nt/]"
"""An escape in JSON text that stands for something that cleaning would have dropped."""


def _parsed(text: str) -> dict[str, Any] | None:
    """A stored JSON object; nothing for an empty text."""
    value: dict[str, Any] | None = json.loads(text) if text else None
    return value


def _compact(value: object) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
