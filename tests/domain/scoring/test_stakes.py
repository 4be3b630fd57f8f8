"""What is at stake: causes weigh by what they do to people, reports share their cause's weight."""

from __future__ import annotations

import pytest

from itilsim.domain import commands as c
from itilsim.domain import facts as f
from itilsim.domain.names import ContactId, FaultId, PersonId, TicketId
from itilsim.domain.scenario import Deadline
from itilsim.domain.scoring.stakes import SHARES, WEIGHT, mark, share, stakes
from tests.builders import began
from tests.data.corner import (
    ANN,
    BOB,
    CAT,
    DAN,
    DATABASE,
    EVE,
    MINUTE,
    NET,
    PACKERS,
    SERVER,
    SRV,
    SWITCH,
    fault,
    scripted,
)
from tests.domain.scoring.histories import Judged
from tests.played import played

HANG = FaultId("server/hang/1")
DEAD = FaultId("switch/switch-dead/1")
LOCKS = FaultId("database/locks/1")


@pytest.fixture
def story() -> Judged:
    return Judged(scripted(deadlines=()))


def weight(story: Judged, cause: str) -> int:
    return stakes(story.judging)[cause]


def outage(story: Judged, *people: PersonId) -> list[ContactId]:
    """The mail server hangs, which is a P1, and people miss their mail."""
    story.happen(began(SERVER, "hang"))
    return [story.call(each, "no-mail", at=n, cause=HANG) for n, each in enumerate(people)]


class TestWeights:
    """P1 to P4 weigh 8, 4, 2 and 1; what has no priority weighs 1."""

    def test_a_p1(self, story: Judged) -> None:
        outage(story, BOB)
        assert weight(story, HANG) == 8

    @pytest.mark.parametrize(("deadline", "weighs"), [("09:20", 4), ("", 2)])
    def test_a_p2_and_a_p3(self, deadline: str, weighs: int) -> None:
        ahead = (Deadline(deadline, "south", "The lorry comes."),) if deadline else ()
        story = Judged(scripted(deadlines=ahead))
        story.happen(began(DATABASE, "locks"))
        story.call(EVE, "slow", cause=LOCKS, effect="slowed")
        assert weight(story, LOCKS) == weighs

    @pytest.mark.parametrize(("symptom", "weighs"), [("password", 2), ("laptop", 1), ("how-to", 1)])
    def test_a_wish_weighs_by_its_model(self, story: Judged, symptom: str, weighs: int) -> None:
        story.call(BOB, symptom)
        assert weight(story, f"arrival/{symptom}-bob") == weighs

    def test_an_event_weighs_least(self, story: Judged) -> None:
        story.alarm(SERVER, "informational", cause="arrival/backup")
        assert weight(story, "arrival/backup") == 1

    def test_the_worst_of_its_reports_counts(self) -> None:
        """Slow at nine, it is urgent from half past ten."""
        story = Judged(scripted(deadlines=(Deadline("11:20", "south", "The lorry comes."),)))
        story.happen(began(DATABASE, "locks"))
        first, later = (
            story.call(each, "slow", at=at * MINUTE, cause=LOCKS, effect="slowed")
            for each, at in ((EVE, 0), (ANN, 90))
        )
        found = [story.opportunity(each).truth.priority for each in (first, later)]
        assert (found, weight(story, LOCKS)) == ([3, 2], 4)

    def test_worse_never_weighs_less(self) -> None:
        assert [WEIGHT[priority] for priority in (1, 2, 3, 4, 5)] == [8, 4, 2, 1, 1]


