"""A small bank, a study and a clock for tests of learning."""

from __future__ import annotations

from dataclasses import dataclass, replace

from itilsim.quiz.blueprint import Blueprint, Cell, Most
from itilsim.quiz.elapsed import Moment
from itilsim.quiz.questions import Bank, Item
from tests.quiz.samples import CARD, GLOSSARY, MATCH, ORDER, SOUND, options

TOPICS = ("incident-management", "problem-management", "event-management")
"""Topics of the bank, in order."""


def question(number: int, topic: str) -> Item:
    """A question whose key is the option that its number says, from 0 to 3."""
    return replace(
        SOUND,
        id=f"{topic}-{number}",
        topic=topic,
        stem=f"What is number {number} of {topic}?",
        options=options("An incident", "A problem", "An event", "A request", key=number % 4),
        shuffle=False,
    )


def bank(each: int = 8) -> Bank:
    """Some questions of each topic, and one card, order and match."""
    items = [question(number, topic) for topic in TOPICS for number in range(each)]
    others = [replace(one, id=f"a-{one.style}") for one in (CARD, ORDER, MATCH)]
    return Bank((*items, *others), (GLOSSARY,))


def blueprint(count: int = 4) -> Blueprint:
    """An exam of a few questions of processes, in one minute and a half more."""
    return Blueprint(
        edition="2011",
        title="A small exam",
        note="For tests.",
        questions=count,
        minutes=1,
        extra_minutes=1,
        pass_mark=count // 2,
        papers=1,
        cells=(Cell("5", count),),
        most=Most(count, count, count),
    )


@dataclass
class HandClock:
    """A clock that goes on by hand."""

    wall: int = 1_800_000_000
    boot: int = 5_000
    start: str = "this-start"

    def __call__(self) -> Moment:
        return Moment(self.wall, self.boot, self.start)

    def go_on(self, seconds: int) -> None:
        self.wall += seconds
        self.boot += seconds
