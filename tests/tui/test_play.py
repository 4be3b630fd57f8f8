"""The play screen: what it shows and offers, and a whole shift played at the keyboard."""

from __future__ import annotations

from collections import Counter
from types import ModuleType

import pytest

from itilsim.domain import commands as c
from itilsim.domain.commands import Entry
from itilsim.domain.errors import TryAgainError
from itilsim.domain.names import TicketId
from itilsim.domain.telling import nearly_promised
from itilsim.seat.draft import FormView
from itilsim.seat.forms import MAKERS, making
from itilsim.seat.matters import item_view
from itilsim.seat.offered import next_action, possible
from itilsim.sim.replay import replay
from itilsim.tui.dialogs.form import Form
from itilsim.tui.screens import desk
from itilsim.tui.screens.play import ON_SELECTION, Play
from itilsim.tui.widgets import queue
from itilsim.tui.widgets.plain import Plain
from itilsim.tui.widgets.queue import Arrivals, Records
from itilsim.words.actions import action_named, actions_on
from itilsim.words.labels import duration
from tests.builders import alert_id, contact_id
from tests.tui.conftest import SameFrame
from tests.tui.fingers import Fingers, until
from tests.tui.frames import frame
from tests.tui.shifts import (
    SEED,
    Hands,
    first_shift,
    hostile,
    play_screen,
    play_until,
    session,
    shown,
)
from tests.tui.views import HOSTILE

MOUSE = contact_id("hettie", "arrival/U1", seed=SEED)
PRIYA = contact_id("priya", "arrival/F1", seed=SEED)
SWITCH = TicketId(alert_id("switch-silent", "ws-sw-07", seed=SEED))
MOMENTS = (61, 300, 1000, 1500, 1750, 1900, 2400, 3100, 3700, 4300, 5000)


def word(play: Play) -> str:
    """The line above the keys; empty while it is hidden."""
    line = play.query_one("#word", Plain)
    return str(line.visual) if line.display else ""


async def test_a_whole_shift_at_the_keyboard_gives_the_log_of_its_journal() -> None:
    play, results = play_screen(), list[str]()
    async with shown(play, results=results) as pilot:
        await Fingers(pilot, play).play_by("textbook", SEED)
    shift = play.session.shift
    shift.finish()
    again = replay(first_shift(), SEED, shift.journal)
    again.finish()
    assert results == ["ended"]
    assert len(shift.journal) > 70
    assert again.digest == shift.digest


WATCHED = ("enter",) * 4
"""Keys with which the first thing is watched that the tutor shows."""


async def test_a_guided_shift_can_be_played_to_its_end() -> None:
    play, results = play_screen("guided"), list[str]()
    guiding = play.guiding
    assert guiding is not None
    async with shown(play, results=results) as pilot:
        fingers, guide = Fingers(pilot, play), guiding.guide
        for _ in range(150):
            if guide.finished():
                break
            assert guide.due() or play.check_action("wait", ())
            assert await fingers.follow_tutor()
        assert "press Q" in frame(pilot.app)
        await fingers.press("Q")
        await fingers.press("y")
        await pilot.pause()
    assert results == ["ended"]
    again = replay(first_shift(), SEED, play.session.shift.journal, mode="guided")
    assert again.digest == play.session.shift.digest


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["small", "large"])
async def test_the_desk_in_the_middle_of_a_shift(
    size: tuple[int, int], same_frame: SameFrame
) -> None:
    play = play_screen(until=1900)
    async with shown(play, size) as pilot:
        await pilot.press("tab", "down")
        await pilot.pause()
        while play.view is not play._shown:  # Who scrolls is shown it once they have arrived.
            await pilot.pause()
        same_frame(pilot.app, f"play-{size[0]}x{size[1]}")


async def test_a_value_that_needs_another_line_goes_on_below_its_first_word() -> None:
    async with shown(play_screen(until=1900), (80, 60)) as pilot:
        await pilot.press("tab", "down", "tab", "end")
        await pilot.pause()
        lines = [line[36:].rstrip("│┃▂▃▄▅▆▇ ") for line in frame(pilot.app).splitlines()]
    note = next(n for n, line in enumerate(lines) if line.startswith("Note "))
    column = lines[note].index("Serves")
    assert lines[note + 1] == f"{'':{column}}warehouse south, 40 people."


def test_every_action_on_the_selection_has_a_maker() -> None:
    assert set(MAKERS) == ON_SELECTION


