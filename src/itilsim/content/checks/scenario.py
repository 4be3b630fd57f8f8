"""What a scenario must fulfil beyond its types: times that can happen, words that fit the codes.

The one idea: a scripted arrival that could never arrive, or that says what its codes do not, is a
mistake of the author, and is found before anybody plays.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from itilsim.content.checks.library import duration_problems
from itilsim.content.checks.organisation import named_like_its_file
from itilsim.content.checks.references import Files
from itilsim.content.locate import Node
from itilsim.content.lookup import GENERATED
from itilsim.content.zones import has_zone, skipped
from itilsim.domain.errors import Problem
from itilsim.domain.scenario import TIME, Weights, since_midnight
from itilsim.quiz.editions import EDITIONS
from itilsim.quiz.syllabus import AREAS, STAGES

_TIMES = ("contacts.*.at", "alerts.*.at", "faults.*.at", "deadlines.*.at")
"""Where a scenario says when something happens."""

_MOST_PERCENT = 10_000
"""The highest share of an hour or a day in a profile."""


@dataclass(frozen=True, slots=True)
class _Span:
    """The shift on the clock of its first day, in seconds since midnight."""

    start: int
    """Its beginning."""
    end: int | None
    """Its end, if its length is known."""


def scenario_problems(root: Node, files: Files) -> Iterator[Problem]:
    """Everything that is wrong in a scenario, references aside."""
    yield from named_like_its_file(root)
    yield from _reserved(root["id"])
    yield from _start(root, files.organisation)
    yield from _malformed_times(root)
    span, begins = _span(root), _beginning(root) or 0
    if span is not None:
        yield from _times(root, span)
    for fault in root["faults"].items():
        yield from _reversed(fault["at"], fault["strikes_at"], "It strikes", begins)
        yield from _cannot_strike(fault, files)
    for past in root["past_incidents"].items():
        yield from _cannot_strike(past, files)
    for alert in root["alerts"].items():
        yield from _reversed(alert["at"], alert["hurts_at"], "It hurts", begins)
        yield from _too_late_a_warning(alert, files, begins)
        yield from _about_nothing(alert)
    for demand in root["demand"].items():
        yield from _demand(demand)
    yield from _same_person_and_cause(root)
    yield from _same_failure(root)
    for node in (*root.find("contacts.*.teaches.*"), *root.find("alerts.*.teaches.*")):
        yield from _syllabus(node)
    for contact in root["contacts"].items():
        yield from _before_its_fault(contact, files, begins)
        yield from _unlike_its_words(contact, files)
    yield from _questions(root)
    yield from _weights(root["weights"])
    for node in root["constants"].entries():
        yield from duration_problems(node)
    yield from _guided(root)


def _moment(node: Node, start: int) -> int | None:
    """Seconds from the first midnight to what a time means; None where it is none.

    Args:
        node: The time.
        start: Second of the scenario's beginning, counted likewise.
    """
    return since_midnight(node.text, start) if re.fullmatch(TIME, node.text) else None


def _beginning(root: Node) -> int | None:
    """The second of its first day at which a scenario begins, even if there is no such day."""
    text = root["start"].text[-5:]
    return since_midnight(text, 0) if re.fullmatch(TIME, text) else None


def start_of(text: str) -> dt.datetime | None:
    """The local beginning that a scenario writes as `YYYY-MM-DD HH:MM`; None where it is none."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _reserved(id_: Node) -> Iterator[Problem]:
    """A name by which generated shifts are known."""
    if id_.text.partition(".")[0] in GENERATED:
        message = f"'{id_.text}' is the name of a generated shift."
        yield id_.problem("reserved-id", message, hint="choose another id and file name")


def _start(root: Node, organisation: Node | None) -> Iterator[Problem]:
    """A beginning that no calendar or clock has."""
    start = root["start"]
    when = start_of(start.text)
    if start.text and when is None:
        message = f"'{start.text}' is no date and time that exist."
        yield start.problem("wrong-date", message, hint="write it like '2026-09-15 09:00'")
    zone = organisation["zone"].text if organisation is not None else ""
    if when is not None and zone and has_zone(zone) and skipped(zone, when):
        message = f"In {zone} clocks skip {start.text}: summer time begins."
        yield start.problem("wrong-date", message, hint="choose another hour")


def _span(root: Node) -> _Span | None:
    """The shift on the clock of its first day, even if there is no such day."""
    start = _beginning(root)
    if start is None:
        return None
    minutes = root["minutes"].number
    return _Span(start, None if minutes is None else start + minutes * 60)


