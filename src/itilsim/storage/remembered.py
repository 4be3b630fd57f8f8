"""One setting, read at the start without everything that studying needs.

The one idea: home is to be seen at once, so what it needs is read by the smallest part of storage.
"""

from __future__ import annotations

from itilsim.domain.errors import UsageError
from itilsim.storage.places import Places
from itilsim.storage.study_settings import check_setting
from itilsim.storage.upgrade import open_database


def remembered(places: Places, *keys: str) -> tuple[str, ...]:
    """Return settings, each empty if it was never set; looking does not make a database.

    One that cannot have been set is taken for unset: where it matters, `Study` says so.

    Args:
        places: The user's folders.
        keys: Which; see `study_settings`.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
        UsageError: If a newer itilsim has written it.
    """
    if not places.database.is_file():
        return ("",) * len(keys)
    database = open_database(places)
    try:
        with database.reading() as connection:
            rows = connection.execute("SELECT key, value FROM setting").fetchall()
    finally:
        database.close()
    found = {str(row[0]): str(row[1]) for row in rows}
    return tuple(_sound(key, found.get(key, "")) for key in keys)


def _sound(key: str, value: str) -> str:
    try:
        check_setting(key, value)
    except UsageError:
        return ""
    return value
