"""Access: what is due on a request for it, from what is known of who asks, of role and consent.

The one idea: three questions in one order. Is it really that person? Does the rule let that person
in? Has whoever decides agreed, where somebody has to? The first that is open is the next step, the
first no ends it. Rank, haste and the consent of anybody else decide nothing.

Source: ITIL 2011, access management. The order is that of `domain/due/wishes.py`; rules are local.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong, meant
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import offered, service_name
from itilsim.domain.organisation import Service
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

Step = Literal["verify", "approve", "fulfil", "refuse"]

TEXTS: Mapping[Step, str] = {
    "verify": "Verify the identity first",
    "approve": "Have it approved first",
    "fulfil": "Fulfil it at once",
    "refuse": "Refuse it with a reason",
}
"""The options."""


class Facts(NamedTuple):
    """It is that person, whom the rule lets in; a yes is there; it is needed. None: not asked."""

    proven: bool | None = True
    fits: bool = True
    agreed: bool | None = None
    needed: bool = True


def step_of(facts: Facts) -> Step:
    """What is due."""
    if facts.proven is None:
        return "verify"
    if not facts.proven or not facts.fits:
        return "refuse"
    if not facts.needed or facts.agreed:
        return "fulfil"
    return "approve" if facts.agreed is None else "refuse"


CASES: Mapping[Step, tuple[Facts, ...]] = {
    "verify": (
        Facts(proven=None, agreed=True),
        Facts(proven=None),
        Facts(proven=None, needed=False),
    ),
    "approve": (Facts(),),
    "fulfil": (Facts(agreed=True), Facts(needed=False)),
    "refuse": (
        Facts(proven=False, agreed=True),
        Facts(fits=False, agreed=True),
        Facts(fits=False, needed=False),
        Facts(agreed=False),
    ),
}
"""What questions are about, by what is due. What a yes could be thought to mend has its yes."""

_RULES = (
    "House rule for access to {service}, step by step: proof of who asks, else a no; {limit}",
    "Access to {service} takes, in this order: proof of who asks, else it is a no; {limit}",
)
_WISHES = (
    "Somebody asks for it as {person}, who {role}.",
    "A request comes in under the name of {person}, who {role}.",
)
_PROVEN: Mapping[bool | None, tuple[str, ...]] = {
    True: (
        "Called back on the number on file, {person} confirms it.",
        "{person} stands at the desk; the staff card matches face and name.",
        "Badge number and agreed code word, both asked for, are right.",
    ),
    None: (
        "The e-mail bears the right name; nobody has called back.",
        "The voice sounds familiar; no questions have been put.",
        "The chat shows the right name and photo, and no more is known.",
        "The caller is in a hurry and has been asked for nothing so far.",
    ),
    False: (
        "Called back on the number on file, {person} knows nothing of it.",
        "The staff card shown at the desk is another person's.",
        "Asked for badge number and code word, the caller gets both wrong.",
    ),
}
_AGREED: Mapping[bool | None, tuple[str, ...]] = {
    True: (
        "The {owner} has said yes in writing.",
        "The {owner}'s yes is on the record; the {other} was not asked.",
    ),
    None: (
        "The {other} has said yes in writing.",
        "The {other} wants it done today; the {owner} knows nothing of it.",
        "All are sure that the {owner} will not mind.",
        "The {owner} said yes last year, to a colleague's request.",
    ),
    False: (
        "The {owner} has said no; the {other} insists.",
        "The {other} has said yes, the {owner} no.",
        "The {owner} was asked and is against it.",
    ),
}
_UNNEEDED = (
    "The {owner} knows nothing of it.",
    "The {other} would like to be asked.",
)
_NOISE = ("It is said to be urgent.", "The tone is sharp.", "It is a VIP's wish.", "", "", "")
_ASKED = ("What is due now?", "What does the desk do now?", "What comes next?")

LIMITS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "work in {inside}": (
        ("works in {inside}", "moved from {outside} to {inside} in May"),
        ("works in {outside}", "moved from {inside} to {outside} in May"),
    ),
    "no part in its audits": (
        ("takes no part in its audits", "works with what it holds and audits nothing"),
        ("audits it each spring", "belongs to those who audit it"),
    ),
    "a contract that is still valid": (
        ("is a temp until Christmas", "has a contract to the end of next year"),
        ("left on Friday and wants to finish something", "was a temp until last month"),
    ),
    "use under one's own name": (
        ("would use it as {person}", "asks for a log-in in that name"),
        ("would use an absent colleague's log-in", "would work under a colleague's name"),
    ),
    "at least {least} months with the company": (
        ("joined {more} months ago", "has worked here for {more} months"),
        ("joined {less} months ago", "has worked here for {less} months"),
    ),
}
"""Whom a rule lets in, the first by department; of whom that is so, and of whom it is not."""

_MISTAKES: Mapping[tuple[Step, Step | None], str] = {
    ("verify", None): "Checks a second time who it is.",
    ("approve", "verify"): "Seeks consent for somebody unknown.",
    ("approve", "fulfil"): "Thinks that a request has to wait for one more manager.",
    ("approve", "refuse"): "Seeks a yes that can no longer help.",
    ("fulfil", "verify"): "Takes a name, a voice or haste for proof.",
    ("fulfil", "approve"): "Takes the wish of others for the yes of whoever decides.",
    ("fulfil", "refuse"): "Lets rank, habit or a good cause count more than the rule.",
    ("refuse", "verify"): "Turns somebody away who was not asked for proof.",
    ("refuse", "approve"): "Takes a yes that is missing for a no.",
    ("refuse", "fulfil"): "Sees a risk where each condition is met.",
}
"""What one overlooks, by the step that one takes and the one that is due; none: any other."""


def answers(_draw: Draw, setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """All four, where there is a service for the organisation's own people."""
    return tuple(TEXTS.values()) if offered(setting, "internal") else ()


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw what is known, so that the wanted step is due."""
    facts = draw.pick(CASES[meant(TEXTS, wanted)], "facts")
    words = _words(draw, setting, fits=facts.fits)
    consent = _AGREED[facts.agreed] if facts.needed else _UNNEEDED
    known = [draw.pick(_PROVEN[facts.proven], "proven"), draw.pick(consent, "consent")]
    parts = (
        draw.pick(_RULES, "rule")
        + ("; the {owner}'s consent." if facts.needed else ". Nobody has to agree."),
        draw.pick(_WISHES, "wish"),
        *draw.shuffled(known, "order"),
        draw.pick(_NOISE, "noise"),
        draw.pick(_ASKED, "asked"),
    )
    key, why = step_of(facts), _worked(facts).format_map(words)
    wrong = tuple(
        Wrong(text, f"{_MISTAKES.get((step, key)) or _MISTAKES[step, None]} {why}")
        for step, text in TEXTS.items()
        if step != key
    )
    return Question(" ".join(filter(None, parts)).format_map(words), TEXTS[key], why, wrong)


def _words(draw: Draw, setting: Setting, *, fits: bool) -> Mapping[str, str]:
    """Who asks for what, who decides, who has a say elsewhere; what the rule asks and what is."""
    service = draw.pick(offered(setting, "internal"), "service")
    inside, outside = _departments(draw, setting, service)
    limit = draw.pick(tuple(LIMITS)[0 if outside else 1 :], "limit")
    least, spare = draw.pick((6, 9, 12, 18), "least"), draw.pick((2, 3, 4), "spare")
    words = {
        "person": draw.person(),
        "service": service_name(service),
        "owner": service.owner,
        "other": draw.pick(_others(setting, service), "other"),
        "inside": inside,
        "outside": outside,
        "least": str(least),
        "more": str(least + spare),
        "less": str(least - spare),
    }
    role = draw.pick(LIMITS[limit][0 if fits else 1], "role")
    return words | {"limit": limit.format_map(words), "role": role.format_map(words)}


def _departments(draw: Draw, setting: Setting, service: Service) -> tuple[str, str]:
    """A department that uses a service and one that does not; empty, if there are no such two."""
    groups = setting.organisation.groups
    using = dict.fromkeys(each.department for each in groups if service.id in each.services)
    others = dict.fromkeys(each.department for each in groups if each.department not in using)
    if not using or not others:
        return "", ""
    return draw.pick(tuple(using), "inside"), draw.pick(tuple(others), "outside")


def _others(setting: Setting, service: Service) -> Sequence[str]:
    """Who else agrees to things: approvers of request models, owners of other services."""
    models = setting.library.request_models
    found = [step.by for model in models for step in model.steps if step.kind == "approve"]
    found += [each.owner for each in offered(setting, "internal")]
    return [each for each in dict.fromkeys(found) if each != service.owner] or ("line manager",)


def _worked(facts: Facts) -> str:
    """Which question decides."""
    if facts.proven is None:
        return "Nothing proves yet that it is {person}, and proof comes before the rest."
    if not facts.proven:
        return "By the check it is not {person} who asks."
    if not facts.fits:
        return "The rule asks for {limit}; {person} {role}."
    if not facts.needed or facts.agreed:
        return "It is {person}, who meets the rule ({limit}), and no yes is missing."
    if facts.agreed is None:
        return "It is {person}, who meets the rule; the yes of the {owner} is missing."
    return "It is {person}, but the {owner} decides and has said no."


ACCESS = Family(
    {
        "2011": Place("5", "operation", "access-management", beyond_exam=True),
        "4": Place("7.1", "deliver-and-support", "request-fulfilment", beyond_exam=True),
        "5": Place("4.4", "deliver", "request-fulfilment", beyond_exam=True),
    },
    make,
    answers,
)
"""What is due on a request for access; such steps are taught rather than examined."""
