"""The example on the page about scenarios is sound as it stands, and can be played."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itilsim.content.checks import check_paths
from itilsim.content.scenarios import load_scenario
from itilsim.sim.policies import POLICIES, play
from itilsim.sim.shift import Shift
from itilsim.storage.places import places

PAGE = Path(__file__).parents[2] / "docs/authoring.md"
FILES = ("monday.yaml", "organisations/bakery.yaml", "library/bakery.yaml", "rules.yaml")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    for name, text in zip(FILES, blocks, strict=True):
        path = tmp_path / "my-desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "my-desk"


def test_the_example_has_neither_problems_nor_warnings(desk: Path) -> None:
    assert check_paths([desk]) == ()


@pytest.mark.parametrize("policy", POLICIES)
def test_the_example_is_played_to_its_end(desk: Path, policy: str, tmp_path: Path) -> None:
    setting = load_scenario(str(desk / "monday.yaml"), places(tmp_path / "home"))
    shift = Shift(setting, 1)
    play(shift, policy)
    shift.finish()
    assert shift.ended
    assert shift.desk.contacts


def test_whatever_utterance_is_left_out_of_the_example_is_missed(desk: Path) -> None:
    path = desk / "library/bakery.yaml"
    text = path.read_text("utf-8")
    for name in re.findall(r"  - \{id: ([a-z-]+), texts", text):
        path.write_text(text.replace(f"{{id: {name}, texts", f"{{id: x-{name}, texts"), "utf-8")
        found = check_paths([desk])
        assert [one.code for one in found] == ["missing-words"], name
        assert f"'{name}'" in found[0].message
