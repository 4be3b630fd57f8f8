"""What students get on paper: desk card, map of the estate, an empty timeline, cards.

The one idea: what is on these pages is published before the shift begins, or is said by whoever
gets in touch. Nothing of what was done about it, or of what it truly was, is read here; and the map
is that of the whole estate, so that it cannot point at what will fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from itilsim.classroom.expected import Arrival, Expected
from itilsim.classroom.pages import Card, Cards, Form, Node, Part, PrintedBlock, Tree, page
from itilsim.classroom.plan import ClassPlan
from itilsim.classroom.plan_file import A_MINUTE
from itilsim.classroom.wording import STUDENTS, about, time_of
from itilsim.domain.estate import Estate
from itilsim.domain.organisation import Organisation, Target
from itilsim.domain.scenario import Setting
from itilsim.reports.blocks import Items, Paragraph, Table
from itilsim.words.card import RESPONDED, house_rules
from itilsim.words.labels import CATEGORIES, SERVICE_CLASSES, SERVICE_KINDS, duration, people

_COLUMNS: Final = 18
"""Columns of a timeline at most: more are too narrow to write in. Tuning constant."""
_STEPS: Final = (5, 10, 15, 30, 60, 120)
"""Minutes of a column, the first that fits."""


def desk_card(plan: ClassPlan, code: str, expected: Expected) -> str:
    """The organisation's desk card, on one page.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift.
    """
    organisation = expected.setting.organisation
    card = organisation.card
    levels = (("Impact: how much it hits", card.impact),
              ("Urgency: how soon it hurts if nobody acts", card.urgency))  # fmt: skip
    rated = tuple(
        (str(n), *(getattr(rules, f"level_{n}") for _, rules in levels)) for n in range(1, 4)
    )
    matrix = tuple(
        (f"Impact {n}", *(f"P{level}" for level in row)) for n, row in enumerate(card.matrix, 1)
    )
    known = expected.setting.published.library.known_errors
    parts = [
        Part("levels", "Impact and urgency", (
            Table(("", *(title for title, _ in levels)), rated),
        )),
        Part("matrix", "Priority", (
            Table(("", *(f"Urgency {n}" for n in range(1, len(matrix[0])))), matrix),
        )),
        Part("targets", "Targets: respond, then restore", tuple(_targets(expected.setting))),
        Part("rules", "Rules", (Items((*card.rules, *house_rules(card.house))),)),
        Part("teams", "Teams", (Table(("", "Team", "Takes"), tuple(_teams(organisation))),)),
        Part("known", "Known errors", (
            Table(("", "Known error: workaround"),
                  tuple((each.id, f"{each.title}: {each.words}") for each in known)),
        )),
    ]  # fmt: skip
    title = f"Desk card: {organisation.name}"
    return page(title, parts, about(plan, code, expected), layout="dense columns", foot=STUDENTS)


def _targets(setting: Setting) -> Iterator[PrintedBlock]:
    classes = tuple(SERVICE_CLASSES.items())
    rows = tuple(
        (f"P{level}", *(_target(setting.targets.get((level, each))) for each, _ in classes))
        for level in sorted({level for level, _ in setting.targets})
    )
    yield Table(("", *(label for _, label in classes)), rows)
    minutes = setting.organisation.card.request_response_minutes
    yield Paragraph(
        f"{RESPONDED} Hours are service hours. Requests: the model is started, and the caller has "
        f"a word, within {minutes} min."
    )


def _target(target: Target | None) -> str:
    if target is None or target.response_minutes is None or target.restore_minutes is None:
        return "planned"
    response, restore = (
        duration(each * A_MINUTE) for each in (target.response_minutes, target.restore_minutes)
    )
    return f"{response}, {restore}"


def _teams(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    for team in organisation.teams:
        takes = ", ".join(CATEGORIES[each].lower() for each in team.takes)
        owns = {each.kind for each in organisation.components if each.owner == team.id}
        kinds = ", ".join(sorted(each.replace("-", " ") for each in owns))
        yield team.id, team.name, "; ".join(filter(None, (takes, kinds)))


def estate_map(plan: ClassPlan, code: str, expected: Expected) -> str:
    """What stands on what: every service, every item, and the way to every place.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift.
    """
    organisation = expected.setting.organisation
    drawn = _Drawn(organisation)
    services = [each for each in organisation.services if not each.retired]
    supporting = [each for each in services if each.kind == "supporting"]
    facing = [each for each in services if each.kind != "supporting"]
    roots = [drawn.service(each.id) for each in (*supporting, *facing)]
    base, front = roots[: len(supporting)], roots[len(supporting) :]
    groups = [
        Part(f"site-{site.id}", f"The way to {site.name}", (
            Tree(tuple(drawn.group(e.id) for e in organisation.groups if e.site == site.id)),
        ))
        for site in organisation.sites
    ]  # fmt: skip
    rest = drawn.rest()
    parts = [
        Part("read", "How to read it", (Paragraph(_HOW_TO_READ),)),
        Part("services", "Services for customers and users", (Tree(tuple(front)),)),
        *([Part("supporting", "Services they stand on", (Tree(tuple(base)),))] if base else []),
        *groups,
        *([Part("rest", "Further items", (Tree(rest),))] if rest else []),
    ]
    title = f"Map: {organisation.name}"
    return page(title, parts, about(plan, code, expected), layout="dense columns", foot=STUDENTS)


_HOW_TO_READ: Final = (
    "What is indented carries what stands above it: if it fails, so does everything over it, up to "
    "the service or the place. Of “one of” a single one is enough. An arrow ↗ says that an item "
    "and what carries it are drawn elsewhere on this map."
)


class _Drawn:
    """Trees of an estate; what hangs below an item is drawn once."""

    def __init__(self, organisation: Organisation) -> None:
        self._estate = Estate(organisation)
        self._known: set[str] = set()

    def service(self, service: str) -> Node:
        """A service and what it stands on."""
        known = self._estate.services[service]  # type: ignore[index]  # ids are strings
        kind = SERVICE_KINDS[known.kind].lower()
        of_class = (
            f", {SERVICE_CLASSES[known.service_class].lower()}" if known.service_class else ""
        )
        self._known.add(service)
        return Node(f"{known.name} ({known.id}): {kind}{of_class}", self._needs(service))

    def group(self, group: str) -> Node:
        """People, what they use, and the way to them."""
        known = self._estate.groups[group]  # type: ignore[index]  # as above
        uses = f"uses {', '.join(known.services)}"
        return Node(f"{known.name} ({people(known.people)}): {uses}", self._needs(group))

    def rest(self) -> tuple[Node, ...]:
        """Items that nothing else is drawn upon."""
        needed = self._estate.dependents
        return tuple(
            self._node(each)
            for each in self._estate.components
            if each not in self._known and not needed.get(each)
        )

    def _needs(self, node: str) -> tuple[Node, ...]:
        needs = tuple(self._node(each) for each in self._estate.needs.get(node, ()))
        redundant = tuple(
            Node("one of:", tuple(self._node(each) for each in some))
            for some in self._estate.any_of.get(node, ())
        )
        return (*needs, *redundant)

    def _node(self, node: str) -> Node:
        service = self._estate.services.get(node)  # type: ignore[call-overload]  # as above
        if service is not None:
            return Node(f"{service.name} ({service.id}) ↗")
        component = self._estate.components[node]  # type: ignore[index]  # as above
        words = f"{component.id}: {component.name}"
        carried = self._estate.needs.get(node) or self._estate.any_of.get(node)
        if node in self._known:
            return Node(f"{words} ↗" if carried else words)
        self._known.add(node)
        return Node(words, self._needs(node))


def timeline(plan: ClassPlan, code: str, expected: Expected) -> str:
    """An empty timeline: what came in, what was done, who was told, and every service.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift.
    """
    minutes = expected.setting.horizon // A_MINUTE
    step = next((each for each in _STEPS if minutes <= each * _COLUMNS), _STEPS[-1])
    starts = range(0, minutes, step)
    parts = []
    for sheet in range(0, len(starts), _COLUMNS):
        head = ("", *(time_of(each, expected) for each in starts[sheet : sheet + _COLUMNS]))
        services = tuple(_named(expected.setting))
        parts.append(
            Part(
                f"sheet-{sheet // _COLUMNS + 1}",
                "",
                (
                    Form(head, ("What came in", "What we did", "Whom we told")),
                    Paragraph(
                        "Services: a line for as long as one does not work, a dotted one for as "
                        "long as it is slow or worked around."
                    ),
                    Form(head, services, "low"),
                ),
            )
        )
    title = f"Timeline: {plan.title}"
    return page(title, parts, about(plan, code, expected), layout="wide", foot=STUDENTS)


def _named(setting: Setting) -> Iterator[str]:
    """Services that people use."""
    for each in setting.organisation.services:
        if each.kind != "supporting" and not each.retired:
            yield each.name


def cards(plan: ClassPlan, code: str, expected: Expected) -> str:
    """Cards to cut out: what comes in, and who is who at a table without machines.

    Args:
        plan: The class.
        code: Its code.
        expected: The shift.
    """
    parts = [
        Part("roles", "Who you are", (Paragraph(_AT_A_TABLE), Cards(_roles(expected.setting)))),
        Part("arrivals", "What comes in", (Cards(tuple(map(_card, expected.arrivals))),)),
    ]
    title = f"Cards: {plan.title}"
    return page(title, parts, about(plan, code, expected), layout="cut", foot=STUDENTS)


_AT_A_TABLE: Final = (
    "For a table without machines. One card each; desk card, map and timeline lie in the middle. "
    "The teacher puts down what comes in, in the order of its time. The desk reads it aloud, says "
    "what it takes it for, and the table decides what is done and who is told."
)


def _card(arrival: Arrival) -> Card:
    lines = (arrival.who, *((arrival.where,) if arrival.where else ()), f"“{arrival.words}”")
    return Card(f"{arrival.number} · {arrival.time} · {arrival.channel}", lines)


def _roles(setting: Setting) -> tuple[Card, ...]:
    name = setting.organisation.name
    return (
        Card(
            "Service desk",
            (
                f"You answer for {name} to everybody who calls.",
                "You decide: what it is, impact and urgency, who gets it.",
                "You tell people: at once, while they wait, at the end.",
                "Ask yourself: who is waiting for a word from me?",
            ),
        ),
        Card(
            "Resolver",
            (
                "You are all teams but the desk.",
                "You take what is yours, and send back what is not, with a reason.",
                "You say how long it will take, before you are asked.",
                "Ask yourself: what gets people working first?",
            ),
        ),
        Card(
            "Incident manager",
            (
                "You keep the order of work, and the timeline.",
                "You join what has one cause, and call for help when it grows.",
                "You do not repair and do not answer calls.",
                "Ask yourself: is this still the most important thing?",
            ),
        ),
        Card(
            "Service owner",
            (
                "You speak for those who use the service, and for what an hour of it is worth.",
                "You say what must work by when, and what can wait.",
                "You may ask for news once in five minutes.",
                "Ask yourself: what would I tell my customers now?",
            ),
        ),
    )
