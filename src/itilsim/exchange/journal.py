"""The journal and the log as `sim` makes them, and as `storage` keeps them.

The one idea: `sim` and `storage` do not know each other, and this is the one place where an entry
or a fact changes its coat. Whoever plays, replays or imports a run comes through here. (A stored
entry is counted from 1, one of a running shift from 0.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from operator import attrgetter, or_
from typing import cast

from itilsim.domain.commands import COMMANDS, Command, Entry
from itilsim.domain.errors import ContentError, DamagedError, Problem
from itilsim.domain.facts import Fact, fact_types
from itilsim.domain.names import TRAINEE
from itilsim.domain.scenario import Setting
from itilsim.storage import records
from itilsim.storage.codec import decode, decode_union, encode
from itilsim.storage.shapes import Hint


def to_stored(entry: Entry) -> records.StoredEntry:
    """An entry as the database keeps it."""
    return records.StoredEntry(entry.seq + 1, entry.at, entry.actor, compact(encode(entry.command)))


def from_stored(entry: records.StoredEntry) -> Entry:
    """An entry of our own database, as `replay` takes it.

    Raises:
        DamagedError: If it holds no command of this version.
    """
    try:
        command = decode_union(_any_command(), json.loads(entry.command))
    except ValueError as error:
        raise DamagedError(f"Entry {entry.seq} of the journal holds no command: {error}") from error
    assert isinstance(command, Command)  # noqa: S101 - the union has no other members
    return Entry(entry.at, entry.seq - 1, entry.actor, command)


def from_stranger(file: str, entries: Iterable[records.StoredEntry]) -> tuple[Entry, ...]:
    """The entries of a run file, believed in nothing: each command is validated.

    Args:
        file: Path of the file, for problems.
        entries: Its entries, as read.

    Raises:
        ContentError: With every entry that holds no command.
    """
    entries = tuple(entries)
    good = _as_written(entries)
    if good is None:
        good, problems = [], list[Problem]()
        for entry in entries:
            found = _command(entry)
            if isinstance(found, Command):
                good.append(Entry(entry.at, entry.seq - 1, entry.actor, found))
            else:
                problems += [Problem(file, entry.seq + 1, 1, *wrong) for wrong in found]
        if problems:
            raise ContentError(tuple(problems))
    return tuple(good)


def _as_written(entries: Sequence[records.StoredEntry]) -> list[Entry] | None:
    """The entries of a journal that is as we write it, a kind at a time; None if any is not."""
    from itilsim.content.validate import sound

    kinds: dict[str, list[tuple[records.StoredEntry, str]]] = {}
    for entry in entries:
        before, _, rest = entry.command.partition('{"kind":"')
        kind, _, rest = rest.partition('"')
        if before or entry.actor != TRAINEE:
            return None
        kinds.setdefault(kind, []).append((entry, f"{{{rest.removeprefix(',')}"))
    good: list[Entry] = []
    for kind, pairs in kinds.items():
        many = None
        if kind in _types():
            many = sound(_many(kind), f"[{','.join(text for _, text in pairs)}]")
        if many is None or len(many) != len(pairs):
            return None
        good += [
            Entry(entry.at, entry.seq - 1, entry.actor, command)
            for (entry, _), command in zip(pairs, many, strict=True)
        ]
    good.sort(key=attrgetter("seq"))
    return good


def _command(entry: records.StoredEntry) -> Command | list[tuple[str, str, str]]:
    """The command of an entry, or what is wrong with it: code, message and hint of each."""
    from itilsim.content.validate import checked

    tree = json.loads(entry.command)
    kind = tree.pop("kind", None) if isinstance(tree, dict) else None
    if not isinstance(kind, str) or kind not in _types():
        return [("unknown-command", f"The command {str(kind)[:40]!r} is not known here.", "")]
    if entry.actor != TRAINEE:
        message = f"There is no seat {entry.actor!r}; a journal tells of the seat {TRAINEE!r}."
        return [("unknown-seat", message, "")]
    command, wrong = checked(_types()[kind], tree)
    return command if command is not None else [(one.code, one.message, one.hint) for one in wrong]


@cache
def _many(kind: str) -> type[tuple[Command, ...]]:
    """The type of many commands of one kind."""
    many: Hint = tuple.__class_getitem__((_types()[kind], ...))
    return cast("type[tuple[Command, ...]]", many)


@cache
def _types() -> dict[str, type[Command]]:
    """Commands by kind."""
    return {each.kind: each for each in COMMANDS}


def facts_of(log: bytes) -> Iterator[Fact]:
    """The facts of a stored log, in order.

    Raises:
        DamagedError: If a line is not a fact of this version.
    """
    types = fact_types()
    for number, line in enumerate(log.splitlines(), start=1):
        try:
            tree = json.loads(line)
            yield decode(types[tree["kind"]], tree)
        except (ValueError, TypeError, KeyError) as error:
            raise DamagedError(f"Line {number} of the log holds no fact: {error}.") from error


def setting_text(setting: Setting) -> str:
    """The resolved scenario, as a run carries it."""
    return compact(encode(setting))


def setting_of(text: str) -> Setting:
    """The resolved scenario that a run of our own database carries.

    Raises:
        DamagedError: If it is none of this version.
    """
    try:
        return decode(Setting, json.loads(text))
    except ValueError as error:
        raise DamagedError(f"The scenario of the run cannot be read: {error}") from error


def compact(value: object) -> str:
    """JSON without spaces, as stored."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _any_command() -> Hint:
    """The union of all commands."""
    return reduce(or_, COMMANDS[1:], COMMANDS[0])
