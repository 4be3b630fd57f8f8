"""What an item says about itself as Moodle tags, in GIFT and in Moodle XML.

The one idea: a tag is `field:value`, so that a teacher can filter questions by it in Moodle and the
item is whole again when it comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from itilsim.exchange.losses import Raw
from itilsim.quiz.questions import Item
from itilsim.quiz.syllabus import STAGES, TOPICS

BEYOND = "beyond-exam"
"""The tag of an item that no mock exam draws."""
FIXED = "fixed-order"
"""The tag of an item whose options keep their order."""

ROOT = "$course$/top/itilsim"
"""Category in the question bank of a course below which everything goes."""

MAX_TAGS = 100
"""Most tags of one question. Tuning constant: an item of ours has about a dozen."""

MAX_CATEGORY = 1_000
"""Most characters of a category that is looked into. Tuning constant: one of ours has sixty."""

_UNSAFE = re.compile(r"[\]\[<>`\\,\x00-\x1f\x7f]")
"""Characters that Moodle drops from tags, or that end one in GIFT. Source: Moodle's `PARAM_TAG`
and its reader of GIFT."""

_PLAIN = ("stage", "topic", "bloom", "style", "source", "confidence", "review")
"""Fields with one value."""


def tags_of(item: Item) -> tuple[str, ...]:
    """Return the tags of an item."""
    tags = [f"edition:{edition}" for edition in item.editions]
    tags += [f"syllabus:{edition}:{criterion}" for edition, criterion in item.syllabus.items()]
    tags += [f"{name}:{getattr(item, name)}" for name in _PLAIN]
    tags += [BEYOND] if item.beyond_exam else []
    tags += [] if item.shuffle else [FIXED]
    tags += [f"enemy:{name}" for name in item.enemies]
    return tuple(_UNSAFE.sub("_", tag) for tag in tags)


def category_of(item: Item) -> str:
    """Return the category of an item: its editions, and its topic."""
    topic = _UNSAFE.sub("_", item.topic).replace("/", "_")
    return f"{ROOT}/{'+'.join(item.editions)}/{topic}"


def take_tags(raw: Raw, tags: Iterable[str], category: str) -> None:
    """Put what tags and category say into a question; tags of others are lost.

    Args:
        raw: The question.
        tags: All its tags.
        category: The category in which it stands; empty if none.
    """
    values = raw.values
    for n, tag in enumerate(tags):
        if n >= MAX_TAGS:
            raw.problems.append(("too-large", f"There are more than {MAX_TAGS} tags."))
            break
        name, _, value = tag.strip().partition(":")
        if tag == BEYOND:
            values["beyond_exam"] = True
        elif tag == FIXED:
            values["shuffle"] = False
        elif name == "enemy" and value:
            values.setdefault("enemies", []).append(value)
        elif name == "edition" and value:
            values.setdefault("editions", []).append(value)
        elif name == "syllabus" and ":" in value:
            edition, _, criterion = value.partition(":")
            values.setdefault("syllabus", {})[edition] = criterion
        elif name in _PLAIN and value:
            values[name] = _number(value) if name == "bloom" else value
        else:
            raw.losses.append(("tags", f"{tag[:60]!r} has no place"))
    for name, value in _said_by(category).items():
        values.setdefault(name, value)


def _said_by(category: str) -> dict[str, Any]:
    """Editions and topic of a category that is named like ours.

    Every question asks for those of its category, so none reads a long one.
    """
    if len(category) > MAX_CATEGORY:
        return {}
    for first, second in pairwise(category.split("/")):
        editions = first.split("+")
        if second in TOPICS and all(edition in STAGES for edition in editions):
            return {"editions": editions, "topic": second}
    return {}


def _number(text: str) -> int | str:
    """A small number, or the text that is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,3}", text) else text
