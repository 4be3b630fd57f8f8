"""The rules that a machine can check over a whole bank: between its items, and with its sources.

The one idea: a rule sees the bank and names items by position; whoever has the files adds line and
column. A new rule is a new function and a line in the table at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from itilsim.quiz.authoring import CONTENT, Finding, bare_words, quoted
from itilsim.quiz.questions import Bank, Confidence, Item

BankRule = Callable[[Bank], Iterator[Finding]]

TRUST: tuple[Confidence, ...] = ("H", "M", "SME")
"""Confidence, the strongest first."""


def bank_findings(bank: Bank, broken: Sequence[frozenset[str]] = ()) -> Iterator[Finding]:
    """Yield what is wrong between the items of a bank, or between them and the sources.

    Paths begin with `"items"` and the item's position in the bank; an empty path is about the bank.

    Args:
        bank: The bank.
        broken: For each item its broken fields, as in `item_findings`; empty if none has any.
    """
    for rule, fields in BANK_RULES.items():
        sound = [n for n, _ in enumerate(bank.items) if not broken or broken[n].isdisjoint(fields)]
        for finding in rule(Bank(tuple(bank.items[n] for n in sound), bank.sources)):
            match finding.path:
                case ("items", int(n), *rest):
                    yield finding._replace(path=("items", sound[n], *rest))
                case _:
                    yield finding


def repeated_ids(ids: Iterable[str]) -> Iterator[int]:
    """Yield the position of each id that stands in the list already."""
    seen: set[str] = set()
    for n, one in enumerate(ids):
        if one in seen:
            yield n
        seen.add(one)


def unique_ids(bank: Bank) -> Iterator[Finding]:
    """No id is used twice in a bank."""
    for n in repeated_ids(item.id for item in bank.items):
        message = f"The id {quoted(bank.items[n].id)} belongs to another item already."
        yield Finding(("items", n, "id"), "duplicate-id", message)


def no_question_twice(bank: Bank) -> Iterator[Finding]:
    """No two items ask the same with the same answer, whatever their case and punctuation."""
    first: dict[tuple[str, ...], int] = {}
    for n, item in enumerate(bank.items):
        same = first.setdefault(asked(item), n)
        if same != n and bank.items[same].id != item.id:
            message = f"{quoted(bank.items[same].id)} asks the same and has the same answer."
            where = "stem" if item.stem else "front"
            yield Finding(("items", n, where), "duplicate-item", message)


def known_sources(bank: Bank) -> Iterator[Finding]:
    """Every item names a source that is listed, of its own edition, and claims no more than it."""
    sources = {source.id: source for source in bank.sources}
    for n, item in enumerate(bank.items):
        source = sources.get(item.source)
        if source is None:
            message = f"There is no source {quoted(item.source)} in the list of sources."
            yield Finding(
                ("items", n, "source"), "unknown-source", message, item.source, tuple(sources)
            )
            continue
        if source.edition not in item.editions:
            message = f"{quoted(source.id)} is about edition '{source.edition}', the item is not."
            yield Finding(("items", n, "source"), "source-edition", message)
        if TRUST.index(item.confidence) < TRUST.index(source.confidence):
            message = (
                f"The confidence '{item.confidence}' is more than that of {quoted(source.id)}, "
                f"'{source.confidence}'."
            )
            yield Finding(("items", n, "confidence"), "over-confident", message)


def asked(item: Item) -> tuple[str, ...]:
    """Return what an item asks and answers, without case, spacing and punctuation."""
    answer = "" if item.key is None else item.options[item.key].text
    parts = (item.stem, answer, *item.statements, *sorted(item.steps), item.front)
    lefts = sorted(pair.left for pair in item.pairs)
    return tuple(bare_words(part) for part in (*parts, *lefts))


BANK_RULES: Mapping[BankRule, tuple[str, ...]] = {
    unique_ids: ("id",),
    no_question_twice: ("id", *CONTENT),
    known_sources: ("editions", "source", "confidence"),
}
"""What holds for a bank as a whole: the rule, and the fields that it reads of each item."""
