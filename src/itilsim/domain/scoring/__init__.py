"""How a shift is judged: a fold of its log, never of anything else."""

from __future__ import annotations

from itilsim.domain.scoring.judging import finish, start, step, with_entries
from itilsim.domain.scoring.memory import Judging
from itilsim.domain.scoring.scorecard import Scorecard, scorecard
from itilsim.domain.scoring.tally import Finding, Sla, Tally

__all__ = [
    "Finding",
    "Judging",
    "Scorecard",
    "Sla",
    "Tally",
    "finish",
    "scorecard",
    "start",
    "step",
    "with_entries",
]
