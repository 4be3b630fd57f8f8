"""Runs a command line of itilsim as on Windows, as far as that can be had elsewhere.

The one idea: what Windows lacks is taken away before anything of itilsim is loaded, and what it
forbids is refused: an open file is neither deleted nor replaced, and a name holds no colon. The
libraries keep what they have loaded before, since how they get on there is their own affair.

Run as `python -m tests.standins.windows WORD...`: the words are those of itilsim's command line.
With `ITILSIM_PLANTED` in the environment, that Python is run instead of it: a use of something that
is not there must fail. With `ITILSIM_LEAVE_AT`, a signal asks the app to leave once it shows a
screen of that name; if it never does, the exit code is 98.

Sources: the notes on availability in Python's reference of os, signal, select, time and fcntl;
"Naming Files, Paths, and Namespaces" and `_locking` in Microsoft's reference.
"""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
import re
import select
import signal
import struct
import sys
import threading
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

MODULES = (
    *("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog", "curses", "readline"),
    *("crypt", "spwd", "nis", "_posixshmem", "_posixsubprocess"),
)
"""Modules of the standard library that are not there on Windows."""

FUNCTIONS: dict[types.ModuleType, tuple[str, ...]] = {
    os: (
        *("chown", "chroot", "confstr", "copy_file_range", "ctermid", "fchdir", "fchmod", "fchown"),
        *("fdatasync", "fork", "forkpty", "fpathconf", "fstatvfs", "getegid", "geteuid", "getgid"),
        *("getgroups", "getloadavg", "getpgid", "getpgrp", "getpriority", "getresuid", "getsid"),
        *("getuid", "initgroups", "killpg", "lchown", "lockf", "major", "makedev", "minor"),
        *("mkfifo", "mknod", "nice", "openpty", "pathconf", "pipe2", "posix_fadvise"),
        *("posix_fallocate", "posix_spawn", "posix_spawnp", "pread", "preadv", "pwrite", "pwritev"),
        *("readv", "register_at_fork", "sched_getaffinity", "sched_setaffinity", "sched_yield"),
        *("sendfile", "set_blocking", "get_blocking", "seteuid", "setgid", "setgroups", "setpgid"),
        *("setpriority", "setsid", "setuid", "statvfs", "sync", "sysconf", "tcgetpgrp"),
        *("tcsetpgrp", "ttyname", "uname", "wait", "wait3", "wait4", "waitid", "writev"),
        *("O_ASYNC", "O_CLOEXEC", "O_DIRECTORY", "O_DSYNC", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC"),
        *("O_TMPFILE", "WNOHANG", "WIFEXITED", "WEXITSTATUS", "EX_OK", "EX_USAGE"),
    ),
    signal: (
        *("SIGHUP", "SIGQUIT", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGCHLD"),
        *("SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGWINCH", "SIGIO", "SIGURG"),
        *("alarm", "pause", "setitimer", "getitimer", "siginterrupt", "sigwait", "sigpending"),
        *("pthread_kill", "pthread_sigmask", "sigtimedwait", "sigwaitinfo"),
    ),
    select: ("poll", "epoll", "kqueue", "devpoll"),
    time: (
        *("tzset", "clock_gettime", "clock_settime", "clock_getres", "clock_gettime_ns"),
        *("CLOCK_BOOTTIME", "CLOCK_MONOTONIC", "CLOCK_REALTIME", "pthread_getcpuclockid"),
    ),
}
"""What its modules lack there."""

LIBRARIES = (
    *("asyncio", "concurrent.futures", "ctypes", "importlib.metadata", "importlib.resources"),
    *("concurrent.futures.process", "shutil", "sqlite3", "subprocess", "tempfile", "zoneinfo"),
    *("click", "defusedxml.ElementTree", "faker", "fsrs", "platformdirs", "pydantic", "rich"),
    *("simpy", "textual.app", "textual.drivers.headless_driver", "textual.widgets", "yaml"),
    *("rich.console", "rich.traceback", "textual.worker", "textual.command"),
)
"""What is loaded before: the libraries, and what they load on this system."""

DRIVER = "textual.drivers.headless_driver:HeadlessDriver"
"""Stands for the console."""

FORBIDDEN = re.compile(
    r'[<>:"|?*\x00-\x1f]|[ .]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE
)
"""What no part of a path may hold there."""

PAUSE = 0.1
"""Seconds between two looks at the app's screen."""

LOOKS = 300
"""How often that is looked at."""

F_OFD_SETLK = 37
"""A lock on bytes that belongs to an open file, as on Windows. Source: fcntl(2) of Linux."""


def take_away() -> None:
    """Take away what Windows lacks, and refuse what it refuses."""
    for name in LIBRARIES:
        __import__(name)
    sys.modules["msvcrt"] = _msvcrt(fcntl.fcntl)
    signal.set_wakeup_fd = _any_pipe(signal.set_wakeup_fd, os.set_blocking)
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]  # importing it fails
    for module, names in FUNCTIONS.items():
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name in ("rename", "replace", "unlink", "remove", "open", "mkdir", "link", "rmdir"):
        setattr(os, name, _strict(name, getattr(os, name)))
    builtins.open = io.open = _strict("open", builtins.open)
    sys.platform = "win32"


def _msvcrt(lock: Callable[..., Any]) -> types.ModuleType:
    """The part of it that locks, by the same rules: one byte, from where the file stands."""
    module = types.ModuleType("msvcrt")

    def locking(handle: int, mode: int, count: int) -> None:
        if mode != module.LK_NBLCK:
            raise ValueError("only this is known here")
        at = os.lseek(handle, 0, os.SEEK_CUR)
        wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, at, count, 0)
        lock(handle, F_OFD_SETLK, wanted)

    module.LK_NBLCK = 2  # type: ignore[attr-defined]
    module.locking = locking  # type: ignore[attr-defined]
    return module


