"""Fixtures for tests of the app: stored frames, and an environment that does not leak in."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from tests.tui.frames import differences, frame, picture, unmarked

SameFrame = Callable[[App[Any], str], None]
"""Asserts that an app shows the stored frame of that name."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("itilsim")
    group.addoption("--update-frames", action="store_true", help="store frames as shown now")
    group.addoption("--update-walks", action="store_true", help="store what walks do now")
    group.addoption("--pictures", metavar="DIR", help="save each compared frame as PNG there")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name == "NO_COLOR" or name.startswith("TEXTUAL"):
            monkeypatch.delenv(name)


@pytest.fixture
def same_frame(request: pytest.FixtureRequest) -> SameFrame:
    update = bool(request.config.getoption("--update-frames", default=False))
    pictures = request.config.getoption("--pictures", default=None)

    def check(app: App[Any], name: str) -> None:
        shown = frame(app)
        assert not list(unmarked(app)), "what is under a cursor has no mark"
        if pictures:
            picture(app, Path(pictures), name)
        assert shown == differences(name, shown, update=update)

    return check
