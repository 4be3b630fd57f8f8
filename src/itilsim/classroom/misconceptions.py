"""What learners often believe, and what to say instead, by the criterion that brings it up.

The one idea: a teacher who knows what is coming can wait for it. Each line holds in the editions
that it names, and in no other: what one edition calls a mistake another may teach.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from itilsim.quiz.editions import EDITIONS, Edition

MOST: Final = 7
"""So many are printed: nobody listens for more. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Misconception:
    """Something that is often believed."""

    criterion: str
    """The criterion of the scoring table that brings it up."""
    believed: str
    """What is believed."""
    instead: str
    """What to say."""
    editions: tuple[Edition, ...] = EDITIONS
    """The editions in which it is a mistake."""


MISCONCEPTIONS: Final[tuple[Misconception, ...]] = (
    Misconception(
        "kind",
        "Everything that reaches the desk is an incident, some are just small.",
        "Ask what has failed. Nothing has? Then somebody wants something that is offered, and a "
        "request with its own model and its own clock does it.",
    ),
    Misconception(
        "destination",
        "We must know the cause before we may end an incident.",
        "Incident management brings work back, by a workaround if need be. The cause is looked for "
        "on another record, by others, and later.",
    ),
    Misconception(
        "impact",
        "The louder, or the more senior, the caller, the higher the priority.",
        "Rank and mood say nothing about who cannot work. Read impact off the card, urgency too, "
        "then be kind to the angry one all the same.",
    ),
    Misconception(
        "urgency",
        "What hits many people is urgent, what hits one is not.",
        "They are two questions: how much it hits, and how soon it hurts if nobody acts. A dozen "
        "people may well wait until tomorrow, and one deadline may not.",
    ),
    Misconception(
        "ownership",
        "Once a team has it, it is no longer ours; and it is over when the team says so.",
        "The desk stays the owner whoever does the work, and whether it works is for the caller "
        "to say.",
        ("2011", "4"),
    ),
    Misconception(
        "correlation",
        "Five calls about one thing are a problem, or five matters of their own.",
        "They are five incidents of one cause: one record leads, the others hang on it, and one "
        "notice tells all of them. A problem is the cause, and gets a record of its own.",
    ),
    Misconception(
        "problem",
        "An incident that lasts long, or comes back, turns into a problem.",
        "Nothing turns into anything. The incident ends when people can work; the problem is "
        "raised beside it, for what caused it.",
    ),
    Misconception(
        "known_error",
        "A workaround is second best: wait for the proper repair.",
        "Whoever can work again by a detour is served now. Use what is known first, and repair "
        "behind it.",
    ),
    Misconception(
        "events",
        "An event means that something has gone wrong.",
        "Most events only tell that something happened. Read what it says: nothing to do, "
        "something will hurt later, or something has failed already.",
    ),
    Misconception(
        "proactive",
        "As long as nobody complains a warning can wait.",
        "A warning is the cheapest moment there is. Passed on in time, the incident never happens.",
    ),
    Misconception(
        "access",
        "Checking who is asking is unfriendly when somebody is in a hurry.",
        "Hurry is how impostors ask. Check first, in two sentences, then be quick.",
    ),
    Misconception(
        "told",
        "Without news there is nothing to say; above all a desk needs technical skill.",
        "Silence costs more than bad news. Say what is being done and when you will be back, and "
        "then be back.",
    ),
    Misconception(
        "escalation",
        "To escalate is to tell the boss, who then sends experts.",
        "Passing work to those with more skill is functional escalation; telling management is "
        "hierarchic. They answer two different needs.",
        ("2011",),
    ),
    Misconception(
        "resolution",
        "If every target is green the service was good.",
        "Targets can be met while people stand idle. Look at the user time lost as well.",
    ),
)
"""In the order in which a shift brings them up."""


def to_expect(criteria: Iterable[str], edition: Edition) -> tuple[Misconception, ...]:
    """What a class is likely to believe of what a shift asks for.

    Args:
        criteria: Criteria that the shift exercises.
        edition: The edition that is taught.
    """
    asked = set(criteria) | {"resolution"}
    found = [e for e in MISCONCEPTIONS if e.criterion in asked and edition in e.editions]
    return tuple(found[:MOST])
