"""Praise names something that this person did; in a lesson, only their own first tries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.domain.debriefing.values import Well
from itilsim.domain.scoring.first_tries import ASKED
from itilsim.domain.scoring.table import CRITERIA as TABLE
from itilsim.domain.scoring.tally import FirstTries
from itilsim.reports.blocks import Entry, Items, Paragraph
from itilsim.reports.in_short import in_short
from itilsim.reports.sections import sections
from itilsim.reports.strengths import NOTHING_YET, praised, right_at_first, strengths
from itilsim.reports.wording import CRITERIA, naming_of
from tests.played import first_shift, played

OUTCOME = [CRITERIA[each.id] for each in TABLE if each.part == "outcome"]


@pytest.mark.parametrize("policy", ["random_choice", "first_come", "by_priority", "textbook"])
def test_what_came_of_it_is_no_strength(policy: str) -> None:
    found = played(policy).debrief
    naming = naming_of(found, first_shift())
    well = next(each for each in sections(found, first_shift()) if each.key == "well")
    lines = [line for block in well.blocks if isinstance(block, Items) for line in block.lines]
    lines += [praised(each, naming) for each in strengths(found)]
    assert not [line for line in lines if line.startswith(tuple(OUTCOME))]


def test_a_lesson_praises_first_tries_only() -> None:
    tries = FirstTries(
        (("impact", 1, 3), ("kind", 3, 3), ("team", 0, 2), ("urgency", 8, 9), (ASKED, 2, 2))
    )
    assert list(right_at_first(tries)) == [
        "What it is: 3 of 3 right at the first try",
        "The tutor's questions: 2 of 2 right at the first try",
        "Urgency: 8 of 9 right at the first try",
        "Impact: 1 of 3 right at the first try",
    ]
    found = replace(played("textbook").debrief, first_tries=tries)
    naming = naming_of(found, first_shift())
    entry = next(e for e in in_short(found, naming, None) if isinstance(e, Entry))
    assert dict(entry.lines)["Well done"] == "What it is: 3 of 3 right at the first try."


def test_a_lesson_without_a_right_first_try_praises_nothing() -> None:
    tries = FirstTries((("impact", 0, 3),))
    found = replace(played("textbook").debrief, first_tries=tries)
    well = next(each for each in sections(found, first_shift()) if each.key == "well")
    assert well.blocks == (Paragraph(NOTHING_YET),)
    entry = next(
        e for e in in_short(found, naming_of(found, first_shift()), None) if isinstance(e, Entry)
    )
    assert "Well done" not in dict(entry.lines)


def test_praise_says_nothing_twice() -> None:
    found = played("textbook").debrief
    naming, subjects = naming_of(found, first_shift()), tuple(found.subjects)[:2]
    assert praised(Well("problem", 1, 1, (), "PB-1", 9), naming) == "Problem raised"
    sent = Well("destination", 8, 8, subjects, "service_desk", 9)
    told = praised(sent, naming)
    assert told.startswith("Solved or sent right: 8 of 8, like ")
    assert told.endswith(f"({naming.team('service_desk')})")
    assert praised(Well("impact", 2, 3, (), 2, 9), naming) == "Impact: 2 of 3 right"
