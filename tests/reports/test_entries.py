"""What somebody did is told of every command, whoever gives it."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.reports.entries import done
from itilsim.reports.wording import naming_of
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.played import first_shift, played
from tests.proofs.commands import drawn
from tests.proofs.shifts import first_shift as setting_of


@pytest.fixture(scope="module")
def shift() -> Shift:
    found = Shift(setting_of(), 1)
    play(found, "textbook")
    return found


@pytest.mark.parametrize("kind", c.COMMANDS, ids=lambda kind: kind.kind)
def test_every_command_has_words(kind: type[c.Command], shift: Shift) -> None:
    debrief = played("textbook").debrief
    command = drawn(shift.desk, kind, [3, 1, 2, 2, 1])
    words = done(command, debrief, naming_of(debrief, first_shift()))
    assert words
    assert words[0].islower()
