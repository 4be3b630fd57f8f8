"""Figures with their aim and limit, as the table that `make bench` prints.

The one idea: a figure is a ratio of two things measured in turn in the same run, because the time
that either takes says more about the machine than about us.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    name: str
    """What was measured."""
    value: float | None
    """The ratio, or none where it could not be measured."""
    limit: float | None = None
    """The most that it may be; none where there is only an aim."""
    aim: float | None = None
    """What it should be."""
    least: bool = False
    """More is better: aim and limit are the least that it should and may be."""
    note: str = ""
    """How it was measured, or why not."""

    @property
    def verdict(self) -> str:
        """`PASS`, `over` the limit, `short` of the aim alone, or what else there is to say."""
        if self.value is None:
            return "not measured"
        if self.limit is not None:
            return "PASS" if self._reaches(self.limit) else "over"
        if self.aim is not None:
            return "PASS" if self._reaches(self.aim) else "short of aim"
        return ""

    def _reaches(self, bound: float) -> bool:
        assert self.value is not None
        return self.value >= bound if self.least else self.value <= bound


def table(figures: Iterable[Figure]) -> str:
    """The rows, aligned."""
    head = ("figure", "value", "aim", "limit", "", "how")
    rows = [head, *(_row(each) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head) - 1)]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]),
                   *(row[n].rjust(widths[n]) for n in (1, 2, 3)),
                   row[4].ljust(widths[4]), row[5]]).rstrip()
        for row in rows
    )  # fmt: skip


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of ours over the median of theirs."""
    return median(ours) / median(theirs)


def _row(figure: Figure) -> tuple[str, str, str, str, str, str]:
    value = "-" if figure.value is None else f"{figure.value:.2f}"
    return (figure.name, value, _bound(figure.aim), _bound(figure.limit), figure.verdict,
            figure.note)  # fmt: skip


def _bound(bound: float | None) -> str:
    return "" if bound is None else f"{bound:g}"
