"""Signs in a question that give its key away to someone who does not know the matter.

The one idea: a cue is a fault of craft, not of form. A question with one can be loaded and
answered, so that an instructor's old questions stay usable; `itilsim check` reports it, and the
questions that belong to the program have none.

Source: Haladyna, Downing and Rodriguez 2002, Applied Measurement in Education 15(3); Case and
Swanson, Constructing Written Test Questions, 3rd edition. The thresholds are tuning constants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from itilsim.quiz.authoring import Finding, ItemRule, quoted
from itilsim.quiz.questions import Item

SAME = 0.75
"""Share of their words, of all that either has, from which two options say the same thing."""

FEWEST = 3
"""Words that both options must have before their likeness says anything."""

MIN_RATIONALE = 5
"""Fewest words that can name a misconception."""

ABSOLUTES = frozenset(
    re.findall(
        r"\w+",
        "all always cannot completely entirely every everything exclusively never none nothing"
        " only solely totally whatever",
    )
)
"""Words by which a practised guesser knows a wrong answer."""

HEDGES = frozenset(
    re.findall(
        r"\w+",
        "can could generally likely mainly may might mostly often perhaps possibly probably rarely"
        " some sometimes typically usually",
    )
)
"""Words by which a practised guesser knows a right answer."""

ARTICLE = re.compile(r"\b(an?)(?: \[\?\]|\s*[.:…]*$)", re.IGNORECASE)
"""An article that the answer has to fit: before the gap, or at the end of the stem."""

VOWEL_SOUND = re.compile(
    r"(?!eu|one\b|once\b|uni|us[aeu]|uti)[aeiou]|hono?u?r|honest|heir|hour", re.IGNORECASE
)
"""Beginnings of words that ask for "an"."""

SPELT = re.compile(r"[A-Z]{2,}\b")
"""An abbreviation, of which nobody can say whether it is read as letters or as a word."""

TOOLS = re.compile(
    r"\b(bmc|cherwell|click(s|ed|ing)?|freshservice|glpi|itop|jira|servicenow|zammad|zendesk)\b",
    re.IGNORECASE,
)
"""Words of a question that asks how a tool does it."""

BY_POSITION = re.compile(
    r"\b(?i:option|answer|choice|distractor) (?:[A-D1-4]\b|[a-d]\)|one\b|two\b|three\b|four\b)"
    r"|\b(?i:first|second|third|fourth|last) (?:option|answer|choice|distractor)\b"
)
"""An option named by its place, which changes when options are shuffled or exported."""

COMMON = frozenset(
    re.findall(
        r"\w+",
        "about after again against also among another because been before being between both"
        " cannot could does doing done during each either from have having here into itil itself"
        " just like made make makes many more most much need needs other over part same should"
        " since some such than that their them then there these they thing things this those"
        " through under until used using very what when where which while whose will with within"
        " without would your",
    )
)
"""Words that say nothing about the matter."""


def cue_findings(item: Item) -> Iterator[Finding]:
    """Yield the cues of a sound question with four options, paths beginning at the item."""
    if item.in_exams and item.key is not None:
        for rule in CUE_RULES:
            yield from rule(item)


def key_echoes_stem(item: Item) -> Iterator[Finding]:
    """No word of the stem comes back in the key and in no other option."""
    if item.style == "list":
        return
    key, others = _key_and_others(item)
    elsewhere = frozenset[str]().union(*(content_words(text) for text in others.values()))
    for word in sorted((content_words(item.stem) & content_words(key)) - elsewhere):
        message = (
            f"'{word}' stands in the stem and in the key alone, which gives the key away: use "
            "another word, or use it in another option too."
        )
        yield Finding(("options", _key(item), "text"), "echo", message)


def absolutes_in_distractors(item: Item) -> Iterator[Finding]:
    """No option is given away as wrong by an absolute word that the key does without."""
    key, others = _key_and_others(item)
    if _words(key) & ABSOLUTES:
        return
    for n, text in others.items():
        for word in sorted(_words(text) & ABSOLUTES):
            message = f"'{word}' gives the option away as wrong: the key has no such word."
            yield Finding(("options", n, "text"), "absolute", message)


def article_fits_all(item: Item) -> Iterator[Finding]:
    """An article before the answer fits each option: what does not fit is out."""
    found = ARTICLE.search(item.stem)
    if found is None:
        return
    for n, option in enumerate(item.options):
        vowel = VOWEL_SOUND.match(option.text) is not None
        if vowel != (found[1].casefold() == "an") and not SPELT.match(option.text):
            message = f"'{found[1]}' in the stem does not fit {quoted(option.text)}: it is out."
            yield Finding(("options", n, "text"), "grammar", message)


def key_repeated(item: Item) -> Iterator[Finding]:
    """No option says nearly the same as the key; else both may be right."""
    if item.style == "list":
        return
    key, others = _key_and_others(item)
    for n, text in others.items():
        if likeness(content_words(key), content_words(text)) >= SAME:
            message = f"{quoted(text)} has nearly the same words as the key: are both right?"
            yield Finding(("options", n, "text"), "overlap", message)


def no_tool_in_stem(item: Item) -> Iterator[Finding]:
    """A question is about service management, not about a tool."""
    if found := TOOLS.search(item.stem):
        message = f"'{found[0]}' asks how a tool does it; ask what is to be done and why."
        yield Finding(("stem",), "about-a-tool", message)


def thin_rationale(item: Item) -> Iterator[Finding]:
    """Every rationale says something."""
    for n, option in enumerate(item.options):
        if len(option.rationale.split()) < MIN_RATIONALE:
            message = (
                "The rationale is too short to teach: say why it is right, or what one who "
                "chooses it mixes up."
            )
            yield Finding(("options", n, "rationale"), "thin-rationale", message)


def rationale_by_position(item: Item) -> Iterator[Finding]:
    """A rationale names no option by its place."""
    for n, option in enumerate(item.options):
        if found := BY_POSITION.search(option.rationale):
            message = f"'{found[0]}' is another one where a tool shuffles the options; say which."
            yield Finding(("options", n, "rationale"), "by-position", message)


CUE_RULES: tuple[ItemRule, ...] = (
    key_echoes_stem,
    absolutes_in_distractors,
    article_fits_all,
    key_repeated,
    no_tool_in_stem,
    thin_rationale,
    rationale_by_position,
)
"""What a well-made question does not do."""


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry matter, in lower case and without plural s."""
    words = (word.removesuffix("'s") for word in re.findall(r"[\w'-]+", text.casefold()))
    return frozenset(
        word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        for word in words
        if len(word) >= 4 and word not in COMMON
    )


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of all words of two texts both have; 0 where either is very short."""
    return 0.0 if min(len(one), len(other)) < FEWEST else shared(one, other)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of all words of two texts both have; 0 where there are none."""
    return len(one & other) / len(one | other) if one | other else 0.0


def _key(item: Item) -> int:
    """The position of the key of an item that has one."""
    return 0 if item.key is None else item.key


def _key_and_others(item: Item) -> tuple[str, Mapping[int, str]]:
    """The text of the key, and those of the other options by position."""
    texts = {n: option.text for n, option in enumerate(item.options)}
    return texts.pop(_key(item)), texts


def _words(text: str) -> frozenset[str]:
    """All words of a text, in lower case."""
    return frozenset(re.findall(r"\w+", text.casefold()))
