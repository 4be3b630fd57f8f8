"""The console of plain mode: complete lines, known words, and an end that is never a crash."""

from __future__ import annotations

import io

import pytest

from itilsim.plain.console import WIDTH, Console, Left, Word

WORDS = (Word("yes", "agree"), Word("go", "go to a number"))


def console(said: str) -> tuple[Console, io.StringIO]:
    heard = io.StringIO()
    return Console(io.StringIO(said), heard), heard


def test_an_answer_is_given_back_word_by_word() -> None:
    here, heard = console("GO 12 now\n")
    assert here.ask("Where", WORDS) == ["go", "12", "now"]
    assert heard.getvalue() == "Where: "


def test_an_unknown_word_is_named_and_asked_again() -> None:
    here, heard = console("perhaps\n\nyes\n")
    assert here.ask("Sure", WORDS) == ["yes"]
    assert heard.getvalue().splitlines() == [
        "Sure: Unknown: perhaps. Type help for help.",
        "Sure: Unknown: an empty line. Type help for help.",
        "Sure: ",
    ]


def test_help_tells_every_word() -> None:
    here, heard = console("help\nyes\n")
    here.ask("Sure", WORDS)
    assert "Help: yes - agree" in heard.getvalue()
    assert "Help: quit - leave; what was answered is kept" in heard.getvalue()


@pytest.mark.parametrize("said", ["quit\n", "", "perhaps\n"])
def test_quit_and_the_end_of_input_leave(said: str) -> None:
    here, _ = console(said)
    with pytest.raises(Left):
        here.ask("Sure", WORDS)


def test_long_lines_are_broken_and_indented() -> None:
    here, heard = console("")
    here.say("word " * 60)
    first, *rest = heard.getvalue().splitlines()
    assert len(first) <= WIDTH
    assert rest
    assert all(line.startswith("  ") and len(line) <= WIDTH for line in rest)
