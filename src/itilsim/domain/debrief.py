"""The debrief of a run: what came of it and why, computed from its log.

The one idea: the score says how good it was, the debrief says what to learn. Both are folds of the
same facts. Reference runs are the same world with colleagues in the seat: First-come Fran, Matrix
Max, Textbook Toni.
"""

from __future__ import annotations

from dataclasses import replace

from itilsim.domain.debriefing import auditing, improving, losing, scores, taken, telling
from itilsim.domain.debriefing.record import Record, finish, read, start, step
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scoring import Scorecard, Tally

__all__ = ["COLLEAGUES", "Debrief", "Record", "debrief", "finish", "read", "start", "step"]

COLLEAGUES = ("first_come", "by_priority", "textbook")
"""References that stand beside the trainee, by rising skill."""


def debrief(
    record: Record, tally: Tally, card: Scorecard, references: scores.References
) -> Debrief:
    """Make the debrief of a finished run, out of the one pass over its log.

    Args:
        record: What the pass noted.
        tally: What judging found in it.
        card: Its score.
        references: Tally and score of other policies on the same seed, by policy; those that are
            no colleagues are left out. None at all is possible: then nobody stands beside.
    """
    setting = record.judging.setting
    beside = {name: references[name] for name in COLLEAGUES if name in references}
    lost = losing.lost(record, tally, beside)
    delivered = tuple(losing.delivered(setting, record, lost))
    judged = taken.judged(record, tally)
    started = record.started
    reveals = record.trail.finish(record.judging, record.found)
    made = Debrief(
        scenario=setting.scenario.id,
        seed=started.seed if started is not None else 0,
        mode=started.mode if started is not None else "practice",
        pace=started.pace if started is not None else "stepped",
        ended_at=record.ended_at,
        finished_at=record.finished_at,
        delivered=delivered,
        whole=losing.customer_facing(record) - len(delivered),
        kept=auditing.kept(record),
        lost_user_minutes=tally.lost_user_minutes,
        cost=tally.cost,
        satisfaction=tally.satisfaction,
        well=scores.well(setting, tally, card, beside),
        score=tuple(scores.lines(setting, card, beside)),
        few=card.few,
        first_tries=card.first_tries,
        standard_error=card.standard_error,
        let_down=tuple(scores.let_down(record.judging, card)),
        deductions=tuple(scores.deducted(tally, judged)),
        stories=tuple(telling.stories(record, judged)),
        clocks=tuple(auditing.audits(record)),
        told=tuple(record.told),
        waited=tuple(telling.waited(record)),
        lost=lost,
        left=tuple(telling.left(record)),
        afterwards=tuple(record.afterwards),
        reflection=setting.scenario.reflection,
        dearest=scores.dearest(setting, judged, card),
        subjects=record.subjects,
        timelines={"you": record.watch.finish(record.judging)},
        reveals=reveals,
    )
    found = improving.improvement(lost, reveals, made.costs, record.finished_at)
    return replace(made, improvement=found)
