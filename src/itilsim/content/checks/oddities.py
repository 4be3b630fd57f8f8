"""What is odd in content without being wrong: it can be played, and is hardly what was meant.

The one idea: a warning says what follows from what is written, so that an author who meant it can
leave it. Each look is at one thing; whatever has the wrong shape is not seen here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

from itilsim.content.checks.references import Files
from itilsim.content.locate import Node
from itilsim.domain.errors import Problem
from itilsim.domain.hours import DAYS, time_of_day
from itilsim.domain.names import SERVICE_DESK

_DAY_MINUTES = 1440
"""Minutes of a day."""

_DECIDES = frozenset({"analyst", "all"})
"""Roles that this version plays as such."""


def scenario_oddities(root: Node, files: Files) -> Iterator[Problem]:
    """What is odd in a scenario."""
    yield from _without_effect(root, files)
    yield from _nothing_comes(root)
    yield from _too_many_people(root, files)
    for alert in root["alerts"].items():
        if alert["significance"].text == "informational":
            for name in ("fault", "hurts_at"):
                if alert[name].text:
                    message = "An informational event warns of nothing; this one does."
                    yield alert[name].warning("odd-significance", message)
    constants = root["constants"]
    for node in constants.entries():
        yield from _takes_no_time(node)
    yield from _reversed_weights(constants)
    for question in root.find("briefing.questions.*"):
        yield from _same(question["options"].items(), "same-option", "answer")
    people = sum(node.number or 0 for node in _all(files.organisation, "groups.*.people"))
    for demand in root["demand"].items():
        if people and (demand["per_hour"].number or 0) > people:
            message = f"That is more an hour than the {people:,} people there are."
            yield demand["per_hour"].warning("too-many-people", message)


def organisation_oddities(root: Node) -> Iterator[Problem]:
    """What is odd in an organisation."""
    for calendar in root["calendars"].items():
        yield from _calendar(calendar)
    for pattern, what in (("sites.*.name", "site"), ("groups.*.name", "group"),
                          ("services.*.name", "service"), ("teams.*.name", "team"),
                          ("people.*.name", "person")):  # fmt: skip
        yield from _same(root.find(pattern), "same-name", what)
    yield from _groups(root)
    yield from _idle(root)
    yield from target_oddities(root)


def _groups(root: Node) -> Iterator[Problem]:
    """Groups that use nothing, or what is not offered any more."""
    retired = {s["id"].text for s in root["services"].items() if s["retired"].value is True}
    for group in root["groups"].items():
        if group["services"].is_list and not list(group["services"].items()):
            message = "These people use no service, so that no failure ever reaches them."
            yield group["services"].warning("uses-nothing", message)
        for used in group["services"].items():
            if used.text in retired:
                message = f"'{used.text}' is retired, and this group still uses it."
                yield used.warning("retired-in-use", message)


def _idle(root: Node) -> Iterator[Problem]:
    """Sites without people, and teams without work."""
    used_sites = {node.text for node in root.find("groups.*.site")}
    for site in root.find("sites.*.id"):
        if site.text and site.text not in used_sites:
            yield site.warning("empty-site", f"Nobody works at site '{site.text}'.")
    owners = {node.text for node in root.find("components.*.owner")}
    for team in root["teams"].items():
        name = team["id"].text
        idle = team["takes"].is_list and not list(team["takes"].items()) and name not in owners
        if name and name != SERVICE_DESK and idle:
            message = f"Team '{name}' takes no category and owns nothing: nobody sends it anything."
            yield team["takes"].warning("idle-team", message)


def library_oddities(root: Node) -> Iterator[Problem]:
    """What is odd in a library file."""
    for pattern in ("failure_modes.*.repair", "failure_modes.*.recurs"):
        for node in root.find(pattern):
            yield from _takes_no_time(node)
    for percent in root.find("known_errors.*.restores_percent"):
        if percent.number == 0:
            yield percent.warning("helps-nothing", "This workaround brings back no work at all.")
    yield from _models(root)
    for interval in root.find("checks.*.interval_seconds"):
        if (interval.number or 0) > _DAY_MINUTES * 60:
            message = "Such an alert comes more than a day after the failure."
            yield interval.warning("late-alert", message)
    for entry in root["utterances"].items():
        yield from _same(entry["texts"].items(), "same-wording", "wording")
    for pattern in ("symptoms.*.name", "failure_modes.*.name"):
        yield from _same(root.find(pattern), "same-name", pattern.split(".")[0][:-1])


def _models(root: Node) -> Iterator[Problem]:
    """Request models that end without anything done."""
    for model in root["request_models"].items():
        kinds = [node.text for node in model.find("steps.*.kind")]
        if kinds and "fulfil" not in kinds:
            message = "No step of this model does what was asked for."
            yield model["steps"].warning("fulfils-nothing", message)


def _without_effect(root: Node, files: Files) -> Iterator[Problem]:
    """What is written and changes nothing."""
    role = root["role"]
    if role.text and role.text not in _DECIDES:
        message = f"'{role.text}' is played like 'analyst' by this version."
        yield role.warning("no-effect", message)
    steps = root["guided"]
    if list(steps.items()) and "guided" not in [each.text for each in root["modes"].items()]:
        yield steps.warning("no-effect", "There are guided steps, and no guided mode.")
    yield from _leaves_nothing(root, files)
    yield from _never_asked(root, files)
    constants = root["constants"]
    if root["scripted_callers"].value is False and constants["callers_at_most"].number == 0:
        message = "Nobody calls about a failure that no contact reports."
        yield constants["callers_at_most"].warning("no-effect", message)
    for name in ("triage", "outcome", "conduct"):
        if root["weights"][name].number == 0:
            yield root["weights"][name].warning("no-effect", f"'{name}' counts nothing.")


def _leaves_nothing(root: Node, files: Files) -> Iterator[Problem]:
    """Somebody who keeps a leftover of a failure that leaves none."""
    for fault in root["faults"].items():
        mode = files.entry("failure_modes", fault["mode"].text)
        left = fault["leftover_person"]
        if left.text and mode is not None and not mode["leftover"].text:
            message = f"'{fault['mode'].text}' leaves nothing behind for anybody."
            yield left.warning("no-effect", message)


def _never_asked(root: Node, files: Files) -> Iterator[Problem]:
    """Strangers where nobody checks, refusals where nobody is asked, nothing left unsaid."""
    steps: dict[str, set[str]] = {}
    for library in files.libraries:
        for model in library["request_models"].items():
            kinds = {kind.text for kind in model.find("steps.*.kind")}
            for symptom in model["symptoms"].items():
                steps.setdefault(symptom.text, kinds)
    for contact in root["contacts"].items():
        about = contact["symptom"].text
        kinds = steps.get(about, set())
        if contact["impostor"].value is True and "verify" not in kinds:
            message = f"Nobody checks who asks for '{about}': no model of it has a step 'verify'."
            yield contact["impostor"].warning("no-effect", message)
        if contact["approved"].value is False and "approve" not in kinds:
            message = f"Nobody is asked about '{about}': no model of it has a step 'approve'."
            yield contact["approved"].warning("no-effect", message)
        if contact["vague"].value is True and contact["effect"].text in {"", "question"}:
            message = "Only who is stopped or slowed can leave that unsaid."
            yield contact["vague"].warning("no-effect", message)


def _nothing_comes(root: Node) -> Iterator[Problem]:
    """A shift in which nobody calls and nothing fails."""
    sources = ("contacts", "alerts", "faults", "demand")
    comes = any(root[name].value for name in sources) or root["wear_out"].value is True
    if isinstance(root.value, dict) and not comes:
        message = "Nothing ever arrives: no contacts, alerts, faults or demand, and no wear-out."
        yield root.warning("nothing-arrives", message)


def _too_many_people(root: Node, files: Files) -> Iterator[Problem]:
    """Callers who speak of more people than their site has."""
    heads: dict[str, int] = {}
    for group in _all(files.organisation, "groups.*"):
        site = group["site"].text
        heads[site] = heads.get(site, 0) + (group["people"].number or 0)
    for contact in root["contacts"].items():
        person = files.entry("people", contact["person"].text)
        works = files.entry("groups", person["group"].text) if person is not None else None
        where = works["site"].text if works is not None else ""
        said = contact["people"].number
        if said is not None and said > heads.get(where, said):
            message = f"The caller speaks of {said:,} people; at '{where}' are {heads[where]:,}."
            yield contact["people"].warning("too-many-people", message)


def _takes_no_time(duration: Node) -> Iterator[Problem]:
    """A duration that is always over as soon as it begins."""
    minutes = duration["minutes"]
    others = any(duration[each].number for each in ("to_minutes", "seconds", "to_seconds"))
    if minutes.number == 0 and not others:
        yield minutes.warning("takes-no-time", "This takes no time at all.")


def _reversed_weights(constants: Node) -> Iterator[Problem]:
    """A lower class that weighs more than a higher one."""
    for high, low in pairwise(("weight_gold", "weight_silver", "weight_bronze")):
        more, less = constants[high].number, constants[low].number
        if more is not None and less is not None and less > more:
            yield constants[low].warning("upside-down", f"'{low}' weighs more than '{high}'.")


def _calendar(calendar: Node) -> Iterator[Problem]:
    """A calendar that is never open, open twice, or whose business day is longer than its days."""
    name, weekly = calendar["id"].text, calendar["weekly"]
    if weekly.is_list and not list(weekly.items()):
        yield weekly.warning("never-open", f"Calendar '{name}' is never open.")
    yield from _same(calendar["holidays"].items(), "same-holiday", "holiday")
    days = _openings(weekly)
    for day, found in days.items():
        for (_, closes, _), (opens, _, later) in pairwise(found):
            if opens < closes:
                yield later.warning("opens-twice", f"On {day} this overlaps another opening.")
    longest = max(sum(each[1] - each[0] for each in found) for found in days.values()) // 60
    business = calendar["business_day_minutes"]
    if longest and (business.number or 0) > longest:
        message = f"No day of '{name}' is open for longer than {longest} minutes."
        yield business.warning("odd-business-day", message)


def _openings(weekly: Node) -> dict[str, list[tuple[int, int, Node]]]:
    """What opens on each day, by its times in seconds, in their order."""
    days: dict[str, list[tuple[int, int, Node]]] = {day: [] for day in DAYS}
    for opening in weekly.items():
        with suppress(ValueError):
            hours = time_of_day(opening["opens"].text), time_of_day(opening["closes"].text)
            for day in {node.text for node in opening["days"].items()} & days.keys():
                days[day].append((*hours, opening))
    return {day: sorted(found, key=lambda each: each[:2]) for day, found in days.items()}


def target_oddities(root: Node) -> Iterator[Problem]:
    """Agreed times that run against each other."""
    by_class: dict[str, dict[int, Node]] = {}
    for target in root["targets"].items():
        response, restore = target["response_minutes"], target["restore_minutes"]
        if (response.number or 0) > (restore.number or response.number or 0):
            message = "The answer may come later than the restoration."
            yield response.warning("upside-down", message)
        if target["priority"].number is not None:
            same = by_class.setdefault(target["service_class"].text, {})
            same[target["priority"].number] = target
    for by_priority in by_class.values():
        for high, low in pairwise(sorted(by_priority)):
            for name in ("response_minutes", "restore_minutes"):
                more, less = by_priority[high][name].number, by_priority[low][name]
                if more is not None and less.number is not None and less.number < more:
                    message = f"Priority {low} has less time than priority {high}."
                    yield less.warning("upside-down", message)


def _same(nodes: Iterator[Node], code: str, what: str) -> Iterator[Problem]:
    """The later ones of texts that are alike."""
    seen: set[str] = set()
    for node in nodes:
        text = " ".join(node.text.casefold().split())
        if text in seen and text:
            yield node.warning(code, f"There is another {what} like this.")
        seen.add(text)


def _all(root: Node | None, pattern: str) -> Iterator[Node]:
    """All values at a pattern, none without a file."""
    return iter(()) if root is None else root.find(pattern)
