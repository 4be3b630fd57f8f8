"""Memory follows open work, and nobody misses what was let go.

The control is the same shift with a state that forgets nothing: it must give the same log, and hold
what the other has let go.
"""

from __future__ import annotations

import pytest

from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.data.estates import estate
from tests.proofs.shifts import POLICIES

DAYS = 14
SEEDS = (1, 2, 3)


def held(policy: str, seed: int) -> tuple[str, int]:
    """Digest of a long shift, and how much it knows at its end: people, causes, faults."""
    shift = Shift(estate(80, days=DAYS), seed)
    play(shift, policy)
    shift.finish()
    plant = shift._world.state.plant
    return shift.digest, len(shift.desk.contacts) + len(plant.causes) + len(plant.faults)


@pytest.mark.prove
def test_what_is_let_go_is_missed_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [(policy, seed) for policy in POLICIES for seed in SEEDS]
    forgetful = {case: held(*case) for case in cases}
    monkeypatch.setattr("itilsim.domain.state.forget", lambda *_: None)
    other = {case: held(*case) for case in cases}
    assert [forgetful[case][0] for case in cases] == [other[case][0] for case in cases]
    few, many = (sum(each["first_come", seed][1] for seed in SEEDS) for each in (forgetful, other))
    assert few < 0.6 * many
    print(
        f"\nmemory: {len(cases)} shifts of {DAYS} days, 0 logs changed by forgetting; where all "
        f"are served {few} people, causes and faults are held of {many}"
    )
