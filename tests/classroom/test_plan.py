"""A plan and its two files: students hold no answers, and what was changed is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.classroom.plan import ClassPlan, Stop, code_of, handout_of, is_word
from itilsim.classroom.plan_file import (
    HANDOUT,
    PLAN,
    load_handout,
    load_plan,
    setting_of,
    write_handout,
)
from itilsim.classroom.planning import ASKED, new_plan, plan_text, proposed_anew
from itilsim.classroom.preflight import preflight
from itilsim.classroom.variants import of_one_cell
from itilsim.content.bank import shipped_bank
from itilsim.domain.errors import ContentError, UsageError
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.enemies import enemies_of
from itilsim.sim import ENGINE
from itilsim.storage.places import Places, places

STOP = Stop(20, "Which first?", ("The phone", "The form"), "harbour", 1, "It rings.")
PLAN_A = ClassPlan("A lesson", "first-shift", 7, stops=(STOP,))


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


def test_students_hold_neither_answers_nor_words() -> None:
    handout = handout_of(PLAN_A, "sha256:00", ENGINE)
    for secret in ("harbour", "It rings"):
        assert secret not in str(handout)
    assert is_word(handout.stops[0], 0, " Har bour ")
    assert not is_word(handout.stops[0], 0, "harbor")
    assert not is_word(handout.stops[0], 1, "harbour")


def test_a_code_is_that_of_what_is_played() -> None:
    one = handout_of(PLAN_A, "sha256:00", ENGINE)
    assert one.code == handout_of(replace(PLAN_A, marks={"strong": "A"}), "sha256:00", ENGINE).code
    others = (
        handout_of(replace(PLAN_A, seed=8), "sha256:00", ENGINE),
        handout_of(replace(PLAN_A, stops=()), "sha256:00", ENGINE),
        handout_of(PLAN_A, "sha256:01", ENGINE),
        handout_of(PLAN_A, "sha256:00", ENGINE, "schema: x"),
    )
    assert len({one.code, *(each.code for each in others)}) == 5
    assert code_of(replace(one, code="AAAA-AAAA")) == one.code


@pytest.mark.parametrize("shift", ["first-shift", "any-day.quillmere.2.30"])
def test_a_plan_to_begin_with_is_sound_and_is_read_as_it_was_made(
    shift: str, tmp_path: Path, home: Places
) -> None:
    made = new_plan(shift, 7, home, title='A "first" lesson: morning')
    (tmp_path / PLAN).write_text(plan_text(made), encoding="utf-8")
    prepared = load_plan(tmp_path, home)
    assert prepared.plan == made
    assert prepared.handout.scenario_digest == prepared.setting.digest
    assert all(0 < stop.best <= len(stop.options) for stop in made.stops)
    assert made.stops, "a class has something to talk about"


def test_what_students_hold_is_read_back_and_played_as_the_teacher_has_it(
    tmp_path: Path, home: Places
) -> None:
    (tmp_path / PLAN).write_text(plan_text(PLAN_A), encoding="utf-8")
    prepared = load_plan(tmp_path, home)
    write_handout(prepared.handout, tmp_path / HANDOUT)
    assert load_handout(tmp_path / HANDOUT) == prepared.handout
    assert setting_of(prepared.handout, home) == prepared.setting


@pytest.mark.parametrize(
    "change",
    [{"seed": 8}, {"mode": "coached"}, {"stops": []}, {"title": "Another"}, {"code": "AAAA-AAAA"}],
)
def test_a_file_that_was_changed_is_refused(
    change: dict[str, object], tmp_path: Path, home: Places
) -> None:
    (tmp_path / PLAN).write_text(plan_text(PLAN_A), encoding="utf-8")
    write_handout(load_plan(tmp_path, home).handout, tmp_path / HANDOUT)
    tree = json.loads((tmp_path / HANDOUT).read_text(encoding="utf-8"))
    (tmp_path / HANDOUT).write_text(json.dumps({**tree, **change}), encoding="utf-8")
    with pytest.raises(ContentError, match="changed since it was made"):
        load_handout(tmp_path / HANDOUT)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1, "a": 2}', "null", "{}", "\x00"])
def test_what_is_no_class_is_refused_in_words(text: str, tmp_path: Path) -> None:
    (tmp_path / HANDOUT).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError):
        load_handout(tmp_path / HANDOUT)


def test_a_teachers_file_is_not_what_students_play(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is the teacher's"):
        load_handout(tmp_path / PLAN)


def test_another_engine_or_scenario_is_not_played(tmp_path: Path, home: Places) -> None:
    (tmp_path / PLAN).write_text(plan_text(PLAN_A), encoding="utf-8")
    handout = load_plan(tmp_path, home).handout
    with pytest.raises(UsageError, match="engine"):
        setting_of(replace(handout, engine=ENGINE + 1), home)
    with pytest.raises(UsageError, match="another one here"):
        setting_of(replace(handout, scenario_digest="sha256:00"), home)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("best: 1", "best: 3", "wrong-value"),
        ("seats: alone", "seats: together", "wrong-value"),
        ("before: []", "before: [no-such-item]", "unknown-reference"),
        ("# roster: [", "roster: [Ana, ", "duplicate"),
        ("title:", "titel:", "unknown-key"),
    ],
)
def test_what_is_wrong_in_a_plan_is_told_with_its_line(
    old: str, new: str, code: str, tmp_path: Path, home: Places
) -> None:
    text = plan_text(PLAN_A)
    assert old in text
    (tmp_path / PLAN).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as found:
        load_plan(tmp_path, home)
    problem = next(each for each in found.value.problems if each.code == code)
    assert (
        new.split(":", maxsplit=1)[0].strip()
        in text.replace(old, new, 1).splitlines()[problem.line - 1]
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_proposed_questions_are_pairs_of_one_kind_that_do_not_give_each_other_away(
    edition: Edition, home: Places
) -> None:
    items = {each.id: each for each in shipped_bank(home).of_edition(edition)}
    enemies = enemies_of(items.values())
    for seed in range(5):
        made = new_plan("first-shift", seed, home, edition=edition)
        asked = (*made.before, *made.after)
        assert len(set(asked)) == len(asked) == 2 * ASKED
        assert not any(enemies.get(each, frozenset()) & set(asked) for each in asked)
        for one, other in zip(made.before, made.after, strict=True):
            assert of_one_cell(items[one], items[other])
        assert len({items[each].topic for each in made.before}) == ASKED


class TestAnotherSeed:
    """A teacher edits the seed of a plan, and has the class made anew."""

    @pytest.fixture
    def folder(self, tmp_path: Path, home: Places) -> Path:
        made = new_plan("any-day.wennery.2.30", 7, home)
        (tmp_path / PLAN).write_text(plan_text(made), encoding="utf-8")
        write_handout(load_plan(tmp_path, home).handout, tmp_path / HANDOUT)
        return tmp_path

    def edit(self, folder: Path, old: str, new: str) -> None:
        text = (folder / PLAN).read_text(encoding="utf-8")
        assert old in text
        (folder / PLAN).write_text(text.replace(old, new, 1), encoding="utf-8")

    def test_what_was_proposed_follows_it(self, folder: Path, home: Places) -> None:
        self.edit(folder, "seed: 7 ", "seed: 42 ")
        self.edit(folder, "minutes: 60", "minutes: 45")
        said = proposed_anew(folder, home)
        assert said == "The seed is another one now. Proposed anew: stops and questions."
        other = new_plan("any-day.wennery.2.30", 42, home)
        plan = load_plan(folder, home).plan
        assert plan == replace(other, minutes=45)
        assert other.stops != new_plan("any-day.wennery.2.30", 7, home).stops

    def test_what_a_teacher_wrote_stays_and_is_to_be_read_again(
        self, folder: Path, home: Places
    ) -> None:
        self.edit(folder, "seed: 7 ", "seed: 42 ")
        self.edit(folder, 'why: "', 'why: "Mind: ')
        (own, *_) = load_plan(folder, home).plan.stops
        assert "Stop 1 is yours and stayed" in proposed_anew(folder, home)
        proposed = new_plan("any-day.wennery.2.30", 42, home).stops
        kept = load_plan(folder, home).plan.stops
        assert own in kept
        assert {each.question for each in kept} - {own.question} <= {
            each.question for each in proposed
        }

    def test_only_what_was_proposed_for_the_old_one_gives_way(
        self, tmp_path: Path, home: Places
    ) -> None:
        made = new_plan("first-shift", 7, home)
        first, second = made.stops
        mine = replace(first, question="Which of these first?")
        note = "# A note of my own."
        text = plan_text(replace(made, stops=(mine, second), before=made.before[:1]))
        (tmp_path / PLAN).write_text(f"{text}{note}\n", encoding="utf-8")
        write_handout(load_plan(tmp_path, home).handout, tmp_path / HANDOUT)
        self.edit(tmp_path, "seed: 7 ", "seed: 42 ")
        said = proposed_anew(tmp_path, home)
        assert "Proposed anew: stops." in said
        plan = load_plan(tmp_path, home).plan
        assert mine in plan.stops
        assert len({each.word for each in plan.stops}) == len(plan.stops) == 2
        assert plan.before == made.before[:1], "questions that were edited stay"
        assert note in (tmp_path / PLAN).read_text(encoding="utf-8")

    def test_with_the_same_seed_nothing_is_touched(self, folder: Path, home: Places) -> None:
        self.edit(folder, 'why: "', 'why: "Mind: ')
        before = (folder / PLAN).read_bytes()
        assert proposed_anew(folder, home) == ""
        assert (folder / PLAN).read_bytes() == before


def test_a_code_has_no_digit_that_looks_like_a_letter() -> None:
    codes = {code_of(handout_of(replace(PLAN_A, seed=n), "sha256:00", ENGINE)) for n in range(200)}
    assert len(codes) == 200
    assert not set("".join(codes)) & set("01")


def test_a_stop_that_comes_too_late_is_told(tmp_path: Path, home: Places) -> None:
    late = replace(STOP, minute=89, word="lantern")
    (tmp_path / PLAN).write_text(plan_text(replace(PLAN_A, stops=(STOP, late))), encoding="utf-8")
    asked = [each.words for each in preflight(tmp_path, home) if each.asks]
    assert [words.split(" comes")[0] for words in asked] == ["Stop 2"]


def test_a_stop_of_another_morning_is_told(tmp_path: Path, home: Places) -> None:
    first, *_ = new_plan("first-shift", 7, home).stops
    other = replace(first, options=(*first.options[:2], "Priya, 03:17: a mouse"), best=1)
    (tmp_path / PLAN).write_text(plan_text(replace(PLAN_A, stops=(other,))), encoding="utf-8")
    asked = [each.words for each in preflight(tmp_path, home) if each.asks]
    assert asked == ["Stop 1 speaks of 03:17, when nothing comes in: read it again."]


def test_a_stop_after_the_end_and_a_mode_that_is_not_offered_are_refused(
    tmp_path: Path, home: Places
) -> None:
    late = replace(PLAN_A, stops=(replace(STOP, minute=600),))
    (tmp_path / PLAN).write_text(plan_text(late), encoding="utf-8")
    with pytest.raises(UsageError, match="minute 600"):
        load_plan(tmp_path, home)
    guided = replace(PLAN_A, shift="any-day.quillmere.1.30", mode="guided", stops=())
    (tmp_path / PLAN).write_text(plan_text(guided), encoding="utf-8")
    with pytest.raises(UsageError, match="can be played"):
        load_plan(tmp_path, home)
