"""The journal and the log as `sim` makes them, and as `storage` keeps them.

The one idea: `sim` and `storage` do not know each other, and this is the one place where an entry
or a fact changes its coat. Whoever plays, replays or imports a run comes through here. (A stored
entry is counted from 1, one of a running shift from 0.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any, cast

from itilsim.domain.commands import COMMANDS, Command, Entry
from itilsim.domain.errors import ContentError, DamagedError, Problem
from itilsim.domain.facts import Fact, fact_types
from itilsim.domain.names import TRAINEE
from itilsim.domain.scenario import Setting
from itilsim.storage import records
from itilsim.storage.codec import decode, decode_union, encode
from itilsim.storage.shapes import Hint

if TYPE_CHECKING:
    # A shift that is played comes through here, too, and validates nothing.
    from itilsim.content.explain import Finding


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
    types = _types()
    trees: dict[str, list[tuple[records.StoredEntry, object]]] = {}
    problems: list[Problem] = []
    entries = tuple(entries)
    for entry, tree in zip(entries, _trees(entries), strict=True):
        kind = tree.pop("kind", None) if isinstance(tree, dict) else None
        if not isinstance(kind, str) or kind not in types:
            message = f"The command {str(kind)[:40]!r} is not known here."
            problems.append(Problem(file, entry.seq + 1, 1, "unknown-command", message))
        elif entry.actor != TRAINEE:
            message = f"There is no seat {entry.actor!r}; a journal tells of the seat {TRAINEE!r}."
            problems.append(Problem(file, entry.seq + 1, 1, "unknown-seat", message))
        else:
            trees.setdefault(kind, []).append((entry, tree))
    good: list[Entry] = []
    for kind, pairs in trees.items():
        for (entry, _), command in zip(pairs, _commands(types[kind], pairs), strict=True):
            if isinstance(command, Command):
                good.append(Entry(entry.at, entry.seq - 1, entry.actor, command))
            else:
                problems += [
                    Problem(file, entry.seq + 1, 1, each.code, each.message, each.hint)
                    for each in command
                ]
    if problems:
        raise ContentError(tuple(problems))
    return tuple(sorted(good, key=lambda one: one.seq))


def _trees(entries: Sequence[records.StoredEntry]) -> list[Any]:
    """The commands of entries as JSON values; one text is read much sooner than many."""
    trees: list[Any] = json.loads(f"[{','.join(entry.command for entry in entries)}]")
    return trees


def _commands(
    type_: type[Command], pairs: Sequence[tuple[records.StoredEntry, object]]
) -> Iterator[Command | list[Finding]]:
    """The commands of one kind: all at once, or one by one if something is wrong with any."""
    from itilsim.content.validate import checked

    texts = [_without_kind(entry.command, type_.kind) for entry, _ in pairs]
    text = f"[{','.join(texts)}]" if all(texts) else ""
    many, wrong = checked(_many(type_.kind), [tree for _, tree in pairs], text)
    if many is not None and not wrong:
        yield from many
        return
    for _, tree in pairs:
        one, found = checked(type_, tree)
        yield found if one is None else one


def _without_kind(text: str, kind: str) -> str:
    """A command as written, without its kind; empty where that does not come first."""
    begin = f'{{"kind":"{kind}"'
    return f"{{{text[len(begin) :].removeprefix(',')}" if text.startswith(begin) else ""


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
