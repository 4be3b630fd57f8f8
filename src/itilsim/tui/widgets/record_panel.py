"""The selected matter in full: who, the way it has come, clocks, what was said, its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from itilsim.tui.chronicle import Line
from itilsim.tui.reading import ClockView, Crumb, Done, ItemView
from itilsim.tui.theme import CLOCK_STATES, PRIORITIES
from itilsim.tui.widgets.plain import Plain

_BAR: Final = 10
"""Cells of a clock's bar."""
_CRUMBS: Final[dict[Done, tuple[str, str]]] = {
    "done": ("✓", "$text-success"),
    "next": ("▸", "bold"),
    "open": ("·", "$text-muted"),
    "skipped": ("–", "$text-muted"),
}
"""Marks of the breadcrumb."""


class RecordPanel(VerticalScroll):
    """Shows one `ItemView`."""

    BORDER_TITLE = "Nothing selected"

    def compose(self) -> ComposeResult:
        """Parts that change at different times."""
        yield Plain(id="who")
        yield Plain(id="way")
        yield Plain(id="clocks")
        yield Plain(id="told")
        yield Plain(id="facts")

    def on_mount(self) -> None:
        """Begin empty."""
        self._shown: dict[str, Content] = {}
        self._subject = ""

    def show(self, item: ItemView | None, enter: str = "") -> None:
        """Show a matter; only what has changed is touched.

        Args:
            item: The matter.
            enter: What the enter key does with it.
        """
        self.border_subtitle = Content(f"enter: {enter}" if enter else "")
        self.border_title = Content(item.title if item is not None else "Nothing selected")
        for name, content in _parts(item):
            if self._shown.get(name) != content:
                self._shown[name] = content
                part = self.query_one(f"#{name}", Plain)
                part.update(content)
                part.display = bool(content)
        subject = item.subject if item is not None else ""
        if subject != self._subject:
            self._subject = subject
            self.scroll_home(animate=False)


def _parts(item: ItemView | None) -> Iterator[tuple[str, Content]]:
    if item is None:
        yield "who", Content("Take what came in, and turn it into a record: that is triage.")
        yield from ((name, Content()) for name in ("way", "clocks", "told", "facts"))
        return
    yield "who", _who(item)
    yield "way", Content(" ").join(_crumb(each) for each in item.crumbs)
    yield "clocks", Content("\n").join(_clock(each) for each in item.clocks)
    yield "told", Content("\n").join(_line(each) for each in item.lines)
    yield "facts", _facts(item)


def _who(item: ItemView) -> Content:
    lines = [Content.styled(item.who, "bold"), Content(item.how)]
    if item.priority is not None or item.state:
        mark = PRIORITIES.get(item.priority or 0)
        rated = Content.assemble(mark.content(), "  ") if mark is not None else Content()
        lines.append(Content.assemble(rated, item.state))
    return Content("\n").join(lines)


def _crumb(crumb: Crumb) -> Content:
    mark, style = _CRUMBS[crumb.state]
    return Content.styled(f"{mark}{crumb.name}", style)


def _clock(clock: ClockView) -> Content:
    mark = CLOCK_STATES[clock.state]
    filled = min(_BAR, clock.percent * _BAR // 100)
    bar = "█" * filled + "░" * (_BAR - filled)
    return Content.assemble(
        f"{clock.name:<12}",
        (bar, mark.style),
        f" {clock.percent:>3} %  ",
        mark.content(),
        "" if clock.state == "met" else f", {clock.words}",
    )


def _line(line: Line) -> Content:
    head = Content.styled(f"{line.time} ", "$text-muted")
    if line.voice == "done":
        return Content.assemble(head, (f"{line.who} {line.words}", "$text-muted"))
    opening, closing = ("“", "”") if line.voice == "said" else ("", "")
    return Content.assemble(head, (f"{line.who}: ", "bold"), f"{opening}{line.words}{closing}")


def _facts(item: ItemView) -> Content:
    lines = [*_table("Record", item.fields), *_table("Configuration item", item.card)]
    return Content("\n").join(lines)


def _table(heading: str, rows: Sequence[tuple[str, str]]) -> Iterator[Content]:
    if not rows:
        return
    yield Content.styled(heading, "bold $text-primary")
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        yield Content.assemble((f"{name:<{width}}  ", "$text-muted"), value)
