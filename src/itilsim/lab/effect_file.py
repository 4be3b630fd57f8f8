"""Files in which learners hand over what became of their part: a line for them and for each pair.

The one idea: a file is a claim, but one that can be looked at. Each line ends in a check of itself
and of the line before, so a slip of an editor is found where it is; and the split must be the one
that the lot draws for this pseudonym. Neither stops somebody who means to cheat.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final, Literal, TypeVar

from itilsim.content.validate import checked
from itilsim.domain.errors import ContentError, Problem
from itilsim.quiz.editions import Edition
from itilsim.quiz.trial import PairRecord, Record, split
from itilsim.runs.json_lines import tree_of
from itilsim.storage.codec import encode
from itilsim.storage.files import write_whole

LineT = TypeVar("LineT")

MOST_PAIRS: Final = 100
"""Pairs of a file. Tuning constant."""
MOST_BYTES: Final = 200_000
"""Largest file. Tuning constant."""
DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
"""Shape of a day."""
NO_LINE: Final = "This is no line of what 'itilsim lab effect --export' writes"
"""How it is said that a file is something else."""
_CHECK: Final = ',"check":"{}"}}'
"""How a line ends."""
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """The first line."""

    kind: Literal["effect"]
    """What this file is."""
    format: Literal[1]
    """Version of the format."""
    learner: str = field(metadata={"pattern": "^[a-z0-9]{12}$"})
    """The pseudonym."""
    edition: Edition
    """The exam that is studied for."""
    joined: str = field(metadata={"pattern": DAY})
    """The day on which the learner agreed."""
    tested: str = field(metadata={"pattern": f"{DAY}|^$"})
    """The day on which the test began; empty before."""
    pairs: int = field(metadata={"ge": 1, "le": MOST_PAIRS})
    """How many lines follow, one for each pair."""


def write_record(record: Record, path: Path) -> None:
    """Write a record, whole or not at all.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
        UsageError: If the path cannot be a file.
    """
    first = LearnerLine(
        "effect",
        1,
        record.learner,
        record.edition,
        record.joined,
        record.tested,
        len(record.pairs),
    )
    lines, before = list[str](), ""
    for each in (first, *record.pairs):
        body = json.dumps(encode(each), ensure_ascii=True, separators=(",", ":"))
        before = _check(body, before)
        lines.append(f"{body[:-1]}{_CHECK.format(before)}\n")
    write_whole(path, "".join(lines).encode())


def load_record(path: Path) -> Record:
    """Read a record.

    Raises:
        ContentError: If it is none, or not as it was written, with the line.
    """
    lines = _lines(path)
    found = [_body(lines, n, str(path)) for n in range(len(lines))]
    first = _typed(LearnerLine, found[0], 1, str(path))
    if len(lines) != 1 + first.pairs:
        message = (
            f"The first line says that {first.pairs} pairs follow, here are {len(lines) - 1}: "
            f"expected {first.pairs + 1} lines."
        )
        raise _wrong(path, min(len(lines), first.pairs + 2), "truncated", message)
    pairs = tuple(_typed(PairRecord, body, n, str(path)) for n, body in enumerate(found[1:], 2))
    known = set[str]()
    for n, pair in enumerate(pairs, 2):
        _must_fit(first.learner, pair, n, path)
        for topic in (pair.shift.topic, pair.quiz.topic):
            if topic in known:
                message = f"{topic} is here for the second time: expected each topic once."
                raise _wrong(path, n, "repeated", message)
            known.add(topic)
    return Record(first.learner, first.edition, first.joined, first.tested, pairs)


def load_records(paths: Sequence[Path]) -> tuple[Record, ...]:
    """Read the records of a class.

    Raises:
        ContentError: As `load_record`; for all files at once; or if a learner is there twice.
    """
    problems, found = list[Problem](), dict[str, tuple[Path, Record]]()
    for path in paths:
        try:
            record = load_record(path)
        except ContentError as error:
            problems += error.problems
            continue
        if record.learner in found:
            message = (
                f"The learner {record.learner} is in {found[record.learner][0]} already: "
                "expected one file of each learner."
            )
            problems.append(Problem(str(path), 1, 1, "repeated", message, "leave one of both out"))
        found.setdefault(record.learner, (path, record))
    if problems:
        raise ContentError(tuple(problems))
    return tuple(record for _, record in found.values())


def _lines(path: Path) -> list[bytes]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        message = f"The file could not be read: {error.strerror}."
        raise _wrong(path, 0, "unreadable", message) from error
    if len(data) > MOST_BYTES:
        raise _wrong(path, 1, "too-large", f"Expected at most {MOST_BYTES:,} bytes.")
    lines = data.splitlines()
    if not lines:
        message = "The file is empty: expected what 'itilsim lab effect --export' writes."
        raise _wrong(path, 1, "truncated", message)
    return lines


def _body(lines: Sequence[bytes], n: int, file: str) -> dict[str, object]:
    """What a line holds, once it is known to be as it was written."""
    try:
        tree = tree_of(lines[n])
    except ValueError as error:
        message = f"{NO_LINE}: {error}."
        raise _wrong(file, n + 1, "not-json", message) from error
    if not isinstance(tree, dict) or "check" not in tree:
        raise _wrong(file, n + 1, "no-record", f'{NO_LINE}: expected an object with a "check".')
    before = _check_of(lines[n - 1]) if n else ""
    body = lines[n][: -len(_CHECK.format("0" * _DIGITS))].decode() + "}"
    if _check_of(lines[n]) != _check(body, before):
        message = (
            "This line is not as it was written: its check does not fit it and the line before. "
            "Expected a file that nobody has changed."
        )
        raise _wrong(file, n + 1, "changed", message, "have it exported again")
    del tree["check"]
    return tree


def _typed(type_: type[LineT], tree: dict[str, object], line: int, file: str) -> LineT:
    value, wrong = checked(type_, tree)
    if value is None or wrong:
        raise ContentError(
            tuple(
                Problem(file, line, 1, one.code, f"{'.'.join(map(str, one.route))}: {one.message}")
                for one in wrong
            )
        )
    return value


def _must_fit(learner: str, pair: PairRecord, line: int, path: Path) -> None:
    """Refuse a pair that the lot has not split so, or that cannot have been answered so."""
    topics = pair.shift.topic, pair.quiz.topic
    drawn = split(learner, (min(topics), max(topics)))
    if topics != drawn:
        message = (
            f"For this learner the lot gives the shift to {drawn[0]}: expected it there, not in "
            f"{topics[0]}."
        )
        raise _wrong(path, line, "wrong-split", message)
    for arm in (pair.shift, pair.quiz):
        if arm.right > arm.asked:
            message = (
                f"{arm.right} right answers on {arm.topic}: expected at most {arm.asked}, as many "
                "as were asked."
            )
            raise _wrong(path, line, "wrong-sum", message)


def _check_of(line: bytes) -> str:
    """The check at the end of a line; what stands there otherwise fits nothing."""
    return line[-_DIGITS - 2 : -2].decode(errors="replace")


def _check(body: str, before: str) -> str:
    return blake2b(f"{before}{body}".encode(), digest_size=_DIGITS // 2).hexdigest()


def _wrong(path: Path | str, line: int, code: str, message: str, hint: str = "") -> ContentError:
    column = min(line, 1)
    return ContentError((Problem(str(path), line, column, code, message, hint),))
