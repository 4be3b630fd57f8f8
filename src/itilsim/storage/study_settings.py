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
