"""Anki: a deck of cards, made to be imported and never read back.

The one idea: an item keeps its note. The note's id comes from the item's id alone, so that taking
in a newer deck changes the words of a card and leaves what the learner has learnt.
"""

from __future__ import annotations

import hashlib
import importlib
import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from string import ascii_uppercase
from types import ModuleType

from itilsim.domain.errors import UsageError
from itilsim.exchange.losses import Loss
from itilsim.quiz.questions import Item
from itilsim.quiz.syllabus import TOPICS

NEEDED = "Anki decks need one more package: pip install itilsim[anki]"
"""What to say where it is missing."""

CSS = """\
.card { font-family: sans-serif; font-size: 20px; text-align: left; max-width: 40em; margin: auto; }
.key { font-weight: bold; }
"""
"""How a card looks: one column, nothing told by colour."""

_LOST = ("syllabus", "stage", "bloom", "style", "confidence", "review")
"""Fields of an item for which a card has no place."""


def write_anki(items: Iterable[Item], at: float) -> tuple[bytes, tuple[Loss, ...]]:
    """Return the bytes of an Anki package, and what it cannot hold of the items.

    Args:
        items: The items.
        at: When this is, in seconds since 1970 (UTC); Anki takes the later of two versions.

    Raises:
        UsageError: If the package that writes decks is missing.
    """
    genanki = _library()
    model = genanki.Model(
        _number("model"),
        "itilsim",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {
                "name": "Card",
                "qfmt": "{{Front}}",
                "afmt": '{{FrontSide}}<hr id="answer">{{Back}}',
            }
        ],
        css=CSS,
    )
    decks = {}
    losses: list[Loss] = []
    for item in items:
        edition = item.editions[0]
        if edition not in decks:
            decks[edition] = genanki.Deck(_number(f"deck {edition}"), f"itilsim::ITIL {edition}")
        guid = genanki.guid_for("itilsim", item.id)
        fields = [front_of(item), back_of(item)]
        decks[edition].add_note(
            genanki.Note(model=model, fields=fields, guid=guid, tags=list(tags_of(item)))
        )
        lost = (*_LOST, *(name for name in ("beyond_exam", "enemies") if getattr(item, name)))
        losses += [Loss(item.id, name, "cannot be kept") for name in lost]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(list(decks.values())).write_to_file(str(path), timestamp=at)
        return path.read_bytes(), tuple(losses)


def front_of(item: Item) -> str:
    """Return what a card asks, as HTML; steps and pairs are shown in the order of the alphabet."""
    asked = [_shown(item.front or item.stem)]
    if item.statements:
        asked.append(_listed("ol", item.statements))
    if item.options:
        lines = (
            f"{letter}. {_shown(option.text)}"
            for letter, option in zip(ascii_uppercase, item.options, strict=False)
        )
        asked.append("<br>".join(lines))
    if item.steps:
        asked.append(_listed("ul", sorted(item.steps)))
    if item.pairs:
        asked.append(_listed("ul", sorted(pair.left for pair in item.pairs)))
        asked.append(_listed("ul", sorted(pair.right for pair in item.pairs)))
    return "".join(f"<div>{part}</div>" for part in asked)


def back_of(item: Item) -> str:
    """Return what a card answers, as HTML: the key, every rationale, and who says so."""
    parts = list(_answers(item))
    parts.append(
        f"<small>{escape(TOPICS.get(item.topic, item.topic))}: {escape(item.source)}</small>"
    )
    return "".join(f"<div>{part}</div>" for part in parts)


def tags_of(item: Item) -> tuple[str, ...]:
    """Return the tags of a note: editions and topic."""
    words = (*(f"edition::{edition}" for edition in item.editions), f"topic::{item.topic}")
    return tuple("".join(word.split()) for word in words)


def _answers(item: Item) -> Iterator[str]:
    """The parts of an answer."""
    if item.back:
        yield _shown(item.back)
    if item.steps:
        yield _listed("ol", item.steps)
    for pair in item.pairs:
        yield f"{_shown(pair.left)} – {_shown(pair.right)}"
    lettered = list(zip(ascii_uppercase, item.options, strict=False))
    for letter, option in lettered:
        if option.correct:
            yield f'<span class="key">{letter}. {_shown(option.text)}</span>'
            yield _shown(option.rationale)
    for letter, option in lettered:
        if not option.correct:
            yield f"{letter} is wrong. {_shown(option.rationale)}"


def _listed(kind: str, texts: Iterable[str]) -> str:
    """A list in HTML."""
    return f"<{kind}>{''.join(f'<li>{_shown(text)}</li>' for text in texts)}</{kind}>"


def _shown(text: str) -> str:
    """A text in HTML; braces are kept from being taken for a field of the card."""
    return escape(text).replace("{", "&#123;").replace("}", "&#125;").replace("\n", "<br>")


def _number(name: str) -> int:
    """A number of 31 bits that a name always has: Anki wants such ids for models and decks."""
    digest = hashlib.blake2b(f"itilsim {name}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") >> 1 | 1 << 30


def _library() -> ModuleType:
    """The package that writes decks."""
    try:
        return importlib.import_module("genanki")
    except ImportError as error:
        raise UsageError(NEEDED) from error
