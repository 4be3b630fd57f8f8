"""Practice and review in the app: each style at the keyboard, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from itilsim.domain.errors import TryAgainError
from itilsim.learner.lessons import Lessons
from itilsim.learner.practice import Practice
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Item, Option
from itilsim.storage.study import Study
from itilsim.storage.study_rows import AnswerRow
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.page import Page
from itilsim.tui.screens.quiz import Quiz
from itilsim.tui.widgets.question import BY_LETTER
from itilsim.words.questions import scrambled
from tests.content.test_lessons import LESSON
from tests.tui.conftest import SameFrame
from tests.tui.frames import frame
from tests.tui.studies import (
    NOW,
    SOURCES,
    card,
    listed,
    matched,
    missing,
    ordered,
    question,
    round_of,
    study_in,
)
from tests.tui.views import HOSTILE

SIZES = [(80, 24), (120, 40)]


@contextmanager
def asked(
    folder: Path, *items: Item, certainty: bool = False
) -> Iterator[tuple[ItilsimApp, Quiz, Study]]:
    with study_in(folder) as study:
        quiz = Quiz(
            round_of(study, *items),
            {source.id: source for source in SOURCES},
            lambda: NOW,
            certainty=certainty,
        )

        async def story(app: ItilsimApp) -> int:
            await app.show(quiz)
            return 0

        yield ItilsimApp(story), quiz, study


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_question_and_its_explanation_look_as_stored(
    tmp_path: Path, size: tuple[int, int], same_frame: SameFrame
) -> None:
    shown = f"{size[0]}x{size[1]}"
    with asked(tmp_path, question("q1"), question("q2")) as (app, _, _study):
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            same_frame(app, f"quiz-question-{shown}")
            await pilot.press("a")
            await pilot.pause()
            same_frame(app, f"quiz-told-{shown}")


@pytest.mark.parametrize(
    "keys",
    [("b",), ("2",), ("enter", "space", "down", "down", "enter"), ("j", "j", "space")],
    ids="-".join,
)
async def test_an_option_is_chosen_by_letter_digit_or_arrows(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    with asked(tmp_path, question("q1")) as (app, quiz, _study):
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            assert quiz.moment == "told"
            shown = " ".join(frame(app).split())
            assert "✓ Right." in shown
            assert "It comes back in 2 days." in shown
            assert "Source: AXELOS. the guide, chapter 2" in shown
            assert "Holds for ITIL 4." in shown
            await pilot.press("enter")
            await pilot.pause()
    assert [(row.item, row.chosen, row.correct) for row in study_rows(tmp_path)] == [
        ("q1", 1, True)
    ]
    assert app.return_code == 0


async def test_a_wrong_answer_names_the_right_one_and_explains_all(tmp_path: Path) -> None:
    with asked(tmp_path, question("q1")) as (app, _, _study):
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await pilot.press("d")
            await pilot.pause()
            shown = frame(app)
    assert "✗ Wrong. The right answer is B) To restore service." in shown
    assert "✗ D  To test releases  (wrong · your answer)" in shown
    assert all(f"Because of reason {n}." in shown for n in (1, 2, 3, 4))


async def test_with_certainty_an_answer_counts_only_with_how_sure_one_is(tmp_path: Path) -> None:
    with asked(tmp_path, question("q1"), certainty=True) as (app, quiz, study):
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("a")
            await pilot.pause()
            assert quiz.moment == "sure"
            assert "1 unsure" in frame(app)
            assert not study.answers()
            await pilot.press("b", "3")
            await pilot.pause()
            assert [(row.chosen, row.certainty) for row in study.answers()] == [(1, 3)]


async def test_a_list_shows_its_statements_and_a_gap_is_a_line(tmp_path: Path) -> None:
    with asked(tmp_path, listed(), missing()) as (app, quiz, _study):
        async with app.run_test() as pilot:
            await pilot.pause()
            assert "3. Third is so" in frame(app)
            assert "C  3 and 4" in frame(app)
            await pilot.press("3")  # A statement's number is no option's.
            await pilot.pause()
            assert quiz.moment == "asking"
            assert BY_LETTER in frame(app)
            await pilot.press("b", "enter")
            await pilot.pause()
            assert "An incident is _____ interruption." in frame(app)


async def test_a_card_is_turned_and_rated(tmp_path: Path) -> None:
    with asked(tmp_path, card(), question("q1")) as (app, quiz, study):
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("3", "a")
            assert quiz.moment == "asking"
            assert "whose cause is known" not in frame(app)
            await pilot.press("space")
            await pilot.pause()
            assert "A problem whose cause is known." in frame(app)
            await pilot.press("3")
            await pilot.pause()
            assert [(row.card, row.rating) for row in study.reviews()] == [("card-1", 3)]
            assert quiz.item is not None
            assert quiz.item.id == "q1"


@pytest.mark.parametrize("item", [ordered(), matched()], ids=lambda item: item.style)
@pytest.mark.parametrize("right", [True, False])
async def test_what_is_to_be_arranged_is_arranged_by_numbers(
    tmp_path: Path, item: Item, right: bool
) -> None:
    order = scrambled(item, 0)
    keys = [str(order.index(part) + 1) for part in range(len(order))]
    if not right:
        keys[0], keys[1] = keys[1], keys[0]
    with asked(tmp_path, item) as (app, quiz, study):
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await pilot.press(keys[1], "x", *keys[:-1])
            await pilot.pause()
            assert quiz.moment == "told"
            assert [row.correct for row in study.answers()] == [right]
            assert ("✓ Right." in frame(app)) == right
            assert ("you: " in frame(app)) != right


@pytest.mark.parametrize("item", [ordered(), matched()], ids=lambda item: item.style)
async def test_how_sure_one_is_of_an_order_is_asked_when_all_is_placed(
    tmp_path: Path, item: Item
) -> None:
    order = scrambled(item, 0)
    keys = [str(order.index(part) + 1) for part in range(len(order))]
    with asked(tmp_path, item, certainty=True) as (app, quiz, study):
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await pilot.press(*keys[:-2], keys[-1])  # The last two the wrong way round.
            await pilot.pause()
            assert quiz.moment == "sure"
            assert "How sure are you?" in frame(app)
            assert study.answers() == ()
            await pilot.press("x", keys[-2], "3")
            await pilot.pause()
            assert "✓ Right." in frame(app)
            assert [(row.correct, row.certainty) for row in study.answers()] == [(True, 3)]


async def test_a_round_can_be_worked_with_the_mouse(tmp_path: Path) -> None:
    with asked(tmp_path, question("q1"), question("q2")) as (app, quiz, study):
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.click("#lines", offset=(5, 1))
            await pilot.pause()
            assert [row.chosen for row in study.answers()] == [1]
            await pilot.click("#say", offset=(5, 1))
            await pilot.pause()
            assert quiz.item is not None
            assert quiz.item.id == "q2"


async def test_a_flag_is_kept_and_shown(tmp_path: Path) -> None:
    with asked(tmp_path, question("q1")) as (app, _, study):
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("f")
            await pilot.pause()
            assert study.flagged() == ("q1",)
            assert "flagged" in frame(app).splitlines()[0]
            await pilot.press("b", "f")
            await pilot.pause()
            assert study.flagged() == ()


async def test_leaving_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    with asked(tmp_path, question("q1"), question("q2")) as (app, _, _study):
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("b", "enter", "q")
            await pilot.pause()
    assert [row.item for row in study_rows(tmp_path)] == ["q1"]


async def test_an_answer_that_cannot_be_stored_is_still_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asked(tmp_path, question("q1")) as (app, quiz, study):

        def full(*_: object) -> None:
            raise TryAgainError("The disk is full. Make room and try again.")

        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            monkeypatch.setattr(study, "record_answer", full)
            await pilot.press("b")
            await pilot.pause(0.2)
            assert quiz.practice.current is not None
            assert "The disk is full." in frame(app)
            monkeypatch.undo()
            await pilot.press("b")
            await pilot.pause()
            assert quiz.moment == "told"


async def test_the_notice_stands_where_a_round_begins(tmp_path: Path) -> None:
    with asked(tmp_path, question("q1"), question("q2")) as (app, _, _study):
        async with app.run_test() as pilot:
            await pilot.pause()
            assert "independent study aid" in frame(app)
            await pilot.press("b", "enter")
            await pilot.pause()
            assert "independent study aid" not in frame(app)


def hostile(item: Item) -> Item:
    return replace(
        item,
        stem=item.stem and f"{HOSTILE} stem",
        front=item.front and f"{HOSTILE} front",
        back=item.back and f"{HOSTILE} back",
        topic=HOSTILE,
        source=HOSTILE,
        options=tuple(
            Option(f"{HOSTILE} {n}", option.correct, f"{HOSTILE} why {n}")
            for n, option in enumerate(item.options)
        ),
        statements=tuple(f"{HOSTILE} {text}" for text in item.statements),
        steps=tuple(f"{HOSTILE} {text}" for text in item.steps),
        pairs=tuple(replace(pair, left=HOSTILE, right=HOSTILE) for pair in item.pairs),
    )


async def test_hostile_texts_are_shown_as_they_stand(tmp_path: Path) -> None:
    items = [hostile(item) for item in (listed(), card(), ordered(), matched())]
    with asked(tmp_path, *items) as (app, quiz, _study):
        async with app.run_test(size=(160, 50), notifications=True) as pilot:
            await pilot.pause()
            for keys in (("a", "enter"), ("enter", "3"), ("1", "2", "3"), ("enter", "1", "2")):
                assert HOSTILE in frame(app)
                await pilot.press(*keys)
                await pilot.pause()
            assert HOSTILE in frame(app)
            assert app.failure is None
            assert quiz.practice.current is None


async def test_what_does_not_fit_can_be_scrolled(tmp_path: Path) -> None:
    long = replace(
        question("q1"),
        options=tuple(
            Option(each.text, each.correct, "Because of this and that. " * 12)
            for each in question("q1").options
        ),
    )
    with asked(tmp_path, long) as (app, _, _study):
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("b")
            await pilot.pause()
            top = frame(app)
            await pilot.press("G")
            await pilot.pause(0.3)
            assert frame(app) != top
            assert not app.screen.query_one(OptionList).display


def study_rows(folder: Path) -> list[AnswerRow]:
    with study_in(folder) as study:
        return list(study.answers())


async def test_a_lesson_lies_over_the_first_card_and_comes_with_one_key(tmp_path: Path) -> None:
    lessons = Lessons({LESSON.topic: LESSON})
    with study_in(tmp_path) as study:
        items = (card(), question("q1"), question("p1", topic="problem-management"))
        practice = Practice(study, items, "4", "review", Plan(), 0, lessons)
        quiz = Quiz(practice, {source.id: source for source in SOURCES}, lambda: NOW)

        async def story(app: ItilsimApp) -> int:
            await app.show(quiz)
            return 0

        app = ItilsimApp(story)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert _is_page(app.screen)
            shown = " ".join(frame(app).split())
            assert "Lesson: Incident management, ITIL 2011" in shown
            assert LESSON.idea in shown
            await pilot.press("enter")
            await pilot.pause()
            assert not _is_page(app.screen)
            assert quiz.moment == "asking"
            await pilot.press("enter", "3")
            await pilot.pause()
            assert "r Lesson" in frame(app).splitlines()[-1]
            await pilot.press("r")
            await pilot.pause()
            assert _is_page(app.screen)
            await pilot.press("escape", "b", "enter")
            await pilot.pause()
            assert "r Lesson" not in frame(app)
            await pilot.press("r")
            await pilot.pause()
            assert not _is_page(app.screen)


async def test_a_drill_shows_neither_topic_nor_lesson_before_the_answer(tmp_path: Path) -> None:
    task = replace(question("computed-function-2011-1"), topic=LESSON.topic)
    with study_in(tmp_path) as study:
        practice = Practice(
            study, (task,), "4", "computed", Plan(), 0, Lessons({LESSON.topic: LESSON}), "function"
        )
        quiz = Quiz(practice, {source.id: source for source in SOURCES}, lambda: NOW)

        async def story(app: ItilsimApp) -> int:
            await app.show(quiz)
            return 0

        app = ItilsimApp(story)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert "Drill 1 of 1   0 right   Which function?" in frame(app)
            assert "Incident management" not in frame(app).splitlines()[0]
            await pilot.press("r")
            await pilot.pause()
            assert not _is_page(app.screen)
            await pilot.press("b", "r")
            await pilot.pause()
            assert _is_page(app.screen)


def _is_page(screen: object) -> bool:
    return isinstance(screen, Page)
