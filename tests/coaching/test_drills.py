"""Drills: the same for the same arguments, and in other clothes where that is wanted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from itilsim.coaching.drills import drill, skills_of
from itilsim.content.lookup import organisation_ids
from itilsim.content.organisations import load_organisation
from itilsim.domain.errors import UsageError
from itilsim.quiz.editions import EDITIONS, Edition
from itilsim.storage.places import Places, places
from itilsim.words.drills import SKILLS
from tests.coaching.computed.drawn import right


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return places(tmp_path_factory.mktemp("drills"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_skill_of_an_exam_has_its_question_and_its_tasks(
    edition: Edition, home: Places
) -> None:
    assert set(skills_of(edition)) <= set(SKILLS)
    for skill in skills_of(edition):
        for seed in (0, 1):
            found = drill(skill, edition, seed, 3, home)
            assert len({item.id for item in found}) == 3


def test_the_same_arguments_give_the_same_tasks(home: Places, tmp_path: Path) -> None:
    other = places(tmp_path)
    assert drill("team", "4", 8, 5, home) == drill("team", "4", 8, 5, other)
    assert drill("team", "4", 8, 5, home) != drill("team", "4", 9, 5, home)


def test_seeds_lead_to_both_organisations_and_one_can_be_left_out(home: Places) -> None:
    every = {
        name: {each.name for each in load_organisation(name, home).organisation.groups}
        for name in organisation_ids()
    }
    shared = set.intersection(*every.values())
    groups = {name: known - shared for name, known in every.items()}

    def sites(not_at: str) -> set[str]:
        return {
            name
            for seed in range(6)
            for item in drill("team", "4", seed, 4, home, not_at)
            for name, known in groups.items()
            if any(f", {each}, reports" in item.stem for each in known)
        }

    assert sites("") == {"quillmere", "wennery"}
    assert sites("quillmere") == {"wennery"}


def test_a_skill_that_an_exam_does_not_know_is_refused(home: Places) -> None:
    with pytest.raises(UsageError, match="no computed questions 'agreement'"):
        drill("agreement", "4", 0, 1, home)


def test_a_drill_asks_nothing_twice_and_varies_its_answers(home: Places) -> None:
    for seed in range(4):
        for skill in ("route", "next", "priority"):
            found = drill(skill, "4", seed, 6, home)
            keys = Counter(right(item) for item in found)
            assert len({item.stem for item in found}) == len(found) == 6
            assert max(keys.values()) <= 3
