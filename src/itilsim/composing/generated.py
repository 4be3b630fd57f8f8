"""A generated shift: composed, and proved by reference play before anybody plays it.

The one idea: candidates are drawn in turn until one is fair (good play succeeds), neither flat nor
hopeless (rating alone does not), as hard as its level promises, and its targets bite; if none of
the first fair ones is all that, the nearest is taken. Organisation, level, minutes, seed and
engine decide which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from itilsim.composing.candidate import drawn
from itilsim.composing.causes import LONG_ENOUGH, Causes
from itilsim.composing.difficulty import DRAWS, beside, measured
from itilsim.composing.drawing import Candidate
from itilsim.composing.draws import Draws
from itilsim.composing.layout import Layout
from itilsim.composing.levels import LEVELS
from itilsim.composing.orders import ShiftOrder
from itilsim.content.scenarios import make_setting
from itilsim.domain import scoring
from itilsim.domain.errors import UsageError
from itilsim.domain.library import Library
from itilsim.domain.organisation import Organisation
from itilsim.domain.scenario import Briefing, Constants, Scenario, Setting
from itilsim.domain.scoring import Tally
from itilsim.domain.scoring.table import STRONG
from itilsim.sim.reference import tally_of

FAIR: Final = 85.0
"""Points that `textbook` has at least in a shift that is fair."""

STEEP: Final = (35.0, 70.0)
"""Between these lie the points of `by_priority` in a shift that is neither hopeless nor flat."""

REFERENCES: Final = ("idle", "textbook", "by_priority", "first_come")
"""Who plays a candidate."""

MOST_PLAYS: Final = 400
"""Reference plays after which composing gives up."""

MOST_AT_ONCE: Final = len(REFERENCES) + 1 + DRAWS
"""Plays that one candidate can take: the references, good play of the first half, the stumbler."""

CHOICE: Final = 10
"""So many fair candidates are measured before the nearest to its level is taken. A tuning
constant."""

BITING: Final = (0.05, 0.16)
"""Share of its targets that `first_come` misses: with less than the first a shift is flat, since
the order of arrival does; one with the second is looked for. Tuning constants; of a short shift
nobody asks that."""

PEOPLE: Final = Constants(chasers=1)
"""How people behave: they ask again once. Tuning constant; a desk of one can bear no more."""

AFTERMATH: Final = 60
"""Minutes that the world goes on after a generated shift. Tuning constant."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the plays of a fair candidate came to, in points of 100."""

    textbook: float
    """Points of `textbook` in it."""
    by_priority: float
    """Points of `by_priority` in it."""
    difficulty: float
    """Points that a trained stumbler loses in it, as far as that was measured."""
    missed: float
    """Share of its targets that `first_come` misses."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A shift that was composed and proved."""

    setting: Setting
    """The shift."""
    candidate: int
    """Which of the candidates it is, from 0."""
    marks: Marks
    """What was found in it."""
    tried: int = 0
    """How many candidates were tried."""
    fair: int = 0
    """How many of them were fair."""
    plays: int = 0
    """How many reference plays all that took."""


