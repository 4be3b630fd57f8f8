"""Who does early what a later step asks for is let do it, or told what waits; numbers only rise."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from itilsim.coaching.guided import Guide
from itilsim.domain import commands as c
from itilsim.domain.due import Due, due
from itilsim.domain.names import TRAINEE, AlertId, ContactId
from itilsim.sim.replay import replay
from tests.coaching.bots import Guided, follow, read, spoil_each_first
from tests.played import first_shift, judged

MOST = 400


def early_move(guided: Guided) -> Due | None:
    """A move of a step that is not open yet, and which the tutor lets pass."""
    desk, guide = guided.shift.desk, guided.guide
    due_now = {each.subject for each in guide.due()}
    waiting = [str(each) for each in desk.inbox if str(each) not in due_now]
    for subject in sorted(waiting, key=lambda each: ContactId(each) in desk.contacts):
        move = due(desk, subject)
        if move is None or move.subject != subject:
            continue
        if guide.too_early(move.kind, move.subject) is None:
            return move
    return None


@cache
def eager(seed: int) -> tuple[Guided, tuple[tuple[str, str], ...], tuple[int, ...]]:
    """A lesson in which all that may be done early is, with what that was, and step numbers."""
    guided, early, numbers = Guided(seed), list[tuple[str, str]](), list[int]()
    for _ in range(MOST):
        numbers.append(guided.guide.place()[0])
        move = early_move(guided)
        if move is not None:
            person = guided.shift.desk.contacts.get(ContactId(move.subject))
            early.append((move.kind, person.person if person is not None else move.subject))
            assert guided.decide(read(guided.shift.desk, move)) is None
            assert guided.guide.due()
            continue
        guided.see()
        if guided.guide.finished() or guided.shift.ended:
            break
        found, asked = guided.guide.due(), guided.guide.asked()
        if asked is not None:
            guided.answer(asked, found[0].subject, spoil=False)
        elif found:
            assert guided.decide(read(guided.shift.desk, found[0])) is None
        else:
            guided.shift.advance_to_change(guided.guide.wait_until())
    return guided, tuple(early), tuple(numbers)


@pytest.mark.parametrize("seed", range(1, 9))
def test_who_does_things_early_still_comes_to_the_end_with_all_right(seed: int) -> None:
    guided, early, _ = eager(seed)
    assert guided.guide.finished()
    assert len(early) >= 2
    guided.shift.finish()
    assert judged(guided.facts).card.triage == 10_000


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_phone_may_be_answered_whatever_else_is_due(seed: int) -> None:
    guided, looked, submit = Guided(seed), Counter[bool](), Guided.submit

    def looking(command: c.Command) -> None:
        desk, guide = guided.shift.desk, guided.guide
        if TRAINEE not in desk.live:
            for each in desk.contacts.values():
                if each.rings:
                    assert guide.too_early("take-call", each.id) is None
                    assert guide.check(c.TakeCall(each.id)) is None
                    looked[guide.move is not None and guide.move.subject != each.id] += 1
        submit(guided, command)

    guided.submit = looking  # type: ignore[method-assign]  # watched on the way
    guided.play(follow)
    assert looked[True] >= 2


def test_a_call_is_taken_while_alerts_wait() -> None:
    """What a newcomer stumbled over: the phone was praised, and then refused."""
    guided = Guided()
    for _ in range(MOST):
        guided.see()
        desk = guided.shift.desk
        rings = next((e.id for e in desk.contacts.values() if e.rings), None)
        move = guided.guide.move
        if rings is not None and move is not None and AlertId(move.subject) in desk.alerts:
            break
        asked = guided.guide.asked()
        if asked is not None and move is not None:
            guided.answer(asked, move.subject, spoil=False)
        elif move is not None:
            guided.decide(read(desk, move))
        else:
            guided.shift.advance(desk.at + 60)
    else:
        pytest.fail("nobody rang while alerts waited")
    assert guided.decide(c.TakeCall(rings)) is None
    assert guided.shift.desk.live[TRAINEE] == rings
    assert guided.guide.move is not None
    assert guided.guide.move.subject == rings


def test_what_has_to_wait_is_told_why() -> None:
    guided = Guided()
    guided.shift.advance_to_change(1)
    mouse = next(e.id for e in guided.shift.desk.contacts.values() if e.person == "hettie")
    rejection = guided.guide.check(c.LogTicket(mouse, "request"))
    assert rejection is not None
    assert rejection.record == ()
    assert "Hettie Marlowe waits, and may: watch this one first." in rejection.sentence
    note = guided.guide.check(c.WriteHandover(()))
    assert note is not None
    assert "The note comes last" in note.sentence


@pytest.mark.parametrize("seed", range(1, 9))
def test_the_number_of_the_step_starts_at_one_and_never_falls(seed: int) -> None:
    early = eager(seed)[2]
    for numbers in (early, numbers_of(seed, wrong=False), numbers_of(seed, wrong=True)):
        assert numbers[0] == 1
        assert list(numbers) == sorted(numbers)
        assert numbers[-1] == len(first_shift().scenario.guided)
    assert len(set(numbers_of(seed, wrong=False))) >= 10


def test_the_number_is_the_same_where_a_lesson_is_resumed() -> None:
    guided = eager(1)[0]
    journal = tuple(guided.shift.journal)
    last = 0
    for length in range(0, len(journal), 7):
        guide = Guide(replay(first_shift(), 1, journal[:length], mode="guided"))
        assert guide.place()[0] >= last
        last = guide.place()[0]


def numbers_of(seed: int, *, wrong: bool) -> tuple[int, ...]:
    guided, numbers = Guided(seed), list[int]()
    seen = guided.see

    def see() -> None:
        numbers.append(guided.guide.place()[0])
        seen()
        numbers.append(guided.guide.place()[0])

    guided.see = see  # type: ignore[method-assign]  # watched on the way
    guided.play(spoil_each_first if wrong else follow)
    return tuple(numbers)
