"""Value: what falls short or is raised, utility or which part of warranty.

The one idea: a few facts decide. Is it about what the service does? Else about who gets in, about
a disaster, about the load, or about ordinary failures in agreed hours? Where figures are given,
what was found is compared with what was asked for.

Source: ITIL 2011 and ITIL 4 glossaries, the entries of the two terms; syllabus of Version 5.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import EDITION_NAMES, Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import offered, service_name
from itilsim.domain.organisation import Service
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

Part = Literal["utility", "availability", "capacity", "continuity", "security"]

TEXTS: Mapping[Part, str] = {
    "utility": "Utility",
    "availability": "Warranty: availability",
    "capacity": "Warranty: capacity",
    "continuity": "Warranty: continuity",
    "security": "Warranty: security",
}
"""The answers, of which four are offered."""


class Facts(NamedTuple):
    """What decides; none of them: ordinary failures under ordinary load, in agreed hours."""

    task: bool = False
    """It is about what the service does."""
    intruder: bool = False
    """It is about somebody who has no right to see or alter something."""
    disaster: bool = False
    """It is about the loss of a whole place, as by fire."""
    load: bool = False
    """It is about how much the service can bear or hold."""


def part_of(facts: Facts) -> Part:
    """What a case is about."""
    if facts.task:
        return "utility"
    if facts.intruder:
        return "security"
    if facts.disaster:
        return "continuity"
    return "capacity" if facts.load else "availability"


class Level(NamedTuple):
    """One figure of a service."""

    asked: float
    found: float
    less_is_better: bool = False

    @property
    def falls_short(self) -> bool:
        """Whether what was found is worse than what was asked for."""
        return self.found > self.asked if self.less_is_better else self.found < self.asked


FACTS: Mapping[Part, Facts] = {
    "utility": Facts(task=True),
    "availability": Facts(),
    "capacity": Facts(load=True),
    "continuity": Facts(disaster=True),
    "security": Facts(intruder=True),
}
"""What each story of a part states."""

STORIES: Mapping[Part, str] = {
    "utility": """
- {name} runs day and night for {n} people at once. But it shows its texts in one language, and its
  users need two.
- A director shouts that {name} is no good. It is safe and never down, yet cannot compare two
  entries, for which she ordered it.
- Each Friday {person} counts by hand what was entered in {name}, as it has no way to count. It has
  not been down once in {month}.
+ From {month} on {name} also warns people of a date that comes near, which {n} of them have had to
  keep in mind so far.
+ {person} reports that {name} can now read handwriting too, so that {n} people need not type. It
  runs on the same machines as before.""",
    "availability": """
- {name} does what was ordered and could bear far more use. In {month} a worn part broke three
  times: of the agreed hours it lost {h}, with 2 allowed.
- On quiet mornings of {month}, in agreed hours, {name} kept crashing and was back half an hour
  later. It does what its {n} users want of it.
- {person} wants to open {name} on a calm Tuesday at ten, within agreed hours. It is down again, the
  fifth time in {month}, by a faulty cable.
+ Disks of {name} that wear out are now changed before they break, so that it stands still in fewer
  of the agreed hours. Its {n} users see nothing new.
+ From {month} on a second machine beside that of {name}, in the same room, takes over at once when
  a part breaks. One machine is enough for the work.""",
    "capacity": """
- {name} runs well while {few} people work with it. When all {n} sign in, it takes in no more until
  somebody leaves.
- In {month} {name} can hold {h} more weeks of entries, and those of another year have to go in. No
  part has failed, and its {n} users find all they look for.
- A director complains in haste: on the busiest day of {month} {name} had no place left for {few} of
  {n} people. On other days it is as it should be.
+ {name} gets more memory and faster machines, so that {more} people can work at once, where it was
  {n}. What it does for them stays the same.
+ For the busiest week of {month} the lines to {name} are widened: twice as much fits through in a
  minute. They have not failed before.""",
    "continuity": """
- The machines of {name} stand in one room at {org}. If that room burned down, there would be no
  other place and no plan. They have run without a fault since {month}.
- In a drill in {month} the whole data room was taken as lost: {name} would be back after {h} weeks,
  with two days allowed. From day to day it has no faults.
- The plan by which {name} moves to another town, should its building be lost, has been out of date
  since {month}. Its {n} users are content.
+ In another town a room is fitted out from which {name} can run after a fire. Meanwhile it stands
  idle, and the {n} users see no difference.
+ Twice a year, first in {month}, {person} now rehearses how {name} is brought up elsewhere after a
  flood. From day to day it runs as before.""",
    "security": """
- {person} left {org} in {month} and can still open {name} and read what others enter. It is fast
  and has not been down once.
- In {month} strangers found a way into {name} and copied {n} addresses. No part failed, and people
  worked on undisturbed.
- What {n} people enter in {name} travels in plain text: whoever listens on the way can read it. It
  arrives at once, on busy days too.
+ Since {month} {name} asks for a second proof of who somebody is before it opens. It does the same
  for its {n} users as before, at the same pace.
