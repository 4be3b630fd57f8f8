"""Counts of worlds that look alike hold for what they were drawn from, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from itilsim.content.base_rates import counts_file, counts_of, is_drawn_from
from itilsim.content.organisations import load_organisation
from itilsim.content.scenarios import make_setting
from itilsim.domain.base_rates import FEWEST, OF
from itilsim.domain.organisation import Organisation
from itilsim.storage.places import places
from tests.data.corner import organisation
from tests.played import first_shift


@pytest.fixture(scope="module")
def quillmere() -> Organisation:
    return first_shift().organisation


def test_a_shipped_scenario_has_those_of_its_organisation() -> None:
    setting = first_shift()
    assert setting.alike == counts_file("quillmere").read_text(encoding="utf-8")
    assert setting.published.base_rates is setting.base_rates


def test_no_digest_hangs_on_them(quillmere: Organisation) -> None:
    setting = first_shift()
    made = make_setting(setting.scenario, quillmere, setting.library)
    assert (made.digest, made.alike) == (setting.digest, setting.alike)
    assert replace(setting, alike="").digest == setting.digest


def test_under_other_rules_there_are_none(quillmere: Organisation) -> None:
    house = replace(quillmere.card.house, silence_minutes=1)
    assert counts_of(quillmere)
    assert not counts_of(replace(quillmere, card=replace(quillmere.card, house=house)))


def test_what_other_shifts_are_drawn_from_changes_nothing_in_this_one(
    quillmere: Organisation,
) -> None:
    assert counts_of(replace(quillmere, sources=None)) == counts_of(quillmere)


def test_an_organisation_of_which_nobody_has_drawn_has_none() -> None:
    assert counts_of(organisation()) == ""


def test_another_library_is_noticed(tmp_path: Path) -> None:
    stocked = load_organisation("quillmere", places(tmp_path))
    fewer = replace(stocked.library, known_errors=stocked.library.known_errors[1:])
    assert is_drawn_from(stocked.organisation, stocked.library)
    assert not is_drawn_from(stocked.organisation, fewer)


@pytest.mark.parametrize("name", ["quillmere", "wennery"])
def test_no_look_is_shipped_that_too_few_worlds_had(tmp_path: Path, name: str) -> None:
    stocked = load_organisation(name, places(tmp_path))
    base = make_setting(first_shift().scenario, stocked.organisation, stocked.library)
    looks = base.base_rates.looks
    assert looks is not None
    assert len(looks) > 300
    assert all(counts[OF][OF] >= FEWEST for counts in looks.values())
