"""Ten thousand hand-ins that are not what they say: none has a score that is not its own replay's.

The one idea: what a hand-in is worth is worked out here from the lines of its journal, by the
simulation and the judge alone, and held against what grading says. The control is a grader that
believes what stands in the file.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from itilsim.classroom.grading import Graded, compared, grade
from itilsim.classroom.hand_in import SUFFIX, Beside
from itilsim.classroom.plan import ClassPlan
from itilsim.classroom.plan_file import PLAN, Prepared, load_plan
from itilsim.classroom.planning import plan_text
from itilsim.exchange.journal import from_stranger
from itilsim.lab.players import Player
from itilsim.lab.simulation import Order, simulate
from itilsim.runs.references import References
from itilsim.runs.results import score_object
from itilsim.runs.runfile import run_file_text
from itilsim.runs.saving import scorecard_of, tally_of_facts
from itilsim.sim.replay import replay
from itilsim.storage.codec import encode
from itilsim.storage.places import Places, places
from itilsim.storage.records import StoredEntry
from tests.proofs.forging import WRONG, Honest, honest, mutant

EVERYDAY, FULL, BATCH = 60, 10_000, 50
SEED = 7
PLAYERS = (
    Player("first_come"),
    Player("by_priority", error_rate=0.2),
    Player("textbook", error_rate=0.1),
    Player("textbook", error_rate=0.3),
)


@dataclass
class Shown:
    """What a series of forged hand-ins has led to."""

    files: int = 0
    graded: int = 0
    believed: list[str] = field(default_factory=list)
    """Graded with a score that is not its own replay's."""
    claimed: int = 0
    """Of those that can be read: claims a total that is not its own replay's, or none is."""
    copies: int = 0
    """Copies of another's journal, whole."""
    found: int = 0
    """Of these, flagged."""
    why: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Class:
    """A class, and honest hand-ins to begin from."""

    prepared: Prepared
    home: Places
    files: tuple[Honest, ...]
    references: References


@cache
def a_class() -> Class:
    root = Path(tempfile.mkdtemp())
    home = places(root / "home")
    (root / PLAN).write_text(
        plan_text(ClassPlan("A lesson", "first-shift", SEED, "practice")), encoding="utf-8"
    )
    prepared, references = load_plan(root, home), References.at(home)
    files = []
    for player in PLAYERS:
        run = simulate(prepared.setting, Order(SEED, player, save=True), references).run
        assert run is not None
        files.append(honest(run_file_text(run).encode()))
    return Class(prepared, home, tuple(files), references)


def forge(numbers: range) -> Shown:
    """Make mutants and grade them."""
    shown = Shown()
    for start in range(numbers.start, numbers.stop, BATCH):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(start, min(start + BATCH, numbers.stop)):
                _written(number, Path(folder) / f"{number}{SUFFIX}")
            files = sorted(Path(folder).glob(f"*{SUFFIX}"))
            found = compared(
                tuple(grade(files, a_class().prepared, {}, a_class().home)), a_class().prepared
            )
            for path, each in zip(files, found, strict=True):
                _look_at(path, each, shown)
            _copies(found, shown)
    return shown


def _written(number: int, path: Path) -> None:
    """One mutant: of its run, of its first line, or of both."""
    chance = Random(f"hand-in/{number}")
    files = a_class().files
    run = (
        mutant(number, files, (), "own") if chance.random() < 0.8 else _honest(chance.choice(files))
    )
    line: dict[str, Any] = encode(
        Beside("hand-in", 1, a_class().prepared.handout.code, (f"Student {number}",))
    )
    if chance.random() < 0.3:
        line[chance.choice(sorted(line))] = chance.choice(WRONG)
    try:
        text = json.dumps(line, ensure_ascii=False)
    except (ValueError, OverflowError):
        text = "{}"
    path.write_bytes(text.encode(errors="replace") + b"\n" + run)


def _honest(file: Honest) -> bytes:
    return "".join(f"{line}\n" for line in file.lines).encode()


def _look_at(path: Path, each: Graded, shown: Shown) -> None:
    shown.files += 1
    own, claim = _own_score(path), _claim(path)
    shown.claimed += own is not None and claim is not None and claim != own["total"]
    for words in each.refused:
        shown.why[" ".join(words.split()[:4])] += 1
    if each.card is None:
        return
    shown.graded += 1
    if own is None or score_object(each.card) != own:
        shown.believed.append(path.name)


def _copies(found: tuple[Graded, ...], shown: Shown) -> None:
    """Journals that are there more than once, found without the grader's own comparison."""
    journals = Counter(json.dumps([str(e) for e in each.journal]) for each in found if each.journal)
    for each in found:
        if each.journal and journals[json.dumps([str(e) for e in each.journal])] > 1:
            shown.copies += 1
            shown.found += any("deed for deed" in words for words in each.flags)


def _lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_bytes().splitlines()[1:]]


def _claim(path: Path) -> float | None:
    """The total that a file claims."""
    try:
        total = _lines(path)[-1]["score"]["total"]
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    return total if isinstance(total, float) else None


def _own_score(path: Path) -> dict[str, Any] | None:
    """The score of the journal that stands in a file; none where it cannot be played."""
    try:
        lines = [line for line in _lines(path) if line["kind"] == "entry"]
        key = json.dumps([[e["seq"], e["at"], e["actor"], e["command"]] for e in lines])
        return _played(key)
    except Exception:  # noqa: BLE001 - whatever a mutant ends in, it has no score
        return None


@cache
def _played(key: str) -> dict[str, Any]:
    stored = [StoredEntry(s, at, who, json.dumps(what)) for s, at, who, what in json.loads(key)]
    setting, facts = a_class().prepared.setting, list[Any]()
    journal = from_stranger("a file", stored)
    shift = replay(setting, SEED, journal, sink=lambda fact, _: facts.append(fact))
    shift.finish()
    tally = tally_of_facts(setting, facts)
    return score_object(scorecard_of(setting, SEED, tally, a_class().references))


def test_no_hand_in_is_worth_what_it_claims() -> None:
    shown = forge(range(EVERYDAY))
    assert shown.believed == []
    assert shown.graded > 0
    assert shown.claimed > 0, "whoever believed the files would be wrong"
    assert shown.found == shown.copies > 0


@pytest.mark.prove
def test_ten_thousand_hand_ins(capsys: pytest.CaptureFixture[str]) -> None:
    shown = forge(range(FULL))
    with capsys.disabled():
        print(
            f"\nforged hand-ins: {shown.files}, graded {shown.graded}, with a score that is not "
            f"its own replay's {len(shown.believed)} (whoever believed them: {shown.claimed}); "
            f"copies found {shown.found} of {shown.copies}; {dict(shown.why.most_common(6))}"
        )
    assert shown.believed == []
    assert shown.found == shown.copies > 0
