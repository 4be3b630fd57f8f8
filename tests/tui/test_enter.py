"""Enter goes on, opens, or does what was decided: it decides nothing by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from itilsim.composing.loading import load_shift
from itilsim.domain import commands as c
from itilsim.seat import offered
from itilsim.seat.draft import Draft, FormView
from itilsim.seat.forms import MAKERS, making
from itilsim.seat.matters import item_view
from itilsim.seat.offered import goes_on, possible, titles
from itilsim.storage.places import places
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.form import Form
from itilsim.tui.dialogs.sheet import Sheet
from itilsim.tui.screens.play import Play
from itilsim.tui.widgets.coach_panel import CoachPanel
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.queue import Arrivals
from itilsim.words.actions import action_named
from tests.tui.fingers import Fingers, until
from tests.tui.frames import frame
from tests.tui.shifts import play_screen, shown

PRESSES = 120
HARMLESS = (
    c.TakeCall, c.EndCall, c.SearchKnowledge, c.ConfirmRestoration, c.VerifyIdentity, c.FulfilStep,
    c.AskApproval, c.AskCaller, c.EndShift, c.BeginAction,
)  # fmt: skip
"""What has no answer that could be right or wrong by a list."""


LISTED = {
    "kind": ("record",), "model": ("model",), "significance": ("significance",),
    "known_error": ("known_error", "article"), "impact": ("impact",), "urgency": ("urgency",),
    "team": ("team",), "link": ("parent",),
}  # fmt: skip
"""What is one of a list in a guided shift, by its fields in the forms."""


def first_line(play: Play, kind: str, names: tuple[str, ...]) -> object:
    """What the first line of a list says, in the form of a command on the selection."""
    item = play.view.item
    made = making(kind.replace("-", "_"), play.session.desk, play.called, item)
    assert isinstance(made, FormView)
    field = next(each for each in made.fields if each.name in names)
    return field.options({each.name: each.value for each in made.fields})[0].value


async def pressed(play: Play, keys: int) -> list[c.Command]:
    """What an app that hears nothing but Enter has submitted; a form is left by escape."""
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        for _ in range(keys):
            if play.session.ended:
                break
            await fingers.press("enter")
            if isinstance(pilot.app.screen, Form):
                await fingers.press("enter", "enter")
                assert isinstance(pilot.app.screen, Form)
                await fingers.press("escape")
                if play.guiding is None:
                    await fingers.press(".")
        return [entry.command for entry in play.session.shift.journal]


async def test_in_practice_it_decides_nothing() -> None:
    play = play_screen()
    done = await pressed(play, PRESSES)
    assert play.session.desk.at >= play.session.nearly_over
    assert all(isinstance(each, HARMLESS) for each in done), {type(e).__name__ for e in done}


async def test_it_waits_where_nothing_has_come_in_yet(tmp_path: Path) -> None:
    play = play_screen(setting=load_shift("any-day.wennery.2.45", 7, places(tmp_path)))
    async with shown(play) as pilot:
        await pilot.pause()
        assert not play.query_one(Arrivals).subjects
        assert "enter: Wait" in frame(pilot.app)
        before = play.session.desk.at
        await Fingers(pilot, play).press("1", "enter")
        assert play.session.desk.at > before


async def test_in_a_guided_shift_it_decides_nothing_that_is_the_trainees() -> None:
    play = play_screen("guided")
    assert play.guiding is not None
    done = await pressed(play, 20)
    own = [each for each in done if play.guiding.guide.past.is_trainees(each)]
    assert own
    assert all(isinstance(each, HARMLESS) for each in own), {type(e).__name__ for e in own}
    assert any(isinstance(each, c.LogTicket) for each in done if each not in own)


async def test_in_a_guided_shift_it_is_never_refused_and_says_what_it_does() -> None:
    play = play_screen("guided")
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        assert "enter: Watch" in frame(pilot.app)
        assert "Step 1 of 11. Watch me once." in frame(pilot.app)
        await fingers.press("enter", "enter", "enter", "enter")
        await pilot.pause()
        assert "an information request." in frame(pilot.app).replace("\n█ ", " ")
        assert "Priya Ansell, 09:01: press t (Take call)." in frame(pilot.app)
        assert "enter: Take call" in frame(pilot.app)
        await fingers.press("enter")
        await pilot.pause()
        assert "press n (New record)." in frame(pilot.app)
        await fingers.press("enter")
        assert isinstance(pilot.app.screen, Form)


async def test_where_the_trainee_is_to_decide_what_to_do_it_shows_what_can_be_done() -> None:
    play = play_screen("guided")
    assert play.guiding is not None
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        while play.guiding.offer()[0]:
            assert await fingers.follow_tutor()
        await pilot.pause()
        assert "enter Choose" in frame(pilot.app)
        before = len(play.session.shift.journal)
        await fingers.press("enter", "enter")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        assert "Choose first: a letter" in frame(pilot.app)
        assert len(play.session.shift.journal) == before
        await fingers.press("n")
        assert isinstance(pilot.app.screen, Form)


async def test_what_the_tutor_asks_is_asked_before_the_move_and_answered_with_a_digit() -> None:
    play = play_screen("guided")
    assert play.guiding is not None
    guide = play.guiding.guide
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        while guide.asked() is None:
            assert await fingers.follow_tutor()
        await pilot.pause()
        assert "enter: Answer" in frame(pilot.app)
        await fingers.press("v")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert form.draft.asking is not None
        assert form.draft.asking.ask.endswith("What comes before you reset it?")
        await fingers.press("enter")
        assert pilot.app.screen is form
        await fingers.press("1")
        await pilot.pause()
        assert "Look again." in frame(pilot.app)
        assert pilot.app.screen is form
        await fingers.press("3")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Form)
        assert guide.asked() is None
        assert "enter: Verify" in frame(pilot.app)
        answers = [e.command for e in play.session.shift.journal]
        assert [e.option for e in answers if isinstance(e, c.AnswerTutor)] == [0, 2]


async def test_who_always_takes_the_first_line_is_right_on_a_third_at_most() -> None:
    """The first line of each list that is the trainee's, in all that a guided shift asks."""
    play = play_screen("guided")
    assert play.guiding is not None
    guide, right, asked = play.guiding.guide, 0, 0
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        for _ in range(200):
            if guide.finished():
                break
            question = guide.asked()
            due = guide.due()
            if question is not None:
                asked, right = asked + 1, right + (question.answer == 0)
            elif due and guide.own_move() is None:
                for answer in due[0].answers:
                    if answer.field in guide.open_on(due[0].subject) and answer.field in LISTED:
                        await fingers.go_to(due[0].subject)
                        first = first_line(play, due[0].kind, LISTED[answer.field])
                        asked, right = asked + 1, right + (first in answer.accepted)
            assert await fingers.follow_tutor()
    assert asked >= 25
    assert right <= asked / 3, (right, asked)


