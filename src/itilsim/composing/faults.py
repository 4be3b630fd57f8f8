"""Faults of a generated shift: of many people, of one, and such as can be seen coming.

The one idea: a cause is taken only where good play can restore it in time and somebody is there to
notice it; who is hit by it calls, one after the other, each with what one person can know.
"""

from __future__ import annotations

from typing import Final

from itilsim.composing.causes import HANDED_ON, Cause, repaired_in
from itilsim.composing.drawing import EVENT, LEAVE, SHORT, Drawing, Says
from itilsim.composing.messages import as_told
from itilsim.domain import speech
from itilsim.domain.estate import Hit
from itilsim.domain.library import Symptom
from itilsim.domain.names import Channel, Effect
from itilsim.domain.organisation import Service, UserGroup
from itilsim.domain.scenario import AlertArrival, FaultArrival

ROOM: Final = 75
"""Minutes from which on there is room for more than one kind of fault. Tuning constant."""
ALONE: Final = 45
"""Minutes from which on more than two call about the only fault that hits many. Tuning constant."""
APART: Final = 14 * 60
"""Seconds between two faults that hit many, at least. Tuning constant."""
NOT_AT_ONCE: Final = 8 * 60
"""Seconds in which a shift may begin quietly. Tuning constant."""
BETWEEN: Final = 10 * 60
"""Longest time between two callers about one fault, in seconds. Tuning constant."""

CALLING: Final[tuple[Channel, ...]] = ("phone", "phone", "phone", "chat")
"""How people get in touch about a fault, one as often as the other. Tuning constant."""

LOCAL: Final = frozenset({"label-printer", "printer", "screen", "scanner", "kiosk", "cart"})
"""Classes of items that stand beside their users, who can name them. Tuning constant."""


def faults(drawing: Drawing) -> None:
    """Add all faults, with their warnings and callers."""
    _threads(drawing)
    _warnings(drawing)
    _singles(drawing)


def _threads(drawing: Drawing) -> None:
    """Faults that hit many, of whom several call."""
    count = drawing.some(drawing.level.threads, "threads")
    moments = drawing.layout.moments(count, "threads", leave=LEAVE["threads"])
    free = NOT_AT_ONCE if drawing.layout.minutes >= SHORT else 60
    for n, moment in enumerate(moments):
        at = max(moment, free)
        free = at + APART
        drawing.peaks.append(at)
        cause = _cause(drawing, at, n, "thread", small=False)
        if cause is None:
            continue
        fault = _fail(drawing, cause, at, f"T{n + 1}")
        callers = drawing.draws.between(*drawing.level.callers, "thread", n, "callers")
        if drawing.layout.minutes < (ROOM if count > 1 else ALONE):
            callers = min(callers, 2)
        _call(drawing, cause, fault, at, callers, BETWEEN)


def _singles(drawing: Drawing) -> None:
    """Faults that hit one person or a few, of whom one calls."""
    count = drawing.count(drawing.level.singles, "singles")
    if drawing.layout.minutes < ROOM and drawing.found.faults:
        count = 0
    moments = drawing.layout.moments(count, "singles", leave=LEAVE["singles"])
    for n, at in enumerate(drawing.beside_peaks(moments, "singles")):
        cause = _cause(drawing, at, n, "single", small=True)
        if cause is not None:
            _call(drawing, cause, _fail(drawing, cause, at, f"S{n + 1}"), at, 1, 4 * 60)


def _warnings(drawing: Drawing) -> None:
    """Failures that can be seen coming; those who would be hit call if nobody acts."""
    lead = drawing.level.lead_minutes * 60
    count = drawing.some(drawing.level.warnings, "warnings")
    last = drawing.layout.minutes * 60
    for n, at in enumerate(
        drawing.layout.moments(count, "warnings", leave=drawing.level.lead_minutes + 5)
    ):
        strikes = min(at + lead, last - 10 * 60)
        fits = strikes - at
        cause = _cause(drawing, strikes, n, "warning", small=None, within=fits)
        if cause is None:
            continue
        fault = _fail(drawing, cause, at - 10 * 60, f"W{n + 1}", strikes)
        _warn(drawing, cause, fault, at, strikes, f"V{n + 1}")
        _call(drawing, cause, fault, strikes, 2 if cause.people > 1 else 1, 5 * 60)


def _cause(
    drawing: Drawing, at: int, n: int, what: str, *, small: bool | None, within: int = 0
) -> Cause | None:
    """A cause that has not been used, by Zipf's law over the items; none if none is left."""
    fitting = [
        cause for cause in drawing.frequent if _fits(drawing, cause, at, small=small, within=within)
    ]
    if not fitting:
        return None
    cause = drawing.draws.ranked(fitting, drawing.sources.item_zipf_percent, what, n, "cause")
    drawing.used |= {cause.component.id, cause.mode.symptom, cause.mode.id}
    return cause


