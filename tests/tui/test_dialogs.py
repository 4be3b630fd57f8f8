"""Dialogs: what is chosen at the keyboard becomes the right command, or none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from itilsim.domain import commands as c
from itilsim.domain.assess import assess
from itilsim.domain.names import AlertId, ComponentId, RecordKind, ServiceId, TeamId, TicketId
from itilsim.seat.choices import KINDS, items
from itilsim.seat.draft import Choice, Draft, Field, FormView, fitting
from itilsim.seat.forms import WISHES, _about_fields, _only_service, found, handover, making
from itilsim.seat.matters import item_view
from itilsim.tui.dialogs.form import MANY, Form, Judge
from itilsim.tui.dialogs.hints import (
    CHOOSE_FIRST,
    CHOOSE_OR_MORE,
    CHOOSE_OR_TYPE,
    NO_CHOICE,
    NO_FIELD_AFTER,
    NO_FIELD_BEFORE,
    NO_TEXT,
    NOT_TYPED,
    TEXT_FIRST,
    nothing_has,
)
from itilsim.tui.dialogs.page import Page
from itilsim.tui.screens.looking import desk_card, service_board, teams_page
from itilsim.tui.screens.play import Play
from itilsim.tui.widgets.plain import MARK, Plain, PlainOptions
from tests.builders import alert_id, contact_id
from tests.played import first_shift
from tests.tui.fingers import Fingers
from tests.tui.frames import frame
from tests.tui.shifts import SEED, play_screen, shown

MOUSE = contact_id("hettie", "arrival/U1", seed=SEED)
CORDELIA = contact_id("cordelia", "ho-screen-2/screen-flicker/1", seed=SEED)
LICENCE = TicketId(contact_id("noor", "arrival/F5", seed=SEED))
LABELS = TicketId(contact_id("tomasz", "wn-label-3/label-stock/1", seed=SEED))
SWITCH = TicketId(alert_id("switch-silent", "ws-sw-07", seed=SEED))
MAREK = contact_id("marek", "ws-sw-07/power-supply/1", seed=SEED)
QUEUE = alert_id("F3", "ord-mq-01", seed=SEED)
SWITCH_ITEM, SCREEN_ITEM = ComponentId("ws-sw-07"), ComponentId("ho-screen-2")


class Left:
    """What a form left with."""

    def __init__(self) -> None:
        self.command: c.Command | None = None
        self.times = 0

    def __call__(self, command: c.Command | None) -> None:
        self.command = command
        self.times += 1


def made(action: str, subject: str, at: int) -> tuple[Play, FormView]:
    """The form of an action on a matter at a second of textbook's shift."""
    play = play_screen(until=at)
    desk = play.session.desk
    item = item_view(desk, play.chronicle, play.called, play.session.shift.journal, subject)
    assert item is not None
    if action == "search":
        return play, found(desk, item)
    view = making(action, desk, play.called, item)
    assert isinstance(view, FormView)
    return play, view


def hint(pilot: Pilot[int]) -> str:
    """What stands below the list of a form."""
    return str(pilot.app.screen.query_one("#hint", Plain).visual)


@asynccontextmanager
async def open_form(
    view: FormView, judge: Judge | None = None, play: Play | None = None
) -> AsyncIterator[tuple[Pilot[int], Left]]:
    left = Left()
    async with shown(play or play_screen()) as pilot:
        await pilot.app.push_screen(Form(view, judge), left)
        await pilot.pause()
        yield pilot, left


@pytest.mark.parametrize(
    ("action", "subject", "at", "keys", "command"),
    [
        ("ask_caller", MOUSE, 1, "3", c.AskCaller(MOUSE, "effect")),
        ("reply", MOUSE, 1, "1", c.Reply(MOUSE)),
        ("update_caller", LICENCE, 1600, "3", c.UpdateCaller(LICENCE, 30)),
        ("update_caller", LICENCE, 1600, "5", c.UpdateCaller(LICENCE, None)),
        ("resolve_ticket", LABELS, 1345, "1", c.ResolveTicket(LABELS, "workaround")),
        ("hold_ticket", LICENCE, 1600, "1", c.HoldTicket(LICENCE, "caller")),
        ("refuse_request", LICENCE, 1600, "4", c.RefuseRequest(LICENCE, "not_approved")),
        ("acknowledge_alert", QUEUE, 425, "2", c.AcknowledgeAlert(QUEUE, "warning")),
        ("link_ticket", MAREK, 1900, "3", c.LinkTicket(MAREK, SWITCH)),
    ],
)
async def test_one_key_answers_a_form_of_one_field(
    action: str, subject: str, at: int, keys: str, command: c.Command
) -> None:
    play, view = made(action, subject, at)
    if action == "link_ticket":
        values = [each.value for each in view.fields[0].options({})]
        keys = str(values.index(SWITCH) + 1)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press(keys)
        await pilot.pause()
    assert left.command == command


