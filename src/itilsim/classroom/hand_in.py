"""What a student hands in: one file with the run, and what the class asked beside it.

The one idea: the file is a run file with one line before it. What the run is worth its replay says,
as of any run file; the first line holds what no replay can tell, and earns nothing: names, answers,
and how fast the keys came.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from itilsim.content.validate import checked
from itilsim.domain.errors import ContentError, DamagedError, Problem
from itilsim.runs.json_lines import tree_of
from itilsim.runs.runfile import lines_of, run_file_text, stored_of
from itilsim.storage.codec import encode
from itilsim.storage.files import make_folder, write_whole
from itilsim.storage.places import Places
from itilsim.storage.records import StoredRun

SUFFIX: Final = ".itilhand"
"""How the name of a hand-in ends."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a class asks beside its shift; the first line of a hand-in."""

    kind: Literal["hand-in"]
    """What this line is."""
    format: Literal[1]
    """Version of the format."""
    code: str = field(metadata={"pattern": "^[A-Z2-7]{4}-[A-Z2-7]{4}$"})
    """Code of the class."""
    names: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": 4})
    """Display names: one, or those who sat there together or after one another."""
    stops: Mapping[int, int] = field(default_factory=dict)
    """Answers at stops: place of the stop, from 0, to the number of the option, from 1."""
    before: Mapping[str, int] = field(default_factory=dict)
    """Answers before the shift: id of the question to the option chosen, from 0, as stored."""
    after: Mapping[str, int] = field(default_factory=dict)
    """Answers after it, likewise."""
    seconds: tuple[float, ...] = ()
    """Real seconds between the entries of the journal, as long as the journal; of the first one,
    since the shift began. Empty: not known."""
    handed_over: tuple[int, ...] = ()
    """In the hot seat: entries of the journal after which the next one sat down."""
    variant: str = field(default="", metadata={"pattern": "^[A-F]?$"})
    """Letter of the variant that was played; empty: the class has none."""


def file_name(beside: Beside) -> str:
    """What a hand-in is called: letters of any script stay, so that no two people share a file.

    Args:
        beside: What stands beside its run.
    """
    plain = re.sub(r"\W+", "-", " ".join(beside.names)).strip("-") or "student"
    return f"{plain}-{beside.code}{SUFFIX}"


def write_hand_in(beside: Beside, stored: StoredRun, path: Path) -> None:
    """Write a hand-in, whole or not at all; a log is left out, since the replay makes it anew.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
        UsageError: If the path cannot be a file.
    """
    write_whole(path, f"{_line(beside)}\n{run_file_text(stored, with_log=False)}".encode())


def load_hand_in(path: Path) -> tuple[Beside, StoredRun]:
    """Read a hand-in; nothing in it is believed but its shape.

    Raises:
        ContentError: If it is none, or anything in it is not as it must be.
    """
    lines = lines_of(path)
    return _beside(lines[0], str(path)), stored_of(lines[1:], str(path), first=2, with_log=False)


def keep(beside: Beside, run: str, places: Places) -> None:
    """Keep what stands beside a run until it is handed in.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
    """
    make_folder(places.classes)
    write_whole(_kept(run, places), f"{_line(beside)}\n".encode())


def kept(run: str, places: Places) -> Beside | None:
    """What stands beside a run; nothing if it was not played in a class.

    Raises:
        DamagedError: If what was kept is damaged.
    """
    path = _kept(run, places)
    try:
        return _beside(path.read_bytes().strip(), str(path))
    except FileNotFoundError:
        return None
    except (OSError, ContentError) as error:
        raise DamagedError(f"What was kept of this class is damaged: {error}") from error


def _kept(run: str, places: Places) -> Path:
    return places.classes / f"{run}.json"


def _line(beside: Beside) -> str:
    return json.dumps(encode(beside), ensure_ascii=False, separators=(",", ":"))


def _beside(line: bytes, file: str) -> Beside:
    """The first line of a hand-in."""
    try:
        tree = tree_of(line)
    except ValueError as error:
        message = f"This is no hand-in: its first line cannot be read ({error})."
        raise ContentError((Problem(file, 1, 1, "not-json", message),)) from error
    value, wrong = checked(Beside, tree)
    if value is None or wrong:
        raise ContentError(
            tuple(
                Problem(file, 1, 1, one.code, f"{'.'.join(map(str, one.route))}: {one.message}")
                for one in wrong
            )
        )
    return value
