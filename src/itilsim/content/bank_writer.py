"""Writing a bank of questions as the YAML files that `load_bank` reads, in the layout we ship.

The one idea: one file for each edition and topic, one list of sources above them, and the folder
appears whole or not at all. A text is plain where YAML leaves it alone, folded where it is long,
and in quotes where anything else could happen to it.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Bank, BankFile, Item, Lesson, Source, Sources
from itilsim.storage.files import TEMPORARY, plain_words

WIDTH = 100
"""Longest line, in characters. Tuning constant: the shipped files keep to it."""

MAX_CHARACTERS = 500_000
"""Most characters of one file; what is more goes into a second one. Tuning constant: at most four
bytes each, so that a file stays below the limit on content files."""

_PLAIN = re.compile(r"[A-Za-z0-9][^\x00-\x1f\x7f-\xa0\ud800-\udfff]*")
"""A text that may stand without quotes, as far as its first and its unseen characters go."""

_READ_AS_OTHER = re.compile(r"[0-9.:_+\-eExXoO]*|true|false|null", re.IGNORECASE)
"""A text that YAML could take for something other than a text."""


def save_bank(folder: Path, bank: Bank) -> tuple[Path, ...]:
    """Write a bank into a new folder, all of it or nothing.

    Args:
        folder: Must not exist yet, or be empty.
        bank: The items, and the sources that they name.

    Returns:
        The files, as they are below the folder.

    Raises:
        UsageError: If something is in the folder already.
        TryAgainError: If the disk is full or the place cannot be written.
    """
    target = folder.absolute()
    files = bank_texts(bank)
    with plain_words(folder):
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise UsageError(f"{folder} is there already. Choose a new folder.")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=TEMPORARY, dir=target.parent))
        try:
            for name, text in files.items():
                path = part / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
            part.chmod(0o755)
            part.replace(target)
        finally:
            # Gone already if it took the target's name.
            shutil.rmtree(part, ignore_errors=True)
    return tuple(Path(name) for name in files)


def bank_texts(bank: Bank) -> dict[str, str]:
    """Return the texts of a bank's files by name, like `2011/incident-management.yaml`.

    The JSON Schemas that the first lines name for an editor are among them.
    """
    from itilsim.content.schema import json_schema

    shelves: dict[tuple[Edition, str], list[Item]] = {}
    for item in bank.items:
        shelves.setdefault((item.editions[0], item.topic), []).append(item)
    files = {"sources.yaml": sources_text(bank.sources)}
    taught = {(each.edition, each.topic): each for each in bank.lessons}
    for (edition, topic), items in shelves.items():
        for n, text in enumerate(_volumes(items, taught.get((edition, topic))), start=1):
            files[f"{edition}/{topic}{f'-{n}' if n > 1 else ''}.yaml"] = text
    for kind, type_ in (("bank", BankFile), ("sources", Sources)):
        schema = json.dumps(json_schema(type_, kind), ensure_ascii=False, indent=2)
        files[f"schema/{kind}.json"] = f"{schema}\n"
    return files


def items_text(items: Sequence[Item], lesson: Lesson | None = None) -> str:
    """Return the text of a file of items, as it stands in a folder named by its edition."""
    before = "" if lesson is None else f"\nlessons:\n{_lesson(lesson)}"
    head = _HEAD.format(up="../", kind="bank") + before
    return f"{head}\nitems:\n" + "\n".join(map(_item, items))


def sources_text(sources: Iterable[Source]) -> str:
    """Return the text of a list of sources."""
    entries = []
    for source in sources:
        lines = [
            f"  - id: {source.id}",
            *_text("authority", source.authority, "    "),
            f'    edition: "{source.edition}"',
            *_text("where", source.where, "    "),
            f"    confidence: {source.confidence}",
        ]
        entries.append("\n".join(lines) + "\n")
    return _HEAD.format(up="", kind="sources") + "\nsources:\n" + "\n".join(entries)


_HEAD = """\
# yaml-language-server: $schema={up}schema/{kind}.json
schema: itilsim/{kind}/v1
"""
"""How a file begins: for the editor, and for us."""


def _volumes(items: Sequence[Item], lesson: Lesson | None) -> Iterator[str]:
    """The texts of one file, or of several where it would be too long."""
    kept: list[Item] = []
    size = 0
    for item in items:
        length = len(_item(item))
        if kept and size + length > MAX_CHARACTERS:
            yield items_text(kept, lesson)
            kept, size, lesson = [], 0, None
        kept.append(item)
        size += length
    yield items_text(kept, lesson)


def _lesson(lesson: Lesson) -> str:
    """The lines of one lesson."""
    indent = "    "
    lines = [
        f"topic: {lesson.topic}",
        f'edition: "{lesson.edition}"',
        *_text("idea", lesson.idea, indent),
        *_list("text", lesson.text, indent),
        f"{indent}terms:",
    ]
    for each in lesson.terms:
        lines += _entry(_text("term", each.term, indent + "    "))
        lines += _text("meaning", each.meaning, indent + "    ")
    lines += _text("example", lesson.example, indent)
    lines += _text("disputed", lesson.disputed, indent) if lesson.disputed else []
    lines += _list("sources", lesson.sources, indent)
    return _indented(lines, indent)


def _item(item: Item) -> str:
    """The lines of one item."""
    indent = "    "
    lines = [
        f"id: {item.id}",
        f"editions: [{', '.join(map(_quoted, item.editions))}]",
        f"syllabus: {_flow(item.syllabus)}",
        *_text("stage", item.stage, indent),
        f"topic: {item.topic}",
        f"bloom: {item.bloom}",
        f"style: {item.style}",
    ]
    if item.beyond_exam:
        lines.append("beyond_exam: true")
    if not item.shuffle:
        lines.append("shuffle: false")
    lines += _list("enemies", item.enemies, indent)
    if item.stem:
        lines += _text("stem", item.stem, indent)
    lines += _list("statements", item.statements, indent)
    lines += _list("steps", item.steps, indent)
    lines += _pairs(item, indent)
    for name, value in (("front", item.front), ("back", item.back)):
        lines += _text(name, value, indent) if value else []
    lines += _options(item, indent)
    lines += _text("source", item.source, indent)
    lines += [f"confidence: {item.confidence}", f"review: {item.review}"]
    return _indented(lines, indent)


def _indented(lines: Sequence[str], indent: str) -> str:
    """The lines of an entry of a list, with its dash."""
    first, *rest = [line if line.startswith(indent) else indent + line for line in lines]
    return "\n".join([f"  - {first.strip()}", *rest]) + "\n"


def _pairs(item: Item, indent: str) -> Iterator[str]:
    """The lines of the pairs of an item, if it has any."""
    if item.pairs:
        yield f"{indent}pairs:"
    for pair in item.pairs:
        yield from _entry(_text("left", pair.left, indent + "    "))
        yield from _text("right", pair.right, indent + "    ")


def _options(item: Item, indent: str) -> Iterator[str]:
    """The lines of the options of an item, if it has any."""
    if item.options:
        yield f"{indent}options:"
    for option in item.options:
        yield from _entry(_text("text", option.text, indent + "    "))
        yield f"{indent}    correct: {'true' if option.correct else 'false'}"
        yield from _text("rationale", option.rationale, indent + "    ")


def _list(name: str, texts: Sequence[str], indent: str) -> Iterator[str]:
    """The lines of a list of texts, if there are any."""
    if texts:
        yield f"{indent}{name}:"
    for text in texts:
        yield from _scalar(f"{indent}  - ", text, indent + "    ")


def _text(name: str, text: str, indent: str) -> list[str]:
    """The lines of a key with a text."""
    return _scalar(f"{indent}{name}: ", text, indent + "  ")


def _entry(lines: list[str]) -> list[str]:
    """The lines of the first key of an entry of a list, with its dash."""
    first, *rest = lines
    indent = len(first) - len(first.lstrip())
    return [f"{first[: indent - 2]}- {first.lstrip()}", *rest]


def _scalar(head: str, text: str, indent: str) -> list[str]:
    """A text behind its key or dash: on that line, or folded below it."""
    foldable = _WORDS.fullmatch(text) is not None
    if _is_plain(text):
        word = text
    else:
        word = "'" + text.replace("'", "''") + "'" if foldable else _quoted(text)
    if len(head) + len(word) <= WIDTH or not foldable:
        return [head + word]
    wrapped = textwrap.wrap(
        text, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False
    )
    return [f"{head}>-", *(indent + line for line in wrapped)]


_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff"
_WORDS = re.compile(f"[^{_UNSEEN}]+(?: [^{_UNSEEN}]+)*")
"""Words with single spaces between them: what folding gives back as it was."""


def _is_plain(text: str) -> bool:
    """Whether a text may stand without quotes."""
    return (
        _PLAIN.fullmatch(text) is not None
        and _READ_AS_OTHER.fullmatch(text) is None
        and ": " not in text
        and " #" not in text
        and not text.endswith((":", " "))
    )


def _flow(mapping: Mapping[Edition, str]) -> str:
    """A short mapping on one line."""
    return "{" + ", ".join(f"{_quoted(a)}: {_quoted(b)}" for a, b in mapping.items()) + "}"


def _quoted(text: str) -> str:
    """A text in double quotes: what JSON writes, YAML reads."""
    return json.dumps(text, ensure_ascii=False)
