"""What can be looked up during a shift, and costs nothing but the time to read it.

The one idea: each page is made of words here and shown by one dialog that only scrolls.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from textual.content import Content

from itilsim.domain.desk import Desk
from itilsim.domain.organisation import Target
from itilsim.seat.names import Called
from itilsim.seat.snapshot import service_rows
from itilsim.seat.surroundings import surroundings, way_of
from itilsim.tui.widgets.side import due_text, services_text, way_text, whole
from itilsim.words.card import RESPONDED, house_rules
from itilsim.words.labels import CATEGORIES, SERVICE_CLASSES, duration

COLUMN = 70
"""Cells in which a page is easy to read, and which every terminal has."""


def heading(words: str) -> Content:
    """A heading."""
    return Content.styled(words, "bold $text-primary")


def desk_card(desk: Desk) -> Content:
    """The rules of the desk on one page."""
    return Content("\n").join(_card(desk))


def service_board(desk: Desk, called: Called) -> Content:
    """Which services are up, how many people got in touch about them, and which alerts stand."""
    return Content("\n").join((*_board(desk), *_alerts(desk, called)))


def due_board(desk: Desk, called: Called) -> Content:
    """Promised words and targets, the nearest first."""
    return whole(due_text(surroundings(desk, called)))


def estate_path(desk: Desk, called: Called, subject: str) -> Content:
    """What depends on the item of a matter, or what its caller depends on."""
    return whole(way_text(way_of(desk, called, subject)))


def teams_page(desk: Desk) -> Content:
    """Who does what, and who is on duty."""
    return Content("\n").join(_teams(desk))


def _card(desk: Desk) -> Iterator[Content]:
    card = desk.setting.organisation.card
    for title, rules in (
        ("Impact: how much it hits", card.impact),
        ("Urgency: how soon it hurts if nobody acts", card.urgency),
    ):
        yield heading(title)
        for level, words in enumerate((rules.level_1, rules.level_2, rules.level_3), start=1):
            yield from _hanging(f"  {level}  ", words)
    yield heading("Priority, from the matrix (a local rule)")
    yield Content("             urgency 1   urgency 2   urgency 3")
    for level, row in enumerate(card.matrix, start=1):
        cells = "".join(f"P{priority:<11}" for priority in row)
        yield Content(f"  impact {level}   {cells}".rstrip())
    yield heading("Targets: respond, then restore (hours are service hours)")
    yield from _targets(desk)
    yield heading("Rules")
    for rule in (*card.rules, *house_rules(card.house)):
        yield from _hanging("  · ", rule)


def _hanging(head: str, words: str) -> Iterator[Content]:
    """A paragraph whose further lines begin below the first word."""
    for number, line in enumerate(wrap(words, COLUMN - len(head))):
        yield Content(f"{head if not number else ' ' * len(head)}{line}")


def _targets(desk: Desk) -> Iterator[Content]:
    targets = desk.setting.targets
    classes = SERVICE_CLASSES.items()
    yield Content(f"      {''.join(f'{label:<18}' for _, label in classes)}".rstrip())
    for priority in sorted({priority for priority, _ in targets}):
        cells = (targets.get((priority, of_class)) for of_class, _ in classes)
        shown = "".join(f"{_target(each):<18}" for each in cells)
        yield Content(f"  P{priority}  {shown}".rstrip())
    yield from _hanging("  ", RESPONDED)
    yield Content(f"  A day of service: {_days(desk)}.")
    minutes = desk.setting.organisation.card.request_response_minutes
    asked = "the model is started and the caller has a word"
    yield Content(f"  Requests: {asked} within {minutes} min.")


def _target(target: Target | None) -> str:
    if target is None or target.response_minutes is None or target.restore_minutes is None:
        return "planned"
    if target.restore_minutes % 60 == 0:
        restore = f"{target.restore_minutes // 60} h"
    else:
        restore = f"{target.restore_minutes} min"
    return f"{target.response_minutes} min, {restore}"


def _days(desk: Desk) -> str:
    """How long a day of service is: "gold 24 h, silver 16 h", or one figure for all."""
    calendars = {each.id: each for each in desk.setting.organisation.calendars}
    used = {of_class: each.hours for (_, of_class), each in desk.setting.targets.items()}
    days = {
        label.lower(): duration(calendars[used[of_class]].business_day_minutes * 60)
        for of_class, label in SERVICE_CLASSES.items()
        if of_class in used
    }
    if len(set(days.values())) == 1:
        return next(iter(days.values()))
    return ", ".join(f"{label} {length}" for label, length in days.items())


def _board(desk: Desk) -> Iterator[Content]:
    rows = service_rows(desk)
    width = max((len(row.name) for row in rows), default=0)
    yield heading(f"{'Service':<{width}}  State        Contacts")
    for row in rows:
        reports = str(row.reports) if row.reports else "none"
        yield Content(f"{row.name:<{width}}  {row.level:<12} {reports}")
    yield Content()
    yield Content("Contacts: in the last hour, and not over yet; ? up: look closer.")
    yield Content("The board sees services, not the way to a single place.")
    yield Content()
    yield heading("From the shift before")
    for line in desk.setting.scenario.briefing.handover:
        yield from _hanging("  · ", line)


def _alerts(desk: Desk, called: Called) -> Iterator[Content]:
    yield Content()
    yield heading("Alerts that stand")
    alerts = surroundings(desk, called).alerts
    if alerts:
        yield whole(services_text((), alerts, {}))
    if not alerts:
        yield Content("None.")


def _teams(desk: Desk) -> Iterator[Content]:
    for team in desk.setting.organisation.teams:
        on_duty = sum(
            each.people
            for each in team.rota
            if desk.setting.hours[each.hours].next_open(desk.at) == desk.at
        )
        takes = ", ".join(CATEGORIES[each].lower() for each in team.takes)
        owns = sum(each.owner == team.id for each in desk.estate.components.values())
        yield Content.assemble((f"{team.id:<4} {team.name}", "bold"), f", {on_duty} on duty")
        yield Content(f"     {team.function}")
        parts = [f"takes {takes}"] if takes else []
        parts += [f"owns {owns} items"] if owns else []
        if parts:
            yield Content(f"     {'; '.join(parts)}")
