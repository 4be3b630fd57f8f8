"""The header of a run that begins: what was decided before its first second.

The one idea: a shift can begin before anything that judges or stores its end is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.sim import ENGINE
from itilsim.storage.records import RunHeader
from itilsim.storage.run_ids import new_run_id, now

SCORING = 7
"""Version of judging: that of the published table, spelt out so that beginning loads no judge."""


def new_header(
    setting: Setting,
    seed: int,
    *,
    mode: Mode = "practice",
    pace: Pace = "stepped",
    options: Mapping[str, str] | None = None,
) -> RunHeader:
    """The header of a run that begins now, with an id of its own.

    Args:
        setting: The resolved scenario.
        seed: Seed of its chance.
        mode: How much help there is.
        pace: Pace class.
        options: What else was chosen, like the edition or the policy; by name.
    """
    scenario = setting.scenario
    return RunHeader(
        # The name of an assessed shift tells nobody which morning to rehearse.
        id=new_run_id(scenario.id, None if mode == "assessed" else seed),
        scenario=scenario.id,
        scenario_digest=setting.digest,
        seed=seed,
        engine=ENGINE,
        mode=mode,
        pace=pace,
        created=now(),
        title=scenario.title,
        options=dict(options or {}),
        scoring=SCORING,
    )
