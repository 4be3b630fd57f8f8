"""The skill map: figures follow the evidence, and the evidence is listed beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest

from itilsim.learner.skill_map import (
    ENOUGH,
    HALF_LIFE,
    Said,
    Skill,
    SkillMap,
    aged,
    mastery,
    skill_map,
)
from itilsim.quiz.editions import EDITIONS
from itilsim.quiz.plan import DAY, Plan
from itilsim.quiz.questions import Bank, Item
from itilsim.quiz.schedule import CardState, Review, folded
from itilsim.quiz.syllabus import AREAS
from itilsim.storage.study_rows import AnswerRow, EvidenceRow

NOW = 1_800_000_000


def answer(item: Item, at: int = NOW, *, correct: bool = True) -> AnswerRow:
    return AnswerRow(at, item.id, "4", 0, correct, None, "practice")


def shown(topic: str, credit: float, position: int = 1, run: str = "r1") -> EvidenceRow:
    return EvidenceRow(NOW, run, topic, {}, credit, position)


def drawn(
    bank: Bank,
    answers: Sequence[AnswerRow] = (),
    evidence: Sequence[EvidenceRow] = (),
    states: Iterable[CardState] = (),
) -> SkillMap:
    return skill_map("4", bank, answers, evidence, {one.card: one for one in states}, NOW)


def topic(known: SkillMap, name: str) -> Skill:
    return next(each for each in known.topics if each.id == name)


def items(bank: Bank, name: str) -> list[Item]:
    return [item for item in bank.of_edition("4") if item.topic == name]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_item_of_an_edition_counts_once_in_an_area_and_once_in_a_topic(
    edition: str, bank: Bank
) -> None:
    known = skill_map(edition, bank, (), (), {}, NOW)  # type: ignore[arg-type]
    own = list(bank.of_edition(known.edition))
    assert sum(area.skill.answered.items for area in known.areas) == len(own)
    assert sum(each.answered.items for each in known.topics) == len(own)
    assert [a.skill.id for a in known.areas] == [
        n for n in AREAS[known.edition] if n in {a.skill.id for a in known.areas}
    ]


def test_nothing_is_known_of_who_has_done_nothing(bank: Bank) -> None:
    known = drawn(bank)
    assert all(area.skill.is_unseen for area in known.areas)
    assert (topic(known, "risk").mastery.low, topic(known, "risk").mastery.high) == (0.0, 1.0)
    assert not topic(known, "risk").mastery.is_enough


def test_first_and_last_answers_are_counted_apart(bank: Bank) -> None:
    one, two, *_ = items(bank, "incident-management")
    rows = [answer(one, NOW - 9, correct=False), answer(two, NOW - 8), answer(one, NOW - 7)]
    found = topic(drawn(bank, rows), "incident-management").answered
    assert (found.seen, found.first_right, found.now_right, found.last_at) == (2, 1, 2, NOW - 7)
    assert found.unseen == found.items - 2


def test_answers_of_other_editions_and_lost_items_say_nothing(bank: Bank) -> None:
    other = next(bank.of_edition("2011"))
    rows = [answer(other), AnswerRow(NOW, "gone", "4", 0, True, None, "practice")]
    assert drawn(bank, rows) == drawn(bank)


def test_more_right_answers_never_lower_a_figure_and_narrow_it(bank: Bank) -> None:
    own = items(bank, "guiding-principles")
    figures = [
        topic(drawn(bank, [answer(item) for item in own[:n]]), "guiding-principles").mastery
        for n in range(len(own) + 1)
    ]
    for before, after in pairwise(figures):
        assert after.estimate > before.estimate
        assert after.high - after.low < before.high - before.low


def test_a_mistake_in_a_shift_lowers_its_topic_alone_and_is_listed(bank: Bank) -> None:
    rows = [answer(item) for item in items(bank, "incident-management")[:5]]
    before = drawn(bank, rows)
    after = drawn(
        bank, rows, [shown("incident-management", 0.5, 7), shown("incident-management", 1.0, 9)]
    )
    changed = [a.id for a, b in zip(after.topics, before.topics, strict=True) if a != b]
    assert changed == ["incident-management"]
    found = topic(after, "incident-management")
    assert found.mastery == topic(before, "incident-management").mastery
    assert found.lowest == found.at_the_desk.estimate < found.mastery.estimate
    (shift,) = found.shown
    assert (shift.run, shift.decisions, shift.right, shift.mistakes) == ("r1", 2, 1, (7,))


def test_a_concept_of_another_edition_counts_where_this_one_asks(bank: Bank) -> None:
    known = drawn(bank, evidence=[shown("access-management", 0.0)])
    assert topic(known, "information-security-management").shown


def test_a_long_shift_weighs_no_more_than_a_few_answers(bank: Bank) -> None:
    many = [shown("problem-management", 0.0, n) for n in range(100)]
    found = topic(drawn(bank, evidence=many), "problem-management")
    assert (found.at_the_desk.weight, found.mastery.weight) == (4.0, 0.0)


def test_what_was_reviewed_counts_by_its_recall(bank: Bank) -> None:
    card = next(item for item in items(bank, "value") if item.style == "card")
    states = folded([Review(NOW - 40 * DAY, card.id, 3)], Plan())
    row = answer(card, NOW - 40 * DAY)
    faded = topic(drawn(bank, [row], states=states.values()), "value")
    assert 0 < (faded.recalled.recall or 0) < 0.9
    assert faded.mastery.estimate < topic(drawn(bank, [row]), "value").mastery.estimate


def test_age_halves_the_weight() -> None:
    assert aged(2.0, NOW - HALF_LIFE, NOW) == pytest.approx(1.0)
    assert aged(2.0, NOW + 99, NOW) == 2.0


@pytest.mark.parametrize(
    ("right", "of", "low", "high"), [(8, 10, 0.541, 0.932), (0, 5, 0.0, 0.351), (10, 10, 0.787, 1)]
)
def test_the_interval_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    found = mastery([Said(float(n < right), 1.0) for n in range(of)])
    assert found.low == pytest.approx(low, abs=2e-3)
    assert found.high == pytest.approx(high, abs=2e-3)
    assert found.is_enough == (of >= ENOUGH)
