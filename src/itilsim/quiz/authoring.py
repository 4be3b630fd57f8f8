"""The rules of question writing that a machine can check on one item.

The one idea: a rule is a small pure function that yields findings and knows no file; whoever has
the file adds line and column. A new rule is a new function and a line in the table at the end,
which also says what it reads: a broken field silences the rules that need it, no others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from itilsim.quiz.questions import LONGEST_TEXT, Item
from itilsim.quiz.syllabus import AREAS, STAGES, TOPICS, area_of

MAX_WORDS = 90
"""Longest question, options included: what can be read and weighed in 90 s (60 minutes for 40).
Source: time of the Foundation exams; words for that time are a tuning constant."""

OPTIONS = 4
"""Options of an exam question. Source: both Foundation syllabi in force."""

STATEMENTS = 4
"""Statements of a list question. Source: as `OPTIONS`."""

MIN_PARTS = 3
"""Fewest steps or pairs: two can be guessed. A tuning constant."""

GAP = "[?]"
"""Where the missing word of a stem belongs."""

Where = tuple[str | int, ...]
"""Field names and list indexes, from the item (item rules) or from the bank (bank rules)."""


class Finding(NamedTuple):
    """Something that a rule does not allow, and where."""

    path: Where
    """The value that is wrong, or the nearest thing that exists."""
    code: str
    """A stable word for the kind of problem."""
    message: str
    """What is wrong and what was expected."""
    wrong: str = ""
    """The word that is wrong, where one is."""
    known: Collection[str] = ()
    """The words that would be right there."""


ItemRule = Callable[[Item], Iterator[Finding]]

NOTHING: frozenset[str] = frozenset()
"""No field is broken."""


def item_findings(item: Item, broken: frozenset[str] = NOTHING) -> Iterator[Finding]:
    """Yield what is wrong with one item, paths beginning at the item.

    Args:
        item: The item, with any value in the broken fields.
        broken: Fields whose values say nothing, so that rules that read them are left out.
    """
    for rule, fields in ITEM_RULES.items():
        if broken.isdisjoint(fields):
            yield from rule(item)


def known_editions_and_syllabus(item: Item) -> Iterator[Finding]:
    """Editions are named once, each has a criterion, and the criterion's area exists."""
    named: set[str] = set()
    for n, edition in enumerate(item.editions):
        if edition in named:
            yield Finding(("editions", n), "duplicate", f"Edition '{edition}' is named twice.")
        elif edition not in item.syllabus:
            message = f"Edition '{edition}' has no criterion in 'syllabus'."
            yield Finding(("syllabus",), "editions-differ", message)
        named.add(edition)
    for edition, criterion in item.syllabus.items():
        where = ("syllabus", edition)
        if edition not in item.editions:
            message = f"The syllabus of '{edition}' is given, but not listed in 'editions'."
            yield Finding(where, "editions-differ", message, edition, item.editions)
        if not area_of(edition, criterion):
            message = (
                f"{quoted(criterion)} is no criterion: the syllabus of '{edition}' has the areas "
                f"1 to {len(AREAS[edition])}, and criteria like '1.2'."
            )
            yield Finding(where, "unknown-criterion", message)


def known_stage(item: Item) -> Iterator[Finding]:
    """The stage is one of the stages or activities of an edition of the item."""
    known = {stage: None for edition in item.editions for stage in STAGES[edition]}
    if item.stage not in known:
        names = ", ".join(known)
        message = f"There is no stage {quoted(item.stage)}; it is one of: {names}."
        yield Finding(("stage",), "unknown-stage", message, item.stage, tuple(known))


def known_topic(item: Item) -> Iterator[Finding]:
    """The topic is one of the list, so that reviews and shifts mean the same concept by it."""
    if item.topic not in TOPICS:
        message = (
            f"There is no topic {quoted(item.topic)} in the list of topics; 'itilsim bank topics' "
            "prints it."
        )
        yield Finding(("topic",), "unknown-topic", message, item.topic, tuple(TOPICS))


def fields_of_its_style(item: Item) -> Iterator[Finding]:
    """Each style has its own fields, all of them and no others."""
    needed = _FIELDS_OF[item.style]
    for name in CONTENT:
        filled = bool(getattr(item, name))
        if filled and name not in needed:
            message = f"An item of style '{item.style}' has no '{name}'."
            yield Finding((name,), "not-for-style", message)
        elif not filled and name in needed:
            message = f"An item of style '{item.style}' needs '{name}'."
            yield Finding((), "missing-key", message)


def four_options_one_right(item: Item) -> Iterator[Finding]:
    """An exam question has four different options, and exactly one is correct."""
    if not (item.in_exams and item.options):
        return
    if len(item.options) != OPTIONS:
        message = f"There are {len(item.options)} options; an item has {OPTIONS}."
        yield Finding(("options",), "option-count", message)
    correct = [n for n, option in enumerate(item.options) if option.correct]
    if not correct:
        yield Finding(("options",), "no-key", "No option is correct; exactly one has to be.")
    for n in correct[1:]:
        message = "Another option is correct already; exactly one may be."
        yield Finding(("options", n, "correct"), "two-keys", message)
    yield from _repeats(("options",), [option.text for option in item.options], "text")


def words_of_options(item: Item) -> Iterator[Finding]:
    """No option speaks of the others."""
    for n, option in enumerate(item.options):
        if re.search(r"\b(all|none|both|neither) of (the|these)\b", option.text, re.IGNORECASE):
            message = "An option stands for itself: not 'all of the above' and the like."
            yield Finding(("options", n, "text"), "option-about-options", message)


