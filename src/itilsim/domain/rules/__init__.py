"""What each command does: `decide` gives the facts, or refuses and records nothing."""

from __future__ import annotations

from itilsim.domain.rules.decide import decide, ready

__all__ = ["decide", "ready"]
