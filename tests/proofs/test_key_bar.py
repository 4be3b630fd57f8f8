"""The key bar, Enter and the width of every text, over every state of random shifts.

The one idea: what the bar shows is worked out by the functions with which the app works it out, so
that hundreds of thousands of matters can be looked at; a small test compares both in a running app.
A state is what the desk looks like before each command of a player: textbook, or textbook's moves
mixed with anything else that the rules allow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from textual.content import Content

from itilsim.composing.loading import load_shifts
from itilsim.domain import commands as c
from itilsim.domain import usual
from itilsim.domain.desk import Desk
from itilsim.domain.scenario import Setting
from itilsim.seat import offered
from itilsim.seat.chronicle import Chronicle
from itilsim.seat.draft import FormView
from itilsim.seat.forms import MAKERS, making
from itilsim.seat.matters import ItemView, item_view
from itilsim.seat.names import Called
from itilsim.seat.offered import available, goes_on, is_permitted, likely, titles
from itilsim.seat.snapshot import ArrivalRow, DeskView, snapshot
from itilsim.sim.policies.playing import play
from itilsim.sim.policies.steps import Policy, Steps
from itilsim.sim.policies.textbook import next_move, textbook
from itilsim.sim.shift import Shift
from itilsim.storage.places import places
from itilsim.tui.widgets import queue
from itilsim.tui.widgets.key_bar import KeyBar, laid_out, ordered
from itilsim.tui.widgets.shift_bar import PAUSED, first_line
from itilsim.words.actions import Action, actions_on
from itilsim.words.labels import STEPPED
from tests.proofs import shifts
from tests.proofs.harder_mornings import without_a_plan
from tests.proofs.mornings import ORDERS
from tests.tui.fingers import Fingers
from tests.tui.shifts import play_screen, shown

WIDTHS = {80: (34, 46), 120: (38, 50)}
"""Cells of the window, of its lists and of the panel beside them, borders included."""
MARGIN, GUTTER, TITLE = 2, 4, 6
"""Cells that are not text: of the bar, of a list (borders, mark, scrollbar), of a title."""
LINES = 2
"""Lines of the bar."""
SHIFTS, EVERYDAY = 200, 6
IN_BAR = tuple(action for action in actions_on("play") if action.in_bar)
ENDING = (c.CancelTicket, c.LinkTicket, c.UnlinkTicket, c.ReopenTicket)
"""What neither Enter nor a click may do."""
BESIDE_THE_RECORD = (c.TakeCall, c.EndCall, c.WriteHandover)
"""What leaves the record as it is: its caller is on the phone, or the shift ends."""
HARMLESS_ELSEWHERE = {"", "wait", "next_waiting"}
"""What Enter may do that is no command on a matter."""


@dataclass
class Seen:
    """What was looked at, and what was wrong with it."""

    shifts: int = 0
    moves: int = 0
    matters: int = 0
    texts: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def fault(self, *words: object) -> None:
        self.faults[" ".join(map(str, words))] += 1


class Watcher:
    """Looks at a shift in every state."""

    def __init__(self, setting: Setting, seed: int, seen: Seen) -> None:
        self.chronicle, self.seen, self.seed = Chronicle(), seen, seed
        self.shift = Shift(setting, seed, pace="stepped", sink=self.chronicle.take)
        self.called = Called(self.shift.desk, {}, seed)
        self.by_textbook = False

    def item(self, subject: str) -> ItemView | None:
        desk = self.shift.desk
        return item_view(desk, self.chronicle, self.called, self.shift.journal, subject)

    def play(self, policy: Policy) -> None:
        """Play it to its end, and look before every command."""
        self.by_textbook = policy is textbook

        def watched(desk: Desk, seed: int) -> Steps:
            steps = policy(desk, seed)
            move = next(steps, None)
            while True:
                self.look(move)
                move = steps.send((yield move))

        play(self.shift, watched)
        self.seen.shifts += 1

    def look(self, move: c.Command | int | None) -> None:
        """At the bar for textbook's next command, at Enter on every line, and at every text."""
        desk = self.shift.desk
        best = move if isinstance(move, c.Command) and self.by_textbook else next_move(desk, ())
        if best is not None and _is_taken(desk, best):
            self._bar_has(best)
        view = snapshot(desk, self.chronicle, self.called, (), "")
        for subject in subjects(view):
            self._enter_on(subject)
        self._fits(view)

    def _bar_has(self, best: c.Command) -> None:
        if isinstance(best, c.EndShift):
            return
        self.seen.moves += 1
        name = best.kind.replace("-", "_")
        subject = c.subject_of(best)
        item = self.item(subject) if subject else None
        for width in WIDTHS:
            rows = bar(self.shift.desk, item, width)
            for row in rows:
                self._text("bar", width - MARGIN, _bar_line(row))
            if name not in {action.name for row in rows for action in row}:
                kinds = sorted(item.kinds) if item is not None else []
                self.seen.fault("not in the bar", width, name, kinds)

    def _enter_on(self, subject: str) -> None:
        desk, item = self.shift.desk, self.item(subject)
        assert item is not None
        self.seen.matters += 1
        name = goes_on(desk, item, stepped=True)
        ticket = desk.ticket_of(subject)
        if name in HARMLESS_ELSEWHERE:
            if name == "next_waiting" and not self.item(offered.waits_next(desk, subject)):
                self.seen.fault("enter goes nowhere", subject)
            return
        if not available(name, desk, item, stepped=True):
            self.seen.fault("enter is refused", name)
        command = offered._COMMANDS[name]
        if command in ENDING:
            self.seen.fault("enter ends something", name)
        if ticket is not None and ticket.is_over and command not in BESIDE_THE_RECORD:
            self.seen.fault("enter changes a closed record", name)
        made = making(name, desk, self.called, item) if name in MAKERS else None
        if isinstance(made, c.Command) and not _is_taken(desk, made):
            self.seen.fault("enter is refused", name)
        if isinstance(made, FormView) and not all(f.is_text or f.options({}) for f in made.fields):
            self.seen.fault("enter opens a form without choices", name)

    def _fits(self, view: DeskView) -> None:
        title = self.shift.setting.scenario.title
        for width, (lists, _) in WIDTHS.items():
            room = lists - GUTTER
            for came in view.came_in:
                self._text("came in", room, queue._arrival(came, room))
            for record in view.opened:
                self._text("you opened", room, queue._record(record, room))
            for pace in (STEPPED, PAUSED):
                line = first_line(view, title, "Practice", pace, width - MARGIN)
                self._text("first line", width - MARGIN, line)
            self._text("title", lists - TITLE, Content(queue.arrivals_title(view.came_in)))

    def _text(self, where: str, room: int, text: Content) -> None:
        self.seen.texts += 1
        if text.cell_length > room:
            self.seen.fault("does not fit", where, room)


