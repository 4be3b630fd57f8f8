"""What went well, worded: strengths of a shift, and of a lesson what was right at the first try.

The one idea: praise names something that this person did. What came of it is told elsewhere, and in
a guided shift, where the tutor does the rest, only one's own first tries can be praised.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from itilsim.domain.debriefing.values import Debrief, Well
from itilsim.domain.scoring.first_tries import ASKED
from itilsim.domain.scoring.tally import FirstTries
from itilsim.reports.wording import CRITERIA, choice_words
from itilsim.words.evidence import Naming
from itilsim.words.labels import FIELDS

NOTHING_YET: Final = "Nothing stood out yet. That is what a first time is for."
"""Where there is nothing to praise."""
_SKILLS: Final = {
    ASKED: "the tutor's questions",
    "kind": "what it is",
    "model": "which model",
    "significance": "kinds of events",
    "known_error": "what is known",
    "link": "one cause",
    "team": "whose it is",
}
"""Fields whose label is no skill."""


def skill(field: str) -> str:
    """What a field trains, as people call it.

    Args:
        field: A field of a record, or the tutor's questions.
    """
    return _SKILLS.get(field) or FIELDS[field].lower()


def strengths(debrief: Debrief) -> tuple[Well, ...]:
    """What stands out, the strongest first; where nothing does, what was right all the same.

    Args:
        debrief: What there is to say.
    """
    strong = tuple(each for each in debrief.well if each.strength > 0 or each.better)
    return strong or debrief.well


def right_at_first(tries: FirstTries) -> Iterator[str]:
    """What was right at the first try in a guided shift, the surest first: what never was wrong.

    Args:
        tries: What was decided.
    """

    def rank(each: tuple[str, int, int]) -> tuple[bool, float, str]:
        field, right, of = each
        return right < of, -right * right / of, field

    for field, right, of in sorted(tries.fields, key=rank):
        if right:
            words = skill(field)
            yield f"{words[0].upper()}{words[1:]}: {right} of {of} right at the first try"


def praised(each: Well, naming: Naming, *, example: bool = True) -> str:
    """What went well, as far as wished with an example of several.

    Args:
        each: What went well.
        naming: Names for everything in it.
        example: Name one of several.
    """
    words = CRITERIA[each.criterion].rstrip("?")
    chosen = choice_words(each.criterion, each.chosen, naming)
    said = words.lower().endswith(chosen.lower())
    if each.of > 1:
        right = "" if words.endswith("right") else " right"
        words += f": {each.right} of {each.of}{right}"
        if example and each.subjects:
            like = naming.subject(each.subjects[0])
            words += f", like {like}" if said else f", like {like} ({chosen})"
    elif not said:
        words += f": {chosen}"
    return f"{words}. Better than Textbook Toni" if each.better else words
