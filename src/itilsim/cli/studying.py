"""What `quiz` and `exam` share: which exam is studied for, and the names of topics."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final, cast

from itilsim.domain.errors import UsageError

if TYPE_CHECKING:
    from itilsim.quiz.questions import Edition
    from itilsim.storage.places import Places
    from itilsim.storage.study import Study

EDITIONS: Final = ("2011", "4", "5")
"""Editions that have an exam."""

DEFAULT: Final = "4"
"""The edition of who has not chosen one: the one that most people sit. A choice of ours."""


def chosen_edition(study: Study, named: str | None) -> Edition:
    """Return the edition named, or the one that the learner has set, or the usual one."""
    return cast("Edition", named or study.setting("edition") or DEFAULT)


def usual_edition(places: Places, named: str | None) -> Edition:
    """Return the same where nothing else is needed of the learner's work; none is begun for it."""
    if named is not None or not places.database.is_file():
        return cast("Edition", named or DEFAULT)
    from itilsim.storage.study import open_study

    with open_study(places) as study:
        return chosen_edition(study, named)


def known_topic(name: str) -> str:
    """Return the topic, or the only one whose name begins so.

    Raises:
        UsageError: If there is none; names the nearest.
    """
    from itilsim.quiz.syllabus import TOPICS

    if not name or name in TOPICS:
        return name
    begins = [topic for topic in TOPICS if topic.startswith(name)]
    if len(begins) == 1:
        return begins[0]
    near = begins or difflib.get_close_matches(name, TOPICS, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(near[:3])}?" if near else ""
    raise UsageError(f"There is no topic '{name}'.{hint}")
