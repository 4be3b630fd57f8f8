"""A fresh process that plays one shift without a screen and prints its digest.

A generated shift is composed first. Arguments: home (for the content cache), scenario, seed,
policy.
"""

from __future__ import annotations

import sys
from pathlib import Path

from itilsim.composing.loading import load_shift
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage.places import places


def main(home: str, scenario: str, seed: int, policy: str) -> None:
    shift = Shift(load_shift(scenario, seed, places(Path(home))), seed)
    play(shift, policy)
    shift.finish()
    print(shift.digest)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