def _malformed_times(root: Node) -> Iterator[Problem]:
    """What should be a clock time and is none."""
    for pattern in (*_TIMES, "faults.*.strikes_at", "alerts.*.hurts_at"):
        for node in root.find(pattern):
            if node.text and not re.fullmatch(TIME, node.text):
                message = f"'{node.text}' is no time."
                hint = "write it like '09:05', '+1 01:30' for the next day, or '35 min'"
                yield node.problem("wrong-time", message, hint=hint)


def _times(root: Node, span: _Span) -> Iterator[Problem]:
    """Arrivals outside the shift, and deadlines that are over; what hurts later may come later."""
    for pattern in _TIMES:
        for node in root.find(pattern):
            at = _moment(node, span.start)
            if at is None:
                continue
            is_deadline = pattern.startswith("deadlines")
            if span.end is not None and at > span.end and not is_deadline:
                yield node.problem("after-the-end", f"At {node.text} the shift is over.")
            if at < span.start and not pattern.startswith("faults"):
                yield node.problem("before-the-start", f"At {node.text} it has not begun yet.")


def _reversed(first: Node, then: Node, words: str, begins: int) -> Iterator[Problem]:
    """A second moment that comes before the first."""
    start, end = _moment(first, begins), _moment(then, begins)
    if start is not None and end is not None and end < start:
        message = f"{words} at {then.text}, before it begins at {first.text}."
        yield then.problem("reversed-times", message)


def _demand(demand: Node) -> Iterator[Problem]:
    """A stream in which nobody ever comes, or whose profile is no profile."""
    mean, more = demand["per_hour"], demand["per_hour_hundredths"]
    if mean.number == 0 and not more.number:
        message = "Nobody ever comes at 0 an hour."
        yield mean.problem("wrong-value", message, hint="give it 'per_hour_hundredths'")
    for name, count, what in (
        ("hour_percent", 24, "hours of the day"),
        ("weekday_percent", 7, "days from Monday to Sunday"),
    ):
        values = [each.number for each in demand[name].items()]
        if values and len(values) != count:
            message = f"'{name}' has {len(values)} values, one for each of the {count} {what}."
            yield demand[name].problem("wrong-value", message)
        elif any(each is None or not 0 <= each <= _MOST_PERCENT for each in values):
            message = f"'{name}' holds percentages from 0 to {_MOST_PERCENT}."
            yield demand[name].problem("wrong-value", message)
        elif values and not any(values):
            yield demand[name].problem("wrong-value", f"Nobody ever comes: '{name}' is all 0.")


def _cannot_strike(entry: Node, files: Files) -> Iterator[Problem]:
    """A failure mode on a component of a class that it cannot strike."""
    component = files.entry("components", entry["component"].text)
    mode = files.entry("failure_modes", entry["mode"].text)
    if component is None or mode is None:
        return
    kinds = [node.text for node in mode.find("kinds.*")]
    kind = component["kind"].text
    if kind and mode["kinds"].is_list and kind not in kinds:
        message = f"'{mode['id'].text}' strikes {', '.join(kinds) or 'nothing'}, not a {kind}."
        yield entry["mode"].problem("cannot-strike", message)


def _too_late_a_warning(alert: Node, files: Files, begins: int) -> Iterator[Problem]:
    """A warning of a fault that is not latent when the warning would come."""
    fault = _fault(alert, files)
    at = _moment(alert["at"], begins)
    if fault is None or at is None:
        return
    strikes = _moment(fault["strikes_at"], begins)
    name = fault["id"].text
    if strikes is None and not fault["strikes_at"].text:
        message = f"Fault '{name}' strikes at once: there is nothing to warn of."
        yield alert["fault"].problem("never-arrives", message, hint="give it 'strikes_at'")
    elif strikes is not None and at >= strikes:
        message = f"At {alert['at'].text} fault '{name}' has already struck."
        yield alert["at"].problem("never-arrives", message)


def _about_nothing(alert: Node) -> Iterator[Problem]:
    """An alert that is about no item, and could not be; or that names who acts though it is."""
    if alert["component"].text:
        if alert["owner"].text:
            message = "The item has an owner: 'owner' is for an alert that is about no item."
            yield alert["owner"].problem("wrong-value", message)
        return
    failed = alert["significance"].text == "exception"
    if failed or alert["fault"].text:
        what = "An exception" if failed else "A warning of a fault"
        yield alert.problem("missing-key", f"{what} is about an item: name the 'component'.")