@dataclass(frozen=True)
class Composer:
    """Composes the shifts of one order; the same seed gives the same shift."""

    order: ShiftOrder
    """Which shifts."""
    organisation: Organisation
    """Its organisation."""
    library: Library
    """All entries of the library files that its sources name."""

    def generated(self, seed: int) -> Generated:
        """Compose and prove the shift of a seed.

        Args:
            seed: All chance.

        Raises:
            UsageError: If the organisation has no sources, or no candidate is fair.
        """
        return next(found for found in self.proving(seed) if found is not None)

    def proving(self, seed: int) -> Iterator[Generated | None]:
        """Compose candidate by candidate: nothing for one that is dropped, then the shift.

        Args:
            seed: All chance.

        Raises:
            UsageError: As `generated`.
        """
        band = LEVELS[self.order.level].difficulty
        plays = tried = 0
        fair: list[Generated] = []
        while len(fair) < CHOICE and tried < MOST_PLAYS and plays + MOST_AT_ONCE <= MOST_PLAYS:
            setting = self.candidate(seed, tried)
            marks, played = proved(setting, seed, band)
            if marks is not None:
                fair.append(Generated(setting, tried, marks))
            tried, plays = tried + 1, plays + played
            if marks is not None and self._settles(marks, band):
                break
            yield None
        if not fair:
            raise UsageError(
                f"No fair shift of level {self.order.level} and {self.order.minutes} minutes was "
                f"found for the seed {seed}. Take another seed."
            )
        nearest = min(fair, key=lambda e: (beside(e.marks.difficulty, band), -e.marks.missed))
        yield replace(nearest, tried=tried, fair=len(fair), plays=plays)

    def _settles(self, marks: Marks, band: tuple[float, float]) -> bool:
        """Whether a fair shift is all that is wanted, so that no other is looked for."""
        biting = self.order.minutes < LONG_ENOUGH or marks.missed >= BITING[1]
        return biting and beside(marks.difficulty, band) == 0

    def candidate(self, seed: int, number: int) -> Setting:
        """One candidate as a setting that can be played; it may be unfair.

        Raises:
            UsageError: If the organisation has no sources.
        """
        order, organisation, sources = self.order, self.organisation, self.organisation.sources
        if sources is None:
            raise UsageError(
                f"There are no generated shifts at '{organisation.id}': it has no sources."
            )
        draws, level = Draws(seed, number), LEVELS[order.level]
        layout = Layout(sources, order.minutes, draws)
        scenario = Scenario(
            id=order.id,
            title=f"Any day at {organisation.name}, level {order.level}: {level.name.lower()}",
            words=f"{order.minutes} minutes, another morning with every seed.",
            organisation=organisation.id,
            library=sources.library,
            start=f"{layout.start:%Y-%m-%d %H:%M}",
            minutes=order.minutes,
            aftermath_minutes=AFTERMATH,
            role="analyst",
            briefing=Briefing(words=sources.words, handover=()),
            constants=PEOPLE,
        )
        base = make_setting(scenario, organisation, self.library)
        return _with(base, drawn(base, sources, level, layout, draws))


def proved(setting: Setting, seed: int, band: tuple[float, float]) -> tuple[Marks | None, int]:
    """Play a candidate: fair if good play succeeds, and neither rating nor half the time will do.

    Args:
        setting: The candidate.
        seed: Its seed.
        band: The difficulty that is wanted; of a candidate far beside it less is measured.

    Returns:
        What was found, or nothing if it is not fair; and how many plays that took.
    """
    long = setting.scenario.minutes >= LONG_ENOUGH
    if long and not Causes(setting).bites(setting.scenario.faults, setting.scenario.contacts):
        return None, 0
    idle, textbook = (tally_of(setting, seed, policy) for policy in REFERENCES[:2])
    best = _points(textbook, setting, idle, textbook)
    if best < FAIR or _share_missed(textbook) or _unrated(textbook):
        return None, 2
    middle = _points(tally_of(setting, seed, REFERENCES[2]), setting, idle, textbook)
    if not STEEP[0] <= middle <= STEEP[1]:
        return None, 3
    half = tally_of(setting, seed, REFERENCES[1], setting.horizon // 2)
    if _points(half, setting, idle, textbook) >= STRONG / 100:
        return None, 4
    missed = _share_missed(tally_of(setting, seed, REFERENCES[3]))
    if long and missed < BITING[0]:
        return None, 5
    difficulty, draws = measured(setting, seed, idle, textbook, band)
    return Marks(best, middle, difficulty, missed), 5 + draws


def _share_missed(tally: Tally) -> float:
    """Which share of all targets was missed."""
    found = tally.sla.get("all")
    met = found.response_met + found.resolution_met if found else 0
    return 1 - met / (2 * found.count) if found and found.count else 0.0


def _unrated(tally: Tally) -> bool:
    """Whether a failure was never rated, since whoever called about it hung up unheard."""
    return any(each.criterion == "impact" and each.chosen is None for each in tally.findings)


def _with(base: Setting, found: Candidate) -> Setting:
    """The setting with all that a candidate holds."""
    scenario = replace(
        base.scenario,
        briefing=replace(base.scenario.briefing, handover=tuple(found.handover)),
        faults=tuple(found.faults),
        contacts=tuple(found.contacts),
        alerts=tuple(found.alerts),
        deadlines=tuple(found.deadlines),
        past_incidents=tuple(found.past),
    )
    said = (*base.library.utterances, *found.utterances)
    return make_setting(scenario, base.organisation, replace(base.library, utterances=said))


def _points(tally: Tally, setting: Setting, idle: Tally, textbook: Tally) -> float:
    return scoring.scorecard(tally, setting, idle, textbook).total / 100
