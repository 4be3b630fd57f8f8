"""Items made of computed questions: four options, one right, in a drawn order.

The one idea: the rules that check the bank check these too, before anybody sees them. Draws that
give an item with a finding are thrown away and drawn again, under the next number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from itilsim.coaching.computed.agreement import AGREEMENT
from itilsim.coaching.computed.asking import Family, Place, Question, Wrong
from itilsim.coaching.computed.change_kind import CHANGE_KIND
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.due import DUE
from itilsim.coaching.computed.escalation import ESCALATION
from itilsim.coaching.computed.figures import FIGURES
from itilsim.coaching.computed.function import FUNCTION
from itilsim.coaching.computed.priority import PRIORITY
from itilsim.coaching.computed.record_kind import RECORD_KIND
from itilsim.coaching.computed.route import ROUTE
from itilsim.coaching.computed.service_kind import SERVICE_KIND
from itilsim.domain.errors import UsageError
from itilsim.domain.scenario import Setting
from itilsim.quiz.authoring import OPTIONS, bare_words, item_findings
from itilsim.quiz.cues import cue_findings
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.questions import Item, Option

SOURCE = "computed-from-rules"
"""What every computed item names as its source: the simulator's rules and the organisation's."""

TRIES = 60
"""So many times a question is drawn before the organisation counts as too small for its kind.
Tuning constant: shipped content needs one or two, see the tests."""

FAMILIES: Mapping[str, Family] = {
    "priority": PRIORITY,
    "due": DUE,
    "escalation": ESCALATION,
    "route": ROUTE,
    "agreement": AGREEMENT,
    "figures": FIGURES,
    "change-kind": CHANGE_KIND,
    "record-kind": RECORD_KIND,
    "function": FUNCTION,
    "service-kind": SERVICE_KIND,
}
"""Every kind of computed question."""

KINDS: Mapping[Edition, tuple[str, ...]] = {
    edition: tuple(kind for kind, family in FAMILIES.items() if edition in family.places)
    for edition in EDITIONS
}
"""The kinds that each edition knows."""


def computed_item(kind: str, edition: Edition, seed: int, setting: Setting) -> Item:
    """Work out one item; the same arguments give the same item.

    Args:
        kind: One of `KINDS[edition]`.
        edition: Whose words it uses.
        seed: Which item of this kind, from 0.
        setting: A scenario, whose organisation, estate, agreements and library it is about.

    Raises:
        UsageError: If the edition has no such kind, the seed is negative, or the organisation is
            too small for the kind.
    """
    if kind not in KINDS.get(edition, ()):
        known = ", ".join(KINDS.get(edition, ()))
        raise UsageError(f"There are no computed questions '{kind}'; there are: {known}.")
    if seed < 0:
        raise UsageError("The seed of a computed question is 0 or more.")
    for item in _sound(kind, edition, seed, setting):
        return item
    name = setting.organisation.name
    raise UsageError(f"{name} is too small for computed questions '{kind}'; choose another kind.")


def mixed(edition: Edition, seed: int, count: int, setting: Setting) -> tuple[Item, ...]:
    """Work out a varied list: each kind once before any comes again, in a drawn order.

    Kinds for which the organisation is too small are left out.

    Args:
        edition: Whose words the items use.
        seed: Which list, from 0.
        count: How many items.
        setting: A scenario, whose organisation they are about.

    Raises:
        UsageError: If the organisation is too small for every kind, or the seed is negative.
    """
    draw = Draw(seed, ("computed", "mixed", edition))
    kinds, found, n = list(KINDS[edition]), list[Item](), 0
    while len(found) < count:
        for kind in draw.shuffled(tuple(kinds), n):
            try:
                found.append(computed_item(kind, edition, seed * count + n, setting))
            except UsageError:
                kinds.remove(kind)
                if seed < 0 or not kinds:
                    raise
        n += 1
    return tuple(found[:count])


def _sound(kind: str, edition: Edition, seed: int, setting: Setting) -> Iterator[Item]:
    """The items of the draws in which nothing is to be found fault with."""
    family = FAMILIES[kind]
    for n in range(TRIES):
        draw = Draw(seed, ("computed", kind, edition, n))
        question = family.make(draw, setting, edition)
        wrong = _different(question) if question is not None else ()
        if question is None or len(wrong) < OPTIONS - 1:
            continue
        place = question.place or family.places[edition]
        id_ = f"computed-{kind}-{edition}-{seed}"
        item = _item(id_, edition, place, question, _options(question, wrong, draw))
        if not any(item_findings(item)) and not any(cue_findings(item)):
            yield item


def _different(question: Question) -> tuple[Wrong, ...]:
    """As many wrong answers as are needed, each unlike the key and the others."""
    found: dict[str, Wrong] = {}
    for wrong in question.wrong:
        if bare_words(wrong.text) != bare_words(question.key):
            found.setdefault(bare_words(wrong.text), wrong)
    return tuple(found.values())[: OPTIONS - 1]


def _options(question: Question, wrong: tuple[Wrong, ...], draw: Draw) -> tuple[Option, ...]:
    """The options in a drawn order, the key at a drawn place."""
    options = [Option(each.text, False, each.why) for each in draw.shuffled(wrong, "order")]  # noqa: FBT003 - as `Option` reads in files
    key = Option(question.key, True, question.why)  # noqa: FBT003 - as above
    options.insert(draw.below(OPTIONS, "key"), key)
    return tuple(options)


def _item(
    id_: str, edition: Edition, place: Place, question: Question, options: tuple[Option, ...]
) -> Item:
    return Item(
        id=id_,
        editions=(edition,),
        syllabus={edition: place.syllabus},
        stage=place.stage,
        topic=place.topic,
        bloom=2,
        style="standard",
        source=SOURCE,
        confidence="SME",
        review="draft",
        beyond_exam=place.beyond_exam,
        stem=question.stem,
        options=options,
    )
