"""Reference policies: colleagues who see the Desk, use the same commands and pay the same times."""

from __future__ import annotations

from itilsim.sim.policies.playing import POLICIES, play

__all__ = ["POLICIES", "play"]
