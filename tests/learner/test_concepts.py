"""From a finding to topics: every criterion has its row, every topic its questions."""

from __future__ import annotations

from itertools import chain

import pytest

from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.learner.concepts import (
    INSTEAD,
    OTHERWISE,
    TABLE,
    WORK,
    concepts_of,
    topic_in,
    topics_taught,
    topics_to_study,
)
from itilsim.learner.offering import taught_by
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.questions import Bank
from itilsim.quiz.syllabus import TOPICS
from tests.played import first_shift, played

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")
NAMED = sorted({topic for rows in TABLE.values() for topic in chain(*rows.values())})


def test_every_criterion_and_deduction_has_a_row_that_holds_for_any_work() -> None:
    assert {each.id for each in CRITERIA} | {each.id for each in DEDUCTIONS} <= set(TABLE)
    assert all(rows[OTHERWISE] for rows in TABLE.values())
    assert {work for rows in TABLE.values() for work in rows} <= {*WORK.values(), OTHERWISE}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("topic", NAMED)
def test_every_topic_has_questions_in_every_edition(
    edition: Edition, topic: str, bank: Bank
) -> None:
    asked = topic_in(edition, topic)
    own = [item for item in bank.of_edition(edition) if item.topic == asked]
    assert any(item.in_exams and not item.beyond_exam for item in own), asked
    assert any(item.style == "card" for item in own), asked
    assert topic in TOPICS


def test_instead_is_named_only_where_the_edition_does_not_ask(bank: Bank) -> None:
    for edition in EDITIONS:
        asked = {item.topic for item in bank.of_edition(edition)}
        assert not asked & set(INSTEAD[edition])


@pytest.mark.parametrize("policy", POLICIES)
def test_every_finding_of_a_shift_is_about_something(policy: str) -> None:
    findings = played(policy).tally.findings
    assert findings
    assert all(concepts_of(each.criterion, each.teaches) for each in findings)


@pytest.mark.parametrize(
    ("criterion", "teaches", "topics"),
    [
        ("impact", ("2011:5.incident", "4:7.1.incident"), ("incident-management",)),
        ("kind", ("4:7.1.request",), ("request-fulfilment",)),
        ("kind", ("5:operate",), ("event-management",)),
        ("kind", ("2011:5.event", "2011:5.incident"), ("event-management", "incident-management")),
        ("known_error", ("5:deliver",), ("request-fulfilment",)),
        ("known_error", ("5:support",), ("problem-management", "knowledge-management")),
        ("access", (), ("access-management",)),
        ("handover", (), ("communication",)),
        ("nothing", ("2011:5.incident",), ()),
    ],
)
def test_criterion_and_reference_give_topics(
    criterion: str, teaches: tuple[str, ...], topics: tuple[str, ...]
) -> None:
    assert concepts_of(criterion, teaches) == topics


def test_the_first_shift_teaches_its_topics() -> None:
    for edition in EDITIONS:
        taught = topics_taught(edition, taught_by(first_shift().scenario))
        assert {"incident-management", "request-fulfilment", "event-management"} <= set(taught)
    assert topics_taught("4", ()) == ()


def test_a_debrief_names_topics_of_its_edition() -> None:
    study = played("by_priority").debrief.study
    assert "service-desk" in topics_to_study(study, "2011")
    assert "service-desk" not in topics_to_study(study, "5")
    assert topics_to_study((), None) == ()
