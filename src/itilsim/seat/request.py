"""What a person wants to play, as the command line hands it to the app.

The one idea: the two sides share this value and two functions, and nothing else. The command line
makes the value and calls

    itilsim.tui.start.play_shift(request, places) -> int
    itilsim.tui.start.open_home(places) -> int

each of which runs the app to its end and returns the exit code. This module imports the standard
library only, so that making a request costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from itilsim.quiz.editions import Edition

DEFAULT_SPEED = 10
"""Simulated seconds a second in paced play: forty seconds of a novice are a seven-minute call."""

SLOWEST, FASTEST = 6, 20
"""Speeds at which people play; faster is a fast-forward."""

STARTS = "starts"
"""Option of a run's header: the time of day at which its shift begins, like `09:00`."""


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """A shift to start, or to go on with."""

    scenario: str = ""
    """Id of a scenario, or a path to its file; empty when a run is resumed."""
    seed: int | None = None
    """Seed of its chance; none: the app chooses one."""
    mode: Literal["guided", "practice"] | None = None
    """How much help there is; none: the scenario's first mode."""
    pace: Literal["stepped", "paced"] | None = None
    """How time moves; none: stepped in guided mode, else paced."""
    speed: int = DEFAULT_SPEED
    """Simulated seconds a second in paced play."""
    resume: str = ""
    """Id of the run to go on with; empty for a new one."""
    edition: Edition | None = None
    """Edition of ITIL that the explanations follow; none: as chosen in the app before."""
    extra_time: bool = False
    """Paced time runs slower; the score stays the same."""
