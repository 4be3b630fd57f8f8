"""What can be looked up during a shift, and costs nothing but the time to read it.

The one idea: each page is made of words here and shown by one dialog that only scrolls.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from itilsim.domain.desk import Desk
from itilsim.tui.snapshot import service_rows
from itilsim.words.labels import CATEGORIES, SERVICE_CLASSES, duration


def heading(words: str) -> Content:
    """A heading."""
    return Content.styled(words, "bold $text-primary")


def desk_card(desk: Desk) -> Content:
    """The rules of the desk on one page."""
    return Content("\n").join(_card(desk))


def service_board(desk: Desk) -> Content:
    """Which services are up, and how many people got in touch about them."""
    return Content("\n").join(_board(desk))


def teams_page(desk: Desk) -> Content:
    """Who does what, and who is on duty."""
    return Content("\n").join(_teams(desk))


def _card(desk: Desk) -> Iterator[Content]:
    organisation = desk.setting.organisation
    card = organisation.card
    for title, rules in (("Impact: how much it hits", card.impact),
                         ("Urgency: how soon it hurts if nobody acts", card.urgency)):  # fmt: skip
        yield heading(title)
        for level in (1, 2, 3):
            yield Content(f"  {level}  {getattr(rules, f'level_{level}')}")
    yield heading("Priority, from the matrix (a local rule)")
    yield Content("             urgency 1   urgency 2   urgency 3")
    for level, row in enumerate(card.matrix, start=1):
        cells = "".join(f"P{priority:<11}" for priority in row)
        yield Content(f"  impact {level}   {cells}".rstrip())
    yield heading("Targets: response, then restoration")
    yield from _targets(desk)
    yield heading("Rules")
    yield from (Content(f"  · {rule}") for rule in card.rules)


def _targets(desk: Desk) -> Iterator[Content]:
    targets = desk.setting.targets
    priorities = sorted({priority for priority, _ in targets})
    for priority in priorities:
        cells = []
        for of_class, label in SERVICE_CLASSES.items():
            target = targets.get((priority, of_class))
            if target is None:
                continue
            if target.response_minutes is None or target.restore_minutes is None:
                cells.append(f"{label.lower()} planned")
            else:
                restore = duration(target.restore_minutes * 60)
                cells.append(f"{label.lower()} {target.response_minutes} min, {restore}")
        yield Content(f"  P{priority}  {'; '.join(cells)}")
    minutes = desk.setting.organisation.card.request_response_minutes
    yield Content(f"  Requests: the model is started within {minutes} min")


def _board(desk: Desk) -> Iterator[Content]:
    rows = service_rows(desk)
    width = max((len(row.name) for row in rows), default=0)
    yield heading(f"{'Service':<{width}}  State        Contacts in the last hour")
    for row in rows:
        reports = str(row.reports) if row.reports else "none"
        yield Content(f"{row.name:<{width}}  {row.level:<12} {reports}")
    yield Content()
    yield Content("The board sees services, not the way to a single place: ask the map for that.")


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
