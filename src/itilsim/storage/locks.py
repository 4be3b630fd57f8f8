"""Who is at the data: locks that the operating system lifts, however their holder ends.

The one idea: nothing that a process writes down can tell whether it still lives; a file lock can.
So whoever has the data open holds a lock file of its own, in which it says what it is, and whoever
mends, moves or deletes the data goes through the same gate and looks at all of these first.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shlex
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from itilsim.domain.errors import TryAgainError
from itilsim.storage.files import PRIVATE_FILE, make_folder, plain_words

PATIENCE = 3.0
"""Seconds to wait for what takes no longer than opening a database. Tuning constant."""

PAUSE = 0.02
"""Seconds between two looks. Tuning constant."""

LONGEST = 200
"""Characters kept of what a window says it is. Tuning constant."""

_GATE = "/gate"
_ENDING = ".lock"


@dataclass(slots=True)
class Lock:
    """A lock that is held until it is released or the process ends."""

    path: Path
    """The lock file."""
    handle: int
    """Its open file descriptor; negative once released."""

    def release(self) -> None:
        """Let others have it; a second call does nothing."""
        if self.handle < 0:
            return
        handle, self.handle = self.handle, -1
        _let_go(self.path, handle)


def hold(folder: Path, name: str, busy: str = "") -> Lock:
    """Take the lock of a run, or of something else of which there is one.

    Args:
        folder: Where lock files are kept; made if needed.
        name: Id of the run.
        busy: What to say if another window holds it; a sentence about a run if not given.

    Raises:
        TryAgainError: If another window holds it, or the folder cannot be written.
    """
    make_folder(folder)
    lock = _taken(_path(folder, name))
    if lock is None:
        raise TryAgainError(busy or f"The run {name} is open in another window. Close it there.")
    return lock


def here(folder: Path) -> Lock:
    """Say that this process has the data open; call it inside `gate`.

    Args:
        folder: Where lock files are kept; made if needed.

    Raises:
        TryAgainError: If the folder cannot be written.
    """
    make_folder(folder)
    lock = None
    while lock is None:
        lock = _taken(folder / f"{secrets.token_hex(16)}{_ENDING}")
    _sign(lock)
    return lock


@contextlib.contextmanager
def gate(folder: Path) -> Iterator[None]:
    """Keep everybody else from opening the data during the block.

    Args:
        folder: Where lock files are kept; made if needed.

    Raises:
        TryAgainError: If somebody else keeps it shut, or the folder cannot be written.
    """
    make_folder(folder)
    path = _path(folder, _GATE)
    until = time.monotonic() + PATIENCE
    while (lock := _taken(path)) is None:
        if time.monotonic() > until:
            raise TryAgainError(f"The data is being worked on by {_said(path)}. Try again then.")
        time.sleep(PAUSE)
    try:
        _sign(lock)
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have the data to oneself during the block, to mend, move or delete it.

    Args:
        folder: Where lock files are kept; made if needed.

    Raises:
        TryAgainError: If another window has it open; it says which. Nothing has changed.
    """
    with gate(folder):
        nobody_else(folder)
        yield


def nobody_else(folder: Path) -> None:
    """Make sure that nobody has the data open; call it inside `gate`.

    Raises:
        TryAgainError: If somebody has.
    """
    until = time.monotonic() + PATIENCE
    while others := _others(folder):
        if time.monotonic() > until:
            raise TryAgainError(
                f"Your data is in use in another window: {', '.join(others)}. Leave it there, "
                "then try again. Nothing was changed."
            )
        time.sleep(PAUSE)


def _others(folder: Path) -> list[str]:
    """What has the data open; locks that nobody holds any more are cleared."""
    found = set()
    for path in folder.glob(f"*{_ENDING}"):
        if path == _path(folder, _GATE):
            continue
        lock = _taken(path)
        if lock is None:
            found.add(_said(path))
        else:
            lock.release()
    # A run's own lock says nothing of its holder, who has a second one that does.
    return sorted(found - {_SOMEBODY}) or sorted(found)


_SOMEBODY = "another itilsim"


def _sign(lock: Lock) -> None:
    """Write down who holds a lock; on a full disk nobody knows."""
    words = shlex.join(("itilsim", *sys.argv[1:]))
    short = words if len(words) <= LONGEST else f"{words[:LONGEST]} …"
    with contextlib.suppress(OSError):
        if os.fstat(lock.handle).st_size:  # some disks flush a file that is cut, new or not
            os.ftruncate(lock.handle, 0)
        os.write(lock.handle, f"'{short}' (process {os.getpid()})".encode(errors="replace"))


def _said(path: Path) -> str:
    """What the holder of a lock says it is."""
    with contextlib.suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").strip() or _SOMEBODY
    return _SOMEBODY


def _path(folder: Path, name: str) -> Path:
    """The lock file of a name that may hold any character."""
    return folder / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}{_ENDING}"


def _taken(path: Path) -> Lock | None:
    """A lock, unless somebody else holds it."""
    while True:
        with plain_words(path):
            handle = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        if not _locked(handle):
            os.close(handle)
            return None
        if _still_there(path, handle):
            with contextlib.suppress(OSError):
                path.chmod(PRIVATE_FILE)
            return Lock(path, handle)
        # Its holder released and deleted it between our opening and our locking.
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    FAR = 1 << 30
    """The byte that is locked: far behind what is written, since nobody else could read that."""

    def _locked(handle: int) -> bool:
        """Lock one byte of the file; whether that worked."""
        os.lseek(handle, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _still_there(path: Path, handle: int) -> bool:
        """Nobody can delete a file there that somebody has open."""
        del path, handle
        return True

    def _let_go(path: Path, handle: int) -> None:
        """Close the file, then delete it, unless somebody else has it open by now."""
        os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _locked(handle: int) -> bool:
        """Lock the file; whether that worked. Disks that know no locks are taken at their word."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def _still_there(path: Path, handle: int) -> bool:
        """Whether the path still names the file that was locked."""
        try:
            return os.path.samestat(path.stat(), os.fstat(handle))
        except FileNotFoundError:
            return False

    def _let_go(path: Path, handle: int) -> None:
        """Delete the file while nobody else can have locked it, then close it."""
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)
