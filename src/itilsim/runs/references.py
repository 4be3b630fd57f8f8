"""What the reference policies reach on a seed; each is played once and then remembered.

The one idea: a reference depends on scenario, seed, engine and policy alone, so that what was
worked out once is true for ever; and remembering is a convenience, never a reason to fail.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace

from itilsim import __version__
from itilsim.domain.debriefing.measured import Timeline
from itilsim.domain.debriefing.timeline import timeline
from itilsim.domain.errors import ItilsimError
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Tally
from itilsim.domain.scoring.table import VERSION
from itilsim.sim import ENGINE
from itilsim.sim.reference import facts_of, tally_of
from itilsim.storage.codec import decode, encode
from itilsim.storage.database import Database
from itilsim.storage.places import Places
from itilsim.storage.references import ReferenceKey, keep_reference, stored_reference
from itilsim.storage.upgrade import open_database

LOWEST, HIGHEST = "idle", "textbook"
"""Between these two outcome is measured."""

_KEPT = 2
"""Version of what is remembered of a tally; raised when that is more or less."""

_JUDGE = f"{__version__}/{VERSION}/{_KEPT}"
"""Who judged a remembered tally; another judge plays it again."""


class References:
    """The references of any setting and seed, remembered where that is possible."""

    def __init__(self, database: Database | None = None) -> None:
        """Use an open database, or none."""
        self._database = database

    @classmethod
    def at(cls, places: Places) -> References:
        """References remembered in the user's database; one that cannot be used is passed over."""
        try:
            return cls(open_database(places))
        except ItilsimError:
            return cls()

    def both(self, setting: Setting, seed: int, own: tuple[str, Tally]) -> tuple[Tally, Tally]:
        """The tallies of idle and textbook.

        Args:
            setting: The resolved scenario.
            seed: The seed.
            own: Policy and tally of the run that is judged; where that is a reference itself it is
                not played again.
        """
        policy, tally = own
        lowest = tally if policy == LOWEST else self.tally(setting, seed, LOWEST)
        return lowest, tally if policy == HIGHEST else self.tally(setting, seed, HIGHEST)

    def tally(self, setting: Setting, seed: int, policy: str) -> Tally:
        """The tally of one policy, without its findings."""
        key = ReferenceKey(setting.digest, seed, ENGINE, policy)
        found = self._remembered(key)
        if found is None:
            found = replace(tally_of(setting, seed, policy), findings=())
            self._remember(key, found)
        return found

    def timeline(self, setting: Setting, seed: int, policy: str) -> Timeline:
        """How the shift of a policy went, minute by minute; it is played for that."""
        return timeline(setting, facts_of(setting, seed, policy))

    def close(self) -> None:
        """Close the database."""
        if self._database is not None:
            self._database.close()

    def _remembered(self, key: ReferenceKey) -> Tally | None:
        if self._database is None:
            return None
        with contextlib.suppress(ItilsimError, ValueError, KeyError, TypeError):
            kept = json.loads(stored_reference(self._database, key) or "{}")
            if kept.get("judge") == _JUDGE:
                return decode(Tally, kept["tally"])
        return None

    def _remember(self, key: ReferenceKey, tally: Tally) -> None:
        if self._database is not None:
            kept = json.dumps({"judge": _JUDGE, "tally": encode(tally)}, separators=(",", ":"))
            with contextlib.suppress(ItilsimError):
                keep_reference(self._database, key, kept)
