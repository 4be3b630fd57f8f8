"""The counts of worlds that look alike, as they are shipped beside the organisations.

The one idea: counts hold for the organisation from which they were drawn, and for no other. Under
house rules, or in an author's copy, nothing is said.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from itilsim.content import lookup
from itilsim.content.digest import canonical
from itilsim.domain.base_rates import read
from itilsim.domain.library import Library
from itilsim.domain.organisation import Organisation

_FOLDER: Final = "alike"


def counts_file(organisation: str) -> Path:
    """Where the counts of an organisation are shipped."""
    return lookup.shipped() / _FOLDER / f"{organisation}.json"


def counts_bytes() -> tuple[bytes, ...]:
    """All shipped counts: whatever is kept with counts inside depends on them."""
    folder = lookup.shipped() / _FOLDER
    return tuple(path.read_bytes() for path in sorted(folder.glob("*.json")))


@lru_cache(maxsize=8)
def counts_of(organisation: Organisation) -> str:
    """The counts of an organisation as their file; empty: there are none for it."""
    try:
        text = counts_file(organisation.id).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return text if f'"{organisation_digest(organisation)}"' in text[:300] else ""


def organisation_digest(organisation: Organisation) -> str:
    """What an organisation's counts are known by: all of it that bears on a shift."""
    return _digest([canonical(organisation)])


def stock_digest(organisation: Organisation, library: Library) -> str:
    """What counts are drawn from: the organisation, its sources and its library."""
    sources = canonical(organisation.sources)
    return _digest([canonical(organisation), sources, canonical(library)])


def is_drawn_from(organisation: Organisation, library: Library) -> bool:
    """Whether the shipped counts were drawn from just this; else they want to be drawn again."""
    return read(counts_of(organisation)).content == stock_digest(organisation, library)


def _digest(values: object) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
