"""The state of a shift: a fold of its facts, in two halves.

`apply` is the only place where anything changes. The `Plant` half is the truth, the `Desk` half is
what can be known; only the Desk leaves a running shift.
"""

from __future__ import annotations

from itilsim.domain.desk import Desk
from itilsim.domain.facts import Fact
from itilsim.domain.plant import Plant
from itilsim.domain.scenario import Setting


class State:
    """Both halves, changed together."""

    def __init__(self, setting: Setting) -> None:
        """Start before the first fact."""
        self.setting = setting
        self.estate = setting.estate
        self.agreements = setting.agreements
        self.plant = Plant(setting, self.estate)
        self.desk = Desk(setting, self.estate, self.agreements)

    def apply(self, fact: Fact) -> None:
        """Change the state by one fact."""
        self.plant.apply(fact)
        self.desk.apply(fact)
