"""Moodle XML: questions with feedback and tags, as Moodle's question bank takes and gives them.

The one idea: every text is declared plain, so that no character of ours is taken for markup, here
or in Moodle. Source of the rules: Moodle's own reader and writer of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from itilsim.content.foreign import foreign_text
from itilsim.exchange.gift_html import FORMATTING, plain_text
from itilsim.exchange.gift_tags import category_of, tags_of, take_tags
from itilsim.exchange.losses import BLANKS, Assumed, Loss, Raw, observed
from itilsim.exchange.losses_reading import Reading, joined_stem, reading, take_feedback, with_style
from itilsim.exchange.moodle_xml_nodes import Node, questions_of
from itilsim.quiz.questions import SLUG, Item

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
TAIL = "</quiz>\n"

TYPES = {"order": "ordering", "match": "matching", "card": "essay"}
"""Moodle's type of question for our styles; all others are `multichoice`."""

_ORDERING = """\
    <layouttype>VERTICAL</layouttype>
    <selecttype>ALL</selecttype>
    <selectcount>{count}</selectcount>
    <gradingtype>ABSOLUTE_POSITION</gradingtype>
    <showgrading>SHOW</showgrading>
    <numberingstyle>123</numberingstyle>
"""

_ESSAY = """\
    <responseformat>plain</responseformat>
    <responserequired>0</responserequired>
    <responsefieldlines>5</responsefieldlines>
    <attachments>0</attachments>
"""


def write_moodle_xml(items: Iterable[Item]) -> tuple[str, tuple[Loss, ...]]:
    """Return the text of a Moodle XML file, and what it cannot hold of the items."""
    kept, losses = observed(items, _written, lambda text: _parsed(f"{HEAD}{text}{TAIL}"))
    parts: list[str] = []
    category = ""
    for item, text in kept:
        if category_of(item) != category:
            category = category_of(item)
            inner = f"<category>{_text(category)}</category>"
            parts.append(f'  <question type="category">\n    {inner}\n  </question>\n')
        parts.append(text)
    return f"{HEAD}{''.join(parts)}{TAIL}", losses


def read_moodle_xml(data: bytes, file: str = "", assumed: Assumed | None = None) -> Reading:
    """Read a Moodle XML file.

    Args:
        data: The bytes of the file.
        file: Path to name in problems.
        assumed: What holds where the file is silent.

    Raises:
        ContentError: If it is no text, no XML, no list of questions, or declares a document type
            or an entity.
    """
    return reading(_parsed(foreign_text(data, file), file), file, assumed or Assumed())


def _written(item: Item) -> str:
    """The element of one question."""
    card = item.style == "card"
    stem = item.front if card else joined_stem(item)
    kind = TYPES.get(item.style, "multichoice")
    tags = "".join(f"      <tag>{_text(tag)}</tag>\n" for tag in tags_of(item))
    return (
        f'  <question type="{kind}">\n'
        f"    <name>{_text(item.id)}</name>\n"
        f"    {_formatted('questiontext', stem)}\n"
        f"    {_formatted('generalfeedback', item.back if card else '')}\n"
        f"    <defaultgrade>1</defaultgrade>\n"
        f"    <penalty>0.3333333</penalty>\n"
        f"    <hidden>0</hidden>\n"
        f"    <idnumber>{escape(item.id)}</idnumber>\n"
        f"{_answers(item)}"
        f"    <tags>\n{tags}    </tags>\n"
        f"  </question>\n"
    )


def _answers(item: Item) -> str:
    """What a question has according to its type."""
    if item.style == "card":
        return _ESSAY
    if item.style == "order":
        steps = (
            f'    <answer fraction="{n}" format="plain_text">{_text(step)}</answer>\n'
            for n, step in enumerate(item.steps, start=1)
        )
        return _ORDERING.format(count=len(item.steps)) + "".join(steps)
    if item.style == "match":
        pairs = (
            f'    <subquestion format="plain_text">{_text(pair.left)}'
            f"<answer>{_text(pair.right)}</answer></subquestion>\n"
            for pair in item.pairs
        )
        return "    <shuffleanswers>true</shuffleanswers>\n" + "".join(pairs)
    shuffled = "true" if item.may_move else "false"
    options = (
        f'    <answer fraction="{100 if option.correct else 0}" format="plain_text">\n'
        f"      {_text(option.text)}\n"
        f"      {_formatted('feedback', option.rationale)}\n"
        f"    </answer>\n"
        for option in item.options
    )
    return (
        "    <single>true</single>\n"
        f"    <shuffleanswers>{shuffled}</shuffleanswers>\n"
        "    <answernumbering>ABCD</answernumbering>\n"
        f"{''.join(options)}"
    )


