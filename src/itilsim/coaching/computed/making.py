"""Items made of computed questions: four options, one right, in a drawn order.

The one idea: what the options shall be, and which of them is right, is drawn before the case, so
that nothing can be told from them. The rules that check the bank check these items too, before
anybody sees them. Draws that give an item with a finding, or another answer than the wanted one,
are thrown away and drawn again, under the next number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from itilsim.coaching.computed.access import ACCESS
from itilsim.coaching.computed.agreement import AGREEMENT
from itilsim.coaching.computed.asking import Family, Place, Question, Wrong
from itilsim.coaching.computed.change import CHANGE
from itilsim.coaching.computed.closed import CLOSED
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.due import DUE
from itilsim.coaching.computed.duplicate import DUPLICATE
from itilsim.coaching.computed.escalation import ESCALATION
from itilsim.coaching.computed.figure import FIGURE
from itilsim.coaching.computed.function import FUNCTION
from itilsim.coaching.computed.known_error import KNOWN_ERROR
from itilsim.coaching.computed.major import MAJOR
from itilsim.coaching.computed.next import NEXT
from itilsim.coaching.computed.priority import PRIORITY
from itilsim.coaching.computed.route import ROUTE
from itilsim.coaching.computed.service import SERVICE
from itilsim.coaching.computed.stage import STAGE
from itilsim.coaching.computed.team import TEAM
from itilsim.coaching.computed.tell import TELL
from itilsim.coaching.computed.value import VALUE
from itilsim.domain.errors import UsageError
from itilsim.domain.scenario import Setting
from itilsim.quiz.authoring import OPTIONS, bare_words, item_findings
from itilsim.quiz.cues import cue_findings
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.quiz.questions import Item, Option

SOURCE = "computed-from-rules"
"""What every computed item names as its source: the simulator's rules and the organisation's."""

TRIES = 400
"""So many times a question is drawn before the organisation counts as too small for its kind.
Tuning constant: shipped content needs a few, see the tests."""

FAMILIES: Mapping[str, Family] = {
    "route": ROUTE,
    "priority": PRIORITY,
    "team": TEAM,
    "duplicate": DUPLICATE,
    "known-error": KNOWN_ERROR,
    "access": ACCESS,
    "due": DUE,
    "major": MAJOR,
    "escalation": ESCALATION,
    "change": CHANGE,
    "agreement": AGREEMENT,
    "function": FUNCTION,
    "service": SERVICE,
    "next": NEXT,
    "closed": CLOSED,
    "tell": TELL,
    "figure": FIGURE,
    "stage": STAGE,
    "value": VALUE,
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
    aim = Draw(seed, ("computed", kind, edition, "aim"))
    offered, key = tuple[str, ...](), ""
    if family.answers is not None:
        offered = tuple(family.answers(aim, setting, edition))
        if len(offered) < OPTIONS:
            return
        key = aim.pick(offered, "key")
    below = aim.below(OPTIONS, "below")
    for n in range(TRIES):
        draw = Draw(seed, ("computed", kind, edition, n))
        question = family.make(draw, setting, edition, key)
        if question is None or (key and question.key != key):
            continue
        wrong = _around(question, below, draw)
        if offered:
            wrong = tuple(each for each in _different(question) if each.text in offered)
        if len(wrong) != OPTIONS - 1:
            continue
        place = question.place or family.places[edition]
        id_ = f"computed-{kind}-{edition}-{seed}"
        item = _item(id_, edition, place, question, _options(question, wrong, draw))
        if not any(item_findings(item)) and not any(cue_findings(item)):
            yield item


def _different(question: Question) -> Iterator[Wrong]:
    """Wrong answers, each unlike the key and those before it."""
    seen = {bare_words(question.key)}
    for wrong in question.wrong:
        if bare_words(wrong.text) not in seen:
            seen.add(bare_words(wrong.text))
            yield wrong


def _around(question: Question, below: int, draw: Draw) -> tuple[Wrong, ...]:
    """Three wrong numbers, as many below the right one as is wanted: a mistake, and two slips.

    The four make two pairs, each a step apart, so that each of them may as well be the right one.
    """
    scale = question.scale
    if scale is None:
        return ()
    up, later = (below in (0, 2)), (below in (0, 1))
    step = scale.step if up else -scale.step
    different = tuple(_different(question))
    mistakes = [
        wrong
        for wrong in different
        if abs(wrong.value - question.value) > scale.step
        and (wrong.value > question.value) == later
    ]
    if not mistakes:
        return ()
    made = draw.pick(mistakes, "mistake")
    slips = (
        Wrong(scale.told(question.value + step), f"{scale.slip} {question.why}"),
        Wrong(scale.told(made.value + step), f"Two mistakes at once. {scale.slip} {made.why}"),
    )
    # Where a slip comes to what a mistake comes to as well, the mistake has more to teach.
    known = {wrong.text: wrong for wrong in different}
    return (made, *(known.get(slip.text, slip) for slip in slips))


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
