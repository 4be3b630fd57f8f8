"""The two files of a class: the teacher's plan in YAML, and the students' handout in JSON.

The one idea: a plan is written by a person and checked like any content, with line and column; a
handout is written by us and refused unless its code is its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from itilsim.classroom.authored import Authored, authored, kept_run
from itilsim.classroom.guided_lesson import lesson_steps, taught
from itilsim.classroom.plan import ClassPlan, Handout, Stop, code_of, handout_of
from itilsim.classroom.variants import LETTERS, plans_of, unfit, whole_handout
from itilsim.composing.loading import load_shift
from itilsim.composing.orders import is_generated
from itilsim.content.bank import shipped_bank
from itilsim.content.locate import Locator
from itilsim.content.source import read
from itilsim.content.validate import Remark, checked, load
from itilsim.domain.errors import ContentError, Problem, UsageError
from itilsim.domain.scenario import Setting
from itilsim.runs.json_lines import tree_of
from itilsim.runs.opened import OpenedRun
from itilsim.seat.modes import playable
from itilsim.sim import ENGINE
from itilsim.storage.codec import encode
from itilsim.storage.files import make_folder, write_whole
from itilsim.storage.places import Places

KIND: Final = "class"
"""What the first key of a plan says: `itilsim/class/v1`."""
PLAN: Final = "class.yaml"
"""Name of the plan in a class's folder."""
HANDOUT: Final = "students.itilclass"
"""Name of the students' file there."""
MAX_HANDOUT: Final = 1_000_000
"""Largest handout, in bytes. Tuning constant."""
A_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan with all that it names."""

    plan: ClassPlan
    """The plan."""
    setting: Setting
    """The shift, resolved, with the house rules."""
    handout: Handout
    """What students are handed."""
    authored: Authored | None = None
    """The instructor's own run, done again; none: the class was not played first."""
    run: OpenedRun | None = None
    """The same as it is kept."""
    variants: tuple[Prepared, ...] = ()
    """Each variant as a class of its own, in order; empty: all play the same."""
    letter: str = ""
    """Of a variant: its letter."""

    def of(self, letter: str) -> Prepared | None:
        """The class as it is for one variant; itself where there are none, none if it is unknown.

        Args:
            letter: The variant; empty: none.
        """
        if not self.variants:
            return None if letter else self
        place = LETTERS.find(letter) if letter else -1
        return self.variants[place] if 0 <= place < len(self.variants) else None


def load_plan(path: Path, places: Places) -> Prepared:
    """Read a plan, and everything that it names.

    Args:
        path: The plan, or the folder that it is in.
        places: The user's folders.

    Raises:
        UsageError: If there is none, or its shift, house rules or run are not there or do not fit.
        NotReproducedError: If its run does not give what it claims.
        ContentError: With every problem of the file.
    """
    file = path / PLAN if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"There is no plan {file}. Make one: itilsim class new {path}")
    bank = shipped_bank(places)

    def looked_at(plan: ClassPlan, locator: Locator) -> Iterator[Remark]:
        del locator
        known = [item.id for item in bank.of_edition(plan.edition)]
        yield from _wrong(plan, known)

    plan = load(read(file), ClassPlan, kind=KIND, more_checks=looked_at)
    rules = file.parent / plan.house_rules if plan.house_rules else None
    setting = load_shift(plan.shift, plan.seed, places, str(rules or ""))
    _must_fit(plan, setting)
    text = rules.read_text(encoding="utf-8") if rules else ""
    if plan.run:
        run = kept_run(file.parent / plan.run, plan.run_digest, setting, plan.seed, places)
        done = authored(run)
        lesson = lesson_steps(done, setting) if plan.mode == "guided" else ()
        played = taught(setting, lesson) if lesson else setting
        handout = handout_of(plan, played.digest, ENGINE, text, lesson)
        return Prepared(plan, played, handout, done, run)
    prepared = Prepared(plan, setting, handout_of(plan, setting.digest, ENGINE, text))
    if not plan.variants:
        return prepared
    each = []
    for one in plans_of(plan, tuple(bank.of_edition(plan.edition))):
        found = load_shift(one.shift, one.seed, places, str(rules or ""))
        _must_fit(one, found)
        each.append(Prepared(one, found, handout_of(one, found.digest, ENGINE, text)))
    whole = whole_handout(plan, [one.handout for one in each])
    variants = tuple(
        replace(one, letter=letter, handout=replace(one.handout, code=whole.code))
        for letter, one in zip(LETTERS, each, strict=False)
    )
    return replace(prepared, handout=whole, variants=variants)


def write_handout(handout: Handout, path: Path) -> None:
    """Write a handout, whole or not at all.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
        UsageError: If the path cannot be a file.
    """
    text = json.dumps(encode(handout), ensure_ascii=False, indent=1)
    write_whole(path, f"{text}\n".encode())


