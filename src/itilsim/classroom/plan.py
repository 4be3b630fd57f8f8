"""A class: what its teacher has planned, and the part of it that students are handed.

The one idea: two files from one plan. The teacher's has the answers and the words that go on after
a stop; the students' has neither, only what it takes to know such a word when it is typed. Whoever
holds the same students' file plays the same shift, which its code shows: a few letters, to compare
across a room.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Final, Literal

from itilsim.domain.names import Mode
from itilsim.domain.scenario import GuidedStep
from itilsim.quiz.editions import Edition
from itilsim.seat.request import PaceName

FORMAT: Final = 1
"""Version of the format of both files."""
LETTERS: Final = 8
"""Letters of a code: more than a trillion codes. Tuning constant."""
Seats = Literal["alone", "pairs", "hot_seat"]
"""Who sits before a screen: one, two, or one after another."""

DealtBy = Literal["name", "roster"]
"""Which variant somebody plays: by a digest of the display name, or in turn down the roster."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment at which every clock halts, and a question is put to the class."""

    minute: int = field(metadata={"ge": 0, "le": 1440})
    """Simulated minute at which it comes."""
    question: str = field(metadata={"min_length": 1, "max_length": 400})
    """What is asked."""
    options: tuple[str, ...] = field(metadata={"min_length": 2, "max_length": 6})
    """The answers to choose from."""
    word: str = field(metadata={"min_length": 2, "max_length": 40})
    """What the teacher reads aloud for the class to go on."""
    best: int = 0
    """Number of the best answer, from 1; 0: there is none, it is a matter of opinion."""
    why: str = ""
    """What there is to say when the answers are compared."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another morning of the same order, measured to be as hard."""

    seed: int = field(metadata={"ge": 0, "le": 2**62})
    """Seed of its chance."""
    scores: tuple[float, ...] = field(metadata={"min_length": 1, "max_length": 8})
    """Mean totals of players that err in 10, 20, 30 and 40 % of what they do, in points."""
    plays: int = field(metadata={"ge": 1, "le": 1000})
    """Of so many plays each is the mean."""
    exact_to: float = 0.0
    """Mean standard error of one score in it, in points."""
    stops: tuple[Stop, ...] = ()
    """Its own stops; of the first variant, those of the plan."""


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """What a teacher has planned."""

    title: str = field(metadata={"min_length": 1, "max_length": 120})
    """What the lesson is called."""
    shift: str = field(metadata={"min_length": 1, "max_length": 200})
    """Id of a scenario or of a generated shift."""
    seed: int = field(metadata={"ge": 0, "le": 2**62})
    """Seed of its chance: the same morning for all."""
    mode: Mode = "assessed"
    """How much help there is."""
    pace: PaceName | None = None
    """How the clock runs; none: time moves with what is done."""
    minutes: int = field(default=60, metadata={"ge": 10, "le": 480})
    """Real minutes of the lesson."""
    edition: Edition = "4"
    """Edition of ITIL that explanations and questions follow."""
    seats: Seats = "alone"
    """Who sits before a screen."""
    house_rules: str = ""
    """File of rules that are laid over the organisation's, beside this one; empty: none."""
    run: str = field(default="", metadata={"max_length": 200})
    """File of the instructor's own run, beside this one; empty: the class was not played first."""
    run_digest: str = field(default="", metadata={"max_length": 80})
    """Digest of that run's log: with another run the class is another one."""
    objectives: tuple[str, ...] = ()
    """What students can do afterwards; empty: worked out from what the shift asks for."""
    roster: tuple[str, ...] = ()
    """Display names; empty: students choose their own."""
    stops: tuple[Stop, ...] = ()
    """Stops, in the order of time."""
    before: tuple[str, ...] = ()
    """Ids of questions that are asked before the shift."""
    after: tuple[str, ...] = ()
    """Ids of questions that are asked after it."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What a band is worth in the teacher's own marks; empty: bands stay bands."""
    struggling: int = field(default=40, metadata={"ge": 0, "le": 100})
    """Total below which a student may need help. Source of 40: there *developing* begins."""
    variants: tuple[Variant, ...] = field(default=(), metadata={"max_length": 6})
    """Mornings of equal difficulty, the plan's own first; empty: all play the same one."""
    dealt_by: DealtBy = "name"
    """How it is settled who plays which."""
    earlier: tuple[str, ...] = ()
    """Codes from before somebody was erased from the roster: hand-ins under them count."""


