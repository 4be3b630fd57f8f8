"""How often an answer is right in mornings that look alike, as counted over drawn worlds.

The one idea: a charge needs evidence. What could be seen leaves open which of several worlds one is
in, and some of them are frequent. So worlds are drawn as an organisation's mornings are, those that
look alike are counted together, and judging accepts what is right in many of them. The counts are
drawn once and shipped, so that a score is the same on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

FEWEST: Final = 20
"""In fewer worlds that look alike nothing is said of them. Tuning constant."""
_QUARTER: Final = 4
"""Right in one of so many, an answer is accepted. Source: the principles of scoring."""
_ARGUABLE: Final = 20
"""Right in one of so many, it can be argued for, and earns half. Source: the same."""
_CHANCE: Final = 12
"""Two standard errors of a share of a quarter, squared, over the worlds, times 16: a share is under
a quarter if that is no chance of the draw."""

Counts: TypeAlias = Mapping[str, int]
"""In how many worlds each answer was right, as texts; what is nothing is the empty text."""


@dataclass(frozen=True)
class Alike:
    """How often each answer to one question was right in worlds that look alike."""

    of: int
    """How many worlds."""
    right: tuple[tuple[str, int], ...]
    """In how many of them each answer was right, as texts; what is missing, in none."""

    def times(self, value: object) -> int:
        """In how many of the worlds an answer is right."""
        return self._times.get(as_text(value), 0)

    def accepts(self, value: object) -> bool:
        """Right in a quarter at least, or in less by the chance of the draw alone."""
        times = self.times(value)
        short = self.of - _QUARTER * times
        return times > 0 and (short <= 0 or short * short <= _CHANCE * self.of)

    def argues(self, value: object) -> bool:
        """Right too seldom to be accepted, and too often to be wrong."""
        times = self.times(value)
        return times > 0 and times * _ARGUABLE >= self.of and not self.accepts(value)

    @cached_property
    def accepted(self) -> tuple[str, ...]:
        """All that is accepted, as texts, the most frequent first."""
        ranked = sorted(self.right, key=lambda each: (-each[1], each[0]))
        return tuple(value for value, _ in ranked if self.accepts(value))

    @cached_property
    def _times(self) -> dict[str, int]:
        return dict(self.right)


@dataclass(frozen=True)
class BaseRates:
    """The counts of one organisation."""

    worlds: int = 0
    """How many worlds were drawn."""
    seed: int = 0
    """Seed of the first of them."""
    content: str = ""
    """Digest of all that they were drawn from."""
    looks: Mapping[str, Mapping[str, Counts]] | None = None
    """Counts by look and question; `of` counts the worlds of each look, or question, itself."""

    def alike(self, look: str, question: str) -> Alike | None:
        """The counts on one question of a look; none: too few worlds look like that."""
        found = self._read.get((look, question))
        if found is not None or self.looks is None or look not in self.looks:
            return found
        counts = dict(self.looks[look].get(question, {}))
        of = counts.pop(OF, 0) or self.looks[look][OF][OF]
        if of < FEWEST:
            return None
        made = Alike(of, tuple(sorted(counts.items())))
        self._read[look, question] = made
        return made

    @cached_property
    def _read(self) -> dict[tuple[str, str], Alike]:
        return {}


OF: Final = "of"
"""What the number of worlds is counted under, beside the answers."""


def as_text(value: object) -> str:
    """An answer as it is counted."""
    return "" if value is None else str(value)


def read(text: str) -> BaseRates:
    """Counts from their file; from an empty text none."""
    if not text:
        return BaseRates()
    found: dict[str, Any] = json.loads(text)
    return BaseRates(found["worlds"], found["seed"], found["content"], found["looks"])


def written(rates: BaseRates, organisation: str) -> str:
    """Counts as their file: one line for each look, always in the same order.

    Args:
        rates: The counts.
        organisation: Digest of the organisation for which they hold.
    """
    head = {"organisation": organisation, "content": rates.content}
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    lines += [f'"worlds": {rates.worlds}', f'"seed": {rates.seed}']
    looks = sorted((rates.looks or {}).items())
    rows = (f"{json.dumps(look)}: {json.dumps(counts, sort_keys=True)}" for look, counts in looks)
    body = ",\n".join(rows)
    return "{" + ",\n".join(lines) + ',\n"looks": {\n' + body + "\n}}\n"
