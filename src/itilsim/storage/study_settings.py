"""The settings of a student: which there are, and what each can be.

The one idea: a value is looked at when it is set and again when it is read, by the same rule, so
that whoever asks for one can use it as it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Final

from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS
from itilsim.storage.checksums import changed
from itilsim.storage.places import Places
from itilsim.storage.upgrade import open_database

SETTINGS: Final = ("edition", "exam_date", "daily_cap", "certainty", "theme")
"""All settings."""

YEARS: Final = range(2020, 2100)
"""Years in which an exam can be. Tuning constant."""

LONGEST: Final = 40
"""Longest value, in characters. Tuning constant."""


def check_setting(key: str, value: str) -> None:
    """Refuse a setting that does not exist or cannot have that value; empty always means unset.

    Raises:
        UsageError: With what it could be.
    """
    if key not in _RULES:
        raise UsageError(f"There is no setting '{key}'. There are: {', '.join(SETTINGS)}.")
    fits, expected = _RULES[key]
    if value and not (len(value) <= LONGEST and fits(value)):
        raise UsageError(f"'{value[:LONGEST]}' cannot be the {key}: it must be {expected}.")


def settings_of(places: Places, *keys: str) -> tuple[str, ...]:
    """Return settings, each empty if it was never set; looking does not make a database.

    One that cannot have been set is taken for unset: where it matters, `Study` says so.

    Args:
        places: The user's folders.
        keys: Which; see `SETTINGS`.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If it is damaged.
        UsageError: If a newer itilsim has written it.
    """
    if not places.has_data():
        return ("",) * len(keys)
    database = open_database(places)
    try:
        with database.reading() as connection:
            rows = connection.execute("SELECT key, value FROM setting").fetchall()
            if changed(connection, "setting"):
                rows = []
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


def _is_date(value: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        return dt.date.fromisoformat(value).year in YEARS
    except ValueError:
        return False


def _is_cap(value: str) -> bool:
    return re.fullmatch(r"[1-9][0-9]{0,3}", value) is not None


_RULES: Final[Mapping[str, tuple[Callable[[str], bool], str]]] = {
    "edition": (lambda value: value in EDITIONS, "2011, 4 or 5"),
    "exam_date": (_is_date, "a day like 2027-01-31"),
    "daily_cap": (_is_cap, "a number of reviews from 1 to 9999"),
    "certainty": (lambda value: value in {"on", "off"}, "on or off"),
    "theme": (str.isprintable, "the name of a theme"),
}
"""Of every setting: what it can be, and how that is told."""
