"""The editions of ITIL that have a Foundation exam; light, so that help can name them at once."""

from __future__ import annotations

from typing import Final, Literal, get_args

Edition = Literal["2011", "4", "5"]
"""An edition as questions, settings and options name it."""

EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)
"""All of them, the oldest first."""

USUAL_EDITION: Final[Edition] = "4"
"""The edition of who has not chosen one: the one that most people sit. A choice of ours."""


def edition_named(name: str) -> Edition | None:
    """Return the edition of that name; None if no exam is called so, like `none` or nothing."""
    return next((edition for edition in EDITIONS if edition == name), None)
