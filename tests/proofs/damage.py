"""A database as a student leaves it, damaged in many ways, and what is noticed of that.

The one idea: everything that can be read of a database is read before and after; whatever is no
longer the same must have been called damaged, and nothing may end in anything but one of our
errors.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from itilsim.domain.errors import DamagedError, ItilsimError
from itilsim.quiz.elapsed import Moment
from itilsim.quiz.marking import mark
from itilsim.quiz.questions import Bank
from itilsim.quiz.sitting import Sitting, answered, flagged
from itilsim.storage import backups, doctor
from itilsim.storage.effect import EffectRow, effect_rows, keep_effect
from itilsim.storage.places import Places
from itilsim.storage.records import Ending, Gap, RunHeader, StoredEntry, StoredRun, Verification
from itilsim.storage.references import ReferenceKey, keep_reference, stored_reference
from itilsim.storage.rows import digest
from itilsim.storage.runs import Runs, open_runs
from itilsim.storage.study import Study, open_study
from itilsim.storage.study_rows import AnswerRow, EvidenceRow, ReviewRow
from itilsim.storage.study_settings import SETTINGS
from tests.quiz.samples import SOUND, options

NOW = Moment(wall=1_790_000_000, boot=5_000, boot_id="a")
BANK = Bank(
    tuple(
        replace(SOUND, id=f"q{n}", options=options("A", "B", "C", "D", key=n % 4))
        for n in range(40)
    ),
    (),
)
FIELDS = {
    "page size": (16, 2), "write version": (18, 1), "read version": (19, 1),
    "reserved space": (20, 1), "payload fractions": (21, 3), "change counter": (24, 4),
    "pages": (28, 4), "freelist trunk": (32, 4), "freelist pages": (36, 4),
    "schema cookie": (40, 4), "schema format": (44, 4), "largest root": (52, 4),
    "text encoding": (56, 4), "user_version": (60, 4), "incremental vacuum": (64, 4),
    "application_id": (68, 4), "version-valid-for": (92, 4), "SQLite version": (96, 4),
}  # fmt: skip
"""Offset and length of the fields of the header. Source: sqlite.org/fileformat2.html."""


@dataclass(frozen=True)
class Harm:
    """One harm: a bit that is flipped, or the length to which the file is cut."""

    bit: int = -1
    """Which bit; negative if the file is cut."""
    length: int = -1
    """What is left of the file."""

    def done_to(self, whole: bytes) -> bytes:
        if self.bit < 0:
            return whole[: self.length]
        spoilt = bytearray(whole)
        spoilt[self.bit // 8] ^= 1 << self.bit % 8
        return bytes(spoilt)


def header_bits() -> Iterator[Harm]:
    """Every bit of every field of the header that means something."""
    for offset, length in FIELDS.values():
        for bit in range(8 * offset, 8 * (offset + length)):
            yield Harm(bit)


def random_bits(size: int, number: int) -> Iterator[Harm]:
    chance = random.Random(f"flips/{number}")
    for _ in range(number):
        yield Harm(chance.randrange(8 * size))


def cuts(size: int, number: int) -> Iterator[Harm]:
    for n in range(number):
        yield Harm(length=n * size // number)


def fill(home: Places) -> None:
    """Store some of everything: shifts finished and open, and a student's work."""
    log = b"".join(b'{"at":%d,"kind":"wait"}\n' % n for n in range(2000))
    with open_runs(home) as runs:
        for n in range(1, 7):
            name = f"first-shift-{n}-20261128-abcd"
            made = RunHeader(
                name, "first-shift", "sha256:00", n, 1, "practice", "paced",
                f"2026-11-2{n}T08:00:00Z", "Your first morning", {"edition": "4"},
            )  # fmt: skip
            runs.create(made, scenario='{"id":"first-shift"}', roster='{"p1":"Ann Smith"}')
            for seq in range(1, 41):
                command = f'{{"kind":"assign","ticket":"t{seq}","team":"network"}}'
                runs.append(name, StoredEntry(seq, 30 * seq, "trainee", command))
            runs.note_gap(name, Gap(100, 7))
            runs.reached(name, 1300)
            if n > 1:
                score = f'{{"total":{60 + n},"triage":84,"outcome":79}}'
                runs.finish(name, 5400, Ending(log, digest(log), score))
        seen = Verification("differs", "another log", 1, 1, mine=False)
        told = StoredRun(replace(made, id="theirs"), (), "finished", 9, verification=seen)
        runs.add(told)
        for policy in ("idle", "textbook"):
            key = ReferenceKey("sha256:00", 7, 1, policy)
            keep_reference(runs.database, key, '{"judge":"a","tally":{"b":[1,2,3]}}')
    with open_study(home) as study:
        _learn(study)