@dataclass(frozen=True, slots=True)
class HandedStop:
    """A stop as students have it."""

    minute: int
    """Simulated minute at which it comes."""
    question: str
    """What is asked."""
    options: tuple[str, ...]
    """The answers to choose from."""
    seal: str
    """Digest of the word that goes on, with its place: nobody reads the word off it."""


@dataclass(frozen=True, slots=True)
class HandedVariant:
    """A variant as students have it."""

    seed: int
    """Seed of its chance."""
    scenario_digest: str
    """Digest of the resolved scenario."""
    stops: tuple[HandedStop, ...]
    """Stops, in the order of time."""
    before: tuple[str, ...]
    """Ids of questions before the shift."""
    after: tuple[str, ...]
    """Ids of questions after it."""


@dataclass(frozen=True, slots=True)
class Handout:
    """What students are handed."""

    title: str
    """What the lesson is called."""
    shift: str
    """Id of a scenario or of a generated shift."""
    seed: int
    """Seed of its chance."""
    scenario_digest: str
    """Digest of the resolved scenario: on another one nobody plays."""
    engine: int
    """Version of the rules."""
    mode: Mode
    """How much help there is."""
    pace: PaceName | None
    """How the clock runs; none: time moves with what is done."""
    edition: Edition
    """Edition of ITIL."""
    seats: Seats
    """Who sits before a screen."""
    house_rules: str
    """The text of the house rules; empty: none."""
    roster: tuple[str, ...]
    """Display names; empty: students choose their own."""
    stops: tuple[HandedStop, ...]
    """Stops, in the order of time."""
    before: tuple[str, ...]
    """Ids of questions before the shift."""
    after: tuple[str, ...]
    """Ids of questions after it."""
    lesson: tuple[GuidedStep, ...] = ()
    """Steps of a guided lesson that was made from the instructor's run: which matter comes when, as
    the desk names it, and no answer; empty: the tutor has the scenario's own, or there is none."""
    code: str = ""
    """What shows that two have the same file, like `K7QM-2XPD`."""
    format: int = FORMAT
    """Version of the format."""
    variants: tuple[HandedVariant, ...] = ()
    """Variants, the one above first; empty: all play the same."""
    dealt_by: DealtBy = "name"
    """How it is settled who plays which."""


def handout_of(
    plan: ClassPlan,
    scenario_digest: str,
    engine: int,
    rules: str = "",
    lesson: tuple[GuidedStep, ...] = (),
) -> Handout:
    """What students are handed of a plan.

    Args:
        plan: The plan.
        scenario_digest: Digest of its scenario, resolved, with the house rules and the lesson.
        engine: Version of the rules that it is played with.
        rules: The text of its house rules.
        lesson: Steps of a guided lesson that was made from a run.
    """
    handout = Handout(
        plan.title, plan.shift, plan.seed, scenario_digest, engine, plan.mode, plan.pace,
        plan.edition, plan.seats, rules, plan.roster,
        tuple(_handed(place, stop) for place, stop in enumerate(plan.stops)),
        plan.before, plan.after, lesson,
    )  # fmt: skip
    return replace(handout, code=code_of(handout))


def code_of(handout: Handout) -> str:
    """The letters that all have who hold the same file, whatever code it claims."""
    tree = asdict(replace(handout, code=""))
    if not handout.variants:  # so a class without them has the code that it always had
        del tree["variants"], tree["dealt_by"]
    if not handout.lesson:
        del tree["lesson"]  # So that files which were made before there were lessons keep theirs.
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False)
    letters = base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:LETTERS]
    return f"{letters[:4]}-{letters[4:]}"


def is_word(stop: HandedStop, place: int, word: str) -> bool:
    """Whether a word goes on after a stop, however it is spaced and capitalised."""
    return stop.seal == _seal(stop.minute, place, word)


def _handed(place: int, stop: Stop) -> HandedStop:
    return HandedStop(
        stop.minute, stop.question, stop.options, _seal(stop.minute, place, stop.word)
    )


def _seal(minute: int, place: int, word: str) -> str:
    plain = "".join(word.split()).casefold()
    return hashlib.sha256(f"stop {place} at {minute}: {plain}".encode()).hexdigest()
