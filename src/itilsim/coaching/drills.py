"""Drills: tasks on one skill, in one of the organisations that can be played.

The one idea: a drill is a list of computed items of one kind. Its organisation is drawn like all
else, so that a skill is met in more than one set of clothes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from itilsim.coaching.computed import KINDS, computed_item
from itilsim.composing.generated import Composer
from itilsim.composing.orders import ShiftOrder
from itilsim.content.organisations import load_organisation, organisation_ids
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
            numbers = range(seed * count, seed * count + count)
            return tuple(computed_item(skill, edition, each, setting) for each in numbers)
        except UsageError as error:
            refused = error
    raise refused


def _setting(organisation: str, places: Places) -> Setting:
    """An organisation with all that a question about it can need."""
    found = load_organisation(organisation, places)
    return Composer(ShiftOrder(organisation), found.organisation, found.library).candidate(0, 0)
