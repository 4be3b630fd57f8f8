"""How words of a command line become values: speeds and durations, in the ways people write them.

Each function is the callback of an option: it takes what was typed and returns the value, or says
how to write it.
"""

from __future__ import annotations

import re

import click

UNITS = {"": 1, "s": 1, "sec": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400, "w": 604_800}
"""Seconds of each unit of a duration."""

_PARTS = re.compile(r"(?:\d+[a-z]*)+")
_PART = re.compile(r"(\d+)([a-z]*)")
_ISO = re.compile(r"p(\d+w)?(\d+d)?(?:t(\d+h)?(\d+m)?(\d+s)?)?")


def duration(context: click.Context, option: click.Parameter, value: str | None) -> int | None:
    """Seconds of a duration like `90m`, `1h30m`, `2d`, `PT90M` or a plain number of seconds."""
    if value is None:
        return None
    text = "".join(value.lower().split())
    iso = _ISO.fullmatch(text)
    if iso is not None:
        text = "".join(part or "" for part in iso.groups())
    parts = _PART.findall(text)
    known = all(unit in UNITS and len(number) < 12 for number, unit in parts)
    if not text.isascii() or not _PARTS.fullmatch(text) or not known:
        message = f"{value!r} is no duration. Write it like 90m, 1h30m or 2d."
        raise click.BadParameter(message, context, option)
    return sum(int(number) * UNITS[unit] for number, unit in parts)
