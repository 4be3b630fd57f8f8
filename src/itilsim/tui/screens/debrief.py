"""The debrief: a moment to think, the whole in short, then section by section.

The one idea: the words are the report's. The screen lays the same sections out at its own width and
adds only emphasis, and a cursor on the decisions that could have been better. Leaves with topics to
practise, with a finding on which to ask, or with nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region

from itilsim.domain.debriefing.timeline import STEP
from itilsim.domain.debriefing.values import FULL, Debrief
from itilsim.domain.errors import ItilsimError
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import Finding
from itilsim.learner.training import Trained
from itilsim.quiz.editions import Edition
from itilsim.reports.blocks import Entry, Paragraph, Section
from itilsim.reports.decisions import BELOW
from itilsim.reports.sections import reflection, sections
from itilsim.tui.bindings import bindings
from itilsim.tui.dialogs.question import Question
from itilsim.tui.screens.book import Book, BookPage
from itilsim.tui.screens.ground import Again, Ground, Moment
from itilsim.tui.screens.sections import block_content, section_content

if TYPE_CHECKING:
    from itilsim.domain.debriefing.moments import Moments
    from itilsim.tui.screens.other_run import OtherRunPage
    from itilsim.tui.screens.what_if import WhatIfPage

UNNUMBERED: Final = ("reveal", "balances")
"""Sections without a digit: there are but nine."""
MARK: Final = "▸"
"""What stands before the finding under the cursor."""
WHICH: Final = "From just before which decision?"
"""What is asked where several mattered."""
STANDS: Final = "What you did before it stands; the rest is yours again."
"""What that is for."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a debrief somebody reads."""

    page: int
    """Index of the page."""
    at: int
    """Index of the finding under the cursor."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody wants to learn from a finding, and then to come back."""

    finding: Finding
    """The finding."""
    place: Place
    """Where to come back to."""
    alike: bool = False
    """Whether by tasks on the same skill; else by the card and a question."""


Training: TypeAlias = Callable[[], Sequence[Trained]]
"""Works out what a shift trains of each exam that is to be named."""
Left: TypeAlias = tuple[str, ...] | Asked | Again | None
"""How a debrief is left: topics to practise, a finding to learn from, a moment, or nothing."""