def subjects(view: DeskView) -> list[str]:
    """Everything that the lists show."""
    return [row.subject for row in view.came_in] + [row.subject for row in view.opened]


def bar(
    desk: Desk, item: ItemView | None, width: int, hidden: frozenset[str] = frozenset()
) -> tuple[tuple[Action, ...], ...]:
    """What the bar of the play screen shows; with the key that takes a step back, unless hidden."""
    # Hints are for those who have a coach or a tutor.
    able = [each for each in IN_BAR if each.name != "ask_hint"]
    offers = [each for each in able if available(each.name, desk, item, stepped=True)]
    named = titles(desk, item)
    offers = [
        replace(each, title=named.get(each.name, each.title))
        for each in offers
        if each.name not in hidden
    ]
    first = goes_on(desk, item, stepped=True)
    return laid_out(ordered(offers, first, likely(desk, item)), width - MARGIN, LINES)


def _bar_line(row: tuple[Action, ...]) -> Content:
    return Content("  ".join(f"{each.keys[0]} {each.title}" for each in row))


def _is_taken(desk: Desk, command: c.Command) -> bool:
    """Whether no guard refuses a command now."""
    return is_permitted(command, desk)


def settings(home: Path, count: int) -> Iterator[tuple[Setting, int, Policy]]:
    """So many random shifts, half of them played without a plan."""
    composers = [load_shifts(order.id, places(home)) for order in ORDERS]
    for seed in range(count):
        kind = seed % (len(ORDERS) + 1)
        policy = textbook if seed // (len(ORDERS) + 1) % 2 else without_a_plan
        if kind == len(ORDERS):
            yield shifts.first_shift(), seed, policy
        else:
            composer = composers[kind]
            assert not isinstance(composer, Setting)
            yield composer.generated(seed).setting, seed, policy


