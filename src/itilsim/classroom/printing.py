"""What a teacher prints for a class: run sheet, answer key, desk card, map, timeline, cards."""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.classroom.plan_file import Prepared
from itilsim.storage.places import Places


def printed(prepared: Prepared, places: Places) -> Mapping[str, str]:
    """The pages of a class by the names of their files.

    Args:
        prepared: The class.
        places: The user's folders.
    """
    del prepared, places
    return {}
