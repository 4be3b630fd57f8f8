"""References are played once, remembered, and never a reason to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from itilsim.content.scenarios import load_scenario
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.table import VERSION
from itilsim.exchange.journal import facts_of
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.header import SCORING
from itilsim.runs.references import References
from itilsim.runs.saving import ending_of, new_header
from itilsim.sim.reference import tally_of
from itilsim.storage.places import places
from itilsim.storage.run_ids import new_run_id


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    return load_scenario("first-shift", places(tmp_path_factory.mktemp("home")))


def test_a_reference_is_played_once(
    setting: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[tuple[int, str]] = []

    def counted(setting: Setting, seed: int, policy: str) -> object:
        played.append((seed, policy))
        return tally_of(setting, seed, policy)

    monkeypatch.setattr("itilsim.runs.references.tally_of", counted)
    first = References.at(places(tmp_path)).tally(setting, 7, "textbook")
    again = References.at(places(tmp_path)).tally(setting, 7, "textbook")
    assert first == again
    assert played == [(7, "textbook")]
    References.at(places(tmp_path)).tally(setting, 8, "textbook")
    assert played == [(7, "textbook"), (8, "textbook")]


def test_a_damaged_or_missing_memory_only_costs_time(setting: Setting, tmp_path: Path) -> None:
    (tmp_path / "itilsim.sqlite").write_bytes(b"nonsense" * 1000)
    damaged = References.at(places(tmp_path))
    assert damaged.tally(setting, 7, "idle") == References().tally(setting, 7, "idle")


def test_what_is_remembered_wrongly_is_played_again(setting: Setting, tmp_path: Path) -> None:
    references = References.at(places(tmp_path))
    right = references.tally(setting, 7, "idle")
    assert references._database is not None
    with references._database.writing() as connection:
        connection.execute("UPDATE reference SET result = '{\"judge\": 3}'")
    assert references.tally(setting, 7, "idle") == right


def test_the_score_of_a_saved_shift_is_the_score_that_was_shown(setting: Setting) -> None:
    order = Order(7, Player("first_come"), keep_log=True, save=True)
    done = simulate(setting, order, References())
    assert done.run is not None
    ending = ending_of(
        setting, 7, facts_of(done.log), done.log, done.summary["log_digest"], References()
    )
    assert ending.score == done.run.score


def test_run_ids_are_readable_safe_and_never_the_same() -> None:
    made = {new_run_id("first-shift", 7) for _ in range(50)}
    assert len(made) > 45
    assert all(one.startswith("first-shift-7-") for one in made)
    assert new_run_id("../é x", 1).startswith("x-1-")


def test_a_header_carries_what_was_chosen(setting: Setting) -> None:
    header = new_header(setting, 7, mode="guided", pace="paced", options={"edition": "4"})
    assert (header.mode, header.pace, header.options["edition"]) == ("guided", "paced", "4")
    assert header.scenario_digest == setting.digest


def test_headers_name_the_version_of_the_table_that_judges() -> None:
    assert SCORING == VERSION
