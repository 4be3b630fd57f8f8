"""Processes that start with the shift."""

from itilsim.sim.sources.start import start

__all__ = ["start"]
