"""Variants of a class: mornings of equal difficulty, so that neighbours do not share one.

The one idea: a variant is a class of its own with the same code. Whatever plays, grades or prints a
class is given the plan, or the students' file, of one variant, and knows nothing of the others; who
plays which follows from the display name alone, so that it can be looked up again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Final

from itilsim.classroom.plan import (
    ClassPlan,
    HandedVariant,
    Handout,
    Stop,
    Variant,
    code_of,
)
from itilsim.content.validate import Remark
from itilsim.domain.errors import UsageError
from itilsim.quiz.chance import shuffled
from itilsim.quiz.enemies import enemies_of
from itilsim.quiz.questions import Item

LETTERS: Final = "ABCDEF"
"""Names of variants."""
RATES: Final = (10, 20, 30, 40)
"""Percent of commands that go wrong, for each score of a variant."""
FEWEST, MOST = 2, len(LETTERS)
"""So many variants a class may have. Source of the second: beyond six nobody copies less."""
TOLERANCE: Final = 0.25
"""Standard errors of one score by which the means of a class's variants may differ at most.

That is less than a fifth of the standard error of the difference of two scores, and with such a
bias an interval of 95 % for who did better holds 94.6 %. Source: Cochran 1977, Sampling Techniques,
section 1.8. In an hour one score is exact to 12 points or so, so 3 are allowed.
"""


def plans_of(plan: ClassPlan, items: Sequence[Item]) -> tuple[ClassPlan, ...]:
    """Each variant's own plan: its seed, its stops, and questions of equal kind.

    Args:
        plan: The class.
        items: The questions of its edition.
    """
    papers = _papers(plan, items)
    return tuple(
        replace(
            plan,
            title=f"{plan.title} · variant {letter}",
            seed=each.seed,
            stops=each.stops if place else plan.stops,
            before=papers[place][: len(plan.before)],
            after=papers[place][len(plan.before) :],
        )
        for place, (letter, each) in enumerate(zip(LETTERS, plan.variants, strict=False))
    )


def whole_handout(plan: ClassPlan, variants: Sequence[Handout]) -> Handout:
    """What students are handed where there are variants: all of them, under one code.

    Args:
        plan: The class.
        variants: What would be handed out for each by itself.
    """
    handed = tuple(
        HandedVariant(each.seed, each.scenario_digest, each.stops, each.before, each.after)
        for each in variants
    )
    first = replace(variants[0], title=plan.title, variants=handed, dealt_by=plan.dealt_by)
    return replace(first, code=code_of(first))


def letter_for(dealing: ClassPlan | Handout, code: str, names: Sequence[str]) -> str:
    """Which variant somebody plays; empty where there are none.

    Args:
        dealing: The class.
        code: Its code.
        names: Who sits down first; in pairs both.
    """
    if not dealing.variants:
        return ""
    many = len(dealing.variants)
    if dealing.dealt_by == "roster":
        known = [dealing.roster.index(each) for each in names if each in dealing.roster]
        share = 2 if dealing.seats == "pairs" else 1
        if known:
            return LETTERS[min(known) // share % many]
    first = min("".join(each.split()).casefold() for each in names)
    digest = hashlib.sha256(f"{code}/{first}".encode()).digest()
    return LETTERS[int.from_bytes(digest[:8]) % many]


def handout_for(handout: Handout, letter: str) -> Handout:
    """The students' file as it is for one variant; the code stays that of the whole.

    Args:
        handout: The class.
        letter: The variant; empty: the class has none.

    Raises:
        UsageError: If there is no such variant.
    """
    if not letter and not handout.variants:
        return handout
    place = LETTERS.find(letter) if letter else -1
    if not 0 <= place < len(handout.variants):
        raise UsageError(f"This class has no variant {letter or 'without a letter'}.")
    own = handout.variants[place]
    return replace(
        handout, seed=own.seed, scenario_digest=own.scenario_digest, stops=own.stops,
        before=own.before, after=own.after, variants=(),
    )  # fmt: skip


def with_words_of(first: Sequence[Stop], stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """Stops of another variant with the words of the first: one word goes for the whole room.

    Args:
        first: The stops of the first variant.
        stops: Those of another.
    """
    words = [each.word for each in first]
    spare = [each.word for each in stops if each.word not in words]
    return tuple(
        replace(each, word=word) for each, word in zip(stops, [*words, *spare], strict=False)
    )


def spread(scores: Sequence[Sequence[float]]) -> float:
    """Points by which mean scores differ at most: of the hardest variant and the easiest.

    Args:
        scores: Of each variant, by error rate.
    """
    means = [fmean(each) for each in scores]
    return max(means) - min(means)


def tolerance(exact_to: Sequence[float]) -> float:
    """Points by which mean scores may differ.

    Args:
        exact_to: Of each variant, what a score in it is exact to.
    """
    return TOLERANCE * fmean(exact_to)


def equality(plan: ClassPlan) -> str:
    """How equal the variants of a class are, in two sentences.

    Args:
        plan: The class; it has variants.
    """
    scores = [each.scores for each in plan.variants]
    exact = fmean(each.exact_to for each in plan.variants)
    allowed = tolerance([each.exact_to for each in plan.variants])
    return (
        f"{len(scores)} mornings were measured to be as hard: players who err in 10 to 40 % of "
        f"what they do come to {_listed([fmean(each) for each in scores])} points in the mean, "
        f"{spread(scores):.1f} apart where {allowed:.1f} are allowed. One score is exact to about "
        f"{exact:.0f}."
    )


def on_the_sheet(plan: ClassPlan, code: str) -> Iterator[tuple[str, str]]:
    """What a teacher should know about the variants, line by line.

    Args:
        plan: The class; it has variants.
        code: Its code.
    """
    yield "Equal", equality(plan)
    plays = plan.variants[0].plays
    for place, rate in enumerate(RATES[: len(plan.variants[0].scores)]):
        means = _listed([each.scores[place] for each in plan.variants])
        yield "", f"Who errs in {rate} % scores {means}, in the mean of {plays} plays each."
    if plan.dealt_by == "roster":
        yield "Who plays which", "In turn down the list of names, so that neighbours differ."
    else:
        yield (
            "Who plays which",
            (
                "The display name decides, by a digest; of two neighbours one in "
                f"{len(plan.variants)} meets the same morning by chance."
            ),
        )
    for letter in LETTERS[: len(plan.variants)] if plan.roster else "":
        names = [each for each in plan.roster if letter_for(plan, code, (each,)) == letter]
        yield f"Variant {letter}", ", ".join(names) or "nobody"
    yield (
        "Stops",
        (
            "Each variant has its own, and they do not come at the same time; the first ones share "
            "their words. Ask who is at a stop before you read one."
        ),
    )


def _listed(points: Sequence[float]) -> str:
    """Points as a list in words, like `61, 60 and 62`."""
    whole = [f"{each:.0f}" for each in points]
    return f"{', '.join(whole[:-1])} and {whole[-1]}" if len(whole) > 1 else whole[0]


def unfit(plan: ClassPlan) -> Iterator[Remark]:
    """What is wrong with the variants of a plan."""
    found = plan.variants
    for place, each in enumerate(found):
        if each.seed in [one.seed for one in found[:place]]:
            yield ("variants", place, "seed"), "duplicate", "Two variants are one morning.", "", ()
        if len(each.scores) != len(found[0].scores):
            message = "Each variant has a mean score for each of the same error rates."
            yield ("variants", place, "scores"), "wrong-value", message, "", ()
    for wrong, route, message in (
        (len(found) == 1, ("variants",), "One variant is none: there are two or more."),
        (
            bool(found) and found[0].seed != plan.seed,
            ("variants", 0, "seed"),
            f"The first variant is the plan's own morning: its seed is {plan.seed}.",
        ),
        (
            bool(found) and bool(found[0].stops),
            ("variants", 0, "stops"),
            "The stops of the first variant are the plan's own, above.",
        ),
        (
            plan.dealt_by == "roster" and not plan.roster,
            ("dealt_by",),
            "There is no roster to deal by: write one, or deal by name.",
        ),
    ):
        if wrong:
            yield route, "wrong-value", message, "", ()


def _papers(plan: ClassPlan, items: Sequence[Item]) -> list[tuple[str, ...]]:
    """The questions of each variant: those of the plan, and for the others some of equal kind.

    Of equal kind are those of the same topic, level and form. Where the bank has too few, the
    plan's own question is asked again.

    Draws: `paper/<question>/<position>` for each of these.
    """
    asked = (*plan.before, *plan.after)
    known, enemies = {each.id: each for each in items}, enemies_of(items)
    papers: list[list[str]] = [list(asked), *([] for _ in plan.variants[1:])]
    taken = set(asked)
    for name in asked:
        pool = [each.id for each in items if each.id in known and of_one_cell(each, known[name])]
        order = shuffled(sorted(pool), plan.seed, "paper", name)
        for paper in papers[1:]:
            free = (
                e for e in order if e not in taken and enemies.get(e, frozenset()).isdisjoint(paper)
            )
            chosen = next(free, name)
            taken.add(chosen)
            paper.append(chosen)
    return [tuple(each) for each in papers]


def of_one_cell(one: Item, other: Item) -> bool:
    """Whether two questions are of one cell of a blueprint.

    Args:
        one: A question.
        other: Another one.
    """
    return one.in_exams and (
        (one.topic, one.bloom, one.style, one.beyond_exam)
        == (other.topic, other.bloom, other.style, other.beyond_exam)
    )


def plan_lines(plan: ClassPlan, stop_lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """The variants as they stand in a plan.

    Args:
        plan: The class.
        stop_lines: The stops of each variant but the first as lines of YAML, from the margin.
    """
    if not plan.variants:
        return
    yield f"# Mornings as hard as one another: their means differ by {_differ(plan.variants):.1f}."
    yield "# Scores: the mean totals of players who err in 10, 20, 30 and 40 % of what they do."
    yield "# The stops above are those of the first."
    yield f"dealt_by: {plan.dealt_by}  # name, or roster: in turn down the list of names"
    yield "variants:"
    for place, (letter, each) in enumerate(zip(LETTERS, plan.variants, strict=False)):
        yield f"  - seed: {each.seed}  # {letter}"
        yield f"    scores: [{', '.join(f'{score:.1f}' for score in each.scores)}]"
        yield f"    plays: {each.plays}  # of each rate"
        yield f"    exact_to: {each.exact_to:.1f}  # standard error of one score"
        if place and stop_lines[place - 1]:
            yield "    stops:"
            yield from (f"    {line}" for line in stop_lines[place - 1])


def _differ(variants: Sequence[Variant]) -> float:
    return spread([each.scores for each in variants])
