"""Which items a learner practises: those that a wish describes, the least practised first.

The one idea: what an item is to a learner (unseen, wrong, unsure, flagged, due) follows from the
answers so far, so every filter is a question about them and none is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from itilsim.quiz.chance import shuffled
from itilsim.quiz.editions import Edition
from itilsim.quiz.enemies import apart, enemies_of
from itilsim.quiz.questions import Bank, Item
from itilsim.storage.study_rows import AnswerRow

Filter = Literal["all", "weak", "wrong", "unsure", "unseen", "flagged"]

FILTERS: Final[tuple[Filter, ...]] = ("all", "weak", "wrong", "unsure", "unseen", "flagged")
"""What can be asked for, besides topics."""

UNSURE: Final = 1
"""The certainty of a guess."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a learner wants to practise."""

    edition: Edition
    """The exam studied for."""
    topic: str = ""
    """Only this topic; all if empty."""
    only: Filter = "all"
    """Which items."""
    count: int = 10
    """How many at most."""
    seed: int = 0
    """Draws the order among equals."""


def selected(
    wish: Wish,
    bank: Bank,
    answers: Iterable[AnswerRow],
    flagged: Collection[str] = (),
    weak: Sequence[str] = (),
) -> tuple[Item, ...]:
    """Return the items for a wish: those answered least often first, then in drawn order.

    Of enemies only the first is asked; the other one comes in another round.

    Args:
        wish: What is wanted.
        bank: Where it comes from.
        answers: All answers so far, in order.
        flagged: Ids of flagged items.
        weak: Topics, the weakest first; items come in this order if the wish is for weak ones.

    Draws: `practice/<position>` for each item of the edition.
    """
    last: dict[str, AnswerRow] = {}
    times: Counter[str] = Counter()
    for answer in answers:
        last[answer.item] = answer
        times[answer.item] += 1

    def fits(item: Item, only: Filter) -> bool:
        latest = last.get(item.id)
        match only:
            case "all":
                return True
            case "weak":
                return item.topic in weak
            case "wrong":
                return latest is not None and not latest.correct
            case "unsure":
                return latest is not None and latest.certainty == UNSURE
            case "unseen":
                return latest is None
            case "flagged":
                return item.id in flagged

    found = [
        item
        for item in bank.of_edition(wish.edition)
        if wish.topic in ("", item.topic) and item.style != "card" and fits(item, wish.only)
    ]
    order = shuffled(found, wish.seed, "practice")
    if wish.only == "weak":
        rank = {topic: n for n, topic in enumerate(weak)}
        order.sort(key=lambda item: (times[item.id], rank[item.topic]))
    else:
        order.sort(key=lambda item: times[item.id])
    return tuple(islice(apart(order, enemies_of(bank.items)), wish.count))
