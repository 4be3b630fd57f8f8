"""`assess` and an oracle that shares nothing with it read random desks alike.

The one idea: every contact and alert of a random desk is read twice. Sentences that engine 1 does
not follow are let off by name; each of them is shown to make a difference, so that none is let off
for nothing. Planted faults show that the comparison would find one.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FunctionType, ModuleType
from typing import Any

import pytest

import itilsim.domain
from itilsim.domain.assess import assess
from itilsim.domain.desk import Desk
from itilsim.domain.facts import Fact, line
from itilsim.domain.scenario import Setting
from itilsim.sim.shift import Shift
from tests.domain import assess_oracle as oracle
from tests.domain import clock_oracle, truth_oracle
from tests.domain.desks import desk
from tests.proofs import shifts
from tests.proofs.commands import submit_stream

EVERYDAY, FULL = 60, 1000
"""Random desks."""
SHOWING = 250
"""Desks on which each departure is to make a difference."""
PLANTING = 120
"""Desks on which each planted fault is to be found."""
ALL = frozenset(oracle.DEPARTURES)

FORBIDDEN = ("itilsim", "tests")
EACH_OTHER = ("tests.domain.assess_oracle", "tests.domain.truth_oracle")

PLANTED = {
    "ten people are not many": (
        "return 2 if people >= card.many_people else 3",
        "return 2 if people > card.many_people else 3",
    ),
    "a whole site has to be more than whole": (
        "if count * 100 >= card.whole_site_percent * estate.people_at[site]:",
        "if count * 100 > card.whole_site_percent * estate.people_at[site]:",
    ),
    "customers do not count": (
        "if external or (people >= card.many_people",
        "if (people >= card.many_people",
    ),
    "redundancy does not help": (
        "worst = worse(worst, min(found, key=_WORSE.__getitem__))",
        "worst = worse(worst, max(found, key=_WORSE.__getitem__))",
    ),
    "slowed work hurts as soon as stopped": (
        'found.append(delay if hit.level == "down" else max(delay, soon + 1))',
        "found.append(delay)",
    ),
    "a site's deadline is nobody's": (
        "where in (group.id, group.site, *hit.services)",
        "where in (group.id, *hit.services)",
    ),
    "answers are not heard": (
        'said = int(answers.get("extent", contact.people))',
        "said = contact.people",
    ),
    "who says nothing can work": (
        'return "down" if shown else "degraded"',
        'return "degraded"',
    ),
    "a guess is as good as a question": (
        'return Choice(found, (), (Evidence("caller-has-not-said", contact.id), *ahead))',
        'return Choice(found, (found,), (Evidence("caller-has-not-said", contact.id), *ahead))',
    ),
    "the farthest item is suspected": (
        "for component in sorted(way, key=way.__getitem__):",
        "for component in sorted(way, key=way.__getitem__, reverse=True):",
    ),
    "closed records are evidence": (
        "for ticket in desk.open:",
        "for ticket in desk.tickets:",
    ),
    "the last sign is the first": (
        "first = min(signs, key=lambda sign: sign[:2])",
        "first = max(signs, key=lambda sign: sign[:2])",
    ),
    "known errors fit any item": (
        "known = [each for each in found.known_errors if not each.kinds or kind in each.kinds]",
        "known = [each for each in found.known_errors]",
    ),
    "a partial workaround is enough": (
        "if error is None or error.restores_percent == 100:",
        "if error is None or error.restores_percent >= 60:",
    ),
}
"""Faults by what they would mean, each as a line and what is put in its place."""


def disagreements(
    standing: Desk, log: Iterable[Fact], let_off: frozenset[str] = ALL
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each contact and alert of a desk, with the questions that are answered differently."""
    lines = [json.loads(line(fact)) for fact in log]
    for subject in (*standing.contacts, *standing.alerts):
        found = assess(standing, subject)
        readings = oracle.read(standing.setting, lines, standing.at, subject, let_off)
        differ = (tuple(oracle.differences(reading, found)) for reading in readings)
        yield subject, min(differ, key=len)


def compared(numbers: Iterable[int], let_off: frozenset[str] = ALL) -> tuple[int, Counter[str]]:
    """Subjects of random desks, and how often each question was answered differently."""
    subjects, questions = 0, Counter[str]()
    for number in numbers:
        story = desk(number)
        for _, differ in disagreements(story.desk, story.log, let_off):
            subjects += 1
            questions.update(differ)
    return subjects, questions


