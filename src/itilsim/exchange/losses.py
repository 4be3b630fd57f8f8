"""What does not survive another format, and how questions are taken from one.

The one idea: a loss is observed, not promised. Each question is read back as soon as it is written,
and whatever came back otherwise, or had to be assumed because the format has no place for it, is
listed; so no writer can drop a thing in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from itilsim.content.clean import clean, is_thinned
from itilsim.content.validate import checked
from itilsim.quiz.authoring import item_findings
from itilsim.quiz.questions import LONGEST_TEXT, SLUG, Item

KEPT_NOT = "cannot be kept"
"""What happens to a field for which the format has no place."""

CUT = "white space at its ends is cut off"
"""What happens to the ends of a text where the format trims."""

CHANGED = "comes back changed"
"""What happens to a text that the format takes for something else."""

BLANKS = " \t\n"
"""White space that formats trim; a cleaned text has no other that they know."""

RATIONALE = "The file gave no rationale for this option."
"""Stands where a rationale has to be, until an author writes one."""


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """One thing that is not as it was, or was never given."""

    item: str
    """Id of the item."""
    field: str
    """Field, like `options[0].rationale`; `item` where the whole item is left out."""
    what: str
    """What became of it."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """What holds for items of a file that does not say."""

    edition: str = ""
    """Edition; empty where it has to be in the file."""
    topic: str = "service-management"
    """Topic."""


@dataclass(slots=True)
class Raw:
    """One question as it stands in a file, not yet believed."""

    line: int
    """Line on which it begins, counted from 1."""
    column: int = 1
    """Column, counted from 1."""
    name: str = ""
    """What the file calls it, where that need not be an id."""
    values: dict[str, Any] = field(default_factory=dict)
    """Its fields as a YAML file would have them."""
    losses: list[tuple[str, str]] = field(default_factory=list)
    """Field and what became of it, as noticed so far."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Code and message of what keeps it from being an item."""


@dataclass(frozen=True, slots=True)
class Built:
    """A question of a file with all that had to be done to it."""

    raw: Raw
    """As it stood in the file."""
    item: Item | None
    """The item; none where something is wrong."""
    assumed: frozenset[str]
    """Fields that the file did not give."""
    losses: tuple[tuple[str, str], ...]
    """Field and what became of it."""
    problems: tuple[tuple[str, str, str], ...]
    """Code, message and hint of what is wrong with its types."""


def built(raw: Raw, assumed: Assumed) -> Built:
    """Make an item of a question of a file, as far as its types are right.

    Args:
        raw: The question; its texts are cleaned here.
        assumed: What holds where the file is silent.
    """
    tree: dict[str, Any] = {}
    losses = list(raw.losses)
    for name, value in raw.values.items():
        tree[name] = _cleaned(value, name, losses)
        if _longest(value) > LONGEST_TEXT:
            raw.problems.append(("too-large", f"{name}: longer than {LONGEST_TEXT:,} characters."))
    silent = dict(_silent(tree, assumed))
    for name, (value, what) in silent.items():
        losses.append((name, what))
        _put(tree, name, value)
    problems = [(code, message, "") for code, message in raw.problems]
    item, wrong = (None, []) if problems else checked(Item, tree)
    problems += [(one.code, f"{_path(one.route)}: {one.message}", one.hint) for one in wrong]
    return Built(raw, item, frozenset(silent), tuple(losses), tuple(problems))


def observed(
    items: Iterable[Item],
    written: Callable[[Item], str | None],
    parsed: Callable[[str], Iterable[Raw]],
) -> tuple[list[tuple[Item, str]], tuple[Loss, ...]]:
    """Write items one by one, read each back, and list what did not survive.

    Args:
        items: The items.
        written: The text of one item; none where the format has no such question.
        parsed: The questions of a text.

    Returns:
        The items that the format can hold with their texts, and all losses in their order.
    """
    kept: list[tuple[Item, str]] = []
    losses: list[Loss] = []
    for item in items:
        text = written(item)
        if text is None:
            what = f"left out: the format has no questions of style '{item.style}'"
            losses.append(Loss(item.id, "item", what))
            continue
        assumed = Assumed(item.editions[0])
        back = [built(raw, assumed) for raw in named(parsed(text))]
        if len(back) != 1 or _is_worse(back[0].item, item):
            losses.append(Loss(item.id, "item", "left out: it could not be read back"))
            continue
        kept.append((item, text))
        losses += [Loss(item.id, name, what) for name, what in _differences(item, back[0])]
    return kept, tuple(losses)


