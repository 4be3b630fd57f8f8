"""Grading: a hand-in is worth what its own replay is worth, and what cannot be is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.classroom.class_report import class_report
from itilsim.classroom.cohort import Share, gain, items, moments, votes
from itilsim.classroom.gradebook import COLUMNS, gradebook
from itilsim.classroom.grading import Graded, Member, compared, grade, members_of
from itilsim.classroom.hand_in import SUFFIX, Beside, write_hand_in
from itilsim.classroom.plan import ClassPlan, Stop
from itilsim.classroom.plan_file import PLAN, Prepared, load_plan
from itilsim.classroom.planning import plan_text
from itilsim.content.bank import shipped_bank
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.quiz.questions import Item
from itilsim.reports.text import text
from itilsim.runs.references import References
from itilsim.storage.places import Places, places
from itilsim.storage.records import StoredRun
from tests.tui.shifts import SEED

STOP = Stop(20, "Which first?", ("The phone", "The form"), "harbour", 1, "It rings.")
PLAYERS = {
    "Ana": Player("textbook", error_rate=0.1),
    "Ben": Player("textbook", error_rate=0.4),
    "Chiara": Player("first_come", ("link_everything",)),
    "Dai": Player("by_priority", error_rate=0.3),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return places(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def questions(home: Places) -> dict[str, Item]:
    return {each.id: each for each in shipped_bank(home).of_edition("4") if each.in_exams}


@pytest.fixture(scope="module")
def prepared(
    home: Places, questions: dict[str, Item], tmp_path_factory: pytest.TempPathFactory
) -> Prepared:
    first, second, *_ = questions
    plan = ClassPlan(
        "=A lesson", "first-shift", SEED, "practice", stops=(STOP,),
        marks={"strong": "A", "competent": "B", "developing": "C", "starting": "D"},
        before=(first,), after=(second,),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("class")
    marks = "marks: {strong: A, competent: B, developing: C, starting: D}\n"
    (folder / PLAN).write_text(plan_text(plan) + marks, encoding="utf-8")
    return load_plan(folder, home)


@pytest.fixture(scope="module")
def runs(prepared: Prepared) -> dict[str, StoredRun]:
    references = References()
    found = {}
    for name, player in PLAYERS.items():
        run = simulate(prepared.setting, Order(SEED, player, save=True), references).run
        assert run is not None
        found[name] = run
    return found


def beside(prepared: Prepared, name: str, run: StoredRun) -> Beside:
    before, after = prepared.plan.before[0], prepared.plan.after[0]
    seconds = (12.5,) * len(run.entries)
    return Beside(
        "hand-in", 1, prepared.handout.code, (name,), {0: 1}, {before: 0}, {after: 0}, seconds
    )


@pytest.fixture
def folder(prepared: Prepared, runs: dict[str, StoredRun], tmp_path: Path) -> Path:
    for name, run in runs.items():
        write_hand_in(beside(prepared, name, run), run, tmp_path / f"{name}{SUFFIX}")
    return tmp_path


def graded(
    folder: Path, prepared: Prepared, questions: dict[str, Item], home: Places
) -> dict[str, Graded]:
    files = sorted(folder.glob(f"*{SUFFIX}"))
    return {e.file: e for e in compared(tuple(grade(files, prepared, questions, home)), prepared)}


def test_each_is_worth_what_its_own_replay_is_worth(
    folder: Path,
    prepared: Prepared,
    questions: dict[str, Item],
    home: Places,
    runs: dict[str, StoredRun],
) -> None:
    found = graded(folder, prepared, questions, home)
    for name, run in runs.items():
        each = found[f"{name}{SUFFIX}"]
        assert (each.refused, each.flags) == ((), ())
        assert each.card is not None
        assert each.card.total / 100 == json.loads(run.score)["total"]
        right = questions[prepared.plan.before[0]].key == 0
        assert each.before == (int(right), 1)


Change = Callable[[Beside, StoredRun], tuple[Beside, StoredRun]]

REFUSED: dict[str, Change] = {
    "of another class": lambda b, r: (replace(b, code="AAAA-AAAA"), r),
    "on seed": lambda b, r: (b, replace(r, header=replace(r.header, seed=SEED + 1))),
    "played coached": lambda b, r: (b, replace(r, header=replace(r.header, mode="coached"))),
    "with engine": lambda b, r: (b, replace(r, header=replace(r.header, engine=1))),
    "another scenario": lambda b, r: (
        b, replace(r, header=replace(r.header, scenario_digest="sha256:00")),
    ),
    "claims the log": lambda b, r: (b, replace(r, log_digest="sha256:00")),
    "claims total": lambda b, r: (
        b, replace(r, score=json.dumps({**json.loads(r.score), "total": 99.0})),
    ),
    "second": lambda b, r: (b, replace(r, reached=r.reached + 60)),
    "entries": lambda b, r: (b, replace(r, entries=r.entries[:-1])),
}  # fmt: skip


@pytest.mark.parametrize("words", REFUSED)
def test_what_does_not_give_what_it_claims_is_refused(
    words: str,
    prepared: Prepared,
    questions: dict[str, Item],
    home: Places,
    runs: dict[str, StoredRun],
    tmp_path: Path,
) -> None:
    run = runs["Ana"]
    changed = REFUSED[words](beside(prepared, "Ana", run), run)
    write_hand_in(*changed, tmp_path / f"x{SUFFIX}")
    each = graded(tmp_path, prepared, questions, home)[f"x{SUFFIX}"]
    assert each.card is None
    assert words in " ".join(each.refused)


def test_a_file_that_is_none_is_refused_and_the_others_are_graded(
    folder: Path, prepared: Prepared, questions: dict[str, Item], home: Places
) -> None:
    (folder / f"Eve{SUFFIX}").write_bytes(b"\x00\xff")
    found = graded(folder, prepared, questions, home)
    assert found[f"Eve{SUFFIX}"].refused
    assert sum(each.card is not None for each in found.values()) == len(PLAYERS)


def test_what_is_odd_is_flagged_and_costs_nothing(
    folder: Path,
    prepared: Prepared,
    questions: dict[str, Item],
    home: Places,
    runs: dict[str, StoredRun],
) -> None:
    run = runs["Ana"]
    known = beside(prepared, "Zoe", run)
    fast = replace(known, seconds=(0.2,) * len(run.entries), stops={})
    write_hand_in(fast, run, folder / f"Zoe{SUFFIX}")
    references = References()
    toni = simulate(prepared.setting, Order(SEED, Player("textbook"), save=True), references).run
    assert toni is not None
    unknown = replace(beside(prepared, "Yan", toni), seconds=())
    write_hand_in(unknown, toni, folder / f"Yan{SUFFIX}")
    found = graded(folder, prepared, questions, home)
    zoe, ana, yan = (found[f"{name}{SUFFIX}"] for name in ("Zoe", "Ana", "Yan"))
    flags = " ".join(zoe.flags)
    for words in ("that of Ana", "faster than anybody reads", "No answer at stop 1"):
        assert words in flags
    assert "that of Zoe" in " ".join(ana.flags)
    assert "of a policy, textbook" in " ".join(yan.flags)
    assert "not known" in " ".join(yan.flags)
    assert zoe.card == ana.card
    assert not found[f"Ben{SUFFIX}"].flags, "what is not odd is not flagged"


def test_a_gradebook_has_a_row_a_learner_and_no_formula(
    folder: Path, prepared: Prepared, questions: dict[str, Item], home: Places
) -> None:
    (folder / f"Eve{SUFFIX}").write_bytes(b"=1+1")
    found = tuple(graded(folder, prepared, questions, home).values())
    rows = list(csv.DictReader(io.StringIO(gradebook(found, prepared))))
    assert len(rows) == len(PLAYERS) + 1
    assert set(rows[0]) == set(COLUMNS)
    for row, each in zip(rows, found, strict=True):
        assert row["title"] == "'=A lesson"
        assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())
        if each.card is not None:
            assert float(row["total"]) == each.card.total / 100
            assert row["mark"] in "ABCD"
            assert row["stops"] == "1:1"
        else:
            assert (row["total"], row["verified"]) == ("", "no")
            assert row["refused"]


def test_a_class_splits_where_it_was_made_to_split(
    folder: Path, prepared: Prepared, questions: dict[str, Item], home: Places
) -> None:
    found = tuple(graded(folder, prepared, questions, home).values())
    members = members_of(found, prepared, home)
    sent = next(f for f in members[0].graded.findings if f.criterion == "destination")
    half = len(members) // 2
    planted = [
        Member(
            replace(
                each.graded,
                findings=(
                    replace(sent, chosen="A" if n < half else "B", credit=1000 if n < half else 0),
                ),
            ),
            each.debrief,
            each.own,
        )
        for n, each in enumerate(members)
    ]
    (moment,) = moments(planted)
    assert (moment.criterion, moment.subject) == ("destination", sent.subject)
    assert {(c.chosen, c.students, c.credit) for c in moment.choices} == {
        ("A", half, 1.0), ("B", len(members) - half, 0.0),
    }  # fmt: skip
    for choice in moment.choices:
        chose = planted[:half] if choice.chosen == "A" else planted[half:]
        assert choice.total == sum(each.total for each in chose) / len(chose)
    (item,) = items(planted)
    assert (item.right.part, item.right.of) == (half, len(members))
    alike = [Member(replace(m.graded, findings=(sent,)), m.debrief, m.own) for m in members]
    assert moments(alike) == ()
    assert votes(found, 0) == {1: len(members)}


def test_a_report_can_be_read_for_any_class(
    folder: Path, prepared: Prepared, questions: dict[str, Item], home: Places
) -> None:
    (folder / f"Eve{SUFFIX}").write_bytes(b"x")
    found = tuple(graded(folder, prepared, questions, home).values())
    members = members_of(found, prepared, home)
    read = text("Report", class_report(found, members, prepared, questions))
    for name in PLAYERS:
        assert name in read
    for words in ("Textbook Toni", "Eve", "Which first?", "4 hand-ins graded, 1 not"):
        assert words in read
    nobody = class_report((), (), prepared, questions)
    assert "0 hand-ins graded." in text("Report", nobody)


def test_a_share_has_wilsons_interval_and_a_gain_students() -> None:
    low, high = Share(8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)  # Source: Newcombe 1998's method 3
    assert Share(0, 0).interval == (0.0, 1.0)
    three = [
        Graded(str(n), None, before=(1, 4), after=(after, 4)) for n, after in enumerate((2, 3, 4))
    ]
    found = gain(three)
    assert found is not None
    assert (found.mean, found.students) == (0.5, 3)
    assert round(found.half, 3) == round(4.303 * 0.25 / 3**0.5, 3)
    assert gain(three[:1]) is None
