"""What the database holds of a run, read back with suspicion.

The one idea: each entry of a journal is chained to the one before it, a scenario and a log carry
their digests, and every value its type, so that a changed byte is noticed and never played.
"""

from __future__ import annotations

import hashlib
import json
import math
import zlib
from collections.abc import Mapping
from typing import Any, cast, get_args

from itilsim.storage.codec import decode, encode
from itilsim.storage.records import (
    FIRST_SCORING,
    Gap,
    RunHeader,
    RunSummary,
    Status,
    StoredEntry,
    StoredRun,
    Verdict,
    Verification,
)

MAX_LOG_BYTES = 256_000_000
"""Largest log that is unpacked. Tuning constant: a thousand times a long shift."""


MOST_POINTS = 1000
"""More points than any score or part of one has. Tuning constant: ten times a full score."""
PARTS = 3
"""How deep the parts of a score lie. Source: first tries have fields, and those what was right."""


def digest(data: bytes) -> str:
    """Return the SHA-256 of the bytes in the form that runs carry: `sha256:…`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def header_tree(header: RunHeader) -> dict[str, Any]:
    """A header as JSON values; the first version of judging is not named, as it never was."""
    tree: dict[str, Any] = encode(header)
    if header.scoring == FIRST_SCORING:
        del tree["scoring"]
    return tree


def header_text(header: RunHeader) -> str:
    """A header as it is stored."""
    return json.dumps(header_tree(header), ensure_ascii=False, separators=(",", ":"))


def _header(text: str) -> RunHeader:
    """A stored header; `ValueError` if it is not one."""
    header = decode(RunHeader, json.loads(text))
    numbers = (header.seed, header.engine, header.scoring)
    words = (
        header.id, header.scenario, header.scenario_digest, header.mode, header.pace,
        header.created, header.title, *header.options, *header.options.values(),
    )  # fmt: skip
    if not all(isinstance(one, int) for one in numbers) or not all(
        isinstance(one, str) for one in words
    ):
        raise ValueError("its header is not what it was.")
    return header


def score_of(text: str) -> dict[str, Any] | None:
    """A score from its text; nothing if there is none, or what there is is none."""
    try:
        score = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return score if is_score(score) else None


def is_score(value: object) -> bool:
    """Whether a JSON value can be a score: a total, and parts that are points or have some."""
    if not isinstance(value, dict) or not _is_points(value.get("total")):
        return False
    return all(_holds_points(part, PARTS) for part in value.values())


def _holds_points(value: object, deep: int) -> bool:
    """Whether a value is points, or so many parts deep has nothing but points."""
    if isinstance(value, Mapping):
        return deep > 0 and all(_holds_points(part, deep - 1) for part in value.values())
    return _is_points(value)


def _is_points(value: object) -> bool:
    """Whether a value is a number that points can be."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return -MOST_POINTS <= value <= MOST_POINTS and math.isfinite(value)


def seed_of(header: RunHeader) -> str:
    """The chain before the first entry."""
    return hashlib.sha256(header_text(header).encode()).hexdigest()


def link(chain: str, entry: StoredEntry) -> str:
    """The chain after an entry."""
    text = json.dumps([chain, entry.seq, entry.at, entry.actor, entry.command])
    return hashlib.sha256(text.encode()).hexdigest()


def chain_of(header: RunHeader, entries: tuple[StoredEntry, ...]) -> str:
    """The chain after the last entry."""
    chain = seed_of(header)
    for entry in entries:
        chain = link(chain, entry)
    return chain


def stored_run(run: str, row: tuple[object, ...], rows: list[tuple[object, ...]]) -> StoredRun:
    """A run from its rows; `ValueError` where something is not as it was stored."""
    header_json, status, reached, scenario, roster, score, log_digest, packed, name, *seen = row
    header = _header(_text(header_json))
    entries = []
    chain = seed_of(header)
    for number, (seq, at, actor, command, chained) in enumerate(rows, start=1):
        entry = StoredEntry(_whole(seq), _whole(at), _text(actor), _text(command))
        chain = link(chain, entry)
        if entry.seq != number or chain != chained:
            raise ValueError(f"entry {number} of its journal is not what it was.")
        entries.append(entry)
    if header.id != run or (name is not None and digest(_text(scenario).encode()) != name):
        raise ValueError("its scenario is not what it was.")
    log = unpacked(packed)
    if log and digest(log) != log_digest:
        raise ValueError("its log is not what it was.")
    return StoredRun(
        header=header,
        entries=tuple(entries),
        status=_status(status),
        reached=max(_whole(reached), entries[-1].at if entries else 0),
        scenario=_text(scenario),
        roster=_text(roster),
        score=_text(score),
        log_digest=_text(log_digest),
        log=log,
        verification=_verification(seen),
    )


def summary(row: tuple[object, ...], gaps: tuple[Gap, ...] = ()) -> RunSummary:
    """One line of the list."""
    name, header_json, status, reached, log_digest, score, entries, *seen = row
    try:
        return RunSummary(
            header=_header(_text(header_json)),
            status=_status(status),
            reached=_whole(reached),
            entries=_whole(entries),
            log_digest=_text(log_digest),
            score=_text(score),
            gaps=gaps,
            verification=_verification(seen),
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        blank = RunHeader(str(name), "", "", 0, 0, "", "", "")
        return RunSummary(blank, "damaged", 0, 0, "", "")


def _verification(row: list[object]) -> Verification | None:
    """What a verification says; nothing of a run that was played here."""
    verdict, words, engine, scoring, mine = row
    if verdict is None:
        return None
    if verdict not in get_args(Verdict):
        raise ValueError("its verification is not what it was.")
    known = cast("Verdict", verdict)
    return Verification(known, _text(words), _whole(engine), _whole(scoring), bool(mine))


def _status(value: object) -> Status:
    """A stored status."""
    for status in ("running", "finished", "abandoned"):
        if value == status:
            return status
    raise ValueError("its status is not what it was.")


def _text(value: object) -> str:
    """A stored text."""
    if not isinstance(value, str):
        raise TypeError("a text in it is not what it was.")
    return value


def _whole(value: object) -> int:
    """A stored whole number."""
    if not isinstance(value, int):
        raise TypeError("a number in it is not what it was.")
    return value


def unpacked(packed: object) -> bytes:
    """A stored log."""
    if packed is None:
        return b""
    if not isinstance(packed, bytes):
        raise TypeError("its log is not what it was.")
    unpacker = zlib.decompressobj()
    log = unpacker.decompress(packed, MAX_LOG_BYTES)
    if not unpacker.eof:
        raise ValueError("its log is not complete.")
    return log