def test_every_action_of_the_screen_has_a_handler() -> None:
    names = {action.name for action in actions_on("play")} - {"command_palette"}
    assert [name for name in sorted(names) if not hasattr(Play, f"action_{name}")] == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_offered_without_a_form_is_not_refused(moment: int) -> None:
    play = play_screen(until=moment)
    desk, journal = play.session.desk, play.session.shift.journal
    for subject in (*desk.contacts, *desk.alerts):
        item = item_view(desk, play.chronicle, play.called, journal, subject)
        for name in MAKERS:
            made = making(name, desk, play.called, item) if possible(name, desk, item) else None
            if isinstance(made, c.Command):
                again = session(journal=journal)
                again.shift.advance(desk.at)
                again.shift.submit(made)


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_form_that_is_offered_has_something_to_choose(moment: int) -> None:
    play = play_screen(until=moment)
    desk, journal = play.session.desk, play.session.shift.journal
    for subject in (*desk.contacts, *desk.alerts):
        item = item_view(desk, play.chronicle, play.called, journal, subject)
        for name in MAKERS:
            made = making(name, desk, play.called, item) if possible(name, desk, item) else None
            if isinstance(made, FormView):
                assert all(each.is_text or each.options({}) for each in made.fields)


@pytest.mark.parametrize("moment", MOMENTS)
def test_enter_does_only_what_is_possible(moment: int) -> None:
    play = play_screen(until=moment)
    desk, journal = play.session.desk, play.session.shift.journal
    for subject in (*desk.inbox, *desk.open):
        item = item_view(desk, play.chronicle, play.called, journal, subject)
        assert item is not None
        name = next_action(desk, item)
        ticket = desk.ticket_of(str(subject))
        busy = item.kinds == {"ringing"} and bool(desk.live)
        promised = ticket is not None and ticket.promised_at is not None
        told = promised and ticket is not None and not nearly_promised(desk, ticket)
        assert name or busy or told
        assert not (name and busy)
        assert not name or possible(name, desk, item)


async def test_the_selection_follows_what_was_logged() -> None:
    play = play_screen(until=61)
    async with shown(play) as pilot:
        await pilot.press("enter", "2", "1", "enter", "enter")
        await pilot.pause()
        assert list(play.session.desk.tickets)[-1] == play.selected
        assert isinstance(play.focused, Records)
        assert word(play).startswith("You logged REQ")


async def test_the_cursor_stays_on_its_line_when_others_go() -> None:
    play = play_screen()
    async with shown(play) as pilot:
        arrivals = play.query_one(Arrivals)
        await pilot.press("down")
        before = arrivals.subject
        play.session.submit(c.LogTicket(MOUSE, "request"))
        play.look()
        await pilot.pause()
        assert arrivals.subject == before == play.selected
        assert MOUSE not in arrivals.subjects


async def test_a_refusal_is_one_kind_line_with_the_way_on() -> None:
    play = play_screen()
    async with shown(play) as pilot:
        play.do(c.LogTicket(PRIYA, "request"))
        await pilot.pause()
        assert word(play) == "✗ There is no such contact."
        play.do(c.CloseTicket(TicketId(MOUSE)))
        await pilot.pause()
        assert word(play) == "✗ There is no such record. Log it first."
        assert play.session.shift.journal == []


async def test_a_decision_that_cannot_be_saved_says_so() -> None:
    def full(_entry: Entry) -> None:
        raise TryAgainError("The disk is full.")

    play = play_screen(commit=full)
    async with shown(play) as pilot:
        await pilot.press("a", "1")
        await pilot.pause()
        assert "could not be saved" in word(play)
        assert "disk is full" in word(play)


async def test_what_came_in_meanwhile_is_said() -> None:
    play = play_screen()
    async with shown(play) as pilot:
        await pilot.press(".")
        await pilot.pause()
        assert "Meanwhile: call Priya Ansell." in word(play)


async def test_nobody_s_name_is_markup() -> None:
    play = play_screen(until=1750, setting=hostile())
    async with shown(play, (160, 50)) as pilot:
        for key in ("down", "n", "escape", "slash", "escape", "tab", "down", "b", "escape", "H"):
            await pilot.press(key)
            await pilot.pause()
            assert pilot.app.is_running
        assert HOSTILE[:20] in frame(pilot.app)


async def test_the_key_bar_offers_what_fits_the_selection() -> None:
    play = play_screen(until=61)
    async with shown(play) as pilot:
        await pilot.press("down")
        await pilot.pause()
        keys = frame(pilot.app).splitlines()[-2:]
        assert "t Take call" in keys[0]
        assert "Reply" not in " ".join(keys)


