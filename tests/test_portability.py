"""What a browser tab lacks stays where it can be left out: threads, processes, signals, termios."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src/itilsim"
LACKING = {
    *("threading", "_thread", "multiprocessing", "concurrent", "subprocess", "signal"),
    *("termios", "tty", "pty", "select"),
}
"""Modules of the standard library that do nothing, or are not there, in a browser tab."""
PLACES = {
    "tui/terminal.py": "the app in a terminal",
    "lab/batch.py": "many shifts on many processes",
    "cli/ending.py": "the end of a command line, which a tab has none of",
}
"""Where they may be used, and for what; a tab loads none of these."""


def test_what_a_browser_tab_lacks_is_used_in_few_places() -> None:
    used = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if LACKING & set(_imported(file.read_text(encoding="utf-8")))
    }
    assert used == set(PLACES)


@pytest.mark.parametrize(
    "planted",
    ["import threading", "from concurrent.futures import Future", "def f():\n    import signal"],
)
def test_an_import_that_a_browser_tab_lacks_is_found(planted: str) -> None:
    assert LACKING & set(_imported(planted))


def _imported(source: str) -> Iterator[str]:
    """Names of the packages that are imported, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and not node.level:
            yield node.module.partition(".")[0]
