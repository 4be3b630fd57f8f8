"""Problems, the handover note, guided choices, and who may do anything at all."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.commands import COMMANDS
from itilsim.domain.names import TRAINEE, Actor, ProblemId, TicketId
from itilsim.domain.rules.decide import RULES
from tests.builders import Story
from tests.data.corner import BOB, CAT, DAN, PRINTER, scripted


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def cat(story: Story) -> TicketId:
    return story.logged(story.call(CAT, "no-print"))


class TestRaiseProblem:
    def test_its_id_is_that_of_its_first_incident(self, story: Story, cat: TicketId) -> None:
        facts = story.decide(c.RaiseProblem(cat, ("INC0000007",)))
        problem = ProblemId(f"problem/{cat}")
        assert facts == (f.ProblemRaised(0, problem, cat, TRAINEE, ("INC0000007",)),)

    def test_incidents_of_today_may_be_linked_too(self, story: Story, cat: TicketId) -> None:
        dan = story.logged(story.call(DAN, "no-print"))
        story.do(c.RaiseProblem(cat, (dan,)))
        problem = ProblemId(f"problem/{cat}")
        assert (story.ticket(cat).problem, story.ticket(dan).problem) == (problem, problem)
        assert story.desk.problems[problem].incidents == (dan,)

    def test_the_incident_stays_an_open_incident(self, story: Story, cat: TicketId) -> None:
        story.do(c.RaiseProblem(cat))
        assert (story.ticket(cat).record, story.ticket(cat).is_open) == ("incident", True)

    def test_it_is_raised_once(self, story: Story, cat: TicketId) -> None:
        story.do(c.RaiseProblem(cat))
        assert story.refuses(c.RaiseProblem(cat)) == "A problem is raised already."

    def test_a_request_is_no_problem(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "laptop"), "request")
        assert story.refuses(c.RaiseProblem(bob)) == "Problems are raised from incidents."

    def test_linked_incidents_exist(self, story: Story, cat: TicketId) -> None:
        words = story.refuses(c.RaiseProblem(cat, ("INC0000099",)))
        assert words == "There is no such incident to link."

    def test_a_resolved_incident_may_still_raise_one(self, story: Story, cat: TicketId) -> None:
        story.do(c.ResolveTicket(cat, "fixed"))
        assert story.decide(c.RaiseProblem(cat))


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


class TestTheTable:
    def test_every_command_has_a_rule(self) -> None:
        assert set(RULES) == set(COMMANDS)

    def test_every_command_has_its_own_word(self) -> None:
        assert len({each.kind for each in COMMANDS}) == len(COMMANDS)

    def test_no_command_takes_less_than_no_time(self) -> None:
        assert all(each.seconds >= 0 for each in COMMANDS)

    def test_every_rule_says_what_it_is_for(self) -> None:
        assert all(rule.__doc__ for rule in RULES.values())
