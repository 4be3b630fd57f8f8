"""The tutor at the seat: whoever is stuck is offered help once, and only what is taken counts."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

import pytest

from itilsim.coaching.guided import STANDS_ALONE, Guide
from itilsim.domain import commands as c
from itilsim.domain.due import keeps_promise
from itilsim.domain.names import TRAINEE, ContactId, TicketId
from itilsim.domain.telling import has_news, nearly_promised
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.draft import Field, FormView
from itilsim.seat.names import Called
from itilsim.seat.offered import phone
from itilsim.seat.tutor import EARLY, NOT_YET, STUCK, Guiding
from tests.coaching.bots import read
from tests.tui.shifts import SEED, Hands, play_until, session

MOST = 400
WIDTH, LINES = 77, 5
"""Cells of a line of the tutor in a narrow terminal, and lines that it may take: two fewer than the
stylesheet gives it, for the offer of help below."""


def sat_down() -> tuple[Guiding, Hands]:
    hands = Hands()
    running = session("guided", timers=hands.timers())
    return Guiding(Guide(running.shift), running, Called(running.desk, {}, SEED)), hands


def go_on(guiding: Guiding) -> None:
    """One step of the lesson, rightly."""
    guide, running = guiding.guide, guiding._session
    asked = guide.asked()
    if guide.may_wait():
        running.wait(guiding.wait_until())
    elif guide.own_move() is not None:
        guiding.show()
    elif asked is not None:
        running.submit(c.AnswerTutor(guide.due()[0].subject, asked.id, asked.answer))
    else:
        command = guiding.completed(read(running.desk, guide.due()[0]))
        assert not guiding.rejection(command)
        running.submit(command)


def until(guiding: Guiding, kind: str, *, silent: bool = False) -> None:
    """To where a kind of command is due that is the trainee's."""
    guide = guiding.guide
    for _ in range(MOST):
        own = guide.own_move() is None and guide.asked() is None
        fits = guide.move is not None and guide.move.kind == kind
        if own and fits and (not silent or not guide.names_the_key()):
            return
        go_on(guiding)
    raise AssertionError(kind)


def through(guiding: Guiding) -> Iterator[None]:
    """Stop before each step of the whole lesson, and after the last."""
    for _ in range(MOST):
        yield
        if guiding.guide.finished():
            return
        go_on(guiding)
    raise AssertionError("The lesson did not end.")


def test_nothing_is_offered_before_forty_seconds_and_once_after_them() -> None:
    guiding, hands = sat_down()
    until(guiding, "log-ticket")
    guiding.beat()
    hands.move(STUCK - 1)
    assert not guiding.beat()
    assert guiding.nudge == ""
    hands.move(1)
    assert guiding.beat()
    assert "x tells where to look" in guiding.nudge
    hands.move(10 * STUCK)
    assert not guiding.beat()


def test_what_is_offered_counts_only_when_it_is_taken() -> None:
    guiding, hands = sat_down()
    until(guiding, "log-ticket")
    before = len(guiding.guide._shift.journal)
    guiding.beat()
    hands.move(STUCK)
    assert guiding.beat()
    assert len(guiding.guide._shift.journal) == before
    guiding.ask()
    assert guiding.nudge == ""
    assert isinstance(guiding.guide._shift.journal[-1].command, c.AskHint)
    guiding.beat()
    hands.move(STUCK)
    assert guiding.beat()
    assert "x tells the rule" in guiding.nudge


def test_a_step_forward_or_something_to_read_begins_the_time_anew() -> None:
    guiding, hands = sat_down()
    until(guiding, "log-ticket")
    guiding.beat()
    hands.move(STUCK - 1)
    guiding.beat(busy=True)
    hands.move(STUCK - 1)
    assert not guiding.beat()
    go_on(guiding)
    hands.move(2)
    assert not guiding.beat()


