"""Faults that only many questions together can have: keys in one place, signs of the key, twins.

The one idea: shares mean something from a certain number on, so a small bank has none of these
faults. Like cues they are reported by `itilsim check` and hinder nobody from loading a bank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from typing import get_args

from itilsim.quiz.authoring import OPTIONS, Finding, bare_words, quoted
from itilsim.quiz.consistency import BankRule, asked
from itilsim.quiz.cues import FEWEST, content_words, likeness
from itilsim.quiz.editions import Edition
from itilsim.quiz.guessing import GUESSES, earned
from itilsim.quiz.questions import Bank, Item

FROM_ITEMS = 100
"""Questions of an edition from which shares are looked at. A tuning constant."""

KEY_SHARE = (0.22, 0.28)
"""Least and greatest share of a key position: a quarter, give or take what a learner cannot see."""

GUESSED = (0.18, 0.32)
"""Least and greatest share of questions that a way of guessing finds; a quarter by chance. Tuning
constants: by chance one bank of 100 questions in twelve is outside, of 300 one in 240."""

STOCK = 0.01
"""Greatest share of an edition's questions that may offer the same wrong answer, if it is right in
none of them. A tuning constant."""

FEWEST_TIMES = 4
"""So often it may be offered in any case. A tuning constant."""

CASES = 0.40
"""Greatest share of questions that tell a case before they ask: the exams mostly ask straight out,
and a case takes reading time. A tuning constant."""

TWINS = 0.7
"""Share of common words from which two questions of an edition ask the same. A tuning constant."""


_SENTENCE = re.compile(r"[.!?](?=\s|$)")
"""Where a sentence ends."""


def balance_findings(bank: Bank) -> Iterator[Finding]:
    """Yield what the questions of a bank betray together, paths as in `bank_findings`."""
    for rule in BALANCE_RULES:
        yield from rule(bank)


def keys_in_all_places(bank: Bank) -> Iterator[Finding]:
    """In each edition about a quarter of the keys stands in each position."""
    for edition, items in _large_editions(bank):
        counts = Counter(item.key for item in items)
        for position in range(OPTIONS):
            share = counts[position] / len(items)
            if not KEY_SHARE[0] <= share <= KEY_SHARE[1]:
                message = (
                    f"In edition '{edition}' {share:.1%} of the keys stand in place {position + 1}"
                    f"; {KEY_SHARE[0]:.0%} to {KEY_SHARE[1]:.0%} should."
                )
                yield Finding((), "key-positions", message)


def no_guess_pays(bank: Bank) -> Iterator[Finding]:
    """In each edition no way of guessing finds the key much more often, or rarely, than chance."""
    for edition, items in _large_editions(bank):
        for words, guess in GUESSES.items():
            share = earned(guess, items)
            if not GUESSED[0] <= share <= GUESSED[1]:
                message = (
                    f"In edition '{edition}' {words} is the key in {share:.1%} of the questions; "
                    f"{GUESSED[0]:.0%} to {GUESSED[1]:.0%} should be."
                )
                yield Finding((), "guessable", message)


def no_stock_distractors(bank: Bank) -> Iterator[Finding]:
    """No text is offered again and again, and never right: after a while nobody takes it."""
    for edition, items in _large_editions(bank):
        wrong, right = Counter[str](), set[str]()
        for item in items:
            for option in item.options if item.style != "list" else ():
                if option.correct:
                    right.add(bare_words(option.text))
                else:
                    wrong[bare_words(option.text)] += 1
        for text, times in wrong.items():
            if text not in right and times > max(STOCK * len(items), FEWEST_TIMES):
                message = (
                    f"In edition '{edition}' {quoted(text)} is offered {times} times and is right "
                    "in none."
                )
                yield Finding((), "stock-distractor", message)


def few_cases(bank: Bank) -> Iterator[Finding]:
    """Most questions ask straight out; a case is told in sentences before the one that asks."""
    for edition, items in _large_editions(bank):
        share = sum(len(_SENTENCE.findall(item.stem)) > 1 for item in items) / len(items)
        if share > CASES:
            message = (
                f"In edition '{edition}' {share:.1%} of the questions tell a case before they ask; "
                f"at most {CASES:.0%} should."
            )
            yield Finding((), "many-cases", message)


def known_enemies(bank: Bank) -> Iterator[Finding]:
    """An enemy is another question of the bank, for an exam in which both can be asked."""
    found = {item.id: item for item in bank.items}
    for n, item in enumerate(bank.items):
        for m, name in enumerate(item.enemies):
            enemy, where = found.get(name), ("items", n, "enemies", m)
            if enemy is None:
                message = f"There is no question {quoted(name)} in the bank."
                yield Finding(where, "unknown-enemy", message, name, tuple(found))
            elif enemy is item or set(enemy.editions).isdisjoint(item.editions):
                message = f"{quoted(name)} is never asked together with this question."
                yield Finding(where, "unknown-enemy", message)


def no_twins(bank: Bank) -> Iterator[Finding]:
    """No two questions of an edition ask nearly the same in nearly the same words.

    What is the same word for word is a fault of form, and told as such; only the first is looked
    at here, since each pair of a thousand copies would be alike.
    """
    different: dict[tuple[object, ...], int] = {}
    for n, item in enumerate(bank.items):
        different.setdefault((asked(item), item.editions, item.style), n)
    texts, places = [key[0] for key in different], list(different.values())
    for one, other in _alike([_asked(bank.items[n]) for n in places]):
        first, second = bank.items[places[one]], bank.items[places[other]]
        apart = set(first.editions).isdisjoint(second.editions) or first.style != second.style
        if not apart and texts[one] != texts[other]:
            message = f"{quoted(first.id, 60)} asks nearly the same in nearly the same words."
            yield Finding(("items", places[other], "stem"), "near-duplicate", message)


BALANCE_RULES: tuple[BankRule, ...] = (
    keys_in_all_places,
    no_guess_pays,
    no_stock_distractors,
    few_cases,
    known_enemies,
    no_twins,
)
"""What a bank that is large enough keeps to."""


def _large_editions(bank: Bank) -> Iterator[tuple[Edition, list[Item]]]:
    """The exam questions of each edition that has enough of them."""
    for edition in get_args(Edition):
        items = [item for item in bank.of_edition(edition) if item.key is not None]
        if len(items) >= FROM_ITEMS:
            yield edition, items


def _asked(item: Item) -> frozenset[str]:
    """The words of a question and its answer that carry matter."""
    answer = "" if item.key is None or item.style == "list" else item.options[item.key].text
    return content_words(" ".join((item.stem, *item.statements, answer)))


def _alike(asked: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of word sets that are alike, the earlier one first.

    Two sets can share that much only if they share one of their rarest words, so only these are
    indexed: the work grows with the bank, not with its square. Source: Chaudhuri, Ganti and Kaushik
    2006, A primitive operator for similarity joins in data cleaning (prefix filtering).
    """
    often = Counter(word for words in asked for word in words)
    index: dict[str, list[int]] = {}
    for n, words in enumerate(asked):
        if len(words) < FEWEST:
            continue
        rarest = sorted(words, key=lambda word: (often[word], word))
        prefix = rarest[: len(words) - ceil(TWINS * len(words)) + 1]
        candidates = {m for word in prefix for m in index.get(word, ())}
        for m in sorted(candidates):
            if likeness(asked[m], words) >= TWINS:
                yield m, n
        for word in prefix:
            index.setdefault(word, []).append(n)
