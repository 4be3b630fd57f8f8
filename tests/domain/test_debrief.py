"""The debrief says what came of a shift, computed from its log and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from itilsim.domain.debrief import COLLEAGUES, debrief, read
from itilsim.domain.debriefing.measured import Audit
from itilsim.domain.debriefing.values import Debrief, Story
from itilsim.domain.facts import Fact, TicketAssigned
from itilsim.domain.names import SERVICE_DESK
from itilsim.domain.scoring.table import CRITERIA
from itilsim.domain.scoring.tally import Finding, Links
from itilsim.sim.policies.habits import close_early, with_habit
from itilsim.sim.policies.playing import POLICIES as PLAYERS
from itilsim.sim.policies.playing import play
from itilsim.sim.shift import Shift
from itilsim.storage.codec import decode, encode
from tests.builders import alert_id, contact_id, who
from tests.played import first_shift, judged, played, references

POLICIES = ("idle", "random_choice", "first_come", "by_priority", "textbook")
SWITCH = "ws-sw-07/power-supply/1"
QUEUE = "ord-mq-01/disk-full/1"
SILENT = alert_id("switch-silent", "ws-sw-07")
CORDELIA = contact_id("cordelia", "ho-screen-2/screen-flicker/1")


def audit(found: Debrief, subject: str, clock: str) -> Audit:
    return next(e for e in found.clocks if e.subject == subject and e.clock == clock)


def story(found: Debrief, subject: str) -> Story:
    return next(each for each in found.stories if each.subject == subject)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_same_log_gives_the_same_debrief(policy: str) -> None:
    run = played(policy)
    again = debrief(*read(first_shift(), run.facts, run.began), run.card, references())
    toni = {"textbook": run.debrief.timelines["textbook"]}
    assert replace(again, timelines=again.timelines | toni) == run.debrief


@pytest.mark.parametrize("policy", POLICIES)
def test_a_debrief_survives_the_codec(policy: str) -> None:
    found = played(policy).debrief
    assert decode(Debrief, encode(found)) == found


def test_colleagues_stand_beside_the_trainee_and_idle_does_not() -> None:
    total = played("by_priority").debrief.score[0]
    assert [name for name, _ in total.references] == list(COLLEAGUES)
    assert total.points == dict(total.references)["by_priority"]


def test_nobody_need_stand_beside() -> None:
    run = played("by_priority")
    alone = debrief(run.record, run.tally, run.card, {})
    assert all(line.references == () for line in alone.score)
    assert all(each.references == () for each in alone.lost)


@pytest.mark.parametrize("policy", POLICIES)
def test_shares_of_the_criteria_make_the_whole(policy: str) -> None:
    found = played(policy).debrief
    ids = {each.id for each in CRITERIA}
    shares = [line.weight for line in found.score if line.name in ids]
    assert 9900 <= sum(shares) <= 10_000


def test_what_everybody_does_is_no_merit() -> None:
    run = played("first_come")
    assert all(each.strength <= 0 for each in run.debrief.well)
    strong = played("textbook").debrief.well
    assert strong[0].strength > 0
    assert [each.strength for each in strong] == sorted((e.strength for e in strong), reverse=True)


@pytest.mark.parametrize("policy", POLICIES)
def test_praise_is_for_what_somebody_did(policy: str) -> None:
    """What only came of it, or was right because nothing was done, is nobody's strength."""
    run = played(policy)
    parts = {each.id: each.part for each in CRITERIA}
    for each in run.debrief.well:
        assert parts[each.criterion] != "outcome"
        assert 0 < each.right <= each.of
        assert each.chosen not in (None, False, (), Links(0, 0))
    everything = replace(run.card, criteria=dict.fromkeys(run.card.criteria, 10_000))
    without = replace(run.tally, findings=())
    assert debrief(run.record, without, everything, {}).well == ()


def test_what_is_right_by_leaving_it_alone_is_not_counted() -> None:
    run = played("textbook")
    events = next(each for each in run.debrief.well if each.criterion == "events")
    read = next(e for e in run.tally.findings if e.criterion == "events" and e.chosen)
    left = replace(read, chosen=None, entry=None)
    more = replace(run.tally, findings=(*run.tally.findings, left))
    again = next(e for e in debrief(run.record, more, run.card, {}).well if e.criterion == "events")
    assert (again.right, again.of) == (events.right, events.of)


