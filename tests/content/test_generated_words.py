"""The words of generated shifts: enough of them, each saying its code and nothing besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest

from itilsim.composing.causes import Causes
from itilsim.composing.generated import Composer
from itilsim.composing.loading import load_shifts
from itilsim.composing.orders import ShiftOrder
from itilsim.content.lookup import organisation_ids
from itilsim.domain import speech
from itilsim.domain.scenario import Setting
from itilsim.domain.sources import Sources
from itilsim.storage.places import places

MANY = 5
"""Wordings of what is heard in most shifts."""

TOTAL = re.compile(
    r"\b(nothing|none|not a|no longer|won't|doesn't let|let me in|dead|gone|blank|black|dark|stuck"
    r"|frozen|full)\b",
    re.IGNORECASE,
)
"""Words of a trouble that sounds as if nothing went on."""

UNCODED = re.compile(
    r"\b(this morning|all morning|third time|again today|neighbour|of us\b|everybody else"
    r"|an hour ago|\d+ people)\b",
    re.IGNORECASE,
)
"""When, how often and how many: what the codes say by themselves, or not at all."""

FORGOTTEN = frozenset({"password-forgotten", "pin-forgotten"})
"""Source: ITIL 2011, a forgotten password is a service request."""


@dataclass(frozen=True)
class Heard:
    """What can be heard in an organisation's generated shifts."""

    setting: Setting

    @property
    def sources(self) -> Sources:
        sources = self.setting.organisation.sources
        assert sources is not None
        return sources

    @cached_property
    def levels(self) -> dict[str, set[str]]:
        """How badly each symptom of a fault can hit."""
        found: dict[str, set[str]] = {}
        for cause in Causes(self.setting, self.sources.left_out).all:
            found.setdefault(cause.mode.symptom, set()).update(hit.level for hit in cause.hits)
        return found

    @cached_property
    def slowing(self) -> set[str]:
        """Symptoms with which people go on working somehow."""
        own = {s for s in self.sources.matters if self.setting.symptoms[s].kind == "incident"}
        return own | {symptom for symptom, levels in self.levels.items() if "degraded" in levels}

    def texts(self, entry: str) -> tuple[str, ...]:
        found = self.setting.utterances.get(entry)
        return found.texts if found else ()

    def reports(self, symptom: str) -> Iterator[str]:
        """What is said of a symptom in these shifts."""
        yield from self.texts(speech.about(symptom)) or self.texts(speech.report(symptom))


@pytest.fixture(scope="module", params=organisation_ids())
def heard(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    home = places(tmp_path_factory.mktemp("home"))
    composer = load_shifts(ShiftOrder(request.param, 3, 60).id, home)
    assert isinstance(composer, Composer)
    return Heard(composer.candidate(1, 0))


@pytest.mark.parametrize("kind", ["report-", "about-", "info-", "blip-", "trend-"])
def test_what_is_heard_most_has_many_wordings(heard: Heard, kind: str) -> None:
    entries = [e for e in heard.setting.library.utterances if e.id.startswith(kind)]
    assert entries or kind == "about-"
    assert [entry.id for entry in entries if len(set(entry.texts)) < MANY] == []


def test_one_symptom_either_stops_people_or_slows_them(heard: Heard) -> None:
    assert {symptom for symptom, levels in heard.levels.items() if len(levels) > 1} == set()


def test_what_sounds_total_and_only_slows_says_how_people_get_by(heard: Heard) -> None:
    bare = {
        symptom: [text for text in heard.reports(symptom) if TOTAL.search(text)]
        for symptom in heard.slowing
        if not heard.texts(speech.effect("slowed", symptom))
    }
    assert {symptom: texts for symptom, texts in bare.items() if texts} == {}


def test_most_troubles_say_in_their_own_words_how_people_get_by(heard: Heard) -> None:
    own = [s for s in heard.slowing if heard.texts(speech.effect("slowed", s))]
    assert len(own) >= 0.8 * len(heard.slowing)


def test_what_can_stop_work_says_so_in_its_own_words(heard: Heard) -> None:
    assert heard.sources.stopping
    for symptom in heard.sources.stopping:
        broken = heard.setting.symptoms[symptom].kind == "incident"
        for effect in ("stopped", "slowed") if broken else ("stopped",):
            assert heard.texts(speech.effect(effect, symptom)), (effect, symptom)


def test_words_for_an_effect_carry_its_code_and_are_needed(heard: Heard) -> None:
    stopping = {s for s, levels in heard.levels.items() if "down" in levels}
    wanted = {"slowed": heard.slowing, "stopped": stopping | set(heard.sources.stopping)}
    for effect, symptoms in wanted.items():
        entries = [e for e in heard.setting.library.utterances if e.id.startswith(f"{effect}-")]
        assert {entry.effect for entry in entries} == {effect}
        assert {entry.id for entry in entries} <= {speech.effect(effect, s) for s in symptoms}


def test_who_needs_to_be_let_in_asks_for_access(heard: Heard) -> None:
    by_model = {
        symptom
        for symptom, models in heard.setting.indexes.models.items()
        if any(step.kind == "verify" for step in models[0].steps)
    }
    wanted = by_model & set(heard.sources.matters) - FORGOTTEN - {"name-changed"}
    kinds = {symptom: heard.setting.symptoms[symptom].kind for symptom in wanted}
    assert {symptom for symptom, kind in kinds.items() if kind != "access"} == set()


def test_a_trouble_is_told_without_times_and_head_counts(heard: Heard) -> None:
    troubles = heard.slowing | set(heard.levels)
    said = [text for symptom in troubles for text in heard.reports(symptom)]
    assert [text for text in said if UNCODED.search(text)] == []


def test_guesses_name_services_that_people_have_a_word_for(heard: Heard) -> None:
    services = heard.setting.estate.services
    named = {service for blame in heard.sources.blamed for service in blame.services}
    assert [service for service in named if not services[service].words] == []


def test_no_two_groups_say_to_be_at_the_same_place(heard: Heard) -> None:
    said = [group.texts or (group.department,) for group in heard.setting.organisation.groups]
    assert len(set(said)) == len(said)


def test_nobody_calls_a_service_by_the_name_of_an_item_behind_it(heard: Heard) -> None:
    items = [item.name.lower() for item in heard.setting.organisation.components]
    for service in heard.setting.organisation.services:
        assert not any(item in service.words.lower() for item in items), service.words
