"""What holds in every shift, whoever plays it and however badly.

The one idea: a policy plays for a while, then a state machine submits any command on anything,
waits, or lets chance play on, so that odd states are reached from sound ones; after each step the
desk must make sense, and at the end the stored log must tell the same story as the live shift.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from itilsim.domain import clocks, scoring
from itilsim.domain import facts as f
from itilsim.domain.commands import Command
from itilsim.domain.desk import Desk
from itilsim.domain.errors import Refused
from itilsim.domain.names import AlertId, ContactId, TicketId
from itilsim.domain.plant import Plant
from itilsim.domain.practices import new_state
from itilsim.domain.records import Contact, Ticket
from itilsim.domain.scenario import Setting
from itilsim.exchange.journal import facts_of
from itilsim.sim.policies import play
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from tests.proofs.commands import KINDS, drawn
from tests.proofs.shifts import POLICIES, WORKING_DAY, eighty, first_shift

ROOT = Path(__file__).parents[2]
numbers = st.integers(0, 10_000)
picks = st.lists(numbers, min_size=4, max_size=4)
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A history of a shift shrinks slowly; the one that failed is readable as it is."""


class AnyShift(RuleBasedStateMachine):
    """A shift in the hands of anybody."""

    setting: Setting
    """The scenario; a subclass names it."""

    @initialize(seed=numbers, policy=st.sampled_from(POLICIES), minutes=st.integers(0, 80))
    def begin(self, seed: int, policy: str, minutes: int) -> None:
        """A policy may have played for a while; nobody takes over from a muddle but chance."""
        self.facts: list[f.Fact] = []
        self.lines: list[str] = []
        self.judging = scoring.start(self.setting)
        self.shift = Shift(self.setting, seed, sink=self._take)
        self.readings: dict[str, tuple[object, clocks.Reading, clocks.Reading]] = {}
        play(self.shift, policy, minutes * 60)

    def _take(self, fact: f.Fact, line: str) -> None:
        self.facts.append(fact)
        self.lines.append(line)
        scoring.step(self.judging, fact)

    @rule(kind=st.sampled_from(KINDS), values=picks, early=st.booleans())
    def submit(self, kind: type[Command], values: list[int], early: bool) -> None:
        shift = self.shift
        if not early:
            shift.advance(shift.busy_until())
        command = drawn(shift.desk, kind, values)
        before = (shift.facts, shift.digest, len(shift.journal), shift.at, shift.busy_until())
        try:
            answer = shift.submit(command)
        except Refused as refused:
            after = (shift.facts, shift.digest, len(shift.journal), shift.at, shift.busy_until())
            assert after == before, "a refused command left something"
            self._check_words(refused)
        else:
            assert len(shift.journal) == before[2] + 1
            assert shift.facts > before[0]
            assert answer.entry == shift.journal[-1]

    @rule(seconds=st.sampled_from([0, 1, 59, 60, 600, 3600]))
    def wait(self, seconds: int) -> None:
        self.shift.advance(self.shift.at + seconds)

    @rule()
    def wait_for_a_change(self) -> None:
        self.shift.advance_to_change(self.setting.horizon - 1)

    @precondition(lambda self: not self.shift.ended)
    @rule(minutes=st.integers(1, 30))
    def let_chance_play(self, minutes: int) -> None:
        until = min(self.shift.at + minutes * 60, self.setting.horizon - 1)
        play(self.shift, "random_choice", until)

    @invariant()
    def no_record_is_lost_or_doubled(self) -> None:
        desk = self.shift.desk
        opened = [fact for fact in self.facts if isinstance(fact, f.TicketOpened)]
        names = [fact.ticket for fact in opened]
        assert len(set(names)) == len(names)
        assert [fact.number for fact in opened] == list(range(1, len(opened) + 1))
        closed = {fact.ticket for fact in self.facts if isinstance(fact, f.TicketClosed)}
        assert set(desk.tickets) <= set(names)
        assert set(names) - set(desk.tickets) <= closed
        assert list(desk.open) == [each for each in desk.open if desk.tickets[each].is_open]
        assert {each for each, ticket in desk.tickets.items() if ticket.is_open} == set(desk.open)
        assert set(desk.attention) <= set(desk.open)
        for ticket in desk.tickets.values():
            assert_family(desk, ticket)

    @invariant()
    def the_inbox_holds_what_is_not_handled(self) -> None:
        desk = self.shift.desk
        for each in desk.inbox:
            alert = desk.alerts.get(AlertId(each))
            if alert is not None:
                assert alert.ticket is None
                assert alert.acknowledged is None
                assert alert.team is None
            else:
                assert_unhandled(desk.contacts[ContactId(each)])
        for contact in desk.contacts.values():
            waits = contact.state == "waiting" and contact.ticket is None
            assert contact.id in desk.inbox or not waits

    @invariant()
    def clocks_never_run_backwards(self) -> None:
        desk = self.shift.desk
        for ticket in desk.tickets.values():
            terms = desk.agreements.of(ticket)
            key = (ticket.priority, ticket.model, ticket.component, ticket.service)
            now = [read(ticket.marks, terms, self.shift.at)
                   for read in (clocks.response, clocks.restoration)]  # fmt: skip
            last = self.readings.get(ticket.id)
            if last is not None and last[0] == key:
                for before, after in zip(last[1:], now, strict=True):
                    assert after.elapsed >= before.elapsed
                    assert before.breached_at in (None, after.breached_at)
            self.readings[ticket.id] = (key, now[0], now[1])

    def teardown(self) -> None:
        """The stored log and journal tell what the live shift told."""
        if not hasattr(self, "shift"):
            return
        shift = self.shift
        shift.finish()
        self.no_record_is_lost_or_doubled()
        moments = [fact.at for fact in self.facts]
        assert moments == sorted(moments)
        for kind, name in ((f.ContactArrived, "contact"), (f.AlertRaised, "alert")):
            arrived = [getattr(fact, name) for fact in self.facts if isinstance(fact, kind)]
            assert len(set(arrived)) == len(arrived)
        stored = list(facts_of("".join(f"{line}\n" for line in self.lines).encode()))
        assert stored == self.facts
        self._check_fold(stored)
        judging = scoring.start(self.setting)
        for fact in stored:
            scoring.step(judging, fact)
        assert scoring.finish(judging) == scoring.finish(self.judging)
        again = replay(self.setting, shift.seed, shift.journal)
        again.finish()
        assert again.digest == shift.digest

    def _check_fold(self, stored: list[f.Fact]) -> None:
        state = new_state(self.setting)
        for fact in stored:
            state.apply(fact)
        live = self.shift._world.state
        assert held(state.desk) == held(live.desk)
        assert held(state.plant) == held(live.plant)

    def _check_words(self, refused: Refused) -> None:
        """A refusal says nothing that only the plant knows."""
        said = f"{refused.reason} {refused.hint}".lower()
        assert said.strip()
        for mode in self.setting.library.failure_modes:
            assert mode.id not in said
            assert mode.name.lower() not in said
        for component in self.setting.organisation.components:
            assert component.id.lower() not in said


