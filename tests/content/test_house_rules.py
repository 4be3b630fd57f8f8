"""Rules of one's own: what the file names is changed, everywhere, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.composing.generated import FAIR, Composer
from itilsim.composing.loading import load_shift, load_shifts
from itilsim.content.checks import check_paths
from itilsim.domain.errors import ContentError, UsageError
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from itilsim.storage.places import Places, places

RULES = """\
schema: itilsim/house-rules/v1
name: The evening class
matrix: [[1, 1, 2], [1, 2, 3], [2, 3, 4]]
reopen_minutes: 60
silence_minutes: 20
targets:
  - {priority: 1, service_class: gold, response_minutes: 5, restore_minutes: 45, hours: warehouse}
"""


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, "utf-8")
    return path


def loaded(rules: Path | str, home: Places) -> Setting:
    return load_shift("first-shift", 1, home, str(rules))


def problem(rules: Path, text: str, home: Places) -> str:
    """What is said about a file in which something is wrong."""
    rules.write_text(text, "utf-8")
    with pytest.raises(ContentError) as wrong:
        loaded(rules, home)
    return str(wrong.value.problems[0])


def test_what_is_named_is_changed_and_nothing_else(rules: Path, home: Places) -> None:
    usual, ruled = loaded("", home), loaded(rules, home)
    card = ruled.organisation.card
    assert card.matrix[0] == (1, 1, 2)
    assert (card.reopen_minutes, card.house.silence_minutes) == (60, 20)
    assert ruled.targets[1, "gold"].restore_minutes == 45
    assert card.rules[0] == "House rules: The evening class."
    before = usual.organisation
    house = replace(card.house, silence_minutes=before.card.house.silence_minutes)
    same = replace(
        card, matrix=before.card.matrix, reopen_minutes=before.card.reopen_minutes, house=house,
        rules=card.rules[1:],
    )  # fmt: skip
    assert same == before.card
    assert {k: v for k, v in ruled.targets.items() if k != (1, "gold")} == {
        k: v for k, v in usual.targets.items() if k != (1, "gold")
    }


def test_other_rules_are_another_shift(rules: Path, home: Places) -> None:
    assert loaded(rules, home).digest != loaded("", home).digest


def test_rules_that_change_nothing_change_no_digest(rules: Path, home: Places) -> None:
    rules.write_text("schema: itilsim/house-rules/v1\nname: As ever\n", "utf-8")
    assert loaded(rules, home).digest == loaded("", home).digest


def test_a_generated_shift_is_fair_by_the_rules(rules: Path, home: Places) -> None:
    shifts = load_shifts("any-day.quillmere.3.45", home, str(rules))
    assert isinstance(shifts, Composer)
    found = shifts.generated(3)
    assert found.marks.textbook >= FAIR
    assert found.setting.organisation.card.matrix[0] == (1, 1, 2)
    usual = load_shift("any-day.quillmere.3.45", 3, home)
    ruled = load_shift("any-day.quillmere.3.45", 3, home, str(rules))
    again = load_shift("any-day.quillmere.3.45", 3, home, str(rules))
    assert usual.digest != ruled.digest == again.digest == found.setting.digest


def test_toni_rates_by_them(rules: Path, home: Places) -> None:
    shift = Shift(loaded(rules, home), 1)
    play(shift, "textbook")
    rated = [each for each in shift.desk.tickets.values() if each.impact is not None]
    matrix = shift.setting.organisation.card.matrix
    assert rated
    for each in rated:
        assert each.impact is not None
        assert each.urgency is not None
        assert each.priority == matrix[each.impact - 1][each.urgency - 1]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hours: warehouse", "hours: warehous", "7:89: unknown-reference"),
        ("[1, 1, 2]", "[1, 1]", "3:10: wrong-matrix"),
        ("[2, 3, 4]]", "[2, 3, 1]]", "3:39: upside-down-matrix"),
        ("silence_minutes: 20", "silence_minutes: 0", "5:18: wrong-value"),
        ("silence_minutes", "silent_minutes", "5:1: unknown-key"),
        ("name: The evening class", "time_box_minutes: [5, 10]", "missing-key"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    rules: Path, home: Places, old: str, new: str, told: str
) -> None:
    assert told in problem(rules, RULES.replace(old, new), home)


def test_check_says_what_is_wrong_in_the_file_itself(rules: Path) -> None:
    assert check_paths([rules]) == ()
    rules.write_text(RULES.replace("[1, 1, 2]", "[1, 1]"), "utf-8")
    assert [one.code for one in check_paths([rules])] == ["wrong-matrix"]


def test_a_file_that_is_not_there_is_named(home: Places) -> None:
    with pytest.raises(UsageError, match=r"no file of house rules 'nowhere\.yaml'"):
        loaded("nowhere.yaml", home)