def test_a_clock_of_a_record_that_was_ended_early_runs_until_it_worked_again() -> None:
    """It names the moment that stopped it, which is no mark of the record."""
    facts: list[Fact] = []
    shift = Shift(first_shift(), 7, sink=lambda fact, _: facts.append(fact))
    play(shift, with_habit(PLAYERS["textbook"], close_early))
    shift.finish()
    early = [
        each
        for each in judged(facts, 7, shift.began).debrief.clocks
        if each.clock == "restoration" and "over" in [step.what for step in each.steps]
    ]
    assert early
    for each in early:
        assert each.reason == "over"
        ended = [step.at for step in each.steps if step.what in ("resolved", "closed")]
        over = next(step.at for step in each.steps if step.what == "over")
        assert over == each.stopped_at
        assert min(ended) < over
        assert [step.at for step in each.steps] == sorted(step.at for step in each.steps)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_deduction_has_its_decision(policy: str) -> None:
    run = played(policy)
    told = Counter(
        each.criterion
        for story in run.debrief.stories
        for each in story.decisions
        if each.credit < 0
    )
    assert told == +Counter(run.tally.deductions)
    assert {e.deduction: e.times for e in run.debrief.deductions} == dict(told)
    assert all(len(each.subjects) == each.times for each in run.debrief.deductions)


def test_the_further_teams_have_their_decisions() -> None:
    run = played("first_come")
    found = [e for story in run.debrief.stories for e in story.decisions if e.criterion == "teams"]
    assert len(found) == run.tally.deductions["teams"] > 0
    for each in found:
        sent = [f for f in run.facts if isinstance(f, TicketAssigned) and f.ticket == each.subject]
        (own,) = [f for f in sent if f.at == each.at and f.team == each.chosen]
        before = {f.team for f in sent if f.at < own.at} - {SERVICE_DESK}
        assert len(before) >= 2
        assert own.team not in before


def test_a_deduction_costs_no_more_than_its_cap() -> None:
    run = played("first_come")
    held = Finding("hold", next(iter(run.debrief.subjects)), 600, 1, 1, -200, "caller", None, None)
    many = tuple(replace(held, at=600 + n) for n in range(7))
    found = debrief(run.record, replace(run.tally, findings=many), run.card, {})
    own = [each for each in found.dearest if each.finding.criterion == "hold"]
    assert [each.lost for each in own] == [200] * 4
    assert [each.finding.at for each in own] == [600, 601, 602, 603]


def test_a_service_can_be_green_outside_and_red_inside() -> None:
    found = played("by_priority").debrief
    warehouse = next(each for each in found.delivered if each.service == "WMS")
    assert warehouse.availability == 10_000
    assert warehouse.lost_user_minutes > 1000
    assert found.is_watermelon
    assert found.delivered[0] == warehouse


@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_is_cut_off_twice(policy: str) -> None:
    """Two faults that overlap hit the same people once."""
    for each in played(policy).debrief.delivered:
        assert 0 < each.people_cut_off <= each.users


def test_an_unheeded_warning_is_paid_by_the_whole_of_north() -> None:
    idle, toni = played("idle").debrief, played("textbook").debrief
    assert next(each for each in idle.lost if each.cause == QUEUE).people == 210
    assert QUEUE not in {each.cause for each in toni.lost}
    assert story(toni, alert_id("F3", "ord-mq-01")).struck_at is None
    assert story(toni, alert_id("F3", "ord-mq-01")).mode == "disk-full"


def test_lost_time_tells_workaround_from_repair_and_from_knowing_the_cause() -> None:
    toni = next(e for e in played("textbook").debrief.lost if e.cause == SWITCH)
    assert toni.worked_around_at is not None
    assert toni.known_at is not None
    assert toni.over_at is not None
    assert toni.worked_around_at < toni.known_at < toni.over_at
    assert toni.percent == 60
    fran = dict(toni.references)["first_come"]
    assert fran > 1.5 * toni.minutes


def test_lost_time_by_cause_adds_up() -> None:
    for policy in POLICIES:
        found = played(policy).debrief
        assert abs(sum(e.minutes for e in found.lost) - found.lost_user_minutes) <= len(found.lost)


@pytest.mark.parametrize("policy", POLICIES)
def test_clocks_and_score_count_the_same_targets(policy: str) -> None:
    found = played(policy).debrief
    answered = [each for each in found.clocks if each.clock == "response"]
    restored = [each for each in found.clocks if each.clock == "restoration"]
    assert found.kept.due == len(answered) == len(restored)
    assert found.kept.response_met == sum(each.met for each in answered)
    assert found.kept.resolution_met == sum(each.met for each in restored)


def test_a_missed_clock_says_what_it_waited_for() -> None:
    found = played("first_come").debrief
    mouse = audit(found, contact_id("hettie", "arrival/U1"), "response")
    assert not mouse.met
    assert mouse.reason == "answered"
    assert mouse.by is not None
    assert mouse.by < 0
    assert [step.what for step in mouse.steps] == ["started", "assigned", "model_started"]


