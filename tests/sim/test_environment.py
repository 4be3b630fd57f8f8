"""The clock of a shift stands still between seconds."""

from __future__ import annotations

from collections.abc import Generator

import pytest
import simpy

from itilsim.sim.environment import SteppedEnvironment


def ticking(
    env: SteppedEnvironment, seen: list[int], *delays: int
) -> Generator[simpy.Event, None, None]:
    for delay in delays:
        yield env.timeout(delay)
        seen.append(env.at)


@pytest.fixture
def env() -> SteppedEnvironment:
    return SteppedEnvironment()


@pytest.fixture
def seen(env: SteppedEnvironment) -> list[int]:
    """Moments at which something happened: 5, 10 and 10."""
    found: list[int] = []
    env.process(ticking(env, found, 5, 5, 0))
    return found


def test_it_begins_at_second_nought(env: SteppedEnvironment) -> None:
    assert (env.at, env.now) == (0, 0)


def test_it_stops_before_a_second(env: SteppedEnvironment, seen: list[int]) -> None:
    env.advance(10)
    assert (env.at, seen) == (10, [5])


def test_it_goes_on_where_it_stopped(env: SteppedEnvironment, seen: list[int]) -> None:
    env.advance(10)
    env.advance(11)
    assert (env.at, seen) == (11, [5, 10, 10])


def test_in_many_steps_the_same_happens(env: SteppedEnvironment, seen: list[int]) -> None:
    for second in range(1, 20):
        env.advance(second)
        assert env.now == env.at == second
    assert seen == [5, 10, 10]


def test_it_goes_through_a_moment(env: SteppedEnvironment, seen: list[int]) -> None:
    env.advance_through(10)
    assert (env.at, seen) == (10, [5, 10, 10])


def test_the_next_moment_is_that_of_the_next_event(
    env: SteppedEnvironment, seen: list[int]
) -> None:
    assert env.next_moment(100) == 0
    env.advance_through(0)
    assert env.next_moment(100) == 5
    assert env.next_moment(3) == 3
    assert seen == []


def test_without_events_it_is_the_last_one(env: SteppedEnvironment) -> None:
    assert env.next_moment(100) == 100


def test_an_error_in_a_process_is_not_swallowed(env: SteppedEnvironment) -> None:
    def failing() -> Generator[simpy.Event, None, None]:
        yield env.timeout(1)
        raise ZeroDivisionError

    env.process(failing())
    with pytest.raises(ZeroDivisionError):
        env.advance(5)


def test_time_stands_where_it_was_put(env: SteppedEnvironment) -> None:
    env.advance(7)
    found: list[int] = []
    env.process(ticking(env, found, 3))
    env.advance(20)
    assert found == [10]
