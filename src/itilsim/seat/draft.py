"""What a form asks for, and what has been chosen so far.

The one idea: a form is a frozen value (title, fields with their options, and a function from the
chosen values to a command), so that every dialog of the desk is data; `Draft` is that value half
filled in, and knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from itilsim.domain.commands import Command

Values: TypeAlias = Mapping[str, Any]
"""What is chosen so far, by field."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field."""

    value: Any
    """What goes into the command."""
    label: str
    """What is read."""
    aside: str = ""
    """A second line that explains it."""
    note: str = ""
    """How it stands just now, on the second line; it is not found by that."""
    mark: str = ""
    """A sign behind the label; the hint of the field says what it means."""

    @property
    def below(self) -> str:
        """The second line."""
        return self.aside or self.note


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to be decided."""

    name: str
    """Name in the values, mostly the attribute of the command."""
    title: str
    """What is asked for, in a word or two."""
    choices: tuple[Choice, ...] | Callable[[Values], tuple[Choice, ...]] = ()
    """What can be chosen; may depend on the fields before. Empty: a text is written."""
    value: Any = None
    """What is chosen at the beginning."""
    many: bool = False
    """Any number of choices may be marked."""
    ask: str = ""
    """The question over the options; the title where empty."""
    hint: str = ""
    """A line under the options."""
    settled: bool | Callable[[Values], bool] = False
    """It has its usual value, and is asked for only when one goes back to it; may depend on the
    fields before."""
    free: bool = False
    """No decision that is judged: what was named, or a wish of one's own. Nothing is a value, too,
    and of what fits the typed words the first line is marked."""
    locked: str = ""
    """Filled in by somebody else, with this value in words."""
    why: str = ""
    """Why it is filled in like that."""

    def options(self, values: Values) -> tuple[Choice, ...]:
        """What can be chosen."""
        return self.choices(values) if callable(self.choices) else self.choices

    def is_settled(self, values: Values) -> bool:
        """Whether it is passed by."""
        return self.settled(values) if callable(self.settled) else self.settled

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
    submit: str = ""
    """What the last line says; empty: done with the last field."""
    kind: str = ""
    """Kind of the command it makes; empty where that is chosen in it."""
    subject: str = ""
    """What the command is about."""
    preview: Callable[[Values], str] = field(default=lambda _values: "")
    """What follows from the values, shown while choosing."""


class Draft:
    """A form half filled in."""

    def __init__(self, view: FormView) -> None:
        """Begin with what stands there already.

        Args:
            view: The form.
        """
        self.view = view
        self.open = tuple(each for each in view.fields if not each.locked)
        """Fields that are asked for."""
        self.place = 0
        """Which of them is at hand; one more than there are: all are asked."""
        self._values: dict[str, Any] = {each.name: each.value for each in view.fields}
        self._answered: set[str] = set()

    @property
    def asking(self) -> Field | None:
        """The field at hand; none: all are asked, and only doing it is left."""
        return self.open[self.place] if self.place < len(self.open) else None

    @property
    def values(self) -> Values:
        """What is chosen so far."""
        return self._values

    @property
    def is_begun(self) -> bool:
        """Whether something in it has been decided or written."""
        changed = (self._values[each.name] != each.value for each in self.open)
        return bool(self._answered) or any(changed)

    def resume(self, before: Draft) -> None:
        """Go on where the same form was left, with what can still be chosen.

        Args:
            before: The form as it was left.
        """
        for each in self.open:
            if each.name in before.values:
                self._take_over(each, before)
        at = before.asking
        names = [each.name for each in self.open]
        self.place = names.index(at.name) if at is not None and at.name in names else self.last

    def _take_over(self, asked: Field, before: Draft) -> None:
        value, listed = before.values[asked.name], asked.options(self._values)
        allowed = [each.value for each in listed]
        if asked.many:
            self._values[asked.name] = tuple(each for each in value or () if each in allowed)
        elif asked.is_text or value in allowed:
            self._values[asked.name] = value
            self._answered |= before._answered & {asked.name}

    @property
    def asks_at_the_end(self) -> bool:
        """Whether it is done only on a last line behind the fields; never behind a single one."""
        return bool(self.view.submit) and len(self.open) > 1

    @property
    def is_last(self) -> bool:
        """Nothing more is asked after the field at hand."""
        return self.following() >= len(self.open) and not self.asks_at_the_end

    @property
    def last(self) -> int:
        """The last place to go to: behind the fields where the form asks whether to do it."""
        return len(self.open) if self.asks_at_the_end else len(self.open) - 1

    def following(self) -> int:
        """The place after this one, past fields that have their usual value."""
        place = self.place + 1
        while place < len(self.open) and self.open[place].is_settled(self._values):
            place += 1
        return place

    def take(self, value: object) -> None:
        """Choose a value for the field at hand."""
        if self.asking is not None:
            self._values[self.asking.name] = value
            self._answered.add(self.asking.name)

    def toggle(self, value: object) -> None:
        """Mark a value of the field at hand, or take the mark away."""
        asked = self.asking
        if asked is None:
            return
        marked = set(self._values[asked.name] or ()) ^ {value}
        values = (each.value for each in asked.options(self._values))
        self._values[asked.name] = tuple(each for each in values if each in marked)

    def is_marked(self, value: object) -> bool:
        """Whether a value of the field at hand is marked."""
        asked = self.asking
        return asked is not None and value in (self._values[asked.name] or ())

    def missing(self) -> int | None:
        """The place of the first field that has no value and needs one."""
        for place, each in enumerate(self.open):
            empty = self._values[each.name] is None and not _may_be_empty(each)
            if empty or not self.is_decided(each):
                return place
        return None

    def is_decided(self, asked: Field) -> bool:
        """Whether somebody has said what it is, even if that is nothing."""
        known = self._values[asked.name] is not None or asked.name in self._answered
        return known or asked.many or asked.is_text or asked.free

    def chosen(self, asked: Field) -> str:
        """The value of a field in words."""
        value = self._values[asked.name]
        if asked.is_text:
            return str(value or "…")
        options = asked.options(self._values)
        if asked.many:
            return ", ".join(each.label for each in options if each.value in value) or "none"
        passed_by = asked.is_settled(self._values)
        if value is None and asked.name not in self._answered and not passed_by:
            return "…"
        return next((each.label for each in options if each.value == value), "…")

    def build(self) -> Command:
        """The command that has been put together."""
        return self.view.build(self._values)


def _may_be_empty(asked: Field) -> bool:
    """Nothing is one of the choices."""
    if asked.many or asked.is_text or callable(asked.choices):
        return asked.many
    return any(each.value is None for each in asked.choices)


def fitting(choices: Iterable[Choice], typed: str) -> tuple[Choice, ...]:
    """Options of whose label a word begins with each that is typed; where none does, any with them.

    So three letters of Workplace are enough, though Network has them, too.
    """
    wanted, listed = typed.casefold().split(), tuple(choices)

    def begins(choice: Choice) -> bool:
        words = choice.label.casefold().split()
        return all(any(word.startswith(one) for word in words) for one in wanted)

    def has(choice: Choice) -> bool:
        return all(word in f"{choice.label} {choice.aside}".casefold() for word in wanted)

    return tuple(filter(begins, listed)) or tuple(filter(has, listed))