def _text(text: str) -> str:
    """An element `text`."""
    return f"<text>{escape(text)}</text>"


def _formatted(name: str, text: str) -> str:
    """An element that declares its text plain."""
    return f'<{name} format="plain_text">{_text(text)}</{name}>'


def _parsed(text: str, file: str = "") -> Iterator[Raw]:
    """The questions of a text."""
    category = ""
    for node in questions_of(text, file):
        kind = node.attributes.get("type", "")
        if kind == "category":
            category = node.at("category", "text").text.strip()
            continue
        raw = Raw(node.line, node.column, node.at("name", "text").text.strip(BLANKS))
        known = node.at("idnumber").text.strip(BLANKS)
        if re.fullmatch(SLUG, known):
            raw.values["id"] = known
        elif known:  # Any text may be one there; it is changed as a name is.
            raw.name = known
        _take(raw, node, kind)
        if files := sum(1 for each in node.walk() if each.name == "file"):
            raw.losses.append(("files", f"{files} embedded, have no place"))
        tags = [each.at("text").text for each in node.at("tags").all("tag")]
        take_tags(raw, tags, category)
        yield _fixed(with_style(raw))


def _fixed(raw: Raw) -> Raw:
    """The question, of which pairs of statements need not be told to keep their order."""
    if raw.values.get("style") == "list":
        raw.values.pop("shuffle", None)
    return raw


def _take(raw: Raw, node: Node, kind: str) -> None:
    """Read one question."""
    stem = _shown(raw, "stem", node.at("questiontext"))
    feedback = _shown(raw, "general feedback", node.at("generalfeedback"))
    raw.values["stem"] = stem
    if kind == "essay" and feedback:
        raw.values |= {"style": "card", "front": raw.values.pop("stem"), "back": feedback}
        return
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "hint"):
        if any(_shown(raw, name, each) for each in node.all(name)):
            raw.losses.append((name, "has no place"))
    if kind == "multichoice":
        answers = enumerate(node.all("answer"))
        raw.values["options"] = [_option(raw, n, each) for n, each in answers]
        if node.at("shuffleanswers").text.strip() in ("false", "0"):
            raw.values["shuffle"] = False
    elif kind == "ordering":
        steps = [_shown(raw, "steps", each) for each in node.all("answer")]
        raw.values |= {"style": "order", "steps": steps}
    elif kind == "matching":
        pairs = [_pair(raw, each) for each in node.all("subquestion")]
        raw.values |= {"style": "match", "pairs": pairs}
    else:
        message = f"This is a question of another kind ({kind[:40] or 'none'}); none such can be"
        raw.problems.append(("not-supported", f"{message} taken in."))
    take_feedback(raw, feedback, "general feedback")


def _option(raw: Raw, n: int, node: Node) -> dict[str, Any]:
    """One answer with its feedback."""
    fraction = node.attributes.get("fraction", "0").strip()
    try:
        share = float(fraction)
    except ValueError:
        share = 0.0
        raw.problems.append(("wrong-value", f"{fraction[:20]!r} is no share of the marks."))
    if share not in (0.0, 100.0):
        raw.losses.append((f"options[{n}].fraction", f"{fraction} % has no place"))
    return {
        "text": _shown(raw, f"options[{n}].text", node),
        "correct": share == 100.0,
        "rationale": _shown(raw, f"options[{n}].rationale", node.at("feedback")),
    }


def _pair(raw: Raw, node: Node) -> dict[str, str]:
    """One pair of a question that matches."""
    right = node.at("answer", "text").text.strip(BLANKS)
    return {"left": _shown(raw, "pairs", node), "right": right}


def _shown(raw: Raw, field: str, node: Node) -> str:
    """The words of an element that holds a `text`, and perhaps says how it is written."""
    inner = node.at("text")
    if inner.children:
        message = f"The text of <{node.name}> holds elements; markup has to be escaped."
        raw.problems.append(("not-moodle", message))
    text = inner.text.strip(BLANKS)
    if node.attributes.get("format", "html") in ("html", "moodle_auto_format"):
        text, lost = plain_text(text)
        if lost:
            raw.losses.append((field, FORMATTING))
    return text
