"""State is a fold: the same facts give the same state, and nothing else changes it."""

from __future__ import annotations

import copy
from collections.abc import Iterable

import pytest

from itilsim.domain import facts as f
from itilsim.domain.bounds import NEVER
from itilsim.domain.desk import KEEP_CLOSED, Desk
from itilsim.domain.facts import Fact
from itilsim.domain.names import TRAINEE, CauseId, ContactId, TicketId
from itilsim.domain.plant import Plant
from itilsim.domain.practices import new_state
from itilsim.domain.state import State
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.builders import Play, Story, began
from tests.data.corner import CAT, CLERKS, DAN, NET, SWITCH, corner
from tests.data.estates import estate
from tests.played import first_shift


def folded(facts: Iterable[Fact], state: State) -> State:
    for fact in facts:
        state.apply(fact)
    return state


def same_desk(one: Desk, other: Desk) -> None:
    """Every record, queue and table of two desks is the same, in the same order."""
    assert list(one.contacts.items()) == list(other.contacts.items())
    assert list(one.alerts.items()) == list(other.alerts.items())
    assert list(one.tickets.items()) == list(other.tickets.items())
    assert list(one.problems.items()) == list(other.problems.items())
    assert list(one.inbox) == list(other.inbox)
    assert list(one.open) == list(other.open)
    assert list(one.attention) == list(other.attention)
    assert one.by_symptom == other.by_symptom
    assert (one.live, one.board, one.signals) == (other.live, other.board, other.signals)
    assert (one.noticed, one.handover, one.mode) == (other.noticed, other.handover, other.mode)
    assert (one.ended_at, one.logged, one.revision) == (
        other.ended_at,
        other.logged,
        other.revision,
    )


def same_plant(one: Plant, other: Plant) -> None:
    """Every fault and cause of two plants is the same, in the same order."""
    assert list(one.faults.items()) == list(other.faults.items())
    assert list(one.hurting) == list(other.hurting)
    assert (one.levels, one.by_component, one.counts) == (
        other.levels,
        other.by_component,
        other.counts,
    )
    assert (one.causes, one.subjects, one.settled) == (other.causes, other.subjects, other.settled)
    assert (one.alerts, one.leftovers) == (other.alerts, other.leftovers)


@pytest.mark.parametrize("policy", ["idle", "random_choice", "first_come", "textbook"])
def test_folding_a_log_gives_the_live_state(policy: str) -> None:
    log: list[Fact] = []
    shift = Shift(first_shift(), 5, sink=lambda fact, _: log.append(fact))
    play(shift, policy)
    shift.finish()
    state = folded(log, new_state(first_shift()))
    same_desk(state.desk, shift.desk)
    same_plant(state.plant, shift._world.state.plant)


def test_folding_two_days_of_eighty_components_gives_the_live_state() -> None:
    setting = estate(80)
    log: list[Fact] = []
    shift = Shift(setting, 3, sink=lambda fact, _: log.append(fact))
    play(shift, "by_priority")
    shift.finish()
    same_desk(folded(log, new_state(setting)).desk, shift.desk)


def test_folding_in_two_parts_is_folding_at_once() -> None:
    log: list[Fact] = []
    shift = Shift(first_shift(), 6, sink=lambda fact, _: log.append(fact))
    play(shift, "first_come")
    half = folded(log[: len(log) // 2], new_state(first_shift()))
    rest = copy.deepcopy(half)
    same_desk(folded(log[len(log) // 2 :], rest).desk, folded(log, new_state(first_shift())).desk)


def test_both_halves_see_a_level_change() -> None:
    story = Story()
    story.happen(began(SWITCH, "switch-dead"))
    assert story.plant.levels[SWITCH] == "down"
    assert story.plant.levels["packers"] == "down"


def test_the_clock_of_the_desk_is_that_of_the_last_fact() -> None:
    story = Story()
    story.happen(f.AftermathEnded(77))
    assert story.desk.at == 77


def test_the_revision_changes_with_every_fact_that_reaches_the_desk() -> None:
    story = Story()
    before = story.desk.revision
    story.call(CAT, "no-print")
    assert story.desk.revision == before + 1


def test_the_truth_alone_does_not_change_the_revision() -> None:
    story = Story()
    before = story.desk.revision
    story.happen(f.TroubleSettled(4, CauseId("arrival/x"), "WP"))
    assert story.desk.revision == before


class TestForgetting:
    """A closed record leaves the desk after some days, keeping its place in the truth."""

    def closed(self, story: Story, at: int) -> TicketId:
        cat = story.logged(story.call(CAT, "no-print", at=at))
        story.happen(f.TicketResolved(at, cat, TRAINEE, "fixed"), f.TicketClosed(at, cat, TRAINEE))
        return cat

    def close_another(self, story: Story, at: int) -> None:
        dan = story.logged(story.call(DAN, "no-print", at=at))
        story.happen(f.TicketResolved(at, dan, TRAINEE, "fixed"), f.TicketClosed(at, dan, TRAINEE))

    def test_it_stays_for_five_days(self) -> None:
        story = Story()
        cat = self.closed(story, 0)
        self.close_another(story, KEEP_CLOSED)
        assert cat in story.desk.tickets

    def test_it_goes_with_the_next_closing_after_that(self) -> None:
        story = Story()
        cat = self.closed(story, 0)
        self.close_another(story, KEEP_CLOSED + 1)
        assert cat not in story.desk.tickets
        assert ContactId(cat) not in story.desk.contacts
        assert cat in story.plant.causes

    def test_what_was_reopened_stays(self) -> None:
        story = Story()
        cat = self.closed(story, 0)
        story.happen(f.TicketReopened(60, cat, TRAINEE))
        self.close_another(story, KEEP_CLOSED + 1)
        assert story.ticket(cat).is_open
        assert cat in story.desk.open

    def test_what_was_reopened_and_closed_again_goes_later(self) -> None:
        story = Story()
        cat = self.closed(story, 0)
        story.happen(
            f.TicketReopened(60, cat, TRAINEE),
            f.TicketResolved(5000, cat, TRAINEE, "fixed"),
            f.TicketClosed(5000, cat, TRAINEE),
        )
        self.close_another(story, KEEP_CLOSED + 5000)
        assert cat in story.desk.tickets
        dan = story.logged(story.call(DAN, "no-mail", at=KEEP_CLOSED + 6000))
        later = KEEP_CLOSED + 6000
        story.happen(
            f.TicketResolved(later, dan, TRAINEE, "fixed"), f.TicketClosed(later, dan, TRAINEE)
        )
        assert cat not in story.desk.tickets

    def test_judging_forgets_nothing(self) -> None:
        state = new_state(corner(), keeps_closed=NEVER)
        assert state.desk.keeps_closed == NEVER


def test_two_shifts_share_no_state() -> None:
    one, other = Play(), Play()
    one.call(CAT, "no-print")
    assert not other.desk.contacts


def test_the_plant_knows_who_hangs_on_a_fault() -> None:
    story = Story()
    story.happen(began(SWITCH, "switch-dead"))
    fault = story.plant.faults[began(SWITCH, "switch-dead").fault]
    assert [hit.group for hit in fault.hits] == ["packers"]
    assert not fault.hurts_group(None) or fault.hurts
    assert fault.hurts_group(CLERKS)
    story.happen(f.FaultRepaired(9, fault.id, NET))
    assert not fault.hurts_group(CLERKS)
