"""A scenario as its file declares it: what an author writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from itilsim.domain.bounds import (
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_WORDS,
    MOST_CHASERS,
    MOST_ENTRIES,
)
from itilsim.domain.library import Demand, Distribution
from itilsim.domain.names import Mode
from itilsim.domain.scenario.arrivals import (
    AlertArrival,
    ContactArrival,
    Deadline,
    FaultArrival,
    PastIncident,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A briefing question; wrong answers just show the line that answers it."""

    words: str = field(metadata={"max_length": LONGEST_WORDS})
    """The question."""
    options: tuple[str, ...] = field(metadata={"min_length": 2, "max_length": 4})
    """Two to four answers."""
    answer: int = field(metadata={"ge": 0, "le": 3})
    """Index of the right one, from 0."""
    line: str = field(metadata={"max_length": LONGEST_WORDS})
    """The line of the briefing that answers it."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the trainee reads before the shift."""

    words: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Paragraphs; two sentences on who we are."""
    handover: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Lines of the note from the shift before."""
    questions: tuple[Question, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Asked before the shift starts."""


@dataclass(frozen=True, slots=True)
class Constants:
    """How people and teams behave; tuning constants unless a field says otherwise."""

    patience: Distribution = field(default=Distribution("uniform", 12, 20))
    """Time a caller waits before hanging up, and between two chasers."""
    call_again_percent: int = field(default=60, metadata={"ge": 0, "le": 100})
    """Chance that a caller who hung up calls again; else the caller writes."""
    call_again: Distribution = field(default=Distribution("uniform", 3, 8))
    """Time until then."""
    look: Distribution = field(default=Distribution("uniform", 10, 20))
    """Time for which a team looks at a record that is not its own."""
    pick_up: Distribution = field(default=Distribution("uniform", 5, 7))
    """Time from a free person to their first note."""
    approval: Distribution = field(default=Distribution("uniform", 23, 27))
    """Time that an approver takes."""
    single_work: Distribution = field(default=Distribution("uniform", 20, 40))
    """Work of a team on the trouble of one person with no fault behind it."""
    reopen_call: Distribution = field(default=Distribution("uniform", 4, 6))
    """Time until a user whose trouble was resolved without being over calls again."""
    chasers: int = field(default=2, metadata={"ge": 0, "le": MOST_CHASERS})
    """At most this many chasers a person and cause."""
    weight_gold: int = field(default=3, metadata={"ge": 0, "le": 1000})
    """Weight of a user-minute on a gold service."""
    weight_silver: int = field(default=2, metadata={"ge": 0, "le": 1000})
    """Weight of a user-minute on a silver service."""
    weight_bronze: int = field(default=1, metadata={"ge": 0, "le": 1000})
    """Weight of a user-minute on a bronze service."""
    degraded_percent: int = field(default=30, metadata={"ge": 0, "le": 100})
    """Share of the work that is lost while a service is degraded."""
    cost_percent: int = field(default=50, metadata={"ge": 0, "le": 1_000_000})
    """Cost of a weighted user-minute in hundredths of a unit (illustrative)."""
    margin_percent: int = field(default=5, metadata={"ge": 0, "le": 100})
    """A measure counts where textbook beats idle by this share of idle's value."""
    callers_per_hundred: int = field(default=4, metadata={"ge": 0, "le": 100})
    """Of a hundred people hit by a fault without scripted contacts so many call."""
    callers_at_most: int = field(default=6, metadata={"ge": 0, "le": 1000})
    """At most this many of one group."""
    call_delay: Distribution = field(default=Distribution("exponential", 12))
    """Time from feeling a fault to calling."""


@dataclass(frozen=True, slots=True)
class GuidedQuestion:
    """What the tutor asks before a move: a choice that no form at the desk would ask for."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, unlike all fields of the desk."""
    subject: str = field(metadata={"max_length": LONGEST_ID})
    """Id of the arrival that it is asked about."""
    before: str = field(metadata={"max_length": LONGEST_ID})
    """Kind of the command before which it is asked."""
    words: str = field(metadata={"max_length": LONGEST_WORDS})
    """The question."""
    options: tuple[str, ...] = field(metadata={"min_length": 2, "max_length": 4})
    """Two to four answers."""
    answer: int = field(metadata={"ge": 0, "le": 3})
    """Index of the right one, from 0."""
    line: str = field(metadata={"max_length": LONGEST_WORDS})
    """Why, from what can be seen; shown after every answer."""


@dataclass(frozen=True, slots=True)
class GuidedStep:
    """A step of the guided first shift."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id."""
    subjects: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Ids of the arrivals that belong to it."""
    opens: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Fields that the trainee fills in from here on."""
    words: str = field(default="", metadata={"max_length": LONGEST_WORDS})
    """What the tutor says as it opens; empty: what is due speaks for itself."""
    before: str = field(default="", metadata={"max_length": LONGEST_ID})
    """Kind of the command before which that is said; empty: the first that decides something."""
    shown: bool = False
    """The tutor does it all, one move after the other, and the trainee watches."""
    asks: tuple[GuidedQuestion, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """What the tutor asks on the way."""
    ends: str = field(default="", metadata={"max_length": LONGEST_WORDS})
    """What the tutor says once it is done: the concept, after it was met."""
    by: int = field(default=0, metadata={"ge": 0, "le": 31_622_400})
    """Second of the shift by which its arrivals have come, if they come at all; only of a lesson
    that was made from a run, where they are named as the desk names them. 0: as the script says."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How the three parts make the total, in hundredths."""

    triage: int = field(default=45, metadata={"ge": 0, "le": 100})
    """Was it recognised, rated, routed, linked, escalated rightly?"""
    outcome: int = field(default=35, metadata={"ge": 0, "le": 100})
    """Targets, lost user time, cost, satisfaction."""
    conduct: int = field(default=20, metadata={"ge": 0, "le": 100})
    """People told, ownership, problems raised, handover."""


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast the clock of paced play runs at its steadiest, in simulated seconds a second.

    Measured: the fastest at which perfect decisions at human speed hold (`lab.human`).
    """

    outside: int = field(default=2, metadata={"ge": 1, "le": 20})
    """While no form is open."""
    inside: int = field(default=1, metadata={"ge": 1, "le": 20})
    """While one is."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole scenario file."""

    id: str = field(metadata={"min_length": 1, "max_length": LONGEST_ID})
    """Short id, the file's name without its ending."""
    title: str = field(metadata={"max_length": LONGEST_NAME})
    """What it is called."""
    words: str = field(metadata={"max_length": LONGEST_WORDS})
    """One or two sentences for the list of scenarios."""
    organisation: str = field(metadata={"max_length": LONGEST_ID})
    """Id of the organisation file."""
    library: tuple[str, ...] = field(metadata={"max_length": MOST_ENTRIES})
    """Ids of the library files, by name without ending."""
    start: str = field(metadata={"pattern": r"^\d{4}-\d\d-\d\d \d\d:\d\d$"})
    """Local date and time `YYYY-MM-DD HH:MM` of its beginning."""
    minutes: int = field(metadata={"ge": 1, "le": 527_040})
    """Length of the shift."""
    aftermath_minutes: int = field(metadata={"ge": 0, "le": 1440})
    """How long the world runs on after it, without the trainee."""
    role: Literal["analyst", "shift_lead", "incident_manager", "problem_manager", "bridge", "all"]
    """The role of the trainee's seat."""
    briefing: Briefing
    """What is read before."""
    modes: tuple[Mode, ...] = field(
        default=("practice",), metadata={"max_length": MOST_ENTRIES, "min_length": 1}
    )
    """Modes in which it can be played."""
    withheld: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Kinds of commands that the seat does not have."""
    contacts: tuple[ContactArrival, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Scripted contacts."""
    alerts: tuple[AlertArrival, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Scripted alerts."""
    faults: tuple[FaultArrival, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Scripted failures."""
    demand: tuple[Demand, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Contacts that arrive at random."""
    wear_out: bool = False
    """Components fail by themselves, by their modes' time to failure."""
    scripted_callers: bool = True
    """Only scripted contacts report scripted faults; else affected users call by chance."""
    deadlines: tuple[Deadline, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Moments by which something must work."""
    past_incidents: tuple[PastIncident, ...] = field(
        default=(), metadata={"max_length": MOST_ENTRIES}
    )
    """The history."""
    constants: Constants = field(default=Constants())
    """How people and teams behave."""
    weights: Weights = field(default=Weights())
    """How the three parts make the total."""
    speed: Speed = field(default=Speed())
    """How fast a running clock runs."""
    guided: tuple[GuidedStep, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Steps of the guided mode."""
    reflection: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Two questions before the score."""
