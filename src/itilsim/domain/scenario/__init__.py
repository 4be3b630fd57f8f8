"""A scenario as its file declares it, and the resolved whole that a shift runs on.

`Scenario` is what an author writes. `Setting` joins it with its organisation, its library and the
calendars resolved to seconds.
"""

from __future__ import annotations

from itilsim.domain.scenario.arrivals import (
    MAYBE_TIME,
    TIME,
    AlertArrival,
    ContactArrival,
    Deadline,
    FaultArrival,
    PastIncident,
    since_midnight,
)
from itilsim.domain.scenario.declared import (
    Briefing,
    Constants,
    GuidedQuestion,
    GuidedStep,
    Question,
    Scenario,
    Speed,
    Weights,
)
from itilsim.domain.scenario.setting import Setting

__all__ = [
    "MAYBE_TIME",
    "TIME",
    "AlertArrival",
    "Briefing",
    "Constants",
    "ContactArrival",
    "Deadline",
    "FaultArrival",
    "GuidedQuestion",
    "GuidedStep",
    "PastIncident",
    "Question",
    "Scenario",
    "Setting",
    "Speed",
    "Weights",
    "since_midnight",
]
