"""Where a file holds characters that are dropped at the door.

The one idea: dropping them keeps the reader safe, saying so keeps the author from wondering. Only
a text that could hold any is looked at a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from itilsim.content.clean import clean
from itilsim.content.source import Source
from itilsim.domain.errors import Problem

if TYPE_CHECKING:
    import yaml


def dropped_characters(source: Source) -> Iterator[Problem]:
    """Texts of the file that had terminal escapes, direction marks or other unseen characters."""
    if source.text.isascii() and "\\" not in source.text:
        return
    import unicodedata

    import yaml

    from itilsim.content.events import events

    with events(source.text) as stream:
        for event in stream:
            if isinstance(event, yaml.ScalarEvent):
                text = str(event.value).replace("\r\n", "\n")
                if len(clean(text)) < len(unicodedata.normalize("NFC", text)):
                    message = "This text holds characters that cannot be seen; they are dropped."
                    hint = "delete them"
                    where = (source.file, *_place(event))
                    yield Problem(*where, "control-characters", message, hint)


def _place(event: yaml.ScalarEvent) -> tuple[int, int]:
    """Line and column of a scalar, counted from 1."""
    mark = event.start_mark
    return (0, 0) if mark is None else (mark.line + 1, mark.column + 1)
