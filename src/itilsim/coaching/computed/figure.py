"""Figures: availability, MTBF, MTRS and MTBSI from a short list of outages.

The one idea: four figures come from three numbers (agreed time, time down, failures), and each
wrong option is another of the figures or one with a number forgotten. All come out clean.

Source: ITIL 2011 glossary, the entries of the four terms.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from itilsim.coaching.computed.asking import Family, Place, Question, Scale, Wrong, listed
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import offered, service_name
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

PERIODS = (120, 150, 160, 200, 240, 250, 300, 400, 480, 500, 600, 800)
"""Hours of agreed service time."""

_COUNTS = ("", "once", "twice", "three times", "four times", "five times")


@dataclass(frozen=True, slots=True)
class Log:
    """What the figures are worked out from."""

    period: int
    """Hours of agreed service time."""
    outages: tuple[int, ...]
    """Hours of each outage inside it."""
    outside: int = 0
    """Hours of an outage outside the agreed time, which does not count; 0: none."""

    @property
    def down(self) -> int:
        """Hours down."""
        return sum(self.outages)

    @property
    def breaks(self) -> int:
        """How often it failed."""
        return len(self.outages)

    @property
    def availability(self) -> Fraction:
        """Percent of the agreed time."""
        return Fraction(100 * (self.period - self.down), self.period)

    @property
    def mtbf(self) -> Fraction:
        """Mean hours from restoration to the next failure."""
        return Fraction(self.period - self.down, self.breaks)

    @property
    def mtrs(self) -> Fraction:
        """Mean hours from failure to restoration."""
        return Fraction(self.down, self.breaks)

    @property
    def mtbsi(self) -> Fraction:
        """Mean hours from one failure to the next."""
        return self.mtbf + self.mtrs


NAMES = {
    "availability": "availability",
    "mtbf": "mean time between failures (MTBF)",
    "mtrs": "mean time to restore service (MTRS)",
    "mtbsi": "mean time between service incidents (MTBSI)",
}
"""What can be asked for."""

ASKED: Mapping[Edition, tuple[str, ...]] = {
    "2011": ("availability", "mtbf", "mtbsi", "mtrs", "mtrs"),
    "4": ("availability", "mtbf", "mtrs"),
}
"""What each edition asks for; the short time as often as the long ones together, since else a long
one beside a short one would mostly be right."""


def make(draw: Draw, setting: Setting, edition: Edition, _wanted: str) -> Question | None:
    """Draw outages and ask for one figure."""
    services = offered(setting, "external", "internal")
    asked = draw.pick(ASKED[edition], "figure")
    log = _log(draw)
    if not services or log is None:
        return None
    key: Fraction = getattr(log, asked)
    step = 1 if asked == "availability" else draw.pick((1, 2), "step")
    stem = _stem(log, service_name(draw.pick(services, "service")), NAMES[asked])
    why = _worked(log)[asked]
    wrong = tuple(
        Wrong(shown(value, asked), f"{mistake} {why}", float(value))
        for value, mistake in _slips(log, asked, edition)
        if _is_likely(value, asked, step) and _decimals(value) == _decimals(key)
    )
    if not _is_likely(key, asked, step):
        return None
    scale = Scale(step, partial(_told, asked), f"Is out by {step} in the working.")
    return Question(stem, shown(key, asked), why, wrong, value=float(key), scale=scale)


def _is_likely(value: Fraction, asked: str, step: int) -> bool:
    """Whether a figure can be told, and lies where it may also be a step more or less."""
    most = 100 - step if asked == "availability" else math.inf
    return step < value < most and (1000 * value).denominator == 1


def _decimals(value: Fraction) -> int:
    """How many decimals a figure has: they would tell which are right."""
    return next(n for n in range(4) if (10**n * value).denominator == 1)


def shown(value: Fraction, figure: str) -> str:
    """A figure with its unit, with at most three decimals."""
    number = f"{float(value):.3f}".rstrip("0").rstrip(".")
    return f"{number} %" if figure == "availability" else f"{number} hours"


def _told(figure: str, value: float) -> str:
    return shown(Fraction(value).limit_denominator(1000), figure)


def _log(draw: Draw) -> Log | None:
    """Outages whose figures are whole hours and at most hundredths of a percent."""
    period, breaks = draw.pick(PERIODS, "period"), 2 + draw.below(4, "breaks")
    mean = 2 + draw.below(7, "mean")
    if period % breaks or 10_000 * breaks * mean % period:
        return None
    outages = [mean] * breaks
    for n in range(breaks - 1):
        shift = draw.below(min(outages[n], 4), "shift", n)
        outages[n] -= shift
        outages[n + 1] += shift
    outside = 1 + draw.below(9, "outside") if draw.likely(35, "outside it") else 0
    return Log(period, tuple(draw.shuffled(outages, "outages")), outside)


def _stem(log: Log, service: str, asked: str) -> str:
    hours = listed(tuple(map(str, log.outages)))
    extra = f" Another {log.outside} hours down fell outside that time." if log.outside > 1 else ""
    if log.outside == 1:
        extra = " One more hour down fell outside that time."
    return (
        f"{service} failed {_COUNTS[log.breaks]} within {log.period} hours of agreed service time: "
        f"for {hours} hours.{extra} What was its {asked} in that time?"
    )


def _worked(log: Log) -> dict[str, str]:
    """The working of each figure."""
    up = log.period - log.down
    total = f"Down {' + '.join(map(str, log.outages))} = {log.down} hours."
    mtbf, mtrs = shown(log.mtbf, "mtbf"), shown(log.mtrs, "mtrs")
    percent = shown(log.availability, "availability")
    times = f"{log.breaks} failures"
    return {
        "availability": f"{total} ({log.period} - {log.down}) / {log.period} = {percent}.",
        "mtbf": f"{total} Up {log.period} - {log.down} = {up}; {up} / {times} = {mtbf}.",
        "mtrs": f"{total} {log.down} / {times} = {mtrs}.",
        "mtbsi": f"{total} MTBF {mtbf} plus MTRS {mtrs}: {log.period} / {times} = "
        f"{shown(log.mtbsi, 'mtbsi')}.",
    }


def _slips(log: Log, asked: str, edition: Edition) -> Iterator[tuple[Fraction, str]]:
    """Other figures, and this one with something forgotten."""
    if log.outside:
        counted = Log(log.period, (*log.outages, log.outside))
        yield getattr(counted, asked), "Counts the outage outside the agreed service time."
    if asked == "availability":
        yield from _slips_of_percent(log)
        return
    between = "Mixes it up with MTBSI, from failure to failure."
    if edition != "2011":
        between = {
            "mtbf": "Forgets to take off the time for which it was down.",
            "mtrs": "Divides the whole agreed time, not the time for which it was down.",
        }[asked]
    yield from (
        (log.mtbf, "Mixes it up with MTBF, which counts the running time."),
        (log.mtbsi, between),
        (log.mtrs, "Mixes it up with MTRS, which counts the time to restore."),
        (Fraction(max(log.outages)), "Takes the longest outage for the mean."),
        (Fraction(log.down), "Adds up the time down, without dividing it by the failures."),
        (Fraction(log.period - log.down), "Takes the whole time up, without dividing it."),
    )


def _slips_of_percent(log: Log) -> Iterator[tuple[Fraction, str]]:
    """What people take for availability."""
    yield 100 - log.availability, "Gives the share of the time for which it was down."
    few = Fraction(100 * (log.period - log.breaks), log.period)
    yield few, "Subtracts the number of outages instead of their hours."
    longest = Fraction(100 * (log.period - max(log.outages)), log.period)
    yield longest, "Subtracts the longest outage alone."
    mean = Fraction(100, 1) * (log.period - log.mtrs) / log.period
    yield mean, "Subtracts the mean outage instead of the whole time down."


FIGURE = Family(
    {
        "2011": Place("5", "design", "availability-management"),
        "4": Place("6", "general", "availability-management", beyond_exam=True),
    },
    make,
)
"""What the log of outages says about a service."""
