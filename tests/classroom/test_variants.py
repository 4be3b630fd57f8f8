"""Variants of a class: dealt by a rule, graded by themselves, compared over all; copies show."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest

from itilsim.classroom import seeking
from itilsim.classroom.attending import Attending
from itilsim.classroom.class_report import class_report
from itilsim.classroom.copying import across
from itilsim.classroom.gradebook import gradebook
from itilsim.classroom.grading import Graded, compared, grade, members_of
from itilsim.classroom.hand_in import SUFFIX, Beside, write_hand_in
from itilsim.classroom.measuring import Measured, Morning
from itilsim.classroom.plan import ClassPlan, Stop, Variant, code_of, handout_of
from itilsim.classroom.plan_file import HANDOUT, PLAN, Prepared, load_handout, load_plan
from itilsim.classroom.plan_file import write_handout as written
from itilsim.classroom.planning import plan_text
from itilsim.classroom.printing import printed
from itilsim.classroom.variants import handout_for, letter_for, spread
from itilsim.cli import classroom, main
from itilsim.content.bank import shipped_bank
from itilsim.domain.commands import Command, subject_of
from itilsim.domain.errors import ContentError, UsageError
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.quiz.questions import Item
from itilsim.reports.text import text
from itilsim.runs.references import References
from itilsim.seat.running import Running
from itilsim.storage.places import Places, places
from itilsim.storage.records import StoredRun
from itilsim.tui import start

SEEDS = (5_010_001, 5_010_004)
STOP = Stop(10, "Which first?", ("The phone", "The form"), "harbour", 1, "It rings.")
OTHER = Stop(12, "One cause?", ("Yes", "No"), "lantern", 2, "Two.")
CODE = "AK2N-EH4I"
"""The code of a class before there were variants."""
PLAN_A = ClassPlan(
    "A lesson", "any-day.quillmere.2.30", SEEDS[0], "practice", stops=(STOP,),
    variants=(
        Variant(SEEDS[0], (80.0, 70.0, 60.0, 50.0), 2, 18.0),
        Variant(SEEDS[1], (81.0, 71.0, 61.0, 51.0), 2, 19.0, (OTHER,)),
    ),
)  # fmt: skip
NAMES = {"Ana": "A", "Ben": "B", "Chiara": "A", "Dai": "B"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return places(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def questions(home: Places) -> dict[str, Item]:
    return {each.id: each for each in shipped_bank(home).of_edition("4")}


@pytest.fixture(scope="module")
def folder(questions: dict[str, Item], tmp_path_factory: pytest.TempPathFactory) -> Path:
    asked = [each for each in questions.values() if each.in_exams and not each.beyond_exam]
    found = tmp_path_factory.mktemp("class")
    changed = plan_text(PLAN_A).replace(
        "before: []\nafter: []", f"before: [{asked[0].id}]\nafter: [{asked[40].id}]"
    )
    changed = changed.replace("# roster: [Ana, Ben, Chiara]", "roster: [Ana, Ben, Chiara, Dai]")
    changed = changed.replace("dealt_by: name", "dealt_by: roster")
    (found / PLAN).write_text(changed, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def prepared(folder: Path, home: Places) -> Prepared:
    return load_plan(folder, home)


@pytest.fixture(scope="module")
def runs(prepared: Prepared) -> Mapping[str, StoredRun]:
    """Each of two variants, played by somebody who errs."""
    references, found = References(), {}
    for (name, letter), rate in zip(NAMES.items(), (0.1, 0.1, 0.3, 0.3), strict=True):
        own = prepared.of(letter)
        assert own is not None
        player = Player("textbook", error_rate=rate)
        run = simulate(own.setting, Order(own.plan.seed, player, save=True), references).run
        assert run is not None
        found[name] = run
    return found


def beside(prepared: Prepared, name: str, letter: str, run: StoredRun) -> Beside:
    return Beside(
        "hand-in", 1, prepared.handout.code, (name,), {0: 1}, {}, {}, (9.0,) * len(run.entries),
        variant=letter,
    )  # fmt: skip


def graded(
    prepared: Prepared, files: Mapping[str, tuple[Beside, StoredRun]], where: Path, home: Places
) -> dict[str, Graded]:
    paths = []
    for name, (first, run) in files.items():
        paths.append(where / f"{name}{SUFFIX}")
        write_hand_in(first, run, paths[-1])
    found = compared(tuple(grade(paths, prepared, {}, home)), prepared)
    return {Path(each.file).stem: each for each in found}


def test_a_plan_with_variants_is_read_as_it_was_made(tmp_path: Path, home: Places) -> None:
    (tmp_path / PLAN).write_text(plan_text(PLAN_A), encoding="utf-8")
    assert load_plan(tmp_path, home).plan == PLAN_A


def test_each_variant_is_a_class_of_its_own_under_one_code(
    prepared: Prepared, questions: dict[str, Item], tmp_path: Path
) -> None:
    first, second = prepared.variants
    assert (first.plan.seed, second.plan.seed) == SEEDS
    assert (first.plan.stops, second.plan.stops) == ((STOP,), (OTHER,))
    assert first.setting.digest != second.setting.digest
    assert {first.handout.code, second.handout.code} == {prepared.handout.code}
    for when in ("before", "after"):
        (mine,), (theirs,) = getattr(first.plan, when), getattr(second.plan, when)
        one, other = questions[mine], questions[theirs]
        assert mine != theirs
        assert (one.topic, one.bloom, one.style) == (other.topic, other.bloom, other.style)
    written(prepared.handout, tmp_path / HANDOUT)
    assert load_handout(tmp_path / HANDOUT) == prepared.handout
    own = handout_for(prepared.handout, "B")
    assert (own.seed, own.stops, own.before) == (
        SEEDS[1], second.handout.stops, second.plan.before,
    )  # fmt: skip
    for letter in ("", "C"):
        with pytest.raises(UsageError):
            handout_for(prepared.handout, letter)


def test_a_class_without_variants_keeps_its_code(prepared: Prepared) -> None:
    made = handout_of(ClassPlan("A lesson", "first-shift", 7, stops=(STOP,)), "sha256:00", 2)
    assert made.code == CODE
    plain = replace(prepared.handout, variants=(), dealt_by="name")
    assert code_of(plain) == code_of(replace(plain, dealt_by="roster"))
    assert code_of(plain) != code_of(prepared.handout)


def test_neighbours_on_a_roster_never_share_a_variant(prepared: Prepared) -> None:
    handout = prepared.handout
    dealt = [letter_for(handout, handout.code, (each,)) for each in handout.roster]
    assert dealt == ["A", "B", "A", "B"]
    pairs = replace(handout, seats="pairs")
    for names, letter in ((("Ana", "Ben"), "A"), (("Dai", "Chiara"), "B")):
        assert letter_for(pairs, handout.code, names) == letter
    assert letter_for(replace(handout, variants=()), handout.code, ("Ana",)) == ""


def test_names_decide_alike_everywhere_and_share_out_evenly(prepared: Prepared) -> None:
    opened = replace(prepared.handout, roster=(), dealt_by="name")
    dealt = [letter_for(opened, opened.code, (f"Student {n}",)) for n in range(200)]
    assert 70 < dealt.count("A") < 130
    assert dealt[7] == letter_for(opened, opened.code, (" student7",))
    assert dealt != [letter_for(opened, "AAAA-AAAA", (f"Student {n}",)) for n in range(200)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (f"seed: {SEEDS[1]}", f"seed: {SEEDS[0]}", "duplicate"),
        (f"  - seed: {SEEDS[0]}", "  - seed: 1", "wrong-value"),
        ("[81.0, 71.0, 61.0, 51.0]", "[81.0]", "wrong-value"),
        ("dealt_by: name", "dealt_by: roster", "wrong-value"),
        ("        best: 2", "        best: 3", "wrong-value"),
    ],
)
def test_what_is_wrong_with_variants_is_told(
    old: str, new: str, code: str, tmp_path: Path, home: Places
) -> None:
    assert old in plan_text(PLAN_A)
    (tmp_path / PLAN).write_text(plan_text(PLAN_A).replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as found:
        load_plan(tmp_path, home)
    assert code in {each.code for each in found.value.problems}


def test_each_is_graded_on_their_own_variant_and_compared_over_all(
    prepared: Prepared,
    runs: Mapping[str, StoredRun],
    questions: dict[str, Item],
    tmp_path: Path,
    home: Places,
) -> None:
    files = {name: (beside(prepared, name, NAMES[name], run), run) for name, run in runs.items()}
    found = graded(prepared, files, tmp_path, home)
    assert {name: (e.refused, e.flags) for name, e in found.items()} == dict.fromkeys(
        NAMES, ((), ())
    )
    rows = list(csv.DictReader(io.StringIO(gradebook(tuple(found.values()), prepared))))
    assert [(row["variant"], int(row["seed"])) for row in rows] == [
        (letter, SEEDS["AB".index(letter)]) for letter in NAMES.values()
    ]
    members = members_of(tuple(found.values()), prepared, home)
    assert [each.own.letter for each in members] == list(NAMES.values())
    report = class_report(tuple(found.values()), members, prepared, questions)
    read = " ".join(text("Report", report).casefold().split())
    for words in (
        "Within and over the variants", "compared over all variants", "counted within each variant",
        "discuss, variant A", "discuss, variant B", "Variant B: Minute 12: One cause?",
    ):  # fmt: skip
        assert words.casefold() in read


def test_a_hand_in_of_the_wrong_variant_is_flagged_or_refused(
    prepared: Prepared, runs: Mapping[str, StoredRun], tmp_path: Path, home: Places
) -> None:
    run = runs["Ana"]
    files = {
        "Ben": (beside(prepared, "Ben", "A", run), run),
        "Ana": (beside(prepared, "Ana", "B", run), run),
        "Dai": (beside(prepared, "Dai", "F", run), run),
        "Chiara": (beside(prepared, "Chiara", "", run), run),
    }
    found = graded(prepared, files, tmp_path, home)
    assert found["Ben"].flags[:1] == (
        "It was played on variant A; by the rule of the class it is B.",
    )
    assert all(found[name].refused for name in ("Ana", "Dai", "Chiara"))


def test_decisions_of_another_variant_are_found(
    prepared: Prepared, runs: Mapping[str, StoredRun], tmp_path: Path, home: Places
) -> None:
    """A journal of A under the header of B: refused, and said to be A's."""
    forged = replace(runs["Ben"], entries=runs["Ana"].entries)
    files = {
        "Ana": (beside(prepared, "Ana", "A", runs["Ana"]), runs["Ana"]),
        "Ben": (beside(prepared, "Ben", "B", forged), forged),
    }
    found = graded(prepared, files, tmp_path, home)
    assert found["Ben"].refused
    assert found["Ben"].card is None
    many = len(runs["Ana"].entries)
    assert any(f"of its {many} steps are about what came in on variant A" in e
               for e in found["Ben"].flags)  # fmt: skip
    assert any("one for one, those of Ana (variant A)" in e for e in found["Ben"].flags)
    assert (found["Ana"].refused, found["Ana"].card is not None) == ((), True)
    assert not any("steps are about" in each for each in found["Ana"].flags)


