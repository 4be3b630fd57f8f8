"""The debrief in words: short, exact, and without a naked code."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import pytest

from itilsim.domain.clocks import MarkKind
from itilsim.domain.debriefing.values import Dear, Deducted
from itilsim.domain.scoring.table import BANDS as BAND_TABLE
from itilsim.domain.scoring.table import CRITERIA as CRITERIA_TABLE
from itilsim.domain.scoring.table import DEDUCTIONS as DEDUCTION_TABLE
from itilsim.domain.scoring.tally import FirstTries, Links
from itilsim.reports import debrief_markdown, debrief_text
from itilsim.reports.blocks import Entry
from itilsim.reports.in_short import WITHOUT_ME
from itilsim.reports.sections import NAMED, reflection, sections
from itilsim.reports.wording import (
    BANDS,
    CRITERIA,
    DEDUCTIONS,
    MARKS,
    choice_words,
    naming_of,
    reference_words,
)
from tests.builders import alert_id
from tests.played import first_shift, played

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")
SECTIONS = (
    "short",
    "charts",
    "delivered",
    "well",
    "score",
    "decisions",
    "clocks",
    "told",
    "lost",
    "reveal",
    "left",
    "balances",
    "next",
)


def words_of(policy: str) -> str:
    return debrief_text(played(policy).debrief, first_shift())


def flat(words: str) -> str:
    return " ".join(words.split())


def test_every_code_of_the_tables_has_words() -> None:
    assert {each.id for each in CRITERIA_TABLE} <= set(CRITERIA)
    assert {each.id for each in DEDUCTION_TABLE} == set(DEDUCTIONS)
    assert {word for _, word in BAND_TABLE} <= set(BANDS)
    assert {*get_args(MarkKind), "over"} == set(MARKS)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("width", [60, 80])
def test_every_line_fits(policy: str, width: int) -> None:
    lines = debrief_text(played(policy).debrief, first_shift(), width=width).splitlines()
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("policy", POLICIES)
def test_no_code_is_shown_naked(policy: str) -> None:
    words = words_of(policy)
    assert "None" not in words
    assert "/arrival/" not in words
    assert "/power-supply" not in words
    assert not re.search(r"\b(WMS|WKP|MAIL|BIZ|SRV|IAM)\b", words)
    assert not re.search(r"\b[a-z]+_[a-z]+\b", words)


@pytest.mark.parametrize("policy", POLICIES)
def test_points_have_no_decimals(policy: str) -> None:
    score = next(s for s in sections(played(policy).debrief, first_shift()) if s.key == "score")
    assert not re.search(r"\d\.\d", str(score.blocks[:3]))


def test_sections_stand_in_their_order() -> None:
    found = sections(played("textbook").debrief, first_shift())
    assert tuple(each.key for each in found) == SECTIONS


def test_reflection_comes_before_the_score() -> None:
    words = words_of("by_priority")
    questions = first_shift().scenario.reflection
    assert len(questions) == 2
    for question in questions:
        assert flat(words).index(question) < flat(words).index("SCORE")
    assert reflection(replace(played("idle").debrief, reflection=())) == ()


def test_the_first_lines_say_what_was_delivered() -> None:
    words = flat(words_of("by_priority"))
    assert "Warehouse management, scanners, labels (gold): up all the time, 100 %" in words
    assert "A watermelon, green outside and red inside" in words


def test_colleagues_have_names() -> None:
    words = words_of("by_priority")
    for name in ("First-come Fran", "Matrix Max", "Textbook Toni"):
        assert name in flat(words)
    assert re.search(r"Total +Developing +\d\d +\d\d +\d\d +\d\d", words)


def test_why_names_choice_evidence_truth_and_rule() -> None:
    words = flat(words_of("by_priority"))
    assert "Power supply of a weak series: ws-sw-07 > South, bays 2 to 4." in words
    choice = "You sent it to Business applications first; what could be seen spoke for Network."
    assert f"{choice} It reached the right team only after that." in words
    assert "ws-sw-07 belongs to Network." in words
    assert "[local rule]" in words
    assert "[ITIL]" in words


def test_a_prevented_fault_is_said_to_be_prevented() -> None:
    assert "it never came to that" in flat(words_of("textbook"))
    assert "it never came to that" not in flat(words_of("idle"))


def test_under_twenty_decisions_only_bands_are_shown() -> None:
    few = replace(played("textbook").debrief, few=True)
    words = debrief_text(few, first_shift())
    assert "bands only" in words
    assert "of 100)" not in words
    assert not re.search(r"Total +Strong +\d", words)


def test_one_edition_shows_its_own_references_only() -> None:
    found = played("by_priority").debrief
    words = flat(debrief_text(found, first_shift(), "4"))
    assert "ITIL 4, 7.1: incident management" in words
    assert "ITIL 2011" not in words
    assert "ITIL 2011, unit 5" in flat(debrief_text(found, first_shift(), "2011"))


def test_the_debrief_names_the_topics_to_practise() -> None:
    words = flat(debrief_text(played("by_priority").debrief, first_shift(), "4"))
    practise = words[words.index("Topics to practise: ") :]
    assert "Incident management" in practise
    assert "Service desk" in practise
    assert "'itilsim progress'" in practise


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("2011:5.incident", "ITIL 2011, unit 5: incident management"),
        ("4:7.1.request", "ITIL 4, 7.1: service request management"),
        ("5:deliver", "ITIL (Version 5): deliver"),
        ("5:4.4.incident", "ITIL (Version 5), 4.4: incident management"),
    ],
)
def test_references_are_worded(reference: str, words: str) -> None:
    assert reference_words(reference) == words


def test_a_deduction_says_where_and_when() -> None:
    found = played("textbook").debrief
    subject = next(iter(found.subjects))
    taken = replace(found, deductions=(Deducted("hold", -200, 1, ((600, subject, "caller"),)),))
    words = flat(debrief_text(taken, first_shift()))
    assert (
        "−2 points: On hold without a reason that shows (09:10, Hettie Marlowe at 09:00)" in words
    )


def test_what_was_let_down_is_said_beside_the_band() -> None:
    found = played("textbook").debrief
    subjects = [each.subject for each in played("idle").record.judging.opportunities.values()]
    left_out = tuple(
        e
        for e in subjects
        if e in (alert_id("F3", "ord-mq-01"), alert_id("switch-silent", "ws-sw-07"))
    )
    both = debrief_text(replace(found, let_down=left_out), first_shift())
    gate = (
        "A band above developing needs every P1 and P2 owned and restored, and four in five of all "
        "causes taken up. Left: "
    )
    words = flat(both)
    left = words[words.index(gate) + len(gate) :].split(").")[0]
    first, second = left.split(" and ")
    assert "ord-mq-01" in first
    assert "ws-sw-07" in second
    every = debrief_text(replace(found, let_down=tuple(subjects)), first_shift())
    assert f"; and {len(subjects) - NAMED} more." in flat(every)
    assert gate not in flat(debrief_text(found, first_shift()))


def test_a_guided_shift_tells_of_first_tries_and_of_no_points() -> None:
    tries = FirstTries((("kind", 5, 5), ("impact", 4, 9)))
    found = replace(played("textbook").debrief, first_tries=tries)
    words = flat(debrief_text(found, first_shift()))
    assert "Right at the first try: 9 of 14. Strong: what it is. Look again: impact." in words
    assert "neither points nor a band" in words
    assert WITHOUT_ME in words
    assert "Textbook Toni" not in words[words.index("SCORE") : words.index("DECISIONS")]


@pytest.mark.parametrize(
    ("links", "words"),
    [
        (Links(0, 0), "no report linked to its cause"),
        (Links(1, 0), "1 report linked to its cause"),
        (Links(2, 1), "2 reports linked to its cause, 1 to another"),
    ],
)
def test_links_are_worded(links: Links, words: str) -> None:
    naming = naming_of(played("textbook").debrief, first_shift())
    assert choice_words("correlation", links, naming) == words


def test_markdown_says_the_same() -> None:
    found = played("by_priority").debrief
    words = debrief_markdown(found, first_shift(), "4")
    assert words.startswith("# Debrief: Your first morning\n")
    assert words.count("\n## ") == len(SECTIONS) + 1
    assert "| Total | Developing |" in words


def test_what_to_study_names_deductions_in_words_too() -> None:
    found = played("textbook").debrief
    finding = played("by_priority").debrief.dearest[0].finding
    dearest = tuple(
        Dear(replace(finding, criterion=name, teaches=("2011:5.incident",)), lost)
        for name, lost in (("against_word", 300), ("urgency", 100))
    )
    told = flat(debrief_text(replace(found, dearest=dearest), first_shift()))
    assert "against_word" not in told
    assert f"({DEDUCTIONS['against_word'].lower()}, urgency)" in told


def test_nothing_is_restored_that_was_wished_for() -> None:
    found = played("by_priority").debrief
    clocks = next(each for each in sections(found, first_shift()) if each.key == "clocks")
    for entry in (each for each in clocks.blocks if isinstance(each, Entry)):
        names = dict(entry.lines)
        if "(REQ" in entry.title:
            assert "Fulfilment" in names
        if "(INC" in entry.title:
            assert "Restoration" in names
        assert not {"Fulfilment", "Restoration"} <= set(names)
