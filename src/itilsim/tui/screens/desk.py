"""The desk on the screen: what came in, what was opened, and the selected matter in full.

The one idea: everything shown is one `DeskView`, made anew when something has happened, and each
widget changes only what is different. What can be done is the business of `play`.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer

from itilsim.domain.names import TRAINEE, ServiceId
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.matters import item_view
from itilsim.seat.names import Called
from itilsim.seat.offered import goes_on, likely, titles
from itilsim.seat.session import NotSaved, Session
from itilsim.seat.snapshot import DeskView, snapshot
from itilsim.seat.surroundings import NO_WAY, Surroundings, surroundings, way_of
from itilsim.seat.undoing import Correction
from itilsim.tui.screens.frame import Frame
from itilsim.tui.widgets.coach_panel import CoachPanel
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Plain, clickable
from itilsim.tui.widgets.queue import Arrivals, Queue, Records
from itilsim.tui.widgets.record_panel import RecordPanel
from itilsim.tui.widgets.shift_bar import PAUSED, ShiftBar
from itilsim.tui.widgets.side import Due, Map, Panel, Services, Side, Teams
from itilsim.words.actions import action_named, actions_on
from itilsim.words.labels import MODES, STEPPED

if TYPE_CHECKING:
    # Only guided and coached mode, classes, and forms once opened, pay for them.
    from itilsim.classroom.attending import Attending
    from itilsim.coaching.guided import Guide
    from itilsim.seat.coaching import Coaching
    from itilsim.seat.draft import Draft
    from itilsim.seat.tutor import Guiding

WIDE = 100
"""Cells from which services, due times, teams and map stand beside lists and record."""
ELSEWHERE = Content(" ").join(
    clickable(words, action)
    for words, action in (
        ("4 Board", "service_board"),
        ("5 Due", "due_board"),
        ("6 Teams", "teams"),
        ("7 Map", "estate_path"),
    )
)
"""What the digits show where the window has no room for it."""
GO_ON = "Go on"
"""What enter does with what coach or tutor has said."""
ON_PAGES = {
    action.keys[0]: action.name
    for action in actions_on("play")
    if action.group == "places" or action.name in ("take_call", "desk_card")
}
"""Keys that work on a page over the desk as they do on the desk."""
TICK = 0.25
"""Seconds between two looks at the time; tuning constant."""
BEAT = 1.0
"""Seconds between two looks whether the trainee is stuck; tuning constant."""
SCROLLS = 0.12
"""Seconds between two moves of the cursor within which somebody scrolls past, and after which they
have arrived: were it shorter, one slow paint would bring a matter with each key that follows, and
so another slow paint. Tuning constant."""
REPAINT = 4
"""So many ticks between two repaints of the lists. Source: at most one a second, by measurement."""


class DeskScreen(Frame[str]):
    """Shows a running shift; leaves with `ended` or `left`."""

    view: reactive[DeskView] = reactive(DeskView(), always_update=True, init=False, repaint=False)
    """What is shown; each widget repaints what is new to it."""

    def __init__(
        self,
        session: Session,
        chronicle: Chronicle,
        called: Called,
        guide: Guide | None = None,
        coaching: Coaching | None = None,
    ) -> None:
        """Show a running shift.

        Args:
            session: The driver of the shift.
            chronicle: What has happened in it.
            called: Names.
            guide: The tutor at the trainee's side, in guided mode.
            coaching: The coach, in coached mode.
        """
        super().__init__()
        self.session = session
        self.called = called
        self.guiding: Guiding | None = None
        """The tutor between guide and shift, in guided mode."""
        if guide is not None:
            from itilsim.seat.tutor import Guiding

            self.guiding = Guiding(guide, session, called)
            chronicle.tutors = guide.past.tutors
        self.coaching = coaching
        """The coach, in coached mode."""
        self.attending: Attending | None = None
        """The student's place in a class, where the shift is played in one."""
        self.selected = ""
        """The contact, alert or record that is shown in full."""
        self.chronicle = chronicle
        self.slip: Correction | None = None
        """How the last step is set right, while that can be."""
        self.drafts: dict[tuple[str, str], Draft] = {}
        """Forms that were left half filled in, by title and what they are about."""
        self.again: dict[str, str] = {}
        """Services that work again, by name, with the time of day since when."""
        self._board: dict[str, str] = dict(session.desk.board)
        self._around = Surroundings()
        self._shown: DeskView | None = None
        self._turned = 0.0
        self._arriving: Timer | None = None
        self._still = False
        self._ticks = 0
        self._enter = ""
        self._clock: Timer | None = None

    def compose(self) -> ComposeResult:
        """The bar, two lists, the selected matter, what the tutor and the desk say, the keys."""
        yield ShiftBar()
        with Horizontal(id="desk"):
            with Vertical(id="lists"):
                yield Arrivals(id="arrivals")
                yield Records(id="records")
            yield RecordPanel()
            yield Side()
        yield Plain(id="tutor")
        yield CoachPanel()
        yield Plain(id="word")
        yield KeyBar(self.PLACE, lines=2)

    def on_mount(self) -> None:
        """Show the desk, and let time begin."""
        self.query_one("#word", Plain).display = False
        self.query_one("#tutor", Plain).display = self.guiding is not None
        self.query_one(Arrivals).focus()
        self.session.resume()
        self.look()
        if self.guiding is not None:
            self.selected = self.guiding.subject(self.selected)
            self.look()
            self.set_interval(BEAT, self._beat)
        if not self.session.stepped:
            self._clock = self.set_interval(TICK, self._tick)

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self._name_keys(on_top=self.app.screen is self)
        self.call_after_refresh(self.look)

    def on_screen_suspend(self) -> None:
        """Keys that are named in borders are dead now, too."""
        self._name_keys(on_top=False)

    def on_screen_resume(self) -> None:
        """Name them again."""
        self._name_keys(on_top=True)

    async def on_click(self, event: events.Click) -> None:
        """A click on what tutor or coach says does what enter does."""
        said = (self.query_one("#tutor"), self.query_one(CoachPanel))
        if any(each.display and each.region.contains_point(event.screen_offset) for each in said):
            await self.action_open()

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the panels beside lists and record."""
        return self.app.size.width >= WIDE

    def on_queue_chosen(self, event: Queue.Chosen) -> None:
        """Show what is under the cursor."""
        if event.queue.has_focus and event.subject != self.selected:
            for each in self.query(Queue):
                each.marks = each is event.queue
            self.turn_to(event.subject)
            if event.moved and self.query_one("#word", Plain).display:
                self.say("")  # What was said is about another matter.

    def watch_view(self, view: DeskView) -> None:
        """Show what is new."""
        self.query_one(Arrivals).show(view.came_in)
        self.query_one(Records).show(view.opened)
        self._show_matter(view)

    def _show_matter(self, view: DeskView) -> None:
        """Show what depends on the selection: everything but the lists."""
        self._shown = view
        name = self.comes_next()
        own = self.guiding.title(name) if self.guiding is not None else ""
        named = titles(self.session.desk, view.item)
        title = own or (named.get(name) or action_named(name).title if name else "")
        self._enter = "" if self._is_told() else title
        self.query_one(RecordPanel).show(view.item)
        self._name_keys(on_top=self.app.screen is self)
        bar = self.query_one(KeyBar)
        bar.opens = own or (GO_ON if self._is_told() else "")
        bar.first = "open" if bar.opens else name
        bar.order = likely(self.session.desk, view.item)
        bar.titles = named
        self._show_undo()
        self.show_bar()
        if self.is_wide:
            self._show_side(view)
        if self.guiding is not None:
            self._show_tutor(self.guiding)
            self.query_one(CoachPanel).show(self.guiding.hint, "Tutor")
        if self.coaching is not None:
            self.query_one(CoachPanel).show(self.coaching.words, more=self.coaching.more)
        self.refresh_bindings()

    def _show_tutor(self, guiding: Guiding) -> None:
        """Show what the tutor says, and what help it offers."""
        said = guiding.words(), guiding.nudge
        self.query_one("#tutor", Plain).update(Content("\n".join(filter(None, said))))

    def _beat(self) -> None:
        """Offer help to whoever is stuck at the desk."""
        if self.guiding is not None and self.guiding.beat(busy=self.app.screen is not self):
            self._show_tutor(self.guiding)

    def turn_to(self, subject: str) -> None:
        """Turn to another matter at once, and show it as soon as the cursor has been painted.

        Of the desk nothing else is read. What somebody scrolls past is not shown: painting it takes
        as long as the next key needs to come.

        Args:
            subject: Contact, alert or record under the cursor.
        """
        session, self.selected = self.session, subject
        journal = session.shift.journal
        item = item_view(session.desk, self.chronicle, self.called, journal, subject)
        self.set_reactive(DeskScreen.view, replace(self.view, item=item))
        before, self._turned = self._turned, monotonic()
        if self._arriving is not None:
            self._arriving.stop()
        if self._turned - before < SCROLLS:
            self._arriving = self.set_timer(SCROLLS, self._catch_up)
        else:
            self.call_after_refresh(self._catch_up)

    def watch_focused(self) -> None:
        """Whoever goes on elsewhere finds there what the cursor stands on."""
        self._catch_up()

    def _catch_up(self) -> None:
        """Show the matter that is selected by now, if it is not shown yet."""
        if self._shown is not None and self._shown is not self.view:
            self._show_matter(self.view)

    def look(self) -> None:
        """Read the desk anew, and stay with the selection or go on to what is left."""
        self._watch_board()
        view = self.seen(self.selected)
        subjects = {row.subject for row in view.came_in} | {row.subject for row in view.opened}
        if view.item is None or self.selected not in subjects:
            self.selected = self._nearest(view)
            view = self.seen(self.selected)
        if self.is_wide:
            self._around = surroundings(self.session.desk, self.called, view.clocks)
        self.view = view
        self._stand()

    def say(self, words: str, moment: str = "") -> None:
        """Show a line above the keys; empty takes it away.

        Args:
            words: What is said.
            moment: What stands out before it, as when people work again.
        """
        line, words = self.query_one("#word", Plain), words.strip()
        parts = [Content.styled(moment, "bold $text-success")] if moment else []
        parts += [Content(words)] if words else []
        line.update(Content("\n").join(parts))
        line.display = bool(parts)

    def show_bar(self) -> None:
        """The first line alone."""
        session, scenario = self.session, self.session.shift.setting.scenario
        pace = STEPPED
        if session.paused:
            pace = PAUSED
        elif session.hurrying:
            pace = "▸▸ fast-forward"
        elif not session.stepped:
            pace = f"×{session.speed:g}"
        mode = MODES[session.shift.mode]
        self.query_one(ShiftBar).show(self.view, scenario.title, mode, pace)

    def comes_next(self) -> str:
        """The action that comes next on the selection, or with the tutor's help anywhere."""
        if self.guiding is not None:
            return self.guiding.offer()[0]
        if self._is_told():
            return ""
        return goes_on(self.session.desk, self.view.item, stepped=self.session.stepped)

    def _name_keys(self, *, on_top: bool) -> None:
        """Say in the borders what keys do here, unless something lies over them."""
        for lists in self.query(Records):
            lists.border_subtitle = ELSEWHERE if on_top and not self.is_wide else Content()
        for panel in self.query(RecordPanel):
            does = clickable(f"enter: {self._enter}", "open") if self._enter else Content()
            panel.border_subtitle = does if on_top else Content()

    def _is_told(self) -> bool:
        """Whether coach or tutor has said something that enter takes away."""
        if self.guiding is not None:
            return bool(self.guiding.hint)
        return self.coaching is not None and bool(self.coaching.words)

    def _show_undo(self) -> None:
        """Leave out of the bar what would only say why it cannot be done."""
        desk, slip = self.session.desk, self.slip
        late = slip is None or not slip.is_possible or desk.at > slip.until
        idle = {"undo": late, "take_call": TRAINEE in desk.live}
        bar = self.query_one(KeyBar)
        idle["open"] = not bar.opens
        bar.hidden = frozenset(name for name, is_idle in idle.items() if is_idle)

    def action_desk_card(self) -> None:
        """Show the rules of this desk."""
        from itilsim.tui.screens.looking import desk_card

        self._read("Desk card", desk_card(self.session.desk))

    def action_came_in(self) -> None:
        """Go to what came in."""
        self.query_one(Arrivals).focus()

    def action_records(self) -> None:
        """Go to what was opened."""
        self.query_one(Records).focus()

    def action_matter(self) -> None:
        """Go to the selected matter, to scroll in it."""
        self.query_one(RecordPanel).focus()

    def action_service_board(self) -> None:
        """Show which services are up, and which alerts stand."""
        from itilsim.tui.screens.looking import service_board

        if not self._focused_on(Services):
            self._read(
                "4 Board: services and alerts", service_board(self.session.desk, self.called)
            )

    def action_due_board(self) -> None:
        """Show what is due."""
        from itilsim.tui.screens.looking import due_board

        if not self._focused_on(Due):
            self._read("5 Due", due_board(self.session.desk, self.called))

    def action_teams(self) -> None:
        """Show who does what."""
        from itilsim.tui.screens.looking import teams_page

        if not self._focused_on(Teams):
            self._read("6 Teams", teams_page(self.session.desk))

    def action_estate_path(self) -> None:
        """Show what depends on the item of the open matter."""
        from itilsim.tui.screens.looking import estate_path

        if not self._focused_on(Map):
            self._read("7 Map", estate_path(self.session.desk, self.called, self.selected))

    def _focused_on(self, panel: type[Panel]) -> bool:
        """Give the focus to a panel, where the window is wide; a second time shows all of it.

        Returns:
            Whether that was possible, and enough.
        """
        found = self.query_one(panel)
        if not self.is_wide or found.has_focus:
            return False
        found.focus()
        return True

    def _show_side(self, view: DeskView) -> None:
        """Show what stands around the open matter."""
        desk, item = self.session.desk, view.item
        way = way_of(desk, self.called, item.subject) if item is not None else NO_WAY
        self.query_one(Side).show(self._around, way, self.again)

    def _watch_board(self) -> None:
        """See which services the board shows up again, and since when; a fall ends that."""
        desk, before = self.session.desk, self._board
        self._board = dict(desk.board)
        for service, level in before.items():
            name = desk.estate.services[ServiceId(service)].name
            if self._board.get(service, "up") != "up":
                self.again.pop(name, None)
            elif level != "up":
                self.again[name] = self.called.time(desk.at)

    def end(self) -> None:
        """Leave, because the shift is over; a dialog that is open is waited for."""
        if self._clock is not None:
            self._clock.stop()
        if self.app.screen is not self:
            self.notify("The shift is over. It closes as soon as you are back at the desk.")
            self.dismiss("ended")
        else:
            # The debrief takes a second to work out; until it is there, this has to be seen.
            self.say("The shift is over. One moment: its debrief is being worked out.")
            self.call_after_refresh(self._ended)

    def _ended(self) -> None:
        # Nothing is handed back: a screen that waited for its own end would wait for ever.
        self.dismiss("ended")

    def seen(self, subject: str) -> DeskView:
        """The desk with one matter in full.

        Args:
            subject: Contact, alert or record; empty for none.
        """
        session = self.session
        return snapshot(session.desk, self.chronicle, self.called, session.shift.journal, subject)

    def _nearest(self, view: DeskView) -> str:
        """The matter under the cursor that has the focus, else the first that waits."""
        here = [row.subject for row in view.came_in]
        there = [row.subject for row in view.opened if not row.over]
        if self.query_one(Records).has_focus:
            here, there = there, here
        places = here or there
        return places[0] if places else ""

    def _stand(self) -> None:
        """Put cursors and marks on the selection, and the focus on a list that has it."""
        arrivals, records = self.query_one(Arrivals), self.query_one(Records)
        here, there = arrivals.stand_on(self.selected), records.stand_on(self.selected)
        arrivals.marks, records.marks = here, there
        # The focus follows later: who has it now may have lost it, so that it is said again.
        if here != there and (arrivals.has_focus or records.has_focus):
            (arrivals if here else records).focus()

    def _read(self, title: str, content: Content) -> None:
        from itilsim.tui.dialogs.page import Page

        self.app.push_screen(Page(title, content, ON_PAGES), self._chosen)

    async def _chosen(self, action: str | None) -> None:
        """Do what a sheet or page was left for."""
        if action is not None:
            await self.run_action(action)

    def _keeps_still(self) -> bool:
        """Whether lists stay as they are for once, since somebody scrolls in them just now."""
        self._still = not self._still and monotonic() - self._turned < SCROLLS
        return self._still

    def _tick(self) -> None:
        """Let time pass; the lists are painted at most once a second."""
        paused, self._ticks = self.session.paused, self._ticks + 1
        try:
            moved = self.session.tick()
        except NotSaved as error:
            self.say(f"✗ {error}")
            moved = False
        if self.session.ended:
            self.end()
        elif self.session.paused and not paused:
            self.say(f"{self.session.paused} Press p to go on.")
            self.look()
        elif moved and self._ticks % REPAINT == 0 and not self._keeps_still():
            self.look()
