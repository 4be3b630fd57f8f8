"""What a debrief says, as frozen plain values: codes, ids and whole numbers, never words.

The one idea: everything here was computed from the log. Reports, screens and files only word it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from itilsim.domain.debriefing.improving import Improvement
from itilsim.domain.debriefing.measured import Audit, Delivered, Kept, Lost, Timeline
from itilsim.domain.debriefing.revealing import Reveal
from itilsim.domain.names import (
    Channel,
    ComponentId,
    GroupId,
    Mode,
    Pace,
    PersonId,
    RecordKind,
    Significance,
    TeamId,
)
from itilsim.domain.scoring.table import Part
from itilsim.domain.scoring.tally import Finding, FirstTries, Value

FULL = 1000
"""Credit of a finding that could not have been better, in thousandths."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A contact or alert: what people need to recognise it."""

    id: str
    """Its id."""
    at: int
    """When it came."""
    arrival: str
    """Scripted arrival, check or source."""
    channel: Channel
    """How it came; `alert` for an alert."""
    person: PersonId | None
    """Who; none for an alert."""
    group: GroupId | None
    """Where the person works."""
    component: ComponentId | None
    """The item of an alert, or that the caller named."""
    symptom: str
    """What was reported or wished for; empty for an alert."""
    significance: Significance | None
    """What an alert is."""
    utterance: str
    """What was said or shown."""
    record: RecordKind | None = None
    """What it was logged as."""
    number: int | None = None
    """Number of its record, in order of logging."""
    chases: str | None = None
    """The contact that it asks about."""


