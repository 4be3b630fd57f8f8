"""What the services delivered, and where user time was lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from itilsim.domain.debriefing.measured import Delivered, Lost
from itilsim.domain.debriefing.monthly import agreed_in_month, agreed_share
from itilsim.domain.debriefing.record import Record, Spell
from itilsim.domain.debriefing.scores import References
from itilsim.domain.estate import Estate
from itilsim.domain.hours import Hours
from itilsim.domain.names import FaultId, GroupId, ServiceId
from itilsim.domain.organisation import Service
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Tally


def lost(record: Record, tally: Tally, references: References) -> tuple[Lost, ...]:
    """Lost user time by cause, most first."""
    others = {name: other.lost_by_cause for name, (other, _) in references.items()}
    return tuple(
        _lost(record, cause, minutes, others) for cause, minutes in tally.lost_by_cause.items()
    )


def _lost(
    record: Record, cause: str, minutes: int, others: Mapping[str, Mapping[str, int]]
) -> Lost:
    beside = tuple((name, by_cause.get(cause, 0)) for name, by_cause in others.items())
    fault = record.judging.state.plant.faults.get(FaultId(cause))
    if fault is None:
        return _personal(record, cause, minutes, beside)
    groups = record.judging.state.estate.groups
    since, percent = record.workarounds.get(cause, (None, 0))
    return Lost(
        cause, minutes, fault.component, fault.mode, None,
        sum(groups[hit.group].people for hit in fault.hits),
        tuple(ServiceId(each) for each in fault.services), fault.struck_at, since, percent,
        record.found.get(cause), fault.repaired_at, beside,
    )  # fmt: skip


def _personal(
    record: Record, cause: str, minutes: int, beside: tuple[tuple[str, int], ...]
) -> Lost:
    """One person's own trouble."""
    causes = record.judging.state.plant.causes
    own = [each for each in record.subjects.values() if causes.get(each.id) == cause]
    person = own[0].person if own else None
    since = own[0].at if own else None
    return Lost(cause, minutes, None, "", person, 1, (), since, None, 0, None,
                record.settled.get(cause), beside)  # fmt: skip


def delivered(setting: Setting, record: Record, losses: Iterable[Lost]) -> Iterator[Delivered]:
    """Customer-facing services that were hit, most lost time first."""
    estate = record.judging.state.estate
    minutes: dict[str, int] = {}
    for each in losses:
        for service in each.services:
            minutes[service] = minutes.get(service, 0) + each.minutes
    hit = [
        _delivered(setting, record, service, minutes.get(service.id, 0))
        for service in estate.services.values()
        if service.service_class is not None and not service.retired
    ]
    hit = [each for each in hit if each.down or each.degraded or each.cut_off]
    yield from sorted(hit, key=lambda each: (-each.lost_user_minutes, each.service))


def customer_facing(record: Record) -> int:
    """How many services have an agreement of their own."""
    services = record.judging.state.estate.services.values()
    return sum(each.service_class is not None and not each.retired for each in services)


def _delivered(setting: Setting, record: Record, service: Service, minutes: int) -> Delivered:
    estate = record.judging.state.estate
    hours, end = setting.hours[service.hours], setting.end
    own = record.spells.get(service.id, [])
    users = estate.users.get(service.id, ())
    down = _time([each for each in own if each.level == "down"], hours, end)
    degraded = _time([each for each in own if each.level == "degraded"], hours, end)
    cut = {group: [*record.spells.get(group, ()), *own] for group in users}
    every = [each for spells in cut.values() for each in spells]
    people = max((_people_at(each.start, cut, estate) for each in every), default=0)
    of_class = service.service_class or "bronze"
    return Delivered(
        service.id, of_class, hours.elapsed(0, end), down, degraded,
        people, _time(_joined(every, end), hours, end),
        sum(estate.groups[group].people for group in users), minutes,
        agreed_share(setting, of_class), agreed_in_month(setting, service.hours),
    )  # fmt: skip


def _time(spells: Iterable[Spell], hours: Hours, end: int) -> int:
    return sum(hours.elapsed(e.start, end if e.end is None else e.end) for e in spells)


def _people_at(at: int, cut: Mapping[GroupId, Iterable[Spell]], estate: Estate) -> int:
    """Users who were without it at a second, each counted once."""
    return sum(
        estate.groups[group].people
        for group, spells in cut.items()
        if any(each.start <= at and (each.end is None or at < each.end) for each in spells)
    )


def _joined(spells: list[Spell], end: int) -> list[Spell]:
    """The time covered by any of some spells."""
    found: list[Spell] = []
    for each in sorted(spells, key=lambda spell: spell.start):
        until = end if each.end is None else each.end
        if found and each.start <= (found[-1].end or 0):
            found[-1].end = max(found[-1].end or 0, until)
        else:
            found.append(Spell(each.start, each.level, until))
    return found
