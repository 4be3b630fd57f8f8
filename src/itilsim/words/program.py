"""How this program is started from where its user stands."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def program() -> str:
    """The command that starts itilsim again: its name where that is found, else the way to it."""
    started = Path(sys.argv[0])
    found = shutil.which("itilsim")
    if started.stem != "itilsim" or (found and _same(Path(found), started)):
        return "itilsim"
    try:
        return os.path.relpath(started)
    except ValueError:  # On another drive.
        return str(started)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
