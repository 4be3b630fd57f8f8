"""A killed shift: what was acknowledged is there, and going on leads to the same end."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import count, cycle
from pathlib import Path

import pytest

from itilsim.domain.commands import Entry
from itilsim.domain.scenario import Setting
from itilsim.exchange.journal import setting_text, to_stored
from itilsim.runs.saving import new_header
from itilsim.storage import records
from itilsim.storage.database import faults
from itilsim.storage.places import Places, places
from itilsim.storage.runs import open_runs
from tests.proofs.mornings import generated
from tests.proofs.shifts import played

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

ROOT = Path(__file__).parents[2]
LONGEST = 1.2
"""Seconds until the latest kill: start, replay and half of a script."""


@dataclass
class Killed:
    """What a series of kills has shown."""

    kills: int = 0
    acknowledged: int = 0
    finished: int = 0
    early: int = 0
    """Kills before the first acknowledgement of a process."""


def kill_often(home: Places, shifts: Iterable[tuple[Setting, int]], times: int) -> Killed:
    """Kill drivers at random moments, shift after shift, until it was done so often."""
    chance = random.Random(f"kills/{times}")
    shown = Killed()
    for setting, seed in shifts:
        if shown.kills == times:
            break
        whole = played(setting, seed, "first_come")
        run = begin(home, setting, seed)
        script = write_script(home, run, whole.journal)
        while shown.kills < times and not one_kill(home, run, script, whole.journal, chance, shown):
            pass
        assert finish(home, run, script) == whole.digest
        shown.finished += 1
    return shown


def begin(home: Places, setting: Setting, seed: int) -> str:
    header = new_header(setting, seed)
    with open_runs(home) as runs:
        runs.create(header, scenario=setting_text(setting))
    return header.id


def write_script(home: Places, run: str, journal: tuple[Entry, ...]) -> Path:
    file = home.data / f"{run}.jsonl"
    lines = [json.dumps(asdict(to_stored(entry))) for entry in journal]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def driver(home: Places, run: str, script: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.proofs.driver", str(home.data), run, str(script)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def one_kill(
    home: Places,
    run: str,
    script: Path,
    journal: tuple[Entry, ...],
    chance: random.Random,
    shown: Killed,
) -> bool:
    """Kill one driver; whether it had come to its end before."""
    with driver(home, run, script) as child:
        time.sleep(chance.random() * LONGEST)
        child.kill()
        assert child.stdout is not None
        told = child.stdout.read().split()
    if told and told[-1].startswith("sha256:"):
        return True
    shown.kills += 1
    shown.early += not told
    shown.acknowledged += len(told)
    stored = stored_entries(home, run)
    # One more may be on the disk whose acknowledgement was not printed any more.
    assert not told or len(stored) - int(told[-1]) in {0, 1}
    assert stored == tuple(map(to_stored, journal))[: len(stored)]
    return False


def stored_entries(home: Places, run: str) -> tuple[records.StoredEntry, ...]:
    with open_runs(home) as runs:
        assert faults(runs.database.connection) == ()
        return runs.load(run).entries


def finish(home: Places, run: str, script: Path) -> str:
    """The digest at the end of a run that nobody kills any more."""
    with driver(home, run, script) as child:
        assert child.stdout is not None
        return child.stdout.read().split()[-1]


def test_a_killed_shift_goes_on_to_the_same_end(first_shift: Setting, tmp_path: Path) -> None:
    shown = kill_often(places(tmp_path / "home"), ((first_shift, n) for n in count(1)), 6)
    assert shown.kills == 6
    assert shown.acknowledged > 6


@pytest.mark.prove
def test_two_hundred_kills_lose_nothing(first_shift: Setting, tmp_path: Path) -> None:
    shown = kill_often(places(tmp_path / "home"), ((first_shift, n) for n in count(1)), 200)
    tell(shown, "first-shift")


@pytest.mark.prove
def test_two_hundred_kills_of_generated_shifts_lose_nothing(tmp_path: Path) -> None:
    shifts = cycle(generated(tmp_path / "content", 20))
    shown = kill_often(places(tmp_path / "home"), shifts, 200)
    tell(shown, "generated shifts")


def tell(shown: Killed, where: str) -> None:
    print(
        f"\nkill -9, {where}: {shown.kills} kills at random moments ({shown.early} of them while "
        f"starting), 0 of {shown.acknowledged} acknowledged commands lost, {shown.finished} of "
        f"{shown.finished} resumed shifts reached the uninterrupted digest"
    )
