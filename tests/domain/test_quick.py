"""The quick way to make frozen records makes the same records."""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields, replace
from typing import Any

import pytest

from itilsim.domain.quick import quick
from itilsim.domain.records import Alert, Contact, Ticket


@dataclass(frozen=True, slots=True)
class Plain:
    """As `dataclass` makes it."""

    at: int
    """A number."""
    name: str = "x"
    """A text with a default."""


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    """The same, quick."""

    at: int
    """A number."""
    name: str = "x"
    """A text with a default."""


@quick
@dataclass(frozen=True, slots=True)
class Nothing:
    """Without any field."""


def test_fields_are_filled_by_place_and_by_name() -> None:
    assert Quick(1, "a") == Quick(at=1, name="a") == Quick(1, name="a")


def test_defaults_are_kept() -> None:
    assert (Quick(1).at, Quick(1).name) == (1, "x")


def test_it_stays_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Quick(1).at = 2  # type: ignore[misc]  # that is the point


def test_it_prints_and_hashes_like_the_plain_one() -> None:
    assert repr(Quick(1)).replace("Quick", "Plain") == repr(Plain(1))
    assert hash(Quick(1, "b")) == hash(Plain(1, "b"))


def test_it_can_be_replaced_in_part() -> None:
    assert replace(Quick(1), at=2) == Quick(2)


def test_a_missing_part_is_missed() -> None:
    with pytest.raises(TypeError, match="at"):
        Quick()  # type: ignore[call-arg]  # that is the point


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(TypeError, match="more"):
        Quick(1, more=2)  # type: ignore[call-arg]  # that is the point


def test_what_has_no_fields_is_made_too() -> None:
    assert Nothing() == Nothing()


@pytest.mark.parametrize("kind", [Contact, Alert, Ticket])
def test_records_keep_every_default(kind: type[Contact | Alert | Ticket]) -> None:
    given: dict[str, Any] = {field.name: "x" for field in fields(kind) if field.default is MISSING}
    made = kind(**given)
    for field in fields(kind):
        wanted = "x" if field.name in given else field.default
        assert getattr(made, field.name) == wanted
