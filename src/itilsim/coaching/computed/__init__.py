"""Questions without end, whose answers are worked out by the simulator's own rules.

The one idea: a family draws facts, asks the domain what follows from them, and offers beside it
what typical mistakes would give; so the answer is right because the rule is, and each wrong option
can say which mistake it is. An item depends on kind, edition, seed and setting, on nothing else.
"""

from __future__ import annotations

from itilsim.coaching.computed.making import KINDS, SOURCE, computed_item, mixed

__all__ = ["KINDS", "SOURCE", "computed_item", "mixed"]
