"""A learner's part in the question whether shifts teach: agreed, kept back, tested.

The one idea: nothing is asked of the rest of the program but to leave out what is kept back. What
was answered in the test follows from the answers that are stored anyway.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from itilsim.composing.orders import Day
from itilsim.domain.errors import UsageError
from itilsim.learner.concepts import TABLE, topic_in
from itilsim.learner.joining import card_states
from itilsim.learner.skill_map import skill_map
from itilsim.quiz.chance import shuffled
from itilsim.quiz.editions import Edition
from itilsim.quiz.enemies import enemies_of
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Bank, Item
from itilsim.quiz.trial import Design, designed, shut_by
from itilsim.storage.codec import decode, encode
from itilsim.storage.effect import EffectRow, effect_rows, forget_effect, keep_effect, new_pseudonym
from itilsim.storage.study import Study
from itilsim.storage.study_rows import AnswerRow, sound

DAYS: Final = 7
"""Days between the last minute and the test. Source: the question that is asked."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a learner has agreed to, and how far it is."""

    design: Design
    """What is split, and what is kept back."""
    joined_at: int
    """When they agreed, in epoch seconds, as the other moments."""
    offered: Mapping[int, Day]
    """The shift that was named, by the number of the pair."""
    done_at: int | None
    """When the last minute was spent; none before."""
    tested_at: int | None
    """When the test began; none before."""


def part_of(study: Study) -> Part | None:
    """What a learner has agreed to; none if they have not.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If what is stored of it is damaged.
    """
    rows = effect_rows(study.database)
    if not rows or rows[0].kind != "joined":
        return None
    at = {row.kind: row.at for row in reversed(rows)}
    with sound("What is stored for 'itilsim lab effect'"):
        offered = dict(_offered(row) for row in rows if row.kind == "offered")
        design = decode(Design, json.loads(rows[0].what))
    return Part(design, rows[0].at, offered, at.get("done"), at.get("tested"))


def join(study: Study, bank: Bank, edition: Edition, plan: Plan, at: int) -> Part:
    """Agree: topics are split, questions are kept back.

    Args:
        study: The learner's work.
        bank: All questions and cards.
        edition: The exam that is studied for.
        plan: The learner's plan.
        at: Now, in epoch seconds.

    Raises:
        UsageError: If the bank has too few questions that were not seen.
        TryAgainError: If it could not be stored.
    """
    evidence, answers = study.evidence(), study.answers()
    states = card_states(edition, bank, study.reviews(), evidence, plan)
    known = skill_map(edition, bank, answers, evidence, states, at)
    wanted = trainable(edition)
    baselines = {each.id: each.mastery.estimate for each in known.topics if each.id in wanted}
    seen = {row.item for row in answers} | set(states)
    seen.update(item for each in study.sittings() for item in each.sitting.items)
    design = designed(new_pseudonym(), edition, bank, baselines, seen, wanted)
    if not design.pairs:
        raise UsageError(
            "On what shifts teach, this exam has too few questions that you have not seen: some "
            "are needed to learn by, and others for the test. Nothing is recorded."
        )
    keep_effect(study.database, EffectRow(at, "joined", json.dumps(encode(design))))
    return Part(design, at, {}, None, None)


def leave(study: Study) -> None:
    """Leave: what was recorded for this is deleted, answers and shifts stay the learner's own.

    Raises:
        TryAgainError: If it could not be deleted.
    """
    forget_effect(study.database)


def trainable(edition: Edition) -> Counter[str]:
    """The topics of an edition that a shift judges first and foremost, and in how many ways.

    What is only ever judged beside something else, like levels of service, no shift can be for.

    Args:
        edition: Whose topics.
    """
    rows = (topics for by_work in TABLE.values() for topics in by_work.values())
    return Counter(topic_in(edition, topics[0]) for topics in rows)


def without_kept_back(bank: Bank, study: Study) -> Bank:
    """The bank as it may be shown: without what is kept back, until that was tested.

    Args:
        bank: All questions and cards.
        study: The learner's work.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If what is stored is damaged.
    """
    part = part_of(study)
    if part is None or (part.tested_at is not None and not left_to_ask(part, study, bank)):
        return bank
    shut = shut_by(part.design, bank)
    return replace(bank, items=tuple(item for item in bank.items if item.id not in shut))


def day_of_test(part: Part, plan: Plan) -> int | None:
    """The number of the day from which on the test can be taken; none before it is known."""
    return None if part.done_at is None else plan.day(part.done_at) + DAYS


def left_to_ask(part: Part, study: Study, bank: Bank) -> tuple[Item, ...]:
    """What the test has still to ask: kept back, seen by nobody, in drawn order.

    Args:
        part: What was agreed to.
        study: The learner's work.
        bank: All questions and cards.

    Draws: `effect/<learner>/test/<position>` for each question kept back.
    """
    tested = tested_of(part, study.answers(), bank)
    items = {item.id: item for item in bank.items}
    order = shuffled(part.design.kept, 0, "effect", part.design.learner, "test")
    return tuple(items[one] for one in order if one in items and tested.get(one, 0) is None)


def begin_test(part: Part, study: Study, at: int) -> Part:
    """Begin the test, or go on with it.

    Args:
        part: What was agreed to.
        study: The learner's work.
        at: Now, in epoch seconds.

    Raises:
        TryAgainError: If it could not be stored.
    """
    if part.tested_at is not None:
        return part
    keep_effect(study.database, EffectRow(at, "tested"))
    return replace(part, tested_at=at)


def tested_of(part: Part, answers: Sequence[AnswerRow], bank: Bank) -> dict[str, bool | None]:
    """Of each question kept back that nobody has seen before: whether it was answered right.

    None where it was not answered yet. Left out is what was seen before, itself or an enemy.

    Args:
        part: What was agreed to.
        answers: All, in the order in which they were given.
        bank: All questions and cards.
    """
    enemies = enemies_of(bank.items)
    since = math.inf if part.tested_at is None else part.tested_at
    found: dict[str, bool | None] = {}
    for item in part.design.kept:
        met = {item, *enemies.get(item, ())}
        first = next((row for row in answers if row.item in met), None)
        if first is None:
            found[item] = None
        elif first.item == item and first.at >= since:
            found[item] = first.correct
    return found


def _offered(row: EffectRow) -> tuple[int, Day]:
    pair, day = json.loads(row.what)
    return int(pair), decode(Day, day)
