"""Two processes on one database: what either stored is there, whatever the other opens meanwhile.

SQLite's locks belong to the process. Whoever opens the file beside SQLite and closes it again lets
go of them all, and then the last one to leave takes away a log that the other still writes to.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from itilsim.storage.database import Database
from itilsim.storage.places import Places, places
from itilsim.storage.runs import open_runs
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import AnswerRow

OTHER = """
import sys
from pathlib import Path
from itilsim.storage.places import places
from itilsim.storage.study import open_study
from itilsim.storage.study_rows import AnswerRow
with open_study(places(Path(sys.argv[1]))) as study:
    at = len(study.answers()) + 1
    study.record_answer(AnswerRow(at, f"other-{at}", "4", 0, True, None, "practice"), None)
"""


def answer(study: Study, name: str) -> None:
    at = len(study.answers()) + 1
    study.record_answer(
        AnswerRow(at, name, "4", 0, correct=True, certainty=None, where="practice"), None
    )


def other(own: Places) -> None:
    subprocess.run([sys.executable, "-c", OTHER, str(own.data)], check=True)


@pytest.mark.parametrize("looks", [0, 1, 3])
def test_what_two_processes_store_in_turn_is_all_there(tmp_path: Path, looks: int) -> None:
    own = places(tmp_path / "home")
    with open_study(own) as study:
        answer(study, "mine-0")
        for n in range(1, 3):
            for _ in range(looks):  # As home does, and the list of runs.
                open_runs(own).close()
                open_study(own).close()
            other(own)
            answer(study, f"mine-{n}")
            assert len(study.answers()) == 2 * n + 1
    with open_study(own) as study:
        names = [row.item for row in study.answers()]
    assert names == ["mine-0", "other-2", "mine-1", "other-4", "mine-2"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads which files are open")
def test_no_log_is_taken_away_while_it_is_written_to(tmp_path: Path) -> None:
    own = places(tmp_path / "home")
    with open_study(own) as study:
        answer(study, "mine")
        open_study(own).close()
        other(own)
        links = []
        for each in Path("/proc/self/fd").iterdir():
            with contextlib.suppress(OSError):
                links.append(str(each.readlink()))
        mine = [each for each in links if str(own.data) in each]
        assert mine
        assert not [each for each in mine if each.endswith("(deleted)")]


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    own = places(tmp_path / "home")
    first: Database = open_study(own).database
    second = open_study(own).database
    second.close()
    second.close()
    with open_study(own) as study:
        other(own)
        answer(study, "mine")
    first.close()
    with open_study(own) as study:
        assert len(study.answers()) == 2
