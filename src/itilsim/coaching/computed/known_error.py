"""Known error: which of the known errors on file helps with a report, if any.

The one idea: two facts decide, what is felt and the class of the item at fault. The share of work
restored, a colleague's advice or one of the two facts alone decides nothing. What a caller says is
taken from the phrasebook of the organisation, so that it has to be understood; what fits it is
found by the search of the knowledge base.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong
from itilsim.coaching.computed.drawing import Draw
from itilsim.domain.knowledge import search
from itilsim.domain.library import KnownError, Symptom
from itilsim.domain.scenario import Setting
from itilsim.quiz.authoring import OPTIONS
from itilsim.quiz.cues import content_words
from itilsim.quiz.editions import Edition

NO_MATCH = "No known error fits"
"""The answer where none on file is about this symptom on an item of this class."""

LONGEST_NUMBER = 3
"""Longest number that can be an option: a longer one counts as a word of the stem."""

LONGEST_REPORT = 14
"""Most words of a report, so that four known errors fit beside it. A tuning constant."""

_REPORTS = (
    '{person}, {group}, says: "{words}"',
    '{person}, {group}, rings: "{words}"',
    'By chat {person}, {group}, writes: "{words}"',
    'A report from {person}, {group}: "{words}"',
)
_CLASSES = (
    "Class at fault: {kind}.",
    "Class of the faulty item: {kind}.",
    "The faulty item is of class {kind}.",
)
_NOISE = (
    "A colleague swears by {number}.",
    "The caller wants whatever restores most.",
    "A director is waiting.",
)
_ASKED = ("Which one helps?", "Which one is to be used?", "Which one matches?")


class _Case(NamedTuple):
    """What fails."""

    symptom: Symptom
    """What the caller feels."""
    kind: str
    """The class of the item at fault; empty where no item is known."""


def answers(draw: Draw, setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """Four known errors, or three and that none of them fits."""
    listed = _listed(draw.seed, setting)
    texts = tuple(map(_text, listed))
    return texts if len(listed) == OPTIONS else (*texts, NO_MATCH)


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw a report that one of them explains, or none, and ask the knowledge base."""
    listed, told = _listed(draw.seed, setting), _told(setting)
    cases = [case for each in listed if _text(each) == wanted
             for case in _explained(setting, told, each)]  # fmt: skip
    if wanted == NO_MATCH:
        near, far = _unexplained(setting, told, listed)
        cases = near if near and draw.likely(70, "near") else near + far
    if not cases:
        return None
    case = draw.pick(cases, "case")
    found = [each for each in _fitting(setting, case) if each in listed]
    if len(found) > 1:
        return None
    key = _text(found[0]) if found else NO_MATCH
    why = _worked(case, found[0] if found else None)
    wrong = [
        Wrong(_text(each), f"{_mistake(setting, case, each, found)} {why}")
        for each in listed if each not in found
    ]  # fmt: skip
    if found:
        wrong.append(Wrong(NO_MATCH, f"Overlooks what is on file. {why}"))
    stem = _stem(draw, setting, case, listed, told[case.symptom.id])
    return Question(stem, key, why, tuple(wrong))


def _listed(seed: int, setting: Setting) -> list[KnownError]:
    """What is on file: the same for the answers and each case of a seed.

    No two have a symptom in common, each can be the right one, and most are like the first. There
    are three of them where none may fit, else four; fewer where the organisation has fewer.
    """
    draw, found = Draw(seed, ("computed", "known-error", "listed")), list[KnownError]()
    known, told = setting.library.known_errors, _told(setting)
    drawn = draw.shuffled(known, "known")
    first = _marks(setting, drawn[0]) if drawn else frozenset[str]()
    for each in sorted(drawn, key=lambda one: _marks(setting, one).isdisjoint(first)):
        taken = {symptom for other in found for symptom in other.symptoms}
        twin = any(_number(each) == _number(other) for other in known if other != each)
        fits = len(_number(each)) <= LONGEST_NUMBER and not twin
        fits = fits and taken.isdisjoint(each.symptoms) and any(_explained(setting, told, each))
        if fits and len(found) < OPTIONS:
            found.append(each)
    few = found[: OPTIONS - 1]
    if (len(found) < OPTIONS or draw.likely(50, "few")) and any(_unexplained(setting, told, few)):
        found = few
    return sorted(found, key=known.index)


def _marks(setting: Setting, known: KnownError) -> frozenset[str]:
    """Services, classes and words that a known error is about."""
    symptoms = [setting.symptoms[each] for each in known.symptoms]
    words = (content_words(each.name) for each in symptoms)
    services = (each.service for each in symptoms if each.service)
    return frozenset(known.kinds).union(services, *words)


def _number(known: KnownError) -> str:
    """The number alone: "04"."""
    return known.id.rsplit("-", 1)[-1]


def _text(known: KnownError) -> str:
    """A known error as an option."""
    return f"Known error {_number(known)}"


def _told(setting: Setting) -> Mapping[str, list[str]]:
    """What callers say, briefly and without their own guesses, by symptom of an incident."""
    found: dict[str, list[str]] = {}
    for each in setting.library.utterances:
        symptom = setting.symptoms.get(each.symptom)
        if symptom is not None and symptom.kind == "incident" and not (each.effect or each.guess):
            short = [text for text in each.texts if len(text.split()) <= LONGEST_REPORT]
            found.setdefault(symptom.id, []).extend(short)
    return {symptom: texts for symptom, texts in found.items() if texts}


