"""Judgements that are kept, and how to make them again: `python -m tests.golden.tallies`.

A tally that changes is a change of judging: `VERSION` in `itilsim.domain.scoring.table` is raised
with it, and runs that are judged anew show both scores. The shifts are some of those of the golden
logs, and the careless ones, of which judging has more to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from itilsim.domain import scoring
from itilsim.domain.scoring import Finding, Tally
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.golden.careless import CARELESS, Careless
from tests.golden.logs import Golden

FOLDER = Path(__file__).parent / "tallies"
RENEW = "python -m tests.golden.tallies"


@dataclass(frozen=True)
class Kept:
    """One shift whose judgement is kept."""

    shift: Golden | Careless

    @property
    def file(self) -> Path:
        who = "careless" if isinstance(self.shift, Careless) else self.shift.policy
        return FOLDER / f"{self.shift.scenario}-{who}-{self.shift.seed}.jsonl"

    def judged(self) -> str:
        """The numbers on one line, then every finding on one."""
        return "".join(f"{line}\n" for line in _lines(self._tally()))

    def _tally(self) -> Tally:
        kept, entries = self.shift, list[int]()
        judging = scoring.start(kept.setting)
        shift = Shift(
            kept.setting,
            kept.seed,
            mode=kept.mode if isinstance(kept, Careless) else "practice",
            commit=lambda entry: entries.append(entry.seq),
            sink=lambda fact, _: scoring.step(judging, fact, entries[-1] if entries else None),
        )
        if isinstance(kept, Careless):
            for entry in kept.journal():
                shift.advance(entry.at)
                if not shift.ended:
                    shift.submit(entry.command)
        else:
            play(shift, kept.policy)
        shift.finish()
        return scoring.finish(judging)


KEPT = (
    *map(Kept, CARELESS),
    Kept(Golden("first-shift", "idle", 1)),
    Kept(Golden("first-shift", "random_choice", 8)),
    Kept(Golden("first-shift", "first_come", 1)),
    Kept(Golden("first-shift", "by_priority", 2)),
    Kept(Golden("first-shift", "textbook", 3)),
    Kept(Golden("eighty", "first_come", 1)),
    Kept(Golden("eighty", "textbook", 1)),
)


def _lines(tally: Tally) -> Iterator[str]:
    numbers = asdict(tally)
    # What each cause brings is summed up in the marks, measures and deductions that stay.
    del numbers["findings"], numbers["portions"]
    yield json.dumps(numbers)
    yield from (json.dumps(_said(each)) for each in tally.findings)


def _said(finding: Finding) -> list[object]:
    """Everything but the syllabus references, which are the scenario's, and what words need."""
    values = asdict(finding)
    del values["teaches"], values["because"]
    if finding.alike is None:
        del values["alike"]
    values["evidence"] = [f"{each.code} {each.about}" for each in finding.evidence]
    return list(values.values())


def renew() -> list[str]:
    """Write all judgements again; the names of those that changed."""
    FOLDER.mkdir(exist_ok=True)
    changed = []
    for kept in KEPT:
        made = kept.judged().encode()
        if not kept.file.exists() or kept.file.read_bytes() != made:
            kept.file.write_bytes(made)
            changed.append(kept.file.name)
    return changed


if __name__ == "__main__":
    for name in renew():
        print(f"changed: {name}")
