"""The shipped bank, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from itilsim.content.bank import shipped_bank
from itilsim.quiz.questions import Bank
from itilsim.storage.places import places


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    home: Path = tmp_path_factory.mktemp("bank")
    return shipped_bank(places(home))
