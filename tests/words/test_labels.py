"""Every code has its words, and times and numbers read as a person writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args, get_type_hints

import pytest

from itilsim.domain import names, scenario
from itilsim.domain.bounds import NEVER
from itilsim.domain.facts import fact_types
from itilsim.domain.library import Step
from itilsim.domain.organisation import Service
from itilsim.words import labels

NINE = -9 * 3600
"""Midnight of a day whose shift begins at nine."""


@pytest.mark.parametrize(
    ("vocabulary", "table"),
    [
        (names.RecordKind, labels.RECORD_KINDS),
        (names.Significance, labels.SIGNIFICANCES),
        (names.Channel, labels.CHANNELS),
        (names.Level, labels.LEVELS),
        (names.Effect, labels.EFFECTS),
        (names.Mood, labels.MOODS),
        (names.TicketState, labels.STATES),
        (names.HoldReason, labels.HOLD_REASONS),
        (names.ServiceClass, labels.SERVICE_CLASSES),
        (names.Category, labels.CATEGORIES),
        (names.Mode, labels.MODES),
        (names.ResolutionCode, labels.RESOLUTION_CODES),
    ],
)
def test_every_code_of_a_vocabulary_has_words(vocabulary: object, table: Mapping[str, str]) -> None:
    assert set(table) == set(get_args(vocabulary))
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("owner", "field", "table"),
    [
        (Service, "kind", labels.SERVICE_KINDS),
        (Step, "kind", labels.STEP_KINDS),
        (scenario.Scenario, "role", labels.ROLES),
    ],
)
def test_every_code_of_a_field_has_words(owner: type, field: str, table: Mapping[str, str]) -> None:
    assert set(table) == set(get_args(get_type_hints(owner)[field]))


def test_every_fact_has_words_and_no_two_the_same() -> None:
    assert set(labels.FACTS) == set(fact_types())
    assert len(set(labels.FACTS.values())) == len(labels.FACTS)


@pytest.mark.parametrize(
    ("at", "shown"), [(0, "09:00"), (23 * 60, "09:23"), (23 * 60 + 59, "09:23"), (54_000, "00:00")]
)
def test_a_clock_shows_hours_and_minutes(at: int, shown: str) -> None:
    assert labels.clock(at, NINE) == shown


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (60, "09:01"),
        (86_400, "tomorrow 09:00"),
        (3 * 86_400 + 600, "in 3 days, 09:10"),
        (NEVER, "not planned"),
    ],
)
def test_a_moment_on_a_later_day_says_so(at: int, shown: str) -> None:
    assert labels.moment(at, NINE) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (60, "1 min"),
        (12 * 60 + 59, "12 min"),
        (3600, "1 h"),
        (16 * 3600 + 59, "16 h"),
        (3900, "1 h 05 min"),
        (86_400, "24 h"),
        (2 * 86_400 + 3 * 3600, "51 h"),
        (-300, "−5 min"),
    ],
)
def test_a_duration_has_at_most_two_units(seconds: int, shown: str) -> None:
    assert labels.duration(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(720, "12 min left"), (-300, "5 min over"), (NEVER, "no target")]
)
def test_a_target_is_ahead_or_over(seconds: int, shown: str) -> None:
    assert labels.time_left(seconds) == shown


def test_priorities_and_numbers_look_as_in_a_real_tool() -> None:
    assert labels.priority(2) == "P2"
    assert labels.priority(None) == "–"
    assert labels.ticket_number("incident", 1) == "INC0010023"
    assert labels.ticket_number("information", 2) == "REQ0010024"


def test_nouns_agree_with_their_numbers() -> None:
    assert labels.people(1) == "1 person"
    assert labels.people(1204) == "1,204 people"
    assert labels.counted(2, "record") == "2 records"
    assert labels.percent(60) == "60 %"
    assert labels.cost(1) == "1 unit (illustrative)"
    assert labels.user_minutes(599) == "599 user-minutes"
    assert labels.user_minutes(600) == "10 user-hours"
