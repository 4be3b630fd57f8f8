"""Loading and checking banks of questions: files together, the cache, hostile and broken files."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from itilsim.content.bank import (
    CHECKERS,
    TYPES,
    load_bank,
    load_blueprint,
    load_differences,
    own_bank,
    shipped_bank,
    with_earlier_ids,
)
from itilsim.content.bank_rows import bank_of, rows_of
from itilsim.content.cache import ContentCache
from itilsim.content.checks import check_paths
from itilsim.content.schema import json_schema
from itilsim.content.source import parse, read
from itilsim.domain.errors import ContentError, Problem
from itilsim.quiz.authoring import Finding, item_findings
from itilsim.quiz.consistency import BANK_RULES
from itilsim.quiz.questions import Bank
from itilsim.storage.places import Places, content
from tests.content.planted_bank import SOURCES, item, sound_files
from tests.quiz.samples import ORDER
from tests.timing import quickly

HEAD = "schema: itilsim/bank/v1\nitems:\n"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    for name, text in sound_files().items():
        write(tmp_path / name, text)
    return tmp_path


def check(path: Path, kind: str = "bank") -> tuple[Problem, ...]:
    return CHECKERS[kind](read(path))


def test_a_bank_holds_the_items_of_all_its_files_in_the_order_of_their_names(bank: Path) -> None:
    loaded = load_bank(bank)
    assert [one.id for one in loaded.items][::8] == [
        "boat-0",
        "ship-0",
        "ship-8",
        "ship-16",
        "ship-24",
        "negative-0",
    ]
    assert loaded.items[0].key == 1
    assert loaded.sources[0].id == "glossary-2011"


def test_files_of_other_kinds_may_stand_beside_the_questions(bank: Path) -> None:
    write(bank / "blueprint.yaml", "schema: itilsim/blueprint/v1\nanything: 1\n")
    assert len(load_bank(bank).items) == 41


def test_a_folder_without_questions_or_sources_is_no_bank(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_bank(tmp_path / "nowhere")
    assert [one.code for one in caught.value.problems] == ["missing-file", "missing-file"]


def test_all_files_report_even_when_one_is_not_yaml_at_all(bank: Path) -> None:
    write(bank / "2011/broken.yaml", "schema: [\n")
    ships = bank / "2011/ships.yaml"
    write(ships, ships.read_text().replace("bloom: 1", "bloom: 7", 1))
    with pytest.raises(ContentError) as caught:
        load_bank(bank)
    assert {Path(one.file).name for one in caught.value.problems} == {"broken.yaml", "ships.yaml"}


def test_a_misspelt_first_key_is_reported_and_its_questions_are_still_looked_at(bank: Path) -> None:
    ships = bank / "2011/ships.yaml"
    text = ships.read_text().replace("bank/v1", "bnak/v1").replace("bloom: 1", "bloom: 7", 1)
    with pytest.raises(ContentError) as caught:
        load_bank(write(ships, text).parents[1])
    codes = [one.code for one in caught.value.problems]
    assert codes == ["unknown-schema", "wrong-value"]
    assert "bank" in caught.value.problems[0].hint


def test_what_was_loaded_once_comes_from_the_cache_and_is_the_same(
    bank: Path, tmp_path: Path
) -> None:
    cache = ContentCache(tmp_path / "cache")
    first = load_bank(bank, cache)
    assert load_bank(bank, cache) == first
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_cached_bank_needs_neither_yaml_nor_a_validator(tmp_path: Path) -> None:
    questions, cache = content() / "questions", tmp_path / "cache"
    load_bank(questions, ContentCache(cache))
    code = (
        "import sys; from pathlib import Path\n"
        "from itilsim.content.bank import load_bank\n"
        "from itilsim.content.cache import ContentCache\n"
        f"load_bank(Path({str(questions)!r}), ContentCache(Path({str(cache)!r})))\n"
        "assert not {'yaml', 'pydantic'} & set(sys.modules), 'loaded'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "stored", [[], [[], []], [[[1]], [], []], [["x"], [], []], [[None], [None], []]]
)
def test_rows_in_the_cache_that_are_none_are_made_anew(
    bank: Path, tmp_path: Path, stored: list[object]
) -> None:
    cache = ContentCache(tmp_path / "cache")
    first = load_bank(bank, cache)
    (entry,) = (tmp_path / "cache").iterdir()
    cache.put(entry.stem, stored)
    assert load_bank(bank, cache) == first == load_bank(bank, cache)


def test_the_shipped_bank_comes_back_from_its_rows_as_it_was() -> None:
    bank = load_bank(content() / "questions")
    assert bank_of(json.loads(json.dumps(rows_of(bank)))) == bank


def test_a_changed_file_is_loaded_anew(bank: Path, tmp_path: Path) -> None:
    cache = ContentCache(tmp_path / "cache")
    load_bank(bank, cache)
    ships = bank / "2011/ships.yaml"
    write(ships, ships.read_text().replace("What is ship-0?", "What was ship-0?"))
    assert "What was ship-0?" in {one.stem for one in load_bank(bank, cache).items}


def test_an_id_used_in_another_file_is_found_where_it_comes_second(bank: Path) -> None:
    write(bank / "2011/boats.yaml", HEAD + item("ship-3").replace("What is", "Where is"))
    assert check(bank / "2011/boats.yaml") == ()
    (problem,) = check(bank / "2011/ships.yaml")
    assert problem.code == "duplicate-id"
    assert "ship-3" in problem.message


def test_a_neighbour_that_changed_is_looked_at_again(bank: Path) -> None:
    boats = write(bank / "2011/boats.yaml", HEAD + item("ship-3").replace("What is", "Where is"))
    assert len(check(bank / "2011/ships.yaml")) == 1
    write(boats, HEAD + item("boat-3"))
    assert check(bank / "2011/ships.yaml") == ()


def test_a_file_named_from_inside_its_folder_finds_its_neighbours(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ships = bank / "2011/ships.yaml"
    write(ships, ships.read_text().replace("glossary-2011", "glosary-2011", 1))
    monkeypatch.chdir(bank / "2011")
    (problem,) = check(Path("ships.yaml"))
    assert (problem.file, problem.code) == ("ships.yaml", "unknown-source")


def test_shipped_questions_blueprints_and_differences_come_from_the_cache(tmp_path: Path) -> None:
    home = Places(data=tmp_path, cache=tmp_path / "cache")
    cache = ContentCache(home.cache)
    first = shipped_bank(home), load_blueprint("4", cache), load_differences(cache)
    code = (
        "import sys; from pathlib import Path\n"
        "from itilsim.content.bank import load_blueprint, load_differences, shipped_bank\n"
        "from itilsim.content.cache import ContentCache\n"
        "from itilsim.storage.places import Places\n"
        f"home = Places(Path({str(tmp_path)!r}), Path({str(home.cache)!r}))\n"
        "cache = ContentCache(home.cache)\n"
        "shipped_bank(home), load_blueprint('4', cache), load_differences(cache)\n"
        "assert not {'yaml', 'pydantic'} & set(sys.modules), 'loaded'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert first == (shipped_bank(home), load_blueprint("4", cache), load_differences(cache))


def test_a_bank_that_no_longer_fills_its_blueprint_is_told_at_the_cell(bank: Path) -> None:
    plan = bank / "blueprints/plan.yaml"
    assert check(plan, "blueprint") == ()
    write(plan, plan.read_text().replace("papers: 2", "papers: 11"))
    (problem,) = check(plan, "blueprint")
    assert (problem.code, problem.line, problem.column) == ("unfillable", 11, 28)
    assert "need 44" in problem.message


def test_a_blueprint_whose_limits_the_bank_cannot_keep_says_so(bank: Path) -> None:
    files = sorted((bank / "2011").glob("*.yaml"))
    ids = [name for file in files for name in re.findall(r"id: (\S+)", file.read_text())]
    for file in files:  # Everybody is everybody's enemy.
        foes = f"bloom: 1\n    enemies: [{', '.join(ids)}]"
        write(file, file.read_text().replace("bloom: 1", foes))
    (problem,) = check(bank / "blueprints/plan.yaml", "blueprint")
    assert problem.code == "unbalanced-papers"


def test_a_blueprint_that_stands_alone_is_tried_with_the_shipped_questions(tmp_path: Path) -> None:
    text = (content() / "questions/blueprints/5.yaml").read_text(encoding="utf-8")
    alone = write(tmp_path / "deep/er/still/5.yaml", text)
    assert check(alone, "blueprint") == ()
    write(alone, text.replace("papers: 7", "papers: 700"))
    assert {one.code for one in check(alone, "blueprint")} == {"unfillable"}


def test_without_a_table_of_differences_the_shipped_one_holds(bank: Path) -> None:
    (bank / "differences.yaml").unlink()
    boats = bank / "2011/boats.yaml"
    assert [one.code for one in check(boats)] == ["across-difference"]


@pytest.mark.parametrize("kind", ["blueprint", "differences"])
@pytest.mark.parametrize("body", ["", "cells: 1\n", "differences: [1]\n", "edition: {}\n"])
def test_whatever_shape_a_plan_or_a_table_has_it_gets_problems(
    tmp_path: Path, kind: str, body: str
) -> None:
    source = parse(f"schema: itilsim/{kind}/v1\n{body}".encode(), str(tmp_path / "odd.yaml"))
    assert CHECKERS[kind](source)


def test_a_file_that_stands_alone_may_name_the_sources_that_belong_to_the_program(
    tmp_path: Path,
) -> None:
    alone = write(tmp_path / "deep/er/still/alone.yaml", HEAD + item("boat"))
    assert check(alone) == ()
    write(alone, HEAD + item("boat").replace("glossary-2011", "glossary-2012"))
    (problem,) = check(alone)
    assert problem.code == "unknown-source"
    assert "glossary-2011" in problem.hint


def test_what_is_wrong_with_the_bank_as_a_whole_stands_at_the_head_of_its_list_of_sources(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_right(_: Bank) -> Iterator[Finding]:
        yield Finding((), "unbalanced", "Too many keys are first.")

    monkeypatch.setitem(BANK_RULES, never_right, ())
    with pytest.raises(ContentError) as caught:
        load_bank(bank)
    assert caught.value.problems == check_paths([bank])
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(bank / "sources.yaml"), 1)


def test_a_source_with_a_mistake_still_lends_its_id(bank: Path) -> None:
    write(bank / "sources.yaml", SOURCES.replace("confidence: H", "confidence: sure", 1))
    assert check(bank / "2011/ships.yaml") == ()
    (problem,) = check(bank / "sources.yaml", "sources")
    assert problem.code == "wrong-value"


def test_an_unreadable_list_of_sources_makes_no_item_wrong(bank: Path) -> None:
    write(bank / "sources.yaml", "schema: itilsim/sources/v1\nsources: {\n")
    assert check(bank / "2011/ships.yaml") == ()


def test_escapes_and_markup_are_data_and_a_message_is_one_short_line(bank: Path) -> None:
    stage = '"\\e[31m[red]\\u202e\\n' + "x" * 5000 + '"'
    path = write(
        bank / "2011/odd.yaml", HEAD + item("odd").replace("stage: operation", f"stage: {stage}")
    )
    (problem,) = check(path)
    assert problem.code == "unknown-stage"
    assert str(problem).isprintable()
    assert len(str(problem)) < 400 + len(str(path))


@pytest.mark.parametrize(
    "body",
    [
        "items:\n",
        "items: 1\n",
        "items: []\n",
        "items: [1, text, [], null]\n",
        "items:\n  - {id: [1], editions: {}, syllabus: [], options: [1], style: 7, stem: {}}\n",
        "items:\n  - {statements: [[]], steps: [1], pairs: [{left: 1}], editions: [9]}\n",
        "questions: []\n",
    ],
)
def test_whatever_shape_a_file_has_it_gets_problems_and_no_crash(tmp_path: Path, body: str) -> None:
    source = parse(f"schema: itilsim/bank/v1\n{body}".encode(), str(tmp_path / "odd.yaml"))
    problems = CHECKERS["bank"](source)
    assert problems
    assert all(one.line >= 1 for one in problems)


@pytest.mark.parametrize("body", ["sources:\n", "sources: [1]\n", "sources: {id: x}\n", "a: 1\n"])
def test_whatever_shape_a_list_of_sources_has_it_gets_problems(tmp_path: Path, body: str) -> None:
    source = parse(f"schema: itilsim/sources/v1\n{body}".encode(), str(tmp_path / "odd.yaml"))
    assert CHECKERS["sources"](source)


def test_a_huge_file_of_broken_items_is_answered_within_seconds(tmp_path: Path) -> None:
    text = HEAD + "  - {id: 1}\n" * 20_000
    source = parse(text.encode(), str(tmp_path / "huge.yaml"))
    assert quickly(10, lambda: CHECKERS["bank"](source))


@pytest.mark.parametrize("kind", TYPES)
def test_the_published_schema_accepts_what_is_shipped(kind: str) -> None:
    schema = json.loads(json.dumps(json_schema(TYPES[kind], kind)))
    jsonschema.Draft7Validator.check_schema(schema)
    for path in (content() / "questions").rglob("*.yaml"):
        tree = read(path).tree
        assert isinstance(tree, dict)
        if tree["schema"] == f"itilsim/{kind}/v1":
            jsonschema.Draft7Validator(schema).validate(tree)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem_of_that_file(bank: Path) -> None:
    (bank / "2011/ships.yaml").chmod(0)
    with pytest.raises(ContentError) as caught:
        load_bank(bank)
    assert caught.value.problems[0].file.endswith("ships.yaml")


def test_two_own_banks_of_one_name_share_no_answers_and_earlier_ones_stay_found(
    tmp_path: Path,
) -> None:
    places = Places(tmp_path, tmp_path / "cache")
    banks = []
    for where, stem in (("here", "What is a lamp?"), ("there", "What is a pump?")):
        folder = tmp_path / where / "mine"
        write(folder / "sources.yaml", SOURCES)
        one = item("imported-1", stem=stem)
        write(folder / "all.yaml", f"schema: itilsim/bank/v1\nitems:\n{one}")
        banks.append(folder)
    ids = [own_bank(folder, places).items[0].id for folder in banks]
    assert len(set(ids)) == 2
    assert all(each.startswith("mine/imported-1#") for each in ids)
    assert own_bank(banks[0], places, {"mine/imported-1"}).items[0].id == "mine/imported-1"
    both, now = with_earlier_ids(own_bank(banks[0], places))
    assert [each.id for each in both.items] == [ids[0], "mine/imported-1"]
    assert now == {"mine/imported-1": ids[0]}


@pytest.mark.parametrize("count", [4, 80_000])
def test_editions_past_all_there_are_are_one_problem_however_many(bank: Path, count: int) -> None:
    listed = "editions: [" + ", ".join(['"2011"'] * count) + "]"
    path = write(bank / "2011/odd.yaml", HEAD + item("odd").replace('editions: ["2011"]', listed))
    (problem,) = quickly(2.0, lambda: check(path))
    assert problem.code == "wrong-value"
    assert problem.message.endswith("expected at least 1 long and at most 3 long.")


@pytest.mark.parametrize(
    ("field", "short"),
    [
        ("stem", '"What is odd?"'),
        ("text", "a lamp"),
        ("rationale", '"odd, third: mixes up the thing and its owner"'),
    ],
)
def test_a_text_of_a_question_has_a_bound(bank: Path, field: str, short: str) -> None:
    given = f"{field}: {short}"
    text = item("odd").replace(given, f"{field}: {'a' * 5_001}")
    problems = check(write(bank / "2011/odd.yaml", HEAD + text))
    assert any("at most 5000 long" in problem.message for problem in problems)
    text = item("odd").replace(given, f"{field}: {'a' * 5_000}")
    problems = check(write(bank / "2011/odd.yaml", HEAD + text))
    assert not any(
        "at most" in problem.message and "long" in problem.message for problem in problems
    )


def test_a_step_has_the_same_bound_as_any_other_text() -> None:
    steps = ("a", "b", "c" * 5_001)
    assert [one.path for one in item_findings(replace(ORDER, steps=steps))] == [("steps", 2)]
