"""GIFT: questions as Moodle's text format.

The one idea: an escaped character is a lone surrogate until the structure of a question is known,
so that whatever is plain is structure, and no text of a question can be taken for it. Source of the
rules: Moodle's own reader and writer of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from itilsim.content.foreign import foreign_text
from itilsim.exchange.gift_html import FORMATTING, looks_like_html, plain_text
from itilsim.exchange.gift_tags import category_of, tags_of, take_tags
from itilsim.exchange.losses import BLANKS, Assumed, Loss, Raw, observed
from itilsim.exchange.losses_reading import Reading, joined_stem, reading, take_feedback, with_style
from itilsim.quiz.authoring import GAP
from itilsim.quiz.questions import Item

CATEGORY = "$CATEGORY:"
"""Begins a line that says where the following questions belong."""

ORDERING = "ALL VERTICAL ABSOLUTE_POSITION SHOW 123"
"""How Moodle shows and marks steps to order: all of them, downwards, each in its place."""

MAX_ANSWERS = 100
"""Most answers of one question that are looked at. Tuning constant."""

_SPECIAL = ":#={}~\\\n"
_ESCAPES = str.maketrans({**{each: f"\\{each}" for each in _SPECIAL[:-1]}, "\n": "\\n"})
# Moodle shows an escape in a step as it stands, so that only what has to be is escaped there.
_STEP_ESCAPES = str.maketrans({"\\": "\\\\", "{": "\\{", "}": "\\}", "\n": "\\n"})
_HIDDEN = re.compile(r"\\([:#={}~\\n])")
_SURROGATE = re.compile("[\ud800-\ud87f]")
_FORMATS = ("plain", "moodle", "html", "markdown")
_FORMAT = re.compile(rf"\[({'|'.join(_FORMATS)})\]")
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_ID = re.compile(r"\[id:((?:\\\]|[^\[\]\x00-\x1f])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\[\]<>`\x00-\x1f])+)\]")


def write_gift(items: Iterable[Item]) -> tuple[str, tuple[Loss, ...]]:
    """Return the text of a GIFT file, and what it cannot hold of the items."""
    kept, losses = observed(items, _written, _parsed)
    blocks: list[str] = []
    category = ""
    for item, text in kept:
        if category_of(item) != category:
            category = category_of(item)
            blocks.append(f"{CATEGORY} {category}\n")
        blocks.append(text)
    return "\n".join(blocks), losses


def read_gift(data: bytes, file: str = "", assumed: Assumed | None = None) -> Reading:
    """Read a GIFT file.

    Args:
        data: The bytes of the file.
        file: Path to name in problems.
        assumed: What holds where the file is silent.

    Raises:
        ContentError: If it is no text at all.
    """
    return reading(_parsed(foreign_text(data, file)), file, assumed or Assumed())


def _written(item: Item) -> str:
    """The lines of one question."""
    tags = "".join(f" [tag:{tag}]" for tag in tags_of(item))
    head = f"// [id:{item.id}]{tags}\n::{item.id.translate(_ESCAPES)}::[plain]"
    if item.style == "card":
        return f"{head}{_escaped(item.front)} {{####{_escaped(item.back)}}}\n"
    return f"{head}{_escaped(joined_stem(item))} {{{_answers(item)}}}\n"


def _answers(item: Item) -> str:
    """What stands between the braces of a question."""
    if item.steps:
        steps = [step.translate(_STEP_ESCAPES) for step in item.steps]
        shown = "\n".join(step.replace("####", "\\#" * 4) for step in steps)
        return f">{len(item.steps)} {ORDERING}\n{shown}\n"
    lines = [f"={_escaped(pair.left)} -> {pair.right.translate(_ESCAPES)}" for pair in item.pairs]
    lines += [
        f"{'=' if option.correct else '~'}{_escaped(option.text)}#{_escaped(option.rationale)}"
        for option in item.options
    ]
    return "\n" + "".join(f"\t{line}\n" for line in lines)


def _escaped(text: str) -> str:
    """A text that cannot be taken for structure, for a weight or for a format."""
    guard = "[plain]" if text.lstrip(BLANKS)[:1] in ("[", "%") else ""
    return guard + text.translate(_ESCAPES)


def _parsed(text: str) -> Iterator[Raw]:
    """The questions of a text, block by block; an empty line ends one."""
    category = ""
    for line, block in _blocks(text):
        comments = " ".join(each for each in block if each.lstrip().startswith("//"))
        lines = ["" if each.lstrip().startswith("//") else each for each in block]
        first = next((n for n, each in enumerate(lines) if each.strip(BLANKS)), None)
        if first is None:
            continue
        if lines[first].lstrip(BLANKS).startswith(CATEGORY):
            category = lines[first].strip(BLANKS)[len(CATEGORY) :].strip()
            lines[first] = ""
            first = next((n for n, each in enumerate(lines) if each.strip(BLANKS)), None)
            if first is None:
                continue
        raw = Raw(line + first)
        _take(raw, "\n".join(lines).strip(BLANKS))
        known = _ID.search(comments)
        if known and "id" not in raw.values:
            raw.values["id"] = known[1].replace("\\]", "]").strip()
        take_tags(raw, (tag.replace("\\]", "]") for tag in _TAG.findall(comments)), category)
        yield with_style(raw)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line, counted from 1, and lines of each run of lines that are not empty."""
    block: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip(BLANKS):
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _take(raw: Raw, text: str) -> None:
    """Read one question, without its comments."""
    text = _HIDDEN.sub(lambda match: chr(0xD800 + ord(match[1])), text)
    if text.startswith("::"):
        end = text.find("::", 2)
        if end >= 0:
            raw.name = _shown(text[2:end]).strip(BLANKS)
            text = text[end + 2 :].strip(BLANKS)
    begin, end = text.find("{"), text.find("}")
    if begin < 0 and end < 0:
        raw.problems.append(("no-answers", "This is a text without answers in braces."))
        return
    if begin < 0 or end < begin:
        missing = "opened" if begin < 0 or end >= 0 else "closed"
        raw.problems.append(("unbalanced", f"The braces of the answers are never {missing}."))
        return
    answers, after = text[begin + 1 : end].strip(BLANKS), text[end + 1 :]
    gap = GAP if after.strip(BLANKS) else ""
    form, stem = _format(raw, "stem", text[:begin] + gap + after, "moodle")
    answers, _, general = _split_last(answers, "####")
    raw.name = raw.name or stem
    raw.values["stem"] = stem
    _take_answers(raw, answers.strip(BLANKS), general, form)


