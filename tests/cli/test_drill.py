"""`itilsim drill`: tasks in plain lines, the list, and what there is none of."""

from __future__ import annotations

import io
import sys

import pytest

from tests.cli.conftest import Run

WORDS = ("--plain", "--edition", "4", "--seed", 3)


def test_a_drill_asks_explains_and_schedules_its_skill(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\nb\nc\n"))
    ended = run("drill", "priority", *WORDS, "--count", 3)
    assert ended.code == 0
    assert "Question 3 of 3: Which priority?" in ended.out
    assert ended.out.count("Comes again: never, there is always a new one") == 2
    assert "This drill comes again: " in ended.out
    assert "Done: " in ended.out
    listed = run("drill", "--edition", "4").out.splitlines()
    (line,) = [each for each in listed if each.startswith("priority ")]
    assert "of 3 right" in line
    assert sum(each.endswith("  new") for each in listed) == len(listed) - 1


def test_the_same_seed_gives_the_same_tasks(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for _ in range(2):
        monkeypatch.setattr(sys, "stdin", io.StringIO("a\nb\n"))
        said.append(run("drill", "due", *WORDS, "--count", 2).out)
    assert said[0] == said[1]


def test_an_unknown_skill_names_the_nearest_and_a_foreign_one_its_exam(run: Run) -> None:
    ended = run("drill", "priorty", *WORDS)
    assert (ended.code, ended.out) == (2, "")
    assert "priority" in ended.err
    ended = run("drill", "agreement", *WORDS)
    assert (ended.code, ended.out) == (2, "")
    assert "--edition 2011 has it" in ended.err


def test_without_a_terminal_the_plain_way_is_named(run: Run) -> None:
    ended = run("drill", "due", "--no-input")
    assert ended.code == 2
    assert "--plain" in ended.err
