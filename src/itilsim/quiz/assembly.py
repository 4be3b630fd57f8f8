"""Papers from a bank: by the blueprint exactly, without repetition, balanced, and by seed.

The one idea: the questions of a cell, ordered by topic, are cut into as many strata as a paper
needs of them, and each paper takes one question of each stratum. So counts are right and topics
spread from the start; rare styles and enemies are then repaired by swaps inside strata, each of
which brings all papers nearer to their limits, so that repairing ends.

Source: van der Linden 2005, Linear Models for Optimal Test Design (a blueprint as constraints);
stratified sampling, Cochran 1977, Sampling Techniques, chapter 5.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from itilsim.quiz.authoring import Finding
from itilsim.quiz.blueprint import Blueprint, Cell, pools, shortages
from itilsim.quiz.chance import shuffled
from itilsim.quiz.enemies import enemies_of
from itilsim.quiz.questions import Bank, Item, Style

ATTEMPTS = 40
"""How often papers are dealt anew when swaps do not lead to the limits. A tuning constant."""

TRIALS = 3
"""Seeds with which a check fills a blueprint: chance does not help once. A tuning constant."""

Paper = tuple[Item, ...]
"""The questions of one exam, in the order in which they are asked."""

Stratum = list[Item]
"""Questions of one cell on neighbouring topics: the first for the first paper, and so on; those
beyond the last paper are left over."""


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
    enemies = enemies_of(bank.items)
    for attempt in range(ATTEMPTS):
        strata = [
            stratum
            for n, (cell, pool) in enumerate(found.items())
            for stratum in _strata(cell, pool, seed, (attempt, n))
        ]
        tallies = [
            _Tally(blueprint, enemies, [s[paper] for s in strata]) for paper in range(papers)
        ]
        if _repaired(strata, tallies):
            return tuple(
                tuple(shuffled([stratum[paper] for stratum in strata], seed, "order", paper))
                for paper in range(papers)
            )
    message = (
        f"The bank has questions enough for {papers} {'paper' if papers == 1 else 'papers'}, but "
        f"in {ATTEMPTS} attempts not within the limits of styles and without enemies."
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
    """Return how far a paper is beyond its limits of styles, and its pairs of enemies; 0 is right.

    Args:
        paper: The questions; only enemies that these name are known.
        blueprint: The limits.
    """
    return _Tally(blueprint, enemies_of(paper), paper).excess


class _Tally:
    """What a paper has of each style, and which questions."""

    def __init__(
        self, blueprint: Blueprint, enemies: Mapping[str, frozenset[str]], paper: Sequence[Item]
    ) -> None:
        self._blueprint = blueprint
        self._enemies = enemies
        self._styles = Counter[Style](item.style for item in paper)
        self._names = {item.id for item in paper}

    @property
    def excess(self) -> int:
        """The sum of squares of what is too much of a style, and the pairs of enemies."""
        pairs = sum(len(self._met(name)) for name in self._names) // 2
        return pairs + sum(self._beyond(style, count) for style, count in self._styles.items())

    def change(self, out: Item, into: Item) -> int:
        """By how much the excess changes if one question takes another's place."""
        change = len(self._met(into.id) - {out.id}) - len(self._met(out.id))
        for style, by in ((out.style, -1), (into.style, 1)) if out.style != into.style else ():
            count = self._styles[style]
            change += self._beyond(style, count + by) - self._beyond(style, count)
        return change

    def swap(self, out: Item, into: Item) -> None:
        """Count one question instead of another."""
        self._styles.subtract([out.style])
        self._styles.update([into.style])
        self._names ^= {out.id, into.id}

    def _met(self, name: str) -> frozenset[str]:
        """Enemies of a question that are in the paper."""
        return self._enemies.get(name, frozenset()) & self._names

    def _beyond(self, style: Style, count: int) -> int:
        """How far so many questions of a style are beyond the limit, squared."""
        most = self._blueprint.most.of(style)
        return 0 if most is None else max(0, count - most) ** 2


def _strata(cell: Cell, pool: Sequence[Item], seed: int, key: tuple[int, int]) -> Iterator[Stratum]:
    """Cut a pool, ordered by topic, into as many parts as the cell has questions."""
    by_topic = sorted(shuffled(pool, seed, "pool", *key), key=lambda item: item.topic)
    topics = [list(items) for _, items in groupby(by_topic, key=lambda item: item.topic)]
    ordered = [item for items in shuffled(topics, seed, "topics", *key) for item in items]
    for n in range(cell.count):
        first, after = (len(ordered) * m // cell.count for m in (n, n + 1))
        yield shuffled(ordered[first:after], seed, "stratum", *key, n)


def _repaired(strata: Sequence[Stratum], tallies: Sequence[_Tally]) -> bool:
    """Swap inside strata, as long as it helps; whether all papers are within the limits."""
    for paper, tally in enumerate(tallies):
        while tally.excess:
            swap = _best_swap(strata, tallies, paper)
            if swap is None:
                return False
            stratum, other = strata[swap[0]], swap[1]
            out, into = stratum[paper], stratum[other]
            tally.swap(out, into)
            if other < len(tallies):
                tallies[other].swap(into, out)
            stratum[paper], stratum[other] = into, out
    return not any(tally.excess for tally in tallies)


def _best_swap(
    strata: Sequence[Stratum], tallies: Sequence[_Tally], paper: int
) -> tuple[int, int] | None:
    """Stratum and place of the question that best takes the place of the paper's own there.

    None if no swap brings the papers nearer to the limits in sum; the first of equals is taken.
    """
    best, found = 0, None
    for n, stratum in enumerate(strata):
        for other, item in enumerate(stratum):
            change = tallies[paper].change(stratum[paper], item)
            if change < best and other < len(tallies):
                change += tallies[other].change(item, stratum[paper])
            if change < best:
                best, found = change, (n, other)
    return found
