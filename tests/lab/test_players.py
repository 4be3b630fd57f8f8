"""Policies of one's own, habits and errors: who plays, and what is said of a file that cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itilsim.cli import simulate as command
from itilsim.domain.errors import UsageError
from itilsim.lab.oracle import ORACLE
from itilsim.lab.players import Player, own_policy
from itilsim.sim.policies import POLICIES, play
from itilsim.sim.policies.habits import HABITS
from itilsim.sim.policies.playing import policy_seed
from itilsim.sim.shift import Shift
from tests.proofs.shifts import first_shift, played

PAGE = Path(__file__).parents[2] / "docs/policies.md"


def digest(player: Player, seed: int = 3) -> str:
    shift = Shift(first_shift(), seed)
    play(shift, player.made())
    shift.finish()
    return shift.digest


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_command_line_names_what_there_is() -> None:
    assert (*POLICIES, ORACLE) == command.POLICIES
    assert tuple(HABITS) == command.HABITS


def test_the_page_tells_of_every_policy_and_habit() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in (*POLICIES, *HABITS))


def test_a_published_policy_plays_as_ever() -> None:
    assert digest(Player("by_priority")) == played(first_shift(), 3, "by_priority").digest


def test_the_example_of_the_page_plays(tmp_path: Path) -> None:
    example = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0]
    path = written(tmp_path, example)
    shift = Shift(first_shift(), 7)
    play(shift, Player(str(path)).made())
    assert any(ticket.origin == "contact" for ticket in shift.desk.tickets.values())


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_changes_what_is_done(habit: str) -> None:
    assert digest(Player("by_priority", (habit,))) != digest(Player("by_priority"))
    assert digest(Player("by_priority", (habit,))) == digest(Player("by_priority", (habit,)))


def test_errors_come_as_often_as_is_said() -> None:
    assert digest(Player("textbook", error_rate=0.0)) == digest(Player("textbook"))
    assert len({digest(Player("textbook", error_rate=rate)) for rate in (0.1, 0.3, 1.0)}) == 3
    assert digest(Player("textbook", error_rate=0.3)) == digest(Player("textbook", error_rate=0.3))


def test_a_player_is_named_by_all_that_it_is() -> None:
    whole = Player("/a/mine.py", ("close_early", "ask_forever"), 0.25)
    assert whole.words == "mine.py+close_early+ask_forever~0.25"


def test_a_policy_has_a_seed_of_its_own() -> None:
    seeds = [policy_seed(seed) for seed in range(100)]
    assert len(set(seeds)) == 100
    assert not set(seeds) & set(range(100))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("def policy(desk, seed):\n    yield 1 / 0\n", "mine.py:2: ZeroDivisionError"),
        ("def policy(desk, seed)\n", "mine.py:1: SyntaxError"),
        ("x = 1\n", "has no function policy"),
        ("def policy(desk, seed):\n    yield 'call'\n", "yields a command"),
        ("def policy(desk, seed):\n    yield True\n", "yields a command"),
        ("def policy(desk, seed):\n    return 7\n", "TypeError"),
        ("import nowhere_to_be_found\n", "mine.py:1: ModuleNotFoundError"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(
    tmp_path: Path, text: str, words: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError, match=re.escape(words)):
        play(Shift(first_shift(), 1), own_policy(path))


def test_a_policy_that_ends_leaves_the_seat_idle(tmp_path: Path) -> None:
    path = written(tmp_path, "def policy(desk, seed):\n    yield 60\n")
    assert digest(Player(str(path))) == digest(Player("idle"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        own_policy(tmp_path / "none.py")