def test_steps_taken_over_one_for_one_are_found_whoever_they_are_about(
    prepared: Prepared, runs: Mapping[str, StoredRun], tmp_path: Path, home: Places
) -> None:
    files = {name: (beside(prepared, name, NAMES[name], run), run) for name, run in runs.items()}
    honest = graded(prepared, files, tmp_path, home)
    ana, ben = honest["Ana"], honest["Ben"]
    mine = list(dict.fromkeys(filter(None, map(subject_of, ben.claimed))))
    theirs = list(dict.fromkeys(filter(None, map(subject_of, ana.claimed))))
    instead = dict(zip(theirs, [*mine, *(f"x{n}" for n in range(99))], strict=False))
    copied = replace(ben, claimed=tuple(_readdressed(each, instead) for each in ana.claimed))
    flags = across((ana, copied), prepared)
    assert flags[1] == (
        "Whoever they were about, its steps are, one for one, those of Ana (variant A).",
    )
    assert across((ana, ben), prepared) == ((), ())


def _readdressed(command: Command, instead: Mapping[str, str]) -> Command:
    def other(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(other, value))
        return instead.get(value, value) if isinstance(value, str) else value

    changes = {each.name: other(getattr(command, each.name)) for each in fields(command)}
    return replace(command, **changes)