@dataclass(frozen=True, slots=True)
class Well:
    """Something that somebody did well, by criterion; what only came of it is no such thing."""

    criterion: str
    """Criterion of the scoring table."""
    right: int
    """Deeds with the full mark, at least one."""
    of: int
    """Findings in all, but for what was right because nothing was done."""
    subjects: tuple[str, ...]
    """What they are about, in order of time."""
    chosen: Value
    """What was decided in the first of them."""
    strength: int
    """Hundredths of a point of the total more than First-come Fran earns by it."""
    better: bool = False
    """Better than Textbook Toni."""


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion or part of the score, beside the references; points of a hundred."""

    name: str
    """Criterion, part or `total`."""
    part: Part | Literal["total"]
    """The part it belongs to."""
    weight: int
    """Its share of the total in hundredths of a percent; what had no opportunity has none."""
    points: int | None
    """0 to 100; none: nothing asked for it."""
    band: str
    """The band of these points, empty without any."""
    references: tuple[tuple[str, int | None], ...]
    """The same of each reference, by policy."""


@dataclass(frozen=True, slots=True)
class Deducted:
    """A deduction from the total."""

    deduction: str
    """Line of the table of deductions."""
    points: int
    """Hundredths of a point, caps included."""
    times: int
    """How often."""
    subjects: tuple[tuple[int, str, Value], ...]
    """Second, subject and choice of each, as far as one record is to blame."""


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that was decided about one contact or alert."""

    subject: str
    """The contact or alert; `handover` for the note to the next shift."""
    at: int
    """When it came."""
    cause: str
    """The fault or wish behind it, in truth."""
    mode: str
    """Failure mode of the fault, or empty."""
    path: tuple[str, ...]
    """The way through the estate from what failed to whom it hit; empty without a fault."""
    decisions: tuple[Finding, ...]
    """What was decided or left, in order of time."""
    struck_at: int | None = None
    """When the fault was first felt or seen; none: it was prevented, or there is none."""

    @property
    def is_right(self) -> bool:
        """Nothing in it could have been better."""
        return all(each.credit >= FULL for each in self.decisions)


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody was told something."""

    at: int
    """When."""
    kind: str
    """Kind of fact, like `caller-updated`."""
    subject: str
    """Contact or record about which."""
    people: tuple[PersonId, ...]
    """Named people who were told."""
    groups: tuple[GroupId, ...]
    """Groups who were told."""
    knowledge: str = ""
    """Known error or article that went along."""
    next_update: int | None = None
    """Second by which the next word was promised."""


@dataclass(frozen=True, slots=True)
class Waited:
    """How long a person waited for the desk."""

    person: PersonId
    """Who."""
    subject: str
    """The first contact."""
    first_word: int | None
    """Seconds until the first word; none: never."""
    words: int
    """How often the person was told something."""
    chased: int
    """How often the person asked again."""
    silence: int
    """Longest silence while it was not over, in seconds."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that was not over when the seat was left."""

    subject: str
    """Contact or alert."""
    ticket: str
    """Its record; empty: nobody logged it."""
    team: TeamId | None
    """Who had it."""
    handed_over: bool
    """The note names it."""
    promised_at: int | None
    """When the next word was promised for."""
    over_at: int | None
    """When it was resolved in the aftermath; none: it was not."""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Something that happened when the seat was empty."""

    at: int
    """When."""
    kind: str
    """Kind of fact."""
    subject: str
    """Contact, alert, record or fault."""


@dataclass(frozen=True, slots=True)
class Dear:
    """A decision, or one that was not taken, that has cost points."""

    finding: Finding
    """What was judged."""
    lost: int
    """Hundredths of a point of the total that it has cost."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """A whole debrief."""

    scenario: str
    """Scenario id."""
    seed: int
    """Seed of its chance."""
    mode: Mode
    """How much help there was."""
    pace: Pace
    """How time moved."""
    ended_at: int
    """When the seat was left: the border between shift and aftermath."""
    finished_at: int
    """When outcome was taken."""
    delivered: tuple[Delivered, ...]
    """Customer-facing services that were hit, most lost time first."""
    whole: int
    """Customer-facing services that were not hit."""
    kept: Kept
    """Agreed targets."""
    lost_user_minutes: int
    """Lost user-minutes."""
    cost: int
    """Illustrative units."""
    satisfaction: int
    """Thousandths."""
    well: tuple[Well, ...]
    """What went well, the strongest first."""
    score: tuple[Line, ...]
    """Total, parts and criteria."""
    few: bool
    """Too few decisions for more than bands."""
    first_tries: FirstTries | None
    """Of a guided shift, instead of points: what was right at the first try."""
    standard_error: int | None
    """Standard error of the total, in hundredths of a point; none: too few causes to tell."""
    let_down: tuple[str, ...]
    """First signs of what was left, for which the band is held down."""
    deductions: tuple[Deducted, ...]
    """What was taken off."""
    stories: tuple[Story, ...]
    """Per-decision why, by contact and alert in order of arrival."""
    clocks: tuple[Audit, ...]
    """Audit of each clock."""
    told: tuple[Told, ...]
    """Who was told what and when."""
    waited: tuple[Waited, ...]
    """How long people waited, in order of arrival."""
    lost: tuple[Lost, ...]
    """Lost user time by cause, most first."""
    left: tuple[Left, ...]
    """What was not over when the seat was left."""
    afterwards: tuple[Afterwards, ...]
    """What happened in the aftermath."""
    reflection: tuple[str, ...]
    """The author's questions, asked before the score."""
    dearest: tuple[Dear, ...]
    """What has cost points, the dearest first."""
    subjects: dict[str, Subject]
    """All contacts and alerts by id."""
    timelines: dict[str, Timeline] = field(default_factory=dict)
    """The shift minute by minute: `you`, and `textbook` where somebody stands beside."""
    reveals: tuple[Reveal, ...] = ()
    """The way of each cause that was felt or said, in order of beginning."""
    improvement: Improvement | None = None
    """One improvement for the CSI register; none: nothing was lost."""

    @property
    def dearest_criterion(self) -> str:
        """The criterion whose findings together have cost most; empty: nothing has cost a point."""
        return max(self.costs, key=self.costs.__getitem__, default="")

    @property
    def costs(self) -> dict[str, int]:
        """What the findings of each criterion have cost together, in hundredths of a point."""
        costs: dict[str, int] = {}
        for each in self.dearest:
            if each.finding.credit >= 0:
                costs[each.finding.criterion] = costs.get(each.finding.criterion, 0) + each.lost
        return costs

    @property
    def is_watermelon(self) -> bool:
        """Green outside, red inside: the board showed nothing, people lost time all the same."""
        return any(e.lost_user_minutes and e.availability == 10_000 for e in self.delivered)
