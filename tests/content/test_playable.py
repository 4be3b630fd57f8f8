"""Whatever `check` accepts can be played: values at their bounds, shift after shift."""

from __future__ import annotations

import shutil
import tempfile
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from itilsim.content.checks import check_paths
from itilsim.content.checks.bundle import TYPES
from itilsim.content.lookup import shipped
from itilsim.content.scenarios import load_scenario
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage import shapes
from itilsim.storage.codec import Json
from itilsim.storage.places import places
from itilsim.storage.shapes import Hint

FILES = {
    "scenario": "first-shift.yaml",
    "organisation": "organisations/quillmere.yaml",
    "faults": "library/faults.yaml",
    "knowledge": "library/knowledge.yaml",
    "requests": "library/requests.yaml",
    "monitoring": "library/monitoring.yaml",
}
"""Files whose values are changed."""

SPARED = frozenset({"minutes", "aftermath_minutes"})
"""The length of the shift: a year of it is another test's."""

Spot = tuple[str, tuple[str | int, ...], Any]
"""A file, the way to one of its values, and what may stand there."""


def extremes(field: shapes.Field) -> st.SearchStrategy[Any] | None:
    """Values within the bounds of a field, most of them at the edge; None for what is no number."""
    members = shapes.without_none(field.hint)
    limits = field.limits
    if members == (int,) and {"ge", "le"} <= limits.keys():
        low, high = limits["ge"], limits["le"]
        return st.sampled_from([low, low + 1, high]) | st.integers(low, high)
    if members == (bool,):
        return st.booleans()
    choices = [one for member in members for one in shapes.choices(member)]
    return st.sampled_from(choices) if choices else None


def spots(file: str, hint: Hint, tree: Json, route: tuple[str | int, ...] = ()) -> Iterator[Spot]:
    """Every value of a tree that may be changed."""
    member = next(iter(shapes.without_none(hint)))
    if shapes.origin(member) is tuple and isinstance(tree, list):
        for n, item in enumerate(tree):
            yield from spots(file, typing.get_args(member)[0], item, (*route, n))
    elif shapes.is_dataclass(member) and isinstance(tree, dict):
        for field in shapes.fields_of(member):
            values = extremes(field)
            if values is not None and not (member is TYPES["scenario"] and field.key in SPARED):
                yield file, (*route, field.key), values
            if field.key in tree:
                yield from spots(file, field.hint, tree[field.key], (*route, field.key))


def trees() -> dict[str, Any]:
    return {n: yaml.safe_load((shipped() / file).read_text("utf-8")) for n, file in FILES.items()}


def all_spots() -> list[Spot]:
    kinds = {name: TYPES.get(name, TYPES["library"]) for name in FILES}
    return [spot for name, tree in trees().items() for spot in spots(name, kinds[name], tree)]


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, tuple[str | int, ...], Any]]:
    """A few values that are different."""
    chosen = draw(st.lists(st.sampled_from(range(len(SPOTS))), min_size=1, max_size=4, unique=True))
    return [(SPOTS[n][0], SPOTS[n][1], draw(SPOTS[n][2])) for n in chosen]


SPOTS = all_spots()


def plays(changed: list[tuple[str, tuple[str | int, ...], Any]]) -> bool:
    """Whether check accepts the changed files; then they are played to the end."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "scenarios"
        shutil.copytree(shipped(), folder)
        found = trees()
        for name, route, value in changed:
            inner = found[name]
            for step in route[:-1]:
                inner = inner[step]
            inner[route[-1]] = value
        for name in {each[0] for each in changed}:
            text = yaml.safe_dump(found[name], sort_keys=False)
            (folder / FILES[name]).write_text(text, "utf-8")
        path = folder / FILES["scenario"]
        if any(one.level == "problem" for one in check_paths([path])):
            return False
        setting = load_scenario(str(path), places(Path(home)))
        for policy in ("textbook", "random_choice"):
            shift = Shift(setting, 1)
            play(shift, policy)
            shift.finish()
            assert shift.ended
        return True


def test_there_are_bounds_for_every_number_text_and_list() -> None:
    waiting: list[Hint] = list(dict.fromkeys(TYPES.values()))
    seen: set[Hint] = set()
    bare: list[str] = []
    while waiting:
        type_ = waiting.pop()
        if type_ in seen:
            continue
        seen.add(type_)
        for field in shapes.fields_of(type_):
            for member in shapes.without_none(field.hint):
                inner = [each for each in typing.get_args(member) if each is not ...]
                waiting += [each for each in (member, *inner) if shapes.is_dataclass(each)]
                wanted = {int: {"ge", "le"}, str: {"max_length"}}.get(shapes.bare(member), set())
                if shapes.origin(member) is tuple and "..." in str(member).replace(
                    "Ellipsis", "..."
                ):
                    wanted = {"max_length"}
                if wanted - field.limits.keys() and "pattern" not in field.limits:
                    bare.append(f"{type_.__name__}.{field.name}")
    assert bare == []


QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@settings(max_examples=12, deadline=None, suppress_health_check=QUIET, derandomize=True)
@given(changes())
def test_what_check_accepts_can_be_played(changed: list[tuple[str, Any, Any]]) -> None:
    note(str(changed))
    plays(changed)


@pytest.mark.prove
def test_hundreds_of_changed_scenarios_can_be_played() -> None:
    counts = {True: 0, False: 0}

    @settings(max_examples=400, deadline=None, suppress_health_check=QUIET, derandomize=True)
    @given(changes())
    def one(changed: list[tuple[str, Any, Any]]) -> None:
        note(str(changed))
        counts[plays(changed)] += 1

    one()
    print(f"bounds: {counts[True]} changed scenarios accepted and played, {counts[False]} refused")
    assert counts[True] >= 100
