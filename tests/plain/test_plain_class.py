"""A class in plain lines: questions, stops and words, as a screen reader or a script meets them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest

from itilsim.classroom.attending import Attending
from itilsim.classroom.hand_in import Beside, kept
from itilsim.classroom.plan import ClassPlan, Handout, Stop, handout_of
from itilsim.content.bank import shipped_bank
from itilsim.domain.errors import TryAgainError
from itilsim.plain.classroom import ClassInLines
from itilsim.plain.console import WIDTH, Console
from itilsim.plain.shift import _spoken
from itilsim.quiz.questions import Item
from itilsim.seat.request import PlayRequest
from itilsim.seat.running import Running, begin, go_on
from itilsim.sim import ENGINE
from itilsim.sim.replay import replay
from itilsim.storage.places import Places, places
from tests.plain.test_plain_shift import SIGNS, Typing
from tests.tui.shifts import SEED, first_shift

STOPS = (
    Stop(10, "Which first?", ("The phone", "The form"), "harbour", 1),
    Stop(25, "One cause?", ("Yes", "No"), "lantern", 1),
)


@pytest.fixture
def own(tmp_path: Path) -> Places:
    return places(tmp_path / "home")


@pytest.fixture
def items(own: Places) -> dict[str, Item]:
    return {each.id: each for each in shipped_bank(own).of_edition("4") if each.in_exams}


def handed(items: dict[str, Item], stops: tuple[Stop, ...] = STOPS) -> Handout:
    before, after, *_ = items
    plan = ClassPlan(
        "A lesson", "first-shift", SEED, "practice", stops=stops, before=(before,), after=(after,)
    )
    return handout_of(plan, first_shift().digest, ENGINE)


def started(own: Places) -> Running:
    return begin(PlayRequest("first-shift", SEED, mode="practice"), first_shift(), own)


def played(
    running: Running | None, attending: Attending, items: dict[str, Item], said: Iterator[str]
) -> tuple[bool, bool, list[str]]:
    """Whether the shift is over, whether all is, and what was heard."""
    heard = io.StringIO()
    lines = ClassInLines(running, attending, Console(Typing(said, heard), heard), items)
    over = lines.run(brief=True)
    return over, over and lines.afterwards(), heard.getvalue().splitlines()


def test_a_class_is_gone_through_by_words_and_each_answer_is_kept(
    own: Places, items: dict[str, Item]
) -> None:
    running, handout = started(own), handed(items)
    attending = Attending(handout, Beside("hand-in", 1, handout.code, ("Ana",)),
                          running.header.id, own)  # fmt: skip

    def typing() -> Iterator[str]:
        yield "a"
        stop = 0
        while not running.session.ended:
            if running.session.halted:
                answers = (("3", "one", "2", "orchard", " Har bour "), ("1", "lantern"))[stop]
                assert running.session.shift.at >= STOPS[stop].minute * 60
                yield from answers
                stop += 1
            elif stop < len(STOPS):
                yield "wait"
            else:
                yield from ("end-shift", "yes")
        yield "b"

    over, all_over, lines = played(running, attending, items, typing())
    running.close()
    assert (over, all_over) == (True, True)
    assert attending.beside.stops == {0: 2, 1: 1}
    assert list(attending.beside.before) == [handout.before[0]]
    assert list(attending.beside.after) == [handout.after[0]]
    assert kept(running.header.id, own) == attending.beside
    assert len(attending.beside.seconds) == len(running.session.shift.journal)
    heard = "\n".join(lines)
    assert f"Class: A lesson, code {handout.code}" in lines
    assert sum("the class stops here" in each for each in lines) == len(STOPS)
    assert "Question: Which first?" in lines
    assert "1: The phone" in lines
    assert heard.count("That is not the word.") == 1
    assert "right answer" not in heard
    assert items[handout.before[0]].options[0].rationale not in " ".join(lines)
    assert not [line for line in lines if len(line) > WIDTH or set(line) & SIGNS]


def test_stops_in_lines_change_no_shift(own: Places, items: dict[str, Item]) -> None:
    logs = []
    for stops in (STOPS, ()):
        running, handout = started(own), handed(items, stops)
        attending = Attending(handout, Beside("hand-in", 1, handout.code, ("Ana",)),
                              running.header.id, own)  # fmt: skip
        session = running.session

        def typing(session: object = session) -> Iterator[str]:
            del session
            yield "a"
            for word in repeat("wait"):
                if running.session.halted:  # noqa: B023 - played before the next one
                    yield from ("1", "harbour" if running.session.shift.at < 1500 else "lantern")  # noqa: B023
                elif running.session.shift.at > 2400:  # noqa: B023
                    yield from ("end-shift", "yes")
                    break
                else:
                    yield word
            yield "quit"

        played(running, attending, items, typing())
        running.close()
        logs.append((tuple(running.session.shift.journal), running.session.shift.at))
    assert logs[0] == logs[1]
    again = replay(first_shift(), SEED, logs[0][0])
    assert again.ended


def test_who_leaves_at_a_stop_comes_back_to_it_and_who_has_answered_goes_on(
    own: Places, items: dict[str, Item]
) -> None:
    running, handout = started(own), handed(items)
    run = running.header.id
    attending = Attending(handout, Beside("hand-in", 1, handout.code, ("Ana",)), run, own)

    def leaving(*at_the_stop: str) -> Iterator[str]:
        while not running.session.halted:
            yield "wait"
        yield from at_the_stop

    over, _, lines = played(running, attending, items, chain(["a"], leaving("quit")))
    running.close()
    assert not over
    assert any("Stop 1 of 2" in each for each in lines)
    assert attending.beside.stops == {}
    running = go_on(PlayRequest(resume=run), own)
    again = kept(run, own)
    assert again is not None
    attending = Attending(handout, again, run, own)
    over, _, lines = played(running, attending, items, leaving("2", "quit"))
    running.close()
    assert not over
    assert any("Stop 1 of 2" in each for each in lines)
    assert not any("before the shift" in each for each in lines), "that was answered"
    assert attending.beside.stops == {0: 2}
    assert attending.halts() == (STOPS[1].minute * 60,)


def test_an_answer_that_cannot_be_kept_is_asked_for_again(
    own: Places, items: dict[str, Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    running, handout = started(own), handed(items)
    attending = Attending(handout, Beside("hand-in", 1, handout.code, ("Ana",)),
                          running.header.id, own)  # fmt: skip
    real, tried = attending.vote, []

    def vote(place: int, option: int) -> None:
        tried.append(option)
        if len(tried) == 1:
            raise TryAgainError("The disk is full.")
        real(place, option)

    monkeypatch.setattr(attending, "vote", vote)

    def typing() -> Iterator[str]:
        yield "a"
        while not running.session.halted:
            yield "wait"
        yield from ("1", "2", "quit")

    _, _, lines = played(running, attending, items, typing())
    running.close()
    assert tried == [1, 2]
    assert any("Not kept: The disk is full." in each for each in lines)
    assert attending.beside.stops == {0: 2}


def test_a_key_that_stands_with_its_title_is_said_as_its_word() -> None:
    assert _spoken("Priya Ansell, 09:01: n (New record) or L (Link)?") == (
        "Priya Ansell, 09:01: log or link?"
    )
    assert _spoken("See table 4 (Board) and P (Nothing)") == "See table 4 (Board) and P (Nothing)"
