"""The command line: words in, data on stdout, words and progress on stderr, an exit code.

The one idea: each command is a file of its own that is imported only when it is asked for, and the
version is told before anything is imported at all.
"""

from __future__ import annotations

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
    from itilsim.cli.ending import ended

    return ended(words)


def version_text() -> str:
    """What `--version` prints."""
    return f"itilsim {__version__}\n{NOTICE}"