class TestWarnings:
    """A warning weighs as the incident that it forestalls."""

    def warned(self, story: Judged) -> Judged:
        story.happen(began(SERVER, "hang", level="up"))
        story.alarm(SERVER, "warning", cause=HANG, hurts_at=9000)
        return story

    def test_a_latent_fault_weighs_as_if_it_had_struck(self, story: Judged) -> None:
        self.warned(story)
        (alert,) = story.desk.alerts
        assert story.opportunity(alert).truth.priority == 5
        assert weight(story, HANG) == 8

    def test_heeded_or_not_it_weighs_the_same(self, story: Judged) -> None:
        self.warned(story)
        (alert,) = story.desk.alerts
        story.do(c.AlertTeam(alert, SRV))
        story.happen(f.FaultRepaired(600, HANG, SRV))
        assert weight(story, HANG) == 8

    def test_struck_it_does_too_though_nobody_calls(self, story: Judged) -> None:
        self.warned(story).happen(f.FaultStruck(9000, HANG, "down"))
        assert weight(story, HANG) == 8

    @pytest.mark.parametrize(("strikes", "weighs"), [("10:00", 2), ("11:00", 4)])
    def test_it_weighs_by_the_hour_at_which_it_is_to_strike(
        self, strikes: str, weighs: int
    ) -> None:
        """At eleven the lorry is less than an hour away."""
        coming = fault("F1", "08:50", DATABASE, "locks", strikes_at=strikes)
        ahead = (Deadline("11:30", "south", "The lorry comes."),)
        story = Judged(scripted(deadlines=ahead, faults=(coming,)))
        story.happen(began(DATABASE, "locks", level="up"))
        story.alarm(DATABASE, "warning", cause=LOCKS)
        assert weight(story, LOCKS) == weighs


class TestShares:
    """The first report has half of its cause's weight, the others share the rest."""

    @pytest.mark.parametrize(
        ("people", "shares"),
        [((BOB,), [1.0]), ((BOB, ANN), [0.5, 0.5]), ((BOB, ANN, EVE), [0.5, 0.25, 0.25])],
    )
    def test_of_one_two_and_three(
        self, story: Judged, people: tuple[PersonId, ...], shares: list[float]
    ) -> None:
        calls = outage(story, *people)
        parts = [share(story.judging, story.opportunity(each)) for each in calls]
        assert [part / whole for part, whole in parts] == shares

    def test_asking_again_is_no_report(self, story: Judged) -> None:
        (bob,) = outage(story, BOB)
        story.call(BOB, "no-mail", at=900, n=2, chases=bob, cause=HANG)
        assert share(story.judging, story.opportunity(bob)) == (1, 1)

    def test_a_criterion_is_divided_by_cause_and_then_by_report(self, story: Judged) -> None:
        outage(story, BOB, ANN, EVE)
        story.call(CAT, "loose-key", at=9)
        shares = [each.share for each in story.findings("kind")]
        assert shares == [400_000, 200_000, 200_000, 200_000]

    def test_what_is_not_asked_has_no_share(self, story: Judged) -> None:
        """Told is asked of the persons only, not of the alert that came first."""
        story.happen(began(SERVER, "hang"))
        story.alarm(SERVER, cause=HANG)
        story.call(BOB, "no-mail", at=1, cause=HANG)
        (found,) = story.findings("told")
        assert found.share == SHARES

    def test_every_criterion_is_divided_whole(self, story: Judged) -> None:
        outage(story, BOB, ANN, EVE, DAN)
        story.logged(story.call(CAT, "loose-key", at=9))
        story.call(BOB, "laptop", at=10)
        story.alarm(SERVER, "informational", at=11, cause="arrival/backup")
        for name in story.tally.marks:
            whole = sum(each.share for each in story.findings(name))
            assert SHARES - len(story.findings(name)) < whole <= SHARES, name

    def test_a_deduction_has_none(self, story: Judged) -> None:
        story.do(c.HoldTicket(story.logged(story.call(BOB, "loose-key")), "supplier"))
        assert [each.share for each in story.findings("hold")] == [0]


class TestMarks:
    """A mark is the weighed mean of its findings."""

    def test_a_p1_handled_alone_is_four_fifths(self, story: Judged) -> None:
        (bob,) = outage(story, BOB)
        story.logged(bob)
        story.call(CAT, "loose-key", at=9)
        assert story.tally.marks["kind"] == 800

    def test_a_p3_handled_alone_is_a_fifth(self, story: Judged) -> None:
        outage(story, BOB)
        story.logged(story.call(CAT, "loose-key", at=9))
        assert story.tally.marks["kind"] == 200

    def test_one_insight_is_not_counted_five_times(self, story: Judged) -> None:
        """Four reports of the server weigh as much as the one of the yard."""
        calls = outage(story, BOB, ANN, EVE, DAN)
        story.happen(began(SWITCH, "switch-dead"))
        cat = story.call(CAT, "no-network", at=9, cause=DEAD)
        for each in calls:
            story.logged(each)
        weights = stakes(story.judging)
        expected = weights[HANG] * 1000 // (weights[HANG] + weights[DEAD])
        assert story.opportunity(cat).decisions == []
        assert abs(story.tally.marks["kind"] - expected) <= 1

    def test_whoever_handles_the_first_report_alone_has_half(self, story: Judged) -> None:
        first, *_ = outage(story, BOB, ANN, EVE)
        story.logged(first)
        assert story.tally.marks["kind"] == 500

    def test_it_is_what_the_findings_say(self, story: Judged) -> None:
        first, *_ = outage(story, BOB, ANN)
        story.logged(first, rated=(3, 1))
        story.logged(story.call(CAT, "loose-key", at=9), rated=(2, 1))
        for name, found in story.tally.marks.items():
            assert found == mark(story.findings(name))


