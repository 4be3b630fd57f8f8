"""What a clock says in whole minutes adds up to what was agreed."""

from __future__ import annotations

import re

import pytest

from itilsim.reports.sections import sections
from itilsim.reports.text import text
from tests.played import first_shift, played


@pytest.mark.parametrize("policy", ["textbook", "first_come", "by_priority"])
def test_used_and_left_are_together_what_was_agreed(policy: str) -> None:
    found = played(policy).debrief
    clocks = [each for each in sections(found, first_shift()) if each.key == "clocks"]
    said = " ".join(text("", clocks).split())
    told = re.findall(r"met: (\d+) min agreed, (\d+) min used, (\d+) min left when", said)
    assert len(told) >= 3
    for agreed, used, left in told:
        assert int(used) + int(left) == int(agreed), (agreed, used, left)
