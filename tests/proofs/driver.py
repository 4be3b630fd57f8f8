"""A player without a screen: a command each 20 ms, each acknowledged on stdout once it is durable.

Goes on with a stored run as the app does: the journal is replayed, then the rest of the script
follows. Arguments: home, run, file with the script (stored entries, one JSON object a line).
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from itilsim.domain.commands import EndShift
from itilsim.exchange.journal import from_stored, setting_of, to_stored
from itilsim.sim.replay import replay
from itilsim.storage import records
from itilsim.storage.places import places
from itilsim.storage.runs import open_runs

PAUSE = 0.02


def main(home: str, run: str, script: Path) -> None:
    wishes = [
        from_stored(records.StoredEntry(**json.loads(line)))
        for line in script.read_text(encoding="utf-8").splitlines()
    ]
    with open_runs(places(Path(home))) as runs:
        stored = runs.resume(run)
        shift = replay(
            setting_of(stored.scenario),
            stored.header.seed,
            [from_stored(entry) for entry in stored.entries],
            commit=lambda entry: runs.append(run, to_stored(entry)),
        )
        for wish in wishes[len(shift.journal) :]:
            shift.advance(wish.at)
            if not isinstance(wish.command, EndShift):
                answer = shift.submit(wish.command)
                print(answer.entry.seq + 1, flush=True)
                time.sleep(PAUSE)
        shift.finish()
        print(shift.digest, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
