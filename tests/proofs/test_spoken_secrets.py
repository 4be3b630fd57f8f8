"""Five thousand messages of generated shifts: nobody says what only the truth knows.

What a caller cannot know: the item that failed, unless it stands beside them and they name it; the
way in which it failed and what the team will find; who owns it; the known error; how it is rated.
What a console cannot know: anything but its own item. Control: the same words planted in one
message of each shift are all found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from itilsim.composing.loading import load_shift
from itilsim.domain.scenario import ContactArrival, Setting
from itilsim.storage.places import places
from tests.proofs.mornings import ORDERS

FIRST, EVERYDAY, FULL = 670_000, 4, 5_000
RATED = re.compile(r"\b(P[1-5]|INC\d+|REQ\d+|KE-\d+)\b")


def unknowable(setting: Setting, contact: ContactArrival) -> Iterator[str]:
    """What the speaker of a message cannot know, as words."""
    faults = {each.id: each for each in setting.scenario.faults}
    for component in setting.organisation.components:
        if component.id != contact.component:
            yield component.id
    if contact.fault:
        fault = faults[contact.fault]
        mode = setting.modes[fault.mode]
        item = setting.estate.components[fault.component]
        yield mode.id
        yield mode.name
        if item.id != contact.component:
            yield item.name
        yield f"team {item.owner}"
    for known in setting.library.known_errors:
        yield known.id
        yield known.title


def told(setting: Setting, contact: ContactArrival, text: str) -> list[str]:
    """What a message tells that its speaker cannot know."""
    low = text.casefold()
    found = [each for each in unknowable(setting, contact) if _says(low, each.casefold())]
    return found + [match.group() for match in RATED.finditer(text)]


def _says(text: str, words: str) -> bool:
    """Whether words stand in a text as they are, and not inside others."""
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text) is not None


def look(home: Path, messages: int, least: int) -> tuple[int, list[str], int, int]:
    """Messages, what they tell, and how many of the planted words were found."""
    seen, found, planted, noticed, seed = 0, list[str](), 0, 0, FIRST
    while seen < messages or seed < FIRST + least:
        for order in ORDERS:
            setting = load_shift(order.id, seed, places(home))
            for contact in setting.scenario.contacts:
                for text in setting.utterances[contact.utterance].texts:
                    seen += 1
                    found += [
                        f"{order.id} {seed}: {e} in {text!r}" for e in told(setting, contact, text)
                    ]
            about = next((e for e in setting.scenario.contacts if e.fault), None)
            if about is not None:
                for words in set(unknowable(setting, about)):
                    planted += 1
                    noticed += bool(told(setting, about, f"Hello, it is the {words}, I am sure."))
        seed += 1
    return seen, found, planted, noticed


def test_nobody_says_what_only_the_truth_knows(tmp_path: Path) -> None:
    seen, found, planted, noticed = look(tmp_path, 0, EVERYDAY)
    assert seen > 50
    assert found == []
    assert noticed == planted > 100


@pytest.mark.prove
def test_five_thousand_messages_tell_no_secret(tmp_path: Path) -> None:
    seen, found, planted, noticed = look(tmp_path, FULL, EVERYDAY)
    print(
        f"\nmessages: {seen} of generated shifts, {len(found)} tell a secret; "
        f"control: {noticed} of {planted} planted words found"
    )
    assert found == []
    assert noticed == planted