def _any_pipe(
    real: Callable[..., int], set_blocking: Callable[[int, bool], None]
) -> Callable[..., int]:
    """Windows takes a pipe for signals as it is; elsewhere it must not block."""

    def set_wakeup_fd(handle: int, **options: bool) -> int:
        if handle >= 0:
            set_blocking(handle, False)
        return real(handle, **options)

    return set_wakeup_fd


def _strict(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    """A function of paths that does what Windows would."""

    def strict(*places: object, **options: object) -> object:
        number = 2 if name in ("rename", "replace", "link") else 1
        for place in places[:number]:
            if isinstance(place, str | bytes | Path):
                _fits(Path(os.fsdecode(place)))
                if name in ("rename", "replace", "unlink", "remove"):
                    _closed(Path(os.fsdecode(place)))
        if name == "rename" and os.path.lexists(target := str(places[1])):
            raise FileExistsError(errno.EEXIST, "it is there already", target)
        return real(*places, **options)

    return strict


def _fits(path: Path) -> None:
    """Refuse a path that no disk there would take."""
    if any(FORBIDDEN.search(part) for part in path.parts if part not in (path.anchor, ".")):
        raise OSError(errno.EINVAL, "no such name can be", str(path))
    if path.is_absolute() and path.parts[1:2] and path.parts[1] in ("dev", "proc", "sys", "etc"):
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(path))


def _closed(path: Path) -> None:
    """Refuse to delete or replace what this process has open."""
    with_links = os.scandir("/proc/self/fd")
    target = os.path.realpath(path)
    with with_links:
        for each in with_links:
            try:
                held = str(Path(each.path).readlink())
            except OSError:
                continue
            if held == target:
                raise PermissionError(errno.EACCES, "it is open", str(path))


def _leave_at(screen: str) -> None:
    """Ask the app to leave once it shows a screen."""
    from textual.app import App

    apps: list[App[Any]] = []
    real = App.run

    def run(app: App[Any]) -> object:
        apps.append(app)
        return real(app)

    def watch() -> None:
        for _ in range(LOOKS):
            time.sleep(PAUSE)
            if apps and apps[-1].screen_stack and type(apps[-1].screen).__name__ == screen:
                signal.raise_signal(signal.SIGINT)
                return
        os._exit(98)

    App.run = run  # type: ignore[method-assign,assignment]
    threading.Thread(target=watch, daemon=True).start()


def main(words: list[str]) -> int:
    """Run the words, or what was planted."""
    os.environ.setdefault("TEXTUAL_DRIVER", DRIVER)
    planted = os.environ.get("ITILSIM_PLANTED")
    screen = os.environ.get("ITILSIM_LEAVE_AT")
    take_away()
    if planted:
        exec(planted, {"Path": Path, "os": os})  # noqa: S102 - the test's own words
        return 0
    if screen:
        _leave_at(screen)
    from itilsim.cli import main as itilsim

    code = itilsim(words)
    loaded = sorted(name for name in MODULES if sys.modules.get(name) is not None)
    if loaded:
        sys.stderr.write(f"loaded: {loaded}\n")
        return 99
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
