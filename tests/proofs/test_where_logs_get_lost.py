"""A test for each way in which identical shifts have been known to give different logs.

Pausing and PYTHONHASHSEED are in `test_determinism`, first failures and first demand in
`test_common_random_numbers`.
"""

from __future__ import annotations

import ast
import random
import subprocess
import sys
import zoneinfo
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from itilsim.domain.facts import Fact, FaultRepaired, WorkStarted, fact_types
from itilsim.domain.scenario import Setting
from itilsim.sim.reference import tally_of
from tests.proofs.sets import walked_sets
from tests.proofs.shifts import (
    POLICIES,
    WORKING_DAY,
    Played,
    causes_of,
    eighty,
    first_demand,
    played,
)

ROOT = Path(__file__).parents[2]
CORE = sorted(
    path for layer in ("domain", "sim") for path in (ROOT / "src/itilsim" / layer).rglob("*.py")
)
UNSTABLE = {
    name for name in dir(random.Random) if not name.startswith("_") and name != "random"
} - {"seed"}
"""Draws that Python may change from version to version; `random()` alone is promised."""


def called() -> Iterator[tuple[str, ast.Call]]:
    """Every call in `domain` and `sim`, with its place."""
    for path in CORE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_nothing_walks_through_a_set() -> None:
    assert len(CORE) > 40
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in CORE
        for line in walked_sets(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "for each in {1, 2}: pass",
        "[x for x in set(names)]",
        "found: set[str] = ask()\nfor each in found: pass",
        "found = {a for a in b}\nfirst = next(iter(found))",
        "tuple(frozenset(names))",
        "for each in a.keys() & b.keys(): pass",
        "', '.join({'a', 'b'})",
        "def f(names: frozenset[str]) -> None:\n    list(names)",
        "found = set()\nfound.pop()",
        "(*{1, 2},)",
    ],
)
def test_the_search_for_walked_sets_bites(source: str) -> None:
    assert walked_sets(source)


@pytest.mark.parametrize(
    "source", ["x in {1, 2}", "sorted({1, 2})", "len(set(a))", "for k in d.keys(): pass"]
)
def test_a_set_may_be_asked(source: str) -> None:
    assert not walked_sets(source)


def test_no_draw_depends_on_the_version_of_python() -> None:
    """`choice`, `gauss`, `expovariate` and their like have changed before."""
    used = [
        where
        for where, call in called()
        if isinstance(call.func, ast.Attribute) and call.func.attr in UNSTABLE
    ]
    assert used == []


def test_every_generator_is_named_by_seed_and_source() -> None:
    """`Random(f"{seed}/…")`, made in a function; a shared or nameless one is nobody's."""
    made = [(at, call) for at, call in called() if getattr(call.func, "id", "") == "Random"]
    assert made
    for where, call in made:
        (name,) = call.args
        assert isinstance(name, ast.JoinedStr), where
        assert ast.unparse(name.values[0]).strip("f'\"{}").endswith("seed"), where
        assert call.col_offset > 0, where


def test_a_source_more_or_less_changes_no_other_source() -> None:
    """With one generator for all, dropping a stream would move all the others."""
    whole = eighty(*WORKING_DAY)
    for gone in range(len(whole.scenario.demand)):
        kept = tuple(each for n, each in enumerate(whole.scenario.demand) if n != gone)
        fewer = replace(whole, scenario=replace(whole.scenario, demand=kept))
        before = first_demand(played(whole, 5, "idle").facts)
        after = first_demand(played(fewer, 5, "idle").facts)
        name = whole.scenario.demand[gone].id
        assert after == {
            key: value for key, value in before.items() if f"arrival/{name}/" not in key
        }
        assert 0 < len(after) < len(before)


def test_a_repair_takes_as_long_whoever_hurries_it(first_shift: Setting) -> None:
    """Its key is the failure and the team: not the ticket, its number, or when it was sent."""
    for seed in range(10):
        lengths: dict[str, set[int]] = {}
        starts: dict[str, set[int]] = {}
        for policy in ("first_come", "by_priority", "textbook"):
            for fault, team, began, ended in repairs(played(first_shift, seed, policy)):
                lengths.setdefault(f"{fault} by {team}", set()).add(ended - began)
                starts.setdefault(f"{fault} by {team}", set()).add(began)
        assert any(len(moments) > 1 for moments in starts.values())
        assert all(len(taken) == 1 for taken in lengths.values()), lengths


