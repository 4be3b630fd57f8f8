"""`exam --print`: the questions on paper and as data, with the key only for who asks for it."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize("edition", ["2011", "4", "5"])
def test_a_paper_has_40_questions_at_most_80_columns_wide_and_no_key(
    run: Run, edition: str
) -> None:
    ended = run("exam", "--print", "--seed", 7, "--edition", edition)
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("    A  ") for line in lines) == 40
    assert "Answers" not in ended.out
    assert "\f" not in ended.out


def test_the_key_stands_on_a_page_of_its_own(run: Run) -> None:
    plain = run("exam", "--print", "--seed", 7).out
    questions, answers = run("exam", "--print", "--seed", 7, "--key").out.split("\f")
    assert questions == plain
    data = run("exam", "--print", "--seed", 7, "--key", "--json").data
    words = answers.split()
    for row in data:
        assert words[words.index(f"{row['number']}.") + 1] == "ABCD"[row["key"]]


def test_data_has_id_stem_and_options_and_no_key(run: Run) -> None:
    data = run("exam", "--print", "--seed", 7, "--edition", "5", "--json").data
    assert len({one["id"] for one in data}) == 40
    assert all(one["stem"] and len(one["options"]) == 4 for one in data)
    assert not any("key" in one or "correct" in str(one["options"]) for one in data)
    assert {len(one["statements"]) for one in data if one["style"] == "list"} <= {4}


def test_the_same_seed_prints_the_same_paper(run: Run) -> None:
    first, again, other = (run("exam", "--print", "--seed", seed).out for seed in (1, 1, 2))
    assert first == again != other


def test_a_paper_needs_a_seed_and_the_command_says_how(run: Run) -> None:
    ended = run("exam", "--print")
    assert (ended.code, ended.out) == (2, "")
    assert "--seed 1" in ended.err
