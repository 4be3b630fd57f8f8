"""How far an incident has come: diagnosis, resolution, recovery or closure.

The one idea: four facts are asked from the end. Has the desk closed it with the user's consent?
Does the service work again? Is a repair or a workaround in place? Is it found what is wrong? What
a tool, a board or a manager calls it decides nothing, and neither does the search for the cause.

Source: ITIL 2011, glossary (resolution, recovery, closed) and the steps of incident management.
What the expanded lifecycle adds, restoration to users, is not offered: here it comes with
recovery. Later editions define no such words, so there are no questions of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import component_name, running
from itilsim.coaching.computed.times import clock
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

Stage = Literal["diagnosis", "resolution", "recovery", "closure"]

TEXTS: Mapping[Stage, str] = {
    "diagnosis": "Diagnosis",
    "resolution": "Resolution",
    "recovery": "Recovery",
    "closure": "Closure",
}
"""The options."""


class Facts(NamedTuple):
    """How an incident stands."""

    found: bool
    """It has been found what is wrong."""
    mended: Literal["", "repair", "stopgap"] = ""
    """What is in place: nothing, a repair of what is wrong, or a workaround."""
    works: bool = False
    """The item works again, and users with it."""
    content: bool = False
    """The user has agreed."""
    ended: bool = False
    """The desk has checked the record and put an end to it."""


def reached(facts: Facts) -> Stage | None:
    """The last stage that is complete; None before the diagnosis is."""
    if facts.works and facts.content and facts.ended:
        return "closure"
    if facts.works:
        return "recovery"
    if facts.mended:
        return "resolution"
    return "diagnosis" if facts.found else None


FAIR: tuple[Facts, ...] = (
    Facts(found=True),
    Facts(found=True, mended="repair"),
    Facts(found=False, mended="stopgap"),
    Facts(found=True, mended="repair", works=True),
    Facts(found=True, mended="repair", works=True, content=True),
    Facts(found=False, mended="stopgap", works=True),
    Facts(found=False, mended="stopgap", works=True, content=True),
    Facts(found=True, mended="repair", works=True, content=True, ended=True),
    Facts(found=False, mended="stopgap", works=True, content=True, ended=True),
)
"""Cases beyond dispute: nothing is closed without the user, and a repair is of what was found."""

_HARDWARE = frozenset({"server", "storage", "switch", "telephony"})
_PROGRAMS = frozenset({"app-server", "application", "database", "telephony", "vpn"})

FAULTS: Mapping[tuple[str, str], frozenset[str]] = {
    ("a setting is wrong", "put the setting right"): frozenset(),
    ("two settings contradict each other", "removed one of the two settings"): frozenset(),
    ("a part is worn out", "put in a new part"): _HARDWARE,
    ("an update is faulty", "removed the update"): _PROGRAMS | _HARDWARE,
    ("a file is damaged", "put in a sound file"): _PROGRAMS,
}
"""What may be wrong, how it is put right, and the classes of items; of any, where none is named."""

# No word of an option that carries matter stands in the sentences.
_OPENINGS = (
    "At {start} {who} ({group}) reports that work has stopped: {item} is down.",
    "{item} fails at {start}. {who}, {group}, calls the desk.",
    "Since {start} {who} and others in {group} have been unable to work, as {item} has failed.",
)
_FOUND = (
    "At {then} {team} sees why: {fault}.",
    "Soon {team} has found the reason: {fault}.",
    "{team} searches and finds that {fault}.",
)
_MENDED: Mapping[str, tuple[str, ...]] = {
    "": (
        "Putting that right will begin at {later}; so far it is as it was.",
        "What is needed to put that right will come at {later}; until then users wait.",
        "{team} may touch nothing before {later}, when the manager on duty arrives.",
    ),
    "repair": ("Minutes later {team} has {repair}.", "{team} has {repair} at once."),
    "stopgap": (
        "{team} has no idea why. A workaround is in place: a stand-in was built in.",
        "Nobody knows why. As a workaround, {team} has put a spare in its place.",
        "{team} cannot say why, but a workaround is in place: a spare is built in.",
    ),
}
_WAITING = (
    "What it had stored has still to be read back before anybody can work.",
    "It has yet to be started and tested; users go on waiting.",
    "Its start will take until {later}, and until then work stands still.",
    "Its tables are still being read in, and users cannot work.",
)
_WORKING = (
    "It has been started and tested, and users work as before.",
    "What it had stored is back, tests went well, and users can go on.",
    "Since {later} it has run, and work goes on as usual.",
)
_OPEN = (
    "{who}, in a meeting, has not been asked yet.",
    "The desk has written to {who} and awaits an answer.",
    "Nobody has spoken with {who} since.",
)
_UNCHECKED = (
    "{who} is content. The desk has still to check category and notes.",
    "{who} agrees that all is well; the desk has yet to finish the record.",
    "The desk has asked {who}, who is content, and will check the notes tomorrow.",
)
_ENDED = (
    "{who} agrees; the desk has checked category and notes and signed the record off.",
    "{who} is content, and the desk has formally ended the complete record.",
    "The desk has the consent of {who}, has checked the notes and has ended the record.",
)
_NOISE = (
    "In a mail a manager calls the matter 'closed'.",
    "In a mail a manager calls the matter 'resolved'.",
    "A dashboard shows it in green.",
    "A director rings every ten minutes.",
    "The promised time has run out.",
    "A search for what lies behind goes on in a problem record.",
)
_ASKED = (
    "Which of these was completed last, as ITIL 2011 defines them?",
    "Which of these is the latest that is complete, in the terms of ITIL 2011?",
)


def answers(_draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four."""
    return tuple(TEXTS.values())


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw the story of an item, its team and somebody who could not work."""
    key = meant(TEXTS, wanted)
    facts = draw.pick([each for each in FAIR if reached(each) == key], "facts")
    items = [each for each in running(setting) if each.owner != SERVICE_DESK]
    item = draw.pick(items, "item") if items else None
    hits = setting.estate.reach(item.id) if item is not None else ()
    if item is None or not hits:
        return None
    fitting = [each for each, kinds in FAULTS.items() if not kinds or item.kind in kinds]
    fault, repair = draw.pick(fitting, "fault")
    start = 3600 * (8 + draw.below(6, "hour")) + 300 * draw.below(12, "minute")
    who = draw.person()
    words = {
        "item": component_name(item),
        "team": setting.teams[item.owner].name,
        "group": setting.estate.groups[draw.pick(hits, "group").group].name,
        "who": who,
        "fault": fault,
        "repair": repair,
        "mended": "workaround" if facts.mended == "stopgap" else "repair",
        "missing": _missing(facts, who),
        "start": clock(start),
        "then": clock(start + 60 * (25 + 5 * draw.below(5, "then"))),
        "later": clock(start + 60 * (60 + 5 * draw.below(8, "later"))),
    }
    wrong = tuple(
        Wrong(text, _mistake(each, key, facts).format_map(words))
        for each, text in TEXTS.items()
        if each != key
    )
    why = _WHY[key].format_map(words)
    return Question(_told(draw, facts).format_map(words), wanted, why, wrong)


def _told(draw: Draw, facts: Facts) -> str:
    """The story, perhaps with something that does not matter, and the question."""
    told = [draw.pick(_OPENINGS, "opening")]
    if facts.found:
        told.append(draw.pick(_FOUND, "found"))
    told.append(draw.pick(_MENDED[facts.mended], "mended"))
    if facts.mended:
        told.append(draw.pick(_WORKING if facts.works else _WAITING, "works"))
    if facts.works:
        ends = _ENDED if facts.ended else _UNCHECKED if facts.content else _OPEN
        told.append(draw.pick(ends, "end"))
    if draw.likely(60, "noisy"):
        told.append(draw.pick(_NOISE, "noise"))
    return " ".join((*told, draw.pick(_ASKED, "asked")))


def _missing(facts: Facts, who: str) -> str:
    """What an incident lacks that is not closed."""
    if not facts.works:
        return f"{who} cannot even work yet"
    return "the desk has still to end the record" if facts.content else f"{who} has yet to agree"


def _mistake(stage: Stage, key: Stage, facts: Facts) -> str:
    """Why a stage is not the last that is complete."""
    if stage == "diagnosis":
        if facts.found:
            return "Stops too early: after it was found what is wrong, {team} has {repair}."
        return "Waits for the reason, which nobody has found; a workaround does without it."
    if stage == "resolution":
        if key == "diagnosis":
            return "Takes knowing for doing: neither repair nor workaround of {item} is in place."
        return "Stops too early: users work with {item} again, which is more than its {mended}."
    if stage == "recovery":
        if key == "closure":
            return "Overlooks that {who} has agreed and that the desk has ended the record."
        if key == "diagnosis":
            return "Goes too far: users cannot work, and {item} is as it was."
        return "Takes the {mended} for recovery: users cannot work with {item} yet."
    return "Closure takes the user's consent and a complete record, but {missing}."


_WHY: Mapping[Stage, str] = {
    "diagnosis": "It is found what is wrong with {item}, and so far nothing is done about it.",
    "resolution": "The {mended} of {item} is in place, but users cannot work yet.",
    "recovery": "Users work with {item} again, but {missing}.",
    "closure": "{who} has agreed, and the desk has ended the record: the incident is closed.",
}

CLOSED = Family({"2011": Place("5", "operation", "incident-management")}, make, answers)
"""Which stage an incident has reached; the stages are words of 2011."""
