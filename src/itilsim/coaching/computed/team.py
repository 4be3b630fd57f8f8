"""Team: which team gets an incident first.

The one idea: the case is put on a desk of its own and `assess`, which also judges shifts, says
where it goes: to the desk if a known error restores everything, else to the owner of what failed,
else where the category table sends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import component_name
from itilsim.domain import facts as f
from itilsim.domain.assess import Assessment, assess
from itilsim.domain.library import Symptom
from itilsim.domain.names import SERVICE_DESK, AlertId, CauseId, ContactId, PersonId, TeamId
from itilsim.domain.organisation import Component, Team, UserGroup
from itilsim.domain.practices import new_state
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

_CAUSE = CauseId("computed/team")
_CONTACT = ContactId("computed/team/1")


class _Case(NamedTuple):
    """Who reports what, and what monitoring shows."""

    symptom: Symptom
    group: UserGroup
    failed: Component | None
    """The item that monitoring shows as failed."""


def answers(draw: Draw, setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """Four of the teams to which something can go first."""
    library, found = setting.library, set[TeamId]()
    if any(setting.indexes.known_errors.get(each.id) for each in library.symptoms):
        found.add(SERVICE_DESK)
    modes = {kind: mode for mode in library.failure_modes if mode.symptom for kind in mode.kinds}
    for item in setting.organisation.components:
        mode = modes.get(item.kind)
        if mode is not None and _struck(setting, setting.symptoms[mode.symptom or ""], item):
            found.add(item.owner)
    for symptom in library.symptoms:
        if symptom.kind == "incident" and not setting.indexes.known_errors.get(symptom.id):
            found.update(
                team.id for team in setting.organisation.teams if symptom.category in team.takes
            )
    return tuple(draw.shuffled(sorted(found), "offered")[:4])


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw a report, with or without an alert, and ask `assess` for its team."""
    case = _case(draw, setting, wanted)
    if case is None:
        return None
    found = _assessed(case, setting)
    if found.team.best == SERVICE_DESK and found.team.evidence[0].code != "knowledge":
        return None  # the table has no team for the category, and the question shows the table
    team = setting.teams[found.team.best]
    if wanted != team.id:
        return None
    why = _worked(case, found, setting)
    return Question(
        _stem(draw, setting, case, found),
        team.id,
        why,
        tuple(_wrong(draw, setting, case, found, why)),
    )


def _case(draw: Draw, setting: Setting, wanted: str) -> _Case | None:
    """A report that a known error, an item of the wanted team or its category may explain."""
    reports = [each for each in setting.library.symptoms if each.kind == "incident"]
    item, known = None, setting.indexes.known_errors
    if wanted == SERVICE_DESK:
        symptoms = [each for each in reports if known.get(each.id)]
    elif draw.likely(60, "way"):
        items = [each for each in setting.organisation.components if each.owner == wanted]
        item = draw.pick(items, "item") if items else None
        felt = {
            mode.symptom for mode in setting.library.failure_modes
            if item is not None and item.kind in mode.kinds
        }  # fmt: skip
        symptoms = [each for each in reports if each.id in felt]
    else:
        takes = next(each.takes for each in setting.organisation.teams if each.id == wanted)
        symptoms = [each for each in reports if each.category in takes]
    if not symptoms:
        return None
    symptom = draw.pick(symptoms, "symptom")
    groups: Sequence[UserGroup] = setting.organisation.groups
    users = [each for each in groups if symptom.service in each.services]
    groups = _struck(setting, symptom, item) if item is not None else users or groups
    return _Case(symptom, draw.pick(groups, "group"), item) if groups else None


def _struck(setting: Setting, symptom: Symptom, failed: Component) -> list[UserGroup]:
    """Groups that lose what they complain of when an item fails; none, if it explains nothing."""
    service, estate = symptom.service, setting.estate
    hits = estate.reach(failed.id)
    serves = [each for each in estate.services if failed.id in estate.upstream(each)]
    if service is None or (service in serves and service not in estate.users):
        return [estate.groups[hit.group] for hit in hits]
    # An item that carries groups and no service, like a switch, takes from all of them alike.
    alike = all(service in hit.services for hit in hits)
    if service not in serves and (serves or not alike):
        return []
    return [estate.groups[hit.group] for hit in hits if service in hit.services]


