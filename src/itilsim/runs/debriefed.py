"""A finished shift debriefed: its own findings, beside what colleagues did on the same seed.

The one idea: colleagues play in the same world by the same rules, so they stand beside a run only
if it was played by the rules of this version.
"""

from __future__ import annotations

from collections.abc import Sequence

from itilsim.domain import scoring
from itilsim.domain.debrief import COLLEAGUES, Debrief, debrief
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.runs.references import HIGHEST, LOWEST, References
from itilsim.runs.saving import tally_of_facts


def debrief_of(
    setting: Setting, seed: int, facts: Sequence[Fact], references: References | None
) -> Debrief:
    """The debrief of a finished shift.

    Args:
        setting: The resolved scenario.
        seed: Its seed.
        facts: The whole log.
        references: For the colleagues; none: nobody stands beside, and outcome is not measured.
    """
    tally = tally_of_facts(setting, facts)
    if references is None:
        card = scoring.scorecard(tally, setting, None, None)
        return debrief(setting, facts, tally, card, {})
    names = dict.fromkeys((LOWEST, HIGHEST, *COLLEAGUES))
    tallies = {name: references.tally(setting, seed, name) for name in names}
    lowest, highest = tallies[LOWEST], tallies[HIGHEST]
    beside = {
        name: (tallies[name], scoring.scorecard(tallies[name], setting, lowest, highest))
        for name in COLLEAGUES
    }
    card = scoring.scorecard(tally, setting, lowest, highest)
    return debrief(setting, facts, tally, card, beside)
