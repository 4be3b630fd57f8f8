"""What is open while somebody studies, and what the screens show of it.

The one idea: everything that is shown is worked out from what is stored at the moment it is shown,
by the same functions that the command line asks.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from itilsim.content.bank import load_blueprint
from itilsim.content.cache import ContentCache
from itilsim.learner.drills import Drilled, drilled, is_due
from itilsim.learner.lessons import Lessons
from itilsim.learner.offering import SHOWN, weakest
from itilsim.learner.practice import later_today, plan_of, review_round
from itilsim.learner.progress import Progress, done_of, progress_of
from itilsim.quiz.blueprint import Blueprint
from itilsim.quiz.calendar import date_of
from itilsim.quiz.editions import USUAL_EDITION, Edition, edition_named
from itilsim.quiz.elapsed import elapsed
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Bank, Source
from itilsim.quiz.sitting import remaining, unanswered
from itilsim.quiz.syllabus import TOPICS
from itilsim.storage import machine_clock
from itilsim.storage.places import Places
from itilsim.storage.study import Study
from itilsim.tui.screens.study import StudyView, WaitingExam
from itilsim.words.questions import later_words

if TYPE_CHECKING:
    from collections.abc import Sequence


def now() -> int:
    """The time in epoch seconds."""
    return int(time.time())


def today() -> dt.date:
    """The day on the clock on the wall."""
    return date_of(machine_clock.calendar().day(now()))


@dataclass(frozen=True)
class Learning:
    """What a student's study stands on."""

    places: Places
    """The user's folders."""
    study: Study
    """Answers, reviews, exams and settings."""
    bank: Bank
    """All questions and cards."""

    @property
    def edition(self) -> Edition:
        """The exam that is studied for."""
        return edition_named(self.study.setting("edition")) or USUAL_EDITION

    @property
    def plan(self) -> Plan:
        """The student's plan."""
        return plan_of(self.study)

    @property
    def certainty(self) -> bool:
        """Whether one is usually asked how sure one is."""
        return self.study.setting("certainty") == "on"

    @property
    def sources(self) -> Mapping[str, Source]:
        """Who items name as theirs, by id."""
        return {source.id: source for source in self.bank.sources}

    @property
    def lessons(self) -> Lessons:
        """What can be read for the exam."""
        return Lessons.of(self.bank, self.edition)

    def drilled(self) -> tuple[Drilled, ...]:
        """How it stands with each skill of the exam.

        Raises:
            TryAgainError: If the database is busy.
            DamagedError: If something in it is damaged.
        """
        from itilsim.coaching.drills import skills_of

        study, edition = self.study, self.edition
        return drilled(skills_of(edition), edition, study.answers(), study.reviews(), self.plan)

    def blueprint(self, edition: Edition | None = None) -> Blueprint:
        """The plan of an exam; of the one that is studied for, unless said otherwise."""
        return load_blueprint(edition or self.edition, ContentCache(self.places.cache))

    def progress(self, scenarios: Mapping[str, Sequence[str]] | None = None) -> Progress:
        """Where the student stands.

        Args:
            scenarios: The references that each scenario teaches, where shifts are to be offered.

        Raises:
            TryAgainError: If the database is busy.
            DamagedError: If something in it is damaged.
        """
        from itilsim.runs.listing import listed_runs, own_runs

        done = done_of(self.study, own_runs(listed_runs(self.places)))
        return progress_of(done, self.bank, self.blueprint(), self.plan, now(), scenarios or {})


WEAK: Final = 0.6
"""Below this estimate a topic is called weak on the study screen: a few right answers are no
weakness. Tuning constant."""


def study_view(learning: Learning) -> StudyView:
    """What the study screen shows.

    Raises:
        TryAgainError: If the database is busy.
        DamagedError: If something in it is damaged.
    """
    at, plan, blueprint = now(), learning.plan, learning.blueprint()
    progress = learning.progress()
    known = {topic.id: topic for topic in progress.known.topics}
    weak = [one for one in weakest(progress.known) if known[one].lowest < WEAK]
    asked = (learning.study, learning.bank, learning.edition, plan, at)
    due = len(review_round(*asked, new=False))
    skills = learning.drilled()
    new = len(review_round(*asked)) - due
    return StudyView(
        exam=blueprint.title,
        due=due,
        new=new,
        daily_cap=plan.daily_cap,
        later=later_words(later_today(*asked)),
        lessons=len(learning.lessons.on),
        skills=len(skills),
        skills_due=sum(is_due(each, at, plan) for each in skills),
        readiness=progress.readiness,
        exam_date=learning.study.setting("exam_date"),
        days_left=plan.days_left(at),
        weak=tuple(TOPICS.get(topic, topic) for topic in weak[:SHOWN]),
        waiting=_waiting(learning.study),
        questions=blueprint.questions,
        minutes=blueprint.minutes,
        pass_mark=blueprint.pass_mark,
        last=_last(learning.study),
    )


def _last(study: Study) -> str:
    """What the last exam came to; nothing if none was handed in."""
    for stored in study.sittings():
        if stored.correct is not None:
            verdict = "passed" if stored.passed else "not passed"
            return f"{stored.correct} of {len(stored.sitting.items)}, {verdict}"
    return ""


def _waiting(study: Study) -> WaitingExam | None:
    """The exam that was left; looking does not hold it."""
    for stored in study.sittings():
        sitting = stored.sitting
        if not sitting.finished:
            used = elapsed(stored.started, stored.saved, machine_clock.read())
            total = len(sitting.items)
            minutes = -(-remaining(sitting, used) // 60)
            return WaitingExam(total - len(unanswered(sitting)), total, minutes)
    return None
