"""The app itself: a frame without knowledge, in which a story pushes one screen after another.

One idea: where a student goes next is not spread over callbacks but written in one place, as a
*story*, an ordinary coroutine that shows a screen, looks at its result, and shows the next:

    async def story(app: ItilsimApp) -> int:
        choice = await app.show(Home(view))
        ...
        return 0

What it returns is the exit code. The app holds no shift, no file and no clock.

Whatever is typed, clicked or pasted is handled in turn: the next one only when all has happened
that follows from the one before, and while a story is busy between two screens, not at all. Else a
second key that arrives in the same read of the terminal, as from a busy machine, a paste or a macro
keyboard, would reach a screen that is about to go, or a list that is about to be another one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from rich.console import RenderableType
from textual import events
from textual.app import App, ComposeResult, SystemCommand
from textual.command import CommandPalette, Provider
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider

from itilsim.tui.screens.frame import Frame, is_too_small
from itilsim.tui.theme import DEFAULT_THEME, THEMES, readable
from itilsim.tui.widgets.plain import Plain
from itilsim.words.actions import action_named

if TYPE_CHECKING:
    from textual.driver import Driver

    from itilsim.storage.backups import Later

ResultT = TypeVar("ResultT")
Story: TypeAlias = Callable[["ItilsimApp"], Awaitable[int]]
"""Shows screens one after another and answers with the exit code."""


QUIET: Final = 120
"""Turns of the event loop after which nothing follows any more from a key: a millisecond or two.
Tuning constant; `tests/tui/test_keys_together.py` sees to it that it is twice what is needed."""
TYPED: Final = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""What is handled in turn."""
BY_PAGES: Final = ("pageup", "pagedown")
"""How far these keys go is known only when the screen is laid out, and Textual puts that off for up
to a sixtieth of a second."""


def _actions_provider() -> type[Provider]:
    """The palette's source, imported when the palette is opened first."""
    from itilsim.tui.palette import ActionsProvider

    return ActionsProvider


def _is_laid_out(screen: Screen[Any]) -> bool:
    """Whether a screen has its lists and texts in their places; one of Textual's own always has."""
    return not isinstance(screen, Frame) or screen.is_laid_out


