"""Progress in words: questions apart from shifts, bands that are bands, and a place to start."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from itilsim.learner.progress import Done, Progress, progress_of
from itilsim.learner.skill_map import Skill, skill_map
from itilsim.quiz.calendar import UTC, Calendar
from itilsim.quiz.plan import DAY, Plan
from itilsim.quiz.readiness import Lever, Readiness
from itilsim.reports.charts import Marks, bounds, chance, percent, span
from itilsim.reports.progress import (
    desk_words,
    evidence_words,
    legend,
    offer_words,
    progress_text,
    question_words,
    readiness_words,
    skill_lines,
)
from itilsim.storage.records import RunHeader, RunSummary
from itilsim.storage.study_rows import AnswerRow, EvidenceRow, ReviewRow
from tests.tui.studies import BANK, BLUEPRINT, NOW

LEVERS = (Lever("guiding-principles", "2", 0.04), Lever("incident-management", "7", 0.01))
SHARES = (0.0, 1e-6, 0.003, 0.01, 0.0149, 0.29, 0.5, 0.994, 0.995, 0.9999, 1.0)


def ready(probability: float | None, low: float, high: float, answered: int = 20) -> Readiness:
    return Readiness(probability, low, high, answered, 0, (), LEVERS)


def answers(number: int, *, right: int | None = None, at: int = NOW) -> tuple[AnswerRow, ...]:
    most = number if right is None else right
    items = [item for item in BANK.items if item.topic == "problem-management"][:number]
    return tuple(
        AnswerRow(at, item.id, "4", 0, n < most, None, "practice") for n, item in enumerate(items)
    )


def decisions(*credits_: float, run: str = "own", at: int = NOW) -> tuple[EvidenceRow, ...]:
    return tuple(
        EvidenceRow(at, run, "problem-management", {"4": "7.1"}, credit, position)
        for position, credit in enumerate(credits_)
    )


def skill(given: tuple[AnswerRow, ...] = (), shown: tuple[EvidenceRow, ...] = ()) -> Skill:
    known = skill_map("4", BANK, given, shown, {}, NOW)
    return next(topic for topic in known.topics if topic.id == "problem-management")


def test_an_answer_changes_what_questions_show_and_a_shift_what_the_desk_shows() -> None:
    nothing, answered = skill(), skill(answers(6))
    both = skill(answers(6), decisions(0.0, 0.0, 0.0, 1.0))
    assert answered.at_the_desk == nothing.at_the_desk
    assert both.mastery == answered.mastery
    assert both.at_the_desk.estimate < 0.5 < both.mastery.estimate
    assert both.lowest == both.at_the_desk.estimate
    assert answered.lowest == answered.mastery.estimate
    assert nothing.lowest == 0.5
    lines = skill_lines(both, 60)
    assert [line.split("  ")[0].strip() for line in lines] == ["in questions", "at the desk"]
    assert lines[0].endswith(question_words(both))
    assert lines[1].endswith(desk_words(both))


def test_where_there_is_too_little_it_says_how_little() -> None:
    assert question_words(skill()) == desk_words(skill()) == "none yet"
    assert question_words(skill(answers(2))) == "2 answers, too few for a figure"
    assert question_words(skill(answers(1))) == "1 answer, too few for a figure"
    assert desk_words(skill((), decisions(1.0, 0.0))) == "2 decisions, too few for a figure"
    old = skill(answers(6, at=NOW - 300 * DAY))
    assert question_words(old) == "6 answers, not enough for a figure"
    assert not set("├●┤%") & set("".join(skill_lines(old, 60)))
    assert "New questions" not in " ".join(evidence_words(old, Calendar()))
    assert "2 new questions." in evidence_words(old, Calendar())


@pytest.mark.parametrize("marks", ["blocks", "ascii"])
def test_a_figure_and_its_band_fit_in_44_cells_or_go_without_their_drawing(marks: Marks) -> None:
    for given, shown in product(range(8), ((), (1.0,), (1.0,) * 9, (0.0, 1.0, 0.5) * 40)):
        found = skill(answers(given, right=given // 2), decisions(*shown))
        for width in (44, 53, 76):
            assert all(len(line) <= width for line in skill_lines(found, width, marks))


@pytest.mark.parametrize(("low", "high"), [(a, b) for a in SHARES for b in SHARES if a <= b])
def test_the_ends_of_a_band_are_never_one_figure_and_hold_what_lies_between(
    low: float, high: float
) -> None:
    below, above = (int(words.removesuffix(" %")) for words in bounds(low, high))
    assert 0 <= below < above <= 100
    assert below <= round(100 * low, 6)
    assert round(100 * high, 6) <= above
    for share in (low, (low + high) / 2, high):
        assert below <= int(percent(share).removesuffix(" %")) <= above
    assert f"between {below} % and {above} %" in chance(low, low, high)[0]


def test_a_share_that_is_a_whole_hundredth_keeps_it() -> None:
    assert bounds(0.29, 0.57) == ("29 %", "57 %")


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("marks", ["blocks", "ascii"])
def test_a_band_is_drawn_as_one_whatever_it_is(share: float, marks: Marks) -> None:
    for cells, off in product((7, 20, 50), (0.0, 0.1, 0.5)):
        drawn = span(share, max(share - off, 0), min(share + off, 1), cells, marks)
        assert len(drawn) == cells
        left, middle, right = ("├", "●", "┤") if marks == "blocks" else ("[", "|", "]")
        assert drawn.index(left) < drawn.index(middle) < drawn.index(right)
        assert [drawn.count(mark) for mark in (left, middle, right)] == [1, 1, 1]


def test_the_legend_shows_the_mark_that_is_drawn() -> None:
    assert legend().startswith("├──●──┤ is where you are")
    assert legend("ascii").startswith("[==|==] is where you are")


def test_far_from_a_pass_there_is_a_place_to_start_and_no_figure() -> None:
    assert readiness_words(ready(0.004, 0.0001, 0.01), 80) == [
        "Far to go: 20 answers so far. Start with Guiding principles."
    ]
    assert readiness_words(replace(ready(0.004, 0.0, 0.01), levers=()), 80) == [
        "Far to go: 20 answers so far."
    ]


def test_where_hardly_a_doubt_is_left_there_is_no_figure_either() -> None:
    assert readiness_words(ready(0.9999, 0.996, 1.0, 300), 80) == [
        "Well prepared: 300 answers so far, and hardly a doubt of a pass."
    ]


@pytest.mark.parametrize(
    ("probability", "low", "high"), [(0.05, 0.01, 0.2), (0.5, 0.2, 0.8), (0.99, 0.98, 1.0)]
)
def test_between_them_the_chance_stands_with_its_band(
    probability: float, low: float, high: float
) -> None:
    first, drawn = readiness_words(ready(probability, low, high), 80)
    assert first.startswith("Chance of passing: ")
    assert "between" in first
    assert drawn.startswith("0 %")


def test_too_few_answers_say_how_many_more() -> None:
    found = Readiness(None, 0.0, 1.0, 3, 17, (), ())
    words = readiness_words(found, 80)
    assert words == ["Chance of passing: not known yet. Answer 17 more exam questions."]


def run(name: str, mode: str, created: str = "2026-09-21T12:00:00Z") -> RunSummary:
    header = RunHeader(
        id=name, scenario="first-shift", scenario_digest="sha256:" + "0" * 64, seed=7, engine=2,
        mode=mode, pace="stepped", created=created,
    )  # fmt: skip
    return RunSummary(header, "finished", 5400, 80, "", "")


def stood(done: Done, calendar: Calendar = UTC, at: int = NOW) -> Progress:
    return progress_of(done, BANK, BLUEPRINT, Plan(calendar=calendar), at, {})


def test_an_offer_to_practise_says_what_is_known_in_both_ways() -> None:
    done = Done(answers(8, right=2), evidence=decisions(0.0, 1.0))
    found = stood(done)
    (offer,) = (each for each in found.offers if each.kind == "practice")
    assert offer_words(offer, found) == (
        "Practise Problem management: in questions 31 % (8 to 54 %); 2 decisions, too few for a "
        "figure."
    )


def test_guided_shifts_are_listed_and_not_counted() -> None:
    shown = decisions(1.0, 1.0, 1.0, 1.0)
    for mode, counted in (("guided", 0), ("practice", 4)):
        found = stood(Done(evidence=shown, runs=(run("own", mode),)))
        (topic,) = (each for each in found.known.topics if each.id == "problem-management")
        assert sum(each.decisions for each in topic.shown) == counted
        assert ", guided" in progress_text(found) or mode != "guided"
        assert found.shifts[0].mode == mode


@pytest.mark.parametrize(
    ("utc", "ahead", "date"),
    [
        (13, -10, "2026-09-20"),
        (13, 0, "2026-09-21"),
        (13, 13, "2026-09-21"),  # two in the morning: an evening's work is one day's
        (17, 13, "2026-09-22"),
    ],
)
def test_every_date_is_the_learners_own(utc: int, ahead: int, date: str) -> None:
    at = NOW - NOW % DAY + utc * 3600
    calendar = Calendar(ahead * 3600)
    given = answers(5, at=at)
    rated = tuple(ReviewRow(row.at, row.item, 3) for row in given)
    begun = run("own", "practice", f"2026-09-21T{utc}:00:00Z")
    done = Done(given, rated, decisions(1.0, at=at), (), (begun,))
    found = stood(done, calendar, at)
    assert found.answers[-1].date == found.load[0].date == found.shifts[0].date == date
    assert found.answers[-1].number == 5
    words = progress_text(found).replace("(", " ").replace(")", " ").split()
    assert {word.strip(".,;") for word in words if word.startswith("2026-")} == {date}