@pytest.mark.parametrize("independent", [oracle, truth_oracle, clock_oracle])
def test_the_oracles_import_nothing_of_ours(independent: ModuleType) -> None:
    tree = ast.parse(Path(str(independent.__file__)).read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [f"{node.module}.{each.name}" for each in node.names]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
        )
    }
    assert imported
    assert not [
        name
        for name in imported
        if name.split(".")[0] in FORBIDDEN and not name.startswith(EACH_OTHER)
    ]
    assert not [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in ("__import__", "eval", "exec", "importlib")
    ]


@pytest.mark.parametrize("start", range(0, EVERYDAY, 20))
def test_assess_agrees_on_random_desks(start: int) -> None:
    subjects, questions = compared(range(start, start + 20))
    assert subjects > 20
    assert not questions


@pytest.mark.prove
def test_assess_agrees_on_a_thousand_random_desks() -> None:
    subjects, questions = compared(range(FULL))
    right = {name: subjects - questions[name] for name in oracle.QUESTIONS}
    print(
        f"assess and its oracle: {FULL} desks, {subjects} contacts and alerts, "
        f"{len(ALL)} departures let off; alike in "
        + ", ".join(f"{name} {count}" for name, count in right.items())
    )
    assert not questions


@pytest.mark.prove
def test_assess_agrees_while_a_shift_runs() -> None:
    subjects, questions = 0, Counter[str]()
    settings = (shifts.first_shift(), shifts.eighty(*shifts.WORKING_DAY))
    for number in range(100):
        standing, log = _stopped(settings[number % 2], number)
        for _, differ in disagreements(standing, log):
            subjects += 1
            questions.update(differ)
    print(
        f"assess and its oracle: 100 shifts under random commands, stopped at a random second, "
        f"{subjects} contacts and alerts; {sum(questions.values())} answers differ"
    )
    assert not questions


def _stopped(setting: Setting, number: int) -> tuple[Desk, list[Fact]]:
    """A running shift on which anything was done, at some second."""
    random, log = Random(f"stopped/{number}"), list[Fact]()
    shift = Shift(setting, number, sink=lambda fact, _: log.append(fact))
    submit_stream(shift, [random.randrange(10**6) for _ in range(6 * random.randrange(5, 60))])
    if not shift.ended:
        shift.advance(shift.at + random.randrange(600))
    return shift.desk, log


@pytest.mark.prove
@pytest.mark.parametrize("departure", oracle.DEPARTURES)
def test_each_departure_makes_a_difference(departure: str) -> None:
    subjects, questions = compared(range(SHOWING), ALL - {departure})
    print(
        f"departure {departure}: of {subjects} contacts and alerts on {SHOWING} desks "
        + (", ".join(f"{name} {n}" for name, n in questions.most_common()) or "none differs")
    )
    assert questions


@pytest.mark.prove
def test_a_planted_fault_is_found() -> None:
    found = []
    for name, (old, new) in PLANTED.items():
        with planted(old, new):
            _, questions = compared(range(PLANTING))
        if questions:
            found.append(name)
    print(f"control: of {len(PLANTED)} faults planted in assess {len(found)} are found")
    assert found == list(PLANTED)


def test_a_fault_can_be_planted_and_taken_out_again() -> None:
    with planted(*PLANTED["answers are not heard"]):
        _, questions = compared(range(EVERYDAY))
    assert questions["impact"]
    assert not compared(range(5))[1]


@contextmanager
def planted(old: str, new: str) -> Iterator[None]:
    """Let the one function of the domain that holds a line run with another in its place."""
    function = _function_with(old)
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(old) == 1
    scope: dict[str, Any] = {}
    code = compile(
        f"from __future__ import annotations\n{source.replace(old, new)}", "planted", "exec"
    )
    exec(code, {**function.__globals__}, scope)  # noqa: S102 - our own source, one line changed
    before = function.__code__
    function.__code__ = scope[function.__name__].__code__
    try:
        yield
    finally:
        function.__code__ = before


def _function_with(text: str) -> FunctionType:
    """Wherever it has moved to: the function that holds a text."""
    root = Path(itilsim.domain.__file__).parent
    (path,) = (p for p in root.rglob("*.py") if text in p.read_text(encoding="utf-8"))
    parts = path.relative_to(root.parents[1]).with_suffix("").parts
    module = importlib.import_module(".".join(parts))
    owners = [module, *(each for _, each in inspect.getmembers(module, inspect.isclass))]
    (function,) = (
        each
        for owner in owners
        for each in vars(owner).values()
        if isinstance(each, FunctionType)
        and each.__code__.co_filename == module.__file__
        and text in inspect.getsource(each)
    )
    return function
