"""Worlds that look alike: drawn as mornings are, played, and counted by what could be seen.

The one idea: what looks like this is counted over many worlds, each with its own causes by the base
rates of its organisation. How often an answer was right in them is all that a charge can stand on.
What is counted does not hang on how well somebody plays, but what can be seen does, so players of
every kind take turns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from itilsim.composing.generated import Composer
from itilsim.composing.orders import EASIEST, HARDEST, ShiftOrder
from itilsim.content.base_rates import stock_digest
from itilsim.content.organisations import Stocked
from itilsim.domain import scoring
from itilsim.domain.alike import ANSWERS, BELONGS, FIRST, PLACE, look_of, look_there
from itilsim.domain.assess import Assessment
from itilsim.domain.base_rates import FEWEST, OF, BaseRates, as_text
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.memory import Judging, Opportunity
from itilsim.lab.players import Player
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift

PLAYERS: Final = (
    Player("textbook"),
    Player("by_priority"),
    Player("first_come"),
    Player("textbook", error_rate=0.3),
)
"""Who plays, in turn: what can be seen hangs on what was asked and logged."""
WORLDS: Final = 4_000
"""Worlds that are drawn for the shipped counts. Tuning constant: more change few of them."""
SEED: Final = 21_000_000
"""Seed of the first of them; those on which counts are judged lie elsewhere."""
MINUTES: Final = 60
"""How long a drawn morning is. Tuning constant."""


@dataclass(slots=True)
class Counting:
    """Worlds that have been counted so far."""

    worlds: int = 0
    """How many."""
    looks: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    """Counts by look and question."""

    def add(self, judging: Judging) -> None:
        """Count one world, which has been seen to its end."""
        self.worlds += 1
        for each in judging.opportunities.values():
            for look, seen in looks_of(judging, each).items():
                self._count(judging, each, look, seen)

    def _count(self, judging: Judging, each: Opportunity, look: str, seen: Assessment) -> None:
        counts = self.looks.setdefault(look, {OF: Counter()})
        counts[OF][OF] += 1
        for question, answers in ANSWERS.items():
            counts.setdefault(question, Counter()).update(map(as_text, answers(each.truth)))
        there = look_there(judging.state.desk, seen)
        if there:
            found = self.looks.setdefault(there, {OF: Counter()})
            found[OF][OF] += 1
            for question, answers in PLACE.items():
                found.setdefault(question, Counter()).update(map(as_text, answers(each.truth)))
        first = judging.by_subject.get(seen.belongs_to.best or "")
        if first is not None:
            counts.setdefault(BELONGS, Counter())[OF] += 1
            counts[BELONGS][FIRST] += first.truth.cause == each.truth.cause

    def rates(self, seed: int, content: str) -> BaseRates:
        """The counts of all looks of which there are enough."""
        kept = {
            look: {question: dict(found) for question, found in counts.items() if found}
            for look, counts in self.looks.items()
            if counts[OF][OF] >= FEWEST
        }
        return BaseRates(self.worlds, seed, content, kept)


def looks_of(judging: Judging, each: Opportunity) -> dict[str, Assessment]:
    """All that an arrival looked like, as it came and at each decision, with what was seen."""
    found: dict[str, Assessment] = {}
    for seen in (each.seen, *(decision.seen for decision in each.decisions)):
        found.setdefault(look_of(judging.state.desk, seen), seen)
    return found


def worlds(stocked: Stocked, seeds: Iterable[int]) -> Iterator[tuple[Player, Judging]]:
    """Worlds of all levels, each played by one player in turn and judged to its end.

    Nothing makes sure that they are fair: what comes together is left to chance alone.

    Args:
        stocked: The organisation with its library.
        seeds: One for each world.
    """
    levels = range(EASIEST, HARDEST + 1)
    for seed in seeds:
        order = ShiftOrder(stocked.organisation.id, levels[seed % len(levels)], MINUTES)
        setting = Composer(order, stocked.organisation, stocked.library).candidate(seed, 0)
        # Another player with each round through the levels.
        player = PLAYERS[seed // len(levels) % len(PLAYERS)]
        yield player, judged(setting, seed, player)


def judged(setting: Setting, seed: int, player: Player) -> Judging:
    """What the judge remembers of a shift that somebody has played.

    Args:
        setting: The shift.
        seed: Seed of its chance.
        player: Who plays.
    """
    judging = scoring.start(setting)
    shift = Shift(setting, seed, sink=lambda fact, _: scoring.step(judging, fact))
    play(shift, player.made())
    shift.finish()
    return judging


def counted(stocked: Stocked, seed: int, number: int) -> Iterator[Counting]:
    """Count world by world; the last is the whole.

    Args:
        stocked: The organisation with its library.
        seed: Seed of the first world.
        number: How many.
    """
    counting = Counting()
    for _, judging in worlds(stocked, range(seed, seed + number)):
        counting.add(judging)
        yield counting


def drawn(stocked: Stocked, seed: int = SEED, number: int = WORLDS) -> BaseRates:
    """The counts of so many worlds.

    Args:
        stocked: The organisation with its library.
        seed: Seed of the first world.
        number: How many.
    """
    *_, counting = counted(stocked, seed, number)
    return counting.rates(seed, stock_digest(stocked.organisation, stocked.library))
