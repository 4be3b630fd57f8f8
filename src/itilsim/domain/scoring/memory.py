"""What the judge remembers: what the world asked for, and what the trainee decided on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeAlias

from itilsim.domain.assess import Assessment
from itilsim.domain.clocks import Reading
from itilsim.domain.names import Actor
from itilsim.domain.records import Ticket
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.losses import Losses
from itilsim.domain.scoring.tally import Finding
from itilsim.domain.state import State
from itilsim.domain.truth import Truth

Chosen: TypeAlias = str | int | bool | None
"""The value of one decision."""

SLIP = 60
"""The opposite command within this time is a slip, not a decision, in seconds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the trainee's seat on one field of one subject."""

    at: int
    """When."""
    position: int
    """Index of its fact in the log."""
    field: str
    """Which field: `kind`, `impact`, `urgency`, `team`, `significance`, `link`, `known_error` …"""
    value: Chosen
    """What was chosen."""
    seen: Assessment
    """What could be seen just before."""
    passed_on: bool
    """Another team already had the record."""
    entry: int | None
    """`seq` of its journal entry; none: no journal was at hand, or it is no act but the lack of
    one."""
    locked: bool = False
    """A rejected first try of guided mode; nothing later changes it."""
    overdue: bool = False
    """No act: by then it should have been looked at again."""
    prompted: bool = False
    """The coach had spoken about it before; it is no slip, and gives back as after a bounce."""


class Act(Protocol):
    """A fact that a seat has made."""

    @property
    def at(self) -> int:
        """When."""

    @property
    def actor(self) -> Actor:
        """Whose seat."""


class Word(NamedTuple):
    """A word of the desk to the caller of a record."""

    at: int
    """When."""
    promised: int | None
    """Second by which the next one was promised."""


@dataclass(slots=True)
class Opportunity:
    """Something that the world asked of the trainee, once for each person and cause."""

    subject: str
    """The first contact, or the alert."""
    arrival: str
    """Scripted arrival or source."""
    at: int
    """When it came."""
    position: int
    """Index of its fact in the log."""
    truth: Truth
    """What it truly is."""
    seen: Assessment
    """What could be seen as it came."""
    teaches: tuple[str, ...]
    """Syllabus references."""
    subjects: list[str]
    """All contacts of this person about this cause."""
    own_fault: bool
    """Exists only through the player's omission: not in triage."""
    decisions: list[Decision] = field(default_factory=list)
    """What was decided on it, in order."""
    second_looks: dict[str, Decision] = field(default_factory=dict)
    """Ratings that new evidence has made wrong, by axis; each counts from its `at` on."""

    @property
    def is_alert(self) -> bool:
        """An alert, not a person."""
        return self.truth.significance is not None

    def last(self, name: str) -> Decision | None:
        """The last decision on a field."""
        found = [each for each in self.decisions if each.field == name]
        return found[-1] if found else None

    def tried(self, name: str) -> Decision | None:
        """The rejected first try of guided mode where there was one, else the last decision."""
        found = self.all(name)
        return next((each for each in found if each.locked), found[-1] if found else None)

    def all(self, name: str) -> list[Decision]:
        """All decisions on a field, in order."""
        return [each for each in self.decisions if each.field == name]


@dataclass(slots=True)
class Judging:
    """The judge's memory."""

    setting: Setting
    """The scenario."""
    state: State
    """Own fold of the log."""
    losses: Losses
    """What the world lost."""
    decisions: bool = True
    """Whether decisions are judged."""
    opportunities: dict[tuple[str, str], Opportunity] = field(default_factory=dict)
    """By person (or alert) and cause, in order of arrival."""
    by_subject: dict[str, Opportunity] = field(default_factory=dict)
    """The same by every contact and alert."""
    by_cause: dict[str, list[Opportunity]] = field(default_factory=dict)
    """The same by cause."""
    struck_late: set[str] = field(default_factory=set)
    """Faults that struck although a warning could be heeded."""
    warned: set[str] = field(default_factory=set)
    """Faults of which a warning has reached the desk."""
    deductions: list[Finding] = field(default_factory=list)
    """Found on the way."""
    position: int = 0
    """Facts so far."""
    entry: int | None = None
    """`seq` of the last journal entry so far, where the journal is at hand."""
    acts: dict[tuple[str, str], int] = field(default_factory=dict)
    """`seq` of the last entry that did something to a subject, by what it did and to which; only
    what no `Decision` tells: word, end, problem and note."""
    counts: dict[str, int] = field(default_factory=dict)
    """Facts by kind."""
    false_p1: int = 0
    """Records set to P1 that are not."""
    misled: dict[str, int] = field(default_factory=dict)
    """Pieces of advice that did not help, by the first contact of whoever was given them."""
    answers: dict[str, int] = field(default_factory=dict)
    """First answers to the tutor's questions, by question."""
    rejected: set[str] = field(default_factory=set)
    """Fields of which a first try was rejected on what is no opportunity, like the note."""
    hints: dict[tuple[str, str], int] = field(default_factory=dict)
    """Coached: rungs of hints that were taken before the first try, by the first contact (or alert)
    and field."""
    prompted: set[tuple[str, str]] = field(default_factory=set)
    """Coached: decisions on which the coach has spoken after the first try, by the same."""
    ended_at: int = 0
    """When the shift ended."""
    over: dict[tuple[str, str | None], int] = field(default_factory=dict)
    """When a cause was over, for one group or (none) for everybody: repaired, worked around,
    served, or rightly refused."""
    works: set[str] = field(default_factory=set)
    """Records whose callers said last that it works; what the desk does takes no word back."""
    slips: set[str] = field(default_factory=set)
    """Records of which an end was taken back at once, which counts as a slip once for each."""
    chased: set[str] = field(default_factory=set)
    """Records about which somebody had to ask again before the planned end."""
    words: dict[str, list[Word]] = field(default_factory=dict)
    """What the caller of each record has heard, in order."""
    held_for_nothing: set[tuple[str, int]] = field(default_factory=set)
    """Holds without the matching fact: record and second."""
    insisted: set[str] = field(default_factory=set)
    """People at whose word a priority has been taken."""
    readings: dict[tuple[str, int], tuple[Reading, Reading]] = field(default_factory=dict)
    """Both true clocks of an arrival, by its subject and the number of facts seen."""

    def came_back(self, ticket: Ticket) -> int:
        """How often a record was reopened, a slip aside."""
        return ticket.reopened - (ticket.id in self.slips)
