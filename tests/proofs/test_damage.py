"""A damaged database is noticed, with the way to restore it, or nothing of it has changed.

The one idea: see `damage`; at full size every bit of the header that means something, two thousand
bits anywhere and two hundred lengths.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest

from itilsim.storage import backups, doctor
from itilsim.storage.places import Places, places
from itilsim.storage.tables import newest_version, shape_of_version
from tests.proofs.damage import (
    FIELDS,
    Harm,
    cuts,
    everything,
    fill,
    header_bits,
    outcomes,
    whole_file,
)
from tests.proofs.damage import random_bits as flips


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


def size_of(home: Places) -> int:
    """Bytes of a database that is filled like those that are damaged."""
    fill(home)
    size = len(whole_file(home))
    shutil.rmtree(home.data)
    return size


def some_of(size: int, number: int) -> list[Harm]:
    """Bits all over, bits of the header that decide, and lengths."""
    deciding = [FIELDS[name] for name in ("user_version", "application_id", "text encoding")]
    bits = {bit for offset, length in deciding for bit in range(8 * offset, 8 * (offset + length))}
    header = [harm for harm in header_bits() if harm.bit in bits][::3]
    return [*header, *flips(size, number), *cuts(size, number // 5)]


def test_damage_is_noticed_or_harmless_and_never_a_crash(home: Places) -> None:
    seen, wrong = outcomes(home, some_of(size_of(home), 100))
    assert wrong == []
    assert seen["noticed"] > 60


@pytest.mark.parametrize("bit", [60 * 8 + 7, 61 * 8, 63 * 8, 63 * 8 + 2])
def test_a_version_that_cannot_be_is_damage_and_a_restore_mends_it(home: Places, bit: int) -> None:
    fill(home)
    sound = everything(home)
    backups.back_up(home)
    home.database.write_bytes(Harm(bit).done_to(whole_file(home)))
    found = [one for one in doctor.examine(home) if one.level == "damage"]
    assert "--restore" in found[0].hint
    backups.restore(home)
    assert everything(home) == sound


def test_each_version_looks_unlike_the_one_before() -> None:
    """Else a damaged version number could not be told from a newer one."""
    shapes = [shape_of_version(number) for number in range(newest_version() + 1)]
    assert len(set(shapes)) == len(shapes)


def test_each_version_has_a_number_of_its_own() -> None:
    folder = resources.files("itilsim.storage.migrations")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".sql"))
    assert [int(name[:4]) for name in names] == list(range(1, newest_version() + 1))


def columns(home: Places) -> Iterator[tuple[str, str]]:
    with closing(sqlite3.connect(home.database)) as connection:
        yield from connection.execute(
            "SELECT one.name, cell.name FROM sqlite_schema AS one, pragma_table_info(one.name) AS "
            "cell WHERE one.type = 'table' AND one.name NOT LIKE 'sqlite_%'"
        ).fetchall()


def test_every_value_of_every_table_is_watched(home: Places) -> None:
    """Changed by hand, as no bit may happen to change it."""
    fill(home)
    whole = whole_file(home)
    watched = list(columns(home))
    for table, column in watched:
        home.database.write_bytes(whole)
        with closing(sqlite3.connect(home.database)) as connection, connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
            assert rows, table
            connection.create_function("other", 1, _other)
            connection.execute(
                f"UPDATE {table} SET {column} = other({column}) WHERE {column} IS "  # noqa: S608
                f"(SELECT max({column}) FROM {table})"
            )
        assert "damage" in {one.level for one in doctor.examine(home)}, (table, column)
    assert len({table for table, _ in watched}) == 15


def _other(value: str | bytes | float | None) -> str | bytes | float:
    """Another value of the same type."""
    if value is None:
        return 1
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    return value + 1 if isinstance(value, int | float) else f"{value}?"


Harms = Callable[[int], list[Harm]]


@pytest.mark.prove
@pytest.mark.parametrize(
    ("what", "harms"),
    [
        ("bits of the header", lambda _: list(header_bits())),
        ("bits anywhere", lambda size: list(flips(size, 2000))),
        ("lengths", lambda size: list(cuts(size, 200))),
    ],
)
def test_damage_of_every_kind_is_noticed_or_harmless(home: Places, what: str, harms: Harms) -> None:
    all_of = harms(size_of(home))
    seen, wrong = outcomes(home, all_of)
    told = dict(sorted(seen.items()))
    print(f"\ndamage: {len(all_of)} {what}: {told}, {len(wrong)} unnoticed or crashed")
    assert wrong == []
