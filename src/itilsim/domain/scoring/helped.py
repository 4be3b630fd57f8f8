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
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "kind": ("kind",),
    "impact": ("impact",),
    "urgency": ("urgency",),
    "destination": ("team",),
    "correlation": ("link",),
    "known_error": ("known_error", "model"),
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
    rung = max((judging.hints.get(key, 0) for key in _keys(judging, finding)), default=0)
    if rung:
        credit = left_of(finding.credit, finding.criterion, rung)
        because = (*finding.because, Because("hint", rung))
        return replace(finding, credit=credit, short="hint", because=because)
    told = any(key in judging.prompted for key in _keys(judging, finding))
    if told and finding.criterion == "known_error" and finding.short == "first_try":
        credit = min(finding.credit, AFTER)
        because = (*finding.because, Because("prompted"))
        return replace(finding, credit=credit, because=because)
    return finding


def _keys(judging: Judging, finding: Finding) -> Iterator[tuple[str, str]]:
    """Under which keys help for a finding is remembered; knowledge helps a whole cause."""
    found = judging.by_subject.get(finding.subject)
    if found is None:
        return
    whole = finding.criterion == "known_error"
    reports: list[Opportunity] = judging.by_cause[found.truth.cause] if whole else [found]
    for each in reports:
        for name in _FIELDS.get(finding.criterion, ()):
            yield each.subject, name


def _linked(judging: Judging, finding: Finding) -> Finding:
    """Links are judged together: each that was made with help gives up its own share."""
    if not isinstance(finding.best, Links) or not finding.best.right:
        return finding
    kept = 0
    for subject, name in dict.fromkeys((*judging.hints, *sorted(judging.prompted))):
        if name != "link" or judging.by_subject[subject].last("link") is None:
            continue
        told = (subject, name) in judging.prompted
        kept += FULL - (AFTER if told else KEPT[judging.hints[subject, name]])
    lost = finding.credit * min(kept, FULL * finding.best.right) // (FULL * finding.best.right)
    if not lost:
        return finding
    rung = max((rung for (_, name), rung in judging.hints.items() if name == "link"), default=0)
    short: Short = "hint" if rung else "first_try"
    because = (*finding.because, Because("hint", rung) if rung else Because("prompted"))
    return replace(finding, credit=finding.credit - lost, short=short, because=because)
