"""`export` for process mining and record stores, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from itilsim.exchange.xapi import HOME, extension
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import begin
from itilsim.storage.places import places
from tests.cli.conftest import Run
from tests.exchange.schemas import wrong_in_ocel, wrong_in_xapi, wrong_in_xes
from tests.exchange.told import traces, tree
from tests.proofs.shifts import first_shift

WRONG = {"xes": wrong_in_xes, "ocel": wrong_in_ocel, "xapi": wrong_in_xapi}


@pytest.mark.parametrize("form", WRONG)
def test_a_run_becomes_a_valid_file_always_the_same(
    run: Run, saved: str, tmp_path: Path, form: str
) -> None:
    path, again = tmp_path / f"run.{form}", tmp_path / f"again.{form}"
    ended = run("export", saved, "--format", form, "--out", path)
    assert (ended.code, ended.out, ended.err) == (0, "", f"Written: {path}\n")
    assert not WRONG[form](path.read_bytes())
    assert run("export", saved, "--format", form, "--out", again).code == 0
    assert path.read_bytes() == again.read_bytes()
    assert run("export", saved, "--format", form, "--out", "-").out.encode() == path.read_bytes()


def test_the_life_of_each_record_is_that_of_the_table(run: Run, saved: str, tmp_path: Path) -> None:
    path = tmp_path / "run.xes"
    run("export", saved, "--format", "xes", "--out", path)
    table = run("export", saved, "--format", "incidents-csv", "--out", "-").out.splitlines()
    numbers = [line.partition(",")[0] for line in table[1:]]
    found = traces(path.read_bytes())
    assert [one.own["concept:name"] for one in found] == numbers
    assert all("true_cause" in one.own for one in found)


def test_the_file_of_a_run_gives_what_the_run_gives(run: Run, saved: str, tmp_path: Path) -> None:
    file = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", file)
    for form in ("xes", "ocel"):
        own = run("export", saved, "--format", form, "--out", "-").out
        assert run("export", file, "--format", form, "--out", "-").out == own


def test_people_are_called_by_their_names(run: Run, saved: str) -> None:
    found = tree(run("export", saved, "--format", "ocel", "--out", "-").out.encode())
    names = {
        one["value"]
        for each in found["objects"]
        if each["type"] == "person"
        for one in each["attributes"]
        if one["name"] == "name"
    }
    assert "Hettie Marlowe" in names


def test_a_display_name_stands_in_every_statement(run: Run, saved: str) -> None:
    words = ("export", saved, "--format", "xapi", "--out", "-")
    unnamed = json.loads(run(*words).out)
    named = json.loads(run(*words, "--name", "  Ana \u202e Ruiz ").out)
    account = {"homePage": HOME, "name": saved}
    assert {json.dumps(one["actor"]["account"]) for one in unnamed} == {json.dumps(account)}
    assert {one["actor"]["name"] for one in unnamed} == {"first_come"}
    assert {one["actor"]["account"]["name"] for one in named} == {"Ana Ruiz"}
    assert {one["actor"]["name"] for one in named} == {"Ana Ruiz"}
    assert not {one["id"] for one in unnamed} & {one["id"] for one in named}
    assert {one["context"]["extensions"][extension("counts")] for one in unnamed} == {False}


@pytest.mark.parametrize("form", ["run", "incidents-csv", "xes", "ocel"])
def test_a_display_name_goes_nowhere_else(run: Run, saved: str, form: str) -> None:
    ended = run("export", saved, "--format", form, "--out", "-", "--name", "Ana")
    assert (ended.code, ended.out) == (2, "")
    assert "--name goes with --format xapi" in ended.err


def test_a_shift_that_goes_on_is_told_so_far_and_not_judged(run: Run, tmp_path: Path) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "textbook", "--until", "30m", "--save")
    text = run("export", "last", "--format", "xes", "--out", "-").out
    assert '<boolean key="ended" value="false"/>' in text
    assert "<event>" in text
    assert "true_" not in text
    assert "true_" not in run("export", "last", "--format", "ocel", "--out", "-").out
    path = tmp_path / "run.xapi"
    path.write_text("what was there before")
    ended = run("export", "last", "--format", "xapi", "--out", path)
    assert (ended.code, ended.out) == (2, "")
    assert "is not finished" in ended.err
    assert path.read_text() == "what was there before"


def test_a_guided_shift_has_nothing_to_state(run: Run, home: Path) -> None:
    running = begin(PlayRequest("first-shift", seed=1, mode="guided"), first_shift(), places(home))
    running.finish(places(home))
    running.close()
    ended = run("export", "last", "--format", "xapi", "--out", "-")
    assert (ended.code, ended.out) == (2, "")
    assert "A guided shift has no score" in ended.err
    assert run("export", "last", "--format", "xes", "--out", "-").code == 0


def test_of_a_file_of_other_rules_events_are_told_and_nothing_is_stated(
    run: Run, saved: str, tmp_path: Path
) -> None:
    file = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", file)
    head, *rest = file.read_text().splitlines()
    header = json.loads(head)
    header["run"]["engine"] = 99
    file.write_text("".join(f"{line}\n" for line in (json.dumps(header), *rest)))
    ended = run("export", file, "--format", "xapi", "--out", "-")
    assert (ended.code, ended.out) == (2, "")
    assert "engine 99" in ended.err
    assert run("export", file, "--format", "xes", "--out", "-").code == 0


def test_help_says_what_each_format_is_for(run: Run) -> None:
    text = run("export", "--help").out
    for form in ("run ", "incidents-csv", "xes", "ocel", "xapi"):
        assert f"\n  {form}" in text
