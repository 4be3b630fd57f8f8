"""Function: which of the four functions of 2011 does this work.

The one idea: each team of the organisation says which function it stands for, so work on what a
team looks after is work of that function.

Source: ITIL 2011, functions.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import component_name, offered, owned, service_name
from itilsim.domain.organisation import Team
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

FUNCTIONS: Mapping[str, str] = {
    "service desk": "Service desk",
    "technical management": "Technical management",
    "IT operations management": "IT operations management",
    "application management": "Application management",
}
"""The four functions, as organisation files name them, and as options."""

_DESK = (
    (
        "{person} cannot sign in and calls. Somebody answers, makes a record and keeps the caller "
        "informed to the end."
    ),
    (
        "Users of {org} have one place to turn to with failures, requests and questions; {person} "
        "calls it."
    ),
    (
        "{person} rings about {service}. Somebody finds a workaround in the knowledge base during "
        "the call."
    ),
    (
        "{service} works again. Somebody asks {person}, who had reported the failure, whether all "
        "is well, and closes the record."
    ),
)
_TECHNICAL = (
    (
        "Specialists plan, test and improve {item}; they are the keepers of the know-how about "
        "this kind of infrastructure."
    ),
    (
        "{item} is to be designed anew. Experts in such infrastructure are lent to the project, "
        "and later repair it."
    ),
    (
        "{item} fails in a way that no instruction describes. Experts in such infrastructure look "
        "into it."
    ),
)
_OPERATIONS = (
    (
        "Somebody at {org} watches the console round the clock, runs the nightly jobs and puts "
        "backups back, by given instructions."
    ),
    "Power, cooling and the doors of the computer rooms of {org} are looked after day by day.",
    "{item} is looked after day by day by fixed routines: watched, run, kept in order.",
    (
        "At night somebody runs the jobs for {service} by a timetable and answers what the console "
        "shows."
    ),
)
_APPLICATION = (
    (
        "Specialists look after the program behind {service} through its whole life, from "
        "requirements to retirement."
    ),
    (
        "Should the program behind {service} be bought or built? Those who know such programs best "
        "help to decide."
    ),
    (
        "The program behind {service} gives wrong results. Experts in this program look into it "
        "and later help to design its next version."
    ),
)
WORK: Mapping[str, tuple[str, ...]] = {
    "service desk": _DESK,
    "technical management": _TECHNICAL,
    "IT operations management": _OPERATIONS,
    "application management": _APPLICATION,
}
"""Work by function."""

_WHAT = {
    "service desk": "the service desk is the single point of contact for users",
    "technical management": "technical management keeps the know-how and people for infrastructure",
    "IT operations management": (
        "IT operations management does the daily running, computer rooms included"
    ),
    "application management": "application management looks after applications from first to last",
}
_TOPICS = {
    "service desk": "service-desk",
    "technical management": "technical-management",
    "IT operations management": "it-operations-management",
    "application management": "application-management",
}


def answers(_draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four."""
    return tuple(FUNCTIONS.values())


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw work of a function, and an item of one of its teams."""
    function = meant(FUNCTIONS, wanted)
    teams = [team for team in setting.organisation.teams if function_of(team) == function]
    items = owned(setting, teams)
    text = draw.pick(WORK[function], "work")
    if "{item}" in text and not items:
        return None
    item = component_name(draw.pick(items, "item")) if items else ""
    services = offered(setting, "external", "internal")
    if not services:
        return None
    service = service_name(draw.pick(services, "service"))
    org = setting.organisation.name
    stem = text.format(person=draw.person(), org=org, item=item, service=service)
    asked = draw.pick(("Which function of ITIL 2011 is that?", "Whose work is it?"), "asked")
    why = f"The work shows it: {_WHAT[function]}."
    wrong = tuple(
        Wrong(text, f"Another function: {_WHAT[each]}. Here {_WHAT[function]}.")
        for each, text in FUNCTIONS.items()
        if each != function
    )
    place = Place("6", "operation", _TOPICS[function])
    return Question(f"{stem} {asked}", FUNCTIONS[function], why, wrong, place)


def function_of(team: Team) -> str:
    """The function that a team stands for; empty if it is none of the four."""
    return next((each for each in FUNCTIONS if team.function.startswith(each)), "")


FUNCTION = Family({"2011": Place("6", "operation", "service-desk")}, make, answers)
"""Which function does this."""