class DebriefScreen(Book[Left]):
    """A page for each section; one of questions before them, if there is something to think of."""

    PLACE = "debrief"
    BINDINGS = [
        *bindings(PLACE),
        # Before the page itself, which would only scroll.
        Binding("up", "up", show=False, priority=True),
        Binding("down", "down", show=False, priority=True),
    ]
    CSS_PATH = "debrief.tcss"
    KEYS = "1-9, h l: sections   j k: scroll"
    timeline: Callable[[], Moments] | None = None
    """Gives the shift minute by minute, asked once, when it is wanted; none: no timeline."""

    def __init__(
        self,
        debrief: Debrief,
        setting: Setting,
        *,
        edition: Edition | None = None,
        reflect: bool = True,
        weak: tuple[str, ...] = (),
        attainable: WhatIfPage | None = None,
        training: Training | None = None,
        place: Place | None = None,
    ) -> None:
        """Show what came of a shift.

        Args:
            debrief: What there is to say.
            setting: The scenario that it was played in, for names.
            edition: Whose syllabus references are shown; none: all.
            reflect: Ask the author's questions first.
            weak: Topics that the shift showed to be weak, for practice.
            attainable: What could still have become of it, worked out on demand; none: no page.
            training: Works out what it trains; that takes a while, and nobody waits for it.
            place: Where to open it; none: at its beginning.
        """
        self._weak = weak
        self._moment: Moment | None = None
        self._other: OtherRunPage | None = None
        self._attainable = attainable
        self._minutes: Moments | None = None
        self._minute: int | None = None
        self._found = debrief
        self._setting = setting
        self._place = place
        self._at = place.at if place is not None else 0
        self._below = tuple(
            each for story in debrief.stories for each in story.decisions if each.credit < FULL
        )
        self._dearest = next((each.finding for each in debrief.dearest), None)
        self._rows: list[int | None] = []
        first = reflection(debrief) if reflect else ()
        self._training = training
        self._worded = partial(sections, debrief, setting, edition)
        short, *rest = self._worded()
        drawn = [each for each in rest if each.key == "charts"]
        rest = [each for each in rest if each.key != "charts"]
        self._short = len(first)
        self._beside = self._before = len(first) + 1 + len(drawn)
        keys = [each.key for each in rest]
        self._decisions = self._before + keys.index("decisions")
        self._numbers = [n for n, key in enumerate(keys, self._before) if key not in UNNUMBERED]
        digits = {place: digit for digit, place in enumerate(self._numbers, start=1)}
        pages = (
            *(
                BookPage("·  First, think", partial(section_content, each, asks=True))
                for each in first
            ),
            *(
                BookPage(f"·  {each.title}", partial(section_content, each))
                for each in (short, *drawn)
            ),
            *(
                BookPage(f"{digits.get(place, '·')}  {each.title}", partial(self._page, each))
                for place, each in enumerate(rest, start=self._before)
            ),
            *(
                (BookPage(attainable.TITLE, partial(attainable.content, lay=section_content)),)
                if attainable is not None
                else ()
            ),
        )
        super().__init__(f"Debrief: {setting.scenario.title}", pages)

    def stand_on(self, ground: Ground) -> None:
        """Take in what the run itself offers; before the debrief is shown.

        Args:
            ground: What its run offers.
        """
        self._moment, self._other = ground.moment, ground.other
        pages = list(self.pages)
        if ground.about:
            pages[self._short] = self._told_first(ground.about)
        if ground.other is not None:
            pages.insert(self._beside, BookPage(ground.other.TITLE, ground.other.content))
            self._before += 1
            self._decisions += 1
            self._numbers = [each + 1 for each in self._numbers]
        self.pages = tuple(pages)

    def _told_first(self, about: str) -> BookPage:
        """The first page, with a sentence before all else."""
        short = self._worded()[0]
        told = replace(short, blocks=(Paragraph(about), *short.blocks))
        return BookPage(self.pages[self._short].title, partial(section_content, told))

    def action_answer(self, key: str) -> None:
        """Open the section with that number.

        Args:
            key: A digit, counted from 1.
        """
        if int(key) <= len(self._numbers):
            self.shown = self._numbers[int(key) - 1]

    def on_mount(self) -> None:
        """Open it where somebody left it, once the book has its pages."""
        if self._place is not None:
            self.call_after_refresh(self._come_back, self._place.page)
        # What it trains takes a second to import: the first page is shown before that.
        self.call_after_refresh(self._begin_training)

    def _begin_training(self) -> None:
        if self._training is not None:
            self.run_worker(self._train(self._training))

    async def _train(self, training: Training) -> None:
        """Put what the shift trains on the last page, once it is worked out."""
        with contextlib.suppress(ItilsimError):
            trained = await asyncio.to_thread(training)
            last = self._worded(trained)[-1]
            at = len(self.pages) - (1 if self._attainable is None else 2)
            page = BookPage(self.pages[at].title, partial(section_content, last))
            self.pages = (*self.pages[:at], page, *self.pages[at + 1 :])
            self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """A click marks a finding; a second one asks on it."""
        offset = event.get_content_offset(self.query_one("#words"))
        inside = self.query_one("#section").region.contains(*event.screen_offset)
        if offset is None or not inside or not self._on_findings:
            return
        found = self._rows[offset.y] if 0 <= offset.y < len(self._rows) else None
        if found == self._at:
            self.action_exam_question()
        elif found is not None:
            self._point(found)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What went wrong can be practised, and asked about where a finding is shown."""
        del parameters
        if action == "what_if":
            return self._attainable is not None
        if action == "timeline":
            return self.timeline is not None and "you" in self._found.timelines
        if action == "beside":
            return self._other is not None
        if action == "begin_again":
            return self.is_mounted and bool(self._moments)
        if action in ("exam_question", "one_like_it"):
            return self.is_mounted and self._finding is not None
        return action != "practise" or bool(self._weak)

    def action_what_if(self) -> None:
        """Turn to the best still attainable, and work it out or go on with that."""
        page = self._attainable
        if page is None:
            return
        self.shown = len(self.pages) - 1
        if page.is_wanted:
            words = self.query_one("#words")
            words.run_worker(page.work(self._drawn_anew), name="attainable", exclusive=True)

    def action_timeline(self) -> None:
        """Go through the shift minute by minute; from a marked finding on at its minute."""
        from itilsim.tui.screens.timeline import TimelineScreen

        if self.timeline is None:
            return
        if self._minutes is None:
            self._minutes = self.timeline()
        marked = self._below[self._at].at // STEP if self._on_findings else self._minute
        screen = TimelineScreen(self._minutes, self._found, self._setting, marked)
        self.app.push_screen(screen, self._looked_at)

    def _looked_at(self, minute: int | None) -> None:
        """Remember the minute at which somebody left the timeline."""
        self._minute = minute

    def action_beside(self) -> None:
        """Turn to the other run, and set the two side by side."""
        page = self._other
        if page is None:
            return
        self.shown = self._beside
        if page.is_wanted:
            self.query_one("#words").run_worker(page.work(self._compared), name="beside")

    def action_begin_again(self) -> None:
        """Begin again from just before the marked decision; of several that mattered, from one."""
        moments = self._moments
        if len(moments) == 1:
            self._begin_again(moments[0][1])
        elif moments:
            self.app.push_screen(Question(WHICH, moments, STANDS), self._begin_again)

    def _begin_again(self, at: int | None) -> None:
        if at is not None:
            self.dismiss(Again(at, Place(self.shown, self._at)))

    @property
    def _moments(self) -> tuple[tuple[str, int], ...]:
        """From where something that is shown can be decided otherwise: in words, and the second."""
        if self._moment is None:
            return ()
        if self._attainable is not None and self.shown == len(self.pages) - 1:
            return self._attainable.moments
        return (("", self._moment(self._finding)),) if self._finding is not None else ()

    async def action_open(self) -> None:
        """To the next page; where something can be worked out, work it out."""
        if self._other is not None and self.shown == self._beside and self._other.is_wanted:
            self.action_beside()
        elif self._attainable is not None and self.shown == len(self.pages) - 1:
            self.action_what_if()
        else:
            await super().action_open()

    def action_first_page(self) -> None:
        """Stop what can be seen to be worked out; else to the first page, and from there leave.

        So a key that comes a moment too late, when the curve is done, does not leave the app.
        """
        page = self._attainable
        if page is not None and self.shown == len(self.pages) - 1 and page.stop():
            return
        if self.shown > self._short:
            self.shown = self._short
        else:
            self.action_leave_debrief()

    def action_leave_debrief(self) -> None:
        """Leave, whichever page is open and whatever is worked out."""
        if self._attainable is not None:
            self._attainable.stop()
        self.dismiss(None)

    def _drawn_anew(self) -> None:
        """Show how far it is, where that is the page that is open."""
        if self.is_mounted and self.shown == len(self.pages) - 1:
            self._lay_out()
            self.refresh_bindings()

    def _compared(self) -> None:
        """The same of the other run."""
        if self.is_mounted and self.shown == self._beside:
            self._lay_out()

    async def action_up(self) -> None:
        """To the finding before, or one line up."""
        if self._on_findings:
            self._point(max(self._at - 1, 0))
        else:
            await super().action_up()

    async def action_down(self) -> None:
        """To the finding after, or one line down."""
        if self._on_findings:
            self._point(min(self._at + 1, len(self._below) - 1))
        else:
            await super().action_down()

    async def action_top(self) -> None:
        """To the first finding, and to the first line."""
        self._place = None
        if self._on_findings:
            self._mark(0)
        await super().action_top()

    async def action_bottom(self) -> None:
        """To the last finding, and to the last line."""
        self._place = None
        if self._on_findings:
            self._mark(len(self._below) - 1)
        await super().action_bottom()

    def action_exam_question(self) -> None:
        """Ask for the card and one question on the finding that is shown or marked."""
        if self._finding is not None:
            self.dismiss(Asked(self._finding, Place(self.shown, self._at)))

    def action_one_like_it(self) -> None:
        """Drill the skill of the finding that is shown or marked."""
        if self._finding is not None:
            self.dismiss(Asked(self._finding, Place(self.shown, self._at), alike=True))

    def action_practise(self) -> None:
        """Practise the topics that the shift showed to be weak."""
        self.dismiss(self._weak)

    @property
    def _on_findings(self) -> bool:
        """Whether the page with the cursor is open."""
        return self.shown == self._decisions and bool(self._below)

    @property
    def _finding(self) -> Finding | None:
        """The finding to learn from: the marked one, or on the first page the dearest."""
        if self._on_findings:
            return self._below[self._at]
        return self._dearest if self.shown == self._short else None

    def _lay_out(self) -> None:
        """Lay the page out anew; where somebody comes back, the marked finding is in view."""
        super()._lay_out()
        if self._place is not None:
            self.call_after_refresh(self._into_view)

    def _come_back(self, page: int) -> None:
        self.shown = min(page, len(self.pages) - 1)

    def _mark(self, at: int) -> None:
        """Mark another finding."""
        self._at = at
        self._lay_out()

    def _point(self, at: int) -> None:
        """Mark another finding, and see that it is seen."""
        self._place = None
        self._mark(at)
        self.call_after_refresh(self._into_view)

    def _into_view(self) -> None:
        """Scroll as far as it takes to see the marked finding."""
        rows = [y for y, found in enumerate(self._rows) if found == self._at]
        if self._on_findings and rows:
            region = Region(0, rows[0] - 1, 1, len(rows) + 2)
            self.query_one("#section").scroll_to_region(region, animate=False)

    def _page(self, section: Section, width: int) -> Content:
        """A page; the one of decisions with its cursor."""
        if section.key != "decisions" or not self._below:
            return section_content(section, width)
        lines = [Content.styled(section.title, "bold $text-primary"), Content()]
        self._rows = [None, None]
        finding = -1
        for block in section.blocks:
            inside = False
            for line in (*block_content(block, width), Content()):
                label = line.plain[2:].split(" ", 1)[0] if line.plain.startswith("  ") else ""
                if isinstance(block, Entry) and (label or not line.plain):
                    inside = label in BELOW
                    finding += inside
                marked = inside and bool(label) and finding == self._at
                lines.append(Content.assemble((MARK, "bold"), " ", line[2:]) if marked else line)
                self._rows.append(finding if inside else None)
        return Content("\n").join(lines)
