"""A plan to begin with: what a careful analyst does in a shift shows where a class should stop.

The one idea: a teacher edits rather than invents. The shift is played once by textbook; the first
matter of the highest priority asks how it is to be rated, and the fullest desk asks what comes
first. Both are questions that a class argues about, and both have an answer on the evidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from itilsim.classroom.plan import ClassPlan, Stop
from itilsim.classroom.plan_file import A_MINUTE, KIND
from itilsim.classroom.variants import plan_lines
from itilsim.composing.loading import load_shift
from itilsim.domain.commands import Entry, PrioritiseTicket, subject_of
from itilsim.domain.desk import Desk
from itilsim.domain.names import AlertId, ContactId, Mode
from itilsim.domain.scenario import Setting
from itilsim.quiz.chance import shuffled
from itilsim.quiz.editions import Edition
from itilsim.seat.names import Called
from itilsim.seat.request import PaceName
from itilsim.sim.policies import play
from itilsim.sim.policies.textbook import next_move
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from itilsim.storage.places import Places
from itilsim.words.labels import priority
from itilsim.words.people import make_roster

EARLIEST: Final = 5
"""Minutes of a shift before which no stop is proposed: nobody has settled in. Tuning constant."""
APART: Final = 10
"""Minutes between two proposed stops at least. Tuning constant."""
WORDS: Final = ("harbour", "lantern", "orchard", "compass", "meadow", "saddle", "violin", "granite")
"""Words that are easy to say aloud and to spell; two of them go on after the proposed stops."""
MATTERS: Final = 4
"""Options at a stop that asks what comes first, at most. Tuning constant."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """What textbook was about to do, and what stood on the desk."""

    minute: int
    """Simulated minute, rounded up: by then everybody can see it."""
    waiting: tuple[str, ...]
    """What came in and was not over, in words."""
    first: str
    """The one that textbook turned to."""


def new_plan(
    shift: str,
    seed: int,
    places: Places,
    *,
    title: str = "",
    mode: Mode = "assessed",
    pace: PaceName | None = None,
    edition: Edition = "4",
) -> ClassPlan:
    """A plan to begin with.

    Args:
        shift: Id of a scenario or of a generated shift.
        seed: Its seed.
        places: The user's folders.
        title: What the lesson is called; empty: as the shift.
        mode: How much help there is.
        pace: How the clock runs.
        edition: Edition of the questions.

    Raises:
        UsageError: If there is no such shift.
        ContentError: If it cannot be loaded.
    """
    setting = load_shift(shift, seed, places)
    return ClassPlan(
        title or setting.scenario.title, shift, seed, mode, pace, edition=edition,
        stops=proposed_stops(setting, seed), marks={},
    )  # fmt: skip


def proposed_stops(setting: Setting, seed: int) -> tuple[Stop, ...]:
    """At most two stops: how the gravest matter is rated, and what comes first on a full desk.

    Args:
        setting: The shift.
        seed: Its seed.

    Draws: `words` for the words that go on.
    """
    shift = Shift(setting, seed)
    play(shift, "textbook")
    journal = tuple(shift.journal)
    words = iter(shuffled(WORDS, seed, "words"))
    found = [
        *_rating(setting, seed, journal, words),
        *_what_first(setting, seed, journal, words),
    ]
    kept: list[Stop] = []
    for stop in found:
        if all(abs(stop.minute - other.minute) >= APART for other in kept):
            kept.append(stop)
    return tuple(sorted(kept, key=lambda each: each.minute))


def _rating(
    setting: Setting, seed: int, journal: tuple[Entry, ...], words: Iterator[str]
) -> Iterator[Stop]:
    """How the first matter of the highest priority is rated."""
    matrix = setting.organisation.card.matrix
    rated = [
        (matrix[entry.command.impact - 1][entry.command.urgency - 1], entry)
        for entry in journal
        if isinstance(entry.command, PrioritiseTicket) and entry.at >= EARLIEST * A_MINUTE
    ]
    if not rated:
        return
    level, entry = min(rated, key=lambda each: (each[0], each[1].at))
    shift = replay(setting, seed, [each for each in journal if each.seq < entry.seq])
    called = Called(shift.desk, make_roster(setting, seed), seed)
    levels = sorted({each for row in matrix for each in row})
    yield Stop(
        entry.at // A_MINUTE + 1,
        f"{_reported(called, shift.desk, subject_of(entry.command))}. "
        "Which priority does it have, by the desk card?",
        tuple(priority(each) for each in levels),
        next(words),
        levels.index(level) + 1,
        "Impact is how many people it hits, urgency how soon it hurts; the card does the rest.",
    )


def _what_first(
    setting: Setting, seed: int, journal: tuple[Entry, ...], words: Iterator[str]
) -> Iterator[Stop]:
    """What comes first where most waits."""
    fullest: _Moment | None = None
    roster = make_roster(setting, seed)
    for minute in range(EARLIEST, setting.horizon // A_MINUTE - EARLIEST):
        shift = replay(setting, seed, [e for e in journal if e.at < minute * A_MINUTE])
        shift.advance(minute * A_MINUTE)
        desk = shift.desk
        move = next_move(desk, ())
        if move is None or subject_of(move) not in desk.inbox:
            continue
        called = Called(desk, roster, seed)
        waiting = tuple(_reported(called, desk, each) for each in desk.inbox)
        if len(waiting) >= 2 and (fullest is None or len(waiting) > len(fullest.waiting)):
            fullest = _Moment(minute, waiting, _reported(called, desk, subject_of(move)))
    if fullest is None:
        return
    others = [each for each in fullest.waiting if each != fullest.first][: MATTERS - 1]
    options = tuple(shuffled([fullest.first, *others], seed, "first"))
    yield Stop(
        fullest.minute,
        "All of these wait by now, or have waited. Which would you take first, and why?",
        options,
        next(words),
        options.index(fullest.first) + 1,
        "A ringing phone comes before a form of the same priority; a higher priority before both.",
    )


def _reported(called: Called, desk: Desk, subject: str) -> str:
    """Who reports what, as a desk would say it."""
    contact, alert = desk.contacts.get(ContactId(subject)), desk.alerts.get(AlertId(subject))
    if alert is not None:
        about = alert.component or called.alerted(alert)
        return f"Alert, {about}, {called.time(alert.at)}"
    if contact is None:
        return called.label(subject)
    symptom = desk.setting.symptoms.get(contact.symptom)
    about = f": {symptom.name}" if symptom is not None else ""
    return f"{called.person(contact.person)}, {called.time(contact.at)}{about}"


def plan_text(plan: ClassPlan) -> str:
    """A plan as YAML, with a word on each key for whoever edits it.

    Args:
        plan: The plan.
    """
    lines = [
        f"schema: itilsim/{KIND}/v1",
        "# The plan of a class. Edit it, then run 'itilsim class new' on its folder once more.",
        f"title: {_quoted(plan.title)}",
        f"shift: {plan.shift}",
        f"seed: {plan.seed}  # "
        + ("that of the first variant" if plan.variants else "the same morning for everybody"),
        f"mode: {plan.mode}  # guided, coached, practice or assessed",
        *([f"pace: {plan.pace}  # steady, calm or extra"] if plan.pace else []),
        f"minutes: {plan.minutes}  # real minutes of the lesson",
        f'edition: "{plan.edition}"',
        f"seats: {plan.seats}  # alone, pairs or hot_seat",
        *(
            [
                f"run: {_quoted(plan.run)}  # your own run, of which all of this is made",
                f"run_digest: {_quoted(plan.run_digest)}  # of its log; another run is refused",
            ]
            if plan.run
            else []
        ),
        "# house_rules: my-rules.yaml",
        "# roster: [Ana, Ben, Chiara]  # display names; without it students choose their own",
        "# objectives:",
        "#   - Rate what is reported by impact and urgency",
        "# Ids of questions; the same number before and after shows what was gained.",
        "# before: [...]",
        "# after: [...]",
        "# marks: {strong: A, competent: B, developing: C, starting: D}",
        f"struggling: {plan.struggling}  # a total below it: this student may need help",
        "# At a stop every clock halts; the word, read aloud, lets it go on.",
        "stops:" if plan.stops else "stops: []",
    ]
    lines += _stop_lines(plan.stops)
    lines += [f"earlier: [{', '.join(plan.earlier)}]"] if plan.earlier else []
    lines += plan_lines(plan, [_stop_lines(each.stops) for each in plan.variants[1:]])
    return "\n".join(lines) + "\n"


def _stop_lines(stops: Sequence[Stop]) -> list[str]:
    """Stops as YAML."""
    lines: list[str] = []
    for stop in stops:
        lines += [
            f"  - minute: {stop.minute}",
            f"    question: {_quoted(stop.question)}",
            "    options:",
            *(f"      - {_quoted(option)}" for option in stop.options),
            f"    best: {stop.best}  # number of the best answer; 0: a matter of opinion",
            f"    word: {stop.word}",
            f"    why: {_quoted(stop.why)}",
        ]
    return lines


def _quoted(text: str) -> str:
    """Text between quotation marks; JSON's are YAML's."""
    return json.dumps(text, ensure_ascii=False)
