"""The two shifts on which most is proved."""

from __future__ import annotations

import pytest

from itilsim.domain.scenario import Setting
from tests.proofs import shifts


@pytest.fixture(scope="session")
def first_shift() -> Setting:
    return shifts.first_shift()


@pytest.fixture(scope="session")
def eighty() -> Setting:
    return shifts.eighty()
