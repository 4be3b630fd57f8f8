"""Maintenance while somebody plays or studies: whatever was acknowledged is there afterwards.

The one idea: a process goes on acknowledging what it stores while the command line restores,
repairs or erases; then it is killed, and what it had acknowledged is counted in what is stored.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from itilsim.domain.errors import ItilsimError
from itilsim.storage.backups import back_up
from itilsim.storage.places import Places, places
from itilsim.storage.records import RunHeader
from itilsim.storage.runs import open_runs
from itilsim.storage.study import open_study

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")

MAINTENANCE = (("doctor", "--restore"), ("doctor", "--repair"), ("erase", "--yes"))
WORKERS = {
    "a shift": ("tests.storage.writer", "1", "0"),
    "a round": ("tests.proofs.study_driver", "review", "0"),
}
MORE = 20
"""What is acknowledged after the command line has ended."""


def filled(home: Places) -> Places:
    """A home with something to lose, and a backup of it."""
    with open_runs(home) as runs:
        runs.create(RunHeader("run-1", "s", "d", 1, 1, "guided", "stepped", "2026"))
    back_up(home)
    return home


def stored(home: Places, what: str) -> int:
    """What is there of that work now."""
    try:
        if what == "a shift":
            with open_runs(home) as runs:
                return len(runs.load("run-1").entries)
        with open_study(home) as study:
            return len(study.answers())
    except ItilsimError:
        return 0


def clash(home: Places, what: str, words: tuple[str, ...]) -> Counter[str]:
    """Let somebody work while the command line does the words; counts what became of that."""
    module, *arguments = WORKERS[what]
    with subprocess.Popen(
        [sys.executable, "-m", module, str(home.data), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as worker:  # fmt: skip
        assert worker.stdout is not None
        acknowledged = [worker.stdout.readline() for _ in range(5)]
        ended = subprocess.run(
            [sys.executable, "-m", "itilsim", "--home", str(home.data), *words],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        acknowledged += [worker.stdout.readline() for _ in range(MORE)]
        worker.kill()
        acknowledged += worker.stdout.readlines()
    known = max(int(line) for line in acknowledged if line.strip())
    named = f"(process {worker.pid})" in ended.stderr
    lost = max(known - stored(home, what), 0)
    return Counter(
        commands=1, refused=ended.returncode == 3, named=named, acknowledged=known, lost=lost
    )


def clashes(folder: Path, times: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    for number in range(times):
        for what in WORKERS:
            for words in MAINTENANCE:
                home = filled(places(folder / f"{number}-{what}-{words[-1]}"))
                seen += clash(home, what, words)
    return seen


def test_nothing_acknowledged_is_lost_to_maintenance(tmp_path: Path) -> None:
    home = filled(places(tmp_path / "home"))
    seen = clash(home, "a shift", ("doctor", "--restore"))
    assert (seen["lost"], seen["refused"], seen["named"]) == (0, 1, 1)


@pytest.mark.prove
def test_nothing_acknowledged_is_ever_lost_to_maintenance(tmp_path: Path) -> None:
    seen = clashes(tmp_path, 5)
    print(
        f"\nmaintenance: {seen['commands']} restores, repairs and erasures while somebody plays or "
        f"studies: {seen['refused']} refused with exit code 3, {seen['named']} of them name the "
        f"window; {seen['lost']} of {seen['acknowledged']} acknowledged decisions and answers lost"
    )
    assert seen["lost"] == 0
    assert seen["refused"] == seen["named"] == seen["commands"]


def modes_of(home: Path) -> Counter[str]:
    """How many files and folders others may do something with, of how many."""
    found = [home, *home.rglob("*")]
    return Counter(open=sum(bool(path.stat().st_mode & 0o077) for path in found), all=len(found))


@pytest.mark.prove
def test_nothing_of_a_home_is_open_to_others_under_any_umask(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    wish = ("simulate", "first-shift", "--seed", "1", "--policy", "idle", "--save", "--until", "5m")
    for mask in (0o000, 0o002, 0o022, 0o027, 0o077, 0o277, 0o777):
        home = tmp_path / f"{mask:03o}"
        for words in (wish, ("settings", "edition", "4"), ("doctor", "--repair"), wish):
            subprocess.run(
                [sys.executable, "-m", "itilsim", "--home", str(home), *words],
                capture_output=True, check=True, umask=mask,
            )  # fmt: skip
        seen += modes_of(home)
    print(f"\nmodes: 7 umasks, {seen['open']} of {seen['all']} files and folders open to others")
    assert not seen["open"]
