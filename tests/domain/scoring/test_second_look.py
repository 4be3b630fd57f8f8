"""The second look: a rating that new evidence has made wrong, and is left as it is."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, ContactId, TicketId
from itilsim.domain.scoring.outcome import true_terms
from tests.builders import began
from tests.data.corner import BOB, MAIL, SERVER, SRV, scripted
from tests.domain.scoring.histories import Judged

CAUSE = "server/hang/1"
ALARM = 120
"""When monitoring shows that it is the server, which Bob could not know."""


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


def call(story: Judged) -> ContactId:
    return story.call(BOB, "no-mail", cause=CAUSE, service=MAIL)


@pytest.fixture
def bob(story: Judged) -> TicketId:
    """A record of one person's trouble, rated as he told it: 3 and 1."""
    story.happen(began(SERVER, "hang"))
    return story.logged(call(story), rated=(3, 1))


def response(story: Judged) -> int:
    """The response target of the true priority, in seconds."""
    (each,) = story.judging.opportunities.values()
    minutes = true_terms(story.judging, each).targets[1].response_minutes
    assert minutes is not None
    return 60 * minutes


def alarm(story: Judged) -> None:
    story.alarm(SERVER, at=ALARM, cause=CAUSE)


def rerated(bob: TicketId, after: int) -> Judged:
    """The same story with a correction some seconds after the alarm."""
    story = Judged(scripted(deadlines=()))
    story.happen(began(SERVER, "hang"))
    story.logged(call(story), rated=(3, 1))
    alarm(story)
    story.do(c.PrioritiseTicket(bob, 1, 1), at=ALARM + after)
    return story


def marks(story: Judged, bob: TicketId) -> int:
    return next(each.credit for each in story.findings("impact") if each.subject == bob)


def test_whoever_looks_again_in_time_keeps_the_full_mark(story: Judged, bob: TicketId) -> None:
    assert marks(rerated(bob, response(story) - 1), bob) == 1000


def test_from_the_target_on_the_old_value_counts_as_wrong(story: Judged, bob: TicketId) -> None:
    """And correcting it pays as any correction does."""
    late = response(story) + 61
    assert marks(rerated(bob, late), bob) == 900


def test_without_new_evidence_nobody_has_to_look_again(story: Judged, bob: TicketId) -> None:
    story.do(c.PrioritiseTicket(bob, 1, 1), at=ALARM + 3600)
    assert marks(story, bob) == 1000


def test_what_is_never_looked_at_again_ends_as_wrong(story: Judged, bob: TicketId) -> None:
    alarm(story)
    assert marks(story, bob) == 0
    assert [each.value for each in story.opportunity(bob).all("impact")] == [3, 3]


def test_an_answer_of_the_caller_is_evidence_too(story: Judged) -> None:
    """Bob knew only of himself; asked, he says that forty are hit."""
    story.happen(began(SERVER, "hang"))
    bob = story.logged(call(story), rated=(3, 1))
    story.happen(f.QuestionAnswered(ALARM, story.contact(bob).id, "extent", "40"))
    judged = story.opportunity(bob).all("impact")
    assert [each.seen.impact.best for each in judged if each.seen.impact] == [3, 2]


def test_what_is_restored_before_the_target_needs_no_second_look(
    story: Judged, bob: TicketId
) -> None:
    alarm(story)
    story.happen(f.TicketResolved(ALARM + 60, bob, TRAINEE, "fixed"))
    assert len(story.opportunity(bob).all("impact")) == 1


@pytest.mark.parametrize(("at", "impact"), [(-1, [3]), (0, [3, 3])])
def test_the_very_second_at_which_it_was_due_is_too_late(
    story: Judged, bob: TicketId, at: int, impact: list[int]
) -> None:
    alarm(story)
    story.happen(f.TicketResolved(ALARM + 600 + at, bob, TRAINEE, "fixed"))
    assert [each.value for each in story.opportunity(bob).all("impact")] == impact


def test_once_a_team_has_it_looking_again_too_late_pays_less(story: Judged, bob: TicketId) -> None:
    story.do(c.AssignTicket(bob, SRV), at=60)
    alarm(story)
    assert [each.passed_on for each in story.opportunity(bob).all("impact")] == [False, True]


def test_who_only_asks_again_has_rated_nothing(story: Judged, bob: TicketId) -> None:
    again = story.call(BOB, "no-mail", at=ALARM, n=2, chases=bob, cause=CAUSE)
    story.happen(f.QuestionAnswered(ALARM, again, "extent", "40"))
    assert len(story.opportunity(bob).all("impact")) == 1
