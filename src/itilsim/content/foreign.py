"""Files that other tools wrote: bounded, UTF-8, text; anything else is refused before it is read.

The one idea: a reader of another tool's format begins with a plain `str` and never meets a file
that is too large, in another encoding, or no text at all.
"""

from __future__ import annotations

import stat
from pathlib import Path

from itilsim.domain.errors import ContentError, Problem

MAX_BYTES = 20_000_000
"""Largest file of another tool. Tuning constant: 200 bytes for each of 100,000 lines."""

_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""Byte order marks of UTF-16 and UTF-32."""


def read_foreign(path: Path) -> bytes:
    """Read the bytes of a file that another tool wrote.

    Raises:
        ContentError: If it cannot be read, is no file or is too large.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refused(path, "unreadable", "This is not a file.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not possible"
        raise _refused(path, "unreadable", f"The file could not be read: {reason}.") from error
    if len(data) > MAX_BYTES:
        raise _refused(
            path, "too-large", f"The file is larger than {MAX_BYTES // 1_000_000} MB.", "split it"
        )
    return data


def foreign_text(data: bytes, file: str) -> str:
    """Return the text of the bytes, without a byte order mark, with line feeds as line ends.

    Args:
        data: The bytes of the whole file.
        file: Path to name in problems.

    Raises:
        ContentError: If they are not UTF-8, or hold a NUL.
    """
    hint = "save the file as UTF-8"
    if data.startswith(_OTHER_MARKS):
        message = "This file is UTF-16 or UTF-32."
        raise ContentError((Problem(file, 1, 1, "not-utf8", message, hint),))
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8"))
        message = "These bytes are not UTF-8."
        raise ContentError((Problem(file, line, column, "not-utf8", message, hint),)) from error
    if "\0" in text:
        line, column = _place(text[: text.index("\0")])
        message = "There is a NUL here; this is not a text file."
        raise ContentError((Problem(file, line, column, "bad-character", message),))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(before: str) -> tuple[int, int]:
    """Line and column, counted from 1, of what follows a text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _refused(path: Path, code: str, message: str, hint: str = "") -> ContentError:
    """The error of a file that is not looked into."""
    return ContentError((Problem(str(path), 0, 0, code, message, hint),))
