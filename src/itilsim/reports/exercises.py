"""What there is to learn on the dearest decisions: the card, and one question as the exam asks it.

The one idea: on paper the answers stand after all questions, so that one can try first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import Finding
from itilsim.learner.from_findings import Exercise
from itilsim.quiz.questions import Item
from itilsim.quiz.showing import shown as in_drawn_order
from itilsim.reports.blocks import Block, Entry, Items, Paragraph, Section
from itilsim.reports.wording import DEDUCTIONS, headline_of, name_of, naming_of
from itilsim.words.evidence import Naming
from itilsim.words.questions import LETTERS

SHOWN: Final = 3
"""So many decisions have their question. Tuning constant."""


def exercises(
    debrief: Debrief, setting: Setting, found: Sequence[tuple[Finding, Exercise]]
) -> tuple[Section, ...]:
    """The section with cards and questions; none where there is nothing to learn.

    Args:
        debrief: What they are from.
        setting: The scenario, for names.
        found: Findings with what there is to learn on each, the dearest first; those with the same
            question are shown once.
    """
    naming = naming_of(debrief, setting)
    shown: dict[str, tuple[Finding, Exercise, Item]] = {}
    for finding, exercise in found:
        if exercise.question is not None:
            question = in_drawn_order(exercise.question, debrief.seed)
            shown.setdefault(question.id, (finding, exercise, question))
    rows = list(shown.values())[:SHOWN]
    if not rows:
        return ()
    entries = [
        Entry(f"{n}. {_about(finding, debrief, naming)}", tuple(_asked(exercise, question)))
        for n, (finding, exercise, question) in enumerate(rows, start=1)
    ]
    answers = Items(tuple(f"{n}. {_answer(item)}" for n, (_, _, item) in enumerate(rows, start=1)))
    blocks: tuple[Block, ...] = (*entries, Paragraph("Answers:"), answers)
    return (Section("learn", "One question each", blocks),)


def _about(finding: Finding, debrief: Debrief, naming: Naming) -> str:
    name = DEDUCTIONS.get(finding.criterion) or name_of(finding, naming)
    known = finding.subject in debrief.subjects
    return f"{name}: {headline_of(finding.subject, debrief, naming)}" if known else name


def _asked(exercise: Exercise, question: Item) -> Iterator[tuple[str, str]]:
    if exercise.card is not None:
        yield "Card", f"{exercise.card.front} {exercise.card.back}"
    yield "Question", question.stem
    for n, statement in enumerate(question.statements, start=1):
        yield "", f"{n}. {statement}"
    for letter, option in zip(LETTERS, question.options, strict=False):
        yield "", f"{letter}) {option.text}"


def _answer(item: Item) -> str:
    """The right letter, and why."""
    if item.key is None:
        return ""
    return f"{LETTERS[item.key]}: {item.options[item.key].rationale.strip()}"
