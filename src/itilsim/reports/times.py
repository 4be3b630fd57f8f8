"""Clocks and lost time in words: what was agreed beside what people felt."""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.debriefing.measured import Audit, ClockStep, Lost
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.names import RecordKind
from itilsim.reports.blocks import Block, Entry, Paragraph, Table
from itilsim.reports.timeline import lost_blocks
from itilsim.reports.wording import COLLEAGUES, MARKS, MISSING, headline_of, kind_of
from itilsim.words.evidence import Naming
from itilsim.words.labels import (
    CLOCKS,
    HOLD_REASONS,
    clock_named,
    duration,
    people,
    percent,
    user_minutes,
)

_MINUTE = 60


def clocks(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """The audit of each clock, in service time, against the true priority."""
    kept = debrief.kept
    yield Paragraph(
        f"{percent(kept.percent)} of the agreed targets were met, and "
        f"{user_minutes(debrief.lost_user_minutes)} were lost. Times are service time; targets "
        "are those of the true priority."
    )
    by_subject: dict[str, list[Audit]] = {}
    for audit in debrief.clocks:
        by_subject.setdefault(audit.subject, []).append(audit)
    for subject, audits in by_subject.items():
        yield Entry(
            f"{headline_of(subject, debrief, naming)}, P{audits[0].priority}",
            tuple(
                line
                for audit in audits
                for line in _audit(audit, kind_of(subject, debrief, naming), naming)
            ),
        )


def _audit(audit: Audit, kind: RecordKind, naming: Naming) -> Iterator[tuple[str, str]]:
    yield CLOCKS[clock_named(audit.clock, kind)], _verdict(audit)
    steps = "; ".join(_step(each, naming) for each in audit.steps)
    yield "", f"{steps}."


def _verdict(audit: Audit) -> str:
    used = duration(audit.elapsed)
    if audit.target is None or audit.by is None:
        return f"planned, no target; {used} used."
    if audit.met and audit.by >= _MINUTE:
        # Of two lengths in whole minutes one is rounded up, so that they add up to what was agreed.
        used = duration(audit.target - audit.by // _MINUTE * _MINUTE)
    target = f"{duration(audit.target)} agreed, {used} used"
    if audit.met and audit.stopped_at is None:
        return f"not due yet: {target}, {duration(audit.by)} left at the end."
    if audit.met:
        return f"met: {target}, {duration(audit.by)} left when {MARKS[audit.reason]}."
    cause = MARKS[audit.reason] if audit.stopped_at is not None else MISSING[audit.reason]
    when = "only then " if audit.stopped_at is not None else ""
    late = duration(-audit.by) if audit.by < 0 else "a moment"
    return f"missed by {late}: {target}; {when}{cause}."


def _step(step: ClockStep, naming: Naming) -> str:
    words = MARKS[step.what]
    if step.what == "prioritised":
        words += f" P{step.value}"
    elif step.what == "held":
        reason = HOLD_REASONS.get(step.value, step.value)  # type: ignore[call-overload]
        words += f" ({reason.lower()}{', the clock pauses' if step.value == 'caller' else ''})"
    return f"{naming.time(step.at)} {words}"


def lost_time(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """User time by cause, beside the colleagues."""
    yield Paragraph(
        f"{user_minutes(debrief.lost_user_minutes)} in all: users hit, times minutes, times the "
        "share of their work that stood still."
    )
    if not debrief.lost:
        return
    yield from lost_blocks(debrief, naming)
    names = tuple(COLLEAGUES[name].rsplit(" ", 1)[-1] for name, _ in debrief.lost[0].references)
    yield Table(
        ("User-minutes lost by cause", "You", *names),
        tuple(
            (_cause(each, naming), f"{each.minutes:,}", *(f"{m:,}" for _, m in each.references))
            for each in debrief.lost
        ),
        frozenset(range(1, 2 + len(names))),
    )
    for each in debrief.lost:
        if each.component is not None and each.people > 1:
            yield Entry(_cause(each, naming), tuple(_course(each, naming)))


def _cause(each: Lost, naming: Naming) -> str:
    if each.component is not None:
        return f"{naming.setting.modes[each.mode].name}, {each.component}"
    return f"{naming.person(each.person)}'s own trouble" if each.person else "Other"


def _course(each: Lost, naming: Naming) -> Iterator[tuple[str, str]]:
    services = ", ".join(naming.service(service) for service in each.services)
    yield "Hit", f"{people(each.people)}; {services}."
    if each.struck_at is not None:
        yield "Began", f"{naming.time(each.struck_at)}."
    if each.worked_around_at is None:
        yield "Worked around", "never."
    else:
        after = duration(each.worked_around_at - (each.struck_at or each.worked_around_at))
        yield "Worked around", f"{naming.time(each.worked_around_at)}, after {after}."
        yield "", f"{percent(each.percent)} of the work was back."
    known = f"{naming.time(each.known_at)}." if each.known_at is not None else "to nobody."
    yield "Cause known", known
    yield "Repaired", f"{naming.time(each.over_at)}." if each.over_at is not None else "not yet."
