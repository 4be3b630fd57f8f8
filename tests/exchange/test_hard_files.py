"""Any file of another tool is read in linear time, and refused without a traceback."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest

from itilsim.domain.errors import ContentError
from itilsim.exchange.aiken import read_aiken
from itilsim.exchange.bank_csv import read_csv
from itilsim.exchange.gift import read_gift
from itilsim.exchange.gift_html import plain_text
from itilsim.exchange.losses import Assumed
from itilsim.exchange.losses_reading import Reading
from itilsim.exchange.moodle_xml import read_moodle_xml
from tests.exchange.hard_files import Text, files
from tests.timing import timed

READERS: dict[str, Callable[[bytes, str, Assumed], Reading]] = {
    "gift": read_gift,
    "moodle-xml": read_moodle_xml,
    "aiken": read_aiken,
    "csv": read_csv,
}
FILES = {f"{form}: {name}": (READERS[form], text) for form, name, text in files()}

ONCE_SLOW = (
    "gift: marks in the wrong order in stem",
    "moodle-xml: marks in the wrong order in stem",
    "aiken: marks in the wrong order in option",
    "gift: a long category of many questions",
    "gift: a category of many editions",
    "moodle-xml: one long attribute",
    "csv: many editions",
    "csv: many keys",
)
"""Files that took time by the square of their length, or a hundred times too long."""

EVERYDAY, FULL = 60_000, 990_000
"""Bytes of the smaller file; the larger has twice as many."""

DOUBLED = 2.6
"""Times longer that twice the file may take. Source: linear, with room for a busy machine."""

LEAST = 0.1
"""Seconds below which a time says nothing."""

TRIES = 3


def seconds(read: Callable[[bytes, str, Assumed], Reading], text: str) -> float:
    """Processor time of reading a file, be it refused or not."""
    data = text.encode()

    def attempt() -> None:
        with contextlib.suppress(ContentError):
            read(data, "x", Assumed("4"))

    return timed(attempt)[0]


def steep(name: str, size: int) -> tuple[bool, float]:
    """Whether twice the file takes far more than twice as long, and how long that was."""
    read, text = FILES[name]
    for _ in range(TRIES):  # once more, where a busy machine may have spoilt it
        half, whole = seconds(read, text(size)), seconds(read, text(2 * size))
        if whole < max(LEAST, DOUBLED * half):
            return False, whole
    return True, whole


@pytest.mark.parametrize("name", sorted({*ONCE_SLOW, *list(FILES)[::40]}))
def test_twice_the_file_takes_about_twice_as_long(name: str) -> None:
    assert not steep(name, EVERYDAY)[0]


def test_no_hard_file_ends_in_a_traceback() -> None:
    for read, text in FILES.values():
        with contextlib.suppress(ContentError):
            read(text(3_000).encode(), "x", Assumed("4"))


@pytest.mark.prove
def test_hard_files_of_two_megabytes_are_read_in_linear_time() -> None:
    found = {name: steep(name, FULL) for name in FILES}
    slowest = max(found, key=lambda name: found[name][1])
    over = [name for name, (_, whole) in found.items() if whole > 1.5]
    print(
        f"hard files of other tools: {len(found)} of {2 * FULL / 1e6:.1f} MB, the slowest "
        f"({slowest}) takes {found[slowest][1]:.2f} s; {len(over)} over 1.5 s here and now"
    )
    assert [name for name, (is_steep, _) in found.items() if is_steep] == []


@pytest.mark.parametrize("digits", [8, 11, 4_300, 5_000, 100_000])
@pytest.mark.parametrize("number", ["&#{};", "&#{}", "&#0{};", "&#x{};"])
def test_a_number_past_the_last_character_stands_for_no_character(digits: int, number: str) -> None:
    text, _ = plain_text(f"a{number.format('9' * digits)}b")
    assert text in {"a\ufffdb", "a\U000fffffb"} or digits == 8


def test_a_number_of_a_character_stands_for_it_however_many_zeros_it_has() -> None:
    assert plain_text("&#97;&#x61;&#00097;&#" + "0" * 5_000 + "97;")[0] == "aaaa"


@pytest.mark.parametrize("form", ["gift", "moodle-xml"])
def test_a_huge_number_for_a_character_in_a_file_is_no_traceback(form: str) -> None:
    huge = "&#" + "9" * 5_000 + ";"
    texts: dict[str, Text] = {
        "gift": lambda _: f"::a::[html]a{huge}b {{=a#b ~b#c}}\n".replace("&#", "&\\#"),
        "moodle-xml": lambda _: (
            '<quiz><question type="essay"><questiontext format="html"><text><![CDATA['
            f"a{huge}b]]></text></questiontext></question></quiz>"
        ),
    }
    found = READERS[form](texts[form](0).encode(), "x", Assumed("4"))
    assert {problem.line for problem in found.problems} <= {1}
