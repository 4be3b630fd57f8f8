"""Next step: what to record, or to ask for, between a failure and its cure.

The one idea: a problem, a workaround, a known error and a change are rungs of one ladder, and the
lowest that is missing and can be reached comes next. The editions differ in one rung: in 2011 a
known error needs a documented cause and workaround, later a finished analysis is enough.

Source: the glossaries of the editions, the entries of the four terms; ITIL 2011, steps of problem
management; ITIL 4, problem identification, problem control and error control.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import EDITION_NAMES, Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import PEOPLE, Draw
from itilsim.coaching.computed.naming import component_name, running
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

Step = Literal["problem", "workaround", "known error", "change"]

TEXTS: Mapping[Step, str] = {
    "problem": "Raise a problem",
    "workaround": "Record a workaround",
    "known error": "Record a known error",
    "change": "Request a change",
}
"""The options."""


class Facts(NamedTuple):
    """What has been done about a fault whose incidents are over, or which may cause some."""

    problem: bool
    """What lies behind has a record of its own."""
    tip: Literal["none", "spoken", "written"]
    """What lessens the harm: not found, found but not written down, or written down."""
    understood: bool = False
    """It has been analysed; the cause is found and documented."""
    listed: bool = False
    """It stands among the known errors."""
    cure: bool = False
    """A cure is found that alters an item and is worth its cost and risk."""


def step_2011(facts: Facts) -> Step | None:
    """The next step in ITIL 2011; None where it is none of the four."""
    return _step(facts, known=facts.understood and facts.tip == "written")


def step_later(facts: Facts) -> Step | None:
    """The next step in ITIL 4 and Version 5; None where it is none of the four."""
    return _step(facts, known=facts.understood)


def _step(facts: Facts, *, known: bool) -> Step | None:
    """The next rung, given whether this is what the edition calls a known error."""
    if not facts.problem:
        return "problem"
    if facts.tip == "spoken":
        return "workaround"
    if not known:
        return None
    if not facts.listed:
        return "known error"
    return "change" if facts.cure else None


FAIR: tuple[Facts, ...] = (
    Facts(problem=False, tip="none"),
    Facts(problem=False, tip="written"),
    Facts(problem=True, tip="spoken"),
    Facts(problem=True, tip="none", understood=True),
    Facts(problem=True, tip="written", understood=True),
    Facts(problem=True, tip="none", understood=True, listed=True, cure=True),
    Facts(problem=True, tip="written", understood=True, listed=True, cure=True),
)
"""Cases in which one step alone can be taken. So nobody has a tip to write down where there is no
problem yet, or a cure where the known error is still to be recorded."""

# No word of an option that carries matter stands in the sentences, save "record".
_OPENINGS = (
    "{item} failed {times} this month; each time {group} could soon work again.",
    "{item} hung {times} this week, and {group} had to wait. It runs again.",
    "{item} stopped for an hour, and {group} stood idle. Since then it has run.",
    "In last quarter's incidents {item} turns up {times}. At present it works.",
    "{item} stopped {times} lately for some minutes, and {group} had to wait.",
)
_WARNING = (
    "A supplier warns that {item} may stop under heavy load. So far it has run well, and nothing "
    "has been logged. {team} is to study the matter. What would help users then, nobody can say."
)
_UNOPENED = (
    "The incident records are all there is. {team} is to find out what lies behind.",
    "Beyond the incidents nothing has been logged. {team} wants to search for what lies behind.",
    "Apart from incident records none has been opened. {team} is to look for the reason.",
)
_SOUGHT = (
    "What lies behind has had a record of its own for days, but nobody understands it yet.",
    "{team} keeps a separate record of what lies behind, but nobody understands it yet.",
    "A number of its own, apart from the incidents, is open for the reason, which nobody knows.",
)
_WRITTEN_UP = (
    "What lies behind has a record of its own, complete by now: {cause}{help}.",
    "The separate record that {team} keeps of what lies behind is complete: {cause}{help}.",
    "Apart from the incidents, a record explains it in full: {cause}{help}.",
)
_HELP: Mapping[str, tuple[str, ...]] = {
    "none": ("; nothing helps meanwhile", "; no relief is in sight"),
    "written": ("; the record adds that it helps to {tip}", "; it advises users to {tip}"),
}
_TIPS: Mapping[str, tuple[str, ...]] = {
    "none": ("Nothing helps meanwhile.", "Nobody has found anything that brings relief."),
    "spoken": (
        "{who} has just found what helps when it happens: to {tip}. Nobody has written that down.",
        "When it happens, {who} tells callers to {tip}, which helps. No note says so.",
        "What helps when it happens is to {tip}, says {who}. It is not written down yet.",
    ),
    "written": (
        "The desk's notes say what helps meanwhile: to {tip}.",
        "An article already tells users to {tip}, which helps.",
    ),
}
_UNLISTED = (
    "Nothing else is written down, and nobody has a cure.",
    "It is not yet on the list of faults that wait for a cure. Nobody has one.",
    "The list of faults that wait for a cure does not have it yet. Nobody has one.",
)
_LISTED = (
    "It is on the list of faults that wait for a cure.",
    "The list of faults that wait for a cure has it already.",
)
_CURES = (
    "A newer version would remove it and pay for itself; no authorised procedure covers that.",
    "Other settings would remove it at little risk; no authorised procedure covers them.",
    "A patch, worth its cost, would remove it; nobody has been asked to allow that.",
)
_NOISE = (
    "A director rings every hour.",
    "{other} demands a cure today.",
    "{other} says that it is nothing new.",
    "The tool shows the incidents as 'Resolved'.",
    "The tool marks it in red.",
    "{other} wants a new device instead.",
)
_ADVICE = ("try again later", "sign in afresh", "send less at a time", "avoid the busy hours")
_CAUSES = ("a counter overflows", "a module leaks memory", "a driver is faulty", "a lock hangs")
_TIMES = ("twice", "three times", "four times", "five times")
_ASKED = ("Which step comes next in {edition}?", "What is due next, in the terms of {edition}?")


def answers(_draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four."""
    return tuple(TEXTS.values())


