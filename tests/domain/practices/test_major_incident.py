"""When something is a major incident, and who says so."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.estate import Hit
from itilsim.domain.names import SHIFT_LEAD, TRAINEE, FaultId, Level
from itilsim.domain.practices.major_incident import is_major
from tests.builders import Story, began, kinds
from tests.data.corner import (
    ANN,
    APP,
    CLERKS,
    DATABASE,
    MAIL,
    PACKERS,
    SALES,
    SERVER,
    SHOP,
    STOCK,
    SWITCH,
    corner,
    scripted,
)


def judged(*hits: Hit) -> bool:
    setting = corner()
    services = tuple({service: None for hit in hits for service in hit.services})
    return is_major(hits, services, setting.estate, setting.organisation)


def test_a_gold_service_down_for_more_than_a_quarter_of_its_users() -> None:
    assert judged(Hit(SALES, (SHOP,), "down"))


def test_a_slow_gold_service_is_not_down() -> None:
    assert not judged(Hit(SALES, (SHOP,), "degraded"))


@pytest.mark.parametrize("level", ["degraded", "down"])
def test_a_silver_service_is_not_gold(level: Level) -> None:
    assert not judged(Hit(CLERKS, (MAIL,), level))


def test_a_whole_site_that_stands() -> None:
    assert judged(Hit(PACKERS, (STOCK,), "down"))


def test_a_site_that_is_slow_does_not_stand() -> None:
    assert not judged(Hit(PACKERS, (STOCK,), "degraded"))


def test_nobody_hit_is_nothing_major() -> None:
    assert not judged()


def test_an_unknown_service_is_not_gold() -> None:
    setting = corner()
    assert not is_major((), ("X",), setting.estate, setting.organisation)


def test_the_shift_lead_declares_it_for_an_analyst() -> None:
    facts = Story().happen(began(APP, "crash", 30))
    assert f.MajorDeclared(30, APP, SHIFT_LEAD) in facts


def test_where_the_seat_may_declare_it_nobody_else_does() -> None:
    story = Story(scripted(role="all"))
    assert "major-declared" not in kinds(story.happen(began(APP, "crash")))


def test_what_is_not_major_is_not_declared() -> None:
    assert "major-declared" not in kinds(Story().happen(began(DATABASE, "locks")))


def test_a_latent_fault_is_declared_when_it_strikes() -> None:
    story = Story()
    assert "major-declared" not in kinds(story.happen(began(DATABASE, "full", level="up")))
    facts = story.happen(f.FaultStruck(60, FaultId("database/full/1"), "down"))
    assert f.MajorDeclared(60, DATABASE, SHIFT_LEAD) in facts


def test_the_truth_remembers_its_cause() -> None:
    story = Story()
    story.happen(began(SWITCH, "switch-dead"))
    assert story.plant.majors == {"switch/switch-dead/1"}


def test_open_records_about_the_item_are_marked() -> None:
    story = Story()
    ann = story.logged(story.call(ANN, "no-shop"))
    story.do(c.CategoriseTicket(ann, "incident", component=APP))
    story.happen(f.MajorDeclared(5, APP, SHIFT_LEAD))
    assert story.ticket(ann).major
    assert story.desk.majors == {APP: 5}


def test_records_about_it_that_are_logged_later_are_marked_too() -> None:
    story = Story()
    story.happen(f.MajorDeclared(5, APP, SHIFT_LEAD))
    ann = story.call(ANN, "no-shop")
    story.do(c.LogTicket(ann, "incident", component=APP))
    assert story.ticket(ann).major


def test_others_are_not() -> None:
    story = Story()
    ann = story.logged(story.call(ANN, "no-mail"))
    story.do(c.CategoriseTicket(ann, "incident", component=SERVER))
    story.happen(f.MajorDeclared(5, APP, SHIFT_LEAD))
    assert not story.ticket(ann).major


def test_one_record_may_be_declared_by_itself() -> None:
    story = Story()
    ann = story.logged(story.call(ANN, "no-mail"))
    story.happen(f.MajorDeclared(5, ann, TRAINEE))
    assert story.ticket(ann).major


def test_a_record_that_is_declared_makes_its_fault_a_major_one() -> None:
    story = Story(scripted(role="all"))
    story.happen(began(SERVER, "hang"))
    ann = story.logged(story.call(ANN, "no-mail", cause="server/hang/1"))
    story.happen(f.MajorDeclared(5, ann, TRAINEE))
    assert story.plant.majors == {"server/hang/1"}
