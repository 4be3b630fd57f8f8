"""Shipped content with one of its values blown up: a list, a text or a mapping.

The one idea: what is blown up is found by walking the plain tree of a shipped file, so that a new
list or text of the content is covered by being there. The text is written as JSON, one value a
line, which YAML reads as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from itilsim.content.source import MAX_BYTES, read
from itilsim.content.tree import MAX_NODES, Route, Tree

SHIPPED = Path(__file__).parents[2]
"""The folder that holds the shipped scenarios and questions."""

SCENARIO = "scenarios/first-shift.yaml"
QUESTIONS = "questions/4/incident-management.yaml"
PARTS = ("scenarios/organisations", "scenarios/library")
BESIDE = ("questions/sources.yaml", "questions/differences.yaml", "questions/blueprints/4.yaml")

ROOM = 0.95
"""Part of the limits that twice the inflation may take up: a file past them is not read at all."""

Blow = Callable[[Tree, int], Tree]
"""Gives a value blown up to so many entries, or so many bytes of a text."""


@dataclass(frozen=True, slots=True)
class Inflation:
    """One value of one file, and the way in which it grows."""

    file: str
    """The file, below the folder of the shipped content."""
    route: Route
    """Where the value is."""
    way: str
    """One of `WAYS`."""

    @property
    def pattern(self) -> str:
        """The route with a star for each item of a list."""
        return ".".join("*" if isinstance(step, int) else step for step in self.route)

    def __str__(self) -> str:
        """What is blown up, and how."""
        return f"{Path(self.file).name}: {'.'.join(map(str, self.route))}, {self.way}"


def _copies(value: Tree, count: int, *, renamed: bool) -> Tree:
    """A list with its entries again and again."""
    assert isinstance(value, list)
    return [_copy(value[n % len(value)], n if renamed else 0) for n in range(count)]


def _copy(entry: Tree, number: int) -> Tree:
    """An entry with a number behind its id, or behind itself where it is a text."""
    if isinstance(entry, str) and number:
        return f"{entry}-{number}"
    if isinstance(entry, dict) and number:
        own: dict[str, Tree] = {k: f"{entry[k]}-{number}" for k in ("id", "number") if k in entry}
        return {**entry, **own}
    return entry


def _repeated(value: Tree, size: int, between: str) -> Tree:
    """A text with itself behind itself."""
    assert isinstance(value, str)
    unit = f"{value}{between}" or "x"
    return unit * (size // len(unit.encode()) + 1)


def _more_keys(value: Tree, count: int, key: str) -> Tree:
    """A mapping with keys that nobody knows."""
    assert isinstance(value, dict)
    return {**value, **{f"{key}{n}": 1 for n in range(count)}}


WAYS: dict[str, tuple[type, int, Blow]] = {
    "entries with new ids": (list, 3_000, lambda v, n: _copies(v, n, renamed=True)),
    "the same entries": (list, 3_000, lambda v, n: _copies(v, n, renamed=False)),
    "one long word": (str, 100_000, lambda v, n: _repeated(v, n, "")),
    "many words": (str, 100_000, lambda v, n: _repeated(v, n, " ")),
    "unknown keys": (dict, 3_000, lambda v, n: _more_keys(v, n, "k")),
    "keys like its own": (
        dict,
        3_000,
        lambda v, n: _more_keys(v, n, list(v)[-1] if isinstance(v, dict) and v else "id"),
    ),
}
"""What grows, how many entries or bytes the smaller one has, and how it grows."""


def files() -> Iterator[str]:
    """The shipped files of scenarios, and one of each kind of the question bank."""
    yield SCENARIO
    for folder in PARTS:
        for path in sorted((SHIPPED / folder).glob("*.yaml")):
            yield path.relative_to(SHIPPED).as_posix()
    yield QUESTIONS
    yield from BESIDE


@cache
def tree_of(file: str) -> Tree:
    """The plain values of a shipped file."""
    return read(SHIPPED / file).tree


def inflations() -> Iterator[Inflation]:
    """Every list, text and mapping of the shipped content, in every way that it can grow."""
    for file in files():
        for route, value in _values(tree_of(file), ()):
            for way, (type_, _, _) in WAYS.items():
                # An empty list has no entry to copy.
                if isinstance(value, type_) and value != []:
                    yield Inflation(file, route, way)


def one_of_each() -> list[Inflation]:
    """One inflation for each place of the format: entries of a list are read alike."""
    found: dict[tuple[str, str, str], Inflation] = {}
    for one in inflations():
        kind = str(Path(one.file).parent)
        found.setdefault((kind, one.pattern, one.way), one)
    return list(found.values())


def _values(value: Tree, route: Route) -> Iterator[tuple[Route, Tree]]:
    """All values of a tree with the ways to them."""
    yield route, value
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _values(inside, (*route, key))
    elif isinstance(value, list):
        for index, inside in enumerate(value):
            yield from _values(inside, (*route, index))


def size_of(one: Inflation) -> int:
    """Entries or bytes of the smaller inflation: fewer where twice as many pass a limit."""
    size = WAYS[one.way][1]
    while not _fits(written(one, 2 * size)):
        size //= 2
    return size


def written(one: Inflation, size: int) -> str:
    """The text of a file with its value blown up to so many entries or bytes."""
    tree = tree_of(one.file)
    blow = WAYS[one.way][2]
    return as_text(_replaced(tree, one.route, blow(_at(tree, one.route), size)))


def _fits(text: str) -> bool:
    """Whether a text is well below the limits of a file."""
    return len(text.encode()) < ROOM * MAX_BYTES and text.count("\n") < ROOM * MAX_NODES


def as_text(tree: Tree) -> str:
    """A tree as JSON, one value a line."""
    return json.dumps(tree, ensure_ascii=False, indent=0) + "\n"


def _at(tree: Tree, route: Route) -> Tree:
    """The value at a route."""
    for step in route:
        tree = tree[step]  # type: ignore[index]
    return tree


def _replaced(tree: Tree, route: Route, value: Tree) -> Tree:
    """A tree with another value at a route."""
    if not route:
        return value
    step, rest = route[0], route[1:]
    if isinstance(tree, dict):
        return {k: _replaced(v, rest, value) if k == step else v for k, v in tree.items()}
    assert isinstance(tree, list)
    return [_replaced(v, rest, value) if n == step else v for n, v in enumerate(tree)]


def copied(folder: Path) -> Path:
    """A copy of the content that is checked, which inflated files are written into."""
    for file in files():
        to = folder / file
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(as_text(tree_of(file)), encoding="utf-8")
    return folder


def paths_for(one: Inflation, folder: Path) -> list[Path]:
    """What is checked: the file, and the scenario that takes from it."""
    own = [folder / one.file]
    return [*own, folder / SCENARIO] if one.file.startswith(PARTS) else own
