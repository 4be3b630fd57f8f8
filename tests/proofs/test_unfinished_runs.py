"""Five hundred unfinished runs through every door: nothing of the truth comes out.

The one idea: three things are looked for. What is only true of a record (kind, impact, urgency,
team, cause) must be empty in every table. The names of what is hidden (faults, causes, the
scenario's own names of arrivals, whoever has yet to call) must not be in any text. And a twin of
the run, in a scenario from which all that has yet to come is taken, must look the same through
every door, to the byte. One of the doors is a policy that reads all of the Desk that it can reach;
there, too, no value may be a name of the script, somebody's patience or the seed.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from itilsim.cli import main
from itilsim.composing.loading import load_shift
from itilsim.content.scenarios import make_setting
from itilsim.domain.commands import Entry
from itilsim.domain.facts import AlertRaised, ContactArrived, Fact, FaultBegan
from itilsim.domain.plant import ARRIVAL, LEFTOVER
from itilsim.domain.scenario import Setting
from itilsim.exchange.happenings import TOLD
from itilsim.exchange.happenings import Told as How
from itilsim.exchange.incidents_csv import read
from itilsim.exchange.journal import compact, setting_text, to_stored
from itilsim.runs.saving import new_header
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.names import Called
from itilsim.seat.snapshot import service_rows, snapshot
from itilsim.sim.policies import play
from itilsim.sim.replay import replay
from itilsim.sim.shift import Shift
from itilsim.sim.world import Sink
from itilsim.storage.codec import encode
from itilsim.storage.places import Places, places
from itilsim.storage.records import RunHeader, StoredRun
from itilsim.storage.runs import open_runs
from itilsim.words.people import make_roster
from tests.proofs.commands import submit_stream
from tests.proofs.mornings import ORDERS
from tests.proofs.reachable import values_behind
from tests.proofs.shifts import first_shift

EVERYDAY, FULL = 20, 500
GENERATED = 5
"""Each so-manieth run is one of a generated shift."""
SECRETS = ("true_", '"resolved":{', '"patience"', "faults", "arrivals", "wear_out", "script")
"""Words of the truth and of scenario files that no text of an unfinished run holds."""
TRUE_COLUMNS = ("true_kind", "true_impact", "true_urgency", "true_team", "true_cause")
UNJUDGED = "The run {} is not finished. "
"""What is said instead of statements about decisions."""
DIGEST = re.compile(r"sha256:[0-9a-f]+…?")


@dataclass(frozen=True)
class Unfinished:
    """A run that somebody has left, and what lies behind it."""

    setting: Setting
    header: RunHeader
    journal: tuple[Entry, ...]
    reached: int

    def shift(self, sink: Sink | None = None) -> Shift:
        """The shift as it was left."""
        shift = replay(self.setting, self.header.seed, self.journal, sink=sink)
        shift.advance(self.reached)
        return shift


@dataclass
class Told:
    """What a series of runs has told."""

    runs: int = 0
    records: int = 0
    texts: int = 0
    traced: int = 0
    """Words in XES and OCEL that a record was logged."""
    truths: list[str] = field(default_factory=list)
    """A column or a key of the truth that is filled."""
    names: list[str] = field(default_factory=list)
    """A name of what is hidden."""
    twins: list[str] = field(default_factory=list)
    """A text that the future has changed."""


def left(number: int) -> Unfinished | None:
    """A run that a policy began and somebody went on with at random, left at a random second.

    None where it has ended by itself.
    """
    chance = Random(f"unfinished/{number}")
    seed = chance.randrange(700_000, 10**9)
    setting = morning(number) if number % GENERATED == 0 else first_shift()
    shift = Shift(setting, seed)
    play(shift, chance.choice(("idle", "first_come", "textbook")), chance.randrange(4500))
    shift.advance(shift.busy_until())
    limits = (10_000, 120, *[10_000] * 4)
    commands = range(chance.randrange(60))
    submit_stream(shift, [chance.randrange(most) for _ in commands for most in limits])
    shift.advance(min(shift.at + chance.randrange(600), setting.horizon - 1))
    if shift.ended:
        return None
    return Unfinished(setting, new_header(setting, seed), tuple(shift.journal), shift.at)


def morning(number: int) -> Setting:
    """A generated shift, of a seed that nobody has composed one of."""
    kind = ORDERS[number // GENERATED % len(ORDERS)]
    with tempfile.TemporaryDirectory() as home:
        return load_shift(kind.id, 700_000 + number, places(Path(home)))


def twin(run: Unfinished) -> Unfinished:
    """The same run where nothing else would ever come."""
    scenario = run.setting.scenario

    def there(at: str) -> bool:
        return run.setting.second(at) <= run.reached

    poorer = replace(
        scenario,
        contacts=tuple(one for one in scenario.contacts if there(one.at)),
        alerts=tuple(one for one in scenario.alerts if there(one.at)),
        faults=tuple(one for one in scenario.faults if there(one.at)),
    )
    setting = make_setting(poorer, run.setting.organisation, run.setting.library)
    header = replace(run.header, scenario_digest=setting.digest)
    return Unfinished(setting, header, run.journal, run.reached)


def look_at(numbers: Iterable[int]) -> Told:
    """Look at runs through every door."""
    told = Told()
    for number in numbers:
        run = left(number)
        if run is None:
            continue
        told.runs += 1
        with tempfile.TemporaryDirectory() as folder:
            shown = doors(run, places(Path(folder) / "one"))
            other = doors(twin(run), places(Path(folder) / "two"))
        hidden = behind(run)
        for door, text in shown.items():
            told.texts += 1
            told.twins += [f"{number}: {door}"] * (alike(text) != alike(other[door]))
            if door != "policy":  # which reads whole sentences of what is published
                told.truths += [f"{number}: {door}: {word}" for word in told_of(door, text)]
            told.names += [f"{number}: {door}: {name}" for name in hidden if name in text]
        told.names += [f"{number}: policy: {value}" for value in read_by_policy(run)]
        rows = read(shown["export incidents-csv"].encode())
        told.records += len(rows)
        told.truths += [
            f"{number}: {column} {row[column]}"
            for row in rows
            for column in TRUE_COLUMNS
            if row[column]
        ]
        # It judges, so it is refused: a shift that goes on has no word about its decisions.
        if not shown["export xapi"].startswith(UNJUDGED.format(run.header.id)):
            told.truths.append(f"{number}: export xapi: {shown['export xapi'][:80]}")
        for door in ("export xes", "export ocel"):
            told.traced += shown[door].count("Record logged")
    return told


def doors(run: Unfinished, home: Places) -> dict[str, str]:
    """What comes out of each door, by its name."""
    roster = make_roster(run.setting, run.header.seed)
    stored = StoredRun(
        run.header, tuple(map(to_stored, run.journal)), "running", run.reached,
        setting_text(run.setting), compact(roster),
    )  # fmt: skip
    with open_runs(home) as runs:
        runs.add(stored)
    file = home.data / "left.itilrun"
    run_id = run.header.id
    shown = {"export run": _ran(home, "export", run_id, "--format", "run", "--out", "-")}
    file.write_text(shown["export run"], encoding="utf-8")
    for words in (
        ("export", run_id, "--format", "incidents-csv", "--out", "-"),
        ("export", run_id, "--format", "xes", "--out", "-"),
        ("export", run_id, "--format", "ocel", "--out", "-"),
        ("export", run_id, "--format", "xapi", "--out", "-"),
        ("runs", "--json"),
        ("runs",),
        ("replay", run_id, "--json"),
        ("replay", run_id),
        ("debrief", run_id),
    ):
        name = " ".join(word for word in words if word not in (run_id, "--format", "--out", "-"))
        shown[name] = _ran(home, *words)
    shown["screens"] = screens(run, roster)
    shown["policy"] = reachable(run)
    return shown


def screens(run: Unfinished, roster: dict[str, str]) -> str:
    """All that the play screen would show, whatever is selected."""
    chronicle = Chronicle()
    desk = run.shift(chronicle.take).desk
    called = Called(desk, roster, run.header.seed)
    subjects = ["", *desk.contacts, *desk.alerts, *desk.tickets]
    views = [snapshot(desk, chronicle, called, run.journal, subject) for subject in subjects]
    return json.dumps([*map(_plain, views), _plain(service_rows(desk))], ensure_ascii=False)


def reachable(run: Unfinished) -> str:
    """All that a policy can get hold of, in order."""
    return "\n".join(sorted(map(repr, values_behind(run.shift().desk))))


def read_by_policy(run: Unfinished) -> set[str | int]:
    """Names of the script, patience and seed, as far as a policy can get hold of them."""
    facts: list[Fact] = []
    shift = run.shift(lambda fact, _: facts.append(fact))
    found = values_behind(shift.desk)
    scenario = run.setting.scenario
    contacts = [fact for fact in facts if isinstance(fact, ContactArrived)]
    script = {each.id for arrivals in (scenario.contacts, scenario.alerts) for each in arrivals}
    script |= {each.id for each in scenario.faults}
    moments = {shift.at, *(each.at for each in facts)}
    patience = {fact.patience for fact in contacts if fact.patience % 60} - moments
    causes = {str(fact.cause) for fact in contacts}
    published = values_behind([run.setting.organisation, run.setting.library])
    # Counts of other mornings are published, too; some are as large as somebody's patience.
    patience -= values_behind(run.setting.base_rates)
    return found & {*(script - published), *patience, *causes, run.header.seed}


def behind(run: Unfinished) -> set[str]:
    """The names of what is hidden."""
    facts: list[Fact] = []
    shift = run.shift(lambda fact, _: facts.append(fact))
    known = _arrived(facts)
    shift.finish()
    hidden = {str(fact.fault) for fact in facts if isinstance(fact, FaultBegan)}
    hidden |= {fault.rpartition("/")[0] for fault in hidden}
    return hidden | (_arrived(facts) - known) | {ARRIVAL, LEFTOVER}


def _arrived(facts: list[Fact]) -> set[str]:
    """The ids of contacts and alerts, under which their records go, too."""
    contacts = {str(fact.contact) for fact in facts if isinstance(fact, ContactArrived)}
    return contacts | {str(fact.alert) for fact in facts if isinstance(fact, AlertRaised)}


def told_of(door: str, text: str) -> list[str]:
    """Words of the truth in a text; the heads of a table are no telling."""
    body = text.partition("\n")[2] if door.endswith("csv") else text
    return [word for word in SECRETS if word in body]


def alike(text: str) -> str:
    """A text without what a twin cannot share: digests, and that it is not as installed."""
    text = DIGEST.sub("D", text)
    for other in (
        r'"installed": \w+', r'"notes": \[[^]]*\]', r'"counts": \w+',
        r"\n  Beware: not the first-shift installed here[^\n]*\n  scenario D",
        r" *not the first-shift installed here[^\n]*",
    ):  # fmt: skip
        text = re.sub(other, "", text)
    return text


def _plain(value: Any) -> Any:  # noqa: ANN401 - any view
    """A view as JSON values; sets in order."""
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return encode(value)


def _ran(home: Places, *words: str) -> str:
    """What a command line writes, in this process."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline=""), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        main([*words, "--home", str(home.data)])
        out.flush()
    return out.buffer.getvalue().decode() + err.getvalue()