def test_while_the_phone_rings_it_is_said_why_something_else_comes_first() -> None:
    guiding, _ = sat_down()
    said = set[str]()
    for _ in range(MOST):
        if guiding.guide.finished():
            break
        ringing, due = phone(guiding._session.desk), guiding.guide.due()
        words = guiding.words()
        first = [each.subject == ringing for each in due[:1]]
        idle = guiding._session.desk.live.get(TRAINEE) is None
        ours = guiding.guide.own_move() is None and guiding.guide.asked() is None
        if ringing and idle and ours and first == [False]:
            pressing = any(each.subject == ringing for each in due)
            said.add("this one is more pressing" if pressing else "t takes it now")
            assert "phone ring" in words
        else:
            assert "phone ring" not in words
        go_on(guiding)
    assert said == {"this one is more pressing", "t takes it now"}


def test_where_the_tutor_is_silent_the_key_is_offered_and_never_the_answer() -> None:
    guiding, hands = sat_down()
    until(guiding, "log-ticket", silent=True)
    assert "press n" not in guiding.words()
    guiding.beat()
    hands.move(STUCK)
    assert guiding.beat()
    assert "press n (New record)" in guiding.nudge
    assert "request" not in guiding.nudge.lower()


def test_what_was_done_early_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    guiding, _ = sat_down()
    guiding.show()
    desk = guiding._session.desk
    for _ in range(MOST):
        rings = next((e.id for e in desk.contacts.values() if e.rings), None)
        move = guiding.guide.move
        if rings is not None and move is not None and move.subject != rings:
            break
        go_on(guiding)
    call = c.TakeCall(ContactId(rings or ""))
    assert guiding.rejection(call) == ""
    guiding._session.submit(guiding.completed(call))
    assert EARLY in guiding.words()
    assert desk.live[TRAINEE] == rings
    # Whoever has taken a call looks at the caller, even if only something else is due.
    others = tuple(each for each in guiding.guide.due() if each.subject != rings)
    assert others
    monkeypatch.setattr(guiding.guide, "due", lambda: others)
    assert guiding.subject(str(rings)) == rings


def test_all_that_the_tutor_says_fits_into_its_lines() -> None:
    guiding, _ = sat_down()
    for _ in range(MOST):
        said = guiding.words().splitlines()
        assert sum(len(wrap(line, WIDTH)) for line in said) <= LINES, said
        if guiding.guide.finished():
            return
        go_on(guiding)
    raise AssertionError("it never ends")


def test_a_right_answer_is_called_right_with_its_reason_and_only_then() -> None:
    guiding, _ = sat_down()
    seen = set[str]()
    for _ in range(MOST):
        asked, subject = guiding.guide.asked(), guiding.subject("")
        assert asked is None or asked.line not in guiding.words()
        if asked is not None and asked.id not in seen:
            wrong = c.AnswerTutor(subject, asked.id, (asked.answer + 1) % len(asked.options))
            guiding.rejection(wrong)
            assert "Right." not in guiding.words()
        if guiding.guide.finished():
            break
        decided = bool(guiding.guide.to_decide()[1])
        go_on(guiding)
        # Of the trainee's own decisions only the right ones are taken, and it is said so, too.
        assert (asked is not None or decided) == ("✓ Right." in guiding.words())
        if asked is not None:
            assert guiding.words().startswith(f"✓ Right. {asked.line}")
            seen.add(asked.id)
    assert len(seen) == 5


def test_what_is_to_be_done_is_asked_only_where_enter_does_not_do_it() -> None:
    guiding, _ = sat_down()
    seen = set[bool]()
    for _ in range(MOST):
        words = guiding.words()
        if "Your turn: " in words:
            seen.add(guiding.offer()[0] == "")
            assert ("What is to be done?" in words) == (guiding.offer()[0] == "")
        if guiding.guide.finished():
            break
        go_on(guiding)
    assert False in seen


def test_enter_goes_to_whom_the_tutor_names_even_where_the_deed_is_to_be_decided() -> None:
    guiding, _ = sat_down()
    for _ in range(MOST):
        due = guiding.guide.due()
        if due and not guiding.guide.may_wait() and guiding.offer()[0] == "":
            break
        go_on(guiding)
    assert guiding.offer() == ("", guiding.guide.due()[0].subject)


