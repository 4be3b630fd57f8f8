"""What a mock exam is made of: how many questions of which part of the syllabus, and its limits.

The one idea: a blueprint is data. Its cells divide the exam among syllabus and Bloom levels, each
question belongs to one cell at most, and a paper takes from each cell exactly its count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from itilsim.quiz.authoring import Finding, quoted
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Bank, Item, Style
from itilsim.quiz.syllabus import AREAS, area_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the exam: some questions on one area or criterion."""

    syllabus: str
    """Area or criterion of the edition's syllabus; an area holds its criteria."""
    count: int = field(metadata={"ge": 1, "le": 500})
    """Questions of each paper."""
    bloom: Literal[1, 2] | None = None
    """Bloom level of its questions; any, if not given."""

    def holds(self, criterion: str, bloom: int) -> bool:
        """Whether a question of this criterion and Bloom level belongs here."""
        inside = criterion == self.syllabus or criterion.startswith(f"{self.syllabus}.")
        return inside and self.bloom in {None, bloom}


@dataclass(frozen=True, slots=True)
class Most:
    """The most questions of a paper in each of the rarer styles."""

    list: int = field(metadata={"ge": 0, "le": 500})
    """Two right statements of four."""
    missing_word: int = field(metadata={"ge": 0, "le": 500})
    """A word that is missing in a sentence."""
    negative: int = field(metadata={"ge": 0, "le": 500})
    """What is NOT so."""

    def of(self, style: Style) -> int | None:
        """Return the most questions of a style; None where there is no limit."""
        limits = {"list": self.list, "missing-word": self.missing_word, "negative": self.negative}
        return limits.get(style)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The plan of an edition's exam."""

    edition: Edition
    """The edition that is examined."""
    title: str = field(metadata={"min_length": 1, "max_length": 200})
    """What the exam is called."""
    note: str = field(metadata={"min_length": 1, "max_length": 5_000})
    """What of the plan is published, and what is ours."""
    questions: int = field(metadata={"ge": 1, "le": 500})
    """Questions of a paper, one mark each."""
    minutes: int = field(metadata={"ge": 1, "le": 1440})
    """Time for a paper, in minutes."""
    extra_minutes: int = field(metadata={"ge": 0, "le": 1440})
    """Further minutes for who is examined in a second language."""
    pass_mark: int = field(metadata={"ge": 1, "le": 500})
    """Right answers that pass."""
    papers: int = field(metadata={"ge": 1, "le": 1_000})
    """Papers without a common question that the bank beside this file has to give."""
    cells: tuple[Cell, ...] = field(metadata={"min_length": 1})
    """The parts; their counts add up to `questions`."""
    most: Most
    """Limits of styles."""


def cell_of(item: Item, blueprint: Blueprint) -> Cell | None:
    """Return the cell that a question belongs to; None if no paper may draw it."""
    criterion = item.syllabus.get(blueprint.edition)
    if criterion is None or item.key is None or item.beyond_exam or not item.in_exams:
        return None
    if blueprint.edition not in item.editions:
        return None
    return next((cell for cell in blueprint.cells if cell.holds(criterion, item.bloom)), None)


def pools(bank: Bank, blueprint: Blueprint) -> dict[Cell, tuple[Item, ...]]:
    """Return the questions of each cell, cells in the blueprint's order, items in the bank's."""
    found: dict[Cell, list[Item]] = {cell: [] for cell in blueprint.cells}
    for item in bank.items:
        cell = cell_of(item, blueprint)
        if cell is not None:
            found[cell].append(item)
    return {cell: tuple(items) for cell, items in found.items()}


def blueprint_findings(blueprint: Blueprint) -> Iterator[Finding]:
    """Yield what is wrong with a blueprint on its own, paths from its root."""
    yield from _cells_of_the_syllabus(blueprint)
    yield from _cells_apart(blueprint)
    total = sum(cell.count for cell in blueprint.cells)
    if total != blueprint.questions:
        message = f"The cells have {total} questions together; the paper has {blueprint.questions}."
        yield Finding(("questions",), "wrong-sum", message)
    if blueprint.pass_mark > blueprint.questions:
        message = f"More right answers than the {blueprint.questions} questions are asked to pass."
        yield Finding(("pass_mark",), "wrong-pass-mark", message)


def shortages(found: Mapping[Cell, Sequence[Item]], papers: int) -> Iterator[Finding]:
    """Yield the cells with too few questions for some papers, paths from the blueprint's root.

    Args:
        found: The questions of each cell, as `pools` gives them.
        papers: How many papers without a common question are wanted.
    """
    for n, (cell, pool) in enumerate(found.items()):
        needed = papers * cell.count
        if len(pool) < needed:
            message = (
                f"The bank has {len(pool)} questions for {named(cell)}; {papers} "
                f"{'paper needs' if papers == 1 else 'papers without a common question need'} "
                f"{needed}."
            )
            yield Finding(("cells", n, "count"), "unfillable", message)


def named(cell: Cell) -> str:
    """Return how a message speaks of a cell."""
    level = "" if cell.bloom is None else f", Bloom level {cell.bloom}"
    return f"syllabus {cell.syllabus}{level}"


def _cells_of_the_syllabus(blueprint: Blueprint) -> Iterator[Finding]:
    """Every cell lies in an area of the edition."""
    areas: Mapping[str, str] = AREAS[blueprint.edition]
    for n, cell in enumerate(blueprint.cells):
        if not area_of(blueprint.edition, cell.syllabus):
            message = (
                f"{quoted(cell.syllabus)} is no area or criterion: the syllabus of "
                f"'{blueprint.edition}' has the areas 1 to {len(areas)}."
            )
            yield Finding(("cells", n, "syllabus"), "unknown-criterion", message)


def _cells_apart(blueprint: Blueprint) -> Iterator[Finding]:
    """No question belongs to two cells."""
    for n, cell in enumerate(blueprint.cells):
        for other in blueprint.cells[:n]:
            blooms = {cell.bloom, other.bloom}
            one, two = f"{cell.syllabus}.", f"{other.syllabus}."
            nested = one.startswith(two) or two.startswith(one)
            if nested and (None in blooms or len(blooms) == 1):
                message = f"Questions of {named(cell)} belong to the cell of {named(other)} too."
                yield Finding(("cells", n, "syllabus"), "cells-overlap", message)
                break
