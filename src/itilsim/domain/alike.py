"""What a judge takes for right: what could be seen, and what is right in mornings that look alike.

The one idea: `assess` says what a careful person would decide, and that stays. But where it looks
like this, another answer may be right in many a morning; whoever gave it is not charged. Source:
the scoring table, principle 4.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeVar

from itilsim.domain.assess import Assessment, Choice, assess
from itilsim.domain.base_rates import Alike, as_text
from itilsim.domain.desk import Desk
from itilsim.domain.names import AlertId, ComponentId, ContactId
from itilsim.domain.truth import Truth

T = TypeVar("T")

FIRST: Final = "first"
"""The answer that it belongs to the first sign of its cause, as `assess` sees it."""
ANSWERS: Final[dict[str, Callable[[Truth], tuple[object, ...]]]] = {
    "kind": lambda truth: (truth.kind,),
    "significance": lambda truth: (truth.significance,),
    "impact": lambda truth: (truth.impact,),
    "urgency": lambda truth: (truth.urgency,),
    "priority": lambda truth: (truth.priority,),
    "category": lambda truth: (truth.category,),
    "team": lambda truth: truth.teams,
    "known_error": lambda truth: truth.known_errors,
}
"""Every question on which worlds are counted, with the answers that are right in one of them."""
PLACE: Final[dict[str, Callable[[Truth], tuple[object, ...]]]] = {
    "service": lambda truth: truth.services or (None,),
    "component": lambda truth: (truth.component,),
}
"""The same of questions that have other answers at every place."""
BELONGS: Final = "belongs_to"
"""The question whether it belongs to the first sign; only where there is one."""


def seen_by_judge(desk: Desk, subject: str) -> Assessment:
    """The evidence on a contact or alert, with all that is right often enough where it looks so."""
    seen, rates = assess(desk, subject), desk.setting.base_rates
    if rates.looks is None:
        return seen
    look, there = look_of(desk, seen), look_there(desk, seen)
    found: dict[str, Any] = {
        name: _wider(getattr(seen, name), rates.alike(there if name in PLACE else look, name))
        for name in _WIDENED
    }
    found[BELONGS] = _belongs(seen.belongs_to, rates.alike(look, BELONGS))
    return replace(seen, pressing=rates.alike(look, "priority"), **found)


_WIDENED: Final = (
    "impact", "urgency", "kind", "significance", "service", "component", "category", "team",
    "known_error",
)  # fmt: skip
"""Choices to which is added what is right often enough."""


def _wider(choice: Choice[T] | None, alike: Alike | None) -> Choice[T] | None:
    """A choice with what else is right often enough; where a question tells, that stays open."""
    if choice is None or alike is None or not choice.accepted:
        return choice
    # What is counted as text is a number where the best is one.
    typed: Callable[[str], Any] = type(choice.best) if isinstance(choice.best, int) else str
    more = (typed(each) for each in alike.accepted if each)
    accepted = tuple(dict.fromkeys((*choice.accepted, *more)))
    return Choice(choice.best, accepted, choice.evidence, alike)


def _belongs(choice: Choice[str | None], alike: Alike | None) -> Choice[str | None]:
    """To the first sign or to none, by how often each is right."""
    if choice.best is None or alike is None:
        return choice
    together = alike.times(FIRST)
    counted = Alike(alike.of, ((as_text(None), alike.of - together), (choice.best, together)))
    more = (choice.best,) * counted.accepts(choice.best) + (None,) * counted.accepts(None)
    return replace(choice, accepted=tuple(dict.fromkeys((*choice.accepted, *more))), alike=counted)


def argues(choice: Choice[Any] | None, value: object) -> bool:
    """Whether an answer that is not accepted can be argued for."""
    alike = None if choice is None else choice.alike
    return alike is not None and alike.argues(value)


def look_of(desk: Desk, seen: Assessment) -> str:
    """All that `assess` reads of a subject, as far as it bears on an answer.

    People, moments and single items are no part of it, for only this morning has them: an item is
    what it is and whose, and who is hit when is in impact and urgency.

    Args:
        desk: The desk, then or later.
        seen: What could be seen.
    """
    levels = "/".join(str(each.best) if each else "" for each in (seen.impact, seen.urgency))
    sign = seen.belongs_to.evidence[0].code if seen.belongs_to.evidence else ""
    item = _class_of(desk, seen.component.best)
    alert = desk.alerts.get(AlertId(seen.subject))
    if alert is not None:
        after = "after-a-report" if seen.belongs_to.best is not None else ""
        return " ".join(("alert", alert.significance, item or alert.owner or "", levels, after))
    contact = desk.contacts[ContactId(seen.subject)]
    if seen.impact is None:
        return f"wish {contact.symptom}"
    why = seen.component.evidence[0].code if seen.component.evidence else ""
    service = contact.service or desk.setting.symptoms[contact.symptom].service or ""
    effect = _effect(seen)
    return " ".join(("report", contact.symptom, service, f"{why}:{item}", effect, levels, sign))


def look_there(desk: Desk, seen: Assessment) -> str:
    """The same with the place, where nothing points at an item; else empty.

    Args:
        desk: The desk, then or later.
        seen: What could be seen.
    """
    contact = desk.contacts.get(ContactId(seen.subject))
    if contact is None or seen.impact is None or seen.component.best is not None:
        return ""
    return f"{look_of(desk, seen)} in {contact.group}"


def _effect(seen: Assessment) -> str:
    """What it does to the caller's work, as `assess` took it; empty: only a question tells."""
    evidence = seen.urgency.evidence if seen.urgency is not None else ()
    first = evidence[0] if evidence else None
    if first is None or first.code == "caller-has-not-said":
        return ""
    return first.about if first.code == "caller-says" else "slowed"


def _class_of(desk: Desk, component: ComponentId | None) -> str:
    found = desk.estate.components.get(component) if component else None
    return "" if found is None else f"{found.kind}@{found.owner}"
