"""A command line in this process, on a home of its own whose content cache is warm."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from itilsim.cli import main
from itilsim.content.bank import shipped_bank
from itilsim.content.scenarios import list_scenarios, load_scenario
from itilsim.storage.places import places


@dataclass(frozen=True)
class Ended:
    """What a command line left."""

    code: int
    """Its exit code."""
    out: str
    """What it wrote to stdout."""
    err: str
    """What it wrote to stderr."""

    @property
    def data(self) -> Any:  # noqa: ANN401 - JSON
        """Its JSON."""
        return json.loads(self.out)


Run = Callable[..., Ended]
"""Runs a command line, given word by word."""


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = places(tmp_path_factory.mktemp("warm"))
    load_scenario("first-shift", home)
    list_scenarios(home)
    shipped_bank(home)
    return home.cache


@pytest.fixture
def home(tmp_path: Path, warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    shutil.copytree(warm_cache, folder / "cache")
    monkeypatch.setenv("ITILSIM_HOME", str(folder))
    return folder


@pytest.fixture
def run(home: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    del home

    def command_line(*words: object) -> Ended:
        capfd.readouterr()
        code = main([str(word) for word in words])
        told = capfd.readouterr()
        return Ended(code, told.out, told.err)

    return command_line


@pytest.fixture
def saved(run: Run) -> str:
    """The id of a finished run of the database, played by first_come on seed 7."""
    ended = run("simulate", "first-shift", "--seed", 7, "--policy", "first_come", "--save")
    return ended.err.split()[-1]
