"""Where things are: the user's data, the cache, and the content that ships with the program.

The one idea: the front door asks once and hands a frozen `Places` to everything that needs a
folder, so that `--home DIR` moves all user data and nothing else ever looks at the environment.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from itilsim.domain.errors import UsageError
from itilsim.storage.files import explained, must_lead_somewhere

HOME_VARIABLE = "ITILSIM_HOME"
"""Environment variable that moves all user data."""

FAULT_FILE = "last-fault.txt"
"""What is known about a fault of the program."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one user; none of them needs to exist yet."""

    data: Path
    """Folder of everything that belongs to the user and must not be lost."""
    cache: Path
    """Folder of what can be made again at any time."""

    @property
    def database(self) -> Path:
        """The one SQLite file."""
        return self.data / "itilsim.sqlite"

    @property
    def backups(self) -> Path:
        """Folder of the verified backups of the database."""
        return self.data / "backups"

    @property
    def locks(self) -> Path:
        """Folder of the lock files of the windows that are open, and of their runs."""
        return self.data / "locks"

    @property
    def classes(self) -> Path:
        """Folder of what classes ask beside their shifts, a file for each run."""
        return self.data / "classes"

    def has_data(self) -> bool:
        """Tell whether anything is stored yet, be it sound or not; looking makes nothing.

        Raises:
            TryAgainError: If that cannot be seen.
            UsageError: If the data folder cannot be one.
        """
        must_lead_somewhere(self.data)
        try:
            self.database.lstat()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise explained(self.data, error) from error
        return True


def places(home: Path | None = None) -> Places:
    """Return the user's folders: below `home`, else `ITILSIM_HOME`, else where the system says.

    Args:
        home: The value of `--home`, if given.
    """
    chosen = home or _home_from_environment()
    if chosen is not None:
        base = chosen.expanduser().absolute()
        return Places(data=base, cache=base / "cache")
    import platformdirs

    return Places(
        data=platformdirs.user_data_path("itilsim", appauthor=False),
        cache=platformdirs.user_cache_path("itilsim", appauthor=False),
    )


def content(package: Path | None = None) -> Path:
    """Return the folder that holds `scenarios/` and `questions/`.

    A wheel carries them as `_content` inside the package; an editable install has none and uses
    the root of the repository.

    Args:
        package: Folder of the package; the running one if not given.

    Raises:
        UsageError: If neither place holds any content.
    """
    package = package or Path(__file__).resolve().parents[1]
    shipped = package / "_content"
    if shipped.is_dir():
        return shipped
    root = package.parents[1]
    if (root / "scenarios").is_dir() or (root / "questions").is_dir():
        return root
    raise UsageError(
        "The scenarios and questions that belong to itilsim are missing. Install it again."
    )


def _home_from_environment() -> Path | None:
    """The folder that `ITILSIM_HOME` names, if it names one."""
    named = os.environ.get(HOME_VARIABLE, "")
    return Path(named) if named else None
