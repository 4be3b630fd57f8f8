"""The command line: words in, data on stdout, words and progress on stderr, an exit code.

The one idea: each command is a file of its own that is imported only when it is asked for, and the
version is told, and home opened, before the machinery of commands is imported at all.
"""

from __future__ import annotations

import os
import sys

from itilsim import __version__

NOTICE = """\
ITIL is a registered trade mark of the PeopleCert group. itilsim is an independent study aid,
not affiliated with or endorsed by it. All questions are original.
"""
"""Said wherever the version is."""


def main(argv: list[str] | None = None) -> int:
    """Do what the words of a command line say.

    Args:
        argv: The words after the program's name; those of this process if not given.

    Returns:
        The exit code.
    """
    words = sys.argv[1:] if argv is None else argv
    if words == ["--version"]:
        sys.stdout.write(version_text())
        return 0
    if not words and has_screen():
        return _home()
    from itilsim.cli.ending import ended

    return ended(words)


def has_screen() -> bool:
    """Whether there is something to show the app on: a terminal, or a server that drives it.

    Textual's own servers name their driver in the environment, and talk to us through pipes.
    """
    return bool(os.environ.get("TEXTUAL_DRIVER")) or on_terminal()


def on_terminal() -> bool:
    """Whether a person sits at a terminal that can show more than lines."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return os.environ.get("TERM") != "dumb" and all(
        one is not None and one.isatty() for one in streams
    )


def _home() -> int:
    """The home screen without the machinery of commands, which would cost a fifth of the start."""
    try:
        from itilsim.storage.places import places
        from itilsim.tui.start import open_home

        return open_home(places(None))
    except BaseException as error:  # noqa: BLE001 - handed to the last door, loaded only now
        from itilsim.cli.ending import failed

        return failed(error)


def version_text() -> str:
    """What `--version` prints."""
    return f"itilsim {__version__}\n{NOTICE}"
