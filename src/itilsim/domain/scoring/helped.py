"""Coached play: what help leaves of a mark.

The one idea: the answer, asked for, costs what a wrong first try costs that is mended at the word
of the coach; the rungs before it cost less. So a hint never leaves less than a wrong try would have
left, and asking is never the worse choice for somebody who does not know. Source: the scoring
table, principle 5 and its line on hints; the prices of the first two rungs are tuning constants.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE
from itilsim.domain.scoring.asking import AFTER, FULL
from itilsim.domain.scoring.memory import Judging, Opportunity
from itilsim.domain.scoring.tally import Because, Finding, Links, Short

KEPT: Final[Mapping[int, int]] = {0: FULL, 1: 900, 2: 700, 3: AFTER}
"""Thousandths that each rung leaves of what a right answer earns more than a wrong one."""
WRONG_TRY: Final[Mapping[str, int]] = {"kind": 300, "impact": 500, "urgency": 500, "events": 500}
"""What the mildest wrong choice earns, in thousandths, by criterion; nothing in all others."""
KNOWLEDGE: Final = ("known_error", "model")
"""Decisions on which help for one record helps its whole cause."""
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": ("kind",),
    "impact": ("impact",),
    "urgency": ("urgency",),
    "destination": ("team",),
    "correlation": ("link",),
    "known_error": KNOWLEDGE,
    "events": ("significance",),
}
"""Criteria with the decisions that make them."""


def hinted(judging: Judging, fact: f.HintGiven) -> None:
    """Remember a hint; one that comes after the first try prompts a correction instead."""
    found = judging.by_subject.get(fact.subject)
    if fact.actor != TRAINEE or found is None:
        return
    key = found.subject, fact.field
    if found.all(fact.field):
        judging.prompted.add(key)
    else:
        judging.hints[key] = max(judging.hints.get(key, 0), fact.rung)


def coached(judging: Judging, fact: f.FeedbackGiven) -> None:
    """Remember that the coach has spoken about a decision."""
    found = judging.by_subject.get(fact.subject)
    if fact.actor == TRAINEE and found is not None:
        judging.prompted.add((found.subject, fact.field))


def left_of(credit: int, criterion: str, rung: int) -> int:
    """What a hint leaves of a credit, in thousandths of the full mark.

    Args:
        credit: What was earned without regard to the hint.
        criterion: Criterion of the table.
        rung: How much was told, 0 to 3.
    """
    least = WRONG_TRY.get(criterion, 0)
    return credit if credit <= least else least + (credit - least) * KEPT[rung] // FULL


def helped(judging: Judging, finding: Finding) -> Finding:
    """A finding with the price of the help that was taken for it."""
    if not judging.hints and not judging.prompted:
        return finding
    if finding.criterion == "correlation":
        return _linked(judging, finding)
    found, names = judging.by_subject.get(finding.subject), _FIELDS.get(finding.criterion, ())
    keys = () if found is None else _keys(judging, found, names)
    rung = max((judging.hints.get(key, 0) for key in keys), default=0)
    if rung:
        credit = left_of(finding.credit, finding.criterion, rung)
        because = (*finding.because, Because("hint", rung))
        return replace(finding, credit=credit, short="hint", because=because)
    return finding


def prompted(judging: Judging, found: Opportunity, name: str) -> bool:
    """Whether the coach has spoken already about what is being decided.

    Args:
        judging: The judge's memory.
        found: What is decided on.
        name: Field of the decision.
    """
    names = KNOWLEDGE if name in KNOWLEDGE else (name,)
    return any(key in judging.prompted for key in _keys(judging, found, names))


def _keys(
    judging: Judging, found: Opportunity, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Under which keys help is remembered; knowledge helps all reports of a cause."""
    alike = judging.by_cause.get(found.truth.cause, ()) if names == KNOWLEDGE else ()
    reports = alike or (found,)
    for each in reports:
        for name in names:
            yield each.subject, name


def _linked(judging: Judging, finding: Finding) -> Finding:
    """Links are judged together: each that was made with help gives up its own share.

    A link that already stood when the coach spoke owes him nothing.
    """
    if not isinstance(finding.best, Links) or not finding.best.right:
        return finding
    kept = 0
    for subject, name in dict.fromkeys((*judging.hints, *sorted(judging.prompted))):
        made = judging.by_subject[subject].last("link") if name == "link" else None
        if made is not None and made.prompted:
            kept += FULL - AFTER
        elif made is not None and (subject, name) in judging.hints:
            kept += FULL - KEPT[judging.hints[subject, name]]
    lost = finding.credit * min(kept, FULL * finding.best.right) // (FULL * finding.best.right)
    if not lost:
        return finding
    rung = max((rung for (_, name), rung in judging.hints.items() if name == "link"), default=0)
    short: Short = "hint" if rung else "first_try"
    because = (*finding.because, Because("hint", rung) if rung else Because("prompted"))
    return replace(finding, credit=finding.credit - lost, short=short, because=because)
