"""An organisation with sources of its own, so that these claims do not hang on shipped tuning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.composing.generated import Composer
from itilsim.composing.orders import ShiftOrder
from itilsim.content.scenarios import load_scenario
from itilsim.domain.scenario import Setting
from itilsim.domain.sources import Sources
from itilsim.storage.places import places

SOURCES = Sources(
    library=("general", "faults", "symptoms", "knowledge", "requests", "monitoring", "phrasebook"),
    words=("You are the service desk.",),
    begins=("07:00", "09:00", "13:00"),
    matters=(
        "password-forgotten", "account-locked", "mouse-wanted", "licence-wanted", "guest-wifi",
        "folder-access", "headset-silent", "screen-black", "toner-wanted", "where-is-it",
        "scanner-cracked", "absence-note", "laptop-request", "slow-answer", "software-install",
    ),
    hour_weights=(
        1, 1, 1, 1, 1, 2, 10, 40, 80, 120, 130, 125,
        90, 95, 110, 105, 85, 40, 10, 5, 3, 2, 1, 1,
    ),
)  # fmt: skip
"""What the shifts of these tests are drawn from."""


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return load_scenario("first-shift", places(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def composers(base: Setting) -> dict[int, Composer]:
    """A composer of an hour, by level."""
    organisation = replace(base.organisation, sources=SOURCES)
    return {
        level: Composer(ShiftOrder("quillmere", level, 60), organisation, base.library)
        for level in range(1, 6)
    }
