"""Erasing one's own data: what the program made, by name, and nothing beside it.

The one idea: nobody may be at it meanwhile, or what they do next would be lost; and a folder goes
only when it is empty.
"""

from __future__ import annotations

import contextlib

from itilsim.domain.errors import DamagedError
from itilsim.storage.files import plain_words
from itilsim.storage.locks import alone
from itilsim.storage.owned import data_files, data_folders
from itilsim.storage.places import Places
from itilsim.storage.tables import look_before_opening


def erase_data(places: Places) -> None:
    """Delete the user's data.

    Raises:
        TryAgainError: If another window has the data open, or a file cannot be deleted.
        UsageError: If another program's data is in the place of ours.
    """
    with contextlib.suppress(DamagedError):
        look_before_opening(places.database)
    with alone(places.locks):
        for path in data_files(places):
            if path.parent != places.locks:  # what is left there is our own, and goes at the end
                with plain_words(path):
                    path.unlink(missing_ok=True)
    for folder in data_folders(places):
        with contextlib.suppress(OSError):
            folder.rmdir()
