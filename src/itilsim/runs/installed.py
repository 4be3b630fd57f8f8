"""What is installed here, against which the scenario of a run is held.

The one idea: a scripted scenario has one digest, and a generated shift has one for each seed. What
was played here was composed here; what comes from a file has to be composed again to be believed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from itilsim.composing.loading import digest_of
from itilsim.composing.orders import is_generated
from itilsim.content.installed import installed_digests
from itilsim.domain.errors import ContentError, UsageError
from itilsim.storage.places import Places
from itilsim.storage.records import RunSummary, StoredRun


class Installed:
    """The digests of what can be played here."""

    def __init__(self, places: Places) -> None:
        """Ask nothing yet."""
        self._places = places

    def digest(self, run: RunSummary | StoredRun) -> str | None:
        """The digest that the scenario of a run has here; none: there is no such scenario.

        Args:
            run: The run.
        """
        header = run.header
        if not is_generated(header.scenario):
            return self._scripted.get(header.scenario)
        if run.verification is None:
            return header.scenario_digest
        try:
            return digest_of(header.scenario, header.seed, self._places)
        except (UsageError, ContentError):
            return None

    @cached_property
    def _scripted(self) -> Mapping[str, str]:
        return installed_digests(self._places)
