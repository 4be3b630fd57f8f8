"""Stage: to which lifecycle stage or activity some work belongs, or which one hands something over.

The one idea: what is done, and what is there already, decides; rank, haste and the name that work
goes by do not. The texts stand in a table under their stage, and the key is read off there.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.coaching.computed.asking import EDITION_NAMES, Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import component_name, offered, running, service_name
from itilsim.coaching.computed.stage_cases_4 import CASES as CASES_4
from itilsim.coaching.computed.stage_cases_5 import CASES as CASES_5
from itilsim.coaching.computed.stage_cases_2011 import CASES as CASES_2011
from itilsim.coaching.computed.stage_kinds import STAGES, Asked, Case, Stage
from itilsim.domain.organisation import Service
from itilsim.domain.scenario import Setting
from itilsim.quiz.authoring import OPTIONS
from itilsim.quiz.editions import Edition

CASES: Mapping[Edition, Mapping[str, tuple[Case, ...]]] = {
    "2011": CASES_2011,
    "4": CASES_4,
    "5": CASES_5,
}
"""What can be told, by edition and stage."""

ROOTS: Mapping[Edition, tuple[str, ...]] = {
    "2011": ("strateg", "design", "transit", "operat", "improv", "continu"),
    "4": ("plan", "improv", "engag", "design", "transit", "obtain", "buil", "deliver", "support"),
    "5": ("discover", "design", "acqui", "buil", "transit", "operat", "deliver", "support"),
}
"""How words begin that tell an answer: nothing is named that has one of them."""

NOISE = (
    "A director has heard of it.",
    "In the tool it is filed under 'various'.",
    "Some call it a project, others a chore.",
    "Somebody has marked it as urgent.",
    "There is much talk of it in the corridors.",
)
"""What decides nothing."""

_WHAT: Mapping[Edition, str] = {
    "2011": "stage",
    "4": "value chain activity",
    "5": "lifecycle activity",
}
_TOPICS: Mapping[str, str] = {
    "strategy": "service-strategy",
    "design": "service-design",
    "transition": "service-transition",
    "operation": "service-operation",
    "improvement": "continual-service-improvement",
}


def answers(draw: Draw, setting: Setting, edition: Edition) -> tuple[str, ...]:
    """Four stages or activities."""
    if not _services(setting, edition):
        return ()
    texts = [stage.text for stage in STAGES[edition].values()]
    return tuple(draw.shuffled(texts, "offered")[:OPTIONS])


def make(draw: Draw, setting: Setting, edition: Edition, wanted: str) -> Question | None:
    """Draw a case of the wanted stage, told of the organisation."""
    stages = STAGES[edition]
    key = meant({name: stage.text for name, stage in stages.items()}, wanted)
    case = draw.pick(CASES[edition][key], "case")
    names = _names(draw, setting, edition)
    if any(f"{{{name}}}" in case.words and not told for name, told in names.items()):
        return None
    told = [case.words.format_map(names), _asked(draw, edition, case.asked)]
    if case.asked == "work" and draw.likely(60, "noise"):
        told.insert(1, draw.pick(NOISE, "which"))
    wrong = tuple(
        Wrong(stage.text, _astray(stage, case)) for name, stage in stages.items() if name != key
    )
    why = f"{case.fact[0].upper()}{case.fact[1:]}; {stages[key].name} {stages[key].does}."
    return Question(" ".join(told), stages[key].text, why, wrong, _place(edition, key, case.asked))


def told_by(name: str, edition: Edition) -> bool:
    """Whether a name holds a word that tells an answer."""
    words = name.lower().replace("-", " ").replace("(", " ").split()
    return any(word.startswith(ROOTS[edition]) for word in words)


def _services(setting: Setting, edition: Edition) -> list[Service]:
    """Services of which a case can be told."""
    services = offered(setting, "external", "internal")
    return [each for each in services if not told_by(service_name(each), edition)]


def _names(draw: Draw, setting: Setting, edition: Edition) -> dict[str, str]:
    """Who and what a case is about; empty what is not there."""
    services = _services(setting, edition)
    items = [
        (component_name(each), setting.teams[each.owner].name) for each in running(setting)
        if not told_by(f"{each.name} {setting.teams[each.owner].name}", edition)
    ]  # fmt: skip
    item, team = draw.pick(items, "item") if items else ("", "")
    return {
        "org": setting.organisation.name,
        "person": draw.person(),
        "service": service_name(draw.pick(services, "service")) if services else "",
        "item": item,
        "team": team,
    }


def _asked(draw: Draw, edition: Edition, asked: Asked) -> str:
    """The question itself."""
    what = f"{_WHAT[edition]} of {EDITION_NAMES[edition]}"
    texts = {
        "work": (f"Which {what} is that?", f"To which {what} does this work belong?"),
        "gives": (f"Which {what} hands that over?", f"From which {what} does that come?"),
        "takes": (f"Which {what} takes that up next?", f"To which {what} does that go next?"),
    }[asked]
    return draw.pick(texts, "asked")


def _astray(stage: Stage, case: Case) -> str:
    """Why another stage is wrong."""
    here = f"Here {case.fact}."
    if case.asked == "work":
        return f"Takes {stage.slip} for {stage.name}, which {stage.does}. {here}"
    other = "sender" if case.asked == "gives" else "receiver"
    return f"Thinks of another {other}: {stage.name} {stage.does}. {here}"


def _place(edition: Edition, stage: str, asked: Asked) -> Place:
    """Where a question about a stage belongs."""
    topic = "value-chain" if edition != "2011" else _TOPICS[stage]
    syllabus = STAGE.places[edition].syllabus
    return Place(syllabus, stage, topic if asked == "work" else "stage-handovers")


STAGE = Family(
    {
        "2011": Place("2", "general", "lifecycle"),
        "4": Place("5.2", "general", "value-chain"),
        "5": Place("3", "general", "value-chain"),
    },
    make,
    answers,
)
"""Which stage or activity it is."""
