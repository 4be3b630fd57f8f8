"""Reference policies: colleagues who see the Desk, use the same commands and pay the same times."""

from itilsim.sim.policies.playing import POLICIES, play

__all__ = ["POLICIES", "play"]
