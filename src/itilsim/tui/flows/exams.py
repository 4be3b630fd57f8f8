"""Mock exams: begun or gone on with, sat, handed in, explained.

The one idea: whether an exam is begun, gone on with, or was taken in while nobody looked, it ends
at the same result.
"""

from __future__ import annotations

from itilsim.domain.errors import UsageError
from itilsim.learner.mock_exam import Handed, MockExam, begin, last_result, waiting
from itilsim.quiz.assembly import Unfillable
from itilsim.quiz.sitting import Sitting
from itilsim.storage.machine_clock import read
from itilsim.storage.run_ids import new_seed
from itilsim.tui.app import ItilsimApp
from itilsim.tui.dialogs.study_forms import ExamWish, asked_for, exam_form
from itilsim.tui.flows.learning import Learning
from itilsim.tui.flows.rounds import practising_topics
from itilsim.tui.screens.exam import Exam
from itilsim.tui.screens.result import ResultScreen, ResultView


async def going_on(app: ItilsimApp, learning: Learning) -> None:
    """Go on with the exam that was left; one whose time ran out is taken in and explained.

    Args:
        app: The app.
        learning: What is open.

    Raises:
        TryAgainError: If it is open in another window.
    """
    left = waiting(learning.study, learning.bank, read)
    if isinstance(left, Handed):
        app.notify("The time ran out while you were away. What you answered was handed in.")
    if left is not None:
        await sit(app, learning, left, certainty=_asks_certainty(learning, left))


async def beginning(app: ItilsimApp, learning: Learning) -> None:
    """Begin an exam, unless one waits.

    Args:
        app: The app.
        learning: What is open.

    Raises:
        TryAgainError: If an exam is open in another window, or it could not be stored.
        UsageError: If the bank has too few questions.
    """
    if any(not each.sitting.finished for each in learning.study.sittings()):
        await going_on(app, learning)
        return
    blueprint = learning.blueprint()
    wish = await asked_for(app, exam_form(blueprint, certainty=learning.certainty), ExamWish)
    if wish is None:
        return
    study, bank, seed = learning.study, learning.bank, new_seed()
    try:
        exam = begin(study, bank, blueprint, seed, read, extra=wish.extra_time)
    except Unfillable as error:
        raise UsageError(str(error)) from error
    await sit(app, learning, exam, certainty=wish.certainty)


async def last(app: ItilsimApp, learning: Learning) -> None:
    """See again what the last exam came to.

    Args:
        app: The app.
        learning: What is open.
    """
    handed = last_result(learning.study, learning.bank)
    if handed is not None:
        await _explaining(app, learning, handed)


async def sit(
    app: ItilsimApp, learning: Learning, begun: MockExam | Handed, *, certainty: bool
) -> Handed | None:
    """Sit an exam and see what it came to.

    Args:
        app: The app.
        learning: What is open.
        begun: The exam, or what it came to when its time ran out.
        certainty: Whether to ask how sure one is.

    Returns:
        What was handed in, or nothing if it was left for later.
    """
    handed: Handed | None
    if isinstance(begun, Handed):
        handed = begun
    else:
        title = learning.blueprint(begun.sitting.edition).title
        try:
            handed = await app.show(Exam(begun, title, certainty=certainty))
        finally:
            learning.study.release()
    if handed is not None:
        await _explaining(app, learning, handed)
    return handed


async def _explaining(app: ItilsimApp, learning: Learning, handed: Handed) -> None:
    """Show what an exam came to, as often as the student comes back from its weak topics."""
    while topics := await app.show(ResultScreen(_view(learning, handed))):
        await practising_topics(app, learning, topics)


def _view(learning: Learning, handed: Handed) -> ResultView:
    """What the result screen shows."""
    sitting = handed.stored.sitting
    return ResultView(
        title=learning.blueprint(sitting.edition).title,
        result=handed.result,
        pass_mark=sitting.pass_mark,
        items=handed.items,
        chosen=handed.chosen,
        flags=sitting.flags,
        sources=learning.sources,
        minutes=-(-sitting.elapsed // 60),
    )


def _asks_certainty(learning: Learning, left: MockExam | Handed) -> bool:
    """Whether an exam that was left asks how sure one is: as its answers so far, else as usual."""
    sitting: Sitting = left.stored.sitting if isinstance(left, Handed) else left.sitting
    given = [answer for answer in sitting.answers if answer is not None]
    if not given:
        return learning.certainty
    return any(answer.certainty is not None for answer in given)
