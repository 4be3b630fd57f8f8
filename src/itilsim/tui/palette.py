"""The command palette, and its source: the same actions as the keys, under the same conditions.

"Not now" is written once, in a screen's `check_action`; what the key would not do, the palette
does not offer.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from itilsim.tui.bindings import shown_key
from itilsim.tui.screens.frame import Frame, Leaving
from itilsim.words.actions import Action, actions_on


class Palette(CommandPalette, Leaving[None]):
    """Textual's palette, which leaves as every other screen of the app does."""


class ActionsProvider(Provider):
    """Offers what can be done on the current screen at this moment."""

    async def discover(self) -> Hits:
        """Everything, in the order of the key bar."""
        for action in self._offers():
            yield DiscoveryHit(
                _titled(action),
                partial(self.screen.run_action, action.name),
                help=action.help,
            )

    async def search(self, query: str) -> Hits:
        """What the query fits, by title or plain word."""
        matcher = self.matcher(query)
        for action in self._offers():
            score = max(matcher.match(action.title), matcher.match(action.word))
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(_titled(action)),
                    partial(self.screen.run_action, action.name),
                    help=action.help,
                )

    def _offers(self) -> Iterator[Action]:
        if not isinstance(self.screen, Frame):
            return
        for action in actions_on(self.screen.PLACE):
            if action.group in ("moving", "answering") or action.name == "command_palette":
                continue
            if self.screen.check_action(action.name, ()):
                yield action


def _titled(action: Action) -> str:
    return f"{action.title}  ({shown_key(action.keys[0])})"
