"""What is pasted is text, never a key, whatever characters it holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

from itilsim.tui.pasting import PasteParser
from tests.tui.terminals import small_app
from tests.tui.views import NEWCOMER, home_app

BEGIN, END = "\x1b[200~", "\x1b[201~"
HOSTILE = {
    "two escapes": "\x1b\x1bq",
    "an escape and a key": "\x1bq",
    "a long sequence": "\x1b[" + "9" * 40 + "q",
    "an arrow": "\x1b[Bq",
    "another paste": f"{BEGIN}q",
    "control characters": "\x03\x11q\x9b1~",
    "half a mark": "\x1b[201q",
}


def parsed(parser: XTermParser, *pieces: str) -> list[tuple[str, str]]:
    """What comes of characters: the keys and pastes, by name and text."""

    def told() -> Iterator[tuple[str, str]]:
        for piece in pieces:
            for message in parser.feed(piece):
                if isinstance(message, events.Key):
                    yield "key", message.key
                elif isinstance(message, events.Paste):
                    yield "paste", message.text

    return [*told()]


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_a_paste_is_a_key(name: str) -> None:
    ours = parsed(PasteParser(), f"a{BEGIN}x{HOSTILE[name]}y{END}b")
    assert [kind for kind, _ in ours] == ["key", "paste", "key"]
    assert ours[0] == ("key", "a")
    assert ours[2] == ("key", "b")
    text = ours[1][1]
    assert text.startswith("x")
    assert text.endswith("y")
    assert text.isprintable()


def test_textual_alone_would_make_keys_of_it() -> None:
    told = parsed(XTermParser(), f"{BEGIN}x{HOSTILE['two escapes']}y{END}")
    assert "key" in {kind for kind, _ in told}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_paste_that_comes_in_pieces_is_the_same(name: str) -> None:
    whole = f"a{BEGIN}x{HOSTILE[name]}y{END}b{BEGIN}z{END}"
    assert parsed(PasteParser(), *whole) == parsed(PasteParser(), whole)


def test_lines_stay_lines() -> None:
    assert parsed(PasteParser(), f"{BEGIN}one\r\ntwo{END}") == [("paste", "one\ntwo")]


async def test_the_app_lets_the_driver_use_it() -> None:
    home_app(NEWCOMER).get_driver_class()
    assert vars(linux_driver)["XTermParser"] is PasteParser


def test_a_paste_full_of_escapes_does_not_leave_home() -> None:
    with small_app("home") as terminal:
        terminal.press(f"{BEGIN}\x1b\x1bq\x1b\x1b{END}")
        terminal.wait_quiet()
        assert terminal.process.poll() is None
        terminal.press("q")
        assert terminal.exit_code() == 0
