"""Lists to choose from, made from what is published: kinds, services, items, teams, knowledge.

The one idea: a list offers everything that a real tool would offer, and what the selected matter
itself names comes first; it never sorts by what would be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from itilsim.domain.desk import Desk
from itilsim.domain.knowledge import search
from itilsim.domain.library import Article, KnownError, RequestModel
from itilsim.domain.names import (
    SERVICE_DESK,
    AlertId,
    Category,
    ContactId,
    RecordKind,
    Significance,
)
from itilsim.domain.practices.incident import linking
from itilsim.seat.draft import Choice
from itilsim.seat.matters import ItemView
from itilsim.seat.names import Called
from itilsim.words.labels import (
    CATEGORIES,
    IMPACTS,
    RECORD_KINDS,
    RESOLUTION_CODES,
    SIGNIFICANCES,
    URGENCIES,
)

Entry: TypeAlias = KnownError | Article | RequestModel
"""What the knowledge base holds."""
_KIND_WORDS: Final[tuple[tuple[RecordKind, str], ...]] = (
    ("access", "A right is to be given, or taken away."),
    ("complaint", "The service itself makes them unhappy."),
    ("incident", "Something does not work as it should."),
    ("information", "Somebody wants to know something."),
    ("request", "Somebody orders from the catalogue."),
)
KINDS: Final = tuple(Choice(kind, RECORD_KINDS[kind], aside) for kind, aside in _KIND_WORDS)
"""What a record can be, by the alphabet: the first line is no hint. Each has a line of words, so
that a small terminal shows them all."""
ON_THEIR_WAY: Final = "*"
"""Behind an item that the caller's way goes through."""
WAY_HINT: Final = f"{ON_THEIR_WAY} on the caller's way, by the map."
"""What the sign means."""
CATEGORY_CHOICES: Final = tuple(Choice(value, label) for value, label in CATEGORIES.items())
"""Categories."""
_EVENT_WORDS: Final[tuple[tuple[Significance, str], ...]] = (
    ("informational", "Something happened, as it should. Nothing to do."),
    ("warning", "Nothing has failed yet, but a limit is near. Act before it does."),
    ("exception", "Something is wrong now. It usually needs a record."),
)
EVENTS: Final = tuple(Choice(kind, SIGNIFICANCES[kind], aside) for kind, aside in _EVENT_WORDS)
"""The three kinds of events."""
CODES: Final = tuple(Choice(value, label) for value, label in RESOLUTION_CODES.items())
"""How a record can end."""
NEXT_WORDS: Final = (
    Choice(15, "In 15 minutes"),
    Choice(20, "In 20 minutes"),
    Choice(30, "In 30 minutes"),
    Choice(60, "In an hour"),
    Choice(None, "No promise"),
)
"""When the next update to a caller is promised for."""
_COMMON: Final = frozenset({"a", "after", "an", "and", "at", "by", "for", "from", "in", "is", "it",
                            "no", "nothing", "of", "on", "one", "or", "still", "that", "the", "to",
                            "when", "with"})  # fmt: skip


def services(desk: Desk, named: str | None) -> tuple[Choice, ...]:
    """The catalogue, what the caller names first; a caller may name a retired service."""
    found = sorted(desk.estate.services.values(), key=lambda each: each.id != named)
    listed = [
        Choice(each.id, each.name, note="retired, not offered any more" if each.retired else "")
        for each in found
    ]
    return _or_not_known(listed, named)


def items(desk: Desk, called: Called, item: ItemView) -> tuple[Choice, ...]:
    """Configuration items: named, then on the caller's way by the map, then all others."""
    contact = desk.contacts.get(ContactId(item.subject))
    alert = desk.alerts.get(AlertId(item.subject))
    named = contact.component if contact else alert.component if alert else None
    way: Mapping[str, int] = desk.estate.upstream(contact.group) if contact is not None else {}
    components = sorted(
        desk.estate.components.values(),
        key=lambda each: (each.id != named, way.get(each.id, len(way) + 1)),
    )
    found = [
        Choice(
            each.id,
            f"{each.id}  {each.name}",
            note=_item_note(desk, called, each.id, named),
            mark=ON_THEIR_WAY if each.id in way and each.id != named else "",
        )
        for each in components
    ]
    return _or_not_known(found, named)


def _or_not_known(found: Sequence[Choice], named: str | None) -> tuple[Choice, ...]:
    """What can be named, and that it is not known: at the top, but after what the caller named."""
    first = 1 if named else 0
    return (*found[:first], Choice(None, "Not known"), *found[first:])


