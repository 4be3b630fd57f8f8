"""How to start itilsim again: by its name where that is found, else by the way to it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from itilsim.words.program import program


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment's own command, started from the folder beside it."""
    command = tmp_path / ".venv" / "bin" / "itilsim"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(command), "play"])
    return command


def test_what_is_not_found_by_its_name_is_named_by_its_way(
    started: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert Path(program()) == Path(".venv") / "bin" / started.name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows finds commands by their endings.")
def test_what_is_found_is_named(started: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(started.parent))
    assert program() == "itilsim"


def test_whatever_else_was_started_is_called_by_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/somewhere/__main__.py"])
    assert program() == "itilsim"
