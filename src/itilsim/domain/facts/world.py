"""The world's facts: what fails, spreads and is repaired, and what is over for a person.

Most of them are the truth, which the Desk never shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from itilsim.domain.facts.base import Fact
from itilsim.domain.names import CauseId, ComponentId, FaultId, GroupId, Level, TeamId
from itilsim.domain.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class FaultBegan(Fact):
    """A component has begun to fail; perhaps nothing can be felt yet."""

    kind = "fault-began"
    fault: FaultId
    """The fault."""
    component: ComponentId
    """What fails."""
    mode: str
    """Failure mode."""
    level: Level
    """Level of the component from now on; `up` while the fault is latent."""


@quick
@dataclass(frozen=True, slots=True)
class FaultStruck(Fact):
    """A latent fault has struck."""

    kind = "fault-struck"
    fault: FaultId
    """The fault."""
    level: Level
    """Level of the component from now on."""


@quick
@dataclass(frozen=True, slots=True)
class FaultRepaired(Fact):
    """A fault is gone."""

    kind = "fault-repaired"
    fault: FaultId
    """The fault."""
    team: TeamId
    """Who repaired it."""


@quick
@dataclass(frozen=True, slots=True)
class LevelChanged(Fact):
    """A component, service or group's access works better or worse than before."""

    kind = "level-changed"
    node: str
    """Id of the component, service or group."""
    level: Level
    """Level from now on."""
    cause: CauseId
    """The fault that changed it."""


@quick
@dataclass(frozen=True, slots=True)
class WorkaroundTaken(Fact):
    """A group works around a fault, because a known error's advice reached it."""

    kind = "workaround-taken"
    fault: FaultId
    """The fault."""
    group: GroupId
    """Who works around it."""
    percent: int
    """Share of the lost work that is back."""


@quick
@dataclass(frozen=True, slots=True)
class TroubleSettled(Fact):
    """A wish or trouble of a single person, with no fault behind it, is over."""

    kind = "trouble-settled"
    cause: CauseId
    """The cause."""
    by: str
    """Seat or team."""
