"""Any shift by its name: a scripted scenario, or one that is composed on the spot.

The one idea: composing is a pure function, so of a generated shift only the number of the candidate
that was found fair is remembered; the shift itself is drawn again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from itilsim.composing.orders import ShiftOrder, is_generated, order_of
from itilsim.content.cache import RULES, ContentCache, key_of, zone_version
from itilsim.storage.places import Places

if TYPE_CHECKING:
    # The list of runs asks for digests alone.
    from itilsim.composing.generated import Composer
    from itilsim.domain.scenario import Setting


@dataclass(frozen=True, slots=True)
class _Proved:
    """What is remembered of a generated shift."""

    candidate: int
    """Which candidate was found fair."""
    digest: str
    """The scenario digest of the shift."""


def load_shift(reference: str, seed: int, places: Places) -> Setting:
    """Load a scripted scenario, or compose a generated shift.

    Args:
        reference: The id of a shipped scenario or of a generated shift, or a path to a YAML file.
        seed: The seed; a scripted scenario does not depend on it.
        places: The user's folders.

    Raises:
        UsageError: If there is no such scenario, or no fair shift of that seed.
        ContentError: If it cannot be loaded.
    """
    return next(found for found in loading(reference, seed, places) if found is not None)


def loading(reference: str, seed: int, places: Places) -> Iterator[Setting | None]:
    """Load it step by step: nothing for each candidate that is dropped, then the shift.

    Args:
        reference: As for `load_shift`.
        seed: The seed.
        places: The user's folders.

    Raises:
        UsageError: As `load_shift`.
        ContentError: As `load_shift`.
    """
    from itilsim.domain.scenario import Setting

    shifts = load_shifts(reference, places)
    if isinstance(shifts, Setting):
        yield shifts
        return
    cache, key = ContentCache(places.cache), _key(shifts.order, seed)
    known = cache.get(key, _Proved)
    if known is not None:
        setting = shifts.candidate(seed, known.candidate)
        if setting.digest == known.digest:
            yield setting
            return
    for found in shifts.proving(seed):
        if found is not None:
            cache.put(key, _Proved(found.candidate, found.setting.digest))
        yield None if found is None else found.setting


def load_shifts(reference: str, places: Places) -> Setting | Composer:
    """Load a scripted scenario, or what composes another shift with each seed.

    Args:
        reference: As for `load_shift`.
        places: The user's folders.

    Raises:
        UsageError: If there is no such scenario.
        ContentError: If it cannot be loaded.
    """
    if not is_generated(reference):
        from itilsim.content.scenarios import load_scenario

        return load_scenario(reference, places)
    from itilsim.composing.generated import Composer
    from itilsim.content.organisations import load_organisation

    order = order_of(reference)
    stocked = load_organisation(order.organisation, places)
    return Composer(order, stocked.organisation, stocked.library)


def digest_of(reference: str, seed: int, places: Places) -> str:
    """The scenario digest that a generated shift has here.

    Args:
        reference: Its id.
        seed: Its seed.
        places: The user's folders.

    Raises:
        UsageError: If there is no such shift.
        ContentError: If its organisation cannot be loaded.
    """
    known = ContentCache(places.cache).get(_key(order_of(reference), seed), _Proved)
    return known.digest if known else load_shift(reference, seed, places).digest


def _key(order: ShiftOrder, seed: int) -> str:
    """Under what is remembered which candidate was fair, which hangs on how is judged, too."""
    from itilsim.content.organisations import shipped_bytes
    from itilsim.domain.scoring.table import VERSION
    from itilsim.sim import ENGINE

    asked = f"{order.id}/{seed}/{ENGINE}/{VERSION}/{zone_version()}".encode()
    return key_of(_Proved, RULES, asked, *shipped_bytes())
