"""Our XES and OCEL, read by a process miner that is not ours: the numbers are those of the log.

The one idea: what was written is read by somebody else, and what they count is compared with a
second reading of the lines of the log (`tests/exchange/second_reading.py`), which shares nothing
with the writers. The miner is pm4py. It is AGPL, so it stands in an environment of its own, which
`make prove` makes; without it the proof fails, and says so.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from itilsim.domain.scenario import Setting
from itilsim.words.labels import FACTS
from tests.exchange.second_reading import Reading, read_again
from tests.exchange.told import Log
from tests.proofs import shifts
from tests.proofs.mornings import generated

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ".venv-process-mining"
READER = Path(__file__).with_name("process_miner.py")
SEEDS = range(7, 10)

Found = dict[str, Any]


def miner(root: Path) -> Path:
    """The Python that has pm4py."""
    python = root / ENVIRONMENT / "bin" / "python"
    if not python.exists():
        pytest.fail(
            f"There is no process miner: {ENVIRONMENT} is missing. `make prove` makes it, or "
            f"`make {ENVIRONMENT}/ready` alone.",
            pytrace=False,
        )
    return python


def read_by_miner(paths: list[Path]) -> list[Found]:
    """What the miner finds in each file."""
    words = [str(miner(ROOT)), "-I", str(READER), *map(str, paths)]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return [json.loads(line) for line in ended.stdout.splitlines()]


def logs(home: Path) -> Iterator[tuple[str, Log]]:
    """Shifts of every kind, by name."""
    for policy in shifts.POLICIES:
        for seed in SEEDS:
            yield f"first-shift/{seed}/{policy}", _log(shifts.first_shift(), seed, policy)
        yield f"eighty/{policy}", _log(shifts.eighty(*shifts.WORKING_DAY), 7, policy)
    for setting, seed in generated(home, 1):
        for policy in ("first_come", "textbook"):
            yield f"{setting.scenario.id}/{seed}/{policy}", _log(setting, seed, policy)


def _log(setting: Setting, seed: int, policy: str) -> Log:
    played = shifts.played(setting, seed, policy)
    return Log(setting, played.facts, played.lines)


def check_xes(log: Log, again: Reading, found: Found) -> None:
    lives = {record: own for record, own in again.lives.items() if own}
    told = sorted((len(own), again.seconds(record)) for record, own in lives.items())
    assert sorted(map(tuple, found["cases"].values())) == told
    assert found["durations"] == sorted(again.seconds(record) for record in lives)
    in_lives = [position for own in lives.values() for position in own]
    assert found["events"] == len(in_lives)
    assert found["activities"] == Counter(FACTS[again.kinds[each]] for each in in_lives)
    assert found["followed"] == len(in_lives) - len(lives)
    if not in_lives:
        return
    begin = dt.datetime.fromisoformat(log.setting.scenario.start)
    start = begin.replace(tzinfo=ZoneInfo(log.setting.organisation.zone))
    first = start + dt.timedelta(seconds=min(again.at[each] for each in in_lives))
    assert dt.datetime.fromisoformat(found["start"]) == first


def check_ocel(again: Reading, found: Found) -> None:
    assert found["events"] == len(again.events)
    assert found["activities"] == Counter(FACTS[kind] for kind in again.kinds.values())
    assert found["objects"] == Counter(each.partition(":")[0] for each in again.objects)
    assert found["relations"] == sorted(
        [f"event:{position}", *part] for position, parts in again.events.items() for part in parts
    )
    for name, changes in found["changes"].items():
        told = [each for (_, field), each in again.values.items() if field == name]
        assert changes == sum(len(each) - 1 for each in told), name


def test_a_missing_environment_is_named(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="There is no process miner"):
        miner(tmp_path)


@pytest.mark.prove
def test_a_process_miner_counts_what_the_log_says(tmp_path: Path) -> None:
    shown, paths = dict(logs(tmp_path / "home")), []
    for number, log in enumerate(shown.values()):
        for form, data in (("xes", log.xes), ("jsonocel", log.ocel)):
            paths.append(tmp_path / f"{number}.{form}")
            paths[-1].write_bytes(data)
    found = read_by_miner(paths)
    assert len(found) == len(paths)
    total: Counter[str] = Counter()
    for number, (name, log) in enumerate(shown.items()):
        again = read_again(log.setting, log.lines)
        print(f"\nprocess mining: {name}: ", end="")
        traced, centred = found[2 * number], found[2 * number + 1]
        check_xes(log, again, traced)
        check_ocel(again, centred)
        print(
            f"{len(traced['cases'])} cases, {traced['events']} events, "
            f"{centred['events']} events on {sum(centred['objects'].values())} objects",
            end="",
        )
        total["files"] += 2
        total["cases"] += len(traced["cases"])
        total["events in cases"] += traced["events"]
        total["seconds of cases"] += sum(traced["durations"])
        total["events"] += centred["events"]
        total["objects"] += sum(centred["objects"].values())
        total["relations"] += len(centred["relations"])
        total["relations between objects"] += centred["between objects"]
        total["changes of priority, status and team"] += sum(centred["changes"].values())
    for figure, amount in total.items():
        print(f"\nprocess mining: {figure}: {amount:,}", end="")
    print("; pm4py finds as many as the logs have")
    assert total["relations between objects"] > 0


@pytest.mark.prove
def test_what_a_file_has_too_few_of_is_noticed(tmp_path: Path) -> None:
    log = _log(shifts.first_shift(), 7, "first_come")
    again = read_again(log.setting, log.lines)
    event = log.xes.index(b"    <event>")
    end = log.xes.index(b"</event>\n", event) + len(b"</event>\n")
    fewer = tmp_path / "fewer.xes"
    fewer.write_bytes(log.xes[:event] + log.xes[end:])
    tree = json.loads(log.ocel)
    tree["events"][3]["relationships"].pop()
    less = tmp_path / "less.jsonocel"
    less.write_text(json.dumps(tree))
    traced, centred = read_by_miner([fewer, less])
    with pytest.raises(AssertionError):
        check_xes(log, again, traced)
    with pytest.raises(AssertionError):
        check_ocel(again, centred)
