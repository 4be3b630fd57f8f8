"""`bank export` and `bank import`: questions to other tools and back, losses told."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from itilsim.content.bank import load_bank
from itilsim.quiz.editions import EDITIONS
from itilsim.storage.places import content
from tests.cli.conftest import Run

GIFT = "::one:: What is it? {=a ~b ~c ~d}\n\n::two:: {T}\n"


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The questions in the cache; nothing here plays a shift."""
    from itilsim.content.bank import shipped_bank
    from itilsim.storage.places import places

    home = places(tmp_path_factory.mktemp("warm-bank"))
    shipped_bank(home)
    return home.cache


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "csv"])
def test_what_is_exported_and_imported_is_the_same_bank(
    run: Run, tmp_path: Path, form: str
) -> None:
    file, folder = tmp_path / "questions.txt", tmp_path / "taken"
    lost = tmp_path / "losses.json"
    words = ("bank", "export", "--format", form, "--out", file, "--topic", "risk")
    ended = run(*words, "--losses", lost)
    assert ended.code == 0
    assert {
        (one["item"], one["field"]) for one in json.loads(lost.read_text(encoding="utf-8"))
    } == {(f"{edition}-risk", "lesson") for edition in EDITIONS}
    ended = run("bank", "import", "--format", form, file, "--out", folder)
    assert ended.code == 0, ended.err
    ours = [item for item in load_bank(content() / "questions").items if item.topic == "risk"]
    assert list(load_bank(folder).items) == ours
    assert run("check", folder / "2011" / "risk.yaml").err


def test_losses_are_told_in_short_and_written_in_full(run: Run, tmp_path: Path) -> None:
    out, losses = tmp_path / "x.txt", tmp_path / "losses.json"
    wish = ("bank", "export", "--format", "aiken", "--edition", "4", "--topic", "risk")
    ended = run(*wish, "--out", out, "--losses", losses)
    assert "× options.rationale: cannot be kept" in ended.err
    listed = json.loads(losses.read_text(encoding="utf-8"))
    assert {one["what"] for one in listed if one["field"] == "item"}
    assert run(*wish, "--out", out, "--json").data == listed
    assert run(*wish, "--out", "-").out == out.read_text(encoding="utf-8")
    both = run(*wish, "--out", "-", "--json")
    assert (both.code, both.out) == (2, "")


def test_one_bad_question_hinders_all_unless_it_may_be_skipped(run: Run, tmp_path: Path) -> None:
    file, folder = tmp_path / "x.gift", tmp_path / "taken"
    file.write_text(GIFT, encoding="utf-8")
    wish = ("bank", "import", "--format", "gift", file, "--out", folder, "--edition", "4")
    ended = run(*wish)
    assert ended.code == 2
    assert f"{file}:3:1: not-supported" in ended.err
    assert not folder.exists()
    ended = run(*wish, "--skip", "--topic", "risk")
    assert ended.code == 1
    assert "not-supported" in ended.err
    bank = load_bank(folder)
    assert [item.id for item in bank.items] == ["one"]
    assert [source.id for source in bank.sources] == ["imported-4"]
    assert bank.sources[0].where == "x.gift"
    again = run(*wish, "--skip")
    assert (again.code, "is there already" in again.err) == (2, True)


def test_a_claim_that_nobody_vouches_for_is_lowered_aloud(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.gift"
    tags = "// [tag:edition:4] [tag:source:my-book] [tag:confidence:H]\n"
    file.write_text(tags + GIFT.partition("\n\n")[0], encoding="utf-8")
    ended = run("bank", "import", "--format", "gift", file, "--out", tmp_path / "b", "--json")
    assert ended.code == 0
    told = {one["field"]: one["what"] for one in ended.data}
    assert told["source"] == "'my-book' is not known here; now 'imported-4'"
    assert told["confidence"] == "was H; nobody vouches for more than SME"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--edition", "3"), "is not one of"),
        (("--topic", "incident-mangement"), "incident-management"),
        (("--edition", "4", "--topic", "four-ps"), "no such question"),
        (("--bank", "nowhere"), "There is no folder"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    ended = run("bank", "export", "--format", "gift", "--out", tmp_path / "x", *words)
    assert ended.code == 2
    assert told in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "x").exists()


def test_a_hostile_file_is_one_message_and_leaves_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.xml"
    file.write_text('<!DOCTYPE q [<!ENTITY a "b">]>\n<quiz>&a;</quiz>', encoding="utf-8")
    ended = run("bank", "import", "--format", "moodle-xml", file, "--out", tmp_path / "taken")
    assert ended.code == 2
    assert f"{file}:1:" in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "taken").exists()
    missing = run("bank", "import", "--format", "csv", tmp_path / "no", "--out", tmp_path / "b")
    assert missing.code == 2


def test_anki_goes_out_and_never_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = tmp_path / "x.apkg"
    ended = run("bank", "export", "--format", "anki", "--out", deck, "--topic", "risk")
    assert ended.code == 0
    assert deck.read_bytes()[:2] == b"PK"
    assert run("bank", "import", "--format", "anki", deck, "--out", tmp_path / "b").code == 2
    monkeypatch.setitem(sys.modules, "genanki", None)
    ended = run("bank", "export", "--format", "anki", "--out", tmp_path / "y.apkg")
    assert ended.code == 2
    assert "pip install itilsim[anki]" in ended.err
    assert not (tmp_path / "y.apkg").exists()


def test_out_and_losses_do_not_share_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.gift"
    ended = run("bank", "export", "--format", "gift", "--out", file, "--losses", file)
    assert ended.code == 2
    assert not file.exists()


def test_topics_are_listed_with_their_questions(run: Run) -> None:
    found = {one["topic"]: one["questions"] for one in run("bank", "topics", "--json").data}
    assert found["incident-management"] > 30
    assert "access-management" not in run("bank", "topics", "--edition", "4").out


def test_an_exported_file_may_be_read_by_others(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    run("bank", "export", "--format", "csv", "--topic", "raci", "--out", file)
    assert file.stat().st_mode & 0o044 == 0o044 & ~_umask()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
