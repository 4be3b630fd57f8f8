"""People are called by their given name, by the roster, or by where they work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from itilsim.content.scenarios import load_scenario
from itilsim.domain.names import GroupId, PersonId
from itilsim.storage.places import places
from itilsim.words.people import make_roster, name_of
from tests.data.estates import estate


def test_a_named_person_keeps_the_name_that_the_scenario_gives(tmp_path: Path) -> None:
    setting = load_scenario("first-shift", places(tmp_path))
    person = setting.organisation.people[0]
    assert name_of(person.id, person.group, setting, {person.id: "Not This"}) == person.name


def test_a_person_of_the_roster_has_its_name_and_others_their_group() -> None:
    setting = estate(80)
    group = setting.organisation.groups[0]
    person = PersonId(f"{group.id}#0")
    assert name_of(person, group.id, setting, {person: "Ada Example"}) == "Ada Example"
    assert name_of(person, GroupId(group.id), setting, {}) == f"someone in {group.name}"


def test_a_roster_names_every_head_once_and_is_the_same_for_a_seed() -> None:
    setting = estate(80)
    roster = make_roster(setting, 7)
    assert len(roster) == sum(group.people for group in setting.organisation.groups)
    assert roster == make_roster(setting, 7)
    assert roster != make_roster(setting, 8)


def test_a_scenario_with_named_callers_only_never_loads_faker() -> None:
    code = (
        "import sys, tempfile, pathlib\n"
        "from itilsim.content.scenarios import load_scenario\n"
        "from itilsim.storage.places import places\n"
        "from itilsim.words.people import make_roster\n"
        "setting = load_scenario('first-shift', places(pathlib.Path(tempfile.mkdtemp())))\n"
        "assert make_roster(setting, 1) == {}\n"
        "assert 'faker' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