class TestTakenUp:
    """Every cause that asks for a record, whatever its priority."""

    def test_one_record_takes_up_a_cause_with_all_its_reports(self, story: Judged) -> None:
        first, *_ = outage(story, BOB, ANN)
        story.call(CAT, "loose-key", at=9)
        story.logged(first)
        found = story.tally.taken_up
        assert found.pop(HANG)
        assert list(found.values()) == [False]

    def test_what_was_taken_for_something_else_was_not_taken_up(self, story: Judged) -> None:
        (bob,) = outage(story, BOB)
        story.do(c.LogTicket(bob, "request", "software"))
        assert story.tally.taken_up == {HANG: False}

    def test_unless_it_was_corrected(self, story: Judged) -> None:
        (bob,) = outage(story, BOB)
        story.do(c.LogTicket(bob, "request", "software"))
        story.do(c.CategoriseTicket(TicketId(bob), "incident", "software"))
        assert story.tally.taken_up == {HANG: True}

    def test_or_people_have_what_they_need_all_the_same(self, story: Judged) -> None:
        (bob,) = outage(story, BOB)
        story.do(c.LogTicket(bob, "request", "software"))
        story.happen(f.FaultRepaired(600, HANG, SRV))
        assert story.tally.taken_up == {HANG: True}

    def test_an_event_that_means_nothing_is_no_cause_of_it(self) -> None:
        idle = played("idle")
        causes = idle.record.judging.by_cause
        nothing = {c for c, e in causes.items() if all(not o.truth.kind for o in e)}
        assert nothing
        assert idle.tally.taken_up == dict.fromkeys(set(causes) - nothing, False)
        assert all(played("textbook").tally.taken_up.values())


class TestPressing:
    """Every P1 and P2 is to be owned, and over for whom it hit."""

    def test_what_nobody_took_up_was_let_down(self, story: Judged) -> None:
        outage(story, BOB)
        assert story.tally.pressing == {HANG: False}

    def test_so_was_what_is_not_over(self, story: Judged) -> None:
        (bob,) = outage(story, BOB)
        story.do(c.ResolveTicket(story.logged(bob), "fixed"))
        assert story.tally.pressing == {HANG: False}

    def test_and_what_was_repaired_without_the_desk(self, story: Judged) -> None:
        outage(story, BOB)
        story.happen(f.FaultRepaired(600, HANG, SRV))
        assert story.tally.pressing == {HANG: False}

    def test_owned_and_repaired_it_is_done(self, story: Judged) -> None:
        (bob,) = outage(story, BOB)
        story.logged(bob)
        story.happen(f.FaultRepaired(600, HANG, SRV))
        assert story.tally.pressing == {HANG: True}

    @pytest.mark.parametrize(("percent", "done"), [(100, True), (60, False)])
    def test_a_whole_workaround_is_as_good(self, percent: int, *, done: bool) -> None:
        story = Judged(scripted(deadlines=(Deadline("09:20", "south", "The lorry comes."),)))
        story.happen(began(SWITCH, "switch-dead"))
        story.logged(story.call(CAT, "no-network", cause=DEAD))
        story.happen(f.WorkaroundTaken(600, DEAD, PACKERS, percent))
        assert story.tally.pressing == {DEAD: done}

    def test_a_warning_that_was_passed_on_is_owned(self, story: Judged) -> None:
        story.happen(began(SERVER, "hang", level="up"))
        story.do(c.AlertTeam(story.alarm(SERVER, "warning", cause=HANG), NET))
        story.happen(f.FaultRepaired(600, HANG, SRV))
        assert story.tally.pressing == {HANG: True}

    def test_less_does_not_press(self, story: Judged) -> None:
        story.call(CAT, "loose-key")
        story.call(BOB, "laptop")
        story.call(DAN, "how-to")
        assert story.tally.pressing == {}
