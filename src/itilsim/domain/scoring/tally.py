"""What judging found, as plain numbers that no other run has touched yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from itilsim.domain.scoring.finding import Finding


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
    findings: tuple[Finding, ...] = ()
    """Everything that judging has to say, in order of time."""
