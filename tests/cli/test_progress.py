"""`progress`: one map with the evidence behind each figure, as words and as data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.content.bank import shipped_bank
from itilsim.quiz.editions import EDITIONS
from itilsim.quiz.plan import DAY
from itilsim.storage.places import places
from itilsim.storage.runs import open_runs
from itilsim.storage.study import open_study
from itilsim.storage.study_rows import AnswerRow, ReviewRow
from tests.cli.conftest import Run

NOW = 1_800_000_000


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: float(NOW))


@pytest.fixture
def studied(home: Path) -> int:
    """Sixty exam questions of ITIL 4 answered, two of three rightly; cards reviewed."""
    folders = places(home)
    items = list(shipped_bank(folders).of_edition("4"))
    exam = [item for item in items if item.in_exams and not item.beyond_exam][::3][:60]
    with open_study(folders) as study:
        cards = [item.id for item in items if item.style == "card"][:9]
        reviews = [ReviewRow(NOW - 30 * DAY, card, 3) for card in cards]
        for n, item in enumerate(exam):
            row = AnswerRow(NOW - DAY + n, item.id, "4", 0, n % 3 > 0, None, "practice")
            study.record_answer(row, reviews.pop() if reviews else None)
    return len(exam)


def test_a_newcomer_is_told_what_to_begin_with_and_no_database_is_made(
    run: Run, home: Path
) -> None:
    ended = run("progress")
    assert (ended.code, ended.err) == (0, "")
    assert "Begin Key concepts" in ended.out
    assert "Answer 20 more exam questions." in ended.out
    assert not (home / "itilsim.sqlite").exists()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_fits_80_columns_in_ascii_but_for_its_words(
    run: Run, studied: int, edition: str
) -> None:
    assert studied
    out = run("progress", "--edition", edition).out
    assert max(map(len, out.splitlines())) <= 80
    assert not any("─" <= letter <= "▟" for letter in out)
    assert all(out.count(f"\n{title}\n") == 1 for title in ("NEXT", "READINESS", "WHAT YOU KNOW"))


def test_a_figure_has_its_interval_and_its_evidence(run: Run, studied: int) -> None:
    words = " ".join(run("progress").out.split())
    assert "ITIL 4 Foundation" in words
    assert "40 right" in words
    assert f"{studied} answers" in words
    assert "right at first" in words
    assert "of which you recall about" in words
    assert "between" in words
    assert "Review: 9 cards are due" in words


def test_data_is_stable_and_agrees_with_the_words(run: Run, studied: int) -> None:
    data = run("progress", "--json").data
    assert list(data) == [
        "schema_version", "edition", "title", "at", "exam_at", "known", "readiness", "answers",
        "load", "daily_cap", "rest", "exams", "shifts", "offers", "calendar",
    ]  # fmt: skip
    assert (data["schema_version"], data["edition"], data["at"]) == (1, "4", NOW)
    assert sum(day["number"] for day in data["answers"]) == studied
    assert 0 < data["readiness"]["probability"] < 1
    assert len(data["readiness"]["levers"]) == 3
    seen = sum(area["skill"]["answered"]["seen"] for area in data["known"]["areas"])
    assert seen == studied
    assert data == run("progress", "--json").data


def test_what_is_beyond_the_cap_can_be_left_off_knowingly(run: Run, studied: int) -> None:
    assert studied > 5
    assert run("progress", "--json").data["rest"] is None
    run("settings", "daily_cap", "5")
    rest = run("progress", "--json").data["rest"]
    assert rest["cards"]
    words = " ".join(run("progress").out.split())
    assert f"Beyond that {len(rest['cards'])} cards would be due today." in words
    assert f"about {rest['forgotten']:.1f} of them will be forgotten by then." in words


@pytest.fixture
def own(saved: str, home: Path) -> str:
    """The id of the same shift as a person would have played it."""
    with open_runs(places(home)) as runs:
        stored = runs.load(saved)
        runs.add(replace(stored, header=replace(stored.header, id="own", options={})))
    return "own"


def test_a_persons_shift_shows_in_the_map_and_a_policys_does_not(
    run: Run, saved: str, own: str
) -> None:
    run("debrief", saved)
    assert "Shift " not in run("progress", "--edition", "4").out
    assert run("debrief", own).code == 0
    words = run("progress", "--edition", "4").out
    assert f"Shift {own}:" in words
    assert f"Shift {saved}:" not in words
    assert "Incident management\n" in words
    assert "at the desk" in words
    assert "in questions" not in words
    assert "Shifts: 1" in words


def test_a_debrief_teaches_once(run: Run, own: str, home: Path) -> None:
    counts = []
    for _ in range(2):
        run("debrief", own)
        with open_study(places(home)) as study:
            counts.append(len(study.evidence()))
    assert counts[0] == counts[1] > 20


def test_a_run_file_teaches_nobody_here(run: Run, own: str, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", own, "--format", "run", "--out", path)
    assert run("debrief", path).code == 0
    with open_study(places(home)) as study:
        assert study.evidence() == ()


def test_an_edition_that_does_not_exist_is_a_usage_error(run: Run) -> None:
    assert run("progress", "--edition", "3").code == 2
