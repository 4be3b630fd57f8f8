"""Generated shifts at the command line: played by policies, carried, verified, and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from itilsim.composing.loading import load_shift
from itilsim.seat.request import PlayRequest
from itilsim.storage.places import Places, places
from tests.cli.conftest import Run

SHIFT = ("any-day", "--level", "2", "--minutes", "45", "--seed", "7")
ID = "any-day.quillmere.2.45"


@pytest.fixture
def simulated(run: Run) -> dict[str, object]:
    ended = run("simulate", *SHIFT, "--policy", "textbook", "--save", "--json")
    assert ended.code == 0, ended.err
    found: dict[str, object] = ended.data
    return found


def test_the_options_and_the_id_mean_the_same_shift(run: Run, simulated: dict[str, object]) -> None:
    ended = run("simulate", ID, "--seed", "7", "--policy", "textbook", "--json")
    assert ended.data["log_digest"] == simulated["log_digest"]
    assert simulated["scenario"] == ID


def test_another_seed_is_another_shift(run: Run) -> None:
    ended = run(
        "simulate", "any-day", "--minutes", "45", "--seed", "1", "--replications", "3",
        "--policy", "idle", "--json",
    )  # fmt: skip
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert len({row["scenario_digest"] for row in rows}) == 3


def test_two_processes_give_the_same_as_one(run: Run) -> None:
    def digests(jobs: str) -> list[str]:
        ended = run(
            "simulate", "any-day", "--minutes", "30", "--seed", "1", "--replications", "3",
            "--policy", "first_come", "--json", "--jobs", jobs,
        )  # fmt: skip
        return [json.loads(line)["log_digest"] for line in ended.out.splitlines()]

    assert digests("1") == digests("2")


class TestCarried:
    """A run of a generated shift, on a machine that has never seen it."""

    @pytest.fixture
    def file(self, run: Run, tmp_path: Path, simulated: dict[str, object]) -> Path:
        assert simulated["scenario"] == ID
        path = tmp_path / "carried.itilrun"
        assert run("export", "last", "--format", "run", "--out", path).code == 0
        return path

    def test_verifies_in_the_shift_composed_there(
        self, run: Run, tmp_path: Path, file: Path
    ) -> None:
        there = tmp_path / "there"
        ended = run("import", file, "--home", there)
        assert ended.code == 0, ended.out + ended.err
        (row,) = run("runs", "--json", "--home", there).data
        assert row["verified"]
        assert row["notes"] == ["from a file"]

    def test_one_in_another_shift_of_that_name_is_marked(
        self, run: Run, tmp_path: Path, file: Path
    ) -> None:
        lines = file.read_text("utf-8").splitlines()
        header = json.loads(lines[0])
        header["run"]["seed"] = 8
        lines[0] = json.dumps(header)
        file.write_text("\n".join(lines) + "\n", "utf-8")
        there = tmp_path / "there"
        ended = run("import", file, "--home", there)
        assert ended.code == 1
        (row,) = run("runs", "--json", "--home", there).data
        assert not row["verified"]
        assert any(ID in note for note in row["notes"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("first-shift", "--level", "2"), "any-day"),
        (("any-day", "--organisation", "quilmere"), "Did you mean quillmere?"),
        (("any-day", "--level", "6"), "1<=x<=5"),
        (("any-day", "--minutes", "20"), "30<=x<=120"),
        (("any-day.quillmere.9",), "no level 9"),
        (("any-dey",), "Did you mean any-day?"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(
    run: Run, words: tuple[str, ...], says: str
) -> None:
    ended = run("simulate", *words, "--seed", "1", "--policy", "idle")
    assert ended.code == 2
    assert says in ended.err


def test_whoever_waits_for_a_shift_is_told_and_the_app_need_not_compose_it_again(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[PlayRequest] = []

    def opened(request: PlayRequest, _places: Places) -> int:
        asked.append(request)
        return 7

    monkeypatch.setenv("TEXTUAL_DRIVER", "there is one")
    monkeypatch.setattr("itilsim.tui.start.play_shift", opened)
    for patience, told in ((1_000.0, False), (-1.0, True)):
        monkeypatch.setattr("itilsim.cli.play.PATIENCE", patience)
        ended = run("play", "any-day", "--level", "1", "--minutes", "30")
        assert (ended.code, "is being composed" in ended.err) == (7, told)
    one, other = asked
    assert one.seed is not None
    assert one.seed != other.seed
    monkeypatch.setattr("itilsim.composing.generated.proved", None)
    assert load_shift(one.scenario, one.seed, places(home)).scenario.id == one.scenario
