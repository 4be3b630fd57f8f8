"""The selected matter in full: who, the way it has come, clocks, what was said, its fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from itilsim.domain.usual import Stage, Standing
from itilsim.seat.chronicle import Line
from itilsim.seat.matters import ClockView, ItemView
from itilsim.tui.theme import CLOCK_STATES, PRIORITIES
from itilsim.tui.widgets.plain import Hanging, Plain

ROOMY: Final = 60
"""Cells from which a clock has a long bar; tuning constant."""
TALL: Final = 26
"""Lines from which a whole conversation is shown at once; tuning constant."""
LINES: Final = 5
"""Lines of a conversation that are shown first where there is little room; tuning constant."""
_PLAIN: Final = ("running", "half", "late")
"""States of a clock that the time left tells well enough."""
_CLOCK_NAMES: Final = {"Response": "Respond", "Restoration": "Restore"}
_HEADING: Final = "bold $text-primary"
_STAGES: Final[dict[Standing, tuple[str, str]]] = {
    "done": ("✓", "$text-success"),
    "next": ("▸", "bold"),
    "open": ("·", "$text-muted"),
    "skipped": ("–", "$text-muted"),
}
"""Marks of the breadcrumb."""


class RecordPanel(VerticalScroll):
    """Shows one `ItemView`."""

    BORDER_TITLE = "3 Nothing selected"

    def compose(self) -> ComposeResult:
        """Parts that change at different times."""
        for name in ("who", "way", "clocks", "told", "facts", "all"):
            yield Plain(id=name)

    def on_mount(self) -> None:
        """Begin empty."""
        self._shown: dict[str, Content | Hanging] = {}
        self._subject = ""

    def show(self, item: ItemView | None, enter: str = "") -> None:
        """Show a matter; only what has changed is touched.

        Args:
            item: The matter.
            enter: What the enter key does with it.
        """
        self.border_title = Content(f"3 {item.title if item is not None else 'Nothing selected'}")
        self.border_subtitle = Content(f"enter: {enter}" if enter else "")
        size = self.scrollable_content_region
        for name, content in _parts(item, roomy=size.width >= ROOMY, tall=size.height >= TALL):
            if self._shown.get(name) != content:
                self._shown[name] = content
                part = self.query_one(f"#{name}", Plain)
                part.update(content)
                part.display = bool(content)
        subject = item.subject if item is not None else ""
        if subject != self._subject:
            self._subject = subject
            self.scroll_home(animate=False)


def _parts(
    item: ItemView | None, *, roomy: bool, tall: bool
) -> Iterator[tuple[str, Content | Hanging]]:
    if item is None:
        yield "who", Content("Take what came in, and turn it into a record: that is triage.")
        yield from ((name, Content()) for name in ("way", "clocks", "told", "facts", "all"))
        return
    yield "who", _who(item)
    yield "way", Content(" ").join(_stage(each) for each in item.stages)
    yield "clocks", Content("\n").join(_clock(each, roomy=roomy) for each in item.clocks)
    short = len(item.lines) > LINES and not tall
    yield "told", Content("\n").join(_told(item.lines, short=short))
    yield "facts", _facts(item)
    heading = Content.styled("All of it, from the beginning", _HEADING)
    every = Content("\n").join([heading, *map(_line, item.lines)])
    yield "all", every if short else Content()


def _who(item: ItemView) -> Content:
    lines = [Content.styled(item.who, "bold"), Content(item.how)]
    mark = PRIORITIES.get(item.priority or 0)
    if mark is not None:
        rated = Content.styled(mark.word, mark.style)
        lines.append(Content.assemble(rated, "  ", item.state))
    elif item.state:
        lines.append(Content(item.state))
    return Content("\n").join(lines)


def _stage(stage: Stage) -> Content:
    mark, style = _STAGES[stage.standing]
    return Content.styled(f"{mark}{stage.name}", style)


def _clock(clock: ClockView, *, roomy: bool) -> Content:
    """A clock as a bar; its state has a word, unless the time left says as much."""
    mark, cells = CLOCK_STATES[clock.state], 14 if roomy else 6
    filled = min(cells, clock.percent * cells // 100)
    words = [] if clock.state in _PLAIN else [mark.word]
    if clock.state != "met":
        words.append(clock.words)
    return Content.assemble(
        f"{_CLOCK_NAMES.get(clock.name, clock.name):<8}",
        ("█" * filled + "░" * (cells - filled), mark.style),
        f" {clock.percent:>3} % ",
        (f"{mark.glyph} {', '.join(words)}", mark.style),
    )


def _told(lines: Sequence[Line], *, short: bool) -> Iterator[Content]:
    """What was said and done; where there is little room, the beginning and the end of it."""
    if not short:
        yield from map(_line, lines)
        return
    yield _line(lines[0])
    yield Content.styled(f"   … {len(lines) - LINES} more below", "$text-muted")
    yield from map(_line, lines[1 - LINES :])


def _line(line: Line) -> Content:
    head = Content.styled(f"{line.time} ", "$text-muted")
    if line.voice == "done":
        return Content.assemble(head, (f"{line.who} {line.words}", "$text-muted"))
    opening, closing = ("“", "”") if line.voice == "said" else ("", "")
    return Content.assemble(head, (f"{line.who}: ", "bold"), f"{opening}{line.words}{closing}")


def _facts(item: ItemView) -> Hanging:
    record, card = _table("Record", item.fields), _table("Configuration item", item.card)
    between = ((Content(), ""),) if record and card else ()
    return Hanging((*record, *between, *card))


def _table(heading: str, rows: Sequence[tuple[str, str]]) -> tuple[tuple[Content, str], ...]:
    """A heading and its fields; nothing where there are none."""
    if not rows:
        return ()
    width = max(len(name) for name, _ in rows)
    fields = ((Content.styled(f"{name:<{width}}  ", "$text-muted"), value) for name, value in rows)
    return ((Content.styled(heading, _HEADING), ""), *fields)
