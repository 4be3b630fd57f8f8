"""What an organisation file must fulfil beyond its types: calendars, agreements, a sound estate.

The one idea: each check looks at one rule and says where it is broken; none stops at the first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from itilsim.content.locate import Node
from itilsim.content.zones import has_zone, zone_names
from itilsim.domain.errors import Problem
from itilsim.domain.hours import DAYS, time_of_day
from itilsim.domain.names import SERVICE_DESK, ServiceClass

PRIORITIES = (1, 2, 3, 4, 5)
"""What the matrix can give."""

DAY_MINUTES = 1440
"""Longest time box, in minutes."""

SHOWN = 12
"""Members of a ring that a message names. Tuning constant."""

SIDE = 3
"""Rows and columns of the matrix: impact and urgency from 1 to 3."""


def organisation_problems(root: Node) -> Iterator[Problem]:
    """Everything that is wrong in an organisation file by itself, references aside."""
    yield from named_like_its_file(root)
    yield from _zones(root)
    for calendar in root["calendars"].items():
        yield from _calendar(calendar)
    yield from _cycles(root)
    yield from _sets(root)
    yield from _targets(root)
    yield from _classes(root)
    card = root["card"]
    yield from matrix_problems(card["matrix"])
    yield from urgency_problems(card["urgency"])
    yield from time_box_problems(card["house"]["time_box_minutes"])
    yield from _desk(root)
    yield from _categories(root["teams"])


def named_like_its_file(root: Node) -> Iterator[Problem]:
    """An id by which the file would not be found."""
    name = Path(root.source.file).stem
    if root["id"].text and root["id"].text != name:
        message = f"The file is called '{name}', so its id must be '{name}'."
        yield root["id"].problem("wrong-id", message, wrong=root["id"].text, known=[name])


def _zones(root: Node) -> Iterator[Problem]:
    """Time zones that do not exist."""
    for node in (root["zone"], *root.find("calendars.*.zone")):
        if node.text and not has_zone(node.text):
            message = f"There is no time zone '{node.text}'."
            hint = "use a name like 'Europe/London'"
            known = zone_names()
            yield node.problem("unknown-zone", message, wrong=node.text, known=known, hint=hint)


def _calendar(calendar: Node) -> Iterator[Problem]:
    """Days, times and dates that cannot be."""
    for day in calendar.find("weekly.*.days.*"):
        if day.text and day.text not in DAYS:
            message = f"'{day.text}' is not a day ({', '.join(DAYS)})."
            yield day.problem("wrong-day", message, wrong=day.text, known=DAYS)
    for opening in calendar["weekly"].items():
        yield from _opening(opening)
    for holiday in calendar["holidays"].items():
        if holiday.text and not _is_date(holiday.text):
            message = f"'{holiday.text}' is not a date."
            yield holiday.problem("wrong-date", message, hint="write it like '2026-12-25'")


def _opening(opening: Node) -> Iterator[Problem]:
    """Times that are none, and openings that close before they open."""
    seconds: list[int] = []
    for node in (opening["opens"], opening["closes"]):
        try:
            seconds.append(time_of_day(node.text))
        except ValueError:
            if node.value is not None:
                message = f"{node.value!r} is not a time of day."
                yield node.problem("wrong-time", message, hint="write it like '08:30' or '24:00'")
    if len(seconds) == 2 and seconds[0] >= seconds[1]:
        message = f"It opens at {opening['opens'].text} but closes at {opening['closes'].text}."
        hint = "write an opening that passes midnight as two"
        yield opening["closes"].problem("closes-before-it-opens", message, hint=hint)


def _cycles(root: Node) -> Iterator[Problem]:
    """Components and services that need each other in a ring."""
    needs: dict[str, list[Node]] = {}
    for entry in (*root["components"].items(), *root["services"].items()):
        named = [*entry.find("needs.*"), *entry.find("any_of.*.*")]
        needs.setdefault(entry["id"].text, named)
    done: set[str] = set()
    for start in needs:
        if start not in done:
            yield from _rings(start, needs, done)


def _rings(start: str, needs: dict[str, list[Node]], done: set[str]) -> Iterator[Problem]:
    """The rings that a walk along the needs meets, without recursion."""
    path = [start]
    steps = {start: 0}
    ways = [iter(needs[start])]
    while path:
        node = next(ways[-1], None)
        if node is None:
            steps.pop(path[-1])
            done.add(path.pop())
            ways.pop()
        elif node.text in steps:
            ring = [*path[steps[node.text] :], node.text]
            shown = ring if len(ring) <= SHOWN else [*ring[:SHOWN], "…", ring[-1]]
            message = f"These need each other in a ring: {' > '.join(shown)}."
            yield node.problem("cycle", message, hint="take one of these needs away")
        elif node.text in needs and node.text not in done:
            steps[node.text] = len(path)
            path.append(node.text)
            ways.append(iter(needs[node.text]))


def _sets(root: Node) -> Iterator[Problem]:
    """Redundant sets with nothing to choose from."""
    for pattern in ("components.*.any_of.*", "services.*.any_of.*"):
        for node in root.find(pattern):
            if node.is_list and len(list(node.items())) < 2:
                message = "A redundant set has at least two members."
                yield node.problem("set-too-small", message, hint="put it under 'needs'")


def duplicate_targets(targets: Node) -> Iterator[Problem]:
    """Agreed times that are given twice."""
    seen: set[tuple[int | None, str]] = set()
    for target in targets.items():
        both = (target["priority"].number, target["service_class"].text)
        if both in seen:
            message = f"The target of priority {both[0]}, {both[1]}, is already given."
            yield target.problem("duplicate-target", message, hint="delete one of the two")
        seen.add(both)


def _targets(root: Node) -> Iterator[Problem]:
    """Agreed times that are missing or given twice."""
    targets = root["targets"]
    if not targets.is_list:
        return
    yield from duplicate_targets(targets)
    seen = {(each["priority"].number, each["service_class"].text) for each in targets.items()}
    used = {node.text for node in root.find("services.*.service_class")}
    for service_class in sorted(used & set(get_args(ServiceClass))):
        gaps = [str(p) for p in PRIORITIES if (p, service_class) not in seen]
        if gaps:
            message = f"Class '{service_class}' has no target for priority {', '.join(gaps)}."
            yield targets.problem("missing-target", message)


def _classes(root: Node) -> Iterator[Problem]:
    """Services for customers that no agreement covers."""
    for service in root["services"].items():
        faces_customers = service["kind"].text in {"external", "internal"}
        unagreed = service["service_class"].value is None and not service["retired"].value
        if faces_customers and unagreed:
            message = f"Service '{service['id'].text}' faces customers and needs a class."
            yield service.problem("missing-class", message, hint="gold, silver or bronze")


def matrix_problems(matrix: Node) -> Iterator[Problem]:
    """A matrix that is not three by three, or falls where it should rise."""
    rows = list(matrix.items())
    if matrix.is_list and len(rows) != SIDE:
        yield matrix.problem("wrong-matrix", f"The matrix has {len(rows)} rows and needs {SIDE}.")
    for row in rows:
        columns = len(list(row.items()))
        if row.is_list and columns != SIDE:
            message = f"This row of the matrix has {columns} columns and needs {SIDE}."
            yield row.problem("wrong-matrix", message)
    yield from _upside_down(rows)


def urgency_problems(urgency: Node) -> Iterator[Problem]:
    """Limits of urgency in the wrong order."""
    soon, today = urgency["soon_minutes"].number, urgency["today_minutes"]
    if soon is not None and today.number is not None and today.number <= soon:
        message = f"'today_minutes' must be more than 'soon_minutes', which is {soon}."
        yield today.problem("wrong-order", message)


def time_box_problems(boxes: Node) -> Iterator[Problem]:
    """Times to pass a record on that are none, or shorter for what presses less."""
    before = 0
    for box in boxes.items():
        minutes = box.number
        if minutes is None:
            continue
        if not 1 <= minutes <= DAY_MINUTES:
            message = f"A time box has 1 to {DAY_MINUTES} minutes, and not {minutes}."
            yield box.problem("wrong-value", message)
        elif minutes < before:
            message = f"This priority has {minutes} minutes, a higher one has {before}."
            yield box.warning("upside-down-times", message)
        before = max(before, minutes)


def _upside_down(rows: list[Node]) -> Iterator[Problem]:
    """Cells of the matrix whose priority falls as impact or urgency rises."""
    cells = [[cell.number or 0 for cell in row.items()] for row in rows]
    if [len(row) for row in cells] != [SIDE] * SIDE:
        return
    for n, row in enumerate(rows):
        for m, cell in enumerate(row.items()):
            before = max(cells[n - 1][m] if n else 0, cells[n][m - 1] if m else 0)
            if cells[n][m] and cells[n][m] < before:
                message = f"Less impact or urgency gives {cell.number}, more gives {before}."
                yield cell.problem("upside-down-matrix", message)


def _categories(teams: Node) -> Iterator[Problem]:
    """A category that two teams take."""
    takers: dict[str, str] = {}
    for team in teams.items():
        for category in team["takes"].items():
            other = takers.setdefault(category.text, team["id"].text)
            if category.text and other != team["id"].text:
                message = f"Team '{other}' takes category '{category.text}' already."
                yield category.problem("taken-twice", message, hint="the card names one team")


def _desk(root: Node) -> Iterator[Problem]:
    """A desk without a desk team."""
    teams = root["teams"]
    ids = [node.text for node in teams.find("*.id")]
    if teams.is_list and SERVICE_DESK not in ids:
        message = f"There is no team '{SERVICE_DESK}', the service desk."
        yield teams.problem("missing-team", message)


def _is_date(text: str) -> bool:
    """Whether it is a date written as YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
