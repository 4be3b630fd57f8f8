"""The student's work: appended, read back as it was, and damage is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from itilsim.domain.errors import DamagedError, TryAgainError, UsageError
from itilsim.quiz.editions import Edition
from itilsim.quiz.elapsed import Moment
from itilsim.quiz.marking import Result, mark
from itilsim.quiz.questions import Bank
from itilsim.quiz.sitting import Answer, Sitting, answered, flagged, moved
from itilsim.storage import backups, doctor
from itilsim.storage.database import connect
from itilsim.storage.erasing import erase_data
from itilsim.storage.owned import data_files
from itilsim.storage.places import Places
from itilsim.storage.runs import open_runs
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import AnswerRow, EvidenceRow, ReviewRow, Where
from itilsim.storage.tables import newest_version, steps, version_of
from itilsim.storage.upgrade import bring_up_to_date
from tests.quiz.samples import SOUND, options

NOW = Moment(wall=1_790_000_000, boot=5_000, boot_id="a")
BANK = Bank(
    tuple(replace(SOUND, id=f"q{n}", options=options("A", "B", "C", "D", key=n)) for n in range(3)),
    (),
)
SITTING = Sitting("exam-1", "2011", 7, ("q0", "q1", "q2"), 3600, 2, (None, None, None))


@pytest.fixture
def study(home: Places) -> Iterator[Study]:
    with open_study(home) as opened:
        yield opened


def later(seconds: int) -> Moment:
    return replace(NOW, wall=NOW.wall + seconds, boot=NOW.boot + seconds)


def answer(at: int, edition: Edition = "2011", where: Where = "practice") -> AnswerRow:
    return AnswerRow(at, "q1", edition, 2, correct=True, certainty=None, where=where)


def marked(study: Study, sitting: Sitting, seconds: int) -> Result:
    result = mark(sitting, BANK)
    study.finish_sitting(sitting, result, later(seconds))
    return result


def test_answers_come_back_in_order(study: Study) -> None:
    rows = (
        answer(20),
        AnswerRow(10, "q0", "4", None, correct=False, certainty=3, where="computed"),
        answer(10, where="review"),
    )
    for row in rows:
        study.record_answer(row)
    assert study.answers() == rows
    assert study.answers("4") == rows[1:2]


def test_ratings_come_back_in_order(study: Study) -> None:
    rows = (ReviewRow(9, "c1", 3), ReviewRow(5, "c2", 1))
    for row in rows:
        study.record_answer(answer(row.at), row)
    assert study.reviews() == rows


def test_evidence_comes_back_and_a_run_tells_a_thing_once(study: Study) -> None:
    first = EvidenceRow(9, "run-1", "incident-management", {"2011": "5", "4": "7.1"}, 0.25, 40)
    other = replace(first, position=41, credit=1.0)
    study.record_evidence(first, other)
    study.record_evidence(replace(first, at=99), replace(first, run="run-2"))
    assert study.evidence() == (first, other, replace(first, run="run-2"))


def test_flags_are_kept_until_they_are_taken_away(study: Study) -> None:
    for item in ("b", "a", "b", "c"):
        study.flag(item)
    study.unflag("a")
    study.unflag("never")
    assert study.flagged() == ("b", "c")


def test_a_setting_is_kept_and_can_be_unset(study: Study, home: Places) -> None:
    assert study.setting("exam_date") == ""
    study.set_setting("exam_date", "2027-01-31")
    with open_study(home) as again:
        assert again.setting("exam_date") == "2027-01-31"
    study.set_setting("exam_date", "")
    assert study.setting("exam_date") == ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("edition", "3"),
        ("exam_date", "31.1.2027"),
        ("exam_date", "2027-02-30"),
        ("daily_cap", "0"),
        ("daily_cap", "many"),
        ("certainty", "yes"),
        ("theme", "x" * 41),
        ("colour", "red"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(study: Study, key: str, value: str) -> None:
    with pytest.raises(UsageError):
        study.set_setting(key, value)


def test_an_exam_is_taken_up_where_it_was_left(home: Places) -> None:
    with open_study(home) as study:
        study.begin_sitting(SITTING, NOW)
        step = study.save_sitting_step(answered(SITTING, 1, 2, 3, 30), later(30)).sitting
        step = study.save_sitting_step(flagged(moved(step, 2), 0), later(40)).sitting
    with open_study(home) as study:
        found = study.open_sitting()
        assert found is not None
        assert found.sitting == step
        assert found.sitting.answers == (None, Answer(2, 3, 30), None)
        assert (found.sitting.flags, found.sitting.position) == (frozenset({0}), 2)
        assert (found.started, found.saved.elapsed) == (NOW, 40)
        assert study.used(later(100)) == 100


def test_an_answer_can_be_taken_back(study: Study) -> None:
    study.begin_sitting(SITTING, NOW)
    given = study.save_sitting_step(answered(SITTING, 1, 2, None, 30), later(30)).sitting
    study.save_sitting_step(replace(given, answers=(None, None, None)), later(31))
    assert study.sittings()[0].sitting.answers == (None, None, None)


def test_a_step_that_cannot_be_stored_has_not_happened(study: Study, home: Places) -> None:
    study.begin_sitting(SITTING, NOW)
    given = study.save_sitting_step(answered(SITTING, 0, 0, None, 5), later(5)).sitting
    study.database.connection.execute("PRAGMA busy_timeout = 1")
    with open_study(home) as other, other.database.writing():
        with pytest.raises(TryAgainError):
            study.save_sitting_step(answered(given, 0, 1, None, 6), later(6))
        with pytest.raises(TryAgainError):
            marked(study, given, 7)
    assert study.sittings()[0].sitting == given
    study.save_sitting_step(answered(given, 0, 1, None, 8), later(8))
    assert study.sittings()[0].sitting.answers[0] == Answer(1, None, 8)
    assert study.answers() == ()


def test_an_answer_and_its_rating_are_stored_together(study: Study) -> None:
    study.record_answer(answer(5), ReviewRow(5, "q1", 3))
    assert (study.answers(), study.reviews()) == ((answer(5),), (ReviewRow(5, "q1", 3),))


def test_a_finished_exam_keeps_its_result_and_its_answers_are_attempts(
    study: Study, home: Places
) -> None:
    study.begin_sitting(SITTING, NOW)
    step = study.save_sitting_step(answered(SITTING, 0, 0, 2, 30), later(30)).sitting
    marked(study, answered(step, 1, 3, 3, 60), 90)
    stored = study.sittings()[0]
    assert (stored.correct, stored.certainty_score, stored.passed) == (1, 2 - 6, False)
    assert (stored.sitting.finished, stored.sitting.elapsed) == (True, 90)
    assert study.answers() == (
        AnswerRow(NOW.wall + 30, "q0", "2011", 0, correct=True, certainty=2, where="exam"),
        AnswerRow(NOW.wall + 60, "q1", "2011", 3, correct=False, certainty=3, where="exam"),
    )
    assert study.open_sitting() is None
    with pytest.raises(UsageError, match="not open here"):
        study.used(NOW)
    with open_study(home) as other:
        other.begin_sitting(replace(SITTING, id="exam-2"), later(100))
        assert [one.sitting.id for one in other.sittings()] == ["exam-2", "exam-1"]


def test_there_is_one_exam_at_a_time(study: Study) -> None:
    study.begin_sitting(SITTING, NOW)
    with pytest.raises(UsageError, match="waiting for you"):
        study.begin_sitting(replace(SITTING, id="exam-2"), NOW)
    study.save_sitting_step(SITTING, later(5))
    assert len(study.sittings()) == 1


def test_an_exam_is_open_in_one_window_only(study: Study, home: Places) -> None:
    study.begin_sitting(SITTING, NOW)
    with open_study(home) as other:
        with pytest.raises(TryAgainError, match="another window"):
            other.open_sitting()
        with pytest.raises(TryAgainError, match="another window"):
            other.begin_sitting(replace(SITTING, id="exam-2"), NOW)
        with pytest.raises(UsageError, match="not open here"):
            other.save_sitting_step(SITTING, NOW)
        other.record_answer(answer(1))
        study.release()
        assert other.open_sitting() is not None
        with pytest.raises(TryAgainError):
            study.open_sitting()


def test_another_process_holds_its_exam_until_it_ends(home: Places) -> None:
    with open_study(home) as study:
        study.begin_sitting(SITTING, NOW)
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from itilsim.storage.places import places\n"
        "from itilsim.storage.study import open_study\n"
        "study = open_study(places(Path(sys.argv[1])))\nstudy.open_sitting()\n"
        "print('held', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(home.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with open_study(home) as study, pytest.raises(TryAgainError, match="another window"):
            study.open_sitting()
        with pytest.raises(TryAgainError, match="another window"):
            erase_data(home)
        child.kill()
        child.wait()
        with open_study(home) as study:
            assert study.open_sitting() is not None


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("UPDATE answer SET edition = '3'", Study.answers),
        ("UPDATE answer SET at = -1", Study.answers),
        ("UPDATE answer SET chosen = -1", Study.answers),
        ("UPDATE answer SET item = CAST(x'ff' AS TEXT)", Study.answers),
        ("UPDATE answer SET place = 'exam '", Study.answers),
        ("UPDATE review SET rating = 5", Study.reviews),
        ("UPDATE evidence SET refs = '{'", Study.evidence),
        ("UPDATE evidence SET refs = '[1]'", Study.evidence),
        ('UPDATE evidence SET refs = \'{"3":"1"}\'', Study.evidence),
        ("UPDATE evidence SET refs = '{\"4\":1}'", Study.evidence),
        ("UPDATE evidence SET credit = 9e999", Study.evidence),
        ("UPDATE sitting SET position = 3", Study.sittings),
        ("UPDATE sitting SET elapsed = 3601", Study.open_sitting),
        ("UPDATE sitting SET elapsed = -1", Study.open_sitting),
        ("UPDATE sitting SET edition = ''", Study.open_sitting),
        ("UPDATE sitting SET correct = 2", Study.open_sitting),
        ("UPDATE sitting SET finished = 1", Study.sittings),
        ("UPDATE sitting SET finished = 1, correct = 4", Study.sittings),
        ("UPDATE sitting_item SET chosen = 4", Study.open_sitting),
        ("UPDATE sitting_item SET certainty = 2", Study.open_sitting),
        ("UPDATE sitting_item SET flagged = 2", Study.open_sitting),
        ("DELETE FROM sitting_item WHERE position = 1", Study.open_sitting),
        ("DELETE FROM sitting_item", Study.open_sitting),
        ("UPDATE setting SET value = 'soon'", lambda study: study.setting("exam_date")),
    ],
)
def test_what_was_damaged_is_told(study: Study, home: Places, change: str, read: object) -> None:
    study.record_answer(answer(1), ReviewRow(1, "c", 2))
    study.record_evidence(EvidenceRow(1, "run-1", "risk", {"4": "1.1"}, 0.5, 3))
    study.set_setting("exam_date", "2027-01-31")
    study.begin_sitting(SITTING, NOW)
    study.release()
    study.database.connection.execute("PRAGMA ignore_check_constraints = ON")
    study.database.connection.execute(change)
    assert callable(read)
    with pytest.raises(DamagedError, match="doctor --restore"):
        read(study)
    study.close()
    assert "damage" in {one.level for one in doctor.examine(home)}
    with open_study(home) as again:
        again.record_answer(answer(2))


def test_the_doctor_counts_what_is_stored(study: Study, home: Places) -> None:
    study.record_answer(answer(1))
    study.begin_sitting(SITTING, NOW)
    told = {one.code: one for one in doctor.examine(home)}["study"]
    assert told.message == "1 answers, 0 reviews and 1 exams are stored."
    assert told.level == "good"


def test_erasing_leaves_nothing_of_it(home: Places) -> None:
    with open_study(home) as study:
        study.record_answer(answer(1))
        study.begin_sitting(SITTING, NOW)
    backups.back_up(home)
    erase_data(home)
    assert data_files(home) == ()
    assert not home.data.exists()


def test_a_finished_exam_is_backed_up(study: Study, home: Places) -> None:
    study.begin_sitting(SITTING, NOW)
    marked(study, SITTING, 10)
    study.close()
    made = backups.latest_good(home)
    assert made is not None
    backups.restore(home, made)
    with open_study(home) as restored:
        assert restored.sittings()[0].correct == 0


def test_a_backup_that_is_not_possible_harms_nobody(home: Places) -> None:
    with open_runs(home):
        pass
    home.backups.write_text("in the way", encoding="utf-8")
    backups.back_up_soon(home)
    assert home.backups.is_file()


def test_an_older_database_gets_the_new_tables(home: Places) -> None:
    older = connect(home.database)
    bring_up_to_date(older, home.backups, steps()[:2])
    older.close()
    with open_study(home) as study:
        study.record_answer(answer(1))
        assert version_of(study.database.connection) == newest_version()
    assert len(backups.all_backups(home)) == 1
