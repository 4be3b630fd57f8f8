"""A slip is set right by a command that the rules take, and by nothing else."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain.names import TicketId
from itilsim.seat.undoing import _BACK, _FINAL, Correction, correction
from tests.builders import Story
from tests.data.corner import BOB, CAT, NET, SD


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def cat(story: Story) -> TicketId:
    return story.logged(story.call(CAT, "no-print"))


def done(story: Story, command: c.Command) -> Correction:
    """Do something, and say how it would be set right."""
    found = correction(command, story.desk)
    story.do(command)
    return found


def back(story: Story, command: c.Command) -> None:
    """Do something, and set it right."""
    found = done(story, command)
    assert found.command is not None
    story.do(found.command)


def test_a_rating_goes_back_to_what_it_was(story: Story, cat: TicketId) -> None:
    back(story, c.PrioritiseTicket(cat, 1, 3, disputed=True))
    assert (story.ticket(cat).impact, story.ticket(cat).urgency) == (2, 2)
    assert not story.ticket(cat).disputed


def test_a_first_rating_is_chosen_anew(story: Story) -> None:
    bob = story.logged(story.call(BOB, "no-mail"), rated=None)
    found = done(story, c.PrioritiseTicket(bob, 1, 1))
    assert (found.command, found.action) == (None, "prioritise_ticket")


def test_kind_and_category_go_back(story: Story, cat: TicketId) -> None:
    before = story.ticket(cat)
    was = (before.record, before.category, before.service, before.component)
    back(story, c.CategoriseTicket(cat, "complaint", "network"))
    after = story.ticket(cat)
    assert (after.record, after.category, after.service, after.component) == was


def test_a_link_is_taken_away_and_put_back(story: Story, cat: TicketId) -> None:
    bob = story.logged(story.call(BOB, "no-mail"))
    back(story, c.LinkTicket(bob, cat))
    assert story.ticket(bob).parent is None
    story.do(c.LinkTicket(bob, cat))
    back(story, c.UnlinkTicket(bob))
    assert story.ticket(bob).parent == cat


def test_a_contact_linked_by_a_slip_stays_a_record_of_its_own(story: Story, cat: TicketId) -> None:
    bob = story.call(BOB, "no-mail")
    back(story, c.LinkTicket(bob, cat))
    assert story.ticket(bob).parent is None


def test_a_record_comes_back_from_a_team(story: Story, cat: TicketId) -> None:
    back(story, c.AssignTicket(cat, NET))
    assert story.ticket(cat).team == SD


def test_a_hold_ends_and_a_resumed_one_waits_for_the_same_again(
    story: Story, cat: TicketId
) -> None:
    back(story, c.HoldTicket(cat, "caller"))
    assert story.ticket(cat).state == "in_progress"
    story.do(c.HoldTicket(cat, "caller"))
    back(story, c.ResumeTicket(cat))
    assert (story.ticket(cat).state, story.ticket(cat).hold_reason) == ("on_hold", "caller")


def test_what_was_resolved_or_closed_is_open_again(story: Story, cat: TicketId) -> None:
    back(story, c.ResolveTicket(cat, "workaround"))
    assert story.ticket(cat).is_open
    story.do(c.ResolveTicket(cat, "workaround"))
    back(story, c.CloseTicket(cat))
    assert story.ticket(cat).is_open


def test_what_is_linked_stays_ended_and_that_is_said(story: Story, cat: TicketId) -> None:
    bob = story.call(BOB, "no-mail")
    story.do(c.LinkTicket(bob, cat), c.ResolveTicket(cat, "workaround"))
    found = correction(c.CloseTicket(cat), story.desk)
    assert "linked to it stays" in found.words
    assert "linked" not in correction(c.HoldTicket(cat, "caller"), story.desk).words


def test_a_record_is_never_cancelled_for_the_trainee(story: Story) -> None:
    found = done(story, c.LogTicket(story.call(BOB, "no-mail"), "incident"))
    assert (found.command, found.action) == (None, "categorise_ticket")


def test_every_step_is_set_right_or_has_its_reason() -> None:
    by_hand = {c.LogTicket, c.LinkTicket}
    told = {c.RejectChoice, c.AnswerTutor, c.AskHint, c.HearFeedback, c.BeginAction, c.EndShift}
    assert set(c.COMMANDS) == set(_BACK) | set(_FINAL) | by_hand | told
    assert not set(_BACK) & set(_FINAL)


def test_what_reached_a_person_stays_and_says_so(story: Story, cat: TicketId) -> None:
    found = done(story, c.UpdateCaller(cat, 30))
    assert not found.is_possible
    assert found.words.startswith("What was said is said.")
