"""What came of a command, in a line.

The one idea: two views of the desk, before and after, say it; whoever shows them needs no more. A
tick never stands before it: what was done need not have been right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from itilsim.seat.chronicle import Line
from itilsim.seat.names import YOU
from itilsim.seat.snapshot import DeskView
from itilsim.words.labels import counted


def outcome(before: DeskView, after: DeskView) -> str:
    """What came of a command, in a line: all that was done here, the last answer, what came in."""
    parts = []
    if after.note is not None and after.note is not before.note:
        parts.append(f"You wrote the handover note: {counted(len(after.note.items), 'record')}.")
    same = before.item is not None and after.item is not None
    if same and before.item.subject == after.item.subject:  # type: ignore[union-attr]  # as said
        new = after.item.lines[len(before.item.lines) :]  # type: ignore[union-attr]  # as said
        parts += _here(new)
    meanwhile = tuple(_meanwhile(before, after))
    if meanwhile:
        parts.append(f"Meanwhile: {', '.join(meanwhile)}.")
    return "  ".join((*parts, *after.promised[:1]))


def _meanwhile(before: DeskView, after: DeskView) -> Iterator[str]:
    """What came in, which records have news, and which alerts have cleared by themselves."""
    known, here = {row.subject for row in before.came_in}, {row.subject for row in after.came_in}
    yield from (f"{row.channel} {row.who}" for row in after.came_in if row.subject not in known)
    shown = {view.item.subject for view in (before, after) if view.item is not None}
    old = {row.subject for row in before.opened if row.news}
    for row in after.opened:
        if row.news and row.subject not in old | shown:
            yield f"news on {row.number} ({row.what})"
    moved = here | shown | {row.subject for row in after.opened}
    alerts = [(row.subject, row.who) for row in before.came_in if row.channel == "alert"]
    alerts += [(row.subject, row.what) for row in before.opened]  # a record never goes
    for gone, who in alerts:
        if gone not in moved:
            yield f"the alert on {who} has cleared"


def _here(new: Sequence[Line]) -> list[str]:
    """What you did, all of it, and what others said or did last."""
    own = [line.words for line in new if line.who == YOU and line.voice == "done"]
    parts = [f"You {together(own)}"] if own else []
    last = next((line for line in reversed(new) if line.who != YOU or line.voice != "done"), None)
    if last is not None and last.voice == "done":
        parts.append(f"{last.who} {last.words}")
    elif last is not None:
        parts.append(f"{last.who}: “{last.words}”")
    return parts


def together(done: Sequence[str]) -> str:
    """Several deeds in one sentence; what they have in common is said once.

    Args:
        done: Like "asked the line manager for approval.", at least one.
    """
    words = [each.removesuffix(".").split(" ") for each in dict.fromkeys(done)]
    if len(words) == 1:
        return f"{' '.join(words[0])}."
    head = _alike(words)
    tail = _alike([each[len(head) :][::-1] for each in words])[::-1]
    middles = [" ".join(each[len(head) : len(each) - len(tail)]) for each in words]
    if not head or not all(middles):
        return f"{'; '.join(' '.join(each) for each in words)}."
    listed = f"{', '.join(middles[:-1])} and {middles[-1]}"
    return f"{' '.join((*head, listed, *tail))}."


def _alike(words: Sequence[Sequence[str]]) -> list[str]:
    """The words with which all begin."""
    return [
        first
        for first, *_ in takewhile(lambda each: len(set(each)) == 1, zip(*words, strict=False))
    ]
