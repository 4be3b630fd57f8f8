"""Everything that can be done now on one sheet: the likely first, then by kind, then what cannot.

The one idea: a letter does it, and so does enter on its line; what cannot be done now stays
readable with the reason, so that the sheet teaches which state allows what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets.option_list import Option

from itilsim.domain.desk import Desk
from itilsim.domain.names import TRAINEE
from itilsim.seat.matters import ItemView
from itilsim.seat.offered import NOT_HERE, likely, phone, price, why_not
from itilsim.tui.bindings import bindings, shown_key
from itilsim.tui.screens.frame import Dialog
from itilsim.tui.widgets.key_bar import KeyBar, ordered
from itilsim.tui.widgets.plain import Hanging, Pick, Plain, PlainOptions
from itilsim.words.actions import GROUPS, Action, Group, actions_on

TITLE: Final = 15
"""Cells for a title: as many as the longest has, and one."""
COST: Final = 7
"""Cells for what an action takes."""


GROUPS_SHOWN: Final[tuple[Group, ...]] = (
    *("contact", "record", "request", "alert", "shift", "looking"),
)
"""What stands on the sheet."""
LIKELY: Final = 3
"""So many stand first on it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One action on the sheet."""

    action: Action
    """Which."""
    cost: str
    """The handling time it takes, in words; empty for none."""
    why_not: str = ""
    """Why it cannot be done now; empty: it can."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its actions."""

    heading: str
    """What they have in common."""
    lines: tuple[Line, ...]
    """The actions."""


def parts(
    desk: Desk, item: ItemView | None, able: Callable[[str], bool], first: str
) -> Iterator[Part]:
    """What is likely, then by kind, then what cannot be done now, and why.

    Args:
        desk: The running shift's Desk.
        item: What is selected.
        able: Whether the screen does an action now, by name.
        first: The action that Enter does.
    """
    offered, unable = list[Action](), list[Line]()
    for action in actions_on("play"):
        if action.group not in GROUPS_SHOWN or action.name == "all_actions":
            continue
        reason = why_not(action.name, desk, item)
        if action.name == "take_call" and phone(desk):
            reason = "You are in a call. End it first." if TRAINEE in desk.live else ""
        if not reason and not able(action.name):
            reason = NOT_HERE
        if not reason:
            offered.append(action)
        elif reason != NOT_HERE:
            unable.append(Line(action, "", reason))
    ranked = ordered(offered, first, likely(desk, item))[:LIKELY]
    yield Part("Likely next", tuple(Line(each, price(each.name)) for each in ranked))
    for group in GROUPS_SHOWN:
        here = [each for each in offered if each.group == group and each not in ranked]
        if here:
            yield Part(GROUPS[group], tuple(Line(each, price(each.name)) for each in here))
    if unable:
        yield Part("Not now", tuple(unable))


class Sheet(Dialog[str | None]):
    """Leaves with the name of an action, or with nothing."""

    PLACE = "question"
    BINDINGS = bindings(PLACE)
    DEFAULT_CSS = """
    Sheet {
        & > .panel {
            width: 78;
            padding: 0 2;
        }
        #title {
            text-style: bold;
            color: $text-primary;
        }
        #listed, #listed:focus {
            height: auto;
            max-height: 17;
            padding: 0;
            border: none;
            background: transparent;
        }
        #listed > .option-list--option {
            padding: 0 0 0 1;
        }
        & > .panel > KeyBar {
            margin-top: 0;
        }
    }
    Sheet.-tall #listed {
        max-height: 32;
    }
    """

    def __init__(self, title: str, parts: Sequence[Part], *, decides: bool = False) -> None:
        """Show what can be done.

        Args:
            title: On what.
            parts: The actions, in order.
            decides: What is to be done is a decision, so that no line is chosen beforehand.
        """
        super().__init__()
        self._title = title
        self._decides = decides
        self._parts = tuple(parts)
        lines = [line for part in parts for line in part.lines]
        self._by_key = {key: line for line in lines for key in line.action.keys}

    def compose(self) -> ComposeResult:
        """Title, actions, keys."""
        with Vertical(classes="panel"):
            yield Plain(self._title, id="title")
            yield PlainOptions(*self._options(), id="listed")
            yield Plain("A letter does it, enter the line. Arrows move.", id="why")
            yield KeyBar(self.PLACE)

    def on_mount(self) -> None:
        """Begin at the first action, unless that would be half a decision."""
        listed = self.query_one("#listed", PlainOptions)
        listed.focus()
        if self._decides:
            listed.highlighted = None
        else:
            listed.action_first()

    def on_key(self, event: events.Key) -> None:
        """Do what has that letter."""
        line = self._by_key.get(event.character or event.key)
        if line is not None and event.key not in ("space", "enter"):
            event.stop()
            event.prevent_default()
            self.pick(line)

    def on_plain_options_undecided(self) -> None:
        """Say how a line is chosen."""
        self._say("Choose first: a letter, or ↑ ↓ and then enter.")

    def pick(self, value: Line) -> None:
        """Leave with an action, or say why it cannot be done.

        Args:
            value: Its line.
        """
        if value.why_not:
            self._say(f"✗ {value.why_not}")
        else:
            self.dismiss(value.action.name)

    def action_answer(self, key: str) -> None:
        """A digit is a place on the desk, and stands for nothing here.

        Args:
            key: The digit.
        """
        del key

    def _say(self, words: str) -> None:
        self.query_one("#why", Plain).update(Content(words))

    def _options(self) -> list[Option]:
        found: list[Option] = []
        for part in self._parts:
            heading = Content.styled(part.heading, "bold $text-primary")
            found.append(Option(heading, disabled=True))
            found += (Pick(_shown(line), line) for line in part.lines)
        return found


def _shown(line: Line) -> Hanging:
    """Key, title, price, and what it is or why it is not."""
    action, known = line.action, not line.why_not
    # No colour of its own for the key: the line under the cursor has another ground.
    head = Content.assemble(
        "  ",
        (f"{shown_key(action.keys[0]):<6}", "bold" if known else ""),
        (f"{action.title:<{TITLE}}", "" if known else "$text-muted"),
        (f"{line.cost:<{COST}}", "$text-muted"),
    )
    return Hanging(((head, action.help if known else f"✗ {line.why_not}"),))
