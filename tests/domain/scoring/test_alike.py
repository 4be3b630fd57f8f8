"""No charge without evidence: what is often right where it looks like this is no fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.alike import look_of, look_there, seen_by_judge
from itilsim.domain.base_rates import BaseRates, Counts, written
from itilsim.domain.names import PersonId, TeamId, TicketId
from itilsim.domain.scenario import Deadline, Setting
from itilsim.domain.scoring.tally import Counted
from itilsim.lab.alike import looks_of
from tests.builders import began
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    DAN,
    DATABASE,
    EVE,
    NET,
    PRINTER,
    SERVER,
    SRV,
    SWITCH,
    WP,
    scripted,
)
from tests.domain.scoring.histories import Judged

Act = Callable[[Judged], object]


def shop() -> Setting:
    return scripted(deadlines=())


def judged(act: Act, **counts: Counts) -> Judged:
    """What somebody does, where everything looks like a hundred worlds of these counts."""
    plain = Judged(shop())
    act(plain)
    looks: set[str] = set()
    for each in plain.judging.opportunities.values():
        for look, seen in looks_of(plain.judging, each).items():
            looks |= {look, look_there(plain.desk, seen)}
    found: dict[str, dict[str, Counts]] = {each: {"of": {"of": 100}, **counts} for each in looks}
    story = Judged(replace(shop(), alike=written(BaseRates(100, 0, "", found), "")))
    act(story)
    return story


def rated(impact: int, urgency: int) -> Act:
    def act(story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"), rated=(impact, urgency))

    return act


class TestRatings:
    def test_right_in_a_quarter_it_is_full_and_the_best_stays(self) -> None:
        story = judged(rated(2, 1), impact={"2": 30, "3": 70})
        (found,) = story.findings("impact")
        assert (found.credit, found.best, found.alike) == (1000, 3, None)
        assert set(found.accepted) == {2, 3}

    def test_less_than_that_it_is_charged_and_the_charge_says_how_it_stands(self) -> None:
        story = judged(rated(2, 1), impact={"2": 3, "3": 97})
        (found,) = story.findings("impact")
        assert (found.credit, found.alike) == (500, Counted(3, 100))

    @pytest.mark.parametrize(("times", "credit"), [(4, 0), (5, 500), (16, 500), (25, 1000)])
    def test_what_can_be_argued_for_is_half(self, times: int, credit: int) -> None:
        story = judged(rated(1, 1), impact={"1": times, "3": 100 - times})
        assert story.credit("impact") == credit

    def test_where_nothing_is_known_nothing_is_said(self) -> None:
        (found,) = judged(rated(2, 1)).findings("impact")
        assert (found.credit, found.alike) == (500, Counted(0, 100))
        story = Judged(shop())
        rated(2, 1)(story)
        (found,) = story.findings("impact")
        assert (found.credit, found.alike) == (500, None)

    def test_where_a_question_tells_not_asking_is_what_costs(self) -> None:
        def unasked(story: Judged) -> None:
            bob = story.call(BOB, "loose-key", effect=None, vague=True)
            story.logged(bob, rated=(3, 3))

        (found,) = judged(unasked, urgency={"3": 90, "1": 10}).findings("urgency")
        assert (found.accepted, found.alike) == ((found.best,), None)
        assert found.credit < 1000


def sent(*teams: TeamId, back: bool = False) -> Act:
    def act(story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        for team in teams:
            story.do(c.AssignTicket(bob, team))
            if back:
                story.happen(f.TicketReturned(900, bob, team, "not-ours"))

    return act


class TestTeams:
    @pytest.mark.parametrize(("times", "credit"), [(2, 0), (10, 500), (40, 1000)])
    def test_by_how_often_it_is_that_team_s(self, times: int, credit: int) -> None:
        story = judged(sent(NET), team={NET: times, WP: 100 - times})
        (found,) = story.findings("destination")
        assert (found.credit, found.best) == (credit, WP)

    def test_who_often_has_it_may_send_it_back(self) -> None:
        story = judged(sent(NET, back=True), team={NET: 40, WP: 60})
        assert story.credit("destination") == 1000

    def test_but_once(self) -> None:
        story = judged(sent(NET, NET, back=True), team={NET: 40, WP: 60})
        assert story.credit("destination") == 600

    def test_who_seldom_has_it_may_not(self) -> None:
        story = judged(sent(NET, SRV, back=True), team={NET: 40, WP: 60})
        assert story.credit("destination") == 600

    def test_it_has_reached_a_team_in_time(self) -> None:
        story = judged(sent(NET), team={NET: 40, WP: 60})
        assert story.credit("escalation") == 1000
        assert judged(sent(NET), team={NET: 2, WP: 98}).credit("escalation") == 0


class TestKnowledge:
    @pytest.mark.parametrize(("times", "credit"), [(2, 0), (10, 500), (40, 1000)])
    def test_by_how_often_it_helps(self, times: int, credit: int) -> None:
        def used(story: Judged) -> None:
            bob = story.logged(story.call(BOB, "loose-key"))
            story.do(c.ApplyWorkaround(bob, "KE-1"))

        (found,) = judged(used, known_error={"KE-1": times}).findings("known_error")
        assert (found.credit, found.alike) == (credit, Counted(times, 100) if times < 40 else None)

    def test_besides_what_helps_it_costs_nothing(self) -> None:
        def used(story: Judged) -> None:
            cat = story.logged(story.call(CAT, "no-print"))
            story.do(c.ApplyWorkaround(cat, "KE-2"), c.ApplyWorkaround(cat, "KE-1"))

        assert judged(used, known_error={"KE-2": 40, "KE-1": 60}).credit("known_error") == 1000
        assert judged(used, known_error={"KE-2": 2, "KE-1": 98}).credit("known_error") == 666


class TestLinks:
    """Two people of one group who report alike, one soon after the other."""

    def linked(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "loose-key", at=5))
        story.do(c.LinkTicket(story.call(DAN, "loose-key", at=10), cat))

    def alone(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        for who in (CAT, DAN):
            cause = "switch/switch-dead/1"
            story.logged(story.call(who, "no-network", cause=cause, at=story.desk.at + 5))

    @pytest.mark.parametrize(("times", "credit"), [(2, 0), (10, 500), (95, 1000)])
    def test_to_what_it_often_belongs_to_costs_by_how_often(self, times: int, credit: int) -> None:
        counts = {"of": 100, "first": times}
        assert judged(self.linked, belongs_to=counts).credit("correlation") == credit

    def test_without_counts_it_is_wrong(self) -> None:
        story = Judged(shop())
        self.linked(story)
        assert story.credit("correlation") == 0

    def test_one_may_stand_alone_where_it_often_does(self) -> None:
        assert judged(self.alone, belongs_to={"of": 100, "first": 95}).credits("correlation") == [0]
        assert judged(self.alone, belongs_to={"of": 100, "first": 60}).credits("correlation") == []


class TestPressing:
    def told(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
        story.do(c.AssignTicket(bob, WP), c.EscalateTicket(bob))

    @pytest.mark.parametrize(
        ("times", "credits_"), [(2, [0, 1000]), (10, [500, 1000]), (40, [1000, 1000])]
    )
    def test_the_lead_may_be_told_of_what_often_is_a_p1(
        self, times: int, credits_: list[int]
    ) -> None:
        story = judged(self.told, priority={"1": times, "3": 100 - times})
        assert sorted(story.credits("escalation")) == credits_

    @pytest.mark.parametrize(("times", "false"), [(2, 2), (40, 0)])
    def test_and_set_to_p1(self, times: int, false: int) -> None:
        def cried(story: Judged) -> None:
            for person in (ANN, BOB, CAT, DAN):
                ticket = story.logged(story.call(person, "loose-key"), rated=None)
                story.do(c.PrioritiseTicket(TicketId(ticket), 1, 1))

        story = judged(cried, priority={"1": times, "3": 100 - times})
        assert story.tally.deductions.get("false_p1", 0) == false


class TestDescriptions:
    @pytest.mark.parametrize(("times", "credit"), [(2, 750), (10, 875), (40, 1000)])
    def test_an_item_is_named_by_how_often_it_is_that(self, times: int, credit: int) -> None:
        def named(story: Judged) -> None:
            bob = story.call(BOB, "loose-key")
            story.do(c.LogTicket(bob, "incident", "hardware", None, DATABASE))

        story = judged(named, component={"database": times, "": 100 - times})
        (found,) = story.findings("category")
        assert found.credit == credit
        assert found.alike == (Counted(times, 100) if times < 40 else None)


class TestLooks:
    def look(self, person: PersonId, symptom: str, story: Judged, **parts: object) -> str:
        called = story.call(person, symptom, **parts)
        return look_of(story.desk, seen_by_judge(story.desk, called))

    def test_who_calls_and_when_is_no_part_of_it(self) -> None:
        one = self.look(BOB, "loose-key", Judged(shop()))
        assert one == self.look(ANN, "loose-key", Judged(shop()), at=600)

    @pytest.mark.parametrize(
        ("symptom", "parts"),
        [("no-print", {}), ("loose-key", {"effect": "slowed"}), ("loose-key", {"people": 60}),
         ("loose-key", {"component": PRINTER}), ("loose-key", {"effect": None})],
    )  # fmt: skip
    def test_what_assess_reads_is(self, symptom: str, parts: dict[str, object]) -> None:
        story = Judged(shop())
        assert self.look(BOB, symptom, story, **parts) != self.look(
            BOB, "loose-key", Judged(shop())
        )

    def test_what_monitoring_shows_is(self) -> None:
        quiet, alarmed = Judged(shop()), Judged(shop())
        alarmed.happen(began(SWITCH, "switch-dead"))
        alarmed.alarm(SWITCH, cause="switch/switch-dead/1")
        assert self.look(CAT, "no-network", quiet) != self.look(CAT, "no-network", alarmed)

    def test_a_deadline_ahead_is_where_it_makes_it_pressing(self) -> None:
        soon = scripted(deadlines=(Deadline("09:20", "south", "The lorry comes."),))
        pressed = self.look(CAT, "slow", Judged(soon), effect="slowed")
        assert pressed != self.look(CAT, "slow", Judged(shop()), effect="slowed")

    def test_the_place_is_where_an_item_is_guessed_at(self) -> None:
        story = Judged(shop())
        bob = seen_by_judge(story.desk, story.call(BOB, "loose-key"))
        eve = seen_by_judge(story.desk, story.call(EVE, "loose-key"))
        assert look_of(story.desk, bob) == look_of(story.desk, eve)
        assert look_there(story.desk, bob) != look_there(story.desk, eve)

    def test_an_item_that_is_seen_is_never_another_of_its_class(self) -> None:
        story = Judged(shop())
        story.happen(began(SERVER, "hang"))
        alert = story.alarm(SERVER, cause="server/hang/1")
        assert look_there(story.desk, seen_by_judge(story.desk, alert)) == ""
