"""One question with yes and no, asked before something that cannot be taken back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button

from itilsim.tui.bindings import bindings
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar
from itilsim.tui.widgets.plain import MARK, Plain


class Confirm(Dialog[bool]):
    """Leaves with `True` for yes; `no` has the focus, so that a slip of the finger is harmless."""

    PLACE = "confirm"
    BINDINGS = bindings(PLACE)
    AUTO_FOCUS = "#no"
    DEFAULT_CSS = """
    Confirm #question {
        text-style: bold;
    }
    """

    def __init__(self, question: str, explanation: str = "", *, harmless: bool = False) -> None:
        """Ask.

        Args:
            question: One question that yes answers.
            explanation: What yes would do, in a sentence or two.
            harmless: Yes can be gone back on, so that it has the focus.
        """
        super().__init__()
        if harmless:
            self.AUTO_FOCUS = "#yes"  # type: ignore[misc]  # one dialog's, not all of them
        self._question = question
        self._explanation = explanation

    def compose(self) -> ComposeResult:
        """The question, its explanation, two buttons, and their keys."""
        with Vertical(classes="panel"):
            yield Plain(self._question, id="question")
            if self._explanation:
                yield Plain(self._explanation)
            with Horizontal(classes="buttons"):
                yield Button("Yes", id="yes")
                yield Button("No", id="no", variant="primary")
            yield KeyBar(self.PLACE)

    def on_descendant_focus(self) -> None:
        """Mark the button that enter presses, for whoever sees no colours."""
        for each in self.query(Button):
            word = "Yes" if each.id == "yes" else "No"
            each.label = Content(f"{MARK if each.has_focus else ' ' * len(MARK)} {word}")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with the button."""
        self.dismiss(event.button.id == "yes")

    def action_agree(self) -> None:
        """Yes."""
        self.dismiss(result=True)

    def action_disagree(self) -> None:
        """No."""
        self.dismiss(result=False)

    def action_close_dialog(self) -> None:
        """Going back is a no."""
        self.dismiss(result=False)
