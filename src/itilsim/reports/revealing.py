"""The reveal in words: for each cause the way from what failed to those who called, step by step.

The one idea: each step is one labelled line, so that a page lists them and a screen can show one
after another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from itilsim.domain.debriefing.revealing import Reveal, Sign
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.names import GroupId, Level
from itilsim.reports.blocks import Block, Entry, Paragraph
from itilsim.reports.entries import called
from itilsim.words.evidence import Naming
from itilsim.words.labels import counted, duration, people

LISTED: Final = 6
"""So many items, groups or signs are named in a line. Tuning constant."""
WAYS: Final = 3
"""So many ways through the estate are drawn. Tuning constant."""
WORKED: Final[dict[Level, str]] = {"up": "up", "degraded": "slowed", "down": "stopped"}
"""How something worked."""


def reveals(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """The section; nothing where nothing failed.

    Args:
        debrief: What to say.
        naming: Names for everything in it.
    """
    if not debrief.reveals:
        return
    yield Paragraph("From each cause to those who told you, in the order in which it went.")
    for each in debrief.reveals:
        yield reveal(each, debrief, naming)


def reveal(each: Reveal, debrief: Debrief, naming: Naming) -> Entry:
    """The way of one cause; each labelled line is one step.

    Args:
        each: The cause.
        debrief: What its signs are called.
        naming: Names for everything else.
    """
    mode = naming.setting.modes[each.mode].name
    return Entry(f"{mode}, {each.component}", tuple(_steps(each, debrief, naming)))


def _steps(each: Reveal, debrief: Debrief, naming: Naming) -> Iterator[tuple[str, str]]:
    yield "Failed", _failed(each, naming)
    through = _through(each, naming)
    if through:
        yield "Through", through
    for place, path in enumerate(each.paths[:WAYS]):
        yield "" if place else "The way", f"{' > '.join(map(naming.node, path))}."
    if each.hit:
        yield (
            "Hit",
            f"{people(each.people)}: {_listed([_group(*hit, naming) for hit in each.hit])}.",
        )
    yield "Told you", _told(each, debrief, naming)
    yield "Knowable", _knowable(each, naming)
    yield "Over", _over(each, naming)


def _failed(each: Reveal, naming: Naming) -> str:
    item = naming.component(each.component)
    if each.struck_at is None:
        return f"{naming.time(each.began_at)} {item} began to fail; nobody ever felt it."
    own = next((one for one in each.touched if one.node == each.component), None)
    how = WORKED[own.level] if own is not None else "failed"
    began = ""
    if each.struck_at > each.began_at:
        began = f", after {duration(each.struck_at - each.began_at)} in which nobody could feel it"
    return f"{naming.time(each.struck_at)} {item} {how}{began}."


def _through(each: Reveal, naming: Naming) -> str:
    """Items and services on the way; empty: whoever was hit needs the item itself."""
    estate = naming.estate
    between = [
        f"{naming.time(one.at)} {naming.node(one.node)} ({WORKED[one.level]})"
        for one in each.touched
        if one.node != each.component and one.node not in estate.groups
    ]
    return f"{_listed(between)}." if between else ""


def _group(group: GroupId, count: int, naming: Naming) -> str:
    return f"{naming.group(group)} ({count:,})"


def _told(each: Reveal, debrief: Debrief, naming: Naming) -> str:
    if not each.signs:
        return "Nobody did."
    words = f"{_listed([_sign(one, debrief, naming) for one in each.signs])}."
    words = f"{words[:1].upper()}{words[1:]}"
    first = each.signs[0].at
    if each.struck_at is None or first < each.struck_at:
        ahead = "" if each.struck_at is None else f", {duration(each.struck_at - first)} ahead"
        return f"{words} The first came before anybody was hit{ahead}."
    return words


def _sign(one: Sign, debrief: Debrief, naming: Naming) -> str:
    return f"{called(one.subject, debrief, naming)}{', naming it' if one.names else ''}"


def _knowable(each: Reveal, naming: Naming) -> str:
    if each.knowable_at is None:
        named = "Nothing that reached you named the item; the map shows what its callers share."
    else:
        named = f"From {naming.time(each.knowable_at)} on, when the item was first named."
    if each.found_at is None:
        return f"{named} No team ever wrote what it was."
    return f"{named} A team wrote what it was at {naming.time(each.found_at)}."


def _over(each: Reveal, naming: Naming) -> str:
    if each.over_at is None:
        return "Not within this run."
    if each.struck_at is None:
        return f"Mended at {naming.time(each.over_at)}, before it could hurt."
    return (
        f"Repaired at {naming.time(each.over_at)}, after {duration(each.over_at - each.struck_at)}."
    )


def _listed(words: Sequence[str]) -> str:
    """The first of some, and how many more there are."""
    more = len(words) - LISTED
    shown = "; ".join(words[:LISTED])
    return f"{shown}; and {counted(more, 'more', 'more')}" if more > 0 else shown