def assert_family(desk: Desk, ticket: Ticket) -> None:
    """Parent and child know each other, and nobody is their own ancestor."""
    if ticket.parent is not None:
        parent = desk.tickets.get(ticket.parent)
        assert parent is None or ticket.id in parent.children
    assert len(set(ticket.children)) == len(ticket.children)
    seen: list[TicketId] = [ticket.id]
    above = ticket.parent
    while above is not None and above in desk.tickets:
        assert above not in seen
        seen.append(above)
        above = desk.tickets[above].parent


def assert_unhandled(contact: Contact) -> None:
    assert contact.state != "gone"
    if contact.state != "live":
        assert contact.ticket is None or contact.chases is not None


def held(half: Desk | Plant) -> dict[str, object]:
    """Everything that a half of the state holds, but for what is only a view of it."""
    return {
        name: value
        for name, value in vars(half).items()
        if name not in ("setting", "estate", "agreements", "at", "_views")
    }


class AnyFirstShift(AnyShift):
    setting = first_shift()


class AnyWorkingDay(AnyShift):
    setting = eighty(*WORKING_DAY)


@pytest.mark.parametrize("machine", [AnyFirstShift, AnyWorkingDay])
def test_any_shift_makes_sense(machine: type[AnyShift]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10, stateful_step_count=40, deadline=None, phases=NO_SHRINKING
        ),
    )


@pytest.mark.prove
@pytest.mark.parametrize("machine", [AnyFirstShift, AnyWorkingDay])
def test_hundreds_of_shifts_make_sense(machine: type[AnyShift]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=200, stateful_step_count=80, deadline=None, phases=NO_SHRINKING
        ),
    )
    print(f"\nproperties: 0 violations in 200 shifts of {machine.setting.scenario.id} at random")


def played_elsewhere(hours: str, seed: int, policy: str) -> str:
    """The digest that a process of its own finds, so that nothing here can hang."""
    script = (
        "from tests.proofs.shifts import eighty, played\n"
        f"print(played(eighty({hours}), {seed}, {policy!r}).digest)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return done.stdout or done.stderr


@pytest.mark.parametrize(("policy", "seed"), [("first_come", 19), ("by_priority", 6)])
def test_a_policy_stops_when_the_shift_does(policy: str, seed: int) -> None:
    """On these seeds the shift ends in the middle of a call about something known."""
    assert played_elsewhere("360, 60", seed, policy).startswith("sha256:")


def test_textbook_gets_over_a_caller_who_hung_up() -> None:
    """On this seed the first who called about a cause hangs up before anybody logged it."""
    assert played_elsewhere("7200, 240", 0, "textbook").startswith("sha256:")
