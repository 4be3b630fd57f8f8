"""One wrong decision put right, and the shift played again with all else as it was.

Later commands that are no longer possible are left out, as a person would leave them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from itilsim.domain import commands as c
from itilsim.domain import scoring
from itilsim.domain.commands import Command, Entry
from itilsim.domain.errors import Refused
from itilsim.domain.facts import Fact
from itilsim.domain.names import SERVICE_DESK, TeamId
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Finding, Scorecard, Tally, scorecard
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift

FULL = 1000


@dataclass(frozen=True)
class Repair:
    """What was put right, and what came of it, in hundredths of a point."""

    criterion: str
    subject: str
    before: Scorecard
    after: Scorecard
    credit: tuple[int, int]

    @property
    def gain(self) -> int:
        return self.after.total - self.before.total


@dataclass(frozen=True)
class Journal:
    """A shift of a policy, with its judgement."""

    setting: Setting
    seed: int
    entries: tuple[Entry, ...]
    tally: Tally


def journal_of(setting: Setting, seed: int, policy: str) -> Journal:
    facts: list[Fact] = []
    shift = Shift(setting, seed, sink=lambda fact, _: facts.append(fact))
    play(shift, policy)
    entries = tuple(shift.journal)
    shift.finish()
    judging = scoring.start(setting)
    for fact, entry in scoring.with_entries(facts, shift.began):
        scoring.step(judging, fact, entry)
    return Journal(setting, seed, entries, scoring.finish(judging))


def repairs(journal: Journal, idle: Tally, textbook: Tally) -> Iterator[Repair]:
    """Each wrong decision of a journal put right by itself."""
    before = scorecard(journal.tally, journal.setting, idle, textbook)
    for finding in journal.tally.findings:
        if finding.entry is None or not 0 <= finding.credit < FULL:
            continue
        command = _right(journal.entries[finding.entry].command, finding)
        if command is None:
            continue
        tally = _again(journal, finding.entry, command)
        found = (e for e in tally.findings if e.criterion == finding.criterion)
        now = next((e.credit for e in found if e.subject == finding.subject), FULL)
        after = scorecard(tally, journal.setting, idle, textbook)
        yield Repair(finding.criterion, finding.subject, before, after, (finding.credit, now))


def _right(command: Command, finding: Finding) -> Command | None:
    """The command with the answer that the evidence spoke for."""
    best = finding.best
    match finding.criterion, command:
        case "kind", c.LogTicket() if isinstance(best, str) and best != command.record:
            return replace(command, record=best)  # type: ignore[arg-type]
        case "impact", c.PrioritiseTicket() if isinstance(best, int):
            return replace(command, impact=best)
        case "urgency", c.PrioritiseTicket() if isinstance(best, int):
            return replace(command, urgency=best)
        case "destination", c.AssignTicket() if isinstance(best, str) and best != SERVICE_DESK:
            return replace(command, team=TeamId(best))
        case "events", c.AcknowledgeAlert() if isinstance(best, str):
            return replace(command, significance=best)  # type: ignore[arg-type]
    return None


def _again(journal: Journal, wrong: int, command: Command) -> Tally:
    judging = scoring.start(journal.setting)
    shift = Shift(journal.setting, journal.seed, sink=lambda fact, _: scoring.step(judging, fact))
    for entry in journal.entries:
        if isinstance(entry.command, c.EndShift):
            break
        shift.advance(max(entry.at, shift.at))
        try:
            shift.submit(command if entry.seq == wrong else entry.command)
        except Refused:
            continue
    shift.advance(journal.setting.horizon)
    shift.finish()
    return scoring.finish(judging)
