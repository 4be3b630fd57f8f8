"""The preflight of a class: what would stop a student, seen before the lesson begins.

The one idea: nothing is guessed. The scenario is resolved, a few seconds of the shift are played,
and a file is written and deleted, as the lesson will do it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from itilsim.classroom.plan import Handout
from itilsim.classroom.plan_file import load_handout, load_plan, setting_of
from itilsim.classroom.seeking import variants_checked
from itilsim.content.bank import shipped_bank
from itilsim.domain.errors import ItilsimError
from itilsim.domain.scenario import Setting
from itilsim.sim import ENGINE
from itilsim.sim.shift import Shift
from itilsim.storage.files import make_folder, write_whole
from itilsim.storage.places import Places

COLUMNS: Final = 80
"""Columns that a screen needs. Source: what the app asks for."""
LINES: Final = 24
"""Lines that it needs."""
SECONDS: Final = 5
"""Seconds of the shift that are played. Source: the class minute by minute, preflight."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at."""

    good: bool
    """Whether a lesson can begin with it."""
    words: str
    """What was found."""


def preflight(file: Path, places: Places) -> Iterator[Checked]:
    """Look at everything that a lesson needs of this machine.

    Args:
        file: A students' file, or the folder or plan of a class.
        places: The user's folders.
    """
    try:
        is_plan = file.is_dir() or file.suffix in (".yaml", ".yml")
        handout = load_plan(file, places).handout if is_plan else load_handout(file)
        yield Checked(good=True, words=f"The class is {handout.title}, code {handout.code}.")
        setting = setting_of(handout, places)
    except ItilsimError as error:
        yield Checked(good=False, words=str(error))
        return
    yield Checked(
        good=True, words=f"The shift is the teacher's, and so are the rules (engine {ENGINE})."
    )
    for good, words in variants_checked(file if is_plan else None, handout, places):
        yield Checked(good, words)
    yield Checked(
        good=True,
        words=f"Its first {SECONDS} seconds give {_first_seconds(setting, handout.seed)}: "
        "the same on every machine.",
    )
    yield _questions(handout, places)
    yield _folder(places)
    size = shutil.get_terminal_size()
    yield Checked(
        size.columns >= COLUMNS and size.lines >= LINES,
        f"The window has {size.columns} columns and {size.lines} lines; "
        f"{COLUMNS} and {LINES} are needed.",
    )


def _first_seconds(setting: Setting, seed: int) -> str:
    """A few letters for what happens first."""
    lines: list[str] = []
    shift = Shift(setting, seed, sink=lambda _, line: lines.append(line))
    shift.advance(SECONDS)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def _questions(handout: Handout, places: Places) -> Checked:
    wanted = {*handout.before, *handout.after}
    wanted |= {each for one in handout.variants for each in (*one.before, *one.after)}
    known = {item.id for item in shipped_bank(places).of_edition(handout.edition)}
    missing = sorted(wanted - known)
    if missing:
        return Checked(good=False, words=f"There is no question {missing[0]} here.")
    return Checked(
        good=True, words=f"All {len(wanted)} questions are here." if wanted else "No questions."
    )


def _folder(places: Places) -> Checked:
    path = places.classes / "preflight.json"
    try:
        make_folder(places.classes)
        write_whole(path, b"{}\n")
        path.unlink()
    except (ItilsimError, OSError) as error:
        return Checked(good=False, words=f"Nothing can be saved in {places.data}: {error}")
    return Checked(good=True, words=f"Shifts are saved in {places.data}.")
