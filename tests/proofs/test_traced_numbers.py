"""Every number in a debrief is traced to the log, or stands on a short list of what is no run's.

The one idea: the debrief is read as its reader reads it, sentence by sentence. Each number is held
against a second reading of the log; none may be left over.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias, TypeVar

import pytest

from itilsim.composing.loading import load_shift
from itilsim.content.scenarios import make_setting
from itilsim.domain import scoring
from itilsim.domain.bounds import NEVER
from itilsim.domain.debrief import COLLEAGUES
from itilsim.domain.debriefing.timeline import timeline
from itilsim.domain.facts import Fact
from itilsim.domain.facts.base import line
from itilsim.domain.practices import new_state
from itilsim.domain.scenario import FaultArrival, Setting
from itilsim.reports.blocks import Block, Entry, Items, Paragraph, Section, Table
from itilsim.reports.sections import sections
from itilsim.sim.reference import facts_of, tally_of
from itilsim.storage.places import places
from tests.domain.assess_oracle import Declarations
from tests.proofs.chart_claims import CHARTS
from tests.proofs.claims import CLAIMS
from tests.proofs.rereading import Reread
from tests.proofs.section_claims import SECTIONS
from tests.proofs.shifts import first_shift
from tests.proofs.tracing import Seen, faults
from tests.reports.debriefs import POLICIES, looked_at

FIRST = 1_330_000
SEEDS = 8
ORDERS = tuple(
    f"any-day.{organisation}.{level}.60"
    for organisation, level in (("quillmere", 2), ("quillmere", 4), ("wennery", 3), ("wennery", 5))
)
T = TypeVar("T")
Place: TypeAlias = tuple[str, str]
"""A section, and a pattern of sentences in it."""
EVERY = (*CHARTS, *SECTIONS, *CLAIMS)
MOST = 12
"""No sentence has more numbers."""
CONTROL = 20
"""One in so many planted faults is tried. Tuning constant."""


def reread(setting: Setting, facts: Sequence[Fact]) -> Reread:
    """A second reading; what advice could be defended on the evidence, judging alone says."""
    judging = scoring.start(setting)
    for fact in facts:
        scoring.step(judging, fact)
    defended: dict[str, set[object]] = {
        subject: set(each.seen.known_error.accepted) for subject, each in judging.by_subject.items()
    }
    return Reread(setting, [json.loads(line(fact)) for fact in facts], defended=defended)


def waiting(setting: Setting, facts: Sequence[Fact]) -> list[int]:
    """How many waited at the desk at the end of each minute, by the state that a log folds to."""
    state, found = new_state(setting, keeps_closed=NEVER), list[int]()
    for fact in facts:
        while (len(found) + 1) * 60 <= min(fact.at, setting.end):
            found.append(len(state.desk.inbox))
        state.desk.at = fact.at
        state.apply(fact)
    return found


def seen_of(setting: Setting, seed: int) -> Iterator[tuple[str, Seen]]:
    """The debriefs of a shift, one for each policy, with all that they can be held against."""
    logs = {name: facts_of(setting, seed, name) for name in COLLEAGUES}
    tallies = {name: tally_of(setting, seed, name) for name in ("idle", *COLLEAGUES)}
    beside = {name: reread(setting, facts) for name, facts in logs.items()}
    tonis = timeline(setting, logs["textbook"])
    for policy, looked in zip(POLICIES, looked_at(setting, seed), strict=True):
        both = {**looked.debrief.timelines, "textbook": tonis}
        made = replace(looked.debrief, timelines=both)
        waited = {
            "you": waiting(setting, looked.facts),
            "textbook": waiting(setting, logs["textbook"]),
        }
        yield policy, Seen(
            setting, reread(setting, looked.facts), beside, waited, looked.tally,
            tallies, made, sections(made, setting),
        )  # fmt: skip


def shifts(home: Path) -> Iterator[tuple[Setting, int]]:
    own = places(home)
    for seed in range(FIRST, FIRST + SEEDS):
        yield first_shift(), seed
        yield from ((load_shift(order, seed, own), seed) for order in ORDERS)


def changed(
    seen: Seen, words: Callable[[str], str], where: Place | None = None
) -> Iterator[tuple[str, Seen]]:
    """The same debrief with one piece of it written otherwise, once for each piece that changes.

    Names stay: a digit in one is no number.

    Args:
        seen: A debrief.
        words: How a sentence is written otherwise.
        where: A section and a pattern of the sentences that are; none: all.
    """

    def otherwise(sentence: str) -> str:
        names = seen.names.findall(sentence)
        return re.sub("§", lambda _: names.pop(0), words(seen.names.sub("§", sentence)))

    for place, section in enumerate(seen.sections):
        if where is not None and section.key != where[0]:
            continue
        for number, block in enumerate(section.blocks):
            for before, other in _otherwise(block, otherwise):
                if where is not None and not re.search(where[1], before):
                    continue
                blocks = (*section.blocks[:number], other, *section.blocks[number + 1 :])
                bad = Section(section.key, section.title, blocks)
                every = (*seen.sections[:place], bad, *seen.sections[place + 1 :])
                changed_one = copy(seen)
                changed_one.sections, changed_one.counted = every, Counter()
                yield before, changed_one


def _otherwise(block: Block, words: Callable[[str], str]) -> Iterator[tuple[str, Block]]:
    match block:
        case Paragraph():
            yield from ((block.words, Paragraph(one)) for _, one in _each([block.words], words))
        case Items():
            for n, one in _each(block.lines, words):
                yield block.lines[n], Items(_with(block.lines, n, one))
        case Entry():
            for n, one in _each([each for _, each in block.lines], words):
                label, before = block.lines[n]
                yield before, Entry(block.title, _with(block.lines, n, (label, one)))
        case Table():
            for n, row in enumerate(block.rows):
                for m, one in _each(row, words):
                    cells = _with(row, m, one)
                    yield row[m], Table(block.head, _with(block.rows, n, cells), block.right)


def _each(old: Sequence[str], words: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """What is written otherwise, by its place."""
    return ((n, words(each)) for n, each in enumerate(old) if words(each) != each)


def _with(old: Sequence[T], place: int, one: T) -> tuple[T, ...]:
    return (*old[:place], one, *old[place + 1 :])


A_NUMBER = r"(?<![\w-])(?:INC|REQ|P)?\d[\d,.:]*"
"""A number, of a record too; digits in a name are part of the name."""


def _one_further(number: str) -> str:
    """A number with its last digit one further."""
    return re.sub(r"\d(?=\D*$)", lambda each: str((int(each[0]) + 1) % 10), number)


def last_number(words: str) -> str:
    """A sentence in which the last number is wrong."""
    return re.sub(rf"{A_NUMBER}(?!.*{A_NUMBER})", lambda each: _one_further(each[0]), words)


def first_number(words: str) -> str:
    """A sentence in which the first number is wrong."""
    return re.sub(A_NUMBER, lambda each: _one_further(each[0]), words, count=1)


def number_of(place: int) -> Callable[[str], str]:
    """Makes the number in one place of a sentence wrong."""

    def change(words: str) -> str:
        found = list(re.finditer(A_NUMBER, words))[place : place + 1]
        for each in found:
            words = words[: each.start()] + _one_further(each[0]) + words[each.end() :]
        return words

    return change


def one_more(words: str) -> str:
    """A sentence with a number that nobody knows."""
    return f"{words} 42 of them." if re.search(r"[a-z]{3}\.$", words) else words


def missed(seen: Seen, change: Callable[[str], str], every: int) -> tuple[int, list[str]]:
    """Of one in so many planted faults: how many there are, and those that are not found."""
    planted = list(changed(seen, change))[::every]
    faults(seen, EVERY)
    return len(planted), [
        before for before, each in planted if not faults(each, EVERY, seen.sections)
    ]


def test_every_number_of_a_few_debriefs_is_traced() -> None:
    counted = Counter[str]()
    for policy, seen in seen_of(first_shift(), FIRST):
        assert faults(seen, EVERY) == [], policy
        counted.update(seen.counted)
    assert (counted["log"] + counted["setting"]) > counted["tally"]
    assert counted.total() > 3000


def test_a_wrong_number_is_found_and_an_unknown_one() -> None:
    seen = next(seen for policy, seen in seen_of(first_shift(), FIRST) if policy == "first_come")
    for change in (first_number, last_number, one_more):
        planted, overlooked = missed(seen, change, 12)
        assert planted > 10
        assert overlooked == []


FEW: dict[str, Place] = {
    "availability agreed": ("delivered", "^Availability this month, agreed"),
    "availability of the month": ("delivered", "% at best"),
    "mornings that look alike": ("decisions", "mornings that looked like this"),
    "reveal": ("reveal", ""),
    "balances": ("balances", ""),
    "register": ("next", "measure that time again"),
}
"""Sentences of which there are few, by what they are about."""


def with_services_down() -> Setting:
    """The first shift, with a fault besides by which services are down.

    Of some of them more is agreed than that leaves, and of some that they are never down.
    """
    setting = first_shift()
    organisation, library = setting.organisation, setting.library
    read = Declarations(setting, 0, frozenset())
    ends = {
        (item.id, mode.id): [read.levels({item.id: "down"})[e.id] for e in organisation.services]
        for mode in library.failure_modes
        for item in organisation.components
        if mode.severity == "down" and item.kind in mode.kinds
    }
    item, mode = max(ends, key=lambda each: ends[each].count("down"))
    fault = FaultArrival("besides", "09:10", item, mode)
    faulty = replace(setting.scenario, faults=(*setting.scenario.faults, fault))
    made = make_setting(faulty, organisation, library)
    agreed = tuple(
        replace(each, percent_hundredths={"gold": 9_990, "bronze": 10_000}[each.service_class])
        if each.service_class in ("gold", "bronze")
        else each
        for each in organisation.availability
    )
    return replace(made, organisation=replace(made.organisation, availability=agreed))


def test_each_wrong_number_is_found_in_sentences_of_which_there_are_few() -> None:
    """Where one in so many planted faults would leave some of them out."""
    planted, overlooked, said = Counter[str](), list[str](), ""
    for setting in (first_shift(), with_services_down()):
        seen = next(seen for policy, seen in seen_of(setting, FIRST) if policy == "first_come")
        assert faults(seen, EVERY) == []
        for name, place in FEW.items():
            for number in range(MOST):
                for before, each in changed(seen, number_of(number), place):
                    planted[name] += 1
                    said += before
                    if not faults(each, EVERY, seen.sections):
                        overlooked.append(f"{name}, number {number + 1}: {before}")
    assert overlooked == []
    assert set(planted) == set(FEW)
    assert all(words in said for words in ("missed by", "nothing allowed", " left.", " of 100 "))


@pytest.mark.prove
def test_every_number_of_200_debriefs_is_traced(tmp_path: Path) -> None:
    counted, planted, found, debriefs = Counter[str](), Counter[str](), list[str](), 0
    overlooked: list[str] = []
    for setting, seed in shifts(tmp_path):
        for policy, seen in seen_of(setting, seed):
            debriefs += 1
            wrong = faults(seen, EVERY)
            found += [f"{setting.scenario.id} {seed} {policy}: {each}" for each in wrong]
            counted.update(seen.counted)
            for change in (first_number, last_number, one_more):
                many, missing = missed(seen, change, CONTROL)
                planted[change.__name__] += many
                overlooked += missing
    print(
        f"\ntraced numbers: {debriefs} debriefs, {counted.total()} numbers: {counted['log']} from "
        f"the log, {counted['setting']} from the declarations, {counted['tally']} added up from "
        f"the tally, {counted['fixed']} said of every shift; wrong or unknown: {len(found)}"
    )
    print(f"control: planted {dict(planted)}, not found {len(overlooked)}")
    assert found == []
    assert debriefs == SEEDS * len(POLICIES) * (1 + len(ORDERS))
    assert overlooked == []
