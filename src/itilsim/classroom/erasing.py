"""What a class left of somebody, erased: at home, and in the teacher's folder.

The one idea: what is deleted last is what shows that there is something to delete, so a command
that was interrupted is finished by saying it again; until then every file is the old one or the new
one, and never a half.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from itilsim.classroom.hand_in import (
    SUFFIX,
    Beside,
    file_name,
    kept,
    load_hand_in,
    write_hand_in,
)
from itilsim.classroom.plan_file import HANDOUT, PLAN, Prepared, load_plan, write_handout
from itilsim.content.locate import nearest
from itilsim.content.source import read
from itilsim.domain.errors import ContentError, ItilsimError, UsageError
from itilsim.storage.erasing import erase_runs
from itilsim.storage.files import TEMPORARY, plain_words, write_whole
from itilsim.storage.places import FAULT_FILE, Places

GONE: Final = "erased"
"""What stands, with a number, in the place of a name that others still need."""
_EARLIER: Final = re.compile(r"^earlier: \[(.*)\]$", re.MULTILINE)

Written = Callable[[Prepared, Sequence[Path]], Mapping[Path, bytes]]
"""What is printed and graded of a class with these hand-ins, by path."""


@dataclass(frozen=True, slots=True)
class Left:
    """What classes have left of a student on this machine."""

    codes: tuple[str, ...]
    """Codes of the classes."""
    names: tuple[str, ...]
    """Display names under which they were played."""
    runs: tuple[str, ...]
    """Ids of their runs."""
    hand_ins: tuple[Path, ...]
    """Files to hand in that lie in the folder that was looked at."""
    beside: tuple[Path, ...]
    """What was kept beside the runs: names, answers at stops and to questions, house rules."""


def left_here(code: str, folder: Path, places: Places) -> Left:
    """What classes have left on this machine.

    Args:
        code: Of one class; empty: of all.
        folder: Where files to hand in are looked for.
        places: The user's folders.

    Raises:
        UsageError: If no class of this code was played here; with the nearest that was.
    """
    kept = dict(_kept(places))
    codes = {each.code for each in kept.values()}
    handed = {path: each for path, each in _hand_ins(folder) if each is not None}
    if code and code not in codes | {each.code for each in handed.values()}:
        near = nearest(code, sorted(codes))
        hint = f" Did you mean {near}?" if near else ""
        raise UsageError(f"No class {code} was played on this machine.{hint}")
    mine = {path: each for path, each in kept.items() if code in ("", each.code)}
    names = {name for each in mine.values() for name in each.names}
    wanted = {code} if code else codes
    own = [p for p, e in handed.items() if e.code in wanted and (not names or names & {*e.names})]
    rules = [places.classes / f"{each}.yaml" for each in sorted(wanted)]
    return Left(
        tuple(sorted(wanted)),
        tuple(sorted(names)),
        tuple(path.stem for path in mine),
        tuple(own),
        (*(path for path in rules if path.exists()), *mine),
    )


def erase_left(left: Left, places: Places) -> None:
    """Erase it: runs and older copies of the data first, what names them last.

    Raises:
        TryAgainError: If another window has the data open, or a file cannot be deleted.
        DamagedError: If the database is damaged.
    """
    erase_runs(left.runs, places)
    fault = places.data / FAULT_FILE
    told = (fault,) if _speaks_of(fault, left.names) else ()
    for path in (*told, *left.hand_ins, *left.beside):
        with plain_words(path):
            path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        places.classes.rmdir()


@dataclass(frozen=True, slots=True)
class Learner:
    """What a class's folder holds of one learner."""

    name: str
    """The display name."""
    alone: tuple[Path, ...]
    """Hand-ins that are theirs alone."""
    shared: tuple[tuple[Path, Beside], ...]
    """Hand-ins that are others', too: these stay, under another name."""
    on_roster: bool
    """Whether the plan lists them."""

    @property
    def others(self) -> tuple[str, ...]:
        """With whom they share hand-ins."""
        names = (name for _, each in self.shared for name in each.names if name != self.name)
        return tuple(dict.fromkeys(names))


def learner_in(folder: Path, name: str, prepared: Prepared) -> Learner:
    """What a class's folder holds of one learner.

    Args:
        folder: The class's folder.
        name: The display name.
        prepared: The class.

    Raises:
        UsageError: If nobody of that name is there; with the nearest name that is.
    """
    found = dict(_hand_ins(folder))
    roster = prepared.plan.roster
    known = dict.fromkeys(
        each
        for names in (*(each.names for each in found.values() if each is not None), roster)
        for each in names
        if not re.fullmatch(rf"{GONE} \d+", each)
    )
    theirs = {p: e for p, e in found.items() if e is not None and name in e.names}
    broken = [path for path, each in found.items() if each is None and _speaks_of(path, (name,))]
    if not theirs and name not in roster and not broken:
        near = nearest(name, tuple(known))
        hint = f" Did you mean {near}?" if near else ""
        raise UsageError(f"There is no {name!r} in {folder}.{hint}")
    alone = [path for path, each in theirs.items() if {*each.names} == {name}]
    shared = tuple((path, each) for path, each in theirs.items() if path not in alone)
    return Learner(name, (*alone, *broken), shared, name in roster)


