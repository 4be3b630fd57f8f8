"""Files written whole or not at all, and the operating system's complaints in plain words.

The one idea: a reader sees the old file or the new one, never a half: the bytes go to a temporary
file beside the target, are flushed to the disk, and then take the target's name in one step.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from itilsim.domain.errors import TryAgainError, UsageError

TEMPORARY = ".itilsim-part-"
"""How the name of a temporary file begins; `doctor` clears leftovers by it."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Error numbers that mean that there is no room."""

SHUT = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
"""Error numbers that mean that writing is not allowed there."""


def write_whole(path: Path, data: bytes) -> None:
    """Write the file so that it is there completely or not at all.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
        UsageError: If the path cannot be a file.
    """
    with plain_words(path):
        replace(path, data)


def replace(path: Path, data: bytes) -> None:
    """Write the file in one step and let the operating system's error through."""
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        # Gone already if it took the target's name.
        with contextlib.suppress(OSError):
            Path(name).unlink()


def make_folder(path: Path) -> None:
    """Make a folder for the user's eyes only, with its parents, if it is not there yet.

    Raises:
        TryAgainError: If the disk is full or the parent cannot be written.
        UsageError: If something else has that name.
    """
    with plain_words(path):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextlib.contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn an `OSError` of the block into one of our errors that says what to do.

    Raises:
        TryAgainError: For a full disk, a forbidden folder or a failing device.
        UsageError: For a path that cannot be what it should be.
    """
    try:
        yield
    except OSError as error:
        raise explained(path, error) from error


def explained(path: Path, error: OSError) -> TryAgainError | UsageError:
    """The error of ours that says what the operating system complained of, and what to do."""
    if error.errno in FULL:
        return TryAgainError(f"There is no room to write {path}. Free some space and try again.")
    if error.errno in SHUT:
        return TryAgainError(
            f"Writing to {path} is not allowed. Make the folder writable, or choose another "
            "with --home DIR or ITILSIM_HOME."
        )
    reason = error.strerror or "unknown reason"
    if error.errno in {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG}:
        return UsageError(f"{path} cannot be used: {reason}.")
    return TryAgainError(f"{path} could not be used: {reason}. Try again.")
