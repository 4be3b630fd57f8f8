"""What is offered next: due cards, weak topics, unseen areas, a shift that needs the weak ones."""

from __future__ import annotations

from itilsim.learner.offering import in_order, next_offers, taught_by, weakest
from itilsim.learner.skill_map import SkillMap, skill_map
from itilsim.quiz.questions import Bank
from itilsim.storage.study_rows import AnswerRow, EvidenceRow
from tests.played import first_shift

NOW = 1_800_000_000
SHIFTS = {"first-shift": ("4:7.1.incident", "4:7.1.request"), "quiet": ()}


def known(bank: Bank, *wrong: str, right: tuple[str, ...] = ()) -> SkillMap:
    rows = [
        AnswerRow(NOW, item.id, "4", 0, item.topic in right, None, "practice")
        for item in bank.of_edition("4")
        if item.topic in (*wrong, *right)
    ]
    return skill_map("4", bank, rows, (), {}, NOW)


def test_the_weakest_topics_come_first_and_the_strong_are_not_offered(bank: Bank) -> None:
    found = known(bank, "guiding-principles", "risk", right=("problem-management",))
    assert weakest(found) == ("guiding-principles", "risk")
    order = in_order(found)
    assert order[:2] == ("guiding-principles", "risk")
    assert order[-1] == "problem-management"
    assert sorted(order) == sorted(topic.id for topic in found.topics)


def test_one_slip_does_not_come_before_a_lasting_weakness(bank: Bank) -> None:
    slip = EvidenceRow(NOW, "r", "service-desk", {}, 0.0, 1)
    rows = [
        AnswerRow(NOW, item.id, "4", 0, correct=False, certainty=None, where="exam")
        for item in bank.of_edition("4")
        if item.topic == "value-chain"
    ]
    assert weakest(skill_map("4", bank, rows, (slip,), {}, NOW)) == ("value-chain", "service-desk")


def test_a_newcomer_is_offered_a_beginning_and_a_shift(bank: Bank) -> None:
    offers = next_offers(known(bank), bank, (), SHIFTS)
    assert [each.kind for each in offers] == ["unseen", "shift"]
    assert (offers[0].area, offers[1].scenario) == ("1", "first-shift")


def test_due_cards_come_before_weak_topics_unseen_areas_and_shifts(bank: Bank) -> None:
    cards = [item.id for item in bank.of_edition("4") if item.topic == "value"]
    found = known(bank, "incident-management", "value")
    offers = next_offers(found, bank, cards, SHIFTS)
    assert [each.kind for each in offers] == ["review", "practice", "practice", "unseen", "shift"]
    assert (offers[0].count, offers[0].topics) == (len(cards), ("value",))
    assert offers[-1].topics == ("incident-management",)


def test_a_shift_that_needs_nothing_weak_is_not_offered(bank: Bank) -> None:
    offers = next_offers(known(bank, "guiding-principles"), bank, (), SHIFTS)
    assert "shift" not in {each.kind for each in offers}


def test_the_first_shift_says_what_it_teaches() -> None:
    taught = taught_by(first_shift().scenario)
    assert "2011:5.incident" in taught
    assert len(taught) == len(set(taught))
