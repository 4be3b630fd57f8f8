"""Any text under the limits takes linear time: a ratio to plain reading, and to half of itself."""

from __future__ import annotations

import unicodedata
from collections import deque
from pathlib import Path

import pytest
import yaml

from itilsim.content.checks import check_paths
from tests.content.hard_texts import Text, texts
from tests.timing import timed

TEXTS = dict(texts())

EVERYDAY, FULL = 100_000, 990_000
"""Bytes of the smaller text; the larger has twice as many."""

DOUBLED = 2.6
"""Times longer that twice the text may take. Source: linear, with room for a busy machine."""

LEAST = 0.05
"""Seconds below which a time says nothing."""

READING = 120
"""Times longer than plain reading and decoding of its lines a check may take, for each text.
Tuning constant: the slowest of a hundred takes half of it."""

LOOKS_TWICE = 1.5
"""Near the limit of values the parser goes once more over the text, to find the value past it: a
step, and no slope. It costs what the bare parser takes for so many values, give or take a half."""

TRIES = 3


def seconds(path: Path, text: str) -> float:
    """Processor time that check takes for a text, the best of some tries."""
    path.write_text(text, "utf-8", errors="surrogatepass")
    taken = []
    for _ in range(TRIES):
        taken.append(timed(lambda: check_paths([path]))[0])
        if taken[-1] < LEAST:
            break
    return min(taken)


def doubling(path: Path, text: Text, size: int) -> tuple[float, float]:
    """Seconds for a text of a size, and for one of twice that."""
    return seconds(path, text(size)), seconds(path, text(2 * size))


@pytest.mark.parametrize("name", list(TEXTS)[::8])
def test_twice_the_text_takes_about_twice_as_long(name: str, tmp_path: Path) -> None:
    for _ in range(TRIES):  # once more, where a busy machine may have spoilt it
        half, whole = doubling(tmp_path / "x.yaml", TEXTS[name], EVERYDAY)
        if whole < max(LEAST, DOUBLED * half):
            break
    assert whole < max(LEAST, DOUBLED * half)


def test_a_quadratic_reader_would_be_noticed() -> None:
    def wait(count: int) -> float:
        text = "\u0315\u0300" * count
        return timed(lambda: unicodedata.normalize("NFC", text))[0]

    assert wait(16_000) > DOUBLED * wait(8_000)


@pytest.mark.prove
def test_a_hundred_hard_texts_of_two_megabytes_are_read_in_linear_time(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    empty = seconds(path, "schema: itilsim/library/v1\n")
    reading = bare(2 * FULL)
    found = {name: doubling(path, text, FULL) for name, text in TEXTS.items()}
    slowest = max(found, key=lambda name: found[name][1])
    steepest = max(found, key=lambda name: found[name][1] / max(found[name][0], LEAST))
    print(
        f"hard texts: {len(found)} of {2 * FULL / 1e6:.1f} MB, the slowest ({slowest}) takes "
        f"{found[slowest][1] - empty:.2f} s over an empty file, that is "
        f"{found[slowest][1] / reading:.0f} times reading its lines; the steepest ({steepest}) "
        f"{found[steepest][1] / max(found[steepest][0], LEAST):.2f} times its half; "
        f"{sum(whole - empty > 1.5 for _, whole in found.values())} over 1.5 s here and now"
    )
    allowed = LOOKS_TWICE * bare_events()
    steep = [
        n for n, (half, whole) in found.items() if whole - allowed > DOUBLED * max(half, LEAST)
    ]
    slow = [n for n, (_, whole) in found.items() if whole > READING * reading]
    assert (steep, slow) == ([], [])


def bare_events() -> float:
    """Processor time of the bare parser for a text with as many values as are allowed."""
    text = "- a\n" * 399_000
    return timed(lambda: deque(yaml.parse(text, yaml.CSafeLoader), 0))[0]


def bare(size: int) -> float:
    """Processor time of decoding as many bytes and looking at each of their lines' characters."""
    data = b"- a long enough line of plain text\n" * (size // 35)

    def read() -> None:
        sum(map(len, data.decode("utf-8").split("\n")))
        sum(map(str.isprintable, data.decode("utf-8")))

    return min(timed(read)[0] for _ in range(TRIES))
