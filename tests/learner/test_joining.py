"""A finished shift becomes evidence once, and its mistakes call cards back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.domain.scoring import Finding
from itilsim.learner.joining import (
    card_states,
    criteria_of,
    evidence_of,
    lapses,
    learn_from,
    learn_from_run,
)
from itilsim.quiz.editions import EDITIONS
from itilsim.quiz.plan import DAY, Plan
from itilsim.quiz.questions import Bank
from itilsim.quiz.schedule import due
from itilsim.runs.header import new_header
from itilsim.runs.opened import OpenedRun
from itilsim.storage.places import Places, places
from itilsim.storage.records import RunHeader, StoredRun, Verdict, Verification
from itilsim.storage.study import open_study
from itilsim.storage.study_rows import ReviewRow
from tests.played import first_shift, played

NOW = 1_800_000_000


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path)


def finished(header: RunHeader, home: Places, seen: Verification | None = None) -> OpenedRun:
    stored = StoredRun(header, (), "finished", first_shift().end, verification=seen)
    return OpenedRun(stored, home)


def finding(criterion: str, credit: int, position: int = 5) -> Finding:
    refs = ("2011:5.incident", "4:7.1.incident", "5:support")
    return Finding(criterion, "c", 60, position, None, credit, None, None, None, teaches=refs)


def test_full_credit_is_a_success_and_less_a_mistake() -> None:
    (right,) = evidence_of("r", [finding("impact", 1000)], NOW)
    (partly,) = evidence_of("r", [finding("impact", 500)], NOW)
    (bent,) = evidence_of("r", [finding("not_restored", -200)], NOW)
    assert (right.credit, partly.credit, bent.credit) == (1.0, 0.5, 0.0)
    assert right.edition_refs == {"2011": "5", "4": "7.1"}
    assert lapses("4", (right,)) == {}
    assert lapses("4", (right, partly)) == {"incident-management": NOW}


def test_findings_on_one_decision_and_topic_are_one_thing() -> None:
    rows = evidence_of("r", [finding("impact", 1000), finding("urgency", 0)], NOW)
    assert [(row.topic, row.credit, row.position) for row in rows] == [
        ("incident-management", 0.5, 5)
    ]


def test_references_without_a_criterion_name_none() -> None:
    assert criteria_of(("5:deliver", "5:4.4.incident", "2011:6.desk", "x", "4:")) == {
        "2011": "6",
        "5": "4.4",
    }


def test_a_run_is_learnt_from_once(home: Places) -> None:
    findings = played("first_come").tally.findings
    with open_study(home) as study:
        first = learn_from("r1", findings, study, NOW)
        kept = study.evidence()
        assert first == len(kept) > 20
        assert learn_from("r1", findings, study, NOW + 9) == 0
        assert study.evidence() == kept
        assert learn_from("r2", findings, study, NOW + 9) == first


def test_a_finished_run_is_judged_and_learnt_from(home: Places) -> None:
    findings = played("first_come").tally.findings
    run = finished(new_header(first_shift(), 1), home)
    assert learn_from_run(run, findings, NOW) > 20
    assert learn_from_run(run, findings, NOW) == 0
    with open_study(home) as study:
        assert study.evidence() == evidence_of(run.id, played("first_come").tally.findings, NOW)


def test_what_a_policy_played_teaches_nobody(home: Places) -> None:
    header = new_header(first_shift(), 1, options={"policy": "first_come"})
    findings = played("first_come").tally.findings
    assert learn_from_run(finished(header, home), findings, NOW) == 0
    assert not home.database.exists()


@pytest.mark.parametrize(
    ("verdict", "mine", "learnt"),
    [
        ("verified", False, False),
        ("verified", True, True),
        ("differs", True, False),
        ("unknown", True, False),
    ],
)
def test_a_run_of_a_file_teaches_only_who_says_that_they_played_it_and_if_it_verifies(
    home: Places, verdict: Verdict, mine: bool, learnt: bool
) -> None:
    seen = Verification(verdict, "", 1, 1, mine)
    run = finished(new_header(first_shift(), 1), home, seen)
    assert bool(learn_from_run(run, played("first_come").tally.findings, NOW)) is learnt


def test_a_scenario_that_only_bears_the_name_of_the_installed_one_teaches_nothing(
    home: Places,
) -> None:
    header = replace(new_header(first_shift(), 1), scenario_digest="sha256:00")
    assert learn_from_run(finished(header, home), played("first_come").tally.findings, NOW) == 0


def test_an_own_run_of_another_engine_teaches_though_its_digest_was_made_in_another_way(
    home: Places,
) -> None:
    header = replace(new_header(first_shift(), 1), scenario_digest="sha256:00", engine=1)
    assert learn_from_run(finished(header, home), played("first_come").tally.findings, NOW) > 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_mistake_makes_the_cards_of_its_concept_due_now(edition: str, bank: Bank) -> None:
    (row,) = evidence_of("r", [finding("impact", 0)], NOW)
    own = [i for i in bank.of_edition(edition) if i.topic == "incident-management"]  # type: ignore[arg-type]
    other = next(i for i in bank.of_edition(edition) if i.topic == "value")  # type: ignore[arg-type]
    reviews = [ReviewRow(NOW - DAY, item.id, 4) for item in (own[0], other)]
    before = card_states(edition, bank, reviews, (), Plan())  # type: ignore[arg-type]
    after = card_states(edition, bank, reviews, (row,), Plan())  # type: ignore[arg-type]
    assert due(before, NOW, Plan()) == []
    assert due(after, NOW, Plan()) == [own[0].id]
    reviews.append(ReviewRow(NOW + 60, own[0].id, 3))
    again = card_states(edition, bank, reviews, (row,), Plan())  # type: ignore[arg-type]
    assert due(again, NOW + 61, Plan()) == []
