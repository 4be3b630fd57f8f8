"""The seam between what is played and what is stored: nothing is lost, nothing strange comes in."""

from __future__ import annotations

import dataclasses
import json
import typing

import pytest

from itilsim.domain.commands import COMMANDS, Command, Entry
from itilsim.domain.errors import ContentError, DamagedError
from itilsim.exchange.journal import (
    facts_of,
    from_stored,
    from_stranger,
    setting_of,
    setting_text,
    to_stored,
)
from itilsim.storage import records
from itilsim.storage.shapes import Hint, choices, origin
from tests.exchange.conftest import Played


def test_a_journal_comes_back_as_it_was(played: Played) -> None:
    stored = [to_stored(entry) for entry in played.journal]
    assert [entry.seq for entry in stored] == [*range(1, len(stored) + 1)]
    assert tuple(map(from_stored, stored)) == played.journal
    assert from_stranger("file", stored) == played.journal


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.kind)
def test_every_command_can_be_stored_and_validated(kind: type[Command]) -> None:
    entry = Entry(12, 3, "trainee", _example(kind))
    stored = to_stored(entry)
    assert from_stored(stored) == entry
    assert from_stranger("file", [stored]) == (entry,)


def test_a_log_comes_back_as_facts(played: Played) -> None:
    assert tuple(facts_of(played.log)) == played.facts


def test_a_setting_comes_back_as_it_was(played: Played) -> None:
    assert setting_of(setting_text(played.setting)) == played.setting


@pytest.mark.parametrize("line", ["[]", "{}", '{"at":1,"kind":"nonsense"}', '{"at":1}', "{", "1"])
def test_a_line_that_is_no_fact_is_damage(line: str) -> None:
    with pytest.raises(DamagedError, match="Line 1"):
        tuple(facts_of(line.encode()))


def test_every_strange_command_is_named_with_its_line() -> None:
    commands: list[object] = [
        {"kind": "end-shift"},
        {"kind": "take-call", "contact": "a", "extra": 1},
        {"kind": ["take-call"]},
        {"kind": "prioritise-ticket", "ticket": "a", "impact": 4, "urgency": "1"},
        [],
    ]
    entries = [
        records.StoredEntry(number, 0, "trainee", json.dumps(command))
        for number, command in enumerate(commands, start=1)
    ]
    with pytest.raises(ContentError) as caught:
        from_stranger("file", entries)
    assert {problem.line for problem in caught.value.problems} == {3, 4, 5, 6}


def _example(kind: type[Command]) -> Command:
    """A command with a value of the right type in each field."""
    hints = typing.get_type_hints(kind)
    values = {field.name: _value(hints[field.name]) for field in dataclasses.fields(kind)}
    return kind(**values)


def _value(hint: Hint) -> object:
    options = typing.get_args(hint)
    if choices(hint):
        return options[0]
    if origin(hint) is tuple:
        return ("one", "two")
    if options:
        return _value(options[0])
    return {int: 1, bool: True}.get(hint, "word")
