"""A full disk or a home that cannot be written, met through the command line.

The one idea: whatever cannot be stored is said in plain words with the exit code for "try again",
and afterwards the home is as it was: the same runs, a sound database, nothing half-written.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from itilsim.domain.errors import TryAgainError
from itilsim.storage.database import faults
from itilsim.storage.places import places
from itilsim.storage.runs import open_runs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits and users")

SIMULATE = ("simulate", "first-shift", "--policy", "first_come", "--no-score", "--save")


def itilsim(home: Path, *words: str, file_size: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command line, if need be with small files only."""

    def limit() -> None:
        if file_size:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))

    return subprocess.run(
        [sys.executable, "-m", "itilsim", "--home", str(home), *words],
        capture_output=True, text=True, check=False, timeout=60,
        preexec_fn=limit,
        env={**os.environ, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


def runs_in(home: Path) -> list[str]:
    """The stored runs of a home whose database is sound."""
    with open_runs(places(home)) as runs:
        assert faults(runs.database.connection) == ()
        return sorted(each.header.id for each in runs.list())


def assert_told(ended: subprocess.CompletedProcess[str], *words: str) -> None:
    assert ended.returncode == TryAgainError.exit_code, ended.stderr
    assert "Traceback" not in ended.stderr
    assert any(word in ended.stderr for word in words), ended.stderr


def fill(home: Path, file_size: int = 0) -> tuple[int, subprocess.CompletedProcess[str]]:
    """Save shifts until one is refused; how many were saved before, and what was told."""
    for seed in range(1, 400):
        ended = itilsim(home, *SIMULATE, "--seed", str(seed), file_size=file_size)
        if ended.returncode:
            return seed - 1, ended
        assert ended.stderr.startswith("Saved as ")
    pytest.fail("the disk is never full")


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A disk of its own under a folder, where that is allowed."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_run_that_does_not_fit_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    home = tmp_path / "home"
    saved, refused = fill(home, file_size=450_000)
    assert saved >= 1
    assert_told(refused, "disk")
    assert len(runs_in(home)) == saved
    assert not refused.stdout.startswith("Saved")
    again = itilsim(home, *SIMULATE, "--seed", "999")
    assert again.returncode == 0
    assert len(runs_in(home)) == saved + 1


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with small_disk(tmp_path, "700k"):
        home = tmp_path / "home"
        saved, refused = fill(home)
        assert saved >= 1
        assert_told(refused, "disk is full")
        assert len(runs_in(home)) == saved


def test_a_log_that_does_not_fit_is_told_and_no_half_of_it_is_left(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    words = ("simulate", "first-shift", "--policy", "idle", "--seed", "1", "--no-score")
    warm = tmp_path / "home"
    assert itilsim(warm, *words).returncode == 0
    ended = itilsim(warm, *words, "--log", str(log), file_size=5_000)
    assert_told(ended, str(log))
    assert list(tmp_path.iterdir()) == [warm]


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be written; root needs a disk that is read-only."""
    if os.getuid():
        folder.chmod(0o555)
        try:
            yield
        finally:
            folder.chmod(0o755)
        return
    with small_disk(folder, "1m"):
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield


@pytest.mark.parametrize("below", ["", "not/there"], ids=["itself", "below it"])
def test_a_home_that_cannot_be_written_is_told(below: str, tmp_path: Path) -> None:
    with unwritable(tmp_path):
        ended = itilsim(tmp_path / below, *SIMULATE, "--seed", "1")
        assert_told(ended, "--home")
        assert list(tmp_path.iterdir()) == []


def test_without_saving_a_home_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    with unwritable(tmp_path):
        ended = itilsim(
            tmp_path, "simulate", "first-shift", "--policy", "idle", "--seed", "1", "--json"
        )
    assert ended.returncode == 0, ended.stderr
    assert '"log_digest"' in ended.stdout


@pytest.mark.prove
def test_disks_of_every_size_are_told(tmp_path: Path) -> None:
    sizes = range(8_000, 400_000, 8_000)
    refused = 0
    for number, size in enumerate(sizes):
        home = tmp_path / str(number)
        ended = itilsim(home, *SIMULATE, "--seed", "1", file_size=size)
        if ended.returncode:
            refused += 1
            assert_told(ended, "disk", "cannot be written", "cannot be opened")
        assert len(runs_in(home)) == (0 if ended.returncode else 1)
    assert refused
    print(
        f"\nfull disk: {len(sizes)} limits of file size, {refused} refused with a plain message "
        f"and exit code 3, {len(sizes)} of {len(sizes)} databases sound and without half a run"
    )
