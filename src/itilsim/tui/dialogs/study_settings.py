"""The settings of studying: exam, its date, most reviews a day, how sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final, cast

from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import Edition
from itilsim.seat.draft import Choice, Field, FormView, Values
from itilsim.storage.study_settings import check_setting
from itilsim.tui.dialogs.form import Judge
from itilsim.tui.dialogs.practising import SURE
from itilsim.words.editions import EXAMS

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
