"""One window per run: a lock that the operating system lifts when its holder ends, however it ends.

The one idea: nothing that a process writes down can tell whether it still lives; a file lock can.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from itilsim.domain.errors import TryAgainError
from itilsim.storage.files import make_folder, plain_words


@dataclass(slots=True)
class RunLock:
    """A lock that is held until it is released or the process ends."""

    path: Path
    """The lock file."""
    handle: int
    """Its open file descriptor; negative once released."""

    def release(self) -> None:
        """Let others have the run; a second call does nothing."""
        if self.handle < 0:
            return
        with contextlib.suppress(OSError):
            # An open file cannot be deleted on Windows; it stays there and does no harm.
            self.path.unlink()
        os.close(self.handle)
        self.handle = -1


def hold(folder: Path, run: str) -> RunLock:
    """Take the lock of a run.

    Args:
        folder: Where lock files are kept; made if needed.
        run: Id of the run.

    Raises:
        TryAgainError: If another window holds it, or the folder cannot be written.
    """
    make_folder(folder)
    path = folder / f"{hashlib.sha256(run.encode()).hexdigest()[:32]}.lock"
    while True:
        with plain_words(path):
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(handle):
            os.close(handle)
            raise TryAgainError(f"The run {run} is open in another window. Close it there.")
        if _still_there(path, handle):
            return RunLock(path, handle)
        # Its holder released and deleted it between our opening and our locking.
        os.close(handle)


def _still_there(path: Path, handle: int) -> bool:
    """Whether the path still names the file that was locked."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        """Lock the file's first byte; whether that worked."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

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
