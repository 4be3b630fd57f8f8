"""Duplicate: whether a report belongs to an open record, or needs one of its own.

The one idea: the cause decides. What can be behind a report is read off the map and the classes of
items; the caller, the words of a symptom, the class and the hour decide nothing. The case is put on
a desk of its own, and `assess`, which also judges shifts, says what it belongs to. That reports of
one cause share a record is a house rule: ITIL leaves open how incidents are related.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple, TypeAlias

from itilsim.coaching.computed.asking import Family, Place, Question, Wrong
from itilsim.coaching.computed.drawing import Draw
from itilsim.coaching.computed.naming import component_name, service_name
from itilsim.domain import facts as f
from itilsim.domain.assess import assess
from itilsim.domain.library import Symptom
from itilsim.domain.names import AlertId, CauseId, ComponentId, ContactId, PersonId, ServiceId
from itilsim.domain.organisation import Component, UserGroup
from itilsim.domain.practices import new_state
from itilsim.domain.scenario import Setting
from itilsim.quiz.editions import Edition

NEW = "A new one"
"""The answer where no open record has the cause."""

MOST = 2
"""So many items may be behind a report; more would make the stem too long."""

_CAUSE, _CONTACT = CauseId("computed/duplicate"), ContactId("computed/duplicate/1")
_AGES = ((31, 25), (13, 15), (2, 9))
"""Least age in minutes of the three records, the oldest first, and how many more there may be."""

_REPORTS = (
    "{person}, {group}, reports: {what}.",
    "Now {person}, {group}, rings: {what}.",
    "By mail {person}, {group}, writes: {what}.",
    "In the portal {person}, {group}, reports: {what}.",
)
_MAPS = (
    "By the map, it can come from {items}.",
    "The map shows behind it: {items}.",
    "By the map, it hangs on {items}.",
)
_NOISE = (
    "The caller wants a separate number.",
    "The caller suspects {number}.",
    "A director is waiting.",
    "It sounds urgent.",
)
_ASKED = ("Which record does it belong to?", "In which record is it kept?")
_TRAPS: Mapping[str, str] = {
    "words": "Goes by '{0}': that comes from {1} there.",
    "class": "Goes by the class: {1} is of the same, but not on the way here.",
    "people": "Goes by who is hit: {2} needs {1} for other work.",
    "hour": "Goes by the hour, but this does not hang on {1}.",
    "caller": "Goes by the caller: '{0}' is about one device, and this is not.",
}
"""In what the record of another cause is like the report, and the mistake of who is taken in,
with a symptom, the other item and the group."""

_Felt: TypeAlias = tuple[UserGroup, Symptom, ServiceId | None]
"""Who feels what in which service; in none: on the group's own way to all of them."""


class _Record(NamedTuple):
    """An open record."""

    words: str
    """What it is about."""
    item: Component | None
    """What has failed; none where it is one device of the caller."""
    mistake: str = ""
    """Why somebody puts the report there who should not."""


def answers(draw: Draw, _setting: Setting, _edition: Edition) -> tuple[str, ...]:
    """Three open records, and a new one."""
    return (*_numbers(draw.seed), NEW)


def _numbers(seed: int) -> tuple[str, ...]:
    """The open records, the oldest first: the same for the answers and each case of a seed."""
    draw, found = Draw(seed, ("computed", "duplicate", "numbers")), list[int]()
    for n in range(len(_AGES)):
        found.append(found[-1] + 1 + draw.below(9, n) if n else 100 + draw.below(870, n))
    return tuple(f"INC {each}" for each in found)


