"""How long it takes from a key to the paint in a running shift, beside a bare table of its rows.

The one idea: both are apps of Textual's in a terminal of the same size, each in a process of its
own, in turn; a key is put where the terminal's driver puts it, and the time ends once a paint has
been written out that holds the line under the cursor. The shift runs meanwhile, at the fastest pace
that a scenario may ask for. What stands beside the cursor in the shift, and in no bare table, is a
figure of its own: it comes once the cursor rests, so it is measured on keys further apart.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import json
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import DataTable

from bench.table import Figure
from itilsim.tui.screens.play import Play
from itilsim.tui.widgets.record_panel import RecordPanel

OPEN = 200
"""Open records."""
PER_HOUR = 60
"""Mean arrivals an hour, so that the lists change while keys are pressed."""
KEYS = 200
"""Keys pressed in each process."""
ROUNDS = 3
"""Processes of each kind."""
BETWEEN = 0.03
"""Seconds between a paint and the next key, about those of a key that repeats."""
LOOKS = 30
"""Keys of somebody who looks at each matter."""
APART = 0.25
"""Seconds between them."""
PATIENCE = 3.0
"""Seconds after which a paint is given up."""
FASTEST = 20
"""Simulated seconds a second. Source: the most that a scenario may say."""
SIZES = ((80, 24), (120, 40))
TIMES: dict[str, list[float]] = {}
"""What a process has measured, in seconds: until the cursor stands there, until its matter does."""
LIMIT = 1.5
"""Source: the design, I4."""


def figures() -> list[Figure]:
    """The ratios of the 95th percentiles at each size."""
    found = []
    for width, height in SIZES:
        runs: dict[str, list[list[float]]] = {"table": [], "cursor": [], "matter": []}
        for _ in range(ROUNDS):
            runs["table"].append(_measured("table", width, height)["cursor"])
            shift = _measured("shift", width, height)
            for name in ("cursor", "matter"):
                runs[name].append(shift[name])
        p95 = {name: median(map(percentile, each)) for name, each in runs.items()}
        middle = {name: median(time for run in each for time in run) for name, each in runs.items()}
        for name, title, count, gap in (
            ("cursor", "key to paint", KEYS, BETWEEN),
            ("matter", "key to the matter beside", LOOKS, APART),
        ):
            note = (
                f"{width}x{height}, {OPEN} open records at x{FASTEST}; 95th percentiles, medians "
                f"of {ROUNDS} processes with {count} keys {gap} s apart, in turn: shift "
                f"{1000 * p95[name]:.1f} ms, table {1000 * p95['table']:.1f} ms; medians "
                f"of all keys {1000 * middle[name]:.1f} and {1000 * middle['table']:.1f} ms"
            )
            value = p95[name] / p95["table"]
            found.append(Figure(f"{title}, {width} columns", value, limit=LIMIT, note=note))
    return found


def percentile(times: list[float], share: float = 0.95) -> float:
    """The time that a share of all times does not exceed."""
    ranked = sorted(times)
    return ranked[min(round(share * len(ranked)), len(ranked) - 1)]


def _measured(name: str, width: int, height: int) -> dict[str, list[float]]:
    """Seconds of each key in a process of its own."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    with tempfile.NamedTemporaryFile() as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.keys", name, out.name],
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color"},
        )  # fmt: skip
        os.close(theirs)
        reader = threading.Thread(target=_drain, args=(ours,), daemon=True)
        reader.start()
        process.wait(120)
        times: dict[str, list[float]] = json.loads(Path(out.name).read_text(encoding="utf-8"))
    os.close(ours)
    return times


def _drain(master: int) -> None:
    """Read what a terminal would show."""
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        return


Painted = CompositorUpdate | None
"""What one paint writes out."""


def covers(painted: Painted, widget: Widget, y: int) -> bool:
    """Whether a paint writes out a line of a widget.

    Args:
        painted: What is written out.
        widget: A widget on the screen.
        y: A line, counted from the widget's upper edge, its border included.
    """
    line, left = widget.region.y + y, widget.region.x + 1
    if isinstance(painted, LayoutUpdate):
        return painted.region.contains(left, line)
    spans = painted.spans if isinstance(painted, ChopsUpdate) else ()
    return any(at == line and begin <= left < end for at, begin, end in spans)


class Watch:
    """Sees each paint end, and says when one shows what was waited for."""

    def __init__(self, app: App[int]) -> None:
        """Stand behind the only place where a paint ends.

        Args:
            app: A running app.
        """
        self._display = app._display  # noqa: SLF001 - there is no other place
        self._waits: list[tuple[asyncio.Future[float], Callable[[Painted], bool]]] = []
        app._display = self._watched  # type: ignore[method-assign, assignment]  # noqa: SLF001

    def until(self, is_shown: Callable[[Painted], bool]) -> asyncio.Future[float]:
        """The moment, in seconds, at which a paint that shows something has been written out.

        Args:
            is_shown: Whether a paint shows it.
        """
        moment: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waits.append((moment, is_shown))
        return moment

    def _watched(self, screen: object, painted: Painted) -> None:
        shown = [moment for moment, is_shown in self._waits if is_shown(painted)]
        self._display(screen, painted)  # type: ignore[arg-type]  # as Textual calls it
        now = time.perf_counter()
        for moment in shown:
            moment.set_result(now)
        self._waits = [each for each in self._waits if not each[0].done()]


