"""A list of matters, kept up to date line by line: the cursor stays on its matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self, TypeVar

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from itilsim.seat.snapshot import RINGS, WAITS, WORKS, ArrivalRow, RecordRow
from itilsim.tui.theme import CLOCK_STATES, PRIORITIES
from itilsim.tui.widgets.plain import MARK, OneLine, PlainOptions
from itilsim.words.figures import MINUS

RowT = TypeVar("RowT", ArrivalRow, RecordRow)
WIDE = 46
"""Cells from which the columns have room for whole words."""
ROOM_FOR_BOTH = 34
"""Cells from which a line has room for a flag and for how long somebody waits."""
PHONE = "((•))"
"""The sign of a phone that rings."""
BORDER = 2
"""Lines of a list's border."""
NARROWEST = 30
"""Cells of a line before its list has been laid out."""


class Queue(PlainOptions):
    """Lines by subject; each subclass knows how its line looks."""

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    """The line under the cursor; a move paints two lines, not the list."""

    class Chosen(Message):
        """Another matter is under the cursor."""

        def __init__(self, queue: Queue, subject: str, *, moved: bool = True) -> None:
            """Say which.

            Args:
                queue: The list.
                subject: The matter.
                moved: Somebody has moved the cursor; else its list has got the focus.
            """
            super().__init__()
            self.queue = queue
            self.subject = subject
            self.moved = moved

        @property
        def control(self) -> Queue:
            """The list."""
            return self.queue

    class Opened(Chosen):
        """Enter was pressed on a matter."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        """Make a list with nothing in it.

        Args:
            id: Name in the stylesheet.
        """
        super().__init__(id=id)
        self._rows: Sequence[ArrivalRow | RecordRow] = ()
        self._made: dict[str, tuple[ArrivalRow | RecordRow, int, Content]] = {}
        self._lines_shown: dict[str, Content] = {}
        self._width = 0
        self._clicked = ""
        self._filling = False

    @property
    def subject(self) -> str:
        """The matter under the cursor; empty where there is none."""
        if self.highlighted is None:
            return ""
        return self.get_option_at_index(self.highlighted).id or ""

    @property
    def subjects(self) -> list[str]:
        """All matters, in order."""
        return list(self._lines_shown)

    def put(self, rows: Sequence[RowT], line: Callable[[RowT, int], Content]) -> bool:
        """Show rows in order; only what has changed is made anew and touched.

        Args:
            rows: What is shown.
            line: Makes the line of a row at a width.

        Returns:
            Whether these are other rows, or there is other room, than before.
        """
        width = max(self.scrollable_content_region.width - len(MARK), NARROWEST)
        if rows is self._rows and width == self._width:
            return False
        self._rows, self._width = rows, width
        made, self._made = self._made, {}
        for row in rows:
            known = made.get(row.subject)
            if known is None or known[0] != row or known[1] != width:
                known = (row, width, line(row, width))
            self._made[row.subject] = known
        self._show({subject: content for subject, (_, _, content) in self._made.items()})
        return True

    def _show(self, wanted: dict[str, Content]) -> None:
        """Show lines; the screen is laid out anew only where the list needs other room."""
        bar, self._filling = self.show_vertical_scrollbar, True
        try:
            self._fill(wanted)
        finally:
            self._filling = False
        if self.show_vertical_scrollbar != bar:
            self.refresh(layout=True)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """As every widget; lines that come and go are no reason to lay out the whole screen."""
        wanted = layout and not self._filling
        return super().refresh(*regions, repaint=repaint, layout=wanted, recompose=recompose)

    def _fill(self, wanted: dict[str, Content]) -> None:
        subject = self.subject
        same = 0
        for before, now in zip(self._lines_shown, wanted, strict=False):
            if before != now:
                break
            same += 1
        with self.prevent(OptionList.OptionHighlighted):
            if same:
                for each in list(self._lines_shown)[same:]:
                    self.remove_option(each)
            else:
                self.clear_options()
            self.add_options(Option(OneLine(wanted[each]), id=each) for each in list(wanted)[same:])
            for each in list(wanted)[:same]:
                if self._lines_shown[each] != wanted[each]:
                    self.replace_option_prompt(each, OneLine(wanted[each]))
            self._lines_shown = wanted
            if subject in wanted:
                self.highlighted = list(wanted).index(subject)
            elif wanted:
                self.highlighted = min(self.highlighted or 0, len(wanted) - 1)

    def stand_on(self, subject: str) -> bool:
        """Put the cursor on a matter; whether it is here."""
        places = list(self._lines_shown)
        if subject not in places:
            return False
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = places.index(subject)
        return True

    def watch_highlighted(  # type: ignore[override]  # Textual hands over as many as are asked for
        self, before: int | None, highlighted: int | None
    ) -> None:
        """Paint the line that the cursor left and the one it came to.

        Args:
            before: The line that it left.
            highlighted: Where it stands now.
        """
        super().watch_highlighted(highlighted)
        for each in (before, highlighted):
            if each is not None:
                self.refresh_line(each)

    async def _on_click(self, event: events.Click) -> None:
        """A click selects; a second one on the same line opens it."""
        event.prevent_default()
        place: int | None = event.style.meta.get("option")
        if place is None:
            return
        subject = self.get_option_at_index(place).id or ""
        again = subject == self._clicked and place == self.highlighted
        self.highlighted = place
        self._clicked = "" if again else subject
        if again:
            self.action_select()

    def on_blur(self) -> None:
        """Elsewhere is the focus now: the next click only selects."""
        self._clicked = ""

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell that the cursor moved."""
        event.stop()
        self.post_message(self.Chosen(self, event.option.id or ""))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell that enter was pressed."""
        event.stop()
        self.post_message(self.Opened(self, event.option.id or ""))

    def on_focus(self, event: events.Focus) -> None:
        """Whoever has the focus says what is shown."""
        del event
        if self.subject:
            self.post_message(self.Chosen(self, self.subject, moved=False))


class Arrivals(Queue):
    """What came in."""

    BORDER_TITLE = "1 Came in"

    def show(self, rows: Sequence[ArrivalRow]) -> None:
        """Show what came in, the oldest first, in a list as long as there is room and need for."""
        if self.put(rows, _arrival):
            self.border_title = Content(arrivals_title(rows))
            self.styles.height = min(len(rows), self.screen.size.height) + BORDER


def arrivals_title(rows: Sequence[ArrivalRow]) -> str:
    """What stands over what came in: how much it is, and whether the phone rings."""
    rings = sum(row.flag == RINGS for row in rows)
    phone = f" {PHONE} {rings} {'rings' if rings == 1 else 'ring'}" if rings else ""
    return f"1 Came in ({len(rows)}){phone}"


class Records(Queue):
    """What the desk opened."""

    BORDER_TITLE = "2 You opened"

    def show(self, rows: Sequence[RecordRow]) -> None:
        """Show records as they were logged, what is over at the end."""
        if self.put(rows, _record):
            self.border_title = Content(f"2 You opened ({sum(not row.over for row in rows)} open)")


def _arrival(row: ArrivalRow, width: int) -> Content:
    flag = {
        RINGS: "bold $text-warning", WAITS: "bold $text-warning",
        "exception": "bold $text-error", "speaks": "bold",
    }  # fmt: skip
    word = row.flag
    if row.flag == RINGS:
        word = f"{PHONE} {RINGS}" if width >= ROOM_FOR_BOTH else PHONE
    tail = f" {word}" if word else ""
    waits = f" {row.waits:>3}" if width >= ROOM_FOR_BOTH or not word else ""
    room = width - 12 - len(tail) - len(waits)
    return Content.assemble(
        f"{row.time} ",
        (f"{row.channel:<5} ", "$text-muted"),
        f"{_cut(row.who, room):<{room}}",
        (tail, flag.get(row.flag, "$text-muted")),
        (waits, "$text-muted"),
    )


def _record(row: RecordRow, width: int) -> Content:
    level = int(row.priority[1]) if row.priority[1:].isdecimal() else 0
    style = _loud(PRIORITIES[level].style) if level in PRIORITIES and not row.over else ""
    short = row.number[-3:] if row.number[-1:].isdecimal() else "alt"
    number = row.number if width >= WIDE else short
    head = f"{'*' if row.news else '└' if row.child else ' '}{number}"
    tail = _clock(row)
    room = width - len(head) - len(tail) - 10
    return Content.assemble(
        (head, "bold" if row.news else ""),
        " ",
        (f"{row.priority:<2} ", style),
        f"{row.team:<4}",
        (f"{_cut(row.what, room):<{room}} ", "$text-muted" if row.over else ""),
        (tail, _loud(CLOCK_STATES[row.clock.state].style) if row.clock is not None else ""),
    )


def _loud(style: str) -> str:
    """A style, unless it is the ordinary one, which the cursor brings its own of."""
    return "" if style == "$foreground" else style


def _clock(row: RecordRow) -> str:
    """The clock that runs out first, in few cells; the state where none runs."""
    if row.clock is None or row.state in ("Resolved", "Closed", "Cancelled", "On hold", WORKS):
        return row.state.lower() if row.state != "In progress" else ""
    minutes = abs(row.clock.left) // 60
    length = f"{minutes} m" if minutes < 120 else f"{minutes // 60} h"
    return f"{CLOCK_STATES[row.clock.state].glyph} {MINUS if row.clock.left < 0 else ''}{length}"


def _cut(text: str, room: int) -> str:
    """As much of a text as there is room for."""
    return text if len(text) <= room else f"{text[: max(room - 1, 0)]}…"
