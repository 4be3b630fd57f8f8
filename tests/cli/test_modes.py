"""Modes at the command line: what excludes what, what is told, and that played runs verify."""

from __future__ import annotations

from pathlib import Path

import pytest

from itilsim.content.scenarios import load_scenario
from itilsim.domain import commands as c
from itilsim.domain.names import ContactId, Mode
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import Running, begin
from itilsim.storage.places import Places, places
from tests.cli.conftest import Run

SECRET = 8231


def begun(own: Places, mode: Mode) -> Running:
    return begin(
        PlayRequest("first-shift", seed=SECRET, mode=mode), load_scenario("first-shift", own), own
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("first-shift", "--mode", "assessed", "--seed", "7"), "draws its seed when it begins"),
        (("daily", "--mode", "assessed"), "draws its seed when it begins"),
        (("first-shift", "--mode", "guided", "--pace", "calm"), "leave --pace out"),
        (("any-day", "--mode", "guided"), "no terminal for the app"),
        (("first-shift", "--mode", "silent"), "'assessed'"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, words: tuple[str, ...], why: str) -> None:
    ended = run("--no-input", "play", *words)
    assert ended.code == 2
    assert why in ended.err


@pytest.mark.parametrize("mode", ["coached", "practice", "assessed"])
def test_every_other_mode_gets_as_far_as_the_terminal(run: Run, mode: str) -> None:
    for shift in ("first-shift", "any-day"):
        ended = run("--no-input", "play", shift, "--mode", mode, "--pace", "calm")
        assert ended.code == 2
        assert "no terminal for the app" in ended.err


def test_scenarios_name_all_modes_in_which_they_are_played(run: Run) -> None:
    listed = {each["id"]: each["modes"] for each in run("scenarios", "--json").data}
    assert listed["first-shift"] == ["guided", "coached", "practice", "assessed"]


def test_the_seed_of_an_assessed_shift_is_told_when_it_is_over(run: Run, home: Path) -> None:
    running = begun(places(home), "assessed")
    running.close()
    assert str(SECRET) not in run("runs", "--json").out
    assert str(SECRET) not in run("runs").out
    again = begun(places(home), "assessed")
    again.finish(places(home))
    again.close()
    assert run("runs", "--json").data[0]["seed"] == SECRET
    assert f"Its seed, {SECRET}, was not yours to choose." in run("debrief", "last").out
    assert run("replay", "last").code == 0


def test_a_coached_run_verifies_and_its_debrief_says_which_marks_had_a_hint(
    run: Run, home: Path, tmp_path: Path
) -> None:
    own = places(home)
    running = begun(own, "coached")
    coaching = running.coaching
    assert coaching is not None
    mouse = ContactId(next(iter(running.session.desk.inbox)))
    coaching.ask(mouse)
    coaching.ask(mouse)
    coaching.submit(c.LogTicket(mouse, "request"))
    coaching.speak()
    running.finish(own)
    running.close()
    assert run("replay", "last").code == 0
    file = tmp_path / "coached.itilrun"
    assert run("export", "last", "--format", "run", "--out", file).code == 0
    assert run("replay", file).code == 0
    told = run("debrief", "last").out
    assert "Coached: with feedback on the way, 1 mark with a hint." in told
    assert "You took a hint: where to look." in " ".join(told.split())