def _explained(setting: Setting, told: Collection[str], known: KnownError) -> Iterator[_Case]:
    """Cases that a known error is about and that a caller can tell."""
    for symptom in (setting.symptoms[each] for each in known.symptoms if each in told):
        yield from (_Case(symptom, kind) for kind in known.kinds or _kinds(setting, symptom))


def _kinds(setting: Setting, symptom: Symptom) -> tuple[str, ...]:
    """Classes of items whose failure is felt like that; an empty one where none is known."""
    modes = setting.library.failure_modes
    return tuple(
        {kind: None for one in modes if one.symptom == symptom.id for kind in one.kinds}
    ) or ("",)


def _fitting(setting: Setting, case: _Case) -> list[KnownError]:
    """What the knowledge base has on a symptom, for items of a class."""
    found = search(setting, case.symptom.id).known_errors
    return [each for each in found if not each.kinds or case.kind in each.kinds]


def _unexplained(
    setting: Setting, told: Collection[str], listed: Sequence[KnownError]
) -> tuple[list[_Case], list[_Case]]:
    """Cases that nothing is on file about: those that seem like something, and others.

    What might be argued is left out: what is felt in a service that something on file is about, or
    that others need (a network that is gone has many faces); the same category, where something on
    file names no service; and what is known for one class, where the class is not.
    """
    symptoms = [setting.symptoms[each] for known in listed for each in known.symptoms]
    words = frozenset[str]().union(*(content_words(each.name) for each in symptoms))
    taken = {None, *(each.service or each.category for each in symptoms)}
    taken.update(each.id for each in setting.organisation.services if each.kind == "supporting")
    near, far = list[_Case](), list[_Case]()
    for symptom in (setting.symptoms[each] for each in told):
        cases = [_Case(symptom, kind) for kind in _kinds(setting, symptom)
                 if kind or not search(setting, symptom.id).known_errors]  # fmt: skip
        cases = [each for each in cases if not _fitting(setting, each)]
        if symptom in symptoms:
            near += cases
        elif taken.isdisjoint((symptom.service, symptom.category)):
            (near if content_words(symptom.name) & words else far).extend(cases)
    return near, far


def _class(kind: str) -> str:
    """A class as people write it: "label printer"."""
    return kind.replace("-", " ")


def _about(setting: Setting, known: KnownError) -> str:
    """What a known error is about, by symptom."""
    return " or ".join(setting.symptoms[each].name for each in known.symptoms)


def _classes(known: KnownError) -> str:
    """What a known error is about, by class."""
    return " or ".join(map(_class, known.kinds)) or "any class"


def _worked(case: _Case, found: KnownError | None) -> str:
    """How the two facts decide."""
    what = f"The words mean '{case.symptom.name}'"
    if case.kind:
        what = f"{what}, and the class is {_class(case.kind)}"
    if found is None:
        return f"{what}: nothing on file is about that, so it has to be looked into."
    return f"{what}: number {_number(found)} is about that."


def _mistake(setting: Setting, case: _Case, known: KnownError, found: Sequence[KnownError]) -> str:
    """What one goes by who takes a known error that does not fit."""
    number, about = _number(known), _about(setting, known)
    if case.symptom.id in known.symptoms:
        return f"Goes by the symptom alone: {number} is about the class {_classes(known)}."
    if case.kind in known.kinds:
        return f"Goes by the class alone: {number} is about '{about}'."
    if found and known.restores_percent > found[0].restores_percent:
        return f"Goes by the share restored: {number} is about '{about}'."
    return f"Takes one symptom for another: {number} is about '{about}'."


def _stem(
    draw: Draw, setting: Setting, case: _Case, listed: Sequence[KnownError], told: Sequence[str]
) -> str:
    """What is on file, the report and the question."""
    filed = "; ".join(
        f"{_number(each)}: {_about(setting, each)}, {_classes(each)}, {each.restores_percent} %"
        for each in listed
    )
    name = content_words(case.symptom.name)
    own = [each for each in told if not name <= content_words(each)]
    groups, estate = setting.organisation.groups, setting.estate
    users = [each for each in groups if case.symptom.service in each.services]
    hit = [estate.groups[hit.group] for item in setting.organisation.components
           if item.kind == case.kind and not users for hit in estate.reach(item.id)]  # fmt: skip
    report = draw.pick(_REPORTS, "report").format(
        person=draw.person(),
        group=draw.pick(users or hit or groups, "group").name,
        words=draw.pick(own or told, "words"),
    )
    kind = draw.pick(_CLASSES, "class").format(kind=_class(case.kind)) if case.kind else ""
    noise = draw.pick(_NOISE, "noise").format(number=_number(draw.pick(listed, "number")))
    told = (report, kind, noise if draw.likely(50, "noisy") else "", draw.pick(_ASKED, "asked"))
    return (
        f"Known errors on file (symptom, class of item, share of work restored): {filed}. "
        f"{' '.join(filter(None, told))}"
    )


KNOWN_ERROR = Family(
    {
        "2011": Place("5", "operation", "problem-management"),
        "4": Place("7.1", "general", "problem-management"),
        "5": Place("4.4", "support", "problem-management", beyond_exam=True),
    },
    make,
    answers,
)
"""Which known error helps, if any."""
