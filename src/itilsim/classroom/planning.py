"""A plan to begin with: what a careful analyst does in a shift shows where a class should stop.

The one idea: a teacher edits rather than invents. The shift is played once by textbook; the first
matter of the highest priority asks how it is to be rated, and the fullest desk asks what comes
first. Both are questions that a class argues about, and both have an answer on the evidence. On
what the shift trains most there are questions of the exam before it and as many after it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from pathlib import Path
from typing import Final

from itilsim.classroom.plan import ClassPlan, Stop
from itilsim.classroom.plan_file import A_MINUTE, HANDOUT, KIND, PLAN, load_handout
from itilsim.classroom.variants import of_one_cell, plan_lines
from itilsim.composing.loading import load_shift
from itilsim.content.bank import load_blueprint, shipped_bank
from itilsim.content.cache import ContentCache
from itilsim.content.source import read
from itilsim.content.validate import load
from itilsim.domain.alike import seen_by_judge
from itilsim.domain.commands import Entry, PrioritiseTicket, subject_of
from itilsim.domain.desk import Desk
from itilsim.domain.errors import ItilsimError
from itilsim.domain.names import AlertId, ContactId, Mode
from itilsim.domain.scenario import Setting
from itilsim.learner.training import trained_by
from itilsim.quiz.chance import shuffled
from itilsim.quiz.editions import Edition
from itilsim.quiz.enemies import enemies_of
from itilsim.seat.names import Called
from itilsim.seat.request import PaceName
from itilsim.sim.policies import play
from itilsim.sim.policies.textbook import next_move
from itilsim.sim.reference import tally_of
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from itilsim.storage.files import write_whole
from itilsim.storage.places import Places
from itilsim.words.labels import priority
from itilsim.words.people import make_roster

EARLIEST: Final = 5
"""Minutes of a shift before which no stop is proposed: nobody has settled in. Tuning constant."""
APART: Final = 10
"""Minutes between two proposed stops at least. Tuning constant."""
WORDS: Final = ("harbour", "lantern", "orchard", "compass", "meadow", "saddle", "violin", "granite")
"""Words that are easy to say aloud and to spell; two of them go on after the proposed stops."""
ASKED: Final = 3
"""Questions before the shift, and as many after it. Tuning constant: what a lesson has time for."""
MATTERS: Final = 4
"""Options at a stop that asks what comes first, at most. Tuning constant."""


_STOPS: Final = re.compile(r"^stops:.*?(?=^[A-Za-z_#]|\Z)", re.MULTILINE | re.DOTALL)
"""The stops in the text of a plan, up to the next key or note at the margin."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """What textbook was about to do, and what stood on the desk."""

    minute: int
    """Simulated minute, rounded up: by then everybody can see it."""
    waiting: tuple[str, ...]
    """What came in and was not over, in words."""
    first: str
    """The one that textbook turned to."""
    why: str
    """Why that one."""


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
    before, after = proposed_questions(setting, seed, edition, places)
    return ClassPlan(
        title or setting.scenario.title, shift, seed, mode, pace, edition=edition,
        stops=proposed_stops(setting, seed), before=before, after=after, marks={},
    )  # fmt: skip


def proposed_questions(
    setting: Setting, seed: int, edition: Edition, places: Places
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Questions before and after, on what the shift trains most: of each topic two of one kind.

    Args:
        setting: The shift.
        seed: Its seed.
        edition: Edition of the questions.
        places: The user's folders.

    Draws: `questions/<topic>` for the order in which they are tried.
    """
    bank, blueprint = shipped_bank(places), load_blueprint(edition, ContentCache(places.cache))
    items = [each for each in bank.of_edition(edition) if not each.beyond_exam]
    enemies = enemies_of(items)
    chosen: list[tuple[str, str]] = []
    findings = tally_of(setting, seed, "textbook").findings
    for topic, _ in trained_by(findings, bank, blueprint).topics:
        taken = {one for pair in chosen for one in pair}
        free = [
            each
            for each in items
            if each.topic == topic and enemies.get(each.id, frozenset()).isdisjoint(taken)
        ]
        chosen += islice(
            (
                (one.id, other.id)
                for one, other in combinations(shuffled(free, seed, "questions", topic), 2)
                if of_one_cell(one, other) and other.id not in enemies.get(one.id, frozenset())
            ),
            1,
        )
    return tuple(one for one, _ in chosen[:ASKED]), tuple(other for _, other in chosen[:ASKED])


