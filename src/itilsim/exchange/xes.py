"""XES: one trace for each record, with the events of its life, as process mining tools take it.

The one idea: what the standard extensions have a name for (activity, moment, transition, who) is
said by that name; all else is an attribute of the trace or event under our own. Source: IEEE
1849-2016 and its XML schema, which knows no namespace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.exchange.happenings import (
    MOMENTS,
    Happening,
    Lives,
    Thing,
    Value,
    Wording,
    writable,
)
from itilsim.exchange.happenings_reading import lives_of
from itilsim.exchange.incidents_csv import Row
from itilsim.exchange.local_times import stamps

EXTENSIONS: Final[Mapping[str, tuple[str, str]]] = {
    "Concept": ("concept", "http://www.xes-standard.org/concept.xesext"),
    "Lifecycle": ("lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    "Organizational": ("org", "http://www.xes-standard.org/org.xesext"),
    "Time": ("time", "http://www.xes-standard.org/time.xesext"),
}
"""Standard extensions that are used: prefix and address of each, by name."""

CLASSIFIERS: Final[Mapping[str, str]] = {
    "Activity": "concept:name",
    "ActivityAndTransition": "concept:name lifecycle:transition",
    "Resource": "org:resource",
}
"""By which attributes events count as the same."""

_INTEGERS: Final = (
    "impact", "urgency", "priority", "reassignment_count", "reopen_count", "contact_count",
    "true_impact", "true_urgency",
)  # fmt: skip
_BOOLEANS: Final = ("ever_on_hold", "made_response", "made_resolution")
_FLOATS: Final = ("work_hours_to_resolve",)
_TEXTS: Final = (
    "kind", "caller_id", "channel", "service", "ci", "category", "team", "problem", "parent",
    "true_kind", "true_team", "true_cause",
)  # fmt: skip
_TYPES: Final[Mapping[str, str]] = (
    dict.fromkeys(_TEXTS, "string")
    | dict.fromkeys(_INTEGERS, "int")
    | dict.fromkeys(_BOOLEANS, "boolean")
    | dict.fromkeys(_FLOATS, "float")
)
"""Columns of the table of records that a trace has as attributes; its moments are events."""

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016" xes.features="">'
)
_TAIL: Final = "</log>\n"

_Tell = Callable[[int], str]


def xes(setting: Setting, facts: Sequence[Fact], wording: Wording) -> bytes:
    """The file of a run.

    Args:
        setting: The resolved scenario.
        facts: The log, whole or as far as it goes.
        wording: Words for codes.
    """
    lives = lives_of(setting, facts, wording)
    tell = stamps(setting, lives.last)
    lines = [*_declared(), *_of_the_log(setting, lives, tell)]
    for thing, happenings in lives.traces().items():
        lines += _trace(thing, lives, happenings, tell)
    return "\n".join((_HEAD, *lines, _TAIL)).encode()


def _declared() -> Iterator[str]:
    """Extensions, what every trace and event has, and classifiers, in the order of the schema."""
    for name, (prefix, uri) in EXTENSIONS.items():
        yield f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>'
    yield '  <global scope="trace">'
    yield f"    {_attribute('concept:name', '', 'string')}"
    yield "  </global>"
    yield '  <global scope="event">'
    yield f"    {_attribute('concept:name', '', 'string')}"
    yield f"    {_attribute('lifecycle:transition', 'complete', 'string')}"
    yield f"    {_attribute('org:resource', '', 'string')}"
    yield f"    {_attribute('time:timestamp', '1970-01-01T00:00:00+00:00', 'date')}"
    yield "  </global>"
    for name, keys in CLASSIFIERS.items():
        yield f'  <classifier name="{name}" scope="event" keys="{keys}"/>'


def _of_the_log(setting: Setting, lives: Lives, tell: _Tell) -> Iterator[str]:
    scenario = setting.scenario
    yield f"  {_attribute('concept:name', scenario.title, 'string')}"
    yield f"  {_attribute('lifecycle:model', 'standard', 'string')}"
    yield f"  {_attribute('scenario', scenario.id, 'string')}"
    yield f"  {_attribute('scenario_digest', setting.digest, 'string')}"
    yield f"  {_attribute('ended', 'true' if lives.ended else 'false', 'boolean')}"
    yield f"  {_attribute('until', tell(lives.until), 'date')}"


def _trace(
    thing: Thing, lives: Lives, happenings: Sequence[Happening], tell: _Tell
) -> Iterator[str]:
    yield "  <trace>"
    if thing.kind == "problem":
        yield f"    {_attribute('concept:name', f'Problem of {lives.problems[thing]}', 'string')}"
        yield f"    {_attribute('kind', 'problem', 'string')}"
    else:
        yield from _of_a_record(lives.rows[thing])
    yield f"    {_attribute('id', thing.id, 'string')}"
    for one in happenings:
        yield from _event(one, tell)
    yield "  </trace>"


def _of_a_record(row: Row) -> Iterator[str]:
    """What the table of records says of it; what is empty there is left out."""
    yield f"    {_attribute('concept:name', row['number'], 'string')}"
    for name, kind in _TYPES.items():
        if row[name]:
            yield f"    {_attribute(name, row[name], kind)}"


def _event(one: Happening, tell: _Tell) -> Iterator[str]:
    yield "    <event>"
    yield f"      {_attribute('concept:name', one.activity, 'string')}"
    yield f"      {_attribute('lifecycle:transition', one.transition, 'string')}"
    yield f"      {_attribute('org:resource', one.resource, 'string')}"
    if one.group:
        yield f"      {_attribute('org:group', one.group, 'string')}"
    yield f"      {_attribute('time:timestamp', tell(one.at), 'date')}"
    yield f"      {_attribute('position', str(one.position), 'int')}"
    for name, value in one.details.items():
        yield f"      {_detail(name, value, tell)}"
    yield "    </event>"


def _detail(name: str, value: Value, tell: _Tell) -> str:
    """What an event says besides, in the type that it has."""
    if name in MOMENTS:
        return _attribute(name, tell(int(value)), "date")
    if isinstance(value, bool):
        return _attribute(name, "true" if value else "false", "boolean")
    return _attribute(name, str(value), "int" if isinstance(value, int) else "string")


def _attribute(key: str, value: str, kind: str) -> str:
    return f"<{kind} key={quoteattr(key)} value={quoteattr(writable(value))}/>"
