"""Where results are written that have a file of their own."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from itilsim.storage.files import plain_words, write_whole

STDOUT = Path("-")
"""Stands for the standard output."""


def write_out(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; `-` is stdout, and a pipe or device is written into.

    Raises:
        TryAgainError: If the disk is full or the folder cannot be written.
        UsageError: If the path cannot be a file.
    """
    if path == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file():
        with plain_words(path), path.open("wb") as file:
            file.write(data)
    else:
        target = path.resolve() if path.is_symlink() else path
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        write_whole(target, data)
        with plain_words(target):
            target.chmod(mode)


def _umask() -> int:
    """What the person's files are not to allow; there is no way to ask without setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
