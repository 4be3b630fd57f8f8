"""References between entries: does everything that is named exist, once, and in which files.

The one idea: what refers to what is a table, so that a new field needs one line and no code. A
list that is missing altogether is unknown rather than empty: it makes no reference wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from itilsim.content.locate import Node
from itilsim.content.lookup import SAFE_ID
from itilsim.domain.commands import COMMANDS
from itilsim.domain.errors import Problem

Known = dict[str, tuple[str, ...] | None]
"""Ids by what they are of; None where they cannot be known."""

_DECLARED = {
    "organisation": {
        "site": "sites.*.id",
        "calendar": "calendars.*.id",
        "group": "groups.*.id",
        "service": "services.*.id",
        "component": "components.*.id",
        "team": "teams.*.id",
        "person": "people.*.id",
        "class of component": "components.*.kind",
    },
    "library": {
        "failure mode": "failure_modes.*.id",
        "symptom": "symptoms.*.id",
        "known error": "known_errors.*.id",
        "article": "articles.*.id",
        "request model": "request_models.*.id",
        "check": "checks.*.id",
        "utterance": "utterances.*.id",
    },
    "scenario": {
        "contact": "contacts.*.id",
        "alert": "alerts.*.id",
        "fault": "faults.*.id",
        "demand": "demand.*.id",
        "guided step": "guided.*.id",
        "guided question": "guided.*.asks.*.id",
    },
}
"""Where ids are given, by kind of file."""

_ALTERNATIVES = {
    "service or component": ("service", "component"),
    "site, group or service": ("site", "group", "service"),
    "arrival": ("contact", "alert", "fault", "demand", "check", "failure mode", "person"),
}
"""References that may be of several kinds; the last: what a guided step can be about."""

_OPTIONAL = frozenset(
    {"person", "contact", "alert", "fault", "demand", "guided step", "guided question"}
)
"""Lists that an author may leave out: there are then no such ids. So are all of a library."""

_REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "organisation": (
        ("groups.*.site", "site"),
        ("groups.*.hours", "calendar"),
        ("groups.*.services.*", "service"),
        ("groups.*.needs.*", "component"),
        ("services.*.hours", "calendar"),
        ("services.*.needs.*", "service or component"),
        ("services.*.any_of.*.*", "service or component"),
        ("components.*.owner", "team"),
        ("components.*.needs.*", "component"),
        ("components.*.any_of.*.*", "component"),
        ("teams.*.rota.*.hours", "calendar"),
        ("targets.*.hours", "calendar"),
        ("people.*.group", "group"),
        ("sources.appointments.*.where", "site, group or service"),
        ("sources.callers.*.groups.*", "group"),
        ("sources.never_call.*", "group"),
        ("sources.blamed.*.services.*", "service"),
    ),
    "library": (
        ("failure_modes.*.symptom", "symptom"),
        ("failure_modes.*.leftover", "symptom"),
        ("symptoms.*.service", "service"),
        ("known_errors.*.symptoms.*", "symptom"),
        ("articles.*.symptoms.*", "symptom"),
        ("request_models.*.symptoms.*", "symptom"),
        ("request_models.*.hours", "calendar"),
        ("utterances.*.symptom", "symptom"),
    ),
    "scenario": (
        ("contacts.*.person", "person"),
        ("contacts.*.symptom", "symptom"),
        ("contacts.*.utterance", "utterance"),
        ("contacts.*.service", "service"),
        ("contacts.*.component", "component"),
        ("contacts.*.fault", "fault"),
        ("alerts.*.component", "component"),
        ("alerts.*.owner", "team"),
        ("alerts.*.utterance", "utterance"),
        ("alerts.*.fault", "fault"),
        ("faults.*.component", "component"),
        ("faults.*.mode", "failure mode"),
        ("faults.*.leftover_person", "person"),
        ("demand.*.symptom", "symptom"),
        ("demand.*.hours", "calendar"),
        ("deadlines.*.where", "site, group or service"),
        ("past_incidents.*.component", "component"),
        ("past_incidents.*.mode", "failure mode"),
        ("withheld.*", "command"),
        ("guided.*.subjects.*", "arrival"),
        ("guided.*.opens.*", "field"),
        ("guided.*.before", "command"),
        ("guided.*.asks.*.subject", "arrival"),
        ("guided.*.asks.*.before", "command"),
    ),
}
"""What each field names, by kind of file; an empty word names nothing."""

_SPACES: dict[str, tuple[tuple[str, ...], ...]] = {
    "organisation": (
        ("calendars.*.id",),
        ("sites.*.id", "groups.*.id"),
        ("services.*.id", "components.*.id"),
        ("teams.*.id",),
        ("people.*.id",),
    ),
    "library": tuple((pattern,) for pattern in _DECLARED["library"].values()),
    "scenario": (
        ("contacts.*.id", "alerts.*.id"),
        ("faults.*.id",),
        ("demand.*.id",),
        ("guided.*.id",),
        ("guided.*.asks.*.id",),
        ("past_incidents.*.number",),
    ),
}
"""Lists whose ids must differ from each other."""

GUIDED_FIELDS = (
    "approval",
    "close",
    "confirm",
    "event",
    "handover",
    "kind",
    "link",
    "priority",
    "problem",
    "update",
)
"""What a guided step can open besides the fields and kinds of commands."""


@dataclass(frozen=True)
class Files:
    """The files of one scenario, as far as they could be read."""

    scenario: Node | None
    """The scenario."""
    organisation: Node | None
    """Its organisation."""
    libraries: tuple[Node, ...]
    """Its library files."""

    def of(self, kind: str) -> tuple[Node, ...]:
        """The files of a kind."""
        if kind == "library":
            return self.libraries
        one = self.scenario if kind == "scenario" else self.organisation
        return (one,) if one is not None else ()

    def entry(self, pattern: str, wanted: str) -> Node | None:
        """The first entry with this id in a list of any file, like `contacts`."""
        if pattern not in self._entries:
            roots = (*self.of("scenario"), *self.of("organisation"), *self.libraries)
            index = self._entries.setdefault(pattern, {})
            for root in roots:
                for entry in root[pattern].items():
                    index.setdefault(entry["id"].text, entry)
        return self._entries[pattern].get(wanted)

    @cached_property
    def _entries(self) -> dict[str, dict[str, Node]]:
        """Entries by list and id, as far as somebody has asked."""
        return {}


def known_ids(files: Files) -> Known:
    """All ids that the files give, by kind."""
    known: Known = {"command": tuple(command.kind for command in COMMANDS)}
    known["field"] = _fields()
    for kind, declared in _DECLARED.items():
        roots = files.of(kind)
        for noun, pattern in declared.items():
            listed = [root[pattern.split(".", 1)[0]] for root in roots]
            optional = kind == "library" or noun in _OPTIONAL
            if not roots or not all(
                node.is_list or (optional and node.value is None) for node in listed
            ):
                known[noun] = None
            else:
                ids = {node.text for root in roots for node in root.find(pattern)}
                known[noun] = tuple(sorted(ids - {""}))
    for noun, parts in _ALTERNATIVES.items():
        known[noun] = _union([known[part] for part in parts])
    return known


def reference_problems(files: Files, known: Known) -> Iterator[Problem]:
    """Names of things that do not exist, in all files."""
    for kind, references in _REFERENCES.items():
        for root in files.of(kind):
            for pattern, noun in references:
                yield from _unknown(root.find(pattern), noun, known[noun])


def duplicate_problems(files: Files) -> Iterator[Problem]:
    """Ids that are given twice, and ids that cannot be one."""
    for kind, spaces in _SPACES.items():
        for patterns in spaces:
            nodes = [n for root in files.of(kind) for p in patterns for n in root.find(p)]
            yield from _repeated(nodes)
            if not patterns[0].endswith("number"):
                yield from _unusable(nodes)


def _unknown(nodes: Iterable[Node], noun: str, known: tuple[str, ...] | None) -> Iterator[Problem]:
    """The nodes whose text is none of the known words."""
    if known is None:
        return
    words = frozenset(known)
    for node in nodes:
        name = node.text
        if noun == "arrival":
            name = name.split("/")[0]
        if name and name not in words:
            message = f"There is no {noun} '{node.text}'."
            yield node.problem("unknown-reference", message, wrong=name, known=known)


def _repeated(nodes: list[Node]) -> Iterator[Problem]:
    """The later ones of nodes that say the same."""
    first: dict[str, Node] = {}
    for node in nodes:
        if not node.text:
            continue
        other = first.setdefault(node.text, node)
        if other is not node:
            line, _ = other.source.position(other.route)
            same = other.source.file == node.source.file
            where = f"line {line}" if same else f"{other.source.file}, line {line}"
            message = f"The id '{node.text}' is already taken in {where}."
            yield node.problem("duplicate-id", message, hint="give it another id")


def _unusable(nodes: list[Node]) -> Iterator[Problem]:
    """Ids from which other ids could not be made."""
    for node in nodes:
        if node.text and not SAFE_ID.fullmatch(node.text):
            message = f"'{node.text}' cannot be an id: use letters, digits, dots and hyphens."
            yield node.problem("wrong-id", message)


def _union(parts: list[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """All words of the parts, None as soon as one part is unknown."""
    words: set[str] = set()
    for part in parts:
        if part is None:
            return None
        words.update(part)
    return tuple(sorted(words))


def _fields() -> tuple[str, ...]:
    """What a guided step can open: fields of commands, their kinds, and a few moments."""
    names = {field.name for command in COMMANDS for field in fields(command)}
    kinds = {command.kind for command in COMMANDS}
    return tuple(sorted(names | kinds | set(GUIDED_FIELDS)))