def repairs(whole: Played) -> Iterator[tuple[str, str, int, int]]:
    """Fault, team, and from the start of the work to the repair."""
    causes = causes_of(whole.facts)
    began: dict[tuple[str, str], int] = {}
    for fact in whole.facts:
        if isinstance(fact, WorkStarted):
            began.setdefault((causes[fact.subject], fact.team), fact.at)
        elif isinstance(fact, FaultRepaired):
            yield fact.fault, fact.team, began[fact.fault, fact.team], fact.at


def test_facts_hold_no_fractions(first_shift: Setting) -> None:
    """A sum of floats differs between Pythons: 3.12 compensates, 3.11 does not."""
    for setting in (first_shift, eighty(*WORKING_DAY)):
        for policy in POLICIES:
            for fact in played(setting, 2, policy).facts:
                for field in fields(fact):
                    assert_whole(getattr(fact, field.name), f"{fact.kind}.{field.name}")


def test_no_fact_is_declared_with_fractions() -> None:
    for kind in fact_types().values():
        for name, hint in get_type_hints(kind).items():
            assert float not in _parts(hint), f"{kind.__name__}.{name}"


def test_time_is_whole_seconds(first_shift: Setting) -> None:
    for policy in POLICIES:
        whole = played(first_shift, 1, policy)
        assert all(type(fact.at) is int for fact in whole.facts)
        assert all(type(entry.at) is int for entry in whole.journal)
        moments = [fact.at for fact in whole.facts]
        assert moments == sorted(moments)


def test_points_are_whole_hundredths(first_shift: Setting) -> None:
    for policy in POLICIES:
        assert_whole(tally_of(first_shift, 1, policy), policy)


def test_nothing_sums_fractions() -> None:
    """No `sum` with a true division or a float in it; `math.fsum` would be right."""
    for where, call in called():
        if getattr(call.func, "id", "") == "sum":
            for part in ast.walk(call):
                assert not (isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div)), where
                assert not (isinstance(part, ast.Constant) and isinstance(part.value, float)), where


def test_a_running_shift_asks_no_zone(
    first_shift: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Offsets are resolved when a scenario is loaded; zone data may change afterwards."""
    before = played(first_shift, 4, "textbook").digest

    def gone(key: str) -> None:
        raise AssertionError(f"the zone {key} was asked for in a running shift")

    monkeypatch.setattr(zoneinfo, "ZoneInfo", gone)
    assert played(first_shift, 4, "textbook").digest == before


@pytest.mark.parametrize(
    "wrong",
    [
        "import time\ntime.time()",
        "import time\ntime.monotonic()",
        "from datetime import datetime\ndatetime.now()",
        "import uuid\nuuid.uuid4()",
        "import random\nrandom.choice([1])",
        "import random\nrandom.expovariate(1.0)",
        "from random import gauss\ngauss(0, 1)",
        "import os\nos.urandom(8)",
        "import secrets\nsecrets.token_hex()",
    ],
)
@pytest.mark.parametrize("layer", ["domain", "sim", "quiz"])
def test_the_linter_refuses_clocks_and_nameless_chance(layer: str, wrong: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "TID251",
         "--output-format", "concise", "--stdin-filename", f"src/itilsim/{layer}/planted.py", "-"],
        cwd=ROOT, input=wrong, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "TID251" in done.stdout


def assert_whole(value: object, where: str) -> None:
    """No float anywhere in a value."""
    assert not isinstance(value, float), where
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            assert_whole(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, dict):
        for key, each in value.items():
            assert_whole(each, f"{where}[{key}]")
    elif isinstance(value, tuple | list):
        for each in value:
            assert_whole(each, where)
    else:
        assert isinstance(value, str | int | None), where


def _parts(hint: object) -> set[object]:
    return {hint}.union(*map(_parts, get_args(hint)))


def test_every_fact_is_a_fact() -> None:
    """The two tests above look at every kind that exists."""
    assert len(fact_types()) > 40
    assert all(issubclass(kind, Fact) for kind in fact_types().values())
