"""Help in coached mode: given there alone, about what is decided, with no trace at the desk."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE
from tests.builders import Story
from tests.data.corner import CAT


@pytest.fixture
def coached() -> Story:
    return Story(mode="coached")


def test_a_hint_is_given_and_changes_nothing_else(coached: Story) -> None:
    cat = coached.call(CAT, "no-print")
    revision = coached.desk.revision
    coached.do(c.AskHint(cat, "kind", 1))
    assert coached.log[-1] == f.HintGiven(0, TRAINEE, cat, "kind", 1)
    assert coached.desk.revision == revision


def test_that_the_coach_spoke_is_remembered(coached: Story) -> None:
    cat = coached.call(CAT, "no-print")
    facts = coached.decide(c.HearFeedback(cat, "impact"), at=3)
    assert facts == (f.FeedbackGiven(3, TRAINEE, cat, "impact"),)


@pytest.mark.parametrize("mode", ["practice", "assessed"])
def test_elsewhere_there_is_no_coach(mode: str) -> None:
    story = Story(mode=mode)  # type: ignore[arg-type]  # one of the modes
    cat = story.call(CAT, "no-print")
    for command in (c.AskHint(cat, "kind", 1), c.HearFeedback(cat, "kind")):
        assert story.refuses(command) == "This mode gives no help of that kind."


def test_the_tutor_gives_hints_and_no_feedback() -> None:
    story = Story(mode="guided")
    cat = story.call(CAT, "no-print")
    story.do(c.AskHint(cat, "kind", 3))
    assert story.log[-1] == f.HintGiven(0, TRAINEE, cat, "kind", 3)
    assert story.refuses(c.HearFeedback(cat, "kind")) == "This mode gives no help of that kind."


def test_what_makes_no_sense_is_refused(coached: Story) -> None:
    cat = coached.call(CAT, "no-print")
    assert "no such contact" in coached.refuses(c.AskHint("nobody", "kind", 1))
    assert "three rungs" in coached.refuses(c.AskHint(cat, "kind", 4))
    assert "says nothing" in coached.refuses(c.HearFeedback(cat, "category"))