def make(draw: Draw, setting: Setting, edition: Edition, wanted: str) -> Question | None:
    """Draw a case about an item, its team and a group that feels its failure."""
    step = step_2011 if edition == "2011" else step_later
    key = meant(TEXTS, wanted)
    facts = draw.pick([each for each in FAIR if step(each) == key], "facts")
    items = [each for each in running(setting) if each.owner != SERVICE_DESK]
    item = draw.pick(items, "item") if items else None
    hits = setting.estate.reach(item.id) if item is not None else ()
    if item is None or not hits:
        return None
    who, other = draw.shuffled(PEOPLE, "people")[:2]
    words = {
        "item": component_name(item),
        "team": setting.teams[item.owner].name,
        "group": setting.estate.groups[draw.pick(hits, "group").group].name,
        "who": who,
        "other": other,
        "tip": draw.pick(_ADVICE, "advice"),
        "cause": draw.pick(_CAUSES, "cause"),
        "times": draw.pick(_TIMES, "times"),
        "edition": EDITION_NAMES[edition],
    }
    wrong = tuple(
        Wrong(text, _mistake(each, facts, edition).format_map(words))
        for each, text in TEXTS.items()
        if each != key
    )
    why = _worked(key, edition).format_map(words)
    return Question(_told(draw, facts, edition).format_map(words), wanted, why, wrong)


def _told(draw: Draw, facts: Facts, edition: Edition) -> str:
    """The case: what is done and known, perhaps something that does not matter, the question."""
    told = [draw.pick(_OPENINGS, "opening")]
    if facts.understood:
        help_ = draw.pick(_HELP[facts.tip], "help")
        told.append(draw.pick(_WRITTEN_UP, "search").replace("{help}", help_))
    elif facts == FAIR[0] and edition != "2011" and draw.likely(30, "warning"):
        told = [_WARNING]  # a possible cause is no problem in 2011
    else:
        search = _SOUGHT if facts.problem else _UNOPENED
        told += [draw.pick(search, "search"), draw.pick(_TIPS[facts.tip], "tip")]
    if facts.listed:
        told += [draw.pick(_LISTED, "listed"), draw.pick(_CURES, "cure")]
    elif facts.understood:
        told.append(draw.pick(_UNLISTED, "unlisted"))
    if told != [_WARNING] and draw.likely(50, "noisy"):
        told.append(draw.pick(_NOISE, "noise"))
    return " ".join((*told, draw.pick(_ASKED, "asked")))


def _mistake(step: Step, facts: Facts, edition: Edition) -> str:
    """Why a step is not the next one."""
    if step == "problem":
        return "Opens a second record: what lies behind {item} has one of its own already."
    if step == "workaround" and facts.tip == "none":
        return "Expects a workaround first, but for {item} none has been found."
    if step == "workaround":
        return "Writes it down twice: the advice to {tip} is recorded already."
    if step == "known error" and facts.listed:
        return "Repeats a step: this fault of {item} stands among the known errors already."
    if step == "known error":
        needed = "a documented cause" if edition == "2011" else "a finished analysis"
        return f"Takes familiar for known: a known error needs {needed}, which {{item}} lacks."
    return "Jumps ahead: nobody can say yet what has to be altered on {item}."


def _worked(step: Step, edition: Edition) -> str:
    """Why a step is the next one."""
    if step == "problem":
        return "What lies behind {item} is to be studied and has no record: it is a problem."
    if step == "workaround":
        return "It helps to {tip}: a workaround, written down while the problem is still studied."
    if step == "known error" and edition == "2011":
        return "Cause and workaround are documented, the cure is to come: it is a known error now."
    if step == "known error":
        return "It is analysed and not resolved: a known error, with a workaround or without."
    how = "a request for change (RFC)" if edition == "2011" else "a change request"
    return f"The known error is recorded, and its cure alters {{item}}: that needs {how}."


NEXT = Family(
    {
        "2011": Place("5", "operation", "problem-management"),
        "4": Place("7.1", "general", "problem-management"),
        "5": Place("4.4", "support", "problem-management", beyond_exam=True),
    },
    make,
    answers,
)
"""Workaround, known error, problem or change request."""
