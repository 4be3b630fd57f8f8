"""A dialog in which a command is put together, one field after another.

The one idea: a form is a frozen value (title, fields with their options, and a function from the
chosen values to a command), so that every dialog of the desk is data, looks alike and is worked
alike: choose with arrows, digits or by typing, and go on with enter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any, Final, TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from itilsim.domain.commands import Command
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import Plain, PlainOptions

Values: TypeAlias = Mapping[str, Any]
"""What is chosen so far, by field."""

FIELDS_WIDTH: Final = 28
"""Cells of the column that shows the values so far; the stylesheet has the same."""
NARROW, WIDE = 78, 96
"""Cells of a form in a small and in a large terminal; the stylesheet has the same."""
MANY: Final = 9
"""Lists longer than this are searched by typing; as many as there are digits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field."""

    value: Any
    """What goes into the command."""
    label: str
    """What is read."""
    aside: str = ""
    """A second line that explains it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to be decided."""

    name: str
    """Name in the values, mostly the attribute of the command."""
    title: str
    """What is asked, in a word or two."""
    choices: tuple[Choice, ...] | Callable[[Values], tuple[Choice, ...]] = ()
    """What can be chosen; may depend on the fields before. Empty: a text is written."""
    value: Any = None
    """What is chosen at the beginning."""
    many: bool = False
    """Any number of choices may be marked."""
    hint: str = ""
    """A line under the options."""
    settled: bool = False
    """It has its usual value, and is asked for only when one goes back to it."""
    locked: str = ""
    """Filled in by somebody else, with this value in words."""
    why: str = ""
    """Why it is filled in like that."""

    def options(self, values: Values) -> tuple[Choice, ...]:
        """What can be chosen."""
        return self.choices(values) if callable(self.choices) else self.choices

    @property
    def is_text(self) -> bool:
        """A text is written instead of a choice made."""
        return self.choices == ()


@dataclass(frozen=True, slots=True)
class FormView:
    """A form before anything is chosen."""

    title: str
    """What it does."""
    build: Callable[[Values], Command]
    """From the values to the command."""
    fields: tuple[Field, ...]
    """What is to be decided, in order."""
    about: str = ""
    """What it is about, in a line or two."""
    submit: str = "Do it"
    """What the last line says; empty: done with the last field."""
    kind: str = ""
    """Kind of the command it makes; empty where that is chosen in it."""
    subject: str = ""
    """What the command is about."""
    preview: Callable[[Values], str] = field(default=lambda _values: "")
    """What follows from the values, shown while choosing."""


Judge: TypeAlias = Callable[[Command], str]
"""Says why a command is not taken, in words; empty: it is."""


class Form(Dialog[Command | None]):
    """Leaves with the command, or with nothing."""

    PLACE = "form"
    BINDINGS = bindings(PLACE)
    CSS_PATH = "form.tcss"

    def __init__(self, view: FormView, judge: Judge | None = None) -> None:
        """Ask for what the command needs.

        Args:
            view: The form.
            judge: Looks at the finished command before the form closes.
        """
        super().__init__()
        self._view = view
        self._judge = judge
        self._open = tuple(each for each in view.fields if not each.locked)
        self._values: dict[str, Any] = {each.name: each.value for each in view.fields}
        self._marked: dict[str, list[Any]] = {
            each.name: list(each.value or ()) for each in view.fields if each.many
        }
        self._answered: set[str] = set()
        self._at = 0
        self._shown: tuple[Choice, ...] = ()

    @property
    def asking(self) -> Field | None:
        """The field at hand; none: all are asked, and only doing it is left."""
        return self._open[self._at] if self._at < len(self._open) else None

    @property
    def shown(self) -> tuple[Choice, ...]:
        """The options that are listed."""
        return self._shown

    @property
    def highlighted(self) -> int:
        """The place of the cursor among them."""
        return self.query_one("#options", PlainOptions).highlighted or 0

    def compose(self) -> ComposeResult:
        """What it is about, the fields, the options of the one at hand, and their keys."""
        with Vertical(classes="panel"):
            yield Plain(self._view.title, id="title")
            if self._view.about:
                yield Plain(self._view.about, id="about")
            yield Plain(id="refusal")
            with Horizontal(id="body"):
                yield Plain(id="fields")
                with Vertical(id="asking"):
                    yield Plain(id="question")
                    yield Input(id="filter")
                    yield PlainOptions(id="options")
                    yield Plain(id="hint")
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Begin with the first field."""
        alone = len(self._view.fields) == 1
        self.query_one("#fields", Plain).display = not alone
        self.query_one("#refusal", Plain).display = False
        self._go(0)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the option, and go on."""
        event.stop()
        if self._at >= len(self._open):
            self._finish()
            return
        asked = self._open[self._at]
        if not asked.many:
            self._values[asked.name] = self._shown[event.option_index].value
            self._answered.add(asked.name)
        self._advance()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the text, or the highlighted one of the options that fit it."""
        event.stop()
        asked = self._open[self._at]
        if asked.is_text:
            self._values[asked.name] = event.value
            self._advance()
        elif self._shown:
            self.query_one("#options", PlainOptions).action_select()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the options that fit what is typed."""
        if self._at < len(self._open) and not self._open[self._at].is_text:
            self._fill(self._open[self._at], event.value)

    def on_key(self, event: events.Key) -> None:
        """While something is typed, up and down move in the list below."""
        if not isinstance(self.focused, Input) or event.key not in ("up", "down"):
            return
        listed = self.query_one("#options", PlainOptions)
        listed.action_cursor_up() if event.key == "up" else listed.action_cursor_down()
        event.stop()
        event.prevent_default()

    def action_answer(self, key: str) -> None:
        """Choose, or mark, the option with that number."""
        place = int(key) - 1
        listed = self.query_one("#options", PlainOptions)
        if place >= listed.option_count:
            return
        listed.highlighted = place
        if self._at < len(self._open) and self._open[self._at].many:
            self._toggle()
        else:
            listed.action_select()

    async def action_mark(self) -> None:
        """Mark the option, or take the mark away; choose it where only one can be chosen."""
        if self._at < len(self._open) and self._open[self._at].many:
            self._toggle()
        else:
            self.query_one("#options", PlainOptions).action_select()

    async def action_left(self) -> None:
        """Back to the field before."""
        self._go(max(self._at - 1, 0))

    async def action_right(self) -> None:
        """On to the next field."""
        self._go(min(self._at + 1, len(self._open) - (not self._view.submit)))

    def _advance(self) -> None:
        """To the next field; a form of one field is done with it."""
        place = self._at + 1
        while place < len(self._open) and self._open[place].settled:
            place += 1
        if len(self._open) == 1 or (place >= len(self._open) and not self._view.submit):
            self._finish()
        else:
            self._go(place)

    def _go(self, place: int) -> None:
        """Ask for a field, or, behind the last one, whether to do it."""
        self._at = place
        asking = self._open[place] if place < len(self._open) else None
        choices = asking.options(self._values) if asking is not None else ()
        typing = asking is not None and (asking.is_text or len(choices) > MANY)
        typed, listed = self.query_one("#filter", Input), self.query_one("#options", PlainOptions)
        typed.display, listed.display = typing, asking is None or not asking.is_text
        with self.prevent(Input.Changed):
            typed.value = str(self._values[asking.name] or "") if asking and asking.is_text else ""
        typed.placeholder = "" if asking and asking.is_text else "type to search"
        typed.max_length = 500
        self._fill(asking, "")
        (typed if typing else listed).focus()
        self._show_fields()

    def _fill(self, asking: Field | None, typed: str) -> None:
        """List the options of a field."""
        listed = self.query_one("#options", PlainOptions)
        listed.clear_options()
        if asking is None:
            self._shown = ()
            listed.add_option(Option(Content(self._view.submit)))
            listed.highlighted = 0
        else:
            wanted = typed.casefold().split()
            self._shown = tuple(
                each
                for each in asking.options(self._values)
                if all(word in f"{each.label} {each.aside}".casefold() for word in wanted)
            )
            numbered = len(self._shown) <= MANY and not typed
            listed.add_options(
                Option(self._prompt(each, place if numbered else 0))
                for place, each in enumerate(self._shown, start=1)
            )
            values = [each.value for each in self._shown]
            value = self._values.get(asking.name)
            listed.highlighted = values.index(value) if value in values else 0
        self._show_hint(asking)

    def _toggle(self) -> None:
        """Mark the highlighted option, or take the mark away."""
        asked, listed = self._open[self._at], self.query_one("#options", PlainOptions)
        if listed.highlighted is None or not self._shown:
            return
        place = listed.highlighted
        chosen, marked = self._shown[place], self._marked[asked.name]
        marked.remove(chosen.value) if chosen.value in marked else marked.append(chosen.value)
        self._values[asked.name] = tuple(
            each.value for each in asked.options(self._values) if each.value in marked
        )
        listed.replace_option_prompt_at_index(place, self._prompt(chosen, place + 1))
        self._show_fields()

    def _finish(self) -> None:
        """Close with the command, unless it is not taken or something is missing."""
        missing = [e for e in self._open if self._values[e.name] is None and not _may_be_empty(e)]
        if missing:
            self._refuse(f"Still open: {missing[0].title.lower()}.")
            self._go(self._open.index(missing[0]))
            return
        command = self._view.build(self._values)
        refusal = self._judge(command) if self._judge is not None else ""
        if refusal:
            self._refuse(refusal)
            self._go(0)
        else:
            self.dismiss(command)

    def _refuse(self, words: str) -> None:
        said = self.query_one("#refusal", Plain)
        said.update(Content(words))
        said.display = True
        self.add_class("-refused")

    def _show_fields(self) -> None:
        """The values so far, with the field at hand marked; greyed ones say why."""
        lines: list[Content] = []
        for each in self._view.fields:
            here = self._at < len(self._open) and each is self._open[self._at]
            mark = "▸ " if here else "  "
            lines.append(Content.assemble((f"{mark}{each.title}", "bold" if here else "")))
            if each.locked:
                lines += _indented(each.locked, "$text-muted italic")
                lines += _indented(f"({each.why})" if each.why else "", "$text-muted italic")
            else:
                lines += _indented(self._chosen(each), "")
        if self._view.submit and len(self._open) > 1:
            style = "bold" if self._at >= len(self._open) else ""
            mark = "▸ " if style else "  "
            lines.append(Content.styled(f"{mark}{self._view.submit}", style))
        self.query_one("#fields", Plain).update(Content("\n").join(lines))

    def _chosen(self, asked: Field) -> str:
        """The value of a field in words."""
        value = self._values[asked.name]
        if asked.is_text:
            return str(value or "…")
        options = asked.options(self._values)
        if asked.many:
            named = [each.label for each in options if each.value in self._marked[asked.name]]
            return ", ".join(named) or "none"
        if value is None and asked.name not in self._answered:
            return "…"
        return next((each.label for each in options if each.value == value), "…")

    def _prompt(self, choice: Choice, number: int) -> Content:
        """An option with its number or mark, and what explains it, below and indented."""
        asked = self._open[self._at]
        box = ""
        if asked.many:
            box = "[x] " if choice.value in self._marked[asked.name] else "[ ] "
        head = f"{number} " if number else ""
        room = (WIDE if self.app.size.width >= WIDE + 14 else NARROW) - 6
        room -= FIELDS_WIDTH if len(self._view.fields) > 1 else 0
        indent = " " * len(head)
        lines = [Content(f"{head}{box}{choice.label}")]
        lines += [
            Content.styled(f"{indent}{line}", "$text-muted")
            for line in wrap(choice.aside, room - len(head) - 2)
        ]
        return Content("\n").join(lines)

    def _show_hint(self, asking: Field | None) -> None:
        question = asking.title if asking is not None else "Is that right?"
        self.query_one("#question", Plain).update(Content(question))
        hint = asking.hint if asking is not None else ""
        if asking is not None and asking.many:
            hint = "Space marks, enter goes on. " + hint
        words = "\n".join(filter(None, (hint, self._view.preview(self._values))))
        self.query_one("#hint", Plain).update(Content(words))


def _indented(words: str, style: str) -> list[Content]:
    """A value below its field."""
    lines = wrap(words, FIELDS_WIDTH - 5, max_lines=2, placeholder=" …")
    return [Content.styled(f"    {line}", style) for line in lines]


def _may_be_empty(asked: Field) -> bool:
    """Nothing is one of the choices."""
    if asked.many or asked.is_text or callable(asked.choices):
        return asked.many
    return any(each.value is None for each in asked.choices)
