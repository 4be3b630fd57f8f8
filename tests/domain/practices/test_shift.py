"""The note to the next shift, guided choices, the end."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, TicketId
from tests.builders import Story
from tests.data.corner import BOB, CAT, PRINTER


class TestWriteHandover:
    def test_it_names_records_problems_a_risk_and_a_promise(
        self, story: Story, cat: TicketId
    ) -> None:
        story.do(c.RaiseProblem(cat))
        items = (cat, f"problem/{cat}")
        facts = story.decide(c.WriteHandover(items, PRINTER, cat))
        assert facts == (f.HandoverWritten(0, TRAINEE, items, PRINTER, cat),)

    def test_it_may_be_empty(self, story: Story) -> None:
        assert story.decide(c.WriteHandover()) == (f.HandoverWritten(0, TRAINEE, (), "", ""),)

    def test_it_names_what_is_there(self, story: Story) -> None:
        words = story.refuses(c.WriteHandover(("INC1",)))
        assert words == "The note names a record that is not there."

    def test_the_last_one_counts(self, story: Story, cat: TicketId) -> None:
        story.do(c.WriteHandover(), c.WriteHandover((cat,)))
        assert story.desk.handover is not None
        assert story.desk.handover.items == (cat,)


class TestRejectChoice:
    def test_guided_mode_takes_a_choice_back(self) -> None:
        story = Story(mode="guided")
        facts = story.decide(c.RejectChoice("cat", "impact", "1"), at=2)
        assert facts == (f.ChoiceRejected(2, TRAINEE, "cat", "impact", "1"),)

    def test_it_changes_nothing_else(self) -> None:
        story = Story(mode="guided")
        cat = story.logged(story.call(CAT, "no-print"))
        revision = story.desk.revision
        story.do(c.RejectChoice(cat, "impact", "1"))
        assert (story.ticket(cat).impact, story.desk.revision) == (2, revision)

    def test_elsewhere_a_choice_stands(self, story: Story) -> None:
        words = story.refuses(c.RejectChoice("cat", "impact", "1"))
        assert words == "Only guided mode takes a choice back."


class TestEndShift:
    def test_it_ends(self, story: Story) -> None:
        assert story.decide(c.EndShift(), at=5) == (f.ShiftEnded(5),)

    def test_live_calls_end_with_it(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob), c.EndShift())
        assert not story.desk.live

    def test_after_it_nothing_is_done(self, story: Story, cat: TicketId) -> None:
        story.do(c.EndShift())
        for command in (c.EscalateTicket(cat), c.EndShift(), c.WriteHandover()):
            assert story.refuses(command) == "The shift is over."
