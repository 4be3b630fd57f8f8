"""Textual bindings out of the table of actions, so that a key is written in one place only."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from itilsim.words.actions import Action, Place, actions_on

SHOWN_KEYS = {"escape": "esc", "up": "↑", "down": "↓", "left": "←", "right": "→"}
"""Keys that are shown otherwise than they are named."""


def bindings(place: Place) -> list[BindingType]:
    """The `BINDINGS` of a screen or dialog.

    The command palette's own key is left to Textual, which must see it before a text field does.
    """
    return [
        Binding(
            key,
            f"{action.name}('{key}')" if action.each_key else action.name,
            action.title,
            id=action.name,
            tooltip=action.help,
            show=action.in_bar,
        )
        for action in actions_on(place)
        if action.name != "command_palette"
        for key in action.keys
    ]


def shown_key(key: str) -> str:
    """A key as people read it."""
    return SHOWN_KEYS.get(key, key)


def shown_keys(action: Action) -> str:
    """All keys of an action as people read them; a row of digits is shown as a range."""
    if action.each_key:
        return f"{action.keys[0]}–{action.keys[-1]}"
    return "  ".join(shown_key(key) for key in action.keys)
