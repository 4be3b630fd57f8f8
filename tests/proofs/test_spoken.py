"""Every word that is spoken is demanded by name, and every demanded one is missed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from itilsim.content.checks import check_paths
from itilsim.content.lookup import shipped
from itilsim.domain import facts as f
from itilsim.domain import speech
from itilsim.domain.scenario import Setting
from itilsim.sim.policies import POLICIES, play
from itilsim.sim.shift import Shift
from tests.proofs.shifts import first_shift

SEEDS = 30
"""Seeds of each policy. Source: the work item."""


def demanded(setting: Setting) -> set[str]:
    needs = speech.needs(setting.scenario, setting.organisation, [setting.library])
    return {need.utterance for need in needs}


def spoken(fact: f.Fact) -> Iterator[str]:
    """The utterance by which a fact is told."""
    match fact:
        case f.ContactArrived() | f.AlertRaised():
            yield fact.utterance
        case f.NoteAdded() if fact.code != "text":
            yield speech.note(fact.code)
        case f.RepairReported():
            yield speech.note(fact.code)
        case f.TicketReturned():
            yield speech.note(fact.evidence)
        case f.QuestionAnswered():
            yield speech.answer(fact.question, fact.answer)
        case f.RestorationConfirmed():
            yield speech.CONFIRM_YES if fact.restored else speech.CONFIRM_NO
        case f.ApprovalGiven():
            yield speech.note(speech.APPROVED if fact.granted else speech.NOT_APPROVED)


def played(seeds: Iterable[int]) -> set[str]:
    """All that is said while every policy plays every seed of the first shift."""
    said: set[str] = set()

    def hear(fact: f.Fact, _line: str) -> None:
        said.update(spoken(fact))

    for seed in seeds:
        for policy in POLICIES:
            shift = Shift(first_shift(), seed, sink=hear)
            play(shift, policy)
            shift.finish()
    return said


def unnoticed(folder: Path, names: Iterable[str]) -> list[str]:
    """The utterances that check does not miss when they are taken out, one at a time."""
    files = (folder / "library" / f"{each}.yaml" for each in first_shift().scenario.library)
    texts = {path: path.read_text("utf-8") for path in files}
    found = []
    for name in names:
        (path,) = (each for each, text in texts.items() if f"- id: {name}\n" in text)
        whole = yaml.safe_load(texts[path])
        left = [each for each in whole["utterances"] if each["id"] != name]
        assert len(left) == len(whole["utterances"]) - 1
        path.write_text(yaml.safe_dump({**whole, "utterances": left}, sort_keys=False), "utf-8")
        told = check_paths([folder / "first-shift.yaml"])
        path.write_text(texts[path], "utf-8")
        codes = {"missing-words", "unknown-reference"}
        if not any(f"'{name}'" in one.message and one.code in codes for one in told):
            found.append(name)
    return found


def test_nothing_is_said_that_is_not_demanded() -> None:
    said = played(range(1, 3))
    assert len(said) >= 20
    assert said - demanded(first_shift()) == set()


def test_what_is_demanded_and_not_there_is_missed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped(), tmp_path / "scenarios"))
    names = ("confirm-yes", "bay-2-spin", "note-returned", "card-feeds-picking")
    assert unnoticed(folder, names) == []


@pytest.mark.prove
def test_all_words_of_all_policies_are_demanded_and_each_is_missed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped(), tmp_path / "scenarios"))
    wanted = demanded(first_shift())
    said = played(range(1, SEEDS + 1))
    unmissed = unnoticed(folder, sorted(wanted))
    print(
        f"words: {len(said)} spoken by {len(POLICIES)} policies over {SEEDS} seeds, "
        f"{len(said - wanted)} of them not demanded; {len(wanted)} demanded, "
        f"{len(unmissed)} of them not missed when taken out"
    )
    assert (said - wanted, unmissed) == (set(), [])