class ItilsimApp(App[int], inherit_bindings=False):
    """The frame of every screen; give it to `terminal.run_app`."""

    TITLE = "itilsim"
    COMMANDS = {_actions_provider, *App.COMMANDS}
    COMMAND_PALETTE_BINDING = action_named("command_palette").keys[0]
    CSS = """
    VerticalScroll, Scrolled, OptionList, DataTable {
        scrollbar-size-vertical: 1;
    }
    Screen.-covered KeyBar {
        visibility: hidden;
    }
    #busy {
        height: 1fr;
        content-align: center middle;
        text-align: center;
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(
        self,
        story: Story,
        *,
        theme: str = DEFAULT_THEME,
        remember_theme: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Make the app; nothing is shown before it runs.

        Args:
            story: What happens in it.
            theme: Name of the theme to begin with; one that is not known is passed over.
            remember_theme: Called with the name whenever the student chooses another one.
        """
        super().__init__()
        self._story = story
        self._remember_theme = remember_theme
        self.later: Later = lambda work: work()
        """Does what nobody should wait for: a terminal has a thread for it, a browser tab none."""
        self._turns: asyncio.Queue[events.Event | Callable[[], None]] = asyncio.Queue()
        self._taking = False
        self._on_stage = asyncio.Event()
        """Set while the story waits for a screen; clear while it is busy between two."""
        self.last_words: list[RenderableType] = []
        """What Textual would have printed after a crash; empty when there was none."""
        for own in THEMES:
            self.register_theme(own)
        if theme in self.available_themes:
            self.theme = theme
        if self.no_color:
            self.animation_level = "none"

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app, or nothing."""
        return self._exception

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, which is to read what is pasted as text, whatever it holds."""
        from itilsim.tui.pasting import read_pastes_whole

        driver = super().get_driver_class()
        read_pastes_whole(driver)
        return driver

    def get_css_variables(self) -> dict[str, str]:
        """The theme's, with words that can be read whatever the theme."""
        self.theme_variables = readable(super().get_css_variables())
        return self.theme_variables

    async def show(self, screen: Screen[ResultT]) -> ResultT:
        """Show a screen and wait for what it leaves with; for stories and workers only."""
        self._on_stage.set()
        self._beneath.update()
        try:
            return await self.push_screen_wait(screen)
        finally:
            self._on_stage.clear()

    def push_screen(self, screen: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - Textual's
        """Show a screen or dialog, laid out for the size from its first paint on."""
        if isinstance(screen, Screen):
            screen.add_class(*self._fitting(screen), update=False)
        return super().push_screen(screen, *rest, **more)

    def _fitting(self, screen: Screen[Any]) -> Iterator[str]:
        """The classes that the size gives to a screen."""
        sides = (
            (self.size.width, screen.HORIZONTAL_BREAKPOINTS or self.HORIZONTAL_BREAKPOINTS),
            (self.size.height, screen.VERTICAL_BREAKPOINTS or self.VERTICAL_BREAKPOINTS),
        )
        for cells, points in sides:
            yield max((least, name) for least, name in points or () if cells >= least)[1]

    async def busy(self, words: str) -> None:
        """Say what takes a while between two screens; returns as soon as it can be read.

        Args:
            words: What is being done, a sentence.
        """
        painted = asyncio.Event()
        self._beneath.update(words)
        self._beneath.call_after_refresh(painted.set)
        await painted.wait()

    @property
    def _beneath(self) -> Plain:
        """The words that lie under all screens."""
        return self.screen_stack[0].query_one("#busy", Plain)

    async def on_event(self, event: events.Event) -> None:
        """Put what is typed in line, and handle everything else at once."""
        interrupts = isinstance(event, events.Key) and event.key == "ctrl+c"
        if not isinstance(event, TYPED) or event.is_forwarded:
            await super().on_event(event)
        elif interrupts and not self._on_stage.is_set():
            self.exit(return_code=130)
        else:
            self._turns.put_nowait(event)

    @property
    def is_settled(self) -> bool:
        """Whether all that was typed has been handled, with whatever follows from it."""
        return self._turns.empty() and not self._taking

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - Textual's signature; data is never markup here.
    ) -> None:
        """Show a message for some seconds; it is never read as markup."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the palette offers besides the actions of the screen."""
        del screen  # the same everywhere
        yield SystemCommand(
            "Theme", "Choose colours, also with high contrast.", self.action_change_theme
        )

    def action_help(self) -> None:
        """Show what can be done on the current screen."""
        from itilsim.tui.screens.help import Help

        if isinstance(self.screen, Frame):
            self.push_screen(Help(self.screen.PLACE))

    def action_command_palette(self) -> None:
        """Show what can be done, to be found by its name."""
        from itilsim.tui.palette import Palette

        if isinstance(self.screen, Frame) and self.screen.PLACE != "too-small":
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Show the themes, to choose one; in our palette, where Textual would show its own."""
        from itilsim.tui.palette import Palette

        self.push_screen(Palette([ThemeProvider], placeholder="Search for themes…"))

    def compose(self) -> ComposeResult:
        """What lies under all screens: words for whoever waits between two."""
        yield Plain(id="busy")

    def on_mount(self) -> None:
        """Begin the story, and keep an eye on theme and size."""
        self.theme_changed_signal.subscribe(self, self._theme_chosen)
        self.screen_change_signal.subscribe(self, self._screen_changed)
        self.run_worker(self._take_turns(), name="turns")
        self.run_worker(self._tell(), name="story")

    def on_resize(self, event: events.Resize) -> None:
        """Cover a screen that can no longer be read."""
        if is_too_small(event.size):
            self._turns.put_nowait(self._cover)

    async def _tell(self) -> None:
        self.exit(return_code=await self._story(self))

    async def _take_turns(self) -> None:
        while True:
            turn = await self._turns.get()
            self._taking = True
            while not self._stands:  # What comes while a story is busy is for the next screen.
                await self._on_stage.wait()
                await asyncio.sleep(0)
            if isinstance(turn, events.Key) and turn.key in BY_PAGES:
                await self._lie_still()
            if isinstance(turn, events.Event):
                await super().on_event(turn)
            else:
                turn()
            await self._come_to_rest()
            self._taking = False

    async def _come_to_rest(self) -> None:
        """Wait until a screen stands and nothing has followed from what was typed for a while."""
        quiet = 0
        while quiet < QUIET:
            await self._on_stage.wait()
            await asyncio.sleep(0)
            quiet = 0 if self._is_busy else quiet + 1

    async def _lie_still(self) -> None:
        """Wait until a screen has its lists and texts in their places."""
        while self._stands and not _is_laid_out(self.screen):  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0)

    @property
    def _stands(self) -> bool:
        """Whether a screen is made and shown; an app that ends has none any more."""
        return bool(self.screen_stack) and self._on_stage.is_set() and self.screen.is_mounted

    @property
    def _is_busy(self) -> bool:
        """Whether a screen is still being made, or searches."""
        if not self._stands:
            return True
        return any(each.node is self.screen and not each.is_finished for each in self.workers)

    def _theme_chosen(self, theme: Theme) -> None:
        self._remember_theme(theme.name)

    def _screen_changed(self, screen: Screen[object]) -> None:
        """Cover a screen that was opened while the terminal was too small for it."""
        if isinstance(screen, Frame) and is_too_small(self.size):
            self._turns.put_nowait(self._cover)

    def _cover(self) -> None:
        """Lay the notice over what the story shows, once; it and the palette are never both."""
        if not is_too_small(self.size) or len(self.screen_stack) < 2:
            return
        from itilsim.tui.screens.too_small import TooSmall

        if isinstance(self.screen, CommandPalette):
            self.screen.dismiss(None)
        if not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())

    def _fatal_error(self) -> None:
        """End without a traceback on the terminal; `run_app` says what there is to say."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Keep what Textual would print, for the file with details."""
        self.last_words.extend(self._exit_renderables)
        self._exit_renderables.clear()
