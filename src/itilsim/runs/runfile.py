"""Run files (`*.itilrun`): a run as JSON Lines, to be carried from one machine to another.

The one idea: a file from elsewhere is believed in nothing. Each line has a limit, a depth and a
type; what is wrong is said with its line; whether the run is honest is for its replay to show. What
a replay makes anew, or takes from here, is not even read. The file of an unfinished run holds what
its player did, and nothing of the world: neither scenario nor log.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from itilsim.content.clean import clean, clean_line
from itilsim.content.validate import checked, sound
from itilsim.domain.errors import ContentError, Problem
from itilsim.runs.json_lines import MAX_DEPTH, is_plain, tree_of
from itilsim.runs.lines import MAX_ENTRIES, EntryLine, FooterLine, HeaderLine, JournalLines
from itilsim.storage.codec import encode
from itilsim.storage.files import write_whole
from itilsim.storage.records import StoredEntry, StoredRun
from itilsim.storage.rows import digest, header_tree, is_score

LineT = TypeVar("LineT")
ReadT = TypeVar("ReadT")

SUFFIX = ".itilrun"
"""How the name of a run file ends."""

MAX_FILE_BYTES = 64_000_000
"""Largest run file. Tuning constant."""

MAX_ENTRY_BYTES = 64_000
"""Longest line of a journal entry. Tuning constant."""

MAX_LOG_BYTES = 128_000_000
"""Largest log that is unpacked from a file. Tuning constant."""

MAX_PROBLEMS = 50
"""Problems after which the rest of a file is not looked at. Tuning constant."""


def save_run_file(stored: StoredRun, path: Path, *, with_log: bool = True) -> None:
    """Write a run file, whole or not at all.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
        UsageError: If the path cannot be a file.
    """
    write_whole(path, run_file_text(stored, with_log=with_log).encode())


def run_file_text(stored: StoredRun, *, with_log: bool = True) -> str:
    """What stands in a run file, a line each."""
    finished = stored.status == "finished"
    carried = with_log and finished and stored.log
    log = base64.b64encode(zlib.compress(stored.log)).decode() if carried else ""
    scenario = _parsed(stored.scenario) if finished else None
    header = encode(HeaderLine("header", 1, stored.header, scenario, _parsed(stored.roster)))
    lines: list[object] = [{**header, "run": header_tree(stored.header)}]
    lines.extend(
        EntryLine("entry", entry.seq, entry.at, entry.actor, json.loads(entry.command))
        for entry in stored.entries
    )
    digest_, score = (stored.log_digest, stored.score) if finished else ("", "")
    lines.append(
        FooterLine(
            "footer",
            len(stored.entries),
            stored.status,
            stored.reached,
            digest_,
            _parsed(score),
            log,
        )
    )
    return "".join(f"{_compact(encode(line))}\n" for line in lines)


def load_run_file(path: Path, *, with_log: bool = True) -> StoredRun:
    """Read a run file.

    A log that does not match its digest is left out, with a remark; the replay decides. The
    scenario stays as it is written, and is read with `tree_of` where it is needed,
    which is where it is not installed.

    Args:
        path: The file.
        with_log: Unpack the log; a replay needs none.

    Raises:
        ContentError: If it is no run file, or anything in it is not as it must be.
    """
    return stored_of(lines_of(path), str(path), with_log=with_log)


def stored_of(
    lines: Sequence[bytes], file: str, *, first: int = 1, with_log: bool = True
) -> StoredRun:
    """The run that the lines of a run file hold, as `load_run_file` reads them.

    Args:
        lines: Header, entries and footer, without their ends.
        file: The file's name, for what is wrong with it.
        first: Number of the first of these lines in the file.
        with_log: Unpack the log.

    Raises:
        ContentError: If anything is not as it must be.
    """
    reader = _Reader(file, first)
    reader.take_header(lines[0])
    reader.take_entries(lines[1:-1])
    reader.take_footer(first + len(lines) - 1, lines[-1])
    if reader.problems or reader.header is None or reader.footer is None:
        raise ContentError(tuple(reader.problems))
    header, footer = reader.header, reader.footer
    log, remarks = _log(footer) if with_log else (b"", ())
    return StoredRun(
        header=replace(
            header.run,
            title=clean_line(header.run.title),
            options={clean_line(key): clean_line(each) for key, each in header.run.options.items()},
        ),
        entries=tuple(reader.entries),
        status=footer.status,
        reached=footer.reached,
        scenario=reader.scenario,
        roster=_roster(header.roster),
        score=_compact(footer.score) if footer.score else "",
        log_digest=footer.log_digest,
        log=log,
        remarks=remarks,
    )


class _Reader:
    """Takes the parts of a file in order."""

    def __init__(self, file: str, first: int) -> None:
        """Start before the first line, which has that number."""
        self.header: HeaderLine | None = None
        self.scenario = ""
        self.entries: list[StoredEntry] = []
        self.footer: FooterLine | None = None
        self.problems: list[Problem] = []
        self._file, self._first = file, first

    def take_header(self, line: bytes) -> None:
        """Take the first line; the scenario in it is left as it stands."""
        tree, self.scenario = self._read(self._first, line, _apart) or (None, "")
        self.header = self._typed(self._first, tree, HeaderLine)
        if self.problems:
            raise ContentError(tuple(self.problems))

    def take_entries(self, lines: Sequence[bytes]) -> None:
        """Take the journal: all of it at once, or line by line if something is wrong with it."""
        found: Iterable[StoredEntry | None] = _as_written(lines)
        if not found:
            found = [self._entry(n, line) for n, line in enumerate(lines, start=self._first + 1)]
        before = 0
        for number, entry in enumerate(found, start=self._first + 1):
            if entry is not None:
                if entry.seq != number - self._first or entry.at < before:
                    message = "This entry does not follow the one before it."
                    self._say(number, "out-of-order", message)
                before = entry.at
                self.entries.append(entry)

    def take_footer(self, number: int, line: bytes) -> None:
        """Take the last line, which fits the entries."""
        tree = self._tree(number, line)
        if self._has_said(number):
            return
        if not (isinstance(tree, dict) and tree.get("kind") == "footer"):
            message = "The file ends without its footer; a part of it is missing."
            self._say(number, "truncated", message, "export the run again")
            return
        self.footer = self._typed(number, tree, FooterLine)
        if self.footer is not None and not self.problems:
            for code, message in _unfitting(self.footer, self.entries):
                self._say(number, code, message)

    def _entry(self, number: int, line: bytes) -> StoredEntry | None:
        """An entry as stored; nothing, and problems, if anything is wrong with its line."""
        if len(line) > MAX_ENTRY_BYTES:
            self._say(number, "too-long", f"This entry is longer than {MAX_ENTRY_BYTES} bytes.")
            return None
        one = self._typed(number, self._tree(number, line), EntryLine)
        if one is None:
            return None
        return StoredEntry(one.seq, one.at, one.actor, _compact(one.command))

    def _tree(self, number: int, line: bytes) -> object:
        """The JSON value of a line; nothing, and a problem, where it is none."""
        return self._read(number, line, tree_of)

    def _read(self, number: int, line: bytes, read: Callable[[bytes], ReadT]) -> ReadT | None:
        """What a line reads as; nothing, and a problem, where that cannot be."""
        try:
            return read(line)
        except ValueError as error:
            self._say(number, "not-json", f"This line cannot be read: {error}.")
            return None

    def _typed(self, number: int, tree: object, type_: type[LineT]) -> LineT | None:
        """A line as its type; what is wrong with it is noted."""
        if self._has_said(number):
            return None
        value, wrong = checked(type_, tree)
        for finding in wrong[:MAX_PROBLEMS]:
            route = ".".join(map(str, finding.route))
            message = f"{route}: {finding.message}" if route else finding.message
            self._say(number, finding.code, message, finding.hint)
        return value

    def _has_said(self, line: int) -> bool:
        """Whether something is known to be wrong with a line."""
        return any(one.line == line for one in self.problems)

    def _say(self, line: int, code: str, message: str, hint: str = "") -> None:
        """Note a problem of a line; the last that is noted ends the reading."""
        self.problems.append(Problem(self._file, line, 1, code, message, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise ContentError(tuple(self.problems))


def _as_written(lines: Sequence[bytes]) -> list[StoredEntry]:
    """The entries of a journal of which every line is as we write it; none if any is not.

    All are read at once. Each entry is a line, since each line begins one and nothing else looks as
    if it did; and no key in a command is there twice, and no number is none, since written again
    they give the same text.
    """
    text = b",".join(lines).decode(errors="replace")
    levels = text.count("{") + text.count("[") - 2 * (len(lines) - 1)
    if not (is_plain(text) and text.count(_BEGIN) == len(lines) and levels <= MAX_DEPTH):
        return []
    journal = sound(JournalLines, f'{{"entries":[{text}]}}')
    if journal is None or len(journal.entries) != len(lines):
        return []
    found = []
    for one, line in zip(journal.entries, lines, strict=True):
        begin = f'{_BEGIN}"seq":{one.seq},"at":{one.at},"actor":"{one.actor}","command":'
        written = line.decode()
        if len(line) > MAX_ENTRY_BYTES or not (written.startswith(begin) and written[-1] == "}"):
            return []
        found.append(StoredEntry(one.seq, one.at, one.actor, written[len(begin) : -1]))
    with contextlib.suppress(ValueError):  # a number that is none
        again = _compact([one.command for one in journal.entries])
        if again == f"[{','.join(one.command for one in found)}]":
            return found
    return []


_BEGIN = '{"kind":"entry",'
"""How the line of an entry begins."""


def _unfitting(line: FooterLine, entries: Sequence[StoredEntry]) -> Iterator[tuple[str, str]]:
    """What in a footer cannot be, with its code."""
    if line.entries != len(entries):
        yield "out-of-order", f"The footer counts {line.entries} entries, there are {len(entries)}."
    if entries and line.reached < entries[-1].at:
        yield "out-of-order", "The run ended before its last entry."
    if line.score and not is_score(line.score):
        yield (
            "wrong-value",
            "score: A total and parts, all in points, are expected.",
        )
    if line.status == "finished" and not line.log_digest:
        yield "missing-key", "A finished run needs the digest of its log."
    if line.status != "finished" and (line.log_digest or line.score or line.log):
        yield "wrong-value", "An unfinished run has neither log nor score yet."


def _apart(line: bytes) -> tuple[object, str]:
    """The JSON value of a header without its scenario, and the scenario as it is written, unread.

    Written as we write it, the scenario stands between two marks that cannot stand inside a text.
    A header that is none without it, or is written in another way, is read whole.

    Raises:
        ValueError: As `tree_of`.
    """
    begin, end = line.find(_BEFORE), line.rfind(_BEHIND)
    if 0 < begin < end:
        with contextlib.suppress(ValueError):
            rest = tree_of(line[:begin] + line[end + 1 :])
            return rest, line[begin + len(_BEFORE) - 1 : end + 1].decode()
    tree = tree_of(line)
    scenario = tree.get("resolved") if isinstance(tree, dict) else None
    return tree, _compact(scenario) if isinstance(scenario, dict) else ""


_BEFORE, _BEHIND = b',"resolved":{', b'},"roster":'
"""What stands around the scenario of a header."""


def lines_of(path: Path) -> list[bytes]:
    """The lines of a run file, or of one that holds a run file, without their ends.

    Raises:
        ContentError: If it cannot be read, or is too large or too short for one.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            # Room is made for all that is asked for, so a file of a known size is asked for that.
            size = os.fstat(file.fileno()).st_size or MAX_FILE_BYTES
            data = file.read(min(size, MAX_FILE_BYTES) + 1)
    except OSError as error:
        message = f"The file could not be read: {error.strerror}."
        raise ContentError((Problem(name, 0, 0, "unreadable", message),)) from error
    lines = data.split(b"\n", MAX_ENTRIES + 3)
    if not lines[-1]:
        lines.pop()
    if len(data) > MAX_FILE_BYTES or len(lines) > MAX_ENTRIES + 2:
        raise ContentError((Problem(name, 1, 1, "too-large", "This is too large for a run file."),))
    if len(lines) < 2:
        message = "A run file has at least a header and a footer."
        raise ContentError((Problem(name, 1, 1, "truncated", message),))
    return lines


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


def _roster(names: Mapping[str, str] | None) -> str:
    """The people of a run as stored, each name on one line."""
    return _compact({key: clean_line(name) for key, name in names.items()}) if names else ""


def _parsed(text: str) -> dict[str, Any] | None:
    """A stored JSON object; nothing for an empty text."""
    value: dict[str, Any] | None = json.loads(text) if text else None
    return value


def _compact(value: object) -> str:
    """A value as compact JSON."""
    return _writer().encode(value)


@cache
def _writer() -> json.JSONEncoder:
    """What writes it; `json.dumps` makes one for each call."""
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
