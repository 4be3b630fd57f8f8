"""What Windows lacks is not needed: from the first word to a stored run, and in the app."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.standins.windows import FORBIDDEN, FUNCTIONS, MODULES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/itilsim"
FORKED = {
    "lab/batch.py": "there can be fewer processes at once",
    "tui/terminal.py": "what it does to a terminal, it does where terminals are",
    "storage/locks.py": "there are locks of two kinds",
    "storage/machine_clock.py": "which clock counts while a machine sleeps",
}
"""Files that say `sys.platform`, and for what: `make check` types them for Windows too."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the stand-in is made on Linux")


def windows(
    home: Path, *words: str, screen: str = "", planted: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a command line of itilsim in the stand-in."""
    named = {"ITILSIM_HOME": str(home), "ITILSIM_LEAVE_AT": screen, "ITILSIM_PLANTED": planted}
    legible = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    return subprocess.run(
        [sys.executable, *legible, "-m", "tests.standins.windows", *words],
        env={**os.environ, **named},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_shift_is_begun_stored_replayed_restored_and_erased(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for words, said in (
        (("--version",), "PeopleCert"),
        (("check", "scenarios/first-shift.yaml"), "No problems."),
        (("simulate", "first-shift", "--seed", "7", "--policy", "first_come", "--save"), "sha256:"),
        (("debrief", "last"), "Topics to practise"),
        (("replay", "last"), "The same log, to the byte."),
        (("progress",), "NEXT"),
        (("doctor", "--repair"), "1 good backup"),
        (("doctor", "--restore"), "1 good backup"),
        (("runs",), "finished"),
    ):
        ended = windows(home, *words)
        assert (ended.returncode, said in ended.stdout + ended.stderr) == (0, True), ended
    assert not list((home / "locks").iterdir())
    assert [path for path in home.rglob("*") if FORBIDDEN.search(path.name)] == []
    assert windows(home, "erase", "--yes").returncode == 0
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "screen"),
    [((), "Home"), (("play", "first-shift", "--mode", "practice"), "BriefingScreen")],
)
def test_the_app_starts_and_a_signal_ends_it(
    words: tuple[str, ...], screen: str, tmp_path: Path
) -> None:
    ended = windows(tmp_path / "home", *words, screen=screen)
    assert ended.returncode == 130, ended.stderr[-2000:]
    assert not (tmp_path / "home/last-fault.txt").exists()


LOCKED = """
from itilsim.domain.errors import TryAgainError
from itilsim.storage.locks import _said, hold, here, nobody_else
folder = Path({folder!r})
for _ in range(2):
    lock = hold(folder, "a run")
    try:
        hold(folder, "a run")
    except TryAgainError as error:
        assert "open in another window" in str(error)
    else:
        raise SystemExit(5)
    lock.release()
    assert not lock.path.exists()
own = here(folder)
assert "process" in _said(own.path), "the holder's words can be read"
try:
    nobody_else(folder)
except TryAgainError as error:
    assert "process" in str(error)
else:
    raise SystemExit(6)
own.release()
nobody_else(folder)
"""


def test_a_lock_keeps_others_out_and_says_who_holds_it(tmp_path: Path) -> None:
    ended = windows(tmp_path, planted=LOCKED.format(folder=str(tmp_path / "locks")))
    assert ended.returncode == 0, ended.stderr


PLANTED = {
    "import fcntl": "ModuleNotFoundError",
    "os.fork()": "AttributeError",
    "import signal; signal.SIGHUP": "AttributeError",
    "import select; select.poll()": "AttributeError",
    "f = open('a', 'w', encoding='utf-8'); os.replace('a', 'b')": "PermissionError",
    "f = open('c', 'w', encoding='utf-8'); Path('c').unlink()": "PermissionError",
    "Path('a:b').write_bytes(b'')": "OSError",
    "Path('nul.txt').write_bytes(b'')": "OSError",
    "Path('/proc/self/status').read_bytes()": "FileNotFoundError",
    "Path('d').write_text('d')": "EncodingWarning",
    "Path('e').write_text('e', encoding='utf-8'); Path('e').unlink()": "",
}
"""What may not be done there, and how it fails; the last may."""

TRIED = """
os.chdir({folder!r})
for each in {planted!r}:
    try:
        exec(each)
    except Exception as error:
        print(type(error).__name__)
    else:
        print()
"""


def test_a_planted_use_is_found(tmp_path: Path) -> None:
    ended = windows(tmp_path, planted=TRIED.format(folder=str(tmp_path), planted=list(PLANTED)))
    assert dict(zip(PLANTED, ended.stdout.splitlines(), strict=True)) == PLANTED, ended.stderr


def test_only_few_files_know_that_there_are_two_kinds_of_systems() -> None:
    found = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if "sys.platform" in file.read_text(encoding="utf-8")
    }
    assert found == set(FORKED)


def test_no_other_file_names_what_windows_lacks() -> None:
    found = {
        f"{file.relative_to(SOURCE)}: {use}"
        for file in SOURCE.rglob("*.py")
        for use in _uses(file.read_text(encoding="utf-8"))
        if str(file.relative_to(SOURCE)) not in FORKED
    }
    assert found == set()


@pytest.mark.parametrize(
    "planted",
    [
        "def f():\n    import pwd",
        "from termios import tcgetattr",
        "import os\nos.getuid()",
        "from os import fork",
        "import signal\nsignal.SIGTSTP",
        "import time\ntime.tzset()",
        "day.strftime('%-d %b')",
        "f'{day:%-d %b}'",
        "open('/dev/tty', 'rb')",
    ],
)
def test_a_planted_name_is_found(planted: str) -> None:
    assert list(_uses(planted))


def test_every_file_of_the_repository_can_be_checked_out() -> None:
    names = [
        path.relative_to(ROOT)
        for folder in ("src", "scenarios", "questions", "docs", "tests")
        for path in (ROOT / folder).rglob("*")
        if "__pycache__" not in path.parts
    ]
    assert [name for name in names if any(FORBIDDEN.search(part) for part in name.parts)] == []
    folded = [str(name).casefold() for name in names]
    assert len(folded) == len(set(folded))
    assert max(map(len, folded)) < 150


LACKING = {(module.__name__, name) for module, names in FUNCTIONS.items() for name in names}
DAYS = re.compile(r"%-[a-zA-Z]|^/(dev|proc|sys|tmp|etc)/")
"""Formats that only some C libraries know, and folders that are not everywhere."""


def _uses(source: str) -> Iterator[str]:
    """What of Windows' lacks a source names: modules, members of modules, formats, folders."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names if one.name.partition(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module), names=names):
                if module.partition(".")[0] in MODULES:
                    yield module
                yield from (one.name for one in names if (module, one.name) in LACKING)
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                if (module, name) in LACKING:
                    yield f"{module}.{name}"
            case ast.Constant(value=str(words)):
                if DAYS.search(words):
                    yield words
            case _:
                pass
