"""Kills, full disks and folders that cannot be written: nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from itilsim.domain.errors import TryAgainError
from itilsim.storage.database import connect, faults
from itilsim.storage.places import Places, places
from itilsim.storage.records import RunHeader, StoredEntry
from itilsim.storage.runs import Runs, open_runs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals and limits")


def writer(home: Places, *numbers: int) -> subprocess.Popen[str]:
    """Start a process that appends to the run; see `writer.py`."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.writer", str(home.data), *map(str, numbers)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def kill_often(home: Places, header: RunHeader, times: int) -> int:
    """Kill a writer at random moments; returns how many entries were acknowledged in all."""
    chance = random.Random(times)
    with open_runs(home) as runs:
        runs.create(header)
    acknowledged = 0
    for _ in range(times):
        with writer(home, acknowledged + 1, 0) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(chance.random() / 20)
            child.kill()
            printed = child.stdout.read().split()
        last = int(printed[-1]) if printed else acknowledged + 1
        with open_runs(home) as runs:
            stored = runs.resume("run-1")
            assert faults(runs.database.connection) == ()
        # One more may be on the disk whose acknowledgement was not printed any more.
        assert len(stored.entries) - last in {0, 1}
        acknowledged = len(stored.entries)
    return acknowledged


def test_a_killed_writer_loses_nothing_acknowledged(home: Places, header: RunHeader) -> None:
    assert kill_often(home, header, 10) > 10


@pytest.mark.prove
def test_sixty_killed_writers_lose_nothing_acknowledged(home: Places, header: RunHeader) -> None:
    entries = kill_often(home, header, 60)
    print(f"kill -9: 60 kills, {entries} entries, 0 acknowledged lost, 60 of 60 sound")


def test_a_full_disk_is_told_and_the_journal_stays_sound(home: Places, header: RunHeader) -> None:
    with open_runs(home) as runs:
        runs.create(header)
    with writer(home, 1, 150_000) as child:
        out, err = child.communicate(timeout=30)
    assert child.returncode == TryAgainError.exit_code
    assert "Traceback" not in err
    assert "disk" in err
    acknowledged = len(out.split())
    assert acknowledged > 5
    with open_runs(home) as runs:
        assert len(runs.resume("run-1").entries) == acknowledged
        assert faults(runs.database.connection) == ()
        runs.append("run-1", StoredEntry(acknowledged + 1, 10**6, "trainee", "{}"))


def test_after_a_refused_entry_the_same_entry_can_be_tried_again(
    home: Places, header: RunHeader
) -> None:
    script = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from itilsim.domain.errors import TryAgainError\n"
        "from itilsim.storage.places import places\n"
        "from itilsim.storage.records import StoredEntry\n"
        "from itilsim.storage.runs import open_runs\n"
        "limit = lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, -1))\n"
        "with open_runs(places(Path(sys.argv[1]))) as runs:\n"
        "    runs.resume('run-1')\n"
        "    runs.append('run-1', StoredEntry(1, 1, 'a', '{}'))\n"
        "    limit(1000)\n"
        "    try:\n"
        "        runs.append('run-1', StoredEntry(2, 2, 'a', '{}'))\n"
        "    except TryAgainError:\n"
        "        limit(-1)\n"
        "        runs.append('run-1', StoredEntry(2, 2, 'a', '{}'))\n"
        "        print(len(runs.load('run-1').entries))\n"
    )
    with open_runs(home) as runs:
        runs.create(header)
    done = subprocess.run(
        [sys.executable, "-c", script, str(home.data)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "2\n"


def append_until_refused(runs: Runs) -> int:
    """Append until the disk is full; returns how many entries were acknowledged."""
    for number in range(1, 5000):
        try:
            runs.append("run-1", StoredEntry(number, number, "trainee", "{}"))
        except TryAgainError:
            return number - 1
    pytest.fail("the disk is never full")


def test_a_disk_that_is_really_full_is_told(tmp_path: Path, header: RunHeader) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(tmp_path)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        home = places(tmp_path / "home")
        with open_runs(home) as runs:
            runs.create(header)
            stored = append_until_refused(runs)
            assert len(runs.load("run-1").entries) == stored
            with pytest.raises(TryAgainError, match="disk is full"):
                runs.append("run-1", StoredEntry(stored + 1, 10**6, "trainee", '{"a":1}' * 2000))
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


READ_ONLY = """
import os, sys
from pathlib import Path
from itilsim.domain.errors import ItilsimError
from itilsim.storage import backups, doctor, runs
from itilsim.content import cache
from itilsim.storage.places import places
from itilsim.storage.records import StoredEntry, RunHeader
if os.getuid() == 0:
    os.setuid(65534)
home = places(Path(sys.argv[1]))
cache.ContentCache(home.cache).put("key", StoredEntry(1, 1, "a", "{}"))
assert "read-only" in {one.code for one in doctor.examine(home)} or not home.data.is_dir()
for wish in (runs.open_runs, backups.restore, backups.back_up):
    try:
        wish(home)
    except ItilsimError as error:
        print(error.exit_code, error)
"""
"""Tries to write as somebody who may not."""


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "with a database"])
def test_a_home_that_cannot_be_written_is_told(header: RunHeader, *, filled: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        home = places(Path(name) / "home")
        home.data.mkdir()
        if filled:
            with open_runs(home) as runs:
                runs.create(header)
        for folder in (Path(name), home.data):
            folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(home.data)],
            capture_output=True,
            text=True,
            check=False,
        )
        for folder in (Path(name), home.data):
            folder.chmod(0o755)
        assert done.returncode == 0, done.stderr
        told = done.stdout.splitlines()
        assert told[0].startswith("3 ")
        assert "--home" in told[0]
        assert not (home.data / "cache").exists()
        assert sorted(path.name for path in home.data.iterdir()) == (
            ["itilsim.sqlite", "locks"] if filled else []
        )


def test_two_writers_lose_nothing(home: Places, header: RunHeader) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from itilsim.storage.places import places\n"
        "from itilsim.storage.records import StoredEntry, RunHeader\n"
        "from itilsim.storage.runs import open_runs\n"
        "home, name = sys.argv[1:]\n"
        "with open_runs(places(Path(home))) as runs:\n"
        "    runs.create(RunHeader(name, 's', 'd', 1, 1, 'guided', 'paced', '2026'))\n"
        "    for number in range(1, 301):\n"
        "        runs.append(name, StoredEntry(number, number, 'a', '{}'))\n"
        "        if number % 50 == 0:\n"
        "            runs.reached(name, number)\n"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", script, str(home.data), name])
        for name in ("one", "two")
    ]
    assert [child.wait(timeout=60) for child in children] == [0, 0]
    with open_runs(home) as runs:
        assert [len(runs.load(name).entries) for name in ("one", "two")] == [300, 300]
    assert header.id not in ("one", "two")


def test_a_new_database_is_waited_for_while_another_process_begins_it(home: Places) -> None:
    home.data.mkdir(parents=True, exist_ok=True)
    other = sqlite3.connect(home.database, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE begun (x)")
    soon = threading.Timer(0.3, other.execute, ("COMMIT",))
    soon.start()
    with contextlib.closing(connect(home.database)) as database:
        assert not database.warning
    soon.join()
    other.close()
