"""Facts: frozen, listed, and written as one line each."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest

from itilsim.domain import facts as f
from itilsim.domain.facts import FACTS, Fact, fact_types, line
from itilsim.domain.names import TRAINEE, TicketId
from tests.builders import arrived
from tests.data.corner import CAT

NASTY = 'a "quoted" \\ path\twith\ttabs,\na second line, é, 漢字, 😀, \x00 and \x7f'


def sample(kind: type[Fact], text: str = NASTY) -> Fact:
    """A fact of a type, with something in every field."""
    values: dict[str, Any] = {}
    for number, field in enumerate(fields(kind)):
        values[field.name] = _value(str(field.type), number, text)
    return kind(**values)


def _value(hint: str, number: int, text: str) -> object:
    if hint == "int":
        return number * 1000 - 1
    if hint == "bool":
        return bool(number % 2)
    if hint.startswith("tuple"):
        return (text, "b")
    return text


def emptied(kind: type[Fact]) -> Fact:
    """The same with nothing wherever nothing may be."""
    full = sample(kind, "")
    values = {field.name: getattr(full, field.name) for field in fields(kind)}
    for field in fields(kind):
        if "None" in str(field.type):
            values[field.name] = None
        elif str(field.type).startswith("tuple"):
            values[field.name] = ()
    return kind(**values)


def as_json(fact: Fact) -> str:
    """What a line should be, written the slow way."""
    names = [field.name for field in fields(fact)]
    record = {"at": fact.at, "kind": fact.kind}
    record.update({name: getattr(fact, name) for name in names[1:]})
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
class TestEveryFact:
    def test_its_line_is_plain_json(self, kind: type[Fact]) -> None:
        fact = sample(kind)
        assert line(fact) == as_json(fact)

    def test_its_line_is_plain_json_where_much_is_empty(self, kind: type[Fact]) -> None:
        fact = emptied(kind)
        assert line(fact) == as_json(fact)

    def test_its_line_is_one_line(self, kind: type[Fact]) -> None:
        assert "\n" not in line(sample(kind))

    def test_its_line_says_everything(self, kind: type[Fact]) -> None:
        fact = sample(kind)
        read = json.loads(line(fact))
        for field in fields(kind):
            value = getattr(fact, field.name)
            assert read[field.name] == (list(value) if isinstance(value, tuple) else value)

    def test_it_is_frozen(self, kind: type[Fact]) -> None:
        fact = sample(kind)
        with pytest.raises(FrozenInstanceError):
            fact.at = 3  # type: ignore[misc]  # that is the point

    def test_nothing_can_be_added_to_it(self, kind: type[Fact]) -> None:
        with pytest.raises((AttributeError, TypeError)):
            sample(kind).more = 1  # type: ignore[attr-defined]  # that is the point

    def test_it_is_equal_to_the_same_and_to_nothing_else(self, kind: type[Fact]) -> None:
        assert sample(kind) == sample(kind)
        assert hash(sample(kind)) == hash(sample(kind))
        others = {other for other in FACTS if other is not kind}
        assert all(sample(kind) != sample(other) for other in others)

    def test_it_begins_with_its_second_and_has_a_word(self, kind: type[Fact]) -> None:
        assert fields(kind)[0].name == "at"
        assert kind.kind == kind.kind.lower()
        assert " " not in kind.kind

    def test_it_is_named_in_the_past_tense(self, kind: type[Fact]) -> None:
        irregular = ("Began", "Struck", "Taken", "Held", "Sent", "Given", "Written")
        assert kind.__name__.endswith(("ed", *irregular))

    def test_every_field_says_what_it_is(self, kind: type[Fact]) -> None:
        assert kind.__doc__


def test_facts_are_listed_once_each_with_their_own_word() -> None:
    assert len(set(FACTS)) == len(FACTS) == len({kind.kind for kind in FACTS})


def test_the_list_leaves_nothing_out() -> None:
    public = {value for value in vars(f).values() if isinstance(value, type)}
    assert {kind for kind in public if issubclass(kind, Fact)} - {Fact} == set(FACTS)


def test_the_types_are_found_by_their_words() -> None:
    assert fact_types() == {kind.kind: kind for kind in FACTS}
    assert fact_types()["ticket-opened"] is f.TicketOpened


def test_a_line_begins_with_the_second_and_the_word() -> None:
    assert line(f.ShiftEnded(7)) == '{"at":7,"kind":"shift-ended"}'


def test_a_line_keeps_the_order_of_the_fields() -> None:
    text = line(arrived(CAT, "no-print", at=3))
    names = [field.name for field in fields(f.ContactArrived)]
    places = [text.index(f'"{name}":') for name in names]
    assert places == sorted(places)


def test_numbers_are_written_as_numbers_and_flags_as_flags() -> None:
    fact = f.TicketPrioritised(60, TicketId("t"), TRAINEE, 1, 2, 2, disputed=True)
    assert line(fact).endswith('"impact":1,"urgency":2,"priority":2,"disputed":true}')
