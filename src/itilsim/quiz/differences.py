"""Facts that differ between editions, so that no question is asked of two as if they agreed.

The one idea: a difference is a topic and what each edition says on it; editions under one view
agree. An item may name two editions of one view, never editions of two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from itilsim.quiz.authoring import Finding, quoted
from itilsim.quiz.consistency import repeated_ids
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import SLUG, Bank, Source
from itilsim.quiz.syllabus import TOPICS

VIEWS = 2
"""Fewest views of a difference: with one there is none."""


@dataclass(frozen=True, slots=True)
class View:
    """What one or more editions say."""

    sources: dict[Edition, str] = field(metadata={"min_length": 1})
    """For each edition that says so the source it can be read in."""
    fact: str = field(metadata={"min_length": 1, "max_length": 5_000})
    """What is so there, in our own words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that editions see differently."""

    id: str = field(metadata={"pattern": SLUG})
    """Short id, like `known-error`."""
    topic: str = field(metadata={"pattern": SLUG})
    """The topic whose items it touches."""
    about: str = field(metadata={"min_length": 1, "max_length": 200})
    """What it is that differs, as a heading."""
    views: tuple[View, ...]
    """The views, the earliest edition first."""

    def view_of(self, edition: Edition) -> View | None:
        """Return what an edition says; None if the table does not tell."""
        return next((view for view in self.views if edition in view.sources), None)


@dataclass(frozen=True, slots=True)
class Differences:
    """The table of differences as its file declares it."""

    differences: tuple[Difference, ...] = field(metadata={"min_length": 1})
    """In any order; several may touch one topic."""

    def of_topic(self, topic: str) -> Iterator[Difference]:
        """Yield the differences that touch a topic."""
        return (one for one in self.differences if one.topic == topic)


def difference_findings(table: Differences, sources: Sequence[Source]) -> Iterator[Finding]:
    """Yield what is wrong with a table, paths from its root.

    Args:
        table: The differences.
        sources: The list of sources that it may name.
    """
    for n in repeated_ids(one.id for one in table.differences):
        message = f"The id {quoted(table.differences[n].id)} belongs to another difference already."
        yield Finding(("differences", n, "id"), "duplicate-id", message)
    known = {source.id: source for source in reversed(sources)}
    for n, one in enumerate(table.differences):
        if one.topic not in TOPICS:
            message = f"There is no topic {quoted(one.topic)} in the list of topics."
            where = ("differences", n, "topic")
            yield Finding(where, "unknown-topic", message, one.topic, tuple(TOPICS))
        for finding in (*_views_apart(one), *_known_sources(one, known)):
            yield finding._replace(path=("differences", n, *finding.path))


def across_differences(bank: Bank, table: Differences) -> Iterator[Finding]:
    """Yield the items tagged for editions that differ on their topic, paths as in the bank."""
    for n, item in enumerate(bank.items):
        if len(item.editions) < VIEWS:
            continue
        for difference in table.of_topic(item.topic):
            for one, other in combinations(item.editions, 2):
                first, second = difference.view_of(one), difference.view_of(other)
                if first is not None and second is not None and first != second:
                    message = (
                        f"Editions '{one}' and '{other}' differ on this topic "
                        f"({quoted(difference.id)}): make an item for each."
                    )
                    yield Finding(("items", n, "editions"), "across-difference", message)


def _views_apart(difference: Difference) -> Iterator[Finding]:
    """There are two views at least, and no edition has two."""
    if len(difference.views) < VIEWS:
        yield Finding(("views",), "too-few", f"A difference has {VIEWS} views at least.")
    seen: set[Edition] = set()
    for n, view in enumerate(difference.views):
        for edition in view.sources:
            if edition in seen:
                message = f"Edition '{edition}' has another view already."
                yield Finding(("views", n, "sources", edition), "duplicate", message)
            seen.add(edition)


def _known_sources(difference: Difference, known: Mapping[str, Source]) -> Iterator[Finding]:
    """Every source is listed and about the edition that it stands for."""
    for n, view in enumerate(difference.views):
        for edition, id_ in view.sources.items():
            where = ("views", n, "sources", edition)
            if id_ not in known:
                message = f"There is no source {quoted(id_)} in the list of sources."
                yield Finding(where, "unknown-source", message, id_, tuple(known))
            elif known[id_].edition != edition:
                message = f"{quoted(id_)} is about edition '{known[id_].edition}'."
                yield Finding(where, "source-edition", message)
