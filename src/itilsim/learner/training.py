"""What a shift trains of an exam, in marks: how much of a paper is on what its findings touched.

The one idea: the blueprint says how many marks an area has, and the bank which topics its questions
are on; so the marks of an area go to the topics in the shares of its questions. It is an estimate,
and says so.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from itilsim.content.bank import load_blueprint, shipped_bank
from itilsim.content.cache import ContentCache
from itilsim.domain.errors import ItilsimError
from itilsim.learner.concepts import FULL, Judged
from itilsim.learner.from_findings import topics_of
from itilsim.quiz.blueprint import Blueprint, pools
from itilsim.quiz.editions import EDITIONS, Edition, edition_named
from itilsim.quiz.questions import Bank
from itilsim.storage.places import Places
from itilsim.storage.study import open_study


@dataclass(frozen=True, slots=True)
class Trained:
    """What a shift touches of an exam."""

    edition: Edition
    """The exam."""
    title: str
    """What the exam is called."""
    marks: int
    """Marks of a paper on topics that the findings touched, rounded to whole ones."""
    of: int
    """Marks of a paper."""
    lost: int
    """Of these marks, those on topics on which something was less than full."""
    topics: tuple[tuple[str, float], ...]
    """Topics touched and their marks, the most first."""


def trained_by(findings: Iterable[Judged], bank: Bank, blueprint: Blueprint) -> Trained:
    """What a shift trains of an exam.

    Args:
        findings: All that judging has to say on the shift; what was right trains, too.
        bank: All questions.
        blueprint: The plan of the exam.
    """
    touched: dict[str, bool] = {}
    for each in findings:
        for topic in topics_of(each, blueprint.edition):
            touched[topic] = touched.get(topic, False) or each.credit < FULL
    marks = marks_by_topic(bank, blueprint)
    found = sorted(
        ((topic, marks[topic]) for topic in touched if topic in marks),
        key=lambda each: (-each[1], each[0]),
    )
    return Trained(
        blueprint.edition,
        blueprint.title,
        round(sum(number for _, number in found)),
        blueprint.questions,
        round(sum(number for topic, number in found if touched[topic])),
        tuple(found),
    )


def marks_by_topic(bank: Bank, blueprint: Blueprint) -> dict[str, float]:
    """Marks of a paper by topic, on average: they add up to the paper's.

    Args:
        bank: All questions.
        blueprint: The plan of the exam.
    """
    marks: dict[str, float] = {}
    for cell, pool in pools(bank, blueprint).items():
        for topic, number in Counter(item.topic for item in pool).items():
            marks[topic] = marks.get(topic, 0.0) + cell.count * number / len(pool)
    return marks


def learners_exam(places: Places, usual: Edition | None) -> Edition | None:
    """The exam that is studied for, as the settings say it, or else as usual.

    Args:
        places: The user's folders.
        usual: The exam that the run names, if any; what the settings say cannot always be read.
    """
    with contextlib.suppress(ItilsimError), open_study(places) as study:
        return edition_named(study.setting("edition")) or usual
    return usual


def trained_for(
    places: Places, findings: Sequence[Judged], edition: Edition | None
) -> tuple[Trained, ...]:
    """What a shift trains of the learner's exam; of all of them where none is studied for.

    Args:
        places: The user's folders.
        findings: All that judging has to say on it.
        edition: The exam; none: all.
    """
    bank, cache = shipped_bank(places), ContentCache(places.cache)
    editions = EDITIONS if edition is None else (edition,)
    return tuple(trained_by(findings, bank, load_blueprint(each, cache)) for each in editions)
