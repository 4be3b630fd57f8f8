"""A thousand tasks of each skill: another reader comes to the key, and the options tell nothing.

The one idea: the readers of the everyday tests, which see the stem alone and share nothing with
what made the task, go through a thousand of each kind; the classifiers that look for cues in the
bank see the options alone, without the stem. A stem is made of some ten templates: who has read
nine hundred of them has learnt to read the case.

Control: the same classifiers on the same tasks with every key a little longer.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from itilsim.quiz.authoring import bare_words
from itilsim.quiz.editions import Edition
from itilsim.quiz.guessing import GUESSES, earned
from itilsim.quiz.questions import Item
from tests.coaching.computed.drawn import PAIRS, items, right
from tests.coaching.computed.test_due import counted_by_minutes
from tests.coaching.computed.test_rules import READERS
from tests.proofs.test_cues import READERS as CUE_READERS
from tests.proofs.test_cues import found, found_by_shape, layout, with_long_keys

TASKS: Final = 1_000
FOLDS: Final = 10
MOST: Final = 30.0
"""Percentage of keys that may be found by the options alone."""
GUESSED: Final = (0.18, 0.32)
"""Share of keys that a way of guessing may find."""

Reader = Callable[[Item], str]
"""From a task to the text of the right option, by its stem."""


def reader_of(skill: str) -> Reader:
    """Who reads tasks of a skill: in a test module of its own, or with the older ones."""
    if skill == "due":
        return _counted
    if skill in READERS:
        return lambda item: READERS[skill](item.stem)
    module = importlib.import_module(f"tests.coaching.computed.test_{skill.replace('-', '_')}")
    return lambda item: str(module.read(item.stem))


def _counted(item: Item) -> str:
    """When a desk that counts minutes says it is due: the key, or nothing if it is another time."""
    _, due, key = counted_by_minutes(item)
    return right(item) if due == key else ""


@pytest.mark.prove
@pytest.mark.parametrize(("skill", "edition"), PAIRS)
def test_another_reader_comes_to_the_key(skill: str, edition: Edition) -> None:
    read, tasks = reader_of(skill), items(skill, edition, TASKS)
    wrong = [item.id for item in tasks if read(item) != right(item)]
    alike = [item.id for item in tasks if len({bare_words(o.text) for o in item.options}) != 4]
    swapped = [
        replace(item, options=tuple(replace(o, correct=not o.correct) for o in item.options[:2]))
        for item in tasks[:100] if item.key in (0, 1)
    ]  # fmt: skip
    planted = sum(read(item) != right(item) for item in swapped)
    print(
        f"\ndrill {skill}, {edition}: {len(wrong)} of {len(tasks)} keys differ, {len(alike)} with "
        f"like options, {len({item.stem for item in tasks})} stems; planted {planted} of "
        f"{len(swapped)} found"
    )
    assert wrong == alike == []
    assert planted == len(swapped)


@pytest.mark.prove
@pytest.mark.parametrize(("skill", "edition"), PAIRS)
def test_the_options_of_a_drill_give_no_key_away(skill: str, edition: Edition) -> None:
    tasks = items(skill, edition, TASKS)
    guessed = {name: earned(guess, tasks) for name, guess in GUESSES.items()}
    bare = [replace(item, stem="?", topic=str(n % FOLDS)) for n, item in enumerate(tasks)]
    told = {reader.__name__: _found(bare, reader) for reader in CUE_READERS}
    told["shapes"] = found_by_shape(bare)
    planted = found(with_long_keys(bare), layout)
    places = Counter(item.key for item in tasks)
    print(
        f"\ncues of drill {skill}, {edition}: "
        f"{', '.join(f'{name} {share:.0f}' for name, share in told.items())} (at most {MOST:.0f}); "
        f"guesses {100 * min(guessed.values()):.0f} to {100 * max(guessed.values()):.0f}; places "
        f"{sorted(places.values())}; planted {planted:.0f}"
    )
    assert max(told.values()) <= MOST
    assert all(GUESSED[0] <= share <= GUESSED[1] for share in guessed.values())
    assert planted > 60


def _found(tasks: list[Item], reader: Callable[[Item], object]) -> float:
    """What a classifier finds; a quarter where the options have no sign of that kind at all."""
    signs = [reader(item) for item in tasks]
    if not any(any(option for option in each) for each in signs):  # type: ignore[attr-defined]
        return 25.0
    return found(tasks, reader)  # type: ignore[arg-type]
