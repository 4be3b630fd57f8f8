"""A learner's part: agreed, split, spent, tested, left; and what is never shown before the test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from itilsim.composing.orders import Day
from itilsim.content.bank import load_blueprint
from itilsim.domain.errors import DamagedError, UsageError
from itilsim.learner import effect_minutes
from itilsim.learner.effect import (
    DAYS,
    Part,
    begin_test,
    day_of_test,
    join,
    leave,
    left_to_ask,
    part_of,
    trainable,
    without_kept_back,
)
from itilsim.learner.effect_minutes import (
    FIRST,
    GOAL,
    LONGEST,
    QUIZ,
    Standing,
    Step,
    next_step,
    offered_shift,
    spent,
    standing_of,
)
from itilsim.quiz.assembly import assemble
from itilsim.quiz.editions import Edition
from itilsim.quiz.enemies import enemies_of
from itilsim.quiz.plan import DAY, Plan
from itilsim.quiz.questions import Bank
from itilsim.quiz.trial import Arm, shut_by, split
from itilsim.storage.effect import EffectRow, effect_rows, keep_effect
from itilsim.storage.places import Places, places
from itilsim.storage.records import RunHeader, RunSummary
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import AnswerRow, EvidenceRow, Where
from tests.played import first_shift

AT = 1_800_000_000
PLAN = Plan()
ABLE: tuple[Edition, ...] = ("2011", "4")
"""Editions with questions enough."""


@pytest.fixture
def here(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


@pytest.fixture
def study(here: Places) -> Iterator[Study]:
    with open_study(here) as found:
        yield found


@pytest.fixture
def part(study: Study, bank: Bank) -> Part:
    return join(study, bank, "4", PLAN, AT)


def answer(
    study: Study, item: str, at: int, *, correct: bool = True, where: Where = "practice"
) -> None:
    study.record_answer(AnswerRow(at, item, "4", 0, correct, None, where))


def learnable(part: Part, bank: Bank, study: Study, topic: str) -> list[str]:
    """Questions of a topic that may be shown."""
    shown = without_kept_back(bank, study)
    return [i.id for i in shown.of_edition(part.design.edition) if i.topic == topic]


def a_run(run: str, begun: int, seed: int = 1) -> RunSummary:
    created = dt.datetime.fromtimestamp(begun, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    header = RunHeader(
        run, effect_minutes.ORDER.id, "sha256:0", seed, 1, "practice", "stepped", created
    )
    return RunSummary(header, "finished", 0, 0, "", "")


def shown(study: Study, run: str, at: int, **decisions: int) -> None:
    """A debrief with so many decisions on topics, written with underscores."""
    rows = [
        EvidenceRow(at, run, topic.replace("_", "-"), {}, 1.0, position)
        for topic, number in decisions.items()
        for position in range(number)
    ]
    study.record_evidence(*rows)


def arms(standing: Standing) -> dict[str, Arm]:
    return {arm.topic: arm for pair in standing.record.pairs for arm in (pair.shift, pair.quiz)}


def test_without_agreeing_nothing_is_stored_and_nothing_kept_back(study: Study, bank: Bank) -> None:
    assert part_of(study) is None
    assert without_kept_back(bank, study) is bank
    assert effect_rows(study.database) == ()


def test_agreeing_is_recorded_with_its_moment_and_read_again(part: Part, study: Study) -> None:
    assert part_of(study) == part
    assert part.joined_at == AT
    assert (part.done_at, part.tested_at) == (None, None)


def test_two_learners_have_two_names(part: Part, study: Study, bank: Bank) -> None:
    leave(study)
    assert join(study, bank, "4", PLAN, AT).design.learner != part.design.learner


def test_who_leaves_leaves_nothing_but_answers(part: Part, study: Study, bank: Bank) -> None:
    item = learnable(part, bank, study, part.design.pairs[0].topics[0])[0]
    answer(study, item, AT + 10)
    leave(study)
    assert part_of(study) is None
    assert effect_rows(study.database) == ()
    assert [row.item for row in study.answers()] == [item]
    assert without_kept_back(bank, study) is bank


@pytest.mark.parametrize("edition", ABLE)
def test_only_topics_take_part_that_a_shift_can_train(
    study: Study, bank: Bank, edition: Edition
) -> None:
    found = join(study, bank, edition, PLAN, AT).design.pairs
    assert found
    assert {topic for pair in found for topic in pair.topics} <= set(trainable(edition))
    assert "service-desk" in trainable("4")
    assert {"value", "service-level-management"}.isdisjoint(trainable(edition))


def test_an_edition_with_too_few_questions_says_so(study: Study, bank: Bank) -> None:
    with pytest.raises(UsageError, match="this exam has too few questions"):
        join(study, bank, "5", PLAN, AT)


def test_topics_are_paired_by_what_is_known_of_them(study: Study, bank: Bank) -> None:
    good = ("service-desk", "event-management", "incident-management")
    for n, item in enumerate(bank.of_edition("4")):
        if item.topic in trainable("4") and item.enemies == () and n % 3 == 0:
            answer(study, item.id, AT - 99, correct=item.topic in good)
    found = join(study, bank, "4", PLAN, AT).design.pairs
    assert sum(len({topic in good for topic in pair.topics}) == 1 for pair in found) >= 2


def test_what_was_seen_is_not_kept_back_nor_what_an_enemy_gave_away(
    study: Study, bank: Bank
) -> None:
    before = join(study, bank, "4", PLAN, AT)
    leave(study)
    enemies = enemies_of(bank.items)
    gone = [next(iter(sorted(enemies.get(one, {one})))) for one in before.design.kept]
    for one in gone:
        answer(study, one, AT)
    kept = join(study, bank, "4", PLAN, AT + 1).design.kept
    for one in kept:
        assert set(gone).isdisjoint({one, *enemies.get(one, ())})


def test_who_has_seen_everything_cannot_take_part(study: Study, bank: Bank) -> None:
    for item in bank.of_edition("4"):
        answer(study, item.id, AT)
    with pytest.raises(UsageError, match="too few questions"):
        join(study, bank, "4", PLAN, AT)
    assert part_of(study) is None


def test_neither_what_is_kept_back_nor_an_enemy_is_shown_before_the_test(
    part: Part, study: Study, bank: Bank
) -> None:
    left = {item.id for item in without_kept_back(bank, study).items}
    enemies = enemies_of(bank.items)
    for one in part.design.kept:
        assert left.isdisjoint({one, *enemies.get(one, ())})
    assert len(left) > 0.9 * len(bank.items)


@pytest.mark.parametrize("edition", ABLE)
def test_exams_can_still_be_drawn_and_have_nothing_of_it(
    study: Study, bank: Bank, edition: Edition
) -> None:
    part = join(study, bank, edition, PLAN, AT)
    left, blueprint = without_kept_back(bank, study), load_blueprint(edition)
    drawn = {item.id for seed in range(3) for item in assemble(left, blueprint, seed)}
    assert drawn.isdisjoint(shut_by(part.design, bank))


def test_after_the_test_everything_is_shown_again(part: Part, study: Study, bank: Bank) -> None:
    begun = begin_test(part, study, AT + 9)
    asked = left_to_ask(begun, study, bank)
    assert {item.id for item in asked} == set(part.design.kept)
    for item in asked[:-1]:
        answer(study, item.id, AT + 10)
    assert without_kept_back(bank, study) is not bank  # the last one is still to come
    answer(study, asked[-1].id, AT + 11)
    assert without_kept_back(bank, study) is bank


def test_minutes_of_a_quiz_are_those_between_answers_and_a_pause_is_none(
    part: Part, study: Study, bank: Bank
) -> None:
    topic, other = part.design.pairs[0].topics
    one, two, three, *_ = learnable(part, bank, study, topic)
    answer(study, one, AT - 50)  # before agreeing
    answer(study, one, AT + 1_000)
    answer(study, two, AT + 1_040)
    answer(study, three, AT + 9_000)
    answer(study, two, AT + 9_020, where="exam")
    standing = standing_of(part, study, (), bank, PLAN)
    assert arms(standing)[topic].quiz_seconds == FIRST + 40 + FIRST
    assert arms(standing)[other].quiz_seconds == 0
    assert standing.last_at == AT + 9_000


def test_minutes_of_a_shift_fall_to_topics_as_its_decisions_do(
    part: Part, study: Study, bank: Bank
) -> None:
    shown(study, "r1", AT + 1_300, incident_management=6, request_fulfilment=3, access_management=1)
    standing = standing_of(part, study, [a_run("r1", AT + 100)], bank, PLAN)
    found = arms(standing)
    assert (found["incident-management"].shift_seconds, found["incident-management"].decisions) == (
        720,
        6,
    )
    assert found["request-fulfilment"].shift_seconds == 360
    assert sum(arm.shift_seconds for arm in found.values()) == 1_080
    assert all(pair.timed for pair in standing.record.pairs)


@pytest.mark.parametrize("runs", [[a_run("r1", AT + 100)], []], ids=["left", "unknown"])
def test_a_shift_that_was_left_meanwhile_has_no_known_time(
    part: Part, study: Study, bank: Bank, runs: list[RunSummary]
) -> None:
    shown(study, "r1", AT + 101 + LONGEST, incident_management=6)
    pairs = standing_of(part, study, runs, bank, PLAN).record.pairs
    for pair in pairs:
        touched = "incident-management" in (pair.shift.topic, pair.quiz.topic)
        assert pair.timed != touched
        assert not (touched and pair.is_equal)


def spend(part: Part, study: Study, bank: Bank) -> Part:
    """Do what is said next, with a shift that deals with its topic alone, until nothing is."""
    at, runs, n = AT + 100, list[RunSummary](), 0
    orders = list[Step]()
    while (step := next_step(part, standing_of(part, study, runs, bank, PLAN))) is not None:
        orders.append(step)
        at += 10_000
        if step.kind == "shift":
            n += 1
            day = Day(effect_minutes.ORDER.id, n)
            keep_effect(study.database, EffectRow(at, "offered",
                        f'[{step.pair},{{"scenario":"{day.scenario}","seed":{n}}}]'))  # fmt: skip
            runs.append(a_run(f"r{n}", at, n))
            shown(study, f"r{n}", at + 720, **{step.topic.replace("-", "_"): 9, "x": 3})
            found = part_of(study)
            assert found is not None
            part = found
            continue
        items = learnable(part, bank, study, step.topic)
        for place in range(step.minutes * 2):
            at += 30
            answer(study, items[place % len(items)], at)
        assert len(orders) < 50
    kinds = {(step.pair, step.kind) for step in orders}
    assert kinds == {(n, kind) for n in range(len(part.design.pairs)) for kind in ("shift", "quiz")}
    standing = standing_of(part, study, runs, bank, PLAN)
    assert standing.record.pairs
    for pair in standing.record.pairs:
        assert pair.is_equal
        assert pair.is_apart
        assert min(pair.shift.seconds, pair.quiz.seconds) >= 0.9 * GOAL
        assert pair.shift.quiz_seconds >= 0.5 * QUIZ
    return spent(part, standing, study)


def test_who_does_what_is_said_has_spent_equal_minutes(
    part: Part, study: Study, bank: Bank
) -> None:
    done = spend(part, study, bank)
    assert done.done_at is not None
    assert part_of(study) == done
    assert next_step(done, standing_of(done, study, (), bank, PLAN)) is None


def test_which_topic_of_a_pair_comes_first_is_drawn(part: Part, study: Study, bank: Bank) -> None:
    standing = standing_of(part, study, (), bank, PLAN)
    first = set()
    for n in range(40):
        design = replace(part.design, learner=f"learner{n}")
        # The record's arms follow the name, too.
        own = replace(part, design=design)
        step = next_step(own, standing_of(own, study, (), bank, PLAN))
        assert step is not None
        first.add((step.pair, step.kind))
    assert len(first) == 2 * len(part.design.pairs)
    assert standing.played == frozenset()


def test_the_test_comes_seven_of_the_learners_days_after_the_last_minute(part: Part) -> None:
    assert day_of_test(part, PLAN) is None
    late = replace(part, done_at=AT - AT % DAY + DAY - 60)
    early = replace(part, done_at=AT - AT % DAY + DAY + PLAN.day_starts - 60)
    assert day_of_test(late, PLAN) == day_of_test(early, PLAN) == PLAN.day(late.done_at or 0) + DAYS


def test_the_test_asks_what_nobody_has_seen_and_counts_its_first_answers(
    part: Part, study: Study, bank: Bank
) -> None:
    pair = part.design.pairs[-1]
    one, two, *_ = pair.kept[0]
    enemies = enemies_of(bank.items)
    answer(study, two, AT + 5)  # it slipped out: by a paper from the printer, say
    begun = begin_test(part, study, AT + 10)
    assert begin_test(begun, study, AT + 99) == begun
    asked = [item.id for item in left_to_ask(begun, study, bank)]
    assert set(asked) == set(part.design.kept) - {two}
    answer(study, one, AT + 20, correct=False)
    answer(study, one, AT + 30)
    for item in pair.kept[1]:
        answer(study, item, AT + 40)
    found = arms(standing_of(begun, study, (), bank, PLAN))
    first, second = (found[topic] for topic in pair.topics)
    assert (first.asked, first.right, first.seen) == (1, 0, 1)
    assert (second.asked, second.right, second.seen) == (len(pair.kept[1]),) * 2 + (0,)
    # An enemy answered meanwhile gives away what is still to be asked.
    open_ = next(item for item in left_to_ask(begun, study, bank) if enemies.get(item.id))
    answer(study, min(enemies[open_.id]), AT + 50)
    assert open_.id not in [item.id for item in left_to_ask(begun, study, bank)]


def test_the_order_of_the_test_mixes_both_conditions(part: Part, study: Study, bank: Bank) -> None:
    shift = {split(part.design.learner, pair.topics)[0] for pair in part.design.pairs}
    sides = [item.topic in shift for item in left_to_ask(part, study, bank)]
    assert sum(a != b for a, b in pairwise(sides)) > 4


def test_the_named_shift_stays_the_same_and_deals_most_with_its_topic(
    part: Part, study: Study, here: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def shift(reference: str, seed: int, _places: Places) -> object:
        assert reference == effect_minutes.ORDER.id
        tried.append(seed)
        return first_shift()

    monkeypatch.setattr(effect_minutes, "load_shift", shift)
    ticks = []
    first = offered_shift(part, 0, study, here, AT, lambda: ticks.append(1))
    assert len(tried) == len(ticks) == effect_minutes.CANDIDATES
    known = part_of(study)
    assert known is not None
    assert known.offered == {0: first}
    assert offered_shift(known, 0, study, here, AT, lambda: ticks.append(1)) == first
    assert len(tried) == effect_minutes.CANDIDATES


def test_what_is_damaged_is_told_as_damage(part: Part, study: Study) -> None:
    del part
    study.database.connection.execute("DROP TRIGGER effect_update")
    study.database.connection.execute("UPDATE effect SET what = '{}'")
    with pytest.raises(DamagedError, match="effect table is damaged"):
        part_of(study)