def load_handout(path: Path) -> Handout:
    """Read a handout.

    Raises:
        UsageError: If there is no such file.
        ContentError: If it is no handout, or was changed since it was made.
    """
    if path.is_dir() or path.suffix in (".yaml", ".yml"):
        raise UsageError(f"{path} is the teacher's. Students play {HANDOUT}, which is beside it.")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_HANDOUT + 1)
    except OSError as error:
        raise UsageError(f"The class {path} could not be read: {error.strerror}.") from error
    try:
        if len(data) > MAX_HANDOUT:
            raise ValueError("it is too large")  # noqa: TRY301 - told with the rest, below
        tree = tree_of(data)
    except ValueError as error:
        raise _unreadable(path, f"This is no class: {error}.") from error
    handout, wrong = checked(Handout, tree)
    if handout is None or wrong:
        first = wrong[0]
        raise _unreadable(path, f"{'.'.join(map(str, first.route)) or 'class'}: {first.message}")
    if handout.code != code_of(handout):
        raise _unreadable(path, "It was changed since it was made. Ask for the file again.")
    return handout


def setting_of(handout: Handout, places: Places) -> Setting:
    """The shift of a class as it is here, which is the one that its teacher has.

    Raises:
        UsageError: If this program plays by other rules, or has another scenario of that name.
        ContentError: If it cannot be loaded.
    """
    if handout.engine != ENGINE:
        raise UsageError(
            f"This class was made for engine {handout.engine}; this itilsim has {ENGINE}. "
            "All need the same version."
        )
    setting = load_shift(handout.shift, handout.seed, places, str(_rules(handout, places) or ""))
    if handout.lesson:
        setting = taught(setting, handout.lesson)
    if setting.digest != handout.scenario_digest:
        raise UsageError(
            f"The scenario {handout.shift} is another one here than the class was made with. "
            "All need the same version of itilsim and of the scenario."
        )
    return setting


def _rules(handout: Handout, places: Places) -> Path | None:
    """A file with the house rules of a class; none where it has none."""
    if not handout.house_rules:
        return None
    path = places.classes / f"{handout.code}.yaml"
    make_folder(places.classes)
    write_whole(path, handout.house_rules.encode())
    return path


def _must_fit(plan: ClassPlan, setting: Setting) -> None:
    """Refuse what this shift cannot be played in.

    Raises:
        UsageError: If its mode is not offered, or a stop comes after its end.
    """
    modes = ("practice", "assessed") if plan.house_rules else playable(setting.scenario.modes)
    if plan.run and not plan.house_rules:
        modes = tuple(dict.fromkeys(("guided", *modes)))
    if plan.mode not in modes:
        raise UsageError(f"'{plan.shift}' can be played {' or '.join(modes)}.")
    minutes = setting.horizon // A_MINUTE
    late = [stop.minute for stop in plan.stops if stop.minute >= minutes]
    if late:
        raise UsageError(f"A stop comes at minute {late[0]}; the shift ends at {minutes}.")
    if is_generated(plan.shift) and plan.mode == "guided" and not plan.run:
        raise UsageError("A generated shift has no tutor: choose coached, practice or assessed.")


def _wrong(plan: ClassPlan, known: Sequence[str]) -> Iterator[Remark]:
    """What is wrong with a plan in itself."""
    yield from _unfit(plan)
    yield from _wrong_stops(plan.stops)
    for number, variant in enumerate(plan.variants):
        yield from _wrong_stops(variant.stops, "variants", number)
    for name in ("before", "after"):
        for place, item in enumerate(getattr(plan, name)):
            if item not in known:
                message = f"There is no question '{item}' for the exam of edition {plan.edition}."
                yield (name, place), "unknown-reference", message, item, known
    yield from unfit(plan)
    for place, each in enumerate(plan.roster):
        if each in plan.roster[:place]:
            message = f"'{each}' is there twice; results would be mixed up."
            yield ("roster", place), "duplicate", message, "", ()


def _wrong_stops(stops: Sequence[Stop], *route: str | int) -> Iterator[Remark]:
    """What is wrong with stops that stand somewhere in a plan."""
    for place, stop in enumerate(stops):
        if stop.best > len(stop.options):
            message = f"There are {len(stop.options)} options; the best is number {stop.best}."
            yield (*route, "stops", place, "best"), "wrong-value", message, "", ()
        if place and stop.minute <= stops[place - 1].minute:
            message = "Stops stand in the order of time, each at a minute of its own."
            yield (*route, "stops", place, "minute"), "out-of-order", message, "", ()


def _unfit(plan: ClassPlan) -> Iterator[Remark]:
    """What in a plan does not go together."""
    if bool(plan.run) != bool(plan.run_digest):
        message = "A run and the digest of its log stand together, as 'itilsim class new' has them."
        yield ("run" if plan.run else "run_digest",), "missing-key", message, "", ()
    if plan.run and plan.variants:
        message = "A class that was played first is one shift for all: leave variants out, or run."
        yield ("variants",), "wrong-value", message, "", ()
    if plan.mode == "guided" and plan.pace is not None:
        message = "In guided mode time moves with what is done: leave pace out."
        yield ("pace",), "wrong-value", message, "", ()


def _unreadable(path: Path, message: str) -> ContentError:
    return ContentError((Problem(str(path), 1, 1, "no-class", message),))