def test_a_met_clock_says_what_stopped_it() -> None:
    switch = audit(played("textbook").debrief, SILENT, "restoration")
    assert switch.met
    assert switch.reason == "resolved"
    assert switch.target == 3600
    assert switch.elapsed + (switch.by or 0) == 3600
    assert switch.stopped_at == next(s.at for s in switch.steps if s.what == "resolved")


def test_reports_of_one_cause_share_its_restoration_target() -> None:
    found = played("by_priority").debrief
    shared = {each.subject for each in found.clocks if each.follows == SILENT}
    names = who(played("by_priority").facts)
    assert {names[each] for each in shared} == {"marek", "shanice", "gareth"}


def test_a_story_leads_from_cause_to_caller() -> None:
    marek = story(played("by_priority").debrief, contact_id("marek", SWITCH))
    assert marek.path == ("ws-sw-07", "ws-bays-2-4")
    team = next(each for each in marek.decisions if each.criterion == "destination")
    assert (team.chosen, team.best, team.truth) == ("BIZ", "NET", "NET")
    assert [each.code for each in team.evidence] == ["owner"]
    assert team.tag == "local"
    assert "2011:5.incident" in team.teaches


def test_people_who_heard_nothing_are_named() -> None:
    found = played("first_come").debrief
    silent = {each.person for each in found.waited if each.first_word is None}
    assert silent == {"hettie", "dov", "noor"}
    assert all(each.words == 0 for each in found.waited if each.first_word is None)
    marek = next(each for each in found.waited if each.person == "marek")
    assert marek.chased >= 1


def test_a_notice_reaches_groups_with_its_workaround() -> None:
    found = played("textbook").debrief
    notice = next(each for each in found.told if each.kind == "notice-sent")
    assert notice.groups == ("ws-bays-2-4",)
    assert notice.knowledge == "KE-09"
    assert notice.next_update == notice.at + 900


def test_the_border_between_shift_and_aftermath_is_drawn() -> None:
    found = played("textbook").debrief
    setting = first_shift()
    assert (found.ended_at, found.finished_at) == (setting.horizon, setting.end)
    assert all(each.at >= found.ended_at for each in found.afterwards)
    screen = next(each for each in found.left if each.subject == CORDELIA)
    assert screen.handed_over
    assert screen.team == "WP"


def test_what_nobody_logged_is_left_without_a_record() -> None:
    found = played("idle").debrief
    assert found.left
    assert all(not each.ticket and not each.handed_over for each in found.left)
    assert len({each.subject for each in found.left}) == len(found.left)


def test_deductions_are_capped_as_in_the_score() -> None:
    for policy in POLICIES:
        run = played(policy)
        assert sum(each.points for each in run.debrief.deductions) == run.card.deductions


def test_what_a_finding_cost_is_its_share_of_its_criterion() -> None:
    """A single finding costs what its cause weighs."""
    run = played("first_come")
    shares = {each.name: each.weight for each in run.debrief.score}
    found = max((e for e in run.tally.findings if e.criterion == "impact"), key=lambda e: e.share)
    lost = replace(found, credit=0)
    dear = debrief(run.record, replace(run.tally, findings=(lost,)), run.card, {}).dearest
    (only,) = (each for each in dear if each.finding == lost)
    assert 0 < found.share < 1_000_000
    assert only.lost == shares["impact"] * found.share // 1_000_000


def test_what_was_let_down_is_named_by_its_first_sign() -> None:
    assert played("textbook").debrief.let_down == ()
    run = played("random_choice")
    assert run.debrief.let_down == ()  # too few points for the band to be held down by it
    card = replace(run.card, total=6600)
    left = debrief(run.record, run.tally, card, {}).let_down
    pressing = {SILENT, alert_id("F3", "ord-mq-01")}
    ignored = {
        contact_id("priya", "arrival/F1"),
        contact_id("tomasz", "wn-label-3/label-stock/1"),
    }
    mistaken = {each for each in left if run.debrief.subjects[each].record is not None} - pressing
    people = {run.debrief.subjects[each].person for each in mistaken}
    assert people == {"hettie", "noor", "cordelia"}  # Logged as what they are not, and not served.
    assert set(left) == pressing | ignored | mistaken


def test_the_band_of_the_total_is_the_one_that_is_held_down() -> None:
    run = played("textbook")
    held = replace(run.card, band="developing", let_down=(SWITCH,))
    found = debrief(run.record, run.tally, held, {})
    assert found.score[0].band == "developing"
    assert found.let_down == (SILENT,)


def test_few_decisions_are_said_to_be_few() -> None:
    run = played("textbook")
    few = debrief(run.record, run.tally, replace(run.card, few=True), {})
    assert few.few
    assert played("idle").debrief.few
