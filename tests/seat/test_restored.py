"""People work again when their callers say so, and not when a team says that it is repaired."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, TicketId
from itilsim.seat.names import Called
from itilsim.seat.restored import Restored, restored
from tests.builders import Story
from tests.data.corner import BOB, CAT, DAN, NET, SWITCH


@pytest.fixture
def story() -> Story:
    return Story()


def asked(story: Story, ticket: TicketId, *, works: bool = True) -> Restored | None:
    """What is said once the callers were asked."""
    story.happen(f.RestorationConfirmed(60, ticket, TRAINEE, works))
    return restored(story.desk, Called(story.desk, {}, 1), ticket)


def on_switch(story: Story) -> TicketId:
    dan = story.logged(story.call(DAN, "no-network"))
    story.do(c.CategoriseTicket(dan, "incident", "network", None, SWITCH))
    return dan


def test_a_repair_alone_is_no_moment(story: Story) -> None:
    dan = on_switch(story)
    story.happen(f.RepairReported(50, dan, NET, "psu"))
    assert restored(story.desk, Called(story.desk, {}, 1), dan) is None


def test_callers_who_say_no_make_none(story: Story) -> None:
    assert asked(story, on_switch(story), works=False) is None


def test_behind_callers_who_say_yes_stand_those_who_depend_on_the_item(story: Story) -> None:
    dan = on_switch(story)
    found = asked(story, dan)
    reached = {hit.group for hit in story.desk.estate.reach(SWITCH)}
    count = sum(story.desk.estate.groups[each].people for each in reached)
    assert found is not None
    assert count > 1
    assert found.count == count
    assert found.words.startswith(f"▲ {count} people can work again, by the map: ")
    assert found.words.endswith(" says that it works.")


def test_an_item_that_is_not_on_the_callers_way_counts_for_nothing(story: Story) -> None:
    cat = story.logged(story.call(CAT, "no-print"))
    reached = {hit.group for hit in story.desk.estate.reach(SWITCH)}
    found = asked(story, cat)
    assert found is not None
    assert found.count == max(story.contact(cat).people, 1)
    assert ", by the map" not in found.words
    assert reached


def test_a_wish_that_came_true_restores_nothing(story: Story) -> None:
    assert asked(story, story.logged(story.call(BOB, "laptop"), "request")) is None


def test_an_alert_without_callers_has_nobody_to_say_so(story: Story) -> None:
    assert asked(story, story.logged(story.alarm(SWITCH))) is None
