"""A finished shift debriefed: its own findings, beside what colleagues did on the same seed.

The one idea: the log is judged once, and whoever wants to learn from it takes the findings of that
pass. Colleagues play in the same world by the same rules, so they stand beside a run only if it was
played by the rules of this version.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from itilsim.domain import scoring
from itilsim.domain.debrief import COLLEAGUES, Debrief, debrief, read
from itilsim.domain.scenario import Setting
from itilsim.runs.references import HIGHEST, LOWEST, References
from itilsim.runs.replaying import Log


@dataclass(frozen=True, slots=True)
class Debriefed:
    """What a finished shift has to say."""

    debrief: Debrief
    """For whoever wants to read it."""
    findings: tuple[scoring.Finding, ...]
    """For whoever wants to learn from it: everything that judging found, deductions too."""


def debrief_of(setting: Setting, seed: int, log: Log, references: References | None) -> Debriefed:
    """The debrief of a finished shift.

    Args:
        setting: The resolved scenario.
        seed: Its seed.
        log: The whole log.
        references: For the colleagues; none: nobody stands beside, and outcome is not measured.
    """
    record, tally = read(setting, log.facts, log.began)
    if references is None:
        card = scoring.scorecard(tally, setting, None, None)
        return Debriefed(debrief(record, tally, card, {}), tally.findings)
    names = dict.fromkeys((LOWEST, HIGHEST, *COLLEAGUES))
    tallies = {name: references.tally(setting, seed, name) for name in names}
    lowest, highest = tallies[LOWEST], tallies[HIGHEST]
    beside = {
        name: (tallies[name], scoring.scorecard(tallies[name], setting, lowest, highest))
        for name in COLLEAGUES
    }
    card = scoring.scorecard(tally, setting, lowest, highest)
    found = debrief(record, tally, card, beside)
    toni = references.timeline(setting, seed, HIGHEST)
    found = replace(found, timelines={**found.timelines, HIGHEST: toni})
    return Debriefed(found, tally.findings)