@pytest.mark.parametrize("key", ["n"])
async def test_what_comes_too_early_is_refused_before_the_first_field(key: str) -> None:
    play = play_screen("guided")
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press(*("enter",) * 4)
        await fingers.go_to(next(iter(play.session.desk.inbox)))
        await fingers.press(key)
        assert not isinstance(pilot.app.screen, Form)
        await until(pilot, lambda: "Not yet." in frame(pilot.app))


async def test_what_the_caller_has_named_is_not_asked_for_again() -> None:
    play = play_screen(until=1500)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        named = next(e for e in play.session.desk.contacts.values() if e.service and not e.ticket)
        await fingers.go_to(named.id)
        await fingers.press("n")
        form = pilot.app.screen
        assert isinstance(form, Form)
        await fingers.press("3", "1")
        assert form.draft.asking is None or form.draft.asking.name == "component"


@pytest.mark.parametrize("until", [1000, 1900])
async def test_what_comes_next_stands_first_in_the_bar_however_small_the_window(until: int) -> None:
    play = play_screen(until=until)
    async with shown(play, (80, 24)) as pilot:
        fingers = Fingers(pilot, play)
        for subject in [*play.session.desk.inbox, *play.session.desk.open][:12]:
            await fingers.go_to(str(subject))
            await pilot.pause()
            name = play.comes_next()
            assert play.query_one(KeyBar).first == name
            if name:
                action = action_named(name)
                title = titles(play.session.desk, play.view.item).get(name, action.title)
                first_line = frame(pilot.app).splitlines()[-2].strip()
                assert first_line.startswith(f"{action.keys[0]} {title}"), subject


