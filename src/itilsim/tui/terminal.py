"""How the app ends: with the right exit code and a terminal that works, whatever ends it.

Textual restores the terminal when it is closed from inside, and does not listen for signals. So a
thread of our own listens, on the pipe into which Python's C code writes each signal's number at
once, even while the main thread is busy. It asks the app to leave, and after `GRACE` it no longer
asks. The same thread notices a terminal that is gone: nothing else would, and the app would spin.

Windows has neither the settings of a terminal nor a way to watch one: there Textual alone restores
the console, and the thread waits for signals, of which there are fewer.

Never count on any of this for saving: a command is stored before it is acknowledged.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from itilsim.domain.errors import APOLOGY, FAULT, ItilsimError
from itilsim.storage.files import keep_private
from itilsim.tui.app import ItilsimApp

if sys.platform != "win32":
    import termios

HUNG_UP: Final = 129
"""Exit code when the terminal is gone: 128 and the number of the signal HUP, which not all have."""
GRACE: Final = 1.0
"""Seconds that the app gets to leave by itself; tuning constant, the bar being two seconds."""
RESET: Final = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse reporting off
    "\x1b[?2004l\x1b[?2048l\x1b[?2026l\x1b[?1004l"  # paste, resize, sync and focus reports off
    "\x1b[?7h\x1b[<u"  # lines wrap again, keys are sent as always
    "\x1b[?1049l\x1b[?25h\x1b[0m"  # the ordinary screen, a cursor, no colour
)
"""What makes a terminal usable again after Textual had no chance to."""

_STDIN, _STDERR = 0, 2
_SIGNALS: Final = tuple(
    int(getattr(signal, name))
    for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")
    if hasattr(signal, name)
)
"""What asks the app to leave. BREAK is how Windows says that the console is being closed."""


def run_app(app: ItilsimApp, *, details: Path | None = None) -> int:
    """Run the app in this terminal, from the main thread.

    After a crash one plain message is written to stderr, never a traceback.

    Args:
        app: The app.
        details: File for the details of a crash; without one they are not kept.

    Returns:
        The exit code: what the story returned, 128 and the signal's number, or `FAULT`.
    """
    before = _settings()
    app.later = _beside
    with _Watch(app) as watch, _silent_threads() as faults:
        app.call_later(watch.prick_up)
        try:
            app.run()
        finally:
            if _settings() != before:
                _restore(before)
    if watch.exit_code is not None:
        return watch.exit_code
    error = app.failure
    if error is None and (app.return_code is not None or not faults):
        # A server's driver ends the app without a word when the browser is gone.
        return HUNG_UP if app.return_code is None else app.return_code
    cause = getattr(error, "error", error)  # a WorkerFailed holds what failed
    if isinstance(cause, ItilsimError):
        sys.stderr.write(f"{cause}\n")
        return cause.exit_code
    _say_sorry(_written(details, _account(app, cause, faults)))
    return FAULT


def _beside(work: Callable[[], None]) -> None:
    """Do some work while the app goes on; the process does not end before it is done."""
    threading.Thread(target=work, name="itilsim-later").start()


class _Watch:
    """Listens for signals and for the end of the terminal, in a thread of its own."""

    def __init__(self, app: ItilsimApp) -> None:
        self.exit_code: int | None = None
        """Set as soon as something asked the app to leave."""
        self._app = app
        self._settings = _settings()
        self._ears, self._mouth = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="itilsim-watch", daemon=True)
        self._handlers: dict[int, Any] = {}
        self._wakeup = -1

    def __enter__(self) -> Self:
        if sys.platform != "win32":  # where it does not matter, and is not possible before 3.12
            os.set_blocking(self._mouth, False)
        self._handlers = {number: signal.getsignal(number) for number in _SIGNALS}
        self._wakeup = self.prick_up()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening; after a signal keep counting, so that nothing can hold the exit up."""
        if self.exit_code is not None:
            return
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._mouth)
        self._thread.join()
        os.close(self._ears)

    def prick_up(self) -> int:
        """Hear signals, whoever listened before; a server's driver begins to, when it starts.

        Returns:
            Into what their numbers were written before.
        """
        for number in _SIGNALS:
            signal.signal(number, _take_note)
        return signal.set_wakeup_fd(self._mouth, warn_on_full_buffer=False)

    def _listen(self) -> None:
        while self.exit_code is None:
            if not _hears(self._ears):
                self._leave(HUNG_UP)
                return
            heard = os.read(self._ears, 64)
            if not heard:
                return
            for number in heard:
                if number in _SIGNALS:
                    self._leave(128 + number)
                    break

    def _leave(self, exit_code: int) -> None:
        """Ask the app to leave; do it oneself when it does not."""
        self.exit_code = exit_code
        try:
            _let_go_of_dead_terminals()
            self._app.exit(return_code=exit_code)
            threading.Event().wait(GRACE)
            _restore(self._settings)
        finally:
            os._exit(exit_code)