def test_what_the_tutor_did_stands_under_its_own_name() -> None:
    """Nobody is surprised by an action in their name."""
    chronicle, hands = Chronicle(), Hands()
    running = session("guided", timers=hands.timers(), sink=chronicle.take)
    called = Called(running.desk, {}, SEED)
    guiding = Guiding(Guide(running.shift), running, called)
    chronicle.tutors = guiding.guide.past.tutors
    until(guiding, "close-ticket")
    go_on(guiding)
    who: dict[str, set[str]] = {"Tutor": set(), "You": set()}
    for each in running.desk.contacts:
        for line in chronicle.about((each,), running.desk, called, running.shift.journal):
            if line.who in who:
                who[line.who].add(line.words.partition(" ")[0])
    assert who["Tutor"] >= {"logged", "sent", "set", "resolved", "closed"}
    assert who["You"] >= {"took", "logged", "started", "closed"}


def test_without_a_tutor_all_that_the_trainee_did_is_the_trainees() -> None:
    chronicle = Chronicle()
    running = session("practice", sink=chronicle.take)
    play_until(running, 1200)
    called = Called(running.desk, {}, SEED)
    lines = [
        line
        for each in running.desk.contacts
        for line in chronicle.about((each,), running.desk, called, running.shift.journal)
    ]
    assert any(line.who == "You" for line in lines)
    assert not any(line.who == "Tutor" for line in lines)


def test_a_reason_beside_what_the_tutor_filled_in_does_not_name_it_again() -> None:
    guiding, _ = sat_down()
    names = ("record", "category", "service", "component")
    reasons = set()
    for _ in range(MOST):
        if guiding.guide.finished():
            break
        for due in guiding.guide.due():
            asked = tuple(Field(name, name) for name in names)
            bare = FormView("A form", dict, asked, kind=due.kind, subject=due.subject)  # type: ignore[arg-type]  # nothing is built here
            for each in guiding.form(bare).fields:
                assert not each.locked or f" {each.locked}" not in each.why
                reasons.add(each.why)
        go_on(guiding)
    assert "The caller names it." in reasons


def test_nothing_is_called_early_before_anything_was_done() -> None:
    guiding, _ = sat_down()
    assert not guiding._session.shift.journal
    assert EARLY not in guiding.words()


def test_a_key_that_the_tutor_names_acts_where_he_names_it() -> None:
    guiding, _ = sat_down()
    until(guiding, "log-ticket")
    guide = guiding.guide
    assert guide.names_the_key()
    named = guide.due()[0].subject
    other = next(str(each) for each in guiding._session.desk.contacts if str(each) != named)
    assert guiding.where("log_ticket", other) == named
    assert guiding.where("log_ticket", named) == named
    assert guiding.where("update_caller", other) == other


def test_where_somebody_holds_the_line_meanwhile_is_said() -> None:
    guiding, _ = sat_down()
    guide, desk = guiding.guide, guiding._session.desk
    for _ in range(MOST):
        rings = next((each for each in desk.contacts.values() if each.rings), None)
        if guide.place()[0] >= 6 and rings and guide.asked() is None and TRAINEE not in desk.live:
            break
        go_on(guiding)
    assert rings is not None
    guiding._session.submit(c.TakeCall(rings.id))
    assert guide.due()[0].subject != rings.id
    assert f"{guiding._called.person(rings.person)} holds the line meanwhile." in guiding.words()
    waits = guide.too_early("log-ticket", str(rings.id))
    assert waits is not None
    assert "holds the line: what came in before needs its record first." in waits.sentence


def test_a_promise_that_is_nearly_due_comes_before_another_matter() -> None:
    guiding, _ = sat_down()
    guide, desk, met = guiding.guide, guiding._session.desk, 0
    for _ in through(guiding):
        near = {
            each.subject
            for each in guide.due()
            if each.kind == "update-caller"
            and nearly_promised(desk, desk.tickets[TicketId(each.subject)])
        }
        if near and len(guide.due()) > 1:
            assert guide.due()[0].subject in near
            met += 1
    assert met


