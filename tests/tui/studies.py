"""A small bank, and rounds and exams over it, for tests of the study screens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from itilsim.learner.practice import Practice
from itilsim.quiz.blueprint import Blueprint, Cell, Most
from itilsim.quiz.plan import Plan
from itilsim.quiz.questions import Bank, Item, Option, Pair, Source
from itilsim.storage.places import Places, places
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import Where

NOW = 1_790_000_000
"""A Monday in September 2026."""
SOURCES = (Source("guide", "AXELOS", "4", "the guide, chapter 2", "H"),)


def question(name: str, *, key: int = 1, topic: str = "incident-management") -> Item:
    """A question whose key is option B, unless said otherwise."""
    texts = ("To find causes", "To restore service", "To plan changes", "To test releases")
    return Item(
        id=name,
        editions=("4",),
        syllabus={"4": "7.1"},
        stage="general",
        topic=topic,
        bloom=2,
        style="standard",
        source="guide",
        confidence="H",
        review="agreed",
        shuffle=False,
        stem=f"What is the purpose of incident management ({name})?",
        options=tuple(
            Option(text, n == key, f"Because of reason {n + 1}.") for n, text in enumerate(texts)
        ),
    )


def listed(name: str = "list-1") -> Item:
    return replace(
        question(name),
        style="list",
        stem="Which two statements are right?",
        statements=("First is so", "Second is so", "Third is so", "Fourth is so"),
        options=tuple(
            Option(text, n == 1, f"Because of reason {n + 1}.")
            for n, text in enumerate(("1 and 2", "2 and 3", "3 and 4", "1 and 4"))
        ),
    )


def missing(name: str = "gap-1") -> Item:
    return replace(question(name), style="missing-word", stem="An incident is [?] interruption.")


def card(name: str = "card-1") -> Item:
    return replace(
        question(name), style="card", stem="", options=(), front="What is a known error?",
        back="A problem whose cause is known.",
    )  # fmt: skip


def ordered(name: str = "order-1") -> Item:
    return replace(
        question(name), style="order", stem="Put these into order.", options=(),
        steps=("Identify it", "Log it", "Resolve it", "Close it"),
    )  # fmt: skip


def matched(name: str = "match-1") -> Item:
    return replace(
        question(name), style="match", stem="Match the terms.", options=(),
        pairs=(Pair("Incident", "Interruption"), Pair("Problem", "Cause"), Pair("Change", "Add")),
    )  # fmt: skip


def bank_of(items: Iterable[Item]) -> Bank:
    return Bank(tuple(items), SOURCES)


BANK = bank_of([
    *(question(f"q{n:02d}", key=n % 4) for n in range(40)),
    *(question(f"r{n:02d}", key=n % 4, topic="problem-management") for n in range(8)),
    listed(), missing(), card(), ordered(), matched(),
])  # fmt: skip
BLUEPRINT = Blueprint(
    edition="4", title="ITIL 4 Foundation", note="A small one.", questions=8, minutes=60,
    extra_minutes=15, pass_mark=5, papers=1, cells=(Cell("7.1", 8),), most=Most(6, 6, 2),
)  # fmt: skip


def home(folder: Path) -> Places:
    return places(folder)


def round_of(study: Study, *items: Item, where: Where = "practice") -> Practice:
    return Practice(study, items, "4", where, Plan(), 0)


def study_in(folder: Path) -> Study:
    return open_study(home(folder))
