"""Problems are raised from incidents."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, ProblemId, TicketId
from itilsim.domain.practices.problem import similar_past
from tests.builders import Story, began
from tests.data.corner import BOB, DAN, NET, SWITCH


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


def test_only_the_like_of_the_past_is_like_it() -> None:
    story = Story()
    story.happen(began(SWITCH, "switch-dead"))
    alert = story.logged(story.alarm(SWITCH, cause="switch/switch-dead/1"))
    assert similar_past(story.desk, story.ticket(alert)) == ()
    story.do(c.CategoriseTicket(alert, "incident", component=SWITCH))
    assert similar_past(story.desk, story.ticket(alert)) == ()
    story.happen(f.NoteAdded(5, alert, NET, "psu"))
    assert similar_past(story.desk, story.ticket(alert)) == ("INC0000007",)
