"""The second walk over a file, made only after something was found wrong or odd in it.

The one idea: where each value stands costs as much as reading the file again, so it is asked for
only when it is needed, and kept as numbers rather than as the parser's objects. So is where a file
holds characters that are dropped at the door: dropping them keeps the reader safe, saying so keeps
the author from wondering.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import yaml

from itilsim.content.clean import clean, is_thinned
from itilsim.content.tree import Event, Mark, Route, events, quiet_collector
from itilsim.domain.errors import Problem

if TYPE_CHECKING:
    from itilsim.content.source import Source

_COLUMNS = 1 << 21
"""More columns than a line can have: a place is line times this, plus column."""


class Spot:
    """The place of one value, and the spots of what is inside it."""

    __slots__ = ("inside", "keys", "place")

    def __init__(self, place: int) -> None:
        """Start with nothing inside.

        Args:
            place: Line and column in one number.
        """
        self.place = place
        self.inside: dict[str | int, Spot | int] | None = None
        self.keys: dict[str, int] | None = None


class Positions:
    """The places of all values of one text."""

    def __init__(self, root: Spot | int) -> None:
        """Keep the root's spot."""
        self._root = root

    def find(self, route: Route, *, key: bool = False) -> tuple[int, int]:
        """Return line and column at the end of the route, or of the nearest parent there is."""
        spot = self._root
        place = _place(spot)
        for index, step in enumerate(route):
            if not isinstance(spot, Spot) or spot.inside is None or step not in spot.inside:
                break
            if key and index == len(route) - 1 and spot.keys is not None:
                place = spot.keys[str(step)]
                break
            spot = spot.inside[step]
            place = _place(spot)
        line, column = divmod(place, _COLUMNS)
        return line + 1, column + 1


def positions_of(text: str) -> Positions:
    """Walk a text that passed the guard, and note every place."""
    walker = _Walker()
    with quiet_collector(), events(text) as stream:
        for event in stream:
            walker.take(event)
    return Positions(walker.root)


class _Walker:
    """Takes events one by one and builds the spots."""

    def __init__(self) -> None:
        """Start before the first event."""
        self.root: Spot | int = 0
        self._open: list[Spot] = []
        self._pending: list[str | None] = []

    def take(self, event: Event) -> None:
        """Take the next event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            spot = Spot(_number(event.start_mark))
            spot.inside = {}
            if kind is yaml.MappingStartEvent:
                spot.keys = {}
            self._put(spot)
            self._open.append(spot)
            self._pending.append(None)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._open.pop()
            self._pending.pop()

    def _scalar(self, event: Event) -> None:
        """Note a key, or the place of a scalar value."""
        place = _number(event.start_mark)
        keys = self._open[-1].keys if self._open else None
        if keys is not None and self._pending[-1] is None:
            key = clean(event.value)
            keys[key] = place
            self._pending[-1] = key
        else:
            self._put(place)

    def _put(self, spot: Spot | int) -> None:
        """Attach a spot where the next value belongs."""
        if not self._open:
            self.root = spot
            return
        inside = self._open[-1].inside
        if inside is None:
            return
        key = self._pending[-1]
        inside[len(inside) if key is None else key] = spot
        self._pending[-1] = None


def _number(mark: Mark) -> int:
    """A parser's mark as one number."""
    return int(mark.line) * _COLUMNS + int(mark.column)


def _place(spot: Spot | int) -> int:
    """The place of a spot."""
    return spot if isinstance(spot, int) else spot.place


def dropped_characters(source: Source) -> Iterator[Problem]:
    """Texts of the file that had terminal escapes, direction marks or other unseen characters."""
    if source.text.isascii() and "\\" not in source.text:
        return
    with events(source.text) as stream:
        for event in stream:
            if type(event) is yaml.ScalarEvent and is_thinned(event.value):
                line, column = divmod(_number(event.start_mark), _COLUMNS)
                message = "This text holds characters that cannot be seen; they are dropped."
                yield Problem(
                    source.file, line + 1, column + 1, "control-characters", message, "delete them"
                )
