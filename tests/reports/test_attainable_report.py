"""The best still attainable in words: when it was lost, by what, in lines that fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from itilsim.domain import commands as c
from itilsim.domain.debriefing.values import Dear
from itilsim.domain.names import ContactId
from itilsim.domain.scoring.table import DEDUCTIONS as TABLE
from itilsim.domain.scoring.tally import Finding
from itilsim.reports.attainable import (
    FALL_AND_PRICE,
    because,
    chart,
    in_a_sentence,
    sections,
)
from itilsim.reports.blocks import Entry, Paragraph
from itilsim.reports.charts import Marks
from itilsim.reports.decisions import decisions
from itilsim.reports.entries import _WORDS, done
from itilsim.reports.falling import falling
from itilsim.reports.markdown import markdown
from itilsim.reports.text import WIDTH
from itilsim.reports.text import text as plain
from itilsim.reports.wording import DEDUCTIONS, naming_of
from itilsim.runs.attainable import FALLS, Course, Curve, Fork
from tests.courses import course, curve


def words(text: str) -> str:
    return " ".join(text.split())


def told_of(run: Course, found: Curve, most: int = FALLS, width: int = WIDTH) -> str:
    return plain("What if", sections(run, found, most), width)


@pytest.mark.parametrize("width", [54, 80, 96])
@pytest.mark.parametrize("policy", ["first_come", "idle", "textbook", "random_choice"])
def test_every_line_fits(policy: str, width: int) -> None:
    text = told_of(*curve(policy), width=width)
    assert max(map(len, text.splitlines())) <= width


def test_it_says_what_was_attainable_and_what_was_reached() -> None:
    run, found = curve("first_come")
    text = words(told_of(run, found))
    reached = round(run.card.total / 100)
    assert f"At 09:00, 100 of 100 points were attainable; you reached {reached}." in text
    assert "It is a lower bound" in text
    assert "For this, 91 shifts were judged." in text


def test_the_last_minute_of_each_band_is_named() -> None:
    run, found = curve("first_come")
    for name, least in (("strong", "85"), ("competent", "65")):
        last = max(m for m, each in enumerate(found.bands) if each in (name, "strong"))
        time = f"{9 + last // 60:02d}:{last % 60:02d}"
        claim = f"{name.capitalize()} ({least} and more) was attainable until {time}."
        assert claim in words(told_of(run, found))


def test_the_largest_falls_are_told_with_decision_and_price() -> None:
    run, found = curve("first_come")
    told = next(each for each in sections(run, found) if each.key == "falls")
    entries = [each for each in told.blocks if isinstance(each, Entry)]
    assert len(entries) == 3
    for entry, fall in zip(entries, found.largest(3), strict=True):
        labels = [label for label, _ in entry.lines if label]
        assert f": fell by {round(fall.fell / 10) / 10:g} point" in entry.title
        assert labels[0] == "You"
        assert labels[-1] == "After it"
        assert ("Judged" in labels) == (fall.dear is not None)
        assert ("Why" in labels) == (fall.dear is None)
        assert ("Toni instead" in labels) == (fall.instead is not None)
        assert entry.lines[-1][1] == f"{(fall.after + 50) // 100} of 100 at best."


def test_the_falls_add_up_to_what_is_said() -> None:
    run, found = curve("first_come")
    text = words(told_of(run, found))
    pattern = r"Together it fell by ([\d.]+) of ([\d.]+) points; the rest: (\d+) smaller falls"
    said = re.search(pattern, text)
    assert said is not None
    assert float(said[1]) == pytest.approx(sum(e.fell for e in found.largest(3)) / 100, abs=0.05)
    assert int(said[3]) == len(found.falls) - 3
    assert float(said[2]) == pytest.approx(found.fell / 100, abs=0.05)


def test_a_curve_that_never_falls_says_so() -> None:
    run, found = curve("textbook")
    text = words(told_of(run, found))
    assert "It never fell" in text
    assert "THE LARGEST FALLS" not in text
    assert "the best band that was attainable: Strong" in text


def test_too_few_decisions_have_bands_and_no_points() -> None:
    run, found = curve("idle")
    assert run.card.few
    text = words(told_of(run, found))
    assert "your band is Starting" in text
    assert "Too few decisions for points" in text
    assert "point" not in text.split("LARGEST FALLS")[1].split("HOW THIS")[0]
    assert chart(run, found, 3, 80) == []


def test_a_seat_that_was_left_is_said_to_be_empty() -> None:
    run, found = curve("by_priority", 1800)
    text = words(told_of(run, found, most=len(found.falls)))
    assert "You left the desk at 09:30." in text
    assert "had left the desk." in text
    assert "left the desk" not in words(told_of(*curve("first_come")))


def test_markdown_has_the_same_sections_and_a_fenced_chart() -> None:
    run, found = curve("first_come")
    text, marked = told_of(run, found), markdown("What if", sections(run, found))
    headings = [line[3:] for line in marked.splitlines() if line.startswith("## ")]
    assert headings == [
        "Best still attainable",
        "When it was lost",
        "The largest falls",
        "How this is worked out",
    ]
    assert all(each.upper() in text for each in headings)
    assert marked.count("```") == 2


@pytest.mark.parametrize("width", [20, 54, 80, 120])
@pytest.mark.parametrize("marks", ["blocks", "ascii"])
def test_the_chart_falls_from_left_to_right(marks: Marks, width: int) -> None:
    points = [9_900 - 40 * n for n in range(91)]
    drawn = falling(points, width, lambda m: f"{9 + m // 60:02d}:{m % 60:02d}", {16: "a"}, marks)
    assert max(map(len, drawn)) <= width
    assert "".join(drawn).isascii() == (marks == "ascii")
    rows = [line[5:] for line in drawn[:5]]
    assert [len(row) for row in rows] == sorted(len(row) for row in rows)
    assert all(" " not in row for row in rows)


def test_the_scale_is_whole_and_ends_are_named() -> None:
    drawn = falling([9_967, 8_000, 4_524], 80, str, {})
    scale = [int(line[:3]) for line in drawn if line[:3].strip().isdigit()]
    assert scale[:6] == [100, 88, 76, 64, 52, 40]


def test_a_flat_curve_is_drawn_too() -> None:
    drawn = falling([10_000] * 31, 80, str, {})
    assert drawn[0].endswith("█" * 31)
    assert falling([0] * 31, 80, str, {})[0].startswith("  5")


def test_letters_that_meet_stand_beside_each_other() -> None:
    drawn = falling([9_000 - n for n in range(91)], 50, str, {40: "a", 41: "b", 88: "c"})
    assert drawn[-1].replace(" ", "") == "abc"


def test_many_falls_are_numbered() -> None:
    run, found = curve("first_come")
    text = told_of(run, found, most=1000)
    assert f"\n{len(found.falls)}  10:29 to 10:30: " in text


def test_a_command_without_words_of_its_own_is_told_by_its_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = course("first_come")
    naming = naming_of(run.debrief, run.setting)
    monkeypatch.delitem(_WORDS, c.LogTicket)
    logged = next(e.command for e in run.journal if isinstance(e.command, c.LogTicket))
    assert done(logged, run.debrief, naming).startswith("new record: ")


def test_every_entry_has_words_and_what_is_unknown_is_it() -> None:
    assert set(_WORDS) <= set(c.COMMANDS)
    run = course("first_come")
    naming = naming_of(run.debrief, run.setting)
    for entry in run.journal:
        told = done(entry.command, run.debrief, naming)
        assert "contact-" not in told
        assert "alert-" not in told
    unknown = c.TakeCall(ContactId("contact-1"))
    assert done(unknown, run.debrief, naming) == "took the call of it"


def test_the_sentence_of_a_lone_fall() -> None:
    run, _ = curve("first_come")
    lone = Curve((Fork(0, 9_000, "strong", None),), (9_000,), ("strong",), ())
    assert in_a_sentence(run, lone).startswith("It never fell")


@pytest.mark.parametrize("policy", ["random_choice", "first_come", "by_priority", "idle"])
def test_every_fall_of_every_player_can_be_told(policy: str) -> None:
    """A fall by a deduction has words, too; what none of them has is a cause without any."""
    run, found = curve(policy)
    naming = naming_of(run.debrief, run.setting)
    text = told_of(run, found, most=1000)
    assert "None" not in text.replace("None of this", "")
    assert "contact-" not in text
    for fall in found.falls:
        if fall.dear is None:
            words = because(run, fall.cause, naming)
            assert words[0].isupper()
            assert words.endswith(".")


@pytest.mark.parametrize(
    ("name", "chosen"),
    [("unchecked", "RM-01"), ("impostor", "RM-01"), ("hold", "caller"), ("not_restored", "fixed"),
     ("against_word", "fixed"), ("lowered", 3), ("false_p1", 1), ("teams", "WP")],
)  # fmt: skip
def test_a_fall_by_a_deduction_is_told(name: str, chosen: str | int) -> None:
    run, found = curve("first_come")
    fall = next(each for each in found.falls if each.entries)
    own = Finding(name, next(iter(run.debrief.subjects)), 600, 1, 0, -200, chosen, None, 3)
    worse = replace(fall, cause=replace(fall.cause, kind="decision", dear=Dear(own, 200)))
    told = words(told_of(run, replace(found, falls=(worse,))))
    assert f"Judged {DEDUCTIONS[name]}, 09:10, −2. " in told


def test_every_deduction_has_words() -> None:
    assert {each.id for each in TABLE} == set(DEDUCTIONS)


def test_a_fall_and_a_price_have_words_of_their_own() -> None:
    """What a decision cost stands here as in Decisions; a fall says that it fell."""
    run, found = curve("first_come")
    told = next(each for each in sections(run, found, most=1000) if each.key == "falls")
    naming = naming_of(run.debrief, run.setting)
    listed = "\n".join(
        words
        for block in decisions(run.debrief, naming, None)
        if isinstance(block, Entry)
        for _, words in block.lines
    )
    entries = [each for each in told.blocks if isinstance(each, Entry)]
    assert all(": fell by " in each.title for each in entries)
    judged = [line for each in entries for label, line in each.lines if label == "Judged"]
    assert len(judged) > 5
    for line in judged:
        head = line.split(". ")[0]
        assert re.search(r", \d\d:\d\d, −[\d.]+", head)
        assert head in listed
    assert FALL_AND_PRICE in [each.words for each in told.blocks if isinstance(each, Paragraph)]
