"""What a form says below its list: how to choose, what follows, and why a key did nothing."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from itilsim.seat.draft import Draft, Field
from itilsim.tui.widgets.plain import shortened
from itilsim.words.actions import action_named

GO_ON: Final = "Go on"
"""What enter does where several can be marked, or something is written."""
ALL_SET: Final = "All is filled in. Enter does it."
NOT_YET: Final = "Something is still open. Enter goes there."
"""What stands over the last line, which says what is done."""
CHOOSE: Final = "Choose by number, click, or ↑ ↓ and enter."
TYPE_OR_CHOOSE: Final = "Type a word of it, click, or ↑ ↓ and enter."
MARK: Final = "Space or a click marks; enter when all are marked."
"""How a line is chosen, in one line of a small terminal."""
CHOOSE_FIRST: Final = "Choose a line first: ↑ ↓ or its number."
CHOOSE_OR_TYPE: Final = "Choose a line first: ↓, or type a word."
CHOOSE_OR_MORE: Final = "Choose a line first: ↓, or type more of it."
NO_CHOICE: Final = "There is nothing to choose here. ← goes back."
"""What is said where enter has no line to choose."""
NOT_TYPED: Final = "There is nothing to type here."
NO_FIELD_BEFORE: Final = "There is no field before this one. Esc leaves the form."
NO_FIELD_AFTER: Final = "There is no field after this one. Enter goes on."
NO_TEXT: Final = "Nothing is written here. ← goes back."
TEXT_FIRST: Final = "← goes back once nothing is typed here."
NO_HELP: Final = "For help: esc, then ?. The form is kept."
"""What is said where a key has nothing to do."""

HELP: Final = action_named("help").keys[0]
"""The key that shows help wherever nothing lies over the screen."""
QUOTED: Final = 20
"""Characters of what was typed that are said again; tuning constant."""


def nothing_has(typed: str) -> str:
    """What is said where nothing fits."""
    if typed.strip() == HELP:
        return NO_HELP
    return f"Nothing has “{shortened(typed.strip(), QUOTED)}” in it; here is all there is."


def search_in(draft: Draft, field: Field) -> str:
    """What stands where words are typed: how many lines there are, since a list may run on."""
    return f"type to search {len(field.options(draft.values))} lines"


def no_line(typed: str, *, any_fits: bool, searched: bool) -> str:
    """What is said where enter finds no line under the cursor.

    Args:
        typed: What is typed.
        any_fits: Whether there are lines.
        searched: Whether lines are found by typing.
    """
    if not searched:
        return CHOOSE_FIRST if any_fits else NO_CHOICE
    if not any_fits:
        return nothing_has(typed)
    return CHOOSE_OR_MORE if typed.strip() else CHOOSE_OR_TYPE


def not_typed(draft: Draft, key: str | None) -> str:
    """What is said to whoever types where nothing can be typed.

    Args:
        draft: The form half filled in.
        key: What was typed.
    """
    if key == HELP:
        return NO_HELP
    return NOT_TYPED if draft.asking is None or draft.asking.many else CHOOSE_FIRST


def still_open(field: Field) -> str:
    """What is missing, as the end of a sentence, whether it is named or asked."""
    title = f"{field.title[:1].lower()}{field.title[1:]}"
    return f"Still open: {title}{'' if title.endswith('?') else '.'}"


def hint(draft: Draft, *, searched: bool, instead: str) -> Content:
    """What helps with the field at hand, and what follows from the values.

    Args:
        draft: The form half filled in.
        searched: Whether lines are found by typing.
        instead: What is said in place of how a line is chosen; empty: nothing went wrong.
    """
    asking = draft.asking
    words = [draft.view.preview(draft.values)]
    if asking is None:
        words.append("← goes back to a field, and so does a click on it.")
    else:
        words.insert(0, asking.hint)
        if asking.many:
            words.insert(0, MARK)
        elif not instead and not asking.is_text and draft.chosen(asking) == "…":
            words.append(TYPE_OR_CHOOSE if searched else CHOOSE)
    lines = [Content(each) for each in words if each]
    if instead:
        lines.insert(0, Content.styled(instead, "bold $text-warning"))
    return Content("\n").join(lines)


def does(draft: Draft) -> str:
    """What enter does here; empty: it chooses the line."""
    asking = draft.asking
    if asking is None:
        return draft.view.submit
    if not (asking.many or asking.is_text):
        return ""
    return draft.view.submit if draft.view.submit and draft.is_last else GO_ON