async def test_stepped_play_offers_no_pause_and_paced_play_no_waiting() -> None:
    stepped, paced = play_screen(), play_screen(pace="paced")
    assert [bool(stepped.check_action(e, ())) for e in ("wait", "pause", "fast_forward")] == [
        True, False, False,
    ]  # fmt: skip
    assert [bool(paced.check_action(e, ())) for e in ("wait", "pause", "fast_forward")] == [
        False, True, True,
    ]  # fmt: skip


async def test_leaving_keeps_the_shift() -> None:
    play, results = play_screen(), list[str]()
    async with shown(play, results=results) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert results == ["left"]
    assert not play.session.ended


async def test_ending_asks_first() -> None:
    play, results = play_screen(), list[str]()
    async with shown(play, results=results) as pilot:
        await pilot.press("Q", "n")
        await pilot.pause()
        assert not play.session.ended
        await pilot.press("Q", "y")
        await pilot.pause()
    assert results == ["ended"]


async def test_paced_time_runs_on_under_a_dialog_and_the_end_waits_for_it() -> None:
    hands, results = Hands(), list[str]()
    play = play_screen(pace="paced", hands=hands)
    async with shown(play, results=results) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Form)
        before = play.session.desk.at
        hands.move(3)
        await until(pilot, lambda: play.session.desk.at > before)
        play.session.shift.advance(first_shift().horizon - 1)
        play.session.resume()
        hands.move(3)
        await until(pilot, lambda: play.session.ended)
        await pilot.pause(0.6)
        assert isinstance(pilot.app.screen, Form)
        assert [each.message for each in pilot.app._notifications] == [
            "The shift is over. It closes as soon as you are back at the desk."
        ]
        await pilot.press("5", "2", "enter", "enter", "enter")
        await until(pilot, lambda: bool(results))
    assert results == ["ended"]
    assert not any(isinstance(each.command, c.LogTicket) for each in play.session.shift.journal)


async def test_the_time_of_the_briefing_does_not_count() -> None:
    hands = Hands()
    play = play_screen(pace="paced", hands=hands)
    hands.move(25)
    async with shown(play) as pilot:
        await pilot.pause(0.3)
        assert play.session.desk.at == 1
        hands.move(2)
        await until(pilot, lambda: play.session.desk.at > 1)
        assert play.session.desk.at == 5


async def test_a_wrong_guided_choice_is_explained_and_can_be_made_again() -> None:
    play = play_screen("guided")
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press(*WATCHED, "t", "n")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert form.draft.asking is not None
        assert form.draft.asking.name == "record"
        await fingers.press("3")
        assert pilot.app.screen is form
        await pilot.pause()
        assert "➤" in frame(pilot.app)
        assert isinstance(play.session.shift.journal[-1].command, c.RejectChoice)
        await fingers.press("5")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, Form)
        assert play.session.desk.tickets[TicketId(PRIYA)].record == "request"


async def test_fields_that_are_not_open_yet_are_filled_in_with_a_reason() -> None:
    play = play_screen("guided")
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press(*WATCHED, "t", "n")
        await pilot.pause()
        form = str(pilot.app.screen.query_one("#fields", Plain).visual)
        assert "Access\n    (What kind of thing it\n    is about.)" in form


def test_nothing_but_what_reached_the_desk_is_told() -> None:
    running = session()
    play_until(running, 1390)
    play = play_screen(until=1390)
    # The switch died at 09:23; monitoring says so at 09:24.
    item = item_view(running.desk, play.chronicle, play.called, running.shift.journal, SWITCH)
    assert item is None
    assert all("ws-sw-07" not in row.who for row in play.seen("").came_in)


def test_a_search_says_what_it_takes_before_it_takes_it() -> None:
    assert action_named("search_knowledge").title.endswith(duration(c.SearchKnowledge.seconds))


async def test_a_cursor_that_moves_reads_one_matter_and_makes_no_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    play = play_screen(until=1500)
    async with shown(play, (120, 40)) as pilot:
        made = Counter[str]()
        for place, name in ((desk, "snapshot"), (desk, "item_view"), (queue, "_arrival")):
            _count(monkeypatch, place, name, made)
        _count(monkeypatch, queue, "_record", made)
        before = play.selected
        await pilot.press("down", "up", "tab", "down", "down")
        await pilot.pause()
        assert play.selected != before
        assert made.keys() == {"item_view"}
        assert 1 <= made["item_view"] <= 5  # one for each key


def _count(
    monkeypatch: pytest.MonkeyPatch, place: ModuleType, name: str, made: Counter[str]
) -> None:
    real = getattr(place, name)

    def counted(*arguments: object) -> object:
        made[name] += 1
        return real(*arguments)

    monkeypatch.setattr(place, name, counted)
