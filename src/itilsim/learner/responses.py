"""First answers of one or more learners, as item statistics want them.

The one idea: a data folder is a learner. An instructor who has the folders of a class sees how the
questions did there; alone one sees one's own answers, which are too few to conclude anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from itilsim.quiz.editions import Edition
from itilsim.quiz.item_statistics import Response
from itilsim.quiz.questions import Bank
from itilsim.storage.places import Places
from itilsim.storage.study import open_study


def responses_of(
    learners: Iterable[tuple[str, Places]], bank: Bank, edition: Edition | None = None
) -> Iterator[Response]:
    """Yield the answers of learners to questions of a bank, each learner's in order.

    Args:
        learners: Names and folders; a folder without data gives nothing.
        bank: Where the keys are.
        edition: Only answers given while studying for it.

    Raises:
        TryAgainError: If a database is busy.
        DamagedError: If one is damaged.
    """
    items = {item.id: item for item in bank.items}
    for learner, places in learners:
        if not places.has_data():
            continue
        with open_study(places) as study:
            for row in study.answers(edition):
                item = items.get(row.item)
                if item is not None and item.key is not None and row.chosen is not None:
                    yield Response(learner, row.item, row.chosen, item.key, len(item.options))