def _learn(study: Study) -> None:
    for n in range(120):
        row = AnswerRow(NOW.wall + n, f"4-topic-{n % 40}", "4", n % 4, n % 3 > 0, 1, "practice")
        study.record_answer(row, ReviewRow(NOW.wall + n, f"4-topic-{n % 40}", 3))
    for n in range(60):
        study.record_evidence(
            EvidenceRow(NOW.wall + n, f"run-{n % 5}", f"topic-{n}", {"4": "5.2.a"}, 0.5, n)
        )
    for key, value in zip(SETTINGS, ("4", "2027-01-31", "40", "on", "nord"), strict=True):
        study.set_setting(key, value)
    for n in range(9):
        study.flag(f"4-topic-{n}")
    keep_effect(study.database, EffectRow(NOW.wall, "joined", '{"learner":"a","pairs":[]}'))
    keep_effect(study.database, EffectRow(NOW.wall + 9, "done"))
    for n in range(3):
        items = tuple(item.id for item in BANK.items)
        sitting = Sitting(f"exam-{n}", "4", n, items, 3600, 26, (None,) * len(items))
        study.begin_sitting(sitting, NOW)
        for position in range(30):
            sitting = answered(sitting, position, position % 4, None, 9 * position)
        sitting = flagged(sitting, 5)
        study.save_sitting_step(sitting, NOW)
        if n < 2:
            study.finish_sitting(sitting, mark(sitting, BANK), NOW)
        else:
            study.release()


def everything(home: Places) -> list[object]:
    """All that anybody can read of the data, as the program reads it."""
    with open_runs(home) as runs:
        found: list[object] = [_runs(runs)]
    with open_study(home) as study:
        found += [study.answers(), study.reviews(), study.evidence(), study.flagged()]
        found += [effect_rows(study.database)]
        found += [study.sittings(), [study.setting(key) for key in SETTINGS]]
    return found


def _runs(runs: Runs) -> list[object]:
    listed = runs.list()
    kept = [
        stored_reference(runs.database, ReferenceKey("sha256:00", 7, 1, policy))
        for policy in ("idle", "textbook")
    ]
    return [listed, [runs.load(one.header.id) for one in listed], kept]


def whole_file(home: Places) -> bytes:
    """The bytes of the database, with nothing beside it."""
    with closing(sqlite3.connect(home.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home.database.read_bytes()


def outcome(home: Places, spoilt: bytes, sound: list[object]) -> str:
    """What comes of a damaged file: noticed, harmless, silent or a crash, and what it was."""
    for path in home.data.glob("itilsim.sqlite*"):
        path.unlink()
    home.database.write_bytes(spoilt)
    try:
        told = "damage" in {one.level for one in doctor.examine(home)}
        try:
            same = everything(home) == sound
        except DamagedError:
            return "noticed" if told else "not seen by the doctor"
        except ItilsimError as error:
            return "noticed" if told else f"called {type(error).__name__}"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"crash: {type(error).__name__}"
    if told:
        return "noticed"
    return "harmless" if same else "silent"


def outcomes(home: Places, harms: list[Harm]) -> tuple[Counter[str], list[tuple[Harm, str]]]:
    """Fill a home, do it every harm in turn, and count what came of them."""
    fill(home)
    backups.back_up(home)
    whole, sound = whole_file(home), everything(home)
    seen: Counter[str] = Counter()
    wrong = []
    for harm in harms:
        found = outcome(home, harm.done_to(whole), sound)
        seen[found] += 1
        if found not in {"noticed", "harmless"}:
            wrong.append((harm, found))
    return seen, wrong