def make(draw: Draw, setting: Setting, _edition: Edition, wanted: str) -> Question | None:
    """Draw a report and three records, put them on a desk and ask `assess`."""
    failing = [
        each for each in setting.organisation.components
        if setting.indexes.symptoms.get(each.kind) and setting.estate.reach(each.id)
    ]  # fmt: skip
    cause = draw.pick(failing, "cause") if failing else None
    felt = list(_felt(setting, cause)) if cause is not None else []
    if cause is None or not felt:
        return None
    case, numbers = draw.pick(felt, "felt"), _numbers(draw.seed)
    behind = _behind(setting, case)
    if len(behind) > MOST:
        return None
    shared = [] if wanted == NEW else [_Record(_words(draw, setting, cause, case), cause)]
    others = _decoys(draw, setting, case, behind, failing)
    records = list(islice(others, len(numbers) - len(shared)))
    records[numbers.index(wanted) if shared else 0 : 0] = shared
    if len(records) < len(numbers) or not all(each.words for each in records):
        return None
    found = _belongs_to(setting, case, records)
    key, items = NEW, " or ".join(map(component_name, behind))
    why = f"No open record is about {items}, so this is a cause of its own."
    if found is not None:
        key = numbers[found]
        why = f"By the map it hangs on {component_name(cause)}, which is what {key} is about."
    wrong = [Wrong(number, f"{record.mistake} {why}")
             for number, record in zip(numbers, records, strict=True)]  # fmt: skip
    wrong.append(Wrong(NEW, f"Opens a second record for what has one. {why}"))
    stem = _stem(draw, setting, case, behind, records)
    return Question(stem, key, why, tuple(each for each in wrong if each.text != key))


def _felt(setting: Setting, item: Component) -> Iterator[_Felt]:
    """How the failure of an item alone is felt, by the map and its class.

    An item that carries groups and no service, like a switch, is felt as what all of them lose.
    """
    estate, hits = setting.estate, setting.estate.reach(item.id)
    carries = any(item.id in estate.upstream(each) for each in estate.services)
    for hit, each in product(hits, dict.fromkeys(setting.indexes.symptoms.get(item.kind, ()))):
        symptom, group = setting.symptoms[each], estate.groups[hit.group]
        named: Sequence[ServiceId | None] = (symptom.service,)
        if symptom.service is None and symptom.category == "software":
            named = hit.services
        for service in named:
            if service is None or carries:
                fits = item.id in estate.upstream(service or group.id)
            else:
                fits = service == symptom.service and all(service in one.services for one in hits)
            if fits and service in (None, *hit.services) and symptom.kind == "incident":
                yield group, symptom, service


def _way(setting: Setting, case: _Felt) -> Mapping[str, int]:
    """Everything on which a group hangs in a matter."""
    group, _, service = case
    return setting.estate.upstream(group.id, *((service,) if service else ()))


def _behind(setting: Setting, case: _Felt) -> list[Component]:
    """Every item whose failure alone is felt like that, the nearest first."""
    way, components = _way(setting, case), setting.estate.components
    items = [each for each in sorted(way, key=way.__getitem__) if each in components]
    found = (components[ComponentId(each)] for each in items)
    return [each for each in found if case in _felt(setting, each)]


def _decoys(
    draw: Draw, setting: Setting, case: _Felt, behind: list[Component], failing: list[Component]
) -> Iterator[_Record]:
    """Records of other causes, each like the report in one way that decides nothing."""
    group, symptom, _ = case
    upstream, way, taken = setting.estate.upstream, _way(setting, case), behind.copy()
    for trap in draw.shuffled(tuple(_TRAPS), "traps"):
        if trap == "caller":
            yield from _own_device(draw, setting, case)
            continue
        pool = [
            each for each in failing
            if each.id not in way and _tempts(setting, trap, each, case, behind[0].kind)
            and not any(each.id in upstream(other.id) or other.id in upstream(each.id)
                        for other in taken)
        ]  # fmt: skip
        if pool:
            item = draw.pick(pool, "decoy", trap)
            taken.append(item)
            words = _words(draw, setting, item, case, trap)
            mistake = _TRAPS[trap].format(symptom.name, component_name(item), group.name)
            yield _Record(words, item, mistake)


def _tempts(setting: Setting, trap: str, item: Component, case: _Felt, kind: str) -> bool:
    """Whether the failure of an item that is not behind a report looks like it."""
    group, symptom, _ = case
    if trap == "words":
        kinds = setting.indexes.symptoms
        felt = _felt(setting, item) if symptom.id in kinds[item.kind] else ()
        return any(each[1] == symptom for each in felt)
    if trap == "people":
        return any(hit.group == group.id for hit in setting.estate.reach(item.id))
    return trap == "hour" or item.kind == kind