def watched(home: Path, count: int) -> Seen:
    seen = Seen()
    for setting, seed, policy in settings(home, count):
        Watcher(setting, seed, seen).play(policy)
    return seen


def test_the_bar_has_the_next_key_and_enter_is_harmless_in_a_few_shifts(tmp_path: Path) -> None:
    seen = watched(tmp_path, EVERYDAY)
    assert seen.moves > 100
    assert seen.faults == {}


@pytest.mark.prove
def test_the_bar_has_the_next_key_and_enter_is_harmless_in_every_state(tmp_path: Path) -> None:
    seen = watched(tmp_path, SHIFTS)
    print(
        f"key bar: {seen.shifts} random shifts, {seen.moves} moves of textbook at "
        f"{' and '.join(map(str, WIDTHS))} columns, Enter on {seen.matters} lines, "
        f"{seen.texts} texts: {sum(seen.faults.values())} faults"
    )
    assert seen.faults == {}


def _table_order(_desk: Desk, _item: ItemView | None) -> tuple[str, ...]:
    return ()


def _always_a_step(_desk: Desk, _item: ItemView | None, **_more: bool) -> str:
    return "fulfil_step"


def _as_it_was(desk: Desk, subject: str) -> tuple[type[c.Command], ...]:
    ticket = desk.ticket_of(subject)
    if ticket is not None and not ticket.is_open:
        return (c.CloseTicket, c.EndCall, c.ReopenTicket)
    return usual.usual(desk, subject)


PLANTED: dict[str, tuple[str, object, Callable[[str], bool]]] = {
    "the order of the table": (
        "tests.proofs.test_key_bar.likely", _table_order, lambda fault: "not in the bar" in fault,
    ),
    "an Enter that reopens": (
        "itilsim.seat.offered.usual", _as_it_was, lambda fault: "closed record" in fault,
    ),
    "an order of work that the rules refuse": (
        "tests.proofs.test_key_bar.goes_on", _always_a_step,
        lambda fault: "refused" in fault,
    ),
}  # fmt: skip
"""Faults for the control: what is put in whose place, and how what was found reads."""


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_planted_is_found(
    planted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, what, found = PLANTED[planted]
    monkeypatch.setattr(where, what)
    seen = watched(tmp_path, EVERYDAY)
    count = sum(times for fault, times in seen.faults.items() if found(fault))
    print(f"key bar, control: {planted}: {count} faults")
    assert count > 0


def test_a_text_that_is_too_long_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def longer(row: ArrivalRow, width: int) -> Content:
        return Content(f"{row.time} {row.who} " + "x" * (width - 10))

    monkeypatch.setattr(queue, "_arrival", longer)
    assert any("does not fit" in fault for fault in watched(tmp_path, 2).faults)


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_bar_of_the_app_is_the_one_that_is_looked_at(width: int) -> None:
    screen = play_screen(until=1900)
    async with shown(screen, (width, 24)) as pilot:
        fingers, desk = Fingers(pilot, screen), screen.session.desk
        for subject in subjects(screen.view):
            await fingers.go_to(subject)
            # The bar follows the cursor by a frame or two.
            for _ in range(20):
                await pilot.pause(0.02)
                rows = bar(desk, screen.view.item, width, screen.query_one(KeyBar).hidden)
                mine = [action.name for row in rows for action in row]
                own = [a.name for row in screen.query_one(KeyBar)._rows() for a in row]
                if own == mine:
                    break
            assert own == mine, subject
