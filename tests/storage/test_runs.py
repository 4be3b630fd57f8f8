"""The repository of runs: nothing acknowledged is lost, nothing changed goes unnoticed."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from itilsim.domain.errors import DamagedError, TryAgainError, UsageError
from itilsim.storage.database import connect
from itilsim.storage.places import Places
from itilsim.storage.records import (
    Ending,
    Gap,
    RunHeader,
    StoredEntry,
    StoredRun,
    Verification,
)
from itilsim.storage.rows import digest, header_text
from itilsim.storage.runs import Runs, open_runs
from itilsim.storage.tables import steps
from itilsim.storage.upgrade import bring_up_to_date

LOG = b'{"at":0,"kind":"shift-began"}\n{"at":9,"kind":"shift-ended"}\n'


def entry(number: int) -> StoredEntry:
    return StoredEntry(number, 10 * number, "trainee", f'{{"kind":"wait","n":{number}}}')


def ending(**changes: str) -> Ending:
    given = Ending(LOG, digest(LOG), '{"total":81.2}')
    return dataclasses.replace(given, **changes)  # type: ignore[arg-type]  # texts only


def test_a_run_comes_back_as_it_was_stored(runs: Runs, header: RunHeader) -> None:
    runs.create(header, scenario='{"id":"first-shift"}', roster='{"p1":"Ann"}')
    runs.append("run-1", entry(1))
    runs.append("run-1", entry(2))
    runs.reached("run-1", 25)
    assert runs.load("run-1") == StoredRun(
        header=header,
        entries=(entry(1), entry(2)),
        status="running",
        reached=25,
        scenario='{"id":"first-shift"}',
        roster='{"p1":"Ann"}',
    )


def test_a_finished_run_carries_log_and_score(runs: Runs, header: RunHeader) -> None:
    runs.create(header, scenario='{"a":1}', roster='{"b":2}')
    runs.append("run-1", entry(1))
    runs.finish("run-1", 28800, ending())
    stored = runs.load("run-1")
    assert (stored.status, stored.reached, stored.log) == ("finished", 28800, LOG)
    assert (stored.log_digest, stored.score) == (digest(LOG), '{"total":81.2}')
    assert (stored.scenario, stored.roster) == ('{"a":1}', '{"b":2}')
    with pytest.raises(UsageError, match="not open here"):
        runs.append("run-1", entry(2))
    with pytest.raises(UsageError, match="is finished"):
        runs.resume("run-1")


def test_scenario_and_roster_may_come_at_the_end(runs: Runs, header: RunHeader) -> None:
    runs.create(header)
    runs.finish("run-1", 1, ending(scenario='{"a":1}', roster='{"b":2}'))
    stored = runs.load("run-1")
    assert (stored.scenario, stored.roster) == ('{"a":1}', '{"b":2}')


def test_the_time_reached_is_never_before_the_last_entry(runs: Runs, header: RunHeader) -> None:
    runs.create(header)
    runs.append("run-1", entry(5 - 4))
    assert runs.load("run-1").reached == 10


def test_an_entry_must_be_the_next_one(runs: Runs, header: RunHeader) -> None:
    runs.create(header)
    with pytest.raises(UsageError, match="does not follow"):
        runs.append("run-1", entry(2))
    runs.append("run-1", entry(1))
    with pytest.raises(UsageError, match="does not follow"):
        runs.append("run-1", entry(1))
    assert len(runs.load("run-1").entries) == 1


def test_an_id_is_given_once(runs: Runs, header: RunHeader, home: Places) -> None:
    runs.create(header)
    runs.release("run-1")
    with pytest.raises(UsageError, match="already"):
        runs.create(header)
    runs.resume("run-1")
    assert len(list(home.locks.iterdir())) == 2  # the run's, and this window's own


def test_a_missing_run_is_told(runs: Runs) -> None:
    for wish in (runs.load, runs.resume, runs.delete):
        with pytest.raises(UsageError, match="itilsim runs"):
            wish("nothing")


def test_a_run_is_open_in_one_window_only(runs: Runs, header: RunHeader, home: Places) -> None:
    runs.create(header)
    with open_runs(home) as others:
        for wish in (others.resume, others.delete):
            with pytest.raises(TryAgainError, match="another window"):
                wish("run-1")
        with pytest.raises(UsageError, match="not open here"):
            others.append("run-1", entry(1))
        assert others.load("run-1").status == "running"
        runs.release("run-1")
        others.resume("run-1")
        others.append("run-1", entry(1))
        with pytest.raises(TryAgainError):
            runs.resume("run-1")


def test_a_window_of_another_process_holds_its_run_until_it_ends(
    home: Places, header: RunHeader
) -> None:
    with open_runs(home) as runs:
        runs.create(header)
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from itilsim.storage.places import places\nfrom itilsim.storage.runs import open_runs\n"
        "runs = open_runs(places(Path(sys.argv[1])))\nruns.resume('run-1')\n"
        "print('held', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with open_runs(home) as runs, pytest.raises(TryAgainError, match="another window"):
            runs.resume("run-1")
        child.kill()
        child.wait()
        with open_runs(home) as runs:
            assert runs.resume("run-1").status == "running"


def test_a_resumed_run_goes_on_where_it_was(home: Places, header: RunHeader) -> None:
    with open_runs(home) as runs:
        runs.create(header)
        runs.append("run-1", entry(1))
    with open_runs(home) as runs:
        assert runs.resume("run-1").entries == (entry(1),)
        runs.append("run-1", entry(2))
    with open_runs(home) as runs:
        assert runs.load("run-1").entries == (entry(1), entry(2))


def test_runs_are_listed_newest_first(runs: Runs, header: RunHeader) -> None:
    for number, day in enumerate(("03", "01", "02")):
        made = dataclasses.replace(header, id=f"run-{number}", created=f"2026-11-{day}")
        runs.create(made)
        runs.append(made.id, entry(1))
    assert [one.header.id for one in runs.list()] == ["run-0", "run-2", "run-1"]
    assert {one.entries for one in runs.list()} == {1}


def test_a_deleted_run_leaves_nothing(runs: Runs, header: RunHeader) -> None:
    other = dataclasses.replace(header, id="run-2")
    for made in (header, other):
        runs.create(made, scenario='{"shared":true}')
        runs.append(made.id, entry(1))
    count = runs.database.connection.execute
    assert count("SELECT count(*) FROM scenario").fetchone() == (1,)
    runs.delete("run-1")
    assert runs.load("run-2").scenario == '{"shared":true}'
    runs.delete("run-2")
    for wish in (
        "SELECT count(*) FROM run",
        "SELECT count(*) FROM journal",
        "SELECT count(*) FROM scenario",
    ):
        assert count(wish).fetchone() == (0,)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET at = at + 1 WHERE seq = 2",
        "UPDATE journal SET command = '{}' WHERE seq = 1",
        "UPDATE journal SET actor = 'someone' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 2",
        "UPDATE run SET header = replace(header, '\"seed\":7', '\"seed\":8')",
        "UPDATE run SET header = '{'",
        "UPDATE run SET log = x'00'",
        "UPDATE run SET log = substr(log, 1, 20)",
        "UPDATE run SET log_digest = 'sha256:00'",
        "UPDATE scenario SET json = '{\"a\":2}'",
    ],
)
def test_what_was_changed_behind_our_back_is_damage(
    runs: Runs, header: RunHeader, change: str
) -> None:
    runs.create(header, scenario='{"a":1}')
    for number in (1, 2, 3):
        runs.append("run-1", entry(number))
    runs.finish("run-1", 99, ending())
    runs.database.connection.execute(change)
    with pytest.raises(DamagedError, match="doctor --restore"):
        runs.load("run-1")


def test_a_damaged_run_does_not_hide_the_others(runs: Runs, header: RunHeader) -> None:
    runs.create(header)
    runs.create(dataclasses.replace(header, id="run-2"))
    runs.database.connection.execute("UPDATE run SET header = '[' WHERE id = 'run-1'")
    assert {one.header.id: one.status for one in runs.list()} == {
        "run-1": "damaged",
        "run-2": "running",
    }


def test_where_the_clock_stood_is_listed_with_the_run(home: Places, header: RunHeader) -> None:
    with open_runs(home) as runs:
        runs.create(header)
        runs.note_gap(header.id, Gap(90, 3600))
        runs.note_gap(header.id, Gap(200, -12))
        (listed,) = runs.list()
        assert listed.gaps == (Gap(90, 3600), Gap(200, -12))
        runs.delete(header.id)
        runs.create(header)
        assert runs.list()[0].gaps == ()


def test_a_run_of_a_database_from_before_verification_is_ones_own(
    home: Places, header: RunHeader
) -> None:
    database = connect(home.database)
    bring_up_to_date(database, home.backups, steps()[:4])
    rows = (header.id, header.created, header_text(header), '{"total":81.2}', digest(LOG))
    database.connection.execute(
        "INSERT INTO run (id, created, header, status, reached, score, log_digest) "
        "VALUES (?, ?, ?, 'finished', 9, ?, ?)",
        rows,
    )
    database.close()
    with open_runs(home) as runs:
        (listed,) = runs.list()
        assert listed.verification is None
        assert listed.score == '{"total":81.2}'
        assert runs.load(header.id).header == header


def test_what_verifying_has_shown_stays_with_the_run_and_goes_with_it(
    runs: Runs, header: RunHeader
) -> None:
    seen = Verification("differs", "It claims a total of 99.", 1, 1, mine=True)
    runs.add(StoredRun(header, (entry(1),), "running", 10, verification=seen))
    assert runs.load(header.id).verification == seen
    assert runs.list()[0].verification == seen
    with pytest.raises(UsageError, match="total of 99"):
        runs.resume(header.id)
    runs.delete(header.id)
    count = "SELECT count(*) FROM verification"
    assert runs.database.connection.execute(count).fetchone() == (0,)


def test_the_first_version_of_judging_is_not_written_into_headers(header: RunHeader) -> None:
    assert "scoring" not in header_text(header)
    assert '"scoring":2' in header_text(dataclasses.replace(header, scoring=2))