def check(told: Told) -> None:
    assert not told.truths, told.truths[:5]
    assert not told.names, told.names[:5]
    assert not told.twins, told.twins[:5]


def test_an_unfinished_run_tells_nothing_of_the_truth() -> None:
    told = look_at(range(EVERYDAY))
    check(told)
    assert told.runs > EVERYDAY // 2
    assert told.records > EVERYDAY
    assert told.traced > EVERYDAY


def test_a_field_that_tells_too_much_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    more = {**TOLD, ContactArrived: How(("channel", "symptom", "cause", "patience"))}
    monkeypatch.setattr("itilsim.exchange.happenings_reading.TOLD", more)
    told = look_at([1])
    assert {name.split(": ")[1] for name in told.names} == {"export xes", "export ocel"}
    assert any("patience" in word for word in told.truths)


def test_what_would_be_told_is_noticed() -> None:
    run = left(1)
    assert run is not None
    assert "wn-label-3/label-stock" in behind(run)
    shift = run.shift()
    with_truth = values_behind([shift.desk, shift.setting, shift._world.state.plant])
    assert {"F1", run.header.seed} <= with_truth
    assert told_of("export run", '{"true_kind": "incident"}') == ["true_"]
    poorer = twin(replace(run, reached=600))
    assert len(poorer.setting.scenario.contacts) < len(run.setting.scenario.contacts)
    assert alike(setting_text(poorer.setting)) != alike(setting_text(run.setting))


@pytest.mark.prove
def test_five_hundred_unfinished_runs_tell_nothing_of_the_truth() -> None:
    told, number = Told(), 0
    while told.runs < FULL:
        one = look_at([number])
        number += 1
        for name in ("runs", "records", "texts", "traced", "truths", "names", "twins"):
            setattr(told, name, getattr(told, name) + getattr(one, name))
    print(
        f"\nunfinished runs: {told.runs} with {told.records} records through {told.texts} texts; "
        f"truths {len(told.truths)}, hidden names {len(told.names)}, "
        f"changed by the future {len(told.twins)}"
    )
    check(told)
