"""The heart: what `record` does, in which order."""

from __future__ import annotations

from hashlib import sha256

import pytest

from itilsim.domain import facts as f
from itilsim.domain.facts import Fact, line
from itilsim.sim.world import Process, World
from tests.builders import arrived, began
from tests.data.corner import CAT, SERVER, SWITCH, corner, fixed


class Recorded:
    """A world with nothing but the reactions that a test gives it."""

    def __init__(self, reactions: object = None) -> None:
        self.log: list[Fact] = []
        self.lines: list[str] = []
        self.world = World(corner(), 1, self._keep, reactions or {})  # type: ignore[arg-type]

    def _keep(self, fact: Fact, text: str) -> None:
        self.log.append(fact)
        self.lines.append(text)

    def kinds(self) -> list[str]:
        return [each.kind for each in self.log]


def test_a_fact_is_logged_and_applied() -> None:
    found = Recorded()
    fact = arrived(CAT, "no-print")
    found.world.record(fact)
    assert found.log == [fact]
    assert fact.contact in found.world.state.desk.contacts


def test_its_line_goes_with_it() -> None:
    found = Recorded()
    fact = arrived(CAT, "no-print")
    found.world.record(fact)
    assert found.lines == [line(fact)]


def test_what_follows_at_once_comes_first_in_first_out() -> None:
    found = Recorded()
    found.world.record(began(SERVER, "hang"))
    nodes = [each.node for each in found.log if isinstance(each, f.LevelChanged)]
    assert nodes == ["server", "MAIL"]
    assert found.kinds()[0] == "fault-began"


def test_a_reaction_sees_the_state_after_the_fact() -> None:
    seen: list[bool] = []

    def looking(world: World, fact: f.ContactArrived) -> None:
        seen.append(fact.contact in world.state.desk.contacts)

    Recorded({f.ContactArrived: (looking,)}).world.record(arrived(CAT, "no-print"))
    assert seen == [True]


def test_reactions_start_in_order() -> None:
    seen: list[tuple[str, int, str]] = []

    def one(world: World, fact: Fact) -> None:
        seen.append(("one", world.at, fact.kind))

    def two(world: World, fact: Fact) -> None:
        seen.append(("two", world.at, fact.kind))

    Recorded({f.ContactArrived: (one, two)}).world.record(arrived(CAT, "no-print"))
    assert seen == [("one", 0, "contact-arrived"), ("two", 0, "contact-arrived")]


def test_a_process_goes_on_later() -> None:
    def waiting(world: World, fact: f.ContactArrived) -> Process:
        yield world.wait(fact.patience)
        world.record(f.CallAbandoned(world.at, fact.contact))

    found = Recorded({f.ContactArrived: (waiting,)})
    found.world.record(arrived(CAT, "no-print", channel="phone", patience=60))
    assert found.kinds() == ["contact-arrived"]
    found.world.env.advance(61)
    assert found.log[-1].at == 60


def test_a_reaction_may_have_no_reason_to_start() -> None:
    def never(world: World, fact: Fact) -> Process | None:
        return waiting(world) if fact.at > world.at else None

    def waiting(world: World) -> Process:
        yield world.wait(1)

    found = Recorded({f.ContactArrived: (never,)})
    found.world.record(arrived(CAT, "no-print"))
    found.world.env.advance(100)
    assert len(found.log) == 1


def test_something_may_be_done_later_without_a_process() -> None:
    found = Recorded()
    found.world.after(30, found.world.record, f.ShiftEnded(30))
    found.world.env.advance(30)
    assert found.log == []
    found.world.env.advance(31)
    assert found.log == [f.ShiftEnded(30)]


def test_what_is_done_at_the_same_second_is_done_in_order() -> None:
    found = Recorded()
    seen: list[int] = []
    for number in range(5):
        found.world.after(10, seen.append, number)
    found.world.env.advance(11)
    assert seen == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 600])
def test_the_digest_is_that_of_all_lines(count: int) -> None:
    found = Recorded()
    for number in range(count):
        found.world.record(f.AftermathEnded(number))
    text = "".join(f"{each}\n" for each in found.lines)
    assert found.world.digest == f"sha256:{sha256(text.encode()).hexdigest()}"
    assert found.world.facts == count


def test_looking_at_the_digest_does_not_change_it() -> None:
    one, other = Recorded(), Recorded()
    for number in range(10):
        one.world.record(f.AftermathEnded(number))
        assert one.world.digest
        other.world.record(f.AftermathEnded(number))
    assert one.world.digest == other.world.digest


def test_without_a_sink_everything_is_counted_all_the_same() -> None:
    world = World(corner(), 1, None, {})
    world.record(began(SWITCH, "switch-dead"))
    assert world.facts == 4


def test_a_draw_is_keyed_by_seed_and_key() -> None:
    one, other = World(corner(), 1, None, {}), World(corner(), 2, None, {})
    distribution = corner().scenario.constants.call_delay
    assert one.draw(distribution, "a") == one.draw(distribution, "a") == 240
    assert other.draw(fixed(7), "a") == 420


def test_it_knows_what_time_it_is() -> None:
    found = Recorded()
    found.world.env.advance(42)
    assert found.world.at == 42