def erase_learner(
    learner: Learner, folder: Path, graded: Path, places: Places, written: Written
) -> tuple[Path, ...]:
    """Erase a learner from a class's folder; the report is written again without them.

    Args:
        learner: Who.
        folder: The class's folder.
        graded: Where its report and its pages are.
        places: The user's folders.
        written: Prints and grades a class.

    Returns:
        Files that still hold the name, since itilsim did not make them, or others wrote it there.

    Raises:
        TryAgainError: If a file cannot be written or deleted; say it again.
        ContentError: If the plan cannot be changed.
    """
    plan, gone = folder / PLAN, _placeholder(folder)
    text = _without(plan, learner.name, gone) if learner.on_roster else None
    prepared = load_plan(plan, places)
    if text is not None:
        part = folder / f"{TEMPORARY}{PLAN}"
        text = _with_earlier(text, prepared.handout.code)
        write_whole(part, text.encode())
        try:
            prepared = load_plan(part, places)
        finally:
            part.unlink(missing_ok=True)
    old = [*learner.alone, *(path for path, _ in learner.shared)]
    stay = [path for path, _ in _hand_ins(folder) if path not in old]
    for path, beside in learner.shared:
        stay.append(_renamed(path, beside, learner.name, gone))
    new = written(prepared, sorted(stay))
    stems = {path.stem for path in old}
    for path, data in new.items():
        write_whole(path, data)
    if text is not None:
        write_handout(prepared.handout, folder / HANDOUT)
        write_whole(plan, text.encode())
    pages = [path for path in graded.glob("*.html") if path.stem in stems]
    for path in (*pages, *old):
        with plain_words(path):
            path.unlink(missing_ok=True)
    left = dict.fromkeys((*sorted(folder.rglob("*")), *sorted(graded.rglob("*"))))
    return tuple(path for path in left if _speaks_of(path, (learner.name,)))


def _renamed(path: Path, beside: Beside, name: str, gone: str) -> Path:
    """A hand-in that others need, under a name that says nothing."""
    stored = load_hand_in(path)[1]
    for there, each in _hand_ins(path.parent):
        known = () if each is None else each.names
        same = len(known) == len(beside.names) and all(
            one == other or (other == name and re.fullmatch(rf"{GONE} \d+", one))
            for one, other in zip(known, beside.names, strict=True)
        )
        if same and there != path and load_hand_in(there)[1] == stored:
            return there  # of a command that was interrupted
    other = replace(beside, names=tuple(gone if each == name else each for each in beside.names))
    target = path.with_name(file_name(other))
    write_hand_in(other, stored, target)
    return target


def _placeholder(folder: Path) -> str:
    """The first name of its kind that nobody in a folder has."""
    taken = {name for _, each in _hand_ins(folder) if each is not None for name in each.names}
    text = (folder / PLAN).read_text(encoding="utf-8")
    free = (f"{GONE} {n}" for n in range(1, 10_000))
    return next(each for each in free if each not in taken and each not in text)


def _without(plan: Path, name: str, gone: str) -> str:
    """The text of a plan with another name in the place of one on its roster.

    Raises:
        UsageError: If it is written there in a way that cannot be changed.
    """
    source, text = read(plan), plan.read_text(encoding="utf-8")
    roster = source.tree["roster"] if isinstance(source.tree, dict) else ()
    assert isinstance(roster, list)  # noqa: S101 - the plan has been validated
    line, column = source.position(("roster", roster.index(name)))
    at = sum(map(len, text.splitlines(keepends=True)[: line - 1])) + column - 1
    forms = (name, json.dumps(name, ensure_ascii=False), json.dumps(name))
    quoted = "'{}'".format(name.replace("'", "''"))
    for form in (quoted, *forms):
        if text.startswith(form, at):
            return f"{text[:at]}{gone}{text[at + len(form) :]}"
    raise UsageError(
        f"Take {name!r} off the roster in {plan}, line {line}, first; then say it again."
    )


def _with_earlier(text: str, code: str) -> str:
    """The text of a plan in which hand-ins under a code still count."""
    found = _EARLIER.search(text)
    if found is None:
        return f"{text.rstrip()}\nearlier: [{code}]  # codes of hand-ins from before an erasure\n"
    codes = dict.fromkeys([*filter(None, map(str.strip, found[1].split(","))), code])
    return f"{text[: found.start()]}earlier: [{', '.join(codes)}]{text[found.end() :]}"


def _kept(places: Places) -> Iterator[tuple[Path, Beside]]:
    """What was kept beside runs; what is damaged is nobody's, and stays for `itilsim erase`."""
    for path in sorted(places.classes.glob("*.json")) if places.classes.is_dir() else ():
        with contextlib.suppress(ItilsimError):
            found = kept(path.stem, places)
            if found is not None:
                yield path, found


def _hand_ins(folder: Path) -> Iterator[tuple[Path, Beside | None]]:
    """The hand-ins of a folder; without what stands beside the run where that cannot be read."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            yield path, load_hand_in(path)[0]
        except ContentError:
            yield path, None


def _speaks_of(path: Path, names: Sequence[str]) -> bool:
    """Whether one of these names stands in a file, or in what it is called, as a word."""
    try:
        data = path.read_bytes() if path.is_file() else b""
    except OSError:
        return False
    text = f"{path.name}\n{data.decode(errors='replace')}"
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text) for each in names)