def statements_in_pairs(item: Item) -> Iterator[Finding]:
    """A list question has four statements, and each option is two of them, like `1 and 4`."""
    if item.style != "list":
        return
    if item.statements and len(item.statements) != STATEMENTS:
        message = f"There are {len(item.statements)} statements; a list has {STATEMENTS}."
        yield Finding(("statements",), "statement-count", message)
    yield from _repeats(("statements",), item.statements)
    for n, option in enumerate(item.options):
        pair = re.fullmatch(r"([1-4]) and ([1-4])", option.text)
        if pair is None or pair[1] >= pair[2]:
            message = f"{quoted(option.text)} is no pair of statements; write it like '1 and 4'."
            yield Finding(("options", n, "text"), "not-a-pair", message)


def one_gap(item: Item) -> Iterator[Finding]:
    """The stem of a missing-word question has one gap; others have none."""
    gaps = item.stem.count(GAP)
    if item.style == "missing-word" and item.stem and gaps != 1:
        message = f"The stem has {gaps} gaps; a missing word is marked by one {GAP}."
        yield Finding(("stem",), "gap-count", message)
    elif item.style != "missing-word" and gaps:
        message = f"The stem has a gap {GAP}, but the style is '{item.style}'."
        yield Finding(("stem",), "gap-count", message)


def capital_negative(item: Item) -> Iterator[Finding]:
    """A negative question says NOT or EXCEPT in capitals; others do not."""
    negative = bool(re.search(r"\b(NOT|EXCEPT)\b", item.stem))
    if item.style == "negative" and item.stem and not negative:
        message = "A negative question says NOT or EXCEPT, in capitals."
        yield Finding(("stem",), "negative-form", message)
    elif item.style != "negative" and negative:
        message = f"The stem asks for what is NOT so, but the style is '{item.style}'."
        yield Finding(("stem",), "negative-form", message)


def short_enough(item: Item) -> Iterator[Finding]:
    """Stem, statements and options can be read in the time of an exam question."""
    texts = (item.stem, *item.statements, *(option.text for option in item.options))
    words = sum(len(text.split()) for text in texts)
    if item.in_exams and words > MAX_WORDS:
        message = f"Stem and options have {words} words; the most is {MAX_WORDS}."
        yield Finding(("stem",), "too-long", message)


def bounded_lines(item: Item) -> Iterator[Finding]:
    """Statements and steps are no longer than any other text."""
    for name, texts in (("statements", item.statements), ("steps", item.steps)):
        for n, text in enumerate(texts):
            if len(text) > LONGEST_TEXT:
                message = f"This has {len(text):,} characters; the most is {LONGEST_TEXT:,}."
                yield Finding((name, n), "too-long", message)


def practice_material(item: Item) -> Iterator[Finding]:
    """Steps to order and pairs to match are at least three, all different."""
    for name, found in (("steps", item.steps), ("pairs", item.pairs)):
        if found and len(found) < MIN_PARTS:
            message = f"There are {len(found)} {name}; fewer than {MIN_PARTS} is no exercise."
            yield Finding((name,), "too-few", message)
    yield from _repeats(("steps",), item.steps)
    yield from _repeats(("pairs",), [pair.left for pair in item.pairs], "left")
    yield from _repeats(("pairs",), [pair.right for pair in item.pairs], "right")


CONTENT = ("stem", "options", "statements", "steps", "pairs", "front", "back")
"""The fields that depend on the style."""

_FIELDS_OF: Mapping[str, tuple[str, ...]] = {
    "standard": ("stem", "options"),
    "missing-word": ("stem", "options"),
    "negative": ("stem", "options"),
    "list": ("stem", "options", "statements"),
    "order": ("stem", "steps"),
    "match": ("stem", "pairs"),
    "card": ("front", "back"),
}
"""The fields that a style needs; it may have no others of `CONTENT`."""

ITEM_RULES: Mapping[ItemRule, tuple[str, ...]] = {
    known_editions_and_syllabus: ("editions", "syllabus"),
    known_stage: ("editions", "stage"),
    known_topic: ("topic",),
    fields_of_its_style: ("style", *CONTENT),
    four_options_one_right: ("style", "options"),
    words_of_options: ("options",),
    statements_in_pairs: ("style", "statements", "options"),
    one_gap: ("style", "stem"),
    capital_negative: ("style", "stem"),
    short_enough: ("style", "stem", "statements", "options"),
    bounded_lines: ("statements", "steps"),
    practice_material: ("steps", "pairs"),
}
"""What holds for an item on its own: the rule, and the fields that it reads."""


def _repeats(where: Where, texts: Sequence[str], field: str = "") -> Iterator[Finding]:
    """Yield a finding for each text that says the same as an earlier one of the list."""
    seen: set[str] = set()
    for n, text in enumerate(texts):
        bare = bare_words(text)
        if bare in seen:
            message = f"{quoted(text)} is there already."
            yield Finding((*where, n, *([field] if field else [])), "duplicate", message)
        seen.add(bare)


_WORDS_AND_SIGNS = re.compile(r"\w+|[^\w\s.,;!?:'\"’‘“”…()\[\]–—-]|(?<=\d):(?=\d)|(?<!\w)-|-(?!\w)")
"""What makes one text differ from another: not punctuation, but `C` is not `C++`, nor `1` `-1`."""


def bare_words(text: str) -> str:
    """The words and signs of a text in lower case; a text of punctuation alone as it is."""
    return " ".join(_WORDS_AND_SIGNS.findall(text.casefold())) or text.strip()


def quoted(text: str, limit: int = 40) -> str:
    """A text as a message may show it: in quotes, on one line, of bounded length."""
    line = " ".join(text[: 4 * limit].split())
    return f"'{line}'" if len(line) <= limit else f"'{line[:limit]}…'"
