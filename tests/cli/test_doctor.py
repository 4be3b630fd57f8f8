"""`doctor` and `erase`: data that is sound, data that is not, and data that goes."""

from __future__ import annotations

from pathlib import Path

from itilsim.storage.backups import back_up
from itilsim.storage.locks import hold
from itilsim.storage.places import places
from tests.cli.conftest import Run


def test_sound_data_is_said_to_be_sound(run: Run, saved: str) -> None:
    del saved
    ended = run("doctor", "--json")
    assert ended.code == 0
    assert {"integrity", "versions", "content"} <= {one["code"] for one in ended.data}
    assert not [one for one in ended.data if one["level"] == "damage"]


def test_damage_ends_with_4_and_a_restore_heals_it(run: Run, saved: str, home: Path) -> None:
    back_up(places(home))
    database = home / "itilsim.sqlite"
    for companion in home.glob("itilsim.sqlite-*"):
        companion.unlink()
    database.write_bytes(b"no database at all" * 1000)
    assert run("doctor").code == 4
    assert run("replay", saved).code == 4
    assert run("doctor", "--restore").code == 0
    assert run("replay", saved).code == 0


def test_repair_leaves_sound_data_sound(run: Run, saved: str, home: Path) -> None:
    (home / ".itilsim-part-left").write_text("half")
    assert run("doctor", "--repair").code == 0
    assert not (home / ".itilsim-part-left").exists()
    assert run("replay", saved).code == 0


def test_a_damaged_database_does_not_keep_a_policy_from_playing(run: Run, home: Path) -> None:
    (home / "itilsim.sqlite").write_bytes(b"no database at all" * 1000)
    ended = run("simulate", "first-shift", "--seed", 7, "--policy", "first_come", "--json")
    assert ended.code == 0
    assert ended.data["score"]["total"] > 0


def test_erasing_asks_first_and_says_how_not_to_be_asked(run: Run, saved: str) -> None:
    ended = run("erase")
    assert ended.code == 2
    assert "--yes" in ended.err
    assert run("erase", "--no-input").code == 2
    assert run("replay", saved).code == 0


def test_erasing_takes_all_of_ours_and_nothing_else(run: Run, saved: str, home: Path) -> None:
    del saved
    back_up(places(home))
    (home / "thesis.txt").write_text("mine")
    (home / "cache" / "photo.png").write_text("mine")
    assert run("erase", "--yes").code == 0
    left = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert left == {"thesis.txt", "cache/photo.png"}
    assert run("erase", "--yes").code == 0


def test_a_shift_that_is_being_played_is_not_erased(run: Run, home: Path) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--until", "30m", "--save")
    (listed,) = run("runs", "--json").data
    lock = hold(places(home).locks, listed["id"])
    try:
        assert run("erase", "--yes").code == 3
    finally:
        lock.release()
    assert len(run("runs", "--json").data) == 1
