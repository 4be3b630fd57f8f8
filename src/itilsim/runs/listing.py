"""The list of runs, and what a reader of it must know about each.

The one idea: a run is one's own only if nothing speaks against it. Whoever lists runs (a command,
home, progress) takes score and notes from here, so that none of them believes more than another;
and what is damaged is marked and passed over, never a reason to fail.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from itilsim.domain.errors import UsageError
from itilsim.runs.installed import Installed
from itilsim.runs.origin import begun_again, is_begun_again
from itilsim.sim import ENGINE
from itilsim.storage.places import Places
from itilsim.storage.records import RunHeader, RunSummary, StoredRun
from itilsim.storage.rows import score_of
from itilsim.storage.runs import open_runs

LAST = "last"
"""Stands for the run that was begun last."""

DIGITS = 12
"""Hexadecimal digits of a digest that are shown to people. Tuning constant: no two are alike."""


@dataclass(frozen=True, slots=True)
class ListedRun:
    """One line of a list of runs."""

    run: RunSummary
    """What is stored of it."""
    score: dict[str, Any] | None
    """The score, where there is one that was worked out here."""
    notes: tuple[str, ...]
    """What a reader must know, each a few words; nothing of a run of one's own."""
    counts: bool
    """It was played to its end by the person here, and may be held for what they can do."""

    @property
    def title(self) -> str:
        """Title of its scenario, on one line."""
        return " ".join((self.run.header.title or self.run.header.scenario).split())

    @property
    def again(self) -> str:
        """That it was begun again from a moment of another run; empty: it was not."""
        return begun_again(self.run.header)

    @property
    def verified(self) -> bool | None:
        """Whether its score is its journal's; not known of one that is unfinished or damaged."""
        seen = self.run.verification
        if seen is not None:
            return seen.verdict == "verified"
        return True if self.run.status == "finished" else None


def begun_on(header: RunHeader) -> dt.date | None:
    """The learner's own day on which a run was begun, by the clock of this machine.

    Args:
        header: Of the run.

    Returns:
        None if it comes from a file, and only looks like a moment.
    """
    try:
        return dt.datetime.fromisoformat(header.created).astimezone().date()
    except (ValueError, OverflowError):
        return None


def list_runs(places: Places) -> tuple[RunSummary, ...]:
    """All stored runs, the newest first; looking does not make a database.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
    """
    if not places.has_data():
        return ()
    with open_runs(places) as runs:
        return runs.list()


def known_run(reference: str, places: Places) -> str:
    """The id of a stored run that somebody has named.

    Raises:
        UsageError: If there is no such run, with the nearest right word.
    """
    known = [one.header.id for one in list_runs(places)]
    if reference in known:
        return reference
    if not known:
        raise UsageError("There are no runs yet. 'itilsim play first-shift' makes the first one.")
    near = difflib.get_close_matches(reference, [LAST, *known], n=2, cutoff=0.5)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise UsageError(f"There is no run '{reference}'.{hint} 'itilsim runs' lists them.")


def delete_run(run: str, places: Places) -> None:
    """Delete a stored run, and what it has shown of the learner.

    Raises:
        TryAgainError: If another window holds it, or the database is busy.
        UsageError: If there is no such run.
    """
    with open_runs(places) as runs:
        runs.delete(run)


def listed_runs(places: Places) -> tuple[ListedRun, ...]:
    """All stored runs with what must be known about them, the newest first.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
    """
    installed = Installed(places)
    return tuple(_listed(one, installed) for one in list_runs(places))


def is_secret(run: RunSummary) -> bool:
    """Whether the seed of a run is not to be told yet: it is assessed, and still goes on."""
    return run.header.mode == "assessed" and run.status == "running"


def own_runs(runs: Iterable[ListedRun]) -> tuple[RunSummary, ...]:
    """Those that count for the person here."""
    return tuple(one.run for one in runs if one.counts)


def notes_on(run: RunSummary | StoredRun, installed: Installed) -> tuple[str, ...]:
    """What a reader must know about a stored run.

    Args:
        run: The run.
        installed: What is installed here.
    """
    header, seen = run.header, run.verification
    notes = []
    if run.status == "damaged":
        return ("damaged",)
    if seen is not None:
        notes.append("from a file" if seen.verdict == "verified" else "from a file, not verified")
    if run.score and score_of(run.score) is None:
        notes.append("its score is damaged")
    if header.engine != ENGINE:
        notes.append(f"played with engine {header.engine}")
    elif installed.digest(run) != header.scenario_digest:
        notes.append(another_scenario(header))
    return tuple(notes)


def another_scenario(header: RunHeader) -> str:
    """What to say of a run whose scenario is not the installed one of its name.

    Args:
        header: Of the run.
    """
    kind, _, digits = header.scenario_digest.partition(":")
    return f"not the {header.scenario} installed here ({kind}:{digits[:DIGITS]}…)"


def counts(run: RunSummary | StoredRun, installed: Installed) -> bool:
    """Whether a run may be held for what the person here can do.

    They have played it to its end: here, without a policy, or elsewhere as they say; from its
    beginning, for whoever begins again knows what comes; and not in a scenario that only bears the
    name of the installed one. By other rules a digest is made in
    another way, so of a run of another engine that cannot be told.

    Args:
        run: The run.
        installed: What is installed here.
    """
    header, seen = run.header, run.verification
    own = seen is None or (seen.mine and seen.verdict == "verified")
    known = {None, header.scenario_digest}
    posing = header.engine == ENGINE and installed.digest(run) not in known
    fresh = not header.options.get("policy") and not is_begun_again(header)
    return run.status == "finished" and own and not posing and fresh


def _listed(run: RunSummary, installed: Installed) -> ListedRun:
    """One line of the list."""
    seen = run.verification
    believed = seen is None or seen.verdict == "verified"
    return ListedRun(
        run=run,
        score=score_of(run.score) if believed else None,
        notes=notes_on(run, installed),
        counts=counts(run, installed),
    )
