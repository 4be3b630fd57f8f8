"""Text that is only text: what a person or a file says is shown as it stands, never as markup."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

WIDEST: Final = 96
"""Cells of a line of prose where there is room for more: longer lines are hard to read. Tuning
constant."""


class Plain(Static):
    """A piece of text that never reads markup; the only kind of `Static` in the app."""

    def __init__(
        self,
        text: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - the name that every Textual widget has for it.
        classes: str | None = None,
    ) -> None:
        """Show a text.

        Args:
            text: The text, or ready-made content with styles.
            id: Name in the stylesheet.
            classes: Classes in the stylesheet.
        """
        super().__init__(text, markup=False, id=id, classes=classes)


class PlainOptions(OptionList):
    """A list to choose from that never reads markup; the only kind of `OptionList` in the app."""

    def __init__(
        self,
        *options: Option | None,
        id: str | None = None,  # noqa: A002 - as above.
        classes: str | None = None,
    ) -> None:
        """Make a list.

        Args:
            options: Its lines; `None` is a rule between two of them.
            id: Name in the stylesheet.
            classes: Classes in the stylesheet.
        """
        super().__init__(*options, markup=False, id=id, classes=classes)