+ {person} goes through what each of {n} people may open in {name}, and takes away what they have no
  right to. Its machines stay as they are.""",
}
"""Stories of something that falls short (-) or is raised (+)."""

FIGURES = (
    "{name} in {month}: kinds of task, {}; agreed hours in which it ran, in %, {}; people at once, "
    "{}; days until it was back after a fire, in a drill, {}; break-ins stopped, of 20 tried, {}."
)
"""A case with a figure for each part, in the order of `TEXTS`."""

PROGRAMS = frozenset({"app-server", "application", "database"})
"""Classes of items behind a service of which each of these stories can be told."""

_MEANINGS: Mapping[Part, str] = {
    "utility": "utility is what a service does for its users",
    "availability": "availability is that it runs in agreed hours",
    "capacity": "capacity is that it has room for the use made of it",
    "continuity": "continuity is that it can go on after a disaster",
    "security": "security is that those without a right are kept out",
}
_FACTS: Mapping[Part, tuple[str, str]] = {
    "utility": ("{} cannot do a thing that is needed", "{} does one thing more"),
    "availability": ("failures stop {} in agreed hours", "fewer failures stop {} in agreed hours"),
    "capacity": ("there is more use than {} has room for", "{} gets room for more use"),
    "continuity": ("a disaster would stop {} for too long", "{} can better survive a disaster"),
    "security": ("people without a right can get at {}", "people without a right are kept off {}"),
}
_MISTAKES: Mapping[Part, str] = {
    "utility": "Takes how well it performs for what it does.",
    "availability": "Thinks of ordinary failures in agreed hours.",
    "capacity": "Thinks of use for which there is no room.",
    "continuity": "Thinks of the loss of a whole place.",
    "security": "Thinks of people who get in without a right.",
}
_ASKS = ("What falls short", "What does that raise above all")
_MONTHS = ("January", "March", "May", "July", "September", "November")


def answers(draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """Any four of the five."""
    return tuple(draw.shuffled(tuple(TEXTS.values()), "offered")[:4])


def make(draw: Draw, setting: Setting, edition: Edition, wanted: str) -> Question | None:
    """Draw a story of what falls short or is raised, or figures of which one falls short."""
    services, raised = _services(setting), False
    if not services:
        return None
    wish = meant(TEXTS, wanted)
    names = _names(draw, setting, draw.pick(services, "service"))
    if draw.likely(20, "figures"):
        levels = _levels(draw, int(names["n"]), wish)
        told = (f"{level.asked:g} wanted, {level.found:g} found" for level in levels.values())
        stem = FIGURES.format(*told, **names)
        key = next(part for part, level in levels.items() if level.falls_short)
    else:
        story = draw.pick(re.split(r"\n(?=[-+] )", STORIES[wish])[1:], "story")
        stem = " ".join(story.format(**names).split()[1:])
        key, raised = part_of(FACTS[wish]), story[0] == "+"
    why = f"Here {_FACTS[key][raised].format(names['name'])}; {_MEANINGS[key]}."
    wrong = tuple(
        Wrong(text, f"{_MISTAKES[part]} {why}") for part, text in TEXTS.items() if part != key
    )
    ask = f"{_ASKS[raised]}, in the terms of {EDITION_NAMES[edition]}?"
    return Question(f"{stem} {ask}", TEXTS[key], why, wrong)


def _services(setting: Setting) -> list[Service]:
    """Services with a program or a database behind them; all, where none is known to have one."""
    every = offered(setting, "external", "internal")
    items = {each.id for each in setting.organisation.components if each.kind in PROGRAMS}
    return [each for each in every if items & set(setting.estate.upstream(each.id))] or list(every)


def _names(draw: Draw, setting: Setting, service: Service) -> dict[str, str]:
    """Who and how many a story is about."""
    groups = setting.estate.users.get(service.id, ())
    users = sum(setting.estate.groups[each].people for each in groups)
    n = users if users >= 10 else draw.pick((120, 250, 400, 600), "users")
    return {
        "name": f"'{service_name(service)}'",
        "org": setting.organisation.name,
        "person": draw.person(),
        "month": draw.pick(_MONTHS, "month"),
        "n": str(n),
        "few": str(n // 3),
        "more": str(2 * n),
        "h": str(5 + draw.below(5, "hours")),
    }


def _levels(draw: Draw, people: int, worse: Part) -> dict[Part, Level]:
    """Figures of which one falls short."""
    tasks, more = 8 + draw.below(8, "tasks"), draw.below(3, "more")
    up = 99 + draw.below(5, "up") / 10
    return {
        "utility": Level(tasks, tasks - 2 if worse == "utility" else tasks),
        "availability": Level(up, up - 1.5 if worse == "availability" else up + more / 10),
        "capacity": Level(people, people // 2 if worse == "capacity" else people + 10 * more),
        "continuity": Level(4, 9 if worse == "continuity" else 4 - more, less_is_better=True),
        "security": Level(20, 17 if worse == "security" else 20),
    }


VALUE = Family(
    {
        "2011": Place("3", "strategy", "utility-and-warranty"),
        "4": Place("1.2", "general", "utility-and-warranty"),
        "5": Place("1.4", "general", "utility-and-warranty"),
    },
    make,
    answers,
)
"""Utility, or which part of warranty."""