async def keys(
    app: App[int],
    where: Callable[[], int],
    cursor: Callable[[int, Painted], bool],
    beside: Callable[[Painted], bool] | None = None,
) -> None:
    """Go down and up again, and write down how long each key took.

    Args:
        app: A running app.
        where: The line that the cursor is on.
        cursor: Whether a paint shows the cursor on a line.
        beside: Whether a paint shows beside it what the cursor is on.
    """
    watch, cursors, matters = Watch(app), list[float](), list[float]()
    await asyncio.sleep(1)
    for number in range(KEYS if beside is None else KEYS + LOOKS):
        key, step = ("down", 1) if number % 100 < 50 else ("up", -1)
        moved = partial(cursor, where() + step)
        moment = watch.until(moved)
        awaited, looks = moment, number >= KEYS
        if looks and beside is not None:
            awaited = watch.until(partial(_both, moment, moved, beside))
        began = time.perf_counter()
        app.simulate_key(key)
        await asyncio.wait((awaited,), timeout=PATIENCE)
        took = awaited.result() - began if awaited.done() else float("inf")
        (matters if looks else cursors).append(took)
        await asyncio.sleep(APART if looks else BETWEEN)
    TIMES.update(cursor=cursors, matter=matters)
    app.exit(0)


def _both(
    moment: asyncio.Future[float],
    moved: Callable[[Painted], bool],
    beside: Callable[[Painted], bool],
    painted: Painted,
) -> bool:
    """Whether a paint shows the matter of a cursor that has moved, before it or with it."""
    return (moment.done() or moved(painted)) and beside(painted)


class Bare(App[int]):
    """A table and nothing else."""

    def __init__(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Keep the rows."""
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """The table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill it, and begin."""
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("number", "priority", "team", "what", "clock", "state")
        table.add_rows(self.rows)
        table.focus()

        def cursor(line: int, painted: Painted) -> bool:
            y = table.header_height + line - table.scroll_offset.y
            return table.cursor_row == line and covers(painted, table, y)

        self.run_worker(keys(self, lambda: table.cursor_row, cursor))


def desk_of_many() -> Play:
    """A running shift with many open records, and its screen."""
    from itilsim.content.scenarios import load_scenario, make_setting
    from itilsim.domain import commands as c
    from itilsim.domain.library import Demand
    from itilsim.domain.names import ContactId, TicketId
    from itilsim.domain.scenario import Speed
    from itilsim.seat.chronicle import Chronicle
    from itilsim.seat.names import Called
    from itilsim.seat.session import Beginning, Session
    from itilsim.storage.places import places

    with tempfile.TemporaryDirectory() as home:
        setting = load_scenario("first-shift", places(Path(home)))
    symptoms = [each for each in setting.library.symptoms if each.kind == "incident"][:4]
    calendar = setting.organisation.calendars[0].id
    demand = tuple(
        Demand(f"many-{each.id}", each.id, "email", PER_HOUR // 4, calendar, "slowed")
        for each in symptoms
    )
    scenario = replace(setting.scenario, demand=demand, minutes=900)
    setting = make_setting(scenario, setting.organisation, setting.library)
    chronicle = Chronicle()
    session = Session(
        Beginning(setting, 1, "practice", "paced"), sink=chronicle.take, speed=Speed(FASTEST)
    )
    desk = session.desk
    shift = session.shift
    while len(desk.open) < OPEN:
        letters = (ContactId(each) for each in desk.inbox)
        each = next((e for e in letters if e in desk.contacts and not desk.contacts[e].rings), None)
        if each is not None:
            for command in (
                c.LogTicket(each, "incident", "software"),
                c.PrioritiseTicket(TicketId(each), 3, 1 + len(desk.open) % 3),
            ):
                shift.advance(shift.submit(command).busy_until)
        else:
            shift.advance(desk.at + 60)
    session.resume()
    return Play(session, chronicle, Called(desk, {}, 1))


def _table() -> None:
    """Measure the bare table, with the rows of the shift."""
    screen = desk_of_many()
    view = screen.seen("")
    rows = [
        (row.number, row.priority, row.team, row.what, row.clock.words if row.clock else "",
         row.state)
        for row in view.opened
    ]  # fmt: skip
    Bare(rows).run()


def _shift() -> None:
    """Measure the shift."""
    from itilsim.tui.app import ItilsimApp
    from itilsim.tui.widgets.queue import Records

    screen = desk_of_many()
    gc.freeze()  # as `tui/flows/shift.py` does

    async def begin() -> None:
        await asyncio.sleep(1)
        records, panel = screen.query_one(Records), screen.query_one(RecordPanel)
        records.focus()

        def cursor(line: int, painted: Painted) -> bool:
            y = 1 + line - records.scroll_offset.y
            return records.highlighted == line and covers(painted, records, y)

        def beside(painted: Painted) -> bool:
            return panel.subject == records.subject and covers(painted, panel, 1)

        await keys(app, lambda: records.highlighted or 0, cursor, beside)

    async def story(running: ItilsimApp) -> int:
        running.run_worker(begin())
        await running.show(screen)
        return 0

    app = ItilsimApp(story)
    app.run()


if __name__ == "__main__":
    {"table": _table, "shift": _shift}[sys.argv[1]]()
    Path(sys.argv[2]).write_text(json.dumps(TIMES), encoding="utf-8")