async def test_logging_asks_for_kind_category_service_and_item() -> None:
    play, view = made("log_ticket", CORDELIA, 1500)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press("enter", "3", "enter", "1")
        assert left.times == 0
        await pilot.press("enter")
        await pilot.pause()
    # What the caller named stands there from the beginning.
    assert left.command == c.LogTicket(
        CORDELIA, "incident", "hardware", ServiceId("WKP"), SCREEN_ITEM
    )


async def test_what_monitoring_names_is_filled_in_with_the_service_that_hangs_on_it() -> None:
    play, view = made("log_ticket", QUEUE, 560)
    item = play.session.desk.alerts[AlertId(QUEUE)].component
    services = play.session.desk.estate.services_on(str(item))
    filled = {each.name: each.value for each in view.fields}
    assert filled["component"] == item
    assert filled["service"] == (services[0] if len(services) == 1 else None)
    assert (filled["record"], filled["category"]) == (None, None)


def test_a_service_is_filled_in_where_an_item_has_one_and_only_there() -> None:
    desk = play_screen().session.desk
    found = {each: _only_service(desk, each) for each in desk.estate.components}
    for component, service in found.items():
        services = desk.estate.services_on(component)
        assert service == (services[0] if len(services) == 1 else None)
    assert any(found.values())
    assert _only_service(desk, None) is None


def record_form(play: Play, service: str | None, component: str | None) -> FormView:
    """A new record on Marek's call, had he named so much."""
    desk = play.session.desk
    item = item_view(desk, play.chronicle, play.called, play.session.shift.journal, MAREK)
    assert item is not None
    about = _about_fields(desk, play.called, item, None, service, component)
    fields = (Field("record", "What is it?", KINDS), *about)
    return FormView("New", lambda v: c.LogTicket(MAREK, **v), fields, submit="Log it")


BOTH = ["category", "service", "component"]


@pytest.mark.parametrize(
    ("record", "service", "component", "asked"),
    [
        ("incident", "WKP", SWITCH_ITEM, ["category"]),
        ("incident", "WKP", None, BOTH),
        ("incident", None, SWITCH_ITEM, BOTH),
        ("incident", None, None, BOTH),
        *[(kind, "WKP", None, ["category"]) for kind in WISHES],
        *[(kind, None, None, ["category", "service"]) for kind in WISHES],
    ],
)
def test_a_new_record_asks_for_service_and_item_unless_both_are_known_or_none_is_needed(
    record: str, service: str | None, component: str | None, asked: list[str]
) -> None:
    draft = Draft(record_form(play_screen(until=1560), service, component))
    found = list[str]()
    draft.take(record)
    while (place := draft.following()) < len(draft.open):
        draft.place = place
        assert draft.asking is not None
        found.append(draft.asking.name)
    assert found == asked
    assert draft.asks_at_the_end


def test_who_only_wants_something_loses_nothing_without_an_item() -> None:
    desk = play_screen(until=4700).session.desk
    wishes = [each.id for each in desk.contacts.values()
              if desk.setting.symptoms[each.symptom].kind in WISHES]  # fmt: skip
    assert wishes
    assert all(None in assess(desk, str(each)).component.accepted for each in wishes)


@pytest.mark.parametrize("service", [None, "WKP"])
async def test_the_same_keys_name_the_service_whether_it_is_known_or_not(
    service: str | None,
) -> None:
    play = play_screen(until=1560)
    async with open_form(record_form(play, service, None), play=play) as (pilot, left):
        await pilot.press("3", "1", *"war", "enter", "enter", "enter")
        await pilot.pause()
    assert isinstance(left.command, c.LogTicket)
    named = play.session.desk.estate.services[ServiceId(str(left.command.service))].name
    assert named.casefold().startswith("war")
    assert left.command.component is None


async def test_what_is_known_is_marked_so_that_enter_alone_takes_it() -> None:
    play = play_screen(until=1560)
    async with open_form(record_form(play, None, SWITCH_ITEM), play=play) as (pilot, left):
        await pilot.press("3", "1", "enter", "enter", "enter")
        await pilot.pause()
    assert left.command == c.LogTicket(MAREK, "incident", "hardware", None, SWITCH_ITEM)


async def test_where_nothing_can_be_typed_a_form_says_what_can_be_done() -> None:
    play = play_screen(until=1560)
    async with open_form(record_form(play, "WKP", SWITCH_ITEM), play=play) as (pilot, left):
        await pilot.press("w")
        await pilot.pause()
        assert CHOOSE_FIRST in frame(pilot.app)
        await pilot.press("9")
        await pilot.pause()
        assert "There is no line 9." in frame(pilot.app)
        await pilot.press("3", "1")
        await pilot.press("left", "right", "1")
        await pilot.pause()
        assert NOT_TYPED in hint(pilot)
        assert left.times == 0


