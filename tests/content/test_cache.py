"""The content cache: the same value comes back, and nothing that is spoilt ever does."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from itilsim.content.cache import ContentCache, key_of
from itilsim.content.scenarios import load_scenario
from itilsim.content.source import parse
from itilsim.content.validate import load
from itilsim.storage.codec import decode, decode_union, encode
from itilsim.storage.places import Places
from tests.content.toy import SOUND, Assign, Desk, Resolve, Team, TeamId, desk

KEY = key_of(Desk, b"bytes")


@pytest.fixture
def cache(tmp_path: Path) -> ContentCache:
    return ContentCache(tmp_path / "cache")


def test_what_was_put_comes_back(cache: ContentCache) -> None:
    cache.put(KEY, desk())
    found = cache.get(KEY, Desk)
    assert found == desk()
    assert found is not None
    assert isinstance(found.teams, tuple)
    assert type(found.light) is type(desk().light)


def test_a_loaded_file_and_its_cached_self_are_equal(cache: ContentCache) -> None:
    value = load(parse(SOUND.encode(), "desk.yaml"), Desk, kind="scenario")
    cache.put(KEY, value)
    assert cache.get(KEY, Desk) == value


def test_what_was_never_put_is_not_there(cache: ContentCache) -> None:
    assert cache.get(KEY, Desk) is None


@pytest.mark.parametrize("length", [0, 10, 63, 64, 70, 200])
def test_a_cut_entry_is_ignored_and_made_again(cache: ContentCache, length: int) -> None:
    cache.put(KEY, desk())
    [entry] = cache.folder.iterdir()
    entry.write_bytes(entry.read_bytes()[:length])
    assert cache.get(KEY, Desk) is None
    cache.put(KEY, desk())
    assert cache.get(KEY, Desk) == desk()


def test_a_changed_byte_is_noticed_wherever_it_is(cache: ContentCache) -> None:
    cache.put(KEY, desk())
    [entry] = cache.folder.iterdir()
    whole = entry.read_bytes()
    for place in range(0, len(whole), 7):
        entry.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert cache.get(KEY, Desk) is None


def test_an_entry_of_another_shape_is_ignored(cache: ContentCache) -> None:
    cache.put(KEY, Team(TeamId("a")))
    assert cache.get(KEY, Desk) is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = ContentCache(tmp_path / "file" / "cache")
    cache.put(KEY, desk())
    assert cache.get(KEY, Desk) is None


SHIPPED = """
import errno, os, sys
from pathlib import Path

def refuse(event, arguments):
    if event == "os.mkdir" or event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        raise OSError(errno.EROFS, "Read-only file system")

sys.dont_write_bytecode = True
sys.modules.update(yaml=None, pydantic=None)
sys.addaudithook(refuse)
from itilsim.content.scenarios import load_scenario
from itilsim.storage.places import Places
print(load_scenario("first-shift", Places(Path("/not/there"), Path(sys.argv[1]))).digest)
"""
"""Loads a scenario where nothing can be written, and YAML cannot be read."""


def test_a_filled_cache_may_be_shipped_read_only(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    digest = load_scenario("first-shift", Places(tmp_path, folder)).digest
    words = [sys.executable, "-c", SHIPPED, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == (f"{digest}\n", "")


def test_the_key_depends_on_every_byte_and_on_the_type() -> None:
    keys = {
        key_of(Desk, b"bytes"),
        key_of(Desk, b"bytez"),
        key_of(Desk, b"byte", b"s"),
        key_of(Team, b"bytes"),
    }
    assert len(keys) == 4
    assert key_of(Desk, b"bytes") == KEY


def test_the_key_depends_on_the_shape_of_types_inside() -> None:
    def outer(default: int) -> type:
        inner = dataclasses.make_dataclass("Inner", [("n", "int", default)])
        return dataclasses.make_dataclass("Outer", [("inner", inner)])

    assert key_of(outer(1), b"") == key_of(outer(1), b"")
    assert key_of(outer(1), b"") != key_of(outer(2), b"")


def test_a_command_carries_its_kind() -> None:
    stored = json.loads(json.dumps(encode(Assign(TeamId("network")))))
    assert stored == {"kind": "assign", "team": "network"}
    assert list(stored) == ["kind", "team"]
    assert decode_union(Assign | Resolve, stored) == Assign(TeamId("network"))
    assert decode(Assign, stored) == Assign(TeamId("network"))


@pytest.mark.parametrize(
    "tree",
    [
        None,
        3,
        [],
        {},
        {"kind": "unknown", "team": "a"},
        {"kind": "assign"},
        {"kind": "assign", "team": "a", "more": 1},
        {"kind": ["assign"]},
    ],
)
def test_what_is_not_a_stored_value_is_refused(tree: object) -> None:
    with pytest.raises(ValueError, match="not a stored"):
        decode_union(Assign | Resolve, tree)


def test_a_second_start_imports_neither_yaml_nor_pydantic(cache: ContentCache) -> None:
    cache.put(KEY, desk())
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from itilsim.content.cache import ContentCache, key_of\n"
        "from tests.content.toy import Desk, desk\n"
        f"found = ContentCache(Path({str(cache.folder)!r})).get(key_of(Desk, b'bytes'), Desk)\n"
        "assert found == desk()\n"
        "print([name for name in ('yaml', 'pydantic', 'pydantic_core') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