def _before_its_fault(contact: Node, files: Files, begins: int) -> Iterator[Problem]:
    """A contact about a fault that nobody can feel yet."""
    fault = _fault(contact, files)
    at = _moment(contact["at"], begins)
    if fault is None or at is None:
        return
    strikes = _moment(fault["strikes_at"] if fault["strikes_at"].text else fault["at"], begins)
    if strikes is not None and at < strikes:
        message = f"At {contact['at'].text} nobody feels fault '{fault['id'].text}' yet."
        yield contact["at"].problem("never-arrives", message)


def _unlike_its_words(contact: Node, files: Files) -> Iterator[Problem]:
    """An utterance that says other things than the contact's codes."""
    entry = files.entry("utterances", contact["utterance"].text)
    if entry is None:
        return
    effect = contact["effect"].text or "question"
    pairs = (
        ("symptom", contact["symptom"].text, entry["symptom"].text),
        ("effect", effect, entry["effect"].text or "question"),
        ("guess", contact["guess"].text, entry["guess"].text),
    )
    for field, coded, conveyed in pairs:
        if coded != conveyed:
            message = (
                f"'{entry['id'].text}' conveys the {field} '{conveyed or 'nothing'}', "
                f"the contact has '{coded or 'nothing'}'."
            )
            place = contact[field] if field != "symptom" and contact[field].text else None
            yield (place or contact["utterance"]).problem("does-not-convey", message)


def _same_failure(root: Node) -> Iterator[Problem]:
    """Two scripted failures of one component in one mode: they would be one."""
    seen: dict[tuple[str, str], str] = {}
    for fault in root["faults"].items():
        both = fault["component"].text, fault["mode"].text
        if all(both) and both in seen:
            message = f"Fault '{seen[both]}' strikes '{both[0]}' in this mode already."
            yield fault["mode"].problem(
                "same-failure", message, hint="a mode's 'recurs' repeats it"
            )
        seen.setdefault(both, fault["id"].text)


def _same_person_and_cause(root: Node) -> Iterator[Problem]:
    """Two scripted contacts of one person about one fault: the second would be the first."""
    seen: dict[tuple[str, str], str] = {}
    for contact in root["contacts"].items():
        both = contact["person"].text, contact["fault"].text
        if all(both) and both in seen:
            message = f"'{both[0]}' reports fault '{both[1]}' in contact '{seen[both]}' already."
            hint = "who hears nothing asks again without a script"
            yield contact["fault"].problem("same-caller", message, hint=hint)
        seen.setdefault(both, contact["id"].text)


def _syllabus(node: Node) -> Iterator[Problem]:
    """A reference to a syllabus that there is not."""
    edition, _, rest = node.text.partition(":")
    if not node.text:
        return
    if edition not in EDITIONS:
        message = f"'{node.text}' names no edition: write it like '4:7.1.incident'."
        yield node.problem("unknown-criterion", message, wrong=edition, known=EDITIONS)
    elif rest.split(".")[0] not in (*AREAS[edition], *STAGES[edition]):
        message = f"'{rest}' is no area, stage or activity of edition '{edition}'."
        known = (*AREAS[edition], *STAGES[edition])
        yield node.problem("unknown-criterion", message, wrong=rest.split(".")[0], known=known)


def _fault(arrival: Node, files: Files) -> Node | None:
    """The scripted fault that an arrival names."""
    name = arrival["fault"].text
    return files.entry("faults", name) if name else None


def _questions(root: Node) -> Iterator[Problem]:
    """Questions whose right answer is not among the answers."""
    for question in (*root.find("briefing.questions.*"), *root.find("guided.*.asks.*")):
        options = len(list(question["options"].items()))
        answer = question["answer"]
        if answer.number is not None and options and not 0 <= answer.number < options:
            message = f"There is no answer {answer.number}: they count from 0 to {options - 1}."
            yield answer.problem("wrong-answer", message)


def _weights(weights: Node) -> Iterator[Problem]:
    """Weights that do not make up the whole."""
    if not isinstance(weights.value, dict):
        return
    defaults = {field.name: field.default for field in fields(Weights)}
    parts = [weights[name].number if name in weights.value else defaults[name] for name in defaults]
    numbers = [part for part in parts if isinstance(part, int)]
    if len(numbers) == len(parts) and sum(numbers) != 100:
        names = " + ".join(defaults)
        message = f"{names} must be 100 and is {sum(numbers)}."
        yield weights.problem("wrong-weights", message)


def _guided(root: Node) -> Iterator[Problem]:
    """A guided mode without steps."""
    if not list(root["guided"].items()):
        for mode in root["modes"].items():
            if mode.text == "guided":
                message = "The guided mode needs steps under 'guided'."
                yield mode.problem("missing-steps", message)
