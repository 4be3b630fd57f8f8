"""What follows at once: levels spread, alerts clear, teams report, people answer."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.consequences import consequences
from itilsim.domain.names import TRAINEE, CauseId, FaultId
from tests.builders import Story, began, kinds
from tests.data.corner import (
    ANN,
    APP,
    BASE,
    BOB,
    CAT,
    COLD,
    DATABASE,
    LINK_A,
    LINK_B,
    MAIL,
    NET,
    PACKERS,
    POWER,
    SALES,
    SERVER,
    SHOP,
    SRV,
    STOCK,
    SWITCH,
    WP,
    fault,
    scripted,
)

HANG = FaultId("server/hang/1")
DEAD = FaultId("switch/switch-dead/1")


@pytest.fixture
def story() -> Story:
    return Story()


class TestLevels:
    def test_a_failure_reaches_everything_that_needs_it(self, story: Story) -> None:
        facts = story.happen(began(DATABASE, "locks", 10))
        cause = CauseId("database/locks/1")
        assert facts == (
            f.LevelChanged(10, DATABASE, "degraded", cause),
            f.LevelChanged(10, BASE, "degraded", cause),
            f.LevelChanged(10, APP, "degraded", cause),
            f.LevelChanged(10, STOCK, "degraded", cause),
            f.LevelChanged(10, SHOP, "degraded", cause),
        )

    def test_a_redundant_item_stops_it(self, story: Story) -> None:
        facts = story.happen(began(LINK_A, "cut"))
        assert [fact.node for fact in facts if isinstance(fact, f.LevelChanged)] == [LINK_A]

    def test_the_second_of_two_lets_it_through(self, story: Story) -> None:
        story.happen(began(LINK_A, "cut"))
        facts = story.happen(began(LINK_B, "cut"))
        assert [fact.node for fact in facts if isinstance(fact, f.LevelChanged)] == [LINK_B, MAIL]

    def test_a_latent_fault_changes_no_level(self, story: Story) -> None:
        assert story.happen(began(DATABASE, "full", level="up")) == ()

    def test_it_changes_them_when_it_strikes(self, story: Story) -> None:
        story.happen(began(DATABASE, "full", level="up"))
        facts = story.happen(f.FaultStruck(90, FaultId("database/full/1"), "down"))
        assert facts[0] == f.LevelChanged(90, DATABASE, "down", CauseId("database/full/1"))

    def test_a_repair_brings_everything_back(self, story: Story) -> None:
        story.happen(began(DATABASE, "full"))
        facts = story.happen(f.FaultRepaired(60, FaultId("database/full/1"), SRV))
        assert {fact.level for fact in facts if isinstance(fact, f.LevelChanged)} == {"up"}
        assert story.plant.levels == {}
        assert story.desk.board == {}

    def test_a_second_fault_of_the_same_item_keeps_it_down(self, story: Story) -> None:
        story.happen(began(DATABASE, "full"), began(DATABASE, "locks"))
        facts = story.happen(f.FaultRepaired(60, FaultId("database/full/1"), SRV))
        assert facts[0] == f.LevelChanged(60, DATABASE, "degraded", CauseId("database/full/1"))

    def test_nothing_changes_twice(self, story: Story) -> None:
        story.happen(began(DATABASE, "full"))
        assert kinds(story.happen(began(DATABASE, "locks"))) == []

    def test_the_board_shows_services_only(self, story: Story) -> None:
        story.happen(began(DATABASE, "locks"))
        assert story.desk.board == {BASE: "degraded", STOCK: "degraded", SHOP: "degraded"}


class TestHoldingOut:
    def test_an_item_that_holds_out_does_not_follow_at_once(self, story: Story) -> None:
        facts = story.happen(began(POWER, "outage"))
        assert [fact.node for fact in facts if isinstance(fact, f.LevelChanged)] == [POWER]

    def test_it_is_well_again_at_once(self, story: Story) -> None:
        story.happen(began(POWER, "outage"))
        story.happen(f.LevelChanged(1800, COLD, "down", CauseId("power/outage/1")))
        facts = story.happen(f.FaultRepaired(2000, FaultId("power/outage/1"), SRV))
        assert f.LevelChanged(2000, COLD, "up", CauseId("power/outage/1")) in facts


class TestHits:
    def test_a_fault_remembers_whom_it_hit(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        found = story.plant.faults[HANG]
        assert [hit.group for hit in found.hits] == [SALES, "clerks"]
        assert found.services == (MAIL,)
        assert not found.external

    def test_an_external_service_is_remembered_too(self, story: Story) -> None:
        story.happen(began(APP, "crash"))
        assert story.plant.faults[FaultId("app/crash/1")].external

    def test_the_second_fault_hits_only_who_was_well_without_it(self, story: Story) -> None:
        story.happen(began(DATABASE, "full"), began(APP, "crash"))
        assert story.plant.faults[FaultId("app/crash/1")].hits == ()

    def test_the_second_of_two_redundant_items_hits(self, story: Story) -> None:
        story.happen(began(LINK_A, "cut"), began(LINK_B, "cut"))
        assert story.plant.faults[FaultId("link-a/cut/1")].hits == ()
        assert story.plant.faults[FaultId("link-b/cut/1")].hits != ()


class TestAlerts:
    def test_an_alert_clears_with_the_repair(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.alarm(SWITCH, cause=CauseId(DEAD))
        facts = story.happen(f.FaultRepaired(60, DEAD, NET))
        assert f.AlertCleared(60, alert) in facts
        assert story.alert(alert).cleared_at == 60

    def test_a_warning_clears_when_the_fault_never_strikes(self, story: Story) -> None:
        story.happen(began(DATABASE, "full", level="up"))
        cause = CauseId("database/full/1")
        alert = story.alarm(DATABASE, "warning", cause=cause)
        facts = story.happen(f.FaultRepaired(60, FaultId(cause), SRV))
        assert f.AlertCleared(60, alert) in facts

    def test_what_only_informs_never_stands(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.alarm(SWITCH, "informational", cause=CauseId(DEAD))
        assert "alert-cleared" not in kinds(story.happen(f.FaultRepaired(60, DEAD, NET)))

    def test_it_clears_once(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.alarm(SWITCH, cause=CauseId(DEAD))
        story.happen(f.FaultRepaired(60, DEAD, NET))
        assert kinds(story.log).count("alert-cleared") == 1


class TestTeams:
    def test_every_record_that_the_team_holds_for_the_fault_is_reported(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.logged(story.alarm(SWITCH, cause=CauseId(DEAD)))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        story.do(c.AssignTicket(alert, NET), c.AssignTicket(cat, NET))
        facts = story.happen(f.FaultRepaired(60, DEAD, NET))
        assert f.RepairReported(60, alert, NET, "repaired-psu") in facts
        assert f.RepairReported(60, cat, NET, "repaired-psu") in facts

    def test_a_record_with_another_team_is_not(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        story.do(c.AssignTicket(cat, WP))
        assert "repair-reported" not in kinds(story.happen(f.FaultRepaired(60, DEAD, NET)))

    def test_an_alert_that_was_sent_without_a_record_is(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        alert = story.alarm(SERVER, cause=CauseId(HANG))
        story.do(c.AlertTeam(alert, SRV))
        facts = story.happen(f.FaultRepaired(60, HANG, SRV))
        assert f.RepairReported(60, alert, SRV, "repaired") in facts
        assert story.alert(alert).repaired == "repaired"

    def test_a_reported_record_waits_for_the_desk(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG))
        story.do(c.AssignTicket(bob, SRV))
        story.happen(f.FaultRepaired(60, HANG, SRV))
        assert list(story.desk.attention) == [bob]
        assert story.ticket(bob).repaired == "repaired"

    def test_a_single_persons_repair_is_reported_too(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.AssignTicket(bob, WP))
        facts = story.happen(f.TroubleSettled(60, story.plant.causes[bob], WP))
        assert facts == (f.RepairReported(60, bob, WP, "repaired"),)

    def test_what_the_desk_settles_itself_is_not(self, story: Story) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        assert story.happen(f.TroubleSettled(60, story.plant.causes[bob], TRAINEE)) == ()


class TestAnswers:
    @pytest.mark.parametrize(
        ("question", "answer"), [("effect", "slowed"), ("item", "server"), ("extent", "1")]
    )
    def test_people_answer_truthfully(self, story: Story, question: str, answer: str) -> None:
        bob = story.call(
            BOB, "no-mail", channel="phone", effect="slowed", component=SERVER, people=1
        )
        story.do(c.TakeCall(bob))
        facts = story.happen(f.QuestionAsked(5, bob, TRAINEE, question))  # type: ignore[arg-type]
        assert facts == (f.QuestionAnswered(5, bob, question, answer),)  # type: ignore[arg-type]

    def test_who_names_no_item_has_none_to_name(self, story: Story) -> None:
        bob = story.call(BOB, "no-mail", channel="phone")
        story.do(c.TakeCall(bob), c.AskCaller(bob, "item"))
        assert story.contact(bob).answers == (("item", ""),)

    def test_who_is_hit_counts_the_colleagues(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.call(CAT, "no-network", channel="phone", cause=DEAD)
        story.do(c.TakeCall(cat), c.AskCaller(cat, "extent"))
        assert story.contact(cat).answers == (("extent", "12"),)

    def test_who_is_not_counts_oneself(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        ann = story.call(ANN, "no-network", channel="phone", cause=DEAD)
        story.do(c.TakeCall(ann), c.AskCaller(ann, "extent"))
        assert story.contact(ann).answers == (("extent", "1"),)


class TestHelp:
    def test_the_right_article_ends_a_question(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat, "KA-1"))
        assert story.log[-1] == f.TroubleSettled(0, story.plant.causes[cat], TRAINEE)

    def test_another_one_does_not(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat, "KA-2"))
        assert story.log[-1].kind == "caller-replied"

    def test_it_ends_once(self, story: Story) -> None:
        cat = story.call(CAT, "how-to")
        story.do(c.Reply(cat, "KA-1"), c.Reply(cat, "KA-1"))
        assert kinds(story.log).count("trouble-settled") == 1

    def test_a_whole_workaround_ends_a_single_persons_trouble(self, story: Story) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        story.do(c.ApplyWorkaround(cat, "KE-1"))
        assert story.log[-1] == f.TroubleSettled(0, story.plant.causes[cat], TRAINEE)

    def test_a_workaround_reaches_the_callers_group(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        story.do(c.ApplyWorkaround(cat, "KE-2"))
        assert story.log[-1] == f.WorkaroundTaken(0, DEAD, PACKERS, 60)
        assert story.plant.faults[DEAD].workarounds == {PACKERS: 60}

    def test_the_best_workaround_counts(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        story.happen(f.WorkaroundTaken(1, DEAD, PACKERS, 60))
        story.happen(f.WorkaroundTaken(2, DEAD, PACKERS, 20))
        assert story.plant.faults[DEAD].workarounds == {PACKERS: 60}

    def test_a_wrong_workaround_reaches_nobody(self, story: Story) -> None:
        story.happen(began(SERVER, "hang"))
        bob = story.logged(story.call(BOB, "no-mail", cause=HANG))
        story.do(c.ApplyWorkaround(bob, "KE-2"))
        assert story.log[-1].kind == "workaround-applied"

    def test_a_workaround_in_a_notice_reaches_everyone_whom_it_fits(self, story: Story) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        facts = story.happen(
            f.NoticeSent(5, cat, TRAINEE, (PACKERS, SALES), "KE-2", None),
        )
        assert facts == (f.WorkaroundTaken(5, DEAD, PACKERS, 60),)

    @pytest.mark.parametrize("known_error", ["", "KE-1"])
    def test_a_notice_without_the_right_one_reaches_nobody(
        self, story: Story, known_error: str
    ) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.logged(story.call(CAT, "no-network", cause=DEAD))
        facts = story.happen(f.NoticeSent(5, cat, TRAINEE, (PACKERS,), known_error, None))
        assert facts == ()

    def test_a_workaround_for_other_items_does_not_fit(self, story: Story) -> None:
        story.happen(began(LINK_A, "cut"), began(LINK_B, "cut"))
        bob = story.logged(story.call(BOB, "no-mail", cause="link-b/cut/1"))
        facts = story.happen(f.NoticeSent(5, bob, TRAINEE, (SALES,), "KE-2", None))
        assert facts == ()


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


def test_most_facts_have_no_consequence(story: Story) -> None:
    cat = story.call(CAT, "no-print")
    assert consequences(f.IdentityVerified(1, cat, TRAINEE), story.state) == ()
