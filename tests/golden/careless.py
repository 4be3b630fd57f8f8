"""How the kept journals were made: `python -m tests.golden.careless` writes them anew.

The one idea: policies do what is right, or nothing, so most of what judging has to say is never
said of them. Who is careless does what is due with a value that is wrong once in three times, takes
things back, and does others too early. The journals are kept, since a new command or another order
of work would make others.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from random import Random
from typing import Any

from itilsim.domain import commands as c
from itilsim.domain.commands import Command, Entry
from itilsim.domain.desk import Desk
from itilsim.domain.due import due
from itilsim.domain.errors import Refused
from itilsim.domain.names import Actor, Mode
from itilsim.domain.scenario import Setting
from itilsim.sim.shift import Shift
from tests.proofs import shifts
from tests.proofs.commands import drawn

FOLDER = Path(__file__).parent / "journals"

VALUES = (
    "record",
    "category",
    "service",
    "component",
    "impact",
    "urgency",
    "team",
    "known_error",
    "model",
    "significance",
    "code",
    "parent",
    "next_minutes",
)
"""Fields that may be wrong without being nonsense."""
AGAIN: tuple[type[Command], ...] = (
    c.PrioritiseTicket,
    c.CategoriseTicket,
    c.AssignTicket,
    c.EscalateTicket,
    c.HoldTicket,
    c.ResumeTicket,
    c.ResolveTicket,
    c.UnlinkTicket,
    c.RaiseProblem,
    c.ApplyWorkaround,
    c.AskCaller,
    c.RejectChoice,
    c.WriteHandover,
)
"""What is done once more, or too early."""


@dataclass(frozen=True)
class Careless:
    """One shift of somebody who is careless."""

    scenario: str
    seed: int

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.scenario}-{self.seed}.jsonl"

    @property
    def mode(self) -> Mode:
        """Every other one is guided, where a first try may be taken back."""
        return "guided" if self.seed % 2 else "practice"

    @property
    def setting(self) -> Setting:
        if self.scenario == "first-shift":
            return shifts.first_shift()
        return shifts.eighty(*shifts.WORKING_DAY)

    def journal(self) -> list[Entry]:
        """The kept entries."""
        kinds = {kind.kind: kind for kind in c.COMMANDS}
        lines = self.file.read_text(encoding="utf-8").splitlines()
        return [_entry(kinds, *json.loads(line)) for line in lines]

    def played(self) -> list[Entry]:
        """Entries as they would be made now."""
        shift = Shift(self.setting, self.seed, mode=self.mode)
        _be_careless(shift, Random(f"careless/{self.scenario}/{self.seed}"))
        return list(shift.journal)


CARELESS = (
    *(Careless("first-shift", seed) for seed in range(1, 7)),
    *(Careless("eighty", seed) for seed in range(1, 3)),
)


def _entry(
    kinds: dict[str, type[Command]],
    at: int,
    seq: int,
    actor: str,
    kind: str,
    values: Any,  # noqa: ANN401
) -> Entry:
    made = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    return Entry(at, seq, Actor(actor), kinds[kind](**made))


def _be_careless(shift: Shift, random: Random) -> None:
    """Do what is due, often wrongly, sometimes something else, until the shift ends by itself."""
    while not shift.ended and shift.at < shift.setting.horizon:
        command = _again(shift.desk, random) if random.random() < 0.2 else _due(shift.desk, random)
        if command is not None:
            with suppress(Refused):
                shift.advance(shift.submit(command).busy_until)
        shift.advance(shift.at + random.randrange(90))


def _due(desk: Desk, random: Random) -> Command | None:
    """What is due on something, perhaps with one value spoilt."""
    subjects = [*desk.contacts, *desk.alerts]
    random.shuffle(subjects)
    command = next((move.best for each in subjects if (move := due(desk, each))), None)
    return command if command is None or random.random() > 0.3 else _spoilt(desk, command, random)


def _again(desk: Desk, random: Random) -> Command | None:
    """Set anew, or taken back, what somebody has set on an open record."""
    if not desk.open:
        return None
    ticket = list(desk.open)[random.randrange(len(desk.open))]
    kind = AGAIN[random.randrange(len(AGAIN))]
    command = drawn(desk, kind, [random.randrange(10**6) for _ in range(6)])
    on_it: dict[str, Any] = {"ticket": ticket} if hasattr(command, "ticket") else {}
    return replace(command, **on_it)


def _spoilt(desk: Desk, command: Command, random: Random) -> Command:
    """The same command with one of its values drawn anew."""
    other = drawn(desk, type(command), [random.randrange(10**6) for _ in range(6)])
    names = [each.name for each in fields(command) if each.name in VALUES]
    if not names:
        return command
    name = names[random.randrange(len(names))]
    changed: dict[str, Any] = {name: getattr(other, name)}
    return replace(command, **changed)


def renew() -> None:
    """Write all journals anew."""
    FOLDER.mkdir(exist_ok=True)
    for each in CARELESS:
        lines = (
            json.dumps([e.at, e.seq, e.actor, e.command.kind, asdict(e.command)])
            for e in each.played()
        )
        each.file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    renew()
