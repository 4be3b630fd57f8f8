"""The twenty logs that are kept, and how to make them again: `python -m tests.golden.logs`.

A golden log that changes is a change of the product and is read in review. Where the rules have
changed, `ENGINE` in `itilsim.sim.shift` is raised with it, because no saved run can be gone on
with; where only a scenario's content has changed, its digest in the first line has too, and that
is all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from itilsim.domain.scenario import Setting
from tests.proofs import shifts

FOLDER = Path(__file__).parent / "logs"
RENEW = "python -m tests.golden.logs"


@dataclass(frozen=True)
class Golden:
    """One shift whose log is kept."""

    scenario: str
    policy: str
    seed: int

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.scenario}-{self.policy}-{self.seed}.jsonl"

    @property
    def setting(self) -> Setting:
        if self.scenario == "first-shift":
            return shifts.first_shift()
        return shifts.eighty(*shifts.WORKING_DAY)

    def played(self) -> str:
        return shifts.played(self.setting, self.seed, self.policy).log


GOLDEN = (
    Golden("first-shift", "idle", 1),
    Golden("first-shift", "random_choice", 1),
    Golden("first-shift", "random_choice", 8),
    Golden("first-shift", "first_come", 1),
    Golden("first-shift", "first_come", 2),
    Golden("first-shift", "first_come", 3),
    Golden("first-shift", "by_priority", 1),
    Golden("first-shift", "by_priority", 2),
    Golden("first-shift", "by_priority", 3),
    Golden("first-shift", "textbook", 1),
    Golden("first-shift", "textbook", 2),
    Golden("first-shift", "textbook", 3),
    Golden("eighty", "idle", 1),
    Golden("eighty", "random_choice", 1),
    Golden("eighty", "random_choice", 2),
    Golden("eighty", "first_come", 1),
    Golden("eighty", "first_come", 2),
    Golden("eighty", "by_priority", 1),
    Golden("eighty", "textbook", 1),
    Golden("eighty", "textbook", 2),
)


def renew() -> list[str]:
    """Write all logs again; the names of those that changed."""
    FOLDER.mkdir(exist_ok=True)
    changed = []
    for golden in GOLDEN:
        log = golden.played().encode()
        if not golden.file.exists() or golden.file.read_bytes() != log:
            golden.file.write_bytes(log)
            changed.append(golden.file.name)
    return changed


if __name__ == "__main__":
    for name in renew():
        print(f"changed: {name}")
