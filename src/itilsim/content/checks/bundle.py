"""A scenario with the files it takes from, read as far as they can be read.

The one idea: one wrong word hides nothing else. A file whose name is misspelt is replaced by the
nearest one, and a file with mistakes still lends its ids to the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from itilsim.content.checks.references import Files
from itilsim.content.locate import Node, nearest
from itilsim.content.lookup import Folder, part_file, part_ids
from itilsim.content.source import Source, read
from itilsim.content.validate import load
from itilsim.domain.errors import ContentError, Problem
from itilsim.domain.library import Library
from itilsim.domain.organisation import Organisation
from itilsim.domain.scenario import Scenario

Value = Scenario | Organisation | Library
"""What a file of a scenario becomes."""

TYPES: dict[str, type[Value]] = {
    "scenario": Scenario,
    "organisation": Organisation,
    "library": Library,
}
"""The type behind each kind of file."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file, as far as it could be read."""

    path: Path
    """Where it is."""
    source: Source | None = None
    """Its plain values, if it is YAML at all."""
    value: Value | None = None
    """Its value, if nothing is wrong with its types."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its YAML or types."""

    @property
    def root(self) -> Node | None:
        """The tree to walk, if there is one."""
        return None if self.source is None else Node(self.source, self.source.tree)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files that have been read already, so that each is read once."""

    documents: dict[tuple[Path, str], Document] = field(default_factory=dict)
    """By resolved path and kind."""

    def document(self, path: Path, kind: str, source: Source | None = None) -> Document:
        """Read a file as one of `TYPES`.

        Args:
            path: Where it is.
            kind: What it should be.
            source: Its plain values, if they have been read already.
        """
        key = (path.resolve(), kind)
        if key not in self.documents:
            self.documents[key] = _document(path, TYPES[kind], kind, source)
        return self.documents[key]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A scenario and the files that it takes from."""

    scenario: Document
    """The scenario."""
    organisation: Document | None
    """Its organisation, if there is one of that name or nearly so."""
    libraries: tuple[Document, ...]
    """Its library files, in the order in which it names them."""
    problems: tuple[Problem, ...]
    """Names of files that do not exist."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """All files."""
        organisation = () if self.organisation is None else (self.organisation,)
        return (self.scenario, *organisation, *self.libraries)

    @property
    def files(self) -> Files:
        """The trees of the files, to check them together."""
        roots = [document.root for document in self.libraries]
        return Files(
            scenario=self.scenario.root,
            organisation=None if self.organisation is None else self.organisation.root,
            libraries=tuple(root for root in roots if root is not None),
        )


def read_bundle(scenario: Document, shelf: Shelf) -> Bundle:
    """Read what a scenario takes from."""
    problems: list[Problem] = []
    root = scenario.root
    if root is None:
        return Bundle(scenario, None, (), ())
    organisation = _part(scenario.path, "organisations", root["organisation"], problems)
    found = [_part(scenario.path, "library", node, problems) for node in root["library"].items()]
    libraries = dict.fromkeys(path for path in found if path is not None)
    return Bundle(
        scenario=scenario,
        organisation=None if organisation is None else shelf.document(organisation, "organisation"),
        libraries=tuple(shelf.document(path, "library") for path in libraries),
        problems=tuple(problems),
    )


def _document(path: Path, type_: type[Value], kind: str, source: Source | None) -> Document:
    """Read one file and keep what is wrong with it."""
    try:
        source = source or read(path)
    except ContentError as error:
        return Document(path, problems=error.problems)
    try:
        return Document(path, source, load(source, type_, kind=kind))
    except ContentError as error:
        return Document(path, source, problems=error.problems)


def _part(scenario: Path, folder: Folder, node: Node, problems: list[Problem]) -> Path | None:
    """The file that a scenario names; the nearest one, and a problem, if there is none."""
    if not node.text:
        return None
    path = part_file(scenario, folder, node.text)
    if path is None:
        known = part_ids(scenario, folder)
        message = f"There is no file '{node.text}' in {folder}/."
        problems.append(node.problem("unknown-reference", message, wrong=node.text, known=known))
        path = part_file(scenario, folder, nearest(node.text, known))
    return path
