"""With the mouse alone: every hint for a key can be clicked on, and a shift played without keys."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.command import CommandPalette
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button

from itilsim.domain import commands as c
from itilsim.domain.names import TRAINEE, TicketId
from itilsim.seat.offered import due_now, phone
from itilsim.tui.dialogs.confirm import Confirm
from itilsim.tui.dialogs.form import Form
from itilsim.tui.dialogs.page import Page
from itilsim.tui.dialogs.sheet import Line, Sheet
from itilsim.tui.screens.help import Help
from itilsim.tui.screens.play import Play
from itilsim.tui.widgets.key_bar import DOUBLE, GAP, KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions
from itilsim.tui.widgets.queue import Queue
from tests.tui.frames import frame
from tests.tui.shifts import play_screen, shown
from tests.tui.views import RETURNING, home_app


class Mouse:
    """A hand that has a mouse and no keyboard."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot

    @property
    def screen(self) -> Screen[Any]:
        return self.pilot.app.screen

    async def click(self, place: Offset) -> None:
        """Click on a cell of the screen."""
        await self.pilot.click(offset=(place.x, place.y))
        await self.pilot.pause()

    async def bar(self, name: str) -> bool:
        """Click on an action of the bar that can be seen; whether it is there."""
        bar = self.screen.query_one(KeyBar)
        room = bar.content_region
        cells = (Offset(x, y) for y in range(room.height) for x in range(room.width))
        place = next((each for each in cells if bar.at(each) == name), None)
        if place is None:
            return False
        bar._clicked = None  # As if the hand had taken longer than a double click.
        await self.click(room.offset + place)
        return True

    async def act(self, name: str) -> None:
        """Do an action of the desk: by its place in the bar, or else from the sheet of all."""
        if await self.bar(name):
            return
        assert await self.bar("all_actions"), name
        assert isinstance(self.screen, Sheet)

        def wanted(pick: Pick) -> bool:
            return isinstance(pick.value, Line) and pick.value.action.name == name

        listed = self.screen.query_one(PlainOptions)
        await self.line(listed, next(n for n, each in enumerate(listed.options)
                                     if isinstance(each, Pick) and wanted(each)))  # fmt: skip

    async def line(self, listed: PlainOptions, number: int) -> None:
        """Click on a line of a list, after the wheel has brought it there."""
        top = listed._index_to_line[number]
        room = listed.scrollable_content_region
        while not listed.scroll_offset.y <= top < listed.scroll_offset.y + room.height:
            down = top > listed.scroll_offset.y
            wheel = events.MouseScrollDown if down else events.MouseScrollUp
            before = listed.scroll_offset
            await self.pilot._post_mouse_events([wheel], listed, (3, 1))
            await self.pilot.pause(0.05)
            assert listed.scroll_offset != before
            room = listed.scrollable_content_region
        await self.click(room.offset + Offset(3, top - listed.scroll_offset.y))

    async def choose(self, words: str) -> None:
        """Click on the option of a form that begins with words."""
        form = self.screen
        assert isinstance(form, Form)
        place = next(n for n, each in enumerate(form.shown) if each.label.startswith(words))
        await self.line(form.query_one("#options", PlainOptions), place)

    async def subject(self, play: Play, subject: str) -> None:
        """Click on a line of the desk."""
        queue = next(each for each in play.query(Queue) if subject in each.subjects)
        await self.line(queue, queue.subjects.index(subject))
        assert play.selected == subject


