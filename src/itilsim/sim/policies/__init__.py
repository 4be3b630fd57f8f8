"""Reference policies: colleagues who see the Desk, use the same commands and pay the same times."""

from __future__ import annotations

from itilsim.sim.policies.playing import POLICIES, play
from itilsim.sim.policies.steps import Policy

__all__ = ["POLICIES", "Policy", "play"]
