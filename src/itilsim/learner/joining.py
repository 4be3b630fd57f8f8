"""From a finished shift to the cards: its decisions become evidence, its mistakes call cards back.

The one idea: evidence is stored once and never weighed here. Which cards are due because of it is
worked out anew each time, by the same fold as the rest of the schedule, so that nothing has to be
kept in step.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import cast

from itilsim.learner.concepts import FULL, Judged, concepts_of, topic_in
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Bank
from itilsim.quiz.schedule import CardState, Review, folded, lapsed_topics
from itilsim.runs.installed import Installed
from itilsim.runs.listing import counts
from itilsim.runs.opened import OpenedRun
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import EvidenceRow, ReviewRow

_CRITERION = re.compile(r"(2011|4|5):([1-9](?:\.[1-9][0-9]*)?)(?:\.|$)")
"""The criterion in a reference like `4:7.1.request`; `5:deliver` names none."""


def learn_from_run(run: OpenedRun, findings: Iterable[Judged], at: int) -> int:
    """Keep what a finished run shows; call it whenever one is debriefed.

    A run that was learnt from before is left alone, and so is one that is not the learner's own: of
    a file, of a policy, or of a scenario that only bears the name of the installed one.

    Args:
        run: The run.
        findings: All that judging has to say on it.
        at: Now, in epoch seconds.

    Returns:
        How many things were new.

    Raises:
        TryAgainError: If it could not be stored; nothing of it is.
        DamagedError: If earlier evidence is damaged.
    """
    if run.file or not counts(run.stored, Installed(run.places)):
        return 0
    with open_study(run.places) as study:
        return learn_from(run.id, findings, study, at)


def learn_from(run: str, findings: Iterable[Judged], study: Study, at: int) -> int:
    """Keep what a finished run shows; a run that was learnt from before is left alone.

    Args:
        run: Its id.
        findings: All that judging has to say on it.
        study: The student's work.
        at: Now, in epoch seconds.

    Returns:
        How many things were new.

    Raises:
        TryAgainError: If it could not be stored; nothing of it is.
        DamagedError: If earlier evidence is damaged.
    """
    if _is_known(run, study):
        return 0
    rows = evidence_of(run, findings, at)
    study.record_evidence(*rows)
    return len(rows)


def evidence_of(run: str, findings: Iterable[Judged], at: int) -> tuple[EvidenceRow, ...]:
    """What findings show, by decision and topic; several on the same of both are one, the mean.

    Args:
        run: Id of the run.
        findings: In any order; full credit is a success on its topics, less is a mistake.
        at: Now, in epoch seconds.
    """
    credits_: dict[tuple[int, str], list[float]] = {}
    refs: dict[tuple[int, str], dict[Edition, str]] = {}
    for each in findings:
        for topic in concepts_of(each.criterion, each.teaches):
            key = (each.position, topic)
            credits_.setdefault(key, []).append(min(max(each.credit / FULL, 0.0), 1.0))
            known = refs.setdefault(key, {})
            for edition, criterion in criteria_of(each.teaches).items():
                known.setdefault(edition, criterion)
    return tuple(
        EvidenceRow(at, run, topic, refs[position, topic], math.fsum(own) / len(own), position)
        for (position, topic), own in sorted(credits_.items())
    )


def criteria_of(teaches: Iterable[str]) -> dict[Edition, str]:
    """The first criterion that references name of each edition."""
    found: dict[Edition, str] = {}
    for reference in teaches:
        parts = _CRITERION.match(reference)
        if parts is not None:
            found.setdefault(cast("Edition", parts[1]), parts[2])
    return {edition: found[edition] for edition in EDITIONS if edition in found}


def lapses(edition: Edition, evidence: Iterable[EvidenceRow]) -> dict[str, int]:
    """When each topic was last got wrong in a shift, in epoch seconds.

    Args:
        edition: Whose topics.
        evidence: What shifts have shown.
    """
    found: dict[str, int] = {}
    for row in evidence:
        if row.credit < 1:
            topic = topic_in(edition, row.topic)
            found[topic] = max(row.at, found.get(topic, row.at))
    return found


def card_states(
    edition: Edition,
    bank: Bank,
    reviews: Iterable[ReviewRow],
    evidence: Iterable[EvidenceRow],
    plan: Plan,
) -> dict[str, CardState]:
    """Where the cards of an edition stand; those that a mistake in a shift calls back are due.

    Args:
        edition: Whose cards.
        bank: All questions and cards.
        reviews: In the order in which they were given.
        evidence: What shifts have shown.
        plan: The learner's decisions.
    """
    topics: dict[str, list[str]] = {}
    for item in bank.of_edition(edition):
        topics.setdefault(item.topic, []).append(item.id)
    known = {card for cards in topics.values() for card in cards}
    own = (Review(row.at, row.card, row.rating) for row in reviews if row.card in known)
    return lapsed_topics(folded(own, plan), topics, lapses(edition, evidence))


def _is_known(run: str, study: Study) -> bool:
    """Whether a run was learnt from before."""
    return any(row.run == run for row in study.evidence())
