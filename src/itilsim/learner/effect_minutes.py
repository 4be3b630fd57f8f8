"""Minutes of the question whether shifts teach: what was spent on each topic, what comes next.

The one idea: what was done on a topic follows from the answers and the findings of shifts that are
stored anyway; so it does not matter whether somebody studied by the commands that were named or by
others. A shift deals with many topics: its minutes fall to them as what was judged in it did.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from itilsim.composing.loading import load_shift
from itilsim.composing.orders import SHORTEST, Day, ShiftOrder
from itilsim.learner.concepts import topic_in
from itilsim.learner.effect import Part, tested_of
from itilsim.learner.from_findings import topics_of
from itilsim.quiz.chance import shuffled, uniform
from itilsim.quiz.editions import Edition
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Bank
from itilsim.quiz.trial import UNEQUAL, Arm, PairRecord, Record, split
from itilsim.sim.reference import tally_of
from itilsim.storage.codec import encode
from itilsim.storage.effect import EffectRow, keep_effect
from itilsim.storage.places import Places
from itilsim.storage.records import RunHeader, RunSummary
from itilsim.storage.study import Study
from itilsim.storage.study_rows import AnswerRow, EvidenceRow

GOAL: Final = 15 * 60
"""Seconds that are spent on each topic at least. Tuning constant."""
QUIZ: Final = 5 * 60
"""Of these, seconds of quiz also where there is a shift. Tuning constant."""
ORDER: Final = ShiftOrder(minutes=SHORTEST)
"""The shift that is named: of the usual level, and short. Tuning constant: ten real minutes."""
CANDIDATES: Final = 5
"""Mornings of which that is named which deals most with one topic and least with the other. Tuning
constant: some seconds each."""
PAUSE: Final = 120
"""Seconds after the answer before, beyond which somebody was away. Tuning constant."""
FIRST: Final = 30
"""Seconds that count for an answer after a pause. Tuning constant."""
LONGEST: Final = 3 * 3600
"""Seconds from the beginning of a shift to its debrief, beyond which it was left meanwhile, so that
its time is not known. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was done so far."""

    record: Record
    """What there is to hand over."""
    played: frozenset[int]
    """Numbers of the pairs whose shift was played and debriefed."""
    last_at: int
    """When something was last done on one of the topics."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done next."""

    kind: Literal["shift", "quiz"]
    """Play a shift, or answer questions."""
    pair: int
    """Number of the pair."""
    topic: str
    """On what."""
    minutes: int
    """How long, of a quiz."""


def standing_of(
    part: Part, study: Study, runs: Iterable[RunSummary], bank: Bank, plan: Plan
) -> Standing:
    """Work out what was done so far.

    Args:
        part: What was agreed to.
        study: The learner's work.
        runs: All that are stored.
        bank: All questions and cards.
        plan: The learner's plan, which knows the calendar.
    """
    answers, headers = study.answers(), {run.header.id: run.header for run in runs}
    until = math.inf if part.done_at is None else part.done_at
    evidence = [row for row in study.evidence() if part.joined_at < row.at <= until]
    edition = part.design.edition
    topics = {item.id: item.topic for item in bank.of_edition(edition)}
    quizzed, last = _quizzed(answers, topics, part.joined_at, until)
    shifts, untimed = _shifts(evidence, headers, edition)
    decisions = Counter(topic_in(edition, row.topic) for row in evidence)
    tested = tested_of(part, answers, bank)

    def arm(topic: str, kept: Sequence[str]) -> Arm:
        asked = [right for item in kept if (right := tested.get(item)) is not None]
        seen = sum(item not in tested for item in kept)
        seconds = round(quizzed[topic]), round(shifts[topic])
        return Arm(topic, *seconds, decisions[topic], len(asked), sum(asked), seen)

    pairs = []
    for pair in part.design.pairs:
        kept = dict(zip(pair.topics, pair.kept, strict=True))
        one, other = split(part.design.learner, pair.topics)
        timed = untimed.isdisjoint(pair.topics)
        pairs.append(PairRecord(arm(one, kept[one]), arm(other, kept[other]), timed))
    played = {(headers[row.run].scenario, headers[row.run].seed) for row in evidence
              if row.run in headers}  # fmt: skip
    return Standing(
        Record(
            part.design.learner,
            edition,
            plan.date(part.joined_at).isoformat(),
            "" if part.tested_at is None else plan.date(part.tested_at).isoformat(),
            tuple(pairs),
        ),
        frozenset(n for n, day in part.offered.items() if (day.scenario, day.seed) in played),
        max([last, part.joined_at, *(row.at for row in evidence)]),
    )


