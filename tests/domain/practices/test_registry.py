"""All practices together: nothing is declared twice, and nothing is left out."""

from __future__ import annotations

import ast
import pkgutil
from collections import Counter
from importlib import import_module
from pathlib import Path

from itilsim import sim
from itilsim.domain import commands as c
from itilsim.domain import practices
from itilsim.domain.commands import COMMANDS
from itilsim.domain.facts import FACTS
from itilsim.domain.practice import Practice
from itilsim.domain.practices import CONSEQUENCES, FOLDS, PRACTICES, RULES
from itilsim.sim.reactions import REACTIONS
from tests.builders import Story
from tests.data.corner import CAT

UNFOLDED = {
    *("aftermath-ended", "request-refused", "choice-rejected", "tutor-answered"),
    *("hint-given", "feedback-given"),
}
"""Facts that change nothing: they are only remembered, for judging and the debrief."""


def test_every_practice_is_registered() -> None:
    modules = pkgutil.walk_packages(practices.__path__, f"{practices.__name__}.")
    declared = [getattr(import_module(each.name), "PRACTICE", None) for each in modules]
    found = [each for each in declared if isinstance(each, Practice)]
    assert len(found) == len(PRACTICES)
    assert all(any(one is each for each in PRACTICES) for one in found)


class TestCommands:
    def test_every_command_has_a_rule(self) -> None:
        assert set(RULES) == set(COMMANDS)

    def test_no_command_belongs_to_two_practices(self) -> None:
        counted = Counter(command for each in PRACTICES for command in each.rules)
        assert set(counted.values()) == {1}

    def test_every_command_has_its_own_word(self) -> None:
        assert len({each.kind for each in COMMANDS}) == len(COMMANDS)

    def test_no_command_takes_less_than_no_time(self) -> None:
        assert all(each.seconds >= 0 for each in COMMANDS)

    def test_every_rule_says_what_it_is_for(self) -> None:
        assert all(rule.__doc__ for rule in RULES.values())


class TestFacts:
    def test_each_is_folded_or_changes_nothing_on_purpose(self) -> None:
        folded = {kind.kind for kind, folds in FOLDS.items() if folds != (None, None)}
        assert folded == {kind.kind for kind in FACTS} - UNFOLDED

    def test_no_half_of_the_state_is_folded_twice(self) -> None:
        for halves in ((each.on_desk for each in PRACTICES), (each.on_plant for each in PRACTICES)):
            assert set(Counter(kind for half in halves for kind in half).values()) == {1}

    def test_consequences_and_reactions_follow_from_facts(self) -> None:
        assert set(CONSEQUENCES) <= set(FACTS)
        assert set(REACTIONS) <= set(FACTS)

    def test_each_is_recorded_by_somebody(self) -> None:
        made = {
            node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            for package in (practices, sim)
            for file in Path(package.__path__[0]).rglob("*.py")
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, (ast.Attribute, ast.Name))
        }
        assert {kind.__name__ for kind in FACTS} <= made

    def test_most_have_no_consequence(self) -> None:
        story = Story()
        assert story.happen(*story.decide(c.VerifyIdentity(story.call(CAT, "no-print")))) == ()
