"""The kinds of generated shifts on which rules are judged."""

from __future__ import annotations

from itilsim.composing.orders import ShiftOrder

ORDERS = tuple(
    ShiftOrder(organisation, level, minutes)
    for organisation, level, minutes in (
        ("quillmere", 2, 60),
        ("wennery", 3, 60),
        ("quillmere", 4, 60),
        ("wennery", 2, 45),
        ("wennery", 5, 60),
    )
)
