"""How a shift is judged: a fold of its log, never of anything else."""

from __future__ import annotations

from itilsim.domain.scoring.finding import Finding
from itilsim.domain.scoring.judging import Judging, start, step
from itilsim.domain.scoring.scorecard import Scorecard, scorecard
from itilsim.domain.scoring.summing import finish
from itilsim.domain.scoring.tally import Sla, Tally

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
]
