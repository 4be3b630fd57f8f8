"""How a shift is to be begun: mode, clock, morning, time, and of a generated one its level.

The one idea: a few lines with a few values each, of which some rule out others; what was chosen
last is read off the run that was played last, so that nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, cast

from itilsim.composing.levels import LEVELS
from itilsim.composing.orders import ShiftOrder, is_generated, order_of
from itilsim.domain.names import Mode
from itilsim.runs.origin import is_begun_again
from itilsim.seat.modes import WORDS
from itilsim.seat.request import EXTRA, PACE, PACES, PaceName
from itilsim.storage.records import RunSummary
from itilsim.words.labels import MODES, STEPPED, counted

LineName: TypeAlias = Literal["mode", "pace", "morning", "time", "level", "minutes", "organisation"]
"""What is chosen."""
LENGTHS: Final = (30, 45, 60, 90, 120)
"""Simulated minutes of a generated shift that are offered. Tuning constants."""
A_MINUTE: Final = 6
"""Simulated minutes that take a person a minute, where thinking is free. Tuning constant: ninety
minutes hold some thirty decisions of half a minute each."""
_EASY: Final = 2
"""Up to this level a shift is first offered with a coach. Source: the table of levels."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """The run of the same shift that was played last."""

    run: str
    """Its id: from it the same morning is made again, with the rules that it was played by."""
    scenario: str
    """Id of its scenario."""
    mode: Mode
    """How much help there was."""
    pace: PaceName | None
    """How its clock ran; none: stepped."""
    extra_time: bool
    """It ran slower."""
    seed: int | None
    """Its seed; none: not to be told yet."""


@dataclass(frozen=True, slots=True)
class Starting:
    """A shift that can be begun."""

    scenario: str
    """Its id."""
    title: str
    """What it is called."""
    words: str
    """What it is about."""
    minutes: int
    """Simulated length."""
    modes: tuple[Mode, ...]
    """Modes in which it can be played, most help first."""
    last: LastTime | None = None
    """How it was played last."""
    seed: int | None = None
    """The seed that it has for everybody; none: it is drawn."""
    organisations: tuple[str, ...] = ()
    """Where a generated shift can be; empty: this one is what it is."""


@dataclass(frozen=True, slots=True)
class Started:
    """What was chosen."""

    scenario: str
    """Id of the scenario."""
    mode: Mode
    """How much help there is."""
    pace: PaceName | None
    """How the clock runs; none: stepped."""
    extra_time: bool
    """It runs slower."""
    seed: int | None
    """The seed; none: it is drawn."""
    again: str = ""
    """The run whose morning is played again; empty: another one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the choice, as it is read."""

    name: LineName
    """What is chosen in it."""
    title: str
    """The same in a word."""
    value: str
    """What is chosen now."""
    means: str
    """What that means, in a sentence."""
    is_open: bool
    """There is something else to choose."""


class Choosing:
    """What is chosen so far."""

    def __init__(self, starting: Starting) -> None:
        """Begin with what was chosen last, or with what suits most.

        Args:
            starting: The shift.
        """
        self.starting = starting
        self._values: dict[LineName, Any] = _first_values(starting)

    def lines(self) -> tuple[Line, ...]:
        """All lines, in order."""
        names: list[LineName] = ["mode", "pace", "morning", "time"]
        if self.starting.organisations:
            names += ["level", "minutes"]
        if len(self.starting.organisations) > 1:
            names.append("organisation")
        return tuple(self._line(each) for each in names)

    def change(self, name: LineName, step: int = 1) -> None:
        """Take the next value of a line, or the one before; after the last comes the first.

        Args:
            name: Which line.
            step: 1 or -1.
        """
        options = self._options(name)
        place = options.index(self._value(name))
        self._values[name] = options[(place + step) % len(options)]

    def chosen(self) -> Started:
        """What is begun."""
        starting, last = self.starting, self.starting.last
        again = self._value("morning") == "again" and last is not None
        scenario = starting.scenario
        if starting.organisations:
            scenario = ShiftOrder(
                self._value("organisation"), self._value("level"), self._value("minutes")
            ).id
        if again and last is not None:
            scenario = last.scenario
        return Started(
            scenario,
            self._value("mode"),
            self._value("pace"),
            self._value("time"),
            last.seed if again and last is not None else starting.seed,
            last.run if again and last is not None else "",
        )

    def summary(self) -> str:
        """All of it in a sentence or two."""
        minutes = self._value("minutes") if self.starting.organisations else self.starting.minutes
        length = f"{counted(minutes, 'simulated minute')}"
        if self._value("pace") is None:
            length += f", about {counted(max(minutes // A_MINUTE, 1), 'minute')} of yours"
        return f"{MODES[self._value('mode')]}, {self._said('pace')}: {length}."

    def _line(self, name: LineName) -> Line:
        is_open = len(self._options(name)) > 1
        return Line(name, _TITLES[name], self._said(name), self._means(name), is_open)

    def _value(self, name: LineName) -> Any:  # noqa: ANN401 - each line has values of its own
        options = self._options(name)
        value = self._values[name]
        return value if value in options else options[0]

    def _options(self, name: LineName) -> tuple[Any, ...]:
        starting, last = self.starting, self.starting.last
        if name == "mode":
            return tuple(m for m in starting.modes if m != "assessed" or starting.seed is None)
        mode = self._value("mode")
        if name == "pace":
            return (None,) if mode == "guided" else (None, "steady", "calm")
        if name == "time":
            return (False,) if self._value("pace") is None else (False, True)
        if name == "morning":
            known = last is not None and last.seed is not None and starting.seed is None
            return ("another", "again") if known and mode != "assessed" else ("another",)
        if last is not None and self._value("morning") == "again":
            return (_ordered(last.scenario)[name],)
        if name == "level":
            return tuple(LEVELS)
        return LENGTHS if name == "minutes" else starting.organisations

    def _said(self, name: LineName) -> str:
        value = self._value(name)
        if name == "mode":
            return MODES[cast("Mode", value)].lower()
        if name == "pace":
            return value or STEPPED
        if name == "morning":
            return self._morning()
        if name == "time":
            return "extra" if value else "usual"
        if name == "level":
            return f"{value} {LEVELS[value].name.lower()}"
        return f"{value} minutes" if name == "minutes" else str(value).capitalize()

    def _morning(self) -> str:
        if self.starting.seed is not None:
            return "today's"
        if self._value("morning") == "again" and self.starting.last is not None:
            return f"the same again ({self.starting.last.seed})"
        return "not known beforehand" if self._value("mode") == "assessed" else "another"

    def _means(self, name: LineName) -> str:
        value = self._value(name)
        if name == "mode":
            return WORDS[cast("Mode", value)]
        if name == "pace":
            return _CLOCKS[value]
        if name == "morning":
            return self._meant_morning()
        if name == "time":
            return _TIMES[value] if self._value("pace") else "Thinking is free: nobody needs more."
        if name == "level":
            return f"New at this level: {LEVELS[value].new}."
        return "How long the shift is there." if name == "minutes" else "Where you sit."

    def _meant_morning(self) -> str:
        if self.starting.seed is not None:
            return "The same for everybody who plays it today."
        if self._value("mode") == "assessed":
            return "It is drawn when you begin, and the debrief tells you its seed."
        if self._value("morning") == "again":
            return "The same callers, the same faults, by the rules it was played by."
        return "Other chances, the same rules."


def last_time(runs: Iterable[RunSummary], scenario: str) -> LastTime | None:
    """How a shift was begun last by a person; any generated one stands for all of them.

    A run that was begun again from a moment of another one was not begun so: it is passed over.

    Args:
        runs: All runs, the newest first.
        scenario: Id of the scenario.
    """
    for run in runs:
        header = run.header
        same = header.scenario == scenario or (
            is_generated(scenario) and is_generated(header.scenario)
        )
        if not same or run.status == "damaged" or header.options.get("policy"):
            continue
        if run.verification is not None or is_begun_again(header):
            continue
        pace = header.options.get(PACE)
        extra = pace == "extra" or EXTRA in header.options
        if pace == "extra" or pace not in PACES:
            pace = "steady"
        secret = header.mode == "assessed" and run.status == "running"
        return LastTime(
            header.id,
            header.scenario,
            cast("Mode", header.mode),
            cast("PaceName", pace) if header.pace == "paced" else None,
            extra,
            None if secret else header.seed,
        )
    return None


def _first_values(starting: Starting) -> dict[LineName, Any]:
    last = starting.last
    order = _ordered(last.scenario if last and is_generated(last.scenario) else starting.scenario)
    return {
        "mode": _first_mode(starting, order["level"]),
        "pace": last.pace if last is not None else None,
        "morning": "another",
        "time": last is not None and last.extra_time,
        **order,
    }


def _first_mode(starting: Starting, level: int) -> Mode:
    """What was chosen last; after the lesson, and at the easy levels, the coach."""
    if starting.last is None:
        if "guided" in starting.modes:
            return "guided"
        return "coached" if starting.organisations and level <= _EASY else "practice"
    return "coached" if starting.last.mode == "guided" else starting.last.mode


def _ordered(scenario: str) -> dict[LineName, Any]:
    """Level, length and place of a generated shift; of any other those that are usual."""
    order = order_of(scenario) if is_generated(scenario) else ShiftOrder()
    return {"level": order.level, "minutes": order.minutes, "organisation": order.organisation}


_TITLES: Final[Mapping[LineName, str]] = {
    "mode": "Help",
    "pace": "Clock",
    "morning": "Morning",
    "time": "Time",
    "level": "Level",
    "minutes": "Length",
    "organisation": "Where",
}
_CLOCKS: Final[Mapping[str | None, str]] = {
    None: "An action takes the time on its button; thinking is free.",
    "steady": "The clock runs while you think, as fast as is fair.",
    "calm": "The clock runs while you think, half as fast.",
}
_TIMES: Final[Mapping[bool, str]] = {
    False: "As it is meant.",
    True: "The clock runs slower; the score stays the same.",
}
