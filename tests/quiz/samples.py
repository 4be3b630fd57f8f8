"""One sound item of each style, for tests to spoil."""

from __future__ import annotations

from dataclasses import replace

from itilsim.quiz.questions import Item, Option, Pair, Source

RATIONALE = "Mixes up the fire and the smoke."


def options(*texts: str, key: int = 0) -> tuple[Option, ...]:
    return tuple(Option(text, n == key, RATIONALE) for n, text in enumerate(texts))


SOUND = Item(
    id="sound",
    editions=("2011",),
    syllabus={"2011": "5"},
    stage="operation",
    topic="incident-management",
    bloom=1,
    style="standard",
    source="glossary",
    confidence="H",
    review="draft",
    stem="What is it?",
    options=options("An incident", "A problem", "An event", "A request"),
)
LIST = replace(
    SOUND,
    style="list",
    statements=("It is round", "It is blue", "It is old", "It is soft"),
    options=options("1 and 2", "2 and 3", "3 and 4", "1 and 4"),
)
MISSING = replace(SOUND, style="missing-word", stem="It is [?] of one thing.")
NEGATIVE = replace(SOUND, style="negative", stem="Which of these is NOT one?")
ORDER = replace(SOUND, style="order", options=(), steps=("log", "sort", "close"))
MATCH = replace(
    SOUND, style="match", options=(), pairs=(Pair("a", "x"), Pair("b", "y"), Pair("c", "z"))
)
CARD = replace(SOUND, style="card", stem="", options=(), front="Incident?", back="A failure.")

GLOSSARY = Source("glossary", "AXELOS", "2011", "the entry of the term", "H")
