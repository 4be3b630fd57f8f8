"""Whose word imported answers stand on, and which lessons stay behind.

The one idea: a source that ships with the program keeps its name and its weight; any other is only
a name in somebody's file, so the file itself becomes the source, with the least confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from itilsim.exchange.losses import Loss
from itilsim.quiz.consistency import TRUST
from itilsim.quiz.questions import Bank, Item, Lesson, Source

IMPORTED = "imported"
"""How the id of a source begins that is a file."""

LEAST = TRUST[-1]
"""Confidence of such a source."""


def unvouched(
    items: Iterable[Item], sources: Sequence[Source], known: Sequence[Source]
) -> tuple[Loss, ...]:
    """Return what a file says nothing of: the sources of somebody's own bank, beside their ids.

    Args:
        items: The items that are written.
        sources: The list of sources of their bank.
        known: The sources that ship with the program, which a reader has, too.
    """
    shipped = {source.id: source for source in known}
    used = {item.source for item in items}
    what = "authority, place and confidence stay behind; the id goes along"
    return tuple(
        Loss(source.id, "sources", what)
        for source in sources
        if source.id in used and source != shipped.get(source.id)
    )


def untaught(items: Iterable[Item], lessons: Iterable[Lesson]) -> tuple[Loss, ...]:
    """Return the lessons that stay behind: all these formats hold questions and cards only.

    Args:
        items: The items that are written.
        lessons: The lessons of their bank.
    """
    written = {(edition, item.topic) for item in items for edition in item.editions}
    return tuple(
        Loss(
            f"{lesson.edition}-{lesson.topic}", "lesson", "stays behind; 'itilsim lesson' shows it"
        )
        for lesson in lessons
        if (lesson.edition, lesson.topic) in written
    )


def vouched(
    items: Iterable[Item], known: Sequence[Source], file: str
) -> tuple[Bank, tuple[Loss, ...]]:
    """Return a bank in which every item has a source that is listed, and what that changed.

    Args:
        items: The items of a file.
        known: The sources that ship with the program.
        file: Name of the file, without its folder.
    """
    shipped = {source.id: source for source in known}
    sources: dict[str, Source] = {}
    losses: list[Loss] = []
    kept: list[Item] = []
    for item in items:
        source = shipped.get(item.source)
        if source is None or source.edition not in item.editions:
            edition = item.editions[0]
            source = Source(f"{IMPORTED}-{edition}", "The file's author", edition, file, LEAST)
            if item.source != IMPORTED:
                what = f"{item.source[:60]!r} is not known here; now {source.id!r}"
                losses.append(Loss(item.id, "source", what))
        confidence = max(item.confidence, source.confidence, key=TRUST.index)
        if confidence != item.confidence:
            what = f"was {item.confidence}; nobody vouches for more than {confidence}"
            losses.append(Loss(item.id, "confidence", what))
        sources[source.id] = source
        kept.append(replace(item, source=source.id, confidence=confidence))
    return Bank(tuple(kept), tuple(sources.values())), tuple(losses)
