"""A fault of our own ends the command line with the same code as the app."""

from __future__ import annotations

import pytest

from itilsim.cli.ending import failed
from itilsim.domain.errors import FAULT


def test_a_fault_has_a_code_of_the_contract(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("ITILSIM_HOME", str(tmp_path))
    assert failed(RuntimeError("inner")) == FAULT == 4
    said = capsys.readouterr().err
    assert "mistake in itself" in said
    assert "Traceback" not in said
