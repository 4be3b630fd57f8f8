"""`debrief`: words, Markdown and data of the same findings; nobody's word is taken for a log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from itilsim.storage.places import places
from itilsim.storage.study import open_study
from tests.cli.conftest import Run


def test_words_fit_into_a_terminal(run: Run, saved: str) -> None:
    ended = run("debrief", saved)
    assert (ended.code, ended.err) == (0, "")
    assert "Your first morning" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_markdown_has_the_same_headings(run: Run, saved: str) -> None:
    words, marked = run("debrief", saved).out, run("debrief", saved, "--md").out
    headings = [line[3:] for line in marked.splitlines() if line.startswith("## ")]
    assert len(headings) > 5
    assert all(heading.upper() in words for heading in headings)


def test_data_has_the_scores_of_the_run_and_of_the_colleagues(run: Run, saved: str) -> None:
    data = run("debrief", saved, "--json").data
    assert (data["schema_version"], data["run"], data["seed"]) == (2, saved, 7)
    total = data["score"][0]
    assert total["name"] == "total"
    (listed,) = run("runs", "--json").data
    assert total["points"] == round(listed["score"]["total"])
    beside = dict(total["references"])
    assert beside["first_come"] == total["points"]
    assert beside["textbook"] > 85


def test_words_data_and_markdown_lead_from_findings_to_the_exam(run: Run, saved: str) -> None:
    data, words = run("debrief", saved, "--json").data, run("debrief", saved).out
    assert all(each["reason"] and each["question"] and each["card"] for each in data["learn"])
    lost = [each["lost"] for each in data["learn"]]
    assert lost == sorted(lost, reverse=True)
    assert [each["edition"] for each in data["trains"]] == ["2011", "4", "5"]
    flat = " ".join(words.split())
    for each in data["trains"]:
        assert f"touches about {each['marks']} of {each['of']} marks" in flat
    assert data["guiding_principle"]["name"] in flat
    assert words.count("ONE QUESTION EACH") == 1
    assert "## One question each" in run("debrief", saved, "--md").out


def test_the_exam_of_the_settings_is_the_one_that_is_named(
    run: Run, saved: str, home: Path
) -> None:
    with open_study(places(home)) as study:
        study.set_setting("edition", "2011")
    data, words = run("debrief", saved, "--json").data, run("debrief", saved).out
    assert [each["edition"] for each in data["trains"]] == ["2011"]
    assert data["guiding_principle"] is None
    assert "guiding principle" not in words
    assert "ITIL 4, " not in words


def test_a_run_file_is_debriefed_as_it_is(run: Run, saved: str, tmp_path: Path) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", path)
    assert run("debrief", path).out == run("debrief", saved).out


def test_another_engines_run_can_be_debriefed_from_its_log(
    run: Run, saved: str, tmp_path: Path
) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", path)
    header, rest = path.read_text().split("\n", 1)
    tree = json.loads(header)
    tree["run"]["engine"] = 99
    path.write_text(f"{json.dumps(tree)}\n{rest}")
    ended = run("debrief", path)
    assert ended.code == 0
    assert "engine 99" in ended.err
    assert "Your first morning" in ended.out


def test_a_run_whose_log_is_not_its_journals_is_debriefed_with_a_warning(
    run: Run, saved: str, tmp_path: Path
) -> None:
    path = tmp_path / "shift.itilrun"
    run("export", saved, "--format", "run", "--out", path)
    lines = path.read_text().splitlines()
    footer = json.loads(lines[-1])
    footer["log_digest"], footer["log"] = "sha256:" + "1" * 64, ""
    path.write_text("\n".join([*lines[:-1], json.dumps(footer)]) + "\n")
    ended = run("debrief", path)
    assert ended.code == 0
    assert "Beware" in ended.err


def test_a_shift_that_goes_on_is_not_debriefed(run: Run) -> None:
    run("simulate", "first-shift", "--seed", 1, "--policy", "idle", "--until", "30m", "--save")
    ended = run("debrief", "last")
    assert ended.code == 2
    assert "itilsim play --resume first-shift-1-" in ended.err


@pytest.mark.parametrize("words", [("--md",), ("--json",)])
def test_forms_that_do_not_go_together_are_refused(
    run: Run, saved: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    page = tmp_path / "x.html"
    assert run("debrief", saved, *words, "--html", page).code == 2
    assert run("debrief", saved, "--md", "--json").code == 2
    assert not page.exists()


def test_a_page_is_written_whole_or_to_stdout(run: Run, saved: str, tmp_path: Path) -> None:
    page = tmp_path / "debrief.html"
    ended = run("debrief", saved, "--html", page)
    assert (ended.code, ended.out) == (0, "")
    assert f"Written: {page}" in ended.err
    written = page.read_text(encoding="utf-8")
    assert written.startswith("<!DOCTYPE html>")
    assert written.rstrip().endswith("</html>")
    assert "<h2>The decisions that mattered</h2>" in written
    assert run("debrief", saved, "--html", "-").out == written


def test_a_page_that_cannot_be_written_is_said_in_plain_words(
    run: Run, saved: str, tmp_path: Path
) -> None:
    ended = run("debrief", saved, "--html", tmp_path / "no" / "such" / "folder.html")
    assert ended.code != 0
    assert "Traceback" not in ended.err
    assert "folder.html" in ended.err
