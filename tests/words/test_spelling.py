"""One spelling on every screen, British, and none of the phrases that newcomers stumbled over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import itilsim

SOURCE = Path(itilsim.__file__).parent
CONTENT = Path(__file__).parents[2] / "scenarios"

AMERICAN = re.compile(
    r"\b\w*(?:"
    r"(?:prioriti|authori|categori|recogni|organi|optimi|utili|summari|minimi|maximi|reali"
    r"|standardi|emphasi|speciali|customi|finali|centrali)z(?:e[sd]?|er|ing|ations?)"
    r"|analyz(?:e[sd]?|ing)|behavior|favorite|canceled|canceling|fulfill(?:s|ment)?"
    r"|(?<!-)licensor|catalogs?"
    r")\b",
    re.IGNORECASE,
)
"""What British spelling has otherwise."""
NAMES = ("Optimize and automate",)
"""Names that a syllabus gives, spelt as it spells them."""
ODD = re.compile(
    r"or it taken away|that of what is asked|who hangs on|speaks against h|sounds pressed"
    r"|[Ww]hich words are promised|trend reaches its limit"
)
"""Phrases that newcomers stumbled over."""


@cache
def spoken() -> tuple[tuple[str, str], ...]:
    return tuple(_spoken())


def _spoken() -> Iterator[tuple[str, str]]:
    """Every string of the app that is no docstring and has a space, and all that scenarios say."""
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        said = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in said else None
            if isinstance(text, str) and (" " in text or text[:1].isupper()):
                yield f"{file.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}", text
    for file in sorted(CONTENT.rglob("*.yaml")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.lstrip().startswith("#"):
                yield f"{file.name}:{number}", line


def found(pattern: re.Pattern[str]) -> list[str]:
    without = re.compile("|".join(map(re.escape, NAMES)))
    return [
        f"{place}: {match.group()}"
        for place, words in spoken()
        for match in pattern.finditer(without.sub("", words))
    ]


@pytest.mark.parametrize("pattern", [AMERICAN, ODD], ids=["spelling", "odd phrases"])
def test_what_is_said_on_screens_is_spelt_and_put_as_people_do(pattern: re.Pattern[str]) -> None:
    assert len(spoken()) > 5000
    assert found(pattern) == []


def test_the_scan_sees_what_it_looks_for() -> None:
    assert AMERICAN.search("It was prioritized and canceled.")
    assert not AMERICAN.search("It was prioritised, cancelled and fulfilled in the catalogue.")
    assert ODD.search("Somebody wants a right, or it taken away.")
