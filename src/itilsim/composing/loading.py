"""Any shift by its name: a scripted scenario, or one that is composed on the spot.

The one idea: composing is a pure function, so of a generated shift only the number of the candidate
that was found fair is remembered; the shift itself is drawn again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from itilsim.composing.orders import ShiftOrder, is_generated, order_of
from itilsim.content.cache import RULES, ContentCache, key_of, zone_version
from itilsim.storage.places import Places

if TYPE_CHECKING:
    # The list of runs asks for digests alone.
    from itilsim.composing.generated import Composer
    from itilsim.domain.organisation import Organisation
    from itilsim.domain.scenario import Setting


@dataclass(frozen=True, slots=True)
class _Proved:
    """What is remembered of a generated shift."""

    candidate: int
    """Which candidate was found fair."""
    digest: str
    """The scenario digest of the shift."""


def load_shift(reference: str, seed: int, places: Places, house_rules: str = "") -> Setting:
    """Load a scripted scenario, or compose a generated shift.

    Args:
        reference: The id of a shipped scenario or of a generated shift, or a path to a YAML file.
        seed: The seed; a scripted scenario does not depend on it.
        places: The user's folders.
        house_rules: Path of a file of rules that are laid over the organisation's; empty: none.

    Raises:
        UsageError: If there is no such scenario or file, or no fair shift of that seed.
        ContentError: If it cannot be loaded.
    """
    found = loading(reference, seed, places, house_rules)
    return next(each for each in found if each is not None)


def loading(
    reference: str, seed: int, places: Places, house_rules: str = ""
) -> Iterator[Setting | None]:
    """Load it step by step: nothing for each candidate that is dropped, then the shift.

    Args:
        reference: As for `load_shift`.
        seed: The seed.
        places: The user's folders.
        house_rules: As for `load_shift`.

    Raises:
        UsageError: As `load_shift`.
        ContentError: As `load_shift`.
    """
    from itilsim.domain.scenario import Setting

    shifts = load_shifts(reference, places, house_rules)
    if isinstance(shifts, Setting):
        yield shifts
        return
    cache, key = ContentCache(places.cache), _key(shifts.order, seed, house_rules)
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


def load_shifts(reference: str, places: Places, house_rules: str = "") -> Setting | Composer:
    """Load a scripted scenario, or what composes another shift with each seed.

    Args:
        reference: As for `load_shift`.
        places: The user's folders.
        house_rules: As for `load_shift`.

    Raises:
        UsageError: If there is no such scenario or file.
        ContentError: If it cannot be loaded.
    """
    if not is_generated(reference):
        from itilsim.content.scenarios import load_scenario, make_setting

        setting = load_scenario(reference, places)
        if not house_rules:
            return setting
        organisation = _ruled(setting.organisation, house_rules)
        return make_setting(setting.scenario, organisation, setting.library)
    from itilsim.composing.generated import Composer
    from itilsim.content.organisations import load_organisation

    order = order_of(reference)
    stocked = load_organisation(order.organisation, places)
    return Composer(order, _ruled(stocked.organisation, house_rules), stocked.library)


def _ruled(organisation: Organisation, house_rules: str) -> Organisation:
    """The organisation, with what is laid over it."""
    if not house_rules:
        return organisation
    from itilsim.content.house_rules import with_house_rules

    return with_house_rules(organisation, house_rules)


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


def _key(order: ShiftOrder, seed: int, house_rules: str = "") -> str:
    """Under what is remembered which candidate was fair, which hangs on how is judged, too."""
    from itilsim.content.organisations import shipped_bytes
    from itilsim.content.source import read_bytes
    from itilsim.domain.scoring.table import VERSION
    from itilsim.sim import ENGINE

    laid_over = (read_bytes(Path(house_rules)),) if house_rules else ()
    asked = f"{order.id}/{seed}/{ENGINE}/{VERSION}/{zone_version()}".encode()
    return key_of(_Proved, RULES, asked, *shipped_bytes(), *laid_over)
