"""From a finding to topics: every criterion has its row, every topic its questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest

from itilsim.domain.debriefing.values import Dear
from itilsim.domain.scoring.table import CRITERIA, DEDUCTIONS
from itilsim.learner.concepts import (
    CHAPTERS,
    INSTEAD,
    OTHERWISE,
    TABLE,
    WORK,
    chapter_on,
    chapters_to_read,
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
    dearest = played("by_priority").debrief.dearest
    assert "service-desk" in topics_to_study(dearest, "2011")
    assert "service-desk" not in topics_to_study(dearest, "5")
    assert topics_to_study((), None) == ()


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("topic", NAMED)
def test_the_chapter_of_a_topic_is_where_most_questions_on_it_are_from(
    edition: Edition, topic: str, bank: Bank
) -> None:
    asked = topic_in(edition, topic)
    own = [item for item in bank.of_edition(edition) if item.topic == asked and item.in_exams]
    most, _ = Counter(item.syllabus[edition] for item in own).most_common(1)[0]
    assert CHAPTERS[edition][asked].startswith(f"{edition}:{most}.")


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_to_read_follows_what_was_decided_and_not_what_the_call_was_about(
    edition: Edition,
) -> None:
    finding = played("by_priority").debrief.dearest[0].finding
    wish = ("2011:5.request", "4:7.1.request", "5:deliver")
    unused = replace(finding, criterion="known_error", teaches=("2011:5.incident",))
    unasked = replace(finding, criterion="access", teaches=wish)
    dearest = (Dear(unused, 900), Dear(unused, 100), Dear(unasked, 500))
    first, second = chapters_to_read(dearest, edition)
    assert first.references == (CHAPTERS[edition]["problem-management"],)
    assert (first.lost, first.criteria) == (1000, ("known_error",))
    assert second.references == (CHAPTERS[edition][topic_in(edition, "access-management")],)
    assert topics_to_study(dearest, edition)[0] == "problem-management"


def test_chapters_follow_what_cost_most() -> None:
    found = chapters_to_read(played("by_priority").debrief.dearest, "2011")
    assert found[0].references == ("2011:5.incident",)
    assert [each.lost for each in found] == sorted((e.lost for e in found), reverse=True)
    assert chapters_to_read(played("idle").debrief.dearest, "2011")[0].lost > found[0].lost


@pytest.mark.parametrize("policy", POLICIES)
def test_no_chapter_is_named_twice(policy: str) -> None:
    read = chapters_to_read(played(policy).debrief.dearest, None)
    assert all(len(each.references) == len(EDITIONS) for each in read)
    assert len({each.references for each in read}) == len(read)
    assert all(chapter_on(each, "4") for each in played(policy).tally.findings)
