"""What a student hands in: one file with the run, and what the class asked beside it.

The one idea: the file is a run file with one line before it. What the run is worth its replay says,
as of any run file; the first line holds what no replay can tell, and earns nothing: names, answers,
and how fast the keys came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

SUFFIX: Final = ".itilhand"
"""How the name of a hand-in ends."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a class asks beside its shift; the first line of a hand-in."""

    kind: Literal["hand-in"]
    """What this line is."""
    format: Literal[1]
    """Version of the format."""
    code: str = field(metadata={"pattern": "^[A-Z2-7]{4}-[A-Z2-7]{4}$"})
    """Code of the class."""
    names: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": 4})
    """Display names: one, or those who sat there together or after one another."""
    stops: Mapping[int, int] = field(default_factory=dict)
    """Answers at stops: place of the stop, from 0, to the number of the option, from 1."""
    before: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Answers before the shift: id of the question to the options chosen, from 0, as stored."""
    after: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Answers after it, likewise."""
    seconds: tuple[float, ...] = ()
    """Real seconds between the entries of the journal, as long as the journal; of the first one,
    since the shift began. Empty: not known."""
    handed_over: tuple[int, ...] = ()
    """In the hot seat: entries of the journal after which the next one sat down."""