def _take_note(_number: int, _frame: object) -> None:
    """Let the signal reach the pipe; the listener does the rest."""


if sys.platform == "win32":

    def _settings() -> list[Any] | None:
        """Textual keeps those of the console, and restores them."""
        return None

    def _restore(settings: list[Any] | None) -> None:
        """Make the console usable again, when Textual had no chance to."""
        del settings
        if os.isatty(_STDERR):
            with suppress(OSError):
                os.write(_STDERR, RESET.encode())

    def _hears(ears: int) -> bool:
        """A console cannot be watched; when it is closed, a signal says so."""
        del ears
        return True

    def _let_go_of_dead_terminals() -> None:
        """A console that is gone takes what is written, or says so to who writes."""

else:

    def _settings() -> list[Any] | None:
        try:
            return termios.tcgetattr(_STDIN)
        except termios.error:
            return None

    def _restore(settings: list[Any] | None) -> None:
        """Make the terminal usable again; never waits for it."""
        if settings is None:
            return
        with suppress(termios.error):
            termios.tcsetattr(_STDIN, termios.TCSANOW, settings)
        poll = select.poll()
        poll.register(_STDERR, select.POLLOUT)
        if any(state & select.POLLOUT for _, state in poll.poll(0)):
            with suppress(OSError):
                os.write(_STDERR, RESET.encode())

    def _hears(ears: int) -> bool:
        """Wait until there is something to hear; False if the terminal is gone instead."""
        poll = select.poll()
        poll.register(ears, select.POLLIN)
        for terminal in (_STDIN, _STDERR):
            poll.register(terminal, 0)
        return any(place == ears for place, _ in poll.poll())

    def _let_go_of_dead_terminals() -> None:
        """Put the null device in the place of terminals that are gone.

        Else each write fails, and Python ends with code 120 because it could not flush.
        """
        poll = select.poll()
        for place in (0, 1, 2):
            poll.register(place, 0)
        if gone := [place for place, state in poll.poll(0) if state]:
            null = os.open(os.devnull, os.O_RDWR)
            for place in gone:
                os.dup2(null, place)
            os.close(null)


@contextmanager
def _silent_threads() -> Iterator[list[str]]:
    """Collect the tracebacks of threads instead of printing them."""
    faults: list[str] = []

    def keep(fault: threading.ExceptHookArgs) -> None:
        faults.append("".join(traceback.format_exception(fault.exc_value)))

    before, threading.excepthook = threading.excepthook, keep
    try:
        yield faults
    finally:
        threading.excepthook = before


def _account(app: ItilsimApp, error: BaseException | None, faults: list[str]) -> str:
    """All that is known about a crash."""
    from rich.console import Console

    parts = ["".join(traceback.format_exception(error))] if error is not None else []
    if app.last_words:
        console = Console(no_color=True, width=100, markup=False, highlight=False)
        with console.capture() as capture:
            console.print(*app.last_words)
        parts.append(capture.get())
    return "\n".join([*parts, *faults])


def _written(details: Path | None, account: str) -> Path | None:
    """Keep the account.

    Returns:
        Where it is; nothing when it could not be kept.
    """
    return details if details is not None and keep_private(details, account) else None


def _say_sorry(details: Path | None) -> None:
    where = f" Details are in {details}." if details else ""
    sys.stderr.write(f"{APOLOGY}{where}\n")
