"""The line after a command names all that was done, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, TicketId
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.names import Called
from itilsim.seat.outcome import outcome, together
from itilsim.seat.snapshot import DeskView, snapshot
from tests.builders import began
from tests.data.corner import ANN, BOB, DATABASE, EVE, SERVER, SRV, scripted
from tests.domain.scoring.histories import Judged

HANG = "server/hang/1"


def seen(story: Judged, subject: str) -> DeskView:
    chronicle = Chronicle()
    for fact in story.log:
        chronicle.take(fact)
    return snapshot(story.desk, chronicle, Called(story.desk, {}, 1), (), subject)


def came_of(story: Judged, subject: str, doing: Callable[[], object]) -> str:
    before = seen(story, subject)
    doing()
    return outcome(before, seen(story, subject))


def family(count: int) -> tuple[Judged, TicketId]:
    """A record with so many others under it."""
    story = Judged(scripted(deadlines=()))
    story.happen(began(SERVER, "hang"))
    parent = story.logged(story.alarm(SERVER, cause=HANG))
    for each in (ANN, BOB, EVE)[:count]:
        story.do(c.LinkTicket(story.logged(story.call(each, "no-mail", cause=HANG)), parent))
    return story, parent


@pytest.mark.parametrize(
    ("count", "under"),
    [(0, ""), (1, ", and the record under it"), (3, ", and the 3 records under it")],
)
def test_the_end_of_a_parent_names_those_under_it(count: int, under: str) -> None:
    story, parent = family(count)
    said = came_of(story, parent, lambda: story.do(c.ResolveTicket(parent, "fixed")))
    assert said == f"You resolved it{under} (fixed)."
    said = came_of(story, parent, lambda: story.do(c.CloseTicket(parent)))
    assert said == f"You closed it{under}."


def test_a_notice_is_told_though_a_team_speaks_in_the_same_minute() -> None:
    story, parent = family(1)

    def notice_and_note() -> None:
        story.do(c.SendNotice(parent, "", 30))
        story.happen(f.WorkStarted(story.desk.at, parent, SRV))

    said = came_of(story, parent, notice_and_note)
    assert said.startswith("You sent a notice to ")
    assert "has taken it up." in said


def test_the_handover_note_is_acknowledged_each_time_it_is_written() -> None:
    story, parent = family(0)
    for _ in range(2):
        note = f.HandoverWritten(story.desk.at, TRAINEE, (parent,), "", "")
        said = came_of(story, parent, lambda note=note: story.happen(note))  # type: ignore[misc]
        assert said == "You wrote the handover note: 1 record."


def test_what_happens_elsewhere_meanwhile_is_named_and_what_is_seen_is_not() -> None:
    story, parent = family(0)
    other = story.logged(story.call(ANN, "no-mail", cause=HANG))
    alert = story.alarm(DATABASE)
    story.do(c.AcknowledgeAlert(alert, "warning"))
    story.do(c.AssignTicket(other, SRV))

    def elsewhere() -> None:
        story.do(c.AssignTicket(parent, SRV))
        story.happen(f.TicketReturned(story.desk.at, other, SRV, "not ours"))
        story.happen(f.AlertCleared(story.desk.at, alert))

    number = Called(story.desk, {}, 1).number(story.desk.tickets[other])
    said = came_of(story, parent, elsewhere)
    news = f"news on {number} (no mail)"
    assert said.endswith(f"Meanwhile: {news}, the alert on {DATABASE} has cleared.")
    assert "news" not in came_of(story, parent, lambda: None)


def test_an_alert_that_a_team_has_is_told_of_when_it_clears() -> None:
    story, _ = family(0)
    subject = story.logged(story.call(ANN, "no-mail", cause=HANG))
    alert = story.alarm(DATABASE)
    story.do(c.AcknowledgeAlert(alert, "warning"))
    story.do(c.AlertTeam(alert, SRV))

    def cleared() -> None:
        story.happen(f.AlertCleared(story.desk.at, alert))

    assert came_of(story, subject, cleared) == f"Meanwhile: the alert on {DATABASE} has cleared."


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (("closed it.",), "closed it."),
        (
            ("asked the line manager for approval.", "asked the budget holder for approval."),
            "asked the line manager and budget holder for approval.",
        ),
        (("asked it.", "asked it now."), "asked it; asked it now."),
        (("took it off hold.", "closed it."), "took it off hold; closed it."),
    ],
)
def test_several_deeds_are_one_sentence(done: tuple[str, ...], words: str) -> None:
    assert together(done) == words
