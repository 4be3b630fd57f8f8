"""Papers from a bank: by the blueprint exactly, without repetition, balanced, and by seed.

The one idea: the questions of a cell, ordered by topic, are cut into as many strata as a paper
needs of them, and each paper takes one question of each stratum. So counts are right and topics
spread from the start; styles and key positions are then repaired by swaps inside strata, each of
which brings all papers nearer to their limits, so that repairing ends.

Source: van der Linden 2005, Linear Models for Optimal Test Design (a blueprint as constraints);
stratified sampling, Cochran 1977, Sampling Techniques, chapter 5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from itilsim.quiz.authoring import OPTIONS, Finding
from itilsim.quiz.blueprint import Blueprint, Cell, pools, shortages
from itilsim.quiz.chance import shuffled
from itilsim.quiz.questions import Bank, Item

ATTEMPTS = 40
"""How often papers are dealt anew when swaps do not lead to the limits. A tuning constant."""

TRIALS = 3
"""Seeds with which a check fills a blueprint: chance does not help once. A tuning constant."""

Paper = tuple[Item, ...]
"""The questions of one exam, in the order in which they are asked."""

Stratum = list[Item]
"""Questions of one cell on neighbouring topics: the first for the first paper, and so on; those
beyond the last paper are left over."""


_Features = tuple[str, int]
"""What is limited of a question: its style and the position of its key."""


class Unfillable(Exception):
    """A bank that cannot give the papers asked for; carries what is in the way."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep the findings, with paths from the root of the blueprint."""
        self.findings = findings
        super().__init__(" ".join(finding.message for finding in findings))


def assemble(bank: Bank, blueprint: Blueprint, seed: int) -> Paper:
    """Return one paper.

    Raises:
        Unfillable: If the bank has too few questions for it.
    """
    return assemble_disjoint(bank, blueprint, seed, 1)[0]


def assemble_disjoint(
    bank: Bank, blueprint: Blueprint, seed: int, papers: int
) -> tuple[Paper, ...]:
    """Return papers that have no question in common.

    Args:
        bank: Where the questions are.
        blueprint: The plan of each paper.
        seed: The same seed gives the same papers.
        papers: How many, at least one.

    Raises:
        Unfillable: If the bank has too few questions for them.

    Draws: one for each question of the bank, some topics and strata, for each attempt.
    """
    found = pools(bank, blueprint)
    short = tuple(shortages(found, papers))
    if short:
        raise Unfillable(short)
    for attempt in range(ATTEMPTS):
        strata = [
            stratum
            for n, (cell, pool) in enumerate(found.items())
            for stratum in _strata(cell, pool, seed, (attempt, n))
        ]
        if _repaired(strata, blueprint, papers):
            return tuple(
                tuple(shuffled([stratum[paper] for stratum in strata], seed, "order", paper))
                for paper in range(papers)
            )
    message = (
        f"The bank has questions enough for {papers} {'paper' if papers == 1 else 'papers'}, but "
        f"in {ATTEMPTS} attempts not within the limits of styles and key positions."
    )
    raise Unfillable((Finding(("papers",), "unbalanced-papers", message),))


def assembly_findings(bank: Bank, blueprint: Blueprint) -> tuple[Finding, ...]:
    """Return why a bank cannot give the papers of a blueprint; nothing if it can."""
    try:
        for seed in range(TRIALS):
            assemble_disjoint(bank, blueprint, seed, blueprint.papers)
    except Unfillable as error:
        return error.findings
    return ()


def excess(paper: Sequence[Item], blueprint: Blueprint) -> int:
    """Return how far a paper is beyond its limits of styles and key positions; 0 if within."""
    tally = _Tally(Counter(), blueprint)
    for item in paper:
        tally.counts.update(_features(item))
    return tally.excess()


@dataclass(frozen=True, slots=True)
class _Tally:
    """What a paper has of each style and each key position."""

    counts: Counter[str | int]
    """Questions by style, and by key position."""
    blueprint: Blueprint
    """The limits."""

    def excess(self) -> int:
        """The sum of squares of what is too much or too little."""
        limits, keys = self.blueprint.most, self.blueprint.keys
        styles = (
            max(0, self.counts["list"] - limits.list),
            max(0, self.counts["missing-word"] - limits.missing_word),
            max(0, self.counts["negative"] - limits.negative),
        )
        places = (self.counts[position] for position in range(OPTIONS))
        off = (max(0, found - keys.most, keys.least - found) for found in places)
        return sum(one * one for one in (*styles, *off))

    def change(self, out: _Features, into: _Features) -> int:
        """By how much the excess changes if one question takes another's place."""
        before = self.excess()
        self.swap(out, into)
        after = self.excess()
        self.swap(into, out)
        return after - before

    def swap(self, out: _Features, into: _Features) -> None:
        """Count one question instead of another."""
        self.counts.subtract(out)
        self.counts.update(into)


def _features(item: Item) -> _Features:
    """The style of a question and the position of its key."""
    return item.style, -1 if item.key is None else item.key


def _strata(cell: Cell, pool: Sequence[Item], seed: int, key: tuple[int, int]) -> Iterator[Stratum]:
    """Cut a pool, ordered by topic, into as many parts as the cell has questions."""
    by_topic = sorted(shuffled(pool, seed, "pool", *key), key=lambda item: item.topic)
    topics = [list(items) for _, items in groupby(by_topic, key=lambda item: item.topic)]
    ordered = [item for items in shuffled(topics, seed, "topics", *key) for item in items]
    for n in range(cell.count):
        first, after = (len(ordered) * m // cell.count for m in (n, n + 1))
        yield shuffled(ordered[first:after], seed, "stratum", *key, n)


def _repaired(strata: Sequence[Stratum], blueprint: Blueprint, papers: int) -> bool:
    """Swap inside strata, as long as it helps; whether all papers are within the limits."""
    tallies = []
    for paper in range(papers):
        tally = _Tally(Counter(), blueprint)
        for stratum in strata:
            tally.counts.update(_features(stratum[paper]))
        tallies.append(tally)
    for paper, tally in enumerate(tallies):
        while tally.excess():
            swap = _best_swap(strata, tallies, paper)
            if swap is None:
                return False
            stratum, other = strata[swap[0]], swap[1]
            out, into = _features(stratum[paper]), _features(stratum[other])
            tally.swap(out, into)
            if other < papers:
                tallies[other].swap(into, out)
            stratum[paper], stratum[other] = stratum[other], stratum[paper]
    return all(tally.excess() == 0 for tally in tallies)


def _best_swap(
    strata: Sequence[Stratum], tallies: Sequence[_Tally], paper: int
) -> tuple[int, int] | None:
    """Stratum and place of the question that best takes the place of the paper's own there.

    None if no swap brings the papers nearer to the limits in sum; the first of equals is taken.
    """
    best, found = 0, None
    known: dict[tuple[_Features, _Features], int] = {}
    for n, stratum in enumerate(strata):
        out = _features(stratum[paper])
        for other, item in enumerate(stratum):
            into = _features(item)
            if (out, into) not in known:
                known[out, into] = tallies[paper].change(out, into)
            change = known[out, into]
            if change < best and other < len(tallies):
                change += tallies[other].change(into, out)
            if change < best:
                best, found = change, (n, other)
    return found
