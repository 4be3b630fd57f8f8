"""What `quiz`, `exam` and `bank` share: the exam that is studied for, banks and topics."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from itilsim.cli.invocation import EXISTING_FOLDER
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import USUAL_EDITION, Edition, edition_named

if TYPE_CHECKING:
    from itilsim.storage.places import Places
    from itilsim.storage.study import Study


bank_option = click.option(
    "--bank",
    "folder",
    type=EXISTING_FOLDER,
    help="Questions of your own, instead of ours.",
)
"""The option `--bank`; its value is `folder`."""


def chosen_edition(study: Study, named: Edition | None) -> Edition:
    """Return the edition named, or the one that the learner has set, or the usual one."""
    return named or edition_named(study.setting("edition")) or USUAL_EDITION


def usual_edition(places: Places, named: Edition | None) -> Edition:
    """Return the same where nothing else is needed of the learner's work; none is begun for it."""
    if named is not None or not places.has_data():
        return named or USUAL_EDITION
    from itilsim.storage.study import open_study

    with open_study(places) as study:
        return chosen_edition(study, named)


def known_topic(name: str) -> str:
    """Return the topic, or the only one whose name begins so.

    Raises:
        UsageError: If there is none; names the nearest.
    """
    from itilsim.quiz.syllabus import TOPICS

    if name in TOPICS:
        return name
    begins = [topic for topic in TOPICS if topic.startswith(name)]
    if len(begins) == 1:
        return begins[0]
    near = begins or difflib.get_close_matches(name, TOPICS, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(near[:3])}?" if near else ""
    raise UsageError(f"There is no topic '{name}'.{hint}")
