"""Drills: tasks on one skill, in one of the organisations that can be played.

The one idea: a drill is a list of computed items of one kind. Its organisation is drawn like all
else, so that a skill is met in more than one set of clothes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from itilsim.coaching.computed import KINDS, computed_item
from itilsim.composing.generated import Composer
from itilsim.composing.orders import ShiftOrder
from itilsim.content.lookup import organisation_ids
from itilsim.content.organisations import load_organisation
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import Edition
from itilsim.quiz.questions import Item
from itilsim.storage.places import Places

if TYPE_CHECKING:
    from itilsim.domain.scenario import Setting


def skills_of(edition: Edition) -> tuple[str, ...]:
    """Return the skills that an edition knows."""
    return KINDS[edition]


def drill(
    skill: str, edition: Edition, seed: int, count: int, places: Places, not_at: str = ""
) -> tuple[Item, ...]:
    """Work out the tasks of a drill; the same arguments give the same tasks.

    Args:
        skill: One of `skills_of(edition)`.
        edition: Whose words they use.
        seed: Which drill, from 0.
        count: How many tasks.
        places: The user's folders.
        not_at: An organisation in which they are not to be; empty: any will do.

    Raises:
        UsageError: If the edition has no such skill, or no organisation is large enough for it.
    """
    names = [each for each in organisation_ids() if each != not_at] or list(organisation_ids())
    refused = UsageError(f"There are no tasks on '{skill}'.")
    for n in range(len(names)):
        setting = _setting(names[(seed + n) % len(names)], places)
        try:
            return tuple(_varied(skill, edition, seed * MOST_DRAWN, count, setting))
        except UsageError as error:
            refused = error
    raise refused


MOST_DRAWN = 1000
"""Tasks that one drill can draw from. Tuning constant: more than any drill has."""


def _varied(
    skill: str, edition: Edition, first: int, count: int, setting: Setting
) -> Iterator[Item]:
    """Tasks of which no two are the same, and at most half, rounded up, have the same answer."""
    stems, keys = set[str](), Counter[str]()
    for number in range(first, first + MOST_DRAWN):
        item = computed_item(skill, edition, number, setting)
        key = next(option.text for option in item.options if option.correct)
        left = MOST_DRAWN - (number - first) > count  # Else whatever comes will do.
        if left and (item.stem in stems or keys[key] >= -(-count // 2)):
            continue
        stems.add(item.stem)
        keys[key] += 1
        yield item
        if sum(keys.values()) == count:
            return


def _setting(organisation: str, places: Places) -> Setting:
    """An organisation with all that a question about it can need."""
    found = load_organisation(organisation, places)
    return Composer(ShiftOrder(organisation), found.organisation, found.library).candidate(0, 0)
