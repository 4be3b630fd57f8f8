"""The first page of a debrief says one of each: a strength, what was dearest, what to do next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import itilsim.reports
from itilsim.domain.debrief import Debrief
from itilsim.domain.scoring.table import CRITERIA
from itilsim.reports.blocks import Entry, Paragraph
from itilsim.reports.in_short import NEXT, in_short
from itilsim.reports.text import block_lines
from itilsim.reports.wording import naming_of
from tests.played import first_shift, played

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")


def page(debrief: Debrief) -> tuple[list[str], dict[str, str]]:
    """Its sentences, and its labelled lines."""
    blocks = list(in_short(debrief, naming_of(debrief, first_shift()), "4"))
    entry = next(each for each in blocks if isinstance(each, Entry))
    labelled: dict[str, str] = {}
    last = ""
    for label, words in entry.lines:
        last = label or last
        labelled[last] = f"{labelled.get(last, '')} {words}".strip()
    return [each.words for each in blocks if isinstance(each, Paragraph)], labelled


def test_every_decision_has_a_next_step() -> None:
    assert set(NEXT) == {e.id for e in CRITERIA if e.part != "outcome"}
    assert all(len(words) <= 120 for words in NEXT.values())


@pytest.mark.parametrize("words", ["hangs on", "hang on", "work goes on", "by when it hurts"])
def test_no_report_has_other_words_for_what_the_desk_card_calls_urgency(words: str) -> None:
    folder = Path(itilsim.reports.__file__).parent
    assert [each.name for each in folder.glob("*.py") if words in each.read_text("utf-8")] == []


def test_the_first_sentence_is_the_band_beside_the_colleagues() -> None:
    sentences, _ = page(played("by_priority").debrief)
    beside = "On the same morning: First-come Fran "
    assert sentences[0].startswith(f"Developing, 45 of 100, give or take 9. {beside}")
    assert "Textbook Toni 100. People lost " in sentences[0]


def test_what_is_dearest_has_cost_most() -> None:
    debrief = played("by_priority").debrief
    costs = [each.lost for each in debrief.dearest]
    assert costs == sorted(costs, reverse=True)
    _, lines = page(debrief)
    assert f"It cost {costs[0] / 100:.1f} points." in lines["Cost most"]
    assert debrief.subjects[debrief.dearest[0].finding.subject].person == "marek"
    assert "Marek Hollins" in lines["Cost most"]


def test_all_that_was_lost_in_decisions_is_what_the_score_lost() -> None:
    """The prices are those of the score: with deductions they add up to what is missing."""
    debrief = played("by_priority").debrief
    lost = sum(each.lost for each in debrief.dearest if each.finding.credit >= 0) / 100
    decided = [e for e in debrief.score if e.name in NEXT and e.points is not None]
    missing = sum(e.weight * (100 - (e.points or 0)) for e in decided) / 10_000
    assert lost == pytest.approx(missing, abs=0.5)


def test_the_next_step_is_about_what_has_cost_most_in_all() -> None:
    debrief = played("first_come").debrief
    _, lines = page(debrief)
    assert lines["Next time"] == NEXT[debrief.dearest_criterion]


def test_where_nothing_was_lost_there_is_nothing_dearest() -> None:
    _, lines = page(replace(played("textbook").debrief, dearest=()))
    assert "Cost most" not in lines
    assert lines["Next time"].startswith("Nothing has cost you a point.")


@pytest.mark.parametrize("policy", POLICIES)
def test_it_fits_one_screen(policy: str) -> None:
    debrief = played(policy).debrief
    blocks = in_short(debrief, naming_of(debrief, first_shift()), "4")
    # 80x24, less title, keys, contents and the page's own heading.
    assert sum(len(block_lines(each, 54)) + 1 for each in blocks) <= 19, policy