async def test_a_call_is_answered_recorded_rated_sent_and_resolved_with_clicks_alone() -> None:
    play = play_screen(until=1500)
    desk, journal = play.session.desk, play.session.shift.journal
    async with shown(play) as pilot:
        mouse, before = Mouse(pilot), len(journal)
        caller = phone(desk)
        assert caller
        await mouse.act("take_call")
        await mouse.act("log_ticket")
        await mouse.choose("Incident")
        await mouse.choose("Network")
        form = mouse.screen
        assert isinstance(form, Form)
        while form.draft.asking is not None:
            await mouse.line(form.query_one("#options", PlainOptions), 0)
        assert "All is filled in. Enter does it." in frame(pilot.app)
        await mouse.line(mouse.screen.query_one("#options", PlainOptions), 0)
        ticket = desk.tickets[TicketId(caller)]
        assert play.selected == ticket.id
        await mouse.act("prioritise_ticket")
        form = mouse.screen
        assert isinstance(form, Form)
        await mouse.line(form.query_one("#options", PlainOptions), 1)
        await mouse.line(form.query_one("#options", PlainOptions), 0)
        assert await mouse.bar("open")
        await mouse.act("assign_ticket")
        await mouse.choose("NET")
        await mouse.act("end_call")
        await mouse.act("wait")
        await mouse.subject(play, ticket.id)
        await mouse.act("resolve_ticket")
        await mouse.line(mouse.screen.query_one("#options", PlainOptions), 0)
        done = [type(each.command) for each in journal[before:]]
        assert done[:5] == [c.TakeCall, c.LogTicket, c.PrioritiseTicket, c.AssignTicket, c.EndCall]
        assert done[-1] is c.ResolveTicket
        assert TRAINEE not in desk.live


async def test_a_handover_note_with_several_items_and_the_end_with_clicks_alone() -> None:
    play = play_screen(until=1900)
    left: list[str] = []
    async with shown(play, results=left) as pilot:
        mouse = Mouse(pilot)
        await mouse.act("write_handover")
        form = mouse.screen
        assert isinstance(form, Form)
        listed = form.query_one("#options", PlainOptions)
        await mouse.line(listed, 0)
        await mouse.line(listed, 1)
        assert len(form.draft.values["items"]) == 2, "a click marks, and goes nowhere"
        assert await mouse.bar("open")
        await mouse.choose("None")
        await mouse.choose("None")
        await mouse.line(listed, 0)
        assert not isinstance(mouse.screen, Form)
        assert play.session.desk.handover is not None
        await mouse.act("end_shift")
        assert isinstance(mouse.screen, Confirm)
        yes = mouse.screen.query_one("#yes", Button)
        await mouse.click(yes.region.offset + Offset(3, 1))
    assert left == ["ended"]


async def test_the_tutor_is_followed_with_clicks_alone() -> None:
    play = play_screen("guided")
    assert play.guiding is not None
    journal = play.session.shift.journal
    async with shown(play) as pilot:
        mouse = Mouse(pilot)
        assert " enter Watch  " in frame(pilot.app), "what enter does stands in the bar"
        assert await mouse.bar("open")
        assert len(journal) == 1
        await mouse.click(play.query_one("#tutor", Plain).region.offset + Offset(5, 0))
        assert len(journal) == 2
        panel = play.query_one("RecordPanel", Widget).region
        await mouse.click(Offset(panel.right - 6, panel.bottom - 1))
        assert len(journal) == 3, "so do the words in the border"
        while play.guiding.offer()[0] != "take_call":
            assert await mouse.bar("open")
        assert await mouse.bar("take_call")
        assert TRAINEE in play.session.desk.live


async def test_a_field_is_gone_back_to_with_a_click() -> None:
    play = play_screen(until=1500)
    async with shown(play) as pilot:
        mouse = Mouse(pilot)
        await mouse.act("take_call")
        await mouse.act("log_ticket")
        await mouse.choose("Incident")
        form = mouse.screen
        assert isinstance(form, Form)
        fields = form.query_one("#fields", Plain).region
        for column in (0, 4):
            form.action_field(1)
            await pilot.pause()
            await mouse.click(fields.offset + Offset(column, 0))
            assert form.draft.place == 0
        await mouse.choose("Complaint")
        assert form.draft.values["record"] == "complaint"


