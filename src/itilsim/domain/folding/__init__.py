"""How the state changes: for each fact, a function of the half that it changes and the fact.

`State.apply` is their only caller. A fact without a function in either half changes nothing.
"""

from __future__ import annotations

from itilsim.domain.folding.table import FOLDS, ON_DESK, ON_PLANT

__all__ = ["FOLDS", "ON_DESK", "ON_PLANT"]
