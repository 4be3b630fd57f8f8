"""What a scenario comes to in play: every word that can be said is there, every caller is hit.

The one idea: the answers are asked of the engine's own code (`domain/speech.py`, the estate). What
can be said is looked for in files with mistakes too, as far as they are sound; who is hit only in
an estate without any, because a misspelt need would cut off everybody behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from itilsim.content.checks.bundle import Bundle, Document
from itilsim.content.locate import Node, nearest
from itilsim.content.validate import salvaged
from itilsim.domain.errors import Problem
from itilsim.domain.estate import Estate
from itilsim.domain.library import Library
from itilsim.domain.organisation import Organisation
from itilsim.domain.scenario import Scenario
from itilsim.domain.speech import needs

T = TypeVar("T")


def spoken_problems(bundle: Bundle) -> Iterator[Problem]:
    """Utterances that can be spoken in a scenario and are not in its phrasebook, each once."""
    if bundle.organisation is None or not bundle.libraries:
        return
    documents: dict[str | int, Document] = dict(enumerate(bundle.libraries))
    documents |= {"scenario": bundle.scenario, "organisation": bundle.organisation}
    libraries = [_sound(document, Library) for document in bundle.libraries]
    given = {entry.id for library in libraries for entry in library.utterances if entry.texts}
    scenario = _sound(bundle.scenario, Scenario)
    organisation = _sound(bundle.organisation, Organisation)
    scripted = {each.utterance for each in scenario.contacts}
    scripted |= {each.utterance for each in scenario.alerts}
    wanted = dict(reversed(list(needs(scenario, organisation, libraries))))
    spare = tuple(sorted(given - wanted.keys()))
    for name, (file, *route) in wanted.items():
        root = documents[file].root
        if name and name not in given | scripted and root is not None:
            near = nearest(name, spare)
            hint = f"is it '{near}'?" if near else f"add an utterance with the id '{name}'"
            message = f"The phrasebook has no utterance '{name}', which can be spoken here."
            node = Node(root.source, None, tuple(route))
            yield node.problem("missing-words", message, hint=hint)


def unhurt_callers(
    scenario: Document, organisation: Document, libraries: Iterable[Document]
) -> Iterator[Problem]:
    """Contacts about a fault that never hits the caller, so that they never arrive.

    Args:
        scenario: The scenario.
        organisation: Its organisation, without a mistake.
        libraries: Its library files.
    """
    known, root = organisation.value, scenario.root
    if not isinstance(known, Organisation) or root is None:
        return
    estate = Estate(known)
    told = _sound(scenario, Scenario)
    groups = {person.id: person.group for person in known.people}
    faults = {fault.id: fault for fault in told.faults}
    sound = [_sound(document, Library) for document in libraries]
    severities = {mode.id: mode.severity for library in sound for mode in library.failure_modes}
    reached: dict[str, set[str]] = {}
    for contact, node in zip(told.contacts, root["contacts"].items(), strict=True):
        fault, group = faults.get(contact.fault), groups.get(contact.person)
        level = severities.get(fault.mode) if fault is not None else None
        if fault is None or fault.component not in estate.components:
            continue  # Whoever misspells a component is told so elsewhere.
        if group is None or not level:
            continue  # Nor is a level known where it is misspelt.
        if fault.id not in reached:
            reached[fault.id] = {hit.group for hit in estate.reach(fault.component, level)}
        if group not in reached[fault.id]:
            message = f"Fault '{contact.fault}' does not reach '{group}', so nobody there calls."
            yield node["fault"].problem("never-arrives", message)


def _sound(document: Document, type_: type[T]) -> T:
    """What a file holds, as far as it is sound."""
    if isinstance(document.value, type_):
        return document.value
    return salvaged(type_, document.source.tree if document.source is not None else None)
