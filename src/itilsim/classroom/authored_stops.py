"""A plan made from an instructor's run: its stops are the decisions that would cost most otherwise.

The one idea: what a decision is worth is not estimated but played. Each is taken as people take it
wrongly, all else is done again at its time, and the same score judges both; where most is lost, a
class has most to talk about. The stops are drafts: the instructor edits them like any others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from itilsim.classroom.authored import RUN, authored, course
from itilsim.classroom.choices import Choice, Wrong, choices
from itilsim.classroom.expected import Expected, expected
from itilsim.classroom.lesson import last_minute
from itilsim.classroom.plan import ClassPlan, Stop
from itilsim.classroom.plan_file import A_MINUTE
from itilsim.classroom.planning import APART, EARLIEST, WORDS, proposed_questions
from itilsim.composing.loading import load_shift
from itilsim.domain.commands import Command
from itilsim.domain.errors import UsageError
from itilsim.domain.names import Mode
from itilsim.quiz.chance import shuffled
from itilsim.quiz.editions import Edition
from itilsim.runs.attainable import Course
from itilsim.runs.counterfactuals import Counterfactual, Decision, counterfactual
from itilsim.runs.opened import OpenedRun
from itilsim.seat.request import PaceName
from itilsim.storage.places import Places
from itilsim.words.figures import points
from itilsim.words.labels import user_minutes

STOPS: Final = 3
"""So many stops are proposed at most: a class of an hour has time for no more. Tuning constant."""
LONGEST: Final = 400
"""Characters of a question at most, as in a plan."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A decision with what it costs whoever takes it wrongly."""

    choice: Choice
    """The decision."""
    wrong: Wrong
    """How it is taken wrongly."""
    cost: int
    """Points of the total that are lost by it, in hundredths; negative: it gains."""
    minutes: int
    """User-minutes that are lost by it; negative: it saves some."""


def authored_plan(
    run: OpenedRun,
    places: Places,
    *,
    shift: str = "",
    title: str = "",
    mode: Mode = "guided",
    pace: PaceName | None = None,
    edition: Edition = "4",
) -> ClassPlan:
    """A plan to begin with, made from a run.

    Args:
        run: The instructor's run.
        places: The user's folders.
        shift: Path of its scenario's file, where that is not one of ours.
        title: What the lesson is called; empty: as the shift.
        mode: How much help there is.
        pace: How the clock runs.
        edition: Edition of the questions.

    Raises:
        UsageError: If its shift is not to be had as it was played.
        NotReproducedError: If it does not give the log that it claims.
        ContentError: If its shift cannot be loaded.
    """
    header = run.stored.header
    setting = load_shift(shift or header.scenario, header.seed, places)
    if setting.digest != header.scenario_digest:
        raise UsageError(
            f"The run {run.id} was played in another version of '{header.scenario}' than the one "
            "that is here, or with house rules: students could not play it."
        )
    done = authored(run)
    seen = expected(setting, header.seed, done)
    found = priced(course(run, done, places), choices(done, seen))
    before, after = proposed_questions(setting, header.seed, edition, places)
    plan = ClassPlan(
        title or setting.scenario.title, shift or header.scenario, header.seed, mode, pace,
        edition=edition, run=RUN, run_digest=done.digest, before=before, after=after,
    )  # fmt: skip
    return replace(plan, stops=stops(tuple(found), seen, last_minute(plan, seen)))


def priced(course: Course, found: Iterator[Choice]) -> Iterator[Priced]:
    """Decisions with what their most tempting wrong answer costs; one or two replays each.

    Args:
        course: The run.
        found: Its decisions.
    """
    for each in found:
        wrong = next((one for one in each.wrong if one.command is not None), None)
        if wrong is None or wrong.command is None:
            continue
        right = (
            (course.card.total, course.debrief.lost_user_minutes)
            if each.mended is None
            else _played(course, each, each.mended)
        )
        other = _played(course, each, wrong.command)
        yield Priced(each, wrong, right[0] - other[0], other[1] - right[1])


def _played(course: Course, choice: Choice, command: Command) -> tuple[int, int]:
    """Total and lost user-minutes with another decision in place of one."""
    if command == choice.entry.command:
        return course.card.total, course.debrief.lost_user_minutes
    changed = Decision(choice.entry.at, choice.subject, choice.entry, command, ())
    found: Counterfactual = counterfactual(course, [changed])
    return found.total, course.debrief.lost_user_minutes - found.minutes_saved


def stops(found: Sequence[Priced], expected: Expected, last: int) -> tuple[Stop, ...]:
    """The dearest decisions as stops, in order of time, far enough apart; each asks another thing.

    Args:
        found: Decisions of the run.
        expected: The shift as it was played there.
        last: The minute of the shift to which a class comes in its time.

    Draws: `words` for the words that go on, the subject for the order of answers.
    """
    words = iter(shuffled(WORDS, expected.debrief.seed, "words"))
    kept: list[tuple[int, Priced]] = []
    for each in sorted(found, key=lambda one: (-one.cost, -one.minutes, one.choice.entry.at)):
        minute = _minute(each.choice, expected)
        asked = {other.choice.field for _, other in kept}
        if (
            minute is None
            or minute > last
            or each.cost <= 0
            or each.choice.field in asked
            or len(kept) == STOPS
        ):
            continue
        if all(abs(minute - other) >= APART for other, _ in kept):
            kept.append((minute, each))
    kept.sort(key=lambda one: one[0])
    return tuple(_stop(minute, each, next(words), expected) for minute, each in kept)


def _minute(choice: Choice, expected: Expected) -> int | None:
    """When to stop: once it has come, and before it was decided if that can be; none: never."""
    arrival = expected.arrival(choice.subject)
    if arrival is None:
        return None
    minute = max(arrival.minute + 1, choice.entry.at // A_MINUTE)
    return minute if EARLIEST <= minute < expected.setting.horizon // A_MINUTE else None


def _stop(minute: int, each: Priced, word: str, expected: Expected) -> Stop:
    choice = each.choice
    texts = [choice.best, *(one.words for one in choice.wrong)]
    if choice.has_order:
        texts.sort(key=_place)
    else:
        texts = list(shuffled(texts, expected.debrief.seed, choice.subject))
    return Stop(
        minute, question(choice, expected), tuple(texts), word, texts.index(choice.best) + 1,
        " ".join(_why(each)),
    )  # fmt: skip


def question(choice: Choice, expected: Expected) -> str:
    """A decision as a question, with what was said or shown.

    Args:
        choice: The decision.
        expected: The shift as it was played.
    """
    arrival = expected.arrival(choice.subject)
    if arrival is None:
        return choice.question
    head = f"{arrival.who}, {arrival.time}, {arrival.channel.lower()}: “"
    room = LONGEST - len(head) - len(choice.question) - len("…” ")
    said = arrival.words if len(arrival.words) <= room else f"{arrival.words[:room].rstrip()}…"
    return f"{head}{said}” {choice.question}"


def _place(words: str) -> tuple[int, str]:
    """Priorities by their number, all else as it is listed everywhere."""
    return (int(words[1:]), "") if words[1:].isdecimal() else (0, words)


def _why(each: Priced) -> Iterator[str]:
    choice = each.choice
    if choice.why:
        yield choice.why
    if choice.also:
        yield f"Can be defended as well: {', '.join(choice.also)}."
    lost = [points(each.cost)]
    if each.minutes > 0:
        lost.append(f"{user_minutes(each.minutes)} of work")
    yield f"Whoever takes “{each.wrong.words}” loses {' and '.join(lost)}."
    if choice.mended is not None:
        yield f"In your own run you took “{choice.yours}”."
