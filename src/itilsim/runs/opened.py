"""A run taken in hand again, from the database or from a file, with the scenario it was played in.

The one idea: whose word is taken. Our own database is believed; a file is believed in nothing: its
commands are validated, and its scenario is used only if it resolves, here, to the digest that the
run was played with. A scenario that is installed here always comes before the copy in a run, and a
log is taken from a file only where no replay can make it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from itilsim import __version__
from itilsim.composing.loading import load_shift
from itilsim.composing.orders import is_generated
from itilsim.content.lookup import shipped_ids
from itilsim.content.scenarios import make_setting
from itilsim.domain.commands import Entry
from itilsim.domain.errors import ContentError, ItilsimError, UsageError
from itilsim.domain.library import Library
from itilsim.domain.organisation import Organisation
from itilsim.domain.scenario import Scenario, Setting
from itilsim.exchange.journal import from_stored, from_stranger, setting_of
from itilsim.runs.json_lines import tree_of
from itilsim.runs.listing import LAST, known_run, list_runs
from itilsim.runs.runfile import SUFFIX, load_run_file
from itilsim.sim import ENGINE
from itilsim.storage.places import Places
from itilsim.storage.records import StoredRun
from itilsim.storage.runs import open_runs

__all__ = ["LAST", "OpenedRun", "carefully", "list_runs", "open_run"]

T = TypeVar("T")

ENGINE_VERSIONS = {1: "0.1", 2: "0.2"}
"""The version of itilsim that knows an engine, by engine."""

_BROKEN = (
    KeyError, IndexError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What playing in a scenario that makes no sense can end in."""


@dataclass(frozen=True)
class OpenedRun:
    """A stored run and how to go on with it."""

    stored: StoredRun
    """What is stored of it."""
    places: Places
    """The user's folders."""
    file: str = ""
    """The file it came from; empty: our own database."""
    known: Setting | None = None
    """A scenario that whoever opens it has at hand; used if it is the one that it was played in."""

    @property
    def id(self) -> str:
        """Its id."""
        return self.stored.header.id

    @property
    def same_engine(self) -> bool:
        """Played with this version's rules."""
        return self.stored.header.engine == ENGINE

    @property
    def from_elsewhere(self) -> bool:
        """It comes from a file: nothing shows who played it, and its claims are only claims."""
        return bool(self.file) or self.stored.verification is not None

    @property
    def stranger(self) -> str:
        """Where it comes from, if that is a file; empty of a run that was played here."""
        return self.file or (self.id if self.from_elsewhere else "")

    @cached_property
    def installed(self) -> bool:
        """It was played in the scenario that is installed here under that name."""
        header = self.stored.header
        here = _installed(header.scenario, header.seed, self.places)
        return here is not None and here.digest == header.scenario_digest

    @cached_property
    def log(self) -> bytes:
        """The log that it left, empty where there is none."""
        if not self.file:
            return self.stored.log
        return load_run_file(Path(self.file)).log

    @cached_property
    def journal(self) -> tuple[Entry, ...]:
        """Its journal.

        Raises:
            ContentError: If the file holds what is no command.
            DamagedError: If the database does.
        """
        if self.file:
            return from_stranger(self.file, self.stored.entries)
        return tuple(map(from_stored, self.stored.entries))

    @cached_property
    def setting(self) -> Setting:
        """The resolved scenario that it was played in.

        Raises:
            UsageError: If it is neither here nor in the run.
            DamagedError: If the database holds what is no scenario.
        """
        header = self.stored.header
        if self.known is not None and self.known.digest == header.scenario_digest:
            return self.known
        here = _installed(header.scenario, header.seed, self.places)
        if here is not None and here.digest == header.scenario_digest:
            return here
        carried = self._carried()
        named = None if carried is None else (carried.scenario.id, carried.digest)
        if carried is None or named != (header.scenario, header.scenario_digest):
            raise UsageError(
                f"The run {self.id} was played in another version of the scenario "
                f"'{header.scenario}' than the one installed here, and carries no usable copy."
            )
        return carried

    def must_have_same_engine(self) -> None:
        """Refuse to verify or go on with a run of other rules.

        Raises:
            UsageError: If the rules were others; it says which version can.
        """
        if not self.same_engine:
            theirs = self.stored.header.engine
            known = ENGINE_VERSIONS.get(theirs)
            newer = "newer " if theirs > ENGINE else ""
            which = f"itilsim {known}" if known else f"the {newer}itilsim that it was played with"
            raise UsageError(
                f"The run {self.id} was played with engine {theirs}; this is itilsim "
                f"{__version__} with engine {ENGINE}. It can be read, debriefed and exported "
                f"here, but only {which} can verify it."
            )

    def _carried(self) -> Setting | None:
        """The scenario that the run carries."""
        if not self.stored.scenario:
            return None
        if not self.file:
            return setting_of(self.stored.scenario)
        with carefully(self.file):
            tree = tree_of(self.stored.scenario.encode())
            return make_setting(
                _part(Scenario, tree, "scenario"),
                _part(Organisation, tree, "organisation"),
                _part(Library, tree, "library"),
            )


def open_run(reference: str, places: Places) -> OpenedRun:
    """Take a run in hand.

    Args:
        reference: A run id, `last`, or a path to a run file.
        places: The user's folders.

    Raises:
        UsageError: If there is no such run.
        ContentError: If the file is no run file.
        DamagedError: If the stored run is damaged.
    """
    if reference.endswith(SUFFIX) or os.sep in reference or os.path.isfile(reference):  # noqa: PTH113 - false for a name that no file can have
        return open_run_file(Path(reference), places)
    if reference == LAST:
        reference = next((one.header.id for one in list_runs(places)), LAST)
    known = known_run(reference, places)
    with open_runs(places) as runs:
        return OpenedRun(runs.load(known), places)


def open_run_file(path: Path, places: Places) -> OpenedRun:
    """Take the run of a file in hand.

    Raises:
        ContentError: If the file is no run file.
    """
    return OpenedRun(load_run_file(path, with_log=False), places, str(path))


@contextmanager
def carefully(stranger: str) -> Iterator[None]:
    """Play with what a stranger's file holds: what makes no sense is the file's fault, not ours.

    Args:
        stranger: The file, or the run that came from one; empty of what is our own.

    Raises:
        UsageError: In place of any error that nonsense can end in.
    """
    try:
        yield
    except ItilsimError:
        raise
    except _BROKEN as error:
        if not stranger:
            raise
        raise UsageError(f"{stranger} holds a scenario or log that makes no sense.") from error


def _part(type_: type[T], tree: object, name: str) -> T:
    """A validated part of the scenario that a file carries."""
    if not isinstance(tree, dict):
        raise TypeError("a scenario is an object")
    from itilsim.content.validate import checked

    value, wrong = checked(type_, tree[name])
    if value is None:
        raise UsageError(f"The scenario in the file is wrong: {name}: {wrong[0].message}")
    return value


def _installed(scenario: str, seed: int, places: Places) -> Setting | None:
    """The shipped scenario or generated shift of that id, if it can be had."""
    return _had(scenario, seed if is_generated(scenario) else 0, places)


@lru_cache(maxsize=4)
def _had(scenario: str, seed: int, places: Places) -> Setting | None:
    """The same, read once; a scripted scenario is one for all seeds."""
    if not is_generated(scenario) and scenario not in shipped_ids():
        return None
    try:
        return load_shift(scenario, seed, places)
    except (ContentError, UsageError):
        return None
