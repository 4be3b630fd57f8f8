"""What the log of a record says: who answered, and what was done besides."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, Channel, FaultId
from itilsim.seat.chronicle import SERVED, Chronicle, Line
from itilsim.seat.matters import item_view
from itilsim.seat.names import Called
from itilsim.seat.offered import titles
from tests.builders import began
from tests.data.corner import ANN, BOB, SERVER, SRV, scripted
from tests.domain.scoring.histories import Judged

HANG = "server/hang/1"


def told(story: Judged, subject: str) -> tuple[Line, ...]:
    """The log of one matter."""
    chronicle = Chronicle()
    for fact in story.log:
        chronicle.take(fact)
    return chronicle.about((subject,), story.desk, Called(story.desk, {}, 1), ())


def last(story: Judged, subject: str) -> str:
    line = told(story, subject)[-1]
    return f"{line.who} {line.words}"


def test_of_a_record_that_only_monitoring_reported_nobody_answers() -> None:
    story = Judged(scripted(deadlines=()))
    story.happen(began(SERVER, "hang"))
    alert = story.logged(story.alarm(SERVER, cause=HANG))
    story.do(c.ConfirmRestoration(alert))
    assert last(story, alert) == (
        "You found nobody who called about it; monitoring does not see it working yet."
    )
    story.happen(f.FaultRepaired(600, FaultId(HANG), SRV))
    story.do(c.ConfirmRestoration(alert))
    assert last(story, alert) == (
        "You found nobody who called about it; monitoring sees it working."
    )


def test_with_a_report_under_it_the_callers_answer() -> None:
    story = Judged(scripted(deadlines=()))
    story.happen(began(SERVER, "hang"))
    alert = story.logged(story.alarm(SERVER, cause=HANG))
    ann = story.logged(story.call(ANN, "no-mail", cause=HANG))
    story.do(c.LinkTicket(ann, alert), c.ConfirmRestoration(alert))
    assert told(story, alert)[-1].who == "The callers"


def test_a_wish_was_fulfilled_and_nothing_works_again() -> None:
    story = Judged(scripted(deadlines=()))
    bob = story.logged(story.call(BOB, "password"), "access")
    story.happen(f.RestorationConfirmed(60, bob, TRAINEE, restored=True))
    assert told(story, bob)[-1].words == SERVED


def test_a_wish_has_a_target_of_fulfilment() -> None:
    story = Judged(scripted(deadlines=()))
    bob = story.logged(story.call(BOB, "password"), "access")
    story.happen(f.TargetMissed(60, bob, "restoration", 4))
    assert last(story, bob) == "Clock fulfilment target missed."


def test_an_incident_has_one_of_restoration() -> None:
    story = Judged(scripted(deadlines=()))
    bob = story.logged(story.call(BOB, "loose-key"))
    story.happen(f.TargetMissed(60, bob, "restoration", 4))
    assert last(story, bob) == "Clock restoration target missed."


@pytest.mark.parametrize(("number", "label"), [("KA-2", "Article"), ("KE-2", "Known error")])
def test_what_was_used_is_called_what_it_is(number: str, label: str) -> None:
    story = Judged(scripted(deadlines=()))
    bob = story.logged(story.call(BOB, "no-sound"))
    story.do(c.ApplyWorkaround(bob, number))
    view = item_view(story.desk, Chronicle(), Called(story.desk, {}, 1), (), bob)
    assert view is not None
    words = {name: value for name, value in view.fields if name in ("Article", "Known error")}
    assert list(words) == [label]
    assert words[label].startswith(number)


@pytest.mark.parametrize(("channel", "what"), [("phone", "call"), ("chat", "chat")])
def test_a_chat_is_no_call(channel: Channel, what: str) -> None:
    story = Judged(scripted(deadlines=()))
    bob = story.call(BOB, "loose-key", channel=channel)
    called = Called(story.desk, {}, 1)
    view = item_view(story.desk, Chronicle(), called, (), bob)
    assert view is not None
    assert view.title == {"call": "Waits on the line", "chat": "Waits in the chat"}[what]
    wanted = {"take_call": "Answer chat"} if what == "chat" else {}
    assert titles(story.desk, view) == wanted
    story.do(c.TakeCall(bob))
    assert last(story, bob) == f"You took the {what}."
    view = item_view(story.desk, Chronicle(), called, (), bob)
    assert view is not None
    wanted = {"end_call": "End chat"} if what == "chat" else {}
    assert titles(story.desk, view) == wanted
    assert view.title == f"{what.capitalize()}, no record yet"
    story.do(c.EndCall(bob))
    assert last(story, bob) == f"You ended the {what}."
