"""What judging found: findings, each with everything that backs it, and the tally of a run.

The one idea: a finding holds what was chosen, what would have been best and what was true as the
values that they are. Whoever shows it finds the words; whoever plays it again finds the command.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from itilsim.domain.assess import Evidence
from itilsim.domain.names import Category, ComponentId, ServiceId

Tag: TypeAlias = Literal["itil", "local", "tool"]
"""Whose rule it is: ITIL's, this organisation's, or a habit of tools."""
Short: TypeAlias = Literal["", "not_done", "wrong", "first_try", "late", "hint"]
"""Why something is less than full: nothing was decided, it was wrong, it was wrong at first, it
came, or was looked at again, too late, or it was decided with a hint; empty where it is full."""


class Described(NamedTuple):
    """What a record says it is about, or should say."""

    service: ServiceId | None
    """Service."""
    component: ComponentId | None
    """Configuration item."""
    category: Category | None
    """Category."""


class Links(NamedTuple):
    """Records that were linked to another."""

    right: int
    """To one of the same cause."""
    wrong: int
    """To one of another."""


@dataclass(frozen=True, slots=True)
class FirstTries:
    """Of a guided shift: what the trainee decided, and what of it was right at the first try."""

    fields: tuple[tuple[str, int, int], ...]
    """Each field with how many were right, and how many were decided; answers to the tutor's
    questions are one of them."""
    helped: int = 0
    """So many were decided with a hint, which is no first try of one's own."""

    @property
    def right(self) -> int:
        """How many were right."""
        return sum(right for _, right, _ in self.fields)

    @property
    def decided(self) -> int:
        """How many were decided."""
        return sum(of for _, _, of in self.fields)

    @property
    def strong(self) -> str:
        """The field that was right every time, and most often; empty: there is none."""
        every = [(of, name) for name, right, of in self.fields if right == of > 1]
        return max(every, key=lambda each: each[0], default=(0, ""))[1]

    @property
    def weak(self) -> str:
        """The field that was wrong most often; empty: none was wrong."""
        wrong = [(of - right, name) for name, right, of in self.fields if right < of]
        return max(wrong, key=lambda each: each[0], default=(0, ""))[1]


Value: TypeAlias = str | int | bool | tuple[str | int | None, ...] | None
"""A choice or a truth: a level, a code or id, whether something was done, several of these, or one
of the tuples above; none: nothing."""


@dataclass(frozen=True, slots=True)
class Because:
    """One thing that cost, of a finding that is less than full."""

    code: str
    """What it was, like `answered_late`; the same code means the same with every criterion."""
    amount: int = 0
    """Seconds, or how often, as the code says; 0: neither."""
    limit: int = 0
    """What would have been right of it: the seconds agreed, or how many there were; 0: nothing."""
    about: tuple[str, ...] = ()
    """Contacts and alerts that it names, where the code says so."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a choice would have been right in worlds that look alike."""

    right: int
    """In so many."""
    of: int
    """Of so many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A judged decision, omission or deduction."""

    criterion: str
    """Criterion or deduction of the table."""
    subject: str
    """Contact, alert or record; `handover` for the note to the next shift."""
    at: int
    """Second of the decision, or of the arrival where nothing was decided."""
    position: int
    """Index in the log of the fact that it is about."""
    entry: int | None
    """`seq` of the journal entry that it judges; none: nothing was decided, or no journal was at
    hand."""
    credit: int
    """Thousandths of the full mark; for a deduction hundredths of a point, negative."""
    chosen: Value
    """What was decided; none: nothing."""
    best: Value
    """What the evidence spoke for."""
    truth: Value
    """What it truly was."""
    accepted: tuple[Value, ...] = ()
    """Everything that can be defended on the evidence, the best included."""
    evidence: tuple[Evidence, ...] = ()
    """What could be seen."""
    short: Short = ""
    """Why it is less than full."""
    tag: Tag = "local"
    """Whose rule it is."""
    teaches: tuple[str, ...] = ()
    """Syllabus references of all editions."""
    share: int = 0
    """Millionths of its criterion's mark that hang on it; none of a deduction."""
    because: tuple[Because, ...] = ()
    """What cost, besides what choice and best say already; empty where it is full."""
    alike: Counted | None = None
    """Of a choice that cost: how often it would have been right where it looked like this; none: it
    is not known, or something else cost."""


@dataclass(frozen=True, slots=True)
class Sla:
    """Targets of the true priority, met and due."""

    count: int
    """Records whose target counts."""
    response_met: int
    """Of these, answered in time."""
    resolution_met: int
    """Of these, restored in time."""


@dataclass(frozen=True, slots=True)
class Suffered:
    """What people suffered: the sums of which the outcome measures are made."""

    lost: int = 0
    """Parts of lost user-minutes, weighted by the class of the service."""
    worked: int = 0
    """Seconds of the teams' time."""
    resolution: int = 0
    """What was at stake in missed restoration targets."""
    response: int = 0
    """What was at stake in missed response targets, in thousandths."""
    people: int = 0
    """What was at stake for everyone who got in touch, in thousandths."""
    pleased: int = 0
    """Of this, what pleased, in points of a hundred."""
    left: int = 0
    """What was left at the end, in weighted minutes."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What one cause brings to a tally; a tally without it is that of a shift without the cause."""

    suffered: Suffered
    """Its part of the sums of outcome."""
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By criterion what hangs on it, in shares of the mark, and what of that was earned, in
    thousandths."""
    deductions: dict[str, int] = field(default_factory=dict)
    """How often each deduction was due over it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """One run, judged by itself; a `Scorecard` sets it beside the references."""

    marks: dict[str, int]
    """Triage and conduct criteria that had an opportunity, in thousandths of the full mark."""
    measures: dict[str, int]
    """Outcome measures as raw whole numbers; less is better for all of them."""
    deductions: dict[str, int]
    """How often each deduction was due."""
    counts: dict[str, int]
    """Facts and records by kind."""
    sla: dict[str, Sla]
    """By true priority, `1` to `5`, and `all`."""
    lost_user_minutes: int
    """Lost user-minutes, by degraded share and workaround."""
    cost: int
    """Illustrative units."""
    satisfaction: int
    """Mean over people, in thousandths."""
    decisions: int
    """Decisions of the trainee's seat."""
    lost_by_cause: dict[str, int] = field(default_factory=dict)
    """Lost user-minutes by cause, most first."""
    pressing: dict[str, bool] = field(default_factory=dict)
    """Causes of true priority 1 and 2: whether each was owned, and restored or worked around."""
    taken_up: dict[str, bool] = field(default_factory=dict)
    """Causes that ask for a record: whether somebody took one of their reports up for what it is,
    or served its people all the same."""
    first_tries: FirstTries | None = None
    """Of a guided shift: what was right at the first try."""
    findings: tuple[Finding, ...] = ()
    """Everything that judging has to say, in order of time."""
    portions: dict[str, Portion] = field(default_factory=dict)
    """What each cause brings to marks, measures and deductions; under an empty name what belongs to
    none, like the note to the next shift."""
