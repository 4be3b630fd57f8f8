"""What a person wants to play, as the command line hands it to the app.

The one idea: the two sides share this value and two functions, and nothing else. The command line
makes the value and calls

    itilsim.tui.start.play_shift(request, places) -> int
    itilsim.tui.start.open_home(places) -> int

each of which runs the app to its end and returns the exit code. This module imports the standard
library only, so that making a request costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from itilsim.domain.names import Mode
    from itilsim.quiz.editions import Edition

PaceName: TypeAlias = Literal["steady", "calm", "extra"]
"""How a running clock runs: as fast as is fair, half as fast, or slower by the extra time."""
PACES: Final[Mapping[PaceName, float]] = {"steady": 1.0, "calm": 0.5, "extra": 0.8}
"""Paces by name, as shares of the scenario's steady one. Source of `extra`: 75 instead of 60
minutes in the exam."""

PACE = "pace"
"""Option of a run's header: the name of its pace, where its clock runs."""
SPEED = "speed"
"""Option of a run's header: how fast its clock ran, outside a form and inside one, like `4/1`."""
EXTRA = "extra_time"
"""Option of a run's header: its clock runs slower for somebody who has extra time."""


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """A shift to start, or to go on with."""

    scenario: str = ""
    """Id of a scenario, or a path to its file; empty when a run is resumed."""
    seed: int | None = None
    """Seed of its chance; none: the app chooses one."""
    mode: Mode | None = None
    """How much help there is; none: the scenario's first mode."""
    pace: PaceName | None = None
    """How the clock runs; none: time moves with what is done, or as it did in a resumed run."""
    resume: str = ""
    """Id of the run to go on with; empty for a new one."""
    again: str = ""
    """Id of the run to begin again from a moment; empty: a new one begins at its beginning."""
    again_at: int = 0
    """That moment, in seconds since the shift began."""
    edition: Edition | None = None
    """Edition of ITIL that the explanations follow; none: as chosen in the app before."""
    extra_time: bool = False
    """A running clock runs slower; the score stays the same."""
    house_rules: str = ""
    """Path of a file of rules that are laid over the organisation's; empty: none."""
