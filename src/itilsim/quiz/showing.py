"""In which order options are shown: drawn for each showing, so that no place can be memorized.

The one idea: what is shown is the question itself with its options moved, so that whoever shows,
marks or explains it needs to know nothing of orders. What is stored names an option by its place in
the bank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from itilsim.quiz.authoring import OPTIONS
from itilsim.quiz.chance import shuffled
from itilsim.quiz.questions import Item


def shown(item: Item, seed: int) -> Item:
    """Return a question with its options in an order of this showing; some keep theirs.

    Draws: `options/<item>/<position>` for each option.
    """
    if not item.may_move:
        return item
    return replace(item, options=tuple(shuffled(item.options, seed, "options", item.id)))


def paper_shown(paper: Sequence[Item | None], seed: int) -> tuple[Item | None, ...]:
    """Return the questions of a paper with their options in its order; None for one that is gone.

    With those that keep their order a quarter of the keys stands in each place, as far as it goes,
    so that none is rare by chance.

    Draws: as `shown`, and `places/<position>` for each question that moves.
    """
    moving = [item is None or item.may_move for item in paper]
    fixed = Counter(
        item.key
        for item, moves in zip(paper, moving, strict=True)
        if item is not None and not moves
    )
    deck: list[int] = []
    for _ in range(sum(moving)):
        counts = [fixed[place] + deck.count(place) for place in range(OPTIONS)]
        deck.append(counts.index(min(counts)))
    places = iter(shuffled(deck, seed, "places"))
    return tuple(
        item if item is None else _keyed(shown(item, seed), place)
        for item, place in (
            (item, next(places) if moves else 0) for item, moves in zip(paper, moving, strict=True)
        )
    )


def place_of(option: int, before: Item, after: Item) -> int:
    """Return where an option of one showing of a question stands in another one.

    Args:
        option: Its position in `before`, counted from 0.
        before: The question as it names the option; from the bank or shown.
        after: The same question with its options in another order, or the same.
    """
    return after.options.index(before.options[option])


def _keyed(item: Item, place: int) -> Item:
    """The question with its key in a place; what stood there goes where the key was."""
    if not item.may_move or item.key is None or place >= len(item.options):
        return item
    options = list(item.options)
    options[place], options[item.key] = options[item.key], options[place]
    return replace(item, options=tuple(options))