async def test_the_tutor_gives_hints_rung_by_rung_and_counts_them_as_help() -> None:
    play = play_screen("guided")
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press(*("enter",) * 4, "t")
        said = []
        for _ in range(3):
            await fingers.press("x")
            said.append(str(play.query_one(CoachPanel).visual))
        assert "look at" in said[0]
        assert "Request: somebody wants something" in said[1]
        assert "What it is: Service request." in said[2]
        await pilot.pause()
        assert "Tutor · Hint" in frame(pilot.app)
        asked = [e.command for e in play.session.shift.journal if isinstance(e.command, c.AskHint)]
        assert [(each.field, each.rung) for each in asked] == [("kind", n) for n in (1, 2, 3)]
        await fingers.press("enter")
        await pilot.pause()
        assert "Tutor · Hint" not in frame(pilot.app)
        assert "press n (New record)." in frame(pilot.app)


@pytest.mark.parametrize("name", sorted(MAKERS))
async def test_no_form_has_a_line_under_the_cursor_that_nobody_chose(name: str) -> None:
    """But for what is a fact: what was named, what was not, and what the record says already."""
    play = play_screen(until=1900)
    desk, journal = play.session.desk, play.session.shift.journal
    looked = 0
    for subject in (*desk.inbox, *desk.tickets):
        item = item_view(desk, play.chronicle, play.called, journal, str(subject))
        made = making(name, desk, play.called, item) if possible(name, desk, item) else None
        if not isinstance(made, FormView):
            continue
        looked += 1
        draft, ticket = Draft(made), desk.ticket_of(str(subject))
        for field in made.fields:
            if field.is_text or field.many or not draft.is_decided(field):
                continue
            named = field.name in ("service", "component")
            before = ticket is not None and getattr(ticket, field.name, None) == field.value
            assert named or before, (name, field.name)
    assert looked or name not in {"update_caller", "send_notice", "log_ticket", "link_ticket"}


async def test_enter_promises_nothing_by_itself() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        fingers, desk = Fingers(pilot, play), play.session.desk
        record = next(t.id for e in desk.open if (t := desk.tickets[e]).origin == "contact")
        await fingers.go_to(record)
        await fingers.press("u", "enter", "enter")
        assert isinstance(pilot.app.screen, Form)
        await fingers.press("right", "enter")
        assert isinstance(pilot.app.screen, Form)


async def test_what_is_due_next_is_selected_so_that_its_key_works_at_once() -> None:
    play = play_screen("guided")
    assert play.guiding is not None
    guide = play.guiding.guide
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        while guide.first() != "acknowledge-alert":
            assert await fingers.follow_tutor()
        assert play.selected == guide.due()[0].subject
        await fingers.press("A")
        assert isinstance(pilot.app.screen, Form)


async def test_waiting_stops_once_before_the_end_and_says_so() -> None:
    play, results = play_screen(until=5000), list[str]()
    async with shown(play, results=results) as pilot:
        fingers = Fingers(pilot, play)
        for _ in range(40):
            await fingers.press(".")
            if play.session.shift.at >= play.session.nearly_over:
                break
        assert play.session.shift.at == play.session.nearly_over
        assert "Five minutes to the end" in frame(pilot.app)
        assert results == []


async def test_the_last_wait_asks_before_it_ends_the_shift() -> None:
    play, results = play_screen(until=4800), list[str]()
    async with shown(play, results=results) as pilot:
        fingers = Fingers(pilot, play)
        while play.session.shift.at < play.session.nearly_over:
            await fingers.press(".")
        await fingers.press(".")
        assert isinstance(pilot.app.screen, Confirm)
        assert "You have not written a handover note (H)." in pilot.app.screen._explanation
        await fingers.press("n")
        assert not play.session.ended
        for _ in range(9):  # News stops it.
            await fingers.press(".", "y")
            await pilot.pause()
            if results:
                break
            assert isinstance(pilot.app.screen, Play)
        assert results == ["ended"]


@pytest.mark.parametrize(("until", "then"), [(4800, "write_handover"), (5000, "wait")])
def test_the_note_comes_next_shortly_before_the_end_unless_it_is_there(
    until: int, then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = play_screen(until=until).session
    monkeypatch.setattr(offered, "waits_next", lambda *_: "")
    assert goes_on(session.desk, None, stepped=True) == "wait"
    while session.desk.at < session.nearly_over:
        session.wait()
    assert goes_on(session.desk, None, stepped=True) == then
