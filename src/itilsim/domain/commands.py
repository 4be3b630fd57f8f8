"""What a seat may wish for: the commands of all practices, and the one place to import them from.

A command is frozen, imperative and without behaviour. It is written in its practice, beside its
rule; naming it in that module's `__all__` brings it here and into `COMMANDS`. The handling times
are those of the scenarios' common ground; stepped play and policies pay them.
"""

from __future__ import annotations

from dataclasses import fields

from itilsim.domain.practice import Command as Command
from itilsim.domain.practice import Entry as Entry
from itilsim.domain.practices.coaching import *
from itilsim.domain.practices.communication.calls import *
from itilsim.domain.practices.communication.notices import *
from itilsim.domain.practices.event import *
from itilsim.domain.practices.incident.assigning import *
from itilsim.domain.practices.incident.ending import *
from itilsim.domain.practices.incident.linking import *
from itilsim.domain.practices.incident.logging import *
from itilsim.domain.practices.knowledge import *
from itilsim.domain.practices.problem import *
from itilsim.domain.practices.request import *
from itilsim.domain.practices.shift import *

SUBJECT_FIELDS = ("contact", "ticket", "alert", "origin", "subject")
"""What commands call that on which they act."""

COMMANDS: tuple[type[Command], ...] = tuple(
    each
    for each in tuple(globals().values())
    if isinstance(each, type) and issubclass(each, Command) and each is not Command
)
"""All commands, by practice."""


def subject_field(command: type[Command]) -> str:
    """The field that names what a command acts on; empty where it acts on nothing."""
    return next((each.name for each in fields(command) if each.name in SUBJECT_FIELDS), "")


def subject_of(command: Command) -> str:
    """The contact, alert or record on which a command acts; empty where there is none."""
    name = subject_field(type(command))
    return str(getattr(command, name)) if name else ""
