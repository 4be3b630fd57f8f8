"""One thing that judging has to say, with everything that backs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from itilsim.domain.assess import Evidence


@dataclass(frozen=True, slots=True)
class Finding:
    """A judged decision, omission or deduction."""

    criterion: str
    """Criterion or deduction of the table."""
    subject: str
    """Contact, alert or record."""
    at: int
    """Second of the decision, or of the arrival where nothing was decided."""
    position: int
    """Index in the log of the fact that it is about."""
    credit: int
    """Thousandths of the full mark; for a deduction hundredths of a point, negative."""
    chosen: str
    """What was decided, as a code; empty: nothing."""
    best: str
    """What the evidence spoke for."""
    truth: str
    """What it truly was."""
    evidence: tuple[Evidence, ...] = ()
    """What could be seen."""
    tag: Literal["itil", "local", "tool"] = "local"
    """Whether the rule behind it is ITIL's, this organisation's, or a habit of tools."""
    teaches: tuple[str, ...] = ()
    """Syllabus references."""
