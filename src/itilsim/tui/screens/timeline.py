"""A shift to scrub through: one minute at a time, as it could be seen then, and the reveal.

The one idea: the words are the report's and the minutes are one pass over the log, so a key only
chooses which minute is laid out. What was true stays hidden until somebody asks for it.
"""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive

from itilsim.domain.debriefing.moments import Moments
from itilsim.domain.debriefing.timeline import STEP
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scenario import Setting
from itilsim.reports.blocks import Entry
from itilsim.reports.moments import moment, strip, strip_of
from itilsim.reports.revealing import reveal
from itilsim.reports.wording import naming_of
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Frame
from itilsim.tui.screens.sections import block_content
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import WIDEST, Plain, clickable

TEN: Final = 10
"""Minutes of a long step."""


class TimelineScreen(Frame[int]):
    """The strip of the shift, and under it one minute, or a cause step by step; leaves its minute.

    The strip can be clicked on.
    """

    PLACE = "timeline"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    TimelineScreen {
        #title {
            padding: 0 1;
            color: $text-primary;
            background: $panel;
            width: 100%;
        }
        #strip {
            height: auto;
            padding: 0 1;
        }
        #section {
            height: 1fr;
            padding: 0 1;
            scrollbar-gutter: stable;
        }
        #words {
            height: auto;
        }
    }
    TimelineScreen.-wide {
        #strip {
            padding: 1 2 0 2;
        }
        #section {
            padding: 1 2 0 2;
        }
    }
    """
    KEYS = "← → minute   H L ten   [ ] event   j k scroll"

    minute: reactive[int] = reactive(0, init=False)
    """Where the cursor is."""

    def __init__(
        self, run: Moments, debrief: Debrief, setting: Setting, minute: int | None = None
    ) -> None:
        """Show a shift.

        Args:
            run: Its minutes.
            debrief: What its contacts and alerts are called; it has a timeline.
            setting: The scenario that it was played in, for names.
            minute: Where to begin; none: at the first event.
        """
        super().__init__()
        self._run = run
        self._debrief = debrief
        self._naming = naming_of(debrief, setting)
        self._truth = False
        self._cause: int | None = None
        self._steps = 1
        start = run.after(-1) if minute is None else min(max(minute, 0), run.minutes - 1)
        self.set_reactive(TimelineScreen.minute, start)

    def compose(self) -> ComposeResult:
        """Strip above, minute below."""
        yield Plain(Content.assemble(("Timeline", "bold"), f"   {self.KEYS}"), id="title")
        yield Plain(id="strip")
        with VerticalScroll(id="section"):
            yield Plain(id="words")
        yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Lay out the first minute."""
        self.query_one("#section").focus()
        self.call_after_refresh(self._lay_out)

    def on_resize(self, event: events.Resize) -> None:
        """Lay it out anew."""
        del event
        self.call_after_refresh(self._lay_out)

    def watch_minute(self) -> None:
        """Show another minute, from its top."""
        self.query_one("#section").scroll_home(animate=False)
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """A click on the strip goes to its minute."""
        offset = event.get_content_offset(self.query_one("#strip"))
        if offset is None:
            return
        chosen = strip_of(self._run.minutes, self._room).minute(offset.x)
        if chosen is not None:
            self._go(chosen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What failed can be revealed, if anything did."""
        del parameters
        return action != "reveal" or bool(self._debrief.reveals)

    async def action_left(self) -> None:
        """A minute back."""
        self._go(self.minute - 1)

    async def action_right(self) -> None:
        """A minute on."""
        self._go(self.minute + 1)

    def action_ten_back(self) -> None:
        """Ten minutes back."""
        self._go(self.minute - TEN)

    def action_ten_on(self) -> None:
        """Ten minutes on."""
        self._go(self.minute + TEN)

    async def action_top(self) -> None:
        """To the first minute."""
        self._go(0)

    async def action_bottom(self) -> None:
        """To the last minute."""
        self._go(self._run.minutes - 1)

    def action_event_before(self) -> None:
        """To the minute before in which something happened; of the reveal: to the cause before."""
        if self._cause is None:
            self._go(self._run.before(self.minute))
        else:
            self._reveal(self._cause - 1)

    def action_event_after(self) -> None:
        """To the next minute in which something happened; of the reveal: to the next cause."""
        if self._cause is None:
            self._go(self._run.after(self.minute))
        else:
            self._reveal(self._cause + 1)

    def action_truth(self) -> None:
        """Show what was true, or hide it again."""
        self._truth = not self._truth
        self._lay_out()

    def action_reveal(self) -> None:
        """Reveal the last cause that was there by now, step by step; or back to the minute."""
        if self._cause is not None:
            self._to_minute()
            return
        now = (self.minute + 1) * STEP
        there = [n for n, each in enumerate(self._debrief.reveals) if each.began_at < now]
        self._reveal(there[-1] if there else 0)

    async def action_open(self) -> None:
        """The next step of the reveal, then the next cause; else the next event."""
        if self._cause is None:
            self.action_event_after()
        elif self._steps < len(self._entry(self._cause).lines):
            self._steps += 1
            self._lay_out()
            self.query_one("#section").scroll_end(animate=False)
        elif self._cause + 1 < len(self._debrief.reveals):
            self._reveal(self._cause + 1)
        else:
            self._to_minute()

    def action_back(self) -> None:
        """From the reveal to the minute; from there to the debrief."""
        if self._cause is not None:
            self._to_minute()
        else:
            self.dismiss(self.minute)

    @property
    def _room(self) -> int:
        """Cells of a line."""
        return self.query_one("#section").scrollable_content_region.width or WIDEST

    def _go(self, minute: int) -> None:
        """To a minute, as far as there is one."""
        self._cause = None
        wanted = min(max(minute, 0), self._run.minutes - 1)
        if wanted == self.minute:
            self._lay_out()
        self.minute = wanted

    def _to_minute(self) -> None:
        self._cause = None
        self._lay_out()

    def _reveal(self, cause: int) -> None:
        """Begin to reveal a cause, as far as there is one."""
        self._cause = min(max(cause, 0), len(self._debrief.reveals) - 1)
        self._steps = 1
        self.query_one("#section").scroll_home(animate=False)
        self._lay_out()

    def _entry(self, cause: int) -> Entry:
        return reveal(self._debrief.reveals[cause], self._debrief, self._naming)

    def _lay_out(self) -> None:
        mine, room = self._debrief.timelines["you"], self._room
        lines = strip(self._run, mine, self.minute, self._naming, room, truth=self._truth)
        self.query_one("#strip", Plain).update(Content("\n".join(lines)))
        self.query_one("#words", Plain).update(Content("\n").join(self._content(min(room, WIDEST))))
        bar = self.query_one(KeyBar)
        bar.opens = "Next event" if self._cause is None else "Next step"
        bar.titles = {
            "truth": "Hide truth" if self._truth else "Truth",
            **({} if self._cause is None else {"reveal": "To the minute"}),
        }
        self.refresh_bindings()

    def _content(self, width: int) -> list[Content]:
        if self._cause is None:
            now = self._run.at(self.minute)
            told = moment(now, self._run, self._debrief, self._naming, truth=self._truth)
            return list(block_content(told, width))
        entry = self._entry(self._cause)
        of = f"The reveal, cause {self._cause + 1} of {len(self._debrief.reveals)}: {entry.title}"
        shown = Entry(of, entry.lines[: self._steps])
        lines = list(block_content(shown, width))
        if self._steps < len(entry.lines):
            return [*lines, Content(), clickable("Enter shows the next step.", "open")]
        last = self._cause + 1 == len(self._debrief.reveals)
        words = "Enter goes back to the minute." if last else "Enter goes to the next cause."
        return [*lines, Content(), clickable(words, "open")]
