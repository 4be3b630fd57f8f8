"""The front door: names, help, near misses, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from itilsim import __version__
from itilsim.cli import NOTICE
from itilsim.cli.commands import COMMANDS
from itilsim.cli.simulate import POLICIES
from itilsim.content.scenarios import load_scenario
from itilsim.lab.oracle import ORACLE
from itilsim.seat.request import PaceName, PlayRequest
from itilsim.seat.running import begin
from itilsim.sim import policies
from itilsim.storage.places import places
from tests.cli.conftest import Run

PROGRAM = [sys.executable, "-m", "itilsim"]
ENDLESS = [*PROGRAM, "simulate", "first-shift", "--seed", "1", "--policy", "first_come"]
ENDLESS += ["--replications", "1000000", "--json"]


def test_the_version_comes_with_the_notice(run: Run) -> None:
    ended = run("--version")
    assert ended.code == 0
    assert ended.out.startswith(f"itilsim {__version__}\n")
    assert "not affiliated with or endorsed by it" in ended.out
    assert run("--no-input", "--version").out == ended.out


def test_the_command_line_and_the_app_give_the_same_notice() -> None:
    from itilsim.tui.screens import home

    assert " ".join(NOTICE.split()) == " ".join(home.NOTICE.split())


def test_without_words_and_without_a_terminal_help_is_shown_and_nothing_is_done(run: Run) -> None:
    ended = run()
    assert ended.code == 2
    assert ended.out == ""
    assert all(name in ended.err for name in COMMANDS)


@pytest.mark.parametrize("name", [*COMMANDS])
def test_every_command_explains_itself(run: Run, name: str) -> None:
    ended = run(name, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: itilsim {name}")


def test_help_knows_every_policy() -> None:
    assert (*policies.POLICIES, ORACLE) == POLICIES


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (("simulat",), "simulate"),
        (("scenarois",), "scenarios"),
        (("play", "--pacce", "calm"), "--pace"),
        (("simulate", "first-shfit", "--seed", "1", "--policy", "idle"), "first-shift"),
        (("simulate", "first-shift", "--seed", "1", "--policy", "textbok"), "'textbook'?"),
        (("schema", "scenarios"), "'scenario'?"),
    ],
)
def test_a_near_miss_is_answered_with_the_right_word(
    run: Run, words: tuple[str, ...], right: str
) -> None:
    ended = run(*words)
    assert ended.code == 2
    assert ended.out == ""
    assert right in ended.err


def test_commands_of_later_parts_are_absent(run: Run) -> None:
    for name in ("what-if", "lint", "quiz", "exam", "serve", "class", "realism"):
        assert run(name).code == 2


def test_playing_without_a_terminal_says_what_works_without_one(run: Run) -> None:
    ended = run("play", "first-shift")
    assert ended.code == 2
    assert "itilsim simulate" in ended.err


def test_home_may_stand_before_or_after_the_command(run: Run, tmp_path: Path) -> None:
    for folder, words in (("a", ("--home", tmp_path / "a", "runs")),
                          ("b", ("runs", "--home", tmp_path / "b"))):  # fmt: skip
        assert run(*words).code == 0
        simulated = ("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--save")
        assert run(*simulated, "--home", tmp_path / folder).code == 0
        assert len(run("--json", *words).data) == 1


def test_a_fault_of_our_own_is_one_plain_message_and_a_file(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("itilsim.content.scenarios.list_scenarios", broken)
    ended = run("scenarios")
    assert ended.code == 4
    assert "Traceback" not in ended.err
    assert ended.err.count("\n") == 1
    assert "planted" in (home / "last-fault.txt").read_text()


@pytest.mark.parametrize("name", ["textual", "simpy", "yaml", "pydantic", "sqlite3", "faker"])
def test_help_costs_no_library(name: str) -> None:
    code = (
        "import sys; from itilsim.cli import main; main(['--help']); main(['play', '--help']);"
        f"main(['simulate', '--help']); sys.exit({name!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_signal_ends_it_soon_with_the_right_code(
    home: Path, number: int, code: int, jobs: str
) -> None:
    del home
    with subprocess.Popen(
        [*ENDLESS, "--jobs", jobs], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("{")
        process.send_signal(number)
        began = time.monotonic()
        _, told = process.communicate(timeout=20)
        assert time.monotonic() - began < 5
    assert process.returncode == code
    assert "Traceback" not in told


def test_a_reader_who_has_seen_enough_is_no_error(home: Path) -> None:
    del home
    with subprocess.Popen(ENDLESS, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_one_message(home: Path) -> None:
    del home
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "scenarios"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_terminal_without_utf_8_is_no_error(home: Path, encoding: str) -> None:
    del home
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [*PROGRAM, "simulate", "--help"], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"--replications" in done.stdout


def test_a_speed_is_answered_with_the_pace(run: Run) -> None:
    ended = run("play", "first-shift", "--speed", "10")
    assert ended.code == 2
    assert "--pace steady" in ended.err


def test_a_pace_that_a_resumed_run_cannot_have_is_refused_in_words(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "there is one")
    monkeypatch.setattr("itilsim.tui.start.play_shift", lambda *_: 7)
    own = places(home)
    paces: tuple[tuple[PaceName | None, int], ...] = ((None, 2), ("steady", 7))
    for pace, code in paces:
        request = PlayRequest("first-shift", 7, "practice", pace)
        running = begin(request, load_scenario("first-shift", own), own)
        running.close()
        ended = run("play", "--resume", running.header.id, "--pace", "calm")
        assert (ended.code, "leave --pace out" in ended.err) == (code, code == 2)
        assert run("play", "--resume", running.header.id).code == 7
