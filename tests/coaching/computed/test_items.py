"""What holds for computed items of every kind, in every edition."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import partial

import pytest

from itilsim.coaching.computed import KINDS, SOURCE, computed_item, mixed
from itilsim.domain.errors import UsageError
from itilsim.quiz.authoring import MAX_WORDS, item_findings
from itilsim.quiz.cues import cue_findings
from itilsim.quiz.editions import Edition
from itilsim.storage.places import content
from tests.coaching.computed.drawn import PAIRS, SEEDS, items, right
from tests.data.corner import corner
from tests.data.estates import estate
from tests.played import first_shift
from tests.timing import quickly

LATER_WORDS = ("function", "OLA", "underpinning", "hierarchic", "CAB", "2011", "SACM", "process")
"""Words of 2011 that no later edition's item may use."""


@pytest.mark.parametrize(("kind", "edition"), PAIRS)
def test_no_rule_of_question_writing_finds_fault(kind: str, edition: Edition) -> None:
    for item in items(kind, edition):
        assert [*item_findings(item), *cue_findings(item)] == []
        words = [item.stem, *(option.text for option in item.options)]
        assert sum(len(text.split()) for text in words) <= MAX_WORDS
        assert (item.source, item.style, item.bloom) == (SOURCE, "standard", 2)
        assert item.editions == (edition,)


@pytest.mark.parametrize(("kind", "edition"), PAIRS)
def test_items_vary_and_their_keys_give_nothing_away(kind: str, edition: Edition) -> None:
    found = items(kind, edition)
    assert [item.id for item in found] == [f"computed-{kind}-{edition}-{n}" for n in range(SEEDS)]
    assert len({item.stem for item in found}) >= SEEDS * 0.55
    places = Counter(item.key for item in items(kind, edition, 2 * SEEDS))
    assert all(0.15 * 2 * SEEDS <= places[n] <= 0.35 * 2 * SEEDS for n in range(4))
    assert max(Counter(right(item) for item in found).values()) <= 0.45 * SEEDS
    longest = sum(_key_is_longest([len(o.text) for o in item.options], item.key) for item in found)
    assert longest <= 0.32 * SEEDS


def test_over_all_kinds_the_key_is_the_longest_option_as_rarely_as_in_the_bank() -> None:
    every = [item for kind, edition in PAIRS for item in items(kind, edition)]
    longest = [_key_is_longest([len(o.text) for o in item.options], item.key) for item in every]
    assert sum(longest) <= 0.29 * len(every)
    places = Counter(item.key for item in every)
    assert all(0.22 * len(every) <= places[n] <= 0.28 * len(every) for n in range(4))


@pytest.mark.parametrize(("kind", "edition"), PAIRS)
def test_each_option_says_why_in_words_of_its_own(kind: str, edition: Edition) -> None:
    for item in items(kind, edition):
        assert len({option.rationale for option in item.options}) >= 3
        told = " ".join((item.stem, *(o.text + " " + o.rationale for o in item.options)))
        assert "{" not in told
        assert "  " not in told
        if edition != "2011":
            assert not any(word in told for word in LATER_WORDS)


def test_the_same_arguments_give_the_same_item_in_another_process() -> None:
    code = (
        "from tests.played import first_shift\n"
        "from itilsim.coaching.computed import mixed\n"
        "print(repr([mixed(e, 3, 12, first_shift()) for e in ('2011', '4', '5')]))"
    )
    here = repr([mixed(edition, 3, 12, first_shift()) for edition in KINDS])
    environment = os.environ | {"PYTHONHASHSEED": "77", "PYTHONPATH": str(content())}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == here


@pytest.mark.parametrize("edition", KINDS)
def test_a_mixed_list_has_each_kind_before_any_comes_again(edition: Edition) -> None:
    kinds = len(KINDS[edition])
    found = mixed(edition, 5, 3 * kinds + 1, first_shift())
    assert len({item.id for item in found}) == 3 * kinds + 1
    for start in (0, kinds, 2 * kinds):
        named = {item.id.rsplit("-", 2)[0] for item in found[start : start + kinds]}
        assert len(named) == kinds
    assert mixed(edition, 6, 5, first_shift()) != mixed(edition, 5, 5, first_shift())
    assert mixed(edition, 5, 0, first_shift()) == ()


@pytest.mark.parametrize("edition", KINDS)
def test_a_small_or_other_organisation_gives_sound_items_or_one_clear_message(
    edition: Edition,
) -> None:
    for setting in (corner(), estate(80)):
        for kind in KINDS[edition]:
            try:
                found = [computed_item(kind, edition, seed, setting) for seed in range(10)]
            except UsageError as error:
                assert "too small" in str(error)  # noqa: PT017 - either way is right
            else:
                assert not any(list(item_findings(item)) for item in found)
        assert len(mixed(edition, 1, 15, setting)) == 15


def test_what_an_edition_does_not_know_is_refused() -> None:
    with pytest.raises(
        UsageError, match="no computed questions 'escalation'; there are: route, priority"
    ):
        computed_item("escalation", "4", 1, first_shift())
    with pytest.raises(UsageError, match="0 or more"):
        computed_item("due", "4", -1, first_shift())
    with pytest.raises(UsageError, match="0 or more"):
        mixed("4", -1, 3, first_shift())


def test_the_next_item_is_there_within_a_frame() -> None:
    for kind, edition in PAIRS:
        quickly(12 * 0.005, partial(_twelve, kind, edition))


def _twelve(kind: str, edition: Edition) -> None:
    for seed in range(1000, 1012):
        computed_item(kind, edition, seed, first_shift())


def _key_is_longest(lengths: list[int], key: int | None) -> bool:
    assert key is not None
    return all(lengths[key] > length for n, length in enumerate(lengths) if n != key)
