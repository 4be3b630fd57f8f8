"""A shift in plain lines, as a script or a screen reader meets it."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from itilsim.domain import commands as c
from itilsim.domain.names import Mode
from itilsim.plain.console import WIDTH, Console
from itilsim.plain.shift import IN_LINES, ShiftInLines
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import Running, opened
from itilsim.sim.replay import replay
from itilsim.storage.places import Places, places

SIGNS = set("▸✓✗▲➤…│─┃━┌└├•")
"""What a voice would have to spell."""


@pytest.fixture
def own(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


class Typing(io.StringIO):
    """Answers line by line, made when they are asked for, and seen as on a terminal."""

    def __init__(self, lines: Iterator[str], heard: io.StringIO) -> None:
        super().__init__()
        self._lines, self._heard = lines, heard

    def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]  # as StringIO
        line = next(self._lines, None)
        self._heard.write("\n")
        return f"{line}\n" if line is not None else ""


def played(own: Places, said: Iterator[str], mode: Mode = "practice") -> tuple[Running, list[str]]:
    heard = io.StringIO()
    running = opened(PlayRequest("first-shift", seed=1, mode=mode), own)
    try:
        ShiftInLines(running, Console(Typing(said, heard), heard)).run(brief=True)
    finally:
        running.close()
    return running, heard.getvalue().splitlines()


def test_a_wish_is_logged_and_worked_on_by_words(own: Places) -> None:
    said = ["look 1", "log", "5", "1", "workplace", "1", "", "quit"]
    running, lines = played(own, iter(said))
    assert "Came in 1: 09:00 form Hettie Marlowe, waits 0m" in lines
    assert "Form: New record · takes 1 min. Type a number, or back to leave it." in lines
    first = running.session.shift.journal[0].command
    assert isinstance(first, c.LogTicket)
    assert first.record == "request"


def test_leaving_a_form_does_nothing(own: Places) -> None:
    running, lines = played(own, iter(["look 1", "log", "back", "quit"]))
    assert any(line.endswith("Left: nothing was done.") for line in lines)
    assert running.session.shift.journal == []


def test_what_cannot_be_done_is_refused_with_its_reason(own: Places) -> None:
    running, lines = played(own, iter(["look 1", "resolve", "take", "quit"]))
    said = "\n".join(lines)
    assert "Not on what is selected." in said
    assert "The phone does not ring." in said
    assert running.session.shift.journal == []


def test_the_tutor_speaks_and_names_words_instead_of_keys(own: Places) -> None:
    running, lines = played(own, iter(["open"] * 5 + ["quit"]), "guided")
    told = " ".join(lines)
    assert "Tutor: Step 1 of" in told
    assert "Type open to watch." in told
    assert "type take." in told
    assert "ress enter" not in told
    assert "press t" not in told
    kinds = [entry.command.kind for entry in running.session.shift.journal]
    assert kinds[0] == "log-ticket"
    assert "take-call" in kinds


def test_the_coach_speaks_after_a_decision(own: Places) -> None:
    _, lines = played(
        own, iter(["look 1", "log", "3", "1", "workplace", "1", "", "quit"]), "coached"
    )
    assert any(line.startswith("Coach: ") for line in lines)


@pytest.mark.parametrize("mode", ["guided", "coached", "practice"])
def test_whatever_is_typed_every_line_can_be_spoken_and_the_shift_replays(
    own: Places, mode: Mode
) -> None:
    chance = random.Random(7)
    others = ("look 1", "look 2", "look 99", "look", "help", "nonsense", "")
    words = [*(each for each in IN_LINES if each != "end-shift"), *others]

    def typing() -> Iterator[str]:
        for _ in range(600):
            some = [chance.choice(words), *("open", "open"), str(chance.randint(0, 9))]
            yield chance.choice([*some, "1", "y"])

    running, lines = played(own, typing(), mode)
    shift = running.session.shift
    assert len(shift.journal) > 5
    assert not [line for line in lines if len(line) > WIDTH or set(line) & SIGNS]
    again = replay(running.setting, shift.seed, shift.journal, mode=mode)
    again.advance(shift.at)
    assert again.digest == shift.digest
