"""The preflight of a class: what would stop a student, seen before the lesson begins.

The one idea: nothing is guessed. The scenario is resolved, a few seconds of the shift are played,
and a file is written and deleted, as the lesson will do it. Where the teacher has played the shift,
that is played again, and all is said in which grading will not go by it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from itilsim.classroom.differences import differences, in_words
from itilsim.classroom.expected import Expected, expected
from itilsim.classroom.lesson import phase, stops_at, too_late
from itilsim.classroom.plan import ClassPlan, Handout
from itilsim.classroom.plan_file import load_handout, load_plan, setting_of
from itilsim.classroom.seeking import variants_checked
from itilsim.content.bank import shipped_bank
from itilsim.domain.errors import ItilsimError
from itilsim.domain.scenario import Setting
from itilsim.runs.opened import OpenedRun
from itilsim.runs.references import References
from itilsim.runs.verifying import verified
from itilsim.sim import ENGINE
from itilsim.sim.shift import Shift
from itilsim.storage.files import make_folder, write_whole
from itilsim.storage.places import Places
from itilsim.words.labels import counted

COLUMNS: Final = 80
"""Columns that a screen needs. Source: what the app asks for."""
LINES: Final = 24
"""Lines that it needs."""
_TIME: Final = re.compile(r"\b\d\d:\d\d\b")
"""A time of day."""
SECONDS: Final = 5
"""Seconds of the shift that are played. Source: the class minute by minute, preflight."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at."""

    good: bool
    """Whether a lesson can begin with it."""
    words: str
    """What was found."""
    asks: bool = False
    """Whether a teacher should look at it first, although a lesson can begin."""


def preflight(file: Path, places: Places) -> Iterator[Checked]:
    """Look at everything that a lesson needs of this machine.

    Args:
        file: A students' file, or the folder or plan of a class.
        places: The user's folders.
    """
    try:
        is_plan = file.is_dir() or file.suffix in (".yaml", ".yml")
        prepared = load_plan(file, places) if is_plan else None
        handout = load_handout(file) if prepared is None else prepared.handout
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
        words=f"It begins as on every other machine: its first {SECONDS} seconds show "
        f"{_first_seconds(setting, handout.seed)}.",
    )
    if prepared is not None:
        seen = expected(prepared.setting, prepared.plan.seed, prepared.authored)
        if prepared.run is not None:
            yield from _own_run(seen, prepared.run, places)
        yield from _odd_stops(seen, prepared.plan)
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


def _own_run(seen: Expected, run: OpenedRun, places: Places) -> Iterator[Checked]:
    """Whether the teacher's own run gives what it claims, and where grading will not go by it."""
    references = References.at(places)
    try:
        differs = verified(run, references).differs
    finally:
        references.close()
    for each in differs:
        yield Checked(good=False, words=f"Your run does not give what it claims: {each}")
    if differs:
        return
    entries = counted(len(run.journal), "step")
    yield Checked(good=True, words=f"Your run reproduces: {entries}, the same log, the same score.")
    found = differences(seen)
    slips = sum(each.is_slip for each in found)
    if not slips:
        yield Checked(good=True, words="Nowhere would your run cost a student points.")
    else:
        words = f"{counted(slips, 'time')} your run is not in full what grading goes by:"
        yield Checked(good=True, words=words, asks=True)
    for one in found:
        mark = "" if one.is_slip else "No fault: "
        yield Checked(good=True, words=f"{mark}{in_words(one, seen)}", asks=one.is_slip)


def _odd_stops(seen: Expected, plan: ClassPlan) -> Iterator[Checked]:
    """Stops that most of a class does not get through in time, or that are of another shift."""
    ends = phase("play", plan.minutes).ends
    times = {each.time for each in seen.arrivals}
    for number, (stop, at) in enumerate(zip(plan.stops, stops_at(plan, seen), strict=True), 1):
        if too_late(at, plan):
            words = (
                f"Stop {number} comes at about minute {at} of the lesson, and the playing ends at "
                f"{ends}: most will not get through it."
            )
            yield Checked(good=True, words=words, asks=True)
        named = _TIME.findall(" ".join((stop.question, *stop.options)))
        for time in dict.fromkeys(each for each in named if each not in times):
            words = f"Stop {number} speaks of {time}, when nothing comes in: read it again."
            yield Checked(good=True, words=words, asks=True)


def _questions(handout: Handout, places: Places) -> Checked:
    wanted = {*handout.before, *handout.after}
    wanted |= {each for one in handout.variants for each in (*one.before, *one.after)}
    known = {item.id for item in shipped_bank(places).of_edition(handout.edition)}
    missing = sorted(wanted - known)
    if missing:
        return Checked(good=False, words=f"There is no question {missing[0]} here.")
    return Checked(
        good=True,
        words=f"All {len(wanted)} questions are here." if wanted else "It asks no questions.",
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