def test_each_variant_has_its_run_sheet_and_key(prepared: Prepared, home: Places) -> None:
    pages = printed(prepared, home)
    for name in ("run-sheet", "answer-key", "handbook", "cards"):
        assert pages[f"{name}-A.html"] != pages[f"{name}-B.html"]
        assert f"{name}.html" not in pages
    assert {"desk-card.html", "estate-map.html"} <= set(pages)
    sheet = pages["run-sheet-B.html"]
    for words in (
        "Who errs in 30 % scores 60 and 61, in the mean of 2 plays each.", "Ana, Chiara",
        "One cause?", "65 and 66 points",
    ):  # fmt: skip
        assert words in sheet
    assert "Which first?" not in sheet


def test_a_check_measures_again_and_finds_figures_that_are_not_so(
    prepared: Prepared, folder: Path, tmp_path: Path, home: Places
) -> None:
    (good, words), = seeking.variants_checked(folder, prepared.handout, home)  # fmt: skip
    assert not good, "the figures of this plan were made up"
    assert "was measured as 80.0, 70.0" in words
    plan = (folder / PLAN).read_text(encoding="utf-8")
    for own, made_up in zip(prepared.variants, PLAN_A.variants, strict=True):
        found = Morning.of(own.setting, own.plan.seed).measured(made_up.plays, seeking.SHOWN)
        old, new = (", ".join(f"{e:.1f}" for e in s) for s in (made_up.scores, found.scores))
        assert old in plan
        plan = plan.replace(old, new)
    (tmp_path / PLAN).write_text(plan, encoding="utf-8")
    (_, words), = seeking.variants_checked(tmp_path, prepared.handout, home)  # fmt: skip
    assert "measured once more" in words
    (good, words), = seeking.variants_checked(None, prepared.handout, home)  # fmt: skip
    assert (good, words) == (True, "All 2 variants can be played here.")


