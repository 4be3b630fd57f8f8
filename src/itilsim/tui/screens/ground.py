"""What the run under a debrief offers besides what it says: a way back into it, another run.

The one idea: a debrief is worded from values alone; what takes the run itself is handed to it as
this, so that one without a run is shown all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from itilsim.domain.scoring.tally import Finding

if TYPE_CHECKING:
    from itilsim.tui.screens.debrief import Place
    from itilsim.tui.screens.other_run import OtherRunPage

Moment: TypeAlias = Callable[[Finding], int]
"""The second from which what was judged can be decided otherwise."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the run under a debrief offers."""

    moment: Moment | None = None
    """From when a finding can be decided otherwise; none: the run cannot be begun again."""
    other: OtherRunPage | None = None
    """Another run of the same shift, set beside it on demand; none: there is none."""
    about: str = ""
    """What is to be known before all else; a sentence, or empty."""


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody wants to begin the shift again from a moment, and then to come back."""

    at: int
    """From which second."""
    place: Place
    """Where to come back to."""
