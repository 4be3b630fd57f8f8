"""The app itself: a frame without knowledge, in which a story pushes one screen after another.

One idea: where a student goes next is not spread over callbacks but written in one place, as a
*story*, an ordinary coroutine that shows a screen, looks at its result, and shows the next:

    async def story(app: ItilsimApp) -> int:
        choice = await app.show(Home(view))
        ...
        return 0

What it returns is the exit code. The app holds no shift, no file and no clock.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeAlias, TypeVar

from rich.console import RenderableType
from textual import events
from textual.app import App, SystemCommand
from textual.command import Provider
from textual.geometry import Size
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.theme import Theme

from itilsim.tui.screens.frame import Frame, is_too_small
from itilsim.tui.screens.home import Home, HomeView
from itilsim.tui.theme import DEFAULT_THEME, THEMES
from itilsim.words.actions import action_named

ResultT = TypeVar("ResultT")
Story: TypeAlias = Callable[["ItilsimApp"], Awaitable[int]]
"""Shows screens one after another and answers with the exit code."""


def home_app(view: HomeView) -> ItilsimApp:
    """An app that shows the home screen and ends with it; what start-up time is measured on."""

    async def story(app: ItilsimApp) -> int:
        await app.show(Home(view))
        return 0

    return ItilsimApp(story)


def _actions_provider() -> type[Provider]:
    """The palette's source, imported when the palette is opened first."""
    from itilsim.tui.palette import ActionsProvider

    return ActionsProvider


class ItilsimApp(App[int], inherit_bindings=False):
    """The frame of every screen; give it to `terminal.run_app`."""

    TITLE = "itilsim"
    COMMANDS = {_actions_provider, *App.COMMANDS}
    COMMAND_PALETTE_BINDING = action_named("command_palette").keys[0]
    CSS = """
    VerticalScroll, OptionList, DataTable {
        scrollbar-size-vertical: 1;
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

    async def show(self, screen: Screen[ResultT]) -> ResultT:
        """Show a screen and wait for what it leaves with; for stories and workers only."""
        return await self.push_screen_wait(screen)

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

    def on_mount(self) -> None:
        """Begin the story, and keep an eye on theme and size."""
        self.theme_changed_signal.subscribe(self, self._theme_chosen)
        self.screen_change_signal.subscribe(self, self._screen_changed)
        self.run_worker(self._tell(), name="story")

    def on_resize(self, event: events.Resize) -> None:
        """Cover a screen that can no longer be read."""
        self._cover_at(event.size)

    async def _tell(self) -> None:
        self.exit(return_code=await self._story(self))

    def _theme_chosen(self, theme: Theme) -> None:
        self._remember_theme(theme.name)

    def _screen_changed(self, screen: Screen[object]) -> None:
        """Cover a screen that was opened while the terminal was too small for it."""
        if isinstance(screen, Frame):
            self.call_next(lambda: self._cover_at(self.size))

    def _cover_at(self, size: Size) -> None:
        """Lay the notice over what the story shows, once."""
        if not is_too_small(size) or len(self.screen_stack) < 2:
            return
        from itilsim.tui.screens.too_small import TooSmall

        if not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())

    def _fatal_error(self) -> None:
        """End without a traceback on the terminal; `run_app` says what there is to say."""
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Keep what Textual would print, for the file with details."""
        self.last_words.extend(self._exit_renderables)
        self._exit_renderables.clear()