@dataclass
class Morningless:
    """A morning whose figures are known, beside errors of measurement."""

    seed: int
    truth: float
    luck: Mapping[str, float]

    def measured(self, plays: int, part: str) -> Measured:
        mean = self.truth + self.luck.get(part, 0.0)
        return Measured((mean + 20, mean - 20), 12.0, plays)


def test_those_nearest_to_one_another_are_taken_unless_luck_had_brought_them_together(
    monkeypatch: pytest.MonkeyPatch, home: Places
) -> None:
    lucky = {"look": 0.0, "chosen": 0.0, "shown": 6.0}
    truths = [(50, {}), (60, {}), (60.5, lucky), (70, {}), (71, {}), (49.5, {})]
    monkeypatch.setattr(seeking, "load_shift", lambda *_: None)

    def of(_setting: object, seed: int) -> Morningless:
        return Morningless(seed, *truths[seed])

    monkeypatch.setattr(Morning, "of", of)
    told: list[str] = []
    found = seeking.sought("any-day", 0, 2, home, told.append)
    assert [morning.seed for morning, _ in found] == [3, 4]
    assert spread([each.scores for _, each in found]) == 1.0
    assert told, "whoever waits is told how far it is"
    truths[:] = [(10 * n, {}) for n in range(99)]
    with pytest.raises(UsageError, match="no 2 as hard as one another"):
        seeking.sought("any-day", 0, 2, home, told.append)


def test_a_scripted_shift_has_no_variants(home: Places) -> None:
    with pytest.raises(UsageError, match="any-day"):
        seeking.with_variants(ClassPlan("A", "first-shift", 7), 2, home, lambda _: None)


def test_a_plan_is_given_variants_with_their_figures_and_the_same_words(
    prepared: Prepared, tmp_path: Path, home: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tuple(
        (Morning.of(own.setting, own.plan.seed), Measured((80.04, 60.26), 12.34, 60))
        for own in prepared.variants
    )
    monkeypatch.setattr(seeking, "sought", lambda *_: found)
    begun = replace(PLAN_A, seed=5, stops=(), variants=())
    plan = seeking.with_variants(begun, 2, home, lambda _: None)
    assert [each.seed for each in plan.variants] == list(SEEDS)
    assert plan.seed == SEEDS[0]
    assert {(each.scores, each.exact_to, each.plays) for each in plan.variants} == {
        ((80.0, 60.3), 12.3, 60)
    }
    (tmp_path / PLAN).write_text(plan_text(plan), encoding="utf-8")
    read = load_plan(tmp_path, home)
    assert read.plan == plan
    first, second = (own.plan.stops for own in read.variants)
    assert first[0].word == second[0].word
    assert first[0].question != second[0].question


@pytest.mark.parametrize(("name", "letter"), [("Ana", "A"), ("Ben", "B")])
def test_a_student_is_seated_before_the_variant_that_is_theirs(
    name: str, letter: str, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seated: list[Attending] = []

    def play(running: Running, attending: Attending, _own: Places, *, brief: bool) -> bool:
        assert brief
        assert running.setting.digest == attending.handout.scenario_digest
        running.close()
        attending.begin()
        seated.append(attending)
        return False

    monkeypatch.setattr(classroom, "has_screen", lambda: True)
    monkeypatch.setattr(start, "play_in_class", play)
    written(prepared.handout, tmp_path / HANDOUT)
    words = ["class", "play", str(tmp_path / HANDOUT), "--name", name, "--home", str(tmp_path)]
    assert main(words) == 0
    (attending,) = seated
    own = prepared.of(letter)
    assert own is not None
    assert attending.beside.variant == letter
    assert (attending.handout.seed, attending.handout.stops) == (
        own.handout.seed, own.handout.stops,
    )  # fmt: skip
    assert attending.beside.code == prepared.handout.code
