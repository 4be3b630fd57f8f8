"""What is true of the state at every moment of every shift, however it is played."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from itilsim.domain import facts as f
from itilsim.domain.desk import Desk
from itilsim.domain.facts import Fact
from itilsim.domain.names import SERVICE_DESK, AlertId, ContactId
from itilsim.domain.plant import ARRIVAL, LEFTOVER, Plant
from itilsim.domain.practices import new_state
from itilsim.domain.scenario import Setting
from itilsim.domain.state import State
from itilsim.sim.policies import play
from itilsim.sim.shift import Shift
from tests.data.corner import BOB, CAT, SERVER, corner, fault, scripted
from tests.data.estates import estate
from tests.played import first_shift
from tests.sim.policies.test_policies import contact

Check = Callable[[State], Iterable[str]]
"""Names what is not as it should be."""


def busy() -> Setting:
    """The corner shop on a day on which the mail server hangs."""
    return scripted(
        contacts=(
            contact("A", "09:20", BOB, "no-mail", fault="S", channel="phone", patience_minutes=10),
            contact("B", "09:30", CAT, "password", channel="portal"),
        ),
        faults=(fault("S", "09:15", SERVER, "hang"),),
    )


WORLDS: dict[str, Callable[[], Setting]] = {
    "first-shift": first_shift,
    "corner": busy,
    "eighty": lambda: estate(80),
}


def moments(world: str, policy: str, seed: int) -> Iterator[tuple[State, Fact]]:
    """The state after each fact of a shift."""
    setting = WORLDS[world]()
    log: list[Fact] = []
    shift = Shift(setting, seed, sink=lambda fact, _: log.append(fact))
    play(shift, policy, 6 * 3600)
    if world != "eighty":
        shift.finish()
    state = new_state(setting)
    for fact in log:
        state.apply(fact)
        yield state, fact


def open_records(state: State) -> Iterator[str]:
    desk = state.desk
    wanted = {ticket.id for ticket in desk.tickets.values() if ticket.is_open}
    yield from wanted ^ set(desk.open)


def waiting_records(state: State) -> Iterator[str]:
    """What waits for the desk is open and stands alone."""
    desk = state.desk
    for each in desk.attention:
        ticket = desk.tickets[each]
        if not ticket.is_open or ticket.parent is not None:
            yield each


def families(state: State) -> Iterator[str]:
    """A parent knows its children and they know it; nobody is both."""
    tickets = state.desk.tickets
    for ticket in tickets.values():
        if any(tickets[each].parent != ticket.id for each in ticket.children):
            yield ticket.id
        if ticket.parent is not None and ticket.id not in tickets[ticket.parent].children:
            yield ticket.id
        if ticket.parent is not None and ticket.children:
            yield ticket.id


def live_calls(state: State) -> Iterator[str]:
    """Who is on the line is live, by phone or chat; nobody else is while the seat is taken."""
    desk = state.desk
    for each in desk.live.values():
        caller = desk.contacts[each]
        if caller.state != "live" or caller.channel not in ("phone", "chat"):
            yield each
    if desk.ended_at is None:
        live = {each.id for each in desk.contacts.values() if each.state == "live"}
        yield from live ^ set(desk.live.values())


def inbox(state: State) -> Iterator[str]:
    """What waits there reached the desk, has not hung up, and was not looked at."""
    desk = state.desk
    for each in desk.inbox:
        caller = desk.contacts.get(ContactId(each))
        alert = desk.alerts.get(AlertId(each))
        if caller is not None and caller.state == "gone":
            yield each
        if alert is not None and (alert.acknowledged or alert.team or alert.ticket):
            yield each
        if caller is None and alert is None:
            yield each


def origins(state: State) -> Iterator[str]:
    """A record is logged from one contact or alert, and that one knows it."""
    desk = state.desk
    for ticket in desk.tickets.values():
        caller = desk.contacts.get(ContactId(ticket.id))
        alert = desk.alerts.get(AlertId(ticket.id))
        origin = caller or alert
        if origin is None or origin.ticket != ticket.id:
            yield ticket.id
        if (ticket.origin == "contact") != (caller is not None):
            yield ticket.id


def numbers(state: State) -> Iterator[str]:
    """Records are numbered without gaps, in order of logging."""
    found = [ticket.number for ticket in state.desk.tickets.values()]
    if found != list(range(1, len(found) + 1)) or state.desk.logged != len(found):
        yield str(found)


def histories(state: State) -> Iterator[str]:
    """A record's history begins with its arrival; after its logging it is in order of time."""
    for ticket in state.desk.tickets.values():
        times = [mark.at for mark in ticket.marks]
        if ticket.marks[0].what != "started" or times != sorted(times):
            yield ticket.id
        if ticket.marks[0].at != ticket.arrived_at or ticket.opened_at < ticket.arrived_at:
            yield ticket.id