async def test_words_typed_behind_the_last_field_search_again() -> None:
    play = play_screen(until=1560)
    async with open_form(record_form(play, "WKP", SWITCH_ITEM), play=play) as (pilot, left):
        await pilot.press("3", "1", *"ware")
        await pilot.pause()
        assert "Warehouse management" in frame(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert left.times == 0
        await pilot.press("enter", "enter")
        await pilot.pause()
    assert isinstance(left.command, c.LogTicket)
    assert left.command.service == "WMS"


async def test_what_fits_no_field_behind_the_last_one_is_said_to_be_for_nothing() -> None:
    play = play_screen(until=1560)
    async with open_form(record_form(play, "WKP", SWITCH_ITEM), play=play) as (pilot, left):
        await pilot.press("3", "1", "number_sign")
        await pilot.pause()
        assert NOT_TYPED in hint(pilot)
        assert left.times == 0


async def test_enter_is_offered_once_there_is_a_line_to_choose() -> None:
    one = Field("one", "The first", (Choice(1, "I"), Choice(2, "II")))
    async with open_form(plain_form(one)) as (pilot, _left):
        assert "enter Choose" not in frame(pilot.app)
        await pilot.press("down")
        await pilot.pause()
        assert "enter Choose" in frame(pilot.app)


@pytest.mark.parametrize("key", ["left", "shift+tab", "backspace"])
async def test_in_a_search_list_one_goes_back_while_nothing_is_typed(key: str) -> None:
    play = play_screen(until=1560)
    async with open_form(record_form(play, None, None), play=play) as (pilot, left):
        form = pilot.app.screen
        assert isinstance(form, Form)
        await pilot.press("3", "1", "enter", "a", "backspace")
        assert form.draft.place == 3
        for place in (2, 1, 0, 0):
            await pilot.press(key)
            assert form.draft.place == place
        await pilot.pause()
        assert NO_FIELD_BEFORE in hint(pilot)
        await pilot.press("right", "tab", "right")
        assert form.draft.place == 3
        await pilot.press("a", "left", "left")
        await pilot.pause()
        assert form.draft.place == 3
        assert TEXT_FIRST in hint(pilot)
        await pilot.press("shift+tab")
        assert form.draft.place == 2
        assert left.times == 0


async def test_at_the_end_of_a_form_the_way_on_says_that_there_is_none() -> None:
    two = (Choice(1, "I"), Choice(2, "II"))
    async with open_form(plain_form(Field("one", "The first", two, value=1))) as (pilot, left):
        await pilot.press("right")
        await pilot.pause()
        assert NO_FIELD_AFTER in hint(pilot)
        assert left.times == 0


async def test_what_is_written_is_kept_when_one_looks_at_another_field() -> None:
    two = Field("two", "The second", (Choice(1, "I"), Choice(2, "II")), value=1)
    async with open_form(plain_form(Field("one", "The first"), two)) as (pilot, left):
        await pilot.press("backspace")
        await pilot.pause()
        assert NO_TEXT in hint(pilot)
        await pilot.press(*"ab", "tab", "shift+tab", "enter", "1")
        await pilot.pause()
    assert left.command == c.WriteNote(TicketId("t"), "{'one': 'ab', 'two': 1}")


async def test_the_last_line_of_a_form_says_what_enter_does() -> None:
    play, view = made("log_ticket", CORDELIA, 1500)
    async with open_form(view, play=play) as (pilot, left):
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.action_field(form.draft.last)
        await pilot.pause()
        assert "Something is still open. Enter goes there." in frame(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert left.times == 0
        await pilot.press("3", "1")
        await pilot.pause()
        assert "All is filled in. Enter does it." in frame(pilot.app)
        assert "enter Log it" in frame(pilot.app), "and so does the bar"
        await pilot.press("enter")
        await pilot.pause()
    assert isinstance(left.command, c.LogTicket)


async def test_the_only_field_that_is_left_says_what_enter_does() -> None:
    play = play_screen()
    view = handover(play.session.desk, play.called)
    items, *filled = view.fields
    tutored = replace(view, fields=(items, *(replace(each, locked="None") for each in filled)))
    for asked, enter in ((view, "enter Go on"), (tutored, f"enter {view.submit}")):
        async with open_form(asked) as (pilot, _):
            assert enter in frame(pilot.app)


async def test_impact_and_urgency_show_what_the_matrix_gives() -> None:
    play, view = made("prioritise_ticket", SWITCH, 1690)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press("2")
        await pilot.pause()
        assert "A department or shift" not in frame(pilot.app)
        assert "within 90 minutes" in frame(pilot.app)
        await pilot.press("1")
        await pilot.pause()
        assert "The matrix gives P2." in frame(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
    assert left.command == c.PrioritiseTicket(SWITCH, 2, 1)


async def test_a_disputed_priority_is_one_step_back() -> None:
    play, view = made("prioritise_ticket", SWITCH, 1690)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press("1", "1", "left", "2", "enter")
        await pilot.pause()
    assert left.command == c.PrioritiseTicket(SWITCH, 1, 1, disputed=True)


async def test_a_team_is_found_by_typing() -> None:
    play, view = made("assign_ticket", SWITCH, 1690)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press(*"servers", "enter")
        await pilot.pause()
    assert left.command == c.AssignTicket(SWITCH, TeamId("SRV"))


async def test_a_list_that_is_searched_is_paged_while_the_cursor_stands_in_the_text() -> None:
    play, view = made("search", LABELS, 1140)
    async with open_form(view, play=play) as (pilot, _):
        form = pilot.app.screen
        assert isinstance(form, Form)
        places = []
        for key in ("pagedown", "pagedown", "pageup", "pageup"):
            await pilot.press(key)
            places.append(form.highlighted)
        first, second, *back = places
        assert first is not None
        assert second is not None
        assert 1 < first < second - 1
        assert (first, back) == (3, [2, 0]), "a page is so many lines; entries differ in theirs"


async def test_arrows_move_in_the_list_while_typing() -> None:
    play, view = made("alert_team", QUEUE, 425)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press(*"a", "down", "down", "down", "up", "enter")
        await pilot.pause()
    fit = [e for e in view.fields[0].options({}) if "a" in f"{e.label}{e.aside}".lower()]
    fit.sort(key=lambda e: not any(word[0] in "aA" for word in e.label.split()))
    assert left.command == c.AlertTeam(QUEUE, fit[1].value)


async def test_what_begins_as_typed_comes_first() -> None:
    play, view = made("alert_team", QUEUE, 425)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press("b", "down", "enter")
        await pilot.pause()
    assert isinstance(left.command, c.AlertTeam)
    chosen = next(e for e in view.fields[0].options({}) if e.value == left.command.team)
    assert any(word.casefold().startswith("b") for word in chosen.label.split())


async def test_what_fits_nothing_cannot_be_chosen() -> None:
    play, view = made("assign_ticket", SWITCH, 1690)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press(*"zzz", "enter")
        await pilot.pause()
        assert left.times == 0


async def test_what_fits_nothing_takes_no_first_line_where_one_is_marked_else() -> None:
    many = tuple(Choice(number, f"line {number}") for number in range(30))
    field = Field("one", "The first", many, free=True)
    async with open_form(plain_form(field)) as (pilot, left):
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert form.highlighted == 0
        await pilot.press(*"zzz")
        await pilot.pause()
        assert form.highlighted is None
        await pilot.press("enter")
        await pilot.pause()
        assert nothing_has("zzz") in hint(pilot)
        assert left.times == 0


DECIDED = ("alert_team", QUEUE, 425)
NAMED = ("log_ticket", MOUSE, 1)


@pytest.mark.parametrize("typed", ["", "s"])
@pytest.mark.parametrize(
    ("made_of", "keys", "first"), [(DECIDED, "", None), (NAMED, "31", 0)], ids=["decided", "named"]
)
async def test_a_line_is_marked_at_once_unless_it_is_a_decision_typed_or_not(
    typed: str, made_of: tuple[str, str, int], keys: str, first: int | None
) -> None:
    play, view = made(*made_of)
    async with open_form(view, play=play) as (pilot, left):
        form = pilot.app.screen
        assert isinstance(form, Form)
        await pilot.press(*keys, *typed)
        await pilot.pause()
        assert len(form.shown) > 2
        assert form.highlighted == first
        if first is None:
            place = form.draft.place
            await pilot.press("enter")
            await pilot.pause()
            assert (CHOOSE_OR_MORE if typed else CHOOSE_OR_TYPE) in hint(pilot)
            assert (form.draft.place, left.times) == (place, 0)
            await pilot.press("down")
            assert form.highlighted == 0


async def test_words_that_leave_one_line_choose_it() -> None:
    many = tuple(Choice(number, f"line {number:02}") for number in range(30))
    async with open_form(plain_form(Field("one", "The first", many))) as (pilot, left):
        await pilot.press(*"07", "enter")
        await pilot.pause()
    assert left.command == c.WriteNote(TicketId("t"), "{'one': 7}")


async def test_one_letter_that_only_one_line_has_chooses_nothing() -> None:
    """A walker pressed j to move down, and had chosen."""
    many = (Choice(0, "jam"), *(Choice(number, f"line {number:02}") for number in range(1, 30)))
    async with open_form(plain_form(Field("one", "The first", many))) as (pilot, left):
        await pilot.press("j", "enter")
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert (len(form.shown), form.highlighted, left.times) == (1, None, 0)
        assert CHOOSE_OR_MORE in hint(pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
    assert left.command == c.WriteNote(TicketId("t"), "{'one': 0}")


async def test_many_are_marked_with_space_however_long_the_list() -> None:
    many = tuple(Choice(number, f"line {number:02}") for number in range(MANY + 9))
    field = Field("some", "Which?", many, (), many=True)
    async with open_form(plain_form(field)) as (pilot, left):
        await pilot.press("space", "down", "down", "space", "enter")
        await pilot.pause()
    assert left.command == c.WriteNote(TicketId("t"), "{'some': (0, 2)}")


def test_an_item_is_not_found_by_the_time_of_its_alert() -> None:
    play = play_screen(until=1500)
    desk = play.session.desk
    item = item_view(desk, play.chronicle, play.called, play.session.shift.journal, MAREK)
    assert item is not None
    listed = items(desk, play.called, item)
    timed = [each for each in listed if " at 09:" in each.below]
    assert timed
    for each in timed:
        assert each not in fitting(listed, each.below.rsplit(maxsplit=1)[-1])


async def test_a_notice_takes_a_known_error_and_a_promise() -> None:
    play, view = made("send_notice", SWITCH, 1720)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press(*"batch mode", "down", "enter", "1", "enter")
        await pilot.pause()
    assert left.command == c.SendNotice(SWITCH, "KE-09", 15)


@pytest.mark.parametrize("named", ["", "KE-09", "KB-01"])
def test_a_notice_names_known_errors_only_and_that_of_the_record_first(named: str) -> None:
    play = play_screen(until=1720)
    desk = play.session.desk
    desk.tickets[SWITCH] = replace(desk.tickets[SWITCH], known_error=named)
    item = item_view(desk, play.chronicle, play.called, play.session.shift.journal, SWITCH)
    view = making("send_notice", desk, play.called, item)
    assert isinstance(view, FormView)
    asked = view.fields[0]
    values = [each.value for each in asked.options({})]
    assert "known error" in asked.ask
    assert set(values) == {"", *desk.setting.known_errors}
    assert values[0] == (named if named in desk.setting.known_errors else "")


@pytest.mark.parametrize(
    ("subject", "cleared", "called", "record", "warned"),
    [
        (SWITCH, None, True, "incident", True),
        (SWITCH, 1700, True, "incident", True),
        (SWITCH, None, False, "incident", True),
        (SWITCH, 1700, False, "incident", False),
        (LICENCE, None, False, "information", False),
        (LICENCE, None, False, "request", True),
    ],
)
def test_resolving_warns_only_where_somebody_is_to_be_asked(
    subject: TicketId, cleared: int | None, *, called: bool, record: RecordKind, warned: bool
) -> None:
    play = play_screen(until=1720)
    desk, alert = play.session.desk, AlertId(subject)
    child = TicketId(MAREK)
    if alert in desk.alerts:
        desk.alerts[alert] = replace(desk.alerts[alert], cleared_at=cleared)
    children = (child,) if called else ()
    desk.tickets.setdefault(child, replace(desk.tickets[subject], id=child, children=()))
    desk.tickets[subject] = replace(desk.tickets[subject], record=record, children=children)
    item = item_view(desk, play.chronicle, play.called, play.session.shift.journal, subject)
    view = making("resolve_ticket", desk, play.called, item)
    assert isinstance(view, FormView)
    assert ("You have not asked" in view.fields[0].hint) == warned


async def test_a_problem_takes_any_number_of_earlier_incidents() -> None:
    play, view = made("raise_problem", SWITCH, 3700)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press("space", "down", "space", "3", "3", "enter")
        await pilot.pause()
    assert left.command == c.RaiseProblem(SWITCH, ("INC0009874", "INC0009611"))


async def test_a_work_note_keeps_what_was_written() -> None:
    play, view = made("write_note", LICENCE, 1600)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press(*"[b]q?", "enter")
        await pilot.pause()
    assert left.command == c.WriteNote(LICENCE, "[b]q?")


async def test_the_handover_note_picks_items_a_risk_and_a_promise() -> None:
    play = play_screen(until=4700)
    first = next(each for each in play.session.desk.open)
    view = handover(play.session.desk, play.called)
    risks = [each.value for each in view.fields[1].options({})]
    async with open_form(view, play=play) as (pilot, left):
        keys = ("space", "enter", str(risks.index(SWITCH_ITEM) + 1), "2", "enter")
        await pilot.press(*keys)
        await pilot.pause()
    assert left.command == c.WriteHandover((str(first),), SWITCH_ITEM, first)


async def test_a_search_lists_what_names_the_symptom_first_and_leads_to_its_use() -> None:
    play, view = made("search", LABELS, 1140)
    values = [each.value for each in view.fields[0].options({})]
    assert values[:2] == ["KE-04", "KE-05"]
    assert "2 found, by title, before all else." in view.about
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press("enter", "down", "enter", "1")
        await pilot.pause()
    assert left.command == c.ApplyWorkaround(LABELS, "KE-04")


def test_a_search_on_an_alert_looks_for_its_item_and_says_so_where_it_finds_nothing() -> None:
    _, view = made("search", SWITCH, 1560)
    assert view.about.startswith("Searched for: South bays 2 to 4.")
    assert "Nothing was found; all there is stands here" in view.about


async def test_before_a_record_is_logged_a_search_offers_no_use_but_says_why() -> None:
    play, view = made("search", MAREK, 1560)
    async with open_form(view, play=play) as (pilot, left):
        assert "log a record first" in frame(pilot.app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert left.times == 0
        await pilot.press(*"KE-09", "enter", "enter")
        await pilot.pause()
        assert NO_CHOICE in hint(pilot)
        assert left.times == 0


def test_a_record_that_nobody_called_about_says_why_an_article_is_of_no_use() -> None:
    _, view = made("search", SWITCH, 1900)
    article = next(e for e in view.fields[0].options({}) if e.value in first_shift().articles)
    assert list(view.fields[1].options({"entry": article.value})) == []
    assert view.fields[1].hint == "Nobody called about this: an article needs a caller."


async def test_escape_wishes_for_nothing() -> None:
    play, view = made("log_ticket", MOUSE, 1)
    async with open_form(view, play=play) as (pilot, left):
        await pilot.press("2", "escape")
        await pilot.pause()
    assert (left.times, left.command) == (1, None)


def plain_form(*fields: Field) -> FormView:
    return FormView("A form", lambda values: c.WriteNote(TicketId("t"), str(dict(values))), fields)


async def test_what_is_missing_is_asked_for() -> None:
    one = Field("one", "The first", (Choice(1, "I"), Choice(2, "II")))
    two = Field("two", "The second", (Choice(3, "III"), Choice(4, "IV")))
    async with open_form(plain_form(one, two)) as (pilot, left):
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.action_field(1)
        await pilot.press("2", "enter")
        await pilot.pause()
        assert left.times == 0
        assert "Still open: the first." in frame(pilot.app)
        await pilot.press("1", "enter", "enter")
        await pilot.pause()
    assert left.command == c.WriteNote(TicketId("t"), "{'one': 1, 'two': 4}")


@pytest.mark.parametrize("key", ["right", "l", "enter"])
@pytest.mark.parametrize("count", [1, 2])
async def test_no_key_leaves_a_question_without_an_answer(key: str, count: int) -> None:
    two = (Choice(1, "I"), Choice(2, "II"))
    asked = [Field(f"f{n}", "It rang. What now?", two) for n in range(count)]
    async with open_form(replace(plain_form(*asked), submit="Send it")) as (pilot, left):
        await pilot.press(key, key)
        await pilot.pause()
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert form.draft.place == 0
        said = "Choose a line first" if key == "enter" else "Still open: it rang. What now?"
        assert said in frame(pilot.app)
        assert "?." not in frame(pilot.app)
        await pilot.press(*"21"[:count], *["enter"] * (count - 1))
        await pilot.pause()
    assert left.times == 1


async def test_a_judge_keeps_the_form_open_and_its_values() -> None:
    one = Field("one", "The first", (Choice(1, "I"), Choice(2, "II")))
    two = Field("two", "The second", (Choice(3, "III"), Choice(4, "IV")))
    said = ["Not that."]
    async with open_form(plain_form(one, two), lambda _: said.pop() if said else "") as (
        pilot,
        left,
    ):
        await pilot.press("1", "2")
        await pilot.pause()
        assert left.times == 0
        assert "Not that." in frame(pilot.app)
        await pilot.press("enter", "enter")
        await pilot.pause()
    assert left.command == c.WriteNote(TicketId("t"), "{'one': 1, 'two': 4}")


async def test_a_locked_field_is_shown_with_its_reason_and_not_asked() -> None:
    locked = Field("one", "The first", (Choice(1, "I"),), locked="Hardware", why="the table")
    two = Field("two", "The second", (Choice(3, "III"), Choice(4, "IV")))
    async with open_form(plain_form(locked, two)) as (pilot, left):
        shown_fields = str(pilot.app.screen.query_one("#fields", Plain).visual)
        assert "Hardware\n    (the table)" in shown_fields
        await pilot.press("1")
        await pilot.pause()
    assert left.command == c.WriteNote(TicketId("t"), "{'one': None, 'two': 3}")


async def test_a_form_never_reads_markup_and_fits_a_small_terminal() -> None:
    hostile = tuple(Choice(n, "[/] [b]x[/b] [@click=app.quit]", "[$no] " * 30) for n in range(30))
    view = plain_form(Field("one", "[/]", hostile, hint="[/b]"), Field("two", "[x]", hostile))
    async with open_form(view) as (pilot, _left):
        lines = frame(pilot.app).splitlines()
        assert "esc Back" in lines[19]
        assert "╰" in lines[20], "it ends before the window does"
        assert pilot.app.screen.query_one("#options", PlainOptions).option_count == 30
        assert pilot.app.screen.query_one("#filter", Input).display


@pytest.mark.parametrize(
    ("page", "words"),
    [("card", "The matrix"), ("board", "Web shop"), ("teams", "Network")],
)
async def test_pages_scroll_and_close(page: str, words: str) -> None:
    play = play_screen()
    desk = play.session.desk
    contents = {
        "card": desk_card(desk),
        "board": service_board(desk, play.called),
        "teams": teams_page(desk),
    }
    async with shown(play) as pilot:
        pilot.app.push_screen(Page(page, contents[page]))
        await pilot.pause()
        assert words.rsplit(maxsplit=1)[-1].lower() in frame(pilot.app).lower()
        await pilot.press("j", "j", "G", "enter")
        await pilot.pause()
        assert pilot.app.screen is play


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["small", "large"])
@pytest.mark.parametrize(
    ("action", "subject", "at"),
    [
        ("log_ticket", CORDELIA, 1500),
        ("categorise_ticket", LABELS, 1345),
        ("prioritise_ticket", LABELS, 1345),
        ("acknowledge_alert", QUEUE, 425),
        ("update_caller", LICENCE, 1600),
    ],
)
async def test_a_short_list_and_the_values_beside_it_are_seen_whole(
    action: str, subject: str, at: int, size: tuple[int, int]
) -> None:
    play, view = made(action, subject, at)
    async with shown(play, size) as pilot:
        await pilot.app.push_screen(Form(view))
        await pilot.pause()
        listed = pilot.app.screen.query_one("#options", PlainOptions)
        assert listed.max_scroll_y == 0
        assert not listed.show_vertical_scrollbar
        assert "…" not in str(pilot.app.screen.query_one("#fields", Plain).visual).replace(
            "    …", ""
        ), "a value that is cut"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["small", "large"])
async def test_an_arrow_stands_in_the_list_only_and_a_long_title_hangs_behind_its_mark(
    size: tuple[int, int],
) -> None:
    play = play_screen(until=4700)
    async with shown(play, size) as pilot:
        await pilot.app.push_screen(Form(handover(play.session.desk, play.called)))
        await pilot.press("enter")
        for _ in range(2):
            await pilot.pause()
            beside = str(pilot.app.screen.query_one("#fields", Plain).visual)
            assert [line[:1] for line in beside.splitlines() if line[:1] != " "] == ["•"]
            assert "\n  Who is waiting for an\n  update?\n" in beside.replace("•", " ")
            assert MARK not in beside
            await pilot.press("1")


async def test_a_reason_is_shown_whole_where_there_is_room() -> None:
    why = "The caller names wn-label-3 (Label printer of packing lane three, north)."
    locked = Field("one", "The first", (Choice(1, "I"),), locked="wn-label-3", why=why)
    two = Field("two", "The second", (Choice(3, "III"), Choice(4, "IV")))
    async with open_form(plain_form(locked, two)) as (pilot, _):
        shown_fields = str(pilot.app.screen.query_one("#fields", Plain).visual)
        assert why in " ".join(shown_fields.split())


async def test_what_many_lines_of_a_list_share_is_said_once() -> None:
    play, view = made("log_ticket", CORDELIA, 1500)
    async with open_form(view, play=play) as (pilot, _):
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.action_field([each.name for each in form.draft.open].index("component"))
        await pilot.pause()
        lines = frame(pilot.app)
        assert lines.count("by the map") == 1
        assert lines.count(" * ") > 2


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["small", "large"])
@pytest.mark.parametrize("refused", ["", "Not that."])
@pytest.mark.parametrize(
    ("action", "subject", "at", "place"),
    [
        ("log_ticket", CORDELIA, 1500, 3),
        ("log_ticket", CORDELIA, 1500, 2),
        ("assign_ticket", SWITCH, 1690, 0),
        ("search", MAREK, 1560, 0),
    ],
)
async def test_what_stands_below_a_long_list_is_seen_whole(
    action: str, subject: str, at: int, place: int, refused: str, size: tuple[int, int]
) -> None:
    play, view = made(action, subject, at)
    async with shown(play, size) as pilot:
        form = Form(view)
        await pilot.app.push_screen(form)
        await pilot.pause()
        form._go(place, refused)
        form._hint("Choose a line first: ↓, or type a word.")
        await pilot.pause()
        below, body = form.query_one("#hint", Plain), form.query_one("#body")
        assert below.region.height == below.visual.get_height({}, below.region.width) > 0
        assert body.region.contains_region(below.region)
        assert form.query_one("#options", PlainOptions).region.height >= 3


async def test_in_a_list_to_search_only_options_begin_at_the_edge() -> None:
    play, view = made("search", LABELS, 1345)
    async with open_form(view, play=play) as (pilot, _):
        options = pilot.app.screen.query_one("#options", PlainOptions)
        prompts = [str(each.prompt) for each in options.options]
        assert len(prompts) > 9
        assert all(not prompt.startswith(" ") for prompt in prompts)
        below = [line for prompt in prompts for line in prompt.splitlines()[1:]]
        assert below
        assert all(line.startswith("  ") for line in below)


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_where_no_line_is_under_the_cursor_a_form_says_what_to_do_until_it_is_done(
    key: str,
) -> None:
    one = Field("one", "The first", (Choice(1, "I"), Choice(2, "II")))
    two = Field("two", "The second", (Choice(3, "III"), Choice(4, "IV")))
    async with open_form(plain_form(one, two)) as (pilot, left):
        await pilot.press(key)
        await pilot.pause()
        assert CHOOSE_FIRST in frame(pilot.app)
        await pilot.press("down", key)
        await pilot.pause()
        assert CHOOSE_FIRST not in frame(pilot.app)
        assert "The second" in str(pilot.app.screen.query_one("#question", Plain).visual)
        assert left.times == 0


async def test_where_nothing_fits_what_is_typed_a_form_says_so() -> None:
    many = tuple(Choice(number, f"line {number}") for number in range(30))
    async with open_form(plain_form(Field("one", "The first", many))) as (pilot, left):
        await pilot.press("enter")
        await pilot.pause()
        assert CHOOSE_OR_TYPE in frame(pilot.app)
        await pilot.press(*"07")
        await pilot.pause()
        assert nothing_has("07") in hint(pilot)
        assert isinstance(pilot.app.screen, Form)
        assert len(pilot.app.screen.shown) == len(many), "all that there is stays in sight"
        await pilot.press("z", "enter")
        await pilot.pause()
        assert nothing_has("07z") in hint(pilot)
        await pilot.press(*("backspace",) * 3)
        await pilot.pause()
        assert "Nothing has" not in frame(pilot.app)
        assert left.times == 0
        await pilot.press(*"zz", "down", "enter")
        await pilot.pause()
    assert left.command == c.WriteNote(TicketId("t"), "{'one': 0}")


async def test_enter_on_a_long_list_without_a_choice_says_what_to_do() -> None:
    play, view = made("log_ticket", CORDELIA, 1500)
    long = replace(view, fields=tuple(e for e in view.fields if e.name == "component"), submit="")
    bare = replace(long, fields=(replace(long.fields[0], value=None),))
    async with open_form(bare, play=play) as (pilot, left):
        assert isinstance(pilot.app.screen, Form)
        pilot.app.screen.query_one("#options", PlainOptions).highlighted = None
        await pilot.press("enter")
        await pilot.pause()
        assert CHOOSE_OR_TYPE in frame(pilot.app)
        assert left.times == 0


async def test_a_field_that_is_passed_by_says_its_value_and_looks_not_open() -> None:
    play = play_screen()
    async with shown(play) as pilot:
        fingers = Fingers(pilot, play)
        await fingers.press("n", "5", "1", "w", "o", "r", "k", "enter")
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert form.draft.asking is None
        item = next(each for each in form.draft.open if each.name == "component")
        assert form.draft.chosen(item) == "Not known"


def test_what_begins_so_hides_what_only_has_it_inside() -> None:
    listed = (Choice(1, "Network"), Choice(2, "Workplace and field"), Choice(3, "Databases"))
    assert [each.value for each in fitting(listed, "wor")] == [2]
    assert [each.value for each in fitting(listed, "ase")] == [3]
    assert fitting(listed, "") == listed


def test_a_notice_from_a_linked_record_goes_to_all_who_hang_on_the_cause() -> None:
    """A walker sent it from one, and the promises of the others ran out."""
    play = play_screen(until=1900)
    linked = [each for each in play.session.desk.tickets.values() if each.parent is not None]
    _, view = made("send_notice", str(linked[0].id), 1900)
    command = view.build({"known_error": "", "next_minutes": 15})
    assert command == c.SendNotice(TicketId(str(linked[0].parent)), "", 15)
    number = play.called.number(play.session.desk.tickets[TicketId(str(linked[0].parent))])
    assert number in view.preview({})


async def test_who_asks_for_help_in_a_form_is_told_where_it_is() -> None:
    many = tuple(Choice(number, f"line {number}") for number in range(30))
    for choices in (many, many[:3]):
        async with open_form(plain_form(Field("one", "The first", choices))) as (pilot, left):
            await pilot.press("question_mark")
            await pilot.pause()
            assert "For help: esc, then ?." in hint(pilot)
            assert left.times == 0


async def test_a_page_that_is_left_measures_nothing_any_more() -> None:
    """What was to be done after the next paint may come when its text is gone."""
    play = play_screen(until=1720)
    async with shown(play, (80, 24)) as pilot:
        page = Page("Card", desk_card(play.session.desk))
        pilot.app.push_screen(page)
        await pilot.pause()
        page.dismiss(None)
        await page.query("*").remove()
        page._say_what_is_left()
