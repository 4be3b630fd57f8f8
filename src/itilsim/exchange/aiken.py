"""Aiken: stem, options and the letter of the key, one line each.

The one idea: the format has room for nothing else, so everything else is listed as lost; but what
it has room for comes back, the statements of a list question included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import ascii_uppercase
from typing import Any

from itilsim.content.foreign import foreign_text
from itilsim.exchange.losses import Assumed, Loss, Raw, observed
from itilsim.exchange.losses_reading import Reading, joined_stem, reading, take_feedback, with_style
from itilsim.quiz.questions import Item

_OPTION = re.compile(r"([A-Z])[.)][ \t]*(.*)")
_ANSWER = re.compile(r"ANSWER:[ \t]*(.*)", re.IGNORECASE)
_WHY = re.compile(r"(?:EXPLANATION|FEEDBACK|RATIONALE|REASON)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
"""A line after the answer that says why, as some files have it; the format knows none."""
# Looking back keeps a long run of blanks without a line end from being tried at each of them.
_LINE_ENDS = re.compile(r"(?<![ \t])[ \t]*\n[ \t\n]*")


def write_aiken(items: Iterable[Item]) -> tuple[str, tuple[Loss, ...]]:
    """Return the text of an Aiken file, and what it cannot hold of the items."""
    kept, losses = observed(items, _written, _parsed)
    return "\n".join(text for _, text in kept), losses


def read_aiken(data: bytes, file: str = "", assumed: Assumed | None = None) -> Reading:
    """Read an Aiken file.

    Args:
        data: The bytes of the file.
        file: Path to name in problems.
        assumed: What holds where the file is silent.

    Raises:
        ContentError: If it is no text at all.
    """
    return reading(_parsed(foreign_text(data, file)), file, assumed or Assumed())


def _written(item: Item) -> str | None:
    """The lines of one question; none for what is not a choice."""
    if item.key is None or len(item.options) > len(ascii_uppercase):
        return None
    lines = [_line(joined_stem(item, " "))]
    lines += [
        f"{letter}. {_line(option.text)}"
        for letter, option in zip(ascii_uppercase, item.options, strict=False)
    ]
    return "\n".join([*lines, f"ANSWER: {ascii_uppercase[item.key]}"]) + "\n"


def _line(text: str) -> str:
    """A text on one line."""
    return _LINE_ENDS.sub(" ", text).strip(" \t")


def _parsed(text: str) -> Iterator[Raw]:
    """The questions of a text; a line `ANSWER:` ends one, and what says why up to an empty line."""
    stem: list[str] = []
    options: list[str] = []
    why: list[str] | None = None
    answered: Raw | None = None
    begin = 0
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip(" \t")
        option, answer = _OPTION.fullmatch(bare), _ANSWER.fullmatch(bare)
        if answered is not None:
            said = _WHY.fullmatch(bare) if why is None else None
            if said or (why is not None and bare):
                why = [*(why or ()), said[1] if said else bare]
                continue
            yield _explained(answered, why)
            answered, why = None, None
        if not bare:
            continue
        if answer:
            answered = _question(begin or number, stem, options, answer[1].strip())
            stem, options, begin = [], [], 0
        elif option and stem and option[1] == ascii_uppercase[len(options) :][:1]:
            options.append(option[2].strip())
        elif options:
            yield _question(begin, stem, options, "")
            stem, options, begin = [bare], [], number
        else:
            stem.append(bare)
            begin = begin or number
    if answered is not None:
        yield _explained(answered, why)
    if stem:
        yield _question(begin, stem, options, "")


def _explained(raw: Raw, why: list[str] | None) -> Raw:
    """The question with what follows its answer as the rationale of the key."""
    take_feedback(raw, " ".join(filter(None, why or ())), "explanation")
    return raw


def _question(line: int, stem: list[str], options: list[str], answer: str) -> Raw:
    """One question, as far as it is there."""
    key = ascii_uppercase.find(answer) if len(answer) == 1 else -1
    values: dict[str, Any] = {"stem": " ".join(stem)}
    values["options"] = [
        {"text": text, "correct": n == key, "rationale": ""} for n, text in enumerate(options)
    ]
    raw = Raw(line, name="", values=values)
    if not stem:
        raw.problems.append(("no-stem", "There is no question before these answers."))
    if not options:
        raw.problems.append(("no-answers", "There are no answers, like 'A. …', B. …'."))
    elif not answer:
        raw.problems.append(("no-key", "There is no line 'ANSWER: ' with the letter of the key."))
    elif not 0 <= key < len(options):
        raw.problems.append(("no-key", f"There is no answer {answer[:20]!r} to be the key."))
    return with_style(raw, " ")
