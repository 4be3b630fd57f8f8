"""One scenario, seed and journal give one digest: in any process, however time is cut, replayed.

How the app's play is compared with a headless one: `tests/tui` calls `assert_same_as_headless` with
the journal and the digest that a played shift left.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from itilsim.composing.loading import load_shift
from itilsim.domain.commands import EndShift, Entry
from itilsim.domain.names import Mode, Pace
from itilsim.domain.scenario import Setting
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from tests.proofs.mornings import ORDERS, generated
from tests.proofs.shifts import POLICIES, WORKING_DAY, eighty, played

ROOT = Path(__file__).parents[2]


def assert_same_as_headless(
    setting: Setting,
    seed: int,
    journal: Iterable[Entry],
    digest: str,
    mode: Mode = "practice",
    pace: Pace = "stepped",
) -> None:
    """Whatever front door a shift was played through, its journal gives its log without one."""
    again = replay(setting, seed, journal, mode=mode, pace=pace)
    again.finish()
    assert again.digest == digest


def digests_of_processes(scenario: str, count: int, chance: random.Random) -> list[str]:
    """The digest that each fresh process finds, with hashes, zone and language of its own."""
    found = []
    for _ in range(count):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": str(chance.randrange(2**32)),
            "TZ": chance.choice(["UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia"]),
            "LC_ALL": chance.choice(["C", "C.UTF-8", "POSIX"]),
        }
        with tempfile.TemporaryDirectory() as home:  # Nothing is read or composed before.
            done = subprocess.run(
                [sys.executable, "-m", "tests.proofs.digest_process", home, scenario, "7",
                 "first_come"],
                cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
            )  # fmt: skip
        found.append(done.stdout.strip())
    return found


def with_pauses(
    setting: Setting, seed: int, journal: Iterable[Entry], chance: random.Random
) -> str:
    """The digest of a journal done again while somebody stops the clock at random moments."""
    shift = Shift(setting, seed)
    for entry in journal:
        _dawdle(shift, entry.at, chance)
        if not (isinstance(entry.command, EndShift) and shift.ended):
            shift.submit(entry.command)
    shift.finish()
    return shift.digest


def _dawdle(shift: Shift, until: int, chance: random.Random) -> None:
    """Advance to a second in slices of any length, some of them empty or backwards."""
    while shift.at < until:
        step = chance.choice([0, 1, 7, 60, 600, 86_400])
        moment = min(until, shift.at + chance.randint(0, step))
        if chance.random() < 0.3:
            shift.advance_to_change(moment)
        else:
            shift.advance(moment)
        if chance.random() < 0.1:
            shift.advance(shift.at - 5)


def ways_of_pausing(shifts: Sequence[tuple[Setting, int]]) -> tuple[int, int]:
    """How many shifts, by each policy and paused in its own way, gave the digest of the play."""
    chance = random.Random("pauses")
    same = 0
    for setting, seed in shifts:
        for policy in POLICIES:
            whole = played(setting, seed, policy)
            same += with_pauses(setting, seed, whole.journal, chance) == whole.digest
    return same, len(shifts) * len(POLICIES)


def replayed(shifts: Sequence[tuple[Setting, int]]) -> int:
    """How many journals gave the digest of the play; all of them, or it fails."""
    for setting, seed in shifts:
        for policy in POLICIES:
            whole = played(setting, seed, policy)
            assert_same_as_headless(setting, seed, whole.journal, whole.digest)
    return len(shifts) * len(POLICIES)


def test_every_process_finds_one_digest(first_shift: Setting) -> None:
    digests = digests_of_processes("first-shift", 4, random.Random("processes"))
    assert set(digests) == {played(first_shift, 7, "first_come").digest}


def test_every_process_composes_one_shift(tmp_path: Path) -> None:
    shortest = min(ORDERS, key=lambda order: order.minutes).id
    digests = digests_of_processes(shortest, 2, random.Random("composing"))
    setting = load_shift(shortest, 7, places(tmp_path))
    assert set(digests) == {played(setting, 7, "first_come").digest}


@pytest.mark.prove
def test_two_hundred_processes_compose_one_shift_each_time(tmp_path: Path) -> None:
    chance, same = random.Random("all that is composed"), 0
    for order in ORDERS:
        own = played(load_shift(order.id, 7, places(tmp_path)), 7, "first_come").digest
        same += digests_of_processes(order.id, 40, chance).count(own)
    print(
        f"\ndeterminism: {same} of 200 processes with random PYTHONHASHSEED, TZ and LC_ALL composed"
        f" a generated shift and played it to one digest, 40 of each of {len(ORDERS)} kinds"
    )
    assert same == 200


@pytest.mark.prove
def test_two_hundred_processes_find_one_digest(first_shift: Setting) -> None:
    digests = digests_of_processes("first-shift", 200, random.Random("all processes"))
    own = played(first_shift, 7, "first_come").digest
    print(
        f"\ndeterminism: {digests.count(own)} of 200 processes with random PYTHONHASHSEED, TZ and "
        f"LC_ALL gave one digest"
    )
    assert set(digests) == {own}


def test_pausing_changes_nothing(first_shift: Setting) -> None:
    same, ways = ways_of_pausing([(first_shift, seed) for seed in range(10)])
    assert same == ways


def test_pausing_changes_nothing_where_things_wear_out() -> None:
    same, ways = ways_of_pausing([(eighty(*WORKING_DAY), seed) for seed in range(2)])
    assert same == ways


@pytest.mark.prove
def test_five_hundred_ways_of_pausing_change_nothing(first_shift: Setting) -> None:
    same, ways = ways_of_pausing([(first_shift, seed) for seed in range(100)])
    print(f"\ndeterminism: {same} of {ways} shifts paused at random moments gave the same digest")
    assert same == ways


@pytest.mark.prove
def test_five_hundred_ways_of_pausing_generated_shifts_change_nothing(tmp_path: Path) -> None:
    same, ways = ways_of_pausing(list(generated(tmp_path, 20)))
    print(
        f"\ndeterminism: {same} of {ways} generated shifts paused at random moments gave one digest"
    )
    assert same == ways == 500


@pytest.mark.prove
def test_every_policys_journal_of_generated_shifts_replays(tmp_path: Path) -> None:
    found = list(generated(tmp_path, 20))
    journals = replayed(found)
    print(f"\nreplay: {journals} journals of {len(POLICIES)} policies in {len(found)} generated "
          f"shifts gave the digest of the play")  # fmt: skip


@pytest.mark.parametrize("policy", POLICIES)
def test_a_replayed_journal_is_the_play(first_shift: Setting, policy: str) -> None:
    for seed in range(3):
        whole = played(first_shift, seed, policy)
        assert_same_as_headless(first_shift, seed, whole.journal, whole.digest)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_replayed_journal_is_the_play_where_things_wear_out(eighty: Setting, policy: str) -> None:
    whole = played(eighty, 3, policy)
    assert_same_as_headless(eighty, 3, whole.journal, whole.digest)


@pytest.mark.prove
def test_every_policys_journal_replays(first_shift: Setting, eighty: Setting) -> None:
    runs = [(first_shift, seed) for seed in range(100)] + [(eighty, seed) for seed in range(5)]
    journals = replayed(runs)
    print(f"\nreplay: {journals} journals of {len(POLICIES)} policies gave the digest of the play")


def test_another_seed_is_another_shift(first_shift: Setting) -> None:
    """So that one digest for all is no merit of a digest that looks at nothing."""
    assert len({played(first_shift, seed, "first_come").digest for seed in range(20)}) == 20
