"""What stands around the open matter is what the desk knows, and nothing else."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE
from itilsim.seat.names import Called
from itilsim.seat.surroundings import MOST_WAY, Surroundings, Way, surroundings, way_of
from itilsim.words.labels import duration
from tests.builders import Story, began
from tests.data.corner import BOB, CAT, MAIL, NET, SWITCH


@pytest.fixture
def story() -> Story:
    return Story()


def around(story: Story) -> Surroundings:
    return surroundings(story.desk, Called(story.desk, {}, 1))


def way(story: Story, subject: str) -> Way:
    return way_of(story.desk, Called(story.desk, {}, 1), subject)


def test_a_fault_that_nobody_has_noticed_changes_nothing(story: Story) -> None:
    before = around(story)
    story.happen(began(SWITCH, "switch-dead"))
    assert around(story) == before


def test_an_alert_stands_until_it_is_cleared(story: Story) -> None:
    alert = story.alarm(SWITCH)
    assert [(each.subject, each.what, each.kind) for each in around(story).alerts] == [
        (alert, SWITCH, "exception")
    ]
    story.happen(f.AlertCleared(9, alert))
    assert around(story).alerts == ()


def test_what_monitoring_only_tells_is_no_alarm(story: Story) -> None:
    story.alarm(SWITCH, "informational")
    assert around(story).alerts == ()


def test_promises_and_targets_stand_by_how_near_they_are(story: Story) -> None:
    cat = story.logged(story.call(CAT, "no-print"))
    story.do(c.UpdateCaller(cat, 5))
    due = around(story).due
    assert [each.minutes for each in due] == sorted(each.minutes for each in due)
    assert due[0].kind == "word"
    assert "restoration" in {each.kind for each in due}


def test_a_request_without_its_model_is_due_by_the_rule_of_the_desk(story: Story) -> None:
    bob = story.logged(story.call(BOB, "password"), "request")
    minutes = story.desk.setting.organisation.card.request_response_minutes
    left = (story.ticket(bob).arrived_at - story.desk.at) // 60 + minutes
    assert [each.minutes for each in around(story).due if each.kind == "model"] == [left]
    story.do(c.StartModel(bob, "RM-1"))
    assert "model" not in {each.kind for each in around(story).due}


def promises(story: Story) -> list[str]:
    return [each.number for each in around(story).due if each.kind == "word"]


def test_a_promise_stands_though_its_record_was_linked(story: Story) -> None:
    cat = story.logged(story.call(CAT, "no-print"))
    bob = story.logged(story.call(BOB, "no-mail"))
    story.do(c.UpdateCaller(bob, 5), c.LinkTicket(bob, cat))
    assert promises(story) == [Called(story.desk, {}, 1).number(story.ticket(bob))]


def test_nobody_who_has_said_that_it_works_is_owed_a_word(story: Story) -> None:
    """Opened again it was late to the end of a walk, and the debrief knew of no such promise."""
    cat = story.logged(story.call(CAT, "no-print"))
    story.do(c.UpdateCaller(cat, 15))
    for works in (False, True):
        story.happen(f.RestorationConfirmed(60, cat, TRAINEE, restored=works))
        assert bool(promises(story)) is not works
    story.do(c.ResolveTicket(cat, "fixed"), c.ReopenTicket(cat), at=15 * 60 + 1)
    assert story.ticket(cat).is_open
    assert not promises(story)
    story.do(c.UpdateCaller(cat, 5))
    assert promises(story)


def test_one_line_stands_for_what_one_notice_keeps(story: Story) -> None:
    cat = story.logged(story.call(CAT, "no-print"))
    bob = story.logged(story.call(BOB, "no-mail"))
    story.do(c.UpdateCaller(bob, 5), c.LinkTicket(bob, cat), c.SendNotice(cat, "", 15))
    assert promises(story) == [Called(story.desk, {}, 1).number(story.ticket(cat))]


def test_nobody_is_owed_a_word_about_an_alert_that_was_linked(story: Story) -> None:
    alert = story.alarm(SWITCH)
    cat = story.logged(story.call(CAT, "no-print"))
    story.do(c.AcknowledgeAlert(alert, "exception"), c.LinkTicket(alert, cat))
    story.do(c.SendNotice(cat, "", 15), c.UpdateCaller(cat, 30))
    assert [each.promised_at for each in story.desk.tickets.values() if each.parent] != [None]
    assert [each.kind for each in around(story).due].count("word") == 1


def test_a_team_shows_the_records_it_was_sent(story: Story) -> None:
    cat = story.logged(story.call(CAT, "no-print"))
    story.do(c.AssignTicket(cat, NET))
    first = around(story).teams[0]
    assert (first.id, first.records) == (NET, 1)


def test_what_has_no_record_is_counted(story: Story) -> None:
    story.call(CAT, "no-print")
    assert around(story).unlogged == 1


def test_the_call_that_is_on_the_line_is_not_counted_as_not_logged(story: Story) -> None:
    cat, bob = story.call(CAT, "no-print", channel="phone"), story.call(BOB, "no-mail")
    story.do(c.TakeCall(cat))
    assert around(story).unlogged == 1
    story.do(c.EndCall(cat))
    assert around(story).unlogged == 2
    story.logged(bob)
    assert around(story).unlogged == 1


def test_the_way_of_an_item_goes_to_those_who_depend_on_it(story: Story) -> None:
    found = way(story, story.alarm(SWITCH))
    assert (found.rows[0].name, found.rows[0].signal) == (SWITCH, "exception")
    groups = {each.name.split(" (")[0] for each in found.rows if each.kind == "group"}
    hits = story.desk.estate.reach(SWITCH)
    assert groups >= {story.desk.estate.groups[hit.group].name for hit in hits}
    assert found.people


def test_without_an_item_the_way_is_what_the_caller_depends_on(story: Story) -> None:
    bob = story.call(BOB, "no-mail", service=MAIL)
    found = way(story, bob)
    group = story.desk.estate.groups[story.contact(bob).group]
    assert found.title == f"Needed by {group.name}:"
    assert 0 < len(found.rows) <= MOST_WAY
    assert found.people == ""


def test_nothing_selected_has_no_way(story: Story) -> None:
    assert way(story, "").rows == ()


@pytest.mark.parametrize(("late", "minutes"), [(1, 0), (59, 0), (60, 1), (190, 3)])
def test_what_is_late_is_so_by_whole_minutes_as_in_the_debrief(
    story: Story, late: int, minutes: int
) -> None:
    cat = story.logged(story.call(CAT, "no-print"))
    story.do(c.UpdateCaller(cat, 5))
    promised = story.ticket(cat).promised_at
    assert promised is not None
    story.do(c.SearchKnowledge(cat), at=promised + late)
    assert story.desk.at == promised + late
    row = around(story).due[0]
    assert (row.kind, row.late, row.minutes) == ("word", True, minutes)
    assert duration(late) == (f"{minutes} min" if minutes else f"{late} s")