def _take_answers(raw: Raw, answers: str, general: str, form: str) -> None:
    """Read what stands between the braces."""
    feedback = _format(raw, "general feedback", general, form)[1]
    if not answers and feedback:
        raw.values |= {"style": "card", "front": raw.values.pop("stem"), "back": feedback}
        return
    if max(map(answers.count, "~=\n")) > MAX_ANSWERS:
        raw.problems.append(("too-large", f"There are more than {MAX_ANSWERS} answers."))
    elif answers.startswith(">"):
        steps = [_shown(line.strip(BLANKS)) for line in answers.split("\n")[1:]]
        raw.values |= {"style": "order", "steps": [step for step in steps if step]}
    elif not answers.startswith("#") and "~" in answers:
        options = answers.replace("=", "~=").split("~")
        skipped = 0 if options[0].strip(BLANKS) else 1
        raw.values["options"] = [
            _option(raw, n, one.strip(BLANKS), form) for n, one in enumerate(options[skipped:])
        ]
    elif not answers.startswith("#") and "=" in answers and "->" in answers:
        pairs = [one for one in answers.split("=") if one.strip(BLANKS)]
        raw.values |= {"style": "match", "pairs": [_pair(raw, one, form) for one in pairs]}
    else:
        kind = "open" if not answers else "true-or-false, short-answer or numerical"
        message = f"This is a question of another kind ({kind}); none such can be taken in."
        raw.problems.append(("not-supported", message))
    take_feedback(raw, feedback, "general feedback")


def _option(raw: Raw, n: int, text: str, form: str) -> dict[str, Any]:
    """One answer with its feedback."""
    correct = text.startswith("=")
    weight = None if correct else _WEIGHT.match(text)
    text = text[1 if correct else weight.end() if weight else 0 :]
    if weight is not None:
        share = float(weight[1])
        correct = share == 100
        if not correct and share:
            raw.losses.append((f"options[{n}].weight", f"{weight[1]} % has no place"))
    answer, _, feedback = text.partition("#")
    rationale = _format(raw, f"options[{n}].rationale", feedback, form)[1]
    shown = _format(raw, f"options[{n}].text", answer, form)[1]
    return {"text": shown, "correct": correct, "rationale": rationale}


def _pair(raw: Raw, text: str, form: str) -> dict[str, str]:
    """One pair of a question that matches."""
    left, arrow, right = text.partition("->")
    if not arrow:
        raw.problems.append(("no-pair", "An answer lacks '->' between what belongs together."))
    left = _format(raw, "pairs", left, form)[1]
    return {"left": left, "right": _shown(right).strip(BLANKS)}


def _format(raw: Raw, field: str, text: str, form: str) -> tuple[str, str]:
    """The format of a text, which it may name at its beginning, and its words."""
    text = text.strip(BLANKS)
    named = _FORMAT.match(text)
    if named is not None:
        form, text = named[1], text[named.end() :]
    text = _shown(text).strip(BLANKS)
    if form == "html" or (form == "moodle" and looks_like_html(text)):
        text, lost = plain_text(text)
        if lost:
            raw.losses.append((field, FORMATTING))
    return form, text


def _shown(text: str) -> str:
    """A text with its escaped characters back in their places."""
    return _SURROGATE.sub(_revealed, text)


def _revealed(match: re.Match[str]) -> str:
    character = chr(ord(match[0]) - 0xD800)
    return "\n" if character == "n" else character


def _split_last(text: str, mark: str) -> tuple[str, str, str]:
    """What stands before and after the last mark; all before it where there is none."""
    before, found, after = text.rpartition(mark)
    return (before, found, after) if found else (after, "", "")
