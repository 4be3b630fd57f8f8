"""What came of a command, in a line.

The one idea: two views of the desk, before and after, say it; whoever shows them needs no more.
"""

from __future__ import annotations

from itilsim.seat.snapshot import DeskView


def outcome(before: DeskView, after: DeskView) -> str:
    """What came of a command, in a line: the last thing that happened here, and what came in."""
    parts = []
    same = before.item is not None and after.item is not None
    if same and before.item.subject == after.item.subject:  # type: ignore[union-attr]  # as said
        new = after.item.lines[len(before.item.lines) :]  # type: ignore[union-attr]  # as said
        last = new[-1] if new else None
        if last is not None and last.voice == "done":
            parts.append(f"{'✓ ' if last.who == 'You' else ''}{last.who} {last.words}")
        elif last is not None:
            parts.append(f"{last.who}: “{last.words}”")
    known = {row.subject for row in before.came_in}
    came = [row for row in after.came_in if row.subject not in known]
    if came:
        named = ", ".join(f"{row.channel} {row.who}" for row in came)
        parts.append(f"Meanwhile: {named}.")
    return "  ".join((*parts, *after.promised[:1]))