def _fits(drawing: Drawing, cause: Cause, at: int, *, small: bool | None, within: int) -> bool:
    if {cause.component.id, cause.mode.symptom, cause.mode.id} & drawing.used:
        return False
    if small is not None and cause.is_small != small:
        return False
    if within:
        in_time = cause.warns and HANDED_ON + repaired_in(cause) < within
    else:
        in_time = drawing.causes.in_time(cause, at)
    if not in_time or not _noticing(drawing, cause, at):
        return False
    return drawing.causes.priority(cause, at) >= drawing.level.highest


def _noticing(drawing: Drawing, cause: Cause, at: int) -> list[Hit]:
    """Whom it hits of those at work who can turn to the desk about it."""
    symptom, groups = drawing.base.symptoms[cause.mode.symptom], drawing.base.groups
    able = {g.id for g in drawing.callers(symptom, (groups[hit.group] for hit in cause.hits))}
    return [
        hit for hit in cause.hits if hit.group in able and drawing.at_work(groups[hit.group], at)
    ]


def _fail(
    drawing: Drawing, cause: Cause, at: int, name: str, strikes: int | None = None
) -> FaultArrival:
    fault = FaultArrival(
        id=name,
        at=drawing.layout.clock(at),
        component=cause.component.id,
        mode=cause.mode.id,
        strikes_at="" if strikes is None else drawing.layout.clock(strikes),
    )
    drawing.found.faults.append(fault)
    return fault


def _warn(
    drawing: Drawing, cause: Cause, fault: FaultArrival, at: int, strikes: int, name: str
) -> None:
    said = f"say-{name}"
    percent = 100 - min((strikes - at) // 60 // 3 + 2, 30)
    blanks = {"percent": percent, "minutes": (strikes - at) // 60}
    entry = speech.trend(cause.mode.id)
    drawing.found.utterances.append(drawing.messages.alert(entry, said, name, blanks))
    drawing.found.alerts.append(
        AlertArrival(
            id=name,
            at=drawing.layout.clock(at),
            component=cause.component.id,
            significance="warning",
            utterance=said,
            fault=fault.id,
            hurts_at=drawing.layout.clock(strikes),
            teaches=EVENT,
        )
    )


def _call(
    drawing: Drawing, cause: Cause, fault: FaultArrival, at: int, callers: int, mean: int
) -> None:
    """Some of those whom a fault hits get in touch."""
    draws = drawing.draws
    hits = _noticing(drawing, cause, at)
    symptom = drawing.base.symptoms[cause.mode.symptom]
    local = cause.component.kind in LOCAL
    moment = at + 60
    for n in range(callers):
        key = (fault.id, "caller", n)
        hit = draws.weighted(hits, lambda h: drawing.base.groups[h.group].people, *key, "group")
        group = drawing.base.groups[hit.group]
        moment += 30 + int(draws.unit(*key, "gap") * mean)
        effect: Effect = "stopped" if hit.level == "down" else "slowed"
        channel = _channel(drawing, symptom, *key)
        name = f"{fault.id}{'abcdefgh'[n]}"
        says = Says(
            channel=channel,
            effect=effect,
            service=hit.services[0] if hit.services else None,
            component=cause.component.id if local else None,
            people=group.people if local else _seen(drawing, group, *key),
            guess=_guess(drawing, cause, hit, *key),
            fault=fault.id,
            vague=drawing.vague(channel, name),
        )
        drawing.contact(moment, name, group, symptom, says)


def _channel(drawing: Drawing, symptom: Symptom, *key: object) -> Channel:
    """What cannot wait is said on the phone, or in the chat."""
    usual = [channel for channel in CALLING if drawing.comes_by(symptom, channel)]
    return drawing.draws.pick(usual or CALLING, *key, "channel")


def _seen(drawing: Drawing, group: UserGroup, *key: object) -> int:
    """How many the caller knows of who have it."""
    if drawing.draws.happens(40, *key, "alone"):
        return 1
    return as_told(drawing.draws.between(1, min(group.people, 60), *key, "people"))


def _guess(drawing: Drawing, cause: Cause, hit: Hit, *key: object) -> str:
    """A wrong guess of the cause: what the caller knows, what people blame, and what is well."""
    estate = drawing.base.estate
    ill = {*hit.services, *estate.spread({cause.component.id: cause.mode.severity})}
    well = [
        service
        for blame in drawing.sources.blamed
        if cause.mode.symptom in blame.symptoms
        for service in blame.services
        if service not in ill and _knows(estate.groups[hit.group], estate.services[service])
    ]
    if not well or not drawing.draws.happens(drawing.level.guess_percent, *key, "guess"):
        return ""
    return drawing.draws.pick(well, *key, "guessed")


def _knows(group: UserGroup, service: Service) -> bool:
    """Everybody knows of the shop and of the network; of other systems, those who use them."""
    return service.kind != "internal" or service.id in group.services