def named(raws: Iterable[Raw]) -> Iterator[Raw]:
    """Give an id to each question that has only a name, or not even that."""
    taken: dict[str, int] = {}
    for n, raw in enumerate(raws, start=1):
        if "id" not in raw.values:
            slug = raw.name if re.fullmatch(SLUG, raw.name) else _slug(raw.name)
            wanted = slug or f"imported-{n}"
            if not slug or slug != raw.name or slug in taken:
                taken[wanted] = taken.get(wanted, 0) + 1
                if taken[wanted] > 1:
                    wanted = f"{wanted}-{taken[wanted]}"
                what = f"was {raw.name[:60]!r}" if raw.name else "is not in the file"
                raw.losses.append(("id", f"{what}; now {wanted}"))
            raw.values["id"] = wanted
        taken.setdefault(raw.values["id"], 1)
        yield raw


def parts(item: Item) -> dict[str, Any]:
    """All parts of an item by name, like `options[0].rationale`; empty ones are left out."""
    found: dict[str, Any] = {
        name: getattr(item, name)
        for name in (*_METADATA, "beyond_exam", "enemies", "stem", "front", "back")
        if getattr(item, name)
    }
    found |= {} if item.shuffle else {"shuffle": False}
    for name in ("statements", "steps"):
        found |= {f"{name}[{n}]": text for n, text in enumerate(getattr(item, name))}
    for n, pair in enumerate(item.pairs):
        found |= {f"pairs[{n}].left": pair.left, f"pairs[{n}].right": pair.right}
    for n, option in enumerate(item.options):
        found[f"options[{n}].text"] = option.text
        found[f"options[{n}].correct"] = option.correct
        found[f"options[{n}].rationale"] = option.rationale
    return found


_METADATA = (
    "id", "editions", "syllabus", "stage", "topic", "bloom", "style", "source", "confidence",
    "review",
)  # fmt: skip
"""Fields that every item has."""


def _is_worse(back: Item | None, item: Item) -> bool:
    """Whether what came back is no item, or breaks rules that the item kept."""
    return back is None or (any(item_findings(back)) and not any(item_findings(item)))


def _differences(item: Item, back: Built) -> Iterator[tuple[str, str]]:
    """Field by field, what is not as it was, or only by chance."""
    assert back.item is not None  # noqa: S101 - asked for such only
    before, after = parts(item), parts(back.item)
    chance = back.assumed | {name for name, _ in back.raw.losses}
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if name in chance:
            yield name, KEPT_NOT
        elif old == new:
            continue
        elif isinstance(old, str) and isinstance(new, str):
            yield name, CUT if old.strip(BLANKS) == new else CHANGED
        else:
            yield name, KEPT_NOT if new is None else CHANGED


def _silent(tree: Mapping[str, Any], assumed: Assumed) -> Iterator[tuple[str, tuple[Any, str]]]:
    """What is taken for granted where the file says nothing: field, value, words for it."""
    editions = tree.get("editions") or ([assumed.edition] if assumed.edition else [])
    defaults: dict[str, Any] = {
        "editions": editions,
        "syllabus": dict.fromkeys(editions, "1"),
        "stage": "general",
        "topic": assumed.topic,
        "bloom": 1,
        "source": "imported",
        "confidence": "SME",
        "review": "draft",
    }
    for name, value in defaults.items():
        if name not in tree and value:
            yield name, (value, f"is not in the file; taken to be {_shown(value)}")
    for n, option in enumerate(tree.get("options", ())):
        if not option.get("rationale"):
            yield f"options[{n}].rationale", (RATIONALE, "is not in the file; to be written")


def _put(tree: dict[str, Any], name: str, value: object) -> None:
    """Set a field, or a field of an option."""
    if name.startswith("options["):
        tree["options"][int(name[8 : name.index("]")])]["rationale"] = value
    else:
        tree[name] = value


def _cleaned(value: Any, where: str, losses: list[tuple[str, str]]) -> Any:  # noqa: ANN401 - a tree
    """A value with clean texts; where something unseen was in one, that is a loss."""
    if isinstance(value, str):
        if is_thinned(value):
            losses.append((where, "characters that cannot be seen were removed"))
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one, f"{where}[{n}]", losses) for n, one in enumerate(value)]
    if isinstance(value, dict):
        return {clean(key): _cleaned(one, f"{where}.{key}", losses) for key, one in value.items()}
    return value


def _longest(value: Any) -> int:  # noqa: ANN401 - a tree
    """Length of the longest text in a value."""
    if isinstance(value, str):
        return len(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max(map(_longest, inner), default=0)


def _path(route: Iterable[str | int]) -> str:
    """A route as people write it, like `options[0].text`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route)
    return text.lstrip(".") or "the question"


def _shown(value: object) -> str:
    """A value as a sentence shows it."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _slug(name: str) -> str:
    """A name as an id: letters and digits without accents, in lower case, with hyphens."""
    plain = unicodedata.normalize("NFKD", name[:200]).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
