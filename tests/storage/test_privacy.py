"""What is stored is for the user's eyes only, whatever the umask says."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from itilsim.content.cache import ContentCache
from itilsim.storage import backups
from itilsim.storage.files import keep_private, make_folder
from itilsim.storage.owned import is_ours
from itilsim.storage.places import FAULT_FILE, Places, places
from itilsim.storage.records import RunHeader, StoredEntry
from itilsim.storage.runs import open_runs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX modes")

UMASKS = (0o000, 0o002, 0o022, 0o027, 0o077, 0o177, 0o277, 0o777)


@contextmanager
def masked(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(home: Places) -> set[tuple[str, int]]:
    """Kind and mode of the data folder and of all in it."""
    found = [home.data, *home.data.rglob("*")]
    return {("folder" if path.is_dir() else "file", mode(path)) for path in found}


PRIVATE = {("folder", 0o700), ("file", 0o600)}


def use(home: Places, header: RunHeader) -> set[tuple[str, int]]:
    """Make everything that is ever stored; what the modes are while it is open, and after it."""
    keep_private(home.data / FAULT_FILE, "a fault")
    ContentCache(home.cache).put("0" * 64, header)
    with open_runs(home) as runs:
        runs.create(header)
        runs.append("run-1", StoredEntry(1, 1, "trainee", "{}"))
        assert len(list(home.data.glob("itilsim.sqlite*"))) == 3
        assert len(list(home.locks.iterdir())) == 2
        found = modes(home)
    backups.back_up(home)
    backups.restore(home)
    return found | modes(home)


@pytest.mark.parametrize("mask", UMASKS, ids=oct)
def test_nobody_else_may_read_what_is_stored(tmp_path: Path, header: RunHeader, mask: int) -> None:
    home = places(tmp_path / "below" / "home")
    with masked(mask):
        assert use(home, header) == PRIVATE
    assert mode(home.data.parent) == 0o700


def loosen(home: Places) -> None:
    for path in (home.data, *home.data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_what_an_earlier_version_left_open_is_shut(home: Places, header: RunHeader) -> None:
    use(home, header)
    loosen(home)
    open_runs(home).close()
    assert modes(home) == PRIVATE


def test_a_folder_in_which_others_keep_things_is_left_as_it_is(
    home: Places, header: RunHeader
) -> None:
    use(home, header)
    thesis = home.data / "thesis.txt"
    thesis.write_text("mine")
    loosen(home)
    open_runs(home).close()
    assert not is_ours(home.data, home)
    assert (mode(home.data), mode(thesis)) == (0o755, 0o644)
    assert {mode(home.database), mode(home.data / FAULT_FILE)} == {0o600}
    assert {mode(path) for path in (home.backups, home.locks)} == {0o700}


def test_a_folder_that_was_made_to_be_shared_is_left_as_it_is(home: Places) -> None:
    make_folder(home.data)
    home.data.chmod(0o1777)
    open_runs(home).close()
    assert mode(home.data) == 0o1777
    assert mode(home.database) == 0o600


def test_a_folder_that_its_owner_made_read_only_stays_so(home: Places) -> None:
    open_runs(home).close()
    home.data.chmod(0o555)
    if os.getuid() == 0:
        open_runs(home).close()
        assert mode(home.data) == 0o500


def test_an_exported_file_follows_the_umask_and_a_home_does_not(tmp_path: Path) -> None:
    home, log = tmp_path / "home", tmp_path / "log.jsonl"
    with masked(0o022):
        subprocess.run(
            [sys.executable, "-m", "itilsim", "--home", home, "simulate", "first-shift", "--policy",
             "idle", "--seed", "1", "--until", "5m", "--save", "--log", log],
            check=True, capture_output=True,
        )  # fmt: skip
    assert mode(log) == 0o644
    assert modes(places(home)) == PRIVATE
