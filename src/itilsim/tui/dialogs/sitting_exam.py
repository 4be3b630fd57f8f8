"""Before a mock exam: extra time, and whether to ask how sure one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from itilsim.quiz.blueprint import Blueprint
from itilsim.seat.draft import Choice, Field, FormView, Values
from itilsim.tui.dialogs.practising import SURE


@dataclass(frozen=True, slots=True)
class ExamWish:
    """An exam as it is wanted."""

    extra_time: bool
    """Whether there is more time, as for who is examined in a second language."""
    certainty: bool
    """Whether to ask how sure one is."""


def exam_form(blueprint: Blueprint, *, certainty: bool) -> FormView:
    """The form before a mock exam.

    Args:
        blueprint: The plan of the exam.
        certainty: Whether one is usually asked how sure one is.
    """

    def build(values: Values) -> Any:  # noqa: ANN401 - the form hands on whatever is built
        return ExamWish(values["extra"], values["certainty"])

    more = blueprint.minutes + blueprint.extra_minutes
    return FormView(
        title=f"Mock exam: {blueprint.title}",
        build=build,
        fields=(
            Field(
                "extra",
                "Time",
                (
                    Choice(value=False, label=f"{blueprint.minutes} minutes"),
                    Choice(True, f"{more} minutes", "if English is not your first language"),
                ),
                value=False,
            ),
            Field("certainty", "Ask how sure you are", SURE, value=certainty, settled=True),
        ),
        about=(
            f"{blueprint.questions} questions, {blueprint.pass_mark} right to pass, nothing told "
            "before the end. Each answer is saved at once. The clock does not stop if you leave."
        ),
        submit="Begin the exam",
    )
