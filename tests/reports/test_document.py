"""One report, two forms: lines that fit, and Markdown in which data stays data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itilsim.reports.blocks import Entry, Items, Paragraph, Section, Table
from itilsim.reports.markdown import escaped, markdown
from itilsim.reports.text import text

LONG = "The switch in bay three hangs, and forty people cannot print labels for the lorry. " * 3
TITLE = "Your first morning"
SECTIONS = (
    Section(
        "score",
        "Score",
        (
            Table(
                ("what", "points", "why"),
                (("impact", "88", LONG), ("  urgency", "100", "")),
                right=frozenset({1}),
            ),
            Items(("One.", LONG)),
        ),
    ),
    Section(
        "findings",
        "Findings",
        (Entry("INC0010023 at 09:12", (("Best", "It *was* | so."), ("", LONG))), Paragraph(LONG)),
    ),
)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_of_text_is_wider_than_asked(width: int) -> None:
    assert max(map(len, text(TITLE, SECTIONS, width).splitlines())) <= width


def test_numbers_stand_right_and_words_go_on_below_themselves() -> None:
    lines = text(TITLE, SECTIONS).splitlines()
    heads = next(line for line in lines if line.startswith("what"))
    row = next(line for line in lines if line.startswith("impact"))
    assert row.index("88") + 2 == heads.index("points") + len("points")
    below = lines[lines.index(row) + 1]
    assert below.index(below.strip()) == heads.index("why")


def test_what_belongs_to_another_row_stands_indented() -> None:
    assert any(line.startswith("  urgency") for line in text(TITLE, SECTIONS).splitlines())
    assert "| – urgency |" in markdown(TITLE, SECTIONS)


def test_markdown_has_headings_tables_and_lists() -> None:
    lines = markdown(TITLE, SECTIONS).splitlines()
    assert lines[0] == "# Your first morning"
    assert "## Score" in lines
    assert "| --- | --: | --- |" in lines
    assert "- One." in lines
    assert r"- **Best:** It \*was\* \| so." in lines


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "[x](javascript:1)", "# no heading", "a | b", "**bold**", "$x$"],
)
def test_markup_in_data_is_disarmed(words: str) -> None:
    inside = escaped(words)
    for special in "<>[]#|*$":
        assert inside.count(special) == inside.count(f"\\{special}")


@pytest.mark.parametrize("words", ["- a", "+ a", "1. a", "12) a", "=", "---", "==="])
def test_data_begins_no_list_and_underlines_nothing(words: str) -> None:
    assert "\\" in escaped(words)


@given(st.text(max_size=40))
def test_escaped_words_are_one_line(words: str) -> None:
    assert "\n" not in escaped(words)