def proposed_anew(folder: Path, places: Places) -> str:
    """Let the stops and questions of a plan follow its shift and seed, if those have changed.

    What was proposed, and stands as it was, is proposed anew; what a teacher has written stays.

    Args:
        folder: The class's folder; the students' file there tells what was played before.
        places: The user's folders.

    Returns:
        What to tell the teacher; empty: nothing has changed.

    Raises:
        ContentError: With every problem of the plan.
        UsageError: If its shift is not there.
    """
    file = folder / PLAN
    try:
        old = load_handout(folder / HANDOUT)
    except ItilsimError:
        return ""
    plan, text = load(read(file), ClassPlan, kind=KIND), file.read_text(encoding="utf-8")
    same = (plan.shift, plan.seed) == (old.shift, old.seed)
    if same or plan.run or plan.variants or old.variants or old.lesson:
        return ""
    before = new_plan(old.shift, old.seed, places, edition=old.edition)
    now = new_plan(plan.shift, plan.seed, places, edition=plan.edition)
    own = [stop for stop in plan.stops if stop not in before.stops]
    words = (word for word in WORDS if word not in {each.word for each in own})
    fresh = [
        replace(stop, word=next(words)) if own else stop
        for stop in (now.stops if plan.stops else ())
        if all(abs(stop.minute - each.minute) >= APART for each in own)
    ]
    stops = tuple(sorted([*own, *fresh], key=lambda each: each.minute))
    text = _STOPS.sub(lambda _: "\n".join([*_stops_of(replace(plan, stops=stops)), ""]), text)
    text = text.replace("\n".join(_questions_of(before)), "\n".join(_questions_of(now)))
    write_whole(file, text.encode())
    anew = ["stops"] if fresh else []
    anew += ["questions"] if "\n".join(_questions_of(now)) in text else []
    found = "shift" if plan.shift != old.shift else "seed"
    said = f"The {found} is another one now."
    if anew:
        said += f" Proposed anew: {' and '.join(anew)}."
    if own:
        mine = " and ".join(str(stops.index(each) + 1) for each in own)
        which = f"Stop {mine} is" if len(own) == 1 else f"Stops {mine} are"
        said += f" {which} yours and stayed: see whether what is said there still comes in."
    return said


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
        (matrix[entry.command.impact - 1][entry.command.urgency - 1], entry, entry.command)
        for entry in journal
        if isinstance(entry.command, PrioritiseTicket) and entry.at >= EARLIEST * A_MINUTE
    ]
    if not rated:
        return
    level, entry, rating = min(rated, key=lambda each: (each[0], each[1].at))
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
        _rated_why(setting, rating.impact, rating.urgency),
    )


def _rated_why(setting: Setting, impact: int, urgency: int) -> str:
    """The two lines of the desk card, and what they make."""
    card = setting.organisation.card
    axes = (("Impact", card.impact, impact), ("Urgency", card.urgency, urgency))
    said = " ".join(
        f"{name} {level}: {(rules.level_1, rules.level_2, rules.level_3)[level - 1]}"
        for name, rules, level in axes
    )
    return f"{said} By the matrix that is {priority(card.matrix[impact - 1][urgency - 1])}."


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
            first = subject_of(move)
            why = _first_why(called, desk, first)
            fullest = _Moment(minute, waiting, _reported(called, desk, first), why)
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
        fullest.why,
    )


def _first_why(called: Called, desk: Desk, first: str) -> str:
    """Which priority each has, as far as can be seen, and the rule that decides."""
    rated = {each: seen_by_judge(desk, each).priority for each in desk.inbox}
    listed = "; ".join(
        f"{_who(called, desk, each)}: {_standing(desk, each, level)}"
        for each, level in sorted(rated.items(), key=lambda one: (one[0] != first, one[1] or 9))
    )
    rings = desk.contacts[ContactId(first)].rings if ContactId(first) in desk.contacts else False
    rule = (
        "A ringing phone comes before forms and alerts of the same priority."
        if rings
        else "The highest priority comes first, and of equal ones the oldest."
    )
    return f"By what can be seen: {listed}. {rule}"


def _standing(desk: Desk, subject: str, level: int | None) -> str:
    """Which priority something has, as far as can be seen, or why it has none."""
    seen = seen_by_judge(desk, subject)
    event = seen.significance.best if seen.significance is not None else None
    if event == "informational":
        return "all is well, it only informs"
    if level is not None:
        return (
            f"a warning, {priority(level)} unless heeded" if event == "warning" else priority(level)
        )
    named = {"information": "a question", "complaint": "a complaint", "request": "a wish"}
    return named.get(str(seen.kind.best), "nobody can know yet")


def _who(called: Called, desk: Desk, subject: str) -> str:
    contact, alert = desk.contacts.get(ContactId(subject)), desk.alerts.get(AlertId(subject))
    if contact is not None:
        return called.person(contact.person)
    return called.label(subject) if alert is None else f"alert {alert.component or ''}".rstrip()


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
    who = called.person(contact.person)
    return f"{who[:1].upper()}{who[1:]}, {called.time(contact.at)}{about}"


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
        "# Ids of questions; as many before as after, of the same kind, show what was gained.",
        *_questions_of(plan),
        "# marks: {strong: A, competent: B, developing: C, starting: D}",
        f"struggling: {plan.struggling}  # a total below it: this student may need help",
        "# At a stop every clock halts; the word, read aloud, lets it go on.",
        *_stops_of(plan),
    ]
    lines += [f"earlier: [{', '.join(plan.earlier)}]"] if plan.earlier else []
    lines += plan_lines(plan, [_stop_lines(each.stops) for each in plan.variants[1:]])
    return "\n".join(lines) + "\n"


def _questions_of(plan: ClassPlan) -> list[str]:
    """The questions as YAML."""
    return [f"before: [{', '.join(plan.before)}]", f"after: [{', '.join(plan.after)}]"]


def _stops_of(plan: ClassPlan) -> list[str]:
    """The stops as YAML, with their key."""
    return ["stops:", *_stop_lines(plan.stops)] if plan.stops else ["stops: []"]


def _stop_lines(stops: Sequence[Stop]) -> list[str]:
    """Stops as YAML."""
    lines: list[str] = []
    for stop in stops:
        lines += [
            f"  - minute: {stop.minute}  # of the shift",
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
