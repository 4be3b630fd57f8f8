"""The id of a generated shift says which it is."""

from __future__ import annotations

import datetime as dt

import pytest

from itilsim.composing.orders import DAILY_ORDER, ShiftOrder, is_generated, order_of, seed_of
from itilsim.domain.errors import UsageError


@pytest.mark.parametrize("order", [ShiftOrder(), ShiftOrder("wennery", 5, 120), DAILY_ORDER])
def test_an_id_gives_its_order_back(order: ShiftOrder) -> None:
    assert order_of(order.id) == order
    assert is_generated(order.id)


def test_what_an_id_leaves_out_is_as_usual() -> None:
    assert order_of("any-day") == ShiftOrder()
    assert order_of("any-day.wennery.4") == ShiftOrder("wennery", 4)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("any-day.quillmere.6.60", "no level 6"),
        ("any-day.quillmere.0.60", "no level 0"),
        ("any-day.quillmere.2.29", "30 to 120"),
        ("any-day.quillmere.2.121", "30 to 120"),
        ("any-day.quillmere.x.60", "no generated shift"),
        ("any-day.quillmere.2.60.1", "no generated shift"),
        ("any-day.quillmere.²", "no generated shift"),
        ("any-day.quillmere.2.9999999999", "no generated shift"),
        ("first-shift", "no generated shift"),
    ],
)
def test_any_other_id_is_refused_with_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        order_of(text)


def test_only_the_name_itself_is_reserved() -> None:
    assert not is_generated("any-days")
    assert not is_generated("my-any-day")


def test_the_seed_of_a_day_is_its_date() -> None:
    assert seed_of(dt.date(2026, 11, 28)) == 20261128
