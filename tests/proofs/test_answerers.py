"""Mechanical answerers: without a text they guess; the more there is to read, the more they know.

The one idea: whoever has read nothing finds no key in the words of a question, and whoever looks
the words up in a text finds more of them the more the text says. So the questions ask what the
lessons teach. An answerer understands nothing: it takes the option that, with its question, is most
like some passage of the text (cosine of tf-idf weights; in a negative question the least like).

Control: the same on keys drawn by lot. A folder of further texts, like notes of a course, can be
named by `ITILSIM_TEXTS`, with one file or more for each edition (`*2011*`, `*-4*`, `*-5*`).

Source: Clark et al. 2016, "Combining retrieval, statistics and inference to answer elementary
science questions", the information retrieval solver; scikit-learn.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Final

import pytest

from itilsim.content.bank import load_bank
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.lessons import lessons_of
from itilsim.quiz.questions import Bank, Item
from itilsim.storage.places import content
from tests.proofs.test_cues import by_lot, in_words

MOST_GUESSED: Final = 30.0
"""Percentage of keys that may be found without a text."""
WORD: Final = r"[a-z]{3,}"
"""What counts as a word."""
NAMES: Final = {"2011": "*2011*", "4": "*-4*", "5": "*-5*"}


def passages(bank: Bank, edition: Edition) -> list[str]:
    """The lessons of an edition, sentence by sentence, each with its topic's first words."""
    found = []
    for lesson in lessons_of(bank.lessons, edition).values():
        told = [lesson.idea, *lesson.text, lesson.example, lesson.disputed]
        told += [f"{each.term}: {each.meaning}" for each in lesson.terms]
        found += [f"{lesson.topic.replace('-', ' ')}. {text}" for text in told if text]
    return found


def further(edition: Edition) -> list[str]:
    """The lines of further texts; none where no folder is named."""
    folder = os.environ.get("ITILSIM_TEXTS", "")
    files = sorted(Path(folder).glob(NAMES[edition])) if folder else []
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if len(line.split()) > 3]


def right(items: Sequence[Item], texts: Sequence[str]) -> float:
    """Percentage of questions whose key is most like a passage; without passages, like the stem."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    asked = [f"{item.stem} {option.text}" for item in items for option in item.options]
    stems = [item.stem for item in items for _ in item.options]
    options = [option.text for item in items for option in item.options]
    words = TfidfVectorizer(stop_words="english", sublinear_tf=True, token_pattern=WORD)
    words.fit([*texts, *asked])
    if texts:
        scores = (words.transform(asked) @ words.transform(texts).T).max(axis=1).toarray().ravel()
    else:
        scores = np.asarray(
            words.transform(stems).multiply(words.transform(options)).sum(axis=1)
        ).ravel()
    hits, at = 0.0, 0
    for item in items:
        own = [round(float(score), 9) for score in scores[at : at + len(item.options)]]
        at += len(item.options)
        wanted = min(own) if item.style == "negative" else max(own)
        best = [n for n, score in enumerate(own) if score == wanted]
        hits += (item.key in best) / len(best)
    return 100 * hits / len(items)


@pytest.mark.prove
@pytest.mark.parametrize("edition", EDITIONS)
def test_each_further_text_finds_more_keys_and_none_finds_hardly_any(edition: Edition) -> None:
    bank = load_bank(content() / "questions")
    items = [in_words(item) for item in bank.of_edition(edition) if item.key is not None]
    lessons, more = passages(bank, edition), further(edition)
    shares = [right(items, ()), right(items, lessons)]
    if more:
        shares.append(right(items, (*lessons, *more)))
    lots = fmean(right(by_lot(items, seed), lessons) for seed in range(3))
    print(
        f"\nmechanical answerers, {edition}, {len(items)} questions: no text {shares[0]:.0f} "
        f"(at most {MOST_GUESSED:.0f}), then {', '.join(f'{share:.0f}' for share in shares[1:])}; "
        f"keys by lot {lots:.0f}; passages {len(lessons)} and {len(more)} more"
    )
    assert shares[0] <= MOST_GUESSED
    assert shares == sorted(set(shares))
    assert lots <= MOST_GUESSED


@pytest.mark.prove
def test_an_answerer_finds_what_a_text_says() -> None:
    bank = load_bank(content() / "questions")
    item = next(item for item in bank.items if item.style == "standard")
    assert item.key is not None
    told = re.sub(r"\s+", " ", f"{item.stem} {item.options[item.key].text}")
    assert right([item], [told]) == 100
