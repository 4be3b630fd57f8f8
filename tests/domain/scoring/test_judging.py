"""The judge's memory: what was asked, what was decided, and what could be seen just before."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain import scoring
from itilsim.domain.names import Actor
from itilsim.sim.policies import play
from itilsim.sim.reference import tally_of
from itilsim.sim.shift import Shift
from tests.builders import began
from tests.data.corner import ANN, BOB, CAT, MAIL, NET, SERVER, SWITCH, WP, corner, scripted
from tests.domain.scoring.histories import Judged
from tests.played import first_shift


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


class TestOpportunities:
    def test_each_person_and_cause_is_one(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        story.call(BOB, "loose-key", at=900, n=2)
        story.call(BOB, "no-mail", at=950)
        assert len(story.judging.opportunities) == 2

    def test_two_people_with_one_cause_are_two(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang"))
        story.call(BOB, "no-mail", cause="server/hang/1")
        story.call(ANN, "no-mail", cause="server/hang/1")
        assert len(story.judging.opportunities) == 2

    def test_all_contacts_of_a_person_lead_to_it(self, story: Judged) -> None:
        first = story.call(BOB, "loose-key")
        second = story.call(BOB, "loose-key", at=900, n=2)
        assert story.opportunity(first) is story.opportunity(second)
        assert story.opportunity(first).subjects == [first, second]

    def test_a_chaser_is_none(self, story: Judged) -> None:
        first = story.call(BOB, "loose-key")
        again = story.call(BOB, "loose-key", at=900, n=2, chases=first)
        assert again not in story.judging.by_subject

    def test_it_remembers_the_truth_as_it_came(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key")
        found = story.opportunity(bob)
        assert (found.truth.priority, found.at, found.is_alert) == (3, 0, False)
        assert story.log[found.position].kind == "contact-arrived"

    def test_an_alert_is_one_too(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        alert = story.alarm(SWITCH, cause="switch/switch-dead/1")
        assert story.opportunity(alert).is_alert

    def test_a_leftover_is_the_players_own(self, story: Judged) -> None:
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.call(CAT, "no-sound", cause="leftover/switch/switch-dead/1")
        assert story.opportunity(cat).own_fault


class TestDecisions:
    def test_a_record_is_four(self, story: Judged) -> None:
        bob = story.call(BOB, "no-mail")
        story.do(c.LogTicket(bob, "incident", "software", MAIL, SERVER))
        decided = [(each.field, each.value) for each in story.opportunity(bob).decisions]
        assert decided == [
            ("kind", "incident"),
            ("service", MAIL),
            ("component", SERVER),
            ("category", "software"),
        ]

    def test_a_rating_is_two(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "no-mail"), rated=None)
        story.do(c.PrioritiseTicket(bob, 2, 3))
        found = story.opportunity(bob)
        assert [each.value for each in found.all("impact") + found.all("urgency")] == [2, 3]

    def test_so_are_teams_links_advice_and_words_upwards(self, story: Judged) -> None:
        cat = story.logged(story.call(CAT, "no-print"))
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(
            c.AssignTicket(bob, WP),
            c.ApplyWorkaround(bob, "KE-1"),
            c.EscalateTicket(bob),
            c.LinkTicket(bob, cat),
        )
        found = story.opportunity(bob)
        for name, value in (
            ("team", WP),
            ("known_error", "KE-1"),
            ("escalated", True),
            ("link", cat),
        ):
            last = found.last(name)
            assert last is not None
            assert last.value == value

    def test_what_could_be_seen_is_what_was_there_before(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "no-mail", service=MAIL), rated=(3, 1))
        story.alarm(SERVER, at=600)
        story.do(c.PrioritiseTicket(bob, 1, 1), at=660)
        before, after = story.opportunity(bob).all("impact")
        assert before.seen.impact is not None
        assert after.seen.impact is not None
        assert (before.seen.impact.best, after.seen.impact.best) == (3, 1)

    def test_it_knows_whether_another_team_had_it(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"), rated=(2, 2))
        story.do(c.AssignTicket(bob, WP), c.PrioritiseTicket(bob, 3, 1))
        before, after = story.opportunity(bob).all("impact")
        assert (before.passed_on, after.passed_on) == (False, True)

    def test_only_the_trainee_is_judged(self, story: Judged) -> None:
        bob = story.call(BOB, "loose-key")
        story.do(c.LogTicket(bob, "request"), actor=Actor("colleague"))
        assert story.opportunity(bob).decisions == []

    def test_a_notice_without_advice_is_no_decision(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.SendNotice(bob))
        assert story.opportunity(bob).all("known_error") == []

    def test_a_word_without_an_article_is_none(self, story: Judged) -> None:
        bob = story.call(BOB, "how-to")
        story.do(c.Reply(bob))
        assert story.opportunity(bob).decisions == []

    def test_the_first_try_is_what_was_tried(self) -> None:
        story = Judged(scripted(deadlines=()), mode="guided")
        bob = story.call(BOB, "loose-key")
        story.do(c.RejectChoice(bob, "impact", "1"))
        story.logged(bob, rated=(3, 1))
        tried, last = (
            story.opportunity(bob).tried("impact"),
            story.opportunity(bob).last("impact"),
        )
        assert tried is not None
        assert last is not None
        assert (tried.value, tried.locked, last.value, last.locked) == (1, True, 3, False)


class TestTheFold:
    def test_it_counts_facts_by_kind(self, story: Judged) -> None:
        story.call(BOB, "loose-key")
        counts = story.tally.counts
        assert counts["facts"] == len(story.log)
        assert (counts["contacts"], counts["alerts"], counts["changes"]) == (1, 0, 0)

    def test_it_counts_records_by_kind(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"))
        story.logged(story.call(ANN, "laptop"), "request")
        assert (story.tally.counts["incidents"], story.tally.counts["requests"]) == (1, 1)

    def test_it_knows_when_the_seat_was_left(self, story: Judged) -> None:
        story.do(c.EndShift(), at=1800)
        assert story.judging.ended_at == 1800

    @pytest.mark.parametrize("policy", ["idle", "first_come", "textbook"])
    def test_judging_while_it_happens_is_judging_the_log(self, policy: str) -> None:
        log: list[f.Fact] = []
        shift = Shift(first_shift(), 3, sink=lambda fact, _: log.append(fact))
        play(shift, policy)
        shift.finish()
        judging = scoring.start(first_shift())
        for fact in log:
            scoring.step(judging, fact)
        assert scoring.finish(judging) == tally_of(first_shift(), 3, policy)

    def test_judging_changes_nothing_in_the_shift(self) -> None:
        judging = scoring.start(corner())
        with_judge = Shift(corner(), 1, sink=lambda fact, _: scoring.step(judging, fact))
        without = Shift(corner(), 1)
        for shift in (with_judge, without):
            shift.finish()
        assert with_judge.digest == without.digest

    def test_findings_are_in_order_of_time(self, story: Judged) -> None:
        for n, person in enumerate((ANN, BOB, CAT)):
            story.logged(story.call(person, "loose-key", at=n * 60))
        times = [each.at for each in story.tally.findings]
        assert times == sorted(times)

    def test_every_finding_points_into_the_log(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.AssignTicket(bob, NET), at=60)
        assert all(0 <= each.position < len(story.log) for each in story.tally.findings)

    def test_what_an_arrival_teaches_is_on_its_findings(self) -> None:
        tally = tally_of(first_shift(), 1, "textbook")
        taught = {each.subject for each in tally.findings if each.teaches}
        assert taught

    def test_decisions_are_counted(self, story: Judged) -> None:
        story.logged(story.call(BOB, "loose-key"), rated=(3, 1))
        assert story.tally.decisions == 6

    def test_a_warning_that_strikes_is_remembered(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang", level="up"))
        story.alarm(SERVER, "warning", cause="server/hang/1")
        story.happen(f.FaultStruck(60, began(SERVER, "hang").fault, "down"))
        assert story.judging.struck_late == {"server/hang/1"}

    def test_useless_advice_is_counted_by_whom_it_misled(self, story: Judged) -> None:
        bob = story.logged(story.call(BOB, "loose-key"))
        story.do(c.ApplyWorkaround(bob, "KE-1"), c.ApplyWorkaround(bob, "KE-2"))
        assert story.judging.misled == {bob: 2}


class TestWithoutDecisions:
    """What `simulate --no-score` prints needs no reading of the evidence."""

    def tallies(self, policy: str) -> tuple[scoring.Tally, scoring.Tally]:
        log: list[f.Fact] = []
        shift = Shift(first_shift(), 4, sink=lambda fact, _: log.append(fact))
        play(shift, policy)
        shift.finish()
        found = []
        for decisions in (True, False):
            judging = scoring.start(first_shift(), decisions=decisions)
            for fact in log:
                scoring.step(judging, fact)
            found.append(scoring.finish(judging))
        return found[0], found[1]

    @pytest.mark.parametrize("policy", ["idle", "first_come", "textbook"])
    def test_the_figures_are_the_same(self, policy: str) -> None:
        full, short = self.tallies(policy)
        assert short.counts == full.counts
        assert short.sla == full.sla
        assert short.measures == full.measures
        assert (short.cost, short.satisfaction) == (full.cost, full.satisfaction)
        assert short.lost_by_cause == full.lost_by_cause

    def test_there_are_no_marks(self) -> None:
        _, short = self.tallies("first_come")
        assert short.marks == {}
        assert short.decisions == 0
