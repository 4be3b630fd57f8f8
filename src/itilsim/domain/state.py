"""The state of a shift: a fold of its facts, in two halves.

`apply` is the only place where anything changes. The `Plant` half is the truth, the `Desk` half is
what can be known; only the Desk leaves a running shift.
"""

from __future__ import annotations

from itilsim.domain.desk import KEEP_CLOSED, Desk
from itilsim.domain.facts import Fact
from itilsim.domain.folding import FOLDS
from itilsim.domain.plant import Plant
from itilsim.domain.scenario import Setting


class State:
    """Both halves, changed together."""

    def __init__(self, setting: Setting, keeps_closed: int = KEEP_CLOSED) -> None:
        """Start before the first fact.

        Args:
            setting: The resolved scenario.
            keeps_closed: Seconds after which a closed record leaves the desk; judging keeps all.
        """
        self.setting = setting
        self.estate = setting.estate
        self.agreements = setting.agreements
        self.plant = Plant(setting, self.estate)
        self.desk = Desk(setting, self.estate, self.agreements, keeps_closed)

    def apply(self, fact: Fact) -> None:
        """Change the state by one fact."""
        desk = self.desk
        desk.at = fact.at
        on_plant, on_desk = FOLDS[type(fact)]
        if on_plant is not None:
            on_plant(self.plant, fact)
        if on_desk is not None:
            desk.revision += 1
            on_desk(desk, fact)
