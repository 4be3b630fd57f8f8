"""Hand-made histories that are judged like a shift."""

from __future__ import annotations

from functools import cached_property

from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.scoring import Finding, Tally
from itilsim.domain.scoring.memory import Judging, Opportunity
from tests.builders import Story


class Judged(Story):
    """A story with its judge, who looks at it once it is over."""

    @cached_property
    def judging(self) -> Judging:
        """The judge's memory at the end of the aftermath."""
        horizon, end = self.setting.horizon, self.setting.end
        if self.desk.ended_at is None:
            self.happen(f.ShiftEnded(max(horizon, self.desk.at)))
        self.happen(f.AftermathEnded(max(end, self.desk.at)))
        judging = scoring.start(self.setting)
        for fact in self.log:
            scoring.step(judging, fact)
        return judging

    @cached_property
    def tally(self) -> Tally:
        return scoring.finish(self.judging)

    def findings(self, criterion: str) -> list[Finding]:
        """What the judge has to say on one criterion, in order of time."""
        return [each for each in self.tally.findings if each.criterion == criterion]

    def credits(self, criterion: str) -> list[int]:
        """The credits of one criterion, in thousandths, in order of time."""
        return [each.credit for each in self.findings(criterion)]

    def credit(self, criterion: str) -> int:
        """The only credit of a criterion."""
        (found,) = self.credits(criterion)
        return found

    def opportunity(self, subject: str) -> Opportunity:
        return self.judging.by_subject[subject]
