"""The forms of studying: a round of practice, a mock exam, the settings.

The one idea: the form of the desk asks; where it leaves with a wish instead of a command,
`asked_for` makes sure of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar, cast

from itilsim.domain.errors import UsageError
from itilsim.learner.selection import Filter
from itilsim.quiz.blueprint import Blueprint
from itilsim.quiz.editions import Edition
from itilsim.seat.draft import Choice, Field, FormView, Values
from itilsim.storage.study_settings import check_setting
from itilsim.tui.dialogs.form import Form, Judge
from itilsim.words.editions import EXAMS

if TYPE_CHECKING:
    from itilsim.tui.app import ItilsimApp

T = TypeVar("T")

Kind: TypeAlias = Filter | Literal["computed"]
"""Which questions: one of the filters, or questions that are worked out anew."""

KINDS: Final[tuple[Choice, ...]] = (
    Choice("all", "All", "least practised first"),
    Choice("weak", "Weak", "topics of which you know least"),
    Choice("wrong", "Wrong", "what you last got wrong"),
    Choice("unsure", "Unsure", "what you were unsure of"),
    Choice("unseen", "Unseen", "what you have never answered"),
    Choice("flagged", "Flagged", "what you flagged"),
    Choice("computed", "Worked out anew", "priorities, times and routes, without end"),
)
"""What can be practised."""
COUNTS: Final = tuple(Choice(n, f"{n}") for n in (5, 10, 20, 40))
"""How many questions a round has; tuning constants."""
USUAL: Final = 10
"""The number that is usual; tuning constant."""
SURE: Final = (
    Choice(value=False, label="No"),
    Choice(value=True, label="Yes", aside="sure and wrong is what to study first"),
)
"""Whether to ask how sure one is."""


@dataclass(frozen=True, slots=True)
class PractiseWish:
    """A round as it is wanted."""

    topic: str
    """Only this topic; empty: all."""
    kind: Kind
    """Which questions."""
    count: int
    """How many at most."""
    certainty: bool
    """Whether to ask how sure one is."""


def practise_form(topics: Sequence[Choice], *, certainty: bool) -> FormView:
    """The form for a round of practice.

    Args:
        topics: What can be chosen, the weakest first.
        certainty: Whether one is usually asked how sure one is.
    """

    def build(values: Values) -> Any:  # noqa: ANN401 - the form hands on whatever is built
        return PractiseWish(values["topic"], values["kind"], values["count"], values["certainty"])

    every = Choice("", "All topics")
    return FormView(
        title="Practise",
        build=build,
        fields=(
            Field("topic", "Topic", (every, *topics), value="", free=True),
            Field("kind", "Which questions", KINDS, value="all"),
            Field("count", "How many", COUNTS, value=USUAL, settled=True),
            Field("certainty", "Ask how sure you are", SURE, value=certainty, settled=True),
        ),
        submit="Begin",
    )


@dataclass(frozen=True, slots=True)
class DrillWish:
    """A drill as it is wanted."""

    skill: str
    """Which skill."""
    count: int
    """How many tasks."""


def drill_form(skills: Sequence[Choice]) -> FormView:
    """The form for a drill.

    Args:
        skills: What can be chosen, what is due first.
    """

    def build(values: Values) -> Any:  # noqa: ANN401 - the form hands on whatever is built
        return DrillWish(values["skill"], values["count"])

    return FormView(
        title="Drill",
        build=build,
        fields=(
            Field("skill", "Skill", tuple(skills), value=skills[0].value),
            Field("count", "How many tasks", COUNTS, value=5, settled=True),
        ),
        submit="Begin",
    )


async def asked_for(
    app: ItilsimApp, view: FormView, kind: type[T], judge: Judge | None = None
) -> T | None:
    """Ask with a form that builds something else than a command.

    Args:
        app: The app.
        view: The form.
        kind: What it builds.
        judge: Looks at it before the form closes.

    Returns:
        What was built, or nothing if one went back.
    """
    found = await app.show(Form(view, judge))
    return found if isinstance(found, kind) else None


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


EXAM_CHOICES: Final = tuple(Choice(key, text) for key, text in EXAMS.items() if key != "none")
"""Exams that can be studied for."""


@dataclass(frozen=True, slots=True)
class StudySettings:
    """The settings, as they are stored."""

    edition: Edition
    """The exam that is studied for."""
    exam_date: str
    """Its day, like `2027-01-31`; empty: none."""
    daily_cap: str
    """Most reviews a day; empty: as usual."""
    certainty: bool
    """Whether to ask how sure one is."""


def settings_form(now: StudySettings, usual_cap: int) -> FormView:
    """The form for the settings.

    Args:
        now: As they are.
        usual_cap: Reviews a day where nothing is set.
    """

    def build(values: Values) -> Any:  # noqa: ANN401 - the form hands on whatever is built
        return StudySettings(
            cast("Edition", values["edition"]),
            str(values["exam_date"] or "").strip(),
            str(values["daily_cap"] or "").strip(),
            bool(values["certainty"]),
        )

    return FormView(
        title="Settings for studying",
        build=build,
        fields=(
            Field("edition", "Exam", EXAM_CHOICES, value=now.edition),
            Field(
                "exam_date", "Date of your exam", value=now.exam_date,
                hint="Like 2027-01-31; empty: no date.\nReviews are planned towards it.",
            ),
            Field(
                "daily_cap", "Most reviews a day", value=now.daily_cap,
                hint=f"A number from 1 to 9999; empty: {usual_cap}.\nThe rest moves on by itself.",
            ),
            Field("certainty", "Ask how sure you are", SURE, value=now.certainty),
        ),
        submit="Save",
    )  # fmt: skip


def judged_on(today: dt.date) -> Judge:
    """Who says why settings cannot be so.

    Args:
        today: Exams are not before.
    """

    def judge(found: object) -> str:
        if not isinstance(found, StudySettings):
            return ""
        for key, value, words in (
            ("exam_date", found.exam_date, "That date is none. Write it like 2027-01-31."),
            ("daily_cap", found.daily_cap, "Reviews a day are a number from 1 to 9999."),
        ):
            try:
                check_setting(key, value)
            except UsageError:
                return words
        if found.exam_date and dt.date.fromisoformat(found.exam_date) < today:
            return "That day is over. Write one to come, or leave the date empty."
        return ""

    return judge
