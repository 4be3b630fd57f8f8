"""The selected matter in full: who, the way it has come, clocks, what was said, its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from textual.content import Content

from itilsim.domain.usual import Stage, Standing
from itilsim.seat.chronicle import Line
from itilsim.seat.matters import ClockView, ItemView
from itilsim.tui.theme import CLOCK_STATES, PRIORITIES
from itilsim.tui.widgets.plain import Hanging
from itilsim.tui.widgets.scrolled import Scrolled
from itilsim.words.labels import DUE

ROOMY: Final = 60
"""Cells from which a clock has a long bar; tuning constant."""
TALL: Final = 26
"""Lines from which half of them are a conversation's; tuning constant."""
LINES: Final = 5
"""Lines of a conversation that are shown first where there is less room; tuning constant."""
_PLAIN: Final = ("running", "half", "late")
"""States of a clock that the time left tells well enough."""
_HEADING: Final = "bold $text-primary"
_STAGES: Final[dict[Standing, tuple[str, str]]] = {
    "done": ("✓", "$text-success"),
    "next": ("▸", "bold"),
    "open": ("·", "$text-muted"),
    "skipped": ("–", "$text-muted"),
}
"""Marks of the breadcrumb."""


class RecordPanel(Scrolled):
    """Shows one `ItemView`."""

    BORDER_TITLE = "3 Nothing selected"

    subject = ""
    """The matter that is shown."""

    def show(self, item: ItemView | None) -> None:
        """Show a matter; only what has changed is touched.

        Args:
            item: The matter.
        """
        self.border_title = Content(f"3 {item.title if item is not None else 'Nothing selected'}")
        size = self.container_size
        told = size.height // 2 if size.height >= TALL else LINES
        lines = _lines(item, roomy=size.width >= ROOMY, told=told)
        text = Hanging(tuple(lines))
        if self.text != text:
            self.read(text)
        subject = item.subject if item is not None else ""
        if subject != self.subject:
            self.subject = subject
            self.scroll_home(animate=False)


Lines = Iterator[tuple[Content, str]]
"""Heads with the words that go on below them."""


def _lines(item: ItemView | None, *, roomy: bool, told: int) -> Lines:
    """Who, the way it has come, its clocks, what was said and done, its fields.

    Of a conversation so many lines are shown first, the last ones among them: they are the news.
    """
    if item is None:
        yield Content("Take what came in, and turn it into a record: that is triage."), ""
        return
    short = len(item.lines) > told + 1
    yield from _alone(_who(item))
    yield Content(" ").join(_stage(each) for each in item.stages), ""
    yield from _alone(_clock(each, roomy=roomy) for each in item.clocks)
    yield _BLANK
    yield from _alone(_told(item.lines, told) if short else map(_line, item.lines))
    yield _BLANK
    yield from _facts(item)
    if short:
        yield _BLANK
        yield Content.styled("All of it, from the beginning", _HEADING), ""
        yield from _alone(map(_line, item.lines))


_BLANK: Final = (Content(), "")


def _alone(lines: Iterable[Content]) -> Lines:
    """Lines without words that go on below them."""
    return ((line, "") for line in lines)


def _who(item: ItemView) -> Iterator[Content]:
    yield Content.styled(item.who, "bold")
    yield Content(item.how)
    mark = PRIORITIES.get(item.priority or 0)
    if mark is not None:
        rated = Content.styled(mark.word, mark.style)
        yield Content.assemble(rated, "  ", item.state)
    elif item.state:
        yield Content(item.state)


def _stage(stage: Stage) -> Content:
    mark, style = _STAGES[stage.standing]
    return Content.styled(f"{mark}{stage.name}", style)


def _clock(clock: ClockView, *, roomy: bool) -> Content:
    """A clock as a bar; its state has a word, unless the time left says as much."""
    mark, named = CLOCK_STATES[clock.state], f"{DUE[clock.name].capitalize():<8}"
    if clock.state == "met":
        # How far it had run says nothing any more.
        return Content.assemble(named, (f"{mark.glyph} {mark.word}", mark.style))
    cells = 14 if roomy else 6
    # What has begun shows; full is only what is over.
    filled = min(cells, max(clock.percent * cells // 100, clock.percent > 0))
    words = [] if clock.state in _PLAIN else [mark.word]
    words.append(clock.words)
    return Content.assemble(
        named,
        ("█" * filled + "░" * (cells - filled), mark.style),
        f" {clock.percent:>3} % ",
        (f"{mark.glyph} {', '.join(words)}", mark.style),
    )


def _told(lines: Sequence[Line], count: int) -> Iterator[Content]:
    """Of what was said and done, the beginning and the end."""
    yield _line(lines[0])
    left_out = len(lines) - count
    yield Content.styled(f"   … {left_out} left out: PgDn shows all", "$text-muted")
    yield from map(_line, lines[1 - count :])


def _line(line: Line) -> Content:
    head = Content.styled(f"{line.time} ", "$text-muted")
    if line.voice == "done":
        return Content.assemble(head, (f"{line.who} {line.words}", "$text-muted"))
    opening, closing = ("“", "”") if line.voice == "said" else ("", "")
    return Content.assemble(head, (f"{line.who}: ", "bold"), f"{opening}{line.words}{closing}")


def _facts(item: ItemView) -> Lines:
    record, card = _table("Record", item.fields), _table("Configuration item", item.card)
    yield from record
    if record and card:
        yield _BLANK
    yield from card


def _table(heading: str, rows: Sequence[tuple[str, str]]) -> tuple[tuple[Content, str], ...]:
    """A heading and its fields; nothing where there are none."""
    if not rows:
        return ()
    width = max(len(name) for name, _ in rows)
    fields = ((Content.styled(f"{name:<{width}}  ", "$text-muted"), value) for name, value in rows)
    return ((Content.styled(heading, _HEADING), ""), *fields)