async def test_a_click_on_the_last_line_beside_the_list_does_it_once_all_is_filled_in() -> None:
    play = play_screen(until=1500)
    async with shown(play) as pilot:
        mouse = Mouse(pilot)
        await mouse.act("take_call")
        caller = play.selected
        await mouse.act("log_ticket")
        form = mouse.screen
        assert isinstance(form, Form)
        fields = form.query_one("#fields", Plain)
        last = fields.region.offset + Offset(3, len(str(fields.visual).splitlines()) - 1)
        await mouse.click(last)
        assert "Still open: what is it?" in frame(pilot.app)
        await mouse.choose("Complaint")
        await mouse.choose("General")
        last = fields.region.offset + Offset(3, len(str(fields.visual).splitlines()) - 1)
        await mouse.click(last)
        assert mouse.screen is play
        assert TicketId(caller) in play.session.desk.tickets


async def test_digits_in_the_border_show_their_panel() -> None:
    async with shown(play_screen(until=1900)) as pilot:
        mouse = Mouse(pilot)
        row = next(n for n, line in enumerate(frame(pilot.app).splitlines()) if "5 Due" in line)
        column = frame(pilot.app).splitlines()[row].index("5 Due")
        await mouse.click(Offset(column + 2, row))
        assert isinstance(mouse.screen, Page)
        assert "5 Due" in frame(pilot.app)
        assert await mouse.bar("close_dialog")
        assert not isinstance(mouse.screen, Page)


@pytest.mark.parametrize(("name", "kind"), [("command_palette", CommandPalette), ("help", Help)])
async def test_what_the_app_does_is_clicked_on_like_all_else(
    name: str, kind: type[Screen[Any]]
) -> None:
    app = home_app(RETURNING)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert await Mouse(pilot).bar(name)
        assert isinstance(app.screen, kind)


async def test_between_two_keys_of_the_bar_no_place_is_dead() -> None:
    play = play_screen(until=1500)
    async with shown(play):
        bar = play.query_one(KeyBar)
        first = [bar.at(Offset(x, 0)) for x in range(bar.size.width)]
        assert "" not in first[: first.index(first[0]) + GAP]
        named = first[: len(first) - first[::-1].index(next(e for e in first[::-1] if e))]
        assert len(set(named)) > 3
        assert "" not in named


async def test_waiting_ends_at_the_record_whose_word_is_due() -> None:
    play = play_screen(until=1900)
    async with shown(play, (80, 24)) as pilot:
        desk = play.session.desk
        for _ in range(20):
            await pilot.press("full_stop")
            await pilot.pause()
            if due := due_now(desk):
                assert play.selected == due
                break
        else:
            pytest.fail("no promised word was ever due")


async def test_the_second_click_of_a_double_one_does_not_do_what_came_under_the_pointer() -> None:
    play = play_screen(until=1500)
    journal = play.session.shift.journal
    async with shown(play) as pilot:
        bar = play.query_one(KeyBar)
        before = len(journal)
        cells = [Offset(x, y) for y in range(bar.size.height) for x in range(bar.size.width)]
        place = bar.content_region.offset + next(e for e in cells if bar.at(e) == "take_call")
        await Mouse(pilot).click(place)
        assert [type(e.command) for e in journal[before:]] == [c.TakeCall]
        under = bar.at(place - bar.content_region.offset)
        assert under not in ("", "take_call"), "the bar is another one now"
        screen = pilot.app.screen
        await Mouse(pilot).click(place)
        assert len(journal) == before + 1
        assert pilot.app.screen is screen
        bar._clicked = (place, "take_call", -DOUBLE)
        await Mouse(pilot).click(place)
        assert len(journal) > before + 1 or pilot.app.screen is not screen, "later it is a click"


async def test_no_bar_is_shown_whose_keys_are_dead() -> None:
    async with shown(play_screen("coached", until=1500)) as pilot:
        assert " x Hint " in frame(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Form)
        under = frame(pilot.app)
        assert " x Hint " not in under
        assert "enter: " not in under
        assert "4 Board" not in under
        await pilot.press("escape")
        await pilot.pause()
        assert " x Hint " in frame(pilot.app)
        assert "4 Board" in frame(pilot.app)
