"""From a coded utterance to words: the phrasebook holds several wordings, a stable hash picks one.

The one idea: words are decoration. The same contact of the same run is always worded alike, and
nothing is said that the codes do not say. The hash is made here and not drawn from the engine's
streams: a wording is not chance of the world, and no start needs the engine for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

from itilsim.domain import speech
from itilsim.domain.library import Utterance

NO_VALUES: Final[Mapping[str, object]] = {}
"""For utterances without blanks."""

_BLANK = re.compile(r"\{(\w+)\}")
_PREFIX = re.compile(r"^(note|alert|card|report|answer)-")


def render(
    utterance_id: str,
    key: str,
    phrasebook: Mapping[str, Utterance],
    values: Mapping[str, object] = NO_VALUES,
) -> str:
    """What is said: one wording of an utterance, its blanks filled in.

    An utterance that the phrasebook lacks is shown as its code, so that a gap in an author's file
    is seen and stops nobody's shift; a value that is missing shows as an ellipsis.

    Args:
        utterance_id: The entry of the phrasebook.
        key: What the wording depends on, see `wording_key`.
        phrasebook: Utterances by id.
        values: Codes and numbers for blanks like `{component}`; shown as they are.
    """
    entry = phrasebook.get(utterance_id)
    if entry is None or not entry.texts:
        return spelled(_PREFIX.sub("", utterance_id))
    text = entry.texts[_pick(utterance_id, key, len(entry.texts))]
    return _BLANK.sub(lambda blank: str(values.get(blank[1], "…")), text)


def wording_key(seed: int, subject: str) -> str:
    """The key of a contact, alert or note of one run."""
    return f"{seed}/{subject}"


def note_words(code: str, key: str, phrasebook: Mapping[str, Utterance]) -> str:
    """A team's note, evidence or report, from its code."""
    return render(speech.note(code), key, phrasebook)


def card_words(note: str, phrasebook: Mapping[str, Utterance]) -> str:
    """What a configuration card shows besides; empty for a component without a note."""
    return render(speech.card(note), "", phrasebook) if note else ""


def answer_words(question: str, answer: str, key: str, phrasebook: Mapping[str, Utterance]) -> str:
    """What a caller answers to a question, from the coded answer.

    Args:
        question: `extent`, `item` or `effect`.
        answer: A head count, a component or nothing, an effect.
        key: What the wording depends on.
        phrasebook: Utterances by id.
    """
    return render(speech.answer(question, answer), key, phrasebook, {"answer": answer})


def spelled(code: str) -> str:
    """A code as words, for want of better ones: `part-swap` is "part swap"."""
    return code.replace("-", " ").replace("_", " ")


def _pick(utterance_id: str, key: str, count: int) -> int:
    digest = blake2b(f"{key}/{utterance_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % count