def test_what_stands_alone_is_not_linked_and_it_is_said_why() -> None:
    guiding, _ = sat_down()
    until(guiding, "log-ticket")
    refused = guiding.guide.too_early("link-ticket", guiding.guide.due()[0].subject)
    assert refused is not None
    assert refused.sentence == STANDS_ALONE


def test_the_lesson_ends_when_every_promise_is_kept() -> None:
    """Two walkers left on the tutor's word, and the debrief blamed them for what was promised."""
    guiding, _ = sat_down()
    desk, said = guiding._session.desk, ""
    for _ in through(guiding):
        said = guiding.words() if "A promise is left" in guiding.words() else said
    assert "hears from you by" in said
    promised = (desk.tickets[each].promised_at for each in desk.open)
    assert all(at is None or at > desk.setting.horizon for at in promised)
    assert desk.at < desk.setting.horizon


def test_a_no_to_whether_it_works_is_explained() -> None:
    guiding, _ = sat_down()
    said = 0
    for _ in through(guiding):
        journal = guiding._session.shift.journal
        last = journal[-1].command if journal else None
        if isinstance(last, c.ConfirmRestoration):
            works = guiding._session.desk.tickets[last.ticket].confirmed
            assert (NOT_YET in guiding.words()) == (works is False)
            said += works is False
    assert said


def test_news_of_a_team_is_the_reason_for_a_word_before_it_was_promised() -> None:
    guiding, _ = sat_down()
    guide, desk, said = guiding.guide, guiding._session.desk, 0
    for _ in through(guiding):
        if "A team has news that they have not heard." in guiding.words():
            due = guide.due()[0]
            ticket = desk.ticket_of(due.subject)
            assert due.kind in ("update-caller", "send-notice")
            assert ticket is not None
            assert has_news(ticket)
            assert ticket.promised_at is not None
            assert not nearly_promised(desk, ticket)
            said += 1
    assert said


def test_what_nobody_waits_for_is_closed_after_all_that_somebody_waits_for() -> None:
    guiding, _ = sat_down()
    guide, desk, compared = guiding.guide, guiding._session.desk, 0
    for _ in through(guiding):
        live = desk.live.get(TRAINEE)
        on_the_line = (live, live and desk.contacts[live].ticket)
        kinds = [each.kind for each in guide.due() if each.subject not in on_the_line]
        if "close-ticket" in kinds:
            after = kinds[kinds.index("close-ticket") :]
            assert set(after) <= {"close-ticket", "write-handover", "raise-problem"}
            compared += len(after) < len(kinds)
    assert compared


def test_a_promised_word_that_is_due_is_shown_even_while_somebody_is_on_the_line() -> None:
    guiding, _ = sat_down()
    guide, desk, shown = guiding.guide, guiding._session.desk, 0
    for _ in through(guiding):
        live = desk.live.get(TRAINEE)
        if live is not None and guide.due() and guide.due()[0].subject != live:
            first = guide.due()[0].subject
            kept = first != "handover" and keeps_promise(desk, first)
            assert guiding.subject(live) == (first if kept else live)
            shown += kept
    assert shown


def test_what_is_shown_is_what_enter_acts_on_whatever_else_is_due_where_one_looks() -> None:
    guiding, _ = sat_down()
    desk, elsewhere = guiding._session.desk, 0
    for _ in through(guiding):
        due = [each.subject for each in guiding.guide.due()]
        if due and due[0] != "handover" and not desk.live.get(TRAINEE):
            assert guiding.subject(due[-1]) == due[0] == guiding.offer()[1]
            elsewhere += due[-1] != due[0]
    assert elsewhere


def test_a_first_word_and_one_that_is_due_need_no_news_to_be_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("itilsim.seat.tutor.has_news", lambda _: True)
    guiding, _ = sat_down()
    desk, silent = guiding._session.desk, 0
    for _ in through(guiding):
        move = guiding.guide.move
        ticket = None if move is None else desk.ticket_of(move.subject)
        if ticket is not None and (ticket.promised_at is None or nearly_promised(desk, ticket)):
            assert "A team has news" not in guiding.words()
            silent += 1
    assert silent
