"""Every finding that is less than full says in plain words what was lost and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from itilsim.domain.debriefing.values import FULL
from itilsim.domain.scoring.tally import Because, Counted, Finding, Links
from itilsim.reports.reasons import reason
from itilsim.reports.wording import naming_of
from tests.played import first_shift
from tests.reports.debriefs import Looked, faults, looked_at, said

SEED = 1


@cache
def looked() -> tuple[Looked, ...]:
    return tuple(looked_at(first_shift(), SEED))


def test_nothing_is_wrong_with_the_debriefs_of_one_morning() -> None:
    assert [fault for each in looked() for fault in faults(each)] == []
    assert sum(len(each.below) for each in looked()) > 150


def with_other(seen: Looked, old: Finding, new: Finding) -> Looked:
    """The same debrief with another finding in its place."""
    findings = tuple(new if each is old else each for each in seen.tally.findings)
    stories = tuple(
        replace(story, decisions=tuple(new if one is old else one for one in story.decisions))
        for story in seen.debrief.stories
    )
    return replace(
        seen,
        tally=replace(seen.tally, findings=findings),
        debrief=replace(seen.debrief, stories=stories),
    )


def first(seen: Looked, wanted: Callable[[Finding], bool]) -> Finding:
    return next(each for each in seen.below if wanted(each))


def has(code: str) -> Callable[[Finding], bool]:
    return lambda each: any(one.code == code for one in each.because)


def without_a_reason(seen: Looked) -> Looked:
    old = first(seen, lambda each: each.criterion == "told" and len(each.because) > 0)
    return with_other(seen, old, replace(old, because=(), chosen=old.best))


def with_the_best_as_chosen(seen: Looked) -> Looked:
    old = first(seen, lambda each: each.criterion == "kind" and not each.because)
    return with_other(seen, old, replace(old, chosen=old.best))


def that_could_be_defended(seen: Looked) -> Looked:
    old = first(seen, lambda each: each.criterion == "kind" and not each.because)
    return with_other(seen, old, replace(old, accepted=(*old.accepted, old.chosen)))


def without_words_for_its_code(seen: Looked) -> Looked:
    old = seen.below[0]
    return with_other(seen, old, replace(old, because=(Because("unheard-of"),)))


def with_one_more_return(seen: Looked) -> Looked:
    old = first(seen, has("sent_back"))
    because = tuple(
        replace(one, amount=one.amount + 1) if one.code == "sent_back" else one
        for one in old.because
    )
    return with_other(seen, old, replace(old, because=because))


def said_not_to_be_logged(seen: Looked) -> Looked:
    old = first(seen, lambda each: each.criterion == "category" and each.chosen is not None)
    return with_other(seen, old, replace(old, because=(Because("unlogged"),)))


def told_twice(seen: Looked) -> Looked:
    stories = seen.debrief.stories
    twice = replace(stories[0], decisions=(*stories[0].decisions, stories[0].decisions[0]))
    return replace(seen, debrief=replace(seen.debrief, stories=(twice, *stories[1:])))


def left_out(seen: Looked) -> Looked:
    stories = seen.debrief.stories
    fewer = replace(stories[0], decisions=stories[0].decisions[1:])
    return replace(seen, debrief=replace(seen.debrief, stories=(fewer, *stories[1:])))


def listed_twice(seen: Looked) -> Looked:
    line = seen.debrief.score[-1]
    return replace(seen, debrief=replace(seen.debrief, score=(*seen.debrief.score, line)))


def with_more_people_than_there_are(seen: Looked) -> Looked:
    each = seen.debrief.delivered[0]
    worse = replace(each, people_cut_off=each.users + 1)
    return replace(seen, debrief=replace(seen.debrief, delivered=(worse,)))


def with_a_price_too_many(seen: Looked) -> Looked:
    dear = replace(seen.debrief.dearest[0], lost=seen.debrief.dearest[0].lost + 200)
    made = replace(seen.debrief, dearest=(dear, *seen.debrief.dearest[1:]))
    return replace(seen, debrief=made)


PLANTED: tuple[Callable[[Looked], Looked], ...] = (
    without_a_reason,
    with_the_best_as_chosen,
    that_could_be_defended,
    without_words_for_its_code,
    with_one_more_return,
    said_not_to_be_logged,
    told_twice,
    left_out,
    listed_twice,
    with_more_people_than_there_are,
    with_a_price_too_many,
)
"""Faults of which each must be found."""


@pytest.mark.parametrize("plant", PLANTED, ids=lambda each: each.__name__)
def test_a_planted_fault_is_found(plant: Callable[[Looked], Looked]) -> None:
    sound = next(seen for seen in looked() if any(map(has("sent_back"), seen.below)))
    assert faults(sound) == []
    assert faults(plant(sound)) != []


@pytest.mark.parametrize(
    ("because", "words"),
    [
        (Because("answered_late", 2700, 1800), "The answer came after 45 min; 30 min were agreed."),
        (Because("silence", 1805, 1800), "nothing for 30 min 05 s; 30 min 00 s is the most."),
        (Because("corrected", 120), "You put it right 2 min later"),
        (Because("corrected_late", 120), "another team already had the record"),
        (Because("not_looked_again"), "did not look at it again in time"),
        (Because("rejected"), "the first try counts"),
        (Because("sent_back", 2), "It was sent back twice."),
        (Because("sent_back", 4, 1), "sent back 4 times, once by a team that could be defended"),
    ],
)
def test_what_cost_is_said_with_its_figures(because: Because, words: str) -> None:
    seen = looked()[0]
    finding = replace(seen.below[0], because=(because,))
    assert words in said(seen, finding)


def test_an_end_against_the_callers_word_names_the_true_fault() -> None:
    """Confirmed, the callers said no, resolved all the same: not "without asking the caller"."""
    seen = looked()[0]
    subject = next(each.subject for each in seen.debrief.stories if each.mode)
    words = said(seen, Finding("against_word", subject, 0, 0, None, -400, "fixed", None, None))
    assert words.startswith("The caller had said that it does not work, and you ended it.")
    assert "In truth: " in words
    assert words.endswith("which was not over.")


def test_what_is_full_has_nothing_to_explain() -> None:
    right = [e for seen in looked() for e in seen.tally.findings if e.credit >= FULL]
    assert len(right) > 100
    assert all(each.because == () for each in right)


def test_a_link_made_before_the_coach_spoke_is_not_said_to_be_made_at_his_word() -> None:
    seen = next(each for each in looked() if each.below)
    found = replace(seen.below[0], criterion="correlation", because=(Because("prompted"),))
    words = reason(
        replace(found, chosen=Links(4, 0), best=Links(4, 0)),
        naming_of(seen.debrief, seen.setting),
    )
    assert "The coach spoke about it" in words
    assert "at the coach's word" not in words


@pytest.mark.parametrize(
    ("right", "of", "words"),
    [
        (3, 100, "In 3 of 100 mornings that looked like this it would have been right."),
        (59, 2_000, "In 2 of 100 mornings that looked like this it would have been right."),
        (1, 400, "In fewer than 1 of 100 mornings that looked like this it would have been right."),
        (0, 40, "In none of 40 mornings that looked like this would it have been right."),
    ],
)
def test_a_charge_says_how_it_stands(right: int, of: int, words: str) -> None:
    seen = looked()[1]
    old = first(seen, lambda each: each.criterion == "kind")
    assert said(seen, replace(old, alike=Counted(right, of))).endswith(words)


def test_where_too_few_mornings_looked_like_it_nothing_is_said() -> None:
    seen = looked()[1]
    old = first(seen, lambda each: each.criterion == "kind")
    assert "mornings" not in said(seen, replace(old, alike=None))
