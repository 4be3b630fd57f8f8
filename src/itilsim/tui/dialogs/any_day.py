"""Which generated shift: a level, for another morning, or the last one once more."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.composing.levels import LEVELS
from itilsim.composing.orders import Day, ShiftOrder, order_of
from itilsim.tui.dialogs.question import Question


class AnyDay(Question[Day]):
    """Leaves with a shift."""

    def __init__(self, last: Day | None) -> None:
        """Ask, standing on the level that was played last.

        Args:
            last: The generated shift that was played last.
        """
        super().__init__(
            "What kind of day?",
            list(_choices(last)),
            "Another morning every time. A level adds one new kind of difficulty.",
            order_of(last.scenario).level - 1 if last else 0,
        )


def _choices(last: Day | None) -> Iterator[tuple[str, Day]]:
    """The levels at the place of the last shift, and that shift itself."""
    where = order_of(last.scenario) if last else ShiftOrder()
    for number, level in LEVELS.items():
        yield (
            f"{level.name}: {level.new}",
            Day(ShiftOrder(where.organisation, number, where.minutes).id),
        )
    if last is not None:
        yield f"The same again: level {where.level}, seed {last.seed}", last