def _item_note(desk: Desk, called: Called, component: str, named: str | None) -> str:
    parts = ["named"] if component == named else []
    signal = desk.signals.get(component)  # type: ignore[call-overload]  # ids are strings
    if signal is not None:
        alert = desk.alerts[signal]
        parts.append(f"{called.severity(alert)} at {called.time(alert.at)}")
    return ", ".join(parts)


def teams(desk: Desk, *, with_desk: bool) -> tuple[Choice, ...]:
    """Teams with what the table sends to them."""
    found = (each for each in desk.setting.organisation.teams)
    return tuple(
        Choice(each.id, f"{each.id:<4} {each.name}{_takes(each.takes)}")
        for each in found
        if with_desk or each.id != SERVICE_DESK
    )


def _takes(categories: Iterable[Category]) -> str:
    named = ", ".join(CATEGORIES[each].lower() for each in categories)
    return f" (takes {named})" if named else ""


def levels(desk: Desk, field: str) -> tuple[Choice, ...]:
    """Impact or urgency, with the sentences of the desk card."""
    card = desk.setting.organisation.card
    rules, labels = (card.impact, IMPACTS) if field == "impact" else (card.urgency, URGENCIES)
    said = (rules.level_1, rules.level_2, rules.level_3)
    return tuple(
        Choice(level, labels[level].split(" - ")[-1].capitalize(), words)
        for level, words in enumerate(said, start=1)
    )


def parents(desk: Desk, called: Called, subject: str) -> tuple[Choice, ...]:
    """Records that something can be linked to."""
    return tuple(
        Choice(
            each.id,
            f"{called.number(each)}  {each.component or ''}".rstrip(),
            _matter(desk, called, each.id),
        )
        for each in linking.parents(desk, subject)
    )


def _matter(desk: Desk, called: Called, subject: str) -> str:
    contact = desk.contacts.get(ContactId(subject))
    if contact is None:
        return "from an alert"
    return f"{desk.setting.symptoms[contact.symptom].name} ({called.group(contact.group)})"


def knowledge(
    desk: Desk, item: ItemView, kinds: tuple[type, ...] = (KnownError, Article, RequestModel)
) -> tuple[Choice, ...]:
    """The knowledge base: what a search for what is reported finds, then all else.

    Both by title, since a list that begins with what fits would name the answer.
    """
    hits = found(desk, item)
    listed = (each for each in _entries(desk) if isinstance(each, kinds))
    ranked = sorted(listed, key=lambda each: (each.id not in hits, each.title.casefold()))
    return tuple(Choice(each.id, f"{each.id}  {each.title}", _content(each)) for each in ranked)


def found(desk: Desk, item: ItemView) -> frozenset[str]:
    """What of the knowledge base has a word of what is reported in its title, or is about it."""
    symptom = symptom_of(desk, item)
    wanted = _words(f"{searched(desk, item)} {symptom}")
    exact = search(desk.setting, symptom)
    about: tuple[Entry, ...] = (*exact.known_errors, *exact.articles, *exact.models)
    named = (each for each in _entries(desk) if wanted & _words(each.title))
    return frozenset(each.id for each in (*about, *named))


def searched(desk: Desk, item: ItemView) -> str:
    """What is searched for, in words: what is reported, or the item that monitoring names."""
    symptom = symptom_of(desk, item)
    if symptom:
        return desk.setting.symptoms[symptom].name
    alert = desk.alerts.get(AlertId(item.alert or item.subject))
    known = desk.estate.components.get(alert.component) if alert and alert.component else None
    return known.name if known is not None else ""


def _entries(desk: Desk) -> tuple[Entry, ...]:
    library = desk.setting.library
    return *library.known_errors, *library.articles, *library.request_models


def models(desk: Desk) -> tuple[Choice, ...]:
    """The catalogue of request models, by title: which of them fits is to be decided."""
    every = sorted(desk.setting.library.request_models, key=lambda each: each.title.casefold())
    return tuple(Choice(each.id, f"{each.id}  {each.title}", _content(each)) for each in every)


def symptom_of(desk: Desk, item: ItemView) -> str:
    """What is reported or wished for; empty for an alert."""
    for each in (item.ticket, item.contact):
        contact = desk.contacts.get(ContactId(each)) if each is not None else None
        if contact is not None:
            return contact.symptom
    return ""


def _content(entry: Entry) -> str:
    if isinstance(entry, RequestModel):
        return f"Model: {', '.join(step.name.lower() for step in entry.steps)}"
    return entry.words


def _words(text: str) -> set[str]:
    """The words of a text by which a search finds it, without their plural."""
    found = re.findall(r"[a-z]+", text.casefold())
    return {each.rstrip("s") for each in found if each not in _COMMON}
