"""Response and restoration clocks, rule by rule. Times are minutes unless they say otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from itilsim.domain.bounds import NEVER
from itilsim.domain.clocks import (
    Mark,
    MarkKind,
    Reading,
    Target,
    Terms,
    met,
    milestone,
    next_look,
    response,
    restoration,
    share,
)
from itilsim.domain.hours import Hours, resolve
from tests.domain.test_hours import DAY, HOUR, LONDON, MINUTE, office

P1, P2, P3, P5 = Target(10, 45), Target(15, 60), Target(30, 240), Target(None, None)
TERMS = Terms({1: P1, 2: P2, 3: P3, 5: P5})
ALERT = replace(TERMS, has_caller=False)
REQUEST = replace(TERMS, is_request=True)


def mark(minute: int, what: MarkKind, value: int | str = "") -> Mark:
    return Mark(minute * MINUTE, what, value)


def logged(priority: int = 2) -> list[Mark]:
    """A call that is logged and prioritised at minute 0, with nobody assigned yet."""
    return [mark(0, "started"), mark(0, "prioritised", priority)]


def respond(history: list[Mark], now: int, terms: Terms = TERMS) -> Reading:
    return response(history, terms, now * MINUTE)


def restore(history: list[Mark], now: int, terms: Terms = TERMS) -> Reading:
    return restoration(history, terms, now * MINUTE)


class TestResponse:
    def test_it_counts_from_the_contact_and_shows_what_is_left(self) -> None:
        assert respond(logged(), 5) == Reading(0, None, False, 300, 600, 900, None, 900)

    def test_nothing_counts_before_the_contact(self) -> None:
        assert respond([mark(9, "started")], 5) == Reading(
            None, None, False, 0, None, None, None, None
        )

    def test_an_assignee_alone_does_not_stop_it(self) -> None:
        assert respond([*logged(), mark(3, "assigned")], 5).stopped_at is None

    def test_an_answer_alone_does_not_stop_it(self) -> None:
        assert respond([*logged(), mark(3, "answered")], 5).stopped_at is None

    @pytest.mark.parametrize(
        "order", [("assigned", "answered"), ("answered", "assigned")], ids=lambda o: o[0]
    )
    def test_both_in_either_order_stop_it(self, order: tuple[MarkKind, MarkKind]) -> None:
        reading = respond([*logged(), mark(3, order[0]), mark(7, order[1])], 20)
        assert reading.stopped_at == 7 * MINUTE
        assert reading.elapsed == 7 * MINUTE
        assert reading.breached_at is None

    def test_an_alert_needs_an_assignee_only(self) -> None:
        assert respond([*logged(), mark(3, "assigned")], 5, ALERT).stopped_at == 3 * MINUTE

    def test_a_request_needs_its_model_too(self) -> None:
        history = [*logged(), mark(1, "answered"), mark(2, "assigned")]
        assert respond(history, 5, REQUEST).stopped_at is None
        started = [*history, mark(4, "model_started")]
        assert respond(started, 5, REQUEST).stopped_at == 4 * MINUTE

    def test_passing_it_on_does_not_undo_it(self) -> None:
        history = [*logged(), mark(1, "answered"), mark(2, "assigned"), mark(9, "assigned")]
        assert respond(history, 30).stopped_at == 2 * MINUTE

    def test_a_hold_does_not_pause_it(self) -> None:
        reading = respond([*logged(), mark(3, "held", "caller")], 20)
        assert not reading.paused
        assert reading.breached_at == 15 * MINUTE

    def test_resolving_and_reopening_do_not_touch_it(self) -> None:
        history = [*logged(), mark(1, "resolved"), mark(2, "reopened"), mark(3, "closed")]
        assert respond(history, 15).breached_at == 15 * MINUTE

    def test_cancelling_stops_it(self) -> None:
        assert respond([*logged(), mark(4, "cancelled")], 30).stopped_at == 4 * MINUTE


class TestBreach:
    def test_it_comes_in_the_second_in_which_the_target_is_used_up(self) -> None:
        due = 15 * MINUTE
        assert response(logged(), TERMS, due - 1).breached_at is None
        assert response(logged(), TERMS, due).breached_at == due

    def test_stopping_in_that_very_second_is_in_time(self) -> None:
        history = [*logged(), mark(1, "answered"), mark(15, "assigned")]
        reading = respond(history, 30)
        assert reading.breached_at is None
        assert met(reading) is True

    def test_stopping_later_leaves_the_breach(self) -> None:
        history = [*logged(), mark(1, "answered"), mark(16, "assigned")]
        reading = respond(history, 30)
        assert reading.breached_at == reading.due == 15 * MINUTE
        assert reading.remaining == -MINUTE
        assert met(reading) is False

    def test_a_target_used_up_at_closing_time_is_missed_at_closing_time(self) -> None:
        hours = Hours(((0, HOUR), (2 * HOUR, 3 * HOUR)), 0, DAY)
        terms = Terms({2: Target(15, 60, hours)})
        reading = restore([*logged(), mark(90, "resolved")], 100, terms)
        assert reading.elapsed == HOUR
        assert reading.breached_at == HOUR
        assert met(reading) is False


class TestRestoration:
    def test_resolving_stops_it(self) -> None:
        reading = restore([*logged(), mark(40, "resolved")], 500)
        assert reading.stopped_at == reading.elapsed == 40 * MINUTE
        assert reading.remaining == 20 * MINUTE
        assert reading.due == HOUR
        assert met(reading) is True

    def test_resolving_twice_keeps_the_first_time(self) -> None:
        history = [*logged(), mark(40, "resolved"), mark(50, "resolved"), mark(55, "closed")]
        assert restore(history, 60).stopped_at == 40 * MINUTE

    def test_closing_without_resolving_stops_it_too(self) -> None:
        assert restore([*logged(), mark(40, "closed")], 60).stopped_at == 40 * MINUTE

    def test_reopening_resumes_it_without_the_resolved_time(self) -> None:
        history = [*logged(), mark(40, "resolved"), mark(100, "reopened")]
        reading = restore(history, 110)
        assert reading.stopped_at is None
        assert reading.elapsed == 50 * MINUTE
        assert reading.due == 120 * MINUTE
        assert restore(history, 130).breached_at == 120 * MINUTE

    def test_what_was_cancelled_does_not_resume(self) -> None:
        history = [*logged(), mark(4, "cancelled"), mark(9, "reopened")]
        assert restore(history, 100).stopped_at == 4 * MINUTE


class TestHolds:
    held = (*logged(), mark(20, "held", "caller"))

    def test_awaiting_the_caller_pauses_it(self) -> None:
        reading = restore([*self.held], 100)
        assert reading.paused
        assert reading.elapsed == 20 * MINUTE
        assert reading.due == 140 * MINUTE  # as if it resumed now
        assert reading.breached_at is None

    def test_it_counts_on_when_it_resumes(self) -> None:
        reading = restore([*self.held, mark(50, "resumed")], 60)
        assert not reading.paused
        assert reading.elapsed == 30 * MINUTE
        assert reading.due == 90 * MINUTE

    @pytest.mark.parametrize("reason", ["supplier", "change", "problem"])
    def test_another_reason_pauses_nothing(self, reason: str) -> None:
        reading = restore([*logged(), mark(20, "held", reason)], 60)
        assert not reading.paused
        assert reading.breached_at == HOUR

    def test_an_agreement_may_let_the_supplier_pause_it(self) -> None:
        terms = replace(TERMS, pausing=frozenset({"caller", "supplier"}))
        assert restore([*logged(), mark(20, "held", "supplier")], 60, terms).paused

    def test_the_latest_reason_counts(self) -> None:
        reading = restore([*self.held, mark(30, "held", "supplier")], 40)
        assert not reading.paused
        assert reading.elapsed == 30 * MINUTE

    def test_resolving_ends_a_hold(self) -> None:
        history = [*self.held, mark(30, "resolved"), mark(50, "reopened")]
        assert not restore(history[:4], 60).paused
        assert restore(history, 60).elapsed == 30 * MINUTE

    def test_a_hold_on_what_is_resolved_means_nothing(self) -> None:
        history = [*logged(), mark(20, "resolved"), mark(30, "held", "caller")]
        assert not restore(history, 40).paused
        assert restore([*history, mark(50, "reopened")], 60).elapsed == 30 * MINUTE

    def test_a_paused_ticket_does_not_age(self) -> None:
        assert restore([*self.held], 1000).elapsed == restore([*self.held], 30).elapsed

    def test_a_hold_in_the_due_second_prevents_the_breach_until_it_resumes(self) -> None:
        history = [*logged(), mark(60, "held", "caller")]
        assert restore(history, 90).breached_at is None
        assert restore(history, 90).due == HOUR
        assert restore([*history, mark(95, "resumed")], 95).breached_at == 95 * MINUTE


class TestPriorities:
    def test_without_a_priority_time_counts_but_nothing_is_due(self) -> None:
        reading = restore([mark(0, "started")], 50)
        assert reading == Reading(0, None, False, 50 * MINUTE, None, None, None, None)
        assert share(reading) is None
        assert met(reading) is None

    def test_the_default_priority_holds_until_there_is_another(self) -> None:
        terms = replace(TERMS, default_priority=1)
        assert restore([mark(0, "started")], 5, terms).due == 45 * MINUTE
        assert restore(logged(2), 5, terms).due == HOUR

    def test_a_planned_priority_has_no_clock(self) -> None:
        reading = restore(logged(5), 5000)
        assert (reading.target, reading.due, reading.breached_at) == (None, None, None)

    def test_a_priority_that_nobody_agreed_has_no_clock(self) -> None:
        assert restore(logged(4), 5000).target is None

    def test_a_change_counts_again_from_the_contact(self) -> None:
        reading = restore([*logged(2), mark(30, "prioritised", 1)], 40)
        assert reading.due == 45 * MINUTE
        assert reading.elapsed == 40 * MINUTE
        assert reading.breached_at is None

    def test_a_raise_past_the_new_target_is_a_breach_at_once(self) -> None:
        reading = restore([*logged(2), mark(50, "prioritised", 1)], 55)
        assert reading.breached_at == 50 * MINUTE
        assert reading.due == 45 * MINUTE

    def test_a_breach_outlives_the_priority(self) -> None:
        reading = restore([*logged(2), mark(70, "prioritised", 3)], 80)
        assert reading.breached_at == 60 * MINUTE
        assert reading.remaining == 160 * MINUTE
        assert met(reading) is False

    def test_lowering_in_time_avoids_the_breach(self) -> None:
        assert restore([*logged(2), mark(60, "prioritised", 3)], 80).breached_at is None

    def test_a_change_counts_again_on_the_hours_of_the_new_target(self) -> None:
        hours = Hours(((0, 30 * MINUTE), (HOUR, 5 * HOUR)), 0, DAY)
        terms = Terms({2: Target(15, 300), 3: Target(30, 100, hours)})
        history = [*logged(2), mark(70, "prioritised", 3)]
        reading = restore(history, 80, terms)
        assert reading.elapsed == 50 * MINUTE
        assert reading.due == 130 * MINUTE

    def test_an_earlier_breach_keeps_the_hours_it_was_measured_on(self) -> None:
        closed_at_first = Hours(((2 * HOUR, 5 * HOUR),), 0, DAY)
        terms = Terms({2: Target(15, 60), 3: Target(30, 100, closed_at_first)})
        reading = restore([*logged(2), mark(70, "prioritised", 3)], 80, terms)
        assert reading.breached_at == HOUR
        assert reading.elapsed == 0

    def test_a_pause_stays_out_of_the_new_count(self) -> None:
        history = [*logged(2), mark(10, "held", "caller"), mark(40, "resumed")]
        reading = restore([*history, mark(50, "prioritised", 1)], 50)
        assert reading.elapsed == 20 * MINUTE
        assert reading.due == 75 * MINUTE

    def test_a_first_priority_after_the_stop_can_still_be_judged(self) -> None:
        history = [mark(0, "started"), mark(14, "answered"), mark(14, "assigned")]
        reading = respond([*history, mark(16, "prioritised", 1)], 20)
        assert reading.breached_at is None
        assert reading.due == 10 * MINUTE
        assert met(reading) is False

    def test_the_score_reads_the_true_priority_throughout(self) -> None:
        true = replace(TERMS, default_priority=1)
        history = [each for each in logged(3) if each.what != "prioritised"]
        reading = restoration(history, true, HOUR)
        assert reading.breached_at == 45 * MINUTE


class TestCalendars:
    terms = Terms({2: Target(60, 240, resolve(office("2026-06-17"), LONDON, 0, 21 * DAY))})
    raised = (
        Mark(16 * HOUR + 30 * MINUTE, "started"),
        Mark(16 * HOUR + 30 * MINUTE, "prioritised", 2),
    )

    def test_an_hour_to_respond_from_half_past_four_ends_at_nine_next_morning(self) -> None:
        reading = response(self.raised, self.terms, 20 * HOUR)
        assert reading.elapsed == 30 * MINUTE
        assert reading.due == DAY + 9 * HOUR

    def test_a_pause_over_night_costs_no_open_time(self) -> None:
        history = [
            *self.raised,
            Mark(17 * HOUR, "held", "caller"),
            Mark(DAY + 8 * HOUR + 30 * MINUTE, "resumed"),
        ]
        assert restoration(history, self.terms, DAY + 9 * HOUR).elapsed == HOUR

    def test_a_pause_over_a_holiday_is_due_after_it(self) -> None:
        history = [*self.raised, Mark(DAY + 9 * HOUR, "held", "caller")]
        reading = restoration(history, self.terms, 2 * DAY + 12 * HOUR)  # on the holiday
        assert reading.due == 3 * DAY + 11 * HOUR + 30 * MINUTE

    def test_past_the_horizon_nothing_is_due(self) -> None:
        friday = 18 * DAY + 16 * HOUR
        late = [
            Mark(friday, "started"),
            Mark(friday, "prioritised", 2),
            Mark(friday, "answered"),
            Mark(friday, "assigned"),
        ]
        assert restoration(late, self.terms, friday + HOUR).due == NEVER
        assert next_look(late, self.terms, friday + HOUR) is None


class TestNextLook:
    def test_it_is_the_nearer_of_the_two_clocks(self) -> None:
        assert next_look(logged(), TERMS, 0) == 15 * MINUTE

    def test_after_the_response_it_is_the_restoration(self) -> None:
        history = [*logged(), mark(1, "answered"), mark(2, "assigned")]
        assert next_look(history, TERMS, 3 * MINUTE) == HOUR

    def test_a_breached_clock_waits_for_nothing_more(self) -> None:
        assert next_look(logged(), TERMS, 15 * MINUTE) == HOUR
        assert next_look(logged(), TERMS, HOUR) is None

    def test_a_paused_clock_waits_for_its_resumption(self) -> None:
        history = [*logged(), mark(1, "answered"), mark(2, "assigned"), mark(9, "held", "caller")]
        assert next_look(history, TERMS, 10 * MINUTE) is None

    def test_looking_then_finds_the_breach_and_a_second_earlier_does_not(self) -> None:
        at = next_look(logged(), TERMS, 0)
        assert at is not None
        assert response(logged(), TERMS, at).breached_at == at
        assert response(logged(), TERMS, at - 1).breached_at is None


class TestShares:
    def test_the_share_used_is_rounded_down(self) -> None:
        assert share(response(logged(), TERMS, 449)) == 49
        assert share(response(logged(), TERMS, 450)) == 50
        assert share(restore(logged(), 90)) == 150

    def test_a_milestone_is_the_moment_of_a_share(self) -> None:
        assert milestone("response", logged(), TERMS, 0, 50) == 450
        assert milestone("restoration", logged(), TERMS, 0, 90) == 54 * MINUTE
        assert milestone("restoration", logged(5), TERMS, 0, 90) is None

    def test_the_whole_is_due(self) -> None:
        history = [*logged(), mark(20, "held", "caller")]
        now = 70 * MINUTE
        reading = restoration(history, TERMS, now)
        assert milestone("restoration", history, TERMS, now, 100) == reading.due

    def test_a_milestone_passed_before_a_pause_stays_where_it_was(self) -> None:
        history = [*logged(), mark(40, "held", "caller")]
        assert milestone("restoration", history, TERMS, 70 * MINUTE, 50) == 30 * MINUTE


def test_marks_after_now_are_not_looked_at() -> None:
    history = [*logged(), mark(40, "resolved")]
    assert restore(history, 30) == restore(logged(), 30)
