"""The state of a shift: a fold of its facts, in two halves.

`apply` is the only place where anything changes; how, the practices say (`practices.new_state`).
The `Plant` half is the truth, the `Desk` half is what can be known; only the Desk leaves a running
shift.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from itilsim.domain.desk import Desk
from itilsim.domain.facts import Fact
from itilsim.domain.forgetting import LOOK_EVERY, forget
from itilsim.domain.plant import Plant
from itilsim.domain.scenario import Setting

OnDesk: TypeAlias = Callable[[Desk, Any], None]
"""Changes the Desk by one fact of its type."""
OnPlant: TypeAlias = Callable[[Plant, Any], None]
"""Changes the Plant by one fact of its type."""
Folds: TypeAlias = Mapping[type[Fact], tuple[OnPlant | None, OnDesk | None]]
"""How each fact changes either half; one look for each fact."""


class State:
    """Both halves, changed together."""

    def __init__(self, setting: Setting, folds: Folds, keeps_closed: int) -> None:
        """Start before the first fact.

        Args:
            setting: The resolved scenario.
            folds: How each fact changes either half.
            keeps_closed: Seconds after which a closed record, or what else is over, is let go.
        """
        self.setting = setting
        self._folds = folds
        self.estate = setting.estate
        self.agreements = setting.agreements
        self.plant = Plant(setting, self.estate)
        self.desk = Desk(setting, self.estate, self.agreements, keeps_closed)
        self._look_at = keeps_closed

    def apply(self, fact: Fact) -> None:
        """Change the state by one fact."""
        desk = self.desk
        desk.at = fact.at
        if fact.at >= self._look_at:
            self._look_at = fact.at + LOOK_EVERY
            forget(desk, self.plant)
        on_plant, on_desk = self._folds[type(fact)]
        if on_plant is not None:
            on_plant(self.plant, fact)
        if on_desk is not None:
            desk.revision += 1
            on_desk(desk, fact)
