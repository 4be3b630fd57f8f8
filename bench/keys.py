"""How long it takes from a key to the paint in a running shift, beside a bare table of its rows.

The one idea: both are apps of Textual's in a terminal of the same size, each in a process of its
own, in turn; a key is put where the terminal's driver puts it, and the time ends once that has
been written out which shows the line under the cursor (and, in the shift, what stands beside it).
The shift runs meanwhile, at the fastest pace that a scenario may ask for.
"""

from __future__ import annotations

import asyncio
import fcntl
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

from textual.app import App, ComposeResult
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
PATIENCE = 3.0
"""Seconds after which a paint is given up."""
FASTEST = 20
"""Simulated seconds a second. Source: the most that a scenario may say."""
SIZES = ((80, 24), (120, 40))
TIMES: list[float] = []
"""What a process has measured, in seconds."""
LIMIT = 1.5
"""Source: the design, I4."""


def figures() -> list[Figure]:
    """The ratio of the 95th percentiles at each size."""
    found = []
    for width, height in SIZES:
        times: dict[str, list[float]] = {"table": [], "shift": []}
        p95: dict[str, list[float]] = {"table": [], "shift": []}
        for _ in range(ROUNDS):
            for name in times:
                measured = _measured(name, width, height)
                times[name] += measured
                p95[name].append(percentile(measured))
        value = median(p95["shift"]) / median(p95["table"])
        note = (
            f"{width}x{height}, {OPEN} open records at x{FASTEST}; 95th percentiles, medians of "
            f"{ROUNDS} processes with {KEYS} keys, in turn: shift {1000 * median(p95['shift']):.1f}"
            f" ms, table {1000 * median(p95['table']):.1f} ms; medians of all keys "
            f"{1000 * median(times['shift']):.1f} and {1000 * median(times['table']):.1f} ms"
        )
        found.append(Figure(f"key to paint, {width} columns", value, limit=LIMIT, note=note))
    return found


def percentile(times: list[float], share: float = 0.95) -> float:
    """The time that a share of all times does not exceed."""
    ranked = sorted(times)
    return ranked[min(round(share * len(ranked)), len(ranked) - 1)]


def _measured(name: str, width: int, height: int) -> list[float]:
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
        times: list[float] = json.loads(Path(out.name).read_text(encoding="utf-8"))
    os.close(ours)
    return times


def _drain(master: int) -> None:
    """Read what a terminal would show."""
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        return


async def press(app: App[int], is_shown: Callable[[], bool], key: str) -> float:
    """Press a key, and wait for the paint.

    Args:
        app: A running app.
        is_shown: Whether what is there to be painted is what the key wanted.
        key: The key.

    Returns:
        Seconds; infinite where nothing came of it.
    """
    painted: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    display = app._display  # noqa: SLF001 - there is no other place where a paint ends

    def watched(screen: object, renderable: object) -> None:
        there = is_shown()
        display(screen, renderable)  # type: ignore[arg-type]  # as Textual calls it
        if there and not painted.done():
            painted.set_result(time.perf_counter())

    app._display = watched  # type: ignore[method-assign]  # noqa: SLF001 - until it is painted
    try:
        began = time.perf_counter()
        app.simulate_key(key)
        return await asyncio.wait_for(painted, PATIENCE) - began
    except TimeoutError:
        return float("inf")
    finally:
        app._display = display  # type: ignore[method-assign]  # noqa: SLF001 - as it was


async def _keys(app: App[int], where: Callable[[], int], shown: Callable[[int], bool]) -> None:
    """Go down and up again, and write down how long each key took."""
    times = []
    await asyncio.sleep(1)
    for number in range(KEYS):
        key, step = ("down", 1) if number % 100 < 50 else ("up", -1)
        wanted = where() + step
        times.append(await press(app, partial(shown, wanted), key))
        await asyncio.sleep(BETWEEN)
    TIMES.extend(times)
    app.exit(0)


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
        self.run_worker(
            _keys(self, lambda: table.cursor_row, lambda wanted: table.cursor_row == wanted)
        )


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

    async def begin() -> None:
        await asyncio.sleep(1)
        records, panel = screen.query_one(Records), screen.query_one(RecordPanel)
        records.focus()

        def shown(wanted: int) -> bool:
            subject = records.subjects[wanted] if wanted < len(records.subjects) else ""
            return records.highlighted == wanted and panel.subject == subject

        await _keys(app, lambda: records.highlighted or 0, shown)

    async def story(running: ItilsimApp) -> int:
        running.run_worker(begin())
        await running.show(screen)
        return 0

    app = ItilsimApp(story)
    app.run()


if __name__ == "__main__":
    {"table": _table, "shift": _shift}[sys.argv[1]]()
    Path(sys.argv[2]).write_text(json.dumps(TIMES), encoding="utf-8")
