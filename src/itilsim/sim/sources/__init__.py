"""Processes that start with the shift."""

from __future__ import annotations

from itilsim.sim.sources.start import start

__all__ = ["start"]
