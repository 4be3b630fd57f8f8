"""Files written whole or not at all, for the user's eyes only, with complaints in plain words.

The one idea: a reader sees the old file or the new one, never a half: the bytes go to a temporary
file beside the target, are flushed to the disk, and then take the target's name in one step. What
is made here nobody else may read, whatever the umask says.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from itilsim.domain.errors import TryAgainError, UsageError

TEMPORARY = ".itilsim-part-"
"""How the name of a temporary file begins; `doctor` clears leftovers by it."""

PRIVATE_FOLDER: Final = 0o700
"""What may be done with a folder of the user's data. Source: the contract."""

PRIVATE_FILE: Final = 0o600
"""What may be done with a file of the user's data. Source: the contract."""

OTHERS: Final = 0o077
"""The bits of a mode that let others in."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Error numbers that mean that there is no room."""

SHUT = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
"""Error numbers that mean that writing is not allowed there."""

IMPOSSIBLE = frozenset({
    errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP,
    errno.EINVAL, errno.ENXIO,
})  # fmt: skip
"""Error numbers that mean that the path cannot be what it should be."""


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
        Path(name).chmod(PRIVATE_FILE)
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
        missing = [one for one in (path, *path.parents) if not os.path.lexists(one)]
        for folder in reversed(missing):
            with contextlib.suppress(FileExistsError):  # another process was quicker
                folder.mkdir(PRIVATE_FOLDER)
                folder.chmod(PRIVATE_FOLDER)
    must_lead_somewhere(path)
    if not path.is_dir():
        raise UsageError(f"{path} cannot be used: it is not a folder.")


def make_file(path: Path) -> None:
    """Make an empty file for the user's eyes only, if it is not there yet.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
    """
    with plain_words(path), contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
        path.chmod(PRIVATE_FILE)


def keep_private(path: Path, text: str) -> bool:
    """Write what is good to have, for the user's eyes only; whether that was possible."""
    try:
        make_folder(path.parent)
        write_whole(path, text.encode(errors="replace"))
    except (TryAgainError, UsageError):
        return False
    return True


def tighten(path: Path) -> None:
    """Take from others what they may do with a file or folder, as far as that is possible."""
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & OTHERS:
            path.chmod(mode & ~OTHERS)


def must_lead_somewhere(path: Path) -> None:
    """Refuse a link to what is not there: a disk that is not mounted, mostly.

    Raises:
        UsageError: If it is one.
    """
    if path.is_symlink() and not path.exists():
        raise UsageError(f"{path} is a link to {path.readlink()}, which is not there.")


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
    if error.errno in IMPOSSIBLE:
        return UsageError(f"{path} cannot be used: {reason}.")
    return TryAgainError(f"{path} could not be used: {reason}. Try again.")
