"""Word about a record: callers and all who depend on it are told and asked."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import TRAINEE, FaultId
from tests.builders import Story, began, kinds
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    CLERKS,
    DATABASE,
    NET,
    PACKERS,
    PRINTER,
    SALES,
    SERVER,
    SWITCH,
    fault,
    scripted,
)

DEAD = FaultId("switch/switch-dead/1")


class TestUpdateCaller:
    def test_a_promise_is_a_second(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        facts = story.decide(c.UpdateCaller(cat, 15), at=100)
        assert facts == (f.CallerUpdated(100, cat, TRAINEE, 1000),)

    def test_nothing_need_be_promised(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        assert story.decide(c.UpdateCaller(cat)) == (f.CallerUpdated(0, cat, TRAINEE, None),)

    @pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
    def test_a_promise_lies_within_a_day(self, story: Story, minutes: int) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        words = story.refuses(c.UpdateCaller(cat, minutes))
        assert words == "A promise lies between 1 minute and a day ahead."

    @pytest.mark.parametrize("minutes", [1, 24 * 60])
    def test_a_minute_and_a_day_are_within_it(self, story: Story, minutes: int) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        (fact,) = story.decide(c.UpdateCaller(cat, minutes))
        assert isinstance(fact, f.CallerUpdated)
        assert fact.next_update == minutes * 60

    def test_nobody_waits_behind_an_alert(self, story: Story) -> None:
        alert = story.logged(story.alarm(SWITCH))
        words = story.refuses(c.UpdateCaller(alert))
        assert words == "Nobody called about this record. Send a notice to all affected."


class TestSendNotice:
    def test_everyone_whom_the_map_shows_is_told(self, story: Story) -> None:
        alert = story.logged(story.alarm(DATABASE))
        story.do(c.CategoriseTicket(alert, "incident", component=DATABASE))
        facts = story.decide(c.SendNotice(alert, "", 30))
        assert facts == (f.NoticeSent(0, alert, TRAINEE, (PACKERS, SALES), "", 1800),)

    def test_the_callers_group_is_told_where_the_map_is_silent(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        facts = story.decide(c.SendNotice(bob))
        assert facts == (f.NoticeSent(0, bob, TRAINEE, (CLERKS,), "", None),)

    def test_the_groups_of_the_children_are_told_too(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        ann = story.call(ANN, "no-mail")
        story.do(c.LinkTicket(ann, bob))
        (fact,) = story.decide(c.SendNotice(bob))
        assert isinstance(fact, f.NoticeSent)
        assert fact.groups == (CLERKS, SALES)

    def test_a_group_is_named_once(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        story.do(c.CategoriseTicket(bob, "incident", component=SERVER))
        (fact,) = story.decide(c.SendNotice(bob))
        assert isinstance(fact, f.NoticeSent)
        assert fact.groups == (SALES, CLERKS)

    def test_it_needs_somebody_to_tell(self, story: Story) -> None:
        alert = story.logged(story.alarm(PRINTER))
        words = story.refuses(c.SendNotice(alert))
        assert words == "The map shows nobody who depends on this. Set the item on the record."

    def test_only_a_known_error_may_be_in_it(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        words = story.refuses(c.SendNotice(bob, "KA-1"))
        assert words == "There is no such known error. Search first."

    def test_a_promise_in_it_lies_within_a_day(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail"))
        assert story.refuses(c.SendNotice(bob, "", 0)).startswith("A promise lies between")


class TestConfirmRestoration:
    def test_a_caller_says_no_while_the_fault_hurts(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause="switch/switch-dead/1"))
        facts = story.decide(c.ConfirmRestoration(cat))
        assert facts == (f.RestorationConfirmed(0, cat, TRAINEE, restored=False),)

    def test_a_caller_says_yes_after_the_repair(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause="switch/switch-dead/1"))
        story.happen(f.FaultRepaired(600, began(SWITCH, "switch-dead").fault, NET))
        facts = story.decide(c.ConfirmRestoration(cat), at=700)
        assert facts == (f.RestorationConfirmed(700, cat, TRAINEE, restored=True),)

    def test_one_childs_no_is_a_no(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "no-mail", cause="arrival/a"))
        ann = story.call(ANN, "no-mail", cause="arrival/b")
        story.do(c.LinkTicket(ann, bob))
        story.happen(f.TroubleSettled(5, story.plant.causes[bob], "SRV"))
        (fact,) = story.decide(c.ConfirmRestoration(bob))
        assert isinstance(fact, f.RestorationConfirmed)
        assert not fact.restored

    def test_a_leftover_is_a_no(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause="switch/switch-dead/1"))
        fault = began(SWITCH, "switch-dead").fault
        story.happen(f.FaultRepaired(600, fault, NET))
        story.plant.leftovers[fault] = CAT
        (fact,) = story.decide(c.ConfirmRestoration(cat))
        assert isinstance(fact, f.RestorationConfirmed)
        assert not fact.restored

    def test_an_alert_without_callers_is_looked_at(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cause = f"{SWITCH}/switch-dead/1"
        alert = story.logged(story.alarm(SWITCH, cause=cause))
        assert story.decide(c.ConfirmRestoration(alert)) == (
            f.RestorationConfirmed(0, alert, TRAINEE, restored=False),
        )

    @pytest.mark.parametrize("state", ["closed", "cancelled"])
    def test_nobody_is_asked_about_what_is_over(self, story: Story, state: str) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        if state == "closed":
            story.do(c.ResolveTicket(cat, "fixed"), c.CloseTicket(cat))
        else:
            story.do(c.CancelTicket(cat))
        assert story.refuses(c.ConfirmRestoration(cat)) == "The record is closed."

    def test_a_resolved_record_may_be_asked_about(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ResolveTicket(cat, "fixed"))
        (fact,) = story.decide(c.ConfirmRestoration(cat))
        assert fact.kind == "restoration-confirmed"


class TestLeftovers:
    """The switch works again, but one packer's scanner stays mute."""

    @pytest.fixture
    def repaired(self) -> Story:
        story = Story(scripted(faults=(fault("S", "09:00", SWITCH, "switch-dead",
                                             leftover_person=CAT),)))  # fmt: skip
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.FaultRepaired(60, DEAD, NET))
        return story

    def test_it_is_left_for_the_person_whom_the_scenario_names(self, repaired: Story) -> None:
        assert repaired.plant.leftovers == {DEAD: CAT}

    def test_asked_the_person_says_so_at_once(self, repaired: Story) -> None:
        cat = repaired.logged(repaired.call(CAT, "no-network", cause=DEAD))
        repaired.do(c.ConfirmRestoration(cat))
        fact = repaired.log[-1]
        assert isinstance(fact, f.ContactArrived)
        assert (fact.person, fact.symptom, fact.cause) == (CAT, "no-sound", f"leftover/{DEAD}")
        assert not repaired.ticket(cat).confirmed

    def test_it_is_said_once(self, repaired: Story) -> None:
        cat = repaired.logged(repaired.call(CAT, "no-network", cause=DEAD))
        repaired.do(c.ConfirmRestoration(cat), c.ConfirmRestoration(cat))
        assert kinds(repaired.log).count("contact-arrived") == 2
        assert repaired.plant.leftovers == {}

    def test_without_a_named_person_nothing_is_left(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.FaultRepaired(60, DEAD, NET))
        assert story.plant.leftovers == {}

    def test_what_never_struck_leaves_nothing(self) -> None:
        story = Story(scripted(faults=(fault("S", "09:00", SWITCH, "switch-dead",
                                             leftover_person=CAT),)))  # fmt: skip
        story.happen(began(SWITCH, "switch-dead", level="up"))
        story.happen(f.FaultRepaired(60, DEAD, NET))
        assert story.plant.leftovers == {}