def _assessed(case: _Case, setting: Setting) -> Assessment:
    """What a careful person decides, on a desk where nothing else has happened."""
    state = new_state(setting)
    service = case.symptom.service
    if case.failed is not None:
        hits = setting.estate.reach(case.failed.id)
        lost = next(hit.services for hit in hits if hit.group == case.group.id)
        service = lost[0] if lost and service not in lost else service
        state.apply(
            f.AlertRaised(
                0, AlertId("computed/1"), "computed", case.failed.id, "exception", "", None, _CAUSE
            )
        )
    state.apply(
        f.ContactArrived(
            0, _CONTACT, "computed", PersonId("computed"), case.group.id, False, "email",  # noqa: FBT003 - no VIP
            case.symptom.id, "stopped", service, None, 1, "calm", "", "", 900, None, _CAUSE,
        )
    )  # fmt: skip
    return assess(state.desk, _CONTACT)


def _stem(draw: Draw, setting: Setting, case: _Case, found: Assessment) -> str:
    """The rules, the report, what is known, and the question."""
    teams = setting.organisation.teams
    table = ", ".join(
        f"{category} {team.id}"
        for team in teams
        for category in team.takes
        if team.id != SERVICE_DESK
    )
    others = ", ".join(
        f"{team.name} {team.id}" for team in teams if not team.takes and team.id != SERVICE_DESK
    )
    shown = ""
    if case.failed is not None:
        shown = (
            f"Monitoring: {component_name(case.failed)} has a fault; owner {case.failed.owner}. "
        )
    return (
        f"{SERVICE_DESK} (the desk) keeps what the knowledge base restores in full. Else the owner "
        f"of the faulty item is first; with none known, the category decides: {table}. "
        f"Other teams: {others}. {draw.person()}, {case.group.name}, reports: {case.symptom.name} "
        f"(category {case.symptom.category}). {shown}{_known(setting, found)} Who gets it first?"
    )


def _known(setting: Setting, found: Assessment) -> str:
    """What the knowledge base has on it."""
    best = found.known_error.best
    if best is None:
        return "The knowledge base has nothing on it."
    error = setting.known_errors.get(best)
    percent = error.restores_percent if error else 100
    return f"Knowledge base: {best} restores {percent} %."


def _worked(case: _Case, found: Assessment, setting: Setting) -> str:
    """Which rule decides."""
    team = setting.teams[found.team.best]
    who = f"{team.id} ({team.name})"
    match found.team.evidence[0].code:
        case "knowledge":
            return f"{found.known_error.best} restores everything, so {who} solves it at once."
        case "owner" if case.failed is not None:
            return f"{case.failed.name} is at fault and belongs to {who}, which can repair it."
        case _:
            return (
                f"Nothing names the faulty item, so category {case.symptom.category} means {who}."
            )


def _wrong(draw: Draw, setting: Setting, case: _Case, found: Assessment, why: str) -> list[Wrong]:
    """Other teams: by the table against the owner, the desk, the guess."""
    teams: dict[TeamId, str] = {}
    category = case.symptom.category
    for team in setting.organisation.teams:
        if category in team.takes and team.id != SERVICE_DESK:
            teams[team.id] = f"Follows the category {category}, which is the last resort."
    if case.failed is not None:
        teams[case.failed.owner] = "Sends it to the owner though the desk can restore it itself."
    teams[SERVICE_DESK] = "Keeps it at the desk though no workaround restores everything."
    others: list[Team] = draw.shuffled(setting.organisation.teams, "others")
    for team in others:
        teams.setdefault(team.id, f"Guesses: {team.name} neither owns nor takes this.")
    return [Wrong(id_, f"{mistake} {why}") for id_, mistake in teams.items()
            if id_ != found.team.best]  # fmt: skip


TEAM = Family(
    {
        "2011": Place("5", "operation", "incident-management"),
        "4": Place("7.1", "deliver-and-support", "incident-management"),
        "5": Place("4.4", "support", "incident-management", beyond_exam=True),
    },
    make,
    answers,
)
"""Which team gets it first."""
