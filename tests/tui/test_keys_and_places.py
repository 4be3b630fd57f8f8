"""Keys and places: digits are panels, `t` answers from anywhere, and nothing is done by a slip."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from itilsim.domain import commands as c
from itilsim.domain.names import TRAINEE, TicketId
from itilsim.seat.offered import ASKED, NOT_HERE, _waiting, phone, waits_next
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.form import Form
from itilsim.tui.dialogs.page import Page
from itilsim.tui.dialogs.sheet import Sheet
from itilsim.tui.screens.play import KEPT, Play
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Plain
from itilsim.tui.widgets.queue import Arrivals, Queue, Records
from itilsim.tui.widgets.record_panel import RecordPanel
from itilsim.tui.widgets.side import Due, Map, Panel, Services, Teams
from tests.builders import alert_id, contact_id
from tests.tui.conftest import SameFrame
from tests.tui.fingers import Fingers, until
from tests.tui.frames import frame
from tests.tui.shifts import SEED, Hands, play_screen, shown

PRIYA = contact_id("priya", "arrival/F1", seed=SEED)
SWITCH = TicketId(alert_id("switch-silent", "ws-sw-07", seed=SEED))
SMALL, WIDE = (80, 24), (100, 24)
AROUND: tuple[type[Panel], ...] = (Services, Due, Teams)
PANELS: tuple[type[Widget], ...] = (Arrivals, Records, RecordPanel, Services, Due, Teams, Map)
"""By number."""


def word(play: Play) -> str:
    """The lines above the keys; empty while they are hidden."""
    line = play.query_one("#word", Plain)
    return str(line.visual) if line.display else ""


def commands(play: Play) -> list[c.Command]:
    return [entry.command for entry in play.session.shift.journal]


@pytest.mark.parametrize(("key", "panel"), [(str(n), each) for n, each in enumerate(PANELS, 1)])
async def test_a_digit_goes_to_the_panel_that_has_it_in_its_title(
    key: str, panel: type[Widget]
) -> None:
    play = play_screen(until=1900)
    async with shown(play, WIDE) as pilot:
        await pilot.press(key)
        assert play.focused is play.query_one(panel)
        assert str(play.query_one(panel).border_title).startswith(f"{key} ")


@pytest.mark.parametrize(
    ("key", "words"),
    [("4", "Alerts that stand"), ("5", "restore"), ("6", "on duty"), ("7", "by the map")],
)
async def test_where_there_is_no_room_the_same_digit_shows_the_panel_as_a_page(
    key: str, words: str
) -> None:
    play = play_screen(until=1900)
    async with shown(play, SMALL) as pilot:
        await Fingers(pilot, play).go_to(SWITCH)
        await pilot.press(key)
        page = pilot.app.screen
        assert isinstance(page, Page)
        assert words in str(page.query("VerticalScroll Plain").last(Plain).visual)
        await pilot.press("2")
        assert play.focused is play.query_one(Records), "digits work on a page, too"


async def test_the_small_window_says_which_digits_show_more() -> None:
    async with shown(play_screen(), SMALL) as pilot:
        assert "4 Board 5 Due 6 Teams 7 Map" in frame(pilot.app)


@pytest.mark.parametrize("size", [(100, 24), (120, 40)], ids=["narrowest", "large"])
async def test_what_stands_around_the_open_record_is_seen_at_once(
    size: tuple[int, int], same_frame: SameFrame
) -> None:
    play = play_screen(until=1900)
    async with shown(play, size) as pilot:
        await Fingers(pilot, play).go_to(SWITCH)
        await pilot.pause()
        shown_now = frame(pilot.app)
        assert "X exception ws-sw-07" in shown_now
        assert ("028 promise P2" if size[0] == 100 else "028 restore P2") in shown_now
        assert "NET 2 on duty · 1 open" in shown_now
        assert "Depends on it, by the map:" in shown_now
        same_frame(pilot.app, f"around-{size[0]}x{size[1]}")


async def test_a_panel_that_shows_the_same_is_not_touched() -> None:
    play = play_screen(until=1900)
    async with shown(play, (120, 40)) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.go_to(SWITCH)
        texts = [panel.text for panel in map(play.query_one, AROUND)]
        await fingers.press("down")
        again = [panel.text for panel in map(play.query_one, AROUND)]
        assert all(one is other for one, other in zip(texts, again, strict=True))


async def test_escape_goes_back_to_the_first_list_and_never_leaves_the_shift() -> None:
    play, results = play_screen(until=61), list[str]()
    async with shown(play, results=results) as pilot:
        await pilot.press("3", "escape")
        assert play.focused is play.query_one(Arrivals)
        await pilot.press("escape")
        assert "q leaves the shift" in word(play)
        assert results == []


@pytest.mark.parametrize("before", [(), ("2",), ("3",), ("d",), ("d", "j"), ("i",), ("n",)])
async def test_t_answers_the_phone_from_anywhere(before: tuple[str, ...]) -> None:
    play = play_screen(until=61)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press(*before, "t")
        assert commands(play)[-1:] == [c.TakeCall(PRIYA)]
        assert pilot.app.screen is play
        assert play.selected == PRIYA


async def test_t_is_a_letter_in_a_text() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        play.session.desk.live.clear()
        await Fingers(pilot, play).go_to(SWITCH)
        await pilot.press("W", "t", "t")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert form.query_one("#filter").value == "tt"  # type: ignore[attr-defined]


async def test_t_in_a_call_says_what_to_do_first() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        assert phone(play.session.desk)
        assert TRAINEE in play.session.desk.live
        before = commands(play)
        await pilot.press("t")
        assert word(play) == "You are in a call. End it first (e)."
        assert commands(play) == before


async def click(pilot: object, play: Play, queue: type[Queue], line: int) -> None:
    """Click on a line of a list, as it stands below its border."""
    await pilot.click(queue, offset=(5, line + 1))  # type: ignore[attr-defined]
    await Fingers(pilot, play).settle()  # type: ignore[arg-type]


async def test_a_click_selects_and_a_second_one_opens() -> None:
    play = play_screen(until=61)
    async with shown(play) as pilot:
        place, before = play.query_one(Arrivals).subjects.index(PRIYA), commands(play)
        await click(pilot, play, Arrivals, place)
        assert (play.selected, commands(play)) == (PRIYA, before)
        await click(pilot, play, Arrivals, place)
        assert commands(play) == [*before, c.TakeCall(PRIYA)]
        await click(pilot, play, Arrivals, place)
        assert commands(play) == [*before, c.TakeCall(PRIYA)], "the third is a first one again"


async def test_a_click_on_another_line_only_selects() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        before = commands(play)
        for line in (1, 2, 3, 2):
            await click(pilot, play, Records, line)
            assert play.selected == play.query_one(Records).subjects[line]
        assert commands(play) == before
        assert pilot.app.screen is play


@pytest.mark.parametrize("action", sorted(ASKED))
async def test_what_cannot_be_taken_back_asks_first(action: str) -> None:
    play = play_screen(until=1700)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        desk = play.session.desk
        record = next(each for each in desk.open if not desk.tickets[each].children)
        await fingers.go_to(record)
        before = commands(play)
        play.begin(action)
        await pilot.pause()
        assert isinstance(pilot.app.screen, Confirm)
        await fingers.press("enter")
        assert commands(play) == before, "no has the focus"
        play.begin(action)
        await pilot.pause()
        await fingers.press("y")
        assert commands(play)[-1].kind == action.replace("_", "-")


async def test_space_shows_all_that_can_be_done_and_why_the_rest_cannot() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.go_to(SWITCH)
        await fingers.press("space")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        lines = frame(pilot.app)
        assert "Likely next" in lines
        assert "R     Resolve" in lines
        await fingers.press("end")
        await until(pilot, lambda: "✗ Only a resolved record can be closed." in frame(pilot.app))
        assert "Not now" in frame(pilot.app)
        await fingers.press("C")
        assert pilot.app.screen is sheet, "what cannot be done says why"
        await fingers.press("R")
        assert isinstance(pilot.app.screen, Form)


async def test_the_bar_says_how_much_there_is_when_not_all_fits() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        await Fingers(pilot, play).go_to(SWITCH)
        await until(pilot, lambda: "space All " in frame(pilot.app))
    play = play_screen(until=1900)
    async with shown(play, (250, 24)) as pilot:
        await Fingers(pilot, play).go_to(SWITCH)
        await until(pilot, lambda: "space All " not in frame(pilot.app))


async def test_z_corrects_a_link_within_a_minute_and_nothing_leaves_the_journal() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        child = play.session.desk.tickets[SWITCH].children[0]
        assert await fingers.do(c.UnlinkTicket(child))
        assert "undo" not in play.query_one(KeyBar).hidden
        done = len(commands(play))
        await fingers.press("z")
        assert commands(play)[done - 1 :] == [c.UnlinkTicket(child), c.LinkTicket(child, SWITCH)]
        assert word(play).startswith("✓ Linked as before.")
        assert "undo" in play.query_one(KeyBar).hidden


async def test_z_after_a_minute_does_nothing() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        assert await fingers.do(c.UnlinkTicket(play.session.desk.tickets[SWITCH].children[0]))
        play.session.shift.advance(play.session.desk.at + 61)
        before = commands(play)
        await fingers.press("z")
        assert commands(play) == before
        assert word(play).startswith("There is nothing to undo")


async def test_z_says_why_a_step_stays() -> None:
    play = play_screen(until=61)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        before = commands(play)
        await fingers.press("t", "z")
        assert word(play) == "The call is taken: the caller hears you."
        assert commands(play) == [*before, c.TakeCall(PRIYA)]
        assert "undo" in play.query_one(KeyBar).hidden


async def test_enter_on_a_closed_record_goes_to_what_waits_instead() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        closed = next(e.id for e in play.session.desk.tickets.values() if e.is_over)
        await fingers.go_to(closed)
        before = commands(play)
        assert play.comes_next() == "next_waiting"
        await fingers.press("enter")
        assert commands(play) == before
        assert play.selected != closed


async def test_a_call_that_rings_is_felt_by_place_glyph_and_word() -> None:
    play = play_screen(until=61)
    async with shown(play) as pilot:
        lines = frame(pilot.app).splitlines()
        assert "((•)) 1 ringing" in lines[0]
        assert "1 Came in" in lines[1]
        assert "((•)) 1 rings" in lines[1]
        assert any("Priya Ansell" in line and "((•))" in line for line in lines)


async def test_a_clock_that_stands_is_said_in_the_first_line() -> None:
    play = play_screen(pace="paced", hands=Hands())
    async with shown(play) as pilot:
        assert "×" in frame(pilot.app).splitlines()[0]
        await pilot.press("p")
        assert "‖ paused" in frame(pilot.app).splitlines()[0]


async def test_restoration_is_a_moment_made_by_the_callers() -> None:
    play = play_screen(until=4000)
    async with shown(play, (120, 40)) as pilot:
        fingers = Fingers(pilot, play)
        confirmed = [e for e in commands(play) if isinstance(e, c.ConfirmRestoration)]
        assert confirmed, "textbook has asked somebody by now"
        desk = play.session.desk
        record = next(e for e in desk.tickets.values() if e.confirmed and not e.is_request)
        if record.is_over:
            play.session.submit(c.ReopenTicket(record.id))
            play.look()
        assert await fingers.do(c.ConfirmRestoration(record.id))
        assert word(play).startswith("▲ ")
        assert "work again" in word(play) or "works again" in word(play)


async def test_a_form_that_is_left_goes_on_where_it_was_left() -> None:
    play = play_screen(until=1)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press("n", "5", "1")
        form = pilot.app.screen
        assert isinstance(form, Form)
        left = (dict(form.draft.values), form.draft.place)
        assert (left[0]["record"], left[1]) == ("request", 2)
        for _ in range(2):
            await fingers.press("escape")
            assert word(play) == KEPT
            await fingers.press("n")
            again = pilot.app.screen
            assert isinstance(again, Form)
            assert (dict(again.draft.values), again.draft.place) == left


async def test_whoever_leaves_a_form_for_the_phone_goes_on_with_it_after_the_call() -> None:
    play = play_screen(until=60)
    desk = play.session.desk
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        assert phone(desk)
        message = next(e for e in desk.inbox if not desk.contacts[e].rings)  # type: ignore[index]
        play._turn_to(message)
        await fingers.press("n", "1", "t")
        assert isinstance(commands(play)[-1], c.TakeCall)
        await fingers.press("e")
        play._turn_to(message)
        await fingers.press("n")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert (form.draft.values["record"], form.draft.place) == ("access", 1)


async def test_a_form_in_which_nothing_was_chosen_is_left_without_a_word() -> None:
    play = play_screen(until=1)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press("n", "escape")
        assert not word(play)
        assert not play.drafts


async def test_a_key_that_does_nothing_with_what_is_selected_says_why() -> None:
    play = play_screen(until=1)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        assert not play.check_action("acknowledge_alert", ())
        await fingers.press("A")
        assert word(play) == f"Acknowledge: {NOT_HERE}"
        assert not commands(play)


async def test_a_page_further_reads_on_in_the_record_and_leaves_the_selection() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        play._turn_to(SWITCH)
        await pilot.pause()
        play.query_one(Records).focus()
        record = play.query_one(RecordPanel)
        await fingers.press("pagedown")
        assert record.scroll_offset.y > 0
        assert play.selected == SWITCH
        await fingers.press("pageup")
        assert record.scroll_offset.y == 0


async def test_what_waits_is_gone_through_one_by_one() -> None:
    play = play_screen(until=1500)
    desk, seen = play.session.desk, list[str]()
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        first = waits_next(desk, "")
        play._turn_to(first)
        while play.selected not in seen:
            seen.append(play.selected)
            await fingers.press(">")
        assert play.selected == first
        assert len(seen) == len(set(_waiting(desk))) > 2


async def test_what_is_done_elsewhere_is_told_too() -> None:
    play = play_screen(until=1900)
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        child = next(e for e in play.session.desk.tickets.values() if e.parent == SWITCH)
        play._turn_to(child.id)
        assert play.do(c.SendNotice(SWITCH, "", 30))
        await fingers.settle()
        assert word(play).startswith("You sent a notice to ")


async def test_a_search_that_is_left_is_not_carried_to_another_record() -> None:
    play = play_screen(until=1900)
    first, second, *_ = play.session.desk.open
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        play._turn_to(first)
        await fingers.press("/", "down", "enter", "escape")
        assert play.drafts
        play._turn_to(second)
        await fingers.press("/")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert not form.draft.is_begun
