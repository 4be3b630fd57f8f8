"""How hard a morning is: the scores of players who err, over many plays.

The one idea: the players are those of `simulate --error-rate`, textbook with a share of its
commands replaced by any others. Which commands these are is spread evenly over the plays that
belong together, so that a mean of 40 is as steady as one of 80 drawn by lot.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from random import Random
from statistics import fmean

from itilsim.classroom.variants import RATES
from itilsim.domain import commands as c
from itilsim.domain.desk import Desk
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Tally, scorecard
from itilsim.sim.policies import POLICIES, Policy
from itilsim.sim.policies.random_choice import some_command
from itilsim.sim.policies.steps import Steps
from itilsim.sim.reference import tally_of


@dataclass(frozen=True, slots=True)
class Measured:
    """What players who err come to in a morning."""

    scores: tuple[float, ...]
    """Mean total of each of the rates, in points."""
    exact_to: float
    """Mean standard error of one score, in points."""
    plays: int
    """Plays of each rate."""

    @property
    def mean(self) -> float:
        """Mean over the rates."""
        return fmean(self.scores)


@dataclass(frozen=True, slots=True)
class Morning:
    """A shift that is measured, with what outcome is measured between."""

    setting: Setting
    """The shift."""
    seed: int
    """Its seed."""
    idle: Tally
    """What doing nothing comes to."""
    textbook: Tally
    """What good play comes to."""

    @classmethod
    def of(cls, setting: Setting, seed: int) -> Morning:
        """Play what all is measured between."""
        return cls(setting, seed, *(tally_of(setting, seed, each) for each in ("idle", "textbook")))

    def measured(self, plays: int, part: str) -> Measured:
        """Let players err in it.

        Args:
            plays: So many of each rate.
            part: What it is measured for: another word, other errors.
        """
        rows = [
            [self._scored(erring(rate / 100, n, plays, part)) for n in range(plays)]
            for rate in RATES
        ]
        return Measured(
            tuple(fmean(total for total, _ in row) for row in rows),
            fmean(error for row in rows for _, error in row),
            plays,
        )

    def _scored(self, policy: Policy) -> tuple[float, float]:
        """Total and standard error, in points."""
        tally = tally_of(self.setting, self.seed, policy)
        card = scorecard(tally, self.setting, self.idle, self.textbook)
        return card.total / 100, (card.standard_error or 0) / 100


def erring(rate: float, play: int, of: int, part: str) -> Policy:
    """Textbook that goes wrong now and then, as `with_errors` has it.

    Draws: from `errors/<part>/<rate>/<play>` what is done instead, and how near an edge a lot lies;
    from `errors/<part>/<rate>/<kind>/<subject>/<n>` in which part of all chances the lot of each
    play lies: of plays that belong together one in each (a Latin hypercube: McKay, Beckman and
    Conover 1979), for the n-th command of a kind on a subject.

    Args:
        rate: How often, from 0 to 1.
        play: Number of the play, from 0.
        of: So many belong together.
        part: What is measured.
    """

    def played(desk: Desk, seed: int) -> Steps:
        key = f"{seed}/errors/{part}/{rate}"
        own, asked = Random(f"{key}/{play}"), dict[tuple[str, str], int]()
        steps = POLICIES["textbook"](desk, seed)
        wish = next(steps, None)
        while True:
            if isinstance(wish, c.Command):
                what = type(wish).__name__, c.subject_of(wish)
                asked[what] = asked.get(what, 0) + 1
                shared = Random(f"{key}/{'/'.join(what)}/{asked[what]}")
                lots = [shared.random() for _ in range(of)]
                place = bisect_left(sorted(lots), lots[play])
                if (place + own.random()) / of < rate:
                    yield some_command(c.subject_of(wish), desk, own)
                    wish = steps.send(False)  # noqa: FBT003 - what a generator is told
                    continue
            wish = steps.send((yield wish))

    return played
