"""A dialog in which a command is put together, one field after another.

The one idea: every dialog of the desk looks alike and is worked alike: choose with arrows, digits
or by typing, mark with space, and go on with enter.
"""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Final, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from itilsim.content.clean import clean_line
from itilsim.domain.commands import Command
from itilsim.seat.draft import Choice, Draft, FormView, fitting
from itilsim.tui.bindings import bindings
from itilsim.tui.dialogs import hints
from itilsim.tui.dialogs.filled import FIELDS_WIDTH, summary
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Pick, Plain, PlainOptions
from itilsim.words.actions import action_named

NARROW, WIDE = 78, 96
"""Cells of a form in a small and in a large terminal; the stylesheet has the same."""
TALL: Final = 32
"""Lines of a terminal from which there is more room; the app has the same."""
MANY: Final = 9
"""Lists longer than this are searched by typing; as many as there are digits."""

A_WORD: Final = 2
"""Letters from which words that leave one line have chosen it: j and k are keys elsewhere. Tuning
constant."""
LONGEST: Final = 500
"""Characters of a text. Source: what the rules take for a work note."""
MOVES: Final = {
    "up": "cursor_up",
    "down": "cursor_down",
    "pageup": "page_up",
    "pagedown": "page_down",
}
"""What these keys do to the list while words are typed that search it."""

PICK_UP: Final = action_named("pick_up").keys[0]
"""The key that leaves a form for the phone."""

Judge: TypeAlias = Callable[[Command], str]
"""Says why a command is not taken, in words; empty: it is."""


Phone: TypeAlias = Callable[[], Command | None]
"""The command that answers the phone now; none: it does not ring, or nobody could answer."""


def _silent() -> Command | None:
    """No phone."""
    return None


class Options(PlainOptions):
    """What can be chosen; a click does what space does: it marks where many can be marked."""

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        place: int | None = event.style.meta.get("option")
        if place is not None:
            self.highlighted = place
            await self.screen.run_action("mark")


