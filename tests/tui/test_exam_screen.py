"""A mock exam in the app: kept at each step, against the clock, and explained at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from itilsim.domain.errors import TryAgainError
from itilsim.learner.mock_exam import Handed, MockExam, begin, waiting
from itilsim.quiz.elapsed import Moment
from itilsim.storage.study import Study
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.screens.exam import Exam, Overview
from itilsim.tui.screens.result import ResultScreen, ResultView
from tests.tui.conftest import SameFrame
from tests.tui.frames import frame
from tests.tui.studies import BANK, BLUEPRINT, NOW, bank_of, listed, study_in
from tests.tui.test_study_quiz import hostile
from tests.tui.views import HOSTILE

SIZES = [(80, 24), (120, 40)]


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: int = NOW

    def __call__(self) -> Moment:
        return Moment(self.at, self.at - NOW + 1000, "this start")


@dataclass
class Sat:
    """An exam on a screen, and how it was left."""

    app: ItilsimApp
    exam: MockExam
    clock: Clock
    study: Study
    left: list[Handed | None]


@contextmanager
def sat(folder: Path, *, certainty: bool = False, again: bool = False) -> Iterator[Sat]:
    clock = Clock()
    with study_in(folder) as study:
        if again:
            found = waiting(study, BANK, clock)
            assert isinstance(found, MockExam)
            exam = found
        else:
            exam = begin(study, BANK, BLUEPRINT, 3, clock)
        left: list[Handed | None] = []

        async def story(app: ItilsimApp) -> int:
            left.append(await app.show(Exam(exam, BLUEPRINT.title, certainty=certainty)))
            return 0

        yield Sat(ItilsimApp(story), exam, clock, study, left)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_exam_and_its_overview_look_as_stored(
    tmp_path: Path, size: tuple[int, int], same_frame: SameFrame
) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("b", "f")
            await pilot.pause()
            same_frame(one.app, f"exam-{size[0]}x{size[1]}")
            await pilot.press("o")
            await pilot.pause()
            same_frame(one.app, f"exam-overview-{size[0]}x{size[1]}")


async def test_answers_are_stored_at_once_and_nothing_is_told(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("b", "n", "1", "n", "down", "enter", "enter")
            await pilot.pause()
            stored = one.study.sittings()[0].sitting
            assert [answer and answer.option for answer in stored.answers[:4]] == [1, 0, 1, None]
            assert stored.position == 3
            assert not any(word in frame(one.app) for word in ("Right", "Wrong", "Because", "✓"))
            await pilot.press("p", "x")
            assert one.study.sittings()[0].sitting.answers[2] is None
            await pilot.press("h", "l", "right", "f")
            assert one.study.sittings()[0].sitting.flags == {3}


async def test_enter_after_a_letter_confirms_that_letter(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("C", "enter")
            await pilot.pause()
            stored = one.study.sittings()[0].sitting
            assert stored.answers[0] is not None
            assert (stored.answers[0].option, stored.position) == (2, 1)


async def test_the_overview_leads_to_any_question(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("o")
            await pilot.pause()
            assert isinstance(one.app.screen, Overview)
            assert "0 answered, 8 open, 0 flagged" in frame(one.app)
            await pilot.press("G", "enter")
            await pilot.pause()
            assert one.exam.sitting.position == 7


async def test_handing_in_names_what_is_open_and_leads_to_the_result(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("b", "Q")
            await pilot.pause()
            assert "7 questions have no answer yet" in " ".join(frame(one.app).split())
            await pilot.press("n")
            await pilot.pause()
            assert one.app.screen.PLACE == "exam"  # type: ignore[attr-defined]
            await pilot.press("Q", "y")
            await pilot.pause()
    assert one.left[0] is not None
    assert one.left[0].stored.sitting.finished


async def test_with_certainty_digits_say_how_sure_one_is(tmp_path: Path) -> None:
    with sat(tmp_path, certainty=True) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("2", "3")
            await pilot.pause()
            answer = one.exam.sitting.answers[0]
            assert answer is not None
            assert (answer.option, answer.certainty) == (1, 3)
            assert "(quite sure)" in frame(one.app)


async def test_the_time_is_the_sittings_and_is_said_once_before_the_end(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test(notifications=True) as pilot:
            await pilot.pause()
            assert "60:00 left" in frame(one.app)
            one.clock.at += 3301
            screen = one.app.screen
            assert isinstance(screen, Exam)
            screen.beat()
            screen.beat()
            await pilot.pause(0.1)
            assert "04:59 left" in frame(one.app)
            assert len(one.app._notifications) == 1


async def test_when_the_time_is_up_it_is_handed_in_by_itself(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("b")
            one.clock.at += 3600
            await pilot.pause(1.3)
    handed = one.left[0]
    assert handed is not None
    assert handed.stored.sitting.elapsed == 3600
    assert [one and one.option for one in handed.stored.sitting.answers[:2]] == [1, None]


async def test_the_end_of_the_time_closes_a_dialog_that_lies_over_it(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("Q")
            await pilot.pause()
            assert isinstance(one.app.screen, Confirm)
            one.clock.at += 3600
            await pilot.pause(1.3)
    assert one.left[0] is not None


async def test_an_answer_after_the_end_does_not_count(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            one.clock.at += 3600
            await pilot.press("b")
            await pilot.pause()
    assert one.left[0] is not None
    assert one.left[0].stored.sitting.answers[0] is None


async def test_an_answer_that_cannot_be_stored_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise TryAgainError("The disk is full. Make room and try again.")

    with sat(tmp_path) as one:
        async with one.app.run_test(notifications=True) as pilot:
            await pilot.pause()
            monkeypatch.setattr(one.study, "save_sitting_step", full)
            await pilot.press("b")
            await pilot.pause(0.2)
            assert "(x)" not in frame(one.app)
            assert "The disk is full." in frame(one.app)
            monkeypatch.undo()
            await pilot.press("b")
            await pilot.pause()
            assert "(x) B" in frame(one.app)


async def test_a_killed_exam_goes_on_where_it_was(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("c", "n", "f", "a")
            await pilot.pause()
        # Nothing was closed or handed in: this is what a killed process leaves.
    with sat(tmp_path, again=True) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            assert "Question 2 of 8" in frame(one.app)
            assert "(x) A" in frame(one.app)
            assert "this one is flagged" in frame(one.app)
            await pilot.press("p")
            await pilot.pause()
            assert "(x) C" in frame(one.app)


async def test_leaving_says_that_the_clock_goes_on(tmp_path: Path) -> None:
    with sat(tmp_path) as one:
        async with one.app.run_test() as pilot:
            await pilot.pause()
            await pilot.press("q")
            await pilot.pause()
            assert "The clock goes on" in frame(one.app)
            await pilot.press("y")
            await pilot.pause()
    assert one.left == [None]


async def test_two_windows_do_not_sit_one_exam(tmp_path: Path) -> None:
    with sat(tmp_path) as one, study_in(tmp_path) as other:
        assert one.exam.remaining == 3600
        with pytest.raises(TryAgainError, match="another window"):
            waiting(other, BANK, one.clock)


def result_of(folder: Path, *, certainty: bool = True) -> ResultView:
    clock = Clock()
    with study_in(folder) as study:
        exam = begin(study, BANK, BLUEPRINT, 3, clock)
        for n, item in enumerate(exam.items):
            assert item is not None
            assert item.key is not None
            exam.show(n)
            if n != 7:
                wrong = (item.key + 1) % 4
                exam.choose(item.key if n < 5 else wrong, 3 if certainty else None)
            if n == 4:
                exam.flag()
        clock.at += 1234
        handed = exam.hand_in()
        return ResultView(
            BLUEPRINT.title, handed.result, 5, handed.items, handed.chosen,
            handed.stored.sitting.flags, {source.id: source for source in BANK.sources}, 21,
        )  # fmt: skip


def showing(view: ResultView, left: list[tuple[str, ...] | None]) -> ItilsimApp:
    async def story(app: ItilsimApp) -> int:
        left.append(await app.show(ResultScreen(view)))
        return 0

    return ItilsimApp(story)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_result_and_an_explanation_look_as_stored(
    tmp_path: Path, size: tuple[int, int], same_frame: SameFrame
) -> None:
    app = showing(result_of(tmp_path), [])
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        same_frame(app, f"result-{size[0]}x{size[1]}")
        await pilot.press("w", "l")
        await pilot.pause()
        same_frame(app, f"result-question-{size[0]}x{size[1]}")


async def test_a_result_says_all_that_matters_and_lists_by_kind(tmp_path: Path) -> None:
    view = result_of(tmp_path)
    app = showing(view, [])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = " ".join(frame(app).split())
        assert "✓ Passed. 5 of 8 right; 5 were needed. It took 21 min." in shown
        assert "Certainty: 3 of 24 points." in shown
        assert "Seven practices in detail" in shown
        await pilot.press("w")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ResultScreen)
        assert len(screen.pages) == 4
        await pilot.press("l", "l", "l")
        await pilot.pause()
        assert "Not answered." in frame(app)
        await pilot.press("w")
        await pilot.pause()
        assert len(screen.pages) == 2


async def test_the_weak_topics_of_a_result_can_be_practised(tmp_path: Path) -> None:
    view, left = result_of(tmp_path), list[tuple[str, ...] | None]()
    app = showing(view, left)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
    assert left == [view.weak]
    assert view.weak


async def test_hostile_texts_are_shown_as_they_stand_in_exam_and_result(tmp_path: Path) -> None:
    bank = bank_of(hostile(listed(f"l{n}")) for n in range(8))
    clock = Clock()
    with study_in(tmp_path) as study:
        lists = replace(BLUEPRINT, most=replace(BLUEPRINT.most, list=8))
        exam = begin(study, bank, lists, 3, clock)
        shown: list[str] = []

        async def story(app: ItilsimApp) -> int:
            handed = await app.show(Exam(exam, HOSTILE))
            assert handed is not None
            view = ResultView(
                HOSTILE, handed.result, 5, handed.items, handed.chosen, frozenset(), {}, 1
            )
            await app.show(ResultScreen(view))
            return 0

        app = ItilsimApp(story)
        async with app.run_test(size=(160, 50)) as pilot:
            await pilot.pause()
            shown.append(frame(app))
            await pilot.press("o")
            await pilot.pause()
            shown.append(frame(app))
            await pilot.press("escape", "Q", "y")
            await pilot.pause()
            shown.append(frame(app))
            await pilot.press("l")
            await pilot.pause()
            shown.append(frame(app))
            await pilot.press("q")
            await pilot.pause()
    assert app.failure is None
    assert all("[@click=app.quit]" in each for each in shown)
