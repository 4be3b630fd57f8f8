"""Guarded YAML: what is read, what is refused, and how fast."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from itilsim.content.source import MAX_BYTES, Source, parse, read
from itilsim.domain.errors import ContentError, Problem
from tests.timing import quickly

FULL = 1_990_000
"""Nearly the largest file."""


def of(text: str) -> Source:
    return parse(text.encode(), "file.yaml")


def problems(data: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        parse(data if isinstance(data, bytes) else data.encode(), "file.yaml")
    return caught.value.problems


HOSTILE: dict[str, tuple[str | bytes, str, int, int]] = {
    "flow lists without end": ("[" * FULL, "too-deep", 1, 41),
    "flow lists over lines": ("[\n" * (FULL // 2), "too-deep", 41, 1),
    "flow mappings without end": ("{a: " * (FULL // 4), "too-deep", 1, 161),
    "block lists without end": ("- " * (FULL // 2), "too-deep", 1, 81),
    "block mappings without end": (
        "\n".join(" " * n + "a:" for n in range(1900)),
        "too-deep",
        41,
        41,
    ),
    "too many entries": ("- a\n" * 400_001, "too-many-nodes", 400_000, 3),
    "too many empty entries": ("-\n" * (FULL // 2), "too-many-nodes", 400_000, 2),
    "too many entries in one line": ("[" + "a," * 800_000 + "]", "too-many-nodes", 1, 800_000),
    "a million keys": ("".join(f"{n:x}:\n" for n in range(280_000)), "too-many-nodes", 200_000, 7),
    "too many pairs": ("[" + "a: b," * 300_000 + "]", "too-many-nodes", 1, 666_667),
    "merge bomb": (
        "a0: &a0 {x: 1}\n"
        + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 24)),
        "anchor",
        1,
        5,
    ),
    "laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchor", 1, 4),
    "a list in itself": ("a: &a [*a]", "anchor", 1, 4),
    "many anchors": ("".join(f"- &a{n} x\n" for n in range(150_000)), "anchor", 1, 3),
    "many aliases": ("- *a\n" * (FULL // 5), "alias", 1, 3),
    "many tags": ("- !!str a\n" * (FULL // 10), "tag", 1, 3),
    "a tag that runs code": ("a: !!python/object/apply:os.system [ls]", "tag", 1, 4),
    "quadratic directives": (
        "".join(f"%TAG !a{n}! t:\n" for n in range(100_000)) + "--- a\n",
        "directive",
        1,
        1,
    ),
    "directives of a second document": ("a: 1\n...\n" + "%TAG ! t:\n" * 1000, "directive", 3, 1),
    "a merge key": ("a:\n  <<: {b: 1}\n", "merge-key", 2, 3),
    "many duplicate keys": ("a: 1\n" * 60_000, "duplicate-key", 2, 1),
    "a second document": ("a: 1\n---\nb: 2\n", "second-document", 2, 1),
    "many documents": ("---\n" * (FULL // 4), "second-document", 2, 1),
    "NUL": ("a: 1\nb: \0\n", "bad-character", 2, 4),
    "raw escape": ("a: \x1b[31m\n", "bad-character", 1, 4),
    "Latin-1": ("a: 1\nname: Zoë\n".encode("latin-1"), "not-utf8", 2, 9),
    "UTF-16": ("a: 1".encode("utf-16"), "not-utf8", 1, 1),
    "a surrogate in UTF-8": (b"a: \xed\xa0\x80", "not-utf8", 1, 4),
    "an endless quote": ('a: "' + "\n" * FULL, "not-yaml", 1, 4),
    "an endless key": ("x" * FULL + ": 1", "not-yaml", 1, FULL + 1),
    "a list as key": ("[a]: b", "bad-key", 1, 1),
    "no key": ('"": b', "bad-key", 1, 1),
    "a tab for indentation": ("a:\n\tb: 1", "not-yaml", 2, 1),
}
"""Name: content, code and place of the first problem."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_its_place_within_half_a_second(name: str) -> None:
    data, code, line, column = HOSTILE[name]
    encoded = data if isinstance(data, bytes) else data.encode()
    found = quickly(0.5, lambda: problems(encoded))
    assert (found[0].code, found[0].line, found[0].column) == (code, line, column)
    assert found[0].file == "file.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x" * FULL,
        'a: "' + ", " * (FULL // 2 - 10) + '"',
        'a: "' + "\\e" * (FULL // 2) + '"',
        "a: 0x" + "1" * 1_000_000,
        "a: " + "9" * 1_000_000,
        "a: " + "1:" * 20_000 + "1",
        "a: " + "\u0315\u0300" * 480_000,
        "#\n" * (FULL // 2),
        "\n" * FULL,
        "a: |\n" + " x\n" * (FULL // 3),
    ],
    ids=[
        "line",
        "commas",
        "escapes",
        "0x",
        "digits",
        "sexagesimal",
        "marks",
        "comments",
        "empty",
        "block",
    ],
)
def test_what_is_only_long_is_read_within_half_a_second(text: str) -> None:
    quickly(0.5, lambda: of(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("0", 0),
        ("1.10", 1.1),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("123456789012345678", 123456789012345678),
        ("1234567890123456789", "1234567890123456789"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("010", "010"),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2026-01-01", "2026-01-01"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("=", "="),
        ('"12"', "12"),
        ("'true'", "true"),
        ("1.2.3", "1.2.3"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says_or_stays_text(text: str, value: object) -> None:
    tree = of(f"a: {text}\n").tree
    assert tree == {"a": value}
    assert type(tree["a"]) is type(value)


def test_keys_are_always_text() -> None:
    assert of("1: a\ntrue: b\n~: c\n").tree == {"1": "a", "true": "b", "~": "c"}


def test_escapes_in_quotes_do_not_reach_the_tree() -> None:
    tree = of('a: "\\e[31m\\x07\\u202ered\\u200b"\n"k\\x1bey": 1\n').tree
    assert tree == {"a": "[31mred", "key": 1}


def test_keys_that_are_equal_once_cleaned_are_duplicates() -> None:
    assert problems('key: 1\n"k\\x1bey": 2\n')[0].code == "duplicate-key"


def test_a_duplicate_names_both_lines() -> None:
    [found] = problems("a:\n  b: 1\n  c: 2\n  b: 3\n")
    assert (found.line, found.column) == (4, 3)
    assert "line 2" in found.message


def test_problems_of_the_guard_are_told_together() -> None:
    found = problems("a: &x 1\nb: *x\nc: !t 2\na: 3\n")
    assert [one.code for one in found] == ["anchor", "alias", "tag", "duplicate-key"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b: c\n", 1, 5),
        ('a: 1\nb: "open\nc: 2\n', 2, 4),
        ("a: [1, 2\nb: 3\n", 1, 4),
        ("a: 1\nb\nc: 2\n", 2, 1),
        ("a:\n  b: 1\n c: 2\n", 3, 2),
        ('a: "\\q"\n', 1, 5),
        ("a: @x\n", 1, 4),
        ('a: "\\ud800"\n', 1, 7),
    ],
)
def test_broken_syntax_is_told_in_its_place_in_plain_words(
    text: str, line: int, column: int
) -> None:
    found = problems(text)[0]
    assert (found.code, found.line, found.column) == ("not-yaml", line, column)
    assert found.message.endswith(".")
    assert "<unicode string>" not in found.message


def test_a_byte_order_mark_is_allowed_and_an_empty_file_is_empty() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\n", "file.yaml").tree == {"a": 1}
    assert of("").tree is None
    assert of("%YAML 1.2\n---\na: 1\n").tree == {"a": 1}


def test_forty_levels_are_allowed() -> None:
    assert of("[" * 40 + "]" * 40).tree is not None


def test_four_hundred_thousand_values_are_allowed() -> None:
    tree = of("- a\n" * 399_999).tree
    assert isinstance(tree, list)
    assert len(tree) == 399_999


def test_positions_are_of_keys_and_values() -> None:
    source = of("a: 1\nlist:\n  - x: {y: 2}\n    z: 3\n")
    assert source.position(()) == (1, 1)
    assert source.position(("a",)) == (1, 4)
    assert source.position(("a",), key=True) == (1, 1)
    assert source.position(("list", 0)) == (3, 5)
    assert source.position(("list", 0, "x", "y")) == (3, 12)
    assert source.position(("list", 0, "x", "y"), key=True) == (3, 9)
    assert source.position(("list", 0, "z"), key=True) == (4, 5)


def test_a_position_that_leads_nowhere_is_the_nearest_parents() -> None:
    source = of("a:\n  b: 1\n")
    assert source.position(("a", "missing", 3)) == (2, 3)
    assert source.position(("missing",), key=True) == (1, 1)


def test_a_file_that_is_too_large_or_not_there_is_told(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ContentError) as caught:
        read(large)
    assert caught.value.problems[0].code == "too-large"
    for path in (tmp_path / "missing.yaml", tmp_path, Path("/dev/zero"), Path("a\0b")):
        with pytest.raises(ContentError) as caught:
            read(path)
        assert caught.value.problems[0].code == "unreadable"


def test_without_the_c_parser_it_is_slower_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    with pytest.warns(RuntimeWarning, match="C parser"):
        assert of("a: [1, {b: c}]\n").tree == {"a": [1, {"b": "c"}]}
    with pytest.warns(RuntimeWarning, match="C parser"):
        assert problems("a: 1\na: 2\n")[0].code == "duplicate-key"


MEASURE = """
import resource, sys
from pathlib import Path
from itilsim.content.checks import check_paths
check_paths([Path(sys.argv[1])])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
"""Prints the largest memory of a process that checks a file, in kilobytes."""


def test_no_hostile_file_takes_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "file.yaml"

    def memory(data: str | bytes) -> int:
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
        )
        return int(done.stdout)

    base = memory("schema: itilsim/library/v1\n")
    for name in ("flow lists without end", "too many pairs", "a million keys", "many anchors"):
        assert memory(HOSTILE[name][0]) - base < 200_000, name
