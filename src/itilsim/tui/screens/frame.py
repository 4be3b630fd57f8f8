"""What all screens and dialogs share: their place in the table of actions, and how to move about.

One idea: a screen names its `PLACE`, takes its bindings from the table, and writes one
`action_<name>` for each action that lives there. Moving is done here, by handing the wish to
whichever list has the focus, so that arrows and `hjkl` work everywhere alike. Leaving is done here,
too: see `Leaving`.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final, TypeVar

from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from itilsim.tui.widgets.plain import PlainOptions
from itilsim.words.actions import Place

ResultT = TypeVar("ResultT")

LEAST: Final = Size(80, 24)
"""The smallest terminal in which everything can be read. Source: the size of a VT100."""


def is_too_small(size: Size) -> bool:
    """Whether the app cannot be read at that size."""
    return size.width < LEAST.width or size.height < LEAST.height


class Leaving(Screen[ResultT]):
    """Leaves once, and from the top only; every screen and dialog of the app is one.

    Textual's own `dismiss` takes away whatever lies on top, whoever calls it and however often.
    """

    _left = False
    _result: ResultT | None = None

    def dismiss(self, result: ResultT | None = None) -> AwaitComplete:
        """Leave with a result; while something lies over this screen, as soon as that is gone.

        Args:
            result: What it leaves with. A second wish to leave is dropped, whatever its result.
        """
        if self._left:
            return AwaitComplete()
        self._left, self._result = True, result
        return self._gone()

    def on_screen_resume(self) -> None:
        """Leave if that was wished for while something lay over it."""
        if self._left:
            self._gone()

    def _gone(self) -> AwaitComplete:
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(self._result)


class Frame(Leaving[ResultT]):
    """A full screen; it leaves by `dismiss(result)`."""

    PLACE: ClassVar[Place]
    """Which rows of the table of actions are its own."""

    @property
    def is_laid_out(self) -> bool:
        """Whether its lists and texts stand as long as they will, and where they will."""
        return not self._layout_required

    def on_screen_suspend(self) -> None:
        """Show no keys while something lies over this screen: they would do nothing."""
        self.add_class("-covered")

    def on_screen_resume(self) -> None:
        """Show them again."""
        self.remove_class("-covered")

    def on_plain_options_picked(self, event: PlainOptions.Picked) -> None:
        """Take what a line stands for, unless another list is there by now."""
        event.stop()
        if event.is_listed:
            self.pick(event.value)

    def pick(self, value: Any) -> None:  # noqa: ANN401 - what the lines of the screen stand for
        """Do what was chosen from a list.

        Args:
            value: What the line stands for.
        """

    async def action_help(self) -> None:
        """Show what can be done here; the app knows how."""
        await self.app.run_action("app.help")

    async def action_command_palette(self) -> None:
        """Show what can be done, to be found by its name; the app knows how."""
        await self.app.run_action("app.command_palette")

    def action_interrupt(self) -> None:
        """Copy what is marked, as terminals do; else leave the app at once."""
        if self.get_selected_text():
            self.action_copy_text()
        else:
            self.app.exit(return_code=130)

    async def action_up(self) -> None:
        """One line up."""
        await self._steer("cursor_up", "scroll_up")

    async def action_down(self) -> None:
        """One line down."""
        await self._steer("cursor_down", "scroll_down")

    async def action_left(self) -> None:
        """To the left, or to the panel before."""
        if not await self._steer("cursor_left"):
            self.focus_previous()

    async def action_right(self) -> None:
        """To the right, or to the panel after."""
        if not await self._steer("cursor_right"):
            self.focus_next()

    async def action_top(self) -> None:
        """To the first line."""
        await self._steer("scroll_top", "first", "scroll_home")

    async def action_bottom(self) -> None:
        """To the last line."""
        await self._steer("scroll_bottom", "last", "scroll_end")

    async def action_mark(self) -> None:
        """Select the line."""
        await self._steer("toggle_button", "select", "select_cursor", "press")

    async def action_open(self) -> None:
        """Open the line, where the focused widget does not take the key itself."""
        await self._steer("select", "select_cursor", "press", "submit")

    async def _steer(self, *names: str) -> bool:
        """Let the focused widget, or the nearest thing around it, do the first that it can.

        Returns:
            Whether anything could.
        """
        node: DOMNode | None = self.focused or self
        while node is not None and node is not self.app:
            for name in names:
                if hasattr(node, f"action_{name}") and await self.app.run_action(name, node):
                    return True
            node = node.parent if isinstance(node.parent, DOMNode) else None
        return False


class Dialog(ModalScreen[ResultT], Frame[ResultT]):
    """A small screen over another one; closing it means that nothing was wished for."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > .panel {
            width: 64;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 1 2;
            border: round $primary;
            background: $surface;
        }
        & > .panel > KeyBar {
            margin-top: 1;
            padding: 0;
            background: transparent;
        }
        & > .panel > .buttons {
            height: auto;
            margin-top: 1;
            align-horizontal: right;
        }
        & > .panel > .buttons > Button {
            margin-left: 2;
        }
    }
    """

    def action_close_dialog(self) -> None:
        """Go back, nothing done."""
        self.dismiss(None)

    def action_answer(self, key: str) -> None:
        """Choose the answer with that number.

        Args:
            key: A digit, counted from 1.
        """
        self.query(PlainOptions).first().pick_at(int(key) - 1)
