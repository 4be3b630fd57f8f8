"""What library files must fulfil beyond their types: distributions, classes, wordings.

The one idea: a library serves several organisations and scenarios, so that a class of components
that one organisation lacks is only wrong where it looks like a misspelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from itilsim.content.checks.references import Files, Known
from itilsim.content.locate import Node, nearest
from itilsim.domain.errors import Problem
from itilsim.domain.speech import blanks

MOST_WORDS = 35
"""Words of what a person says. Source: the scenarios' common ground, as the next three."""

MOST_ALERT_WORDS = 15
"""Words of what a console shows."""

MOST_NOTE_WORDS = 25
"""Words of a team's note."""

FEWEST_WORDINGS = 3
"""Wordings of what callers say, so that two callers rarely say the same."""

LOOKS = 500
"""Unknown classes for which a known one like it is looked for. Tuning constant."""

ALIKE = 0.75
"""How like a known class an unknown one must be to count as misspelt. Tuning constant."""

_DURATIONS = (
    "failure_modes.*.repair",
    "failure_modes.*.time_to_failure",
    "failure_modes.*.recurs",
)
"""Distributions of a library."""


_SHAPES = {"weibull": (30, 10_000), "lognormal": (1, 300)}
"""Least and most of a shape, in hundredths: further out single durations pass any clock. Tuning
constants."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A placeholder in a wording."""


def library_problems(files: Files, known: Known) -> Iterator[Problem]:
    """Everything that is wrong in the library files, references aside."""
    for root in files.libraries:
        for pattern in _DURATIONS:
            for node in root.find(pattern):
                yield from duration_problems(node)
        yield from _levels(root)
        yield from _component_classes(root, known["class of component"])
        yield from _steps(root, known["team"])
        yield from _wordings(root, files)


def duration_problems(node: Node) -> Iterator[Problem]:
    """A distribution whose numbers make no sense together."""
    kind, minutes = node["kind"].text, node["minutes"].number
    if minutes is None or not kind:
        return
    low = 60 * minutes + (node["seconds"].number or 0)
    upper = 60 * (node["to_minutes"].number or 0) + (node["to_seconds"].number or 0)
    if kind == "uniform" and upper < low:
        message = f"A uniform duration from {minutes} needs 'to_minutes' of at least {minutes}."
        yield node["to_minutes"].problem("wrong-duration", message)
    if kind != "uniform" and upper:
        message = f"Only a uniform duration has 'to_minutes', this one is {kind}."
        yield node["to_minutes"].problem("wrong-duration", message)
    least, most = _SHAPES.get(kind, (0, 0))
    shape = node["shape_percent"]
    if most and not least <= (100 if shape.number is None else shape.number) <= most:
        message = f"The shape of a {kind} duration is from {least} to {most} hundredths."
        yield shape.problem("wrong-duration", message)
    if kind in {"exponential", "weibull", "lognormal"} and low == 0:
        message = f"The {kind} duration needs more than 0 minutes."
        yield node["minutes"].problem("wrong-duration", message)


def word_count(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def _levels(root: Node) -> Iterator[Problem]:
    """Failures that leave all well, and checks that look for what is well."""
    for pattern in ("failure_modes.*.severity", "checks.*.sees"):
        for node in root.find(pattern):
            if node.text == "up":
                message = "'up' is no failure: use 'down' or 'degraded'."
                yield node.problem("wrong-level", message)


def _component_classes(root: Node, classes: tuple[str, ...] | None) -> Iterator[Problem]:
    """Classes of components that are misspelt."""
    if classes is None:
        return
    patterns = ("failure_modes.*.kinds.*", "known_errors.*.kinds.*", "checks.*.kinds.*")
    named = (node for pattern in patterns for node in root.find(pattern))
    known = frozenset(classes)
    for node in islice((node for node in named if node.text not in known), LOOKS):
        if nearest(node.text, classes, ALIKE):
            message = f"No component is of class '{node.text}'."
            yield node.problem("unknown-reference", message, wrong=node.text, known=classes)


def _steps(root: Node, teams: tuple[str, ...] | None) -> Iterator[Problem]:
    """Steps of a request model that nobody does, and repeated ones."""
    for model in root["request_models"].items():
        seen: set[str] = set()
        for step in model["steps"].items():
            by = step["by"]
            works = step["kind"].text != "approve"
            if works and by.text and teams is not None and by.text not in teams:
                message = f"There is no team '{by.text}'."
                yield by.problem("unknown-reference", message, wrong=by.text, known=teams)
            name = step["id"].text
            if name in seen:
                yield step["id"].problem("duplicate-id", f"The model has two steps '{name}'.")
            seen.add(name)


def _wordings(root: Node, files: Files) -> Iterator[Problem]:
    """Wordings that are too long, too few, or empty, and words that nothing fills in."""
    said = _used(files, "contacts.*.utterance")
    only_shown = _used(files, "alerts.*.utterance") - said
    for entry in root["utterances"].items():
        name = entry["id"].text
        texts = list(entry["texts"].items())
        most = _most_words(name, is_shown=name in only_shown)
        for text in texts:
            yield from _length(text, most)
            for unknown in _PLACEHOLDER.findall(text.text):
                known = blanks(name)
                if unknown not in known:
                    message = f"Nothing is filled in for '{{{unknown}}}'."
                    yield text.problem("unknown-placeholder", message, wrong=unknown, known=known)
        speaks = name in said or bool(entry["symptom"].text)
        if texts and speaks and len(texts) < FEWEST_WORDINGS:
            message = f"'{name}' has {len(texts)} wordings and needs {FEWEST_WORDINGS}."
            yield entry["texts"].warning("too-few-wordings", message)
    for text in root.find("checks.*.name"):
        yield from _length(text, MOST_ALERT_WORDS)


def _used(files: Files, pattern: str) -> set[str]:
    """The utterances that a scenario uses at a pattern."""
    return {node.text for root in files.of("scenario") for node in root.find(pattern)}


def _most_words(utterance: str, *, is_shown: bool) -> int:
    """How long an utterance may be, by what it is for."""
    if is_shown or utterance.startswith(("alert-", "check-")):
        return MOST_ALERT_WORDS
    return MOST_NOTE_WORDS if utterance.startswith("note-") else MOST_WORDS


def _length(text: Node, most: int) -> Iterator[Problem]:
    """A text with more words than there is room for, or with none."""
    words = word_count(text.text)
    if words > most:
        message = f"This has {words} words, at most {most} are shown."
        yield text.warning("too-long", message, "say it shorter")
    if text.value is not None and not words:
        yield text.problem("empty-text", "This text is empty.")
