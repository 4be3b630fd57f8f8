"""What generated shifts are drawn from must exist, and must have words.

The one idea: an organisation names its library files for that itself, so that they are read with it
and not with the scenario that happens to be checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.content.checks.bundle import Document, Shelf
from itilsim.content.locate import Node
from itilsim.content.lookup import part_file, part_ids
from itilsim.domain import speech
from itilsim.domain.errors import Problem

_SYMPTOMS = ("stopping.*", "callers.*.symptoms.*", "blamed.*.symptoms.*")
"""Where sources name symptoms beside the matters."""


def sources_problems(organisation: Document, shelf: Shelf) -> Iterator[Problem]:
    """Everything that is wrong in what an organisation's generated shifts are drawn from.

    Args:
        organisation: The organisation's file, below `organisations/`.
        shelf: Files that have been read already.
    """
    root = organisation.root
    if root is None:
        return
    named = list(root["sources"]["library"].items())
    # Library files lie beside the folder of organisations, where scenarios lie.
    beside = organisation.path.parent.parent / organisation.path.name
    paths = [part_file(beside, "library", node.text) if node.text else None for node in named]
    for node, path in zip(named, paths, strict=True):
        if path is None and node.text:
            yield _unknown(node, "file", part_ids(beside, "library"))
    libraries = [shelf.document(path, "library").root for path in paths if path is not None]
    if all(library is not None for library in libraries) and len(libraries) == len(named):
        yield from _entries(root["sources"], [one for one in libraries if one is not None])


def _entries(sources: Node, libraries: list[Node]) -> Iterator[Problem]:
    """Entries of the library files that are named and are not there, or nobody has words for."""
    symptoms, modes, spoken = (
        tuple(entry["id"].text for library in libraries for entry in library[kind].items())
        for kind in ("symptoms", "failure_modes", "utterances")
    )
    for node in sources["matters"].items():
        if node.text and node.text not in symptoms:
            yield _unknown(node, "symptom", symptoms)
        elif node.text and speech.report(node.text) not in spoken:
            message = f"Nobody has words for it: there is no '{speech.report(node.text)}'."
            yield node.problem("missing-words", message)
    for pattern in _SYMPTOMS:
        for node in sources.find(pattern):
            if node.text and node.text not in symptoms:
                yield _unknown(node, "symptom", symptoms)
    for node in sources["left_out"].items():
        if node.text and node.text not in modes:
            yield _unknown(node, "failure mode", modes)


def _unknown(node: Node, what: str, known: tuple[str, ...]) -> Problem:
    message = f"There is no {what} '{node.text}'."
    return node.problem("unknown-reference", message, wrong=node.text, known=known)