class Form(Dialog[Command | None]):
    """Leaves with the command, with the one that answers the phone, or with nothing."""

    PLACE = "form"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "form.tcss"

    def __init__(
        self, view: FormView, judge: Judge | None = None, phone: Phone | None = None
    ) -> None:
        """Ask for what the command needs.

        Args:
            view: The form.
            judge: Looks at the finished command before the form closes.
            phone: Says what answers the phone.
        """
        super().__init__()
        self._phone = phone or _silent
        self.draft = Draft(view)
        """What has been chosen so far."""
        self.shown: tuple[Choice, ...] = ()
        """The options that are listed."""
        self._fits = True
        """They are what fits the typed words; else they are all there are."""
        self._judge = judge

    @property
    def highlighted(self) -> int | None:
        """The place of the cursor among the options; none: nothing is under it yet."""
        return self.query_one("#options", PlainOptions).highlighted

    def compose(self) -> ComposeResult:
        """What it is about, the fields, the options of the one at hand, and their keys."""
        view = self.draft.view
        with Vertical(classes="panel"):
            yield Plain(view.title, id="title")
            if view.about:
                yield Plain(view.about, id="about")
            yield Plain(id="refusal")
            with Horizontal(id="body"):
                yield Plain(id="fields")
                with Vertical(id="asking"):
                    yield Plain(id="question")
                    yield Input(id="filter", max_length=LONGEST)
                    yield Options(id="options")
                    yield Plain(id="hint")
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Begin with the first field, or where the form was left."""
        self.query_one("#fields", Plain).display = len(self.draft.view.fields) > 1
        self._go(self.draft.place)

    def pick(self, value: Choice | None) -> None:
        """Take the option, and go on; nothing stands for doing it."""
        asking = self.draft.asking
        if asking is not None and not asking.many and value is not None:
            self.draft.take(value.value)
        self._advance()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the text, or the highlighted one of the options that fit it."""
        event.stop()
        asking = self.draft.asking
        if asking is not None and asking.is_text:
            self.draft.take(clean_line(event.value))
            self._advance()
        else:
            self.query_one("#options", PlainOptions).action_select()

    def on_plain_options_undecided(self) -> None:
        """Say how a line is chosen."""
        typed = self.query_one("#filter", Input)
        self._hint(hints.no_line(typed.value, any_fits=self._fits, searched=typed.display))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the options that fit what is typed by now."""
        asking = self.draft.asking
        if asking is not None and not asking.is_text:
            typed = event.input.value
            self._fill(typed)
            self._hint("" if self._fits or not typed.strip() else hints.nothing_has(typed))

    async def on_key(self, event: events.Key) -> None:
        """What a field of text has no use for moves in the list, or between the fields."""
        done = await self._moved(event.key)
        if not done and event.is_printable:
            done = self._searches_anew(event.character or "")
        if not done and event.is_printable and event.key not in self.active_bindings:
            self._hint(hints.not_typed(self.draft, event.character))
            done = True
        if done:
            event.stop()
            event.prevent_default()

    def _searches_anew(self, typed: str) -> bool:
        """Whether words typed behind the last field search a field that was filled in before.

        Whoever types blind means the field that was asked for the last time.
        """
        picks_up = typed == PICK_UP and self.check_action("pick_up", ())
        if self.draft.asking is not None or not typed.isalpha() or picks_up:
            return False
        values = self.draft.values
        for place, each in enumerate(self.draft.open):
            listed = not (each.many or each.is_text)
            if listed and len(each.options(values)) > MANY and fitting(each.options(values), typed):
                self._go(place)
                search = self.query_one("#filter", Input)
                search.select_on_focus = False  # What follows is added to it.
                search.value, search.cursor_position = typed, len(typed)
                return True
        return False

    async def _moved(self, key: str) -> bool:
        """Whether a key moved the cursor, or went to another field."""
        typed, listed = self.query_one("#filter", Input), self.query_one("#options", PlainOptions)
        text = self.draft.asking is not None and self.draft.asking.is_text
        if key == "backspace" and text and not typed.value:
            self._hint(hints.NO_TEXT)
        elif key == "shift+tab" or (key in ("left", "backspace") and not typed.value):
            await self.action_left()
        elif key == "tab" or (key == "right" and not typed.value):
            await self.action_right()
        elif key == "left" and typed.has_focus and typed.cursor_position == 0:
            self._hint(hints.TEXT_FIRST)
        elif key in MOVES and typed.has_focus:
            await listed.run_action(MOVES[key])
        else:
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the phone while it rings and nothing is being typed."""
        del parameters
        if action == "pick_up":
            return not isinstance(self.focused, Input) and self._phone() is not None
        return True

    def action_pick_up(self) -> None:
        """Leave the form, and answer the phone."""
        command = self._phone()
        if command is None:
            return
        refusal = self._judge(command) if self._judge is not None else ""
        if refusal:
            self._go(self.draft.place, refusal)
        else:
            self.dismiss(command)

    def action_answer(self, key: str) -> None:
        """Choose, or mark, the option with that number.

        Args:
            key: A digit, counted from 1.
        """
        place, listed = int(key) - 1, self.query_one("#options", PlainOptions)
        if self.draft.asking is None:
            self._hint(hints.not_typed(self.draft, key))
        elif place < listed.option_count:
            listed.highlighted = place
            self._press()
        else:
            self._hint(f"There is no line {key}.")

    async def action_mark(self) -> None:
        """Mark the option, or take the mark away; choose it where only one can be chosen."""
        self._press()

    def action_field(self, place: int) -> None:
        """Go to a field that was clicked on.

        Args:
            place: Among those that are asked for, from 0.
        """
        self._move(min(place, self.draft.last))

    def action_finish(self) -> None:
        """Do it, or go to what is still open, as enter on the last line does."""
        self._keep()
        self._finish()

    async def action_left(self) -> None:
        """Back to the field before."""
        if self.draft.place == 0:
            self._hint(hints.NO_FIELD_BEFORE)
        else:
            self._move(self.draft.place - 1)

    async def action_right(self) -> None:
        """On to the next field, once this one is decided."""
        asking, place = self.draft.asking, self.draft.place
        if asking is not None and not self.draft.is_decided(asking):
            self._go(place, hints.still_open(asking))
        elif place >= self.draft.last:
            self._hint(hints.NO_FIELD_AFTER)
        else:
            self._move(place + 1)

    def _move(self, place: int) -> None:
        """Go to another field, and keep what is written in this one."""
        self._keep()
        self._go(place)

    def _keep(self) -> None:
        """Keep what is written in the field at hand."""
        asking = self.draft.asking
        if asking is not None and asking.is_text:
            self.draft.take(clean_line(self.query_one("#filter", Input).value))

    def _press(self) -> None:
        """Mark the highlighted option where many can be, else choose it."""
        asking, listed = self.draft.asking, self.query_one("#options", PlainOptions)
        if asking is None or not asking.many:
            listed.action_select()
        elif self.shown and (place := listed.highlighted) is not None:
            chosen = self.shown[place]
            self.draft.toggle(chosen.value)
            listed.replace_option_prompt_at_index(place, self._prompt(chosen, place + 1))
            self.query_one("#fields", Plain).update(summary(self.draft, self._room))

    def _advance(self) -> None:
        """To the next field; behind the last one it is done."""
        if self.draft.asking is None or self.draft.is_last:
            self._finish()
        else:
            self._go(self.draft.following())

    def _go(self, place: int, refusal: str = "") -> None:
        """Ask for a field, or, behind the last one, whether to do it.

        Args:
            place: Of the field.
            refusal: Why it is not done yet; empty: it was not tried, or that is over.
        """
        draft = self.draft
        draft.place = place
        self.set_class(bool(refusal), "-refused")
        said = self.query_one("#refusal", Plain)
        said.update(Content(refusal))
        said.display = bool(refusal)
        asking = draft.asking
        text = asking is not None and asking.is_text
        typing = text or self._is_searched
        typed, listed = self.query_one("#filter", Input), self.query_one("#options", PlainOptions)
        typed.display, listed.display = typing, not text
        typed.select_on_focus = True
        with self.prevent(Input.Changed):
            typed.value = str(draft.values[asking.name] or "") if asking and text else ""
        typed.placeholder = "" if text or asking is None else hints.search_in(draft, asking)
        self._fill("")
        (typed if typing else listed).focus()
        self.query_one("#fields", Plain).update(summary(draft, self._room))
        end = hints.ALL_SET if draft.missing() is None else hints.NOT_YET
        ask = (asking.ask or asking.title) if asking is not None else end
        self.query_one("#question", Plain).update(Content(ask))
        self._hint()
        self.query_one(KeyBar).opens = hints.does(draft)

    def _fill(self, typed: str) -> None:
        """List the options of the field at hand that fit what is typed."""
        draft, listed = self.draft, self.query_one("#options", PlainOptions)
        listed.clear_options()
        if draft.asking is None:
            self.shown = ()
            listed.add_option(Pick(Content(draft.view.submit), None))
            listed.highlighted = 0
            return
        every = draft.asking.options(draft.values)
        found = fitting(every, typed)
        # Where nothing fits, everything stays in sight: nobody has to take letters back to go on.
        self._fits, self.shown = bool(found), found or every
        numbered = len(self.shown) <= MANY and not typed
        listed.add_options(
            Pick(self._prompt(each, place if numbered else 0), each)
            for place, each in enumerate(self.shown, start=1)
        )
        values = [each.value for each in self.shown]
        value = draft.values[draft.asking.name]
        if value in values and not typed and draft.is_decided(draft.asking):
            listed.highlighted = values.index(value)
        else:
            # What is still to be decided has no line under the cursor: enter decides nothing. Words
            # that leave one line have decided, and those that no line has decide nothing at all.
            free = draft.asking.free or draft.asking.many or draft.asking.is_text
            marked = self._fits and (free or (len(typed.strip()) >= A_WORD and len(values) == 1))
            listed.highlighted = 0 if marked else None
        self._offer_enter()

    def on_option_list_option_highlighted(self) -> None:
        """A line is under the cursor: enter chooses it."""
        self._offer_enter()

    def _offer_enter(self) -> None:
        """Leave enter out of the bar while it has no line to choose."""
        listed = self.query_one("#options", PlainOptions)
        idle = listed.display and listed.highlighted is None
        self.query_one(KeyBar).hidden = frozenset({"open"} if idle else ())

    def _finish(self) -> None:
        """Close with the command, unless it is not taken or something is missing."""
        missing = self.draft.missing()
        if missing is not None:
            self._go(missing, hints.still_open(self.draft.open[missing]))
            return
        command = self.draft.build()
        refusal = self._judge(command) if self._judge is not None else ""
        if refusal:
            self._go(0, refusal)
        else:
            self.dismiss(command)

    @property
    def _is_searched(self) -> bool:
        """Whether what can be chosen is found by typing; what is marked has its own keys."""
        asking = self.draft.asking
        if asking is None or asking.many or asking.is_text:
            return False
        return len(asking.options(self.draft.values)) > MANY

    @property
    def _room(self) -> int:
        """Lines of the fields, and of what stands beside them; the stylesheet has the same."""
        if self.app.size.height >= TALL:
            return 22
        return 10 if self.has_class("-refused") else 15

    def _hint(self, instead: str = "") -> None:
        """Say what helps with the field at hand.

        Args:
            instead: What is said in place of how a line is chosen, since enter found none.
        """
        said = hints.hint(self.draft, searched=self._is_searched, instead=instead)
        self.query_one("#hint", Plain).update(said)
        self._fit()

    def on_resize(self) -> None:
        """Give the list its room."""
        self._fit()

    def _fit(self) -> None:
        """Leave the list so much room that what stands above and below it is seen whole."""
        around = [self.query_one(each, Plain).visual for each in ("#question", "#hint")]
        lines = sum(each.get_height({}, self._width) for each in around)
        lines += self.query_one("#filter", Input).display
        self.query_one("#options", PlainOptions).styles.max_height = max(self._room - lines, 3)

    @property
    def _width(self) -> int:
        """Cells beside the fields; the stylesheet has the same."""
        room = (WIDE if self.app.size.width >= WIDE + 14 else NARROW) - 6
        return room - (FIELDS_WIDTH if len(self.draft.view.fields) > 1 else 0)

    def _prompt(self, choice: Choice, number: int) -> Content:
        """An option with its number or mark, and what explains it, below and indented."""
        box = ""
        if self.draft.asking is not None and self.draft.asking.many:
            box = "[x] " if self.draft.is_marked(choice.value) else "[ ] "
        head = f"{number} " if number else ""
        room = self._width - 4
        mark = f" {choice.mark}" if choice.mark else ""
        first, *more = wrap(f"{head}{box}{choice.label}{mark}", room, subsequent_indent="  ") or [
            ""
        ]
        lines = [Content(first), *map(Content, more)]
        lines += [
            Content.styled(f"  {line}", "$text-muted") for line in wrap(choice.below, room - 2)
        ]
        return Content("\n").join(lines)