def next_step(part: Part, standing: Standing) -> Step | None:
    """What is to be done next; none once all minutes are spent and equal.

    Which pair comes first, and which topic of a pair, is drawn; so neither condition is always the
    later one.

    Args:
        part: What was agreed to.
        standing: What was done so far.

    Draws: `effect/<learner>/order/…` for pairs, `effect/<learner>/first/<topic>` for each pair.
    """
    learner, pairs = part.design.learner, standing.record.pairs
    if part.done_at is not None:
        return None
    for n in shuffled(range(len(pairs)), 0, "effect", learner, "order"):
        pair = pairs[n]
        goal = max(GOAL, pair.shift.seconds, pair.quiz.seconds)
        arms = [pair.shift, pair.quiz]
        if uniform(0, "effect", learner, "first", *sorted(arm.topic for arm in arms)) < 0.5:
            arms.reverse()
        for arm in arms:
            if arm is pair.shift and n not in standing.played:
                return Step("shift", n, arm.topic, 0)
            short = max(goal - arm.seconds, QUIZ - arm.quiz_seconds)
            if short > UNEQUAL * goal / 2:
                return Step("quiz", n, arm.topic, math.ceil(short / 60))
    return None


def offered_shift(
    part: Part, pair: int, study: Study, places: Places, at: int, step: Callable[[], None]
) -> Day:
    """The shift for a pair: the same one until it is played, chosen when it is first asked for.

    Of some mornings it is that which deals most with the one topic and least with the other, as far
    as the reference player `textbook` meets them.

    Args:
        part: What was agreed to.
        pair: Number of the pair.
        study: The learner's work.
        places: The user's folders.
        at: Now, in epoch seconds.
        step: Called after each morning.

    Raises:
        TryAgainError: If it could not be stored.

    Draws: `effect/<learner>/shift/<topic>/<topic>/<n>` for each morning.
    """
    if pair in part.offered:
        return part.offered[pair]
    design = part.design
    topics = design.pairs[pair].topics
    wanted, other = split(design.learner, topics)
    best, most = Day(ORDER.id, 0), -math.inf
    for n in range(CANDIDATES):
        seed = 1 + int(9_999 * uniform(0, "effect", design.learner, "shift", *topics, n))
        findings = tally_of(load_shift(ORDER.id, seed, places), seed, "textbook").findings
        about = [topics_of(each, design.edition) for each in findings]
        apart = sum((wanted in each) - (other in each) for each in about) / len(about)
        if apart > most:
            best, most = Day(ORDER.id, seed), apart
        step()
    keep_effect(study.database, EffectRow(at, "offered", json.dumps([pair, encode(best)])))
    return best


def spent(part: Part, standing: Standing, study: Study) -> Part:
    """Note when the last minute was spent, once it is.

    Args:
        part: What was agreed to.
        standing: What was done so far.
        study: The learner's work.

    Raises:
        TryAgainError: If it could not be stored.
    """
    if part.done_at is not None or next_step(part, standing) is not None:
        return part
    keep_effect(study.database, EffectRow(standing.last_at, "done"))
    return replace(part, done_at=standing.last_at)


def _quizzed(
    answers: Iterable[AnswerRow], topics: Mapping[str, str], since: int, until: float
) -> tuple[Counter[str], int]:
    """Seconds spent on the questions of each topic, and when the last one was answered."""
    found, before, last = Counter[str](), 0, 0
    for row in answers:
        if since <= row.at <= until and row.where != "exam" and row.item in topics:
            took = row.at - before
            found[topics[row.item]] += took if 0 <= took <= PAUSE else FIRST
            last = max(last, row.at)
        before = row.at
    return found, last


def _shifts(
    evidence: Iterable[EvidenceRow], headers: Mapping[str, RunHeader], edition: Edition
) -> tuple[defaultdict[str, float], frozenset[str]]:
    """Seconds of shifts that fall to each topic, and topics of shifts whose time is not known."""
    by_run: dict[str, list[EvidenceRow]] = {}
    for row in evidence:
        by_run.setdefault(row.run, []).append(row)
    seconds, untimed = defaultdict[str, float](float), set[str]()
    for run, rows in by_run.items():
        own = Counter(topic_in(edition, row.topic) for row in rows)
        begun = _begun(headers[run]) if run in headers else None
        took = LONGEST + 1 if begun is None else rows[0].at - begun
        if not 0 <= took <= LONGEST:
            untimed.update(own)
            continue
        for topic, number in own.items():
            seconds[topic] += took * number / len(rows)
    return seconds, frozenset(untimed)


def _begun(header: RunHeader) -> int | None:
    """When a run was begun, in epoch seconds; none of one that says no moment."""
    try:
        return int(dt.datetime.fromisoformat(header.created).timestamp())
    except (ValueError, OverflowError):
        return None
