"""Who must be told now, against a reader who has nothing but the words of the stem."""

from __future__ import annotations

import re

import pytest

from itilsim.coaching.computed.tell import Case, Word, due_time, who_is_due
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Item
from tests.coaching.computed.drawn import all_of, items, right
from tests.played import first_shift

CLOCK = r"(\d\d):(\d\d)"
EDITIONS: tuple[Edition, ...] = ("2011", "4", "5")


def _minutes(pattern: str, text: str) -> int | None:
    found = re.search(pattern, text)
    return None if found is None else int(found[1]) * 60 + int(found[2])


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None, (pattern, text)
    return int(found[1])


def _owed(said: str, silence: int) -> int:
    """By when somebody is to hear of whom this is said."""
    by, at = _minutes(rf"by {CLOCK}", said), _minutes(rf"at {CLOCK}", said)
    if by is not None:
        return by
    assert at is not None, said
    return at + silence


def read(stem: str) -> str:
    """Work out the key, in minutes of the day."""
    silence = _number(r"else every (\d+) minutes", stem)
    percent = _number(r"at (\d+) % of the time to restore", stem)
    restore = _number(r"to be restored in (\d+) (?:minutes|hours)", stem)
    if re.search(r"to be restored in \d+ hours", stem):
        restore *= 60
    now = _minutes(rf"It is {CLOCK}\. Who must", stem) or _minutes(rf"hear now, at {CLOCK}", stem)
    begins = _minutes(rf"ring at {CLOCK}", stem) or _minutes(rf"\. {CLOCK}: a P", stem)
    assert now is not None
    assert begins is not None
    works = "It has worked again" in stem
    manager = not works and "Management was told" not in stem
    manager = manager and (now - begins) * 100 >= percent * restore
    due = _callers(stem, now, silence, works=works)
    assert not (manager and due), stem
    if manager:
        return "The manager in charge"
    return {0: "Nobody for now", 1: "Just one caller", 3: "Each of the callers"}[due]


def _callers(stem: str, now: int, silence: int, *, works: bool) -> int:
    """How many of the three are to hear now."""
    if works:
        if "All three know" in stem:
            return 0
        return 3 if "None of the three" in stem else 1
    together = re.search(r"All three were (.*?)\.", stem)
    if together is not None:
        return 3 if _owed(together[1], silence) <= now else 0
    apart = re.search(r"\w+ was ((?:last|promised).*?), the others (.*?)\.", stem)
    assert apart is not None, stem
    lone, others = apart.groups()
    due = (_owed(lone, silence) <= now) + 2 * (_owed(others, silence) <= now)
    assert due != 2, stem
    return due


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_reads_the_stem_alone_comes_to_the_key(edition: Edition) -> None:
    for item in items("tell", edition, 300):
        assert read(item.stem) == right(item), item.stem


def _case(
    lone: Word, others: Word, now: int, works: int | None = None, told: int | None = None
) -> Case:
    service = first_shift().organisation.services[0]
    return Case(service, 1, 60, 75, 30, now, lone, others, works, told)


@pytest.mark.parametrize(
    ("case", "who"),
    [
        (_case(Word(10, 25), Word(10, 30), 24), "nobody"),
        (_case(Word(10, 25), Word(10, 30), 25), "one"),
        (_case(Word(10, 25), Word(10, 30), 30), "each"),
        (_case(Word(14), Word(30), 43), "nobody"),
        (_case(Word(14), Word(30), 44), "one"),
        (_case(Word(30), Word(30), 45), "management"),
        (_case(Word(30), Word(30), 46, told=45), "nobody"),
        (_case(Word(10, 45), Word(30), 45), None),
        (_case(Word(10, 25), Word(10, 30), 22, works=20), "each"),
        (_case(Word(10, 25), Word(21, works=True), 22, works=20), "one"),
        (_case(Word(21, works=True), Word(21, works=True), 50, works=20), "nobody"),
    ],
)
def test_each_time_decides_to_the_minute(case: Case, who: str | None) -> None:
    assert who_is_due(case, first_shift()) == who


def test_a_promise_takes_the_place_of_the_longest_silence() -> None:
    waiting = _case(Word(5), Word(5), 20)
    assert due_time(waiting, Word(5), first_shift()) == 35
    assert due_time(waiting, Word(5, 50), first_shift()) == 50
    assert due_time(waiting, Word(5, 12), first_shift()) == 12


def test_rank_and_voice_are_told_of_those_who_are_due_and_of_others() -> None:
    noisy = [item for item in all_of("tell") if _noise(item)]
    assert len(noisy) >= len(all_of("tell")) * 0.4
    alone = [item for item in noisy if right(item) == "Just one caller"]
    hit = sum(_noise(item) == _lone(item) for item in alone)
    assert 0.15 * len(alone) <= hit <= 0.55 * len(alone)


def _noise(item: Item) -> str:
    found = re.search(r"(\w+) is (?:on the VIP list|the loudest|in haste)\.", item.stem)
    return "" if found is None else found[1]


def _lone(item: Item) -> str:
    found = re.search(r"(\w+) was (?:last|promised)|(\w+), (?:last told|promised word)", item.stem)
    assert found is not None, item.stem
    return found[1] or found[2]


def test_all_ways_of_hearing_occur() -> None:
    stems = [item.stem for item in all_of("tell")]
    for words in (
        "All three were promised word by",
        "All three were last told",
        "the others were last told",
        "the others were promised word",
        "None of the three",
        "All three know",
        "does not know; the others do",
        "Management was told at",
    ):
        assert sum(words in stem for stem in stems) >= 5, words
