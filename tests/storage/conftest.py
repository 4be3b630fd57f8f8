"""What the tests of the storage share: a home of their own, and a small run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from itilsim.storage.places import Places, places
from itilsim.storage.records import RunHeader
from itilsim.storage.runs import Runs, open_runs


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


@pytest.fixture
def runs(home: Places) -> Iterator[Runs]:
    with open_runs(home) as opened:
        yield opened


@pytest.fixture
def header() -> RunHeader:
    return RunHeader(
        id="run-1",
        scenario="first-shift",
        scenario_digest="sha256:00",
        seed=7,
        engine=1,
        mode="guided",
        pace="stepped",
        created="2026-11-21T08:00:00Z",
        title="A first shift",
        options={"edition": "4"},
    )