def states_of_records(state: State) -> Iterator[str]:
    """What a record says of itself fits together."""
    for ticket in state.desk.tickets.values():
        held = ticket.state == "on_hold"
        if held != (ticket.hold_reason is not None):
            yield f"{ticket.id} waits for {ticket.hold_reason}"
        if ticket.state in ("resolved", "closed") and ticket.resolved_at is None:
            yield f"{ticket.id} was never resolved"
        if ticket.state == "closed" and ticket.closed_at is None:
            yield f"{ticket.id} was never closed"
        if ticket.is_open and ticket.closed_at is not None:
            yield f"{ticket.id} is open and closed"
        if (ticket.impact is None) != (ticket.urgency is None):
            yield f"{ticket.id} is half rated"
        if ticket.steps and not ticket.model:
            yield f"{ticket.id} has steps without a model"


def words(state: State) -> Iterator[str]:
    """Nobody heard from the desk before getting in touch, or after now."""
    for each in state.desk.contacts.values():
        for at in (each.answered_at, each.last_word_at):
            if at is not None and not each.at <= at <= state.desk.at:
                yield each.id
        if each.answered_at is not None and each.last_word_at is None:
            yield each.id


def teams(state: State) -> Iterator[str]:
    """A record that came back is the desk's; a team that started has it."""
    for ticket in state.desk.tickets.values():
        if ticket.team not in state.setting.teams:
            yield ticket.id
        if ticket.team == SERVICE_DESK and ticket.work_started_at is not None:
            yield ticket.id


def levels(state: State) -> Iterator[str]:
    """Once all has spread, every node is as its own faults and its needs say."""
    plant: Plant = state.plant
    for node in state.estate.needs:
        if node not in state.estate.delays and plant.level(node) != plant.levels.get(node, "up"):
            yield node


def board(state: State) -> Iterator[str]:
    """The board shows the true levels of services."""
    plant: Plant = state.plant
    for service in state.estate.services:
        if state.desk.board.get(service, "up") != plant.levels.get(service, "up"):
            yield service


def causes(state: State) -> Iterator[str]:
    """Everything that reached the desk has a cause that exists."""
    plant, desk = state.plant, state.desk
    for subject in (*desk.contacts, *desk.alerts):
        cause = plant.causes[subject]
        if not cause.startswith((ARRIVAL, LEFTOVER)) and cause not in set(map(str, plant.faults)):
            yield subject


def faults(state: State) -> Iterator[str]:
    """What hurts has struck and is not repaired."""
    plant = state.plant
    for each in plant.faults.values():
        hurting = each.struck_at is not None and each.repaired_at is None
        if hurting != (each.id in plant.hurting):
            yield each.id
        if each.repaired_at is not None and each.level != "up":
            yield each.id
        if each.id not in plant.by_component[each.component] and each.active:
            yield each.id


def signals(state: State) -> Iterator[str]:
    """A standing alert is uncleared, and more than information."""
    desk: Desk = state.desk
    for component, alert in desk.signals.items():
        found = desk.alerts[alert]
        if found.component != component or found.cleared_at is not None:
            yield alert
        if found.significance == "informational":
            yield alert


ALWAYS: tuple[Check, ...] = (
    open_records,
    waiting_records,
    families,
    live_calls,
    inbox,
    origins,
    numbers,
    histories,
    states_of_records,
    words,
    teams,
    board,
    causes,
    faults,
    signals,
)
"""True after every single fact."""

RUNS = [
    *(
        ("first-shift", policy, seed)
        for policy in ("random_choice", "first_come")
        for seed in (1, 2)
    ),
    ("first-shift", "textbook", 3),
    *(("corner", "random_choice", seed) for seed in range(12)),
    *(("corner", policy, 1) for policy in ("idle", "first_come", "by_priority", "textbook")),
]


@pytest.mark.parametrize(("world", "policy", "seed"), RUNS)
def test_it_is_true_after_every_fact(world: str, policy: str, seed: int) -> None:
    for state, fact in moments(world, policy, seed):
        for check in ALWAYS:
            wrong = list(check(state))
            assert not wrong, (check.__name__, wrong, fact)


@pytest.mark.parametrize("policy", ["random_choice", "by_priority", "textbook"])
def test_it_is_true_at_the_end_of_a_long_morning(policy: str) -> None:
    state = new_state(WORLDS["eighty"]())
    for state, _ in moments("eighty", policy, 2):  # noqa: B007 - the last one is looked at
        pass
    assert state.desk.contacts
    for check in (*ALWAYS, levels):
        assert not list(check(state)), check.__name__


@pytest.mark.parametrize(("world", "policy", "seed"), RUNS[:4])
def test_time_never_runs_backwards(world: str, policy: str, seed: int) -> None:
    times = [fact.at for _, fact in moments(world, policy, seed)]
    assert times == sorted(times)


@pytest.mark.parametrize(("world", "policy", "seed"), RUNS[:4])
def test_a_shift_begins_and_ends_once(world: str, policy: str, seed: int) -> None:
    kinds = [type(fact) for _, fact in moments(world, policy, seed)]
    for kind in (f.ShiftStarted, f.ShiftEnded, f.AftermathEnded):
        assert kinds.count(kind) == 1
    assert (kinds[0], kinds[-1]) == (f.ShiftStarted, f.AftermathEnded)


def test_a_quiet_day_is_true_too() -> None:
    state = new_state(corner())
    for check in (*ALWAYS, levels):
        assert not list(check(state))