def _own_device(draw: Draw, setting: Setting, case: _Felt) -> Iterator[_Record]:
    """Another matter of the same caller, about one device, unless the report is about one too."""
    modes = setting.library.failure_modes
    shared = {name for mode in modes for name in (mode.symptom, mode.leftover)}
    names = [each.name for each in setting.library.symptoms
             if (each.kind, each.category) == ("incident", "hardware") and each.id not in shared
             and each.service in (None, *case[0].services)]  # fmt: skip
    if names and case[1].category != "hardware":
        name = draw.pick(names, "own")
        words = f"same caller, '{name}', one device"
        yield _Record(words, None, _TRAPS["caller"].format(name))


def _words(draw: Draw, setting: Setting, item: Component, case: _Felt, trap: str = "") -> str:
    """What a record of an item says: an alert, or a report whose cause was found; or nothing."""
    watched = any(item.kind in check.kinds for check in setting.library.checks)
    if watched and trap not in {"words", "people"} and draw.likely(30, "alert", item.id):
        return f"failure alert on {component_name(item)}"
    felt = [each for each in _felt(setting, item) if trap != "words" or each[1] == case[1]]
    told = [each for each in felt if (each[0] == case[0]) == (trap == "people")] or felt
    if not told:
        return ""
    who = draw.pick(told, "told", item.id)
    return f"{who[0].name}, '{_what(setting, who)}', traced to {component_name(item)}"


def _what(setting: Setting, felt: _Felt) -> str:
    """A symptom, with the service where it does not say it itself."""
    _, symptom, service = felt
    if service is None or symptom.service is not None:
        return symptom.name
    return f"{symptom.name} ({service_name(setting.estate.services[service])})"


def _belongs_to(setting: Setting, case: _Felt, records: Sequence[_Record]) -> int | None:
    """Which record has the cause, on a desk that knows what has failed."""
    state, (group, symptom, service) = new_state(setting), case
    for n, record in enumerate(records):
        if record.item is not None:
            state.apply(
                f.AlertRaised(n, AlertId(f"computed/{n}"), "computed", record.item.id,
                              "exception", "", None, _CAUSE)
            )  # fmt: skip
    state.apply(
        f.ContactArrived(
            60, _CONTACT, "computed", PersonId("computed"), group.id, False, "email",  # noqa: FBT003 - no VIP
            symptom.id, "stopped", service, None, 1, "calm", "", "", 900, None, _CAUSE,
        )
    )  # fmt: skip
    found = assess(state.desk, _CONTACT).belongs_to.best
    return None if found is None else int(found.rsplit("/", 1)[1])


def _stem(
    draw: Draw, setting: Setting, case: _Felt, behind: list[Component], records: list[_Record]
) -> str:
    """The rule, the open records, the report, what the map shows, and the question."""
    numbers, items = _numbers(draw.seed), [component_name(each) for each in behind]
    ages = [least + draw.below(more, "age", n) for n, (least, more) in enumerate(_AGES)]
    opened = "; ".join(
        f"{number} ({age}), {record.words}"
        for number, age, record in zip(numbers, ages, records, strict=True)
    )
    report = draw.pick(_REPORTS, "report").format(
        person=draw.person(), group=case[0].name, what=_what(setting, case)
    )
    shown = draw.pick(_MAPS, "map").format(items=" or ".join(items))
    if len(behind) == MOST and behind[1].id in setting.estate.upstream(behind[0].id):
        shown = f"By the map, it hangs on {items[0]}, and that on {items[1]}."
    noise = draw.pick(_NOISE, "noise").format(number=draw.pick(numbers, "number"))
    told = (report, shown, *([noise] if draw.likely(50, "noisy") else []), draw.pick(_ASKED, "ask"))
    return (
        f"House rule: one failed item, one record. Open (minutes old): {opened}. {' '.join(told)}"
    )


DUPLICATE = Family(
    {
        "2011": Place("5", "operation", "incident-management", beyond_exam=True),
        "4": Place("7.1", "deliver-and-support", "incident-management", beyond_exam=True),
        "5": Place("4.4", "support", "incident-management", beyond_exam=True),
    },
    make,
    answers,
)
"""Where a report belongs; a house rule that no exam asks."""
