"""A small exam and banks for it: two cells, four questions."""

from __future__ import annotations

from dataclasses import replace

from itilsim.quiz.blueprint import Blueprint, Cell, Most
from itilsim.quiz.questions import Bank, Item, Style
from tests.quiz.samples import GLOSSARY, SOUND, options

PLAN = Blueprint(
    edition="2011",
    title="A small exam",
    note="ours",
    questions=4,
    minutes=6,
    extra_minutes=2,
    pass_mark=3,
    papers=2,
    cells=(Cell("5", 3), Cell("6", 1)),
    most=Most(1, 1, 1),
)


def question(name: str, area: str = "5", key: int = 0, style: Style = "standard") -> Item:
    texts = (f"{name} one", f"{name} two", f"{name} three", f"{name} four")
    return replace(
        SOUND,
        id=name,
        syllabus={"2011": area},
        style=style,
        stem=f"What is {name}?",
        options=options(*texts, key=key),
    )


def bank(*items: Item) -> Bank:
    return Bank(items, (GLOSSARY,))


def plenty(processes: int = 12, functions: int = 4) -> Bank:
    """A bank with keys in all places and no rare styles."""
    return bank(
        *(question(f"process-{n}", "5", n % 4) for n in range(processes)),
        *(question(f"function-{n}", "6", n % 4) for n in range(functions)),
    )
