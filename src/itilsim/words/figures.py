"""Points as people read them: what was reached, what something took, what went up or down.

The one idea: screens and text reports write points in one way: whole or to a tenth, with the minus
sign of print, so that one figure looks the same wherever it stands.
"""

from __future__ import annotations

from typing import Final

MINUS: Final = "\N{MINUS SIGN}"
"""Stands before what is less than nothing, or was taken off."""


def points(hundredths: int) -> str:
    """Points with their word: "5.2 points", "8 points", "1 point".

    Args:
        hundredths: Hundredths of a point, not negative.
    """
    words = tenths(hundredths)
    return f"{words} point" if words == "1" else f"{words} points"


def taken(hundredths: int) -> str:
    """What was taken off, as it stands behind a time or in a list: "−5.2", "−8".

    Args:
        hundredths: Hundredths of a point, not negative.
    """
    return f"{MINUS}{tenths(hundredths)}"


def tenths(hundredths: int) -> str:
    """A figure to a tenth, whole where it is whole; whatever is more than nothing shows.

    Args:
        hundredths: Hundredths of a point, not negative.
    """
    return f"{max(round(hundredths / 10), 1 if hundredths else 0) / 10:g}"


def whole(hundredths: int) -> int:
    """Whole points, as a score is shown.

    Args:
        hundredths: Hundredths of a point.
    """
    return (hundredths + 50) // 100


def give_or_take(hundredths: int) -> int:
    """How exact a score is, in whole points: never nothing, since no score is quite exact.

    Args:
        hundredths: Its standard error, in hundredths of a point.
    """
    return max(whole(hundredths), 1)


def signed(value: float, places: int = 0, *, plus: bool = False) -> str:
    """A figure that may be less than nothing.

    Args:
        value: The figure.
        places: Digits behind the point.
        plus: Show the sign of what is more than nothing, too.
    """
    return f"{value:{'+' if plus else ''}.{places}f}".replace("-", MINUS)
