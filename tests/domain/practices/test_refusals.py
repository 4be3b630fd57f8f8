"""What all practices refuse: what is not there, what is over, what a role does not do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import Actor, TeamId, TicketId
from tests.builders import Story, began
from tests.data.corner import ANN, CAT, NET, SERVER, SRV, scripted

NO_RECORD = "There is no such record. Log it first."


class TestRoles:
    def test_a_role_lacks_what_the_scenario_withholds(self) -> None:
        story = Story(scripted(withheld=("escalate-ticket",)))
        cat = story.logged(story.call(CAT, "no-print"))
        words = story.refuses(c.EscalateTicket(cat))
        assert words == "Your role does not do this. Tell the shift lead."

    def test_a_colleague_may_have_it(self) -> None:
        story = Story(scripted(withheld=("escalate-ticket",)))
        cat = story.logged(story.call(CAT, "no-print"))
        colleague = Actor("shift-lead")
        assert story.decide(c.EscalateTicket(cat), actor=colleague) == (
            f.TicketEscalated(0, cat, colleague),
        )

    def test_nobody_can_be_kept_from_leaving(self) -> None:
        story = Story(scripted(withheld=("end-shift",)))
        assert story.decide(c.EndShift())


ON_OPEN_RECORDS = (
    partial(c.PrioritiseTicket, impact=1, urgency=1),
    partial(c.AssignTicket, team=NET),
    c.EscalateTicket,
    c.UnlinkTicket,
    partial(c.ApplyWorkaround, known_error="KE-1"),
    partial(c.HoldTicket, reason="caller"),
    partial(c.ResolveTicket, code="fixed"),
    c.CancelTicket,
    partial(c.StartModel, model="RM-1"),
    c.AskApproval,
    c.FulfilStep,
    partial(c.RefuseRequest, reason="not_offered"),
)


ON_RECORDS = (
    *ON_OPEN_RECORDS,
    c.UpdateCaller,
    c.SendNotice,
    c.ConfirmRestoration,
    c.ResumeTicket,
    c.CloseTicket,
    c.ReopenTicket,
    c.RaiseProblem,
    partial(c.WriteNote, text="note"),
    partial(c.LinkTicket, TicketId("y")),
)


@pytest.mark.parametrize("make", ON_RECORDS)
def test_a_command_names_a_record_that_is_there(
    story: Story, make: Callable[[TicketId], c.Command]
) -> None:
    assert story.refuses(make(TicketId("x"))) == NO_RECORD


@pytest.mark.parametrize("make", ON_OPEN_RECORDS)
def test_a_closed_record_is_left_alone(
    story: Story, cat: TicketId, make: Callable[[TicketId], c.Command]
) -> None:
    story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
    assert story.refuses(make(cat)) == "The record is closed."


def test_a_refusal_never_quotes_the_truth(story: Story) -> None:
    story.happen(began(SERVER, "hang"))
    ann = story.logged(story.call(ANN, "no-mail", cause="server/hang/1"))
    words = story.refuses(c.AssignTicket(ann, TeamId("nobody")))
    assert "server" not in words
    assert SRV not in words
