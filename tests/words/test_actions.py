"""The table of actions: complete, free of clashes, and on keys that every terminal sends."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from itilsim.domain.commands import COMMANDS
from itilsim.words.actions import (
    ACTIONS,
    DIALOGS,
    GROUPS,
    SCREENS,
    Action,
    Group,
    Item,
    Place,
    action_named,
    actions_on,
    grouped,
)

PLACES: tuple[Place, ...] = get_args(Place)
ON_PLAY = actions_on("play")


def twice(values: list[str]) -> set[str]:
    return {value for value, times in Counter(values).items() if times > 1}


def test_names_are_unique_and_can_be_method_names() -> None:
    names = [action.name for action in ACTIONS]
    assert not twice(names)
    assert all(name.isidentifier() and name == name.lower() for name in names)


@pytest.mark.parametrize("place", PLACES)
def test_a_key_does_one_thing_on_a_place(place: Place) -> None:
    assert not twice([key for action in actions_on(place) for key in action.keys])


@pytest.mark.parametrize("place", PLACES)
def test_a_plain_word_means_one_thing_on_a_place(place: Place) -> None:
    assert not twice([action.word for action in actions_on(place)])
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", action.word) for action in actions_on(place))


@pytest.mark.parametrize("place", PLACES)
def test_nobody_is_locked_in(place: Place) -> None:
    names = {action.name for action in actions_on(place)}
    assert "interrupt" in names
    assert place == "too-small" or names & {
        "back",
        "quit",
        "leave_shift",
        "leave_debrief",
        "close_dialog",
    }


def test_every_command_of_the_trainee_has_an_action_of_its_name() -> None:
    named = {action.name for action in ON_PLAY}
    kinds = {command.kind.replace("-", "_") for command in COMMANDS}
    unspoken = {"reject_choice", "answer_tutor", "begin_action", "hear_feedback"}
    assert kinds - named == unspoken, "guide, coach and a form that opens record these"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_no_key_is_kept_by_terminals_or_browsers(action: Action) -> None:
    named = {"up", "down", "left", "right", "home", "end", "enter", "space", "escape"}
    for key in action.keys:
        assert key in named | {"ctrl+p", "ctrl+c"} or (len(key) == 1 and key.isprintable())


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_each_action_says_what_it_does_in_a_few_words(action: Action) -> None:
    assert 1 <= len(action.title) <= 14
    assert action.title[0].isupper()
    assert action.help.endswith(".")
    assert len(action.help.split()) <= 14
    assert "[" not in action.help + action.title


@pytest.mark.parametrize("place", PLACES)
def test_help_shows_each_action_once_under_a_heading(place: Place) -> None:
    shown = [action.name for _, members in grouped(place) for action in members]
    assert sorted(shown) == sorted(action.name for action in actions_on(place))
    assert set(GROUPS) == set(get_args(Group))


@pytest.mark.parametrize(
    ("item", "fitting", "unfitting"),
    [
        ("ringing", "take_call", "end_call"),
        ("call", "end_call", "take_call"),
        ("message", "reply", "acknowledge_alert"),
        ("alert", "acknowledge_alert", "update_caller"),
        ("incident", "prioritise_ticket", "start_model"),
        ("request", "start_model", "prioritise_ticket"),
    ],
)
def test_an_action_says_on_which_items_it_makes_sense(
    item: Item, fitting: str, unfitting: str
) -> None:
    assert item in action_named(fitting).fits
    assert item not in action_named(unfitting).fits


@pytest.mark.parametrize("item", get_args(Item))
def test_every_item_has_something_that_can_be_done_with_it(item: Item) -> None:
    assert any(item in action.fits for action in ON_PLAY)


def test_answers_have_the_digits_and_say_which() -> None:
    answer = action_named("answer")
    assert answer.keys == tuple("123456789")
    assert answer.each_key


def test_screens_and_dialogs_do_not_overlap() -> None:
    assert not set(SCREENS) & set(DIALOGS)
    assert set(SCREENS) | set(DIALOGS) | {"too-small"} == set(PLACES)
