"""What is said of links: which report stood wrong, and where it belonged."""

from __future__ import annotations

from itilsim.domain import commands as c
from itilsim.domain.debrief import Debrief, debrief, read
from itilsim.domain.names import PersonId, TicketId
from itilsim.domain.scoring import scorecard
from itilsim.domain.scoring.tally import Finding
from itilsim.reports.decisions import what_happened
from itilsim.reports.wording import naming_of
from tests.builders import began
from tests.data.corner import ANN, BOB, CAT, EVE, MAIL, SERVER, scripted
from tests.domain.scoring.histories import Judged

HANG = "server/hang/1"


def outage(*people: PersonId) -> tuple[Judged, list[TicketId]]:
    """The record of the server's alert, and one of each person who misses the mail."""
    story = Judged(scripted(deadlines=()))
    story.happen(began(SERVER, "hang"))
    alert = story.logged(story.alarm(SERVER, cause=HANG))
    calls = [
        story.call(each, "no-mail", at=60 * n, cause=HANG, service=MAIL)
        for n, each in enumerate(people, 1)
    ]
    return story, [alert, *(story.logged(each) for each in calls)]


def debriefed(story: Judged) -> Debrief:
    _ = story.judging  # It ends the shift.
    record, tally = read(story.setting, story.log, ())
    return debrief(record, tally, scorecard(tally, story.setting, tally, tally), {})


def on_links(story: Judged) -> tuple[Finding, str]:
    """The finding on links in its story, and what is said of it."""
    made = debriefed(story)
    (found,) = (
        each
        for told in made.stories
        for each in told.decisions
        if each.criterion == "correlation" and each.subject == told.subject
    )
    assert found in [each.finding for each in made.dearest]
    return found, what_happened(found, naming_of(made, story.setting))


def test_the_report_that_stood_alone_is_named_and_has_the_finding() -> None:
    story, (alert, ann, bob, eve) = outage(ANN, BOB, EVE)
    story.do(c.LinkTicket(ann, alert), c.LinkTicket(bob, alert))
    finding, words = on_links(story)
    assert finding.subject == eve
    assert "2 of the 3 reports that belonged to another stood under its record." in words
    assert "Linked to none: Eve Ellis at 09:03 (INC0010026). All belong under the first" in words
    assert words.count("INC") == 2


def test_a_parent_that_came_later_is_said_to_be_the_one() -> None:
    story, (_, ann, bob, eve) = outage(ANN, BOB, EVE)
    story.do(*(c.LinkTicket(each, ann) for each in (bob, eve)))
    finding, words = on_links(story)
    assert finding.subject == ann
    assert "Made the parent: Ann Archer at 09:01 (INC0010024). That is the first report" in words
    assert "Linked to none" not in words


def test_a_stranger_under_the_parent_is_named() -> None:
    story, (alert, ann) = outage(ANN)
    stranger = story.logged(story.call(CAT, "loose-key", at=600))
    story.do(c.LinkTicket(ann, alert), c.LinkTicket(stranger, alert))
    finding, words = on_links(story)
    assert finding.subject == stranger
    assert "Under a wrong one: Cat" in words


def test_many_that_stood_alone_are_not_all_named() -> None:
    story, _ = outage(ANN, BOB, EVE, CAT)
    _, words = on_links(story)
    assert "(INC0010026) and 1 more. All belong under the first report" in words
