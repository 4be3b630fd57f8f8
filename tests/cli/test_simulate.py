"""`simulate`: the JSON of the contract, the same everywhere, and a log that is its digest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest

from itilsim.cli.values import duration
from tests.cli.conftest import Run

SHARE = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
POINTS = {"type": "number", "minimum": 0, "maximum": 100}
DIGEST = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
WHOLE = {"type": "integer", "minimum": 0}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


COUNTS = ("facts", "alerts", "contacts", "incidents", "requests", "problems", "changes", "commands")
MET = {"response_met": SHARE, "resolution_met": SHARE}
RESULT = _object({
    "schema_version": {"const": 1},
    "scenario": {"const": "first-shift"},
    "scenario_digest": DIGEST,
    "engine": {"type": "integer", "minimum": 1},
    "seed": WHOLE,
    "policy": {"type": "string"},
    "log_digest": DIGEST,
    "simulated_seconds": WHOLE,
    "wall_seconds": {"type": "number", "minimum": 0},
    "score": _object({
        "total": POINTS,
        "triage": POINTS,
        "outcome": POINTS,
        "conduct": POINTS,
        "deductions": {"type": "number", "maximum": 0},
        "criteria": {"type": "object", "additionalProperties": POINTS, "minProperties": 5},
        "standard_error": POINTS,
    }),
    "counts": _object(dict.fromkeys(COUNTS, WHOLE)),
    "sla": _object({
        **MET,
        "by_true_priority": {
            "type": "object",
            "propertyNames": {"pattern": "^[1-5]$"},
            "additionalProperties": _object({**MET, "count": WHOLE}),
        },
    }),
    "lost_user_minutes": WHOLE,
    "cost": WHOLE,
    "satisfaction": SHARE,
})  # fmt: skip
"""The contract's object as a schema."""

TEXTBOOK = ("simulate", "first-shift", "--seed", "7", "--policy", "textbook")
FIRST_COME = ("simulate", "first-shift", "--seed", "7", "--policy", "first_come")


def _same_everywhere(result: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in result.items() if name != "wall_seconds"}


def test_the_json_is_that_of_the_contract(run: Run) -> None:
    ended = run(*TEXTBOOK, "--json")
    assert ended.code == 0
    assert ended.out.count("\n") == 1
    jsonschema.validate(ended.data, RESULT)
    assert [*ended.data] == [*RESULT["properties"]]
    assert [*ended.data["score"]] == [*RESULT["properties"]["score"]["properties"]]
    assert ended.data["simulated_seconds"] == 120 * 60


def test_without_a_score_all_else_is_the_same(run: Run) -> None:
    scored, bare = run(*FIRST_COME, "--json").data, run(*FIRST_COME, "--json", "--no-score").data
    assert bare["score"] is None
    scored["score"] = None
    assert _same_everywhere(bare) == _same_everywhere(scored)


def test_the_log_is_what_the_digest_says_and_has_the_contracts_form(
    run: Run, tmp_path: Path
) -> None:
    log = tmp_path / "log.jsonl"
    result = run(*FIRST_COME, "--log", log, "--json").data
    data = log.read_bytes()
    assert result["log_digest"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    lines = data.decode().split("\n")
    assert lines.pop() == ""
    assert len(lines) == result["counts"]["facts"]
    for line in lines:
        fact = json.loads(line)
        assert [*fact][:2] == ["at", "kind"]
        assert json.dumps(fact, ensure_ascii=False, separators=(",", ":")) == line
    assert [*tmp_path.glob(".itilsim-part-*")] == []


def test_replications_use_the_next_seeds_and_any_number_of_processes(
    run: Run, tmp_path: Path
) -> None:
    words = (*FIRST_COME, "--replications", "4", "--json", "--log", tmp_path / "log.jsonl")
    alone, together = run(*words), run(*words, "--jobs", "2")
    results = [json.loads(line) for line in alone.out.splitlines()]
    assert [one["seed"] for one in results] == [7, 8, 9, 10]
    assert [_same_everywhere(one) for one in results] == [
        _same_everywhere(json.loads(line)) for line in together.out.splitlines()
    ]
    for one in results:
        data = (tmp_path / f"log-{one['seed']}.jsonl").read_bytes()
        assert one["log_digest"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_a_shift_that_is_stopped_early_has_no_score(run: Run) -> None:
    result = run(*FIRST_COME, "--until", "30m", "--json").data
    assert result["simulated_seconds"] == 30 * 60
    assert result["score"] is None
    whole = run(*FIRST_COME, "--json").data
    assert result["counts"]["facts"] < whole["counts"]["facts"]
    assert result["lost_user_minutes"] < whole["lost_user_minutes"]


def test_until_after_the_end_is_the_whole_shift(run: Run) -> None:
    whole, longer = (
        run(*FIRST_COME, "--json").data,
        run(*FIRST_COME, "--until", "2d", "--json").data,
    )
    assert _same_everywhere(whole) == _same_everywhere(longer)


def test_people_get_words(run: Run) -> None:
    ended = run(*TEXTBOOK)
    assert ended.code == 0
    assert "first-shift, seed 7, played by textbook" in ended.out
    assert run(*TEXTBOOK, "--replications", "2").out.count("\n") == 3


def test_a_scenario_may_be_a_path(run: Run, tmp_path: Path) -> None:
    from itilsim.content.lookup import scenario_file

    copied = tmp_path / "mine.yaml"
    copied.write_bytes(scenario_file("first-shift").read_bytes())
    words = ("simulate", copied, "--seed", "7", "--policy", "first_come", "--json")
    assert run(*words).data["log_digest"] == run(*FIRST_COME, "--json").data["log_digest"]


def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    ended = run(*FIRST_COME, "--log", tmp_path / "no" / "log.jsonl")
    assert ended.code == 2
    assert str(tmp_path / "no") in ended.err


def test_content_that_cannot_be_loaded_ends_with_2_and_all_problems(
    run: Run, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("schema: itilsim/scenario/v1\nid: 3\n")
    ended = run("simulate", wrong, "--seed", 1, "--policy", "idle")
    assert ended.code == 2
    assert ended.err.count(str(wrong)) > 3


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("45s", 45), ("90m", 5400), ("1h30m", 5400), ("1h 30min", 5400), ("2d", 172_800),
     ("1w", 604_800), ("PT1H30M", 5400), ("P1DT1S", 86_401)],
)  # fmt: skip
def test_durations_are_read_as_people_write_them(text: str, seconds: int) -> None:
    command = click.Command("x")
    assert duration(click.Context(command), click.Option(["--until"]), text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "1y", "-5m", "1.5h", "m", "9" * 40 + "w", "٣m"])
def test_what_is_no_duration_is_refused_with_an_example(text: str) -> None:
    command = click.Command("x")
    with pytest.raises(click.BadParameter, match="90m"):
        duration(click.Context(command), click.Option(["--until"]), text)
